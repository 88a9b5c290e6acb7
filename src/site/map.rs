//! Maps: coastlines, and dots where something happened. No border is ever drawn.
//!
//! Whole numbers only, in hundredths of a degree and in units of the view box, so that one dossier gives the same bytes everywhere.

use serde::Serialize;

use crate::dossier::Coordinates;

mod crop;
mod labels;
mod land;

use crop::Crop;

/// Width of the view box.
const WIDTH: i64 = 680;

/// How wide a map is shown, and so how large its dots and words have to be in units of the view box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As wide as a page.
    Wide,
    /// As wide as a panel: about half of a unit to the pixel.
    Narrow,
}

impl Size {
    /// Radius of a dot.
    fn radius(self) -> i64 {
        match self {
            Self::Wide => 7,
            Self::Narrow => 10,
        }
    }
}

/// A map in numbers.
#[derive(Clone, Debug, Serialize)]
pub struct Map {
    /// What it shows, for its `<title>`.
    pub title: String,
    /// Width of the view box.
    pub width: i64,
    /// Height of the view box.
    pub height: i64,
    /// It is shown in a panel, with larger words.
    pub narrow: bool,
    /// Outline of the land; empty in the middle of an ocean.
    pub land: String,
    /// The dots; the last lie on top.
    pub dots: Vec<Dot>,
    /// What the marks mean.
    pub caption: String,
}

/// One dot.
#[derive(Clone, Debug, Serialize)]
pub struct Dot {
    /// What a screen reader says.
    pub name: String,
    /// Path of the page.
    pub href: String,
    /// `at` where something happened, `off` elsewhere.
    pub class: &'static str,
    /// Middle of the circle.
    pub x: i64,
    /// Middle of the circle.
    pub y: i64,
    /// Radius of the circle.
    pub r: i64,
    /// Number or name beside it; `None` where there was no room.
    pub label: Option<Label>,
}

/// Words beside a dot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The words.
    pub text: String,
    /// Where they begin, stand in the middle or end, as `anchor` says.
    pub x: i64,
    /// Their base line.
    pub y: i64,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// What is to be marked.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where.
    pub at: Coordinates,
    /// Its name.
    pub name: String,
    /// Number or name beside the dot.
    pub label: String,
    /// Path of the page.
    pub href: String,
    /// Something happened there.
    pub filled: bool,
}

/// Draws the marks; the first are the weightiest and get their labels first. `None` without any mark.
pub fn draw(size: Size, title: String, caption: String, marks: &[Mark]) -> Option<Map> {
    let crop = Crop::around(marks.iter().map(|mark| mark.at))?;
    draw_in(&crop, size, title, caption, marks)
}

/// What a small map around one point shows.
pub struct Surroundings(Crop);

impl Surroundings {
    /// Those of a point.
    pub fn of(at: Coordinates) -> Option<Self> {
        Crop::around(std::iter::once(at)).map(Self)
    }

    /// Whether another point lies inside.
    pub fn hold(&self, at: Coordinates) -> bool {
        self.0.holds(at)
    }

    /// Draws the marks, the first of which is the point's own.
    pub fn draw(&self, title: String, caption: String, marks: &[Mark]) -> Option<Map> {
        draw_in(&self.0, Size::Narrow, title, caption, marks)
    }
}

fn draw_in(crop: &Crop, size: Size, title: String, caption: String, marks: &[Mark]) -> Option<Map> {
    let points: Vec<(i64, i64)> = marks.iter().map(|mark| crop.project(crop::hundredths(mark.at))).collect();
    let labels = labels::place(&points, marks, size, (WIDTH, crop.height()));
    let dot = |((mark, &(x, y)), label): ((&Mark, &(i64, i64)), Option<Label>)| Dot {
        name: mark.name.clone(),
        href: mark.href.clone(),
        class: if mark.filled { "at" } else { "off" },
        x,
        y,
        r: if mark.filled { size.radius() } else { size.radius() - 2 },
        label,
    };
    let mut dots: Vec<Dot> = marks.iter().zip(&points).zip(labels).map(dot).collect();
    dots.reverse();
    Some(Map { title, width: WIDTH, height: crop.height(), narrow: size == Size::Narrow, land: land::outline(crop), dots, caption })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(name: &str, lat: i32, lon: i32) -> Mark {
        Mark { at: Coordinates { lat, lon }, name: name.to_owned(), label: name.to_owned(), href: String::new(), filled: true }
    }

    fn drawn(marks: &[Mark]) -> Map {
        draw(Size::Wide, String::new(), String::new(), marks).expect("a map")
    }

    #[test]
    fn dots_keep_their_bearings_and_lie_inside() {
        let map = drawn(&[mark("Oslo", 599, 107), mark("Nairobi", -13, 368), mark("Muscat", 236, 585)]);
        let at = |name: &str| map.dots.iter().find(|dot| dot.name == name).map(|dot| (dot.x, dot.y)).expect("a dot");
        assert!(at("Oslo").1 < at("Muscat").1 && at("Muscat").1 < at("Nairobi").1);
        assert!(at("Oslo").0 < at("Nairobi").0 && at("Nairobi").0 < at("Muscat").0);
        assert!(map.dots.iter().all(|dot| (0..=map.width).contains(&dot.x) && (0..=map.height).contains(&dot.y)));
        assert!(map.land.len() > 200 && map.land.len() < 4000, "{} bytes of land", map.land.len());
    }

    #[test]
    fn one_dot_far_from_any_sea_still_sees_a_coast() {
        let map = drawn(&[mark("Bangui", 44, 186)]);
        assert!(map.land.matches('M').count() >= 1);
        let (x, y) = (map.dots[0].x, map.dots[0].y);
        assert!((WIDTH / 4..=WIDTH * 3 / 4).contains(&x) && (map.height / 4..=map.height * 3 / 4).contains(&y), "{x} {y}");
    }

    #[test]
    fn nothing_to_mark_is_no_map() {
        assert!(draw(Size::Wide, String::new(), String::new(), &[]).is_none());
    }

    #[test]
    fn the_ends_of_the_earth_fit() {
        for marks in [[mark("N", 899, 1799), mark("S", -899, -1799)], [mark("A", 0, 1799), mark("B", 1, 1799)]] {
            let map = drawn(&marks);
            assert!((200..=WIDTH).contains(&map.height), "{}", map.height);
            assert!(map.dots.iter().all(|dot| (0..=map.width).contains(&dot.x) && (0..=map.height).contains(&dot.y)));
        }
    }
}
