//! The table of initiatives. Only the cells in sight are made.
//!
//! ```text
//!    title ▴             stage           status    start        capital £k
//!  ▸ Booking             Small steps     proposed  1 Oct 2027 [     30.0 ]
//!    3 initiatives                                                 390.0
//!    capital · 30_000 in the file: 120_000, 120k or 1.2m; empty takes it out
//! ```

mod apart;

use ratatui::layout::{Position, Rect};

use super::Caret;
use super::hand::place_line;
use super::marks::MARK;
use crate::display::{Align, width};
use crate::plan::{InitiativeIx, Status};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::overlays::field;
use crate::views::columns::Column;
use crate::views::table::{self, Amounts, Line, Sort, Table};

/// Cells before the first column.
const EDGE: u16 = 2;
/// Cells between columns.
const GAP: u16 = 2;
/// As wide as the first column grows, and while there is room left over by all.
const MOST: (u16, u16) = (44, 72);

/// How many lines of the table are in sight in an area.
pub const fn rows(area: Rect) -> u16 {
    area.height.saturating_sub(4)
}

/// The columns in sight with their first cell and their cells; the first one always is.
fn columns(app: &App, all: u16) -> Vec<(Column, u16, u16)> {
    let shown = &app.table.columns;
    let room = all.saturating_sub(EDGE + 1 + apart::cells(app, all));
    let wants = |column: &Column| app.table.cells(*column) + GAP;
    let at = app.table.at();
    let first = app.table.cells(shown[0]).min(room.saturating_sub(GAP) / 2 + 4);
    let beside = room.saturating_sub(first + GAP);
    // As few columns as must be left out so that the cursor's is in sight.
    let mut from = 1;
    while from < at && shown[from..=at].iter().map(wants).sum::<u16>() > beside + GAP {
        from += 1;
    }
    let mut left = beside + GAP;
    let mut seen = Vec::new();
    for column in shown.iter().skip(from) {
        let cells = if seen.is_empty() { wants(column).min(left) } else { wants(column) };
        if cells > left {
            break;
        }
        left -= cells;
        seen.push((*column, cells - GAP.min(cells)));
    }
    // One that was given a width keeps it; else it takes what is left, then those with words, then it again.
    let mut first = first;
    for most in [MOST.0, MOST.1] {
        if app.table.given(shown[0]).is_none() {
            let more = most.saturating_sub(first).min(left.saturating_sub(GAP));
            (first, left) = (first + more, left - more);
        }
        for (column, cells) in seen.iter_mut().filter(|(column, _)| app.table.given(*column).is_none()) {
            let more = column.most().saturating_sub(*cells).min(left.saturating_sub(GAP));
            (*cells, left) = (*cells + more, left - more);
        }
    }
    let first = first.min(room);
    let mut x = EDGE + first + GAP;
    let mut placed = vec![(shown[0], EDGE, first)];
    for (column, cells) in seen {
        placed.push((column, x, cells));
        x += cells + GAP;
    }
    placed
}

/// Draws the table; where the caret stands while a cell is typed in.
pub fn draw(app: &App, canvas: &mut Canvas) -> Caret {
    let (all, height) = (canvas.width(), canvas.height());
    let sheet = app.sheet();
    if sheet.lines.is_empty() {
        canvas.text(2, 1, all, "This plan has no initiative yet.", Role::Heading);
        let adds = app.keys.after("", Command::TableNew, "adds the first: Booking system 6m 120k capital");
        let pastes = app.keys.after("", Command::PasteRows, "takes rows out of a spreadsheet");
        canvas.text(2, 3, all.saturating_sub(3), &adds, Role::Muted);
        canvas.text(2, 4, all.saturating_sub(3), &pastes, Role::Muted);
        return None;
    }
    let columns = columns(app, all);
    heading(app, canvas, &columns, &apart::placed(app, all));
    let aparts = app.aparts();
    let selected = app.selected();
    let room = usize::from(rows(canvas.area));
    let line = selected.and_then(|at| sheet.line_of(at)).unwrap_or(0);
    let top = layout::scrolled(app.table.top, line, room, sheet.lines.len());
    let mut caret = None;
    for (y, line) in sheet.lines.iter().skip(top).take(room).enumerate() {
        let mut row = canvas.part(0, y as u16 + 1, all, 1);
        match line {
            Line::Group { title, count, sums } => {
                row.fill(Role::Lane);
                sums_row(app, &mut row, &columns, &format!("{title}  {count}"), sums, Role::Lane);
                if let Some(aparts) = &aparts {
                    apart::sums(app, &mut row, aparts, &sheet.members(top + y), Role::Lane);
                }
            }
            Line::Item(at) => {
                caret = caret.or(item(app, &mut row, &sheet, &columns, *at, selected == Some(*at)));
                if let Some(aparts) = &aparts {
                    apart::item(app, &mut row, aparts, *at, selected == Some(*at));
                }
            }
        }
    }
    place_line(app, canvas, top as i64 - 1, |at| sheet.line_of(at));
    let foot = height.saturating_sub(3);
    let beside = aparts.as_ref().map(|aparts| apart::words(app, aparts)).unwrap_or_default();
    canvas.part(0, foot, all, 1).rule(0, &[(&beside, Role::Muted)], &more(room, top, sheet.lines.len()));
    let mut row = canvas.part(0, foot + 1, all, 1);
    let out = app.analysis().plan.initiatives.len() - sheet.count;
    let apart = if out > 0 { format!(", {out} left out") } else { String::new() };
    let plural = if sheet.count == 1 { "" } else { "s" };
    let title = format!("{} initiative{plural}{apart} · {}", sheet.count, app.figures().unit_word());
    sums_row(app, &mut row, &columns, &title, &sheet.total, Role::Heading);
    if let Some(aparts) = &aparts {
        apart::sums(app, &mut row, aparts, &sheet.items().collect::<Vec<_>>(), Role::Heading);
    }
    about(app, &mut canvas.part(0, foot + 2, all, 1));
    caret
}

