//! The canonical layout of a plan file, comments kept: `milepost fmt`.

use super::Source;

/// The same plan in canonical layout; `None` when the text has syntax errors and must not be touched.
pub fn format(source: &Source) -> Option<String> {
    let _ = source;
    unimplemented!("document::format")
}
