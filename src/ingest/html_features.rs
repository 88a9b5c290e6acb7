//! What a block of a page looks like, as numbers: its words, its markup, what two readers took of it, and its place among the others.

use std::collections::BTreeMap;

use super::BlockKind;
use super::html_blocks::{NAMED, Stretch, TAGS};
use super::html_readers::{Opinion, words};
use super::lines::folded;
use super::shape::Shape;

/// What is known of a page besides its blocks.
pub(super) struct Context<'a> {
    /// The headline, folded.
    pub title: &'a str,
    /// What the readers took.
    pub readers: &'a [Opinion],
}

/// One row of numbers a block.
pub(super) fn rows(page: &[Stretch], shapes: &[Shape], context: &Context<'_>) -> Vec<Vec<f32>> {
    let numbers: Vec<Vec<u64>> = page.iter().map(|block| words(&block.text)).collect();
    let shares: Vec<Vec<f32>> = context.readers.iter().map(|reader| numbers.iter().map(|words| reader.share(words)).collect()).collect();
    let both: Vec<f32> = (0..page.len()).map(|at| shares.iter().map(|share| share[at]).sum::<f32>() / shares.len().max(1) as f32).collect();
    let parents = Company::of(page, shapes, &shares, |block| block.marks.around.iter().rev().nth(1).map(|id| u64::from(*id)));
    let grandparents = Company::of(page, shapes, &shares, |block| block.marks.around.iter().rev().nth(2).map(|id| u64::from(*id)));
    let looks = Company::of(page, shapes, &shares, |block| Some(block.marks.look));
    let place = Place::of(page, shapes, &both, context);
    (0..page.len())
        .map(|at| {
            let mut row = own(&page[at], &shapes[at], context);
            row.extend(shares.iter().map(|share| share[at]));
            parents.tell(at, &mut row);
            grandparents.tell(at, &mut row);
            looks.tell(at, &mut row);
            place.tell(at, &mut row);
            neighbours(page, shapes, &both, at, &mut row);
            row
        })
        .collect()
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn log(n: usize) -> f32 {
    (1.0 + n as f32).ln()
}

/// The block by itself.
fn own(block: &Stretch, shape: &Shape, context: &Context<'_>) -> Vec<f32> {
    let (text, marks) = (block.text.as_str(), &block.marks);
    let n_bytes = text.len().max(1) as f32;
    let n_chars = text.chars().count().max(1) as f32;
    let count = |set: &[char]| text.chars().filter(|c| set.contains(c)).count();
    let key = folded(text);
    let mut row = vec![
        log(shape.n_words),
        yes(shape.ends_sentence),
        shape.small,
        shape.capitals,
        text.chars().filter(|c| c.is_numeric()).count() as f32 / n_chars,
        yes(text.ends_with(':')),
        yes(text.ends_with('?')),
        yes(count(&['|', '•', '·', '»', '›', '→', '/']) > 0),
        yes(shape.clock),
        yes(shape.repeated),
        yes(text.contains("http") || text.contains('@') || text.contains("www.")),
        yes(text.chars().all(|c| !c.is_lowercase())),
        yes(text.starts_with(char::is_lowercase)),
        yes(count(&['"', '“', '”', '«', '»']) > 0),
        log(count(&[',', '،', '、'])),
        log(text.matches(". ").count()),
        yes(shape.opening.is_some()),
        yes(super::when::full_date(text).is_some()),
        yes(!context.title.is_empty() && key == context.title),
        yes(!context.title.is_empty() && context.title.starts_with(&key)),
        marks.linked as f32 / n_bytes,
        log(marks.n_links),
        marks.bold as f32 / n_bytes,
        marks.around.len() as f32,
        yes(marks.unseen),
        yes(block.kind == BlockKind::ListItem),
        yes(block.kind == BlockKind::Heading),
        yes(block.kind == BlockKind::Quote),
        yes(block.kind == BlockKind::Caption),
        NAMED.iter().position(|tag| *tag == marks.tag).map_or(20.0, |at| at as f32),
    ];
    row.extend(TAGS.iter().enumerate().map(|(at, _)| yes(marks.tags >> at & 1 == 1)));
    row.extend(marks.themes.iter().map(|distance| if *distance == 0 { 0.0 } else { 1.0 / f32::from(*distance) }));
    row.extend(shape.hits.all().iter().map(|bytes| (*bytes as f32 / n_bytes).min(1.0)));
    row
}

/// What blocks that belong together share: those in one element, or of one look.
struct Company {
    group: Vec<Option<usize>>,
    sums: Vec<Sums>,
    n_words: Vec<usize>,
    shares: Vec<Vec<f32>>,
    total: f32,
}

#[derive(Clone, Debug, Default)]
struct Sums {
    n_blocks: usize,
    n_words: usize,
    n_sentence: usize,
    linked: usize,
    bytes: usize,
    taken: Vec<f32>,
}

impl Company {
    fn of(page: &[Stretch], shapes: &[Shape], shares: &[Vec<f32>], key: impl Fn(&Stretch) -> Option<u64>) -> Self {
        let mut numbers: BTreeMap<u64, usize> = BTreeMap::new();
        let mut sums: Vec<Sums> = Vec::new();
        let mut group = Vec::with_capacity(page.len());
        for (at, block) in page.iter().enumerate() {
            let number = key(block).map(|key| {
                let next = numbers.len();
                *numbers.entry(key).or_insert(next)
            });
            group.push(number);
            let Some(number) = number else { continue };
            if number == sums.len() {
                sums.push(Sums { taken: vec![0.0; shares.len()], ..Sums::default() });
            }
            let sum = &mut sums[number];
            sum.n_blocks += 1;
            sum.n_words += shapes[at].n_words;
            sum.n_sentence += shapes[at].sentence_words();
            sum.linked += block.marks.linked;
            sum.bytes += block.text.len();
            sum.taken.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share[at] * shapes[at].n_words as f32);
        }
        let n_words = shapes.iter().map(|shape| shape.n_words).collect::<Vec<_>>();
        let total = n_words.iter().sum::<usize>().max(1) as f32;
        Self { group, sums, n_words, shares: shares.to_vec(), total }
    }

    fn tell(&self, at: usize, row: &mut Vec<f32>) {
        let Some(sum) = self.group[at].map(|number| &self.sums[number]) else {
            row.extend(std::iter::repeat_n(-1.0, 5 + self.shares.len()));
            return;
        };
        let own = self.n_words[at];
        let others = sum.n_words.saturating_sub(own);
        row.push(log(sum.n_blocks));
        row.push(log(others));
        row.push(sum.n_words as f32 / self.total);
        row.push(sum.n_sentence as f32 / sum.n_words.max(1) as f32);
        row.push(sum.linked as f32 / sum.bytes.max(1) as f32);
        for (taken, share) in sum.taken.iter().zip(&self.shares) {
            row.push(if others == 0 { -1.0 } else { (taken - share[at] * own as f32) / others as f32 });
        }
    }
}

