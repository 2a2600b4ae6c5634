//! The blocks of three texts put together, in the order of ours.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::counted;
use super::lines::{self, Section, blank};
use super::piece::{self, Piece};
use super::plan::{Slot, plan};
use super::side::{Side, same};
use crate::content::{Item as Said, Leaf, link_identity};
use crate::diagnostic::Path;
use crate::document::{Block, Part};
use crate::keys::{self, Item};

/// What a part of a text is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// The keys of its header.
    Block(Vec<String>),
    /// A paragraph of comments: what it said in the base, and which of those that say the same.
    Comment(String, usize),
}

/// A part of the merged text.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub name: Name,
    /// The blank lines before it.
    pub before: String,
    pub pieces: Vec<Piece>,
}

/// The places that are disputed, by their keys; comments have none.
pub(super) fn disputed_places(units: &[Unit]) -> Vec<&[String]> {
    let clashes = units.iter().flat_map(|unit| &unit.pieces).filter_map(|piece| match piece {
        Piece::Clash(clash) => clash.at.as_deref(),
        Piece::Text(_) => None,
    });
    clashes.collect()
}

/// Where the three texts disagree about an item as a whole, by its keys: why.
pub(super) type Disputed = BTreeMap<Vec<String>, String>;

/// The keys of the item that a block belongs to; what a scenario lays over an item is one as well.
pub(super) fn group(keys: &[String]) -> &[String] {
    let length = match keys {
        [first, ..] if first == "scenario" && keys.len() > 3 => 4,
        [first, ..] if first == "plan" || first == "assumptions" => 1,
        _ => 2,
    };
    &keys[..keys.len().min(length)]
}

/// The three versions.
#[derive(Clone, Copy)]
pub(super) struct Three<'s> {
    pub base: &'s Side,
    pub ours: &'s Side,
    pub theirs: &'s Side,
}

/// Puts the blocks of three texts together.
pub(super) fn merge(three: Three<'_>, disputed: &Disputed) -> Vec<Unit> {
    let base = names(three.base);
    let (mut ours, mut theirs) = (names(three.ours), names(three.theirs));
    piece::replaced_by_both(&base, [&mut ours, &mut theirs], |name| matches!(name, Name::Comment(..)));
    let order = Order::new(&base, &ours, &theirs);
    let slots = plan(&base, &ours, &theirs, |own, other| order.passes(own, other));
    let groups = Groups::new(three);
    let mut units = Vec::new();
    for slot in slots {
        let name = slot.ours.map_or_else(|| &theirs[slot.theirs.unwrap_or_default()], |at| &ours[at]).clone();
        let mut pieces = Vec::new();
        let places = Places::new(three, slot);
        match &name {
            Name::Comment(..) => {
                lines::paragraph(places.text(0), places.text(1), places.text(2), &mut pieces);
            }
            Name::Block(keys) => block(&places, keys, &groups, disputed, &mut pieces),
        }
        pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        if !pieces.is_empty() {
            let before = blank(places.before(0), places.before(1), places.before(2)).to_owned();
            units.push(Unit { name, before, pieces });
        }
    }
    units
}

fn names(side: &Side) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(side.outline.parts.len());
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for part in &side.outline.parts {
        if let Some(block) = &part.what {
            names.push(Name::Block(block.keys.clone()));
            continue;
        }
        let text = side.slice(&part.span).trim().to_owned();
        let nth = said.entry(text.clone()).or_default();
        *nth += 1;
        names.push(Name::Comment(text, *nth));
    }
    names
}

/// One part of the text in each version.
struct Places<'s> {
    sides: [(&'s Side, Option<&'s Part<Block>>); 3],
}

impl<'s> Places<'s> {
    fn new(three: Three<'s>, slot: Slot) -> Self {
        let part = |side: &'s Side, at: Option<usize>| (side, at.map(|at| &side.outline.parts[at]));
        Self {
            sides: [
                part(three.base, slot.base),
                part(three.ours, slot.ours),
                part(three.theirs, slot.theirs),
            ],
        }
    }

    fn text(&self, at: usize) -> Option<&'s str> {
        let (side, part) = self.sides[at];
        part.map(|part| side.slice(&part.span))
    }

    fn before(&self, at: usize) -> Option<&'s str> {
        let (side, part) = self.sides[at];
        part.map(|part| side.slice(&part.before))
    }

    fn section(&self, at: usize) -> Option<Section<'s>> {
        let (side, part) = self.sides[at];
        part.and_then(|part| part.what.as_ref()).map(|block| Section { side, block })
    }

    fn comments(&self, at: usize) -> Vec<&'s str> {
        let (side, part) = self.sides[at];
        part.map(|part| side.comments(&part.span)).unwrap_or_default()
    }

    fn item(&self, at: usize, keys: &[String]) -> Option<Said> {
        self.sides[at].0.item(keys)
    }
}

