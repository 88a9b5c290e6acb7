//! The outlet of a plain text: beside the headline in the page's title, under it, over it as a masthead, or as the owner below.

use super::Reason;
use super::credits;
use super::frame::Group;
use super::headline::{Headline, split_outlet};
use super::lines::{Line, contains, folded};
use super::shape::Shape;

/// The outlet and the line that names it.
pub(super) fn read(
    lines: &[Line],
    shapes: &[Shape],
    headline: Option<&Headline>,
    body: usize,
    reasons: &mut [Option<Reason>],
) -> Option<(String, String)> {
    let legal = |at: &usize| {
        let (shape, text) = (&shapes[*at], lines[*at].text.as_str());
        shape.credit_mark && text.contains('©') || shape.has(Group::Legal) && contains(text, "copyright") || contains(text, "(c)")
    };
    let last = (0..lines.len()).rev().take(40).filter(legal);
    let owner = last.map(|at| &lines[at].text).find_map(|text| Some((credits::owner(text)?, text.clone())));
    if let Some(name) = headline.and_then(|headline| headline.outlet.as_deref()).map(without_edition) {
        let name = name.to_owned();
        return Some((name.clone(), name));
    }
    let masthead = masthead(lines, shapes, headline, body, owner.as_ref().map(|(name, _)| name.as_str()));
    if let Some(at) = masthead {
        reasons[at] = Some(Reason::Metadata);
        return Some((as_name(without_edition(&lines[at].text), lines), lines[at].text.clone()));
    }
    if let Some((at, name)) = headline.and_then(|headline| signed(lines, headline.at, body)) {
        reasons[at] = Some(Reason::Metadata);
        return Some((name, lines[at].text.clone()));
    }
    owner
}

/// The first line of the file, when it is a name and not the headline: in capitals, printed elsewhere as the owner, or a newspaper's on a line by itself.
fn masthead(lines: &[Line], shapes: &[Shape], headline: Option<&Headline>, body: usize, owner: Option<&str>) -> Option<usize> {
    let text = lines.first()?.text.as_str();
    let free = headline.is_none_or(|headline| headline.at != 0) && body > 0;
    let named = shapes[0].n_words <= 5 && shapes[0].capitals > 0.7 && !shapes[0].ends_sentence && text.chars().any(char::is_alphabetic);
    let framed = shapes[0].hits.all().iter().any(|hit| *hit as usize * 2 > text.len());
    let shouted = shapes[0].n_words >= 2 && text.chars().all(|c| !c.is_lowercase());
    let owned = owner.is_some_and(|owner| folded(owner).contains(&folded(text)) || folded(text).contains(&folded(owner)));
    let credited = || {
        let credit = format!("/ {text}");
        let credits = memchr::memmem::Finder::new(&credit);
        lines[1..].iter().any(|line| credits.find(line.text.as_bytes()).is_some())
    };
    // "Rebels Storm State Radio" is a headline.
    let brief = shouted || shapes[0].n_words <= 3 || text.starts_with("The ");
    let paper = names_paper(text) && brief;
    // A digest without a headline bears its own name.
    let titled = !free && body > 0 && shouted && paper;
    (named && !framed && (free && (shouted || owned || paper || credited()) || titled)).then_some(0)
}

/// "Drava Matin – English edition", "Drava Monitor – Week 41": the paper's name, and which of its editions.
fn without_edition(name: &str) -> &str {
    const EDITIONS: [&str; 10] =
        ["edition", "edición", "édition", "edição", "ausgabe", "izdanje", "online", "service", "in english", "english"];
    let of_edition =
        |rest: &str| rest.ends_with(|c: char| c.is_ascii_digit()) || EDITIONS.iter().any(|word| rest.to_lowercase().ends_with(word));
    let parted = split_outlet(name).filter(|(_, rest)| of_edition(rest));
    parted.map_or(name, |(name, _)| name)
}

/// Nouns with which the names of newspapers, agencies and stations end.
const PAPERS: [&str; 55] = [
    "advertiser",
    "agency",
    "argus",
    "beacon",
    "brief",
    "bulletin",
    "chronicle",
    "citizen",
    "courier",
    "daily",
    "digest",
    "dispatch",
    "echo",
    "examiner",
    "express",
    "fortnight",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "insider",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "mercury",
    "messenger",
    "mirror",
    "monitor",
    "news",
    "newspaper",
    "newswire",
    "observer",
    "outlook",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "reporter",
    "review",
    "sentinel",
    "spectator",
    "standard",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "voice",
    "watch",
    "week",
    "weekly",
    "wire",
];

/// The same in languages that head English pages too, where they may come first.
const OTHERS: [&str; 32] = [
    "correio",
    "corriere",
    "courrier",
    "diario",
    "diário",
    "dnevnik",
    "folha",
    "gaceta",
    "gazeta",
    "giornale",
    "heraldo",
    "jornal",
    "kurier",
    "matin",
    "nachrichten",
    "noticias",
    "notícias",
    "novosti",
    "periódico",
    "politika",
    "prensa",
    "presse",
    "quotidien",
    "radio",
    "rundschau",
    "semanario",
    "soir",
    "stampa",
    "tageblatt",
    "tribuna",
    "vesti",
    "zeitung",
];

