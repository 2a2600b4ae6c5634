//! The order of the stages, the only one that means something: it merges, or it is disputed.

use super::blocks::{Name, Three, Unit};
use super::piece::Piece;
use super::side::Side;

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
            let said = |ids: &[String]| format!("# the order of the stages: {}\n", ids.join(", "));
            let what = "the order of the stages";
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
