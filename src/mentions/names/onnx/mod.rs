//! A recogniser of the desk's own: a tagger of words in the ONNX format, such as a BERT model for names.
//!
//! In come the bytes of its files; out go names as stretches of tokens, as from the built-in recogniser.
//! Nothing is downloaded or written, no network is trained, and a file that is not what it should be is refused with advice.

mod labels;
mod network;
mod pieces;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub mod tiny;
mod window;

pub use network::Network;
