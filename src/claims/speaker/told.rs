//! What the whole article tells about its chains, gathered once.

use rustc_hash::FxHashMap;

use super::office::{Held, Office};
use crate::lexicon::{Gender, Lexicon};
use crate::mentions::{ChainIdx, Mentions, NameKind};
use crate::text::Document;

/// Chains that one noun may mean.
const MOST: usize = 3;

/// What an article tells about each chain, and which chains its nouns may mean.
#[derive(Debug, Default)]
pub struct Told {
    chains: Vec<About>,
    held: Vec<Held>,
    by_role: FxHashMap<String, Vec<ChainIdx>>,
    by_name: FxHashMap<String, Vec<ChainIdx>>,
}

/// What is told about a chain.
#[derive(Clone, Copy, Debug, Default)]
pub struct About {
    pub n_mentions: usize,
    pub has_role: bool,
    /// By the titles beside its names, else by its first name, else by its roles.
    pub gender: Option<Gender>,
}

impl Told {
    pub fn new(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Self {
        let body = document.body();
        let held = mentions.chains.iter().map(|chain| Held::new(chain.state.as_deref())).collect();
        let mut told = Self { chains: vec![About::default(); mentions.chains.len()], held, ..Self::default() };
        for role in &mentions.roles {
            if let Some(held) = told.held.get_mut(role.chain) {
                held.add(role.span.of(body), role.state.as_deref());
            }
            let mut deputy = false;
            for word in words(role.span.of(body)) {
                // A vice president is no president.
                if std::mem::replace(&mut deputy, matches!(word.to_lowercase().as_str(), "vice" | "deputy")) {
                    continue;
                }
                enter(&mut told.by_role, word, role.chain);
                if let Some(about) = told.chains.get_mut(role.chain) {
                    about.has_role = true;
                }
            }
        }
        for mention in &mentions.names {
            let before = body.get(..mention.span.start as usize).and_then(|before| before.trim_end().rsplit(char::is_whitespace).next());
            if let Some(about) = told.chains.get_mut(mention.chain) {
                about.n_mentions += 1;
                about.gender = about.gender.or_else(|| lexicon.gender_of_title(before?));
            }
        }
        for (about, chain) in told.chains.iter_mut().zip(&mentions.chains).filter(|(_, chain)| chain.kind == NameKind::Person) {
            let mut names = chain.fullest.of(body).split_whitespace();
            let first = names.next().filter(|_| names.next().is_some());
            about.gender = about.gender.or_else(|| lexicon.gender_of_first_name(first?));
        }
        // A woman may be a "chairman" or an "actor": the noun of a role comes last.
        for role in &mentions.roles {
            if let Some(about) = told.chains.get_mut(role.chain) {
                about.gender = about.gender.or_else(|| words(role.span.of(body)).find_map(|word| lexicon.gender_of_title(word)));
            }
        }
        for (idx, chain) in mentions.chains.iter().enumerate().filter(|(_, chain)| chain.kind == NameKind::Organisation) {
            heads(chain.fullest.of(body)).for_each(|word| enter(&mut told.by_name, word, idx));
        }
        told
    }

    /// What is told about a chain.
    pub fn about(&self, chain: ChainIdx) -> About {
        self.chains.get(chain).copied().unwrap_or_default()
    }

    /// Whether nothing that is known of a chain speaks against an office.
    pub fn can_hold(&self, chain: ChainIdx, office: &Office, lexicon: &Lexicon) -> bool {
        self.held.get(chain).is_none_or(|held| !held.excludes(office, lexicon))
    }

    /// The first chains that have the noun in a role.
    pub fn by_role(&self, noun: &str) -> &[ChainIdx] {
        self.by_role.get(noun).map_or(&[], Vec::as_slice)
    }

    /// The first bodies that have the noun in their name.
    pub fn by_name(&self, noun: &str) -> &[ChainIdx] {
        self.by_name.get(noun).map_or(&[], Vec::as_slice)
    }
}

pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The nouns that a body's name may be called by: its last word, and those before a preposition ("Council | of Elders").
fn heads(name: &str) -> impl Iterator<Item = &str> {
    let all: Vec<&str> = words(name).collect();
    let heads: Vec<&str> = (0..all.len())
        .filter(|&at| all.get(at + 1).is_none_or(|next| matches!(*next, "of" | "on" | "for" | "in" | "to" | "and" | "against")))
        .map(|at| all[at])
        .collect();
    heads.into_iter()
}

fn enter(of: &mut FxHashMap<String, Vec<ChainIdx>>, word: &str, chain: ChainIdx) {
    let chains = of.entry(word.to_lowercase()).or_default();
    if chains.len() < MOST && !chains.contains(&chain) {
        chains.push(chain);
    }
}
