//! A bar in hand: moved as a whole, begun elsewhere with its end kept, ended elsewhere, all as one change.

use super::dates::{Move, start_at, stretched};
use super::{key_of, title};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::plan::{Factors, Initiative, InitiativeIx, Plan};
use crate::schedule::{Driver, Schedule};
use crate::units::{Day, Duration, Offset, TimeUnit};

/// How far something is moved: by months, then by days; either may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct By {
    /// Calendar months; negative: earlier.
    pub months: i64,
    /// Days; negative: earlier.
    pub days: i64,
}

/// Years beyond which nothing is moved; the calendar of a plan is shorter.
const MOST_YEARS: i64 = 200;

impl By {
    /// So many units; weeks are days, quarters and years are months.
    pub const fn of(count: i64, unit: TimeUnit) -> Self {
        match unit {
            TimeUnit::Day => Self { months: 0, days: count },
            TimeUnit::Week => Self { months: 0, days: count * 7 },
            TimeUnit::Month => Self { months: count, days: 0 },
            TimeUnit::Quarter => Self { months: count * 3, days: 0 },
            TimeUnit::Year => Self { months: count * 12, days: 0 },
        }
    }

    /// Both one after the other, never further than a plan's calendar goes.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let (months, days) = (MOST_YEARS * 12, MOST_YEARS * 366);
        Self {
            months: self.months.saturating_add(other.months).clamp(-months, months),
            days: self.days.saturating_add(other.days).clamp(-days, days),
        }
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.months == 0 && self.days == 0
    }

    /// The day so far from another.
    pub fn from(self, day: Day) -> Day {
        day.plus_months(self.months).plus_days(self.days)
    }

    /// For people, with a word for each way: `3 months later`, `1 month later, 2 days earlier`.
    pub fn words(self, back: &str, on: &str) -> String {
        let days = match self.days % 7 {
            0 => Duration::new((self.days / 7).unsigned_abs() as u32, TimeUnit::Week),
            _ => Duration::new(self.days.unsigned_abs() as u32, TimeUnit::Day),
        };
        let months = Duration::months(self.months.unsigned_abs() as u32);
        let way = |sign: i64| if sign < 0 { back } else { on };
        let parts = [(self.months, months), (self.days, days)];
        let said = parts.iter().filter(|(sign, _)| *sign != 0);
        said.map(|(sign, length)| format!("{length} {}", way(*sign))).collect::<Vec<_>>().join(", ")
    }
}

/// What is wanted of a bar, measured from where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reach {
    /// How far the whole is moved.
    pub whole: By,
    /// How far its begin alone is moved; its finish stays.
    pub begin: By,
    /// How far its end alone is moved.
    pub end: By,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// What is to be written; `None`: nothing, it stays as it is.
    pub change: Option<Change>,
    /// When it starts then.
    pub start: Day,
    /// What holds it, when it cannot start as early as wanted.
    pub held_by: Option<Driver>,
    /// What kept its length from being what was wanted.
    pub length: Length,
}

/// What became of a wanted length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// It is as wanted.
    AsWanted,
    /// It would have begun at or after its own end, and keeps its length.
    Nothing,
    /// It has really finished; its duration says nothing.
    Finished,
}

