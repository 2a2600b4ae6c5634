//! What a plan says, item by item and key by key, each value in one spelling, so that two plans can be compared by meaning.
//!
//! *Shape*: an item (`plan`, `initiative.crm`) is a map from key paths to values. Order, layout, comments and the many
//! ways to write one value (`120_000`, `120000.00`; dotted keys, inline tables, headers) make no difference. Lists are sets.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::diagnostic::Path;
use crate::document::View;

mod leaves;
mod references;
mod renames;
mod spelling;

pub use leaves::same_text;
pub use references::Renames;
pub use renames::{Renamed, renames};
pub use spelling::link_identity;

/// The name of an item: `initiative.crm`, `plan`; `file` for the keys that stand before all tables.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemName {
    /// The table: `initiative`; empty for the keys of the file itself.
    pub table: String,
    /// The id; empty for tables without ids.
    pub id: String,
}

impl ItemName {
    /// An item of a table with ids.
    pub fn new(table: impl Into<String>, id: impl Into<String>) -> Self {
        Self { table: table.into(), id: id.into() }
    }

    /// The item that a place belongs to: the first two keys, or the first alone where its table has no ids.
    pub fn of(keys: &[impl AsRef<str>]) -> Self {
        match keys {
            [table, id, ..] if leaves::has_ids(table.as_ref()) => Self::new(table.as_ref(), id.as_ref()),
            [table, ..] if leaves::is_table(table.as_ref()) => Self::new(table.as_ref(), ""),
            _ => Self::new("", ""),
        }
    }

    /// The keys that lead to it.
    pub fn path(&self) -> Path {
        Path::new([&self.table, &self.id].into_iter().filter(|key| !key.is_empty()).cloned())
    }
}

impl fmt::Display for ItemName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.table.as_str(), self.id.as_str()) {
            ("", _) => f.write_str("file"),
            (table, "") => f.write_str(table),
            (table, id) => write!(f, "{table}.{id}"),
        }
    }
}

/// The value of one key, or one item of its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What it means, in one spelling whatever the file writes.
    pub meaning: String,
    /// As the file writes it, strings without their quotes.
    pub written: String,
}

/// What a key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// One value.
    One(Value),
    /// A list, by what each item is about: a reference by its target and end, anything else by its meaning.
    Many(BTreeMap<String, Value>),
}

impl Leaf {
    /// Whether two keys say the same, however it is written.
    pub fn means(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One(one), Self::One(other)) => one.meaning == other.meaning,
            (Self::Many(one), Self::Many(other)) => {
                one.len() == other.len()
                    && one.iter().zip(other).all(|(a, b)| a.0 == b.0 && a.1.meaning == b.1.meaning)
            }
            (Self::One(_), Self::Many(_)) | (Self::Many(_), Self::One(_)) => false,
        }
    }

    /// As the file writes it, on one line.
    pub fn written(&self) -> String {
        match self {
            Self::One(value) => value.written.clone(),
            Self::Many(items) => {
                let items: Vec<&str> = items.values().map(|item| item.written.as_str()).collect();
                items.join(", ")
            }
        }
    }

    /// Whether it is an empty list, which is the same as none.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Many(items) if items.is_empty())
    }
}

/// What one item says: its keys, below the item (`cost`, `platform`, `capital`), with their values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// The values by key path; a financial year is `2027-28` however the file writes it.
    pub leaves: BTreeMap<Vec<String>, Leaf>,
}

impl Item {
    /// Whether two items say the same.
    pub fn means(&self, other: &Self) -> bool {
        self.changed(other).next().is_none()
    }

    /// The keys in which two items differ, in their order; an empty list is none.
    pub fn changed<'i>(&'i self, other: &'i Self) -> impl Iterator<Item = &'i Vec<String>> + 'i {
        let of = |item: &'i Self, key: &Vec<String>| item.leaves.get(key).filter(|leaf| !leaf.is_nothing());
        let mut keys: Vec<&Vec<String>> = self.leaves.keys().chain(other.leaves.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter().filter(move |key| match (of(self, key), of(other, key)) {
            (None, None) => false,
            (Some(one), Some(other)) => !one.means(other),
            (None, Some(_)) | (Some(_), None) => true,
        })
    }
}

/// What a plan says, item by item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// The items by name.
    pub items: BTreeMap<ItemName, Item>,
    /// The ids of the stages in the order of the file, the only order that means something.
    pub stages: Vec<String>,
}

impl Content {
    /// What stands in a plan, or in a layer of one.
    pub fn of(root: &View<'_>) -> Self {
        leaves::content(root)
    }

    /// What stands in two plans, without the items that both write in the same way (their stages in order whole).
    pub fn of_differing(one: &View<'_>, other: &View<'_>) -> (Self, Self) {
        let names = leaves::differing(one, other, |_, _| false);
        (leaves::content_of(one, &names, None), leaves::content_of(other, &names, None))
    }

    /// The same without the keys as well that both write in the same way, where `is_same` tells of an item of both, by table
    /// and id, that it is known to be written in the same way: what telling one from the other needs, and no more.
    pub fn of_keys_that_differ(
        one: &View<'_>,
        other: &View<'_>,
        is_same: impl Fn(&str, &str) -> bool,
    ) -> (Self, Self) {
        let names = leaves::differing(one, other, is_same);
        let of = |root, beside| leaves::content_of(root, &names, Some(beside));
        (of(one, other), of(other, one))
    }

    /// The items that one of two plans has and the other has not (their stages in order whole).
    pub fn of_unpaired(one: &View<'_>, other: &View<'_>) -> (Self, Self) {
        let of = |root, other| leaves::content_of(root, &leaves::only(root, other), None);
        (of(one, other), of(other, one))
    }
}

/// The items that two plans do not write in the same way, and those that only one of them has.
pub fn differing(one: &View<'_>, other: &View<'_>) -> BTreeSet<ItemName> {
    leaves::differing(one, other, |_, _| false)
}

/// What stands at a place of a plan, by its keys below that place (a single value has none); `None`: nothing does.
pub fn at(root: &View<'_>, keys: &[String]) -> Option<Item> {
    leaves::at(root, keys)
}

#[cfg(test)]
mod tests;
