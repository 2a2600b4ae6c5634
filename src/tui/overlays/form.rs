//! The form of anything in the plan: every key of its table, and beside them what the money says to what is typed.
//! Nothing is written until it is kept.

mod build;
mod change;
mod choices;
mod effect;
mod fields;
mod subject;
#[cfg(test)]
mod tests;

use tui_input::Input;

pub use build::fields as fields_of;
pub use change::change;
pub use fields::{Field, Kind};
pub use subject::Subject;

use super::{boxed, field};
use crate::analysis::Analysis;
use crate::display::{harmless, width, wrap};
use crate::edit::Change;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::layout;
use crate::tui::screens::Caret;
use crate::views::delta::Delta;

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is about.
    pub of: Subject,
    /// What that is called.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field that is typed in.
    pub at: usize,
    /// What keeping it would write, and do; `None` while nothing differs or something cannot be taken.
    pub preview: Option<Box<Preview>>,
    /// What stands against keeping it, beside what the fields say themselves.
    pub wrong: Vec<String>,
}

/// What keeping a form would write, and do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// What is written.
    pub change: Change,
    /// The plan as it would be.
    pub after: Analysis,
    /// How that differs from the plan as it is.
    pub delta: Delta,
}

impl Form {
    /// The field that is typed in.
    pub fn field(&mut self) -> &mut Field {
        let last = self.fields.len() - 1;
        &mut self.fields[self.at.min(last)]
    }

    /// How many fields differ from the file.
    pub fn touched(&self) -> usize {
        self.fields.iter().filter(|field| field.touched()).count()
    }
}

/// From this width on, the effect stands beside the fields.
const BESIDE: u16 = 100;
/// Cells of the labels, at least; the longest has room as far as half the width allows.
const LABEL: u16 = 19;

fn label_cells(form: &Form, all: u16) -> u16 {
    let cells = |field: &Field| match field.key.as_str() {
        "" => width(&field.label),
        key => width(&field.label) + 2 + width(key),
    };
    let longest = form.fields.iter().map(cells).max().unwrap_or(0) as u16;
    (longest + 4).clamp(LABEL, (all / 2).max(LABEL))
}

/// Draws the form; where the caret stands.
pub fn draw(app: &App, canvas: &mut Canvas, form: &Form) -> Caret {
    let (cells, height) = (canvas.width(), canvas.height());
    let touched = match form.touched() {
        0 => String::new(),
        1 => " · 1 field differs".to_owned(),
        many => format!(" · {many} fields differ"),
    };
    let mut inner = boxed(canvas, cells, height, &format!("{}{touched}", form.title));
    let (all, rows) = (inner.width(), inner.height());
    let beside = all >= BESIDE;
    let (fields_width, effect) = if beside {
        let left = all / 2;
        (left, (left + 3, 0, all - left - 3, rows))
    } else {
        let below = (rows / 4).clamp(3, 7);
        (all, (0, rows - below, all, below))
    };
    let fields_height = if beside { rows } else { rows.saturating_sub(effect.3 + 1) };
    let caret = fields(&mut inner.part(0, 0, fields_width, fields_height), form);
    if beside {
        for y in 0..rows {
            inner.symbol(fields_width + 1, y, "│", Role::Border);
        }
    } else {
        inner.part(0, rows - effect.3 - 1, all, 1).rule(0, &[("If you keep this", Role::Muted)], "");
    }
    effect::draw(app, &mut inner.part(effect.0, effect.1, effect.2, effect.3), form, beside);
    caret
}

