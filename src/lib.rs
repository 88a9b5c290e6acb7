//! demarche turns a folder of articles about a negotiation into a briefing site in which every statement leads back to the words it came from.
//!
//! The rooms in the order in which the work passes through them; `docs/architecture.md` is the walk.

/// Values that every room speaks about.
pub mod base;

/// What the desk knows before reading.
pub mod lexicon;

/// Files become articles.
pub mod ingest;

/// Articles become sentences and tokens.
pub mod text;

/// Who, where and when the words point at.
pub mod mentions;

/// What is said to have happened.
pub mod claims;

/// All sources together.
pub mod dossier;

/// The dossier laid out as pages and addresses.
pub mod site;

/// Pages become bytes.
pub mod render;

/// Bytes reach the disk.
pub mod output;

/// Readings of unchanged files, remembered between builds.
pub mod cache;

/// What `site.toml` says and what it means.
pub mod config;

/// The project folder, read once.
pub mod project;

/// The corridor: opens the doors in order, does none of the work.
pub mod pipeline;

/// Preview from memory.
pub mod serve;

/// Delivery to hosts.
pub mod publish;

/// The command line.
pub mod cli;
