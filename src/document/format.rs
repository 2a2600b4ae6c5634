//! The canonical layout of a plan file, comments kept: `milepost fmt`.
//!
//! The text is read into blocks (`read`): each with its rows and the comments that they own. Rows become lines (`tree`),
//! blocks stand in the canonical order (`write`). Values keep their own spelling; only layout and order change, and the
//! result must mean the same or the text stays as it is.

use super::Source;
use super::splice::sheet::Sheet;
use super::splice::verify::same_meaning;

mod comments;
mod read;
mod tree;
mod write;

/// The same plan in canonical layout; `None` when the text has syntax errors and must not be touched.
pub fn format(source: &Source) -> Option<String> {
    if !source.index.errors().is_empty() {
        return None;
    }
    let sheet = Sheet::new(source, 0);
    let text = write::write(&read::read(sheet), sheet);
    let laid = Source::new("", text.clone());
    let same = same_meaning(sheet, Sheet::new(&laid, 0));
    debug_assert!(same, "a layout means what the text meant");
    Some(if same { text } else { source.text.to_string() })
}

#[cfg(test)]
mod tests;
