//! The land of the world, clipped to a map and made as coarse as the map is.

use std::sync::LazyLock;

use super::WIDTH;
use super::crop::Crop;

/// Coarseness of the whole world, in hundredths of a degree.
const COARSEST: i64 = 45;
/// Islands smaller than this many square units of the view box are left out.
const SPECK: i64 = 6;

type Ring = Vec<(i64, i64)>;

static LAND: LazyLock<Vec<Ring>> = LazyLock::new(|| include_str!("../data/land.txt").lines().filter_map(ring).collect());

fn ring(line: &str) -> Option<Ring> {
    let numbers: Vec<i64> = line.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let mut at = (0, 0);
    let points = numbers.chunks_exact(2).map(|step| {
        at = (at.0 + step[0], at.1 + step[1]);
        at
    });
    Some(points.collect())
}

/// The outline of the land as an SVG path in whole units.
pub fn outline(crop: &Crop) -> String {
    let tolerance = (crop.grain() * 6 / 5).min(COARSEST);
    let mut path = String::new();
    for ring in LAND.iter().filter(|ring| touches(ring, crop)) {
        let mut points: Ring = clipped(&simplified(ring, tolerance), crop).into_iter().map(|point| crop.project(point)).collect();
        points.dedup();
        if points.len() > 2 && doubled_area(&points).abs() >= 2 * SPECK {
            write_ring(&mut path, &points);
        }
    }
    path
}

/// Whether both land and sea are to be seen, a fiftieth of the map at least.
pub fn has_coast(crop: &Crop) -> bool {
    let rings = LAND.iter().filter(|ring| touches(ring, crop));
    let land: i64 = rings.map(|ring| doubled_area(&clipped(ring, crop)).abs() / 2).sum();
    let all = (crop.east - crop.west) * (crop.north - crop.south);
    (all / 50..=all - all / 50).contains(&land)
}

fn touches(ring: &Ring, crop: &Crop) -> bool {
    let beyond = |out: fn(&(i64, i64), &Crop) -> bool| ring.iter().all(|point| out(point, crop));
    !(beyond(|p, c| p.0 < c.west) || beyond(|p, c| p.0 > c.east) || beyond(|p, c| p.1 < c.south) || beyond(|p, c| p.1 > c.north))
}

fn write_ring(path: &mut String, points: &Ring) {
    let steps = points.windows(2).map(|pair| (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1));
    path.push_str(&format!("M{} {}l", points[0].0, points[0].1));
    let mut first = true;
    for number in steps.flat_map(|(x, y)| [x, y]) {
        // A minus divides numbers as well as a blank.
        if !first && number >= 0 {
            path.push(' ');
        }
        path.push_str(&number.to_string());
        first = false;
    }
    path.push('z');
}

