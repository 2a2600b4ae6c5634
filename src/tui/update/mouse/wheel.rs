//! The wheel: up and down through rows, with Shift or sideways through time, with Ctrl nearer and farther.

use ratatui::layout::Position;

use crate::tui::app::{App, View};
use crate::tui::event::Mouse;
use crate::tui::layout::Frame;
use crate::tui::overlays::Overlay;
use crate::tui::update::{changes, form, network, past, problems, roadmap, table};

/// Rows by which one notch scrolls.
const ROWS: i64 = 3;

/// What the wheel does; while something is held it does nothing.
pub fn turned(app: &mut App, frame: &Frame, what: Mouse, at: Position) {
    if let Some(Overlay::Form(_)) = app.overlays.last() {
        return form::mouse(app, what, frame.view, at);
    }
    if app.grab.is_some() || app.linking.is_some() || !app.overlays.is_empty() || app.hand.dragged().is_some()
    {
        return;
    }
    match what {
        Mouse::WheelUp => rows(app, -ROWS),
        Mouse::WheelDown => rows(app, ROWS),
        Mouse::WheelLeft => time(app, -1),
        Mouse::WheelRight => time(app, 1),
        Mouse::ZoomIn => zoom(app, -1, at),
        Mouse::ZoomOut => zoom(app, 1, at),
        Mouse::Press
        | Mouse::PressOne
        | Mouse::PressRange
        | Mouse::Drag
        | Mouse::Release
        | Mouse::Hover
        | Mouse::Right => {}
    }
}

fn rows(app: &mut App, by: i64) {
    match app.view {
        View::Roadmap => roadmap::scroll_rows(app, by),
        View::Money => {
            let scroll = app.money.scroll as i64 + by;
            app.money.scroll = scroll.max(0) as usize;
        }
        View::Initiatives => table::step(app, by),
        View::Network => network::scroll(app, 0, by as i32),
        View::Changes => changes::scroll(app, by),
        View::Past => past::scroll(app, by),
        View::Problems => problems::step(app, by),
    }
}

fn time(app: &mut App, way: i32) {
    match app.view {
        View::Roadmap => roadmap::scroll_time(app, way, 8),
        View::Network => network::scroll(app, way * 8, 0),
        View::Initiatives => table::sideways(app, i64::from(way)),
        View::Money | View::Changes | View::Past | View::Problems => {}
    }
}

fn zoom(app: &mut App, way: i32, at: Position) {
    match app.view {
        View::Roadmap => roadmap::zoom_at(app, way, at),
        View::Network => network::zoom(app, -way),
        View::Money | View::Initiatives | View::Changes | View::Past | View::Problems => {}
    }
}
