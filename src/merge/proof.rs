//! What came out, held against what each key must be: nothing is lost unseen.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{Disputed, Name, Three, Unit, disputed_places, group};
use super::counted;
use super::piece::Piece;
use super::render;
use super::side::{Side, same};
use crate::content::{self, Content, Item, ItemName, Leaf, Value};
use crate::diagnostic::Path;
use crate::document::{Block, Document, Source};

/// Makes sure that every key of the merged text is what the three versions ask for; an item of which that does not hold is
/// taken whole from the side that alone changed it, or marked as disputed.
///
/// `renamed`: what the sides disagree about the ids of, which is no question of what the items say. Gives back the merged
/// text, read, as far as nothing of it had to be changed.
pub(super) fn hold(
    three: Three<'_>,
    units: &mut Vec<Unit>,
    tail: &str,
    renamed: &Disputed,
) -> Option<Source> {
    // What one side only wrote in another way is no dispute, however little the two texts have in common.
    for name in disputed(units).into_iter().filter(|name| !renamed.contains_key(&name.path().keys)) {
        take_changed(three, units, &name);
    }
    let read = merged(three, units, tail);
    let mut found = wrong(three, units, tail, &read);
    found.extend(broken_for_theirs(units));
    if found.is_empty() {
        return Some(read);
    }
    for name in found {
        if !take_changed(three, units, &name) {
            dispute(three, units, &name);
        }
    }
    // Only what the format does not know can still be wrong; it is marked.
    for name in wrong(three, units, tail, &merged(three, units, tail)) {
        dispute(three, units, &name);
    }
    None
}

/// The merged text, with the lines of ours where it is disputed.
pub(super) fn merged(three: Three<'_>, units: &[Unit], tail: &str) -> Source {
    three.ours.source().beside("", render::ours(units, tail))
}

/// The items that are no TOML where theirs is taken for what is disputed of them.
fn broken_for_theirs(units: &[Unit]) -> Vec<ItemName> {
    let is_broken = |name: &ItemName| {
        let own: Vec<Unit> = units.iter().filter(|unit| name_of(unit) == *name).cloned().collect();
        !Source::new("", render::theirs(&own, "")).index.errors().is_empty()
    };
    let mut names = disputed(units);
    names.dedup();
    names.into_iter().filter(is_broken).collect()
}

/// The items of which a key is not what it must be, in the merged text.
fn wrong(three: Three<'_>, units: &[Unit], tail: &str, source: &Source) -> Vec<ItemName> {
    if let Some(broken) = source.index.errors().first() {
        let found = unit_at(units, tail, broken.span.start);
        return found.map(|at| vec![name_of(&units[at])]).unwrap_or_default();
    }
    let merged = Document::new(source.clone());
    let roots = [&three.base.document, &three.ours.document, &three.theirs.document].map(Document::root);
    let root = merged.root();
    let mut names: BTreeSet<ItemName> = BTreeSet::new();
    for (one, other) in [(&roots[0], &roots[1]), (&roots[0], &roots[2]), (&roots[1], &root)] {
        names.extend(content::differing(one, other));
    }
    let covered = disputed_places(units);
    let of = |view: &crate::document::View<'_>, name: &ItemName| -> Item {
        if name.table.is_empty() {
            return Content::of(view).items.remove(name).unwrap_or_default();
        }
        content::at(view, &name.path().keys).unwrap_or_default()
    };
    let is_wrong = |name: &ItemName| {
        let [base, ours, theirs] = [0, 1, 2].map(|at| of(&roots[at], name));
        let merged = of(&root, name);
        let keys: BTreeSet<&Vec<String>> =
            [&base, &ours, &theirs, &merged].into_iter().flat_map(|item| item.leaves.keys()).collect();
        let presence = [&roots[0], &roots[1], &roots[2], &root].map(|root| exists(root, name));
        let path = name.path().keys;
        // Only what is disputed above the item, or in it, can cover a key of it.
        let near: Vec<_> =
            covered.iter().filter(|at| path.starts_with(at) || at.starts_with(&path)).collect();
        let is_covered = |key: &Vec<String>| {
            let full: Vec<String> = path.iter().chain(key).cloned().collect();
            near.iter().any(|at| full.starts_with(at) || at.starts_with(&full))
        };
        let gone = one_of(presence[0], presence[1], presence[2]);
        if gone != presence[3] && !near.iter().any(|at| **at == path) {
            return true;
        }
        keys.into_iter().filter(|key| !is_covered(key)).any(|key| {
            let leaf = |item: &Item| item.leaves.get(key).filter(|leaf| !leaf.is_nothing()).cloned();
            match wanted(leaf(&base), leaf(&ours), leaf(&theirs)) {
                Wanted::Disputed => true,
                Wanted::Is(wanted) => !alike(wanted.as_ref(), leaf(&merged).as_ref()),
            }
        })
    };
    names.into_iter().filter(is_wrong).collect()
}

