//! Words of somebody, set apart.

use serde::Serialize;

use crate::base::SourceId;
use crate::dossier::{Statement, Wording};
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::printings::Printing;
use crate::site::shown::{self, Said};
use crate::site::{titles, wording};

/// Fewer words than these need their sentence beside them.
const FEW_WORDS: usize = 6;
/// Words of that sentence.
const CONTEXT_WORDS: usize = 36;

/// A quote or reported speech with its speaker and day.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pull {
    /// The words, verbatim; cut with "…" when long.
    pub words: String,
    /// Printed between quotation marks.
    pub direct: bool,
    /// The sentence around words too few to stand alone, on the speaker's own page.
    pub context: Option<String>,
    /// Hue class of the speaker's side.
    pub hue: String,
    /// Speaker and day with citations.
    pub footer: Said,
}

impl Pull {
    /// One wording of a statement; `with_speaker` where the page is not the speaker's own.
    pub fn new<'a>(
        desk: &Desk<'a>,
        statement: &'a Statement,
        wording: &Wording,
        n_words: usize,
        with_speaker: bool,
        cards: &mut Cards<'_, '_>,
    ) -> Self {
        let words = words_of(desk, wording);
        let printing = desk.printings.get(statement, &desk.numbers, &words, |other| words_of(desk, other));
        // Only a source that prints these words may date them: another wording's day is another source's.
        let day = wording.when.or_else(|| printing?.day);
        let chips = printing.map(|printing| cards.chips_of(&printing.cited)).unwrap_or_default();
        let mut pull = cards.aside(|| {
            let day = day.map_or_else(|| reported(desk, printing), |when| desk.days.span(when));
            let footer = match (with_speaker, wording::speaker(desk, statement)) {
                (true, Some(speaker)) => on(desk, &speaker, &day),
                (true, None) => on(desk, desk.words.get("actor.unattributed"), &day),
                (false, _) if wording.direct => day,
                (false, _) => on(desk, desk.words.get("actor.reported"), &day),
            };
            Self {
                words: shown::cut(words.trim_end_matches([',', ';']), n_words),
                direct: wording.direct,
                context: if with_speaker { None } else { context(desk, wording, &words) },
                hue: wording::speaker_hue(desk, statement.speaker),
                footer: Said::plain(&titles::upper_first(&footer), Vec::new()),
            }
        });
        pull.footer.chips = chips;
        pull
    }
}

/// "Ilse Harrow, Sat 6 Dec".
fn on(desk: &Desk<'_>, who: &str, day: &str) -> String {
    desk.words.fill("briefing.quote_on", &[("speaker", who), ("day", day)])
}

/// What stands for a day that the words do not give: the day of the earliest source that prints them, and that it is the report's.
fn reported(desk: &Desk<'_>, printing: Option<&Printing<'_>>) -> String {
    let published = |source: SourceId| Some(desk.source(source)?.published.as_ref()?.value);
    let first = printing.and_then(|printing| printing.cited.sources().find_map(published));
    first.map_or_else(
        || desk.words.get("actor.undated").to_owned(),
        |when| desk.words.fill("actor.reported_on", &[("day", &desk.days.span_inside(when))]),
    )
}

fn context(desk: &Desk<'_>, wording: &Wording, words: &str) -> Option<String> {
    if words.split_whitespace().count() >= FEW_WORDS {
        return None;
    }
    let sentence = shown::plain(wording.sentence.span.of(desk.body(wording.sentence.source)));
    (!sentence.is_empty()).then(|| shown::cut_clean(&sentence, CONTEXT_WORDS))
}

/// The words of a wording as pages show them.
pub fn words_of(desk: &Desk<'_>, wording: &Wording) -> String {
    shown::plain(wording.words.span.of(desk.body(wording.words.source)))
}
