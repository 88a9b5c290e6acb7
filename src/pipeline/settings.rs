//! What the desk decided, in the terms of each room.

use std::sync::Arc;

use crate::base::{Diagnostic, Place, Report};
use crate::config::{Correction, Fonts, NameType, SourceText, Wrong};
use crate::dossier;
use crate::ingest::{self, Override, RawFile};
use crate::lexicon::{IssueEntry, KnownKind, KnownName, Lexicon};
use crate::mentions::names::{BuiltIn, OwnModel, Recogniser};
use crate::project::{InputFile, Inputs};
use crate::site;

use super::BuildOptions;

/// The file that the desk's decisions stand in.
const SITE_FILE: &str = "site.toml";

/// The source files as `ingest` takes them.
pub(super) fn files(inputs: &Inputs) -> Vec<RawFile> {
    inputs.sources.iter().map(|file| RawFile { path: file.path.clone(), bytes: Arc::clone(&file.bytes) }).collect()
}

/// How files are read.
pub(super) fn ingest(inputs: &Inputs, options: &BuildOptions) -> ingest::Options {
    let overrides = inputs.config.sources.iter().cloned().map(|entry| Override {
        file: entry.file,
        title: entry.title,
        outlet: entry.outlet,
        author: entry.author,
        published: entry.published,
        url: entry.url,
        language: entry.language,
        section: entry.section,
        skip: entry.skip,
        keep: entry.keep,
        drop: entry.drop,
    });
    ingest::Options { drafts: options.drafts, future: options.future, today: Some(inputs.today), overrides: overrides.collect() }
}

/// The sticking points that the desk adds to those of the lexicon.
pub(super) fn issues(inputs: &Inputs) -> Vec<IssueEntry> {
    let built_in = Lexicon::new();
    let entry = |issue: &crate::config::Issue| {
        let name = issue.name.clone().or_else(|| built_in.issue_name(&issue.key).map(str::to_owned));
        IssueEntry { name: name.unwrap_or_else(|| issue.key.clone()), key: issue.key.clone(), words: issue.words.clone() }
    };
    inputs.config.issues.iter().map(entry).collect()
}

/// The names that the desk knows: those that it lists, then the members of its sides.
pub(super) fn known_names(inputs: &Inputs) -> Vec<KnownName> {
    let listed = inputs.config.names.known.iter().map(|known| KnownName {
        name: known.name.clone(),
        kind: Some(match known.kind {
            NameType::Person => KnownKind::Person,
            NameType::Organisation => KnownKind::Organisation,
            NameType::Place => KnownKind::Place,
            NameType::Other => KnownKind::Other,
        }),
        also: known.also.clone(),
    });
    let members = inputs.config.sides.iter().flat_map(|side| &side.members);
    listed.chain(members.map(|member| KnownName { name: member.clone(), kind: None, also: Vec::new() })).collect()
}

/// All that the desk says about how articles are understood, in a form that changes with it.
pub(super) fn said(inputs: &Inputs, issues: &[IssueEntry], known: &[KnownName]) -> String {
    let model = inputs.model.as_ref().map(|model| model.fingerprint);
    format!("{issues:?}{known:?}{model:?}")
}

/// What sees names: the desk's own model, or the built-in one. `None` when the desk's cannot be used, which is reported.
pub(super) fn recogniser(inputs: &Inputs, report: &mut Report) -> Option<Box<dyn Recogniser>> {
    let Some(named) = &inputs.config.names.model else { return Some(Box::new(BuiltIn)) };
    // A file that is not there has been reported.
    let files = inputs.model.as_ref()?;
    let model = OwnModel {
        network: &files.network,
        config: files.config.as_deref(),
        tokenizer: files.tokenizer.as_deref(),
        vocabulary: files.vocabulary.as_deref(),
    };
    match model.load() {
        Ok(recogniser) => Some(recogniser),
        Err(unusable) => {
            let mut diagnostic = Diagnostic::new("M01", unusable.what).at(named.place.clone());
            diagnostic.hints.extend(unusable.hint);
            report.add(diagnostic);
            None
        }
    }
}

