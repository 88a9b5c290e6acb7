//! Persons named by their office alone ("the Turkish president"), and pronouns where they are plain.

use std::ops::Range;

use crate::base::Span;
use crate::lexicon::{Gender, WordClass};
use crate::mentions::candidate::Candidate;
use crate::mentions::listed::Listed;
use crate::mentions::role::Reader;
use crate::mentions::words::Words;
use crate::mentions::{Chain, ChainIdx, Form, Mention, Mentions, NameKind};

/// An office without a name.
struct Office {
    /// The office with its state ("Turkish president").
    phrase: Range<usize>,
    /// The office alone ("president"): the state's word is a mention of its own.
    words: Range<usize>,
    /// The key of the state, when the phrase names one.
    state: Option<String>,
    /// The office in lower case.
    name: String,
}

/// Adds offices without names, joined to a person only when the article gives that person the office.
pub fn add_offices(words: &Words, candidates: &[Candidate], mentions: &mut Mentions) {
    let reader = Reader::new(words, candidates);
    let mut found: Vec<Office> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match office_at(words, &reader, at) {
            Some(office) if !in_role(words, mentions, &office.words) => {
                at = office.words.end;
                found.push(office);
            }
            _ => at += 1,
        }
    }
    for office in found {
        let phrase = words.span(&office.phrase);
        let sentence = words.get(office.phrase.start).map_or(0, |word| word.sentence);
        let chain = bearer(words, mentions, &office, phrase).or_else(|| Some(new_chain(mentions, words, phrase, office.state.clone()?)));
        if let Some(chain) = chain {
            mentions.names.push(Mention { span: words.span(&office.words), sentence, kind: NameKind::Person, form: Form::Office, chain });
        }
    }
}

fn in_role(words: &Words, mentions: &Mentions, tokens: &Range<usize>) -> bool {
    let span = words.span(tokens);
    mentions.roles.iter().any(|role| role.span.overlaps(span))
}

/// The office that begins at `at`: with its state ("Turkish president", "Turkey's president") or after "the".
fn office_at(words: &Words, reader: &Reader, at: usize) -> Option<Office> {
    let (state, from) = match reader.candidate_at(at) {
        Some(candidate) if candidate.tokens.start == at => {
            (Some(state_key(candidate)?), candidate.tokens.end + usize::from(words.is_clitic(candidate.tokens.end)))
        }
        Some(_) => return None,
        None if matches!(words.before(at), "the" | "The") => match of_state(words, reader, at) {
            Some(office) => return Some(office),
            None => (None, at),
        },
        None => return None,
    };
    let end = words.sentence_end(at);
    // "the US President said": capitals are an office's too when a state owns it and no name follows.
    let spelt = |stop: usize| !words.is_capital(stop - 1) || (state.is_some() && !words.is_capital(stop));
    let fits = |stop: &usize| *stop <= end && words.lexicon.is_office(&words.name(&(from..*stop))) && spelt(*stop);
    let stop = (from + 1..=from + 4).rev().find(fits)?;
    let named = reader.candidate_at(stop).is_some_and(|next| next.kind == NameKind::Person);
    let goes_on = matches!(words.text(stop), "of" | "-" | "for" | "to" | "and")
        || words.is_clitic(stop)
        || words.lexicon.is_title_word(words.text(stop));
    let name = words.name(&(from..stop)).to_lowercase();
    (!named && !goes_on && stop < end).then_some(Office { phrase: at..stop, words: from..stop, state, name })
}

/// "the President of Ghana", "the foreign minister of the Republic of Chile": the office of a state that stands behind it, and no name behind that.
fn of_state(words: &Words, reader: &Reader, at: usize) -> Option<Office> {
    let of = (at + 1..at + 5).find(|&of| words.text(of) == "of")?;
    let start = of + 1 + usize::from(words.text(of + 1) == "the");
    let state = reader.candidate_at(start).filter(|state| state.tokens.start == start && state.form == Form::Name)?;
    let end = state.tokens.end;
    let name = words.name(&(at..of)).to_lowercase();
    let joined = words.text(end) == "and" && words.is_capital(end + 1);
    let goes_on = words.is_capital(end) || words.is_clitic(end) || words.text(end) == "-" || joined;
    let whole = end <= words.sentence_end(at) && !goes_on && words.lexicon.is_office(&name);
    whole.then_some(())?;
    Some(Office { phrase: at..end, words: at..of, state: Some(state_key(state)?), name })
}

fn state_key(candidate: &Candidate) -> Option<String> {
    match &candidate.listed {
        Some(Listed::State(key, _) | Listed::Seat(key)) => Some(key.clone()),
        _ => None,
    }
}

