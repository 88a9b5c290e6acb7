use super::*;
use crate::base::Diagnostic;

fn config(text: &str) -> Config {
    read(text, Path::new("site.toml"), "karabakh").unwrap()
}

fn findings(text: &str) -> Vec<Diagnostic> {
    read(text, Path::new("site.toml"), "karabakh").unwrap_err().items().to_vec()
}

fn place(finding: &Diagnostic) -> (u32, u32) {
    let place = finding.place.as_ref().unwrap();
    (place.line.unwrap(), place.column.unwrap())
}

#[test]
fn an_empty_file_answers_everything() {
    let config = config("");
    assert_eq!(config.title, "karabakh");
    assert_eq!((config.source_dir.as_path(), config.output_dir.as_path()), (Path::new("seeds"), Path::new("public")));
    assert_eq!((config.language.as_str(), config.timezone, config.base_url), ("en", Tz::UTC, None));
    assert_eq!((config.source_text, config.fonts), (SourceText::Excerpts, Fonts::Bundled));
}

#[test]
fn issues_of_the_corpus_are_found_unless_the_desk_says_no() {
    assert!(config("").issues_from_corpus);
    assert!(!config("[issues]\nfrom_corpus = false\n").issues_from_corpus);
    let found = findings("[issues]\nfrom_corpus = \"no\"\n");
    assert_eq!((found[0].code, found[0].message.contains("true or false")), ("C02", true));
}

#[test]
fn an_unknown_key_is_shown_with_its_place_and_the_nearest_name() {
    let findings = findings("title = \"Geneva\"\nbase_ulr = \"https://example.org\"\n");
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].code, place(&findings[0])), ("C01", (2, 1)));
    assert_eq!(findings[0].message, "unknown key `base_ulr`");
    assert_eq!(findings[0].hints, ["did you mean `base_url`?"]);
    let snippet = findings[0].place.as_ref().unwrap().snippet.clone().unwrap();
    assert_eq!(snippet, ("base_ulr = \"https://example.org\"".to_owned(), 8));
}

#[test]
fn every_problem_is_reported_in_the_order_of_the_file() {
    let text = "titel = \"x\"\nlanguage = 3\ntimezone = \"Kyiv\"\nsource_text = \"ful\"\n\n[[side]]\nname = \"A\"\nhue = 9\ncolour = 1\n\n[[source]]\ntitle = \"no file\"\n";
    let found: Vec<(&str, u32)> = findings(text).iter().map(|finding| (finding.code, place(finding).0)).collect();
    assert_eq!(found, [("C01", 1), ("C02", 2), ("C02", 3), ("C02", 4), ("C02", 8), ("C01", 9), ("C02", 11)]);
}

#[test]
fn hints_name_what_was_meant() {
    let hint = |text: &str| findings(text)[0].hints.join(" ");
    assert_eq!(hint("timezone = \"Kyiv\""), "did you mean \"Europe/Kyiv\"?");
    assert_eq!(hint("source_text = \"ful\""), "did you mean \"full\"?");
    assert_eq!(hint("base_url = \"example.org\""), "write it as the browser shows it, for example \"https://example.org/\"");
    assert_eq!(
        hint("[[side]]\nname = \"A\"\nlanguage = \"en\""),
        "`language` belongs at the top of the file, before the first line in brackets"
    );
    assert_eq!(hint("fonts = \"system\""), "`fonts` belongs under [theme]");
    assert!(hint("zzz = 1").starts_with("known keys here: title, description"));
}

#[test]
fn what_is_not_toml_is_shown_where_it_breaks() {
    let findings = findings("title = \"Geneva\nlanguage = \"en\"\n");
    assert_eq!((findings[0].code, place(&findings[0]).0), ("C03", 1));
}

#[test]
fn the_address_gets_its_final_slash() {
    assert_eq!(config("base_url = \"https://example.org/talks\"").base_url.unwrap().as_str(), "https://example.org/talks/");
    assert_eq!(config("base_url = \"https://example.org\"").base_url.unwrap().as_str(), "https://example.org/");
    for refused in ["ftp://example.org/", "https://example.org/?a=1", "https://me:pw@example.org/", "/talks/", "mailto:a@example.org"] {
        assert!(base_url(refused).is_err(), "{refused}");
    }
}

#[test]
fn hues_are_given_in_order_around_those_that_are_named() {
    let sides = config("[[side]]\nname = \"Azerbaijan\"\n[[side]]\nname = \"Armenia\"\nhue = 1\n[[side]]\nname = \"Türkiye\"\n").sides;
    let found: Vec<(&str, u8)> = sides.iter().map(|side| (side.id.as_str(), side.hue)).collect();
    assert_eq!(found, [("azerbaijan", 2), ("armenia", 1), ("turkiye", 3)]);
}

