//! Who is in a cell: the initiatives that put money there, in the order in which they would be taken out.

use std::cmp::Reverse;

use super::exact::to_money;
use super::reconcile::Terms;
use super::{Assessment, Postings, Source, State};
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
    let Some(state) = assessment.cell(envelope, year).map(|cell| cell.state) else { return Vec::new() };
    let mut parts = parts(assessment, envelope, year);
    let mut ineligible: Money = parts.iter().map(|part| part.ineligible).sum();
    parts.sort_by_cached_key(|part| {
        let start = schedule.placed(part.initiative).map(|placed| placed.start);
        (plan.initiatives[part.initiative.at()].status.committed(), Reverse(start), part.initiative)
    });
    let mut without = Some(Without::new(plan, assessment, envelope, year)).filter(|without| without.over);
    parts
        .into_iter()
        .map(|Part { initiative, amount, ineligible: not_allowed }| {
            let helps =
                amount > Money::ZERO && state.breached() && without.as_ref().is_some_and(|it| it.over);
            let mends = state == State::Ineligible && !not_allowed.is_zero() && !ineligible.is_zero();
            let needed = helps || mends;
            if needed {
                if let Some(without) = &mut without {
                    without.take_out(initiative);
                }
                ineligible -= not_allowed;
            }
            Contributor { initiative, amount, needed }
        })
        .collect()
}

/// What one initiative puts into a cell.
struct Part {
    initiative: InitiativeIx,
    amount: Money,
    ineligible: Money,
}

/// What each initiative puts into a cell, in their order (in which the postings of a cell are).
fn parts(assessment: &Assessment, envelope: EnvelopeIx, year: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for posting in assessment.postings.of_cell(envelope, Some(year)) {
        let Some(initiative) = posting.initiative else { continue };
        let (amount, ineligible) = (posting.amount, posting.ineligible);
        if let Some(part) = parts.last_mut().filter(|part| part.initiative == initiative) {
            part.amount += amount;
            part.ineligible += ineligible;
        } else {
            parts.push(Part { initiative, amount, ineligible });
        }
    }
    parts
}

/// An envelope as it would be without some initiatives.
struct Without<'a> {
    postings: &'a Postings,
    envelope: EnvelopeIx,
    /// Whether benefits lower the spend here, and are not returned.
    net: bool,
    year: usize,
    terms: Terms,
    /// Spend and returned money by year, up to the one in question.
    flows: Vec<(Money, Money)>,
    /// Whether the year in question is still over.
    over: bool,
}

impl<'a> Without<'a> {
    fn new(plan: &Plan, assessment: &'a Assessment, envelope: EnvelopeIx, year: usize) -> Self {
        let written = &plan.envelopes[envelope.at()];
        let flows = assessment
            .envelope(envelope)
            .map(|it| it.years[..=year].iter().map(|cell| (cell.spend, cell.returned)).collect())
            .unwrap_or_default();
        let terms = Terms::of(written, &assessment.years);
        let (postings, net) = (&assessment.postings, written.recurrent_only());
        let mut without = Self { postings, envelope, net, year, terms, flows, over: false };
        without.over = without.is_over();
        without
    }

    fn is_over(&self) -> bool {
        let standings = self.terms.reconcile(self.flows.iter().copied(), Percent::ZERO);
        standings.get(self.year).is_some_and(super::reconcile::Standing::over)
    }

    /// Takes an initiative out of every year up to the one in question (later years do not change it).
    fn take_out(&mut self, initiative: InitiativeIx) {
        for (year, (spend, returned)) in self.flows.iter_mut().enumerate() {
            for posting in self.postings.of_initiative_in(initiative, self.envelope, year) {
                match posting.source {
                    // A benefit is negative.
                    Source::Benefit(_) if !self.net => *returned += posting.amount,
                    Source::Benefit(_) | Source::Cost(_) | Source::Repayment(..) | Source::Interest(_) => {
                        *spend -= posting.amount;
                    }
                }
            }
        }
        self.over = self.is_over();
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
