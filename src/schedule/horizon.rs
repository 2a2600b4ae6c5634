//! Where a plan ends, and the financial years it covers.

use crate::plan::Plan;
use crate::units::{Day, FinancialYear};

/// The plan's half-open end: the given one, or the end of the financial year of the last finish or envelope year, and
/// of the plan's first day at least. `finish` is the last finish (half-open), if anything is scheduled.
pub(super) fn end(plan: &Plan, finish: Option<Day>) -> Day {
    plan.end.unwrap_or_else(|| {
        let envelopes = plan.envelopes.iter().filter(|envelope| !envelope.dropped);
        let listed = envelopes.flat_map(|envelope| envelope.years.keys().chain(envelope.additions.keys()));
        let finished = finish.map(|day| plan.year_of(day.previous()));
        listed.copied().chain(finished).fold(plan.year_of(plan.start), Ord::max).end()
    })
}

/// The financial years from the plan's start to its end, at least one.
pub(super) fn years(plan: &Plan, end: Day) -> Vec<FinancialYear> {
    let first = plan.year_of(plan.start);
    let last = plan.year_of(end.previous()).max(first);
    (0..=last.since(first)).map(|later| first.plus(later)).collect()
}
