//! What the network's labels mean, as `config.json` tells.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::mentions::names::own::Unusable;
use crate::mentions::names::{Name, NameType};

/// Pieces that a network reads at once when `config.json` does not tell.
const USUAL_LIMIT: usize = 512;
/// A network that reads fewer at once cannot hold a name and its neighbours.
const LEAST_LIMIT: usize = 8;

#[derive(Deserialize)]
struct Config {
    #[serde(default)]
    id2label: BTreeMap<String, String>,
    max_position_embeddings: Option<usize>,
}

/// Where in a name a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The first token of a name.
    Begins,
    /// Goes on with the name before, or begins one.
    GoesOn,
    /// The last token of a name.
    Ends,
    /// The only token of a name.
    Alone,
}

/// The meaning of each label by its number.
#[derive(Clone, Debug)]
pub struct Labels {
    meanings: Vec<Option<(Step, NameType)>>,
    /// Pieces that the network reads at once, marks at both ends included.
    pub limit: usize,
}

/// The label of a token and how likely it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mark {
    pub label: usize,
    pub likely: f32,
}

impl Labels {
    /// Reads `config.json`.
    pub fn read(config: &[u8]) -> Result<Self, Unusable> {
        let config: Config = serde_json::from_slice(config)
            .map_err(|error| Unusable::new(format!("config.json beside the model cannot be read: {error}"), HINT))?;
        let n_labels = config.id2label.len();
        let name = |at: usize| config.id2label.get(&at.to_string());
        let names: Option<Vec<&String>> = (0..n_labels).map(name).collect();
        let names = names.filter(|names| !names.is_empty());
        let names =
            names.ok_or_else(|| Unusable::new("config.json beside the model has no `id2label` that numbers the labels from 0", HINT))?;
        let meanings: Vec<_> = names.iter().map(|name| meaning(name)).collect();
        if meanings.iter().all(Option::is_none) {
            let known: Vec<&str> = names.iter().take(12).map(|name| name.as_str()).collect();
            return Err(Unusable::new(format!("none of the model's labels is a type of names: {}", known.join(", ")), HINT));
        }
        let limit = config.max_position_embeddings.unwrap_or(USUAL_LIMIT).min(USUAL_LIMIT);
        if limit < LEAST_LIMIT {
            return Err(Unusable::new(format!("config.json lets the model read {limit} pieces at once, which is no sentence"), HINT));
        }
        Ok(Self { meanings, limit })
    }

    /// How many labels there are.
    pub fn len(&self) -> usize {
        self.meanings.len()
    }

    /// The names that the marks of a sentence's tokens make, the first token being `start`.
    pub fn names(&self, start: usize, marks: &[Mark]) -> Vec<Name> {
        let mut open: Option<(Range<usize>, NameType)> = None;
        let mut names = Vec::new();
        let close = |open: &mut Option<(Range<usize>, NameType)>, names: &mut Vec<Name>| {
            if let Some((tokens, kind)) = open.take() {
                let likely = marks[tokens.clone()].iter().map(|mark| mark.likely).sum::<f32>() / tokens.len() as f32;
                names.push(Name { tokens: start + tokens.start..start + tokens.end, kind, confidence: likely });
            }
        };
        for (at, mark) in marks.iter().enumerate() {
            let Some((step, kind)) = self.meanings.get(mark.label).copied().flatten() else {
                close(&mut open, &mut names);
                continue;
            };
            let goes_on = matches!(step, Step::GoesOn | Step::Ends);
            match &mut open {
                Some((tokens, same)) if goes_on && *same == kind => tokens.end = at + 1,
                _ => {
                    close(&mut open, &mut names);
                    open = Some((at..at + 1, kind));
                }
            }
            if matches!(step, Step::Ends | Step::Alone) {
                close(&mut open, &mut names);
            }
        }
        close(&mut open, &mut names);
        names
    }
}

const HINT: &str =
    "take a model whose labels are such as B-PER, I-ORG, S-LOC, and put the config.json that came with it into the same folder";

/// "B-PER", "I_LOC", "E-ORG", "GPE": the schemes that taggers are trained with, and the types of the usual sets. `None` for what is outside names, dates and sums among it.
fn meaning(label: &str) -> Option<(Step, NameType)> {
    let (step, kind) = match label.split_once(['-', '_']) {
        Some(("B" | "b", kind)) => (Step::Begins, kind),
        Some(("I" | "i" | "M", kind)) => (Step::GoesOn, kind),
        Some(("E" | "L", kind)) => (Step::Ends, kind),
        Some(("S" | "U", kind)) => (Step::Alone, kind),
        _ => (Step::GoesOn, label),
    };
    let kind = match kind.to_ascii_uppercase().as_str() {
        "PER" | "PERSON" => NameType::Person,
        "ORG" | "ORGANIZATION" | "ORGANISATION" => NameType::Organisation,
        "LOC" | "LOCATION" | "GPE" | "FAC" => NameType::Location,
        "MISC" | "NORP" | "EVENT" | "LAW" | "LANGUAGE" | "PRODUCT" | "WORK_OF_ART" => NameType::Other,
        _ => return None,
    };
    Some((step, kind))
}
