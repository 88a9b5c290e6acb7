//! Preview from memory.
//!
//! In come builds and changes of files; out go answers to a browser on this machine.
//! Nothing is written to disk, and nothing that only preview adds is ever part of a built site.

use std::io;

use thiserror::Error;

/// Why the preview cannot run.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The port that was asked for is taken.
    #[error("Port {port} is taken")]
    Taken {
        /// The port.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}
