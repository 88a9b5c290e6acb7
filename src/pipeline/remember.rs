//! Files and articles that were read before are not read again.

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{Fingerprint, Report, SourceId};
use crate::cache::{Cache, ENGINE, FileReading, Said};
use crate::dossier::Reading;
use crate::ingest::{self, Article, Options, RawFile};
use crate::text::{Document, Sketch};

/// The articles of all files, in the order of the files' paths.
pub(super) struct Files {
    files: Vec<FileFound>,
    articles: Vec<Found>,
}

/// One file: what it is remembered by, and what was found while it was read.
struct FileFound {
    key: Fingerprint,
    findings: Report,
    /// Whether it was read now, and all of it.
    is_new: bool,
}

/// One article on its way.
struct Found {
    /// Its file, as an index.
    file: usize,
    state: State,
}

enum State {
    /// Cleaned, not yet understood.
    Read(Arc<Article>),
    /// Understood before.
    Known(Said),
}

impl Found {
    fn article(&self) -> &Article {
        match &self.state {
            State::Read(article) => article,
            State::Known(said) => &said.document.article,
        }
    }
}

/// Reads every file that the cache does not have; `lexicon` is what the desk added to the lexicon, in any form.
pub(super) fn read(raw: &[RawFile], options: &Options, lexicon: &str, cache: &Cache, report: &mut Report) -> Files {
    let raw = ingest::article_files(raw, report);
    let one = |file: &&RawFile| -> (FileFound, Vec<State>) {
        let key = if cache.is_none() { Fingerprint::of(&[]) } else { key(file, options, lexicon) };
        if let Some(known) = cache.recall(key) {
            let found = FileFound { key, findings: known.findings.clone(), is_new: false };
            return (found, known.articles.iter().cloned().map(State::Known).collect());
        }
        let ingest::FileRead { articles, findings } = ingest::read_file(file, options);
        (FileFound { key, findings, is_new: true }, articles.into_iter().map(|article| State::Read(Arc::new(article))).collect())
    };
    let read: Vec<(FileFound, Vec<State>)> = raw.par_iter().map(one).collect();
    let mut all = Files { files: Vec::with_capacity(read.len()), articles: Vec::with_capacity(read.len()) };
    for (file, states) in read {
        all.add(file, states, options, report);
    }
    all
}

/// All that has a part in what is read of a file.
fn key(file: &RawFile, options: &Options, lexicon: &str) -> Fingerprint {
    let said: Vec<_> = options.said_of(&file.path).collect();
    let context = format!("{ENGINE}\0{lexicon}\0{}\0{said:?}\0{}\0", options.drafts, file.path);
    Fingerprint::of_parts([context.as_bytes(), &file.bytes])
}

impl Files {
    /// The articles in order.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter().map(Found::article)
    }

    /// Whether any article has to be understood.
    pub fn has_new(&self) -> bool {
        self.articles.iter().any(|found| matches!(found.state, State::Read(_)))
    }

    fn add(&mut self, mut file: FileFound, states: Vec<State>, options: &Options, report: &mut Report) {
        report.append(file.findings.clone());
        for state in states {
            let mut found = Found { file: self.files.len(), state };
            if ingest::is_of_the_future(found.article(), options, report) {
                // It is not understood in this build, so the file could only be remembered in part.
                file.is_new = false;
                continue;
            }
            let Ok(number) = u32::try_from(self.articles.len()) else { break };
            found.state = numbered(found.state, SourceId(number));
            self.articles.push(found);
        }
        self.files.push(file);
    }

    /// Understands each article alone, several at a time, and gathers the readings in the articles' order.
    pub fn understood(
        mut self,
        understand: &(dyn Fn(Arc<Article>, &mut Report) -> Reading + Sync),
        cache: &Cache,
        report: &mut Report,
        step: &(dyn Fn() + Sync),
    ) -> Vec<Reading> {
        let one = |found: Found| {
            let mut findings = Report::default();
            let reading = match found.state {
                State::Read(article) if cache.is_none() => understand(article, &mut findings),
                // The outline takes as long as the rest, so it is remembered with it.
                State::Read(article) => {
                    let reading = understand(article, &mut findings);
                    let outline = Sketch::of(&reading.document).outline();
                    reading.with_outline(Arc::new(outline))
                }
                State::Known(said) => Reading::new(said.document, said.mentions, said.claims).with_outline(said.outline),
            };
            step();
            (found.file, reading, findings)
        };
        let articles = std::mem::take(&mut self.articles);
        let all: Vec<(usize, Reading, Report)> = articles.into_par_iter().map(one).collect();
        // What went wrong with an article is to be told again, so it is read again.
        for (file, _, _) in all.iter().filter(|(_, _, findings)| !findings.items().is_empty()) {
            self.files[*file].is_new = false;
        }
        let new: Vec<Vec<Said>> = if cache.is_none() { Vec::new() } else { said(&self.files, &all) };
        let new = self.files.into_par_iter().zip(new).filter(|(file, _)| file.is_new);
        new.for_each(|(file, articles)| cache.keep(file.key, FileReading { findings: file.findings, articles }));
        let keep = |(_, reading, findings)| {
            report.append(findings);
            reading
        };
        all.into_iter().map(keep).collect()
    }
}

/// What the articles of each file say, of the files that were read now.
fn said(files: &[FileFound], all: &[(usize, Reading, Report)]) -> Vec<Vec<Said>> {
    let mut said = vec![Vec::new(); files.len()];
    for (file, reading, _) in all.iter().filter(|(file, _, _)| files[*file].is_new) {
        let (document, mentions, claims) = (&reading.document, &reading.mentions, &reading.claims);
        let outline = reading.outline().map_or_else(Arc::default, Arc::clone);
        said[*file].push(Said { document: Arc::clone(document), mentions: Arc::clone(mentions), claims: Arc::clone(claims), outline });
    }
    said
}

/// The article under its number in this build.
fn numbered(state: State, id: SourceId) -> State {
    match state {
        State::Read(article) if article.id == id => State::Read(article),
        State::Read(article) => State::Read(Arc::new(Arc::unwrap_or_clone(article).with_id(id))),
        State::Known(said) if said.document.article.id == id => State::Known(said),
        State::Known(said) => State::Known(Said { document: Arc::new(Document::with_id(&said.document, id)), ..said }),
    }
}
