//! What a person does to several initiatives at once, as one change.
//!
//! Where order does not matter it is what doing it one after another gives; moving has a meaning of its own (`moves`).

mod moves;

use std::collections::BTreeSet;

use super::{connect, key_of, lengthen, remove_initiative, title};
use crate::document::{Document, Form, Refusal, apply};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::plan::{InitiativeIx, Plan};
use crate::schedule::Schedule;
use crate::units::Offset;

pub use moves::{ManyHeld, ManyMoved, reach_many, shift_many};

/// What several are called: the title of one, else how many they are.
fn named(plan: &Plan, which: &[InitiativeIx]) -> String {
    match which {
        [one] => title(plan, *one).to_owned(),
        many => format!("{} initiatives", many.len()),
    }
}

/// Edits as one change; `None` when there are none.
fn one_change(label: String, edits: Vec<Edit>, layer: &LayerName) -> Option<Change> {
    (!edits.is_empty()).then(|| Change { label, edits, layer: layer.clone() })
}

/// What comes of wanting other durations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManyStretched {
    /// What is to be written; `None`: nothing.
    pub change: Option<Change>,
    /// Those whose length stays, because they have really finished, are as short as can be, or have no date.
    pub stay: Vec<InitiativeIx>,
}

/// Makes initiatives longer or shorter, each as [`lengthen`] does.
pub fn lengthen_many(
    plan: &Plan,
    schedule: &Schedule,
    which: &[InitiativeIx],
    by: Offset,
    layer: &LayerName,
) -> ManyStretched {
    let (mut edits, mut stay) = (Vec::new(), Vec::new());
    for at in which {
        match lengthen(plan, schedule, *at, by, layer).and_then(|stretch| stretch.change) {
            Some(change) => edits.extend(change.edits),
            None => stay.push(*at),
        }
    }
    let way = if by.earlier { "Shorten" } else { "Lengthen" };
    let label = format!("{way} {} by {}", named(plan, which), by.length);
    ManyStretched { change: one_change(label, edits, layer), stay }
}

/// Puts initiatives into a stage, or into none; `None` when all are there.
pub fn restage_many(
    plan: &Plan,
    which: &[InitiativeIx],
    stage: Option<&str>,
    layer: &LayerName,
) -> Option<Change> {
    let to = stage.and_then(|id| plan.stage(id));
    let others = which.iter().filter(|at| plan.initiatives[at.at()].stage != to);
    let edit = |at: &InitiativeIx| {
        let at = key_of(plan, *at, "stage");
        match stage {
            Some(id) => Edit::Set { at, value: Value::Text(id.to_owned()) },
            None => Edit::Remove { at },
        }
    };
    let name = to.map_or("no stage", |to| plan.stages[to.at()].title.as_str());
    one_change(format!("Move {} to {name}", named(plan, which)), others.map(edit).collect(), layer)
}

/// Leaves initiatives out of the plan without deleting them; when all are out already, takes them in again.
pub fn drop_many(plan: &Plan, which: &[InitiativeIx], layer: &LayerName) -> Option<Change> {
    let back = which.iter().all(|at| plan.initiatives[at.at()].dropped);
    let other = which.iter().filter(|at| plan.initiatives[at.at()].dropped == back);
    let bare = |word: &str| Value::Bare(word.to_owned());
    let edit = |at: &InitiativeIx| {
        let at = key_of(plan, *at, "dropped");
        match (back, layer) {
            (false, _) => Edit::Set { at, value: bare("true") },
            (true, LayerName::Plan) => Edit::Remove { at },
            // The plan below the scenario may be what leaves it out.
            (true, LayerName::Scenario(_)) => Edit::Set { at, value: bare("false") },
        }
    };
    let word = if back { "Take in again" } else { "Leave out" };
    one_change(format!("{word} {}", named(plan, which)), other.map(edit).collect(), layer)
}

/// Takes initiatives away, with all that refers to them.
///
/// # Errors
/// Why the text does not allow it; nothing is to be written then.
pub fn remove_many(
    document: &Document,
    plan: &Plan,
    which: &[InitiativeIx],
    layer: &LayerName,
) -> Result<Option<Change>, Refusal> {
    let (mut document, mut edits) = (document.clone(), Vec::new());
    for at in which {
        // What names it is sought in the text as it is by then: one that goes may have named the next.
        let change = remove_initiative(&document, plan, *at, layer);
        document = apply(&document, &change)?.0;
        edits.extend(change.edits);
    }
    Ok(one_change(format!("Remove {}", named(plan, which)), edits, layer))
}

/// Lets initiatives wait for one, or with `feed` the one for all of them; what waits already is passed over, and so is
/// the one itself.
pub fn connect_many(
    plan: &Plan,
    which: &[InitiativeIx],
    one: InitiativeIx,
    feed: bool,
    layer: &LayerName,
) -> Option<Change> {
    let others = || which.iter().copied().filter(|at| *at != one);
    let links = others().map(|at| if feed { (one, at) } else { (at, one) });
    let edits = links.filter_map(|(waits, on)| connect(plan, waits, on, layer)).flat_map(|it| it.edits);
    let many = named(plan, &others().collect::<Vec<_>>());
    let label = if feed {
        format!("{} waits for {many}", title(plan, one))
    } else {
        format!("{many} wait for {}", title(plan, one))
    };
    one_change(label, edits.collect(), layer)
}

/// Gives initiatives tags and takes others from them; `None` when they are as wanted.
pub fn tag_many(
    document: &Document,
    plan: &Plan,
    which: &[InitiativeIx],
    (add, take): (&[String], &[String]),
    layer: &LayerName,
) -> Option<Change> {
    let mut edits = Vec::new();
    for initiative in which {
        let at = key_of(plan, *initiative, "tags");
        let written: BTreeSet<String> =
            document.value(&at).map_or_else(BTreeSet::new, |list| match list.form() {
                Form::Array => list.items().map(|item| item.scalar().into_owned()).collect(),
                _ => BTreeSet::from([list.scalar().into_owned()]),
            });
        // What comes is written before what goes, so that a list does not vanish in between.
        let new = add.iter().filter(|tag| !written.contains(*tag));
        edits.extend(new.map(|tag| Edit::AddItem { at: at.clone(), item: tag.clone() }));
        let gone = take.iter().filter(|tag| written.contains(*tag) && !add.contains(tag));
        edits.extend(gone.map(|tag| Edit::RemoveItem { at: at.clone(), item: tag.clone() }));
    }
    let words =
        |sign: &str, tags: &[String]| tags.iter().map(|tag| format!("{sign}{tag}")).collect::<Vec<_>>();
    let tags = [words("+", add), words("-", take)].concat().join(" ");
    one_change(format!("Tag {} {tags}", named(plan, which)), edits, layer)
}

#[cfg(test)]
mod tests;
