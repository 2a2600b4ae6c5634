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
use crate::plan::{Initiative, InitiativeIx, StageIx};
use crate::schedule::{Placed, Schedule};
use crate::units::Day;

/// The longest id that is shown whole whatever the room, with its indent.
const MOST_ID: usize = 30;
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
    let taken = ids + 2 * 10 + 10 + 8 + if wide { 34 } else { 0 };
    let scale = Scale::of(schedule, shown.door.columns.saturating_sub(taken).clamp(16, 120));
    let mut table = Table::titled(vec![
        ("initiative".to_owned(), Align::Left),
        (if wide { "title" } else { "" }.to_owned(), Align::Left),
        ("starts".to_owned(), Align::Right),
        ("ends".to_owned(), Align::Right),
        ("slack".to_owned(), Align::Right),
        (scale.heading(schedule), Align::Left),
    ])
    .giving(&[0, 1]);
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
            table.row(row(&plan.initiatives[at.at()], schedule.placed(at), &scale, wide));
        }
        lanes_shown.push_str(&gate(shown, lane));
    }
    let mut out = table.text("", shown.door.columns, shown.door.colour);
    if !lanes_shown.is_empty() {
        out.push_str(&format!("\n{lanes_shown}"));
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

fn row(initiative: &Initiative, placed: Option<&Placed>, scale: &Scale, wide: bool) -> Vec<Cell> {
    let name = format!("  {}", harmless(&initiative.id));
    let title = if wide { harmless(&initiative.title).into_owned() } else { String::new() };
    let Some(placed) = placed else {
        return vec![name.into(), title.into(), Cell::of("no dates", Role::Over)];
    };
    let (slack, role) = match placed.slack_days {
        0 => ("critical".to_owned(), Role::Tight),
        days if days < 0 => (format!("{} d late", days.unsigned_abs()), Role::Over),
        days => (format!("{days} d"), Role::Muted),
    };
    vec![
        name.into(),
        title.into(),
        placed.start.to_string().into(),
        placed.last_day().to_string().into(),
        Cell::of(slack, role),
        Cell::of(scale.bar(placed), if placed.critical() { Role::Tight } else { Role::Within }),
    ]
}

/// The calendar that all bars share.
struct Scale {
    first: Day,
    days: i64,
    columns: usize,
}

impl Scale {
    fn of(schedule: &Schedule, columns: usize) -> Self {
        let placed = schedule.initiatives.iter().flatten();
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
}
