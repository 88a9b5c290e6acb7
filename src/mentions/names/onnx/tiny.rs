//! A tiny tagger in the ONNX format, written byte by byte: a piece's label depends on the piece alone.
//!
//! logits = MatMul(Gather(table, input_ids), weights) + bias; the table has one column a label.

use serde_json::json;

/// The labels of the tiny tagger, in the order of their numbers.
pub const LABELS: [&str; 9] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];
/// How far the label of a piece stands above the others.
const MARGIN: f32 = 6.0;
const FLOAT: u64 = 1;
const INT64: u64 = 7;

/// A tagger's files.
pub struct Tiny {
    pub network: Vec<u8>,
    pub config: Vec<u8>,
    pub vocabulary: Vec<u8>,
}

/// A tagger of pieces with their labels; everything else is unknown and outside. It reads `limit` pieces at once.
pub fn tagger(pieces: &[(&str, &str)], limit: usize) -> Tiny {
    let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"].map(|piece| (piece, "O"));
    let all: Vec<(&str, &str)> = special.iter().chain(pieces).copied().collect();
    let label = |name: &str| LABELS.iter().position(|label| *label == name).unwrap();
    let table: Vec<f32> = all.iter().flat_map(|(_, name)| (0..LABELS.len()).map(|at| f32::from(u8::from(at == label(name))))).collect();
    Tiny {
        network: network(&table, all.len(), &["input_ids", "attention_mask", "token_type_ids"]),
        config: config(&LABELS, limit),
        vocabulary: all.iter().map(|(piece, _)| format!("{piece}\n")).collect::<String>().into_bytes(),
    }
}

/// The `config.json` of a tagger with these labels.
pub fn config(labels: &[&str], limit: usize) -> Vec<u8> {
    let id2label: serde_json::Map<_, _> = labels.iter().enumerate().map(|(at, label)| (at.to_string(), json!(label))).collect();
    json!({"model_type": "bert", "id2label": id2label, "max_position_embeddings": limit}).to_string().into_bytes()
}

/// The network of a table with a row a piece.
pub fn network(table: &[f32], n_pieces: usize, inputs: &[&str]) -> Vec<u8> {
    let n_labels = LABELS.len();
    let weights: Vec<f32> = (0..n_labels * n_labels).map(|at| if at % (n_labels + 1) == 0 { MARGIN } else { 0.0 }).collect();
    let nodes = [
        node("Gather", &["table", "input_ids"], "rows"),
        node("MatMul", &["rows", "weights"], "scores"),
        node("Add", &["scores", "bias"], "logits"),
    ];
    let tensors = [
        tensor("table", &[n_pieces, n_labels], table),
        tensor("weights", &[n_labels, n_labels], &weights),
        tensor("bias", &[n_labels], &vec![0.25; n_labels]),
    ];
    let mut graph = Vec::new();
    nodes.iter().for_each(|node| bytes(&mut graph, 1, node));
    bytes(&mut graph, 2, b"tiny");
    tensors.iter().for_each(|tensor| bytes(&mut graph, 5, tensor));
    inputs.iter().for_each(|name| bytes(&mut graph, 11, &value(name, INT64, 2)));
    bytes(&mut graph, 12, &value("logits", FLOAT, 3));
    let mut version = Vec::new();
    number(&mut version, 2, 17);
    let mut model = Vec::new();
    number(&mut model, 1, 8);
    bytes(&mut model, 7, &graph);
    bytes(&mut model, 8, &version);
    model
}

fn node(operator: &str, inputs: &[&str], output: &str) -> Vec<u8> {
    let mut node = Vec::new();
    inputs.iter().for_each(|input| bytes(&mut node, 1, input.as_bytes()));
    bytes(&mut node, 2, output.as_bytes());
    bytes(&mut node, 3, format!("{operator}-{output}").as_bytes());
    bytes(&mut node, 4, operator.as_bytes());
    node
}

fn tensor(name: &str, shape: &[usize], values: &[f32]) -> Vec<u8> {
    let mut tensor = Vec::new();
    shape.iter().for_each(|size| number(&mut tensor, 1, *size as u64));
    number(&mut tensor, 2, FLOAT);
    bytes(&mut tensor, 8, name.as_bytes());
    bytes(&mut tensor, 9, &values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>());
    tensor
}

/// An input or output whose sizes are free.
fn value(name: &str, element: u64, n_sizes: usize) -> Vec<u8> {
    let mut shape = Vec::new();
    for at in 0..n_sizes {
        let mut size = Vec::new();
        bytes(&mut size, 2, format!("size{at}").as_bytes());
        bytes(&mut shape, 1, &size);
    }
    let (mut tensor, mut kind, mut value) = (Vec::new(), Vec::new(), Vec::new());
    number(&mut tensor, 1, element);
    bytes(&mut tensor, 2, &shape);
    bytes(&mut kind, 1, &tensor);
    bytes(&mut value, 1, name.as_bytes());
    bytes(&mut value, 2, &kind);
    value
}

/// A field of bytes in the wire format of protocol buffers.
fn bytes(to: &mut Vec<u8>, field: u64, value: &[u8]) {
    varint(to, field << 3 | 2);
    varint(to, value.len() as u64);
    to.extend_from_slice(value);
}

/// A field with a whole number.
fn number(to: &mut Vec<u8>, field: u64, value: u64) {
    varint(to, field << 3);
    varint(to, value);
}

fn varint(to: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}
