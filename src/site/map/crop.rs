//! Which part of the world a map shows.

use super::{WIDTH, land};
use crate::dossier::Coordinates;

/// Least width and height in hundredths of a degree, as seen at the middle latitude.
const LEAST: (i64, i64) = (1_800, 850);
/// The map grows by a half at a time until a coast is in sight, so many times at most.
const STEPS: usize = 5;
/// Width by height, in tenths.
const FLATTEST: i64 = 22;
const TALLEST: i64 = 12;
/// Beyond this latitude a flat map shows nothing that helps.
const POLAR: i64 = 8_400;

/// Hundredths of a degree, east and north.
pub fn hundredths(at: Coordinates) -> (i64, i64) {
    (i64::from(at.lon) * 10, i64::from(at.lat) * 10)
}

/// A part of the world, equirectangular at its middle latitude.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crop {
    /// Western edge.
    pub west: i64,
    /// Southern edge.
    pub south: i64,
    /// Eastern edge.
    pub east: i64,
    /// Northern edge.
    pub north: i64,
}

impl Crop {
    /// The points with 12 % around them; a larger part where they lie close together or far from any sea. `None` without a point.
    pub fn around(points: impl Iterator<Item = Coordinates>) -> Option<Self> {
        let points: Vec<(i64, i64)> = points.map(hundredths).map(|(x, y)| (x, y.clamp(-POLAR, POLAR))).collect();
        let (west, east) = (points.iter().map(|p| p.0).min()?, points.iter().map(|p| p.0).max()?);
        let (south, north) = (points.iter().map(|p| p.1).min()?, points.iter().map(|p| p.1).max()?);
        let (margin_x, margin_y) = ((east - west) * 12 / 100, (north - south) * 12 / 100);
        let tight = Self { west: west - margin_x, south: south - margin_y, east: east + margin_x, north: north + margin_y };
        let mut crop = tight.at_least(LEAST.0, LEAST.1).shaped().on_earth();
        for _ in 0..STEPS {
            if land::has_coast(&crop) {
                break;
            }
            crop = crop.at_least(crop.seen_width() * 3 / 2, (crop.north - crop.south) * 3 / 2).shaped().on_earth();
        }
        Some(crop)
    }

    /// Height of the view box.
    pub fn height(&self) -> i64 {
        ((self.north - self.south) * WIDTH / self.seen_width().max(1)).clamp(WIDTH * 10 / (FLATTEST + 4), WIDTH)
    }

    /// A point in units of the view box.
    pub fn project(&self, (x, y): (i64, i64)) -> (i64, i64) {
        let rounded = |part: i64, all: i64, size: i64| (part * size * 2 + all).div_euclid(all * 2);
        let (wide, high) = ((self.east - self.west).max(1), (self.north - self.south).max(1));
        (rounded(x - self.west, wide, WIDTH), rounded(self.north - y, high, self.height()))
    }

    /// Whether a point lies well inside.
    pub fn holds(&self, at: Coordinates) -> bool {
        let (x, y) = self.project(hundredths(at));
        (20..=WIDTH - 20).contains(&x) && (20..=self.height() - 20).contains(&y)
    }

    /// Hundredths of a degree that one unit of the view box covers, east to west.
    pub fn grain(&self) -> i64 {
        ((self.east - self.west) / WIDTH).max(1)
    }

    /// The width as seen at the middle latitude, in hundredths of a degree of latitude.
    fn seen_width(&self) -> i64 {
        (self.east - self.west) * cosine((self.north + self.south) / 2) / 1_000
    }

    fn at_least(&self, width: i64, height: i64) -> Self {
        let lack_x = (width - self.seen_width()).max(0) * 1_000 / cosine((self.north + self.south) / 2);
        let lack_y = (height - (self.north - self.south)).max(0);
        Self {
            west: self.west - lack_x / 2,
            east: self.east + lack_x - lack_x / 2,
            south: self.south - lack_y / 2,
            north: self.north + lack_y - lack_y / 2,
        }
    }

    /// Neither a ribbon nor a tower.
    fn shaped(&self) -> Self {
        let (wide, high) = (self.seen_width(), self.north - self.south);
        self.at_least(high * TALLEST / 10, wide * 10 / FLATTEST)
    }

    /// Moved so that it does not leave the map of the world, and cut where it is larger.
    fn on_earth(&self) -> Self {
        let fitted = |low: i64, high: i64, limit: i64| {
            let shift = if low < -limit {
                -limit - low
            } else if high > limit {
                limit - high
            } else {
                0
            };
            ((low + shift).max(-limit), (high + shift).min(limit))
        };
        let (west, east) = fitted(self.west, self.east, 18_000);
        let (south, north) = fitted(self.south, self.north, 9_000);
        Self { west, south, east, north }
    }
}

/// The cosine of an angle in hundredths of a degree, in thousandths, after Bhaskara: the same on every machine.
fn cosine(angle: i64) -> i64 {
    let square = angle * angle / 10_000;
    (1_000 * (32_400 - 4 * square) / (32_400 + square)).max(80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_is_near_enough() {
        for (angle, expected) in [(0, 1_000), (3_000, 866), (-4_500, 707), (6_000, 500), (9_000, 80)] {
            assert!((cosine(angle) - expected).abs() <= 3, "{angle}: {}", cosine(angle));
        }
    }

    #[test]
    fn a_degree_is_as_high_as_it_is_wide() {
        let crop = Crop::around([Coordinates { lat: 500, lon: 0 }, Coordinates { lat: 600, lon: 300 }].into_iter()).expect("a crop");
        let (a, b) = (crop.project((1_000, 5_500)), crop.project((1_100, 5_600)));
        let (wide, high) = (b.0 - a.0, a.1 - b.1);
        let seen = high * cosine(5_500) / 1_000;
        assert!((wide - seen).abs() <= 1, "{wide} units east, {high} units north");
    }
}
