//! What a person does to a plan, as changes: move it, lengthen it, link it, pay for it, take it away.
//!
//! Pure functions from what is known of a plan to a [`Change`] with the label that stands in the
//! history. Nothing is applied here.

mod back;
mod copy;
mod create;
mod dates;
mod decide;
mod forward;
mod items;
mod links;
mod many;
mod money;
mod order;
mod reach;
mod references;
mod remedy;
mod remove;
mod rename;
pub mod scenario;
mod typed;

pub use back::take_back;
pub use copy::{Left, Pasted, copied, paste};
pub use create::{create, numbered, slug};
pub use dates::{Move, Stretch, lengthen, shift, start_on};
pub use decide::decide;
pub use forward::{Forward, next_year, roll_forward};
pub use items::{add_initiative, fresh_id, remove_initiative};
pub use links::{connect, disconnect, relink};
pub use many::{
    ManyHeld, ManyMoved, ManyStretched, connect_many, drop_many, lengthen_many, reach_many, remove_many,
    restage_many, shift_many, tag_many,
};
pub use money::{LineKind, remove_line, set_year, write_line};
pub use order::{by_date, move_initiative, move_initiative_to, move_stage, move_stage_to};
pub use reach::{By, Length, Reach, Reached, reach};
pub use references::link_target;
pub use remedy::{Remedy, has_remedy, remedy};
pub use remove::{Removal, duplicate, leave_out, remove, value_of};
pub use rename::{Renaming, rename};
pub use typed::{
    Beside, day_of, entry, figures, financial_year, list, read, row, set_typed, spelled, type_of, value,
};

use crate::diagnostic::Path;
use crate::edit::{Change, Edit, LayerName};
use crate::plan::{InitiativeIx, Plan};

/// A change of one edit.
fn single(label: String, edit: Edit, layer: &LayerName) -> Change {
    Change { label, edits: vec![edit], layer: layer.clone() }
}

/// The place of a key of an initiative.
fn key_of(plan: &Plan, at: InitiativeIx, key: &str) -> Path {
    Path::new(["initiative", plan.initiatives[at.at()].id.as_str(), key])
}

/// What an initiative is called.
fn title(plan: &Plan, at: InitiativeIx) -> &str {
    &plan.initiatives[at.at()].title
}
