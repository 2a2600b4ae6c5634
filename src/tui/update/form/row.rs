//! Going about in rows of years, and pasting a row out of a spreadsheet into one.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::revise;
use crate::tui::app::App;
use crate::tui::key::{Code, Key, Name};
use crate::tui::layout;
use crate::tui::overlays::field;
use crate::tui::overlays::form::{self, Field, Form, InCell, InRow, Kind, row};
use crate::units::FinancialYear;

/// As many years as a row may be grown to.
const MOST: usize = 60;

/// The field below or above, in the same column of the next row of years where there is one.
pub fn step(app: &App, form: &Form, down: bool) -> usize {
    let last = form.fields.len() - 1;
    let columns = columns(app, form);
    let here = row::of(&form.fields, form.at);
    let column = here.as_ref().map_or(0, |row| (form.at - row.start) % columns);
    if let Some(row) = &here {
        let (at, end) = (form.at - row.start, row.len());
        let more = at / columns < (end - 1) / columns;
        match (down, at.checked_sub(columns)) {
            (true, _) if more => return row.start + (at + columns).min(end - 1),
            (false, Some(above)) => return row.start + above,
            (true, _) | (false, None) => {}
        }
    }
    let edge = |row: &Range<usize>| if down { row.end - 1 } else { row.start };
    let from = here.as_ref().map_or(form.at, edge);
    let to = match (down, from) {
        (true, at) if at == last => 0,
        (true, at) => at + 1,
        (false, at) => at.checked_sub(1).unwrap_or(last),
    };
    let Some(next) = row::of(&form.fields, to) else { return to };
    let lead = if down { 0 } else { (next.len() - 1) / columns * columns };
    next.start + (lead + column).min(next.len() - 1)
}

/// How many cells stand side by side now.
fn columns(app: &App, form: &Form) -> usize {
    let view = layout::frame(Rect::new(0, 0, app.size.0, app.size.1)).view;
    row::grid(form, app.session.analysis(), form::parts(form, view).fields.width).columns
}

/// The cell before or after in the row.
pub fn beside(form: &Form, after: bool) -> usize {
    let Some(row) = row::of(&form.fields, form.at) else { return form.at };
    if after { (form.at + 1).min(row.end - 1) } else { form.at.saturating_sub(1).max(row.start) }
}

/// Types a key into a cell that was gone to: what is typed takes the place of what it says.
pub fn typed(form: &mut Form, key: Key) -> bool {
    let clears = key.is(Name::Backspace) || key.is(Name::Delete);
    if !clears && key.typed().is_none() {
        // Ctrl and arrows have nothing to change yet.
        return matches!(key.code, Code::Char(_)) && field::typed(&mut form.field().input, key);
    }
    form.field().input = field::of("");
    form.cell = InCell::Typing;
    if !clears {
        field::typed(&mut form.field().input, key);
    }
    true
}

/// Pastes a row of figures into the years from the one that is typed in; whether it was one.
pub fn pasted(app: &mut App, form: &mut Form, text: &str) -> bool {
    let Some(stands) = row::of(&form.fields, form.at) else { return false };
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    // Of several rows the first is meant; a column is a row that stands upright.
    let several = first.contains('\t') && lines.next().is_some();
    let Some(figures) = revise::row(if several { first } else { text }) else { return false };
    let wanted = form.at + figures.len();
    let added = grow(app, form, &stands, wanted.saturating_sub(stands.end));
    let end = stands.end + added;
    for (field, figure) in form.fields[form.at..end].iter_mut().zip(&figures) {
        if let Some(figure) = figure {
            field.input = field::of(&revise::spelled(figure));
        }
    }
    let left_out = wanted.saturating_sub(end);
    form.cell = InCell::At;
    app.toasts.clear();
    let mut said = vec![format!("{} figures pasted", figures.len() - left_out)];
    if added > 0 {
        let from = form.fields[stands.end].row.as_ref().map_or("", |row| &row.year);
        said.push(format!("{added} in new years from {from}"));
    }
    if several {
        said.push("of the first row".to_owned());
    }
    if left_out > 0 {
        said.push(format!("{left_out} left out: the plan has no such years"));
        app.fail(said.join(" · "));
    } else {
        said.push("Enter keeps them, Esc leaves".to_owned());
        app.say(said.join(" · "));
    }
    true
}

/// Adds so many years behind a row where the plan may grow; how many were added.
fn grow(app: &App, form: &mut Form, row: &Range<usize>, more: usize) -> usize {
    let plan = &app.session.analysis().plan;
    let room = MOST.saturating_sub(row.len());
    let (Some(last), None) = (form.fields[row.clone()].last().cloned(), plan.end) else { return 0 };
    let (Some(stands), Some(place)) = (&last.row, last.kind.place()) else { return 0 };
    let Some(year) = FinancialYear::parse(&stands.year, plan.year_start) else { return 0 };
    let table = place.keys[..place.keys.len() - 1].to_vec();
    let new: Vec<Field> = (1..=more.min(room) as i32)
        .map(|later| {
            let year = year.plus(later);
            let at = crate::diagnostic::Path::new(table.clone()).child(year.key());
            let row = InRow { year: year.to_string(), ..stands.clone() };
            let (input, was) = (field::of(""), String::new());
            Field { label: year.to_string(), kind: Kind::Key(at), row: Some(row), input, was, ..last.clone() }
        })
        .collect();
    let added = new.len();
    form.fields.splice(row.end..row.end, new);
    added
}
