//! The project folder, read once.
//!
//! In comes the place where the command was given; out go [`Inputs`]: the configuration and the bytes of every file that the build may use.
//! Nothing is written here, no file is interpreted except `site.toml`, and the clock is not read: the day of the build is handed in.
#![expect(clippy::disallowed_methods, reason = "this room is the end that reads the disk")]

mod archive;
mod inputs;
mod known;
mod model;
mod root;

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::base::Report;

pub use inputs::{Desk, InputFile, Inputs, read, read_again, read_readings};
pub use known::Known;
pub use model::ModelFiles;
pub use root::{Location, Project, locate, open};

/// Why a project cannot be read.
#[derive(Debug, Error)]
pub enum ProjectError {
    /// The folder that was asked for holds no `site.toml`.
    #[error("There is no site.toml in {}", .0.display())]
    NotAProject(PathBuf),
    /// No folder upwards holds a `site.toml`.
    #[error("There is no site.toml in {} or any folder above it", .0.display())]
    NoSiteToml(PathBuf),
    /// The folder that was asked for is none.
    #[error("There is no folder {}", .0.display())]
    NoRoot(PathBuf),
    /// The configuration file cannot be read.
    #[error("{} cannot be read", path.display())]
    UnreadableConfig {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The configuration was read and not understood.
    #[error("{} was not understood", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// Everything that is wrong with it.
        report: Report,
    },
    /// The source folder is missing.
    #[error("There is no source folder {}", .0.display())]
    NoSources(PathBuf),
    /// The site would be written over the project itself.
    #[error("The output folder {} would hold the project's own files", .0.display())]
    OutputOverProject(PathBuf),
    /// The published site would stand where the project's own files do.
    #[error("The published site at {} would stand where the project's own files do", .0.display())]
    TargetOverProject(PathBuf),
    /// A file that the build needs cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}
