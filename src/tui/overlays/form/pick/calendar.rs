//! A calendar under a field that takes a date: a quarter at a time, with what the date has to do with marked in it.
//!
//! ```text
//! ╭──────────────────────────────────────────────────────────────────╮
//! │ Wed 15 Dec 2027 · Q3 2027/28                                     │
//! │ Oct 2027               Nov 2027               Dec 2027           │
//! │  Mo Tu We Th Fr Sa Su   Mo Tu We Th Fr Sa Su   Mo Tu We Th Fr …  │
//! │              1  2  3    1  2  3  4  5  6  7          1  2  3  …  │
//! │ ▹can start 1 Oct 2027: waits for e-forms   ·stage Apr 2027 – …   │
//! ╰──────────────────────────────────────────────────────────────────╯
//! ```

use ratatui::layout::{Position, Rect};

use crate::display::width;
use crate::keys::{Edge, Type};
use crate::plan::InitiativeIx;
use crate::schedule::{self, Driver};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::overlays::form::{Field, Form, Subject};
use crate::tui::overlays::framed;
use crate::tui::screens::part;
use crate::units::{Day, FinancialYear, Month};

/// Cells of a month: a mark and two digits for each day of a week.
const MONTH: u16 = 21;
/// Rows of a month: its name, the days of the week, six weeks.
const ROWS: u16 = 8;

/// A calendar under a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The chosen day.
    pub day: Day,
    /// Whether something was typed into the field since it was opened.
    pub typed: bool,
    /// What the date has to do with.
    marks: Vec<Mark>,
}

/// Days that mean something.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    sign: &'static str,
    role: Role,
    first: Day,
    /// The last of them, inclusive.
    last: Day,
    words: String,
}

impl Calendar {
    /// The calendar of a field: at the day that it says, else where the item stands now.
    pub fn new(app: &App, of: &Subject, field: &Field) -> Self {
        let said = super::day_of(app, of, field, field.input.value());
        let analysis = app.session.analysis();
        let edge = match field.ty {
            Type::Date(edge) | Type::Bound(edge) => edge,
            _ => Edge::Begin,
        };
        let placed = of.initiative().and_then(|id| analysis.plan.initiative(id));
        let placed = placed.and_then(|at| analysis.schedule.placed(at));
        let stands = placed.map(|placed| match edge {
            Edge::Begin => placed.start,
            Edge::End => placed.last_day(),
        });
        let day = said.or(stands).unwrap_or_else(|| app.today.max(analysis.plan.start));
        Self { day, typed: false, marks: marks(app, of) }
    }

    /// What a step of the arrows does.
    pub fn step(&mut self, days: i64, months: i64) {
        self.day = self.day.plus_days(days).plus_months(months);
    }

    /// The first month in sight: that of the quarter of the chosen day when a quarter fits.
    fn first_month(&self, app: &App, months: u16) -> Month {
        let month = self.day.month();
        if months < 3 {
            return month;
        }
        let plan = &app.session.analysis().plan;
        let into = month.number() - plan.year_of(self.day).first_month().number();
        month.plus(-(into.rem_euclid(3)))
    }
}

