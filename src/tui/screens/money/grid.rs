//! Envelopes by year: headroom with its glyph, how much is used where there is room, and all years together.

use crate::analysis::Analysis;
use crate::display::width;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::layout;
use crate::tui::widgets::gauge::gauge;
use crate::units::{FinancialYear, Money};
use crate::views::money::{GridRow, available, grid, used};
use crate::views::standing;

/// The columns of the grid: cells of the names, of each year, of the total, and the years in sight.
struct Columns {
    name: u16,
    each: u16,
    first: usize,
    count: usize,
}

fn columns(app: &App, all: u16, year: usize) -> Columns {
    let years = app.analysis().money.years.len();
    let name = match all {
        0..70 => 16,
        70..100 => 22,
        100..140 => 28,
        140.. => 32,
    };
    let free = all.saturating_sub(name + 1);
    let each = (free / (years as u16 + 1)).clamp(9, 26);
    let count = usize::from((free / each).saturating_sub(1)).clamp(1, years);
    let name = all.saturating_sub((count as u16 + 1) * each + 1).min(name + 12);
    let first = layout::scrolled(0, year, count, years);
    Columns { name, each, first, count }
}

/// Draws the grid.
pub fn draw(app: &App, canvas: &mut Canvas, each: u16, row: usize, year: usize) {
    let all = canvas.width();
    let columns = columns(app, all, year);
    let grid = grid(app.analysis());
    canvas.part(0, 0, all, 1).fill(Role::Bar);
    let head = format!("{}, headroom", app.figures().unit_word());
    canvas.text(2, 0, columns.name.saturating_sub(2), &head, Role::Bar);
    for at in 0..columns.count {
        let x = columns.name + at as u16 * columns.each;
        let name = grid.years[columns.first + at].to_string();
        canvas.beside(x, 0, columns.each.saturating_sub(2), &name, Role::BarStrong, Side::Right);
    }
    let x = columns.name + columns.count as u16 * columns.each;
    let all_years = if columns.each > 11 { "all years" } else { "total" };
    canvas.beside(x, 0, columns.each.saturating_sub(2), all_years, Role::BarStrong, Side::Right);
    if columns.first > 0 {
        canvas.symbol(columns.name.saturating_sub(1), 0, "◂", Role::Accent);
    }
    if columns.first + columns.count < grid.years.len() {
        canvas.symbol(x, 0, "▸", Role::Accent);
    }
    let height = usize::from(canvas.height().saturating_sub(1) / each);
    let top = layout::scrolled(0, row, height, grid.rows.len());
    for (line, (at, of)) in grid.rows.iter().enumerate().skip(top).take(height).enumerate() {
        let y = 1 + line as u16 * each;
        envelope(app, &mut canvas.part(0, y, all, each), &columns, of, (at == row).then_some(year));
    }
}

/// One envelope; `cursor` is the year of the cursor when it stands here.
fn envelope(app: &App, canvas: &mut Canvas, columns: &Columns, of: &GridRow, cursor: Option<usize>) {
    let all = canvas.width();
    let words = if cursor.is_some() { Role::Heading } else { Role::Text };
    if cursor.is_some() {
        canvas.fill(Role::CursorRow);
        canvas.symbol(0, 0, "▸", Role::Accent);
    }
    let name = canvas.text(2, 0, columns.name.saturating_sub(4), of.title, words);
    if !of.confirmed {
        canvas.text(name, 0, 2, " ?", Role::Muted);
    }
    let other = app.other();
    if let Some(with) = app.comparing.as_ref().filter(|_| other.is_some() && canvas.height() > 1) {
        let note = format!("vs {}", app.other_name(with));
        canvas.text(2, 1, columns.name.saturating_sub(3), &note, Role::Muted);
    } else if canvas.height() > 1 {
        let note = if of.confirmed { of.pays.clone() } else { format!("{}; not confirmed", of.pays) };
        canvas.text(2, 1, columns.name.saturating_sub(3), &note, Role::Faint);
    }
    for at in 0..columns.count {
        let year = columns.first + at;
        let x = columns.name + at as u16 * columns.each;
        let cell = &of.cells[year];
        let mut place = canvas.part(x, 0, columns.each, all.min(canvas.height()));
        let on = cursor == Some(year);
        if on {
            let (cells, rows) = (place.width().saturating_sub(1), place.height());
            place.part(1, 0, cells, rows).fill(Role::CursorCell);
        }
        figure(
            app,
            &mut place,
            cell.headroom,
            cell.spend,
            available(cell),
            standing::of_state(cell.state),
            on,
        );
        if let Some(other) = &other {
            there(app, &mut place, other, (of.id, app.analysis().money.years[year]), cell.headroom, on);
        }
    }
    let x = columns.name + columns.count as u16 * columns.each;
    let total = &of.total;
    let available = total.headroom.map(|headroom| total.spend + headroom);
    let mut place = canvas.part(x, 0, columns.each, canvas.height());
    figure(app, &mut place, total.headroom, total.spend, available, standing::of_state(total.state), false);
}