/// One line of the fields.
enum Line<'a> {
    Heading(&'a str),
    Field(usize, &'a Field),
    /// A line below the first of a text of several.
    Text(Input, bool),
    About(String, Role),
}

/// The lines of a text of several, each with the caret that stands in it or at its begin, and whether it does.
fn text_lines(input: &Input) -> Vec<(Input, bool)> {
    let mut before = 0;
    let mut lines = Vec::new();
    for text in input.value().split('\n') {
        let length = text.chars().count();
        let here = (before..=before + length).contains(&input.cursor());
        let caret = if here { input.cursor() - before } else { 0 };
        lines.push((Input::new(text.to_owned()).with_cursor(caret), here));
        before += length + 1;
    }
    lines
}

fn fields(canvas: &mut Canvas, form: &Form) -> Caret {
    let all = canvas.width();
    let label = label_cells(form, all);
    let mut lines = Vec::new();
    let mut section = "";
    for (at, field) in form.fields.iter().enumerate() {
        if field.section != section {
            section = &field.section;
            lines.push(Line::Heading(section));
        }
        lines.push(Line::Field(at, field));
        if at == form.at {
            if field.tall() {
                let below = text_lines(&field.input).into_iter().skip(1);
                lines.extend(below.map(|(input, here)| Line::Text(input, here)));
            }
            let (text, role) = match &field.wrong {
                Some(wrong) => (wrong.clone(), Role::Over),
                None => (field.about(), Role::Muted),
            };
            let about = wrap(&harmless(&text), usize::from(all.saturating_sub(label)));
            lines.extend(about.into_iter().take(3).map(|line| Line::About(line, role)));
        }
    }
    let on = lines.iter().rposition(|line| matches!(line, Line::About(..)));
    let on =
        on.or_else(|| lines.iter().position(|line| matches!(line, Line::Field(at, _) if *at == form.at)));
    let on = on.unwrap_or(0);
    let height = usize::from(canvas.height());
    let top = layout::scrolled(on.saturating_sub(height / 2), on, height, lines.len());
    let mut caret = None;
    for (y, line) in lines.iter().skip(top).take(height).enumerate() {
        let y = y as u16;
        match line {
            Line::Heading(title) => {
                canvas.text(0, y, all, title, Role::Accent);
            }
            Line::Text(input, here) => {
                let cells = all.saturating_sub(label).min(52);
                let found = field::draw(canvas, label, y, cells, input, Role::InputOn);
                if *here {
                    caret = found;
                }
            }
            Line::About(text, role) => {
                canvas.text(label, y, all.saturating_sub(label), text, *role);
            }
            Line::Field(at, field) => {
                let found = one(canvas, y, field, *at == form.at, label);
                if *at == form.at {
                    caret = found;
                }
            }
        }
    }
    caret
}

fn one(canvas: &mut Canvas, y: u16, of: &Field, on: bool, from: u16) -> Caret {
    let all = canvas.width();
    let label = if on { Role::Heading } else { Role::Muted };
    if on {
        canvas.symbol(0, y, "▸", Role::Accent);
    }
    let end = canvas.text(2, y, from - 3, &of.label, label);
    if !of.key.is_empty() {
        canvas.beside(end + 1, y, from.saturating_sub(end + 2), &of.key, Role::Faint, Side::Right);
    }
    let room = all.saturating_sub(from);
    let was = if of.touched() && !of.was.is_empty() {
        format!("was {}", of.was.lines().next().unwrap_or_default())
    } else {
        String::new()
    };
    let beside = if was.is_empty() { 0 } else { (width(&was) as u16 + 2).min(room / 2) };
    let cells = room.saturating_sub(beside).min(52);
    let role = match (&of.wrong, on) {
        (Some(_), _) => Role::InputBad,
        (None, true) => Role::InputOn,
        (None, false) => Role::Input,
    };
    // A field that is not typed in shows its beginning.
    let caret = if on {
        let lines = if of.tall() { text_lines(&of.input) } else { vec![(of.input.clone(), true)] };
        let (first, here) = lines.first().expect("a text has a line");
        field::draw(canvas, from, y, cells, first, role).filter(|_| *here)
    } else {
        let mut line = canvas.part(from, y, cells, 1);
        line.fill(role);
        let mut lines = of.input.value().trim_end().lines();
        let first = lines.next().unwrap_or_default();
        let text = match lines.count() {
            0 => first.to_owned(),
            1 => format!("{first} … and 1 more line"),
            more => format!("{first} … and {more} more lines"),
        };
        line.text(0, 0, cells, &text, role);
        None
    };
    if of.input.value().is_empty() && !of.empty.is_empty() && cells > 3 {
        canvas.text(from, y, cells, of.empty, Role::Faint);
    }
    if beside > 2 {
        canvas.beside(from + cells + 1, y, room - cells - 1, &was, Role::Unsaved, Side::Left);
    }
    caret
}

/// A line with a text, for a field.
fn line(text: &str) -> Input {
    field::of(text)
}
