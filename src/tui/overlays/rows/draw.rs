//! The preview of what was pasted.

use super::{Filled, Mark, Rows};
use crate::display::width;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::overlays::boxed;
use crate::tui::screens::Caret;

/// Cells for the marks and the numbers of rows.
const EDGE: u16 = 9;
/// Cells between columns.
const GAP: u16 = 2;
/// As wide as a column grows.
const MOST: usize = 26;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas, rows: &Rows) -> Caret {
    let (cells, height) = (canvas.width(), canvas.height());
    let lines = rows.len();
    let title = match &rows.block {
        Some(block) => format!("Paste into {} columns", block.columns.len()),
        None => format!(
            "Paste {lines} row{}, parted by {}",
            if lines == 1 { "" } else { "s" },
            rows.sheet.parted_by
        ),
    };
    let mut inner = boxed(canvas, cells, height, &title);
    let all = inner.width();
    summary(app, &mut inner, rows);
    let columns = columns(rows, all);
    heading(&mut inner.part(0, 3, all, 2), rows, &columns);
    let room = inner.height().saturating_sub(8);
    let top = layout::scrolled(
        rows.at.saturating_sub(usize::from(room) / 2),
        rows.at,
        usize::from(room),
        rows.len(),
    );
    for (y, row) in (top..rows.len()).take(usize::from(room)).enumerate() {
        one(&mut inner.part(0, 5 + y as u16, all, 1), rows, row, &columns);
    }
    let foot = inner.height().saturating_sub(2);
    let below = rows.len().saturating_sub(top + usize::from(room));
    let more = if below > 0 { format!("{below} more ▾") } else { String::new() };
    inner.part(0, foot.saturating_sub(1), all, 1).rule(0, &[("", Role::Muted)], &more);
    about(&mut inner.part(0, foot, all, 2), rows);
    None
}

/// What would come of it, and what else is to be known.
fn summary(app: &App, canvas: &mut Canvas, rows: &Rows) {
    let all = canvas.width();
    let many =
        |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let mut said: Vec<(String, Role)> = Vec::new();
    let mut also: Vec<String> = Vec::new();
    if let Some(block) = &rows.block {
        let (changed, faulty) = block.count();
        said.push((format!("{} will change", many(changed, "cell", "cells")), Role::Heading));
        if faulty > 0 {
            said.push((
                format!(" · {} cannot take what was pasted", many(faulty, "cell", "cells")),
                Role::Over,
            ));
        }
        let (rows, columns) = block.beyond;
        if rows > 0 {
            also.push(format!("{} below the last row find no cell", many(rows, "row", "rows")));
        }
        if columns > 0 {
            also.push(format!("{} beyond the last one find no cell", many(columns, "column", "columns")));
        }
        also.push(app.keys.after("", Command::RowsBlock, "makes new initiatives instead"));
    } else {
        let (taken, faults) = (rows.reading.taken(), rows.reading.faults());
        let out = rows.reading.rows.len() - taken;
        said.push((format!("{} will be added", many(taken, "initiative", "initiatives")), Role::Heading));
        if out > 0 {
            said.push((format!(" · {} left out", many(out, "row", "rows")), Role::Tight));
        }
        if faults > 0 {
            said.push((format!(" · {} cannot be read", many(faults, "cell", "cells")), Role::Over));
        }
        if rows.reading.rows.iter().any(|row| row.repeats.is_some()) {
            let word = if rows.options.take_repeats { "leaves out" } else { "takes" };
            also.push(app.keys.after(
                "",
                Command::RowsRepeats,
                &format!("{word} what repeats a title or id"),
            ));
        }
        if !rows.reading.stages.is_empty() {
            let stages = rows.reading.stages.join(", ");
            let word = if rows.options.create_stages { "leaves them out" } else { "creates them" };
            let key = app.keys.after(" (", Command::RowsStages, word);
            let end = if key.is_empty() { "" } else { ")" };
            also.insert(0, format!("new stages: {stages}{key}{end}"));
        }
    }
    let pieces: Vec<(&str, Role)> = said.iter().map(|(text, role)| (text.as_str(), *role)).collect();
    canvas.pieces(0, 0, all, &pieces);
    canvas.text(0, 1, all, &also.join(" · "), Role::Muted);
}

/// What stands above a column: what it is taken for, and its own heading.
fn names(rows: &Rows, column: usize) -> (String, String) {
    if let Some(block) = &rows.block {
        return (block.columns[column].name().to_owned(), String::new());
    }
    let of = &rows.columns[column];
    (of.meaning.name(), if rows.options.headed { of.heading.clone() } else { String::new() })
}

fn cell(rows: &Rows, row: usize, column: usize) -> &str {
    match &rows.block {
        Some(block) => &block.rows[row].cells[column].0,
        None => &rows.sheet.rows[rows.reading.rows[row].at][column],
    }
}

/// The columns in sight with their first cell and their cells: as many as fit, that of the cursor among them.
fn columns(rows: &Rows, all: u16) -> Vec<(usize, u16, u16)> {
    let wants = |column: usize| -> u16 {
        let (meaning, heading) = names(rows, column);
        let texts = (0..rows.len().min(200)).map(|row| width(cell(rows, row, column)));
        texts.chain([width(&meaning), width(&heading)]).max().unwrap_or(0).clamp(4, MOST) as u16
    };
    let room = all.saturating_sub(EDGE);
    let widths: Vec<u16> = (0..rows.width()).map(wants).collect();
    let taken = |from: usize, to: usize| widths[from..=to].iter().map(|cells| cells + GAP).sum::<u16>();
    let mut from = 0;
    while from < rows.column && taken(from, rows.column) > room + GAP {
        from += 1;
    }
    let mut x = EDGE;
    let mut placed = Vec::new();
    for (column, cells) in widths.iter().enumerate().skip(from) {
        // Of the last one so much is shown that it says something.
        if x + (*cells).min(8) > all && column != rows.column {
            break;
        }
        placed.push((column, x, (*cells).min(all - x)));
        x += cells + GAP;
    }
    placed
}

