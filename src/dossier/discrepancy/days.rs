//! One event that accounts put on different days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::new;
use crate::base::{Evidence, SourceId};
use crate::dossier::timeline::Context;
use crate::dossier::{Aspect, Discrepancy, Event, Subject};

/// The days that the accounts of one event give, when they differ. A round of several days is no difference, nor is a source that tells of
/// more days than one.
pub(super) fn differ(context: &Context<'_>, event: &Event) -> Option<Discrepancy> {
    // Words have their own rule, by what was said.
    if event.statement.is_some() {
        return None;
    }
    event.when.as_ref()?.value.exact()?;
    let mut by_source: BTreeMap<SourceId, BTreeSet<NaiveDate>> = BTreeMap::new();
    let told = |account: &crate::dossier::Account| account.when.and_then(|when| when.exact());
    for account in &event.accounts {
        by_source.entry(account.evidence.source).or_default().extend(told(account));
    }
    let mut versions: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for account in event.accounts.iter().filter(|account| by_source[&account.evidence.source].len() == 1) {
        if let Some(day) = told(account) {
            versions.entry(day.to_string()).or_default().push(account.evidence.clone());
        }
    }
    new(context, Subject::Event(event.id), Aspect::Day, versions)
}