/// Where a block stands in the page.
struct Place {
    before: Vec<f32>,
    taken: f32,
    total: f32,
    words: Vec<usize>,
    first: Option<usize>,
    last: Option<usize>,
    title: Option<usize>,
    headed: Vec<[f32; 3]>,
}

impl Place {
    fn of(page: &[Stretch], shapes: &[Shape], both: &[f32], context: &Context<'_>) -> Self {
        let (mut before, mut words) = (vec![0.0], vec![0]);
        for (shape, share) in shapes.iter().zip(both) {
            before.push(before.last().copied().unwrap_or(0.0) + share * shape.n_words as f32);
            words.push(words.last().copied().unwrap_or(0) + shape.n_words);
        }
        let title = (!context.title.is_empty())
            .then(|| {
                let same = |block: &&Stretch| folded(&block.text) == context.title;
                let heads = page.iter().position(|block| block.marks.tag == "h1" && same(&block));
                heads.or_else(|| page.iter().position(|block| same(&block)))
            })
            .flatten();
        Self {
            taken: before.last().copied().unwrap_or(0.0_f32).max(1.0),
            total: words.last().copied().unwrap_or(0).max(1) as f32,
            first: both.iter().position(|share| *share > 0.5),
            last: both.iter().rposition(|share| *share > 0.5),
            headed: super::features::sections(shapes),
            before,
            words,
            title,
        }
    }

    fn tell(&self, at: usize, row: &mut Vec<f32>) {
        row.push(self.before[at] / self.taken);
        row.push((self.taken - self.before[at + 1]) / self.taken);
        row.push(self.words[at] as f32 / self.total);
        row.push(self.taken / self.total);
        let far = |from: Option<usize>| from.map_or(-30.0, |from| (at as f32 - from as f32).clamp(-30.0, 30.0));
        row.extend([far(self.first), far(self.last), far(self.title)]);
        row.extend(self.headed[at]);
    }
}

/// The blocks around.
fn neighbours(page: &[Stretch], shapes: &[Shape], both: &[f32], at: usize, row: &mut Vec<f32>) {
    for distance in 1..=3_usize {
        for other in [at.checked_sub(distance), Some(at + distance).filter(|at| *at < page.len())] {
            let Some(other) = other else {
                row.extend([-1.0; 5]);
                continue;
            };
            let block = &page[other];
            row.push(log(shapes[other].n_words));
            row.push(both[other]);
            row.push(block.marks.linked as f32 / block.text.len().max(1) as f32);
            row.push(yes(shapes[other].ends_sentence));
            row.push(yes(block.kind == BlockKind::Heading) + 0.5 * yes(block.marks.look == page[at].marks.look));
        }
    }
    for window in [4, 10, 25] {
        for range in [at.saturating_sub(window)..at, at + 1..(at + 1 + window).min(page.len())] {
            let n: usize = range.clone().map(|at| shapes[at].n_words).sum();
            let taken: f32 = range.clone().map(|at| both[at] * shapes[at].n_words as f32).sum();
            let sentence: usize = range.map(|at| shapes[at].sentence_words()).sum();
            row.extend([if n == 0 { -1.0 } else { taken / n as f32 }, log(sentence)]);
        }
    }
}
