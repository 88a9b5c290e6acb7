//! Where and when a happening is placed by the words around it, and what they count.

use std::ops::Range;

use super::scene::{Scene, Word};
use super::{Kind, clause};
use crate::base::Span;
use crate::ingest::BlockKind;
use crate::lexicon::Frame;
use crate::mentions::time::{Direction, TimexType};
use crate::mentions::{ChainIdx, Form, NameKind, TimeIdx};

/// The place of what stands at `at`: an attribute ("the Geneva talks"), else the nearest place behind "in", "at", "to".
pub(super) fn place(scene: &Scene<'_>, at: usize, end: usize, clause: &Range<usize>, kind: Kind, frame: Frame) -> Option<ChainIdx> {
    attribute(scene, at).or_else(|| {
        let behind = (end + 1..clause.end).find_map(|word| located(scene, word, kind == Kind::Visit));
        // "in X on Monday, the day the talks opened": what stands before a noun's comma is another's.
        let from = (clause.start..at).rev().find(|&word| frame == Frame::Noun && scene.words[word].text == ",").unwrap_or(clause.start);
        let before = || (from..at).rev().find_map(|word| located(scene, word, false));
        behind.or_else(|| at_end_of_entry(scene)).or_else(|| there(scene, clause)).or_else(before).or_else(|| before_where(scene, clause))
    })
}

/// "Special session of the council, Vienna": the last word of a dated entry behind a comma.
fn at_end_of_entry(scene: &Scene<'_>) -> Option<ChainIdx> {
    entry_date(scene)?;
    let last = (0..scene.words.len()).rev().find(|&word| scene.words[word].text != ".")?;
    let mention = scene.mention(last)?;
    let first = scene.first_word(last);
    let behind_comma = first.checked_sub(1).is_some_and(|comma| scene.words[comma].text == ",");
    (behind_comma && (mention.kind == NameKind::Place || mention.form == Form::Metonym)).then_some(mention.chain)
}

/// "… in X, where he met Y": the place that the clause before gives.
fn before_where(scene: &Scene<'_>, clause: &Range<usize>) -> Option<ChainIdx> {
    place_inside(scene, clause::before(scene, clause, &["where"])?)
}

/// The place that violence falls upon: "shelled the town of X", "X came under fire".
pub(super) fn struck(scene: &Scene<'_>, at: usize, end: usize, clause: &Range<usize>) -> Option<ChainIdx> {
    let town = |word: usize| {
        let mention = scene.mention(word).filter(|mention| mention.kind == NameKind::Place && scene.words[word].quotation.is_none())?;
        let from = scene.phrase_start(word).checked_sub(1).is_some_and(|before| scene.words[before].is(&["from", "by", "with"]));
        (!from && !scene.is_possessive(word)).then_some(mention.chain)
    };
    (end + 1..clause.end.min(end + 9)).find_map(town).or_else(|| (clause.start..at).rev().take(8).find_map(town))
}

/// "They will meet there": the last place named before it, in the sentence or in the one before.
fn there(scene: &Scene<'_>, clause: &Range<usize>) -> Option<ChainIdx> {
    let said = clause.clone().any(|at| {
        scene.words[at].is(&["there"])
            && !scene.words.get(at + 1).is_some_and(|next| next.is(&["is", "are", "was", "were", "has", "have", "will", "would"]))
    });
    let here = || (0..clause.start).rev().find_map(|word| located(scene, word, false));
    if let Some(place) = said.then(here).flatten() {
        return Some(place);
    }
    let before = scene
        .idx
        .checked_sub(1)
        .filter(|&before| said && scene.document.sentences[before].block == scene.document.sentences[scene.idx].block)?;
    let earlier = Scene::new(scene.document, scene.mentions, before);
    (0..earlier.words.len()).rev().find_map(|word| located(&earlier, word, false))
}

/// "the Vienna talks": a town right before the noun.
fn attribute(scene: &Scene<'_>, at: usize) -> Option<ChainIdx> {
    let before = at.checked_sub(1)?;
    let mention = scene.mention(before)?;
    (mention.kind == NameKind::Place && !scene.is_possessive(before)).then_some(mention.chain)
}

