//! The words of one page with their places, as the extraction crate tells them letter by letter.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Stream, Transform, output_doc_page};

/// Letters of a page; more is no page.
const MOST_LETTERS: usize = 200_000;
/// Forms inside forms.
const MOST_DEPTH: usize = 24;

/// A stretch of letters on one line without a wide gap.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub text: String,
    /// Left and right end and base line, in points from the lower left corner.
    pub left: f64,
    pub right: f64,
    pub base: f64,
    /// Size of its letters.
    pub size: f64,
}

/// A page with its runs in the order in which the document draws them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Page {
    pub runs: Vec<Run>,
    pub bottom: f64,
    pub top: f64,
}

/// Reads a page; `None` when the crate breaks off on it.
pub(super) fn read(doc: &Document, number: u32) -> Option<Page> {
    let id = *doc.get_pages().get(&number)?;
    has_sound_parents(doc, id).then_some(())?;
    let mut letters = Letters { page: Page { runs: Vec::new(), bottom: 0.0, top: 0.0 }, n: 0 };
    let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(doc, &mut letters, number).is_ok()));
    let whole = read.unwrap_or(false);
    letters.page.runs.retain(|run| !run.text.trim().is_empty());
    // What was read of a page before it broke off may end within a sentence: no text is better than half of one.
    whole.then_some(letters.page)
}

/// The crate looks for missing values in the parents of a page, and for ever when these go round.
fn has_sound_parents(doc: &Document, page: ObjectId) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = Some(page);
    while let Some(id) = next {
        if !seen.insert(id) {
            return false;
        }
        next = doc.get_dictionary(id).and_then(|dict| dict.get(b"Parent")).and_then(Object::as_reference).ok();
    }
    true
}

/// Empties pictures, which hold no letters, and forms that draw themselves or are nested too deeply.
pub(super) fn prepare(doc: &mut Document) {
    let endless = endless_forms(doc);
    for (id, object) in &mut doc.objects {
        if let Object::Stream(stream) = object
            && (is_a(stream, b"Image") || endless.contains(id))
        {
            stream.dict.remove(b"Filter");
            stream.dict.remove(b"DecodeParms");
            stream.set_plain_content(Vec::new());
        }
    }
}

fn is_a(stream: &Stream, kind: &[u8]) -> bool {
    stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == kind)
}

/// The forms from which a chain of drawing leads back or goes on too long.
fn endless_forms(doc: &Document) -> BTreeSet<ObjectId> {
    let named = named_forms(doc);
    // The crate draws whatever is listed and no picture, be its kind misspelt.
    let listed: BTreeSet<ObjectId> = named.values().flatten().copied().collect();
    let form = |id: &ObjectId| doc.objects.get(id)?.as_stream().ok().filter(|stream| !is_a(stream, b"Image"));
    let draws: BTreeMap<ObjectId, BTreeSet<ObjectId>> = listed.iter().filter_map(|id| Some((*id, drawn(doc, form(id)?, &named)))).collect();
    let depth = |start: ObjectId| {
        let mut level: BTreeSet<ObjectId> = [start].into();
        for depth in 0..MOST_DEPTH {
            level = level.iter().filter_map(|id| draws.get(id)).flatten().copied().collect();
            if level.is_empty() {
                return depth;
            }
        }
        MOST_DEPTH
    };
    draws.keys().filter(|id| depth(**id) >= MOST_DEPTH).copied().collect()
}

/// All forms by the names under which any resources list them.
fn named_forms(doc: &Document) -> BTreeMap<Vec<u8>, BTreeSet<ObjectId>> {
    let mut named: BTreeMap<Vec<u8>, BTreeSet<ObjectId>> = BTreeMap::new();
    let mut add = |dict: &Dictionary| {
        for (name, id) in listed(doc, dict) {
            named.entry(name).or_default().insert(id);
        }
    };
    for object in doc.objects.values() {
        match object {
            Object::Dictionary(dict) => add(dict),
            Object::Stream(stream) => add(&stream.dict),
            _ => {}
        }
    }
    named
}

/// What the resources of a dictionary list as to be drawn; the dictionary may be the resources.
fn listed(doc: &Document, dict: &Dictionary) -> Vec<(Vec<u8>, ObjectId)> {
    let inner = |dict: &Dictionary, key: &[u8]| {
        dict.get(key).and_then(|value| doc.dereference(value)).ok().and_then(|(_, value)| value.as_dict().ok().cloned())
    };
    let resources = inner(dict, b"Resources").unwrap_or_else(|| dict.clone());
    let Some(drawn) = inner(&resources, b"XObject") else { return Vec::new() };
    drawn.iter().filter_map(|(name, value)| Some((name.clone(), value.as_reference().ok()?))).collect()
}

