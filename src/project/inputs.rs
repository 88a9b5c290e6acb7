//! Every file that a build may use, read once.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::base::{Diagnostic, Fingerprint, Place, Report};
use crate::config::Config;

use super::root::{BRIEFING, real};
use super::{Known, ModelFiles, Project, ProjectError, archive, model};

/// No article is longer; `ingest` refuses files above ten megabytes, so one byte more is enough to see that a file is.
const MOST_BYTES: u64 = 10 * 1024 * 1024 + 1;

/// Archives, mailboxes and documents hold more than their text; `ingest` has its own limits below this one.
const MOST_BYTES_OF_ARCHIVES: u64 = 200 * 1024 * 1024 + 1;

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Path below its folder, with forward slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Everything that a build depends on.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The project's folder, for messages only.
    pub root: PathBuf,
    /// What the desk decided.
    pub config: Config,
    /// Files of the source folder, sorted by path.
    pub sources: Vec<InputFile>,
    /// Files of `templates/`, sorted by path.
    pub templates: Vec<InputFile>,
    /// Files of `static/`, sorted by path.
    pub statics: Vec<InputFile>,
    /// Records to use instead of analysing, as JSON lines, in the order in which they were named.
    pub readings: Vec<InputFile>,
    /// Front pages of earlier days, each as `<day>/index.html`, sorted.
    pub archived: Vec<InputFile>,
    /// The desk's own briefing.
    pub briefing: Option<InputFile>,
    /// The desk's own model of names.
    pub model: Option<Arc<ModelFiles>>,
    /// The day of the build.
    pub today: NaiveDate,
    /// What was noticed while reading.
    pub report: Report,
}

impl Inputs {
    /// The source file that holds the article at a path: the file itself, or what stands before `#` in the path.
    pub fn source(&self, path: &str) -> Option<&InputFile> {
        holding(&self.sources, path)
    }

    /// The fingerprint of everything but the articles and the files in `static/`: of two builds with the same one, only these can differ.
    pub fn setting(&self) -> Fingerprint {
        let decided = format!("{:?}\n{}\n{:?}", self.config, self.today, self.model.as_ref().map(|model| model.fingerprint));
        let files = [&self.templates, &self.readings, &self.archived].into_iter().map(|files| of_files(files));
        let own = of_files(self.briefing.as_slice());
        let all: Vec<Fingerprint> = std::iter::once(Fingerprint::of(decided.as_bytes())).chain(files).chain([own]).collect();
        Fingerprint::of_parts(all.iter().map(|one| one.as_bytes().as_slice()))
    }
}

fn of_files(files: &[InputFile]) -> Fingerprint {
    let each: Vec<[Fingerprint; 2]> =
        files.par_iter().map(|file| [Fingerprint::of(file.path.as_bytes()), Fingerprint::of(&file.bytes)]).collect();
    Fingerprint::of_parts(each.iter().flatten().map(|one| one.as_bytes().as_slice()))
}

fn holding<'a>(sources: &'a [InputFile], path: &str) -> Option<&'a InputFile> {
    let whole = sources.iter().find(|file| file.path == path);
    whole.or_else(|| sources.iter().find(|file| path.strip_prefix(&file.path).is_some_and(|rest| rest.starts_with('#'))))
}

/// What the desk brings to a build besides its folder.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The day of the build.
    pub today: NaiveDate,
    /// Files of records made by `demarche analyze`.
    pub readings: Vec<PathBuf>,
}

/// Reads the project's files.
///
/// # Errors
/// When the source folder is missing, or a template, static file or file of readings cannot be read. A source file that cannot be read is reported and left out.
pub fn read(project: &Project, desk: &Desk) -> Result<Inputs, ProjectError> {
    read_again(project, desk, &Known::default())
}

