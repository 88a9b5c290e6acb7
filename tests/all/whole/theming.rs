//! The reference of what templates may use: made of the view types, and held against what pages hand over.
//!
//! `BLESS=1` rewrites docs/theming-fields.md.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use demarche::base::Report;
use demarche::site::{Options, Site, SourceText, Words, plan, plan_in_words};
use regex::Regex;
use serde_json::Value;

use super::{build, fixture};

/// A struct that templates see.
#[derive(Debug)]
struct Struct {
    name: String,
    file: PathBuf,
    about: String,
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    name: String,
    kind: String,
    about: String,
}

/// The templates of kinds of pages with the structs that they get.
const PAGES: &[(&str, &str)] = &[
    ("briefing.html", "Briefing"),
    ("timeline.html", "Timeline"),
    ("actors.html", "Actors"),
    ("actors-letter.html", "ByLetter"),
    ("actor.html", "ActorPage"),
    ("issues.html", "Issues"),
    ("issue.html", "IssuePage"),
    ("places.html", "Places"),
    ("place.html", "PlacePage"),
    ("sources.html", "Sources"),
    ("source.html", "SourcePage"),
    ("differ.html", "Differ"),
    ("method.html", "Method"),
    ("corrections.html", "Corrections"),
    ("archive.html", "Archive"),
    ("search.html", "SearchPage"),
    ("moved.html", "Moved"),
    ("404.html", "NotFound"),
];

/// What every template sees beside `page`.
const EVERYWHERE: &[(&str, &str)] = &[("frame", "Frame"), ("notes", "Card")];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(path);
        }
    }
}

/// Every serialised struct of `src/site`, with the words of its comments.
fn structs() -> Vec<Struct> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/site");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    let shape =
        Regex::new(r"(?m)^((?:/// [^\n]*\n)+)#\[derive\([^)]*Serialize[^)]*\)\]\n(?:#\[[^\n]*\n)*pub struct (\w+) \{\n((?:[^}]*\n)*?)\}")
            .unwrap();
    let field = Regex::new(r"((?:    /// [^\n]*\n)+)    pub (\w+): ([^\n]+),\n").unwrap();
    let prose = |lines: &str| lines.lines().map(|line| line.trim().trim_start_matches("///").trim()).collect::<Vec<_>>().join(" ");
    let mut out = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for found in shape.captures_iter(&text) {
            let fields =
                field.captures_iter(&found[3]).map(|one| Field { name: one[2].to_owned(), kind: one[3].to_owned(), about: prose(&one[1]) });
            out.push(Struct { name: found[2].to_owned(), file: file.clone(), about: prose(&found[1]), fields: fields.collect() });
        }
    }
    out
}

/// The struct that a name means in a file: its own, the only one, or the one whose module the file imports it from.
fn meant<'s>(all: &'s [Struct], name: &str, file: &Path) -> Option<&'s Struct> {
    let named: Vec<&Struct> = all.iter().filter(|one| one.name == name).collect();
    let own = named.iter().find(|one| one.file == file);
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let imported = || {
        named.iter().find(|one| {
            let module = one.file.file_stem().unwrap().to_str().unwrap();
            let import = Regex::new(&format!(r"\b{module}::(?:\{{[^}}]*\b{name}\b|{name}\b)")).unwrap();
            import.is_match(&text)
        })
    };
    own.or_else(imported).or(named.first().filter(|_| named.len() == 1)).copied()
}

/// The type inside `Option`, `Vec` and `Box`.
fn inner(kind: &str) -> &str {
    match kind.split_once('<') {
        Some((_, rest)) => inner(rest.trim_end_matches('>')),
        None => kind.rsplit("::").next().unwrap(),
    }
}

/// A type in the words of somebody who writes templates.
fn in_words(all: &[Struct], kind: &str, file: &Path) -> String {
    let inside = |kind: &str| in_words(all, kind, file);
    if let Some(rest) = kind.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("{} or nothing", inside(rest));
    }
    if let Some(rest) = kind.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("list of {}", inside(rest));
    }
    match kind {
        "String" | "&'static str" => "words".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "i64" | "u8" | "u32" => "number".to_owned(),
        other => match meant(all, inner(other), file) {
            Some(found) => format!("[{}](#{})", found.name, anchor(all, found)),
            None => panic!("{}: {other} is no serialised struct", file.display()),
        },
    }
}

