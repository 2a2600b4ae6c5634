//! From the resolved tree to a typed plan, with every diagnostic.

use super::Document;
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;
use crate::units::Day;

/// What a document means, and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The plan, with whatever could be read.
    pub plan: Plan,
    /// Every problem of the text and its values, with its origin.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the typed plan out of a document, driven by the key table. Never fails.
///
/// `today` only stands in for a plan start that nothing gives (which is an error as well).
pub fn decode(document: &Document, today: Day) -> Decoded {
    let _ = (document, today);
    unimplemented!("document::decode")
}
