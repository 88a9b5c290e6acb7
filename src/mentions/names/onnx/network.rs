//! The network, and from its scores to names.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rten::{Model, NodeId, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::labels::{Labels, Mark};
use super::pieces::{Cut, Pieces};
use super::window::{self, Window};
use crate::mentions::names::own::{OwnModel, Unusable};
use crate::mentions::names::{Name, Recogniser};
use crate::text::Document;

const HINT: &str = "export the model for token classification, for example with `optimum-cli export onnx --task token-classification`";

/// What an input of the network is fed with.
#[derive(Clone, Copy)]
enum Feed {
    /// The numbers of the pieces.
    Ids,
    /// One for every piece.
    Ones,
    /// Zero for every piece: there is only one text.
    Zeros,
}

/// A network with its pieces and labels.
pub struct Network {
    model: Model,
    inputs: Vec<(NodeId, Feed)>,
    output: NodeId,
    pieces: Pieces,
    labels: Labels,
}

impl Network {
    /// Reads the files of a model and tries it on a word.
    pub fn load(files: &OwnModel<'_>) -> Result<Self, Unusable> {
        let config = files.config.ok_or_else(|| {
            Unusable::new("there is no config.json beside the model", "put the config.json that came with the model into the same folder")
        })?;
        let labels = Labels::read(config)?;
        let pieces = Pieces::load(files)?;
        let loaded = guarded(|| Model::load(files.network.to_vec()).map_err(|error| error.to_string()));
        let model = loaded.map_err(|error| Unusable::new(format!("the model cannot be read: {error}"), HINT))?;
        let inputs: Result<Vec<_>, Unusable> = model.input_ids().iter().map(|id| Ok((*id, feed(&model, *id)?))).collect();
        let named = model.find_node("logits").filter(|id| model.output_ids().contains(id));
        let output = named.or_else(|| model.output_ids().first().copied());
        let output = output.ok_or_else(|| Unusable::new("the model has no output", HINT))?;
        let network = Self { inputs: inputs?, model, output, pieces, labels };
        let word = network.pieces.cut("Name").map_err(|error| Unusable::new(error, HINT))?;
        network.marks(&word).map_err(|error| Unusable::new(format!("the model cannot read a word: {error}"), HINT))?;
        Ok(network)
    }

    /// The likeliest label of every piece.
    fn marks(&self, cut: &Cut) -> Result<Vec<Mark>, String> {
        let n_pieces = cut.ids.len();
        let row = |values: Vec<i32>| ValueOrView::from(NdTensor::from_data([1, n_pieces], values));
        let inputs = self.inputs.iter().map(|(id, feed)| {
            let values = match feed {
                Feed::Ids => cut.ids.clone(),
                Feed::Ones => vec![1; n_pieces],
                Feed::Zeros => vec![0; n_pieces],
            };
            (*id, row(values))
        });
        let inputs: Vec<_> = inputs.collect();
        let [scores] = guarded(|| self.model.run_n(inputs, [self.output], None).map_err(|error| error.to_string()))?;
        let scores: NdTensor<f32, 3> = scores.try_into().map_err(|_| "its output is not a score for each piece and label".to_owned())?;
        if scores.shape() != [1, n_pieces, self.labels.len()] {
            let [n_texts, n_rows, n_scores] = scores.shape();
            let wanted = format!("1 × {n_pieces} × {}", self.labels.len());
            return Err(format!("its output is {n_texts} × {n_rows} × {n_scores}, where pieces and config.json ask for {wanted}"));
        }
        let scores = scores.to_vec();
        Ok(scores.chunks_exact(self.labels.len()).map(likeliest).collect())
    }

    /// Gives each token of the window's core the label of the first piece on it, as such networks are trained.
    fn mark(&self, document: &Document, window: &Window, marks: &mut [Mark]) -> Result<(), String> {
        let found = self.marks(&window.cut)?;
        let mut next = 0;
        let placed: Vec<(std::ops::Range<usize>, Mark)> =
            window.cut.places.iter().zip(found).filter_map(|(place, mark)| Some((place.clone()?, mark))).collect();
        for at in window.core.clone() {
            let (Some(token), Some(slot)) = (document.tokens.get(at), marks.get_mut(at)) else { continue };
            let (start, end) =
                ((token.span.start as usize).saturating_sub(window.start), (token.span.end as usize).saturating_sub(window.start));
            while placed.get(next).is_some_and(|(place, _)| place.end <= start) {
                next += 1;
            }
            if let Some((_, mark)) = placed.get(next).filter(|(place, _)| place.start < end) {
                *slot = *mark;
            }
        }
        Ok(())
    }
}

impl Recogniser for Network {
    fn see(&self, document: &Document) -> Result<Vec<Name>, String> {
        let none = Mark { label: usize::MAX, likely: 1.0 };
        let mut marks = vec![none; document.tokens.len()];
        for window in window::all(document, &self.pieces, self.labels.limit)? {
            self.mark(document, &window, &mut marks)?;
        }
        let sentences = document.sentences.iter().map(|sentence| sentence.tokens.clone());
        Ok(sentences.flat_map(|tokens| self.labels.names(tokens.start, marks.get(tokens).unwrap_or_default())).collect())
    }
}

fn feed(model: &Model, id: NodeId) -> Result<Feed, Unusable> {
    match model.node_info(id).and_then(|info| info.name()).unwrap_or_default() {
        "input_ids" => Ok(Feed::Ids),
        "attention_mask" => Ok(Feed::Ones),
        "token_type_ids" => Ok(Feed::Zeros),
        other => Err(Unusable::new(
            format!("the model asks for “{other}”; a tagger of words takes input_ids, attention_mask and token_type_ids"),
            HINT,
        )),
    }
}

/// The label with the highest score, the first of several, and its share among all.
fn likeliest(scores: &[f32]) -> Mark {
    let label = (0..scores.len()).reduce(|best, at| if scores[at] > scores[best] { at } else { best }).unwrap_or(0);
    let highest = scores.get(label).copied().unwrap_or(0.0);
    let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
    let likely = 1.0 / total;
    Mark { label, likely: if likely.is_finite() { likely } else { 0.0 } }
}

/// Runs a part of the runtime; a foreign file that makes it panic is one more file that cannot be read.
fn guarded<T>(run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err("the runtime broke off; the file is damaged or uses what it does not know".to_owned()))
}