/// The forms that a form draws; one without resources of its own borrows those of whoever draws it.
fn drawn(doc: &Document, form: &Stream, named: &BTreeMap<Vec<u8>, BTreeSet<ObjectId>>) -> BTreeSet<ObjectId> {
    let content = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
    let operations = Content::decode(&content).map(|content| content.operations).unwrap_or_default();
    let names =
        operations.iter().filter(|operation| operation.operator == "Do").filter_map(|operation| operation.operands.first()?.as_name().ok());
    let own: BTreeMap<Vec<u8>, ObjectId> = listed(doc, &form.dict).into_iter().collect();
    names
        .flat_map(|name| match own.get(name) {
            Some(id) => vec![*id],
            None => named.get(name).into_iter().flatten().copied().collect(),
        })
        .collect()
}

/// Whether the packed streams of a document unpack to more bytes than `most`; nothing is kept of them.
pub(super) fn unpacked_above(bytes: &[u8], most: u64) -> bool {
    let mut left = most;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let Some(rest) = bytes.get(at + 6..) else { break };
        let data = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"));
        // The mark that opens packed bytes: deflate with a window of 32 KB or less.
        let Some(data) = data.filter(|data| data.first().is_some_and(|byte| byte & 0x0f == 8)) else { continue };
        let n = unpacked(data, left);
        if n >= left {
            return true;
        }
        left -= n;
    }
    false
}

fn unpacked(data: &[u8], most: u64) -> u64 {
    let mut reader = flate2::read::ZlibDecoder::new(data).take(most);
    let mut n = 0;
    let mut buffer = [0_u8; 16 * 1024];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return n,
            Ok(read) => n += read as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return n,
        }
    }
}

/// Gathers letters into runs.
struct Letters {
    page: Page,
    n: usize,
}

impl OutputDev for Letters {
    fn begin_page(&mut self, _: u32, media_box: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        (self.page.bottom, self.page.top) = (media_box.lly.min(media_box.ury), media_box.ury.max(media_box.lly));
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(&mut self, trm: &Transform, width: f64, _: f64, font_size: f64, letter: &str) -> Result<(), OutputError> {
        self.n += 1;
        if self.n > MOST_LETTERS {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        // Upright letters only: what runs up the side of a page is a mark of the printer or of an archive.
        let upright = trm.m12.abs() < trm.m11.abs() * 0.1 && trm.m11 > 0.0;
        let size = (trm.m11 * trm.m22).abs().sqrt() * font_size.abs();
        if upright && size.is_finite() && size > 0.5 && trm.m31.is_finite() && trm.m32.is_finite() {
            self.page.put(trm.m31, trm.m32, width.clamp(0.0, 4.0) * size, size, letter);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Page {
    /// Adds a letter to the last run, or opens a new one.
    fn put(&mut self, x: f64, y: f64, width: f64, size: f64, letter: &str) {
        let letter = spelled(letter);
        if let Some(last) = self.runs.last_mut() {
            let gap = x - last.right;
            let level = (y - last.base).abs() < last.size.max(size) * 0.25;
            let near = gap > -0.6 * size && gap < 1.6 * last.size.max(size);
            if level && near && (last.size - size).abs() < last.size * 0.25 {
                let spaced = last.text.ends_with(' ') || letter.starts_with(' ');
                if gap > 0.17 * size && !spaced {
                    last.text.push(' ');
                }
                last.text.push_str(&letter);
                last.right = last.right.max(x + width);
                return;
            }
            let raised = y - last.base > last.size * 0.15 && y - last.base < last.size * 0.8 && size < last.size * 0.85;
            if raised && gap.abs() < last.size * 0.6 && letter.chars().all(|c| c.is_ascii_digit()) && !letter.is_empty() {
                // The number of a note: in brackets it stays apart from the word before it.
                match last.text.strip_suffix(']') {
                    Some(open)
                        if open.rsplit('[').next().is_some_and(|inside| inside.chars().all(|c| c.is_ascii_digit()))
                            && open.contains('[') =>
                    {
                        last.text = format!("{open}{letter}]");
                    }
                    _ => last.text.push_str(&format!("[{letter}]")),
                }
                last.right = last.right.max(x + width);
                return;
            }
        }
        self.runs.push(Run { text: letter, left: x, right: x + width, base: y, size });
    }
}

/// Ligatures are spelled out, and spaces of every width are one.
fn spelled(letter: &str) -> String {
    let mut out = String::with_capacity(letter.len());
    for c in letter.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            '\u{0}'..='\u{1f}' | '\u{a0}' | '\u{2000}'..='\u{200a}' => out.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fffd}' => {}
            c => out.push(c),
        }
    }
    out
}
