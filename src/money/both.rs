//! A line in both passes: its row for affordability and its row for the appraisal are phased once where one is the
//! other cut short; inflation, which only affordability has, comes on top of it (see `prices`).

use std::cell::OnceCell;

use super::phasing::phase;
use super::row::Phased;
use super::stream::{Pace, Stream};
use crate::plan::Amount;
use crate::units::{Day, Month, YearStart};

/// How the plan's row of a line differs from the appraisal's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Difference {
    /// Not at all up to the appraisal's horizon; it may go on after that.
    AfterHorizon,
    /// It ends before this month.
    Ends(Month),
    /// In its months.
    Other,
}

/// A line's row in the plan, phased when it is asked for. *Invariant*: the line does not come to too much.
#[derive(Debug)]
pub(super) struct LateRow<'l> {
    stream: Stream<'l>,
    starts: YearStart,
    row: OnceCell<Phased>,
}

impl<'l> LateRow<'l> {
    /// Not phased yet.
    pub(super) fn new(stream: Stream<'l>, starts: YearStart) -> Self {
        Self { stream, starts, row: OnceCell::new() }
    }

    /// The same, phased already.
    pub(super) fn known(self, row: Phased) -> Self {
        Self { row: OnceCell::from(row), ..self }
    }

    /// The row.
    pub(super) fn get(&self) -> &Phased {
        let phased = || phase(&self.stream, self.starts).expect("the line does not come to too much");
        self.row.get_or_init(phased)
    }
}

/// Phases a stream of the plan without inflation; `None` when it comes to too much.
///
/// Calls with the row of its appraisal up to `horizon`, the first day of a month, if there is one; what that row has
/// after the horizon does not count.
pub(super) fn phase_both(
    plan: &Stream<'_>,
    horizon: Day,
    starts: YearStart,
    appraise: impl FnOnce(&Phased),
) -> Option<Phased> {
    let appraised = plan.appraised(horizon);
    let (shared, end) = match difference(plan, &appraised, horizon) {
        Difference::AfterHorizon => (phase(plan, starts), None),
        Difference::Ends(month) => (phase(&appraised, starts), Some(month)),
        Difference::Other => (None, None),
    };
    // What is too much as a whole may still be sensible up to an earlier end.
    let Some(mut row) = shared else {
        if let Some(row) = phase(&appraised, starts) {
            appraise(&row);
        }
        return phase(plan, starts);
    };
    appraise(&row);
    if let Some(month) = end {
        row.end_before(month);
    }
    Some(row)
}

fn difference(plan: &Stream<'_>, appraised: &Stream<'_>, horizon: Day) -> Difference {
    let same_window = plan.window == appraised.window;
    match (plan.amount, plan.pace) {
        // What a month has hangs on that month alone, so that an end at the begin of a month changes nothing before.
        (Amount::Whole(_), Pace::Every(..)) => {
            let until = plan.cut.map_or(plan.window.until, |cut| plan.window.until.min(cut));
            let further = appraised.window.until;
            if until == further || (further == horizon && horizon < until) {
                Difference::AfterHorizon
            } else if until < further && until == until.month().first_day() {
                Difference::Ends(until.month())
            } else {
                Difference::Other
            }
        }
        // A cut does not touch what is spread.
        (Amount::Whole(_), Pace::Spread(_)) if same_window => Difference::AfterHorizon,
        (Amount::ByYear(_), _) if same_window && plan.cut.is_none() => Difference::AfterHorizon,
        (Amount::Whole(_) | Amount::ByYear(_), _) => Difference::Other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::money::monthly::Monthly;
    use crate::money::window::Window;
    use crate::plan::{Per, Spread};
    use crate::units::{FinancialYear, Percent};

    const APRIL: YearStart = YearStart::APRIL;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn months(row: Option<Phased>) -> Option<Vec<i128>> {
        let mut sums = Monthly::new(day("2024-01-01").month(), 12 * 16);
        row?.add_to(&mut sums);
        Some(sums.months())
    }

    fn pace() -> impl Strategy<Value = Pace> {
        let spread = [Spread::Even, Spread::Start, Spread::Finish, Spread::Front, Spread::SCurve];
        let per = [Per::Year, Per::Quarter, Per::Month, Per::Week];
        prop_oneof![
            1 => prop::sample::select(spread.to_vec()).prop_map(Pace::Spread),
            3 => (prop::sample::select(per.to_vec()), 1_u32..15).prop_map(|(per, ramp)| Pace::Every(per, ramp)),
        ]
    }

    fn end() -> impl Strategy<Value = Day> {
        let first = (0..80_i64).prop_map(|nth| day("2026-01-01").plus_months(nth));
        prop_oneof![first, (0..3_000_i64).prop_map(|nth| day("2026-01-01").plus_days(nth))]
    }

    proptest! {
        #[test]
        fn one_row_for_both_is_the_same_as_two(
            pence in -1_000_000_i64..100_000_000,
            by_year in any::<bool>(),
            pace in pace(),
            from in 0..1_500_i64,
            (end, until, years) in (end(), prop::option::of(end()), 1..9),
            stops in any::<bool>(),
        ) {
            let year = |first| FinancialYear::new(first, APRIL);
            let amount = Decimal::new(pence, 2);
            let amount = if by_year {
                Amount::ByYear([(year(2027), amount), (year(2029), amount)].into())
            } else {
                Amount::Whole(amount)
            };
            let horizon = year(2026).plus(years).first_day();
            let recurs = matches!(pace, Pace::Every(..));
            let plan = Stream {
                amount: &amount,
                pace,
                window: Window::new(day("2026-04-01").plus_days(from), until.unwrap_or(end)),
                endless: recurs && until.is_none(),
                cut: (recurs && stops).then_some(end),
                more: Percent::new(Decimal::new(25, 1)),
                growth: None,
            };
            prop_assume!(recurs || !plan.window.is_empty());
            let up_to_horizon = |months: Option<Vec<i128>>| {
                let kept = (horizon.month().number() - day("2024-01-01").month().number()) as usize;
                months.map(|mut months| { months.truncate(kept); months })
            };
            let mut appraised = None;
            let row = phase_both(&plan, horizon, APRIL, |row| appraised = Some(row.clone()));
            prop_assert_eq!(months(row), months(phase(&plan, APRIL)));
            let alone = phase(&plan.appraised(horizon), APRIL);
            prop_assert_eq!(up_to_horizon(months(appraised)), up_to_horizon(months(alone)));
        }
    }
}
