//! Files that are made when a browser asks for them, by the thread that holds the site.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// Asks the holder of a site for files.
#[derive(Debug)]
pub struct Maker {
    pages: BTreeSet<String>,
    orders: Sender<Order>,
}

/// What the holder of a site is asked for.
#[derive(Debug)]
pub struct Orders(Receiver<Order>);

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// The bytes of the file.
    File(Vec<u8>),
    /// The file cannot be made.
    Failed,
    /// The site has no such file.
    Nothing,
}

#[derive(Debug)]
enum Order {
    /// The site is shown now, as the build of this number.
    Shown(u64),
    File {
        path: String,
        answer: Sender<Made>,
    },
}

/// The two ends: `pages` are the paths that are known to have a file.
pub fn maker(pages: impl IntoIterator<Item = String>) -> (Maker, Orders) {
    let (orders, received) = channel();
    (Maker { pages: pages.into_iter().collect(), orders }, Orders(received))
}

impl Maker {
    /// Whether a path is known to have a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.pages.contains(path)
    }

    /// Whether any file is known to be made here.
    pub(super) fn has_pages(&self) -> bool {
        !self.pages.is_empty()
    }

    /// Says that the site is shown.
    pub(super) fn shown(&self, build: u64) {
        // Its holder may have failed, which is told when a file is asked for.
        let _ = self.orders.send(Order::Shown(build));
    }

    /// Has the file at a path made.
    ///
    /// # Panics
    /// When its holder failed.
    #[expect(clippy::expect_used, reason = "a fault in the holder is one here too; the server answers with 500")]
    pub(super) fn make(&self, path: &str) -> Made {
        let (answer, made) = channel();
        let order = Order::File { path: path.to_owned(), answer };
        self.orders.send(order).ok().and_then(|()| made.recv().ok()).expect("the holder of the site answers")
    }
}

impl Orders {
    /// Makes what is asked for until the site is shown, and gives the number of its build; `None` when it never will be.
    pub fn answer_until_shown(&self, make: impl Fn(&str) -> Made) -> Option<u64> {
        loop {
            match self.0.recv().ok()? {
                Order::Shown(build) => return Some(build),
                order @ Order::File { .. } => order.fill(&make),
            }
        }
    }

    /// Makes what is asked for until nothing was for so long; false when nobody can ask any more.
    pub fn answer_until_quiet(&self, quiet: Duration, make: impl Fn(&str) -> Made) -> bool {
        loop {
            match self.0.recv_timeout(quiet) {
                Ok(order) => order.fill(&make),
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    /// Makes what is asked for until nobody can ask any more.
    pub fn answer(&self, make: impl Fn(&str) -> Made) {
        while let Ok(order) = self.0.recv() {
            order.fill(&make);
        }
    }
}

impl Order {
    fn fill(self, make: impl Fn(&str) -> Made) {
        let Self::File { path, answer } = self else { return };
        // A fault leaves the order without an answer, and the others with theirs.
        if let Ok(made) = catch_unwind(AssertUnwindSafe(|| make(&path))) {
            // Whoever asked may have left.
            let _ = answer.send(made);
        }
    }
}