/// The same, without reading again the source files that are known and did not change.
///
/// # Errors
/// As those of [`read`].
pub fn read_again(project: &Project, desk: &Desk, known: &Known) -> Result<Inputs, ProjectError> {
    let source_dir = project.source_dir();
    if !source_dir.is_dir() {
        return Err(ProjectError::NoSources(source_dir));
    }
    let skip = real(&project.output_dir());
    let mut report = Report::default();
    let shown = |path: &Path| path.strip_prefix(&project.location.root).unwrap_or(path).to_owned();
    let sources = walk(&source_dir, &skip, most_bytes, Some(known), |path, error| {
        report.add(Diagnostic::new("I01", format!("left out, since it cannot be read: {error}")).at(Place::file(shown(path))));
        Ok(())
    })?;
    known.forget();
    check(project, &sources, &mut report);
    let model = model::read(project, &mut report).map(Arc::new);
    let fail = |path: &Path, source| Err(ProjectError::Unreadable { path: path.to_owned(), source });
    Ok(Inputs {
        root: project.location.root.clone(),
        config: project.config.clone(),
        sources,
        templates: walk(&project.template_dir(), &skip, |_| u64::MAX, None, fail)?,
        statics: walk(&project.static_dir(), &skip, |_| u64::MAX, None, fail)?,
        readings: read_readings(&desk.readings)?,
        archived: archive::read(project)?,
        briefing: briefing(project)?,
        model,
        today: desk.today,
        report,
    })
}

/// The desk's own briefing beside `site.toml`, when there is one.
fn briefing(project: &Project) -> Result<Option<InputFile>, ProjectError> {
    let path = project.briefing_file();
    match bytes(&path, MOST_BYTES) {
        Ok(bytes) => Ok(Some(InputFile { path: BRIEFING.to_owned(), bytes: bytes.into() })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ProjectError::Unreadable { path, source }),
    }
}

/// How much of a source file is read.
fn most_bytes(path: &Path) -> u64 {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_lowercase();
    let archive = [".pdf", ".mht", ".mhtml", ".eml", ".mbox", ".warc", ".warc.gz"].iter().any(|end| name.ends_with(end));
    if archive { MOST_BYTES_OF_ARCHIVES } else { MOST_BYTES }
}

/// Reports what `site.toml` says about files that are not there, and a folder without any.
fn check(project: &Project, sources: &[InputFile], report: &mut Report) {
    if sources.is_empty() {
        let message = format!("there is no file in {}", project.config.source_dir.display());
        report.add(Diagnostic::new("P01", message));
    }
    let config_file = &project.location.config_file;
    let config_file = config_file.strip_prefix(&project.location.root).unwrap_or(config_file);
    for entry in &project.config.sources {
        if holding(sources, &entry.file).is_some() {
            continue;
        }
        let likeness = |path: &str| strsim::normalized_levenshtein(path, &entry.file);
        let nearest = sources.iter().map(|file| file.path.as_str()).max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
        let mut diagnostic = Diagnostic::new("C04", format!("there is no file {} in the source folder", entry.file));
        diagnostic.hints.extend(nearest.filter(|path| likeness(path) > 0.6).map(|path| format!("did you mean {path:?}?")));
        report.add(diagnostic.at(Place::line(config_file, entry.line)));
    }
}

/// Reads files of records, in the order in which they are named.
///
/// # Errors
/// When one cannot be read.
pub fn read_readings(paths: &[PathBuf]) -> Result<Vec<InputFile>, ProjectError> {
    let read = |path: &PathBuf| {
        let bytes = bytes(path, u64::MAX).map_err(|source| ProjectError::Unreadable { path: path.clone(), source })?;
        Ok(InputFile { path: path.display().to_string(), bytes: bytes.into() })
    };
    paths.iter().map(read).collect()
}

/// The files below a folder, sorted by path; none when the folder does not exist.
///
/// Hidden files and the folder `skip` are passed over. `refused` decides what an unreadable file means.
fn walk(
    folder: &Path,
    skip: &Path,
    most: fn(&Path) -> u64,
    known: Option<&Known>,
    mut refused: impl FnMut(&Path, io::Error) -> Result<(), ProjectError>,
) -> Result<Vec<InputFile>, ProjectError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let seen = |entry: &DirEntry| entry.depth() == 0 || !(is_hidden(entry) || entry.file_type().is_dir() && real(entry.path()) == skip);
    let found: Vec<walkdir::Result<DirEntry>> = WalkDir::new(folder).follow_links(true).into_iter().filter_entry(seen).collect();
    let read = |entry: walkdir::Result<DirEntry>| match entry {
        Ok(entry) if !entry.file_type().is_file() => None,
        Ok(entry) => Some(one(folder, &entry, most(entry.path()), known).map_err(|error| (entry.into_path(), error))),
        Err(error) => Some(Err((error.path().unwrap_or(folder).to_owned(), io::Error::other(error)))),
    };
    let read: Vec<Result<InputFile, (PathBuf, io::Error)>> = found.into_par_iter().filter_map(read).collect();
    let mut files = Vec::with_capacity(read.len());
    for file in read {
        match file {
            Ok(file) => files.push(file),
            Err((path, error)) => refused(&path, error)?,
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn one(folder: &Path, entry: &DirEntry, most: u64, known: Option<&Known>) -> io::Result<InputFile> {
    let path = entry.path();
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
    let parts = parts.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "its name is not valid Unicode"))?;
    let read = || bytes(path, most);
    let bytes = match known {
        Some(known) => known.bytes(path, entry.metadata().map_err(io::Error::from), read)?,
        None => read()?.into(),
    };
    Ok(InputFile { path: parts.join("/"), bytes })
}

