//! Words that a line end breaks. When in doubt the hyphen stays: one too many is a blemish, one too few changes a word.

use std::collections::BTreeSet;

use super::pdf_columns::Line;

/// The words that stand whole inside lines, in lower case, with their hyphens.
pub(super) fn vocabulary(lines: &[Line]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in lines {
        let all: Vec<&str> = line.text.split_whitespace().collect();
        let broken = usize::from(ends_in_hyphen(&line.text));
        for word in all.iter().take(all.len().saturating_sub(broken)).skip(1) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            words.extend(word.contains('-').then(|| word.split('-').map(str::to_owned).collect::<Vec<_>>()).into_iter().flatten());
            words.insert(word);
        }
    }
    words
}

fn ends_in_hyphen(text: &str) -> bool {
    let mut chars = text.chars().rev();
    let hyphen = matches!(chars.next(), Some('-' | '\u{2010}' | '\u{ad}'));
    hyphen && chars.next().is_some_and(char::is_alphanumeric)
}

/// Adds a line to a paragraph. At a hyphen the words are joined when the document or the form of the end says so; a hyphen in doubt stays.
pub(super) fn join(text: &mut String, line: &str, words: &BTreeSet<String>) {
    if !ends_in_hyphen(text) {
        text.push(' ');
        text.push_str(line);
        return;
    }
    let hyphen = text.pop().unwrap_or('-');
    let head = text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
    let tail: String = line.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'')).collect();
    if !is_one_word(hyphen, &head.to_lowercase(), &tail, words) {
        text.push(if hyphen == '\u{ad}' { '-' } else { hyphen });
    }
    text.push_str(line);
}

/// Whether the two halves at a line end are one word without a hyphen.
fn is_one_word(hyphen: char, head: &str, tail: &str, words: &BTreeSet<String>) -> bool {
    if hyphen == '\u{ad}' {
        return true;
    }
    if !tail.starts_with(char::is_lowercase) {
        return false;
    }
    let tail = tail.trim_end_matches(['’', '\'']).to_lowercase();
    let bare = tail.split(['’', '\'']).next().unwrap_or(&tail);
    if words.contains(&format!("{head}-{tail}")) || words.contains(&format!("{head}-{bare}")) {
        return false;
    }
    if words.contains(&format!("{head}{tail}")) || words.contains(&format!("{head}{bare}")) {
        return true;
    }
    // A half that has a hyphen already is a compound: "on-the-ground".
    if head.contains('-') || bare.contains('-') || head.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    is_ending(bare) || !is_first_half(head) && !words.contains(bare) && !words.contains(head)
}

/// Ends of words that are no words, and no second halves of compounds.
fn is_ending(tail: &str) -> bool {
    const ENDS: [&str; 46] = [
        "ment", "ments", "tion", "tions", "sion", "sions", "ing", "ings", "ence", "ences", "ance", "ances", "ness", "ity", "ities", "ly",
        "ism", "ist", "ists", "ible", "ous", "ive", "ives", "ized", "ised", "izing", "ising", "ically", "ally", "tional", "tive", "tives",
        "ture", "tures", "cial", "tial", "cian", "cians", "ted", "ting", "ters", "ders", "gress", "ernment", "isters", "mation",
    ];
    ENDS.contains(&tail)
}

/// First halves of compounds that are written with a hyphen as often as not.
fn is_first_half(head: &str) -> bool {
    const HEADS: [&str; 56] = [
        "all", "anti", "by", "co", "counter", "cross", "de", "east", "eight", "ex", "far", "fifty", "first", "five", "forty", "four",
        "full", "half", "high", "ill", "inter", "long", "low", "mid", "multi", "nine", "ninety", "non", "north", "off", "on", "one",
        "over", "post", "pre", "pro", "quasi", "re", "second", "self", "semi", "seven", "short", "six", "sixty", "south", "sub", "ten",
        "thirty", "three", "trans", "twenty", "two", "vice", "well", "west",
    ];
    HEADS.contains(&head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(head: &str, tail: &str, known: &[&str]) -> String {
        let mut text = format!("the {head}");
        join(&mut text, tail, &known.iter().map(|word| (*word).to_owned()).collect());
        text.strip_prefix("the ").unwrap().to_owned()
    }

    #[test]
    fn words_are_joined_at_line_ends_unless_the_hyphen_may_be_real() {
        assert_eq!(together("confer-", "ence ended", &[]), "conference ended");
        assert_eq!(together("state-", "ment on", &["state"]), "statement on");
        assert_eq!(together("well-", "known man", &[]), "well-known man");
        assert_eq!(together("co-", "operation", &["co-operation"]), "co-operation");
        assert_eq!(together("co-", "operation", &["cooperation"]), "cooperation");
        assert_eq!(together("river-", "bank", &["river"]), "river-bank");
        assert_eq!(together("Franco-", "German", &[]), "Franco-German");
        assert_eq!(together("2015-", "16 season", &[]), "2015-16 season");
        assert_eq!(together("negoti\u{ad}", "ators", &["negoti"]), "negotiators");
        assert_eq!(together("talks –", "again", &[]), "talks – again");
    }
}
