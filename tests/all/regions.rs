//! Sites of small corpora about regions that no rule was written for, against what an attentive reader marked by hand, with a ratchet.
//!
//! `tests/gold/regions/scores.toml` holds the figures reached. One that falls fails; so does one that rises unrecorded: `BLESS=1 cargo test` records it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// Words of a file.
type Words = (String, String);
type Row = BTreeMap<String, String>;
/// Hits and cases by what is counted.
type Scores = BTreeMap<String, [usize; 2]>;

/// Letters that words of a site and of the gold must have in common to be of one event.
const SHARED: usize = 25;

#[derive(Deserialize)]
struct Gold {
    junk: Vec<String>,
    person: Vec<Person>,
    event: Vec<Event>,
    quote: Vec<Quote>,
    difference: Vec<Difference>,
}

#[derive(Deserialize)]
struct Person {
    names: Vec<String>,
}

#[derive(Deserialize)]
struct Event {
    what: String,
    core: bool,
    happened: bool,
    days: [String; 2],
    words: Vec<Words>,
}

#[derive(Deserialize)]
struct Quote {
    file: String,
    words: String,
    /// Names by which its speaker is known; none when nobody can be named.
    who: Vec<String>,
}

#[derive(Deserialize)]
struct Difference {
    what: String,
    aspect: String,
    values: Vec<Vec<Words>>,
}

#[test]
fn sites_of_other_regions_hold_their_figures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/regions");
    let mut regions: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    regions.sort();
    assert!(!regions.is_empty());
    let found: BTreeMap<String, Scores> = regions.iter().map(|region| (name_of(region), Region::read(region).scores())).collect();
    let kept = folder.join("scores.toml");
    if std::env::var_os("BLESS").is_some() {
        let rows = found.iter().map(|(region, scores)| {
            let lines: String = scores.iter().map(|(what, [hits, all])| format!("{what} = [{hits}, {all}]\n")).collect();
            format!("\n[{region}]\n{lines}")
        });
        let rows: String = rows.collect();
        std::fs::write(&kept, format!("# Hits and cases of each region; written by BLESS=1 cargo test.\n{rows}")).unwrap();
        return;
    }
    let expected: BTreeMap<String, Scores> = toml::from_str(&std::fs::read_to_string(&kept).unwrap_or_default()).unwrap();
    assert_eq!(found, expected, "figures changed; if for the better, record them with BLESS=1");
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

/// One corpus: its gold, its site's tables, and its files as they are read.
struct Region {
    name: String,
    gold: Gold,
    site: PathBuf,
    texts: BTreeMap<String, String>,
}

impl Region {
    fn read(folder: &Path) -> Self {
        let name = name_of(folder);
        let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("regions").join(&name);
        let _ = std::fs::remove_dir_all(&project);
        std::fs::create_dir_all(project.join("seeds")).unwrap();
        std::fs::write(project.join("site.toml"), "title = \"A region\"\n").unwrap();
        let mut texts = BTreeMap::new();
        for file in std::fs::read_dir(folder.join("seeds")).unwrap().map(|entry| entry.unwrap().path()) {
            std::fs::copy(&file, project.join("seeds").join(file.file_name().unwrap())).unwrap();
            texts
                .insert(name_of(&file), plain(&std::fs::read_to_string(&file).unwrap(), file.extension().is_some_and(|end| end == "html")));
        }
        let out = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["build", "--quiet", "--root"])
            .arg(&project)
            .output()
            .expect("the binary runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let gold = toml::from_str(&std::fs::read_to_string(folder.join("gold.toml")).unwrap()).unwrap();
        Self { name, gold, site: project.join("public"), texts }
    }

    fn table(&self, name: &str) -> Vec<Row> {
        let mut reader = csv::Reader::from_path(self.site.join(format!("data/{name}.csv"))).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    }

