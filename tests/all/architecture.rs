//! The house rules that the compiler does not keep: the import table of `docs/architecture.md`, captions, module comments, codes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use demarche::base::codes;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// A row of the import table.
struct Row {
    room: String,
    imports: Vec<String>,
    coming: bool,
}

fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn table() -> Vec<Row> {
    let manual = read("docs/architecture.md");
    let rows = manual.lines().skip_while(|line| !line.starts_with("| room | may import |")).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|')).map(|line| {
        let cells: Vec<&str> = line.split('|').collect();
        Row { room: names(cells[1])[0].clone(), imports: names(cells[2]), coming: cells[1].contains("(coming)") }
    });
    rows.collect()
}

/// Every Rust file of a room with its text.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

/// The rooms that a text names: `crate::room::…`, `crate::{room::…, room}`. Comments count too, since links in them are imports of the reader.
fn rooms_named(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let before = text[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$') {
            continue;
        }
        match rest.strip_prefix('{') {
            Some(group) => rooms.extend(heads(group)),
            None => rooms.extend(head(rest)),
        }
    }
    rooms
}

fn head(path: &str) -> Option<String> {
    let name: String = path.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The first names in a group of imports, up to its closing brace.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut item) = (0, Vec::new(), String::new());
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.extend(head(&std::mem::take(&mut item))),
            _ if depth == 0 => item.push(letter),
            _ => {}
        }
    }
    heads.extend(head(&item));
    heads
}

#[test]
fn imports_are_read_in_every_form() {
    let text = "use crate::base::Span;\nuse crate::{ingest::{self, Article}, text};\nlet x: crate::site::Site = demarche_crate::no::X;";
    assert_eq!(rooms_named(text), ["base", "ingest", "text", "site"]);
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let table = table();
    assert!(table.len() >= 15, "the table was not found");
    let mut wrong = Vec::new();
    for row in table.iter().filter(|row| !row.coming) {
        for (path, text) in sources(&root().join("src").join(&row.room)) {
            for room in rooms_named(&text) {
                if room != row.room && !row.imports.contains(&room) {
                    wrong.push(format!("{} imports {room}", path.strip_prefix(root()).unwrap().display()));
                }
            }
            // A module of tests inside a file stands one floor deeper than what it tests.
            let program = text.split("#[cfg(test)]").next().unwrap_or_default();
            if program.contains("super::super") {
                wrong.push(format!("{} reaches over two floors", path.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    assert!(wrong.is_empty(), "not in the table of docs/architecture.md:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_has_every_room_once_and_only_looks_up() {
    let table = table();
    let place: BTreeMap<&str, usize> = table.iter().enumerate().map(|(n, row)| (row.room.as_str(), n)).collect();
    assert_eq!(place.len(), table.len(), "a room has two rows");
    for (n, row) in table.iter().enumerate() {
        for import in &row.imports {
            assert!(place.get(import.as_str()).is_some_and(|place| *place < n), "{} may import {import}, which stands below it", row.room);
        }
    }
    let folders = fs::read_dir(root().join("src")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut there: Vec<String> = folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    let mut listed: Vec<String> = table.iter().filter(|row| !row.coming).map(|row| row.room.clone()).collect();
    there.sort();
    listed.sort();
    assert_eq!(there, listed, "rooms in src/ and rooms of the table that are not marked as coming");
}

#[test]
fn lib_rs_is_the_table_of_contents() {
    let text = read("src/lib.rs");
    let lines: Vec<&str> = text.lines().collect();
    let mut rooms = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        if let Some(room) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
            assert!(n > 0 && lines[n - 1].starts_with("/// ") && lines[n - 1].ends_with('.'), "{room} has no caption");
            rooms.push(room.to_owned());
        }
    }
    let listed: Vec<String> = table().into_iter().filter(|row| !row.coming).map(|row| row.room).collect();
    assert_eq!(rooms, listed, "the order of lib.rs is the order of the table");
}

#[test]
fn every_room_opens_with_what_comes_in_what_goes_out_and_what_is_never_done() {
    for row in table().iter().filter(|row| !row.coming) {
        let text = read(&format!("src/{}/mod.rs", row.room));
        let comment: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).map(|line| line[3..].trim()).collect();
        let n_sentences = comment.iter().flat_map(|line| line.split_inclusive(". ")).filter(|part| part.trim_end().ends_with('.')).count();
        assert!(n_sentences >= 3, "src/{}/mod.rs opens with {n_sentences} sentences", row.room);
    }
}

#[test]
fn every_code_in_use_is_explained() {
    let mut n_used = 0;
    for (path, text) in sources(&root().join("src")) {
        for (at, opening) in text.match_indices("Diagnostic::new(\"") {
            let code: String = text[at + opening.len()..].chars().take_while(|letter| *letter != '"').collect();
            assert!(codes::find(&code).is_some(), "{} uses {code}, which base/codes.rs does not explain", path.display());
            n_used += 1;
        }
    }
    assert!(n_used > 0);
    let sorted = |room: char| codes::ALL.iter().filter(move |code| code.code.starts_with(room)).is_sorted_by_key(|code| code.code);
    assert!("CPIMDSRLV".chars().all(sorted), "the codes of a room stand in order");
    assert!(codes::ALL.iter().all(|code| code.meaning.ends_with('.') && code.remedy.ends_with('.')));
}
