//! Saved web pages: two extraction crates give their opinion, learnt trees choose the blocks of the article, the markup says what it is, and the rest is listed as left out.

use chrono::NaiveDate;
use trafilatura::dom::Document;

use super::draft::{Draft, Part};
use super::features::shapes;
use super::frame::Group;
use super::html_blocks::{Stretch, blocks};
use super::html_features::{self, Context};
use super::html_marks::Theme;
use super::lines::{Line, ends_sentence, folded};
use super::reason::{self, Place};
use super::shape::Shape;
use super::when::is_clock;
use super::{BlockKind, Reason, html_author, html_meta, html_model, html_near, html_readers, plain, tidy};
use crate::base::{Basis, Known};

/// Stack of the thread that parses: extraction walks the tree by recursion.
const STACK: usize = 16 * 1024 * 1024;

/// Reads a page that [`super::html_guard`] has let through; `None` when extraction broke off.
pub(super) fn read(html: &str, clean: bool) -> Option<Draft> {
    if clean { read_by(html, html_model::log_odds) } else { apart(|| whole(html)) }
}

/// Reads a page with a given opinion about its blocks, from their rows to log-odds.
pub(super) fn read_by(html: &str, odds: impl Fn(&[Vec<f32>]) -> Vec<f32> + Send) -> Option<Draft> {
    apart(|| article(html, odds))
}

/// The blocks of a page and their features.
pub(super) fn measure(html: &str) -> Option<Vec<(String, Vec<f32>)>> {
    apart(|| {
        let page = Page::of(html);
        page.blocks.into_iter().map(|block| block.text).zip(page.rows).collect()
    })
}

/// Runs with a stack for deep trees; `None` when it panics.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()?.join().ok())
}

/// All visible text, nothing left out.
fn whole(html: &str) -> Draft {
    let doc = Document::parse(html);
    let (found, _) = html_meta::read(&doc);
    let parts =
        blocks(&doc, doc.body().unwrap_or_else(|| doc.root())).into_iter().map(|block| Part::kept(block.kind, block.text, 0)).collect();
    Draft { parts, found }
}

/// A page's blocks with all that is measured on them.
struct Page {
    blocks: Vec<Stretch>,
    shapes: Vec<Shape>,
    rows: Vec<Vec<f32>>,
    found: super::draft::Found,
    /// The headline, folded.
    title: String,
    /// Names, folded, that are no author's.
    outlets: Vec<String>,
    /// What an extractor found somewhere on the page; the day is as often that of the last change.
    guessed: html_near::Near,
}

impl Page {
    fn of(html: &str) -> Self {
        let doc = Document::parse(html);
        let (found, outlets) = html_meta::read(&doc);
        let title = found.title.as_ref().map(|title| folded(&title.value)).unwrap_or_default();
        let blocks = blocks(&doc, doc.body().unwrap_or_else(|| doc.root()));
        let shapes = shapes(&as_lines(&blocks));
        let (opinion, author, day) = html_readers::trafilatura(doc, found.published.is_some());
        let author = author.and_then(|names| html_author::names(&names, &outlets)).map(|names| Known::new(names, Basis::HtmlMeta));
        let readers = [opinion, html_readers::readability(html)];
        let rows = html_features::rows(&blocks, &shapes, &Context { title: &title, readers: &readers });
        let day = day.map(|day| Known::new(day, Basis::Inferred));
        Self { blocks, shapes, rows, found, title, outlets, guessed: html_near::Near { author, published: day } }
    }
}

fn article(html: &str, odds: impl Fn(&[Vec<f32>]) -> Vec<f32>) -> Draft {
    let page = Page::of(html);
    let odds = odds(&page.rows);
    let kept: Vec<bool> = (0..page.blocks.len()).map(|at| odds.get(at).is_some_and(|odds| *odds > 0.0)).collect();
    let n_kept: usize = page.shapes.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(shape, _)| shape.n_words).sum();
    let n_words: usize = page.shapes.iter().map(|shape| shape.n_words).sum();
    if n_kept < 25 && n_words > 60 || n_kept == 0 {
        return scraped(&page.blocks, Draft { parts: Vec::new(), found: page.found });
    }
    let mut kept = kept;
    keep_standfirst(&page, &mut kept);
    let parts = parts(&page, &kept);
    let near = html_near::read(&page.blocks, &kept, &page.title, &page.outlets);
    let mut draft = Draft { parts, found: page.found };
    draft.found.author = draft.found.author.or(near.author);
    draft.found.published = printed(draft.found.published, draft.found.url.as_ref(), near.published);
    tidy::tidy(&mut draft);
    drop_kickers(&mut draft);
    draft.found.author = draft.found.author.or(page.guessed.author);
    draft.found.published = draft.found.published.or(page.guessed.published);
    draft
}