fn side(rows: &Rows, column: usize) -> Side {
    let figures = match &rows.block {
        Some(block) => block.columns[column].of_figures(),
        None => rows.columns[column].meaning.of_figures(),
    };
    if figures { Side::Right } else { Side::Left }
}

fn heading(canvas: &mut Canvas, rows: &Rows, columns: &[(usize, u16, u16)]) {
    let all = canvas.width();
    canvas.part(0, 0, all, 1).fill(Role::Bar);
    for (column, x, cells) in columns {
        let (meaning, heading) = names(rows, *column);
        let here = rows.column == *column;
        if here {
            canvas.part(x.saturating_sub(1), 0, cells + 2, 1).fill(Role::CursorCell);
        }
        let ignored =
            rows.block.is_none() && rows.columns[*column].meaning == crate::import::Meaning::Ignored;
        let role = match (here, ignored) {
            (true, _) => Role::CursorCell,
            (false, true) => Role::Bar,
            (false, false) => Role::BarStrong,
        };
        canvas.beside(*x, 0, *cells, &meaning, role, side(rows, *column));
        canvas.beside(*x, 1, *cells, &heading.replace('\n', " "), Role::Faint, side(rows, *column));
    }
    if columns.first().is_some_and(|(first, ..)| *first > 0) {
        canvas.symbol(EDGE - 1, 0, "◂", Role::Accent);
    }
    if columns.last().is_some_and(|(last, ..)| last + 1 < rows.width()) {
        canvas.symbol(all.saturating_sub(1), 0, "▸", Role::Accent);
    }
}

fn one(canvas: &mut Canvas, rows: &Rows, row: usize, columns: &[(usize, u16, u16)]) {
    let here = rows.at == row;
    if here {
        canvas.fill(Role::CursorRow);
        canvas.symbol(0, 0, "▸", Role::Accent);
    }
    let mark = rows.mark(row);
    let (sign, role) = match mark {
        Mark::Good => (" ", Role::Muted),
        Mark::Noted => ("?", Role::Tight),
        Mark::Faulty => ("×", Role::Over),
        Mark::Repeats => ("=", Role::Tight),
        Mark::Out => ("⊘", Role::Over),
    };
    canvas.symbol(2, 0, sign, role);
    let number = match &rows.block {
        Some(_) => row + 1,
        None => rows.reading.rows[row].at + 1,
    };
    canvas.beside(3, 0, 5, &number.to_string(), Role::Faint, Side::Right);
    for (column, x, cells) in columns {
        let said = rows.said(row, *column);
        let ignored =
            rows.block.is_none() && rows.columns[*column].meaning == crate::import::Meaning::Ignored;
        let changed =
            rows.block.as_ref().is_none_or(|it| matches!(it.rows[row].cells[*column].1, Filled::Changed(_)));
        let role = match (said, mark) {
            (Some((_, true)), _) => Role::Over,
            (Some((_, false)), _) => Role::Tight,
            (None, Mark::Repeats | Mark::Out) => Role::Faint,
            (None, Mark::Good | Mark::Noted | Mark::Faulty) if ignored || !changed => Role::Faint,
            (None, Mark::Good | Mark::Noted | Mark::Faulty) => Role::Text,
        };
        let text = cell(rows, row, *column).replace('\n', " ");
        if here && rows.column == *column {
            canvas.part(x.saturating_sub(1), 0, cells + 2, 1).fill(Role::CursorCell);
        }
        let text = if said.is_some_and(|(_, fault)| fault) { format!("×{text}") } else { text };
        canvas.beside(*x, 0, *cells, &text, role, side(rows, *column));
    }
}

/// What is to be said of the cell of the cursor, else of its row, else of its column.
fn about(canvas: &mut Canvas, rows: &Rows) {
    let all = canvas.width();
    let (name, _) = names(rows, rows.column);
    let (text, role) = match rows.said(rows.at, rows.column) {
        Some((what, true)) => (what.to_owned(), Role::Over),
        Some((what, false)) => (what.to_owned(), Role::Tight),
        None => row_words(rows),
    };
    let x = canvas.pieces(0, 0, all, &[(&name, Role::Accent), ("  ", Role::Text)]);
    for (y, line) in
        crate::display::wrap(&text, usize::from(all.saturating_sub(x))).iter().take(2).enumerate()
    {
        canvas.text(x, y as u16, all.saturating_sub(x), line, role);
    }
}

fn row_words(rows: &Rows) -> (String, Role) {
    if let Some(block) = &rows.block {
        return (block.rows.get(rows.at).map(|row| row.title.clone()).unwrap_or_default(), Role::Muted);
    }
    let Some(row) = rows.reading.rows.get(rows.at) else { return (String::new(), Role::Muted) };
    if let Some(other) = &row.repeats {
        let out = if row.taken { "taken under another id" } else { "left out" };
        return (format!("repeats {other}, {out}"), Role::Tight);
    }
    if let Some(fault) = row.faults.first().or(row.notes.first()) {
        let column = rows.columns[fault.column].meaning.name();
        return (format!("in this row, {column}: {}", fault.what), Role::Muted);
    }
    let column = &rows.columns[rows.column];
    let text = match column.factor {
        1 => String::new(),
        factor => format!("{}: figures without a unit count {factor} times", column.heading),
    };
    (text, Role::Muted)
}