/// How many lines are out of sight.
fn more(room: usize, top: usize, lines: usize) -> String {
    match lines.saturating_sub(top + room) {
        0 if top == 0 => String::new(),
        0 => format!("{top} above ▴"),
        below => format!("{below} more ▾"),
    }
}

fn heading(app: &App, canvas: &mut Canvas, columns: &[(Column, u16, u16)], beside: &[(Column, u16, u16)]) {
    let all = canvas.width();
    canvas.part(0, 0, all, 1).fill(Role::Bar);
    for (column, x, cells) in columns.iter().chain(beside) {
        let mark = match app.table.sort {
            Some(Sort { by, down }) if by == *column => {
                if down {
                    " ▾"
                } else {
                    " ▴"
                }
            }
            Some(_) | None => "",
        };
        let role = if app.table_column() == *column { Role::BarStrong } else { Role::Bar };
        let name = format!("{}{mark}", column.name());
        canvas.beside(*x, 0, *cells, &name, role, side(*column));
    }
    let shown = &app.table.columns;
    if columns.get(1).is_some_and(|(second, ..)| shown.get(1) != Some(second)) {
        canvas.symbol(columns[1].1.saturating_sub(GAP), 0, "◂", Role::Accent);
    }
    if columns.last().map(|(last, ..)| last) != shown.last() {
        canvas.symbol(all.saturating_sub(1 + apart::cells(app, all)), 0, "▸", Role::Accent);
    }
}

const fn side(column: Column) -> Side {
    match column.align() {
        Align::Left => Side::Left,
        Align::Right => Side::Right,
    }
}

/// One initiative; where the caret stands when its cell is typed in.
fn item(
    app: &App,
    row: &mut Canvas,
    sheet: &Table,
    columns: &[(Column, u16, u16)],
    at: InitiativeIx,
    selected: bool,
) -> Caret {
    let analysis = app.analysis();
    let of = &analysis.plan.initiatives[at.at()];
    let figures = app.figures();
    if selected {
        row.fill(Role::CursorRow);
        row.symbol(0, 0, "▸", Role::Accent);
    }
    let marked = app.is_marked(at);
    let quiet = of.dropped || of.status == Status::Idea;
    let mut caret = None;
    for (nth, (column, x, cells)) in columns.iter().enumerate() {
        let on = selected && app.table_column() == *column;
        if let Some(edit) = app.table.edit.as_ref().filter(|_| on) {
            let look = match (&edit.wrong, edit.over) {
                (Some(_), _) => Role::InputBad,
                (None, true) => Role::CursorCell,
                (None, false) => Role::InputOn,
            };
            row.part(*x, 0, *cells, 1).fill(look);
            // A figure ends where its column ends; what is longer than its cell takes the room beside it.
            let typed = width(edit.input.value()) as u16 + 1;
            let (from, wanted) = match column.align() {
                Align::Right if typed <= *cells => (x + cells + 1 - typed, typed),
                Align::Left | Align::Right => {
                    let wanted = (typed + 1).max(*cells);
                    ((*x).min(row.width().saturating_sub(wanted)), wanted)
                }
            };
            caret = field::draw(row, from, 0, wanted, &edit.input, look);
            continue;
        }
        let text = table::cell(analysis, &figures, sheet, at, *column);
        let role = match (on, selected) {
            (true, _) => {
                row.part(x.saturating_sub(1), 0, cells + 2, 1).fill(Role::CursorCell);
                Role::CursorCell
            }
            (false, true) if nth == 0 => Role::Heading,
            (false, false) if nth == 0 && marked => Role::Accent,
            (false, _) => look(app, *column, at, quiet),
        };
        row.beside(*x, 0, *cells, &text, role, side(*column));
    }
    if marked {
        row.symbol(1, 0, MARK, Role::Accent);
    }
    caret
}

