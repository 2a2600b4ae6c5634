//! The spend of one envelope by month: what the money strip draws.

use super::again::{Changed, Revision, Turn, changed};
use super::exact;
use super::monthly::Monthly;
use super::phasing::phase;
use super::routing::{Route, Routes, Saving};
use super::shares::OurPart;
use super::stream::{Frame, cashable};
use super::{Assessment, Source};
use crate::plan::{EnvelopeIx, InitiativeIx, Status};
use crate::units::{Money, Month};

/// What the lines of a plan put into one envelope by month; financing, which is charged once a year, is not among it.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthlySpend {
    envelope: EnvelopeIx,
    first: Month,
    costs: Monthly,
    savings: Monthly,
}

impl MonthlySpend {
    /// That of a revision of a plan.
    pub fn of(revision: Revision<'_>, envelope: EnvelopeIx) -> Self {
        let all = (0..revision.plan.initiatives.len()).map(|at| InitiativeIx(at as u32));
        Self::of_some(revision, envelope, all)
    }

    /// The same, given that of another revision: of what did not change it is taken over.
    #[must_use]
    pub fn again(&self, before: Revision<'_>, revision: Revision<'_>) -> Self {
        let few = |changed: &Changed| changed.count() <= revision.plan.initiatives.len();
        let Some(changed) = changed(before, revision).filter(few) else {
            return Self::of(revision, self.envelope);
        };
        let mut spend = self.clone();
        let parts = [
            (Self::of_some(before, self.envelope, changed.gone()), Turn::Out),
            (Self::of_some(revision, self.envelope, changed.come()), Turn::In),
        ];
        for (part, turn) in parts {
            spend.costs.turn(&part.costs, turn);
            spend.savings.turn(&part.savings, turn);
        }
        spend
    }

    /// Of which envelope.
    pub const fn envelope(&self) -> EnvelopeIx {
        self.envelope
    }

    fn of_some(
        Revision { plan, schedule, factors }: Revision<'_>,
        envelope: EnvelopeIx,
        initiatives: impl Iterator<Item = InitiativeIx>,
    ) -> Self {
        let routes = Routes::new(plan);
        let frame = Frame::new(plan, schedule, factors);
        let (first, years) = (schedule.years[0].first_month(), schedule.years.len());
        let none = || Monthly::new(first, 12 * years);
        let (mut costs, mut savings) = (none(), none());
        for ix in initiatives {
            let initiative = &plan.initiatives[ix.at()];
            let counts = !initiative.dropped && initiative.status != Status::Idea;
            let Some(placed) = schedule.placed(ix).filter(|_| counts) else { continue };
            let ours = OurPart::of(initiative);
            for line in initiative.costs.iter().filter(|line| line.each.is_none()) {
                let share = match routes.cost(line) {
                    Route::One(one) if one == envelope => None,
                    Route::Shared(payers, weights) => {
                        match payers.iter().position(|it| *it == Some(envelope)) {
                            Some(nth) => Some((weights, nth)),
                            None => continue,
                        }
                    }
                    Route::One(_) | Route::Unfunded | Route::Ambiguous => continue,
                };
                let Some(row) = phase(&frame.cost(line, placed), plan.year_start) else { continue };
                match share {
                    None => ours.add(&row, &mut costs),
                    Some((weights, nth)) => {
                        row.add_part_to(&mut costs, |sum| exact::split(ours.take(sum), &weights)[nth]);
                    }
                }
            }
            for line in initiative.benefits.iter().filter(|line| cashable(line)) {
                if routes.saving(line) == Saving::Net(envelope)
                    && let Some(row) = phase(&frame.benefit(line, placed), plan.year_start)
                {
                    row.add_to(&mut savings);
                }
            }
        }
        Self { envelope, first, costs, savings }
    }

    /// The spend by month of the plan's financial years; `assessment` is the one of the same revision.
    ///
    /// *Shape*: one entry per month from the first of the first financial year. *Invariant*: each year's months sum to the
    /// cell's spend; repayment and interest, which are charged once a year, stand in the year's last month.
    pub fn months(&self, assessment: &Assessment) -> Vec<(Month, Money)> {
        let mut costs = self.costs.clone();
        let financing = assessment
            .postings
            .of_envelope(self.envelope)
            .filter(|it| matches!(it.source, Source::Repayment(..) | Source::Interest(_)));
        for posting in financing {
            if let Some(year) = posting.year {
                costs.add(self.first.plus(12 * year as i32 + 11), posting.amount.pence());
            }
        }
        let spend = costs.months().into_iter().zip(self.savings.clone().months());
        (0..)
            .zip(spend)
            .map(|(nth, (cost, saving))| (self.first.plus(nth), Money::from_pence(cost - saving)))
            .collect()
    }
}