/// What a date of an item has to do with: its own span, its stage, what it waits for, the plan's start, today.
fn marks(app: &App, of: &Subject) -> Vec<Mark> {
    let analysis = app.session.analysis();
    let (plan, schedule) = (&analysis.plan, &analysis.schedule);
    let point = |sign, role, day: Day, words| Mark { sign, role, first: day, last: day, words };
    let mut marks = vec![
        point("○", Role::Today, app.today, format!("today {}", app.today.words())),
        point("◆", Role::Gate, plan.start, format!("the plan starts {}", plan.start.words())),
    ];
    let at = of.initiative().and_then(|id| plan.initiative(id));
    if let Some((at, placed)) = at.and_then(|at| Some((at, schedule.placed(at)?))) {
        if let Some(hold) = schedule::hold(plan, &analysis.factors, schedule, at) {
            let why = waits_for(app, hold.driver).map_or_else(String::new, |name| format!(", after {name}"));
            let words = format!("can start {}{why}", hold.day.words());
            marks.push(point("▸", Role::Accent, hold.day, words));
        }
        let words = format!("now {} – {}", placed.start.words(), placed.last_day().words());
        marks.push(Mark {
            sign: "•",
            role: Role::Spend,
            first: placed.start,
            last: placed.last_day(),
            words,
        });
    }
    let stage = at.and_then(|at: InitiativeIx| plan.initiatives[at.at()].stage);
    let stage = stage.or_else(|| match of {
        Subject::Item { table, at } if table.name == "stage" => plan.stage(at.keys.last()?),
        Subject::Item { .. } | Subject::Plan | Subject::Many(_) => None,
    });
    if let Some((stage, extent)) = stage.and_then(|at| Some((at, schedule.stages[at.at()]?))) {
        let last = extent.finish.previous().max(extent.start);
        let title = &plan.stages[stage.at()].title;
        let words = format!("{title}: {} – {}", extent.start.words(), last.words());
        marks.push(Mark { sign: "·", role: Role::Muted, first: extent.start, last, words });
    }
    marks
}

fn waits_for(app: &App, driver: Driver) -> Option<String> {
    let plan = &app.session.analysis().plan;
    match driver {
        Driver::Initiative(at) => Some(plan.initiatives[at.at()].title.clone()),
        Driver::Stage(at) => Some(plan.stages[at.at()].title.clone()),
        Driver::Gate(at) => plan.stages[at.at()].gate.as_ref().map(|gate| gate.title.clone()),
        Driver::Start | Driver::NotBefore | Driver::PlanStart | Driver::Actual => None,
    }
}

/// Columns and rows that the calendar takes.
pub fn size(view: u16) -> (u16, u16) {
    let months = months(view.saturating_sub(6));
    (months * (MONTH + 2) + 2, ROWS + 6)
}

/// How many months stand side by side.
const fn months(cells: u16) -> u16 {
    match (cells + 2) / (MONTH + 2) {
        0 | 1 => 1,
        2 => 2,
        _ => 3,
    }
}

/// Where a day stands in its month: column and row, below the names of the days.
fn cell(day: Day) -> (u16, u16) {
    let (_, _, of_month) = day.civil();
    let lead = day.month().first_day().weekday();
    let at = lead + of_month as u16 - 1;
    (at % 7, at / 7)
}

/// The day at a cell of the screen.
pub fn day_at(app: &App, calendar: &Calendar, place: Rect, at: Position) -> Option<Day> {
    let inner = Rect { x: place.x + 2, y: place.y + 1, width: place.width - 4, height: place.height - 2 };
    let (x, y) = (at.x.checked_sub(inner.x)?, at.y.checked_sub(inner.y + 3)?);
    let months = months(inner.width);
    let first = calendar.first_month(app, months);
    let month = first.plus(i32::from(x / (MONTH + 2)));
    let column = (x % (MONTH + 2)) / 3;
    let days = (0..month.days()).map(|of_month| month.first_day().plus_days(i64::from(of_month)));
    days.into_iter().find(|day| cell(*day) == (column, y))
}

