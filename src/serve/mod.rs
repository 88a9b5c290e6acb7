//! Preview from memory.
//!
//! In come builds and changes of files; out go answers to a browser on this machine.
//! Nothing is written to disk, and nothing that only preview adds is ever part of a built site.
#![expect(clippy::disallowed_methods, reason = "this room is the end that listens")]

mod answer;
mod http;
mod maker;
mod reload;
mod shown;
mod version;
mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use thiserror::Error;

use crate::render::Artifact;

pub use maker::{Made, Maker, Orders, maker};
use shown::Shown;

/// The port that is tried first when none is asked for.
const DEFAULT_PORT: u16 = 1111;
/// How many ports after it are tried.
const TRIES: u16 = 100;

/// Where to listen.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The address; loopback unless the desk says otherwise.
    pub interface: IpAddr,
    /// The port; without one, 1111 or the next that is free.
    pub port: Option<u16>,
    /// Whether open pages bring themselves up to date and show what is wrong; without it they are served as they will be published.
    pub live: bool,
}

/// A site that can be shown.
#[derive(Debug, Default)]
pub struct Good {
    /// Files that are made.
    pub artifacts: Vec<Artifact>,
    /// Who makes the others when a browser asks for them.
    pub maker: Option<Maker>,
    /// Whether the pages that are not made yet are known to be those of the site before.
    pub same_pages: bool,
}

impl From<Vec<Artifact>> for Good {
    fn from(artifacts: Vec<Artifact>) -> Self {
        Self { artifacts, ..Self::default() }
    }
}

/// Says what turned out to be wrong with a site that is shown.
#[derive(Clone, Debug)]
pub struct Teller(Arc<Shown>);

impl Teller {
    /// Lays `trouble` over the pages of the build with this number, as long as it is shown.
    pub fn tell(&self, build: u64, trouble: String) {
        self.0.tell_of(build, trouble);
    }
}

/// What one build gave.
#[derive(Debug)]
pub struct Attempt {
    /// The site, or what forbids showing it, as text for a person.
    pub result: Result<Good, String>,
    /// What to watch for changes.
    pub watched: Watched,
    /// The path of the site's published address; the preview answers below it and below "/".
    pub base_path: String,
}

/// Files and folders of which a change asks for a new build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// Single files.
    pub files: Vec<PathBuf>,
    /// Folders, whether they exist yet or not.
    pub folders: Vec<PathBuf>,
    /// Folders inside them that are not looked at.
    pub ignored: Vec<PathBuf>,
}

/// Why the preview cannot run.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The port that was asked for is taken.
    #[error("Port {port} cannot be used")]
    Taken {
        /// The port.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// No port near the default one is free.
    #[error("No port from {DEFAULT_PORT} on is free at {interface}")]
    NoPort {
        /// The address.
        interface: IpAddr,
        /// What the system says of the last one.
        source: io::Error,
    },
    /// Files cannot be watched.
    #[error("The project's files cannot be watched")]
    Watch(#[source] notify::Error),
    /// The server cannot be started.
    #[error("The preview cannot be started")]
    Start(#[source] io::Error),
}

/// A preview that has its port but does not answer yet.
#[derive(Debug)]
pub struct Preview {
    listener: TcpListener,
    address: SocketAddr,
    live: bool,
}

impl Preview {
    /// Takes a port.
    ///
    /// # Errors
    /// When the port that was asked for, or every port that was tried, cannot be had.
    pub fn bind(options: &Options) -> Result<Self, ServeError> {
        let listen = |port| TcpListener::bind((options.interface, port));
        let listener = match options.port {
            Some(port) => listen(port).map_err(|source| ServeError::Taken { port, source })?,
            None => {
                let tried = (DEFAULT_PORT..DEFAULT_PORT + TRIES).map(listen);
                let first = tried.reduce(|one, next| if one.is_ok() { one } else { next });
                first
                    .unwrap_or_else(|| Err(io::ErrorKind::AddrInUse.into()))
                    .map_err(|source| ServeError::NoPort { interface: options.interface, source })?
            }
        };
        listener.set_nonblocking(true).map_err(ServeError::Start)?;
        let address = listener.local_addr().map_err(ServeError::Start)?;
        Ok(Self { listener, address, live: options.live })
    }

    /// The address to open in a browser of this machine.
    pub fn url(&self) -> String {
        let mut address = self.address;
        if address.ip().is_unspecified() {
            // Listening everywhere includes this machine, and "everywhere" is no address.
            address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
        }
        format!("http://{address}/")
    }

    /// Builds, answers, and builds again whenever something changes, until the process is interrupted or `until` ends.
    ///
    /// `ready` is called when the first build is done and requests are answered.
    ///
    /// # Errors
    /// When files cannot be watched or the server cannot be started.
    pub fn run(
        self,
        mut build: impl FnMut(&Teller) -> Attempt + Send,
        ready: impl FnOnce(),
        until: impl Future<Output = ()>,
    ) -> Result<(), ServeError> {
        let shown = Arc::new(Shown::new());
        let (mut watch, changes) = watch::Watch::new().map_err(ServeError::Watch)?;
        let teller = Teller(Arc::clone(&shown));
        let first = build(&teller);
        watch.follow(first.watched.clone());
        shown.publish(first);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(ServeError::Start)?;
        std::thread::scope(|scope| {
            let stop = watch.stopper();
            let rebuilt = Arc::clone(&shown);
            scope.spawn(move || {
                while watch::next(&changes, &mut watch) {
                    // A fault in one build must not end the preview, nor leave it silently behind the files.
                    match catch_unwind(AssertUnwindSafe(|| build(&teller))) {
                        Ok(attempt) => {
                            watch.follow(attempt.watched.clone());
                            rebuilt.publish(attempt);
                        }
                        Err(_) => rebuilt.tell("demarche failed on this change; please report it".to_owned()),
                    }
                }
            });
            ready();
            let result = runtime.block_on(http::answer_until(self.listener, shown, self.live, until)).map_err(ServeError::Start);
            stop.stop();
            runtime.shutdown_background();
            result
        })
    }
}

/// Ends when the process is interrupted.
pub async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a handler the default one ends the process; nothing is left to wait for here.
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests;