/// The heading of a struct: its name, and where several have it, its file.
fn heading(all: &[Struct], one: &Struct) -> String {
    let n = all.iter().filter(|other| other.name == one.name).count();
    if n == 1 { one.name.clone() } else { format!("{} of {}", one.name, one.file.file_stem().unwrap().to_str().unwrap()) }
}

fn anchor(all: &[Struct], one: &Struct) -> String {
    heading(all, one).to_lowercase().replace(' ', "-")
}

/// All structs that can be reached from some, in the order in which one meets them.
fn reached<'s>(all: &'s [Struct], from: &[&'s Struct]) -> Vec<&'s Struct> {
    let mut out: Vec<&Struct> = Vec::new();
    let mut next: Vec<&Struct> = from.iter().rev().copied().collect();
    while let Some(one) = next.pop() {
        if out.iter().any(|seen| std::ptr::eq(*seen, one)) {
            continue;
        }
        out.push(one);
        next.extend(one.fields.iter().rev().filter_map(|field| meant(all, inner(&field.kind), &one.file)));
    }
    out
}

fn root<'s>(all: &'s [Struct], name: &str) -> &'s Struct {
    all.iter().find(|one| one.name == name).unwrap_or_else(|| panic!("no struct {name}"))
}

fn reference(all: &[Struct]) -> String {
    let mut out = String::from(
        "# What templates may use\n\nMade of the view types in `src/site` by `BLESS=1 cargo test --test all theming`; do not edit it.\n[theming.md](theming.md) tells the rest.\n\n| template | `page` is |\n|---|---|\n",
    );
    let link = |name: &str| format!("[{name}](#{})", anchor(all, root(all, name)));
    for (template, name) in PAGES {
        out.push_str(&format!("| `{template}` | {} |\n", link(name)));
    }
    out.push_str(&format!("\n`frame` is a {}, `notes` a list of {}, in every template.\n", link("Frame"), link("Card")));
    let roots: Vec<&Struct> = PAGES.iter().chain(EVERYWHERE).map(|(_, name)| root(all, name)).collect();
    for one in reached(all, &roots) {
        out.push_str(&format!("\n## {}\n\n{}\n\n| field | is | what it says |\n|---|---|---|\n", heading(all, one), one.about));
        for field in &one.fields {
            out.push_str(&format!("| `{}` | {} | {} |\n", field.name, in_words(all, &field.kind, &one.file), field.about));
        }
    }
    out
}

#[test]
fn the_reference_is_that_of_the_view_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/theming-fields.md");
    let made = reference(&structs());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == made, "docs/theming-fields.md is not what the view types say; BLESS=1 writes it anew");
}

/// Compares a value that a template gets with the struct that the reference describes, all the way down; counts the fields.
fn check(all: &[Struct], one: &Struct, value: &Value, seen: &mut BTreeSet<(String, String)>) {
    let object = value.as_object().unwrap_or_else(|| panic!("{} is no object: {value}", one.name));
    let described: BTreeSet<&str> = one.fields.iter().map(|field| field.name.as_str()).collect();
    let given: BTreeSet<&str> = object.keys().map(String::as_str).collect();
    assert_eq!(given, described, "{} in {}", one.name, one.file.display());
    for field in &one.fields {
        seen.insert((heading(all, one), field.name.clone()));
        let Some(inside) = meant(all, inner(&field.kind), &one.file) else { continue };
        let values = match &object[&field.name] {
            Value::Null => Vec::new(),
            Value::Array(list) => {
                list.iter().flat_map(|value| value.as_array().map_or_else(|| vec![value], |inner| inner.iter().collect())).collect()
            }
            value => vec![value],
        };
        values.into_iter().for_each(|value| check(all, inside, value, seen));
    }
}