/// Draws the calendar.
pub fn draw(app: &App, canvas: &mut Canvas, form: &Form, calendar: &Calendar, place: Rect) {
    let mut inner = framed(part(canvas, place), "");
    let all = inner.width();
    let plan = &app.session.analysis().plan;
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = calendar.day;
    let head = format!("{} {}", names[usize::from(day.weekday())], day.words());
    inner.text(0, 0, all, &head, Role::Heading);
    let quarter = quarter(day, plan.year_of(day));
    inner.beside(0, 0, all, &quarter, Role::Accent, Side::Right);
    let months = months(all);
    let first = calendar.first_month(app, months);
    for at in 0..months {
        let x = at * (MONTH + 2);
        month(&mut inner.part(x, 1, MONTH, ROWS), calendar, first.plus(i32::from(at)));
    }
    let mut y = ROWS + 1;
    let text = form.fields[form.at].input.value();
    if calendar.typed && form.fields[form.at].wrong.is_some() && !text.is_empty() {
        inner.text(0, y, all, "not a date yet: Jan 28, Q4 27/28, +6m, 2028-01-15", Role::Muted);
        return;
    }
    // Those in sight first: what cannot be seen needs no legend before what can.
    let (from, to) = (first.first_day(), first.plus(i32::from(months)).first_day());
    let seen = |mark: &&Mark| mark.first < to && mark.last >= from;
    let order = calendar.marks.iter().filter(seen).chain(calendar.marks.iter().filter(|mark| !seen(mark)));
    let mut x = 0;
    for mark in order {
        let cells = width(&mark.words) as u16 + 3;
        if x > 0 && x + cells > all {
            (x, y) = (0, y + 1);
        }
        if y >= inner.height() {
            break;
        }
        inner.symbol(x, y, mark.sign, mark.role);
        x = inner.text(x + 2, y, all.saturating_sub(x + 2), &mark.words, Role::Muted) + 3;
    }
}

/// The quarter of a financial year: `Q3 2027/28`.
pub fn quarter(day: Day, year: FinancialYear) -> String {
    let number = (day.month().number() - year.first_month().number()) / 3 + 1;
    format!("Q{number} {year}")
}

fn month(canvas: &mut Canvas, calendar: &Calendar, month: Month) {
    canvas.text(1, 0, MONTH, &month.words(), Role::Accent);
    for (at, name) in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].into_iter().enumerate() {
        canvas.text(at as u16 * 3 + 1, 1, 2, name, Role::Faint);
    }
    for of_month in 0..month.days() {
        let day = month.first_day().plus_days(i64::from(of_month));
        let (column, row) = cell(day);
        let (x, y) = (column * 3, row + 2);
        let on = day == calendar.day;
        if on {
            canvas.part(x, y, 3, 1).fill(Role::CursorCell);
        }
        // Of a span only the ends are signed; what lies between has its look.
        let within = |mark: &&Mark| (mark.first..=mark.last).contains(&day);
        if let Some(mark) = calendar.marks.iter().find(|mark| mark.first == day || mark.last == day) {
            canvas.symbol(x, y, mark.sign, mark.role);
        }
        let span = calendar.marks.iter().find(|mark| mark.first < mark.last && within(mark));
        let role = match (on, span, column >= 5) {
            (true, ..) => Role::CursorCell,
            (false, Some(span), _) if span.role != Role::Muted => span.role,
            (false, _, true) => Role::Muted,
            (false, _, false) => Role::Panel,
        };
        canvas.beside(x + 1, y, 2, &(of_month + 1).to_string(), role, Side::Right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::YearStart;

    #[test]
    fn days_stand_under_their_names() {
        // 15 December 2027 is a Wednesday; the month begins on a Wednesday.
        let day = Day::new(2027, 12, 15).unwrap();
        assert_eq!(day.weekday(), 2);
        assert_eq!(cell(day), (2, 2));
        assert_eq!(cell(Day::new(2027, 12, 1).unwrap()), (2, 0));
        assert_eq!(cell(Day::new(2028, 1, 1).unwrap()), (5, 0));
        // 1 January 1970 was a Thursday.
        assert_eq!(Day::from_number(0).weekday(), 3);
    }

    #[test]
    fn the_quarter_is_that_of_the_financial_year() {
        let quarter = |year, month| {
            let day = Day::new(year, month, 1).unwrap();
            quarter(day, FinancialYear::of(day, YearStart::APRIL))
        };
        assert_eq!(quarter(2027, 4), "Q1 2027/28");
        assert_eq!(quarter(2027, 12), "Q3 2027/28");
        assert_eq!(quarter(2028, 3), "Q4 2027/28");
    }
}