/// The day that the page states, unless its address has the one before or after it: a time stated in another zone is another day there. Without a
/// statement, the day in the address, then the one printed beside the headline.
fn printed(stated: Option<Known<NaiveDate>>, url: Option<&Known<String>>, near: Option<Known<NaiveDate>>) -> Option<Known<NaiveDate>> {
    let address = url.and_then(|url| html_meta::in_address(&url.value));
    let Some(stated) = stated else { return address.or(near) };
    let zoned = stated.words.as_ref().is_some_and(|words| words.contains(':'));
    let beside = |other: &Known<NaiveDate>| zoned && (other.value - stated.value).num_days().abs() == 1;
    address.filter(beside).or(Some(stated))
}

/// The sentence between headline and text, in an element that calls itself a summary, is the article's: it often tells the news itself.
fn keep_standfirst(page: &Page, kept: &mut [bool]) {
    let is_title = |block: &Stretch| !page.title.is_empty() && folded(&block.text) == page.title;
    let Some(first) = kept.iter().zip(&page.blocks).position(|(kept, block)| *kept && !is_title(block)) else { return };
    let Some(title) = page.blocks[..first].iter().rposition(is_title) else { return };
    for (at, kept) in kept.iter_mut().enumerate().take(first).skip(title + 1) {
        let block = &page.blocks[at];
        let near = (1..=3).contains(&block.marks.themes[Theme::Summary as usize]);
        let sentence = page.shapes[at].n_words >= 5 && ends_sentence(&block.text) && block.hint.is_none() && !block.marks.unseen;
        let repeated = page.blocks[first..].iter().any(|other| other.text.contains(&block.text));
        *kept |= near && sentence && block.marks.linked * 2 < block.text.len() && !repeated;
    }
}

/// The blocks in the order of the page: those of the article, and the others each with its reason.
fn parts(page: &Page, kept: &[bool]) -> Vec<Part> {
    let (first, last) = (kept.iter().position(|kept| *kept), kept.iter().rposition(|kept| *kept));
    let entries = entries(&page.blocks, kept);
    let mut parts = Vec::with_capacity(kept.len());
    for (at, block) in page.blocks.iter().enumerate() {
        let is_title = !page.title.is_empty() && folded(&block.text) == page.title;
        let is_caption = block.hint == Some(Reason::Caption) && page.shapes[at].n_words < 60;
        if entries.contains(&at) {
            // The hour goes with the text of its entry.
            continue;
        }
        let aside = promoted(block).or_else(|| is_plea(&block.text, &page.shapes[at]).then_some(Reason::Plea));
        if let (true, false, Some(why)) = (kept[at], is_title, aside) {
            parts.push(Part::dropped(block.text.clone(), 0, why));
            continue;
        }
        if kept[at] && !is_title {
            let kind = if is_caption { BlockKind::Caption } else { block.kind };
            let hour = at.checked_sub(1).filter(|before| entries.contains(before)).map(|before| page.blocks[before].text.as_str());
            parts.push(Part::kept(kind, hour.map_or_else(|| block.text.clone(), |hour| format!("{hour} {}", block.text)), 0));
            continue;
        }
        let (behind, before) = (last.is_some_and(|last| at > last), first.is_some_and(|first| at < first));
        let why = if is_title {
            Reason::RepeatedHeadline
        } else if let Some(hint) = block.hint {
            hint
        } else {
            match reason::likely(&block.text, &page.shapes[at], Place { behind, inside: !behind && !before, ..Place::default() }) {
                Reason::NotProse => Reason::PageFrame,
                reason => reason,
            }
        };
        parts.push(Part::dropped(block.text.clone(), 0, why));
    }
    parts
}

/// Clock times over the entries of a live report; two of them are no such report yet.
fn entries(blocks: &[Stretch], kept: &[bool]) -> Vec<usize> {
    let opens =
        |at: &usize| is_clock(&blocks[*at].text) && kept.get(at + 1) == Some(&true) && blocks[at + 1].text.split_whitespace().count() >= 8;
    let entries: Vec<usize> = (0..blocks.len()).filter(opens).collect();
    if entries.len() < 3 { Vec::new() } else { entries }
}

/// A stretch that is one link, in an element which says that it is no text: a box for a newsletter, a teaser, a button.
fn promoted(block: &Stretch) -> Option<Reason> {
    let linked = block.marks.linked * 10 >= block.text.len() * 9;
    block.hint.filter(|hint| linked && !matches!(hint, Reason::Caption))
}

/// A line inside the article that asks to log in or to subscribe and says little else: "To continue reading, subscribe".
fn is_plea(text: &str, shape: &Shape) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    let asked = shape.hits.of(Group::Plea);
    let covered = asked + shape.hits.of(Group::Related);
    (3..=25).contains(&shape.n_words) && asked > 0 && covered as f32 > 0.4 * letters as f32
}

