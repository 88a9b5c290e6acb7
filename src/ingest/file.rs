//! One file of the source folder: opened, what the desk says about it and its articles, each of them read.

use rayon::prelude::*;

use super::{Article, Options, Override, RawFile, article, container, is_wanted};
use crate::base::{Diagnostic, Place, Report};

/// The articles of one file, in the order in which it holds them.
pub(super) fn read(file: &RawFile, options: &Options) -> (Vec<Article>, Report) {
    let mut report = Report::default();
    let whole = options.overrides.iter().find(|given| given.file == file.path).cloned().unwrap_or_default();
    if whole.skip {
        return (Vec::new(), report);
    }
    let container::Opened { entries, mut passed_over } = container::open(&file.path, &file.bytes, &mut report);
    say_unknown_names(&file.path, &entries, options, &mut report);
    let read = |entry: container::Entry| {
        let mut findings = Report::default();
        let path = entry.name.as_ref().map_or_else(|| file.path.clone(), |name| format!("{}#{name}", file.path));
        let given = if entry.name.is_some() { whole.for_entry(&path, &options.overrides) } else { whole.clone() };
        if given.skip {
            return (None, findings);
        }
        let article = article::from_entry(&path, entry, &file.bytes, &given, &mut findings);
        (article.filter(|article| is_wanted(article, options, &mut findings)), findings)
    };
    let mut articles = Vec::new();
    let many = entries.iter().any(|entry| entry.name.is_some());
    let all: Vec<(Option<Article>, Report)> = entries.into_par_iter().map(read).collect();
    for (article, findings) in all {
        articles.extend(article);
        for finding in findings.items() {
            match finding.code {
                "I03" if many => *passed_over.entry("texts without running text").or_default() += 1,
                // Words for the whole file need not stand in every article of it.
                "I13"
                    if many
                        && !options
                            .overrides
                            .iter()
                            .any(|given| finding.place.as_ref().is_some_and(|place| place.path.as_os_str() == given.file.as_str())) => {}
                "I01" | "I05" if many => *passed_over.entry("pages that cannot be parsed").or_default() += 1,
                _ => report.add(finding.clone()),
            }
        }
    }
    container::say_passed_over(&file.path, &passed_over, &mut report);
    (articles, report)
}

/// Reports what the desk says about articles that a file does not hold.
fn say_unknown_names(path: &str, entries: &[container::Entry], options: &Options, report: &mut Report) {
    let names: Vec<&str> = entries.iter().filter_map(|entry| entry.name.as_deref()).collect();
    for given in &options.overrides {
        let Some(name) = given.file.strip_prefix(path).and_then(|rest| rest.strip_prefix('#')) else { continue };
        if names.contains(&name) {
            continue;
        }
        let mut finding = Diagnostic::new("I12", format!("the file holds no article named #{name}")).at(Place::file(path));
        let likeness = |other: &&str| strsim::normalized_levenshtein(name, other);
        let nearest = names.iter().copied().max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
        finding.hints.extend(nearest.filter(|other| likeness(other) > 0.5).map(|other| format!("did you mean \"{path}#{other}\"?")));
        report.add(finding);
    }
}

impl Options {
    /// What the desk says about a file and the articles in it.
    pub fn said_of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Override> {
        let inside = move |given: &&Override| given.file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'));
        self.overrides.iter().filter(inside)
    }
}

impl Override {
    /// What is said about an article inside the file that this is about: its own word first, then what can hold for every article of the file.
    fn for_entry(&self, path: &str, all: &[Self]) -> Self {
        let own = all.iter().find(|given| given.file == path).cloned().unwrap_or_default();
        let both = |one: Vec<String>, other: &[String]| one.into_iter().chain(other.iter().cloned()).collect();
        Self {
            outlet: own.outlet.or_else(|| self.outlet.clone()),
            author: own.author.or_else(|| self.author.clone()),
            language: own.language.or_else(|| self.language.clone()),
            section: own.section.or_else(|| self.section.clone()),
            keep: both(own.keep, &self.keep),
            drop: both(own.drop, &self.drop),
            ..own
        }
    }
}