/// Moves and stretches an initiative from where it is. `None` when it is not scheduled.
///
/// The start is written as [`super::shift`] writes it. The duration stays in its own unit where that is whole; of a case that
/// stretches durations, the longest is written that ends no later than wanted.
pub fn reach(
    plan: &Plan,
    factors: &Factors,
    schedule: &Schedule,
    at: InitiativeIx,
    wanted: Reach,
    layer: &LayerName,
) -> Option<Reached> {
    let placed = schedule.placed(at)?;
    let initiative = &plan.initiatives[at.at()];
    let finished = initiative.actual.finish.is_some();
    let stretches = !(wanted.begin.is_zero() && wanted.end.is_zero());
    let mut length = if stretches && finished { Length::Finished } else { Length::AsWanted };
    let moved = wanted.whole.from(placed.start);
    let kept = initiative.duration.stretched(factors.duration).after(moved);
    let mut begin = if finished { By::default() } else { wanted.begin };
    if !begin.is_zero() && begin.from(moved) >= kept {
        (begin, length) = (By::default(), Length::Nothing);
    }
    let day = begin.from(moved);
    let mut change = Change { label: String::new(), edits: Vec::new(), layer: layer.clone() };
    let mut labels = Vec::new();
    let mut to = Move { change: None, start: placed.start, held_by: None };
    if day != placed.start {
        let label = move_label(title(plan, at), wanted.whole, begin);
        to = start_at(plan, factors, schedule, at, day, label, layer)?;
        if let Some(made) = to.change.take() {
            change.edits.extend(made.edits);
            labels.push(made.label);
        }
    }
    let present = initiative.duration;
    let mut duration = present;
    if !begin.is_zero() {
        duration = spanning(initiative, factors, to.start, kept);
    }
    if !finished {
        for (count, unit) in [(wanted.end.months, TimeUnit::Month), (wanted.end.days, TimeUnit::Day)] {
            let by = Offset { earlier: count < 0, length: Duration::new(count.unsigned_abs() as u32, unit) };
            duration = if count == 0 { duration } else { stretched(duration, by, to.start) };
        }
    }
    if duration != present {
        let edit = Edit::Set { at: key_of(plan, at, "duration"), value: Value::Text(duration.to_string()) };
        change.edits.push(edit);
        if !wanted.end.is_zero() {
            labels.push(end_label(title(plan, at), wanted.end, duration));
        }
    }
    change.label = labels.join(", ");
    let change = (!change.edits.is_empty()).then_some(change);
    Some(Reached { change, start: to.start, held_by: to.held_by, length })
}

pub(super) fn move_label(title: &str, whole: By, begin: By) -> String {
    let moved = format!("Move {title} {}", whole.words("earlier", "later"));
    let stretched = format!("Begin {title} {}, to the same end", begin.words("earlier", "later"));
    match (whole.is_zero(), begin.is_zero()) {
        (_, true) => moved,
        (true, false) => stretched,
        (false, false) => format!("{moved}, {}", stretched.replacen("Begin", "begin", 1)),
    }
}

pub(super) fn end_label(title: &str, end: By, duration: Duration) -> String {
    let length = |by: By| by.words("", "").trim().replace(" ,", ",");
    if duration.is_zero() {
        format!("Make {title} a milestone")
    } else if end.months <= 0 && end.days <= 0 {
        format!("Shorten {title} by {}", length(end))
    } else if end.months >= 0 && end.days >= 0 {
        format!("Lengthen {title} by {}", length(end))
    } else {
        format!("End {title} {}", end.words("earlier", "later"))
    }
}

/// The duration, in the unit of the initiative's own where that is whole, with which it lasts from a day to a point.
fn spanning(initiative: &Initiative, factors: &Factors, start: Day, finish: Day) -> Duration {
    let present = initiative.duration;
    let months = finish.month().number() - start.month().number();
    let whole = start.plus_months(i64::from(months)) == finish;
    let (count, unit) = match (present.in_months(), whole) {
        (Some(_), true) => (months.max(0) as u32, TimeUnit::Month),
        (Some(_), false) | (None, _) => (finish.since(start).max(0) as u32, TimeUnit::Day),
    };
    let base = unstretched(count, unit, factors);
    match unit {
        TimeUnit::Month => super::dates::in_unit(base, present.unit),
        TimeUnit::Day | TimeUnit::Week | TimeUnit::Quarter | TimeUnit::Year => {
            super::dates::days_in(base, present.unit)
        }
    }
}

