//! Comments that came or went, by the item that they belong to.

use std::collections::BTreeMap;

use super::Names;
use crate::content::{ItemName, Renames};
use crate::document::{Document, comments_of, owned_comments};

/// The comments of one item that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentChange {
    /// Which item; `file` for those that belong to none.
    pub item: ItemName,
    /// What is not there any more, as written.
    pub removed: Vec<String>,
    /// What is new, as written.
    pub added: Vec<String>,
}

/// How often each comment of each item stands there, the later version counted up and the earlier down.
type Counts<'t> = BTreeMap<ItemName, BTreeMap<&'t str, i64>>;

/// The comments that differ, aside those of items that came or went themselves (`whole`).
pub(super) fn find(before: &Document, after: &Document, ids: &Renames, whole: &Names) -> Vec<CommentChange> {
    if ids.is_empty() && said(before).eq(said(after)) {
        return Vec::new();
    }
    let (old, new) = (owned(before), owned(after));
    let (old, new) = if ids.is_empty() { between(&old, &new) } else { (&old[..], &new[..]) };
    let mut counts = Counts::new();
    for (keys, comment) in old {
        *counts.entry(ids.name(&ItemName::of(keys))).or_default().entry(comment).or_default() -= 1;
    }
    for (keys, comment) in new {
        *counts.entry(ItemName::of(keys)).or_default().entry(comment).or_default() += 1;
    }
    let found = counts.into_iter().filter(|(item, _)| !whole.contains(item)).map(|(item, counts)| {
        let listed = |sign: i64| {
            let some = counts.iter().filter(move |(_, count)| **count * sign > 0);
            some.flat_map(|(comment, count)| {
                std::iter::repeat_n((*comment).to_owned(), count.unsigned_abs() as usize)
            })
            .collect::<Vec<String>>()
        };
        CommentChange { removed: listed(-1), added: listed(1), item }
    });
    found.filter(|change| !change.removed.is_empty() || !change.added.is_empty()).collect()
}

/// The comments of a document, in the order of its texts.
fn said(document: &Document) -> impl Iterator<Item = &str> {
    document.sources().iter().flat_map(|source| comments_of(&source.text))
}

/// The same, each with the keys of what it belongs to.
fn owned(document: &Document) -> Vec<(Vec<&str>, &str)> {
    document.sources().iter().flat_map(owned_comments).collect()
}

/// What stands between those that two lists begin and end with alike.
fn between<'a, T: PartialEq>(old: &'a [T], new: &'a [T]) -> (&'a [T], &'a [T]) {
    let head = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    (&old[..old.len() - tail], &new[..new.len() - tail])
}
