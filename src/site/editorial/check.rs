//! Citations lead to words, and quoted words stand in what is cited.

use super::markdown::{self, Piece, stretches};
use super::{Editorial, EditorialFile, Passage, Section};
use crate::base::{Diagnostic, Evidence, Place, Report, SourceId, Span};
use crate::site::desk::Desk;
use crate::site::views::briefing;

/// A quotation of so many words or more is checked; shorter ones may be a manner of speaking.
const QUOTED: usize = 3;

/// Parses the desk's briefing and checks what it cites.
pub fn read(desk: &Desk<'_>, file: &EditorialFile, report: &mut Report) -> Editorial {
    let mut reader = Reader { desk, path: &file.path, report };
    let mut editorial = Editorial::default();
    for piece in markdown::pieces(&file.text) {
        match piece {
            Piece::Headline(words, line) => {
                if editorial.headline.is_some() || !editorial.sections.is_empty() {
                    reader.say("S05", line, format!("a second headline: “{words}”"), "begin a section with ##");
                    continue;
                }
                editorial.headline = Some(words).filter(|words| !words.is_empty());
            }
            Piece::Heading(heading, line) => editorial.sections.push(Section { heading, paragraphs: Vec::new(), line }),
            Piece::Paragraph(words, line) => {
                let passages = reader.passages(&words, line);
                match editorial.sections.last_mut() {
                    Some(section) => section.paragraphs.push(passages),
                    None => editorial.standfirst.extend(passages),
                }
            }
            Piece::Unprintable(what, line) => {
                reader.say("S05", line, format!("{what} is not printed"), "write it as a paragraph under a heading");
            }
        }
    }
    reader.check_headings(&mut editorial.sections);
    editorial
}

struct Reader<'r, 'd, 'a> {
    desk: &'d Desk<'a>,
    path: &'r str,
    report: &'r mut Report,
}

impl Reader<'_, '_, '_> {
    fn say(&mut self, code: &'static str, line: u32, message: String, hint: impl Into<String>) {
        self.report.add(Diagnostic::new(code, message).at(Place::line(self.path, line)).hint(hint));
    }

    fn passages(&mut self, paragraph: &str, line: u32) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::new();
        for stretch in stretches(paragraph) {
            let evidence: Vec<Evidence> = stretch.targets.iter().filter_map(|target| self.evidence(target, line)).collect();
            let own_marks =
                stretch.words.chars().take_while(|c| !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '“' | '"' | '(')).count();
            let (marks, words) =
                stretch.words.split_at(stretch.words.char_indices().nth(own_marks).map_or(stretch.words.len(), |(at, _)| at));
            if let Some(before) = passages.last_mut() {
                before.words.push_str(marks);
            }
            let words = words.trim();
            if words.is_empty() {
                continue;
            }
            if !stretch.targets.is_empty() && evidence.len() == stretch.targets.len() {
                self.check_quotations(words, &evidence, line);
            }
            passages.push(Passage { words: words.to_owned(), evidence });
        }
        if passages.iter().all(|passage| passage.evidence.is_empty()) && !paragraph.contains("[@") {
            self.say(
                "S04",
                line,
                "a paragraph cites nothing".to_owned(),
                "cite a sentence as [@slug#s12]; its source page has the anchors",
            );
        }
        passages
    }

    /// A section without words stands for a compiled one, which has to be there.
    fn check_headings(&mut self, sections: &mut Vec<Section>) {
        let titles = briefing::titles(self.desk);
        let (kept, lost): (Vec<Section>, Vec<Section>) = std::mem::take(sections).into_iter().partition(|section| {
            !section.paragraphs.is_empty() || titles.iter().any(|title| title.to_lowercase() == section.heading.to_lowercase())
        });
        *sections = kept;
        for section in lost {
            let hint = format!("compiled sections are: {}", titles.join("; "));
            self.say(
                "S05",
                section.line,
                format!("there are no words under “{}”, and no compiled section has that heading", section.heading),
                hint,
            );
        }
    }

    /// What `slug#s12` or `slug#p4` leads to.
    fn evidence(&mut self, target: &str, line: u32) -> Option<Evidence> {
        let (slug, anchor) = target.split_once('#').unwrap_or((target, ""));
        let slugs = &self.desk.addresses.sources;
        let Some(idx) = slugs.iter().position(|known| known == slug) else {
            let likeness = |known: &&String| strsim::normalized_levenshtein(known, slug);
            let nearest = slugs.iter().max_by(|one, other| likeness(one).total_cmp(&likeness(other))).filter(|known| likeness(known) > 0.5);
            let hint = nearest.map_or_else(
                || "the slug is the last part of a source page's address".to_owned(),
                |known| format!("did you mean [@{known}#{anchor}]?"),
            );
            self.say("S03", line, format!("[@{target}] leads to no source"), hint);
            return None;
        };
        let source = self.desk.dossier.sources.get(idx)?;
        let span = self.span(source.id, anchor);
        if span.is_none() {
            let document = &source.reading.document;
            let (n_sentences, n_blocks) = (document.sentences.len(), source.reading.article().blocks().len());
            let hint = format!("the source has sentences s1 to s{n_sentences} and paragraphs p1 to p{n_blocks}");
            self.say("S03", line, format!("[@{target}] leads to no words of its source"), hint);
        }
        Some(Evidence { source: source.id, span: span?, via: None })
    }

    fn span(&self, id: SourceId, anchor: &str) -> Option<Span> {
        let source = self.desk.source(id)?;
        let nth = |number: &str| number.parse::<usize>().ok()?.checked_sub(1);
        match anchor.split_at_checked(1)? {
            ("s", number) => source.reading.document.sentences.get(nth(number)?).map(|sentence| sentence.span),
            ("p", number) => source.reading.article().blocks().get(nth(number)?).map(|block| block.span),
            _ => None,
        }
    }

    /// Words that the desk puts between quotation marks stand in one of the cited passages.
    fn check_quotations(&mut self, words: &str, evidence: &[Evidence], line: u32) {
        let cited: Vec<String> = evidence.iter().map(|one| letters(one.span.of(self.desk.body(one.source)))).collect();
        for quotation in quotations(words) {
            let parts =
                quotation.split('…').flat_map(|part| part.split("...")).map(letters).filter(|part| part.split(' ').count() >= QUOTED);
            for part in parts {
                let padded = format!(" {part} ");
                if !cited.iter().any(|text| format!(" {text} ").contains(&padded)) {
                    self.say(
                        "S03",
                        line,
                        format!("“{quotation}” does not stand in the words that are cited for it"),
                        "quote the source word for word, with … for what is left out, or cite the sentence that holds the words",
                    );
                    break;
                }
            }
        }
    }
}

/// Letters and digits in small words: marks, dashes and spaces of any kind make no difference.
fn letters(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// What stands between double quotation marks, curly or straight.
fn quotations(words: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = words;
    while let Some((at, open)) = rest.char_indices().find(|(_, c)| matches!(c, '“' | '"' | '«')) {
        let close = match open {
            '“' => '”',
            '«' => '»',
            _ => '"',
        };
        let inside = &rest[at + open.len_utf8()..];
        let Some(end) = inside.find(close) else { break };
        all.push(&inside[..end]);
        rest = &inside[end + close.len_utf8()..];
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_by_their_marks() {
        assert_eq!(quotations("He said “not yet” and \"never again\", then «нет»."), ["not yet", "never again", "нет"]);
        assert!(quotations("an inch is 1\"").is_empty());
    }

    #[test]
    fn marks_and_case_make_no_difference() {
        assert_eq!(letters("We’re — still—at WAR…"), letters("we're still at war"));
    }
}
