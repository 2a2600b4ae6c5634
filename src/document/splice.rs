//! Edits as the smallest replacements of text, verified by reading the result again.

use std::ops::Range;

use super::Document;
use crate::edit::{Change, Edit, LayerName};

/// A replacement of one byte range of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Which source, as an index.
    pub source: usize,
    /// The bytes that go, half-open, in the text before.
    pub span: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

/// Why an edit is not made; the text is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The place to edit does not exist, or exists already.
    #[error("{0}")]
    NoPlace(String),
    /// What is edited is written in more than one place.
    #[error("{what} is written at lines {first} and {second}: edit it by hand, or run `milepost fmt` first")]
    Scattered {
        /// What is edited.
        what: String,
        /// The first line.
        first: usize,
        /// The second line.
        second: usize,
    },
    /// The text cannot be read as TOML, so nothing can be edited safely.
    #[error("line {line} is not TOML ({message}): mend it first")]
    Unreadable {
        /// Where.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// The text after the edit would not mean what was intended; this is a fault of ours.
    #[error("the edit of {0} would change something else as well, so it was not made")]
    NotAsMeant(String),
}

/// The splices of one edit, not yet verified; in descending order of their place, so that they can be applied in order.
pub fn splices(document: &Document, edit: &Edit, layer: &LayerName) -> Result<Vec<Splice>, Refusal> {
    let _ = (document, edit, layer);
    unimplemented!("document::splices")
}

/// A text with splices (descending, not overlapping) applied, and the splices that bring it back.
pub fn patch(text: &str, splices: &[Splice]) -> (String, Vec<Splice>) {
    let _ = (text, splices);
    unimplemented!("document::patch")
}

/// Applies all edits of a change, verifies that the result means the old plan plus exactly these edits, and gives the
/// new document with the inverse splices (to be applied in order).
pub fn apply(document: &Document, change: &Change) -> Result<(Document, Vec<Splice>), Refusal> {
    let _ = (document, change);
    unimplemented!("document::apply")
}
