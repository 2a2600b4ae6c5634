//! The axis: financial years, quarters or months below them, today; nearest by months, and the Mondays below them.

use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::views::scale::TimeScale;

/// Draws the axis; its second row, where there is one, has the quarters or months.
pub fn draw(app: &App, canvas: &mut Canvas, scale: &TimeScale) {
    canvas.fill(Role::Bar);
    if scale.by_days() {
        return by_days(app, canvas, scale);
    }
    let starts = app.analysis().plan.year_start;
    // In one row a name makes way for the mark of today.
    let one_row = canvas.height() == 1;
    let today = scale.visible(app.today).filter(|_| one_row);
    if one_row {
        // First, so that a name for which there is no other place covers the mark: the line below says it as well.
        mark_today(app, canvas, scale);
    }
    let years = scale.years(starts);
    // All names are long, or all are short: by the narrowest year that is wholly in sight.
    let last = years.len().saturating_sub(1);
    let whole = years.iter().enumerate().filter(|(at, _)| last < 2 || (*at > 0 && *at < last));
    let narrowest = whole.map(|(_, (_, from, to))| to - from).min().unwrap_or(0);
    for (year, from, to) in years {
        let long = year.to_string();
        let name = if usize::from(narrowest) > long.len() { &long[..] } else { &long[2..] };
        let begin = from + u16::from(from > 0);
        let cells = to.saturating_sub(begin);
        if usize::from(cells) >= name.len() {
            let x = clear(begin, cells, name.len() as u16, today);
            canvas.beside(x, 0, name.len() as u16, name, Role::BarStrong, Side::Left);
        }
        if from > 0 {
            canvas.symbol(from, 0, "╎", Role::Border);
        }
        if canvas.height() > 1 {
            below(canvas, scale, year.first_month());
        }
    }
    if !one_row {
        mark_today(app, canvas, scale);
    }
}

/// Months with their years, and below them the days of the Mondays; in one row the days stand between the months.
fn by_days(app: &App, canvas: &mut Canvas, scale: &TimeScale) {
    let row = canvas.height().saturating_sub(1);
    let mut named = Vec::new();
    for (month, from, to) in scale.month_spans() {
        let begin = from + u16::from(from > 0);
        let cells = usize::from(to.saturating_sub(begin));
        let long = month.words();
        let name = if cells > long.len() { &long[..] } else { &long[..3] };
        if cells >= name.len() {
            canvas.text(begin, 0, name.len() as u16, name, Role::BarStrong);
            named.push(from..begin + name.len() as u16 + 1);
        }
        if from > 0 {
            canvas.symbol(from, 0, "╎", Role::Border);
        }
    }
    for cell in 0..canvas.width().saturating_sub(1) {
        let day = scale.day_at(i64::from(cell));
        let free = row > 0 || !named.iter().any(|name| name.contains(&cell) || name.contains(&(cell + 1)));
        if day.weekday() == 0 && free {
            canvas.text(cell, row, 2, &day.civil().2.to_string(), Role::Bar);
        }
    }
    mark_today(app, canvas, scale);
}

/// Where a name stands in its year: in the middle, unless it would cover a cell that must be seen.
fn clear(from: u16, cells: u16, name: u16, seen: Option<u16>) -> u16 {
    let middle = from + (cells - name) / 2;
    match seen {
        Some(seen) if (middle..middle + name).contains(&seen) => {
            if seen + 1 + name <= from + cells {
                seen + 1
            } else if from + name <= seen {
                seen - name
            } else {
                middle
            }
        }
        Some(_) | None => middle,
    }
}

/// Months, quarters or every other quarter of one year, whichever can be read: labels with at least two cells between
/// them, so that a cell more or less does not make them look uneven.
fn below(canvas: &mut Canvas, scale: &TimeScale, first: crate::units::Month) {
    let step: u32 = match (scale.cells_in(1), scale.cells_in(3), scale.cells_in(6)) {
        (4.., _, _) => 1,
        (_, 4.., _) => 3,
        (_, _, 4..) => 6,
        (_, _, _) => return,
    };
    for at in (0..12).step_by(step as usize) {
        let month = first.plus(at);
        let Some(x) = scale.visible(month.first_day()) else { continue };
        let name = if step == 1 { month.words()[..3].to_owned() } else { format!("Q{}", at / 3 + 1) };
        if usize::from(canvas.width() - x) >= name.len() {
            canvas.text(x, 1, scale.cells_in(step), &name, Role::Bar);
        }
    }
}

/// Today: an arrow, or at which edge it lies.
fn mark_today(app: &App, canvas: &mut Canvas, scale: &TimeScale) {
    let row = canvas.height().saturating_sub(1);
    let width = canvas.width();
    match scale.cell(app.today) {
        cell if cell < 0 => canvas.symbol(0, 0, "◂", Role::Today),
        cell if cell >= i64::from(width) => canvas.symbol(width.saturating_sub(1), 0, "▸", Role::Today),
        cell => canvas.symbol(cell as u16, row, "▼", Role::Today),
    }
}