/// Twice the area of a ring, with a sign that tells its sense.
fn doubled_area(ring: &[(i64, i64)]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

/// Sutherland and Hodgman's clipping; where a coast leaves the map and comes back, the ring runs along the edge.
fn clipped(ring: &Ring, crop: &Crop) -> Ring {
    // A little beyond the view box, so that no clipped edge is ever seen.
    let spare = (crop.east - crop.west) / WIDTH + 1;
    let edges: [(bool, i64, i64); 4] =
        [(true, crop.west - spare, 1), (true, crop.east + spare, -1), (false, crop.south - spare, 1), (false, crop.north + spare, -1)];
    let mut ring = ring.clone();
    for (across, limit, sign) in edges {
        let coordinate = |point: (i64, i64)| if across { point.0 } else { point.1 };
        let inside = |point: (i64, i64)| (coordinate(point) - limit) * sign >= 0;
        let cut = |a: (i64, i64), b: (i64, i64)| {
            let (part, all) = (limit - coordinate(a), coordinate(b) - coordinate(a));
            if across { (limit, a.1 + (b.1 - a.1) * part / all) } else { (a.0 + (b.0 - a.0) * part / all, limit) }
        };
        let mut kept = Vec::with_capacity(ring.len() + 4);
        for (idx, &point) in ring.iter().enumerate() {
            let before = ring[(idx + ring.len() - 1) % ring.len()];
            if inside(point) != inside(before) {
                kept.push(cut(before, point));
            }
            if inside(point) {
                kept.push(point);
            }
        }
        ring = kept;
    }
    ring
}

/// Douglas and Peucker's simplification of a closed ring, from its first point to the one farthest from it and back.
fn simplified(ring: &Ring, tolerance: i64) -> Ring {
    let Some(&first) = ring.first() else { return Ring::new() };
    let far = (0..ring.len()).max_by_key(|&idx| (square(first, ring[idx]), std::cmp::Reverse(idx))).unwrap_or(0);
    let mut closed = ring.clone();
    closed.push(first);
    let mut keep = vec![false; closed.len()];
    (keep[0], keep[far]) = (true, true);
    mark(&closed, 0, far, tolerance, &mut keep);
    mark(&closed, far, closed.len() - 1, tolerance, &mut keep);
    closed.iter().zip(keep).filter(|(_, keep)| *keep).map(|(point, _)| *point).collect()
}

fn mark(points: &Ring, first: usize, last: usize, tolerance: i64, keep: &mut [bool]) {
    if last <= first + 1 {
        return;
    }
    let (a, b) = (points[first], points[last]);
    let Some(at) = (first + 1..last).max_by_key(|&idx| (distance(points[idx], a, b), std::cmp::Reverse(idx))) else { return };
    if distance(points[at], a, b) > tolerance * tolerance {
        keep[at] = true;
        mark(points, first, at, tolerance, keep);
        mark(points, at, last, tolerance, keep);
    }
}

fn square(a: (i64, i64), b: (i64, i64)) -> i64 {
    (a.0 - b.0).pow(2) + (a.1 - b.1).pow(2)
}

/// The square of the distance of a point from the line between two others.
fn distance(point: (i64, i64), a: (i64, i64), b: (i64, i64)) -> i64 {
    let length = square(a, b);
    if length == 0 {
        return square(point, a);
    }
    let cross = i128::from((b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0));
    i64::try_from(cross * cross / i128::from(length)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_are_closed_rings_on_earth() {
        assert!(LAND.len() > 100, "{} rings", LAND.len());
        let points: Vec<&(i64, i64)> = LAND.iter().flatten().collect();
        assert!(points.len() > 4_000);
        assert!(points.iter().all(|point| point.0.abs() <= 18_000 && point.1.abs() <= 9_000));
    }

    #[test]
    fn straight_lines_lose_their_points_and_corners_stay() {
        let square = vec![(0, 0), (50, 1), (100, 0), (100, 100), (0, 100)];
        assert_eq!(simplified(&square, 10), [(0, 0), (100, 0), (100, 100), (0, 100)]);
        assert_eq!(simplified(&square, 0).len(), 5);
    }

    #[test]
    fn clipping_leaves_what_lies_inside() {
        let crop = Crop { west: 0, south: 0, east: 680, north: 340 };
        let land = clipped(&vec![(-500, -500), (300, -500), (300, 500), (-500, 500)], &crop);
        assert!(land.iter().all(|point| (-2..=300).contains(&point.0) && (-2..=342).contains(&point.1)), "{land:?}");
        assert!(clipped(&vec![(-9, -9), (-5, -9), (-5, -5)], &crop).is_empty());
    }

    #[test]
    fn the_world_is_coarse_and_a_gulf_is_fine() {
        let world = Crop { west: -18_000, south: -9_000, east: 18_000, north: 9_000 };
        let gulf = Crop { west: 4_700, south: 2_300, east: 5_700, north: 3_050 };
        assert!(outline(&world).len() < 9_000, "{} bytes", outline(&world).len());
        assert!(has_coast(&gulf) && outline(&gulf).len() > 100);
    }
}
