//! Earlier, later, longer, shorter.

use super::{key_of, single, title};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::plan::{Factors, Initiative, InitiativeIx, Plan};
use crate::schedule::{self, Driver, Schedule};
use crate::units::{Day, Duration, Offset, TimeUnit};

/// What comes of wanting to start at another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// What is to be written; `None`: nothing, it stays where it is.
    pub change: Option<Change>,
    /// When it starts then.
    pub start: Day,
    /// What holds it, when it cannot start as early as wanted.
    pub held_by: Option<Driver>,
}

/// Moves an initiative by an offset of its present start. `None` when it is not scheduled.
///
/// A move later writes `not-before`, or `start` where one is given; a move back to the earliest day takes `not-before`
/// away. A move beyond what holds it ends there; where it already stands there nothing is written.
pub fn shift(
    plan: &Plan,
    factors: &Factors,
    schedule: &Schedule,
    at: InitiativeIx,
    by: Offset,
    layer: &LayerName,
) -> Option<Move> {
    let placed = schedule.placed(at)?;
    let way = if by.earlier { "earlier" } else { "later" };
    let label = format!("Move {} {} {way}", title(plan, at), by.length);
    start_at(plan, factors, schedule, at, by.from(placed.start), label, layer)
}

/// Moves an initiative to a day, as [`shift`] does.
pub fn start_on(
    plan: &Plan,
    factors: &Factors,
    schedule: &Schedule,
    at: InitiativeIx,
    day: Day,
    layer: &LayerName,
) -> Option<Move> {
    let label = format!("Start {} on {}", title(plan, at), day.words());
    start_at(plan, factors, schedule, at, day, label, layer)
}

pub(super) fn start_at(
    plan: &Plan,
    factors: &Factors,
    schedule: &Schedule,
    at: InitiativeIx,
    wanted: Day,
    label: String,
    layer: &LayerName,
) -> Option<Move> {
    let present = schedule.placed(at)?.start;
    let hold = schedule::hold(plan, factors, schedule, at)?;
    let stays = |by| Move { change: None, start: present, held_by: Some(by) };
    if hold.driver == Driver::Actual {
        return Some(stays(Driver::Actual));
    }
    let held_by = (wanted < hold.day).then_some(hold.driver);
    let start = wanted.max(hold.day);
    if wanted < present && start >= present {
        return Some(stays(hold.driver));
    }
    let initiative = &plan.initiatives[at.at()];
    let edit = date_edit(plan, initiative, at, start, hold.day);
    let label = match held_by {
        Some(_) => format!("Move {} to its earliest start, {}", title(plan, at), start.words()),
        None => label,
    };
    let change = edit.filter(|_| start != present).map(|edit| single(label, edit, layer));
    Some(Move { change, start, held_by })
}

/// The edit that makes an initiative start at a day, which is not before the earliest; `None`: nothing is to be written.
pub(super) fn date_edit(
    plan: &Plan,
    initiative: &Initiative,
    at: InitiativeIx,
    start: Day,
    earliest: Day,
) -> Option<Edit> {
    let value = Value::Bare(start.to_string());
    if initiative.start.is_some() {
        return Some(Edit::Set { at: key_of(plan, at, "start"), value });
    }
    let key = key_of(plan, at, "not-before");
    if start > earliest {
        return Some(Edit::Set { at: key, value });
    }
    initiative.not_before.is_some().then_some(Edit::Remove { at: key })
}

/// What comes of wanting another duration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// What is to be written; `None`: nothing.
    pub change: Option<Change>,
    /// The duration then.
    pub duration: Duration,
    /// Whether its actual finish holds it, so that its duration says nothing.
    pub finished: bool,
}

/// Makes an initiative longer (or shorter, when the offset goes back), down to a milestone.
///
/// The duration stays in its own unit where that is whole.
pub fn lengthen(
    plan: &Plan,
    schedule: &Schedule,
    at: InitiativeIx,
    by: Offset,
    layer: &LayerName,
) -> Option<Stretch> {
    let start = schedule.placed(at)?.start;
    let initiative = &plan.initiatives[at.at()];
    let present = initiative.duration;
    if initiative.actual.finish.is_some() {
        return Some(Stretch { change: None, duration: present, finished: true });
    }
    let duration = stretched(present, by, start);
    let way = if by.earlier { "Shorten" } else { "Lengthen" };
    let label = if duration.is_zero() {
        format!("Make {} a milestone", title(plan, at))
    } else {
        format!("{way} {} by {}", title(plan, at), by.length)
    };
    let edit = Edit::Set { at: key_of(plan, at, "duration"), value: Value::Text(duration.to_string()) };
    let change = (duration != present).then(|| single(label, edit, layer));
    Some(Stretch { change, duration, finished: false })
}

/// A duration changed by an offset; where the units do not fit, in the days that it then has from `start`.
pub(super) fn stretched(present: Duration, by: Offset, start: Day) -> Duration {
    let sign = if by.earlier { -1 } else { 1 };
    let sum = |one: u32, other: u32| (i64::from(one) + sign * i64::from(other)).max(0) as u32;
    match (present.in_months(), by.length.in_months()) {
        (Some(months), Some(more)) => in_unit(sum(months, more), present.unit),
        (None, None) => days_in(sum(days(present), days(by.length)), present.unit),
        (Some(_), None) | (None, Some(_)) => {
            let finish = by.from(present.after(start));
            days_in(finish.since(start).max(0) as u32, present.unit)
        }
    }
}

/// Months in a unit of months, quarters or years where that is whole, else in months.
pub(super) fn in_unit(months: u32, unit: TimeUnit) -> Duration {
    let size = Duration::new(1, unit).in_months().unwrap_or(1);
    if months.is_multiple_of(size) { Duration::new(months / size, unit) } else { Duration::months(months) }
}

/// Days of a duration in days or weeks.
const fn days(duration: Duration) -> u32 {
    match duration.unit {
        TimeUnit::Week => duration.count * 7,
        TimeUnit::Day | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year => duration.count,
    }
}

/// Days in weeks where the unit is weeks and that is whole, else in days.
pub(super) fn days_in(days: u32, unit: TimeUnit) -> Duration {
    match unit {
        TimeUnit::Week if days.is_multiple_of(7) => Duration::new(days / 7, unit),
        TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year => {
            Duration::new(days, TimeUnit::Day)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_keeps_its_unit_where_it_is_whole() {
        let start = Day::parse("2027-04-01").unwrap();
        let duration = |text: &str| Duration::parse(text).unwrap();
        for (present, by, expected) in [
            ("6 months", "1 month", "7 months"),
            ("2 quarters", "1 quarter", "3 quarters"),
            ("2 quarters", "1 month", "7 months"),
            ("1 year", "12 months", "2 years"),
            ("10 weeks", "1 week", "11 weeks"),
            ("10 weeks", "3 days", "73 days"),
            // 10 weeks from 1 April end on 10 June, a month later is 10 July: 30 + 31 + 30 + 9 = 100 days.
            ("10 weeks", "1 month", "100 days"),
        ] {
            let by = Offset { earlier: false, length: duration(by) };
            assert_eq!(stretched(duration(present), by, start).to_string(), expected, "{present}");
        }
        let back = Offset { earlier: true, length: duration("1 year") };
        assert_eq!(stretched(duration("6 months"), back, start).to_string(), "0 months");
    }
}
