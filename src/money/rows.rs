//! Rows by month, for those who want to see them: one line, or the spend of one envelope.

use super::exact;
use super::monthly::Monthly;
use super::phasing::phase;
use super::routing::{Route, Routes, Saving};
use super::row::Phased;
use super::shares::OurPart;
use super::stream::{Frame, cashable};
use super::{Assessment, Source};
use crate::plan::{EnvelopeIx, Factors, InitiativeIx, Plan, Status};
use crate::schedule::Schedule;
use crate::units::{Money, Month};

/// The pence of one line by month, our part and all envelopes together.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The first month.
    pub first: Month,
    /// Pence by month from `first`.
    pub months: Vec<Money>,
}

impl Row {
    fn of(phased: &Phased, ours: &OurPart, nothing: Month) -> Self {
        let Some((first, last)) = phased.reach() else { return Self { first: nothing, months: Vec::new() } };
        let mut months = vec![Money::ZERO; (last.number() - first.number() + 1) as usize];
        each(phased, ours, |month, pence| {
            months[(month.number() - first.number()) as usize] = Money::from_pence(pence);
        });
        Self { first, months }
    }

    fn empty(nothing: Month) -> Self {
        Self { first: nothing, months: Vec::new() }
    }
}

/// Calls with our pence of every month.
fn each(phased: &Phased, ours: &OurPart, mut call: impl FnMut(Month, i128)) {
    let mut before = 0;
    phased.each_month(|month, _, sum| {
        let sum = ours.take(sum);
        call(month, sum - before);
        before = sum;
    });
}

/// The phased row of a cost line under a case, by month, our part; empty when unscheduled or not counted.
pub fn cost_row(
    plan: &Plan,
    schedule: &Schedule,
    factors: &Factors,
    initiative: InitiativeIx,
    line: usize,
) -> Row {
    let nothing = schedule.start.month();
    let item = &plan.initiatives[initiative.at()];
    let Some(cost) = item.costs.get(line).filter(|cost| cost.each.is_none()) else {
        return Row::empty(nothing);
    };
    let frame = Frame::new(plan, schedule, factors);
    schedule
        .placed(initiative)
        .and_then(|placed| phase(&frame.cost(cost, placed), plan.year_start))
        .map_or_else(|| Row::empty(nothing), |row| Row::of(&row, &OurPart::of(item), nothing))
}

/// Spend of one envelope by month of the plan's financial years: what the money strip draws. `assessment` is the plan's
/// own under these factors.
///
/// *Shape*: one entry per month from the first of the first financial year. *Invariant*: each year's months sum to the
/// cell's spend; repayment and interest, which are charged once a year, stand in the year's last month.
pub fn monthly_spend(
    plan: &Plan,
    schedule: &Schedule,
    factors: &Factors,
    assessment: &Assessment,
    envelope: EnvelopeIx,
) -> Vec<(Month, Money)> {
    let routes = Routes::new(plan);
    let frame = Frame::new(plan, schedule, factors);
    let (first, years) = (schedule.years[0].first_month(), schedule.years.len());
    let none = || Monthly::new(first, 12 * years);
    let (mut costs, mut savings) = (none(), none());
    for (at, initiative) in plan.initiatives.iter().enumerate() {
        let counts = !initiative.dropped && initiative.status != Status::Idea;
        let Some(placed) = schedule.placed(InitiativeIx(at as u32)).filter(|_| counts) else { continue };
        let ours = OurPart::of(initiative);
        for line in initiative.costs.iter().filter(|line| line.each.is_none()) {
            let share = match routes.cost(line) {
                Route::One(one) if one == envelope => None,
                Route::Shared(payers, weights) => match payers.iter().position(|it| *it == Some(envelope)) {
                    Some(nth) => Some((weights, nth)),
                    None => continue,
                },
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
    let financing = assessment
        .postings
        .of_envelope(envelope)
        .filter(|it| matches!(it.source, Source::Repayment(..) | Source::Interest(_)));
    for posting in financing {
        if let Some(year) = posting.year {
            costs.add(first.plus(12 * year as i32 + 11), posting.amount.pence());
        }
    }
    let spend = costs.months().into_iter().zip(savings.months());
    (0..)
        .zip(spend)
        .map(|(nth, (cost, saving))| (first.plus(nth), Money::from_pence(cost - saving)))
        .collect()
}
