//! What the desk says about names: those that it knows, and a model of its own that sees the others.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use super::table::{Problems, Table, Written};
use super::{KnownName, NameType, Names, NamesModel};

const KINDS: &[(&str, NameType)] =
    &[("person", NameType::Person), ("organisation", NameType::Organisation), ("place", NameType::Place), ("other", NameType::Other)];

/// A `[names]` as written.
#[derive(Default)]
pub(super) struct WrittenNames {
    model: Option<Written<String>>,
    known: Vec<WrittenName>,
}

/// A `[[names.known]]` as written.
struct WrittenName {
    at: Range<usize>,
    name: Option<Written<String>>,
    /// `None` when it was not written; an unusable one has been reported.
    kind: Option<Option<NameType>>,
    also: Vec<Written<String>>,
}

pub(super) fn written(mut table: Table<'_>, problems: &mut Problems<'_>) -> WrittenNames {
    let model = table.text("model", problems);
    let known = table.tables("known", "[[names.known]]", problems).into_iter().map(|one| name(one, problems)).collect();
    table.finish(problems);
    WrittenNames { model, known }
}

fn name(mut table: Table<'_>, problems: &mut Problems<'_>) -> WrittenName {
    let name = WrittenName {
        at: table.at().clone(),
        name: table.text("name", problems),
        kind: table.has("kind").then(|| table.choice("kind", KINDS, problems)),
        also: table.texts("also", problems),
    };
    table.finish(problems);
    name
}

/// Answers for `[names]`, and reports what cannot be used.
pub(super) fn resolve(written: WrittenNames, problems: &mut Problems<'_>) -> Names {
    let mut seen = BTreeSet::new();
    Names {
        model: written.model.and_then(|path| model(&path, problems)),
        known: written.known.into_iter().filter_map(|one| known(one, &mut seen, problems)).collect(),
    }
}

fn model(written: &Written<String>, problems: &mut Problems<'_>) -> Option<NamesModel> {
    let path = PathBuf::from(written.value.trim());
    if path.file_name().is_none() || path.components().next_back() == Some(Component::ParentDir) {
        problems.wrong(&written.at, "`model` is the path of a file, such as \"models/news/model.onnx\"");
        return None;
    }
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("onnx")) {
        let hint = "other formats can be turned into it; docs/model.md names a program that does";
        let message = format!("`model` is a file in the ONNX format, whose name ends in .onnx; {} does not", Path::new(&path).display());
        problems.add("C02", &written.at, message, Some(hint.to_owned()));
        return None;
    }
    Some(NamesModel { path, place: problems.place(&written.at) })
}

fn known(written: WrittenName, seen: &mut BTreeSet<String>, problems: &mut Problems<'_>) -> Option<KnownName> {
    let Some(name) = written.name else {
        problems.wrong(&written.at, "a [[names.known]] needs `name`, the name in full");
        return None;
    };
    let Some(kind) = written.kind else {
        let message = "a [[names.known]] needs `kind`: \"person\", \"organisation\", \"place\", or \"other\" for what is no actor";
        problems.wrong(&written.at, message);
        return None;
    };
    let kind = kind?;
    let full = usable(&name, seen, problems)?;
    let also = written.also.iter().filter_map(|form| usable(form, seen, problems)).collect();
    Some(KnownName { name: full, kind, also })
}

/// A form with single spaces; each stands once in the file.
fn usable(written: &Written<String>, seen: &mut BTreeSet<String>, problems: &mut Problems<'_>) -> Option<String> {
    let form = written.value.split_whitespace().collect::<Vec<_>>().join(" ");
    if form.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        problems.wrong(&written.at, "a known name has two letters or more");
        return None;
    }
    if !form.chars().any(|c| c.is_uppercase() || c.is_numeric()) {
        problems.wrong(&written.at, format!("\"{form}\" has no capital letter: it would be found in common words"));
        return None;
    }
    if !seen.insert(form.clone()) {
        problems.wrong(&written.at, format!("\"{form}\" stands under [[names.known]] twice"));
        return None;
    }
    Some(form)
}
