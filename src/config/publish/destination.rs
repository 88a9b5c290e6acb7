//! Where a `[[publish]]` leads.

use std::ops::Range;

use url::Url;

use super::Destination;
use super::written::{Kind, Text, WrittenPublish};
use crate::config::table::{Problems, Written};

/// The destination of a target of the given kind.
pub(super) fn destination(written: WrittenPublish, kind: Kind, problems: &mut Problems<'_>) -> Option<Destination> {
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
