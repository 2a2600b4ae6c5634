//! Comments that came, went or stand with another item, by the item that they belong to.

use std::collections::BTreeMap;

use super::Names;
use crate::content::{ItemName, Renames};
use crate::document::{Document, differing_comments};

/// The comments of one item that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentChange {
    /// Which item; `file` for those that belong to none.
    pub item: ItemName,
    /// What is not there any more, as written.
    pub removed: Vec<String>,
    /// What is new, as written.
    pub added: Vec<String>,
    /// What stood with another item before, as written, and with which.
    pub moved: Vec<(String, ItemName)>,
}

impl CommentChange {
    /// How many comments that is; one replaced by another counts once.
    pub fn count(&self) -> usize {
        self.removed.len().max(self.added.len()) + self.moved.len()
    }
}

/// How often each comment of each item stands there, the later version counted up and the earlier down.
type Counts<'t> = BTreeMap<ItemName, BTreeMap<&'t str, i64>>;

/// The comments that differ, aside those of items that came or went themselves (`whole`).
pub(super) fn find(before: &Document, after: &Document, ids: &Renames, whole: &Names) -> Vec<CommentChange> {
    let sources = before.sources().iter().zip(after.sources());
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for (before, after) in sources {
        let (gone, come) = differing_comments(before, after);
        old.extend(gone);
        new.extend(come);
    }
    let mut counts = Counts::new();
    for (keys, comment) in old {
        *counts.entry(ids.name(&ItemName::of(&keys))).or_default().entry(comment).or_default() -= 1;
    }
    for (keys, comment) in new {
        *counts.entry(ItemName::of(&keys)).or_default().entry(comment).or_default() += 1;
    }
    let found = counts.into_iter().filter(|(item, _)| !whole.contains(item)).map(|(item, counts)| {
        let listed = |sign: i64| {
            let some = counts.iter().filter(move |(_, count)| **count * sign > 0);
            some.flat_map(|(comment, count)| {
                std::iter::repeat_n((*comment).to_owned(), count.unsigned_abs() as usize)
            })
            .collect::<Vec<String>>()
        };
        CommentChange { removed: listed(-1), added: listed(1), moved: Vec::new(), item }
    });
    let mut found: Vec<CommentChange> = found.collect();
    moves(&mut found);
    found.retain(|change| change.count() > 0);
    found
}

/// Takes what went from one item and came to another for what it is.
fn moves(found: &mut [CommentChange]) {
    let mut gone: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, change) in found.iter().enumerate() {
        for text in &change.removed {
            gone.entry(text.clone()).or_default().push(at);
        }
    }
    for to in 0..found.len() {
        for text in std::mem::take(&mut found[to].added) {
            let Some(from) = gone.get_mut(&text).and_then(Vec::pop) else {
                found[to].added.push(text);
                continue;
            };
            if let Some(place) = found[from].removed.iter().position(|it| *it == text) {
                found[from].removed.remove(place);
            }
            let item = found[from].item.clone();
            found[to].moved.push((text, item));
        }
    }
}