fn sites() -> Vec<Site> {
    let dossiers = [fixture::dossier(), fixture::many(40), super::search::crowded(), demarche::dossier::Dossier::default()];
    let policies = [SourceText::Excerpts, SourceText::Full, SourceText::Excerpts, SourceText::None];
    let options = |source_text| Options { source_text, base_url: Some("https://desk.example/".to_owned()), ..fixture::options() };
    dossiers.iter().zip(policies).map(|(dossier, policy)| plan(dossier, &options(policy), &mut Report::default())).collect()
}

#[test]
fn pages_hand_over_what_the_reference_says_and_nothing_else() {
    let all = structs();
    let kinds: BTreeMap<&str, &str> = PAGES.iter().copied().collect();
    let mut seen = BTreeSet::new();
    let mut templates = BTreeSet::new();
    for page in sites().iter().flat_map(|site| &site.pages) {
        let name = kinds.get(page.template).unwrap_or_else(|| panic!("{} is in no table", page.template));
        templates.insert(page.template);
        check(&all, root(&all, name), &serde_json::to_value(&page.view).unwrap(), &mut seen);
        check(&all, root(&all, "Frame"), &serde_json::to_value(&page.frame).unwrap(), &mut seen);
        page.notes.iter().for_each(|note| check(&all, root(&all, "Card"), &serde_json::to_value(note).unwrap(), &mut seen));
    }
    assert!(templates.len() > 12 && seen.len() > 250, "only {} fields of {} templates seen", seen.len(), templates.len());
}

#[test]
fn every_built_in_template_is_described() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let described: BTreeSet<&str> = PAGES.iter().map(|(template, _)| *template).chain(["base.html", "components.html"]).collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(!name.ends_with(".html") || described.contains(name.as_str()), "{name} is in no table");
    }
}

#[test]
fn every_language_makes_a_whole_site() {
    let dossier = fixture::dossier();
    // A key in place of words, or a brace that nothing filled.
    let gap = Regex::new(r"\b(?:briefing|timeline|actor|badge|event|date|source|differ|foot|nav)\.[a-z_]+\b|\{[a-z]+\}").unwrap();
    for language in ["ar", "fr", "ru", "uk"] {
        let options = Options { language: language.to_owned(), ..fixture::options() };
        let files = super::Files::new(build(&dossier, &options));
        files.check_links("/");
        files.check_policy();
        let html = files.attrs("index.html", "html", "lang");
        assert_eq!(html, [language]);
        assert_eq!(files.attrs("index.html", "html", "dir").len(), usize::from(language == "ar"));
        let words = Words::built_in(language);
        assert_eq!(files.texts("index.html", "nav li")[0], words.get("nav.briefing"));
        for page in
            ["index.html", "timeline/index.html", "actors/index.html", "sources/index.html", "differ/index.html", "search/index.html"]
        {
            let text = files.texts(page, "body").join(" ");
            assert!(!gap.is_match(&text), "{language}, {page}: {:?}", gap.find(&text).map(|found| found.as_str()));
        }
    }
}

#[test]
fn a_desk_brings_a_language_of_its_own() {
    let file = |text: &str| demarche::render::ThemeFile { path: "strings/de.toml".to_owned(), bytes: text.as_bytes().to_vec() };
    let mut report = Report::default();
    let theme = demarche::render::Theme::new(vec![file("[nav]\nbriefing = \"Lage\"")], Vec::new(), &mut report);
    let options = Options { language: "de-AT".to_owned(), ..fixture::options() };
    let words = theme.words(&options.language, &mut report);
    let site = plan_in_words(&fixture::dossier(), &options, words, &mut report);
    let files = super::Files::new(demarche::render::render(&site, &theme, &mut report));
    assert!(report.items().is_empty(), "{:#?}", report.items());
    assert_eq!(files.texts("index.html", "nav li")[..2], ["Lage", "Timeline"]);
    let broken = demarche::render::Theme::new(vec![file("[nav]\nbriefing = \"Lage")], Vec::new(), &mut report);
    broken.words("de", &mut report);
    let place = report.items()[0].place.clone().unwrap();
    assert_eq!((place.path.to_str(), place.line), (Some("templates/strings/de.toml"), Some(2)));
}
