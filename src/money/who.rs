//! Who is in a cell: the initiatives that put money there, in the order in which they would be taken out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

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
struct Without {
    year: usize,
    terms: Terms,
    /// Spend and returned money by year.
    flows: Vec<(Money, Money)>,
    /// What each initiative puts into which year, up to the year in question: spend, returned money.
    parts: HashMap<InitiativeIx, Vec<(usize, Money, Money)>>,
}

impl Without {
    fn new(plan: &Plan, assessment: &Assessment, envelope: EnvelopeIx, year: usize) -> Self {
        let written = &plan.envelopes[envelope.at()];
        let figures = assessment.envelope(envelope);
        let flows = figures
            .map(|it| it.years.iter().map(|cell| (cell.spend, cell.returned)).collect())
            .unwrap_or_default();
        let terms = Terms::of(written, &assessment.years);
        let mut without = Self { year, terms, flows, parts: HashMap::new() };
        if without.over() {
            without.parts = parts(assessment, envelope, year, written.recurrent_only());
        }
        without
    }

    fn over(&self) -> bool {
        let standings = self.terms.reconcile(self.flows.iter().copied(), Percent::ZERO);
        standings.get(self.year).is_some_and(super::reconcile::Standing::over)
    }

    fn take_out(&mut self, initiative: InitiativeIx) {
        for (year, spend, returned) in self.parts.remove(&initiative).unwrap_or_default() {
            self.flows[year].0 -= spend;
            self.flows[year].1 -= returned;
        }
    }
}

/// What each initiative puts into an envelope, by year up to one: spend, returned money (all spend for a net effect).
fn parts(
    assessment: &Assessment,
    envelope: EnvelopeIx,
    last: usize,
    net: bool,
) -> HashMap<InitiativeIx, Vec<(usize, Money, Money)>> {
    let mut parts: HashMap<InitiativeIx, Vec<(usize, Money, Money)>> = HashMap::new();
    for year in 0..=last {
        for posting in assessment.postings.of_cell(envelope, Some(year)) {
            let Some(initiative) = posting.initiative else { continue };
            let part = match posting.source {
                Source::Benefit(_) if !net => (year, Money::ZERO, -posting.amount),
                Source::Benefit(_) | Source::Cost(_) | Source::Repayment(..) | Source::Interest(_) => {
                    (year, posting.amount, Money::ZERO)
                }
            };
            parts.entry(initiative).or_default().push(part);
        }
    }
    parts
}

/// By how much a reserve's balance is below its floor; nothing when it is not, or is no reserve.
pub(super) fn below_floor(plan: &Plan, assessment: &Assessment, envelope: EnvelopeIx, year: usize) -> Money {
    let reserve = plan.envelopes[envelope.at()].reserve;
    let balance = assessment.cell(envelope, year).and_then(|cell| cell.balance);
    reserve
        .zip(balance)
        .map_or(Money::ZERO, |(reserve, balance)| (to_money(reserve.floor) - balance).max(Money::ZERO))
}
