//! Eligibility: which of the days on which money is spent an envelope may pay for.

use super::both::LateRow;
use super::calendar::{Calendar, Yearly};
use super::exact::half_even;
use super::window::Window;
use crate::plan::{CostLine, Envelope};
use crate::units::{Day, Money};

/// What of a line's spend an envelope may not pay, by year of the plan; `None`: nothing of it.
///
/// `spent` are the line's pence in this envelope by year, `running` turns the row's running sum into the envelope's.
/// In a month that lies in part outside: its pence times the days outside over the days covered, half-even.
pub(super) fn ineligible(
    envelope: &Envelope,
    line: &CostLine,
    row: &LateRow<'_>,
    calendar: &Calendar,
    spent: &Yearly,
    running: impl Fn(i128) -> i128,
) -> Option<Vec<Money>> {
    if !envelope.pays(line.kind) {
        return Some(spent.years().collect());
    }
    if envelope.from.is_none() && envelope.until.is_none() && line.spend_by.is_none() {
        return None;
    }
    let may = window(envelope, line);
    let row = row.get();
    let days = row.days()?;
    if may.from <= days.from && days.until <= may.until {
        return None;
    }
    let mut by_year = vec![Money::ZERO; calendar.years];
    let mut before = 0;
    row.each_month(|month, covered, sum| {
        let sum = running(sum);
        let pence = sum - before;
        before = sum;
        let outside = covered.days() - covered.within(may).days();
        if let (Some(year), true) = (calendar.index(month), outside > 0) {
            by_year[year] += Money::from_pence(part(pence, outside, covered.days()));
        }
    });
    Some(by_year)
}

/// The days on which an envelope may pay for a line.
fn window(envelope: &Envelope, line: &CostLine) -> Window {
    let until = [envelope.until, line.spend_by].into_iter().flatten().min().unwrap_or(Day::MAX.plus_days(1));
    Window::new(envelope.from.unwrap_or(Day::MIN), until)
}

fn part(pence: i128, outside: i64, covered: i64) -> i128 {
    if outside == covered {
        return pence;
    }
    half_even(&(pence * i128::from(outside)), &i128::from(covered))
        .expect("a quotient is no larger than its numerator")
}
