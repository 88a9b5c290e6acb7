//! Who holds the site that the preview shows: a thread that keeps what was merged and makes files from it.

use std::cell::{Cell, RefCell};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::base::{Diagnostic, Fingerprint, Report};
use crate::cache::Cache;
use crate::pipeline::observe::Clock;
use crate::pipeline::{self, BuildOptions, Memory, Opened};
use crate::project::{InputFile, Inputs, Known};
use crate::serve::{self, Good, Made, Orders, Teller};

use super::build::is_refused;
use super::show::Show;

/// How long no file may be asked for before those are made that nobody asked for.
const QUIET: Duration = Duration::from_millis(300);
/// So many of them are made before it is asked again whether somebody waits.
const AT_A_TIME: usize = 32;

/// What the holders of one site after another have in common.
pub(super) struct Holder {
    pub show: Show,
    /// The articles as they were read.
    pub files: Known,
    options: BuildOptions,
    strict: bool,
    cache: Cache,
    memory: Memory,
    /// The number of the newest build.
    newest: AtomicU64,
    known: Mutex<Builds>,
}

/// What is known of the builds before.
#[derive(Default)]
struct Builds {
    /// The setting in which every page could be made.
    good: Option<Fingerprint>,
    /// Setting and articles of the site that is shown.
    shown: Option<(Fingerprint, Vec<InputFile>)>,
}

impl Holder {
    pub fn new(show: Show, options: BuildOptions, strict: bool, cache: Cache) -> Arc<Self> {
        Arc::new(Self {
            show,
            files: Known::default(),
            options,
            strict,
            cache,
            memory: Memory::default(),
            newest: AtomicU64::new(0),
            known: Mutex::default(),
        })
    }

    /// Another site is about to be held, so that nobody need make what nobody asked for.
    pub fn is_wanted_anew(&self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
    }

    /// Reads and merges everything, and has a thread hold the site as long as it is shown.
    pub fn hold(self: &Arc<Self>, inputs: Inputs, teller: &Teller) -> Result<Good, String> {
        let number = self.newest.load(Ordering::Relaxed);
        let (own, teller) = (Arc::clone(self), teller.clone());
        let (tell, told) = channel();
        let thread = thread::spawn(move || {
            let held = |opened: &Opened<'_, '_, '_>| {
                Held { holder: &own, opened, number, trouble: RefCell::default(), n_told: Cell::new(0) }.hold(&inputs, &tell, &teller);
            };
            pipeline::open(&inputs, &own.options, &own.cache, &own.memory, &own.show, held);
        });
        match told.recv() {
            Ok(result) => result,
            // It cannot have ended well without a word.
            Err(_) => thread.join().map_or_else(|fault| resume_unwind(fault), |()| Err(String::new())),
        }
    }

    fn known(&self) -> MutexGuard<'_, Builds> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A site that is held.
struct Held<'h, 'o, 'd, 'a> {
    holder: &'h Holder,
    opened: &'h Opened<'o, 'd, 'a>,
    number: u64,
    /// What is wrong with pages that were made after the site was shown, and how much of it was told.
    trouble: RefCell<Report>,
    n_told: Cell<usize>,
}

impl Held<'_, '_, '_, '_> {
    fn hold(&self, inputs: &Inputs, tell: &Sender<Result<Good, String>>, teller: &Teller) {
        let Self { holder, opened, .. } = self;
        let setting = inputs.setting();
        // Templates of the desk's own may fail on any page, until all were made with them.
        let is_sure = inputs.templates.is_empty() || holder.known().good == Some(setting);
        let mut report = opened.report.clone();
        let pages: Vec<&str> = opened.pages().collect();
        let (made, to_make) = if is_sure || is_refused(&report, holder.strict) {
            (Vec::new(), pages)
        } else {
            (opened.make_all(&mut Clock::new(&holder.show), &mut report), Vec::new())
        };
        holder.show.report(&report);
        holder.show.timings(&opened.timings);
        // Nobody hears this when the preview ends; then nobody will ask for files either.
        if is_refused(&report, holder.strict) {
            let _ = tell.send(Err(holder.show.report_as_text(&report)));
            return;
        }
        let shows = Some((setting, inputs.sources.clone()));
        let same_pages = {
            let mut known = holder.known();
            if !is_sure {
                known.good = Some(setting);
            }
            let is_same = known.shown == shows;
            known.shown = shows;
            is_same
        };
        let (maker, orders) = serve::maker(to_make.iter().map(|&path| path.to_owned()));
        let artifacts = opened.fixed().chain(made).collect();
        let _ = tell.send(Ok(Good { artifacts, maker: Some(maker), same_pages }));
        self.answer(&orders, &to_make, setting, teller);
    }

    /// Makes what is asked for, and once nothing is, everything else.
    fn answer(&self, orders: &Orders, pages: &[&str], setting: Fingerprint, teller: &Teller) {
        let Some(build) = orders.answer_until_shown(|path| self.make(path)) else { return };
        let make = |path: &str| {
            let made = self.make(path);
            self.tell(build, teller);
            made
        };
        if !orders.answer_until_quiet(QUIET, make) {
            return;
        }
        for some in pages.chunks(AT_A_TIME) {
            if self.holder.newest.load(Ordering::Relaxed) != self.number {
                return orders.answer(make);
            }
            self.opened.make_pages(some).into_iter().filter_map(Result::err).for_each(|finding| self.note(*finding));
            self.tell(build, teller);
            if !orders.answer_until_quiet(Duration::ZERO, make) {
                return;
            }
        }
        if self.trouble.borrow().items().is_empty() {
            self.holder.known().good = Some(setting);
        }
        self.holder.cache.forget();
        orders.answer(make);
    }

    fn make(&self, path: &str) -> Made {
        match self.opened.make(path) {
            None => Made::Nothing,
            Some(Ok(artifact)) => Made::File(artifact.body),
            Some(Err(finding)) => {
                self.note(*finding);
                Made::Failed
            }
        }
    }

    /// Notes what is wrong with a page, if it is not noted yet.
    fn note(&self, finding: Diagnostic) {
        let mut trouble = self.trouble.borrow_mut();
        if !trouble.items().contains(&finding) {
            trouble.add(finding);
        }
    }

    /// Says what is wrong with pages by now, unless all of it was told.
    fn tell(&self, build: u64, teller: &Teller) {
        let report = self.opened.placed(&self.trouble.borrow());
        let n_told = self.n_told.replace(report.items().len());
        if n_told == report.items().len() {
            return;
        }
        let mut new = Report::default();
        report.items()[n_told..].iter().for_each(|finding| new.add(finding.clone()));
        self.holder.show.report(&new);
        teller.tell(build, self.holder.show.report_as_text(&report));
    }
}
