//! A text cut into the pieces that the network was trained on, each with its place in the text.

use std::ops::Range;

use serde_json::json;
use tokenizers::Tokenizer;

use crate::mentions::names::own::{OwnModel, Unusable};

/// Cuts texts.
pub struct Pieces {
    tokenizer: Tokenizer,
}

/// A text in pieces, with those that mark its ends.
pub struct Cut {
    /// The number of each piece.
    pub ids: Vec<i32>,
    /// The bytes of the text that each piece stands for; `None` for a mark that stands for nothing.
    pub places: Vec<Option<Range<usize>>>,
}

impl Pieces {
    /// Reads `tokenizer.json`, or makes the pieces of a BERT model from `vocab.txt`.
    pub fn load(model: &OwnModel<'_>) -> Result<Self, Unusable> {
        const HINT: &str = "put the tokenizer.json that came with the model into the same folder";
        let (name, tokenizer) = match (model.tokenizer, model.vocabulary) {
            (Some(json), _) => ("tokenizer.json", Tokenizer::from_bytes(json)),
            (None, Some(vocabulary)) => ("vocab.txt", Tokenizer::from_bytes(word_pieces(vocabulary)?)),
            (None, None) => return Err(Unusable::new("there is neither tokenizer.json nor vocab.txt beside the model", HINT)),
        };
        let mut tokenizer = tokenizer.map_err(|error| Unusable::new(format!("{name} beside the model cannot be read: {error}"), HINT))?;
        // Windows are cut here; a tokenizer that cut or filled them itself would lose words.
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|error| Unusable::new(format!("{name} beside the model cannot be used: {error}"), HINT))?;
        Ok(Self { tokenizer })
    }

    /// Cuts a text.
    pub fn cut(&self, text: &str) -> Result<Cut, String> {
        let encoding = self.tokenizer.encode(text, true).map_err(|error| format!("the tokenizer failed: {error}"))?;
        let ids: Result<Vec<i32>, _> = encoding.get_ids().iter().map(|id| i32::try_from(*id)).collect();
        let ids = ids.map_err(|_| "the tokenizer numbers its pieces beyond what a model takes".to_owned())?;
        let marks = encoding.get_special_tokens_mask();
        let places =
            encoding.get_offsets().iter().zip(marks).map(|((start, end), mark)| (*mark == 0 && start < end).then_some(*start..*end));
        Ok(Cut { ids, places: places.collect() })
    }
}

/// The tokenizer of a BERT model with these pieces, one a line: the number of a line is that of its piece.
fn word_pieces(vocabulary: &[u8]) -> Result<Vec<u8>, Unusable> {
    const HINT: &str = "put the vocab.txt of the same BERT model there, or its tokenizer.json";
    let text = std::str::from_utf8(vocabulary).map_err(|_| Unusable::new("vocab.txt beside the model is not UTF-8", HINT))?;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let number = |piece: &str| lines.iter().position(|line| *line == piece);
    let (Some(start), Some(end), Some(_)) = (number("[CLS]"), number("[SEP]"), number("[UNK]")) else {
        return Err(Unusable::new("vocab.txt beside the model has no lines [CLS], [SEP] and [UNK]", HINT));
    };
    let special = |line: &str| line.starts_with('[') && line.ends_with(']');
    let lower = !lines.iter().any(|line| !special(line) && line.chars().any(char::is_uppercase));
    let pieces: serde_json::Map<String, serde_json::Value> =
        lines.iter().enumerate().rev().map(|(at, line)| ((*line).to_owned(), json!(at))).collect();
    let whole = json!({
        "version": "1.0",
        "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": lower},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", end], "cls": ["[CLS]", start]},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": pieces},
    });
    Ok(whole.to_string().into_bytes())
}
