//! What a person changed: items that say something else, that came, that went.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Names, Side};
use crate::content::{Content, Item, ItemName, Renames};
use crate::plan::Plan;

/// A key that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChange {
    /// The key below its item: `cost`, `platform`, `capital`.
    pub key: Vec<String>,
    /// What it said, as written; `None`: it was not there.
    pub before: Option<String>,
    /// What it says, as written; `None`: it is not there any more.
    pub after: Option<String>,
}

impl KeyChange {
    /// The key as the file writes it: `cost.platform.capital`.
    pub fn name(&self) -> String {
        self.key.join(".")
    }
}

/// An item that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// Which.
    pub item: ItemName,
    /// Its title; empty when it has none.
    pub title: String,
    /// The keys that differ, in their order; the place of a stage among the others is called `order`.
    pub keys: Vec<KeyChange>,
}

/// An item with its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Which.
    pub item: ItemName,
    /// Its title; empty when it has none.
    pub title: String,
}

/// The key that stands for the place of a stage among the others.
pub(super) const ORDER: &str = "order";

/// Everything that a person changed.
pub(super) struct Edits {
    pub(super) edited: Vec<Edited>,
    pub(super) added: Vec<Named>,
    pub(super) removed: Vec<Named>,
    by_item: BTreeMap<ItemName, usize>,
}

impl Edits {
    /// The keys that an item says otherwise; none when it is not edited.
    pub(super) fn keys(&self, item: &ItemName) -> &[KeyChange] {
        self.by_item.get(item).map_or(&[], |at| &self.edited[*at].keys)
    }

    /// Whether an item says something else.
    pub(super) fn is_edited(&self, item: &ItemName) -> bool {
        self.by_item.contains_key(item)
    }

    /// Whether one of an item's keys begins with one of these words.
    pub(super) fn touches(&self, item: &ItemName, words: &[&str]) -> bool {
        let keys = self.keys(item);
        keys.iter().any(|key| key.key.first().is_some_and(|first| words.contains(&first.as_str())))
    }

    /// The items that came or went, whose comments go with them.
    pub(super) fn whole(&self) -> Names {
        self.added.iter().chain(&self.removed).map(|it| it.item.clone()).collect()
    }
}

/// Finds what was changed. `old` and `new` hold at least the items that are written differently.
pub(super) fn find(before: Side<'_>, after: Side<'_>, old: &Content, new: &Content, ids: &Renames) -> Edits {
    let (was, is) = (&before.analysis.plan, &after.analysis.plan);
    let nothing = Item::default();
    let mut edited: BTreeMap<ItemName, Vec<KeyChange>> = BTreeMap::new();
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for (name, item) in &old.items {
        let now = ids.name(name);
        match new.items.get(&now) {
            None if name.id.is_empty() => {
                edited.insert(now, changed(item, &nothing, None));
            }
            None => removed.push(Named { item: name.clone(), title: title(was, name) }),
            Some(after) => {
                let seen = (!ids.is_empty()).then(|| ids.seen_through(&name.table, item));
                edited.insert(now, changed(item, after, seen.as_ref()));
            }
        }
    }
    for (name, item) in &new.items {
        let then = ItemName::new(name.table.clone(), ids.before(&name.table, &name.id).unwrap_or(&name.id));
        if old.items.contains_key(&then) {
            continue;
        }
        if name.id.is_empty() {
            edited.insert(name.clone(), changed(&nothing, item, None));
        } else {
            added.push(Named { item: name.clone(), title: title(is, name) });
        }
    }
    for (stage, places) in moved_stages(&old.stages, &new.stages, ids) {
        let (before, after) = (Some(places.0.to_string()), Some(places.1.to_string()));
        let order = KeyChange { key: vec![ORDER.to_owned()], before, after };
        edited.entry(ItemName::new("stage", stage)).or_default().push(order);
    }
    edited.retain(|_, keys| !keys.is_empty());
    let by_item = edited.keys().cloned().enumerate().map(|(at, name)| (name, at)).collect();
    let of = |(item, keys)| Edited { title: title(is, &item), item, keys };
    Edits { edited: edited.into_iter().map(of).collect(), added, removed, by_item }
}

/// The keys in which two versions of an item differ; `seen` is the earlier one with the ids of the later plan.
fn changed(before: &Item, after: &Item, seen: Option<&Item>) -> Vec<KeyChange> {
    let written = |item: &Item, key: &Vec<String>| {
        item.leaves.get(key).filter(|leaf| !leaf.is_nothing()).map(crate::content::Leaf::written)
    };
    let from = seen.unwrap_or(before);
    let differing = from.changed(after).filter(|key| {
        // What is written as it was is no edit, even when it names something that has another id now.
        let same = before.leaves.get(*key).zip(after.leaves.get(*key));
        !same.is_some_and(|(one, other)| one.means(other))
    });
    differing
        .map(|key| KeyChange { key: key.clone(), before: written(from, key), after: written(after, key) })
        .collect()
}

/// The fewest stages whose moving gives the later order, each with its place before and after, from 1.
fn moved_stages(before: &[String], after: &[String], ids: &Renames) -> Vec<(String, (usize, usize))> {
    let before: Vec<&str> = before.iter().map(|id| ids.after("stage", id).unwrap_or(id)).collect();
    let places: HashMap<&str, usize> = before.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let place = |id: &str| places.get(id).copied();
    let common: Vec<(usize, usize)> =
        after.iter().enumerate().filter_map(|(at, id)| Some((place(id)?, at))).collect();
    let stays = longest_rising(&common);
    let moved = common.iter().enumerate().filter(|(nth, _)| !stays.contains(nth));
    moved.map(|(_, (was, is))| (after[*is].clone(), (was + 1, is + 1))).collect()
}

/// The positions of one longest run of pairs whose first parts rise (patience sorting).
fn longest_rising(pairs: &[(usize, usize)]) -> BTreeSet<usize> {
    // For each length of a run the position of its last pair, where that is as low as it can be.
    let mut lasts: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (was, _)) in pairs.iter().enumerate() {
        let shorter = lasts.partition_point(|last| pairs[*last].0 < *was);
        before.push(shorter.checked_sub(1).map(|length| lasts[length]));
        if shorter == lasts.len() {
            lasts.push(at);
        } else {
            lasts[shorter] = at;
        }
    }
    let mut run = BTreeSet::new();
    let mut next = lasts.last().copied();
    while let Some(at) = next {
        run.insert(at);
        next = before[at];
    }
    run
}

/// The title of an item, as its plan has it.
pub(super) fn title(plan: &Plan, item: &ItemName) -> String {
    let id = item.id.as_str();
    let found = match item.table.as_str() {
        "initiative" => plan.initiative(id).map(|at| &plan.initiatives[at.at()].title),
        "envelope" => plan.envelope(id).map(|at| &plan.envelopes[at.at()].title),
        "stage" => plan.stage(id).map(|at| &plan.stages[at.at()].title),
        "partner" => plan.partners.iter().find(|it| it.id == id).map(|it| &it.title),
        "technology" => plan.technologies.iter().find(|it| it.id == id).map(|it| &it.title),
        "channel" => plan.channels.iter().find(|it| it.id == id).map(|it| &it.title),
        "risk" => plan.risks.iter().find(|it| it.id == id).map(|it| &it.title),
        "measure" => plan.measures.iter().find(|it| it.id == id).map(|it| &it.title),
        "case" => plan.cases.iter().find(|it| it.id == id).map(|it| &it.title),
        "scenario" => plan.scenarios.iter().find(|it| it.id == id).map(|it| &it.title),
        _ => None,
    };
    found.cloned().unwrap_or_default()
}
