//! Items that have another id: one vanished, one appeared, and they say nearly the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Item, ItemName, Leaf};
use crate::diagnostic::Path;
use crate::keys;

/// An item with another id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Renamed {
    /// The table that it stands in: `initiative`.
    pub table: String,
    /// The id before.
    pub from: String,
    /// The id after.
    pub to: String,
}

/// How much of two items must be equal, as a fraction: 80 %.
const ENOUGH: (usize, usize) = (4, 5);

/// With more pairs than this only those are looked at that share something which few items say.
const MANY: usize = 40_000;

/// How many items at most say something that makes a pair worth a look, when there are many.
const FEW: usize = 8;

/// The items of a plan that have another id in a later one: one id vanished, one appeared, and at least 80 % of keys and
/// values are equal, references apart. The most alike first; each item once.
pub fn renames(before: &Content, after: &Content) -> Vec<Renamed> {
    let gone = absent(before, after);
    let come = absent(after, before);
    let mut found = Vec::new();
    let tables: BTreeSet<&str> = gone.iter().map(|(name, _)| name.table.as_str()).collect();
    for table in tables {
        let of = |all: &[(&ItemName, &Item)]| -> Vec<(String, Said)> {
            let own = all.iter().filter(|(name, _)| name.table == table);
            own.map(|(name, item)| (name.id.clone(), said(table, item))).collect()
        };
        found.extend(pairs(table, &of(&gone), &of(&come)));
    }
    found
}

/// The keys of an item with what they mean, references apart.
type Said = BTreeMap<Vec<String>, String>;

fn absent<'c>(here: &'c Content, there: &Content) -> Vec<(&'c ItemName, &'c Item)> {
    let is = |(name, _): &(&ItemName, &Item)| !name.id.is_empty() && !there.items.contains_key(*name);
    here.items.iter().filter(is).collect()
}

fn said(table: &str, item: &Item) -> Said {
    let is_reference = |keys: &[String]| {
        let full = [table, "-"].into_iter().chain(keys.iter().map(String::as_str));
        keys::lookup(&Path::new(full)).is_some_and(|key| key.references().is_some())
    };
    let leaves = item.leaves.iter().filter(|(keys, leaf)| !leaf.is_nothing() && !is_reference(keys));
    let meaning = |leaf: &Leaf| match leaf {
        Leaf::One(value) => value.meaning.clone(),
        Leaf::Many(items) => {
            items.values().map(|item| item.meaning.as_str()).collect::<Vec<_>>().join("\u{0}")
        }
    };
    leaves.map(|(keys, leaf)| (keys.clone(), meaning(leaf))).collect()
}

fn pairs(table: &str, gone: &[(String, Said)], come: &[(String, Said)]) -> Vec<Renamed> {
    let mut alike: Vec<(usize, usize, usize)> = Vec::new();
    for (from, to) in candidates(gone, come) {
        if let Some(thousandths) = likeness(&gone[from].1, &come[to].1) {
            alike.push((1000 - thousandths, from, to));
        }
    }
    alike.sort_unstable();
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for (_, from, to) in alike {
        if !left.contains(&from) && !right.contains(&to) {
            left.insert(from);
            right.insert(to);
            let (from, to) = (gone[from].0.clone(), come[to].0.clone());
            found.push(Renamed { table: table.to_owned(), from, to });
        }
    }
    found
}

/// Who says something, of those that are gone and of those that have come.
type Sayers = (Vec<usize>, Vec<usize>);

/// Which pairs are worth a look: all, or those that share what few items say.
fn candidates(gone: &[(String, Said)], come: &[(String, Said)]) -> BTreeSet<(usize, usize)> {
    if gone.len() * come.len() <= MANY {
        return (0..gone.len()).flat_map(|from| (0..come.len()).map(move |to| (from, to))).collect();
    }
    let mut by_said: BTreeMap<(&Vec<String>, &String), Sayers> = BTreeMap::new();
    for (at, (_, said)) in gone.iter().enumerate() {
        for pair in said {
            by_said.entry(pair).or_default().0.push(at);
        }
    }
    for (at, (_, said)) in come.iter().enumerate() {
        for pair in said {
            by_said.entry(pair).or_default().1.push(at);
        }
    }
    let few = by_said.values().filter(|(gone, come)| gone.len() <= FEW && come.len() <= FEW);
    few.flat_map(|(gone, come)| gone.iter().flat_map(|from| come.iter().map(|to| (*from, *to)))).collect()
}

/// How alike two items are, in thousandths; `None` when it is not enough.
fn likeness(one: &Said, other: &Said) -> Option<usize> {
    let equal = one.iter().filter(|(key, meaning)| other.get(*key) == Some(*meaning)).count();
    let keys = one.len() + other.keys().filter(|key| !one.contains_key(*key)).count();
    let (enough, of) = ENOUGH;
    (keys > 0 && equal * of >= keys * enough).then(|| equal * 1000 / keys)
}
