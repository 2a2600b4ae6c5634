//! The roadmap: lanes and bars on a calendar, the money under them on the same axis, the details of the selection.
//!
//! ```text
//!  Initiative            start   for    £k │      2027/28     ╎     2028/29
//!  ▾ 1 Existing technology         8   665 │━━━━━━━━━━━━━━◆ G1
//!    S1-01 Baseline review Apr27   3m   45 │████
//! ── Prudential borrowing ─────────────────┼────────────────────────────────
//!                                          │     ▂▄▆█╌╌╌╌╌╌  ▁▃▅▇█╌╌╌╌╌╌╌
//! ── S2-05 Cloud telephony ────────────────┴────────────────────────────────
//! ```

mod axis;
mod calendar;
mod detail;
mod list;
mod strip;

pub use axis::draw as axis;
pub use strip::chart;

pub use detail::{Line as DetailLine, THERE, initiative as initiative_lines, span_words, tall as tall_lines};
pub use list::month;

use crate::plan::Status;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::screens::hand::place_line;
use crate::tui::screens::part;
use crate::tui::widgets::bar::Fill;
use crate::views::roadmap::{Bar, Row};
use crate::views::scale::TimeScale;

/// The time axis of the roadmap in a width.
pub fn scale(app: &App, width: u16) -> TimeScale {
    let (begin, end) = app.span();
    TimeScale::zoomed(app.roadmap.zoom, app.roadmap.first, begin, end, width)
}

/// Draws the roadmap.
pub fn draw(app: &App, canvas: &mut Canvas) {
    let envelope = app.strip_envelope();
    let parts = layout::roadmap(canvas.area, envelope.is_some(), app.splits);
    let scale = scale(app, parts.calendar);
    let rows = app.rows();
    let cursor = app.cursor_row(&rows);
    let height = usize::from(parts.rows.height);
    let top = layout::scrolled(app.roadmap.top, cursor, height, rows.len());
    let list_width = parts.list;
    let calendar_x = parts.list + 1;

    let columns = list::columns(app, &rows, list_width);
    list::heading(app, &mut canvas.part(0, 0, list_width, parts.axis), &columns);
    axis::draw(app, &mut canvas.part(calendar_x, 0, parts.calendar, parts.axis), &scale);
    let above = parts.rows.y - canvas.area.y;
    let in_sight: Vec<(usize, Row)> =
        (top..rows.len()).take(height).filter_map(|at| Some((at, rows.row(app.analysis(), at)?))).collect();
    for (line, (at, row)) in in_sight.iter().enumerate() {
        let y = above + line as u16;
        let mut whole = canvas.part(0, y, parts.rows.width, 1);
        match (*at == cursor, row) {
            (true, _) => whole.fill(Role::CursorRow),
            (false, Row::Lane(_)) => whole.fill(Role::Lane),
            (false, Row::Bar(_)) => {}
        }
        list::row(app, &mut canvas.part(0, y, list_width, 1), row, *at == cursor, &columns);
    }
    let mut list = canvas.part(0, above, parts.rows.width, parts.rows.height);
    place_line(app, &mut list, top as i64, |at| Some(rows.row_of(at)));
    let mut calendar = canvas.part(calendar_x, above, parts.calendar, parts.rows.height);
    calendar::draw(app, &mut calendar, &scale, &rows, &in_sight, cursor);
    if calendar_x > 0 && parts.calendar > 0 {
        for y in 0..above + parts.rows.height {
            canvas.symbol(list_width, y, "│", Role::Border);
        }
    }
    if let Some(envelope) = envelope
        && parts.strip.height > 0
    {
        strip::draw(app, &mut part(canvas, parts.strip), &parts, &scale, envelope);
    }
    if parts.detail.height > 0 && parts.detail.width > 0 {
        detail::draw(app, &mut part(canvas, parts.detail), parts.beside);
    }
    more_below(canvas, &parts, rows.len(), top);
    if app.analysis().plan.initiatives.is_empty() {
        let free = parts.rows.height.saturating_sub(rows.len() as u16 + 1);
        begin(app, &mut canvas.part(0, above + parts.rows.height - free, parts.rows.width, free));
    }
}

/// Says how a plan without initiatives is begun.
fn begin(app: &App, canvas: &mut Canvas) {
    let steps = [
        (Command::New, "adds an initiative, in one line: Booking system 6m 120k capital 24k/y"),
        (Command::Items, "adds stages, envelopes and everything else"),
        (Command::EditPlan, "gives the plan its title and its dates"),
        (Command::Help, "lists every key"),
    ];
    let all = canvas.width();
    canvas.text(2, 0, all, "Nothing is planned yet.", Role::Heading);
    let steps = steps.into_iter().filter(|(command, _)| !app.keys.of(*command).is_empty());
    for (y, (command, does)) in (2..).zip(steps) {
        if y < canvas.height() {
            canvas.text(2, y, 5, &app.keys.first(command), Role::HintKey);
            canvas.text(8, y, all.saturating_sub(9), does, Role::Text);
        }
    }
}

/// Says how much is out of sight, on the rule below the rows.
fn more_below(canvas: &mut Canvas, parts: &layout::RoadmapLayout, rows: usize, top: usize) {
    let below = rows.saturating_sub(top + usize::from(parts.rows.height));
    if parts.strip.height == 0 || (below == 0 && top == 0) {
        return;
    }
    let texts = match (top, below) {
        (0, below) => [format!("{below} more ▾"), format!("{below} ▾")],
        (above, 0) => [format!("▴ {above} above"), format!("▴ {above}")],
        (above, below) => [format!("▴ {above} above, {below} more ▾"), format!("▴ {above}  {below} ▾")],
    };
    let mut rule = part(canvas, parts.strip);
    let width = rule.width();
    // On the bare rule only: the name and the state of the envelope stand whole.
    let bare = (0..width).rev().take_while(|x| matches!(rule.at(*x, 0), Some("─" | "┼"))).count() as u16;
    for text in texts {
        let taken = crate::display::width(&text) as u16 + 3;
        if taken <= bare {
            rule.text(width - taken, 0, taken - 1, &format!(" {text} "), Role::Muted);
            return;
        }
    }
}

/// What the bar of an initiative is made of.
/// The look of the bar of an initiative.
pub fn fill(bar: &Bar, shade: bool) -> Fill {
    match (bar.status, bar.placed) {
        (Status::Idea, _) => Fill { role: Role::Idea, pattern: "░", shade: false },
        (_, Some(placed)) if placed.critical() && bar.status != Status::Done => {
            Fill { role: Role::Critical, pattern: "█", shade }
        }
        (_, _) => Fill { role: Role::stage(bar.lane - 1), pattern: "▒", shade },
    }
}