/// How a cell looks that the cursor is not on: what is computed is quieter than what is written, trouble is not.
fn look(app: &App, column: Column, at: InitiativeIx, quiet: bool) -> Role {
    let placed = app.analysis().schedule.placed(at);
    match column {
        _ if quiet => Role::Faint,
        Column::Slack if placed.is_some_and(|it| it.slack_days < 0) => Role::Over,
        Column::Slack if placed.is_some_and(crate::schedule::Placed::critical) => Role::Critical,
        Column::Net if app.sheet().amounts[at.at()].of_column(5).is_negative() => Role::Loss,
        Column::Title | Column::Capital | Column::OneOff | Column::Recurrent | Column::Cashable => Role::Text,
        Column::Id
        | Column::Code
        | Column::Stage
        | Column::Owner
        | Column::Sponsor
        | Column::Status
        | Column::Start
        | Column::Finish
        | Column::Duration
        | Column::NotBefore
        | Column::Deadline
        | Column::Slack
        | Column::After
        | Column::NonCashable
        | Column::Net
        | Column::FundedBy
        | Column::Tags
        | Column::StartThere
        | Column::StartApart
        | Column::FinishThere
        | Column::FinishApart
        | Column::CostThere
        | Column::CostApart
        | Column::RunningThere
        | Column::RunningApart => Role::Muted,
    }
}

/// The sums of several: their name over what says nothing, the figures in their columns.
fn sums_row(
    app: &App,
    row: &mut Canvas,
    columns: &[(Column, u16, u16)],
    title: &str,
    sums: &Amounts,
    role: Role,
) {
    let figures = app.figures();
    let sum = |column: &Column| table::sum(&figures, sums, *column);
    let end = columns.iter().find(|(column, ..)| sum(column).is_some());
    let room = end.map_or(row.width(), |(_, x, _)| x.saturating_sub(1));
    row.text(EDGE, 0, room.saturating_sub(EDGE), title, role);
    for (column, x, cells) in columns {
        if let Some(text) = sum(column) {
            row.beside(*x, 0, *cells, &text, role, Side::Right);
        }
    }
}

/// What the cell of the cursor is, and what it takes; while it is typed in, what is wrong with that.
fn about(app: &App, row: &mut Canvas) {
    let all = row.width();
    let column = app.table_column();
    let plan = &app.analysis().plan;
    let Some(at) = app.selected() else { return };
    let named = [(column.name(), Role::Accent), ("  ", Role::Text)];
    let x = row.pieces(EDGE, 0, all, &named);
    let room = all.saturating_sub(x + 1);
    let takes = table::takes(plan, column);
    let (text, role) = match &app.table.edit {
        Some(edit) => match &edit.wrong {
            Some(wrong) => (format!("✗ {wrong}"), Role::Over),
            None if takes.is_empty() => (column.doc().to_owned(), Role::Muted),
            None => (takes, Role::Muted),
        },
        None => match table::present(app.session.document(), plan, at, column) {
            Err(why) => (
                format!(
                    "{} Not typed here: {}; Enter opens the form",
                    column.doc(),
                    why.trim_start_matches(column.name()).trim_start_matches(" is not typed: ")
                ),
                Role::Muted,
            ),
            Ok(_) => (column.doc().to_owned(), Role::Muted),
        },
    };
    row.text(x, 0, room, &text, role);
}

/// How many cells a column has on the screen; `None` when it is out of sight.
pub fn column_cells(app: &App, area: Rect, column: Column) -> Option<u16> {
    columns(app, area.width).into_iter().find(|(it, ..)| *it == column).map(|(.., cells)| cells)
}

/// The line and the column at a place of the screen.
pub fn cell_at(app: &App, area: Rect, at: Position) -> Option<(usize, Option<Column>)> {
    let sheet = app.sheet();
    let line = usize::from(at.y.checked_sub(area.y + 1)?);
    let room = usize::from(rows(area));
    if line >= room {
        return None;
    }
    let selected = app.selected().and_then(|at| sheet.line_of(at)).unwrap_or(0);
    let top = layout::scrolled(app.table.top, selected, room, sheet.lines.len());
    let x = at.x - area.x;
    Some((top + line, column_at(app, area, x)))
}

/// The column whose heading is at a place of the screen.
pub fn heading_at(app: &App, area: Rect, at: Position) -> Option<Column> {
    let there = at.y == area.y && !app.sheet().lines.is_empty();
    column_at(app, area, at.x - area.x).filter(|_| there)
}

/// The column at a cell of a row; what differs stands over what was scrolled under it.
fn column_at(app: &App, area: Rect, x: u16) -> Option<Column> {
    let of = |columns: Vec<(Column, u16, u16)>| {
        let hit = columns.into_iter().find(|(_, from, cells)| (*from..from + cells + GAP).contains(&x));
        hit.map(|(column, ..)| column)
    };
    of(apart::placed(app, area.width)).or_else(|| of(columns(app, area.width)))
}
