//! Several articles together: on what they differ, beside the events that they differ about.

use super::merge;
use crate::support::chapter::Case;

pub fn lines(case: &Case) -> Vec<String> {
    merge::lines(case).into_iter().filter(|line| !line.starts_with("source ") && !line.starts_with("person ")).collect()
}