/// The place whose phrase begins behind a preposition of place.
fn located(scene: &Scene<'_>, word: usize, travels: bool) -> Option<ChainIdx> {
    let mention = scene.mention(word)?;
    let is_place = mention.kind == NameKind::Place
        || (mention.kind == NameKind::State && mention.form != Form::Adjective)
        || mention.form == Form::Metonym;
    // "talks between the President of X and Y": an office is nowhere.
    let in_office = mention.kind == NameKind::State && mention.form == Form::Name && scene.words[word].role.is_some();
    if !is_place || in_office || scene.words[word].quotation.is_some() || scene.first_word(word) != word {
        return None;
    }
    let start = settlement(scene, scene.phrase_start(word));
    let before = start.checked_sub(1).map(|before| &scene.words[before])?;
    let prepositions: &[&str] = if travels {
        &["in", "at", "to", "near", "for", "into", "visit", "visited", "visits", "visiting", "toured"]
    } else {
        &["in", "at", "near", "outside", "around"]
    };
    // "a clash between X and Y" is near both; talks between X and Y are held by them.
    let between = before.is(&["between"]) && mention.kind == NameKind::Place && mention.form != Form::Metonym;
    (between || before.is(prepositions)).then_some(mention.chain)
}

/// Where the phrase begins that says what kind of place a name is: "the border town of X", "the outskirts of X".
fn settlement(scene: &Scene<'_>, start: usize) -> usize {
    let of = start.checked_sub(1).filter(|&of| scene.words[of].is(&["of"]));
    let noun = of.and_then(|of| of.checked_sub(1)).filter(|&noun| {
        scene.words[noun].is(&[
            "village",
            "town",
            "city",
            "port",
            "district",
            "province",
            "region",
            "capital",
            "island",
            "outskirts",
            "suburb",
            "suburbs",
            "camp",
            "area",
            "vicinity",
            "centre",
            "center",
            "villages",
            "towns",
            "north",
            "south",
            "east",
            "west",
            "part",
            "parts",
        ])
    });
    let Some(noun) = noun else { return start };
    (noun.saturating_sub(4)..noun).rev().take_while(|&at| !super::scene::is_preposition(&scene.words[at].lower)).last().unwrap_or(noun)
}

/// The time of what stands at `at`: in its clause, nearest first; else the sentence's only one when the clause is the first; else the date of the list entry.
pub(super) fn time(scene: &Scene<'_>, at: usize, clause: &Range<usize>) -> Option<TimeIdx> {
    let inside = nearest(scene, at, clause.clone());
    inside.or_else(|| before_when(scene, at, clause)).or_else(|| leading(scene, clause)).or_else(|| entry_date(scene))
}

/// "… on Sunday, when X came under fire": the time that the clause before gives.
fn before_when(scene: &Scene<'_>, at: usize, clause: &Range<usize>) -> Option<TimeIdx> {
    let main = clause::before(scene, clause, &["when", "where", "which"])?;
    nearest(scene, at, main)
}

/// "During the telephone conversation, …": a noun that sets the scene of the sentence.
pub(super) fn opens_with(scene: &Scene<'_>, at: usize) -> bool {
    let head = scene.words.iter().position(Word::is_word);
    let comma = (at..scene.words.len().min(at + 8)).any(|word| scene.words[word].text == ",");
    comma && head.is_some_and(|head| at - head.min(at) <= 5 && scene.words[head].is(&["during", "in", "at", "following", "after"]))
}

/// "… in a telephone conversation", "… during her talks with X": a noun that sets the scene of what its own clause tells before it.
pub(super) fn is_setting(scene: &Scene<'_>, at: usize) -> bool {
    let preposition = (at.saturating_sub(4)..at)
        .rev()
        .find(|&word| scene.words[word].is(&["in", "during", "by", "over", "via", "at", "on"]))
        .filter(|&word| word > 0);
    let own = |word: usize| scene.words[word].is(&["a", "an", "another", "his", "her", "their"]);
    let plain = |word: usize| scene.words[word].name.is_none() && scene.words[word].quotation.is_none();
    preposition.is_some_and(|word| own(word + 1) && (word..at).all(plain))
}

