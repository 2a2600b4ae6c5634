//! The list at the left of the calendar: title, start, length, cost.

use crate::display::width;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::screens::hand::{place, place_of_stage};
use crate::tui::screens::marks::MARK;
use crate::units::Day;
use crate::views::roadmap::{Bar, Lane, Roadmap, Row};

/// How wide each column is; 0: it is not shown.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    code: u16,
    title: u16,
    start: u16,
    length: u16,
    cost: u16,
}

/// The columns for a width: title first, then cost, then code, then length and start.
pub fn columns(app: &App, rows: &Roadmap, cells: u16) -> Columns {
    let figures = app.figures();
    // A figure grows with its amount, so that the widest is the one furthest from nothing on either side.
    let (least, most) = rows.costs_between;
    let cost = width(&figures.short(least)).max(width(&figures.short(most))).max(3);
    let code = rows.longest_code.min(8);
    let (start, length) = if cells >= 40 { (6, 4) } else { (0, 0) };
    let code = if code > 0 && cells >= 26 { code as u16 + 1 } else { 0 };
    // In the least room the title stays: a figure without it says nothing, and the details have the figure.
    let cost = if cells >= 30 { cost as u16 } else { 0 };
    let title = cells.saturating_sub(2 + code + start + length + cost + 2);
    Columns { code, title, start, length, cost }
}

/// The names of the columns.
pub fn heading(app: &App, canvas: &mut Canvas, columns: &Columns) {
    canvas.fill(Role::Bar);
    let row = canvas.height().saturating_sub(1);
    canvas.text(2, row, columns.title + columns.code, "Initiative", Role::Bar);
    let mut x = 2 + columns.code + columns.title;
    if columns.start > 0 {
        canvas.beside(x, row, columns.start, "start", Role::Bar, Side::Right);
        x += columns.start;
        canvas.beside(x, row, columns.length, "for", Role::Bar, Side::Right);
        x += columns.length;
    }
    if columns.cost > 0 {
        canvas.beside(x, row, columns.cost + 1, &app.figures().unit_word(), Role::Bar, Side::Right);
    }
}

/// One row of the list.
pub fn row(app: &App, canvas: &mut Canvas, row: &Row, selected: bool, columns: &Columns) {
    match row {
        Row::Lane(lane) => lane_row(app, canvas, lane, selected, columns),
        Row::Bar(bar) => bar_row(app, canvas, bar, selected, columns),
    }
}

fn lane_row(app: &App, canvas: &mut Canvas, lane: &Lane, selected: bool, columns: &Columns) {
    let mark = if lane.folded { "▸" } else { "▾" };
    let place = place_of_stage(app, lane.id);
    match place {
        Some(role) => canvas.symbol(0, 0, "▸", role),
        None => canvas.symbol(0, 0, mark, if selected { Role::Accent } else { Role::Muted }),
    }
    let figures = app.figures();
    let room = columns.code + columns.title + columns.start + columns.length;
    let count = match lane.shown {
        Some(shown) => format!("{shown} of {} · ", lane.count),
        None if columns.start > 0 => format!("{} · ", lane.count),
        None => String::new(),
    };
    let title =
        if lane.stage.is_some() { format!("{} {}", lane.number, lane.title) } else { lane.title.to_owned() };
    let sum = if columns.cost > 0 {
        format!("{count}{}", figures.short(lane.cost))
    } else {
        count.trim_end_matches([' ', '·']).to_owned()
    };
    let cost = width(&sum) as u16;
    let all = canvas.width().saturating_sub(1);
    canvas.beside(0, 0, all, &sum, Role::Muted, Side::Right);
    let free = all.saturating_sub(cost + 1).saturating_sub(2).min(room + columns.cost);
    canvas.symbol(1, 0, " ", Role::Heading);
    canvas.text(2, 0, free, &title, place.unwrap_or(Role::Heading));
}

fn bar_row(app: &App, canvas: &mut Canvas, bar: &Bar, selected: bool, columns: &Columns) {
    if selected {
        canvas.symbol(0, 0, "▸", Role::Accent);
    }
    let marked = app.is_marked(bar.initiative);
    if marked {
        canvas.symbol(1, 0, MARK, Role::Accent);
    }
    let place = place(app, bar.id);
    if let Some(role) = place {
        canvas.symbol(0, 0, "▸", role);
    }
    let words = match (selected, bar.dropped) {
        _ if place.is_some() => place.unwrap_or(Role::Accent),
        (false, _) if marked => Role::Accent,
        (true, _) => Role::Heading,
        (false, true) => Role::Faint,
        (false, false) => Role::Text,
    };
    let quiet = if selected { Role::Text } else { Role::Muted };
    let mut x = 2;
    if columns.code > 0 {
        canvas.text(x, 0, columns.code - 1, bar.code.unwrap_or_default(), quiet);
        x += columns.code;
    }
    canvas.text(x, 0, columns.title.saturating_sub(1), bar.title, words);
    x += columns.title;
    let critical = bar.placed.is_some_and(|placed| placed.critical());
    if bar.dropped {
        // A word in the place of dates and money, which do not count.
        let room = columns.start + columns.length + columns.cost + 1;
        let word = if room < 9 { " out" } else { "left out" };
        let from = canvas.width().saturating_sub(room.max(5));
        canvas.beside(from, 0, room.max(4), word, quiet, Side::Right);
        return;
    }
    if columns.start > 0 {
        let start = bar.placed.map_or("—".to_owned(), |placed| month(placed.start));
        canvas.beside(
            x,
            0,
            columns.start,
            &start,
            if critical { Role::Critical } else { quiet },
            Side::Right,
        );
        x += columns.start;
        canvas.beside(x, 0, columns.length, &length(app, bar), quiet, Side::Right);
        x += columns.length;
    }
    if columns.cost == 0 {
        return;
    }
    let cost = if bar.cost.is_zero() { "·".to_owned() } else { app.figures().short(bar.cost) };
    canvas.beside(x, 0, columns.cost + 1, &cost, quiet, Side::Right);
}

/// A month as short as it can be read: `Apr27`.
pub fn month(day: Day) -> String {
    let words = day.month().words();
    format!("{}{}", &words[..3], &words[words.len() - 2..])
}

/// How long an initiative takes under the case, short.
fn length(app: &App, bar: &Bar) -> String {
    let analysis = app.analysis();
    let duration = analysis.plan.initiatives[bar.initiative.at()].duration;
    if duration.is_zero() { "◆".to_owned() } else { duration.stretched(analysis.factors.duration).short() }
}
