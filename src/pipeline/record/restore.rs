//! From a record back to a reading.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Grain, Span, When};
use crate::claims::{Claims, Count, Happening, Part, Participant, Quote, Stance};
use crate::dossier::Reading;
use crate::ingest::Article;
use crate::mentions::time::{self, Anchor, Direction, Expr, Found, Resolved};
use crate::mentions::{Chain, ChainIdx, Form, Mention, Mentions, NameKind, Role, TimeMention};
use crate::text::{self, Document, Sentence, SentenceIdx, Shape};

use super::offsets::Offsets;
use super::{AnchorName, Entity, EventRecord, Id, Label, QuoteRecord, Range, Record, Reference, StanceRecord, Timex};

/// The reading that a record describes.
///
/// # Errors
/// Why the record does not fit the article.
pub(super) fn restore(record: &Record, article: &Arc<Article>) -> Result<Reading, String> {
    if record.text != article.body() {
        return Err("its text is not the text that demarche reads from the file".to_owned());
    }
    let offsets = Offsets::of(article.body());
    let document = document(record, article, &offsets)?;
    let restore = Restore {
        record,
        body: article.body(),
        offsets,
        chains: chain_places(record),
        times: time_places(record),
        sentences: &document.sentences,
    };
    let mentions = restore.mentions(article.meta.published.as_ref().and_then(|known| known.value.exact()))?;
    let (mentions, claims) = restore.claims(mentions)?;
    Ok(Reading::new(Arc::new(document), mentions, claims))
}

/// Our own division, with the record's sentences where they differ.
fn document(record: &Record, article: &Arc<Article>, offsets: &Offsets) -> Result<Document, String> {
    let mut document = text::divide(Arc::clone(article));
    let spans: Option<Vec<Span>> = record.sentences.iter().map(|sentence| offsets.span([sentence.start, sentence.end])).collect();
    let spans = spans.ok_or("a sentence lies outside of the text")?;
    if !spans.iter().copied().eq(document.sentences.iter().map(|sentence| sentence.span)) {
        document.sentences = spans.into_iter().map(|span| sentence(&document, span)).collect();
    }
    Ok(document)
}

fn sentence(document: &Document, span: Span) -> Sentence {
    let blocks = document.article.blocks();
    let start = document.tokens.partition_point(|token| token.span.start < span.start);
    let end = document.tokens.partition_point(|token| token.span.start < span.end).max(start);
    let mut markers = Vec::new();
    for token in document.tokens[start..end].iter().filter(|token| token.shape == Shape::Marker) {
        for number in text::marker_numbers(token.span.of(document.article.body())) {
            if !markers.contains(&number) {
                markers.push(number);
            }
        }
    }
    Sentence { span, block: blocks.partition_point(|block| block.span.end <= span.start), tokens: start..end, markers }
}

fn time_places(record: &Record) -> Vec<usize> {
    let mut places = Vec::with_capacity(record.timexes.len());
    for pair in record.timexes.chunk_by(are_ends) {
        let place = places.last().map_or(0, |last| last + 1);
        places.extend(pair.iter().map(|_| place));
    }
    places
}

/// Whether two items are the ends of one range.
fn are_ends(one: &Timex, other: &Timex) -> bool {
    one.range.is_some() && one.range == other.range
}

/// The place that each chain of the record gets.
fn chain_places(record: &Record) -> BTreeMap<Id, ChainIdx> {
    record.chains.iter().enumerate().map(|(idx, chain)| (chain.id.clone(), idx)).collect()
}

struct Restore<'a> {
    record: &'a Record,
    body: &'a str,
    offsets: Offsets,
    chains: BTreeMap<Id, ChainIdx>,
    /// The time that each item of the record's `timexes` belongs to: the two ends of a range are one time.
    times: Vec<usize>,
    sentences: &'a [Sentence],
}

