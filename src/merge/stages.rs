//! The order of the stages, the only one that means something: it merges, or it is disputed.

use super::blocks::{Name, Three, Unit};
use super::piece::Piece;
use super::side::Side;

/// What the order of the stages is called.
pub(super) const ORDER: &str = "the order of the stages";
/// What begins the comment that says it.
const SAID: &str = "# the order of the stages: ";
const SEPARATOR: &str = ", ";

/// Puts the stages of a merged text in the order that both sides want; a dispute is marked round the first of them.
pub(super) fn arrange(three: Three<'_>, units: &mut [Unit]) {
    let [base, ours, theirs] = [three.base, three.ours, three.theirs].map(order);
    let common = |order: &[String], one: &[String], other: &[String]| -> Vec<String> {
        order.iter().filter(|id| one.contains(id) && other.contains(id)).cloned().collect()
    };
    let (was, is) = (common(&base, &ours, &theirs), common(&ours, &base, &theirs));
    let wanted = common(&theirs, &base, &ours);
    if wanted == was || wanted == is {
        return;
    }
    let places: Vec<usize> = (0..units.len()).filter(|at| stage(&units[*at].name).is_some()).collect();
    if is != was {
        if let Some(first) = places.first() {
            let said = |ids: &[String]| format!("{SAID}{}\n", ids.join(SEPARATOR));
            let what = ORDER;
            let texts = [was, is, wanted].map(|ids| said(&ids));
            let texts = [Some(texts[0].as_str()), Some(&texts[1]), Some(&texts[2])];
            units[*first].pieces.insert(0, Piece::comment(what, texts));
        }
        return;
    }
    // Ours has the order of the base: the stages of the base take the order of theirs, in the places they have.
    let held: Vec<usize> = places
        .into_iter()
        .filter(|at| stage(&units[*at].name).is_some_and(|id| was.iter().any(|known| known == id)))
        .collect();
    let mut moved: Vec<Unit> = Vec::new();
    for id in &wanted {
        moved
            .extend(held.iter().find(|at| stage(&units[**at].name) == Some(id)).map(|at| units[*at].clone()));
    }
    // The blank lines stay where they were, as ours has them.
    let spaces: Vec<String> = held.iter().map(|at| space(three.ours, &units[*at].name)).collect();
    for ((at, unit), before) in held.iter().zip(moved).zip(spaces) {
        units[*at] = Unit { before, ..unit };
    }
}

/// Puts stages in the order that a comment about it says, in the places that they have.
pub(super) fn put_in_order(units: &mut [Unit], said: &str) {
    let Some(ids) = said.trim_end().strip_prefix(SAID) else { return };
    let ids: Vec<&str> = ids.split(SEPARATOR).collect();
    let is_one = |unit: &Unit| stage(&unit.name).is_some_and(|id| ids.contains(&id));
    let places: Vec<usize> = (0..units.len()).filter(|at| is_one(&units[*at])).collect();
    let of = |id: &str| places.iter().find(|at| stage(&units[**at].name) == Some(id));
    let moved: Vec<Unit> = ids.iter().filter_map(|id| of(id)).map(|at| units[*at].clone()).collect();
    for (at, unit) in places.iter().zip(moved) {
        let before = std::mem::take(&mut units[*at].before);
        units[*at] = Unit { before, ..unit };
    }
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
