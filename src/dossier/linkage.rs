//! Groups of what is alike: the two groups whose members are alike on average come together first.

/// The group of each of `n` items, numbered from 0 in the order of their first members.
///
/// Groups are joined, the likest first, as long as the mean likeness of their members is at least `least`.
/// Of equally like pairs the one of the earliest items is joined, so the outcome rests on the order of the items alone.
/// Takes time and space in the square of `n`.
pub(super) fn groups(n: usize, likeness: impl Fn(usize, usize) -> f64, least: f64) -> Vec<usize> {
    let mut groups = Groups::new(n, likeness);
    while groups.join(least) {}
    let mut numbers: Vec<Option<usize>> = vec![None; n];
    let mut next = 0;
    let mut number = |group: usize| {
        *numbers[group].get_or_insert_with(|| {
            next += 1;
            next - 1
        })
    };
    groups.of.iter().map(|group| number(*group)).collect()
}

/// Groups under the number of their first item.
struct Groups {
    of: Vec<usize>,
    /// How many items; 0 for a group that has gone into another.
    sizes: Vec<f64>,
    /// The mean likeness of each pair, below the diagonal.
    means: Vec<Vec<f64>>,
    /// The likest among the groups before each, the earliest of equals.
    best: Vec<Option<usize>>,
}

impl Groups {
    fn new(n: usize, likeness: impl Fn(usize, usize) -> f64) -> Self {
        let means = (0..n).map(|later| (0..later).map(|earlier| likeness(later, earlier)).collect()).collect();
        let mut groups = Self { of: (0..n).collect(), sizes: vec![1.0; n], means, best: vec![None; n] };
        (0..n).for_each(|later| groups.best[later] = groups.best_before(later));
        groups
    }

    fn is_there(&self, group: usize) -> bool {
        self.sizes[group] > 0.0
    }

    fn mean(&self, one: usize, other: usize) -> f64 {
        self.means[one.max(other)][one.min(other)]
    }

    fn best_before(&self, later: usize) -> Option<usize> {
        let there = (0..later).filter(|&earlier| self.is_there(earlier));
        there.max_by(|&a, &b| self.means[later][a].total_cmp(&self.means[later][b]).then(b.cmp(&a)))
    }

    /// Joins the likest pair; whether there was one.
    fn join(&mut self, least: f64) -> bool {
        let there = (0..self.of.len()).filter(|&group| self.is_there(group));
        let pairs = there.filter_map(|later| self.best[later].map(|earlier| (self.means[later][earlier], later, earlier)));
        let likest = pairs.filter(|(mean, ..)| *mean >= least).max_by(|a, b| a.0.total_cmp(&b.0).then((b.1, b.2).cmp(&(a.1, a.2))));
        let Some((_, gone, kept)) = likest else { return false };
        let (n_gone, n_kept) = (self.sizes[gone], self.sizes[kept]);
        self.sizes[gone] = 0.0;
        self.sizes[kept] = n_gone + n_kept;
        self.of.iter_mut().filter(|group| **group == gone).for_each(|group| *group = kept);
        for other in (0..self.of.len()).filter(|&other| other != kept && other != gone) {
            let mean = (self.mean(other, gone) * n_gone + self.mean(other, kept) * n_kept) / (n_gone + n_kept);
            self.means[other.max(kept)][other.min(kept)] = mean;
        }
        for later in (kept..self.of.len()).filter(|&later| self.is_there(later)).collect::<Vec<_>>() {
            let touched = later == kept || self.best[later].is_some_and(|best| best == gone || best == kept);
            let nearer = later > kept && self.best[later].is_none_or(|best| self.means[later][kept] >= self.means[later][best]);
            if touched || nearer {
                self.best[later] = self.best_before(later);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_on_average_comes_together() {
        // A chain of neighbours is no group: the ends are too far apart.
        let places: [f64; 6] = [0.0, 1.0, 2.0, 10.0, 11.0, 3.0];
        let near = |a: usize, b: usize| 1.0 - (places[a] - places[b]).abs() / 10.0;
        assert_eq!(groups(6, near, 0.85), [0, 0, 1, 2, 2, 1]);
        assert_eq!(groups(6, near, 0.5), [0, 0, 0, 1, 1, 0]);
        assert_eq!(groups(0, near, 0.5), [0; 0]);
    }
}
