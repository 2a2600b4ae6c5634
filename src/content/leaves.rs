//! Walks a plan down to its values, with the table of keys in hand.

use std::collections::{BTreeMap, BTreeSet};

use super::spelling::{self, Under};
use super::{Content, Item, ItemName, Leaf};
use crate::document::{Form, View};
use crate::keys::{self, Table, Type};

/// Whether the tables below a top-level key are items with ids.
pub(super) fn has_ids(table: &str) -> bool {
    keys::collections().any(|known| known.name == table) || table == "scenario"
}

/// Whether a top-level key is a table of the format without ids.
pub(super) fn is_table(table: &str) -> bool {
    keys::named("").and_then(|top| top.key(table)).is_some_and(|key| matches!(key.ty, Type::Table(_)))
}

/// The items of a plan.
pub(super) fn content(root: &View<'_>) -> Content {
    let mut found = Content::default();
    for (key, view) in root.entries() {
        if is_of_file(key, &view) {
            add_of_file(&mut found, key, &view);
        } else if has_ids(key) {
            for (id, view) in view.entries() {
                found.items.insert(ItemName::new(key, id), item_by_id(key, &view, None));
            }
        } else {
            found.items.insert(ItemName::new(key, ""), item(&view, keys::named(key), None));
        }
    }
    found.stages = stages(root);
    found
}

/// Some items of a plan, as far as they are there, without the keys that are written in the same way in the plan `beside` it;
/// the stages in order whole.
pub(super) fn content_of(root: &View<'_>, names: &BTreeSet<ItemName>, beside: Option<&View<'_>>) -> Content {
    let mut found = Content { items: BTreeMap::new(), stages: stages(root) };
    for name in names {
        if name.table.is_empty() {
            let own = root.entries().filter(|(key, view)| is_of_file(key, view));
            own.for_each(|(key, view)| add_of_file(&mut found, key, &view));
            continue;
        }
        let is_there = |view: &View<'_>| !is_of_file(&name.table, view);
        let Some(view) = root.child(&name.table).filter(is_there) else { continue };
        let beside = beside.and_then(|beside| beside.child(&name.table)).filter(is_there);
        if name.id.is_empty() {
            found.items.insert(name.clone(), item(&view, keys::named(&name.table), beside.as_ref()));
        } else if let Some(view) = view.child(&name.id) {
            let beside = beside.and_then(|beside| beside.child(&name.id));
            found.items.insert(name.clone(), item_by_id(&name.table, &view, beside.as_ref()));
        }
    }
    found
}

/// The ids of the stages, in the order of the file.
fn stages(root: &View<'_>) -> Vec<String> {
    let all = root.child("stage").filter(|view| !is_of_file("stage", view));
    all.iter().flat_map(View::entries).map(|(id, _)| id.to_owned()).collect()
}

/// Adds what stands at the top and belongs to the file itself.
fn add_of_file(found: &mut Content, key: &str, view: &View<'_>) {
    let item = found.items.entry(ItemName::new("", "")).or_default();
    leaves(view, Under::Table(keys::named("")), key, None, &mut Vec::new(), item);
}

/// What an item of a table with ids says.
fn item_by_id(table: &str, view: &View<'_>, beside: Option<&View<'_>>) -> Item {
    if table != "scenario" {
        return item(view, keys::named(table), beside);
    }
    let mut read = item(view, keys::named(""), beside);
    if let Some(title) = view.child("title") {
        let above = Under::Table(keys::named("scenario"));
        leaves(&title, above, "title", beside, &mut Vec::new(), &mut read);
    }
    read
}

/// Whether what stands at the top belongs to the file itself, and is no item of its own.
fn is_of_file(key: &str, view: &View<'_>) -> bool {
    !view.is_table() || !(has_ids(key) || is_table(key))
}

