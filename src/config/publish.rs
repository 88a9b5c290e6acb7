//! `[[publish]]`: where the site goes.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

use url::Url;

use super::resolve::base_url;
use super::table::{Problems, Table, Written};

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

#[derive(Clone, Copy)]
enum Kind {
    Folder,
    Git,
    Rsync,
    Archive,
}

type Text = Option<Written<String>>;

/// A `[[publish]]` as written.
pub(super) struct WrittenPublish {
    at: Range<usize>,
    kind: Option<Kind>,
    name: Text,
    path: Text,
    remote: Text,
    branch: Text,
    cname: Text,
    to: Text,
    url: Text,
    keep: Option<Written<i64>>,
    host_files: Vec<Written<String>>,
    redirects: Vec<Written<String>>,
}

/// Reads one table.
pub(super) fn written(mut table: Table<'_>, problems: &mut Problems<'_>) -> WrittenPublish {
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

impl WrittenPublish {
    /// Keys that belong to other kinds of targets.
    fn strangers(&self, kind: Kind) -> Vec<(&'static str, Range<usize>)> {
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

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Folder => "folder",
        Kind::Git => "git",
        Kind::Rsync => "rsync",
        Kind::Archive => "archive",
    }
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

fn destination(written: WrittenPublish, kind: Kind, problems: &mut Problems<'_>) -> Option<Destination> {
    let at = written.at.clone();
    match kind {
        Kind::Folder => needed(written.path, "path", &at, problems).map(|path| Destination::Folder(path.value.into())),
        Kind::Archive => {
            let path = needed(written.path, "path", &at, problems)?;
            let known = path.value.ends_with(".zip") || path.value.ends_with(".tar.zst");
            if !known {
                problems.wrong(&path.at, "the `path` of an archive ends in .zip or .tar.zst");
            }
            known.then(|| Destination::Archive(path.value.into()))
        }
        Kind::Git => git(written, problems),
        Kind::Rsync => needed(written.to, "to", &at, problems).and_then(|to| rsync(&to, problems)),
    }
}

fn needed(text: Text, key: &str, at: &Range<usize>, problems: &mut Problems<'_>) -> Option<Written<String>> {
    match text {
        Some(text) if !text.value.trim().is_empty() => Some(Written { value: text.value.trim().to_owned(), at: text.at }),
        Some(text) => {
            problems.wrong(&text.at, format!("`{key}` is empty"));
            None
        }
        None => {
            problems.wrong(at, format!("this [[publish]] needs `{key}`"));
            None
        }
    }
}

fn git(written: WrittenPublish, problems: &mut Problems<'_>) -> Option<Destination> {
    let remote = needed(written.remote, "remote", &written.at, problems)?;
    let url = Url::parse(&remote.value).ok();
    let secret = url.is_some_and(|url| url.password().is_some() || url.scheme().starts_with("http") && !url.username().is_empty());
    if secret || remote.value.starts_with('-') {
        problems.wrong(
            &remote.at,
            "`remote` is an address, a path or the name of a remote; user names and passwords belong to git's credential helper",
        );
        return None;
    }
    let branch = written.branch.unwrap_or(Written { value: "gh-pages".to_owned(), at: written.at.clone() });
    if !is_branch(&branch.value) {
        problems.wrong(&branch.at, "`branch` is not a name that git takes for a branch");
        return None;
    }
    let domain = |text: &Written<String>| {
        !text.value.is_empty() && text.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
    };
    if let Some(cname) = written.cname.as_ref().filter(|cname| !domain(cname)) {
        problems.wrong(&cname.at, "`cname` is a domain such as \"briefing.example.org\"");
    }
    Some(Destination::Git { remote: remote.value, branch: branch.value, cname: written.cname.map(|cname| cname.value) })
}

/// The rules of `git check-ref-format`, as far as they concern short names.
fn is_branch(name: &str) -> bool {
    let odd = |letter: char| letter.is_whitespace() || letter.is_control() || "~^:?*[\\".contains(letter);
    let parts = name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.ends_with(".lock"));
    parts
        && !name.starts_with('-')
        && !name.ends_with('.')
        && !name.contains("..")
        && !name.contains("@{")
        && name != "@"
        && !name.contains(odd)
}

fn rsync(to: &Written<String>, problems: &mut Problems<'_>) -> Option<Destination> {
    let split = to.value.split_once(':').filter(|(host, path)| {
        let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@._-".contains(&byte));
        plain && !host.is_empty() && !host.starts_with('-') && !path.starts_with([':', '-']) && !path.contains(['\n', '\0'])
    });
    let split = split.map(|(host, path)| (host, path.trim_end_matches('/'))).filter(|(_, path)| !path.is_empty());
    let Some((host, path)) = split else {
        let message =
            "`to` is a machine and a folder on it, such as \"desk@example.org:/var/www/briefing\"; for a folder here take kind \"folder\"";
        problems.wrong(&to.at, message);
        return None;
    };
    Some(Destination::Rsync { host: host.to_owned(), path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::read;

    fn targets(text: &str) -> Vec<Publish> {
        read(text, Path::new("site.toml"), "talks").unwrap().publish
    }

    fn complaint(text: &str) -> String {
        let report = read(&format!("[[publish]]\n{text}"), Path::new("site.toml"), "talks").unwrap_err();
        assert_eq!(report.items().len(), 1, "{:?}", report.items());
        report.items()[0].message.clone()
    }

    #[test]
    fn each_kind_has_its_keys() {
        let found = targets(
            "[[publish]]\nkind = \"folder\"\npath = \"../www\"\nkeep = 2\n\
             [[publish]]\nname = \"pages\"\nkind = \"git\"\nremote = \"origin\"\nurl = \"https://example.org/talks\"\n\
             [[publish]]\nkind = \"rsync\"\nto = \"desk@example.org:/var/www/briefing/\"\nredirects = [\"/old/ /new/\"]\n\
             [[publish]]\nkind = \"archive\"\npath = \"site.tar.zst\"\nhost_files = [\"headers\", \"redirects\"]\n",
        );
        assert_eq!(found.iter().map(|target| target.name.as_str()).collect::<Vec<_>>(), ["folder", "pages", "rsync", "archive"]);
        assert_eq!((found[0].keep, found[1].keep), (2, 5));
        assert_eq!(found[1].destination, Destination::Git { remote: "origin".into(), branch: "gh-pages".into(), cname: None });
        assert_eq!(found[1].url.as_ref().unwrap().as_str(), "https://example.org/talks/");
        assert_eq!(found[2].destination, Destination::Rsync { host: "desk@example.org".into(), path: "/var/www/briefing".into() });
        assert_eq!(found[3].host_files, [HostFile::Headers, HostFile::Redirects]);
    }

    #[test]
    fn what_cannot_be_a_target_is_told() {
        assert!(complaint("path = \"x\"").contains("needs a `kind`"));
        assert!(complaint("kind = \"ftp\"").contains("one of \"folder\""));
        assert!(complaint("kind = \"folder\"\npath = \"x\"\nremote = \"origin\"").contains("means nothing"));
        assert!(complaint("kind = \"archive\"\npath = \"x.rar\"").contains(".zip or .tar.zst"));
        assert!(complaint("kind = \"git\"\nremote = \"https://me:secret@example.org/x.git\"").contains("credential helper"));
        assert!(complaint("kind = \"git\"\nremote = \"https://ghp_secret@example.org/x.git\"").contains("credential helper"));
        assert!(complaint("kind = \"git\"\nremote = \"o\"\nbranch = \"a..b\"").contains("`branch`"));
        assert!(complaint("kind = \"git\"\nremote = \"o\"\nkeep = 3").contains("means nothing"));
        for to in ["/var/www", "-oProxyCommand=x:/y", "host:", "host::module", "a b:/x"] {
            assert!(complaint(&format!("kind = \"rsync\"\nto = \"{to}\"")).contains("a machine and a folder"), "{to}");
        }
        assert!(complaint("kind = \"folder\"\npath = \"x\"\nkeep = 1").contains("2 to 1000"));
        assert!(complaint("kind = \"folder\"\npath = \"x\"\nhost_files = [\"nginx\"]").contains("does not travel"));
        assert!(complaint("kind = \"folder\"\npath = \"x\"\nname = \"A b\"").contains("lower-case"));
        assert!(complaint("kind = \"folder\"\npath = \"x\"\n[[publish]]\nkind = \"folder\"\npath = \"y\"").contains("two targets"));
    }
}
