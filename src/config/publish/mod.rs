//! `[[publish]]`: where the site goes.

mod destination;
mod written;

use std::collections::BTreeSet;
use std::path::PathBuf;

use url::Url;

use super::resolve::base_url;
use super::table::{Problems, Written};
use destination::destination;
use written::{Kind, word};

pub(super) use written::{WrittenPublish, written};

/// Releases that stay at a target, the one that is public among them.
const KEEP: u16 = 5;

/// One place to which the site is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publish {
    /// Name for the command line, of lower-case letters, digits and hyphens; unique.
    pub name: String,
    /// What kind of place it is.
    pub destination: Destination,
    /// The address under which readers meet the site there.
    pub url: Option<Url>,
    /// How many releases stay at the target, the one that is public among them.
    pub keep: u16,
    /// Files for the host that travel with the site.
    pub host_files: Vec<HostFile>,
    /// Old and new addresses, for `_redirects`.
    pub redirects: Vec<(String, String)>,
}

/// What kind of place a target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A folder of this machine, as written: relative to the project's folder unless absolute.
    Folder(PathBuf),
    /// An archive file, as written.
    Archive(PathBuf),
    /// A branch of a git repository.
    Git {
        /// Address, path or name of the remote.
        remote: String,
        /// The branch that holds the site and nothing else.
        branch: String,
        /// A domain for the file `CNAME`.
        cname: Option<String>,
    },
    /// A folder of another machine, reached by rsync over SSH.
    Rsync {
        /// The machine, with a user in front where one is needed.
        host: String,
        /// The folder there.
        path: String,
    },
}

/// A file for the host that travels with the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostFile {
    /// `_headers`
    Headers,
    /// `_redirects`
    Redirects,
}

/// What the tables mean.
pub(super) fn resolve(written: Vec<WrittenPublish>, problems: &mut Problems<'_>) -> Vec<Publish> {
    let mut seen = BTreeSet::new();
    written.into_iter().filter_map(|publish| one(publish, &mut seen, problems)).collect()
}

fn one(written: WrittenPublish, seen: &mut BTreeSet<String>, problems: &mut Problems<'_>) -> Option<Publish> {
    let kind = written.kind?;
    let strangers = written.strangers(kind);
    for (key, at) in &strangers {
        problems.wrong(at, format!("`{key}` means nothing for a target of kind \"{}\"", word(kind)));
    }
    let name = name(&written, kind, seen, problems);
    let url = written.url.as_ref().and_then(|url| address(url, problems));
    let keep = keep(written.keep.as_ref(), problems);
    let host_files = written.host_files.iter().filter_map(|word| host_file(word, problems)).collect();
    let redirects = written.redirects.iter().filter_map(|line| redirect(line, problems)).collect();
    let destination = destination(written, kind, problems);
    Some(Publish { name: name?, destination: destination?, url, keep, host_files, redirects })
}

fn name(written: &WrittenPublish, kind: Kind, seen: &mut BTreeSet<String>, problems: &mut Problems<'_>) -> Option<String> {
    let at = written.name.as_ref().map_or(&written.at, |name| &name.at);
    let name = written.name.as_ref().map_or(word(kind), |name| name.value.as_str());
    let good = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !good || name.starts_with('-') {
        problems.wrong(at, "the `name` of a [[publish]] is made of lower-case letters, digits and hyphens");
        return None;
    }
    if !seen.insert(name.to_owned()) {
        problems.wrong(at, format!("two targets have the name \"{name}\""));
        return None;
    }
    Some(name.to_owned())
}

fn address(url: &Written<String>, problems: &mut Problems<'_>) -> Option<Url> {
    base_url(&url.value).map_err(|reason| problems.wrong(&url.at, format!("`url` {reason}"))).ok()
}

fn keep(written: Option<&Written<i64>>, problems: &mut Problems<'_>) -> u16 {
    let Some(written) = written else { return KEEP };
    let keep = u16::try_from(written.value).ok().filter(|keep| (2..=1000).contains(keep));
    keep.unwrap_or_else(|| {
        problems.wrong(&written.at, "`keep` is a number from 2 to 1000: without the release before, nothing can be taken back");
        KEEP
    })
}

fn host_file(written: &Written<String>, problems: &mut Problems<'_>) -> Option<HostFile> {
    match written.value.as_str() {
        "headers" => Some(HostFile::Headers),
        "redirects" => Some(HostFile::Redirects),
        "nginx" | "caddy" | "github-pages" | "gitlab-pages" => {
            let hint = format!("`demarche init --host {}` writes it", written.value);
            let message = format!("\"{}\" is a file of the server or the project, and does not travel with the site", written.value);
            problems.add("C02", &written.at, message, Some(hint));
            None
        }
        _ => {
            problems.wrong(&written.at, "`host_files` lists \"headers\", \"redirects\" or both");
            None
        }
    }
}

/// "/old/ /new/"
fn redirect(written: &Written<String>, problems: &mut Problems<'_>) -> Option<(String, String)> {
    let mut words = written.value.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(from), Some(to), None) if from.starts_with('/') && (to.starts_with('/') || to.starts_with("https://")) => {
            Some((from.to_owned(), to.to_owned()))
        }
        _ => {
            problems.wrong(&written.at, "`redirects` takes texts such as \"/old/ /new/\": the old path, a space, the new one");
            None
        }
    }
}

#[cfg(test)]
mod tests;
