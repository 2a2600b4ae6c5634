//! Initiatives as a whole: adding and taking away.

use super::create::{numbered, slug};
use super::single;
use crate::diagnostic::Path;
use crate::document::Document;
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys;
use crate::plan::{InitiativeIx, Plan};

/// An id made from a title, which no initiative of the plan has.
pub fn fresh_id(plan: &Plan, title: &str) -> String {
    numbered(slug(title, "initiative"), |id| plan.initiative(id).is_some())
}

/// Adds an initiative with these keys.
pub fn add_initiative(id: &str, entries: Vec<(String, Value)>, layer: &LayerName) -> Change {
    let named = entries.iter().find_map(|(key, value)| match value {
        Value::Text(text) if key == "title" => Some(text.as_str()),
        Value::Text(_) | Value::Bare(_) | Value::List(_) | Value::Table(_) => None,
    });
    let label = format!("Add {}", named.unwrap_or(id));
    single(label, Edit::AddTable { at: Path::new(["initiative", id]), entries }, layer)
}

/// Takes an initiative away. In the plan: with everything written of it, overlays and all references to it included.
/// In a scenario: leaves it out there.
pub fn remove_initiative(document: &Document, plan: &Plan, at: InitiativeIx, layer: &LayerName) -> Change {
    let table = keys::named("initiative").expect("the format has initiatives");
    let removal = super::remove::remove(document, table, &plan.initiatives[at.at()].id, layer);
    removal.expect("an initiative can be left out of a scenario").change
}
