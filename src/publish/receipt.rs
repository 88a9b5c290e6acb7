//! What was published, set down.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::Fingerprint;
use crate::output::{Entry, is_below};

use super::listing::Listing;

/// The form that this program writes; a receipt of another form is not read.
const FORMAT: u32 = 1;

/// What the command line knows about a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The moment, as RFC 3339 writes it.
    pub time: String,
    /// The address under which readers meet the site.
    pub url: Option<String>,
    /// SHA-256 of the source files that the site was made from, by path; empty when an earlier release comes back.
    pub sources: BTreeMap<String, String>,
}

/// One publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    format: u32,
    /// Counted from 1 for each target.
    pub number: u32,
    /// When it was published.
    pub time: String,
    /// Name of the target.
    pub target: String,
    /// Where that was, in words.
    pub place: String,
    /// The address of the site, if it has one.
    pub url: Option<String>,
    /// The program that published it.
    pub engine: String,
    /// The fingerprint of all files together.
    pub version: String,
    /// The target's own name for it: a commit, or a folder of releases.
    pub release: String,
    /// The publication that came back with this one.
    pub restores: Option<u32>,
    /// Files of the version before that stayed for readers who still have its pages open.
    pub kept: Vec<String>,
    /// SHA-256 of the source files by path.
    pub sources: BTreeMap<String, String>,
    files: BTreeMap<String, WrittenEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    sha256: String,
    size: u64,
}

/// What a receipt says besides its files.
pub(super) struct Facts {
    pub number: u32,
    pub target: String,
    pub place: String,
    pub release: String,
    pub restores: Option<u32>,
    pub kept: Vec<String>,
}

impl Receipt {
    pub(super) fn new(facts: Facts, files: &Listing, stamp: &Stamp) -> Self {
        let Facts { number, target, place, release, restores, kept } = facts;
        let written = |entry: &Entry| WrittenEntry { sha256: entry.fingerprint.to_string(), size: entry.size };
        Self {
            format: FORMAT,
            number,
            time: stamp.time.clone(),
            target,
            place,
            url: stamp.url.clone(),
            engine: concat!("demarche ", env!("CARGO_PKG_VERSION")).to_owned(),
            version: files.version().to_string(),
            release,
            restores,
            kept,
            sources: stamp.sources.clone(),
            files: files.iter().map(|(path, entry)| (path.clone(), written(entry))).collect(),
        }
    }

    /// The files that were public.
    pub(super) fn files(&self) -> Listing {
        // Parsing has seen that every fingerprint is one.
        let entry = |entry: &WrittenEntry| Some(Entry { fingerprint: Fingerprint::parse(&entry.sha256)?, size: entry.size });
        self.files.iter().filter_map(|(path, written)| Some((path.clone(), entry(written)?))).collect()
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let receipt: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if receipt.format != FORMAT {
            return Err(format!("its format is {}, and this demarche reads {FORMAT}", receipt.format));
        }
        let bad = receipt.files.iter().find(|(path, entry)| !is_below(path) || Fingerprint::parse(&entry.sha256).is_none());
        if let Some((path, _)) = bad {
            return Err(format!("its entry {path:?} is not one of a site"));
        }
        let listed = receipt.files().version().to_string();
        if listed == receipt.version { Ok(receipt) } else { Err("its files are not those of its version".to_owned()) }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // A struct of texts and numbers always becomes JSON.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The first twelve digits of the version, for readers.
    pub fn short_version(&self) -> &str {
        self.version.get(..12).unwrap_or(&self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_survives_its_writing_and_notices_meddling() {
        let files: Listing = [("index.html".to_owned(), Entry::of(b"words"))].into_iter().collect();
        let facts =
            Facts { number: 1, target: "www".into(), place: "/srv".into(), release: "abc".into(), restores: None, kept: Vec::new() };
        let receipt = Receipt::new(facts, &files, &Stamp { time: "2026-02-03T04:05:06Z".into(), ..Stamp::default() });
        let bytes = receipt.to_bytes();
        assert_eq!(Receipt::parse(&bytes).unwrap(), receipt);
        assert_eq!(receipt.files(), files);
        let text = String::from_utf8(bytes).unwrap();
        for (from, to) in
            [("index.html", "../index.html"), ("index.html", "other.html"), ("\"format\": 1", "\"format\": 2"), ("\"size\"", "\"sise\"")]
        {
            assert!(Receipt::parse(text.replace(from, to).as_bytes()).is_err(), "{from}");
        }
    }
}