pub(super) fn bytes(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{locate, open};
    use std::fs;

    fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn inputs(folder: &Path) -> Result<Inputs, ProjectError> {
        let project = open(locate(folder, None, None)?)?;
        read(&project, &Desk { today: NaiveDate::MIN, readings: Vec::new() })
    }

    #[test]
    fn files_come_sorted_without_hidden_ones_and_without_the_output() {
        let folder = project(&[
            ("site.toml", "output_dir = \"seeds/out\"\n"),
            ("seeds/b.txt", "b"),
            ("seeds/a/z.txt", "z"),
            ("seeds/.draft.txt", "hidden"),
            ("seeds/.git/x.txt", "hidden"),
            ("seeds/out/index.html", "ours"),
            ("templates/page.html", "t"),
        ]);
        let inputs = inputs(folder.path()).unwrap();
        let paths: Vec<&str> = inputs.sources.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a/z.txt", "b.txt"]);
        assert_eq!(inputs.templates.len(), 1);
        assert!(inputs.statics.is_empty());
    }

    #[test]
    fn the_project_is_found_from_below() {
        let folder = project(&[("site.toml", ""), ("seeds/deep/er/a.txt", "a")]);
        let location = locate(&folder.path().join("seeds/deep/er"), None, None).unwrap();
        assert_eq!(location.root, folder.path());
    }

    #[test]
    fn what_is_missing_is_named() {
        let empty = project(&[]);
        assert!(matches!(inputs(empty.path()), Err(ProjectError::NoSiteToml(path)) if path == empty.path()));
        let bare = project(&[("site.toml", "")]);
        assert!(matches!(inputs(bare.path()), Err(ProjectError::NoSources(path)) if path.ends_with("seeds")));
        let nowhere = locate(empty.path(), Some(Path::new("nowhere")), None);
        assert!(matches!(nowhere, Err(ProjectError::NoRoot(_))));
    }

    #[test]
    fn a_site_never_lands_on_the_project() {
        for output in [".", "seeds", "..", "seeds/../static"] {
            let folder = project(&[("site.toml", &format!("output_dir = \"{output}\"")), ("seeds/a.txt", "a"), ("static/x", "x")]);
            assert!(matches!(inputs(folder.path()), Err(ProjectError::OutputOverProject(_))), "{output}");
        }
    }

    #[test]
    fn words_about_a_file_that_is_not_there_are_reported() {
        let folder = project(&[("site.toml", "[[source]]\nfile = \"b.txt\"\n"), ("seeds/a.txt", "a")]);
        let inputs = inputs(folder.path()).unwrap();
        let finding = &inputs.report.items()[0];
        assert_eq!((finding.code, finding.place.as_ref().unwrap().line), ("C04", Some(2)));
        assert_eq!(finding.hints, ["did you mean \"a.txt\"?"]);
    }

    #[cfg(unix)]
    #[test]
    fn an_unreadable_article_is_left_out_and_said() {
        use std::os::unix::ffi::OsStrExt;
        let folder = project(&[("site.toml", ""), ("seeds/a.txt", "a")]);
        let odd = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
        fs::write(folder.path().join("seeds").join(odd), "b").unwrap();
        let inputs = inputs(folder.path()).unwrap();
        assert_eq!(inputs.sources.len(), 1);
        assert_eq!(inputs.report.items()[0].code, "I01");
    }
}
