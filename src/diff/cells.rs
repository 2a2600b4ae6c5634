//! Every envelope and year in both versions, matched by id through renames.

use std::collections::BTreeSet;

use super::{Change, Pairing};
use crate::analysis::Analysis;
use crate::money::{Cell, EnvelopeFigures, Outside, State, TotalCell};
use crate::plan::EnvelopeIx;
use crate::units::{FinancialYear, Money};

/// A cell in both versions; `None` where the envelope or the year is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// Which year.
    pub year: FinancialYear,
    /// Its figures.
    pub cell: Change<Option<Cell>>,
}

impl CellChange {
    /// Whether a figure or the state is another one.
    pub fn is_change(&self) -> bool {
        self.cell.is_change()
    }

    /// How it stands in both versions.
    pub fn state(&self) -> Change<Option<State>> {
        Change::new(self.cell.before.map(|it| it.state), self.cell.after.map(|it| it.state))
    }

    /// How much more could be spent in both versions; `None` without a yearly limit, or without the cell.
    pub fn headroom(&self) -> Change<Option<Money>> {
        let of = |cell: Option<Cell>| cell.and_then(|it| it.headroom);
        Change::new(of(self.cell.before), of(self.cell.after))
    }

    /// What is spent in both versions; nothing without the cell.
    pub fn spend(&self) -> Change<Money> {
        let of = |cell: Option<Cell>| cell.map_or(Money::ZERO, |it| it.spend);
        Change::new(of(self.cell.before), of(self.cell.after))
    }

    /// Whether it does not hold, and did.
    pub fn opens(&self) -> bool {
        !breached(self.cell.before.as_ref()) && breached(self.cell.after.as_ref())
    }

    /// Whether it holds, and did not.
    pub fn closes(&self) -> bool {
        breached(self.cell.before.as_ref()) && !breached(self.cell.after.as_ref())
    }
}

fn breached(cell: Option<&Cell>) -> bool {
    cell.is_some_and(|it| it.state.breached())
}

/// An envelope in both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeChange {
    /// Its id; the earlier one when it is not there any more.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its id before, when it has another one.
    pub from: Option<String>,
    /// Which it is in each version; `None` where it is not there or left out.
    pub at: Change<Option<EnvelopeIx>>,
    /// Every year that one of the versions has.
    pub years: Vec<CellChange>,
    /// All years together, or the whole-life check.
    pub total: Change<Option<TotalCell>>,
}

impl EnvelopeChange {
    /// Whether a figure or a state is another one.
    pub fn is_change(&self) -> bool {
        self.total.is_change() || self.years.iter().any(CellChange::is_change)
    }
}

/// Every envelope of both versions, in id order.
pub(super) fn find(before: &Analysis, after: &Analysis, pairing: &Pairing) -> Vec<EnvelopeChange> {
    let years: BTreeSet<FinancialYear> =
        before.money.years.iter().chain(&after.money.years).copied().collect();
    let pairs = pairing.envelopes.iter().enumerate().map(|(at, after)| (Some(EnvelopeIx(at as u32)), *after));
    let met: BTreeSet<EnvelopeIx> = pairing.envelopes.iter().flatten().copied().collect();
    let new = (0..after.plan.envelopes.len()).map(|at| EnvelopeIx(at as u32)).filter(|at| !met.contains(at));
    let mut found: Vec<EnvelopeChange> = pairs
        .chain(new.map(|at| (None, Some(at))))
        .filter_map(|(old, new)| envelope(before, after, (old, new), &years))
        .collect();
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// One envelope; `None` when it is left out of both versions.
fn envelope(
    before: &Analysis,
    after: &Analysis,
    (old, new): (Option<EnvelopeIx>, Option<EnvelopeIx>),
    years: &BTreeSet<FinancialYear>,
) -> Option<EnvelopeChange> {
    let was = old.and_then(|at| before.money.envelope(at));
    let is = new.and_then(|at| after.money.envelope(at));
    if was.is_none() && is.is_none() {
        return None;
    }
    let earlier = old.map(|at| &before.plan.envelopes[at.at()]);
    let written = new.map(|at| &after.plan.envelopes[at.at()]).or(earlier)?;
    let cell = |analysis: &Analysis, figures: Option<&EnvelopeFigures>, year: FinancialYear| {
        let at = analysis.money.years.iter().position(|it| *it == year)?;
        figures?.years.get(at).copied()
    };
    let change = |year: &FinancialYear| CellChange {
        year: *year,
        cell: Change::new(cell(before, was, *year), cell(after, is, *year)),
    };
    Some(EnvelopeChange {
        id: written.id.clone(),
        title: written.title.clone(),
        from: earlier.filter(|it| it.id != written.id).map(|it| it.id.clone()),
        at: Change::new(old.filter(|_| was.is_some()), new.filter(|_| is.is_some())),
        years: years.iter().map(change).collect(),
        total: Change::new(was.map(|it| it.total), is.map(|it| it.total)),
    })
}

/// Money in no cell, in both versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideChange {
    /// That no envelope pays.
    pub unfunded: Change<Money>,
    /// That more than one envelope could pay.
    pub ambiguous: Change<Money>,
    /// Before the plan's first or after its last financial year.
    pub beyond: Change<Money>,
    /// Of initiatives that hang on a circle.
    pub unscheduled: Change<Money>,
    /// Of ideas.
    pub ideas: Change<Money>,
}

impl OutsideChange {
    /// Each with its word.
    pub fn all(&self) -> [(&'static str, Change<Money>); 5] {
        [
            ("unfunded", self.unfunded),
            ("ambiguous", self.ambiguous),
            ("beyond", self.beyond),
            ("unscheduled", self.unscheduled),
            ("ideas", self.ideas),
        ]
    }
}

pub(super) fn outside(before: &Analysis, after: &Analysis) -> OutsideChange {
    let of =
        |take: fn(&Outside) -> Money| Change::new(take(&before.money.outside), take(&after.money.outside));
    OutsideChange {
        unfunded: of(|it| it.unfunded),
        ambiguous: of(|it| it.ambiguous),
        beyond: of(|it| it.beyond),
        unscheduled: of(|it| it.unscheduled),
        ideas: of(|it| it.ideas),
    }
}