fn exists(root: &crate::document::View<'_>, name: &ItemName) -> bool {
    name.table.is_empty()
        || root.child(&name.table).is_some_and(|table| name.id.is_empty() || table.child(&name.id).is_some())
}

/// A truth of which both sides may have changed the same.
const fn one_of(base: bool, ours: bool, theirs: bool) -> bool {
    if ours == base { theirs } else { ours }
}

fn alike(one: Option<&Leaf>, other: Option<&Leaf>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => one.means(other),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// What a key must be.
enum Wanted {
    /// This, or nothing.
    Is(Option<Leaf>),
    /// The sides contradict each other.
    Disputed,
}

fn wanted(base: Option<Leaf>, ours: Option<Leaf>, theirs: Option<Leaf>) -> Wanted {
    if alike(base.as_ref(), ours.as_ref()) || alike(ours.as_ref(), theirs.as_ref()) {
        return Wanted::Is(theirs);
    }
    if alike(base.as_ref(), theirs.as_ref()) {
        return Wanted::Is(ours);
    }
    let many = |leaf: Option<Leaf>| match leaf {
        None => Some(BTreeMap::new()),
        Some(Leaf::Many(items)) => Some(items),
        Some(Leaf::One(_)) => None,
    };
    let (Some(base), Some(ours), Some(theirs)) = (many(base), many(ours), many(theirs)) else {
        return Wanted::Disputed;
    };
    let about: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let mut merged = BTreeMap::new();
    for key in about {
        let [b, o, t] = [base.get(key), ours.get(key), theirs.get(key)];
        let is = |one: Option<&Value>, other: Option<&Value>| {
            one.map(|it| &it.meaning) == other.map(|it| &it.meaning)
        };
        let item = match (is(b, o) || is(o, t), is(b, t)) {
            (true, _) => t,
            (false, true) => o,
            (false, false) => return Wanted::Disputed,
        };
        if let Some(item) = item {
            merged.insert(key.clone(), item.clone());
        }
    }
    Wanted::Is((!merged.is_empty()).then_some(Leaf::Many(merged)))
}

/// Whether two versions differ in what an item says, or in its comments; how it is written does not count.
fn changed(one: &Side, other: &Side, keys: &[String]) -> bool {
    let is_there = |side: &Side| side.document.value(&Path::new(keys)).is_some();
    is_there(one) != is_there(other)
        || !same(one.item(keys).as_ref(), other.item(keys).as_ref())
        || counted(comments(one, keys).into_iter()) != counted(comments(other, keys).into_iter())
}

/// Takes an item whole from the side that alone changed it, or from ours where both changed the same; whether that is so.
fn take_changed(three: Three<'_>, units: &mut Vec<Unit>, name: &ItemName) -> bool {
    let keys = name.path().keys;
    let side = if keys.is_empty() {
        None
    } else if !changed(three.base, three.theirs, &keys) || !changed(three.ours, three.theirs, &keys) {
        Some(three.ours)
    } else {
        (!changed(three.base, three.ours, &keys)).then_some(three.theirs)
    };
    if let Some(side) = side {
        take(units, side, &keys);
    }
    side.is_some()
}

/// The items about which the sides seem to disagree.
fn disputed(units: &[Unit]) -> Vec<ItemName> {
    let is_clash = |piece: &Piece| matches!(piece, Piece::Clash(clash) if clash.at.is_some());
    units.iter().filter(|unit| unit.pieces.iter().any(is_clash)).map(name_of).collect()
}

/// The comments of the blocks of an item.
fn comments<'s>(side: &'s Side, keys: &[String]) -> Vec<&'s str> {
    let parts = side.outline.parts.iter();
    let own = parts.filter(|part| part.what.as_ref().is_some_and(|block| block.keys.starts_with(keys)));
    own.flat_map(|part| side.comments(&part.span)).collect()
}

