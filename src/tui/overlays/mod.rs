//! What lies over the views: lists to choose from, questions, forms.

pub mod choice;
pub mod compare;
pub mod decision;
pub mod field;
pub mod find;
pub mod form;
pub mod gates;
pub mod items;
pub mod lists;
pub mod plans;
pub mod question;
pub mod revisions;
pub mod rows;
pub mod scenarios;
pub mod ways;

use super::app::App;
use super::canvas::Canvas;
use super::screens::Caret;
use crate::theme::Role;
pub use choice::Choice;
pub use form::Form;
pub use lists::{List, Listed, Picker};
pub use question::Question;

/// Something over the view.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A list to choose from.
    List(List),
    /// Two texts of the plan.
    Choice(Box<Choice>),
    /// A small question.
    Question(Question),
    /// What was pasted out of a spreadsheet.
    Rows(Box<rows::Rows>),
    /// A form.
    Form(Box<Form>),
    /// A decision that is taken down.
    Decision(Box<decision::Taking>),
    /// The gates, and what each can still stop.
    Gates(gates::Gates),
}

impl Overlay {
    /// A list of which nothing is typed and the first entry is marked.
    pub fn list(of: Listed) -> Self {
        Self::List(List { of, picker: Picker::default() })
    }

    /// What is typed and marked, when it is a list.
    pub const fn picker(&mut self) -> Option<&mut Picker> {
        match self {
            Self::List(list) => Some(&mut list.picker),
            Self::Choice(_)
            | Self::Question(_)
            | Self::Rows(_)
            | Self::Form(_)
            | Self::Decision(_)
            | Self::Gates(_) => None,
        }
    }
}

/// Draws what lies over the view; where the cursor of the terminal stands.
pub fn draw(app: &App, canvas: &mut Canvas) -> Caret {
    match app.overlays.last()? {
        Overlay::List(list) => lists::draw(app, canvas, list),
        Overlay::Choice(choice) => choice::draw(app, canvas, choice),
        Overlay::Question(question) => question::draw(app, canvas, question),
        Overlay::Rows(rows) => rows::draw(app, canvas, rows),
        Overlay::Form(form) => form::draw(app, canvas, form),
        Overlay::Decision(taking) => decision::draw(app, canvas, taking),
        Overlay::Gates(state) => gates::draw(app, canvas, state),
    }
}

/// A framed box in the middle, with its title; the part inside of it.
pub fn boxed<'b>(canvas: &'b mut Canvas<'_>, width: u16, height: u16, title: &str) -> Canvas<'b> {
    let width = width.min(canvas.width());
    let height = height.min(canvas.height());
    let x = (canvas.width() - width) / 2;
    let y = (canvas.height() - height) / 3;
    framed(canvas.part(x, y, width, height), title)
}

/// A frame round all of a space, with its title; the part inside of it.
pub fn framed<'b>(mut frame: Canvas<'b>, title: &str) -> Canvas<'b> {
    frame.fill(Role::Panel);
    let (width, height) = (frame.width(), frame.height());
    let (right, bottom) = (width.saturating_sub(1), height.saturating_sub(1));
    for x in 0..width {
        frame.symbol(x, 0, "─", Role::Border);
        frame.symbol(x, bottom, "─", Role::Border);
    }
    for y in 0..height {
        frame.symbol(0, y, "│", Role::Border);
        frame.symbol(right, y, "│", Role::Border);
    }
    for (x, y, corner) in [(0, 0, "╭"), (right, 0, "╮"), (0, bottom, "╰"), (right, bottom, "╯")] {
        frame.symbol(x, y, corner, Role::Border);
    }
    if !title.is_empty() {
        frame.text(2, 0, width.saturating_sub(4), &format!(" {title} "), Role::Heading);
    }
    frame.inside(2, 1)
}
