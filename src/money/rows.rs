//! The rows of lines by month, for those who want to see them.

use super::phasing::phase;
use super::row::Phased;
use super::shares::OurPart;
use super::stream::Frame;
use crate::plan::{Factors, InitiativeIx, Plan};
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
