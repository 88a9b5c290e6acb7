//! PDF: the words of the pages, as far as the document holds words and not pictures of them.

use std::sync::mpsc;
use std::time::Duration;

use pdf_extract::{Dictionary, Document, Object, decode_text_string};

use crate::base::{Basis, Diagnostic, Known};
use crate::ingest::draft::{Draft, Found, Part};
use crate::ingest::lines::folded;
use crate::ingest::{Reason, tidy};

use super::pdf_lines;
use super::pdf_page::{self, Page};
use super::{Content, Entry, READER, STACK};

/// Pages that are read; an article has a few.
const MOST_PAGES: usize = 400;
/// Bytes of all streams together when they are unpacked.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;
/// How long a document may take. A document that needs more is broken in a way that keeps its parser busy for ever.
const MOST_TIME: Duration = Duration::from_secs(60);

/// What a document gave: its pages, and what its information states.
struct Opened {
    pages: Vec<Page>,
    n_broken: usize,
    title: Option<String>,
    author: Option<String>,
}

/// Reads a document.
///
/// # Errors
/// The finding that says why it gives no text.
pub(super) fn read(bytes: &[u8]) -> Result<Entry, Box<Diagnostic>> {
    if pdf_page::unpacked_above(bytes, MOST_UNPACKED) {
        return Err(Box::new(Diagnostic::new("I05", "the document unpacks to more than 512 MB and was not read")));
    }
    let opened = within_time(bytes.to_vec())?;
    let n_pages = opened.pages.len();
    if opened.pages.iter().all(|page| page.runs.is_empty()) {
        return Err(Box::new(without_text(n_pages, opened.n_broken)));
    }
    let article = pdf_lines::read(opened.pages);
    let mut draft = Draft { parts: article.parts, found: Found::default() };
    take_title(&mut draft, opened.title, article.title);
    draft.found.author = opened.author.map(|name| Known::new(name, Basis::Container));
    let stated = std::mem::take(&mut draft.found);
    tidy::tidy(&mut draft);
    Ok(Entry { name: None, content: Content::Draft(Box::new(draft)), stated, first: true })
}

/// The parser runs apart: it may panic, and there are documents on which it never ends. Such a thread is left behind.
fn within_time(bytes: Vec<u8>) -> Result<Opened, Box<Diagnostic>> {
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let _ = sender.send(open(&bytes));
    };
    let worker = std::thread::Builder::new().name(READER.to_owned()).stack_size(STACK).spawn(work);
    let broken = || Box::new(Diagnostic::new("I01", "the document is broken: its parser gave up"));
    worker.map_err(|_| broken())?;
    match receiver.recv_timeout(MOST_TIME) {
        Ok(opened) => opened,
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(broken()),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            let message = "the document keeps its parser busy for more than a minute and was left out";
            Err(Box::new(Diagnostic::new("I05", message)))
        }
    }
}

fn open(bytes: &[u8]) -> Result<Opened, Box<Diagnostic>> {
    let unreadable = || Box::new(Diagnostic::new("I01", "the document cannot be read: it is broken, cut off or no PDF"));
    let mut doc = Document::load_mem(bytes).map_err(|_| unreadable())?;
    if doc.is_encrypted() && doc.decrypt("").is_err() {
        let mut finding = Diagnostic::new("I01", "the document is locked with a password");
        finding.hints.push("save a copy without the password".to_owned());
        return Err(Box::new(finding));
    }
    pdf_page::prepare(&mut doc);
    let ids = doc.get_pages();
    if ids.is_empty() {
        return Err(unreadable());
    }
    let (mut pages, mut n_broken) = (Vec::new(), 0);
    for number in ids.keys().take(MOST_PAGES) {
        match pdf_page::read(&doc, *number) {
            Some(page) => pages.push(page),
            None => n_broken += 1,
        }
    }
    let info = doc.trailer.get(b"Info").and_then(Object::as_reference).and_then(|id| doc.get_dictionary(id)).ok();
    Ok(Opened {
        pages,
        n_broken,
        title: info.and_then(|info| text(info, b"Title")).filter(|title| is_title(title)),
        author: info.and_then(|info| text(info, b"Author")).filter(|name| is_name(name)),
    })
}

