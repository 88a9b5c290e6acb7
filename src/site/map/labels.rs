//! Where the words beside the dots stand: beside their own dot, over no other dot and no other word.

use super::{Label, Mark, Size};

impl Size {
    /// Height of the words, in units of the view box.
    fn height(self) -> i64 {
        match self {
            Self::Wide => 20,
            Self::Narrow => 28,
        }
    }

    /// Width of a character.
    fn character(self) -> i64 {
        match self {
            Self::Wide => 11,
            Self::Narrow => 16,
        }
    }
}

/// A stretch of the map that is taken.
#[derive(Clone, Copy)]
struct Area {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// A label for each dot in order; one that finds no room is left out.
pub fn place(points: &[(i64, i64)], marks: &[Mark], size: Size, (width, height): (i64, i64)) -> Vec<Option<Label>> {
    let r = size.radius();
    let dot = |&(x, y): &(i64, i64)| Area { left: x - r, top: y - r, right: x + r, bottom: y + r };
    let dots: Vec<Area> = points.iter().map(dot).collect();
    let mut taken: Vec<Area> = Vec::new();
    let mut labels = Vec::new();
    for (idx, (&point, mark)) in points.iter().zip(marks).enumerate() {
        let free = |area: &Area| {
            let inside = area.left >= 0 && area.top >= 0 && area.right <= width && area.bottom <= height;
            // Two dots on one point share their place, and would be in the way of each other's words otherwise.
            let others = dots.iter().enumerate().filter(|(other, _)| *other != idx && points[*other] != point).map(|(_, area)| area);
            inside && !others.chain(&taken).any(|other| other.meets(area))
        };
        let found = around(point, &mark.label, size).into_iter().find(|(_, area)| free(area));
        taken.extend(found.iter().map(|(_, area)| *area));
        labels.push(found.map(|(label, _)| label));
    }
    labels
}

/// The places that a label may take, the best first: right, left, above, below, and aslant.
fn around((x, y): (i64, i64), text: &str, size: Size) -> Vec<(Label, Area)> {
    let n_chars = i64::try_from(text.chars().count()).unwrap_or(i64::MAX / 1_000);
    let wide = n_chars * size.character();
    let near = size.radius() + 5;
    let middle = size.height() * 7 / 20;
    let spots = [
        (x + near, y + middle, "start"),
        (x - near, y + middle, "end"),
        (x, y - near, "middle"),
        (x, y + near + size.height() * 3 / 4, "middle"),
        (x + near - 3, y - 6, "start"),
        (x + near - 3, y + size.height(), "start"),
        (x - near + 3, y - 6, "end"),
        (x - near + 3, y + size.height(), "end"),
    ];
    let spot = |(x, y, anchor): (i64, i64, &'static str)| {
        let left = match anchor {
            "start" => x,
            "end" => x - wide,
            _ => x - wide / 2,
        };
        (Label { text: text.to_owned(), x, y, anchor }, Area { left, top: y - size.height() + 4, right: left + wide, bottom: y + 4 })
    };
    spots.into_iter().map(spot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Coordinates;

    fn marks(n: usize) -> Vec<Mark> {
        let mark = |n: usize| Mark {
            at: Coordinates { lat: 0, lon: 0 },
            name: String::new(),
            label: format!("Town {n}"),
            href: String::new(),
            filled: true,
        };
        (0..n).map(mark).collect()
    }

    #[test]
    fn words_stand_right_unless_the_edge_or_another_dot_is_there() {
        let labels = place(&[(40, 100), (660, 100), (90, 100)], &marks(3), Size::Wide, (680, 300));
        let anchors: Vec<&str> = labels.iter().flatten().map(|label| label.anchor).collect();
        assert_eq!(anchors, ["middle", "end", "start"]);
    }

    #[test]
    fn a_crowd_leaves_words_out_rather_than_covering_them() {
        let points: Vec<(i64, i64)> = (0..40).map(|n| (300 + n % 7, 150 + n / 7)).collect();
        let labels = place(&points, &marks(40), Size::Wide, (680, 300));
        let n_shown = labels.iter().flatten().count();
        assert!((1..12).contains(&n_shown), "{n_shown}");
    }
}
