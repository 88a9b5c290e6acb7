//! What the elements around a stretch of text say about its function: their tags, classes, ids and roles.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use trafilatura::dom::{Document, NodeId};

use super::Reason;

/// What a class or an id speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    Content,
    Related,
    Share,
    Plea,
    Comments,
    Menu,
    Foot,
    Side,
    Credit,
    Tags,
    Picture,
    Cookies,
    Advert,
    Title,
    Summary,
    Contents,
    Note,
    Quote,
    Hidden,
}

/// How many themes there are.
pub(super) const N_THEMES: usize = 19;

/// Stems that stand anywhere in a name, by theme.
const STEMS: [(Theme, &[&str]); N_THEMES] = [
    (Theme::Content, &["article", "content", "entry", "post", "body", "story", "text", "main", "single", "prose", "paragraph", "copy"]),
    (
        Theme::Related,
        &[
            "relat",
            "recommend",
            "readmore",
            "read-more",
            "also",
            "similar",
            "suggest",
            "popular",
            "trending",
            "latest",
            "recent",
            "teaser",
            "card",
            "grid",
            "feed",
            "carousel",
            "prev",
            "next",
            "mostread",
            "most-read",
            "promo",
            "more-",
            "-more",
        ],
    ),
    (Theme::Share, &["share", "social", "sharing", "follow", "addthis"]),
    (
        Theme::Plea,
        &[
            "newsletter",
            "subscri",
            "signup",
            "sign-up",
            "donat",
            "paywall",
            "banner",
            "member",
            "optin",
            "opt-in",
            "callout",
            "login",
            "form",
        ],
    ),
    (Theme::Comments, &["comment", "disqus", "respond", "reply", "replies"]),
    (Theme::Menu, &["menu", "breadcrumb", "navig", "navbar", "topbar", "toolbar", "header", "skip", "masthead"]),
    (Theme::Foot, &["foot", "copyright", "legal", "bottom"]),
    (Theme::Side, &["side", "aside", "widget", "rail", "complementary"]),
    (Theme::Credit, &["meta", "byline", "author", "date", "publish", "posted", "avatar", "profile", "contributor", "timestamp"]),
    (Theme::Tags, &["categor", "topic", "label", "kicker", "keyword", "section-name", "eyebrow"]),
    (Theme::Picture, &["caption", "credit", "image", "photo", "figure", "gallery", "slide", "media", "video", "player"]),
    (Theme::Cookies, &["cookie", "consent", "gdpr", "popup", "modal", "overlay"]),
    (Theme::Advert, &["advert", "sponsor", "affiliate", "disclos", "outbrain", "taboola"]),
    (Theme::Title, &["title", "headline", "heading"]),
    (Theme::Summary, &["summary", "excerpt", "intro", "standfirst", "subtitle", "descript", "takeaway", "highlight", "subhead", "deck"]),
    (Theme::Contents, &["table-of-contents", "tableofcontents", "toc-", "-toc", "index"]),
    (Theme::Note, &["note", "correction", "update", "source", "reference", "footnote", "citation"]),
    (Theme::Quote, &["quote", "pull", "tweet", "embed"]),
    (Theme::Hidden, &["hidden", "hide", "invisible", "sr-only", "screen-reader", "visually", "print"]),
];

/// Whole words of a name that are too short for a stem.
const WORDS: [(Theme, &[&str]); 8] = [
    (Theme::Menu, &["nav", "top"]),
    (Theme::Advert, &["ad", "ads", "adv"]),
    (Theme::Plea, &["cta"]),
    (Theme::Credit, &["bio", "by", "time", "info"]),
    (Theme::Tags, &["tag", "tags"]),
    (Theme::Contents, &["toc"]),
    (Theme::Summary, &["lead", "lede", "dek", "key"]),
    (Theme::Related, &["more", "list"]),
];

struct Names {
    finder: AhoCorasick,
    themes: Vec<Theme>,
}

