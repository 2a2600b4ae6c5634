//! The mouse in a form: a click goes to a field or takes what is offered, the wheel goes up and down.

use ratatui::layout::{Position, Rect};

use super::{pick, preview, row, taken};
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::event::{Chooses, Mouse};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::form::pick::{Hit, hit, place, room};
use crate::tui::overlays::form::{self, Form, InCell};

/// What the mouse does in the form that lies over a view.
pub fn update(app: &mut App, what: Mouse, view: Rect, at: Position) {
    let Some(mut form) = taken(app) else { return };
    if form.pick.is_some() {
        offered(app, &mut form, what, view, at);
        preview(app, &mut form);
    } else {
        let to = match what.chooses() {
            Some(Chooses::Up) => row::step(app, &form, false).min(form.at),
            Some(Chooses::Down) => row::step(app, &form, true).max(form.at),
            Some(Chooses::Click) => {
                let fields = form::parts(&form, view).fields;
                let lines = form::lines(&form, app.session.analysis(), fields.width, fields.height);
                lines.field_at(fields, at).unwrap_or(form.at)
            }
            None => form.at,
        };
        if to != form.at {
            (form.at, form.cell) = (to, InCell::At);
        }
    }
    app.overlays.push(Overlay::Form(form));
}

/// What it does in what is offered under a field; a click beside it leaves that as Esc does.
fn offered(app: &App, form: &mut Form, what: Mouse, view: Rect, at: Position) {
    let down = match what.chooses() {
        Some(Chooses::Up) => Some(false),
        Some(Chooses::Down) => Some(true),
        Some(Chooses::Click) => None,
        None => return,
    };
    if let Some(down) = down {
        let list = matches!(form.pick.as_deref(), Some(it) if matches!(it.of, form::pick::Offered::List(_)));
        pick::run(
            form,
            match (list, down) {
                (true, true) => Command::PickDown,
                (true, false) => Command::PickUp,
                (false, true) => Command::MonthLater,
                (false, false) => Command::MonthEarlier,
            },
        );
        return;
    }
    let fields = form::parts(form, view).fields;
    let lines = form::lines(form, app.session.analysis(), fields.width, fields.height);
    let (Some(offered), Some(field)) = (form.pick.as_deref(), lines.place_of(form.at, fields)) else {
        return;
    };
    match hit(app, offered, place(room(form, view), offered, field), at) {
        Hit::Entry(entry) => pick::clicked(form, entry),
        Hit::Day(day) => pick::clicked_day(form, day),
        Hit::Inside => {}
        Hit::Outside => {
            pick::run(form, Command::PickLeave);
        }
    }
}
