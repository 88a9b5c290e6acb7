//! Which names of bodies in one article mean the same body, and whose they are.
//!
//! A body that the words give to one state is never the body of another, though both have one name: each state has its Foreign Ministry.

use std::collections::BTreeMap;

use crate::lexicon::WordClass;
use crate::mentions::candidate::Candidate;
use crate::mentions::chain::{Same, key_of};
use crate::mentions::listed::{self, Listed};
use crate::mentions::words::Words;
use crate::mentions::{Mentions, NameKind};

/// Bodies by candidate.
pub(super) struct Groups {
    pub of: BTreeMap<usize, Same>,
}

/// A candidate that names a body.
struct Named {
    idx: usize,
    name: String,
    /// The key of the state that owns it.
    state: Option<String>,
}

impl Named {
    fn may_be(&self, other: &Self) -> bool {
        self.state.is_none() || other.state.is_none() || self.state == other.state
    }
}

impl Groups {
    pub fn new(words: &Words, candidates: &[Candidate]) -> Self {
        let bodies = candidates.iter().enumerate().filter(|(_, c)| c.kind == NameKind::Organisation);
        let named: Vec<Named> =
            bodies.map(|(idx, c)| Named { idx, name: words.name(&c.tokens).into_owned(), state: owner(words, candidates, idx) }).collect();
        let own = |idx: usize| match &candidates[idx].listed {
            Some(Listed::Body(key)) => Same::Body(key.clone()),
            _ => Same::Group(idx),
        };
        let mut of: BTreeMap<usize, Same> = BTreeMap::new();
        for (position, body) in named.iter().enumerate() {
            let mut before = named[..position].iter().rev();
            let same = before.find(|other| other.name.eq_ignore_ascii_case(&body.name) && other.may_be(body));
            let long = || long_form(words, candidates, &named, body).map(|long| of.get(&long).cloned().unwrap_or_else(|| own(long)));
            let found = same
                .and_then(|other| of.get(&other.idx).cloned())
                .or_else(|| if matches!(own(body.idx), Same::Body(_)) { None } else { long() })
                .unwrap_or_else(|| own(body.idx));
            of.insert(body.idx, found);
        }
        Self { of }
    }
}

/// The candidate with the long form of a short name: the words before its bracket, the words of its initials, or the only longer name that ends in it.
fn long_form(words: &Words, candidates: &[Candidate], named: &[Named], body: &Named) -> Option<usize> {
    let (tokens, name) = (&candidates[body.idx].tokens, body.name.as_str());
    let acronym = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && name.chars().count() >= 2;
    if acronym {
        let introduced = tokens.start.checked_sub(2).filter(|_| words.text(tokens.start - 1) == "(");
        let before = introduced.and_then(|last| named.iter().find(|other| candidates[other.idx].tokens.end == last + 1));
        return before
            .or_else(|| named.iter().find(|long| long.name != name && initials(&long.name).iter().any(|made| made == &letters(name))))
            .map(|long| long.idx);
    }
    // "the Court" for "International Court of Justice".
    let head = format!(" {name} of ");
    let is_head = |long: &str| {
        words.before(tokens.start).eq_ignore_ascii_case("the") && words.is(WordClass::BodyHead, tokens.start) && long.contains(&head)
    };
    let mut longer = named.iter().filter(|other| {
        let long = &other.name;
        other.may_be(body)
            && long.len() > name.len()
            && (long.ends_with(&format!(" {name}")) || (long.starts_with(&format!("{name} ")) && !name.contains(' ')) || is_head(long))
    });
    let first = longer.next()?;
    longer.all(|other| other.name == first.name).then_some(first.idx)
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase()
}

/// The initials of a long name, with and without its small words.
fn initials(long: &str) -> [String; 2] {
    let first = |word: &str| word.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let of =
        |small: bool| long.split([' ', '-']).filter(|word| small || word.starts_with(char::is_uppercase)).map(first).collect::<String>();
    [of(false), of(true)]
}

/// Gives each body the state that owns it in the words.
pub(super) fn give_states(words: &Words, candidates: &[Candidate], mentions: &mut Mentions) {
    for idx in (0..candidates.len()).filter(|&idx| candidates[idx].kind == NameKind::Organisation) {
        let chain = mentions.names.get(idx).map(|mention| mention.chain);
        if let Some(chain) = chain.and_then(|chain| mentions.chains.get_mut(chain)).filter(|chain| chain.state.is_none()) {
            chain.state = owner(words, candidates, idx);
        }
    }
}

/// The state that owns a body without a key: "Ukraine’s Security Council", "US Treasury", "Tunisian Parliament", "Ministry of Foreign Affairs of Chad", "Defence Ministry in Yerevan".
fn owner(words: &Words, candidates: &[Candidate], idx: usize) -> Option<String> {
    let body = candidates.get(idx).filter(|body| !matches!(body.listed, Some(Listed::Body(_))))?;
    let before = idx.checked_sub(1).and_then(|before| candidates.get(before)).filter(|owner| {
        let between = owner.tokens.end..body.tokens.start;
        between.is_empty() || (between.len() == 1 && words.is_clitic(between.start))
    });
    let own = listed::longest(words, body.tokens.start, body.tokens.end).and_then(|(_, listed)| key_of(&listed));
    let ends = || {
        (body.tokens.start + 1..body.tokens.end).filter(|&at| words.text(at - 1) == "of").find_map(|at| {
            let (_, listed) = listed::longest(words, at, body.tokens.end)?;
            // "Organization of American States" is no body of the United States.
            key_of(&listed).filter(|_| words.text(at) != "American")
        })
    };
    // A council may meet in any capital; a ministry stands in its own.
    let seat = || {
        let head = words.text(body.tokens.end - 1);
        let seated = matches!(head, "Ministry" | "Parliament" | "Government" | "Cabinet" | "Presidency" | "Treasury");
        let behind = |next: &&Candidate| seated && next.tokens.start == body.tokens.end + 1 && words.text(body.tokens.end) == "in";
        words.lexicon.state_of_capital(&words.name(&candidates.get(idx + 1).filter(behind)?.tokens))
    };
    own.or_else(ends).or_else(|| before.and_then(|owner| owner.listed.as_ref()).and_then(key_of)).or_else(seat)
}
