//! What differs only in how it is written: the order of items, the spelling of values, blank lines.

use super::Side;
use super::edits::Edits;
use crate::content::{Content, Item, ItemName, Renames};
use crate::document::View;
use crate::keys;

/// What differs only in how it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The tables whose items stand in another order; stages aside, whose order means something.
    pub order: Vec<&'static str>,
    /// Items that are written differently and say the same.
    pub spelling: Vec<ItemName>,
    /// Whether nothing but blank lines, indents or line ends differ in the whole text.
    pub blanks: bool,
}

impl Layout {
    /// Whether nothing is written differently.
    pub fn is_nothing(&self) -> bool {
        self.order.is_empty() && self.spelling.is_empty() && !self.blanks
    }
}

pub(super) fn find(
    before: Side<'_>,
    after: Side<'_>,
    (old, new): (&Content, &Content),
    ids: &Renames,
    edits: &Edits,
    same_comments: bool,
) -> Layout {
    let (was, is) = (before.document.root(), after.document.root());
    let order = keys::collections().map(|table| table.name).filter(|name| *name != "stage");
    let order = order.filter(|name| !same_order(&was, &is, name, ids)).collect::<Vec<_>>();
    let says_the_same = |(name, item): &(&ItemName, &Item)| {
        old.items.get(*name).is_some_and(|was| was != *item && was.means(item))
    };
    let spelling: Vec<ItemName> = new
        .items
        .iter()
        .filter(says_the_same)
        .map(|(name, _)| name.clone())
        .filter(|name| !edits.is_edited(name))
        .collect();
    let texts = |side: Side<'_>| -> Vec<std::sync::Arc<str>> {
        side.document.sources().iter().map(|source| source.text.clone()).collect()
    };
    let is_all = order.is_empty()
        && spelling.is_empty()
        && same_comments
        && edits.edited.is_empty()
        && edits.whole().is_empty()
        && ids.is_empty();
    // Scenarios are not compared key by key when one is laid over; what differs then is no matter of blanks.
    let same_scenario = before.document.layers().len() == after.document.layers().len();
    let blanks = is_all && same_scenario && texts(before) != texts(after);
    Layout { order, spelling, blanks }
}

/// Whether the items that both versions have stand in the same order.
fn same_order(was: &View<'_>, is: &View<'_>, table: &str, ids: &Renames) -> bool {
    let (Some(was), Some(is)) = (was.child(table), is.child(table)) else { return true };
    let before = was.entries().map(|(id, _)| ids.after(table, id).unwrap_or(id));
    if before.eq(is.entries().map(|(id, _)| id)) {
        return true;
    }
    let before = was.entries().map(|(id, _)| ids.after(table, id).unwrap_or(id));
    let before = before.filter(|id| is.child(id).is_some());
    let after = is.entries().map(|(id, _)| id);
    let after = after.filter(|id| was.child(ids.before(table, id).unwrap_or(id)).is_some());
    before.eq(after)
}