/// Whether a name is built as those of newspapers are: "The Vardar Tribune", "Correio de Luanda", "DRAVA MONITOR – WEEK 41".
pub(super) fn names_paper(name: &str) -> bool {
    let name = split_outlet(name).filter(|(_, rest)| rest.ends_with(|c: char| c.is_ascii_digit())).map_or(name, |(name, _)| name);
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let small =
        |word: &str| matches!(word, "of" | "the" | "and" | "de" | "da" | "do" | "del" | "della" | "la" | "le" | "el" | "du" | "der" | "di");
    let named = words.iter().all(|word| word.starts_with(|c: char| !c.is_lowercase()) || small(word));
    let is = |word: Option<&&str>, list: &[&str]| word.is_some_and(|word| list.contains(&word.to_lowercase().as_str()));
    let first = words.iter().find(|word| !small(&word.to_lowercase()));
    let built = is(words.last(), &PAPERS) || is(words.last(), &OTHERS) || is(first, &OTHERS);
    named && (2..=6).contains(&words.len()) && built
}

/// A line under the headline that names the outlet's desk: "Nile Courier, with agencies", "The Port Herald / Agencies", "By Ana Petrova, Nile Courier".
fn signed(lines: &[Line], title: usize, body: usize) -> Option<(usize, String)> {
    (title + 1..body.min(title + 4)).find_map(|at| Some((at, signature(&lines[at].text)?)))
}

fn signature(line: &str) -> Option<String> {
    if let Some((_, paper)) = line.strip_prefix("By ").and_then(|names| names.rsplit_once(", ")) {
        return names_paper(paper).then(|| paper.to_owned());
    }
    let (at, mark) = [",", " / ", "/", " | ", " – ", " — ", " - ", " and ", " with ", " ("]
        .iter()
        .filter_map(|mark| Some((line.find(mark)?, *mark)))
        .min()?;
    let (name, rest) = (line[..at].trim(), line[at + mark.len()..].trim().trim_end_matches(')').to_lowercase());
    let desk = DESKS.contains(&rest.as_str())
        || mark == "," && ["desk", "newsroom", "staff"].iter().any(|word| rest.ends_with(word)) && rest.split_whitespace().count() <= 3;
    let words = || name.split_whitespace();
    let named = (1..=5).contains(&words().count()) && words().all(|word| word.starts_with(char::is_uppercase));
    let own = !matches!(name.split_whitespace().next(), Some("By" | "From" | "Our" | "Staff"));
    (desk && named && own).then(|| name.to_owned())
}

/// What stands behind an outlet's name when others wrote with it.
const DESKS: [&str; 14] = [
    "with agencies",
    "and agencies",
    "agencies",
    "agency",
    "news agencies",
    "wires",
    "with wires",
    "with wire reports",
    "wire services",
    "staff",
    "staff report",
    "staff writers",
    "newsroom",
    "afp",
];

/// A masthead in capitals as the rest of the file spells it, else with small letters.
fn as_name(text: &str, lines: &[Line]) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let spelled = lines[1..].iter().find_map(|line| spelling(&line.text, text));
    spelled.unwrap_or_else(|| text.split_whitespace().map(small_letters).collect::<Vec<_>>().join(" "))
}

/// How a line spells a name that is given in capitals, when it uses small letters.
fn spelling(line: &str, shouted: &str) -> Option<String> {
    let n_chars = shouted.chars().count();
    let chars: Vec<char> = line.chars().collect();
    let same = |window: &&[char]| {
        window.iter().zip(shouted.chars()).all(|(a, b)| a.to_uppercase().eq(b.to_uppercase())) && window.iter().any(|c| c.is_lowercase())
    };
    chars.windows(n_chars).find(same).map(|window| window.iter().collect())
}

/// "LEDGER" as "Ledger"; abbreviations of two or three letters stay, "THE" and "OF" do not.
fn small_letters(word: &str) -> String {
    let n = word.chars().count();
    if n <= 3 && !matches!(word, "THE" | "AND" | "OF" | "FOR" | "SUN" | "DAY" | "NEW" | "BAY" | "RED" | "SEA") {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_sign_for_an_outlet() {
        assert_eq!(signature("Nile Courier, with agencies").as_deref(), Some("Nile Courier"));
        assert_eq!(signature("The Port Herald / Agencies").as_deref(), Some("The Port Herald"));
        assert_eq!(signature("The Port Herald (AFP)").as_deref(), Some("The Port Herald"));
        assert_eq!(signature("By Ana Petrova, Nile Courier").as_deref(), Some("Nile Courier"));
        assert_eq!(signature("By Ana Petrova, Joon Seo"), None);
        assert_eq!(signature("By Our Reporter and Agencies"), None);
        assert_eq!(signature("Juba, 6 May"), None);
    }

    #[test]
    fn names_of_newspapers() {
        assert!(names_paper("The Drava Tribune") && names_paper("Correio do Sado") && names_paper("DRAVA WEEKLY BRIEF"));
        assert!(!names_paper("POST OFFICE BURNS IN ORLO") && names_paper("DRAVA MONITOR – WEEK 41"));
        assert!(!names_paper("Talks end") && !names_paper("News of the day from here") && !names_paper("Tribune"));
        assert_eq!(without_edition("Drava Matin – English edition"), "Drava Matin");
        assert_eq!(without_edition("Drava Matin – Kivu"), "Drava Matin – Kivu");
    }
}
