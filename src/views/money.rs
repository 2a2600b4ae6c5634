//! The money view as data: the grid of envelopes and years, and the reconciliation of one cell.

use crate::analysis::Analysis;
use crate::money::{Cell, State, TotalCell};
use crate::plan::{EnvelopeIx, Kind};
use crate::units::{FinancialYear, Money};

/// Envelopes by years.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid<'a> {
    /// The plan's financial years.
    pub years: &'a [FinancialYear],
    /// One row per envelope, in id order.
    pub rows: Vec<GridRow<'a>>,
}

/// One envelope of the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow<'a> {
    /// Which envelope.
    pub envelope: EnvelopeIx,
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it pays: `capital`, `one-off, recurrent`.
    pub pays: String,
    /// Whether somebody confirmed it.
    pub confirmed: bool,
    /// One per year.
    pub cells: &'a [Cell],
    /// All years.
    pub total: TotalCell,
}

/// What there is to spend in a cell: opening, allocation and what is returned; `None` without a yearly limit.
pub fn available(cell: &Cell) -> Option<Money> {
    cell.headroom.map(|headroom| cell.spend + headroom)
}

/// How much of what there is has been used, in thousandths; `None` where there is nothing to divide by.
pub fn used(spend: Money, available: Option<Money>) -> Option<i128> {
    let available = available?.pence();
    (available > 0 && !spend.is_negative()).then(|| spend.pence().saturating_mul(1_000) / available)
}

/// The grid of a plan.
pub fn grid(analysis: &Analysis) -> Grid<'_> {
    let rows = analysis
        .money
        .envelopes
        .iter()
        .map(|figures| {
            let envelope = &analysis.plan.envelopes[figures.envelope.at()];
            GridRow {
                envelope: figures.envelope,
                id: &envelope.id,
                title: &envelope.title,
                pays: pays_words(&envelope.pays),
                confirmed: envelope.confirmed.is_some(),
                cells: &figures.years,
                total: figures.total,
            }
        })
        .collect();
    Grid { years: &analysis.money.years, rows }
}

/// The kinds that an envelope pays, for people.
pub fn pays_words(pays: &[Kind]) -> String {
    if pays == Kind::ALL {
        return "all kinds".to_owned();
    }
    if pays == [Kind::Recurrent] {
        return "recurrent, net".to_owned();
    }
    pays.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
}

/// One line of a reconciliation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// `+`, `−`, `=` or nothing before the word.
    pub sign: &'static str,
    /// What the figure is.
    pub word: &'static str,
    /// The figure.
    pub amount: Money,
    /// What kind of line it is.
    pub kind: StepKind,
    /// How it stands, where it is a result.
    pub state: Option<State>,
}

/// What a line of a reconciliation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// A part of the sum.
    Part,
    /// The sum.
    Result,
    /// Something worth knowing beside it.
    Aside,
}

/// How the figures of one cell come about, from opening to headroom, then what stands beside them.
pub fn reconcile(analysis: &Analysis, envelope: EnvelopeIx, cell: &Cell) -> Vec<Step> {
    let of = &analysis.plan.envelopes[envelope.at()];
    let mut steps = Vec::new();
    let mut step = |sign, word, amount, kind, state| steps.push(Step { sign, word, amount, kind, state });
    let (part, result, aside) = (StepKind::Part, StepKind::Result, StepKind::Aside);
    let net = of.recurrent_only();
    if let (Some(allocation), Some(closing)) = (cell.allocation, cell.closing) {
        step("", "Opening", cell.opening, part, None);
        step("+", if of.reserve.is_some() { "Contribution" } else { "Allocation" }, allocation, part, None);
        step("+", "Returned", cell.returned, part, None);
        step("−", if net { "Net effect" } else { "Spend" }, cell.spend, part, None);
        let plain = cell.headroom == Some(closing) && of.reserve.is_none();
        let word = if of.reserve.is_some() { "Balance" } else { "Closing" };
        step("=", word, closing, result, plain.then_some(cell.state));
        if let Some(reserve) = of.reserve {
            let floor = money_of(reserve.floor);
            step("", "Above the floor", closing - floor, aside, None);
        }
    } else {
        step("", if net { "Net effect" } else { "Spend" }, cell.spend, result, None);
        step("", "Returned", cell.returned, part, None);
    }
    if let Some(limit) = cell.limit {
        step("", "Limit of the year", limit, aside, None);
        step("", "Under the limit", limit - cell.spend, aside, None);
    }
    if let Some(headroom) = cell.headroom
        && (of.reserve.is_some() || cell.closing != Some(headroom))
    {
        step("", "Headroom", headroom, result, Some(cell.state));
    }
    if !cell.lapsed.is_zero() {
        step("", "Lapsed", cell.lapsed, aside, None);
    }
    if !cell.ineligible.is_zero() {
        step("", "Ineligible", cell.ineligible, aside, Some(State::Ineligible));
    }
    if let Some(contingency) = cell.contingency {
        step("", "With contingency", contingency.spend, aside, None);
        if let Some(headroom) = contingency.headroom {
            step("", "then headroom", headroom, aside, Some(contingency.state));
        }
    }
    steps
}

/// Whole pence of an amount in major units, half-even.
pub fn money_of(amount: rust_decimal::Decimal) -> Money {
    use rust_decimal::prelude::ToPrimitive;
    let pence = amount.saturating_mul(rust_decimal::Decimal::ONE_HUNDRED).round();
    Money::from_pence(pence.to_i128().unwrap_or(0))
}
