//! A sentence cut down to the clause that tells its event, so that it reads as a headline.

use crate::site::shown;

/// Words that a headline has at most, as long as a clause does not end soon behind them.
const WORDS: usize = 14;
/// Words up to which a clause may go on.
const MORE: usize = 20;
/// Words before the one that names the event from which on what opens the sentence is left out.
const FAR: usize = 7;

/// Words that open a clause behind the main one.
const OPENERS: &[&str] = &[
    "who",
    "which",
    "whose",
    "whom",
    "where",
    "when",
    "while",
    "after",
    "before",
    "because",
    "although",
    "though",
    "since",
    "until",
    "unless",
    "whereas",
    "amid",
    "despite",
    "following",
    "saying",
    "adding",
    "according",
];
/// The same behind a comma.
const BEHIND_COMMA: &[&str] =
    &["a", "an", "the", "as", "but", "so", "with", "in", "at", "on", "by", "including", "among", "said", "says", "if"];
/// Words that open a phrase before the main clause, and one between two commas.
const PHRASES: &[&str] = &[
    "after",
    "before",
    "in",
    "on",
    "at",
    "as",
    "with",
    "for",
    "from",
    "by",
    "now",
    "once",
    "then",
    "while",
    "when",
    "since",
    "despite",
    "according",
    "during",
    "under",
    "speaking",
    "asked",
];
/// Words that open an aside between two commas besides.
const ASIDES: &[&str] = &["a", "an", "the", "who", "which", "whose", "whom", "where"];
/// A clause of fewer words takes the next one with it.
const SHORT: usize = 9;
/// No headline is shorter when it is cut.
const LEAST: usize = 5;
/// Nouns of length, behind a number.
const LENGTHS: &[&str] = &["minutes", "hours", "days", "weeks", "months", "years", "km", "kilometres", "kilometers", "miles"];
/// Verbs that go on with the same subject behind "and".
const AUXILIARIES: &[&str] = &["had", "has", "have", "was", "were", "is", "are", "did", "will", "would"];
/// Words that cannot end a headline.
const HANGING: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "by", "to", "for", "from", "with", "and", "or", "but", "that", "as", "its", "their", "his",
    "her", "near", "into", "onto", "over", "under", "between", "against", "towards", "through", "across", "about", "than", "not", "no",
    "is", "was", "were", "are", "has", "had", "have", "been", "be", "will", "would", "could", "may", "must", "some", "more", "lt", "gen",
    "col", "maj", "brig", "sgt", "mr", "mrs", "ms", "dr", "mt", "st", "two", "three", "four", "five", "very", "if", "who", "which",
    "where", "when", "while", "after", "before",
];

/// The clause of a sentence around the words that name its event; these begin at a byte of it.
pub fn headline(text: &str, trigger: usize) -> String {
    let words = words(text);
    if words.len() <= WORDS {
        return shown::cut_clean(text, WORDS);
    }
    let at = words.iter().rposition(|word| word.from <= trigger).unwrap_or(0);
    let kept = without_asides(&words, at);
    // What names the event too far back is left to the main clause.
    let at = kept.iter().position(|word| word.from >= words[at].from).filter(|&at| at + 2 < MORE).unwrap_or(0);
    let end = end(&kept, at);
    let whole = end == kept.len() || ends_clause(&kept, end);
    let end = if whole { end } else { without_hanging(&kept, end) };
    let said: Vec<&str> = kept[..end].iter().map(|word| word.text).collect();
    let said = said.join(" ");
    let said = said.trim_end_matches([',', ';', ':', '–', '—', '-', '.', ' ']);
    if whole { said.to_owned() } else { format!("{said} …") }
}

/// A word with the marks around it.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    /// Where it begins.
    from: usize,
}

impl Word<'_> {
    fn bare(self) -> String {
        self.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    }

    fn is_in(self, list: &[&str]) -> bool {
        list.contains(&self.bare().as_str())
    }

    fn is_upper(self) -> bool {
        self.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
    }

    fn ends_with(self, marks: &[char]) -> bool {
        self.text.ends_with(marks)
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut at = 0;
    text.split(char::is_whitespace)
        .filter_map(|word| {
            let from = at;
            at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
            (!word.is_empty()).then_some(Word { text: word, from })
        })
        .collect()
}

/// The words up to the end, without what goes before the subject and between it and the word at `at`, where that stands far back.
fn without_asides<'t>(words: &[Word<'t>], at: usize) -> Vec<Word<'t>> {
    let mut kept = words.to_vec();
    let mut at = at;
    // "Nothing was signed; A met B".
    if let Some(mark) = kept[..at].iter().rposition(|word| word.ends_with(&[';', ':'])).filter(|_| at > FAR) {
        kept.drain(..=mark);
        at -= mark + 1;
    }
    // "In the morning, after a night of rain, A met B": the main clause alone; not "In Lamu the minister, A, met B".
    while at > FAR && kept[0].is_in(PHRASES) && !kept[at - 1].ends_with(&[',']) {
        let Some(comma) = kept[..at].iter().position(|word| word.ends_with(&[','])) else { break };
        let subject = kept[comma + 1];
        if comma + 1 >= at || !(subject.is_upper() || subject.is_in(&["the", "a", "an"]) || subject.is_in(PHRASES)) {
            break;
        }
        kept.drain(..=comma);
        at -= comma + 1;
    }
    // "A, who came late, met B".
    while at > FAR {
        let opens = |n: &usize| kept[*n].ends_with(&[',']) && (kept[*n + 1].is_in(ASIDES) || kept[*n + 1].is_in(PHRASES));
        let Some(from) = (0..at.saturating_sub(1)).find(opens) else { break };
        let Some(to) = (from + 1..at).find(|&n| kept[n].ends_with(&[','])) else { break };
        let Some(without) = kept[from].text.strip_suffix(',') else { break };
        kept[from].text = without;
        kept.drain(from + 1..=to);
        at -= to - from;
    }
    kept
}