    fn scores(&self) -> Scores {
        let mut scores = Scores::new();
        let mut note = |what: &str, verdicts: Vec<(&str, bool)>| {
            let missed: Vec<&str> = verdicts.iter().filter(|(_, hit)| !hit).map(|(case, _)| *case).collect();
            if !missed.is_empty() {
                eprintln!("{} {what}: missed {missed:?}", self.name);
            }
            scores.insert(what.to_owned(), [verdicts.len() - missed.len(), verdicts.len()]);
        };
        let actors = self.table("actors");
        let persons: Vec<&Row> = actors.iter().filter(|row| row["kind"] == "person").collect();
        note("persons", self.gold.person.iter().map(|person| (person.names[0].as_str(), bearers(&persons, &person.names) == 1)).collect());
        self.events(&mut note);
        self.quotes(&actors, &mut note);
        self.differences(&mut note);
        let pages = self.pages();
        let printed = |words: &str| pages.iter().any(|page| stands_in(page, words));
        note("junk_kept_out", self.gold.junk.iter().map(|junk| (junk.as_str(), !printed(junk))).collect());
        scores
    }

    fn events<'s>(&'s self, note: &mut impl FnMut(&str, Vec<(&'s str, bool)>)) {
        let rows = self.table("events");
        let spots: Vec<Vec<(String, Range<usize>)>> = rows.iter().map(|row| self.evidence(&row["evidence"])).collect();
        let mut likeness: Vec<(usize, usize, usize)> = Vec::new();
        for (row, spots) in spots.iter().enumerate() {
            for (event, gold) in self.gold.event.iter().enumerate() {
                likeness.push((self.shared(spots, &gold.words), row, event));
            }
        }
        likeness.sort_by(|a, b| b.cmp(a));
        let (mut of_row, mut of_event) = (BTreeMap::new(), BTreeMap::new());
        for (_, row, event) in likeness.into_iter().filter(|(shared, ..)| *shared >= SHARED) {
            if !of_row.contains_key(&row) && !of_event.contains_key(&event) {
                of_row.insert(row, event);
                of_event.insert(event, row);
            }
        }
        let told = |core: bool| {
            let events = self.gold.event.iter().enumerate().filter(move |(_, event)| event.core || !core);
            events.map(|(n, event)| (event.what.as_str(), of_event.contains_key(&n))).collect()
        };
        note("events_core", told(true));
        note("events", told(false));
        note("events_right", (0..rows.len()).map(|row| ("a row of its own", of_row.contains_key(&row))).collect());
        let pairs: Vec<(&Row, &Event)> = of_row.iter().map(|(row, event)| (&rows[*row], &self.gold.event[*event])).collect();
        let dated = |row: &Row, event: &Event| !row["day"].is_empty() && event.days[0] <= row["day"] && row["day"] <= event.days[1];
        note("event_days", pairs.iter().map(|(row, event)| (event.what.as_str(), dated(row, event))).collect());
        let held = |row: &Row| matches!(row["status"].as_str(), "held" | "under-way");
        note("facts", pairs.iter().map(|(row, event)| (event.what.as_str(), held(row) == event.happened)).collect());
    }

    fn quotes<'s>(&'s self, actors: &[Row], note: &mut impl FnMut(&str, Vec<(&'s str, bool)>)) {
        let rows = self.table("quotes");
        let given = |quote: &Quote| {
            let row = rows.iter().find(|row| row["file"].ends_with(&quote.file) && letters(&row["words"]) == letters(&quote.words))?;
            let names =
                actors.iter().find(|actor| actor["id"] == row["speaker"]).map(|actor| format!("{};{}", actor["name"], actor["aliases"]));
            Some(names.unwrap_or_else(|| row["speaker_text"].clone()))
        };
        let right = |quote: &Quote| {
            let names = given(quote).unwrap_or_default();
            quote.who.iter().any(|who| names.split(';').any(|name| letters(name) == letters(who)))
        };
        let named = self.gold.quote.iter().filter(|quote| !quote.who.is_empty());
        note("quotes", self.gold.quote.iter().map(|quote| (quote.words.as_str(), given(quote).is_some())).collect());
        note("speakers", named.map(|quote| (quote.words.as_str(), right(quote))).collect());
    }

    fn differences<'s>(&'s self, note: &mut impl FnMut(&str, Vec<(&'s str, bool)>)) {
        let mut by_id: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in self.table("discrepancies") {
            by_id.entry(row["id"].clone()).or_default().push(row);
        }
        let mut used: BTreeSet<&String> = BTreeSet::new();
        let mut verdicts = Vec::new();
        for gold in &self.gold.difference {
            let tells = |rows: &[Row], value: &[Words]| {
                rows.iter().any(|row| {
                    let spots: Vec<_> = self.spot(&row["file"], &row["words"]).into_iter().collect();
                    let least = spots.first().map_or(usize::MAX, |(_, spot)| (spot.len() / 2).clamp(3, 15));
                    self.shared(&spots, value) >= least
                })
            };
            let fits = |rows: &[Row]| rows[0]["aspect"] == gold.aspect && gold.values.iter().filter(|value| tells(rows, value)).count() > 1;
            let hit = by_id.iter().find(|(id, rows)| !used.contains(id) && fits(rows)).map(|(id, _)| id);
            used.extend(hit);
            verdicts.push((gold.what.as_str(), hit.is_some()));
        }
        note("differences", verdicts);
        note("differences_right", by_id.keys().map(|id| ("a difference of its own", used.contains(id))).collect());
    }

    /// Where the words of a cell with evidence stand.
    fn evidence(&self, cell: &str) -> Vec<(String, Range<usize>)> {
        #[derive(Deserialize)]
        struct Piece {
            file: String,
            text: String,
        }
        let pieces: Vec<Piece> = serde_json::from_str(cell).unwrap_or_default();
        pieces.iter().filter_map(|piece| self.spot(&piece.file, &piece.text)).collect()
    }

    fn spot(&self, file: &str, words: &str) -> Option<(String, Range<usize>)> {
        let file = file.rsplit('/').next()?;
        let words = spaced(words);
        let start = self.texts.get(file)?.find(&words)?;
        Some((file.to_owned(), start..start + words.len()))
    }

    /// How many bytes some stretches share with words of the gold.
    fn shared(&self, spots: &[(String, Range<usize>)], words: &[Words]) -> usize {
        let gold: Vec<_> = words.iter().filter_map(|(file, words)| self.spot(file, words)).collect();
        let overlap = |one: &Range<usize>, other: &Range<usize>| one.end.min(other.end).saturating_sub(one.start.max(other.start));
        let pairs = spots.iter().flat_map(|one| gold.iter().filter(|other| other.0 == one.0).map(move |other| overlap(&one.1, &other.1)));
        pairs.sum()
    }

    /// The words of every page but those of sources.
    fn pages(&self) -> Vec<String> {
        let files = walkdir::WalkDir::new(&self.site).into_iter().map(|entry| entry.unwrap().into_path());
        let page = |path: &PathBuf| {
            path.extension().is_some_and(|end| end == "html") && !path.strip_prefix(&self.site).unwrap().starts_with("sources")
        };
        files.filter(page).map(|path| plain(&std::fs::read_to_string(path).unwrap(), true)).collect()
    }
}

/// Whether words stand in a text as words.
fn stands_in(text: &str, words: &str) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, found)| apart(text[..at].chars().next_back()) && apart(text[at + found.len()..].chars().next()))
}

/// How many of the persons have one of the names.
fn bearers(persons: &[&Row], names: &[String]) -> usize {
    let known: BTreeSet<String> = names.iter().map(|name| letters(name)).collect();
    let has = |row: &Row| row["aliases"].split(';').chain([row["name"].as_str()]).any(|alias| known.contains(&letters(alias)));
    persons.iter().filter(|row| has(row)).count()
}

/// A file's words without its markup, one blank between two of them.
fn plain(text: &str, is_page: bool) -> String {
    if !is_page {
        return spaced(text);
    }
    let page = scraper::Html::parse_document(text);
    let hidden = |parent: &scraper::Node| parent.as_element().is_some_and(|element| matches!(element.name(), "script" | "style"));
    let shown = page.tree.nodes().filter(|node| node.parent().is_none_or(|parent| !hidden(parent.value())));
    spaced(&shown.filter_map(|node| node.value().as_text().map(|text| text.text.to_string())).collect::<String>())
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and figures alone, plain and small, so that spellings compare.
fn letters(words: &str) -> String {
    deunicode::deunicode(words).chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}
