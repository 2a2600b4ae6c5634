//! The figures of a plan: what [`assess`](super::assess) answers, cell by cell.

use super::{Appraisal, Outside, Posting, Postings, RecurrentYear, State, Totals, Verdict};
use crate::diagnostic::Diagnostic;
use crate::plan::EnvelopeIx;
use crate::units::{FinancialYear, Money};

/// Every figure of a plan under one case.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The plan's financial years, the same as [`Schedule::years`](crate::schedule::Schedule::years).
    pub years: Vec<FinancialYear>,
    /// One entry per envelope that is not dropped, in id order.
    pub envelopes: Vec<EnvelopeFigures>,
    /// What each money line puts into each envelope and year.
    pub postings: Postings,
    /// Money in no cell, by reason.
    pub outside: Outside,
    /// The recurrent figures by year of the plan, one per `years`.
    pub recurrent: Vec<RecurrentYear>,
    /// Whole sums.
    pub totals: Totals,
    /// Value for money.
    pub appraisal: Appraisal,
    /// The verdict of the whole plan (an error in file or schedule is added by `analysis`).
    pub verdict: Verdict,
    /// The verdict on confirmed envelopes only, when some are not confirmed.
    pub confirmed_verdict: Option<Verdict>,
    /// What is wrong with the money.
    pub diagnostics: Vec<Diagnostic>,
}

/// The figures of one envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct EnvelopeFigures {
    /// Which envelope.
    pub envelope: EnvelopeIx,
    /// One cell per year of the plan.
    pub years: Vec<Cell>,
    /// The sum of the years, or the whole-life check.
    pub total: TotalCell,
}

/// The reconciliation of one envelope in one year: opening + allocation + returned - spend = closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Brought in from the year before; nothing without a yearly limit.
    pub opening: Money,
    /// Allowed this year (a reserve: contributed); `None` without a yearly limit.
    pub allocation: Option<Money>,
    /// Benefits returned to this envelope.
    pub returned: Money,
    /// Spent from it, ineligible money included.
    pub spend: Money,
    /// What is left; `None` without a yearly limit.
    pub closing: Option<Money>,
    /// The surplus that is lost at the year's end; nothing without a yearly limit.
    pub lapsed: Money,
    /// How much more could be spent; `None` without a yearly limit.
    pub headroom: Option<Money>,
    /// Spend that this envelope may not pay, part of `spend`.
    pub ineligible: Money,
    /// A reserve's balance at the year's end.
    pub balance: Option<Money>,
    /// A reserve's drawdown limit of the year.
    pub limit: Option<Money>,
    /// How it stands.
    pub state: State,
    /// The second reconciliation, when a contingency is given.
    pub contingency: Option<ContingencyCell>,
}

/// What a cell would be with each kind's cost raised by its contingency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContingencyCell {
    /// Spend with contingency.
    pub spend: Money,
    /// Headroom with contingency; `None` without a yearly limit.
    pub headroom: Option<Money>,
    /// How it would stand.
    pub state: State,
}

/// An envelope over all years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotalCell {
    /// The whole-life cap, or the sum of the years' allocations.
    pub allocation: Option<Money>,
    /// All spend; beyond the plan's years too where there is a whole-life cap.
    pub spend: Money,
    /// All that is returned.
    pub returned: Money,
    /// Allocation + returned - spend; for a reserve its first opening besides.
    pub headroom: Option<Money>,
    /// The worst state of the years and of the whole-life cap.
    pub state: State,
}

impl Assessment {
    /// The figures of an envelope; `None` when it is left out.
    pub fn envelope(&self, envelope: EnvelopeIx) -> Option<&EnvelopeFigures> {
        let at = self.envelopes.binary_search_by_key(&envelope, |it| it.envelope).ok()?;
        self.envelopes.get(at)
    }

    /// One cell; `None` when the envelope is left out, or the plan has no such year.
    pub fn cell(&self, envelope: EnvelopeIx, year: usize) -> Option<&Cell> {
        self.envelope(envelope)?.years.get(year)
    }

    /// What sums to a cell's spend less its returned money, in the order of initiatives and lines; for the year `None`,
    /// what counts against the whole-life cap from outside the plan's years.
    pub fn postings_in(&self, envelope: EnvelopeIx, year: Option<usize>) -> Vec<Posting> {
        self.postings.of_cell(envelope, year).collect()
    }
}
