//! The files of the desk's own model of names.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Diagnostic, Fingerprint, Report};

use super::Project;
use super::inputs::bytes;

/// The files beside a model, in the order in which the fingerprint has them.
const BESIDE: [&str; 3] = ["config.json", "tokenizer.json", "vocab.txt"];

/// A model as it was read.
#[derive(Debug)]
pub struct ModelFiles {
    /// The network.
    pub network: Vec<u8>,
    /// `config.json` beside it.
    pub config: Option<Vec<u8>>,
    /// `tokenizer.json` beside it.
    pub tokenizer: Option<Vec<u8>>,
    /// `vocab.txt` beside it.
    pub vocabulary: Option<Vec<u8>>,
    /// Of all of them: what one model read is of no use to another.
    pub fingerprint: Fingerprint,
}

impl Project {
    /// Every file that has a part in the desk's own model, whether it is there or not; none without such a model.
    pub fn model_files(&self) -> Vec<PathBuf> {
        let Some(model) = &self.config.names.model else { return Vec::new() };
        let network = self.location.root.join(&model.path);
        let beside = BESIDE.map(|name| network.with_file_name(name));
        std::iter::once(network).chain(beside).collect()
    }
}

/// Reads the desk's own model; one that is not there is reported.
pub(super) fn read(project: &Project, report: &mut Report) -> Option<ModelFiles> {
    let model = project.config.names.model.as_ref()?;
    let files = project.model_files();
    let mut read = Vec::with_capacity(files.len());
    for (nth, path) in files.iter().enumerate() {
        match bytes(path, u64::MAX) {
            Ok(bytes) => read.push(Some(bytes)),
            Err(error) if nth > 0 && error.kind() == io::ErrorKind::NotFound => read.push(None),
            Err(error) => {
                let shown = path.strip_prefix(&project.location.root).unwrap_or(path);
                report.add(unreadable(shown, &error).at(model.place.clone()));
                return None;
            }
        }
    }
    let parts: Vec<Vec<u8>> =
        read.iter().map(|file| file.as_ref().map_or(vec![0], |bytes| [&[1], &Fingerprint::of(bytes).as_bytes()[..]].concat())).collect();
    let fingerprint = Fingerprint::of_parts(parts.iter().map(Vec::as_slice));
    let mut read = read.into_iter();
    let mut next = || read.next().flatten();
    Some(ModelFiles { network: next()?, config: next(), tokenizer: next(), vocabulary: next(), fingerprint })
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let mut diagnostic = Diagnostic::new("M01", format!("the model's file {} cannot be read: {error}", path.display()));
    diagnostic
        .hints
        .push("the path is written below the project's folder; take the line out to read with the built-in recogniser".to_owned());
    diagnostic
}
