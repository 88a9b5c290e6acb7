//! Templates and static files: the built-in ones with the desk's own in front, file by file.

use std::collections::BTreeMap;

use include_dir::{Dir, DirEntry, include_dir};
use tera::Tera;

use super::{ThemeFile, failure, filters};
use crate::base::{Diagnostic, Fingerprint, Place, Report};
use crate::site::Words;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The folder of the strings files inside `templates/`.
const STRINGS: &str = "strings/";

/// Templates and static files, ready to render.
#[derive(Clone, Debug)]
pub struct Theme {
    engine: Tera,
    templates: BTreeMap<String, String>,
    statics: BTreeMap<String, Vec<u8>>,
    strings: BTreeMap<String, String>,
    fingerprint: Fingerprint,
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new(), &mut Report::default())
    }
}

impl Theme {
    /// The built-in theme with the desk's files in front of it.
    ///
    /// A template that cannot be read is reported as `R01`; nothing can be rendered with the theme then.
    pub fn new(templates: Vec<ThemeFile>, statics: Vec<ThemeFile>, report: &mut Report) -> Self {
        let mut theme = Self {
            engine: Tera::new(),
            templates: BTreeMap::new(),
            statics: built_in(&STATICS),
            strings: BTreeMap::new(),
            fingerprint: Fingerprint::of(&[]),
        };
        for (path, bytes) in built_in(&TEMPLATES) {
            if !path.starts_with(STRINGS) {
                theme.templates.insert(path, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        for file in templates {
            theme.lay_over(file, report);
        }
        theme.statics.extend(statics.into_iter().map(|file| (file.path, file.bytes)));
        theme.load(report);
        theme.fingerprint = Fingerprint::of_value(theme.fingerprint, &theme.templates).unwrap_or(theme.fingerprint);
        theme
    }

    /// The fingerprint of all templates.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The template engine.
    pub fn engine(&self) -> &Tera {
        &self.engine
    }

    /// The text of a template, for the line that a message shows.
    pub fn template(&self, name: &str) -> Option<&str> {
        self.templates.get(name).map(String::as_str)
    }

    /// Static files by path, sorted.
    pub fn statics(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.statics.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The words of the interface in a language, with the desk's strings file over them; for `site::plan_in_words`.
    pub fn words(&self, language: &str, report: &mut Report) -> Words {
        let words = Words::built_in(language);
        let name = format!("{STRINGS}{}.toml", language.split('-').next().unwrap_or(language));
        let Some(text) = self.strings.get(&name) else { return words };
        let overlaid = words.overlaid(text);
        overlaid.unwrap_or_else(|error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let place = Place::line(format!("templates/{name}"), u32::try_from(line).unwrap_or(u32::MAX));
            report.add(Diagnostic::new("R01", format!("strings file not understood: {}", error.message())).at(place));
            words
        })
    }

    fn lay_over(&mut self, file: ThemeFile, report: &mut Report) {
        match String::from_utf8(file.bytes) {
            Ok(text) if file.path.starts_with(STRINGS) => {
                self.strings.insert(file.path, text);
            }
            Ok(text) if file.path.ends_with(".html") => {
                self.templates.insert(file.path, text);
            }
            Ok(_) => {}
            Err(_) => report.add(Diagnostic::new("R01", "the template is not UTF-8").at(Place::file(format!("templates/{}", file.path)))),
        }
    }

    fn load(&mut self, report: &mut Report) {
        filters::register(&mut self.engine);
        let all = self.templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        if let Err(error) = self.engine.add_raw_templates(all) {
            report.add(failure::diagnostic(self, &error, None));
        }
    }
}

/// Every file of an embedded folder by its path.
fn built_in(dir: &Dir<'_>) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(inner) => files.extend(built_in(inner)),
            DirEntry::File(file) => {
                let path = file.path().components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
                files.insert(path, file.contents().to_vec());
            }
        }
    }
    files
}
