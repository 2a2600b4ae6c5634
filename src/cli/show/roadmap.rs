//! The roadmap as text: one line an initiative under its stage, with a bar on a common calendar.
//!
//! ```text
//! stage Small step transformation                       1 Oct 2027 to 31 Mar 2030
//!   crm  Customer records  1 Oct 2027  30 Sep 2028  critical  ▕   ████▌      ▏
//! ```

use super::Shown;
use crate::cli::names;
use crate::cli::paint::Role;
use crate::cli::table::{Cell, Table};
use crate::display::{Align, harmless};
use crate::plan::{Initiative, InitiativeIx, Stage, StageIx};
use crate::schedule::{Placed, Schedule};
use crate::units::Day;

/// The columns that bars get.
const BAR: usize = 40;

/// The whole roadmap.
pub fn tell(shown: &Shown<'_>) -> String {
    let (plan, schedule) = (&shown.analysis.plan, &shown.analysis.schedule);
    let scale = Scale::of(schedule);
    let mut table = Table::titled(vec![
        ("initiative".to_owned(), Align::Left),
        ("title".to_owned(), Align::Left),
        ("starts".to_owned(), Align::Right),
        ("ends".to_owned(), Align::Right),
        ("slack".to_owned(), Align::Right),
        (scale.heading(schedule), Align::Left),
    ]);
    let lanes = (0..plan.stages.len()).map(|at| Some(StageIx(at as u32))).chain([None]);
    for lane in lanes {
        let members = members(&plan.initiatives, schedule, lane);
        if lane.is_none() && members.is_empty() {
            continue;
        }
        table.row(vec![]);
        table.row(lane_row(shown, lane, &scale));
        for at in members {
            table.row(row(at, &plan.initiatives[at.at()], schedule.placed(at), &scale));
        }
    }
    table.text("", shown.door.columns.max(BAR + 60), shown.door.colour)
}

/// The initiatives of a lane: by `rank`, then by start, then by id; those without dates last.
fn members(initiatives: &[Initiative], schedule: &Schedule, lane: Option<StageIx>) -> Vec<InitiativeIx> {
    let all = initiatives.iter().enumerate().filter(|(_, it)| it.stage == lane && !it.dropped);
    let mut members: Vec<_> = all.map(|(at, it)| (it, InitiativeIx(at as u32))).collect();
    members.sort_by_key(|(it, at)| {
        let start = schedule.placed(*at).map_or(Day::MAX, |placed| placed.start);
        (it.rank.unwrap_or(i64::MAX), start, *at)
    });
    members.into_iter().map(|(_, at)| at).collect()
}

fn lane_row(shown: &Shown<'_>, lane: Option<StageIx>, scale: &Scale) -> Vec<Cell> {
    let Some(at) = lane else {
        return vec![Cell::of("Unstaged", Role::Strong)];
    };
    let stage: &Stage = &shown.analysis.plan.stages[at.at()];
    let schedule = &shown.analysis.schedule;
    let gate = schedule.gates[at.at()];
    let note = match (&stage.gate, gate) {
        (Some(gate), Some(point)) => format!("◆ {} {}", harmless(&gate.title), point.previous().words()),
        (Some(_) | None, _) => String::new(),
    };
    let title = Cell::of(harmless(&stage.title).into_owned(), Role::Strong);
    vec![
        Cell::of(harmless(&stage.id).into_owned(), Role::Strong),
        title,
        "".into(),
        "".into(),
        "".into(),
        Cell::of(if note.is_empty() { note } else { scale.after(gate, &note) }, Role::Muted),
    ]
}

fn row(at: InitiativeIx, initiative: &Initiative, placed: Option<&Placed>, scale: &Scale) -> Vec<Cell> {
    let _ = at;
    let name = format!("  {}", harmless(&initiative.id));
    let title = harmless(&initiative.title).into_owned();
    let Some(placed) = placed else {
        return vec![name.into(), title.into(), Cell::of("no dates", Role::Over)];
    };
    let (slack, role) = match placed.slack_days {
        0 => ("critical".to_owned(), Role::Tight),
        days if days < 0 => {
            (format!("{} late", names::count(days.unsigned_abs() as usize, "day")), Role::Over)
        }
        days => (names::count(days.unsigned_abs() as usize, "day"), Role::Muted),
    };
    vec![
        name.into(),
        title.into(),
        placed.start.words().into(),
        placed.last_day().words().into(),
        Cell::of(slack, role),
        Cell::of(scale.bar(placed), if placed.critical() { Role::Tight } else { Role::Within }),
    ]
}

/// The calendar that all bars share.
struct Scale {
    first: Day,
    days: i64,
}

impl Scale {
    fn of(schedule: &Schedule) -> Self {
        let placed = schedule.initiatives.iter().flatten();
        let first =
            placed.clone().map(|it| it.start).chain([schedule.start]).min().expect("the start is one");
        let last = placed.map(|it| it.finish).chain([schedule.end]).max().expect("the end is one");
        Self { first, days: i64::from(last.since(first)).max(1) }
    }

    /// Eighths of a column from the left to a day.
    fn eighths(&self, day: Day) -> usize {
        let days = i64::from(day.since(self.first)).clamp(0, self.days);
        (days * (BAR as i64 * 8) / self.days) as usize
    }

    /// The financial years over the bars, each where it begins, as far as they fit.
    fn heading(&self, schedule: &Schedule) -> String {
        let mut text = String::new();
        for year in &schedule.years {
            let column = self.eighths(year.first_day().max(self.first)) / 8;
            if text.chars().count() <= column && column + 7 <= BAR + 4 {
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
        let part = if end / 8 > start / 8 || end % 8 > 0 { ENDS[end % 8] } else { "▏" };
        format!("{}{}{part}", " ".repeat(start / 8), "█".repeat(whole))
    }

    /// A note whose first character stands at a day, moved left when it would not fit.
    fn after(&self, day: Option<Day>, note: &str) -> String {
        let column = day.map_or(0, |day| self.eighths(day) / 8);
        format!("{}{note}", " ".repeat(column.min(BAR.saturating_sub(note.chars().count()))))
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
        let scale = Scale { first: Day::parse("2027-01-01").unwrap(), days: 400 };
        assert_eq!(scale.bar(&placed("2027-01-01", "2027-01-11")), "█");
        assert_eq!(scale.bar(&placed("2027-01-11", "2027-01-26")), " █▌");
        assert_eq!(scale.bar(&placed("2027-01-11", "2027-01-12")), " ▏");
        assert_eq!(scale.bar(&placed("2027-01-21", "2027-01-21")), "  ◆");
    }
}