/// Where the headline ends: behind the last clause that fits, else behind the first that ends soon, else at the most words.
fn end(words: &[Word<'_>], at: usize) -> usize {
    let from = (at + 3).max(LEAST);
    if words.len() <= WORDS {
        return words.len();
    }
    let soon = if words.len() <= MORE { Some(words.len()) } else { None };
    let clauses = (from..words.len().min(MORE + 1)).filter(|&end| ends_clause(words, end));
    let (fit, long): (Vec<usize>, Vec<usize>) = clauses.chain(soon).partition(|&end| end <= WORDS);
    let fit = fit.last().copied();
    let full = fit.filter(|&end| end >= SHORT);
    full.or(long.first().copied()).or(fit).unwrap_or_else(|| WORDS.max((at + 2).min(words.len())))
}

/// Whether a clause ends before the word at `end`.
fn ends_clause(words: &[Word<'_>], end: usize) -> bool {
    let (Some(last), Some(next)) = (words.get(end.wrapping_sub(1)), words.get(end)) else { return true };
    let dash = next.text.chars().all(|c| matches!(c, '–' | '—' | '-'));
    if last.ends_with(&[';', ':']) || dash {
        return true;
    }
    let comma = last.ends_with(&[',']);
    // "A met B, C and D" goes on; "and at least nine died" does not belong to it.
    let and = next.is_in(&["and"]) && words.get(end + 1).is_some_and(|word| !word.is_upper());
    // "They met in Lamu, six days after the raid": the length goes with what it measures.
    let length = |n: usize| words.get(n).is_some_and(|word| word.is_in(LENGTHS));
    if comma && (length(end + 1) || length(end + 2)) {
        return true;
    }
    let after_length = length(end - 1) && next.is_in(&["after", "before"]);
    // What is taken back, or soon over, stays: "agreed to meet and did not".
    let rest = &words[end..];
    let goes_on = next.is_in(&["and", "but"])
        && rest.get(1).is_some_and(|word| word.is_in(AUXILIARIES))
        && rest.len() > SHORT
        && !rest.iter().take(4).any(|word| word.is_in(&["not", "never", "no"]));
    let participle = next.bare().ends_with("ing") && !next.is_upper();
    // ", officials of both sides said".
    let told = words[end..words.len().min(end + 8)].iter().position(|word| word.is_in(&["said", "says"]));
    let told = told.is_some_and(|told| words[end..end + told].iter().all(|word| !word.ends_with(&[','])));
    let opens = next.is_in(OPENERS) && !next.is_upper() && !after_length;
    opens || goes_on || comma && told || comma && !next.is_upper() && (next.is_in(BEHIND_COMMA) || and || participle)
}

/// The end without words that want another, and without a name or a bracket that is cut in two.
fn without_hanging(words: &[Word<'_>], end: usize) -> usize {
    let mut end = end;
    while end > 1 {
        let (last, next) = (words[end - 1], words.get(end));
        let torn = last.is_upper() && next.is_some_and(|next| next.is_upper()) && !last.ends_with(&[',', ')']);
        let digits = last.bare().chars().all(|c| c.is_ascii_digit());
        let owner = last.bare().ends_with("'s") || last.bare().ends_with("’s");
        if !(torn || digits || owner || last.is_in(HANGING)) {
            break;
        }
        end -= 1;
    }
    let open = |end: usize| {
        words[..end].iter().filter(|word| word.text.contains('(')).count()
            > words[..end].iter().filter(|word| word.text.contains(')')).count()
    };
    while end > 1 && open(end) {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::headline;

    fn cut(text: &str, trigger: &str) -> String {
        headline(text, text.find(trigger).unwrap_or(0))
    }

    #[test]
    fn a_headline_is_the_clause_of_its_event() {
        for (text, trigger, expected) in [
            ("Envoys met in Lamu.", "met", "Envoys met in Lamu."),
            (
                "Envoys of both ports met for two hours on 1 July near Lamu, a small harbour on the unmarked northern stretch of the coast.",
                "met",
                "Envoys of both ports met for two hours on 1 July near Lamu",
            ),
            (
                "With a rope in his hand and eleven kilos less, Abdi Warsame walked into the main square of Kismayo on Sunday, three days late.",
                "walked",
                "Abdi Warsame walked into the main square of Kismayo on Sunday, three days late",
            ),
            (
                "Ambassador Rosa Quintero of the Union, after a silence of almost a week, called on both sides on Friday to mend the nets together and to talk.",
                "called",
                "Ambassador Rosa Quintero of the Union called on both sides on Friday to mend the nets together and to talk",
            ),
            (
                "Musa Adam, the retired Kenyan general who was appointed envoy of the East African Fishing Union by its heads in May and again in June",
                "appointed",
                "Musa Adam, the retired Kenyan general who was appointed envoy …",
            ),
            (
                "The council had met on 8 July in Lamu, where Lt Gen Abdi and Maj Gen Musa settled on a pull-back of all boats to the islands.",
                "met",
                "The council had met on 8 July in Lamu",
            ),
        ] {
            assert_eq!(cut(text, trigger), expected);
        }
    }
}
