//! The history of the money: commits by years, where a glyph says how a year stood and a figure stands where a commit changed
//! it; what put a year over is a plate, and the line above the years says when that was and who did it.
//!
//! ```text
//!  History of the money   Capital                                                 £k   41 commits   $ all envelopes
//!  ‼ 2028/29 Capital is over by £120k since 12 Mar 2027: Ada Penhale
//!    Approve the records
//!      date         who           what                              cost    2027/28    2028/29    2029/30
//!  ▸ ▴ 14 Mar 2027  Bram Trewin   Booking later                               +10 ▴          ‼          ·
//!    ‼ 12 Mar 2027  Ada Penhale   Approve the records               +120          ·   [−120 ‼]          ·
//!    ✓  1 Mar 2027  Ada Penhale   A plan                            +270      +80 ✓     +100 ✓     +100 ✓
//! ─────────────────────────────────────────────────────────────────────────────────────────────────────────
//!  1a2b3c4d5  14 Mar 2027  Bram Trewin: Booking later
//!  ‼ over  Affordable to 2027/28 …
//! ```

mod answer;
mod foot;
mod row;

use ratatui::layout::{Position, Rect};

use crate::display::width;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::past::{Known, Told};

use super::day_words;

/// The lines of the answer: one where there is little room.
const fn answers(view: Rect) -> u16 {
    if view.height < 15 { 1 } else { 2 }
}

/// Where the rows stand, and the foot under them.
fn parts(view: Rect) -> (Rect, Rect) {
    let foot = match view.height {
        0..11 => 0,
        11..17 => 3,
        17.. => 5,
    };
    // The heading, the answer, the titles of the columns.
    let head = 2 + answers(view);
    let rows = Rect { y: view.y + head, height: view.height.saturating_sub(head + foot), ..view };
    (rows, Rect { y: rows.bottom(), height: foot, ..view })
}

/// The columns: where each begins and how many cells it has.
struct Columns {
    who: (u16, u16),
    what: (u16, u16),
    cost: (u16, u16),
    /// Where the years begin.
    years: u16,
    /// The cells of each of them.
    each: u16,
    /// The first one in sight, and how many are.
    first: usize,
    count: usize,
}

/// Where the day begins, and its cells.
const DAY: (u16, u16) = (4, 11);

fn columns(app: &App, all: u16) -> Columns {
    let figures = app.figures();
    let now = app.past_now();
    let widest = now.cells.values().filter_map(|(_, headroom)| *headroom).map(|it| width(&figures.short(it)));
    let each = (widest.max().unwrap_or(0).clamp(4, 10) + 5) as u16;
    let cost = width(&figures.short(now.cost)).clamp(4, 10) as u16 + 1;
    let who = (all / 9).clamp(8, 20);
    let least = (all / 6).clamp(13, 40);
    let years = app.past_years().len();
    let begin = DAY.0 + DAY.1 + 2;
    let free = all.saturating_sub(begin + who + least + cost + 6);
    let count = usize::from(free / each).clamp(usize::from(years > 0), years);
    // What years do not need is for what was done, and then for years.
    let spare = (free + least).saturating_sub(count as u16 * each + 60);
    let each = each + (spare / (count as u16).max(1)).min(4);
    let taken = count as u16 * each;
    let what = all.saturating_sub(begin + who + cost + taken + 6);
    let cost_at = begin + who + 2 + what + 2;
    Columns {
        who: (begin, who),
        what: (begin + who + 2, what),
        cost: (cost_at, cost),
        years: cost_at + cost + 1,
        each,
        first: layout::scrolled(0, app.past_year(), count, years),
        count,
    }
}

/// Draws the history.
pub fn draw(app: &App, canvas: &mut Canvas) {
    heading(app, canvas);
    let said = match &app.past.known {
        Known::Told(told) => return grid(app, canvas, told),
        Known::Nothing => app.keys.after("", Command::PastAgain, "reads the history"),
        Known::Asking => "Reading the history …".to_owned(),
        Known::None(why) => why.clone(),
    };
    let all = canvas.width().saturating_sub(3);
    for (y, line) in
        crate::display::wrap(&crate::display::harmless(&said), usize::from(all)).iter().enumerate()
    {
        canvas.text(2, 2 + y as u16, all, line, Role::Heading);
    }
}

/// The first row in sight, so that the cursor is.
pub fn first_row(app: &App, view: Rect) -> usize {
    let Some(told) = app.past_told() else { return 0 };
    let rows = app.past_rows(told).len();
    layout::scrolled(app.past.top, app.past.at, usize::from(parts(view).0.height), rows)
}

