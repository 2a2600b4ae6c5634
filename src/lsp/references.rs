//! What a place of a text names: an item by its own table, or by a key that refers to it.

use std::ops::Range;

use super::look::Look;
use crate::document::{Cursor, Spot};
use crate::keys::{Place, Type, place};
use crate::revise::link_target;

/// An item that a place names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Where it is described: `initiative`, `crm`; a money line with its own keys.
    pub path: Vec<String>,
    /// The bytes of its name at this place.
    pub span: Range<usize>,
    /// Whether this is where it is described, and not a reference to it.
    pub own: bool,
}

/// The item that a place names, whether there is such an item or not.
pub(super) fn named(look: &Look<'_>, cursor: &Cursor) -> Option<Named> {
    let text = look.text();
    match &cursor.spot {
        Spot::Header { part, .. } | Spot::Key { part, .. } if !part.is_empty() => {
            let name = unquoted(&text[part.clone()]);
            let span = inside(text, part);
            match place(&cursor.above)? {
                Place::Ids { table, overlay } if table.name != "scenario" || !overlay => {
                    let path = base(&cursor.above).iter().chain([&name.to_owned()]).cloned().collect();
                    Some(Named { path, span, own: true })
                }
                Place::Key { key, .. } => {
                    let shared = matches!(key.ty, Type::Shares(_) | Type::Parts(_));
                    let item = key.references().filter(|_| shared)?;
                    Some(Named { path: vec![item.word().to_owned(), name.to_owned()], span, own: false })
                }
                Place::Ids { .. } | Place::Table { .. } | Place::Below { .. } => None,
            }
        }
        Spot::Value { text: inner, .. } => {
            let written = &text[inner.clone()];
            let (item, span) = match place(&cursor.above)? {
                Place::Key { key, .. } if key.ty == Type::Links => link_target(written),
                Place::Key { key, .. } => (key.references()?, 0..written.len()),
                Place::Ids { .. } | Place::Table { .. } | Place::Below { .. } => return None,
            };
            let id = written[span.clone()].to_owned();
            let span = inner.start + span.start..inner.start + span.end;
            (!id.is_empty()).then(|| Named { path: vec![item.word().to_owned(), id], span, own: false })
        }
        Spot::Header { .. } | Spot::Key { .. } | Spot::Nothing => None,
    }
}

/// The keys of the plan that an overlay lies over: without `scenario` and its id.
pub(super) fn base(path: &[String]) -> &[String] {
    match path {
        [first, _, rest @ ..] if first == "scenario" && !rest.is_empty() => rest,
        _ => path,
    }
}

/// A key without its quotes.
pub(super) fn unquoted(written: &str) -> &str {
    written.trim_matches(['"', '\''])
}

/// The bytes of a key between its quotes.
fn inside(text: &str, part: &Range<usize>) -> Range<usize> {
    let written = &text[part.clone()];
    let name = unquoted(written);
    let lead = written.find(name).unwrap_or(0);
    part.start + lead..part.start + lead + name.len()
}

/// The keys of a place whose own key stands at the cursor, that key included; of a value, its key.
pub(super) fn path_of(look: &Look<'_>, cursor: &Cursor) -> Option<Vec<String>> {
    let mut path = cursor.above.clone();
    match &cursor.spot {
        Spot::Header { part, .. } | Spot::Key { part, .. } => {
            let name = unquoted(&look.text()[part.clone()]);
            if name.is_empty() {
                return None;
            }
            path.push(name.to_owned());
        }
        Spot::Value { .. } => {}
        Spot::Nothing => return None,
    }
    Some(path)
}
