//! Money lines and the years of envelopes.

use rust_decimal::Decimal;

use super::{key_of, single, title};
use crate::diagnostic::Path;
use crate::edit::{Change, Edit, LayerName, Value, money};
use crate::money::amount as said;
use crate::plan::{EnvelopeIx, InitiativeIx, Plan};
use crate::units::{FinancialYear, Money};

/// A list of money lines of an initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// What it costs.
    Cost,
    /// What it brings.
    Benefit,
    /// Contacts that move from one channel to another.
    Shift,
}

impl LineKind {
    /// As the file writes it, which is also the word for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Benefit => "benefit",
            Self::Shift => "shift",
        }
    }
}

/// Writes a money line of an initiative, or replaces the one with that id.
pub fn write_line(initiative: &str, kind: LineKind, id: &str, entries: Vec<(String, Value)>) -> Edit {
    let at = Path::new(["initiative", initiative, kind.word(), id]);
    Edit::Set { at, value: Value::Table(entries) }
}

/// Takes a money line away.
pub fn remove_line(plan: &Plan, at: InitiativeIx, kind: LineKind, id: &str, layer: &LayerName) -> Change {
    let label = format!("Remove {} {id} of {}", kind.word(), title(plan, at));
    single(label, Edit::Remove { at: key_of(plan, at, kind.word()).child(id) }, layer)
}

/// Gives an envelope an amount in a year: the `year` that it lists, or the `add` of a reserve when `add` says so.
pub fn set_year(
    plan: &Plan,
    at: EnvelopeIx,
    add: bool,
    year: FinancialYear,
    amount: Decimal,
    layer: &LayerName,
) -> Change {
    let envelope = &plan.envelopes[at.at()];
    let given = if add { " contribution" } else { "" };
    let label = format!("Set {}{given} {year} to {}", envelope.title, words(plan, amount));
    let table = if add { "add" } else { "year" };
    let place = Path::new(["envelope", envelope.id.as_str(), table]).child(year.key());
    single(label, Edit::Set { at: place, value: money(amount) }, layer)
}

/// An amount for people: `£120,000`, `NOK 1,250.50`.
fn words(plan: &Plan, amount: Decimal) -> String {
    let pence = i128::try_from((amount * Decimal::ONE_HUNDRED).round()).unwrap_or(0);
    said(plan, Money::from_pence(pence))
}
