//! What the host answers to readers, beside what a receipt says is public.

use std::io::Read;
use std::time::Duration;

use rayon::prelude::*;
use ureq::Agent;
use url::Url;

use crate::base::Fingerprint;
use crate::output::Entry;

use super::receipt::Receipt;
use super::{PublishError, Wrong};

/// How many files are asked for at a time: as many as a browser would.
const AT_ONCE: usize = 6;
/// How long one answer may take, redirects included.
const PATIENCE: Duration = Duration::from_secs(30);
/// Files that tell hosts something, and that hosts keep to themselves.
const FOR_HOSTS: &[&str] = &["_headers", "_redirects", "CNAME"];
/// The page that hosts show where there is none.
const NOT_FOUND: &str = "404.html";

/// Asks the host for every file of a receipt, as a reader would, and for a page that is not there. Gives how many addresses were asked, and what is wrong, by path.
///
/// `except` names files at whose addresses the host answers with something else on purpose.
///
/// # Errors
/// When the host does not answer at all, or stops answering.
pub fn ask(site: &Url, receipt: &Receipt, except: impl Fn(&str) -> bool + Sync) -> Result<(usize, Vec<Wrong>), PublishError> {
    let files = receipt.files();
    let asked = files.iter().filter(|(path, _)| is_for_readers(path) && !except(path));
    let mut questions: Vec<Question> =
        asked.map(|(path, entry)| Question { path, address: address(site, path), status: 200, entry: Some(*entry) }).collect();
    let nowhere = format!("no-such-page-{}", receipt.short_version());
    questions.push(Question { path: NOT_FOUND, address: address(site, &nowhere), status: 404, entry: files.get(NOT_FOUND).copied() });
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("demarche/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let workers = rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build();
    let answers: Result<Vec<Option<Wrong>>, PublishError> = match workers {
        Ok(workers) => workers.install(|| questions.par_iter().map(|question| question.put(&agent)).collect()),
        Err(_) => questions.iter().map(|question| question.put(&agent)).collect(),
    };
    Ok((questions.len(), answers?.into_iter().flatten().collect()))
}

fn is_for_readers(path: &str) -> bool {
    path != NOT_FOUND && !FOR_HOSTS.contains(&path) && !path.split('/').any(|part| part.starts_with('.'))
}

/// The address at which readers find a file: pages of folders have the folder's own.
fn address(site: &Url, path: &str) -> Url {
    let mut address = site.clone();
    address.set_query(None);
    address.set_fragment(None);
    let shown = if path == "index.html" { "" } else { path.strip_suffix("/index.html").map_or(path, |folder| &path[..=folder.len()]) };
    if let Ok(mut parts) = address.path_segments_mut() {
        parts.pop_if_empty().extend(shown.split('/'));
    }
    address
}

struct Question<'f> {
    path: &'f str,
    address: Url,
    status: u16,
    /// What the answer should be; `None` when anything will do.
    entry: Option<Entry>,
}

impl Question<'_> {
    /// Asks, and once more when the connection fails; gives what is wrong with the answer.
    fn put(&self, agent: &Agent) -> Result<Option<Wrong>, PublishError> {
        let failed = |source| PublishError::Unreachable { address: self.address.to_string(), source: Box::new(source) };
        let (status, entry) = self.fetch(agent).or_else(|_| self.fetch(agent)).map_err(failed)?;
        let is_right = status == self.status && self.entry.is_none_or(|wanted| wanted == entry);
        Ok((!is_right).then(|| Wrong { path: self.path.to_owned(), address: self.address.to_string(), status, expected: self.status }))
    }

    fn fetch(&self, agent: &Agent) -> Result<(u16, Entry), ureq::Error> {
        let mut answer = agent.get(self.address.as_str()).call()?;
        // What is longer than it should be is wrong already, however long it is.
        let most = self.entry.map_or(0, |entry| entry.size + 1);
        let mut bytes = Vec::new();
        answer.body_mut().as_reader().take(most).read_to_end(&mut bytes)?;
        Ok((answer.status().as_u16(), Entry { fingerprint: Fingerprint::of(&bytes), size: bytes.len() as u64 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_the_addresses_that_readers_use() {
        let site = Url::parse("https://host.example/talks/?x#y").unwrap();
        for (path, wanted) in [("index.html", ""), ("a/index.html", "a/"), ("a/b c.csv", "a/b%20c.csv"), ("x/ä/index.html", "x/%C3%A4/")] {
            assert_eq!(address(&site, path).as_str(), format!("https://host.example/talks/{wanted}"));
        }
        let root = Url::parse("https://host.example").unwrap();
        assert_eq!(address(&root, "index.html").as_str(), "https://host.example/");
        assert_eq!(address(&root, "site.css").as_str(), "https://host.example/site.css");
    }

    #[test]
    fn what_hosts_keep_to_themselves_is_not_asked_for() {
        assert!(is_for_readers("index.html") && is_for_readers("a/_b.html"));
        for path in ["_headers", "_redirects", "CNAME", ".nojekyll", "404.html", ".well-known/x"] {
            assert!(!is_for_readers(path), "{path}");
        }
    }
}