impl Restore<'_> {
    fn span(&self, range: Range) -> Result<Span, String> {
        self.offsets.span(range).ok_or_else(|| format!("{range:?} is not a stretch of the text"))
    }

    fn maybe_span(&self, range: Option<Range>) -> Result<Option<Span>, String> {
        range.map(|range| self.span(range)).transpose()
    }

    fn chain(&self, id: &Id) -> Result<ChainIdx, String> {
        self.chains.get(id).copied().ok_or_else(|| format!("there is no chain {id}"))
    }

    /// The sentence that the record names, or the one in which the span begins.
    fn sentence(&self, named: Option<usize>, span: Span) -> SentenceIdx {
        let named = named.filter(|idx| *idx < self.sentences.len());
        named.unwrap_or_else(|| {
            self.sentences.partition_point(|sentence| sentence.span.end <= span.start).min(self.sentences.len().saturating_sub(1))
        })
    }

    fn mentions(&self, published: Option<chrono::NaiveDate>) -> Result<Mentions, String> {
        let mut chains = self.record.chains.iter().map(|chain| self.one_chain(chain)).collect::<Result<Vec<_>, _>>()?;
        let mut names = Vec::new();
        for entity in &self.record.entities {
            names.push(self.entity(entity, &mut chains)?);
        }
        for reference in &self.record.references {
            names.push(self.reference(reference)?);
        }
        names.sort_by_key(|name| (name.span.start, name.span.end));
        let roles = self.record.roles.iter().map(|role| self.role(role, &names)).collect::<Result<Vec<_>, _>>()?;
        Ok(Mentions { names, chains, roles, times: self.times(published)? })
    }

    fn one_chain(&self, chain: &super::ChainRecord) -> Result<Chain, String> {
        let printed = |range: &&Range| self.offsets.span(**range).is_some_and(|span| span.of(self.body) == chain.name);
        let fullest = chain.name_at.or_else(|| chain.mentions.iter().find(printed).or(chain.mentions.first()).copied());
        let fullest = fullest.ok_or_else(|| format!("chain {} has no mention", chain.id))?;
        Ok(Chain { kind: chain.label.kind(), fullest: self.span(fullest)?, key: chain.key.clone(), state: chain.state.clone() })
    }

    /// A name; one without a chain gets a chain of its own.
    fn entity(&self, entity: &Entity, chains: &mut Vec<Chain>) -> Result<Mention, String> {
        let span = self.span([entity.start, entity.end])?;
        let chain = match &entity.chain {
            Some(id) => self.chain(id)?,
            None => {
                chains.push(Chain { kind: entity.label.kind(), fullest: span, key: None, state: None });
                chains.len() - 1
            }
        };
        let kind = kind(entity.label, entity.form, &chains[chain]);
        Ok(Mention { span, sentence: self.sentence(entity.sentence, span), kind, form: entity.form, chain })
    }

    fn reference(&self, reference: &Reference) -> Result<Mention, String> {
        let span = self.span([reference.start, reference.end])?;
        let (chain, sentence) = (self.chain(&reference.chain)?, self.sentence(reference.sentence, span));
        Ok(Mention { span, sentence, kind: reference.label.kind(), form: reference.form, chain })
    }

    fn role(&self, role: &super::RoleRecord, names: &[Mention]) -> Result<Role, String> {
        let (span, chain) = (self.span([role.start, role.end])?, self.chain(&role.chain)?);
        let beside = self.maybe_span(role.person_at)?;
        let of_chain = || names.iter().enumerate().filter(|(_, name)| name.chain == chain);
        let named = of_chain().find(|(_, name)| Some(name.span) == beside);
        let near = || of_chain().min_by_key(|(_, name)| name.span.start.abs_diff(span.start));
        let (name, _) = named.or_else(near).ok_or_else(|| format!("a role of chain {} that has no mention", role.chain))?;
        Ok(Role { span, chain, name, state: role.state.clone(), former: role.former })
    }

    /// The record's times. Where our own finder sees the same words and does not disagree, its expression is kept, so that an anchor found later still helps.
    fn times(&self, published: Option<chrono::NaiveDate>) -> Result<Vec<TimeMention>, String> {
        let found = time::find(self.body);
        let resolved = time::resolve(self.body, &found, published);
        let own: BTreeMap<Span, (Found, Resolved)> =
            found.into_iter().zip(resolved).map(|(found, resolved)| (found.span, (found, resolved))).collect();
        self.record.timexes.chunk_by(are_ends).map(|ends| self.time(ends, &own)).collect()
    }

    /// A time from its one item, or from the ends of a range.
    fn time(&self, ends: &[Timex], own: &BTreeMap<Span, (Found, Resolved)>) -> Result<TimeMention, String> {
        let [first, .., last] = ends else { return self.one_time(&ends[0], own) };
        let whole = Timex {
            start: first.start.min(last.start),
            end: first.end.max(last.end),
            value: first.value.as_ref().zip(last.value.as_ref()).map(|(first, last)| format!("{first}/{last}")),
            days: first.days.zip(last.days).map(|([earliest, _], [_, latest])| [earliest, latest]),
            grain: first.grain.map(|grain| if grain == Grain::Day { Grain::Days } else { Grain::Window }),
            range: None,
            ..first.clone()
        };
        self.one_time(&whole, own)
    }

    fn one_time(&self, timex: &Timex, own: &BTreeMap<Span, (Found, Resolved)>) -> Result<TimeMention, String> {
        let span = self.span([timex.start, timex.end])?;
        let sentence = self.sentence(timex.sentence, span);
        let given = self.given(timex)?;
        if let Some((found, resolved)) = own.get(&span).filter(|(_, resolved)| agree(resolved, &given)) {
            return Ok(TimeMention { found: found.clone(), sentence, resolved: resolved.clone() });
        }
        Ok(TimeMention { found: Found { span, expr: Expr::Fixed(given.clone()) }, sentence, resolved: given })
    }

    fn given(&self, timex: &Timex) -> Result<Resolved, String> {
        let anchor = match (timex.anchor, self.maybe_span(timex.anchor_at)?) {
            (Some(AnchorName::Mention), Some(span)) => Anchor::Mention(span),
            (Some(AnchorName::Publication), _) => Anchor::Publication,
            _ if timex.days.is_some() => Anchor::Explicit,
            _ => Anchor::None,
        };
        Ok(Resolved {
            timex: timex.timex,
            value: timex.value.clone(),
            when: timex.days.map(|days| when(days, timex.grain)),
            modifier: timex.modifier,
            direction: timex.direction.unwrap_or(Direction::Open),
            anchor,
            confidence: timex.confidence.unwrap_or(100).min(100),
        })
    }

    fn claims(&self, mut mentions: Mentions) -> Result<(Mentions, Claims), String> {
        let record = self.record;
        let quotes = record.quotes.iter().enumerate().map(|(n, quote)| self.quote(n, quote)).collect::<Result<_, _>>()?;
        let happenings = record.events.iter().map(|event| self.happening(event, &mut mentions)).collect::<Result<_, _>>()?;
        let stances = record.stances.iter().map(|stance| self.stance(stance)).collect::<Result<_, _>>()?;
        let claims = Claims { quotes, happenings, stances };
        Ok((mentions, claims))
    }

    fn time_idx(&self, time: Option<usize>) -> Result<Option<usize>, String> {
        let place = |idx| self.times.get(idx).copied().ok_or_else(|| format!("there is no time expression {idx}"));
        time.map(place).transpose()
    }

    fn quote(&self, n: usize, quote: &QuoteRecord) -> Result<Quote, String> {
        let words = self.span([quote.start, quote.end])?;
        let named = || quote.speaker.as_ref().and_then(|name| self.record.chains.iter().position(|chain| chain.name == *name));
        Ok(Quote {
            words,
            sentence: self.sentence(quote.sentence, words),
            speaker: quote.chain.as_ref().map(|id| self.chain(id)).transpose()?.or_else(named),
            speaker_words: self.maybe_span(quote.speaker_at)?,
            cue: self.maybe_span(quote.cue_at)?,
            direct: quote.direct,
            time: self.time_idx(quote.time)?,
            utterance: quote.utterance.unwrap_or_else(|| u32::try_from(n).unwrap_or(u32::MAX)),
        })
    }

    fn happening(&self, event: &EventRecord, mentions: &mut Mentions) -> Result<Happening, String> {
        let span = self.span([event.start, event.end])?;
        let sentence = self.sentence(event.sentence, span);
        let time = match (self.time_idx(event.time)?, event.days) {
            (None, Some(days)) => Some(self.time_of_days(days, span, sentence, mentions)),
            (time, _) => time,
        };
        let parts = event.parts.iter().copied().chain(std::iter::repeat(Part::Actor));
        let participant = |(id, part): (&Id, Part)| Ok(Participant { chain: self.chain(id)?, part });
        let number = |number: &super::NumberRecord| {
            let (span, unit) = (self.span([number.start, number.end])?, self.span(number.unit_at)?);
            Ok(Count { span, thousandths: number.thousandths, unit, hedge: number.hedge })
        };
        Ok(Happening {
            sentence,
            span,
            trigger: self.maybe_span(event.trigger)?.unwrap_or(span),
            kind: event.kind,
            status: event.status,
            participants: event.participants.iter().zip(parts).map(participant).collect::<Result<_, String>>()?,
            place: event.place.as_ref().map(|id| self.chain(id)).transpose()?,
            time,
            definite: event.definite,
            nth_day: event.nth_day,
            n_days: event.n_days,
            numbers: event.numbers.iter().map(number).collect::<Result<_, String>>()?,
        })
    }

    /// The time expression of the sentence that covers the event's days; where none does, the event's own words stand for one.
    fn time_of_days(&self, days: super::Days, span: Span, sentence: SentenceIdx, mentions: &mut Mentions) -> usize {
        let when = when(days, None);
        let told = |time: &TimeMention| {
            time.sentence == sentence
                && time.when().is_some_and(|told| (told.earliest(), told.latest()) == (when.earliest(), when.latest()))
        };
        if let Some(idx) = mentions.times.iter().position(told) {
            return idx;
        }
        let timex = time::TimexType::Date;
        let resolved = Resolved {
            timex,
            value: None,
            when: Some(when),
            modifier: None,
            direction: Direction::Open,
            anchor: Anchor::None,
            confidence: 100,
        };
        mentions.times.push(TimeMention { found: Found { span, expr: Expr::Fixed(resolved.clone()) }, sentence, resolved });
        mentions.times.len() - 1
    }

    fn stance(&self, stance: &StanceRecord) -> Result<Stance, String> {
        let words = self.span([stance.start, stance.end])?;
        Ok(Stance {
            actor: self.chain(&stance.chain)?,
            attitude: stance.attitude,
            words,
            sentence: self.sentence(stance.sentence, words),
            issues: stance.issues.clone(),
            time: self.time_idx(stance.time)?,
        })
    }
}

/// What a mention names: an adjective is labelled MISC and names what its chain names.
fn kind(label: Label, form: Form, chain: &Chain) -> NameKind {
    if form == Form::Adjective { chain.kind } else { label.kind() }
}

fn when([earliest, latest]: super::Days, grain: Option<Grain>) -> When {
    let grain = grain.unwrap_or(if earliest == latest { Grain::Day } else { Grain::Window });
    When::span(earliest, latest, grain)
}

/// Whether another engine's reading says nothing else than ours.
fn agree(own: &Resolved, given: &Resolved) -> bool {
    let days = |resolved: &Resolved| resolved.when.map(|when| (when.earliest(), when.latest()));
    (given.value.is_none() || own.value == given.value) && (given.when.is_none() || days(own) == days(given))
}
