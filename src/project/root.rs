//! Where the project is and what its `site.toml` says.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::{self, Config};

use super::ProjectError;

const CONFIG_NAME: &str = "site.toml";
/// The desk's own briefing, beside the configuration.
pub(super) const BRIEFING: &str = "briefing.md";

/// A project's folder and its configuration file, found but not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The folder.
    pub root: PathBuf,
    /// The configuration file.
    pub config_file: PathBuf,
}

/// A project whose configuration has been read.
#[derive(Clone, Debug)]
pub struct Project {
    /// Where it is.
    pub location: Location,
    /// What its configuration means.
    pub config: Config,
}

/// Finds the project: the folder `root` if given, else the folder of `config_file` if given, else the nearest folder from `start` upwards that holds a `site.toml`.
///
/// # Errors
/// When there is none.
pub fn locate(start: &Path, root: Option<&Path>, config_file: Option<&Path>) -> Result<Location, ProjectError> {
    let config_file = config_file.map(|path| start.join(path));
    if let Some(root) = root {
        let root = start.join(root);
        if !root.is_dir() {
            return Err(ProjectError::NoRoot(root));
        }
        let config_file = config_file.unwrap_or_else(|| root.join(CONFIG_NAME));
        let found = config_file.is_file();
        return if found { Ok(Location { root, config_file }) } else { Err(missing(&root, config_file)) };
    }
    if let Some(config_file) = config_file {
        let root = config_file.parent().unwrap_or(start).to_owned();
        return Ok(Location { root, config_file });
    }
    let root = start.ancestors().find(|folder| folder.join(CONFIG_NAME).is_file());
    let root = root.ok_or_else(|| ProjectError::NoSiteToml(start.to_owned()))?.to_owned();
    Ok(Location { config_file: root.join(CONFIG_NAME), root })
}

fn missing(root: &Path, config_file: PathBuf) -> ProjectError {
    if config_file == root.join(CONFIG_NAME) {
        return ProjectError::NotAProject(root.to_owned());
    }
    ProjectError::UnreadableConfig { path: config_file, source: std::io::ErrorKind::NotFound.into() }
}

/// Reads the configuration of a project.
///
/// # Errors
/// When the file cannot be read, or says something that cannot be used.
pub fn open(location: Location) -> Result<Project, ProjectError> {
    let path = location.config_file.clone();
    let bytes = fs::read(&path).map_err(|source| ProjectError::UnreadableConfig { path: path.clone(), source })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let source = std::io::Error::new(std::io::ErrorKind::InvalidData, error.utf8_error());
        ProjectError::UnreadableConfig { path: path.clone(), source }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let shown = path.strip_prefix(&location.root).unwrap_or(&path);
    let config = config::read(text, shown, &folder_name(&location.root)).map_err(|report| ProjectError::Config { path, report })?;
    let project = Project { location, config };
    project.check_output()?;
    Ok(project)
}

impl Project {
    /// The articles' folder.
    pub fn source_dir(&self) -> PathBuf {
        self.location.root.join(&self.config.source_dir)
    }

    /// The desk's own briefing; it may be missing.
    pub fn briefing_file(&self) -> PathBuf {
        self.location.root.join(BRIEFING)
    }

    /// The site's folder.
    pub fn output_dir(&self) -> PathBuf {
        self.location.root.join(&self.config.output_dir)
    }

    /// The desk's templates, if it has any.
    pub fn template_dir(&self) -> PathBuf {
        self.location.root.join("templates")
    }

    /// The desk's static files, if it has any.
    pub fn static_dir(&self) -> PathBuf {
        self.location.root.join("static")
    }

    /// Refuses an output folder that is, or holds, a folder that the build reads.
    ///
    /// # Errors
    /// When it does.
    pub fn check_output(&self) -> Result<(), ProjectError> {
        let output = real(&self.output_dir());
        let own = [self.location.root.clone(), self.source_dir(), self.template_dir(), self.static_dir()];
        let clash = own.iter().any(|folder| real(folder).starts_with(&output));
        if clash { Err(ProjectError::OutputOverProject(self.output_dir())) } else { Ok(()) }
    }

    /// The place of a published site: its folder with links and dots resolved, its own name as it is, since it may be a link that is exchanged.
    pub fn target_path(&self, written: &Path) -> PathBuf {
        let path = self.location.root.join(written);
        match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) => real(parent).join(name),
            _ => real(&path),
        }
    }

    /// Refuses a place for a published site that holds the project or lies among what the build reads.
    ///
    /// # Errors
    /// When it does.
    pub fn check_target(&self, path: &Path) -> Result<(), ProjectError> {
        let target = real(path);
        let read = [self.source_dir(), self.template_dir(), self.static_dir()].map(|folder| real(&folder));
        let clash = real(&self.location.root).starts_with(&target)
            || read.iter().any(|folder| folder.starts_with(&target) || target.starts_with(folder))
            || target == real(&self.output_dir());
        if clash { Err(ProjectError::TargetOverProject(path.to_owned())) } else { Ok(()) }
    }
}

fn folder_name(root: &Path) -> String {
    let name = real(root).file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "Briefing".to_owned())
}

/// The path with links and dots resolved as far as it exists.
pub(super) fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent != path => real(parent).join(name),
        _ => path.to_owned(),
    }
}
