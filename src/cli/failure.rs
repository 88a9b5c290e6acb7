//! Kinds of failure: whose it is decides the exit code and the tone.

use std::error::Error;

use crate::base::Report;
use crate::output::OutputError;
use crate::project::ProjectError;
use crate::publish::PublishError;
use crate::serve::ServeError;

/// Whose failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The command line or `site.toml` was not understood.
    Usage,
    /// Disk, port or network.
    World,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) struct Failure {
    pub kind: Kind,
    /// What happened, without a full stop.
    pub sentence: String,
    /// Why, the nearest cause first.
    pub causes: Vec<String>,
    /// What to try.
    pub hints: Vec<String>,
    /// Findings that explain it.
    pub report: Report,
}

/// The exit code of a build whose material has errors.
pub(super) const MATERIAL: u8 = 1;

impl Failure {
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self::new(Kind::Usage, sentence)
    }

    pub fn world(sentence: impl Into<String>) -> Self {
        Self::new(Kind::World, sentence)
    }

    fn new(kind: Kind, sentence: impl Into<String>) -> Self {
        Self { kind, sentence: sentence.into(), causes: Vec::new(), hints: Vec::new(), report: Report::default() }
    }

    pub fn because(mut self, error: impl Error) -> Self {
        self.causes.push(error.to_string());
        self.causes.extend(std::iter::successors(error.source(), |cause| (*cause).source()).map(ToString::to_string));
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::Usage => 2,
            Kind::World => 3,
        }
    }

    /// A failure whose sentence is the error's own.
    fn of(kind: Kind, error: &dyn Error) -> Self {
        let causes = std::iter::successors(error.source(), |cause| (*cause).source()).map(ToString::to_string);
        Self { causes: causes.collect(), ..Self::new(kind, error.to_string()) }
    }
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        let kind = match error {
            ProjectError::UnreadableConfig { .. } | ProjectError::Unreadable { .. } => Kind::World,
            _ => Kind::Usage,
        };
        let failure = Self::of(kind, &error);
        match error {
            ProjectError::NoSiteToml(_) | ProjectError::NotAProject(_) => {
                failure.hint("make an empty file named site.toml beside the folder of articles, or name the project with --root")
            }
            ProjectError::NoSources(_) => {
                failure.hint("put the articles there, or name their folder in site.toml: source_dir = \"articles\"")
            }
            ProjectError::TargetOverProject(_) => {
                failure.hint("give the published site a place of its own, outside of the project or in a folder that nothing else uses")
            }
            ProjectError::OutputOverProject(_) => failure.hint("give the site a folder of its own, such as public"),
            ProjectError::Config { report, .. } => Self { report, ..failure },
            _ => failure,
        }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        let failure = Self::of(Kind::World, &error);
        match error {
            OutputError::NotOurs(_) => failure.hint("choose another folder with --output-dir, or write into this one with --force; its files are kept unless a page has their name"),
            OutputError::InTheWay(_) => failure.hint("move it away, or let it be replaced with --force"),
            OutputError::Link(_) => failure.hint("replace the link by a folder, or choose another output folder"),
            OutputError::Changed(_) => failure.hint("nothing was written; build again"),
            OutputError::Busy(_) => failure.hint("wait until it is done"),
            OutputError::Manifest { .. } => failure.hint("with --force the folder is taken over as if it were new; pages of earlier builds may then stay in it"),
            OutputError::Journal { .. } => failure.hint("remove the folder in which the journal lies; the next build compares every file"),
            OutputError::BadPath(_) | OutputError::Clash(_) => failure.hint("this is a fault of demarche: please report it"),
            OutputError::Io { .. } => failure,
        }
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        let kind = match error {
            PublishError::NothingBefore | PublishError::NeverPublished => Kind::Usage,
            _ => Kind::World,
        };
        let failure = Self::of(kind, &error);
        match error {
            PublishError::Disk(OutputError::Busy(_)) => failure.hint("wait until it is done"),
            PublishError::Disk(_) => failure.hint("what was public before still is; the next run clears away what this one has left"),
            PublishError::NoProgram { program } => {
                let package = if program == "ssh" { "openssh-client" } else { program.as_str() };
                failure.hint(format!("install it, on Debian with: apt install {package}"))
            }
            PublishError::Program { .. } => failure.hint("what was public before still is, unless the connection was lost in the very last step: the next run finds out, and finishes or undoes this one"),
            PublishError::RealFolder(_) => failure.hint("move the folder away, or give the target another path; web servers follow the link"),
            PublishError::NotOurs(_) => failure.hint("move it away, or give the target another path"),
            PublishError::Changed { .. } => failure.hint("see all of it with --verify; with --force the site is published over it"),
            PublishError::Overtaken => failure.hint("look at what is public now, and publish again"),
            PublishError::Garbled(_) => failure.hint("publish again"),
            PublishError::Gone { .. } => failure.hint("build that version from its articles and publish it; the key `keep` says how many releases stay"),
            PublishError::NothingBefore => failure.hint("the receipts of what was published are in .demarche/receipts"),
            PublishError::NeverPublished => failure.hint("publish first; receipts are kept in .demarche/receipts"),
            PublishError::Unreachable { .. } => failure.hint("is this the address of the site, and does this machine reach it?"),
            PublishError::Receipt { .. } => failure.hint("bring the file back from a copy, or remove it"),
        }
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        let failure = Self::of(Kind::World, &error);
        match error {
            ServeError::Taken { .. } => failure.hint("choose another port, or leave --port out to get the next free one"),
            _ => failure,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_their_exit_codes_and_causes_are_kept() {
        let failure = Failure::from(ProjectError::NoSiteToml("/tmp/x".into()));
        assert_eq!((failure.exit_code(), failure.hints.len()), (2, 1));
        let source = std::io::Error::from(std::io::ErrorKind::StorageFull);
        let failure = Failure::from(OutputError::Io { doing: "written", path: "/tmp/x".into(), source });
        assert_eq!((failure.exit_code(), failure.sentence.as_str()), (3, "/tmp/x cannot be written"));
        assert_eq!(failure.causes.len(), 1);
    }
}
