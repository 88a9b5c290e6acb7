//! What the desk decided, in the terms of each room.

use crate::config::{Fonts, SourceText};
use crate::ingest::{self, Override, RawFile};
use crate::project::Inputs;
use crate::site;

use super::BuildOptions;

/// The source files as `ingest` takes them.
pub(super) fn files(inputs: &Inputs) -> Vec<RawFile> {
    inputs.sources.iter().map(|file| RawFile { path: file.path.clone(), bytes: file.bytes.clone() }).collect()
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
        skip: entry.skip,
        keep: entry.keep,
    });
    ingest::Options { drafts: options.drafts, future: options.future, today: Some(inputs.today), overrides: overrides.collect() }
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
        bundled_fonts: config.fonts == Fonts::Bundled,
        built_on: inputs.today,
    }
}
