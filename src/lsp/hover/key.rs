//! A key of the format: what it is for, what it takes, what holds without it.

use crate::keys::{Key, Place, Table};
use crate::lsp::words::Page;

/// What the format says of a place.
pub(super) fn describe(place: Place, page: &mut Page) {
    match place {
        Place::Key { key, table } | Place::Below { key, table } => of_key(key, table, page),
        Place::Table { table, .. } | Place::Ids { table, .. } => {
            let name = if table.name.is_empty() { "plan file" } else { table.name };
            page.paragraph(&format!("{} {}.", page.code(name), table.doc));
        }
    }
}

/// A key with its table.
fn of_key(key: &Key, table: &Table, page: &mut Page) {
    let name =
        if table.name.is_empty() { key.name.to_owned() } else { format!("{}.{}", table.name, key.name) };
    page.paragraph(&format!("{} {}.", page.code(&name), key.doc));
    page.list(&facts(key));
}

/// What a key takes, and what holds without it.
pub(in crate::lsp) fn facts(key: &Key) -> Vec<String> {
    let mut facts = vec![format!("takes {}", key.ty.accepts())];
    if key.ty.unit().contains("currency") {
        facts.push(format!("in {}", key.ty.unit()));
    }
    if !key.default.is_empty() {
        facts.push(format!("without it: {}", key.default));
    }
    if !key.counts {
        facts.push("read and kept; not counted yet".to_owned());
    }
    facts
}
