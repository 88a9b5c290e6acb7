//! From a reading to its record.

use crate::base::{Basis, Known, Span, When};
use crate::claims::speaker::speaker_name;
use crate::claims::{Count, Happening, Quote, Stance};
use crate::dossier::Reading;
use crate::mentions::time::{Anchor, Mark, marks};
use crate::mentions::{Chain, ChainIdx, Form, Mention, Mentions, Role, TimeIdx, TimeMention};

use super::offsets::Offsets;
use super::{
    AnchorName, ChainRecord, Days, DroppedText, Entity, EventRecord, Id, Label, NumberRecord, QuoteRecord, Record, Reference, RoleRecord,
    SCHEMA, StanceRecord, Timex,
};

impl Record {
    /// The record of a reading.
    pub fn of(id: Id, reading: &Reading) -> Self {
        let offsets = Offsets::of(reading.article().body());
        let describe = Describe { reading, offsets, marks: mark_places(&reading.mentions.times) };
        describe.record(id)
    }
}

/// A chain's id in our own records is its place.
fn chain_id(chain: ChainIdx) -> Id {
    Id::Number(chain as u64)
}

fn days(when: When) -> Days {
    [when.earliest(), when.latest()]
}

/// Whether a mention prints a name; offices and pronouns are references.
fn is_name(form: Form) -> bool {
    matches!(form, Form::Name | Form::Adjective | Form::Metonym)
}

/// The label of a mention: in news corpora an adjective of a state is MISC, whatever its chain is.
fn label(mention: &Mention) -> Label {
    if mention.form == Form::Adjective { Label::Misc } else { Label::of(mention.kind) }
}

struct Describe<'a> {
    reading: &'a Reading,
    offsets: Offsets,
    /// The place in the record of each time's first mark: a range has two.
    marks: Vec<usize>,
}

fn mark_places(times: &[TimeMention]) -> Vec<usize> {
    let n_marks = |time: &TimeMention| marks(&time.found, &time.resolved).len();
    times.iter().scan(0, |next, time| Some(std::mem::replace(next, *next + n_marks(time)))).collect()
}

