//! What two versions of a plan differ in, as one page: the money first, then what was edited, what followed, and what is only
//! written otherwise. Raw text: each medium makes it harmless in its own way.

mod against;
mod compose;
pub mod page;
mod sections;
pub mod words;

use crate::diff::{Diff, Side};
use crate::views::figures::Figures;

pub use against::{Asked, against, gates_both};
pub use compose::page;

pub use words::{count, span};

/// Two versions of a plan and what they differ in.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// The earlier one.
    pub before: Side<'a>,
    /// The later one.
    pub after: Side<'a>,
    /// What they differ in.
    pub diff: &'a Diff,
}

/// The same, with what it is called.
pub struct Reported<'a> {
    /// Both versions.
    pub compared: Compared<'a>,
    /// What they are called.
    pub names: (String, String),
    /// The scenarios that are laid over them.
    pub scenarios: (Option<&'a str>, Option<&'a str>),
}

impl Reported<'_> {
    /// How both versions' money is written: as the later one wants it.
    pub fn figures(&self) -> Figures {
        Figures::of(&self.compared.after.analysis.plan)
    }
}
