//! Copying initiatives out of a plan as text, with their comments, and pasting them into another.

mod named;
mod paste;
#[cfg(test)]
mod tests;

use super::remove::value_of;
use crate::diagnostic::Path;
use crate::document::{Document, Source, apply, splices};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::plan::{InitiativeIx, Plan};

pub use paste::{Left, Pasted, paste};

/// Initiatives as TOML: their blocks as the plan's file has them, with the comments that they own, parted by blank lines.
///
/// What a scenario says of one otherwise, and what is not written in blocks of its own, is written anew from its values.
pub fn copied(document: &Document, plan: &Plan, which: &[InitiativeIx]) -> String {
    let texts: Vec<String> =
        which.iter().filter_map(|at| block(document, &plan.initiatives[at.at()].id)).collect();
    texts.join("\n")
}

/// One initiative as TOML, ending in a line end.
fn block(document: &Document, id: &str) -> Option<String> {
    let at = Path::new(["initiative", id]);
    let wanted = value_of(&document.value(&at)?);
    let own = written(document, &at).filter(|text| {
        let alone = Document::new(Source::new("copy", text.clone()));
        alone.sources()[0].index.errors().is_empty()
            && alone.value(&at).and_then(|view| value_of(&view)) == wanted
    });
    own.or_else(|| match wanted? {
        Value::Table(entries) => Some(anew(at, entries)),
        Value::Text(_) | Value::Bare(_) | Value::List(_) => None,
    })
}

/// What goes with an item when it is removed: all of its text, and the comments that it owns.
pub(super) fn written(document: &Document, at: &Path) -> Option<String> {
    let gone = splices(document, &Edit::Remove { at: at.clone() }, &LayerName::Plan).ok()?;
    let text = &document.sources().first()?.text;
    let parts = gone.iter().rev().map(|splice| text[splice.span.clone()].replace("\r\n", "\n"));
    let whole: String = parts.collect::<Vec<_>>().join("\n");
    let trimmed = whole.trim_matches('\n');
    (!trimmed.trim().is_empty()).then(|| format!("{trimmed}\n"))
}

/// A block with these keys.
fn anew(at: Path, entries: Vec<(String, Value)>) -> String {
    let empty = Document::new(Source::new("copy", ""));
    let change =
        Change { label: String::new(), edits: vec![Edit::AddTable { at, entries }], layer: LayerName::Plan };
    apply(&empty, &change).map_or_else(|_| String::new(), |(after, _)| after.sources()[0].text.to_string())
}
