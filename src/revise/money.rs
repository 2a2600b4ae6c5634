//! Money lines and the years of envelopes.

use rust_decimal::Decimal;

use super::{key_of, single, title};
use crate::diagnostic::Path;
use crate::edit::{Change, Edit, LayerName, Value, money};
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

/// Adds a money line, or replaces the one with that id.
pub fn add_line(
    plan: &Plan,
    at: InitiativeIx,
    kind: LineKind,
    id: &str,
    entries: Vec<(String, Value)>,
    layer: &LayerName,
) -> Change {
    let label = format!("Set {} {id} of {}", kind.word(), title(plan, at));
    let place = key_of(plan, at, kind.word()).child(id);
    single(label, Edit::Set { at: place, value: Value::Table(entries) }, layer)
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
    let symbol = match plan.currency.as_str() {
        "GBP" => "£",
        "EUR" => "€",
        "USD" => "$",
        other => &format!("{other} "),
    };
    let pence = (amount.abs() * Decimal::ONE_HUNDRED).round();
    let pence = i128::try_from(pence).map_or(Money::ZERO, Money::from_pence);
    format!("{}{symbol}{}", if amount.is_sign_negative() { "\u{2212}" } else { "" }, pence.grouped())
}