fn block(places: &Places<'_>, keys: &[String], groups: &Groups, disputed: &Disputed, out: &mut Vec<Piece>) {
    let [base, ours, theirs] = [0, 1, 2].map(|at| places.text(at));
    let texts = [base, ours, theirs];
    let clash = || Piece::clash(group(keys), texts);
    if let Some(why) = disputed.get(group(keys)) {
        return out.push(Piece::disputed(why.clone(), Some(group(keys).to_vec()), texts));
    }
    match (base, ours, theirs) {
        (_, Some(own), Some(other)) if own == other || base == Some(other) => out.push(Piece::text(own)),
        (Some(before), Some(own), Some(other)) if before == own => out.push(Piece::text(other)),
        // A table of a list has no name by which its keys could be found.
        (_, Some(_), Some(_)) if keys.iter().any(|key| key.starts_with('#')) => out.push(clash()),
        (None, Some(_), Some(_)) if !same(places.item(1, keys).as_ref(), places.item(2, keys).as_ref()) => {
            out.push(clash());
        }
        (_, Some(own), Some(_)) => {
            if let (Some(ours), Some(theirs)) = (places.section(1), places.section(2)) {
                lines::merge(places.section(0), ours, theirs, out);
            } else {
                out.push(Piece::text(own));
            }
        }
        (None, Some(only), None) | (None, None, Some(only)) => out.push(Piece::text(only)),
        (Some(_), Some(_), None) => {
            if !groups.unchanged(places, keys, 1) {
                out.push(clash());
            }
        }
        (Some(_), None, Some(_)) => {
            if !groups.unchanged(places, keys, 2) {
                out.push(clash());
            }
        }
        (_, None, None) => {}
    }
}

/// Which items stand in each version, and what each side did to them.
struct Groups {
    /// The items of base, ours and theirs that have a block.
    present: [BTreeSet<Vec<String>>; 3],
    /// The items that each side changed, comments included.
    changed: [BTreeSet<Vec<String>>; 3],
}

impl Groups {
    fn new(three: Three<'_>) -> Self {
        let sides = [three.base, three.ours, three.theirs];
        let mut texts: [BTreeMap<Vec<String>, Vec<&Part<Block>>>; 3] = Default::default();
        for (side, texts) in sides.iter().zip(&mut texts) {
            for part in &side.outline.parts {
                if let Some(block) = &part.what {
                    texts.entry(group(&block.keys).to_vec()).or_default().push(part);
                }
            }
        }
        let present = [0, 1, 2].map(|at| texts[at].keys().cloned().collect::<BTreeSet<_>>());
        let mut changed: [BTreeSet<Vec<String>>; 3] = Default::default();
        for at in [1, 2] {
            let removed = Removed(present[0].difference(&present[at]).cloned().collect());
            // Only of what the other side took away is it asked.
            for keys in present[0].intersection(&present[at]).filter(|keys| !present[3 - at].contains(*keys))
            {
                let comments = |side: usize| -> Vec<&str> {
                    texts[side][keys].iter().flat_map(|part| sides[side].comments(&part.span)).collect()
                };
                let (before, now) = (sides[0].item(keys), sides[at].item(keys));
                let edited = removed.edited(keys, &before.unwrap_or_default(), &now.unwrap_or_default());
                let was = texts[0][keys].iter().flat_map(|part| removed.comments(sides[0], &part.span));
                let now = counted(comments(at).into_iter());
                if edited || (counted(comments(0).into_iter()) != now && counted(was) != now) {
                    changed[at].insert(keys.clone());
                }
            }
        }
        Self { present, changed }
    }

    /// Whether a block is, on the side that still has it, as it was in the base: then it goes with the other side.
    fn unchanged(&self, places: &Places<'_>, keys: &[String], at: usize) -> bool {
        let item = group(keys);
        if !self.present[3 - at].contains(item) {
            return !self.changed[at].contains(item);
        }
        same(places.item(0, keys).as_ref(), places.item(at, keys).as_ref())
            && places.comments(0) == places.comments(at)
    }
}

/// What a side took away: references to it go with it, which is no edit of what had them.
struct Removed(BTreeSet<Vec<String>>);