#[allow(clippy::expect_used)] // the stems are part of the program and compiled by a test
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let stems: Vec<(Theme, &str)> = STEMS.iter().flat_map(|(theme, stems)| stems.iter().map(move |stem| (*theme, *stem))).collect();
    let finder = AhoCorasick::new(stems.iter().map(|(_, stem)| *stem)).expect("stems");
    Names { finder, themes: stems.iter().map(|(theme, _)| *theme).collect() }
});

/// The themes of an element's name, as bits.
pub(super) fn themes(name: &str) -> u32 {
    let mut bits = 0;
    for found in NAMES.finder.find_overlapping_iter(name) {
        bits |= 1 << NAMES.themes[found.pattern().as_usize()] as u32;
    }
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        for (theme, words) in &WORDS {
            if words.contains(&word) {
                bits |= 1 << *theme as u32;
            }
        }
    }
    bits
}

/// Class, id, role and item property of an element in lower case.
pub(super) fn name(doc: &Document, id: NodeId) -> String {
    let mut name = String::new();
    for attribute in ["class", "id", "role", "itemprop"] {
        if let Some(value) = doc.get_attribute(id, attribute) {
            // Some pages keep a whole style sheet in their classes.
            name.extend(value.chars().take(300).flat_map(char::to_lowercase));
            name.push(' ');
        }
    }
    name
}

/// Whether an element is not shown.
pub(super) fn is_unseen(doc: &Document, id: NodeId) -> bool {
    let style = doc.get_attribute(id, "style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden") || doc.get_attribute(id, "hidden").is_some()
}

/// Whether an element inside a line is shown only on demand: the explanation that a pointer calls up, which would run into the sentence.
pub(super) fn is_tip(doc: &Document, id: NodeId) -> bool {
    let named = |attribute: &str| doc.get_attribute(id, attribute).unwrap_or_default().to_ascii_lowercase();
    let (class, role) = (named("class"), named("role"));
    // "hidden md:inline" is shown on wide screens.
    let hidden = class.split_whitespace().any(|word| word == "hidden") && !class.contains(':');
    role == "tooltip" || hidden || is_unseen(doc, id)
}

/// Themes without which a name gives no hint.
const HINTING: u32 = 1 << Theme::Cookies as u32
    | 1 << Theme::Share as u32
    | 1 << Theme::Plea as u32
    | 1 << Theme::Comments as u32
    | 1 << Theme::Related as u32
    | 1 << Theme::Picture as u32
    | 1 << Theme::Menu as u32;

/// What an element's tag and name say about the text in it.
pub(super) fn hint(tag: &str, names: &str, themes: u32) -> Option<Reason> {
    match tag {
        "nav" | "menu" => return Some(Reason::Menu),
        "figcaption" => return Some(Reason::Caption),
        "article" | "main" | "body" | "html" => return None,
        _ => {}
    }
    if themes & HINTING == 0 {
        return None;
    }
    let any = |words: &[&str]| names.split(|c: char| !c.is_alphanumeric()).any(|part| words.contains(&part));
    if any(&["cookie", "cookies", "consent", "gdpr"]) {
        Some(Reason::Cookies)
    } else if any(&["share", "social", "sharing", "sharebar", "addthis"]) {
        Some(Reason::Share)
    } else if any(&["newsletter", "subscribe", "signup", "promo", "donate", "donation", "paywall", "membership", "subscription"]) {
        Some(Reason::Plea)
    } else if any(&["comments", "comment", "disqus", "respond"]) {
        Some(Reason::Comments)
    } else if any(&["related", "recommended", "recommendations", "trending", "mostread", "popular", "readmore", "teaser", "teasers"])
        || names.contains("most-read")
    {
        Some(Reason::Related)
    } else if any(&["caption", "credit", "photocredit"]) {
        Some(Reason::Caption)
    } else if any(&["nav", "menu", "navbar", "navigation", "breadcrumb", "breadcrumbs"]) {
        Some(Reason::Menu)
    } else {
        None
    }
}
