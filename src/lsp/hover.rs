//! What is known of what the pointer is on: an item with its dates and money, a cell, a key of the format.

use gen_lsp_types as lsp;

use super::look::Look;
use super::references::{base, named, path_of};
use super::words::Page;
use crate::document::Spot;
use crate::keys::{Item, Place, place};
use crate::money::Verdict;

mod envelope;
mod initiative;
mod key;
mod line;
mod stage;

pub(super) use envelope::said;
pub(super) use initiative::span;
pub(super) use key::facts;

/// What is known of a place; `None` when nothing is.
pub(super) fn hover(look: &Look<'_>, position: lsp::Position) -> Option<lsp::Hover> {
    let cursor = look.cursor(position);
    let mut page = Page::new(look.client.markdown);
    let mut is_computed = true;
    let span = if let Some(named) = named(look, &cursor) {
        item(look, &named.path, &mut page);
        named.span
    } else {
        cursor.spot.span()
    };
    if page.is_empty() {
        let path = path_of(look, &cursor)?;
        // A value of a year says what its cell does.
        let at_cell = matches!(cursor.spot, Spot::Key { .. } | Spot::Value { .. } | Spot::Header { .. });
        if !(at_cell && envelope::cell_at(look, base(&path), &mut page)) {
            key::describe(place(&path)?, &mut page);
            is_computed = false;
        }
    }
    if is_computed && look.analysis.verdict == Verdict::Invalid {
        page.paragraph("The plan has errors: what cannot be read is left out, so this may not hold.");
    }
    let contents = page.content().into();
    Some(lsp::Hover { contents, range: Some(look.range(&span)) })
}

/// What is known of an item; nothing is said of one that is not there.
fn item(look: &Look<'_>, path: &[String], page: &mut Page) {
    let plan = &look.analysis.plan;
    match path {
        [table, id] if table == Item::Initiative.word() => {
            if let Some(at) = plan.initiative(id) {
                initiative::describe(look, at, page);
            }
        }
        [table, id] if table == Item::Envelope.word() => {
            if let Some(at) = plan.envelope(id) {
                envelope::describe(look, at, page);
            }
        }
        [table, id] if table == Item::Stage.word() => {
            if let Some(at) = plan.stage(id) {
                stage::describe(look, at, page);
            }
        }
        [table, id, lines, line] if table == Item::Initiative.word() => {
            if let Some(at) = plan.initiative(id) {
                line::describe(look, at, (lines, line), page);
            }
        }
        _ => titled(look, path, page),
    }
}

/// An item of which nothing is computed: its title, and what kind of thing it is.
fn titled(look: &Look<'_>, path: &[String], page: &mut Page) {
    let (Some(id), Some(Place::Table { table, .. })) = (path.last(), place(path)) else { return };
    let Some(node) = look.node(path) else { return };
    let source = look.source();
    let title = source.index.child(look.text(), node, "title");
    let title = title.map(|node| source.index.scalar(look.text(), node).into_owned());
    page.paragraph(&format!("{} {}", page.strong(&title.unwrap_or_default()), page.code(id)));
    page.paragraph(&format!("{}.", table.doc));
}