#[test]
fn a_source_keeps_what_the_desk_says() {
    let text = "[[source]]\nfile = \"./a/b.txt\"\npublished = 2024-03-09\nkeep = [\"words\"]\n[[source]]\nfile = \"c.md\"\npublished = \"2024-03-10\"\nskip = true\n";
    let sources = config(text).sources;
    assert_eq!((sources[0].file.as_str(), sources[0].published, sources[0].line), ("a/b.txt", NaiveDate::from_ymd_opt(2024, 3, 9), 2));
    assert_eq!((sources[1].skip, sources[1].published), (true, NaiveDate::from_ymd_opt(2024, 3, 10)));
    assert_eq!(findings("[[source]]\nfile = \"../x\"\n")[0].code, "C02");
    assert_eq!(findings("[[source]]\nfile = \"x\"\n[[source]]\nfile = \"x\"\n")[0].message, "a second [[source]] for x");
    assert_eq!(findings("[[source]]\nfile = \"x\"\npublished = 2024-03\n").len(), 1);
}

#[test]
fn redirects_take_addresses_in_any_dress() {
    let text =
        "[[redirect]]\nfrom = \"/actors/a-b/\"\nto = \"actors/b\"\n[[redirect]]\nfrom = \"old.html\"\nto = \"actors/b/index.html\"\n";
    let redirects = config(text).redirects;
    let found: Vec<(&str, &str, u32)> = redirects.iter().map(|one| (one.from.as_str(), one.to.as_str(), one.line)).collect();
    assert_eq!(found, [("actors/a-b/index.html", "actors/b/index.html", 2), ("old.html", "actors/b/index.html", 5)]);
    let refused = |text: &str| findings(&format!("[[redirect]]\n{text}"))[0].message.clone();
    assert_eq!(refused("from = \"a\""), "a [[redirect]] needs `from`, the old address of a page, and `to`, the new one");
    assert_eq!(refused("from = \"a\"\nto = \"/a/\""), "a [[redirect]] leads back to where it starts");
    for bad in ["../a", "a//b", "https://example.org/a", "a#b", ""] {
        assert!(refused(&format!("from = \"{bad}\"\nto = \"b\"")).starts_with("`from` is the address of a page"), "{bad}");
    }
    assert_eq!(refused("from = \"a\"\nto = \"b\"\n[[redirect]]\nfrom = \"/a\"\nto = \"c\""), "a second [[redirect]] from /a");
}

#[test]
fn names_that_the_desk_knows_are_read_with_their_forms() {
    let text = "[names]\nmodel = \"own/Model.ONNX\"\n\n[[names.known]]\nname = \"Lake  Forum\"\nkind = \"organisation\"\nalso = [\"LF\"]\n";
    let names = config(text).names;
    let model = names.model.unwrap();
    assert_eq!((model.path.as_path(), model.place.line), (Path::new("own/Model.ONNX"), Some(2)));
    assert_eq!(names.known, [KnownName { name: "Lake Forum".to_owned(), kind: NameType::Organisation, also: vec!["LF".to_owned()] }]);
}

#[test]
fn names_that_cannot_be_used_are_reported() {
    let refused = |text: &str| findings(text)[0].message.clone();
    let known = |text: &str| refused(&format!("[[names.known]]\n{text}"));
    assert_eq!(known("kind = \"person\""), "a [[names.known]] needs `name`, the name in full");
    assert!(known("name = \"Amina\"").starts_with("a [[names.known]] needs `kind`"));
    assert!(known("name = \"the forum\"\nkind = \"place\"").contains("no capital letter"));
    assert_eq!(known("name = \"X\"\nkind = \"place\""), "a known name has two letters or more");
    assert!(known("name = \"LF\"\nkind = \"place\"\nalso = [\"LF\"]").ends_with("twice"));
    assert_eq!(known("name = \"LF\"\nkind = \"town\""), "`kind` is one of \"person\", \"organisation\", \"place\", \"other\"");
    assert!(refused("[names]\nmodel = \"own/model.bin\"").contains("whose name ends in .onnx"));
    assert!(refused("[names]\nmodel = \"..\"").starts_with("`model` is the path of a file"));
    assert_eq!(refused("[names]\nmodels = \"a.onnx\""), "unknown key `models` in [names]");
}

#[test]
fn every_key_is_documented() {
    let manual = include_str!("../../docs/configuration.md");
    for (heading, key) in file::KEYS {
        assert!(manual.contains(&format!("| `{key}` |")), "docs/configuration.md does not explain `{key}` of {heading:?}");
    }
}