/// The items that two plans do not write in the same way, and those that only one of them has; `is_same` tells of an item
/// of both, by table and id, that it is known to be written in the same way.
pub(super) fn differing(
    one: &View<'_>,
    other: &View<'_>,
    is_same: impl Fn(&str, &str) -> bool,
) -> BTreeSet<ItemName> {
    let mut names = only(one, other);
    names.extend(only(other, one));
    for (key, view) in one.entries() {
        let Some(beside) = other.child(key) else { continue };
        let of_file = is_of_file(key, &view);
        if of_file || is_of_file(key, &beside) {
            if !of_file || !same_text(&view, &beside) {
                names.insert(ItemName::new("", ""));
            }
        } else if !has_ids(key) {
            if !same_text(&view, &beside) {
                names.insert(ItemName::new(key, ""));
            }
        } else {
            for (id, view) in view.entries() {
                if !is_same(key, id) && beside.child(id).is_some_and(|it| !same_text(&view, &it)) {
                    names.insert(ItemName::new(key, id));
                }
            }
        }
    }
    names
}

/// The items that the other plan does not have.
pub(super) fn only(one: &View<'_>, other: &View<'_>) -> BTreeSet<ItemName> {
    let mut names = BTreeSet::new();
    for (key, view) in one.entries() {
        let beside = other.child(key);
        if is_of_file(key, &view) {
            if beside.is_none() {
                names.insert(ItemName::new("", ""));
            }
        } else if !has_ids(key) {
            if beside.is_none_or(|beside| is_of_file(key, &beside)) {
                names.insert(ItemName::new(key, ""));
            }
        } else {
            let beside = beside.filter(|beside| !is_of_file(key, beside));
            for (id, _) in view.entries() {
                if beside.as_ref().is_none_or(|beside| beside.child(id).is_none()) {
                    names.insert(ItemName::new(key, id));
                }
            }
        }
    }
    names
}

/// What one table says, without the keys that are written in the same way in the table beside it.
fn item(view: &View<'_>, table: Option<&'static Table>, beside: Option<&View<'_>>) -> Item {
    let mut item = Item::default();
    let mut path = Vec::new();
    if view.is_table() {
        for (key, below) in view.entries() {
            leaves(&below, Under::Table(table), key, beside, &mut path, &mut item);
        }
    } else {
        // A value where a table is meant: it is kept as it is, so that a change of it is not lost.
        item.leaves.insert(Vec::new(), spelling::leaf(view, None));
    }
    item
}

/// What stands at a place, by its keys below it.
pub(super) fn at(root: &View<'_>, keys: &[String]) -> Option<Item> {
    let mut under = Under::Table(keys::named(""));
    let mut view = root.clone();
    for key in keys {
        under = under.below(key);
        view = view.child(key)?;
    }
    let mut item = Item::default();
    if view.is_table() {
        for (key, below) in view.entries() {
            leaves(&below, under, key, None, &mut Vec::new(), &mut item);
        }
    } else {
        item.leaves.insert(Vec::new(), spelling::leaf(&view, under.ty()));
    }
    Some(item)
}

/// Adds what stands under a key, unless it is written in the same way under that key in the table `beside`.
fn leaves(
    view: &View<'_>,
    above: Under,
    key: &str,
    beside: Option<&View<'_>>,
    path: &mut Vec<String>,
    item: &mut Item,
) {
    let beside = beside.filter(|beside| beside.is_table()).and_then(|beside| beside.child(key));
    if beside.as_ref().is_some_and(|beside| same_text(view, beside)) {
        return;
    }
    let under = above.below(key);
    path.push(under.key(key));
    if view.is_table() && !matches!(view.form(), Form::Tables) {
        let mut empty = true;
        for (key, below) in view.entries() {
            leaves(&below, under, key, beside.as_ref(), path, item);
            empty = false;
        }
        if empty {
            item.leaves.insert(path.clone(), Leaf::Many(BTreeMap::new()));
        }
    } else {
        item.leaves.insert(path.clone(), spelling::leaf(view, under.ty()));
    }
    path.pop();
}

/// Whether two places are written alike: the same keys in the same order, with the same bytes as values.
pub fn same_text(one: &View<'_>, other: &View<'_>) -> bool {
    if one.form() != other.form() {
        return false;
    }
    if !one.is_table() {
        return one.raw() == other.raw() && one.form() != Form::Tables;
    }
    let mut others = other.entries();
    one.entries().all(|(key, below)| {
        others.next().is_some_and(|(beside, other)| key == beside && same_text(&below, &other))
    }) && others.next().is_none()
}
