//! Tables for machines: one small file for each format.

mod csv;

pub use csv::tables;
