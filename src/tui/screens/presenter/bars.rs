//! Bars of a slide on a calendar: each under its title where there is room, else beside it.

use crate::display::width;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::layout::scrolled;
use crate::tui::widgets::bar::{Fill, bar};
use crate::units::{Day, Month};
use crate::views::scale::{TimeScale, Zoom};

/// A row with its bar.
pub struct Row {
    /// What it is called.
    pub title: String,
    /// From when up to when (exclusive); equal for a milestone; `None` when it has no dates.
    pub span: Option<(Day, Day)>,
    /// The look of its bar.
    pub fill: Fill,
    /// The point of its gate.
    pub gate: Option<Day>,
    /// Whether a breach would be cured without it.
    pub over: bool,
}

/// The calendar of some months in a width.
pub fn scale((begin, end): (Month, Month), width: u16) -> TimeScale {
    TimeScale::zoomed(Zoom::Fit, begin.first_day(), begin, end, width)
}

/// Cells of the titles beside the bars; 0 where each title has a line of its own.
pub fn beside(rows: &[Row], cells: u16, height: u16) -> u16 {
    if rows.len() * 2 <= usize::from(height) {
        return 0;
    }
    let longest = rows.iter().map(|row| width(&row.title)).max().unwrap_or(0) as u16;
    (longest + 5).min(cells * 3 / 5)
}

/// Draws the rows on a calendar that begins at `beside`.
pub fn draw(app: &App, canvas: &mut Canvas, rows: &[Row], marked: usize, beside: u16, scale: &TimeScale) {
    let (all, height) = (canvas.width(), canvas.height());
    // On a large screen rows have room to breathe, and bars are thicker.
    let step = if beside == 0 { (usize::from(height) / rows.len().max(1)).clamp(2, 4) } else { 1 };
    let thick = if step == 4 { 2 } else { 1 };
    let room = usize::from(height) / step;
    let top = scrolled(0, marked, room, rows.len());
    let drawn = (rows.len().saturating_sub(top).min(room) * step) as u16;
    let calendar = all.saturating_sub(beside);
    lines(app, &mut canvas.part(beside, 0, calendar, drawn), scale);
    for (line, (at, row)) in rows.iter().enumerate().skip(top).take(room).enumerate() {
        let y = (line * step) as u16;
        let from = row.span.and_then(|(from, _)| u16::try_from(scale.cell(from)).ok()).unwrap_or(0);
        let role = if at == marked { Role::Accent } else { Role::Heading };
        let title = if row.over { format!("‼ {}", row.title) } else { row.title.clone() };
        if beside == 0 {
            let cells = width(&title) as u16 + 2;
            let x = from.saturating_add(2).min(all.saturating_sub(cells).saturating_add(2)).max(2) - 2;
            mark(canvas, x, y, at == marked);
            canvas.text(x + 2, y, all.saturating_sub(x + 2), &title, role);
        } else {
            if at == marked {
                canvas.part(0, y, all, 1).fill(Role::CursorRow);
            }
            mark(canvas, 0, y, at == marked);
            canvas.text(2, y, beside.saturating_sub(3), &title, role);
        }
        for nth in 0..thick {
            let below = u16::from(beside == 0) + nth;
            draw_bar(&mut canvas.part(beside, y + below, calendar, 1), row, scale, nth == 0);
        }
    }
    if top + room < rows.len() {
        canvas.text(all.saturating_sub(1), height.saturating_sub(1), 1, "▾", Role::Faint);
    }
}

fn mark(canvas: &mut Canvas, x: u16, y: u16, on: bool) {
    canvas.text(x, y, 2, if on { "▸ " } else { "  " }, Role::Accent);
}

/// One line of a bar; its marks stand in the first.
fn draw_bar(canvas: &mut Canvas, row: &Row, scale: &TimeScale, first: bool) {
    match row.span {
        Some((from, to)) if from == to => {
            if let Some(x) = scale.visible(from).filter(|_| first) {
                canvas.symbol(x, 0, "◆", row.fill.role);
            }
        }
        Some((from, to)) => bar(canvas, 0, scale.eighths(from), scale.eighths(to), row.fill),
        None if first => {
            canvas.text(0, 0, canvas.width(), "no dates", Role::Faint);
        }
        None => {}
    }
    if let Some(x) = row.gate.filter(|_| first).and_then(|gate| scale.visible(gate.previous())) {
        canvas.symbol(x, 0, "◆", Role::Gate);
    }
}

/// The turns of the years, and today.
fn lines(app: &App, canvas: &mut Canvas, scale: &TimeScale) {
    for (_, from, _) in scale.years(app.analysis().plan.year_start) {
        for y in (0..canvas.height()).filter(|_| from > 0) {
            canvas.symbol(from, y, "╎", Role::YearLine);
        }
    }
    if let Some(today) = scale.visible(app.today) {
        for y in 0..canvas.height() {
            canvas.symbol(today, y, "┃", Role::Today);
        }
    }
}
