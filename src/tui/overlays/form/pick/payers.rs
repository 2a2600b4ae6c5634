//! Envelopes that may not be chosen because of what they pay.

use super::candidates::{Barred, Candidate};
use crate::plan::{Envelope, Kind, Plan};
use crate::tui::overlays::form::Field;
use crate::views::money::pays_words;

/// What an envelope has to pay for a field to name it.
enum Wanted {
    /// This kind, beside others.
    Kind(Kind),
    /// Recurrent money and nothing else: only what holds the net effect on the revenue budget can bear what runs on.
    NetEffect,
}

impl Wanted {
    /// What is missing, in words.
    fn missing(&self, of: &Envelope) -> Option<String> {
        match self {
            Self::Kind(kind) => (!of.pays(*kind)).then(|| format!("not {}", kind.word())),
            Self::NetEffect => (!of.recurrent_only()).then(|| "not recurrent alone".to_owned()),
        }
    }
}

/// Bars the envelopes that a field may not name, and puts them last.
pub(super) fn bar(plan: &Plan, field: &Field, candidates: &mut [Candidate]) {
    let Some(wanted) = wanted(plan, field) else { return };
    for candidate in candidates.iter_mut() {
        let Some(envelope) = plan.envelope(&candidate.value).map(|at| &plan.envelopes[at.at()]) else {
            continue;
        };
        candidate.barred = wanted.missing(envelope).map(|not| {
            let why = format!("{} pays {}, {not}", candidate.value, pays_words(&envelope.pays));
            Barred { short: "does not pay it", why }
        });
    }
    candidates.sort_by_key(|it| it.barred.is_some());
}

fn wanted(plan: &Plan, field: &Field) -> Option<Wanted> {
    let keys: Vec<&str> = field.kind.place()?.keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["initiative", id, "cost", line, "funded-by"] => kind(plan, id, line).map(Wanted::Kind),
        ["envelope" | "technology", _, "charged-to"] => Some(Wanted::NetEffect),
        _ => None,
    }
}

/// The kind of a cost.
fn kind(plan: &Plan, initiative: &str, line: &str) -> Option<Kind> {
    let initiative = &plan.initiatives[plan.initiative(initiative)?.at()];
    initiative.costs.iter().find(|cost| cost.id == line).map(|cost| cost.kind)
}
