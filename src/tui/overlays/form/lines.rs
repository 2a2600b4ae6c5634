//! What stands on which line of a form, from the form and a width alone: for drawing and for the mouse alike.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::row::{self, Answer, Grid};
use super::{Field, Form, pick};
use crate::analysis::Analysis;
use crate::display::{harmless, width, wrap};
use crate::theme::Role;
use crate::tui::layout;

/// Cells of the labels, at least; the longest has room as far as half the width allows.
const LABEL: u16 = 16;
/// Cells of a field, at most.
pub const FIELD: u16 = 60;
/// Lines that a field says of itself, at most.
const ABOUT: usize = 4;

/// One line of the fields.
pub enum Line {
    /// What the fields below stand under, and what stands at its right.
    Heading(String, String),
    /// What a row of years is called under a heading.
    Title(String, String),
    /// A field.
    Field(usize),
    /// A line below the first of a text of several, and whether the caret is in it.
    Text(Input, bool),
    /// What the field that is typed in says of itself, from this cell on.
    About(u16, String, Role),
    /// The years above a row.
    Years(Range<usize>),
    /// A row of years.
    Cells(Range<usize>),
    /// What the money says under a row: its word, and a figure for each of these fields.
    Answer(Range<usize>, Answer),
}

/// The lines of a form, and where they stand.
pub struct Lines {
    /// All of them.
    pub all: Vec<Line>,
    /// The first in sight.
    pub top: usize,
    /// Cells of the labels.
    pub label: u16,
    /// The columns of rows of years.
    pub grid: Grid,
}

/// The lines of a form in a space.
pub fn lines(form: &Form, analysis: &Analysis, all: u16, height: u16) -> Lines {
    let label = label_cells(form, all);
    let grid = row::grid(form, analysis, all);
    let mut lines = Vec::new();
    let mut section = "";
    let mut at = 0;
    while let Some(field) = form.fields.get(at) {
        let row = row::of(&form.fields, at);
        let begins = field.section != section;
        section = &field.section;
        if let Some(row) = row {
            let (title, right) = row_words(form, analysis, &row);
            if title.is_empty() {
                lines.push(Line::Heading(section.to_owned(), right));
            } else {
                if begins {
                    lines.push(Line::Heading(section.to_owned(), String::new()));
                }
                lines.push(Line::Title(title, right));
            }
            block(&mut lines, form, analysis, &row, grid, all);
            at = row.end;
        } else {
            if begins {
                lines.push(Line::Heading(section.to_owned(), String::new()));
            }
            lines.push(Line::Field(at));
            if at == form.at {
                let below = text_lines(field, all.saturating_sub(label)).into_iter().skip(1);
                lines.extend(below.map(|(input, here)| Line::Text(input, here)));
                if form.pick.is_none() {
                    about(&mut lines, field, label, all);
                }
            }
            at += 1;
        }
    }
    let top = top(&lines, form, height);
    Lines { all: lines, top, label, grid }
}

