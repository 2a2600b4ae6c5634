//! The mouse: a click selects, a double click edits, a drag moves, the wheel scrolls; a click on a hint runs it.

pub mod roadmap;
mod typing;
mod wheel;

use ratatui::layout::{Position, Rect};

use super::{
    changes, form, hand, marks, money, network, past, presenter, problems, run, solving, splits, table,
};
use crate::tui::app::{App, Pane, RowKey, View};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::event::Mouse;
use crate::tui::hand::{Click, Held, Pressed};
use crate::tui::layout::{self, Frame};
use crate::tui::overlays::Overlay;
use crate::tui::screens::{self, hints};

/// Leaves the mouse to the terminal, or takes it back.
pub fn switch(app: &mut App) -> Vec<Effect> {
    app.mouse = !app.mouse;
    app.toasts.clear();
    let again = app.keys.after("; ", Command::Mouse, "takes it back");
    app.say(if app.mouse {
        "The mouse acts on the plan".to_owned()
    } else {
        format!("The mouse selects text{again}")
    });
    vec![Effect::Mouse(app.mouse)]
}

/// What the mouse does.
pub fn update(app: &mut App, what: Mouse, column: u16, row: u16) -> Vec<Effect> {
    if app.room.presenting.is_some() {
        presenter::mouse(app, what);
        return Vec::new();
    }
    let at = Position { x: column, y: row };
    if app.solving.is_some() {
        return solving::mouse(app, what, at);
    }
    let frame = layout::frame(Rect::new(0, 0, app.size.0, app.size.1));
    if !typing::left(app, &frame, what, at) {
        return Vec::new();
    }
    match what {
        Mouse::Drag => hand::carry(app, at),
        Mouse::Release => hand::let_go(app),
        // The button is up, and nobody said so.
        Mouse::Hover | Mouse::Right => {
            hand::put_back(app);
        }
        Mouse::Press => {
            hand::put_back(app);
            return press(app, &frame, at);
        }
        Mouse::PressOne | Mouse::PressRange => {
            hand::put_back(app);
            if !marks::pressed(app, frame.view, at, what == Mouse::PressRange) {
                return press(app, &frame, at);
            }
        }
        Mouse::WheelUp
        | Mouse::WheelDown
        | Mouse::WheelLeft
        | Mouse::WheelRight
        | Mouse::ZoomIn
        | Mouse::ZoomOut => wheel::turned(app, &frame, what, at),
    }
    Vec::new()
}

/// The left button went down.
fn press(app: &mut App, frame: &Frame, at: Position) -> Vec<Effect> {
    let on_hints = frame.hints.contains(at);
    if let Some(Overlay::Form(_)) = app.overlays.last()
        && !on_hints
    {
        form::mouse(app, Mouse::Press, frame.view, at);
        return Vec::new();
    }
    let hinted = on_hints && matches!(app.overlays.last(), Some(Overlay::Form(_)));
    if app.grab.is_some() || app.linking.is_some() || !(app.overlays.is_empty() || hinted) {
        return Vec::new();
    }
    let click = Click { at, when: app.now, view: app.view };
    let pressed = app.hand.pressed(click);
    if on_hints {
        return hint(app, frame, at);
    }
    if pressed == Pressed::Elsewhere {
        return Vec::new();
    }
    if frame.title.contains(at) {
        let place = screens::plan_at(app, at.x, frame.views.is_none());
        return place.map(Effect::Show).into_iter().collect();
    }
    if frame.views.is_some_and(|views| views.contains(at)) {
        if let Some(view) = screens::view_at(app, at.x) {
            app.view = view;
            app.changes.step = None;
            table::settle(app);
            network::settle(app);
        }
        return Vec::new();
    }
    hand::take(app, at, Held::Nothing);
    if frame.view.contains(at) {
        // While something is tried no form opens: what it would change is not there yet.
        let twice = pressed == Pressed::Twice && app.trying.trial.is_none();
        return in_view(app, frame.view, at, twice);
    }
    Vec::new()
}

/// A click on what can be pressed now. The newest message lies over it; a click there takes that away.
fn hint(app: &mut App, frame: &Frame, at: Position) -> Vec<Effect> {
    if app.overlays.is_empty() && !app.toasts.is_empty() {
        app.toasts.clear();
        return Vec::new();
    }
    let cells = screens::hint_cells(app, frame);
    let marked = screens::marks::cells(app).min(cells);
    let chip = marked + screens::filter::cells(app, cells - marked);
    let placed = hints::placed(app, cells - chip);
    let own = at.x.saturating_sub(frame.hints.x);
    if own < chip && !table::take(app) {
        return Vec::new();
    }
    if own < marked {
        marks::clear(app);
        return Vec::new();
    }
    if own < chip {
        return run(app, Command::Filter);
    }
    let hit = placed.iter().rev().find(|(x, _)| own - chip >= *x);
    hit.map_or_else(Vec::new, |(_, hint)| run(app, hint.entry.command))
}

/// A press in the view.
fn in_view(app: &mut App, view: Rect, at: Position, twice: bool) -> Vec<Effect> {
    match app.view {
        View::Roadmap => roadmap::press(app, at, twice),
        View::Network => network::press(app, at, twice),
        View::Initiatives => {
            table::press(app, view, at);
            // Rows that are sorted or grouped have no order of their own to change.
            let own = app.table.sort.is_none() && app.table.group.is_none();
            if let Some(of) = table::initiative_at(app, at).filter(|_| own && !twice) {
                let id = app.analysis().plan.initiatives[of.at()].id.clone();
                hand::take(app, at, Held::Row { of: RowKey::Bar(id), over: None });
            }
            if twice && screens::table_cell_at(app, view, at).is_some_and(|(_, column)| column.is_some()) {
                table::run(app, Command::CellEdit);
            }
        }
        View::Changes => {
            let found = screens::change_at(app, view, at);
            app.changes.at = found.unwrap_or(app.changes.at);
            if twice && found.is_some() {
                changes::run(app, Command::ChangeGo);
            }
        }
        View::Past => {
            let found = screens::past_at(app, view, at);
            if let Some((row, year)) = found {
                app.past.at = row;
                app.past.year = year.and_then(|year| app.past_years().get(year).copied()).or(app.past.year);
            }
            if twice && found.is_some() {
                return past::run(app, Command::PastGo);
            }
        }
        View::Problems => {
            let found = screens::problem_at(app, view, at);
            app.faults.at = found.unwrap_or(app.faults.at);
            if twice && found.is_some() {
                problems::run(app, Command::ProblemGo);
            }
        }
        View::Money => {
            if let Some((envelope, year)) = screens::money_cell_at(app, view, at) {
                app.money.envelope = envelope;
                app.money.year = year;
                app.money.scroll = 0;
                app.money.pane = Pane::Who;
                if twice {
                    money::run(app, Command::EditCell);
                }
            } else if let Some(which) = screens::money_divider_at(app, view, at) {
                splits::take(app, which, at);
            }
        }
    }
    Vec::new()
}
