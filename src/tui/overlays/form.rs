//! The form of anything in the plan: every key of its table, and beside them what the money says to what is typed.
//! Nothing is written until it is kept.

mod build;
mod change;
mod choices;
mod effect;
mod fields;
mod lines;
mod many;
mod meant;
mod new_line;
mod paint;
pub mod pick;
pub mod row;
mod subject;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;
use tui_input::Input;

pub use build::fields as fields_of;
pub use change::change;
pub use fields::{Field, Kind};
pub use lines::lines;
pub use pick::Pick;
pub use row::InRow;
pub use subject::Subject;

use super::{boxed, field};
use crate::analysis::Analysis;
use crate::edit::Change;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::screens::{Caret, part};
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
    /// What has happened to the cell of a row of years since it was gone to.
    pub cell: InCell,
    /// What is offered under the field, when it was asked for.
    pub pick: Option<Box<Pick>>,
}

/// What has happened to the cell of a row of years since it was gone to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InCell {
    /// Nothing: what is typed takes the place of what it says.
    At,
    /// Something was typed; arrows go on to other cells.
    Typing,
    /// It was opened; arrows go about in its text.
    Opened,
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
    /// A form with nothing typed in it.
    pub fn new(of: Subject, title: String, fields: Vec<Field>) -> Self {
        // Above the first field stands the id, which is seldom what is to be typed.
        let at = usize::from(fields.len() > 1 && matches!(fields[0].kind, Kind::Id(_)));
        Self { of, title, fields, at, preview: None, wrong: Vec::new(), cell: InCell::At, pick: None }
    }

    /// The field that is typed in.
    pub fn field(&mut self) -> &mut Field {
        let last = self.fields.len() - 1;
        &mut self.fields[self.at.min(last)]
    }

    /// Whether the field that is typed in stands in a row of years.
    pub fn in_row(&self) -> bool {
        self.fields.get(self.at).is_some_and(|field| field.row.is_some())
    }

    /// How many fields differ from the file.
    pub fn touched(&self) -> usize {
        self.fields.iter().filter(|field| field.touched()).count()
    }
}

/// From this width on, the effect stands beside the fields.
const BESIDE: u16 = 100;
/// The same for a form with a row of years, which is better read in one line.
const BESIDE_ROWS: u16 = 150;

/// Where the parts of a form stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Its fields.
    pub fields: Rect,
    /// What keeping it would do.
    pub effect: Rect,
    /// Whether that stands beside the fields, not below them.
    pub beside: bool,
}

/// Where the parts of a form stand in the space of a view.
pub fn parts(form: &Form, view: Rect) -> Parts {
    let (x, y) = (view.x + 2, view.y + 1);
    let (all, rows) = (view.width.saturating_sub(4), view.height.saturating_sub(2));
    let whole = form.of.initiative().is_some() && !form.of.is_line();
    let rowed = !whole && form.fields.iter().any(|field| field.row.is_some());
    let beside = all >= if rowed { BESIDE_ROWS } else { BESIDE };
    if beside {
        let left = all / 2;
        let effect = Rect { x: x + left + 3, y, width: all - left - 3, height: rows };
        Parts { fields: Rect { x, y, width: left, height: rows }, effect, beside }
    } else {
        let below = (rows / 4).clamp(3, 7);
        let height = rows.saturating_sub(below + 1);
        let effect = Rect { x, y: y + rows.saturating_sub(below), width: all, height: below.min(rows) };
        Parts { fields: Rect { x, y, width: all, height }, effect, beside }
    }
}

/// Draws the form; where the caret stands.
pub fn draw(app: &App, canvas: &mut Canvas, form: &Form) -> Caret {
    let (cells, height) = (canvas.width(), canvas.height());
    let touched = match form.touched() {
        0 => String::new(),
        1 => " · 1 field differs".to_owned(),
        many => format!(" · {many} fields differ"),
    };
    let parts = parts(form, canvas.area);
    boxed(canvas, cells, height, &format!("{}{touched}", form.title));
    let lines = lines(form, app.session.analysis(), parts.fields.width, parts.fields.height);
    let caret = paint::draw(&mut part(canvas, parts.fields), form, &lines);
    let beyond = beyond(&lines, parts.fields.height);
    if parts.beside {
        if !beyond.is_empty() {
            // On the frame, below the fields.
            let foot = Rect { y: canvas.area.bottom().saturating_sub(1), height: 1, ..parts.fields };
            part(canvas, foot).beside(0, 0, foot.width, &format!(" {beyond} "), Role::Muted, Side::Right);
        }
        let between = Rect { x: parts.fields.right() + 1, width: 1, ..parts.fields };
        for y in 0..between.height {
            part(canvas, between).symbol(0, y, "│", Role::Border);
        }
    } else {
        let rule = Rect { y: parts.effect.y.saturating_sub(1), height: 1, ..parts.effect };
        part(canvas, rule).rule(0, &[("If you keep this", Role::Muted)], beyond);
    }
    effect::draw(app, &mut part(canvas, parts.effect), form, parts.beside);
    match (&form.pick, lines.place_of(form.at, parts.fields)) {
        (Some(pick), Some(field)) => pick::draw(app, canvas, form, pick, field).or(caret),
        (None, _) | (_, None) => caret,
    }
}

/// Which way there is more of a form than so many rows show.
fn beyond(lines: &lines::Lines, rows: u16) -> &'static str {
    match (lines.top > 0, lines.top + usize::from(rows) < lines.all.len()) {
        (false, false) => "",
        (false, true) => "more ▾",
        (true, false) => "▴ more",
        (true, true) => "▴ more ▾",
    }
}

/// A line with a text, for a field.
fn line(text: &str) -> Input {
    field::of(text)
}
