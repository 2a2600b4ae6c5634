//! The roadmap as text: one line an initiative under its stage, with a bar on a common calendar.
//!
//! ```text
//! initiative         starts        ends     slack  2027/28 2028/29
//! Small step transformation
//!   crm          2027-10-01  2028-09-30  critical     ████████
//! ```

use super::Shown;
use crate::cli::paint::Role;
use crate::cli::table::{Cell, Table};
use crate::display::{Align, harmless, width};
use crate::plan::{InitiativeIx, StageIx};
use crate::schedule::{Placed, Schedule};
use crate::units::Day;
use crate::views::apart::{Apart, later};

/// The longest id that is shown whole whatever the room, with its indent.
const MOST_ID: usize = 30;
/// Where a bar was in the baseline.
const GHOST: char = '░';
/// From this many columns on, titles are shown beside ids.
const WIDE: usize = 120;

/// The whole roadmap.
pub fn tell(shown: &Shown<'_>) -> String {
    let (plan, schedule) = (&shown.analysis.plan, &shown.analysis.schedule);
    let wide = shown.door.columns >= WIDE;
    let all = plan.initiatives.iter().enumerate().map(|(at, it)| (InitiativeIx(at as u32), it));
    let ids = all.filter(|(at, _)| shown.shows(*at)).map(|(_, it)| width(&it.id) + 2);
    let ids = ids.max().unwrap_or(0).clamp(10, MOST_ID);
    // Ids, two dates, the slack and the gaps between; a title when there is room for it.
    let slips = if shown.then.is_some() { 8 } else { 0 };
    let taken = ids + 2 * 10 + 10 + 8 + slips + if wide { 34 } else { 0 };
    let then = shown.then.as_ref().map(|then| &then.analysis.schedule);
    let scale = Scale::of(schedule, then, shown.door.columns.saturating_sub(taken).clamp(16, 120));
    let mut columns = vec![
        ("initiative".to_owned(), Align::Left),
        (if wide { "title" } else { "" }.to_owned(), Align::Left),
        ("starts".to_owned(), Align::Right),
        ("ends".to_owned(), Align::Right),
        ("slack".to_owned(), Align::Right),
    ];
    if shown.then.is_some() {
        columns.push(("slip".to_owned(), Align::Right));
    }
    columns.push((scale.heading(schedule), Align::Left));
    let mut table = Table::titled(columns).giving(&[0, 1]);
    let mut lanes_shown = String::new();
    let lanes = (0..plan.stages.len()).map(|at| Some(StageIx(at as u32))).chain([None]);
    for lane in lanes {
        let members = members(shown, lane);
        if members.is_empty() && (lane.is_none() || shown.only.is_some()) {
            continue;
        }
        table.row(vec![]);
        table.row(lane_row(shown, lane));
        for at in members {
            table.row(row(shown, at, &scale, wide));
        }
        lanes_shown.push_str(&gate(shown, lane));
    }
    let mut out = table.text("", shown.door.columns, shown.door.colour);
    if !lanes_shown.is_empty() {
        out.push_str(&format!("\n{lanes_shown}"));
    }
    if let Some(then) = &shown.then {
        out.push_str(&format!(
            "{GHOST} where it was in {}; slip is by how much it ends later.\n",
            harmless(&then.name)
        ));
    }
    out.push_str(&shown.hidden());
    out
}

/// The initiatives of a lane: by `rank`, then by start, then by id; those without dates last.
fn members(shown: &Shown<'_>, lane: Option<StageIx>) -> Vec<InitiativeIx> {
    let schedule = &shown.analysis.schedule;
    let all = shown.analysis.plan.initiatives.iter().enumerate();
    let all = all.map(|(at, it)| (it, InitiativeIx(at as u32)));
    let mut members: Vec<_> = all.filter(|(it, at)| it.stage == lane && shown.shows(*at)).collect();
    members.sort_by_key(|(it, at)| (it.turn(schedule.placed(*at).map(|placed| placed.start)), *at));
    members.into_iter().map(|(_, at)| at).collect()
}

fn lane_row(shown: &Shown<'_>, lane: Option<StageIx>) -> Vec<Cell> {
    let title = lane.map_or("Unstaged", |at| shown.analysis.plan.stages[at.at()].title.as_str());
    vec![Cell::over(harmless(title).into_owned(), Role::Strong)]
}

/// The gate of a stage, on a line of its own under the roadmap.
fn gate(shown: &Shown<'_>, lane: Option<StageIx>) -> String {
    let Some(at) = lane else { return String::new() };
    let gate = shown.analysis.plan.stages[at.at()].gate.as_ref();
    match (gate, shown.analysis.schedule.gates[at.at()]) {
        (Some(gate), Some(point)) => format!("◆ {}, {}\n", harmless(&gate.title), point.previous().words()),
        (Some(_) | None, _) => String::new(),
    }
}

fn row(shown: &Shown<'_>, at: InitiativeIx, scale: &Scale, wide: bool) -> Vec<Cell> {
    let initiative = &shown.analysis.plan.initiatives[at.at()];
    let name = format!("  {}", harmless(&initiative.id));
    let title = if wide { harmless(&initiative.title).into_owned() } else { String::new() };
    let Some(placed) = shown.analysis.schedule.placed(at) else {
        return vec![name.into(), title.into(), Cell::of("no dates", Role::Over)];
    };
    let was = shown.then.as_ref().and_then(|then| then.placed(&initiative.id));
    let (slack, role) = match placed.slack_days {
        0 => ("critical".to_owned(), Role::Tight),
        days if days < 0 => (format!("{} d late", days.unsigned_abs()), Role::Over),
        days => (format!("{days} d"), Role::Muted),
    };
    let mut row = vec![
        name.into(),
        title.into(),
        placed.start.to_string().into(),
        placed.last_day().to_string().into(),
        Cell::of(slack, role),
    ];
    if let Some(then) = &shown.then {
        row.push(slip(then.apart(at)));
    }
    let bar = was.map_or_else(|| scale.bar(placed), |was| scale.bar_over(placed, was));
    row.push(Cell::of(bar, if placed.critical() { Role::Tight } else { Role::Within }));
    row
}