fn without_text(n_pages: usize, n_broken: usize) -> Diagnostic {
    if n_pages == 0 && n_broken > 0 {
        return Diagnostic::new("I01", "no page of the document can be read");
    }
    let pages = if n_pages == 1 { "its page is a picture".to_owned() } else { format!("its {n_pages} pages are pictures") };
    let mut finding = Diagnostic::new("I03", format!("the document holds no text; {pages}"));
    finding.hints.push("run text recognition over it and save the result as text or as a PDF with text".to_owned());
    finding
}

fn text(info: &Dictionary, key: &[u8]) -> Option<String> {
    let text = decode_text_string(info.get(key).ok()?).ok()?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Whether a document's title is a headline and not the name of a file or of the program that made it.
fn is_title(title: &str) -> bool {
    const ENDS: [&str; 10] = [".doc", ".docx", ".pdf", ".indd", ".qxd", ".odt", ".rtf", ".txt", ".html", ".pages"];
    let lower = title.to_lowercase();
    title.split_whitespace().count() >= 2
        && !lower.starts_with("microsoft ")
        && !["untitled", "http://", "https://", "layout 1"].iter().any(|start| lower.starts_with(start))
        && !ENDS.iter().any(|end| lower.ends_with(end))
        && title.chars().filter(|c| c.is_alphabetic()).count() * 2 > title.chars().count()
}

/// Whether a document's author is a person's name and not a login.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=12).contains(&words.len())
        && words.iter().any(|word| word.starts_with(char::is_uppercase))
        && !name.chars().any(|c| c.is_ascii_digit() || matches!(c, '@' | '\\' | '/' | '_'))
}

/// The title that the document states when its first page prints it or prints no other; else what stands in the largest letters.
fn take_title(draft: &mut Draft, stated: Option<String>, printed: Option<(usize, String)>) {
    let same = |one: &str, other: &str| {
        let (one, other) = (folded(one), folded(other));
        one.starts_with(&other) || other.starts_with(&one)
    };
    let mut drop = |at: usize, why: Reason| draft.parts.get_mut(at).into_iter().for_each(|part: &mut Part| part.drop_for(why));
    draft.found.title = match (stated, printed) {
        (Some(stated), Some((at, printed))) if same(&stated, &printed) => {
            drop(at, Reason::RepeatedHeadline);
            Some(Known::new(stated, Basis::Container))
        }
        (_, Some((at, printed))) => {
            drop(at, Reason::Metadata);
            Some(Known::new(printed, Basis::BodyText))
        }
        (Some(stated), None) => Some(Known::new(stated, Basis::Container)),
        (None, None) => None,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_pages_and_broken_words_become_paragraphs() {
        let entry = read(include_bytes!("../../../tests/files/columns.pdf")).unwrap();
        let Content::Draft(draft) = entry.content else { panic!("a draft") };
        let body = draft.into_body().0;
        let (first, rest) = body.split_once("\n\n").unwrap();
        assert_eq!(
            first,
            "The delegations of the two river states met for a third day in Entebbe and left the conference without a common statement on the dam, an official of the lake office said."
        );
        assert!(rest.contains("the north-west had not been asked"), "{rest}");
        assert!(rest.contains("who have kept it for themselves since the first round, when each of them refused the map"), "{rest}");
        assert!(rest.ends_with("The talks go on in Kampala in a fortnight."), "{rest}");
    }

    #[test]
    fn names_of_files_and_logins_are_neither_titles_nor_authors() {
        assert!(is_title("Three gauges and no filling"));
        for none in ["Microsoft Word - draft3.docx", "gauges_final.indd", "Untitled document", "12/03/2016 - 14", "draft"] {
            assert!(!is_title(none), "{none}");
        }
        assert!(is_name("Idris Haroun") && is_name("Ana de la Cruz, Joon Seo"));
        assert!(!is_name("admin") && !is_name("HP user 2") && !is_name("DESK\\ih one"));
    }
}
