//! Values that every room speaks about.
//!
//! Nothing comes in but plain values; what goes out is passed along by every stage.
//! No behaviour of any stage lives here, and nothing here touches the disk, the clock or the terminal.

pub mod codes;
mod diag;
mod evidence;
mod known;
mod print;
mod span;
mod when;

pub use diag::{Diagnostic, Place, Report, Severity};
pub use evidence::{Cited, Evidence, SourceId, SubSource};
pub use known::{Basis, Known};
pub use print::Fingerprint;
pub use span::Span;
pub use when::{Grain, When};