/// What a row of years is called where its section does not say it, and its sum with who pays.
fn row_words(form: &Form, analysis: &Analysis, row: &Range<usize>) -> (String, String) {
    let Some(stands) = form.fields.get(row.start).and_then(|field| field.row.as_ref()) else {
        return Default::default();
    };
    let sum = row::sum(&form.fields[row.clone()]).map(|sum| format!("sum {sum}"));
    let paid = row::paid_by(analysis, &stands.at).map(|title| format!("from {title}"));
    (stands.title.clone(), [sum, paid].into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// A row of years in as many lines as it needs.
fn block(lines: &mut Vec<Line>, form: &Form, analysis: &Analysis, row: &Range<usize>, grid: Grid, all: u16) {
    let answers = row::answers(form, analysis, row);
    let mut from = row.start;
    while from < row.end {
        let part = from..(from + grid.columns).min(row.end);
        lines.push(Line::Years(part.clone()));
        lines.push(Line::Cells(part.clone()));
        for answer in &answers {
            let figures = answer.figures[part.start - row.start..part.end - row.start].to_vec();
            if figures.iter().any(Option::is_some) {
                lines.push(Line::Answer(part.clone(), Answer { word: answer.word, figures }));
            }
        }
        if part.contains(&form.at) {
            about(lines, &form.fields[form.at], 2, all);
        }
        from = part.end;
    }
}

/// What a field says of itself.
fn about(lines: &mut Vec<Line>, field: &Field, label: u16, all: u16) {
    let (text, role) = match field.complaint() {
        Some(wrong) => (wrong.to_owned(), Role::Over),
        None => (field.about(), Role::Muted),
    };
    if text.is_empty() {
        return;
    }
    // Where the labels leave little, it begins under them.
    let from = label.min(all.saturating_sub(34)).max(2);
    let about = wrap(&harmless(&text), usize::from(all.saturating_sub(from)));
    lines.extend(about.into_iter().take(ABOUT).map(|line| Line::About(from, line, role)));
}

/// The first line in sight, so that the field that is typed in is, with what it says.
fn top(lines: &[Line], form: &Form, height: u16) -> usize {
    let here = |line: &Line| match line {
        Line::Field(at) => *at == form.at,
        Line::Cells(part) => part.contains(&form.at),
        Line::Heading(..)
        | Line::Title(..)
        | Line::Text(..)
        | Line::About(..)
        | Line::Years(_)
        | Line::Answer(..) => false,
    };
    let first = lines.iter().position(here).unwrap_or(0);
    let last = lines.iter().rposition(|line| matches!(line, Line::About(..))).unwrap_or(first).max(first);
    let height = usize::from(height);
    // A text of more lines than there is room for is followed by its caret.
    let caret = lines.iter().position(|line| matches!(line, Line::Text(_, true)));
    let on = if last - first < height { last } else { caret.unwrap_or(first) };
    let top = layout::scrolled(on.saturating_sub(height / 2), on, height, lines.len());
    // What is offered under the field gets the room that it needs, as far as there is.
    let offered = form.pick.as_deref().map_or(0, |pick| usize::from(pick::size(pick, u16::MAX).1));
    if offered > 0 { top.max((first + 1 + offered).saturating_sub(height)).min(first) } else { top }
}

fn label_cells(form: &Form, all: u16) -> u16 {
    let alone = form.fields.iter().filter(|field| field.row.is_none());
    let longest = alone.map(|field| width(&field.label)).max().unwrap_or(0) as u16;
    (longest + 4).clamp(LABEL, (all * 9 / 20).max(LABEL))
}

/// The lines on which the field that is typed in stands, each with the caret that stands in it or at its begin, and
/// whether it does: those of a text of several, or as many as a longer text needs in so many cells.
pub fn text_lines(field: &Field, room: u16) -> Vec<(Input, bool)> {
    let input = &field.input;
    let parts: Vec<String> = if field.tall() {
        input.value().split('\n').map(str::to_owned).collect()
    } else if is_long(input.value(), room) {
        pieces(input.value(), usize::from(room.min(FIELD)))
    } else {
        return vec![(input.clone(), true)];
    };
    // Between lines stands an end of line; between the pieces of one line nothing.
    let between = usize::from(field.tall());
    let (mut before, count) = (0, parts.len());
    let mut lines = Vec::new();
    for (at, text) in parts.into_iter().enumerate() {
        let length = text.chars().count();
        let end = before + length + usize::from(field.tall() || at + 1 == count);
        let here = (before..end).contains(&input.cursor());
        let caret = if here { input.cursor() - before } else { 0 };
        lines.push((Input::new(text).with_cursor(caret), here));
        before += length + between;
    }
    lines
}

/// Whether a text of one line needs more than one in so many cells.
pub fn is_long(text: &str, room: u16) -> bool {
    width(text) >= usize::from(room.min(FIELD)) && room > 8
}

/// A text in pieces that leave a cell for the caret.
fn pieces(text: &str, cells: usize) -> Vec<String> {
    let (mut pieces, mut piece) = (Vec::new(), String::new());
    for c in text.chars() {
        if width(&piece) + width(c.encode_utf8(&mut [0; 4])) > cells - 1 {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(c);
    }
    pieces.push(piece);
    pieces
}

impl Lines {
    /// Where the fields in sight stand, in a space whose first cell is at `area`.
    pub fn places(&self, area: Rect) -> Vec<(usize, Rect)> {
        let mut places = Vec::new();
        let seen = self.all.iter().skip(self.top).take(usize::from(area.height));
        for (y, line) in seen.enumerate() {
            let y = area.y + y as u16;
            match line {
                Line::Field(at) => {
                    let width = area.width.saturating_sub(self.label).min(FIELD);
                    places.push((*at, Rect { x: area.x + self.label, y, width, height: 1 }));
                }
                Line::Cells(part) => places.extend(part.clone().enumerate().map(|(column, at)| {
                    let (x, width) = self.column(column);
                    (at, Rect { x: area.x + x, y, width, height: 1 })
                })),
                Line::Heading(..)
                | Line::Title(..)
                | Line::Text(..)
                | Line::About(..)
                | Line::Years(_)
                | Line::Answer(..) => {}
            }
        }
        places
    }

    /// Where a field stands, when it is in sight.
    pub fn place_of(&self, field: usize, area: Rect) -> Option<Rect> {
        self.places(area).into_iter().find(|(at, _)| *at == field).map(|(_, place)| place)
    }

    /// The field at a cell of the screen: its line counts as far as its label.
    pub fn field_at(&self, area: Rect, at: Position) -> Option<usize> {
        let places = self.places(area);
        let exact = places.iter().find(|(_, place)| place.contains(at));
        let line = || places.iter().find(|(_, place)| place.y == at.y && area.contains(at));
        exact.or_else(line).map(|(field, _)| *field)
    }

    /// Where a column of a row begins, and how wide its cell is.
    pub fn column(&self, column: usize) -> (u16, u16) {
        (self.grid.label + column as u16 * self.grid.cell + 1, self.grid.cell - 1)
    }
}
