//! What a field can be given, offered under it: a list that is filtered by typing, or a calendar.

mod calendar;
mod candidates;
mod chosen;
mod facts;
mod list;
mod payers;

use ratatui::layout::{Position, Rect};
use tui_input::Input;

pub use calendar::{Calendar, quarter};
use candidates::candidates;
use chosen::many;
pub use chosen::{Many, chosen, toggled};
pub use list::{Listed, matching};

use super::{Field, Form, Subject, parts};
use crate::keys::Type;
use crate::revise;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::screens::Caret;
use crate::units::Day;

/// What is offered under a field.
#[derive(Debug, Clone)]
pub struct Pick {
    /// What the field said before.
    pub before: Input,
    /// What is offered.
    pub of: Offered,
}

/// What is offered.
#[derive(Debug, Clone)]
pub enum Offered {
    /// Ids or words.
    List(Listed),
    /// Days.
    Calendar(Calendar),
}

/// What is offered for a field of a form now; `None`: nothing.
pub fn open(app: &App, form: &Form) -> Option<Pick> {
    let field = form.fields.get(form.at)?;
    let before = field.input.clone();
    if matches!(field.ty, Type::Date(_) | Type::Bound(_)) {
        return Some(Pick { before, of: Offered::Calendar(Calendar::new(app, &form.of, field)) });
    }
    let many = many(field)?;
    let all = candidates(app.session.analysis(), &form.of, field);
    if all.is_empty() {
        return None;
    }
    let chosen = chosen(many, field.input.value());
    let at = all.iter().position(|it| chosen.contains(&it.value)).unwrap_or(0);
    Some(Pick {
        before,
        of: Offered::List(Listed { filter: Input::default(), at, all, many, touched: false }),
    })
}

/// Whether something is offered for a field.
pub fn offers(app: &App, form: &Form) -> bool {
    let Some(field) = form.fields.get(form.at) else { return false };
    match field.ty {
        Type::Date(_) | Type::Bound(_) => true,
        // Facts, and what would close a loop, are sought only when they are asked for.
        Type::Links | Type::Id(_) | Type::Ids(_) | Type::Shares(_) | Type::Parts(_) => {
            !field.choices.is_empty()
        }
        _ => many(field).is_some() && !candidates(app.session.analysis(), &form.of, field).is_empty(),
    }
}

/// Whether a blank typed into a field could mean nothing, so that it may ask for what is offered.
pub fn blank_is_free(field: &Field) -> bool {
    field.input.value().is_empty()
        || matches!(field.ty, Type::Id(_) | Type::Choice(_) | Type::Bool | Type::Year | Type::Currency)
}

/// Draws what is offered under the field; where the caret stands.
pub fn draw(app: &App, canvas: &mut Canvas, form: &Form, pick: &Pick, field: Rect) -> Caret {
    let place = place(room(form, canvas.area), pick, field);
    match &pick.of {
        Offered::List(listed) => list::draw(canvas, form, listed, place),
        Offered::Calendar(calendar) => {
            calendar::draw(app, canvas, form, calendar, place);
            None
        }
    }
}

/// The space that what is offered may take: it does not lie over what the money answers beside the fields.
pub fn room(form: &Form, view: Rect) -> Rect {
    let parts = parts(form, view);
    if parts.beside { Rect { x: view.x, width: parts.fields.right() + 2 - view.x, ..view } } else { view }
}

/// As few rows as something can be offered in.
const LEAST: u16 = 6;

/// Columns and rows that what is offered would like to have.
pub fn size(pick: &Pick, view: u16) -> (u16, u16) {
    match &pick.of {
        Offered::List(listed) => list::size(listed, view),
        Offered::Calendar(_) => calendar::size(view),
    }
}

/// Where what is offered stands: under the field, or above it where there is more room.
pub fn place(view: Rect, pick: &Pick, field: Rect) -> Rect {
    // The frame of the form stays whole.
    let view = Rect {
        x: view.x + 1,
        y: view.y + 1,
        width: view.width.saturating_sub(2),
        height: view.height.saturating_sub(2),
    };
    let (width, height) = size(pick, view.width);
    let below = view.bottom().saturating_sub(field.bottom());
    let above = field.y.saturating_sub(view.y);
    // Where is no room for all of it, it is cut, so that the field stays in sight.
    let height = height.min(below.max(above)).max(LEAST.min(view.height));
    let y = if below >= height { field.bottom() } else { field.y.saturating_sub(height).max(view.y) };
    let width = width.min(view.width);
    let x = field.x.saturating_sub(2).min(view.right().saturating_sub(width)).max(view.x);
    Rect { x, y, width, height }
}

/// What a click means in what is offered: an entry of the list by its position among those that match, or a day.
pub enum Hit {
    /// An entry.
    Entry(usize),
    /// A day.
    Day(Day),
    /// Nothing, but inside.
    Inside,
    /// Outside.
    Outside,
}

/// What stands at a cell of the screen.
pub fn hit(app: &App, pick: &Pick, place: Rect, at: Position) -> Hit {
    if !place.contains(at) {
        return Hit::Outside;
    }
    let found = match &pick.of {
        Offered::List(listed) => list::entry_at(listed, place, at).map(Hit::Entry),
        Offered::Calendar(calendar) => calendar::day_at(app, calendar, place, at).map(Hit::Day),
    };
    found.unwrap_or(Hit::Inside)
}

/// The day that the field that is typed in says, if it says one.
pub fn said_day(app: &App, form: &Form) -> Option<Day> {
    let field = form.fields.get(form.at)?;
    day_of(app, &form.of, field, field.input.value())
}

/// The day that a text in a field says, if it says one.
fn day_of(app: &App, of: &Subject, field: &Field, text: &str) -> Option<Day> {
    let beside = super::change::beside(app.session.analysis(), of, field);
    let value = revise::read(field.ty, text, beside).ok()?;
    let (Type::Date(edge) | Type::Bound(edge)) = field.ty else { return None };
    revise::day_of(&revise::spelled(&value), edge)
}