/// The section's name over the text, and names of the author around it.
fn drop_kickers(draft: &mut Draft) {
    let author = draft.found.author.as_ref().map(|author| folded(&author.value)).unwrap_or_default();
    let mut above = true;
    for part in &mut draft.parts {
        let (text, kept) = match part {
            Part::Kept(piece) => (&piece.text, true),
            Part::Dropped(dropped) => (&dropped.text, false),
        };
        let n_words = text.split_whitespace().count();
        let signs = !author.is_empty() && n_words <= 10 && folded(text).contains(&author);
        if signs && (above || !kept) {
            part.drop_for(Reason::Metadata);
        } else if kept && above {
            above = n_words <= 3 && !ends_sentence(text);
            if above {
                part.drop_for(Reason::Menu);
            }
        }
    }
}

/// A page in which the extractor saw no article is read like scraped text.
fn scraped(page: &[Stretch], known: Draft) -> Draft {
    let text = page.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n");
    let mut draft = plain::read(&text);
    draft.found = known.found.or(draft.found);
    for part in &mut draft.parts {
        match part {
            Part::Kept(piece) => piece.line = 0,
            Part::Dropped(dropped) => dropped.line = 0,
        }
    }
    draft
}

/// The blocks as the raw-text cleaner sees lines.
fn as_lines(page: &[Stretch]) -> Vec<Line> {
    let line = |block: &Stretch| Line {
        text: block.text.clone(),
        number: 0,
        last: 0,
        range: 0..0,
        indent: 0,
        after_blank: true,
        bullet: block.kind == BlockKind::ListItem,
    };
    page.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Envoys leave Juba | Nile Courier</title>
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"Envoys leave Juba","datePublished":"2016-03-08","dateModified":"2016-03-11","author":{"name":"Idris Haroun"}}</script></head>
        <body><div id="cookie-box">This site stores cookies on your device.</div><nav><ul><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>
        <main><article><h1>Envoys leave Juba</h1><figure><img src="a.jpg"><figcaption>Tents near the river.</figcaption></figure>
        <p>Delegations of the army and of the northern movement left Juba on Tuesday without agreeing where the line between them should run, three officials said.</p>
        <h2>Two maps</h2>
        <p>The talks had lasted four days. Mediators had put two maps on the table, and each side had refused the one that the other preferred, according to the officials.</p>
        <blockquote><p>We shall come back when there is a third map, and not a day before that, a delegate of the movement said.</p></blockquote>
        <div class="promo"><a href="/letters">Subscribe to the weekly newsletter of the river desk</a></div>
        <p>The army gave no comment. Its delegation is expected in Khartoum on Wednesday, where the government is to meet the mediators again before the end of the month.</p>
        </article><aside><h3>Most read</h3><ol><li><a href="/1">Onions are dear this spring</a></li></ol></aside></main>
        <footer><p>© 2016 Nile Courier</p></footer></body></html>"#;

    #[test]
    fn a_page_gives_its_article_and_lists_the_rest() {
        let draft = read(PAGE, true).unwrap();
        assert_eq!(draft.found.published.as_ref().unwrap().value.to_string(), "2016-03-08");
        assert_eq!(draft.found.title.as_ref().unwrap().value, "Envoys leave Juba");
        let (body, blocks, dropped) = draft.into_body();
        assert!(body.starts_with("Delegations of the army"), "{body}");
        assert!(!body.contains("Tents") && !body.contains("Subscribe to the weekly") && !body.contains("Onions"), "{body}");
        assert!(blocks.iter().any(|block| block.kind == BlockKind::Heading));
        assert!(blocks.iter().any(|block| block.kind == BlockKind::Quote));
        let reason = |words: &str| dropped.iter().find(|stretch| stretch.text.contains(words)).map(|stretch| stretch.reason);
        assert_eq!(reason("This site stores cookies"), Some(Reason::Cookies));
        assert_eq!(reason("Tents"), Some(Reason::Caption));
        assert_eq!(reason("Sport"), Some(Reason::Menu));
        assert_eq!(reason("Subscribe to the weekly"), Some(Reason::Plea));
        assert_eq!(reason("© 2016"), Some(Reason::Legal));
    }

    #[test]
    fn a_copyright_year_is_no_day() {
        let start = PAGE.find("<script type=\"application/ld+json\">").unwrap();
        let end = PAGE.find("</script>").unwrap();
        let undated = format!("{}{}", &PAGE[..start], &PAGE[end + "</script>".len()..]);
        assert_eq!(read(&undated, true).unwrap().found.published, None);
    }

    #[test]
    fn the_address_has_the_day_as_the_outlet_counts_it() {
        let stated = |words: &str| NaiveDate::from_ymd_opt(2016, 3, 9).map(|day| Known::from_words(day, Basis::HtmlMeta, words));
        let url = Known::new("https://courier.example/2016/03/08/envoys".to_owned(), Basis::HtmlMeta);
        let day = |words| printed(stated(words), Some(&url), None).unwrap().value.to_string();
        assert_eq!(day("2016-03-09T01:30:00Z"), "2016-03-08");
        assert_eq!(day("2016-03-09"), "2016-03-09");
    }

    #[test]
    fn without_cleaning_everything_visible_stays() {
        let body = read(PAGE, false).unwrap().into_body().0;
        assert!(body.contains("Onions") && body.contains("This site stores cookies") && !body.contains("NewsArticle"));
    }
}
