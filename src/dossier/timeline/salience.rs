//! How much an event matters, for the order of a front page.

use super::Context;
use crate::claims::{Kind, Status};
use crate::dossier::Event;

/// 0 to 1: independent sources first, then kind, status, and how well it is told.
pub(in crate::dossier) fn of(context: &Context<'_>, event: &Event) -> f64 {
    let n = context.origins.count(event.accounts.iter().map(|account| &account.evidence)) as f64;
    let sources = n / (n + 1.5);
    let kind = match event.kind {
        Kind::Agreement | Kind::Ceasefire | Kind::Exchange => 1.0,
        Kind::Meeting => 0.9,
        Kind::Strike
        | Kind::Vote
        | Kind::Sanction
        | Kind::Resignation
        | Kind::Appointment
        | Kind::Detention
        | Kind::Withdrawal
        | Kind::Easing
        | Kind::Ruling => 0.7,
        Kind::Call | Kind::Visit | Kind::Proposal | Kind::Aid | Kind::Protest | Kind::Deployment | Kind::Threat => 0.6,
        Kind::Rejection | Kind::Request | Kind::Accusation | Kind::Support | Kind::Inspection => 0.5,
        Kind::Statement | Kind::Report => 0.4,
    };
    let status = match event.status {
        Status::Held | Status::UnderWay => 1.0,
        Status::Planned => 0.7,
        _ => 0.5,
    };
    let dated = if event.when.as_ref().is_some_and(|when| when.value.n_days() <= 7) { 1.0 } else { 0.5 };
    let told = (event.participants.len().min(4) as f64 / 4.0) * 0.6 + if event.place.is_some() { 0.4 } else { 0.0 };
    let raw = 0.45 * sources + 0.25 * kind + 0.1 * status + 0.1 * dated + 0.1 * told;
    (raw * 1_000.0).round() / 1_000.0
}
