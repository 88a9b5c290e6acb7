//! What every page has around its content.

use serde::Serialize;
use serde_json::json;

use super::View;
use super::json_ld;
use crate::site::desk::Desk;
use crate::site::{archive, feed, route};

/// Head, masthead, navigation and footer of one page.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// What leads from this page to the site's root; put before every path.
    pub root: String,
    /// Language of the interface.
    pub language: String,
    /// `rtl` where the interface is written from right to left.
    pub dir: &'static str,
    /// Name of the file.
    pub site: String,
    /// The thing that the page is about.
    pub title: String,
    /// At most 155 characters.
    pub description: String,
    /// The page's own absolute address, when the site has one.
    pub canonical: Option<String>,
    /// Absolute address of the site, when it has one.
    pub base_url: Option<String>,
    /// `og:type`.
    pub og_type: &'static str,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// The rooms of the site that have content.
    pub nav: Vec<NavItem>,
    /// Day of the build in words.
    pub built: String,
    /// "2 corrections", "No correction so far".
    pub corrections: String,
    /// Whether front pages of earlier days are kept.
    pub has_archive: bool,
    /// On a kept front page: that it is the one of its day.
    pub archived: Option<String>,
    /// One JSON-LD block, safe inside a script element.
    pub json_ld: String,
    /// Folder of the feeds and files that lie beside this page; empty for the site's own.
    pub beside: String,
    /// Whether the tables and the feed say anything.
    pub has_data: bool,
    /// Whether the masthead has a form that leads to the search: where there is something to find, and no other form.
    pub search: bool,
}

/// One entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    /// Its words.
    pub label: String,
    /// Its path.
    pub href: &'static str,
    /// The page is it, or inside it.
    pub current: bool,
}

/// The most characters of a description.
const DESCRIPTION: usize = 155;

impl Frame {
    /// The frame of the page at `path`.
    pub fn new(desk: &Desk<'_>, path: &str, view: &View) -> Self {
        let options = desk.options;
        let address = |path: &str| options.base_url.as_ref().map(|base| format!("{base}{}", route::clean(path)));
        let not_found = matches!(view, View::NotFound(_));
        let kept = matches!(view, View::Briefing(_)) && path != "index.html";
        let title = view.title().to_owned();
        let description = shortened(&if matches!(view, View::Briefing(_)) && !options.description.is_empty() {
            options.description.clone()
        } else {
            view.description()
        });
        // A stub at an old address names the new one.
        let canonical = match view {
            View::Moved(page) => address(&page.href),
            _ => address(path).filter(|_| !not_found && !kept),
        };
        let json_ld = json_ld(desk, view, &title, &description, canonical.as_deref());
        Self {
            root: if not_found { root_of_site(options.base_url.as_deref()) } else { route::root_of(path) },
            language: options.language.clone(),
            dir: desk.words.direction(),
            site: options.title.clone(),
            title,
            description,
            canonical,
            base_url: options.base_url.clone(),
            og_type: match view {
                View::Briefing(_) => "article",
                View::Actor(_) => "profile",
                _ => "website",
            },
            noindex: not_found || kept,
            nav: nav(desk, path),
            built: desk.days.long(options.built_on),
            corrections: match options.corrections.len() {
                0 => desk.words.get("foot.corrections_none").to_owned(),
                n => desk.words.count("foot.corrections", n),
            },
            has_archive: archive::has_days(options),
            archived: kept.then(|| desk.words.fill("archive.kept", &[("day", &desk.days.long(options.built_on))])),
            json_ld,
            beside: match view {
                View::Actor(_) | View::Issue(_) => feed::folder_beside(path).unwrap_or_default().to_owned(),
                _ => String::new(),
            },
            has_data: !desk.dossier.sources.is_empty(),
            search: !desk.dossier.sources.is_empty() && !matches!(view, View::Search(_) | View::NotFound(_)),
        }
    }
}

/// A page that may be shown at any address needs the site's path itself.
fn root_of_site(base_url: Option<&str>) -> String {
    let path = base_url.and_then(|base| base.split_once("://")).and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()));
    path.unwrap_or_default()
}

fn nav(desk: &Desk<'_>, path: &str) -> Vec<NavItem> {
    let dossier = desk.dossier;
    let rooms = [
        ("nav.briefing", "index.html", true),
        ("nav.timeline", "timeline/index.html", !dossier.timeline.is_empty()),
        ("nav.actors", "actors/index.html", desk.actors_with_pages().next().is_some()),
        ("nav.issues", "issues/index.html", !dossier.issues.is_empty()),
        ("nav.places", "places/index.html", !desk.places.is_empty()),
        ("nav.sources", "sources/index.html", !dossier.sources.is_empty()),
        ("nav.differ", "differ/index.html", !dossier.discrepancies.is_empty()),
        ("nav.method", "method/index.html", true),
        ("nav.search", "search/index.html", !dossier.sources.is_empty()),
    ];
    let inside = |href: &str| path == href || (href.contains('/') && path.starts_with(href.trim_end_matches("index.html")));
    rooms
        .into_iter()
        .filter(|room| room.2)
        .map(|(key, href, _)| NavItem { label: desk.words.get(key).to_owned(), href, current: inside(href) })
        .collect()
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= DESCRIPTION {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() + 3 > DESCRIPTION {
            break;
        }
        out.push_str(word);
        out.push(' ');
    }
    format!("{}…", out)
}

fn json_ld(desk: &Desk<'_>, view: &View, title: &str, description: &str, url: Option<&str>) -> String {
    let kind = match view {
        View::Briefing(_) => "Report",
        View::Actor(_) => "ProfilePage",
        View::Actors(_)
        | View::ActorsByLetter(_)
        | View::Archive(_)
        | View::Corrections(_)
        | View::Issues(_)
        | View::Places(_)
        | View::Sources(_)
        | View::Differ(_)
        | View::Timeline(_) => "CollectionPage",
        View::Method(_) => "AboutPage",
        View::Issue(_) | View::Place(_) | View::Source(_) | View::Search(_) | View::NotFound(_) | View::Moved(_) => "WebPage",
    };
    let mut block = json!({
        "@context": "https://schema.org",
        "@type": kind,
        "name": title,
        "description": description,
        "inLanguage": desk.options.language,
        "isPartOf": { "@type": "WebSite", "name": desk.options.title },
    });
    if let Some(url) = url {
        block["url"] = json!(url);
    }
    json_ld::describe(desk, view, &mut block);
    // `</script>` inside a name would end the element.
    block.to_string().replace('<', "\\u003c")
}