/// "The talks, which opened on Tuesday", "the meeting that X held in Y": the clause right behind a noun that tells how it went on.
pub(super) fn relative_clause(scene: &Scene<'_>, end: usize) -> Option<Range<usize>> {
    // "a meeting of X and Y, which should have been held".
    let parties = |word: usize| {
        let here = &scene.words[word];
        here.name.is_some() || here.is(&["of", "between", "with", "and", "the"])
    };
    let comma = (end + 1..scene.words.len().min(end + 12)).find(|&word| !parties(word)).filter(|&word| scene.words[word].text == ",");
    let which = comma.map_or(end + 1, |comma| comma + 1);
    scene.words.get(which).filter(|word| word.is(&["which", "that"]))?;
    let clause = which + 1..clause::around(scene, (which + 1).min(scene.words.len() - 1)).end;
    let goes_on = [
        "opened", "opens", "began", "begins", "started", "starts", "took", "ended", "ends", "resumed", "resumes", "closed", "held",
        "hosted", "chaired", "attended", "convened", "hold", "host", "holds", "hosts",
    ];
    scene.words.get(clause.clone())?.iter().any(|word| word.is(&goes_on) && word.quotation.is_none()).then_some(clause)
}

/// "Talks under X began in March", "the next round would be held on Tuesday": the noun's own verb says that it took place or will.
pub(super) fn has_predicate(scene: &Scene<'_>, end: usize, clause: &Range<usize>) -> bool {
    const REACH: usize = 9;
    let mut behind = end + 1..clause.end.min(end + 1 + REACH);
    let named = |word: usize| scene.can_act(word) && !scene.is_oblique(word) && !scene.is_possessive(word);
    let verb = behind.find(|&word| {
        let here = &scene.words[word];
        let begins = here
            .is(&["began", "begins", "opened", "opens", "resumed", "resumes", "ended", "ends", "started", "starts", "closed", "closes"]);
        let auxiliary = here.is(&["is", "are", "was", "were", "be", "been"])
            && scene.words[word + 1..clause.end.min(word + 3)]
                .iter()
                .any(|next| next.is(&["held", "due", "set", "scheduled", "planned", "expected", "convened", "adjourned", "postponed"]));
        let takes_place = here.is(&["take", "takes", "took", "taken"]) && scene.words.get(word + 1).is_some_and(|next| next.is(&["place"]));
        here.quotation.is_none() && (begins || auxiliary || takes_place || here.is(&["will"]))
    });
    verb.is_some_and(|verb| !(end + 1..verb).any(named))
}

/// The last place of a clause.
pub(super) fn place_inside(scene: &Scene<'_>, clause: Range<usize>) -> Option<ChainIdx> {
    clause.rev().find_map(|word| located(scene, word, false))
}

/// The word by which a clause tells its parties without naming them: "the ministers", "both sides".
pub(super) fn parties_by_office<'a>(scene: &'a Scene<'_>, clause: &Range<usize>) -> Option<&'a str> {
    let nouns = [
        "ministers",
        "presidents",
        "sides",
        "parties",
        "delegations",
        "leaders",
        "negotiators",
        "envoys",
        "premiers",
        "generals",
        "teams",
        "delegates",
    ];
    let party = |word: usize| {
        let here = &scene.words[word];
        let plain = here.name.is_none() && here.role.is_none() && here.quotation.is_none();
        let determined = (word.saturating_sub(3)..word).any(|before| scene.words[before].is(&["the", "both", "two", "these", "their"]));
        let owned = scene.words.get(word + 1).is_some_and(|next| next.is(&["of", "from"]));
        here.is(&nouns) && plain && determined && !owned
    };
    clause.clone().find(|&word| party(word)).map(|word| scene.words[word].lower.as_ref())
}

/// The time that belongs to a noun itself: "Friday's meeting", "the weekend talks", "the talks on Friday".
pub(super) fn attached_time(scene: &Scene<'_>, at: usize) -> Option<TimeIdx> {
    let of = |word: usize| scene.words.get(word).and_then(|word| word.time).filter(|&time| dates(scene, time));
    let before =
        (at.saturating_sub(4)..at).rev().take_while(|&word| !scene.words[word].is(&["called", "said", "on", "in", "as"])).find_map(of);
    before.or_else(|| {
        // "their annual meeting in X on Tuesday".
        let place = |word: usize| {
            scene.words[word].is(&["in", "at", "the"])
                || scene.mention(word).is_some_and(|mention| mention.kind == NameKind::Place || mention.form == Form::Metonym)
        };
        let behind = (at + 1..scene.words.len()).find(|&word| !place(word))?;
        if scene.words[behind].is(&["on", "of", "last", "this"]) { of(behind).or_else(|| of(behind + 1)) } else { None }
    })
}

