//! The mouse in a form: a click goes to a field or takes what is offered, the wheel goes up and down.

use ratatui::layout::{Position, Rect};

use super::{row, taken};
use crate::tui::app::App;
use crate::tui::event::Mouse;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::form::{self, InCell};

/// What the mouse does in the form that lies over a view.
pub fn update(app: &mut App, what: Mouse, view: Rect, at: Position) {
    let Some(mut form) = taken(app) else { return };
    let to = match what {
        Mouse::WheelUp => row::step(app, &form, false).min(form.at),
        Mouse::WheelDown => row::step(app, &form, true).max(form.at),
        Mouse::Press => {
            let fields = form::parts(&form, view).fields;
            let lines = form::lines(&form, app.session.analysis(), fields.width, fields.height);
            lines.field_at(fields, at).unwrap_or(form.at)
        }
    };
    if to != form.at {
        (form.at, form.cell) = (to, InCell::At);
    }
    app.overlays.push(Overlay::Form(form));
}