impl Describe<'_> {
    fn record(&self, id: Id) -> Record {
        let article = self.reading.article();
        let meta = &article.meta;
        let Mentions { names, chains, roles, times } = self.reading.mentions.as_ref();
        let claims = &self.reading.claims;
        let (title, title_basis) = both(Some(&meta.title));
        let (outlet, outlet_basis) = both(meta.outlet.as_ref());
        let (author, author_basis) = both(meta.author.as_ref());
        let (url, url_basis) = both(meta.url.as_ref());
        let (language, language_basis) = both(meta.language.as_ref());
        let (section, section_basis) = both(meta.section.as_ref());
        let place = self.reading.place();
        let (place, place_basis) = both(place.as_ref());
        let (published_when, published_basis) = both(meta.published.as_ref());
        Record {
            schema: SCHEMA,
            id,
            title,
            title_basis,
            outlet,
            outlet_basis,
            author,
            author_basis,
            url,
            url_basis,
            published: published_when.and_then(When::exact),
            published_basis,
            published_days: published_when.map(days),
            language,
            language_basis,
            section,
            section_basis,
            place,
            place_basis,
            text: article.body().to_owned(),
            dropped: article
                .dropped
                .iter()
                .map(|dropped| DroppedText { line: dropped.line, text: dropped.text.clone(), reason: dropped.reason.phrase().to_owned() })
                .collect(),
            sentences: self.reading.document.sentences.iter().map(|sentence| self.offsets.stretch(sentence.span)).collect(),
            entities: names.iter().filter(|name| is_name(name.form)).map(|name| self.entity(name)).collect(),
            references: names.iter().filter(|name| !is_name(name.form)).map(|name| self.reference(name)).collect(),
            chains: chains.iter().enumerate().map(|(idx, chain)| self.chain(idx, chain)).collect(),
            roles: roles.iter().map(|role| self.role(role)).collect(),
            timexes: times.iter().flat_map(|time| self.timexes(time)).collect(),
            quotes: claims.quotes.iter().map(|quote| self.quote(quote)).collect(),
            events: claims.happenings.iter().map(|happening| self.event(happening)).collect(),
            stances: claims.stances.iter().map(|stance| self.stance(stance)).collect(),
        }
    }

    fn words(&self, span: Span) -> String {
        self.reading.words(span).to_owned()
    }

    fn days_of(&self, time: Option<TimeIdx>) -> Option<Days> {
        self.reading.mentions.times.get(time?)?.when().map(days)
    }

    fn entity(&self, name: &Mention) -> Entity {
        let [start, end] = self.offsets.range(name.span);
        Entity { start, end, label: label(name), chain: Some(chain_id(name.chain)), form: name.form, sentence: Some(name.sentence) }
    }

    fn reference(&self, name: &Mention) -> Reference {
        let [start, end] = self.offsets.range(name.span);
        Reference { start, end, label: label(name), chain: chain_id(name.chain), form: name.form, sentence: Some(name.sentence) }
    }

    fn chain(&self, idx: ChainIdx, chain: &Chain) -> ChainRecord {
        let mentions = self.reading.mentions.names.iter().filter(|name| name.chain == idx);
        ChainRecord {
            id: chain_id(idx),
            label: Label::of(chain.kind),
            name: self.words(chain.fullest),
            name_at: Some(self.offsets.range(chain.fullest)),
            key: chain.key.clone(),
            state: chain.state.clone(),
            mentions: mentions.map(|name| self.offsets.range(name.span)).collect(),
        }
    }

    fn role(&self, role: &Role) -> RoleRecord {
        let [start, end] = self.offsets.range(role.span);
        let beside = self.reading.mentions.names.get(role.name).map(|name| name.span);
        RoleRecord {
            start,
            end,
            chain: chain_id(role.chain),
            person: beside.map(|span| self.words(span)).unwrap_or_default(),
            person_at: beside.map(|span| self.offsets.range(span)),
            state: role.state.clone(),
            former: role.former,
        }
    }

    fn mark_of(&self, time: Option<TimeIdx>) -> Option<usize> {
        self.marks.get(time?).copied()
    }

    fn timexes(&self, time: &TimeMention) -> Vec<Timex> {
        let marks = marks(&time.found, &time.resolved);
        let range = (marks.len() > 1).then(|| self.offsets.range(time.span()));
        marks.iter().map(|mark| Timex { range, ..self.timex(time, mark) }).collect()
    }

    fn timex(&self, time: &TimeMention, mark: &Mark) -> Timex {
        let [start, end] = self.offsets.range(mark.span);
        let resolved = &time.resolved;
        Timex {
            start,
            end,
            timex: resolved.timex,
            value: mark.value.clone(),
            modifier: resolved.modifier,
            days: mark.when.map(days),
            grain: mark.when.map(When::grain),
            direction: Some(resolved.direction),
            kind: Some(resolved.kind(&time.found.expr)),
            anchor: anchor(resolved.anchor),
            anchor_at: match resolved.anchor {
                Anchor::Mention(span) => Some(self.offsets.range(span)),
                _ => None,
            },
            confidence: Some(resolved.confidence),
            range: None,
            sentence: Some(time.sentence),
        }
    }

    fn quote(&self, quote: &Quote) -> QuoteRecord {
        let [start, end] = self.offsets.range(quote.words);
        let name = quote.speaker_words.and_then(|words| speaker_name(quote.speaker, words, &self.reading.mentions));
        QuoteRecord {
            start,
            end,
            speaker: name.map(|span| self.words(span)),
            chain: quote.speaker.map(chain_id),
            speaker_text: quote.speaker_words.map(|span| self.words(span)),
            speaker_at: quote.speaker_words.map(|span| self.offsets.range(span)),
            cue: quote.cue.map(|span| self.words(span)),
            cue_at: quote.cue.map(|span| self.offsets.range(span)),
            direct: quote.direct,
            time: self.mark_of(quote.time),
            utterance: Some(quote.utterance),
            sentence: Some(quote.sentence),
        }
    }

    fn event(&self, happening: &Happening) -> EventRecord {
        let [start, end] = self.offsets.range(happening.span);
        EventRecord {
            start,
            end,
            kind: happening.kind,
            status: happening.status,
            days: self.days_of(happening.time),
            time: self.mark_of(happening.time),
            participants: happening.participants.iter().map(|participant| chain_id(participant.chain)).collect(),
            parts: happening.participants.iter().map(|participant| participant.part).collect(),
            place: happening.place.map(chain_id),
            trigger: Some(self.offsets.range(happening.trigger)),
            definite: happening.definite,
            nth_day: happening.nth_day,
            n_days: happening.n_days,
            numbers: happening.numbers.iter().map(|count| self.number(count)).collect(),
            sentence: Some(happening.sentence),
        }
    }

    fn number(&self, count: &Count) -> NumberRecord {
        let [start, end] = self.offsets.range(count.span);
        NumberRecord { start, end, thousandths: count.thousandths, unit_at: self.offsets.range(count.unit), hedge: count.hedge }
    }

    fn stance(&self, stance: &Stance) -> StanceRecord {
        let [start, end] = self.offsets.range(stance.words);
        StanceRecord {
            start,
            end,
            chain: chain_id(stance.actor),
            attitude: stance.attitude,
            issues: stance.issues.clone(),
            time: self.mark_of(stance.time),
            sentence: Some(stance.sentence),
        }
    }
}

fn anchor(anchor: Anchor) -> Option<AnchorName> {
    match anchor {
        Anchor::Explicit => Some(AnchorName::Explicit),
        Anchor::Publication => Some(AnchorName::Publication),
        Anchor::Mention(_) => Some(AnchorName::Mention),
        Anchor::None => None,
    }
}

fn both<T: Clone>(known: Option<&Known<T>>) -> (Option<T>, Option<Basis>) {
    (known.map(|known| known.value.clone()), known.map(|known| known.basis))
}