/// The row at a place of the screen, with the year where one stands there, both as indexes.
pub fn row_at(app: &App, view: Rect, at: Position) -> Option<(usize, Option<usize>)> {
    let rows = app.past_rows(app.past_told()?).len();
    let (area, _) = parts(view);
    let row = first_row(app, view) + usize::from(area.contains(at).then(|| at.y - area.y)?);
    let columns = columns(app, view.width);
    let year = (at.x - view.x).checked_sub(columns.years).map(|x| usize::from(x / columns.each));
    let year = year.filter(|year| *year < columns.count).map(|year| columns.first + year);
    (row < rows).then_some((row, year))
}

/// What is shown, of which envelope, and how far it is read.
fn heading(app: &App, canvas: &mut Canvas) {
    let all = canvas.width();
    let mut row = canvas.part(0, 0, all, 1);
    row.fill(Role::Bar);
    let plan = &app.session.analysis().plan;
    let name = match app.past_envelope() {
        None => "the worst of all envelopes",
        Some(id) => plan.envelope(id).map_or(id, |at| plan.envelopes[at.at()].title.as_str()),
    };
    let mut end = row.text(2, 0, all.saturating_sub(4), "History of the money", Role::BarStrong);
    if !app.past_years().is_empty() && !plan.envelopes.is_empty() {
        end = row.text(end + 3, 0, all.saturating_sub(end + 5), name, Role::BarStrong);
        if all >= 100 {
            let unit = format!("headroom, {}", app.figures().unit_word());
            end = row.text(end + 3, 0, all.saturating_sub(end + 5), &unit, Role::Bar);
        }
    }
    let mut said = match &app.past.known {
        Known::Told(told) if !told.complete() => {
            format!("reading {} of {}", told.chronicle.read(), told.texts)
        }
        Known::Told(told) => crate::views::changes::count(told.chronicle.commits.len(), "commit"),
        Known::Nothing | Known::Asking | Known::None(_) => String::new(),
    };
    let other = match &app.past.known {
        Known::Told(told) => told.case != app.session.options().case,
        Known::Nothing | Known::Asking | Known::None(_) => false,
    };
    if other {
        said += &app.keys.after("   of another case: ", Command::PastAgain, "reads it again");
    } else if plan.envelopes.len() > 1 {
        said += &app.keys.after("   ", Command::PastEnvelope, "envelope");
    }
    row.beside(end + 2, 0, all.saturating_sub(end + 3), &said, Role::Bar, Side::Right);
}

fn grid(app: &App, canvas: &mut Canvas, told: &Told) {
    let view = Rect { x: 0, y: 0, width: canvas.width(), height: canvas.height() };
    let (area, foot) = parts(view);
    let columns = columns(app, view.width);
    let lines = answers(view);
    answer::draw(app, &mut canvas.part(0, 1, view.width, lines), told);
    titles(app, &mut canvas.part(0, 1 + lines, view.width, 1), &columns);
    let rows = app.past_rows(told);
    let height = usize::from(area.height);
    let cursor = app.past.at.min(rows.len().saturating_sub(1));
    let top = layout::scrolled(app.past.top, cursor, height, rows.len());
    for (y, (at, of)) in rows.iter().enumerate().skip(top).take(height).enumerate() {
        let mut line = canvas.part(0, area.y + y as u16, area.width, 1);
        row::draw(app, &mut line, told, &columns, *of, at == cursor);
    }
    let free = area.y + (rows.len() - top).min(height) as u16;
    if told.shallow && free < area.bottom() {
        let said =
            "This clone is shallow: what was before is not in it. `git fetch --unshallow` gets the rest.";
        canvas.text(4, free, area.width.saturating_sub(6), said, Role::Muted);
    }
    if let Some(row) = rows.get(cursor) {
        foot::draw(app, &mut canvas.part(foot.x, foot.y, foot.width, foot.height), told, *row);
    }
}

fn titles(app: &App, row: &mut Canvas, columns: &Columns) {
    row.fill(Role::Lane);
    row.text(DAY.0, 0, DAY.1, "date", Role::Muted);
    row.text(columns.who.0, 0, columns.who.1, "who", Role::Muted);
    row.text(columns.what.0, 0, columns.what.1, "what", Role::Muted);
    row.beside(columns.cost.0, 0, columns.cost.1, "cost", Role::Muted, Side::Right);
    let marked = app.past_year();
    for nth in 0..columns.count {
        let (x, at) = (columns.years + nth as u16 * columns.each, columns.first + nth);
        let role = if at == marked { Role::Accent } else { Role::Muted };
        let name = app.past_years()[at].to_string();
        row.beside(x, 0, columns.each - 2, &name, role, Side::Right);
    }
    if columns.first > 0 {
        row.symbol(columns.years.saturating_sub(1), 0, "◂", Role::Accent);
    }
    if columns.first + columns.count < app.past_years().len() {
        row.symbol(row.width().saturating_sub(1), 0, "▸", Role::Accent);
    }
}
