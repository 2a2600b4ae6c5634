//! What things of a plan are called in text, made harmless.

use std::borrow::Cow;

use crate::check::Item;
use crate::display::harmless;
use crate::plan::{EnvelopeIx, InitiativeIx, Plan, StageIx};
pub use crate::views::changes::{count, span};

/// The id of an initiative.
pub fn id(plan: &Plan, at: InitiativeIx) -> Cow<'_, str> {
    harmless(&plan.initiatives[at.at()].id)
}

/// An initiative by its title and id: `Online booking (booking)`.
pub fn initiative(plan: &Plan, at: InitiativeIx) -> String {
    let initiative = &plan.initiatives[at.at()];
    both(&initiative.title, &initiative.id)
}

/// An envelope by its title and id.
pub fn envelope(plan: &Plan, at: EnvelopeIx) -> String {
    let envelope = &plan.envelopes[at.at()];
    both(&envelope.title, &envelope.id)
}

/// A stage by its title and id.
pub fn stage(plan: &Plan, at: StageIx) -> String {
    let stage = &plan.stages[at.at()];
    format!("stage {}", both(&stage.title, &stage.id))
}

/// The gate of a stage by its title and the stage's id.
pub fn gate(plan: &Plan, at: StageIx) -> String {
    let stage = &plan.stages[at.at()];
    let title = stage.gate.as_ref().map_or("", |gate| gate.title.as_str());
    format!("gate {}", both(title, &stage.id))
}

/// Anything that has dates.
pub fn item(plan: &Plan, item: Item) -> String {
    match item {
        Item::Initiative(at) => initiative(plan, at),
        Item::Stage(at) => stage(plan, at),
        Item::Gate(at) => gate(plan, at),
    }
}

fn both(title: &str, id: &str) -> String {
    let (title, id) = (harmless(title), harmless(id));
    if title.is_empty() || title == id { id.into_owned() } else { format!("{title} ({id})") }
}
