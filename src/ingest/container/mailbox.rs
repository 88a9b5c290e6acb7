//! A mailbox: many mails in one file.

use mail_parser::mailbox::mbox::MessageIterator;

use super::{Entry, PassedOver, mail};

/// Reads every mail that has a text; the others are counted.
pub(super) fn read(bytes: &[u8]) -> (Vec<Entry>, PassedOver) {
    let (mut entries, mut passed_over) = (Vec::new(), PassedOver::new());
    for message in MessageIterator::new(bytes) {
        match message.ok().and_then(|message| mail::read(message.contents())) {
            Some(entry) => entries.push(entry),
            None => *passed_over.entry("mails without text").or_default() += 1,
        }
    }
    (entries, passed_over)
}
