//! The fields of a form on the screen.

use super::lines::{FIELD, Line, Lines, is_long, text_lines};
use super::{Field, Form, InCell, row};
use crate::display::width;
use crate::theme::Role;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::overlays::field;
use crate::tui::screens::Caret;

/// Draws the lines of a form that are in sight; where the caret stands.
pub fn draw(canvas: &mut Canvas, form: &Form, lines: &Lines) -> Caret {
    let (all, label) = (canvas.width(), lines.label);
    let mut caret = None;
    for (y, line) in lines.all.iter().skip(lines.top).take(usize::from(canvas.height())).enumerate() {
        let y = y as u16;
        match line {
            Line::Heading(title, right) => heading(canvas, 0, y, title, right, Role::Accent),
            Line::Title(title, right) => heading(canvas, 2, y, title, right, Role::Muted),
            Line::Text(input, here) => {
                let cells = all.saturating_sub(label).min(FIELD);
                let found = field::draw(canvas, label, y, cells, input, Role::InputOn);
                caret = if *here { found } else { caret };
            }
            Line::About(from, text, role) => {
                canvas.text(*from, y, all.saturating_sub(*from), text, *role);
            }
            Line::Field(at) => {
                let found = one(canvas, y, &form.fields[*at], *at == form.at, label);
                caret = if *at == form.at { found } else { caret };
            }
            Line::Years(part) => {
                for (column, at) in part.clone().enumerate() {
                    let (x, cells) = lines.column(column);
                    let role = if at == form.at { Role::Heading } else { Role::Muted };
                    let year = form.fields[at].row.as_ref().map_or("", |row| &row.year);
                    canvas.beside(x, y, cells - 1, year, role, Side::Right);
                }
            }
            Line::Cells(part) => {
                let word = form.fields[part.start].row.as_ref().map_or("", |row| &row.word);
                let here = part.contains(&form.at);
                if here {
                    canvas.symbol(0, y, "▸", Role::Accent);
                }
                let role = if here { Role::Heading } else { Role::Muted };
                canvas.text(2, y, lines.grid.label - 2, word, role);
                for (column, at) in part.clone().enumerate() {
                    let (x, cells) = lines.column(column);
                    let found = cell(&mut canvas.part(x, y, cells, 1), form, at);
                    caret = found.or(caret);
                }
            }
            Line::Answer(part, answer) => {
                canvas.text(2, y, lines.grid.label - 2, answer.word, Role::Muted);
                for (column, figure) in part.clone().enumerate().map(|(column, at)| (column, at - part.start))
                {
                    if let Some((figure, role)) = &answer.figures[figure] {
                        let (x, cells) = lines.column(column);
                        canvas.beside(x, y, cells - 1, figure, *role, Side::Right);
                    }
                }
            }
        }
    }
    caret
}

fn heading(canvas: &mut Canvas, x: u16, y: u16, title: &str, right: &str, role: Role) {
    let all = canvas.width();
    let end = canvas.text(x, y, all.saturating_sub(x), title, role);
    if !right.is_empty() {
        canvas.beside(end + 2, y, all.saturating_sub(end + 2), right, Role::Muted, Side::Right);
    }
}

/// One cell of a row of years.
fn cell(canvas: &mut Canvas, form: &Form, at: usize) -> Caret {
    let (of, on) = (&form.fields[at], at == form.at);
    let role = match (of.complaint(), on) {
        (Some(_), _) => Role::InputBad,
        (None, true) => Role::InputOn,
        (None, false) => Role::Input,
    };
    if on && form.cell != InCell::At {
        return field::draw(canvas, 0, 0, canvas.width(), &of.input, role);
    }
    canvas.fill(role);
    let cells = canvas.width().saturating_sub(1);
    let text = row::shown(of);
    let ink = if of.touched() && of.complaint().is_none() && !on { Role::Unsaved } else { role };
    if text.is_empty() {
        canvas.beside(0, 0, cells, "·", Role::Faint, Side::Right);
    } else {
        canvas.beside(0, 0, cells, &text, ink, Side::Right);
    }
    on.then_some((canvas.area.x + cells, canvas.area.y))
}

/// A field with its label.
fn one(canvas: &mut Canvas, y: u16, of: &Field, on: bool, from: u16) -> Caret {
    let all = canvas.width();
    let label = if on { Role::Heading } else { Role::Muted };
    if on {
        canvas.symbol(0, y, "▸", Role::Accent);
    }
    canvas.text(2, y, from - 4, &of.label, label);
    if of.complaint().is_some() {
        canvas.symbol(from - 2, y, "×", Role::Over);
    }
    let room = all.saturating_sub(from);
    let long = on && !of.tall() && is_long(of.input.value(), room);
    let was = if of.touched() && !of.was.is_empty() && !long {
        format!("was {}", of.was.lines().next().unwrap_or_default())
    } else {
        String::new()
    };
    // What was there gets what the text that is typed leaves, with two cells of air.
    let text = (width(of.input.value().lines().next().unwrap_or_default()) as u16 + 2).min(room);
    let wanted = if was.is_empty() { 0 } else { width(&was) as u16 + 2 };
    // A few letters of a long one would say nothing.
    let left = room.saturating_sub(text);
    let beside = if left < wanted.min(10) { 0 } else { wanted.min(left) };
    let cells = room.saturating_sub(beside).min(FIELD);
    let role = match (of.complaint(), on) {
        (Some(_), _) => Role::InputBad,
        (None, true) => Role::InputOn,
        (None, false) => Role::Input,
    };
    // A field that is not typed in shows its beginning.
    let caret = if on {
        let lines = text_lines(of, room);
        let (first, here) = lines.first().expect("a text has a line");
        field::draw(canvas, from, y, cells, first, role).filter(|_| *here)
    } else {
        let mut line = canvas.part(from, y, cells, 1);
        line.fill(role);
        line.text(0, 0, cells, &summary(of.input.value()), role);
        None
    };
    if of.input.value().is_empty() && !of.empty.is_empty() && cells > 3 {
        canvas.text(from, y, cells, &of.empty, Role::Faint);
    }
    if beside > 2 {
        canvas.beside(from + cells + 2, y, room - cells - 2, &was, Role::Unsaved, Side::Left);
    }
    caret
}

/// The first line of a text, and how many more it has.
fn summary(text: &str) -> String {
    let mut lines = text.trim_end().lines();
    let first = lines.next().unwrap_or_default();
    match lines.count() {
        0 => first.to_owned(),
        1 => format!("{first} … and 1 more line"),
        more => format!("{first} … and {more} more lines"),
    }
}