/// By how much an initiative ends later than in the baseline.
pub fn slip(apart: &Apart) -> Cell {
    match later(apart.finish) {
        _ if !apart.known => Cell::of("new", Role::Muted),
        said if said.starts_with('+') => Cell::of(said, Role::Tight),
        said => Cell::of(said, Role::Within),
    }
}

/// The calendar that all bars share.
struct Scale {
    first: Day,
    days: i64,
    columns: usize,
}

impl Scale {
    /// A calendar that both what is and what was stand on.
    fn of(schedule: &Schedule, then: Option<&Schedule>, columns: usize) -> Self {
        let placed = schedule.initiatives.iter().flatten();
        let placed = placed.chain(then.into_iter().flat_map(|then| then.initiatives.iter().flatten()));
        let first =
            placed.clone().map(|it| it.start).chain([schedule.start]).min().expect("the start is one");
        let last = placed.map(|it| it.finish).chain([schedule.end]).max().expect("the end is one");
        Self { first, days: i64::from(last.since(first)).max(1), columns }
    }

    /// Eighths of a column from the left to a day.
    fn eighths(&self, day: Day) -> usize {
        let days = i64::from(day.since(self.first)).clamp(0, self.days);
        (days * (self.columns as i64 * 8) / self.days) as usize
    }

    /// The financial years over the bars, each where it begins, as far as they fit.
    fn heading(&self, schedule: &Schedule) -> String {
        let mut text = String::new();
        for year in &schedule.years {
            let column = self.eighths(year.first_day().max(self.first)) / 8;
            if text.chars().count() <= column && column + 7 <= self.columns {
                text.push_str(&" ".repeat(column - text.chars().count()));
                text.push_str(&year.to_string());
                text.push(' ');
            }
        }
        text
    }

    /// A bar: a whole block for each column it covers, an eighth less at its end; a milestone is a diamond.
    fn bar(&self, placed: &Placed) -> String {
        const ENDS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
        let start = self.eighths(placed.start);
        if placed.milestone() {
            return format!("{}◆", " ".repeat(start / 8));
        }
        let end = self.eighths(placed.finish);
        let whole = (end / 8).saturating_sub(start / 8);
        let part = if end / 8 > start / 8 || !end.is_multiple_of(8) { ENDS[end % 8] } else { "▏" };
        format!("{}{}{part}", " ".repeat(start / 8), "█".repeat(whole))
    }

    /// The same with shade where it was and is no more; a bar that was a milestone is a hollow diamond.
    fn bar_over(&self, placed: &Placed, was: &Placed) -> String {
        let (start, end) = (self.eighths(was.start), self.eighths(was.finish));
        let (sign, columns) = if was.milestone() {
            ('◇', start / 8..start / 8 + 1)
        } else {
            (GHOST, start / 8..end.div_ceil(8).max(start / 8 + 1))
        };
        let bar: Vec<char> = self.bar(placed).chars().collect();
        let column = |at: usize| match bar.get(at) {
            Some(' ') | None if columns.contains(&at) => sign,
            Some(c) => *c,
            None => ' ',
        };
        (0..bar.len().max(columns.end)).map(column).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::Driver;

    fn placed(start: &str, finish: &str) -> Placed {
        let (start, finish) = (Day::parse(start).unwrap(), Day::parse(finish).unwrap());
        Placed {
            start,
            finish,
            late_start: start,
            late_finish: finish,
            slack_days: 0,
            driven_by: Driver::PlanStart,
        }
    }

    #[test]
    fn bars_end_to_an_eighth_of_a_column() {
        // 400 days in 40 columns: ten days a column.
        let scale = Scale { first: Day::parse("2027-01-01").unwrap(), days: 400, columns: 40 };
        assert_eq!(scale.bar(&placed("2027-01-01", "2027-01-11")), "█");
        assert_eq!(scale.bar(&placed("2027-01-11", "2027-01-26")), " █▌");
        assert_eq!(scale.bar(&placed("2027-01-11", "2027-01-12")), " ▏");
        assert_eq!(scale.bar(&placed("2027-01-21", "2027-01-21")), "  ◆");
    }

    #[test]
    fn where_a_bar_was_is_shaded_and_never_covers_it() {
        let scale = Scale { first: Day::parse("2027-01-01").unwrap(), days: 400, columns: 40 };
        // Ten days a column: it was in the columns 1 and 2, and is in 3 and 4.
        let (was, is) = (placed("2027-01-11", "2027-01-31"), placed("2027-01-31", "2027-02-20"));
        assert_eq!(scale.bar_over(&is, &was), " ░░██");
        assert_eq!(scale.bar_over(&was, &is), " ██░░");
        assert_eq!(scale.bar_over(&is, &is), scale.bar(&is));
        assert_eq!(scale.bar_over(&is, &placed("2027-01-11", "2027-01-11")), " ◇ ██");
        // Half of the last column was covered: all of it is shaded.
        assert_eq!(scale.bar_over(&is, &placed("2027-02-20", "2027-02-25")), "   ██░");
    }
}
