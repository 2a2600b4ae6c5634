//! The order of the stages, the only one that means something: it merges, or it is disputed.

use std::ops::Range;

use super::blocks::{Name, Three, Unit};
use super::piece::Piece;
use super::side::Side;

/// What the order of the stages is called.
pub(super) const ORDER: &str = "the order of the stages";
/// What begins the comment that says it.
const SAID: &str = "# the order of the stages: ";
const SEPARATOR: &str = ", ";

/// Puts the stages of a merged text in the order that both sides want; a dispute is marked round the first of them.
pub(super) fn arrange(three: Three<'_>, units: &mut Vec<Unit>) {
    let [base, ours, theirs] = [three.base, three.ours, three.theirs].map(order);
    let common = |order: &[String], one: &[String], other: &[String]| -> Vec<String> {
        order.iter().filter(|id| one.contains(id) && other.contains(id)).cloned().collect()
    };
    let (was, is) = (common(&base, &ours, &theirs), common(&ours, &base, &theirs));
    let wanted = common(&theirs, &base, &ours);
    if wanted == was || wanted == is {
        return;
    }
    if is != was {
        if let Some(first) = units.iter_mut().find(|unit| stage(&unit.name).is_some()) {
            let said = |ids: &[String]| format!("{SAID}{}\n", ids.join(SEPARATOR));
            let what = ORDER;
            let texts = [was, is, wanted].map(|ids| said(&ids));
            let texts = [Some(texts[0].as_str()), Some(&texts[1]), Some(&texts[2])];
            first.pieces.insert(0, Piece::comment(what, texts));
        }
        return;
    }
    // Ours has the order of the base: the stages of the base take the order of theirs, in the places they have.
    // The blank lines stay where they were, as ours has them.
    reorder(units, &wanted, |unit| space(three.ours, &unit.name));
}

/// Puts stages in the order that a comment about it says, in the places that they have.
pub(super) fn put_in_order(units: &mut Vec<Unit>, said: &str) {
    let Some(ids) = said.trim_end().strip_prefix(SAID) else { return };
    let ids: Vec<String> = ids.split(SEPARATOR).map(str::to_owned).collect();
    reorder(units, &ids, |unit| unit.before.clone());
}

/// Puts the stages `ids` in that order into the places that they have now, each with the blocks below it that follow it;
/// `space` gives the blank lines of the place that a stage has now.
fn reorder(units: &mut Vec<Unit>, ids: &[String], space: impl Fn(&Unit) -> String) {
    let place = |id: &String| {
        let start = units.iter().position(|unit| stage(&unit.name) == Some(id))?;
        Some(start..start + with_blocks_below(&units[start..], id))
    };
    let wanted: Vec<Range<usize>> = ids.iter().filter_map(place).collect();
    let mut places = wanted.clone();
    places.sort_by_key(|place| place.start);
    let mut ordered: Vec<Unit> = Vec::with_capacity(units.len());
    let mut done = 0;
    for (place, from) in places.into_iter().zip(wanted) {
        ordered.extend_from_slice(&units[done..place.start]);
        let first = ordered.len();
        ordered.extend_from_slice(&units[from]);
        ordered[first].before = space(&units[place.start]);
        done = place.end;
    }
    ordered.extend_from_slice(&units[done..]);
    *units = ordered;
}

/// How many units belong to a stage, of those that begin with it: its own, and up to the last that is a block below it.
fn with_blocks_below(units: &[Unit], id: &str) -> usize {
    let is_below = |unit: &Unit| match &unit.name {
        Name::Block(keys) => keys.len() > 2 && keys[0] == "stage" && keys[1] == id,
        Name::Comment(..) => false,
    };
    let may_stand_between = |unit: &Unit| is_below(unit) || matches!(unit.name, Name::Comment(..));
    let near = 1 + units[1..].iter().take_while(|unit| may_stand_between(unit)).count();
    units[..near].iter().rposition(is_below).map_or(1, |last| last + 1)
}

/// The blank lines before a block of one version.
fn space(side: &Side, name: &Name) -> String {
    let is = |keys: &Vec<String>| matches!(name, Name::Block(wanted) if wanted == keys);
    let part = side.outline.parts.iter().find(|part| part.what.as_ref().is_some_and(|block| is(&block.keys)));
    part.map(|part| side.slice(&part.before).to_owned()).unwrap_or_default()
}

fn stage(name: &Name) -> Option<&str> {
    match name {
        Name::Block(keys) if keys.len() == 2 && keys[0] == "stage" => Some(&keys[1]),
        Name::Block(_) | Name::Comment(..) => None,
    }
}

fn order(side: &Side) -> Vec<String> {
    let root = side.document.root();
    let stages = root.child("stage");
    stages.iter().flat_map(|stages| stages.entries().map(|(id, _)| id.to_owned())).collect()
}
