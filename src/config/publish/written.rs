//! A `[[publish]]` as it is written.

use std::ops::Range;

use crate::config::table::{Problems, Table, Written};

/// The kinds of targets.
#[derive(Clone, Copy)]
pub enum Kind {
    Folder,
    Git,
    Rsync,
    Archive,
}

pub type Text = Option<Written<String>>;

/// A `[[publish]]` as written.
pub struct WrittenPublish {
    pub at: Range<usize>,
    pub kind: Option<Kind>,
    pub name: Text,
    pub path: Text,
    pub remote: Text,
    pub branch: Text,
    pub cname: Text,
    pub to: Text,
    pub url: Text,
    pub keep: Option<Written<i64>>,
    pub host_files: Vec<Written<String>>,
    pub redirects: Vec<Written<String>>,
}

/// Reads one table.
pub fn written(mut table: Table<'_>, problems: &mut Problems<'_>) -> WrittenPublish {
    const KINDS: &[(&str, Kind)] = &[("folder", Kind::Folder), ("git", Kind::Git), ("rsync", Kind::Rsync), ("archive", Kind::Archive)];
    let has_kind = table.has("kind");
    let publish = WrittenPublish {
        at: table.at().clone(),
        kind: table.choice("kind", KINDS, problems),
        name: table.text("name", problems),
        path: table.text("path", problems),
        remote: table.text("remote", problems),
        branch: table.text("branch", problems),
        cname: table.text("cname", problems),
        to: table.text("to", problems),
        url: table.text("url", problems),
        keep: table.number("keep", problems),
        host_files: table.texts("host_files", problems),
        redirects: table.texts("redirects", problems),
    };
    if !has_kind {
        problems.wrong(&publish.at, "a [[publish]] needs a `kind`: \"folder\", \"git\", \"rsync\" or \"archive\"");
    }
    table.finish(problems);
    publish
}

impl WrittenPublish {
    /// Keys that belong to other kinds of targets.
    pub fn strangers(&self, kind: Kind) -> Vec<(&'static str, Range<usize>)> {
        let keys = [("path", &self.path), ("remote", &self.remote), ("branch", &self.branch), ("cname", &self.cname), ("to", &self.to)];
        let own: &[&str] = match kind {
            Kind::Folder | Kind::Archive => &["path"],
            Kind::Git => &["remote", "branch", "cname"],
            Kind::Rsync => &["to"],
        };
        let strange = keys.into_iter().filter(|(key, _)| !own.contains(key));
        let mut found: Vec<_> = strange.filter_map(|(key, text)| text.as_ref().map(|text| (key, text.at.clone()))).collect();
        if let (Kind::Git, Some(keep)) = (kind, &self.keep) {
            found.push(("keep", keep.at.clone()));
        }
        found
    }
}

/// How the file writes a kind.
pub fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Folder => "folder",
        Kind::Git => "git",
        Kind::Rsync => "rsync",
        Kind::Archive => "archive",
    }
}
