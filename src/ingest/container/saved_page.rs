//! A page that a browser saved with its parts in one file: MHTML.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::base::{Basis, Known};
use crate::ingest::draft::Found;
use crate::ingest::{Format, format};

use super::http::of_address;
use super::{Content, Entry, contained};

/// Reads the page; `None` when there is none in the file.
pub(super) fn read(bytes: &[u8]) -> Option<Entry> {
    contained(|| {
        let message = MessageParser::default().parse(bytes)?;
        let page = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)))?;
        let text = text(&message, page)?;
        Some(Entry { name: None, content: Content::Text(Format::Html, text), stated: stated(&message, page), first: false })
    })?
}

/// The page's text: by the charset that its part names, else as its bytes and its markup tell.
fn text(message: &Message<'_>, page: &MessagePart<'_>) -> Option<String> {
    let named = page.content_type().and_then(|content_type| content_type.attribute("charset"));
    if let (Some(_), PartType::Html(html)) = (named, &page.body) {
        return Some(html.clone().into_owned());
    }
    let raw = message.raw_message().get(page.offset_body as usize..page.offset_end as usize)?;
    let bytes = match page.encoding {
        Encoding::None => raw.to_vec(),
        Encoding::QuotedPrintable => quoted_printable_decode(raw)?,
        Encoding::Base64 => base64_decode(raw)?,
    };
    format::decode(&bytes, Format::Html)
}

/// The address from which the page was saved, and its title.
fn stated(message: &Message<'_>, page: &MessagePart<'_>) -> Found {
    let snapshot = match message.header("Snapshot-Content-Location") {
        Some(HeaderValue::Text(address)) => Some(address.as_ref().to_owned()),
        _ => None,
    };
    let address = [snapshot.as_deref(), page.content_location(), message.content_location()].into_iter().flatten();
    let address = address.map(str::trim).find(|address| address.starts_with("https://") || address.starts_with("http://"));
    let title = message.subject().map(str::trim).filter(|title| !title.is_empty());
    Found { title: title.map(|title| Known::new(title.to_owned(), Basis::Container)), ..address.map(of_address).unwrap_or_default() }
}