/// Under a cell that of what it is compared with, with the difference where there is room.
fn there(
    app: &App,
    canvas: &mut Canvas,
    other: &Analysis,
    (envelope, year): (&str, FinancialYear),
    here: Option<Money>,
    on: bool,
) {
    if canvas.height() < 2 {
        return;
    }
    let (all, figures) = (canvas.width(), app.figures());
    let quiet = if on { Role::CursorCell } else { Role::Muted };
    let ids = app.ids_there();
    let before = ids.as_ref().and_then(|ids| ids.before("envelope", envelope));
    let at = other
        .plan
        .envelope(before.unwrap_or(envelope))
        .zip(other.money.years.iter().position(|it| *it == year));
    let Some(cell) = at.and_then(|(envelope, year)| other.money.cell(envelope, year)) else {
        canvas.beside(1, 1, all.saturating_sub(3), "not there", quiet, Side::Right);
        return;
    };
    let standing = standing::of_state(cell.state);
    let role = if on { Role::CursorCell } else { standing.role };
    let difference = here.zip(cell.headroom).map(|(here, there)| here - there).filter(|it| !it.is_zero());
    let said = difference.map_or_else(String::new, |it| format!("Δ {}", figures.short(it)));
    let fits = |text: &str, said: &str| {
        let blank = usize::from(!said.is_empty());
        width(text) + blank + width(said) + 3 <= usize::from(all)
    };
    // The difference first: for it the figure beside it is said in fewer digits.
    let text = match cell.headroom {
        Some(headroom) => {
            let exact = figures.table_signed(headroom);
            if fits(&exact, &said) { exact } else { figures.short(headroom) }
        }
        None => figures.table(cell.spend),
    };
    canvas.beside(1, 1, all.saturating_sub(3), &text, role, Side::Right);
    canvas.symbol(all.saturating_sub(1), 1, standing.glyph, role);
    if fits(&text, &said) {
        canvas.text(1, 1, all, &said, quiet);
    }
}

fn figure(
    app: &App,
    canvas: &mut Canvas,
    headroom: Option<Money>,
    spend: Money,
    available: Option<Money>,
    state: standing::Standing,
    on: bool,
) {
    let figures = app.figures();
    let all = canvas.width();
    let role = if on { Role::CursorCell } else { state.role };
    let quiet = if on { Role::CursorCell } else { Role::Muted };
    let text = match headroom {
        Some(headroom) => {
            let exact = figures.table_signed(headroom);
            if width(&exact) + 3 <= usize::from(all) { exact } else { figures.short(headroom) }
        }
        None if spend.is_zero() => "·".to_owned(),
        None => figures.table(spend),
    };
    canvas.beside(1, 0, all.saturating_sub(3), &text, role, Side::Right);
    canvas.symbol(all.saturating_sub(1), 0, state.glyph, role);
    let bar = all.saturating_sub(width(&text) as u16 + 4);
    if bar >= 4
        && let Some(used) = used(spend, available)
    {
        let cells = bar.min(7).saturating_sub(1);
        gauge(canvas, 1, 0, cells, used, if on { Role::CursorCell } else { state.role });
    }
    if canvas.height() > 1 && app.comparing.is_none() {
        let text = match available {
            Some(available) => format!("{} / {}", figures.short(spend), figures.short(available)),
            None => figures.short(spend),
        };
        canvas.beside(1, 1, all.saturating_sub(3), &text, quiet, Side::Right);
    }
}

/// The cell of the grid at a place in it.
pub fn cell_at(
    app: &App,
    all: u16,
    rows: u16,
    each: u16,
    (row, year): (usize, usize),
    (x, y): (u16, u16),
) -> Option<(String, usize)> {
    let columns = columns(app, all, year);
    let grid = grid(app.analysis());
    let height = usize::from(rows.saturating_sub(1) / each);
    let top = layout::scrolled(0, row, height, grid.rows.len());
    let line = usize::from(y.checked_sub(1)? / each);
    let of = grid.rows.get(top + line)?;
    let column = usize::from(x.saturating_sub(columns.name) / columns.each);
    let year = if x < columns.name || column >= columns.count { year } else { columns.first + column };
    Some((of.id.to_owned(), year))
}