/// The text of the blocks of an item.
fn text(side: &Side, keys: &[String]) -> String {
    let mut out = String::new();
    for part in &side.outline.parts {
        let is_own = |block: &Block| {
            if keys.is_empty() { block.keys.is_empty() } else { block.keys.starts_with(keys) }
        };
        if part.what.as_ref().is_some_and(is_own) {
            if !out.is_empty() {
                out.push_str(side.slice(&part.before));
            }
            out.push_str(side.slice(&part.span));
            if !out.ends_with('\n') {
                out.push('\n');
            }
        }
    }
    out
}

fn is_of(unit: &Unit, keys: &[String]) -> bool {
    matches!(&unit.name, Name::Block(block) if block.starts_with(keys))
}

/// Puts pieces in the place of the blocks of an item.
fn put(units: &mut Vec<Unit>, keys: &[String], piece: Piece) {
    let Some(first) = units.iter().position(|unit| is_of(unit, keys)) else {
        let name = Name::Block(keys.to_vec());
        units.push(Unit { name, before: "\n".to_owned(), pieces: vec![piece] });
        return;
    };
    units[first].pieces = vec![piece];
    let mut at = 0;
    units.retain(|unit| {
        at += 1;
        at - 1 == first || !is_of(unit, keys)
    });
}

fn take(units: &mut Vec<Unit>, side: &Side, keys: &[String]) {
    let text = text(side, keys);
    if text.is_empty() {
        units.retain(|unit| !is_of(unit, keys));
    } else {
        put(units, keys, Piece::text(text));
    }
}

/// Marks an item as disputed.
fn dispute(three: Three<'_>, units: &mut Vec<Unit>, name: &ItemName) {
    let keys = name.path().keys;
    let texts = [three.base, three.ours, three.theirs].map(|side| text(side, &keys));
    let piece = Piece::clash(&keys, [Some(&texts[0]), Some(&texts[1]), Some(&texts[2])]);
    if keys.is_empty() {
        // The keys before any header, or tables that the format does not know.
        let root = |unit: &Unit| matches!(&unit.name, Name::Block(keys) if keys.is_empty());
        match units.iter_mut().find(|unit| root(unit)) {
            Some(unit) => unit.pieces = vec![piece],
            None => {
                units.insert(0, Unit { name: Name::Block(keys), before: String::new(), pieces: vec![piece] });
            }
        }
        return;
    }
    put(units, &keys, piece);
}

/// The part of the merged text that a byte of it lies in.
fn unit_at(units: &[Unit], tail: &str, place: usize) -> Option<usize> {
    (1..=units.len()).find(|end| render::ours(&units[..*end], tail).len() > place).map(|end| end - 1)
}

fn name_of(unit: &Unit) -> ItemName {
    match &unit.name {
        Name::Block(keys) => ItemName::of(group(keys)),
        Name::Comment(..) => ItemName::new("", ""),
    }
}