/// The person to whom the article gives this office: of the same state, or, where the words name no state, the last one before.
fn bearer(words: &Words, mentions: &Mentions, wanted: &Office, span: Span) -> Option<ChainIdx> {
    let body = words.document.body();
    let (state, office) = (wanted.state.as_deref(), wanted.name.as_str());
    let wanted = head_noun(office);
    let gives = |role: &&crate::mentions::Role| {
        let text = role.span.of(body).to_lowercase();
        let same_office = text.split_whitespace().any(|word| head_noun(word) == wanted)
            && (office.contains("minister") == text.contains("minister"))
            && (!office.contains("minister") || text.contains(office) || wanted == "premier");
        let leads = office == "leader"
            && ["president", "prime minister", "premier", "chancellor", "leader", "king", "ruler"].iter().any(|head| text.contains(head));
        (same_office || leads) && !role.former && !text.contains("vice") && !text.contains("deputy")
    };
    let mut bearers: Vec<ChainIdx> = match state {
        Some(state) => {
            mentions.roles.iter().filter(gives).filter(|role| role_state(mentions, role) == Some(state)).map(|role| role.chain).collect()
        }
        None => mentions.roles.iter().filter(gives).filter(|role| role.span.end <= span.start).map(|role| role.chain).collect(),
    };
    bearers.sort_unstable();
    bearers.dedup();
    match bearers.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

fn role_state<'m>(mentions: &'m Mentions, role: &'m crate::mentions::Role) -> Option<&'m str> {
    role.state.as_deref().or_else(|| mentions.chains.get(role.chain).and_then(|chain| chain.state.as_deref()))
}

fn head_noun(office: &str) -> &str {
    let last = office.rsplit(' ').next().unwrap_or(office);
    match last {
        "premier" => "minister",
        other => other,
    }
}

/// A chain for an office whose bearer the article does not name; equal words of the same state are one.
fn new_chain(mentions: &mut Mentions, words: &Words, span: Span, state: String) -> ChainIdx {
    let body = words.document.body();
    let head = |span: Span| span.of(body).rsplit(' ').next().unwrap_or_default().to_lowercase();
    let known = mentions.names.iter().find(|mention| {
        let chain: &Chain = &mentions.chains[mention.chain];
        mention.form == Form::Office
            && chain.fullest.contains(mention.span)
            && chain.state.as_deref() == Some(&state)
            && head(mention.span) == head(span)
    });
    if let Some(known) = known {
        return known.chain;
    }
    mentions.chains.push(Chain { kind: NameKind::Person, fullest: span, key: None, state: Some(state) });
    mentions.chains.len() - 1
}

/// Adds "he" and "she" where one person alone can be meant: the only person of the sentence so far, or the subject of the sentence before.
pub fn add_pronouns(words: &Words, mentions: &mut Mentions) {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let gender = match words.text(at) {
            "he" | "He" => Gender::Male,
            "she" | "She" => Gender::Female,
            _ => continue,
        };
        let Some(sentence) = words.get(at).map(|word| word.sentence) else { continue };
        let span = words.span(&(at..at + 1));
        if let Some(chain) = antecedent(words, mentions, &found, sentence, span, gender) {
            found.push(Mention { span, sentence, kind: NameKind::Person, form: Form::Pronoun, chain });
        }
    }
    mentions.names.extend(found);
}

fn antecedent(
    words: &Words,
    mentions: &Mentions,
    pronouns: &[Mention],
    sentence: usize,
    pronoun: Span,
    gender: Gender,
) -> Option<ChainIdx> {
    let persons = |of: usize| {
        mentions
            .names
            .iter()
            .filter(move |mention| mention.sentence == of && mention.kind == NameKind::Person && mention.form != Form::Pronoun)
    };
    let fits = |chain: ChainIdx| gender_of(words, mentions, chain).is_none_or(|known| known == gender);
    let mut here: Vec<ChainIdx> = persons(sentence)
        .filter(|mention| mention.span.end <= pronoun.start)
        .map(|mention| mention.chain)
        .filter(|&chain| fits(chain))
        .collect();
    here.sort_unstable();
    here.dedup();
    match here.as_slice() {
        [one] => return Some(*one),
        [] => {}
        _ => return None,
    }
    let previous = sentence.checked_sub(1)?;
    let same_block = words.document.sentences[previous].block == words.document.sentences[sentence].block;
    // "He" after a sentence about "he" is whoever that was, whomever else that sentence names.
    let tokens = words.document.sentences[previous].tokens.clone();
    if tokens.into_iter().any(|at| matches!((words.text(at), gender), ("he" | "He", Gender::Male) | ("she" | "She", Gender::Female))) {
        return pronouns.iter().find(|mention| mention.sentence == previous).map(|mention| mention.chain);
    }
    let mut before: Vec<&Mention> = persons(previous).filter(|mention| fits(mention.chain)).collect();
    before.sort_by_key(|mention| mention.span.start);
    let subject = before.first()?;
    let alone = before.iter().all(|mention| mention.chain == subject.chain);
    (alone && (same_block || is_subject(words, subject))).then_some(subject.chain)
}

/// Whether a verb of persons follows the mention directly.
fn is_subject(words: &Words, mention: &Mention) -> bool {
    let sentence = &words.document.sentences[mention.sentence];
    let next = sentence.tokens.clone().find(|&at| words.document.tokens[at].span.start >= mention.span.end);
    next.is_some_and(|next| words.is(WordClass::PersonVerb, next) || words.lexicon.is_saying_verb(words.text(next)).is_some())
}

/// What the titles beside a person's names tell.
fn gender_of(words: &Words, mentions: &Mentions, chain: ChainIdx) -> Option<Gender> {
    let body = words.document.body();
    let of_role = mentions
        .roles
        .iter()
        .filter(|role| role.chain == chain)
        .flat_map(|role| role.span.of(body).split_whitespace())
        .find_map(|word| words.lexicon.gender_of_title(word));
    of_role.or_else(|| {
        mentions.names.iter().filter(|mention| mention.chain == chain).find_map(|mention| {
            let before = body[..mention.span.start as usize].trim_end().rsplit(char::is_whitespace).next()?;
            words.lexicon.gender_of_title(before)
        })
    })
}