/// When words were said: before the verb, right behind it, or at the head of the list entry. A time further on belongs to what is said.
pub(super) fn time_of_words(scene: &Scene<'_>, at: usize, end: usize, clause: &Range<usize>) -> Option<TimeIdx> {
    let bound = |word: usize| {
        let before = (0..=word).rev().find(|&at| scene.words[at].time.is_none());
        before.is_some_and(|before| scene.words[before].is(&["by", "until", "before", "since", "of", "for", "from", "after"]))
    };
    let told = |word: usize| {
        scene.words[word].time.filter(|&time| {
            let plain = scene.words[word].quotation.is_none() && !is_of_aside(scene, word, at);
            plain && dates(scene, time) && !bound(word) && !super::quote::is_attribute(scene, word)
        })
    };
    let before = (clause.start..at).rev().find_map(told);
    let behind = || (end + 1..clause.end.min(end + 4)).find_map(told);
    // "rejected the proposal on Tuesday", not "rejected a meeting on Tuesday", nor "threatened to close the border on Sunday".
    let further = || {
        let complement = |word: usize| scene.words[word].text == "," || scene.words[word].is(&["to", "that"]);
        let first = (end..clause.end).take_while(|&word| !complement(word)).find(|&word| word > end && scene.words[word].time.is_some())?;
        let noun = first - 1 - usize::from(scene.words[first - 1].is(&["on", "in"]));
        told(first).filter(|_| !clause::names_occasion(&scene.words[noun].lower))
    };
    before
        .or_else(behind)
        .or_else(further)
        .or_else(|| before_when(scene, at, clause))
        .or_else(|| leading(scene, clause))
        .or_else(|| entry_date(scene))
}

/// The nearest time of the clause itself.
pub(super) fn time_inside(scene: &Scene<'_>, at: usize, clause: &Range<usize>) -> Option<TimeIdx> {
    nearest(scene, at, clause.clone())
}

fn nearest(scene: &Scene<'_>, at: usize, range: Range<usize>) -> Option<TimeIdx> {
    range
        .filter(|&word| scene.words[word].quotation.is_none() && !is_of_aside(scene, word, at))
        .filter_map(|word| {
            scene.words[word]
                .time
                .filter(|&time| dates(scene, time))
                .map(|time| (word.abs_diff(at) * 2 - usize::from(word > at && word.abs_diff(at) > 0), time))
        })
        .min()
        .map(|(_, time)| time)
}

/// "X, who commanded troops in 2000, said …": a time between the commas of a relative clause dates nothing behind them.
fn is_of_aside(scene: &Scene<'_>, time: usize, at: usize) -> bool {
    let opens =
        |&word: &usize| scene.words[word].is(&["who", "which", "whose", "whom", "where"]) && word > 0 && scene.words[word - 1].text == ",";
    let comma = |word: usize| scene.words[word].text == ",";
    let inside = || (1..time).rev().take_while(|&word| !comma(word)).any(|word| opens(&word));
    time < at && (time + 1..at).any(comma) && inside()
}

/// "Earlier this week, X met Y, and Z called it …": a time that opens the sentence serves its first clause and those joined to it.
fn leading(scene: &Scene<'_>, clause: &Range<usize>) -> Option<TimeIdx> {
    if clause.start == 0 {
        return None;
    }
    let opening = (0..scene.words.len().min(3)).find_map(|word| scene.words[word].time.filter(|&time| dates(scene, time)));
    let joined = scene.words[clause.start.saturating_sub(1)].is(&["and", "but", "where"]);
    // "Also on Sunday, before light, X did Y": nothing but times before it.
    let only_times = clause.start <= 8 && (0..clause.start).all(|word| scene.words[word].name.is_none());
    opening.filter(|_| joined || only_times)
}

