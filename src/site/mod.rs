//! The dossier laid out as pages and addresses.
//!
//! In comes the dossier; out goes a [`Site`]: every page with its address, its view and its citations.
//! No bytes are made here, and nothing is claimed that the dossier does not carry.

/// Every page, feed and table of the site, before rendering.
#[derive(Clone, Debug, Default)]
pub struct Site {}
