//! Who is in a cell: the initiatives that put money there, in the order in which they would be taken out.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::exact::to_money;
use super::reconcile::Terms;
use super::{Assessment, Posting, Source, State};
use crate::plan::{EnvelopeIx, InitiativeIx, Plan};
use crate::schedule::Schedule;
use crate::units::{Money, Percent};

/// One initiative in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Contributor {
    /// Which initiative.
    pub initiative: InitiativeIx,
    /// What it puts into the cell (costs positive; for the net effect, benefits negative).
    pub amount: Money,
    /// Whether removing it (after those before it) is needed to clear the breach.
    pub needed: bool,
}

/// Who is in a cell of an envelope and year: uncommitted first, latest start first, then by id; all of them.
///
/// An initiative is *needed* while the cell is still breached without those before it, and taking it out helps. What
/// is taken out is taken out of every year, so that carry-forward and reserve balances follow; interest stays.
pub fn who_is_in(
    plan: &Plan,
    schedule: &Schedule,
    assessment: &Assessment,
    envelope: EnvelopeIx,
    year: usize,
) -> Vec<Contributor> {
    let of_cell: Vec<Posting> = assessment.postings_in(envelope, Some(year));
    let Some(state) = assessment.cell(envelope, year).map(|cell| cell.state) else { return Vec::new() };
    let mut amounts: BTreeMap<InitiativeIx, (Money, Money)> = BTreeMap::new();
    for posting in &of_cell {
        if let Some(ix) = posting.initiative {
            let sums = amounts.entry(ix).or_default();
            sums.0 += posting.amount;
            sums.1 += posting.ineligible;
        }
    }
    let mut order: Vec<InitiativeIx> = amounts.keys().copied().collect();
    order.sort_by_key(|ix| {
        let start = schedule.placed(*ix).map(|placed| placed.start);
        (plan.initiatives[ix.at()].status.committed(), Reverse(start), *ix)
    });
    let mut without = Without::new(plan, assessment, envelope, year);
    let mut ineligible: Money = of_cell.iter().map(|posting| posting.ineligible).sum();
    order
        .into_iter()
        .map(|initiative| {
            let (amount, not_allowed) = amounts[&initiative];
            let over = state.breached() && without.over();
            let helps = amount > Money::ZERO && over;
            let mends = state == State::Ineligible && !not_allowed.is_zero() && !ineligible.is_zero();
            let needed = helps || mends;
            if needed {
                without.take_out(initiative);
                ineligible -= not_allowed;
            }
            Contributor { initiative, amount, needed }
        })
        .collect()
}

/// An envelope as it would be without some initiatives.
struct Without<'a> {
    assessment: &'a Assessment,
    envelope: EnvelopeIx,
    year: usize,
    terms: Terms,
    flows: Vec<(Money, Money)>,
    net: bool,
}

impl<'a> Without<'a> {
    fn new(plan: &Plan, assessment: &'a Assessment, envelope: EnvelopeIx, year: usize) -> Self {
        let written = &plan.envelopes[envelope.at()];
        let figures = assessment.envelope(envelope);
        let flows = figures
            .map(|it| it.years.iter().map(|cell| (cell.spend, cell.returned)).collect())
            .unwrap_or_default();
        Self {
            assessment,
            envelope,
            year,
            terms: Terms::of(written, &assessment.years),
            flows,
            net: written.recurrent_only(),
        }
    }

    fn over(&self) -> bool {
        let standings = self.terms.reconcile(self.flows.iter().copied(), Percent::ZERO);
        standings.get(self.year).is_some_and(super::reconcile::Standing::over)
    }

    fn take_out(&mut self, initiative: InitiativeIx) {
        for year in 0..=self.year {
            let taken = self.assessment.postings.of_cell(self.envelope, Some(year));
            for posting in taken.filter(|it| it.initiative == Some(initiative)) {
                match posting.source {
                    Source::Benefit(_) if !self.net => self.flows[year].1 += posting.amount,
                    Source::Benefit(_) | Source::Cost(_) | Source::Repayment(..) | Source::Interest(_) => {
                        self.flows[year].0 -= posting.amount;
                    }
                }
            }
        }
    }
}

/// By how much a reserve's balance is below its floor; nothing when it is not, or is no reserve.
pub(super) fn below_floor(plan: &Plan, assessment: &Assessment, envelope: EnvelopeIx, year: usize) -> Money {
    let reserve = plan.envelopes[envelope.at()].reserve;
    let balance = assessment.cell(envelope, year).and_then(|cell| cell.balance);
    reserve
        .zip(balance)
        .map_or(Money::ZERO, |(reserve, balance)| (to_money(reserve.floor) - balance).max(Money::ZERO))
}
