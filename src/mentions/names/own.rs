//! A model of the desk's as it comes in: the bytes of its files, and why they cannot be used.

use super::Recogniser;

/// The files of a model in the ONNX format.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnModel<'a> {
    /// The network.
    pub network: &'a [u8],
    /// `config.json`: what its labels mean, and how long a text it takes.
    pub config: Option<&'a [u8]>,
    /// `tokenizer.json`: how a text is cut into pieces.
    pub tokenizer: Option<&'a [u8]>,
    /// `vocab.txt`: the pieces of a BERT model, when there is no `tokenizer.json`.
    pub vocabulary: Option<&'a [u8]>,
}

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// What is wrong with which file, as a sentence without its full stop.
    pub what: String,
    /// What to try.
    pub hint: Option<String>,
}

impl Unusable {
    /// With advice.
    pub fn new(what: impl Into<String>, hint: &str) -> Self {
        Self { what: what.into(), hint: Some(hint.to_owned()) }
    }
}

impl OwnModel<'_> {
    /// Makes the model ready to read.
    ///
    /// # Errors
    /// When a file is missing or is not what it should be, or when this program was made without the feature `onnx`.
    pub fn load(&self) -> Result<Box<dyn Recogniser>, Unusable> {
        load(self)
    }
}

#[cfg(feature = "onnx")]
fn load(model: &OwnModel<'_>) -> Result<Box<dyn Recogniser>, Unusable> {
    Ok(Box::new(super::onnx::Network::load(model)?))
}

#[cfg(not(feature = "onnx"))]
fn load(_: &OwnModel<'_>) -> Result<Box<dyn Recogniser>, Unusable> {
    Err(Unusable::new(
        "this demarche was built without the part that runs models of one's own",
        "build it with `cargo install --path . --locked --features onnx`, or take the line out to read with the built-in recogniser",
    ))
}
