//! Names of authors out of what bylines and markup print around them.

use super::lines::folded;

/// The names in a byline or an author field, in order, without roles, addresses and dates; `None` when there is no name.
///
/// `outlets` are names, folded, that are no authors: the outlet and its host.
pub(super) fn names(written: &str, outlets: &[String]) -> Option<String> {
    let text = without_start(written);
    let text = text.get(..end(text)).unwrap_or(text).trim_end_matches([' ', ',']);
    let mut names: Vec<String> = Vec::new();
    for part in text.split([',', ';', '/']) {
        let part = part.trim();
        let title = !names.is_empty() && is_title(part);
        let Some(name) = name(part).filter(|_| !title) else {
            if names.is_empty() && !part.is_empty() {
                return None;
            }
            if title {
                continue;
            }
            break;
        };
        // "Ana Petrova, Security" is one author and a department.
        if !names.is_empty() && !name.contains(' ') && name.is_ascii() {
            break;
        }
        if !outlets.contains(&folded(&name)) && !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Words that stand before a name.
fn without_start(text: &str) -> &str {
    const STARTS: [&str; 22] = [
        "by:",
        "by ",
        "written by:",
        "written by ",
        "words by ",
        "story by ",
        "report by ",
        "reported by ",
        "posted by ",
        "published by ",
        "article by ",
        "author:",
        "authors:",
        "author ",
        "authors ",
        "this post was written by ",
        "this article was written by ",
        "contributed by ",
        "par ",
        "von ",
        "por ",
        "автор:",
    ];
    let mut text = text.trim();
    while let Some(rest) = STARTS
        .iter()
        .find_map(|start| text.get(..start.len()).filter(|head| head.to_lowercase() == *start).and_then(|_| text.get(start.len()..)))
    {
        text = rest.trim();
    }
    text
}

/// Where the names end: at a mark, a digit, or a word that begins something else.
fn end(text: &str) -> usize {
    const MARKS: [&str; 18] = [
        "|",
        "•",
        "·",
        " – ",
        " — ",
        " - ",
        "(",
        "http",
        " on ",
        " On ",
        " for ",
        " in ",
        " Published",
        " Updated",
        " Last ",
        " Posted",
        " Follow",
        " Read ",
    ];
    let digit = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    // An address or a handle is no part of the name, and neither is the word that it is glued to.
    let handle = text.find('@').map_or(text.len(), |at| text.get(..at).and_then(|head| head.rfind(' ')).unwrap_or(0));
    let date = super::when::full_date(text).map_or(text.len(), |date| date.range.start);
    MARKS.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len()).min(digit).min(handle).min(date)
}

/// Letters behind a name that are part of it.
fn is_title(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    (2..=6).contains(&letters) && capitals * 2 >= letters || matches!(part, "Jr." | "Jr" | "Sr." | "Sr")
}

/// One name, or several joined by "and", without the office behind it.
fn name(part: &str) -> Option<String> {
    const OFFICES: [&str; 34] = [
        "editor",
        "editors",
        "correspondent",
        "reporter",
        "reporters",
        "writer",
        "writers",
        "staff",
        "dietitian",
        "bureau",
        "desk",
        "analyst",
        "columnist",
        "contributor",
        "contributors",
        "head",
        "director",
        "manager",
        "founder",
        "co-founder",
        "former",
        "consultant",
        "expert",
        "specialist",
        "chief",
        "senior",
        "president",
        "author",
        "editorial",
        "coordinator",
        "fellow",
        "ceo",
        "updated",
        "published",
    ];
    const NOBODY: [&str; 28] = [
        "admin",
        "administrator",
        "webmaster",
        "guest",
        "unknown",
        "anonymous",
        "user",
        "root",
        "none",
        "null",
        "newsroom",
        "editorial",
        "by",
        "written by",
        "author",
        "web desk",
        "news desk",
        "share",
        "redaktion",
        // Buttons beside the headline.
        "twitter",
        "facebook",
        "telegram",
        "whatsapp",
        "youtube",
        "instagram",
        "linkedin",
        "vkontakte",
        "vk",
    ];
    let words: Vec<&str> = part.split_whitespace().collect();
    let office = words.iter().position(|word| OFFICES.contains(&word.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric())));
    let words = words.get(..office.unwrap_or(words.len()))?;
    let joined = words.join(" ");
    let joined = joined.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')' && c != '’');
    let linked = [
        "and", "&", "with", "de", "da", "del", "della", "di", "der", "den", "van", "von", "al", "el", "bin", "ben", "ibn", "bint", "ould",
        "ag", "du", "la", "le", "dos", "und", "et", "y", "of", "the",
    ];
    let named = words.iter().all(|word| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_none_or(|c| !c.is_lowercase()) || linked.contains(word) || word.contains('-') || word.contains('\'') || word.contains('’')
    });
    let key = folded(joined);
    let whole = (1..=12).contains(&words.len()) && named && joined.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let month = super::months::month(&key).is_some();
    (whole && !month && !NOBODY.contains(&key.as_str()) && !joined.contains("://")).then(|| joined.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Option<String> {
        names(text, &["nile courier".to_owned()])
    }

    #[test]
    fn bylines_are_cleaned() {
        for (written, name) in [
            ("By Ana Petrova", "Ana Petrova"),
            ("Written by: Ana Petrova Senior Editor", "Ana Petrova"),
            ("Ana Petrova, Joon Seo and Idris Haroun", "Ana Petrova, Joon Seo and Idris Haroun"),
            ("Ana Petrova, Security, River Desk", "Ana Petrova"),
            ("Ana Petrova, MD, PhD", "Ana Petrova"),
            ("Ana Petrova | 8 March 2016", "Ana Petrova"),
            ("Ana Petrova ana@courier.example", "Ana Petrova"),
            ("Brahim ould Salek Last updated on", "Brahim ould Salek"),
            ("Nile Courier, Ana Petrova", "Ana Petrova"),
            ("李明", "李明"),
        ] {
            assert_eq!(cleaned(written).as_deref(), Some(name), "{written}");
        }
    }

    #[test]
    fn offices_outlets_and_handles_are_nobody() {
        for written in [
            "admin",
            "Nile Courier",
            "Staff Writer",
            "Written By",
            "jrobison",
            "https://x.example/ana",
            "262588213843476",
            "Dec",
            "Twitter",
            "",
        ] {
            assert_eq!(cleaned(written), None, "{written}");
        }
    }
}