impl Removed {
    /// Whether a side edited an item, references to what it took away apart.
    fn edited(&self, keys: &[String], before: &Said, now: &Said) -> bool {
        before.changed(now).any(|key| {
            let (was, is) = (before.leaves.get(key), now.leaves.get(key));
            let full = Path::new(keys.iter().chain(key).cloned());
            let Some(table) = keys::lookup(&full).and_then(keys::Key::references).map(Item::word) else {
                return true;
            };
            let gone = |reference: &str| self.has(table, reference);
            match (was, is) {
                (Some(Leaf::One(value)), None) => {
                    !gone(&value.written) && !key.last().is_some_and(|id| gone(id))
                }
                (Some(Leaf::Many(items)), is) => {
                    let left: BTreeMap<_, _> =
                        items.iter().filter(|(about, item)| !gone(about) && !gone(&item.written)).collect();
                    let now = match is {
                        Some(Leaf::Many(items)) => items.iter().collect(),
                        Some(Leaf::One(_)) => return true,
                        None => BTreeMap::new(),
                    };
                    left.len() != now.len()
                        || left.iter().zip(&now).any(|(a, b)| a.0 != b.0 || a.1.meaning != b.1.meaning)
                }
                _ => true,
            }
        })
    }

    /// The comments of a part of the base, without those behind references that went with what they name.
    fn comments<'s>(&self, side: &'s Side, part: &Range<usize>) -> Vec<&'s str> {
        let text = side.slice(part);
        let stays = |at: &Range<usize>| {
            let start = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
            let item = text[start..at.start].trim().trim_end_matches(',');
            let quoted = item.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
            !quoted.is_some_and(|reference| Item::ALL.iter().any(|item| self.has(item.word(), reference)))
        };
        let found = crate::document::comments(text).filter(stays);
        found.map(|at| text[at].trim_end()).collect()
    }

    fn has(&self, table: &str, reference: &str) -> bool {
        let about = link_identity(reference);
        let (table, id) = match about.split_once(':') {
            Some(("stage" | "gate", id)) => ("stage", id),
            _ => (table, about.as_str()),
        };
        let id = id.strip_suffix(".start").unwrap_or(id);
        self.0.contains(&vec![table.to_owned(), id.to_owned()])
    }
}

/// Which new parts of theirs may pass which new parts of ours that stand at the same place.
struct Order<'n> {
    ours: &'n [Name],
    theirs: &'n [Name],
    new_in_ours: Vec<bool>,
    new_in_theirs: Vec<bool>,
    /// The tables whose items stand in the order of their ids in all three.
    ordered: BTreeSet<Vec<String>>,
}

impl<'n> Order<'n> {
    fn new(base: &'n [Name], ours: &'n [Name], theirs: &'n [Name]) -> Self {
        let (b, o, t): (BTreeSet<_>, BTreeSet<_>, BTreeSet<_>) =
            (base.iter().collect(), ours.iter().collect(), theirs.iter().collect());
        let new_in_ours = ours.iter().map(|name| !b.contains(name) && !t.contains(name)).collect();
        let new_in_theirs = theirs.iter().map(|name| !o.contains(name)).collect();
        let mut unordered: BTreeSet<Vec<String>> = BTreeSet::new();
        let mut tables: BTreeSet<Vec<String>> = BTreeSet::new();
        for names in [base, ours, theirs] {
            let mut last: BTreeMap<Vec<String>, &str> = BTreeMap::new();
            for name in names {
                let Some((table, id)) = member(name) else { continue };
                if last.insert(table.to_vec(), id).is_some_and(|before| before > id) {
                    unordered.insert(table.to_vec());
                }
                tables.insert(table.to_vec());
            }
        }
        let is_ordered = |table: &Vec<String>| !unordered.contains(table) && table[0] != "stage";
        let ordered = tables.into_iter().filter(is_ordered).collect();
        Self { ours, theirs, new_in_ours, new_in_theirs, ordered }
    }

    fn passes(&self, own: usize, other: usize) -> bool {
        let next = |names: &'n [Name], new: &[bool], at: usize| {
            let found = (at..names.len()).find(|at| matches!(names[*at], Name::Block(_)))?;
            new[found].then(|| &names[found])
        };
        let is_comment = |name: &Name| matches!(name, Name::Comment(..));
        let target = next(self.theirs, &self.new_in_theirs, other);
        match (next(self.ours, &self.new_in_ours, own).and_then(member), target.and_then(member)) {
            (Some((table, id)), Some((other_table, other_id))) => {
                table == other_table && (!self.ordered.contains(table) || id < other_id)
            }
            (None, None) => is_comment(&self.ours[own]) && is_comment(&self.theirs[other]),
            (None, Some(_)) | (Some(_), None) => false,
        }
    }
}

/// The table and id of the item that a block belongs to.
fn member(name: &Name) -> Option<(&[String], &str)> {
    let Name::Block(keys) = name else { return None };
    let (id, table) = group(keys).split_last()?;
    (!table.is_empty()).then_some((table, id.as_str()))
}