/// The most of a unit that the case stretches to no more than `count`; at least one, so that nothing becomes a milestone.
fn unstretched(count: u32, unit: TimeUnit, factors: &Factors) -> u32 {
    let fits = |base: u32| Duration::new(base, unit).stretched(factors.duration).count <= count;
    let (mut least, mut most) = (1, count.saturating_mul(20).max(1));
    // What fits comes first, so that the last of it is found by halves.
    while least < most {
        let middle = least + (most - least).div_ceil(2);
        if fits(middle) { least = middle } else { most = middle - 1 }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Options, analyse};
    use crate::document::{Document, Source};

    fn analysed(text: &str, case: Option<&str>) -> Analysis {
        let today = Day::parse("2027-04-01").unwrap();
        let options = Options { case: case.map(str::to_owned), today };
        analyse(&Document::new(Source::new("plan.toml", text)), &options)
    }

    const PLAN: &str = "[plan]\nstart = 2027-04-01\n[initiative.a]\ntitle = \"A\"\nduration = \"6 months\"\n\
                        [initiative.b]\ntitle = \"B\"\nduration = \"10 weeks\"\nafter = \"a\"\n\
                        [case.slow]\nduration = \"50%\"\n";

    /// The edits that a reach makes, as `key=value`, with the label.
    fn made(analysis: &Analysis, id: &str, wanted: Reach) -> (Vec<String>, String, Reached) {
        let at = analysis.plan.initiative(id).unwrap();
        let reached =
            reach(&analysis.plan, &analysis.factors, &analysis.schedule, at, wanted, &LayerName::Plan)
                .unwrap();
        let written = |edit: &Edit| match edit {
            Edit::Set { at, value: Value::Bare(text) | Value::Text(text) } => {
                format!("{}={text}", at.keys.last().unwrap())
            }
            other => format!("{other:?}"),
        };
        let edits = reached.change.iter().flat_map(|change| change.edits.iter().map(written)).collect();
        let label = reached.change.as_ref().map_or_else(String::new, |change| change.label.clone());
        (edits, label, reached)
    }

    const fn months(months: i64) -> By {
        By { months, days: 0 }
    }

    #[test]
    fn the_begin_moves_and_the_end_stays() {
        // April to September is six months; from June on four are left.
        let plan = analysed(PLAN, None);
        let wanted = Reach { begin: months(2), ..Reach::default() };
        let (edits, label, _) = made(&plan, "a", wanted);
        assert_eq!(edits, ["not-before=2027-06-01", "duration=4 months"]);
        assert_eq!(label, "Begin A 2 months later, to the same end");
        // B lasts from 1 October for 70 days, to 10 December; from 8 October 63 days are left, which are nine weeks.
        let week = Reach { begin: By::of(1, TimeUnit::Week), ..Reach::default() };
        assert_eq!(made(&plan, "b", week).0, ["not-before=2027-10-08", "duration=9 weeks"]);
    }

    #[test]
    fn what_holds_the_begin_holds_the_length_as_well() {
        let plan = analysed(PLAN, None);
        let (edits, _, reached) = made(&plan, "b", Reach { begin: months(-1), ..Reach::default() });
        assert_eq!(edits, [""; 0]);
        assert_eq!(reached.held_by, Some(Driver::Initiative(plan.plan.initiative("a").unwrap())));
    }

    #[test]
    fn a_bar_does_not_begin_behind_its_own_end() {
        let plan = analysed(PLAN, None);
        for by in [6, 7, 100] {
            let (edits, _, reached) = made(&plan, "a", Reach { begin: months(by), ..Reach::default() });
            assert_eq!((edits.len(), reached.length), (0, Length::Nothing), "{by}");
        }
    }

    #[test]
    fn all_of_it_is_one_change() {
        let plan = analysed(PLAN, None);
        let wanted = Reach { whole: months(3), begin: months(1), end: months(2) };
        let (edits, label, _) = made(&plan, "a", wanted);
        // July to December; from August on; two months more: to February, seven months.
        assert_eq!(edits, ["not-before=2027-08-01", "duration=7 months"]);
        assert_eq!(
            label,
            "Move A 3 months later, begin A 1 month later, to the same end, Lengthen A by 2 months"
        );
    }

    #[test]
    fn under_a_case_the_base_is_written() {
        // Half as long again: six months take nine, April to December. From June on seven are left: four and a half, of which
        // four take six and five take eight (seven and a half up to a whole month).
        let plan = analysed(PLAN, Some("slow"));
        let (edits, ..) = made(&plan, "a", Reach { begin: months(2), ..Reach::default() });
        assert_eq!(edits, ["not-before=2027-06-01", "duration=4 months"]);
    }

    #[test]
    fn what_is_moved_is_said_with_its_way() {
        for (by, expected) in [
            (By { months: 1, days: 0 }, "1 month later"),
            (By { months: -3, days: 0 }, "3 months earlier"),
            (By { months: 0, days: 14 }, "2 weeks later"),
            (By { months: 2, days: -3 }, "2 months later, 3 days earlier"),
        ] {
            assert_eq!(by.words("earlier", "later"), expected);
        }
    }
}