/// How sources are put together.
pub(super) fn dossier(inputs: &Inputs) -> dossier::Options {
    dossier::Options { issues_from_corpus: inputs.config.issues_from_corpus }
}

/// How the site is laid out.
pub(super) fn site(inputs: &Inputs) -> site::Options {
    let config = &inputs.config;
    let side = |side: &crate::config::Side| site::Side {
        id: side.id.clone(),
        name: side.name.clone(),
        hue: side.hue,
        members: side.members.clone(),
    };
    site::Options {
        title: config.title.clone(),
        description: config.description.clone(),
        base_url: config.base_url.as_ref().map(ToString::to_string),
        language: config.language.clone(),
        sides: config.sides.iter().map(side).collect(),
        source_text: match config.source_text {
            SourceText::Excerpts => site::SourceText::Excerpts,
            SourceText::Full => site::SourceText::Full,
            SourceText::None => site::SourceText::None,
        },
        corrections: config.corrections.iter().map(correction).collect(),
        archive: config.archive,
        archived: inputs.archived.iter().filter_map(archived).collect(),
        bundled_fonts: config.fonts == Fonts::Bundled,
        built_on: inputs.today,
        redirects: config.redirects.iter().map(redirect).collect(),
        editorial: inputs
            .briefing
            .as_ref()
            .map(|file| site::EditorialFile { path: file.path.clone(), text: String::from_utf8_lossy(&file.bytes).into_owned() }),
    }
}

fn correction(one: &Correction) -> site::Correction {
    site::Correction {
        place: one.place.clone(),
        day: one.day,
        page: one.page.clone(),
        said: one.said.clone(),
        says: one.says.clone(),
        wrong: match one.wrong {
            Wrong::Source => site::Wrong::Source,
            Wrong::Reading => site::Wrong::Reading,
            Wrong::Editor => site::Wrong::Editor,
        },
    }
}

fn archived(file: &InputFile) -> Option<site::Archived> {
    Some(site::Archived { day: file.path.split('/').next()?.parse().ok()?, page: file.bytes.to_vec() })
}

fn redirect(one: &crate::config::Redirect) -> site::Redirect {
    site::Redirect { from: one.from.clone(), to: one.to.clone(), place: Place::line(SITE_FILE, one.line) }
}

/// The findings with the places of articles as the desk knows them: below the project's folder, with the line they are about.
pub(super) fn placed(report: &Report, inputs: &Inputs) -> Report {
    let mut placed = Report::default();
    for item in report.items() {
        placed.add(Diagnostic { place: item.place.clone().map(|place| in_project(place, item.code, inputs)), ..item.clone() });
    }
    placed
}

fn in_project(place: Place, code: &str, inputs: &Inputs) -> Place {
    // Only the rooms that read articles name them by their path below the source folder.
    let named = place.path.to_str().filter(|_| code.starts_with(['I', 'M', 'D', 'S']));
    let file = named.and_then(|path| inputs.source(path));
    let (Some(file), Some(path)) = (file, named) else { return place };
    let snippet = place.snippet.clone().or_else(|| snippet(file, place.line?));
    Place { path: inputs.config.source_dir.join(path), column: place.column.or(snippet.as_ref().map(|_| 1)), snippet, ..place }
}

/// A line of a file, with a mark under all of it; long ones say little and are left out.
fn snippet(file: &InputFile, line: u32) -> Option<(String, u32)> {
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let words = text.lines().nth(usize::try_from(line).ok()?.checked_sub(1)?)?.trim_end();
    let n = words.chars().count();
    (1..=160).contains(&n).then(|| (words.to_owned(), u32::try_from(n).unwrap_or(1)))
}
