//! Addresses: made from names, unique on the whole site, relative on every page.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::base::Basis;
use crate::claims::Kind;
use crate::dossier::{Discrepancy, Dossier, Event, Source, Statement, Subject};
use crate::mentions::NameKind;

/// The folder of listings inside a folder of pages.
pub const ALL: &str = "all";
/// The longest slug, in bytes.
const LONGEST: usize = 60;

/// The slug of every thing that has an address, in the order of the dossier's lists.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// By source.
    pub sources: Vec<String>,
    /// By actor.
    pub actors: Vec<String>,
    /// By event.
    pub events: Vec<String>,
    /// By statement; only exports use them.
    pub statements: Vec<String>,
    /// By discrepancy.
    pub discrepancies: Vec<String>,
    /// By issue.
    pub issues: Vec<String>,
}

impl Addresses {
    /// Gives everything in the dossier its slug; the first in the dossier's order gets the plain one.
    pub fn new(dossier: &Dossier) -> Self {
        let of_source = |source: &Source| {
            let article = source.reading.article();
            if article.meta.title.basis == Basis::Inferred { slug(stem(&article.path)) } else { slug(&article.meta.title.value) }
        };
        let sources = || distinct(&dossier.sources, of_source);
        let (sources, actors) = rayon::join(sources, || distinct(&dossier.actors, |actor| slug(&actor.name.value)));
        let of_statement = |statement: &Statement| {
            let speaker = statement.speaker.and_then(|id| actors.get(id.idx())).map_or("unnamed", String::as_str);
            let words = statement.wordings.first().map(|wording| dossier_words(dossier, wording.words.source.idx(), wording.words.span));
            slug(&format!("{speaker} {}", first_words(words.unwrap_or_default(), 5)))
        };
        let events = || distinct(&dossier.timeline, |event| event_slug(dossier, event, &actors));
        let (events, statements) = rayon::join(events, || distinct(&dossier.statements, of_statement));
        let of_discrepancy = |discrepancy: &Discrepancy| {
            let about = match &discrepancy.about {
                Subject::Actor(id) => actors.get(id.idx()).cloned(),
                Subject::Event(id) => events.get(id.idx()).cloned(),
                Subject::Statement(id) => statements.get(id.idx()).cloned(),
                Subject::Issue(key) => Some(key.clone()),
                Subject::Source(id) => sources.get(id.idx()).cloned(),
            };
            slug(&format!("{} {}", discrepancy.aspect.word(), about.unwrap_or_default()))
        };
        let discrepancies = distinct(&dossier.discrepancies, of_discrepancy);
        let issues = distinct(&dossier.issues, |issue| slug(&issue.key));
        Self { sources, actors, events, statements, discrepancies, issues }
    }
}

fn event_slug(dossier: &Dossier, event: &Event, actors: &[String]) -> String {
    let day = event.when.as_ref().map_or_else(|| "undated".to_owned(), |when| when.value.earliest().to_string());
    let mut parts = vec![day, event.kind.word().to_owned()];
    let named = |idx: usize| {
        let last = dossier.actors.get(idx).filter(|actor| actor.kind == NameKind::Person);
        let slug = actors.get(idx).cloned().unwrap_or_default();
        last.map_or_else(|| slug.clone(), |_| slug.rsplit('-').next().unwrap_or_default().to_owned())
    };
    let n_named = if event.kind == Kind::Statement { 1 } else { 3 };
    parts.extend(event.participants.iter().take(n_named).map(|part| named(part.value.actor.idx())));
    parts.extend(event.place.iter().map(|place| named(place.value.idx())));
    slug(&parts.join(" "))
}

fn dossier_words(dossier: &Dossier, source: usize, span: crate::base::Span) -> &str {
    dossier.sources.get(source).map(|source| source.reading.words(span)).unwrap_or_default()
}

fn first_words(text: &str, n: usize) -> String {
    text.split_whitespace().take(n).collect::<Vec<_>>().join(" ")
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    // An article inside a file has a name of its own behind the file's.
    let inside = name.rsplit_once('#').filter(|(file, inside)| file.contains('.') && !inside.contains('.'));
    inside.map_or_else(|| name.rsplit_once('.').map_or(name, |(stem, _)| stem), |(_, inside)| inside)
}

/// Lower-case ASCII words joined by hyphens, cut between words; `item` when nothing is left.
pub fn slug(name: &str) -> String {
    // The schwa of Azerbaijani names comes out as a sign that no address should have.
    let ascii = deunicode::deunicode(name).replace('@', "a").to_ascii_lowercase().replace(['\'', '’'], "");
    let mut out = String::new();
    for word in ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() && out.len() + word.len() >= LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word[..word.len().min(LONGEST)]);
    }
    if out.is_empty() { "item".to_owned() } else { out }
}

/// The slugs of some things: the first of equal ones as it is, the others numbered from 2.
fn distinct<T: Sync>(things: &[T], slug: impl Fn(&T) -> String + Sync + Send) -> Vec<String> {
    let slugs: Vec<String> = things.par_iter().map(slug).collect();
    let (mut taken, mut next) = (HashSet::new(), HashMap::new());
    // `index` would be the folder's own page, and `all` holds its listings.
    taken.extend(["index", ALL].map(str::to_owned));
    slugs
        .into_iter()
        .map(|slug| {
            if taken.insert(slug.clone()) {
                return slug;
            }
            let n: &mut usize = next.entry(slug.clone()).or_insert(2);
            loop {
                let unique = format!("{slug}-{n}");
                *n += 1;
                if taken.insert(unique.clone()) {
                    return unique;
                }
            }
        })
        .collect()
}

/// What leads from a page to the site's root: one `../` for each folder.
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The address of a page without its `index.html`, for canonical links, feeds and the sitemap.
pub fn clean(path: &str) -> &str {
    path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_words() {
        assert_eq!(slug("Ilham Əliyev"), "ilham-aliyev");
        assert_eq!(slug("Côte d’Ivoire"), "cote-divoire");
        assert_eq!(slug("«Мир»"), "mir");
        assert_eq!(slug("—"), "item");
        assert!(slug(&"word ".repeat(40)).len() <= LONGEST);
        assert!(slug(&"w".repeat(200)).len() <= LONGEST);
    }

    #[test]
    fn equal_slugs_are_numbered() {
        let names = ["talks", "talks", "index", "talks-2"].map(String::from);
        assert_eq!(distinct(&names, String::clone), ["talks", "talks-2", "index-2", "talks-2-2"]);
    }

    #[test]
    fn addresses_lead_to_the_root_and_lose_their_index() {
        assert_eq!(root_of("actors/a-b/index.html"), "../../");
        assert_eq!(root_of("index.html"), "");
        assert_eq!(clean("actors/index.html"), "actors/");
        assert_eq!(clean("index.html"), "");
        assert_eq!(clean("404.html"), "404.html");
    }
}
