//! A learnt recogniser of names.
//!
//! In comes a [`Document`]; out go its names as stretches of tokens, each with a type and how sure the model is of it.
//! Nothing here joins names, knows what they point at, or mends the model by rule: that is `candidate`'s work.
//!
//! A structured perceptron over BILOU labels: every token has a score for each label, the sum of the rows of its features; the best legal path is taken.
//! `docs/model.md` tells what it was trained on and how well it does.

mod context;
mod document;
mod features;
mod hash;
mod label;
pub mod learn;
mod marks;
mod model;
#[cfg(feature = "onnx")]
mod onnx;
mod own;
mod path;
mod phrases;
mod pool;
mod recogniser;
mod tagger;
#[cfg(test)]
mod tests;
mod word;

pub use label::NameType;
pub use model::Model;
#[cfg(all(test, feature = "onnx"))]
pub(crate) use onnx::tiny;
pub use own::{OwnModel, Unusable};
pub use recogniser::{BuiltIn, Recogniser};
pub use tagger::Tagger;

use std::ops::Range;

/// A name that the model sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its type.
    pub kind: NameType,
    /// How sure the model is, between 0 and 1.
    pub confidence: f32,
}