/// The time beside a verb of saying at `at`, outside the words said; else the date of the list entry.
pub(super) fn time_outside(scene: &Scene<'_>, at: usize, said: Span) -> Option<TimeIdx> {
    let ahead = |time: TimeIdx| scene.mentions.times[time].resolved.direction == Direction::Future;
    let outside = |word: &usize| {
        !said.overlaps(scene.words[*word].span) && !super::quote::is_attribute(scene, *word) && !is_of_aside(scene, *word, at)
    };
    let times: Vec<(usize, TimeIdx)> = clause::around(scene, at)
        .filter(outside)
        // Words are said before what they announce: "called it “…” and will report on 21 June".
        .filter_map(|word| scene.words[word].time.filter(|&time| dates(scene, time) && !ahead(time)).map(|time| (word.abs_diff(at), time)))
        .collect();
    let near = times.iter().filter(|(distance, _)| *distance <= 4).min().map(|(_, time)| *time);
    // "called it “…” in remarks on Friday": the clause's only time.
    let only = times.first().map(|(_, time)| *time).filter(|first| times.iter().all(|(_, time)| time == first));
    entry_date(scene).or(near).or(only)
}

/// The date at the head of a dated list entry.
pub(super) fn entry_date(scene: &Scene<'_>) -> Option<TimeIdx> {
    let document = scene.document;
    let block = document.article.blocks().get(document.sentences[scene.idx].block)?;
    let first = scene.mentions.times.partition_point(|time| time.span().start < block.span.start);
    let time = scene.mentions.times.get(first)?;
    let at_head = time.span().start <= block.span.start + 2;
    let rest = Span::new(time.span().end as usize, block.span.end as usize).of(document.article.body());
    (at_head && super::telling::behind_day(rest, block.kind == BlockKind::ListItem).is_some()).then_some(first)
}

/// Whether the sentence stands in a dated list entry.
pub(super) fn in_dated_entry(scene: &Scene<'_>) -> bool {
    entry_date(scene).is_some()
}

/// Whether a time expression can date something.
pub(super) fn dates(scene: &Scene<'_>, time: TimeIdx) -> bool {
    let resolved = &scene.mentions.times[time].resolved;
    let dated = matches!(resolved.timex, TimexType::Date | TimexType::Time);
    let open = resolved.value.as_deref().is_some_and(|value| value.ends_with("_REF") || value.starts_with('T') || value.starts_with('P'));
    dated && !open
}

/// Which day of a round the words name ("a third consecutive day") and how many days it has ("for three consecutive days").
pub(super) fn days_of_round(scene: &Scene<'_>, clause: &Range<usize>) -> (Option<u8>, Option<u8>) {
    let mut nth = None;
    let mut n_days = None;
    for at in clause.clone() {
        let word = &scene.words[at];
        if word.is(&["day"]) {
            nth = nth.or_else(|| (at.saturating_sub(2)..at).rev().find_map(|before| ordinal(&scene.words[before].lower)));
        }
        if word.is(&["days"]) && !scene.words.get(at + 1).is_some_and(|next| next.is(&["ago", "later", "earlier", "before", "after"])) {
            let count = (at.saturating_sub(2)..at).rev().find_map(|before| cardinal(&scene.words[before].lower));
            let in_a_row = (at.saturating_sub(1)..(at + 4).min(scene.words.len()))
                .any(|near| scene.words[near].is(&["consecutive", "straight", "row", "running"]));
            let of_talks = scene.words.get(at + 1).is_some_and(|next| next.is(&["of"]));
            n_days = n_days.or_else(|| count.filter(|_| in_a_row || of_talks));
        }
    }
    (nth, n_days)
}

fn ordinal(lower: &str) -> Option<u8> {
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]
        .iter()
        .position(|word| *word == lower)
        .and_then(|at| u8::try_from(at + 1).ok())
}

fn cardinal(lower: &str) -> Option<u8> {
    let words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words
        .iter()
        .position(|word| *word == lower)
        .and_then(|at| u8::try_from(at + 2).ok())
        .or_else(|| lower.parse().ok().filter(|n| (2..=14).contains(n)))
}
