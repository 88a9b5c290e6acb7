//! Saved web pages: the extraction crate finds the article, the markup says what it is, and the rest is listed as left out.

use std::collections::BTreeSet;

use trafilatura::dom::Document;

use super::draft::{Draft, Part};
use super::features::shapes;
use super::html_blocks::{Stretch, blocks};
use super::lines::{Line, ends_sentence, folded};
use super::reason::{self, Place};
use super::{BlockKind, Reason, html_meta, plain, tidy};
use crate::base::{Basis, Known};

/// Stack of the thread that parses: extraction walks the tree by recursion.
const STACK: usize = 16 * 1024 * 1024;

/// Reads a page that [`super::html_guard`] has let through; `None` when extraction broke off.
pub(super) fn read(html: &str, clean: bool) -> Option<Draft> {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || if clean { article(html) } else { whole(html) });
        worker.ok()?.join().ok()
    })
}

/// All visible text, nothing left out.
fn whole(html: &str) -> Draft {
    let doc = Document::parse(html);
    let found = html_meta::read(&doc);
    let parts =
        blocks(&doc, doc.body().unwrap_or_else(|| doc.root())).into_iter().map(|block| Part::kept(block.kind, block.text, 0)).collect();
    Draft { parts, found }
}

fn article(html: &str) -> Draft {
    let doc = Document::parse(html);
    let mut found = html_meta::read(&doc);
    let page = blocks(&doc, doc.body().unwrap_or_else(|| doc.root()));
    let options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    let extracted = trafilatura::extract_document(doc, &options).ok();
    let content = extracted.as_ref().map(|result| Document::parse(&result.content_html));
    let kept = content.map(|content| blocks(&content, content.root())).unwrap_or_default();
    if n_words(&kept) < 25 && n_words(&page) > 60 {
        return scraped(&page, Draft { parts: Vec::new(), found });
    }
    if let Some(result) = &extracted {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        found.author =
            found.author.or_else(|| filled(&result.metadata.author).map(|name| Known::new(name.replace("; ", ", "), Basis::HtmlMeta)));
    }
    let title = found.title.as_ref().map(|title| folded(&title.value)).unwrap_or_default();
    let parts = merge(kept, &page, &title);
    let mut draft = Draft { parts, found };
    tidy::tidy(&mut draft);
    drop_kickers(&mut draft);
    if let (None, Some(day)) = (&draft.found.published, extracted.and_then(|result| result.metadata.date)) {
        // Found somewhere on the page, and as often the day of the last change.
        draft.found.published = Some(Known::new(day, Basis::Inferred));
    }
    draft
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

fn n_words(blocks: &[Stretch]) -> usize {
    blocks.iter().map(|block| block.text.split_whitespace().count()).sum()
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

/// The extracted blocks, with the rest of the page around them in the order of the page.
fn merge(kept: Vec<Stretch>, page: &[Stretch], title: &str) -> Vec<Part> {
    let words: String = kept.iter().map(|block| folded(&block.text) + " ").collect();
    let wanted: BTreeSet<String> = kept.iter().map(|block| folded(&block.text)).collect();
    let first = page.iter().position(|block| wanted.contains(&folded(&block.text))).unwrap_or(page.len());
    let (above, below) = page.split_at(first);
    let captions: BTreeSet<String> = page
        .iter()
        .filter(|block| block.hint == Some(Reason::Caption) && block.text.split_whitespace().count() < 60)
        .map(|block| folded(&block.text))
        .collect();
    let mut parts = rest(above, &words, title, false);
    for block in kept {
        let key = folded(&block.text);
        let kind = if captions.contains(&key) { BlockKind::Caption } else { block.kind };
        parts.push(if key == title && !title.is_empty() {
            Part::dropped(block.text, 0, Reason::RepeatedHeadline)
        } else {
            Part::kept(kind, block.text, 0)
        });
    }
    parts.extend(rest(below, &words, title, true));
    parts
}

/// Blocks of the page that are not in the article, each with its reason.
fn rest(page: &[Stretch], article: &str, title: &str, behind: bool) -> Vec<Part> {
    let lines: Vec<Line> = page
        .iter()
        .map(|block| Line {
            text: block.text.clone(),
            number: 0,
            last: 0,
            range: 0..0,
            indent: 0,
            after_blank: true,
            bullet: block.kind == BlockKind::ListItem,
        })
        .collect();
    let shapes = shapes(&lines);
    let mut parts = Vec::new();
    for (at, block) in page.iter().enumerate() {
        let key = folded(&block.text);
        if key.is_empty() || article.contains(&key) {
            continue;
        }
        let shape = &shapes[at];
        let why = if key == title {
            Reason::RepeatedHeadline
        } else if let Some(hint) = block.hint {
            hint
        } else {
            match reason::likely(&block.text, shape, Place { behind, ..Place::default() }) {
                Reason::NotProse => Reason::PageFrame,
                reason => reason,
            }
        };
        parts.push(Part::dropped(block.text.clone(), 0, why));
    }
    parts
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
    fn without_cleaning_everything_visible_stays() {
        let body = read(PAGE, false).unwrap().into_body().0;
        assert!(body.contains("Onions") && body.contains("This site stores cookies") && !body.contains("NewsArticle"));
    }
}
