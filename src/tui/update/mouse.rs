//! The mouse: a click selects, a click on a hint runs it, the wheel scrolls.

use ratatui::layout::{Position, Rect};

use super::{form, network, problems, roadmap, run, table};
use crate::tui::app::{App, View};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::event::Mouse;
use crate::tui::layout;
use crate::tui::overlays::Overlay;
use crate::tui::screens::{self, hints};

/// What the mouse does.
pub fn update(app: &mut App, what: Mouse, column: u16, row: u16) -> Vec<Effect> {
    let frame = layout::frame(Rect::new(0, 0, app.size.0, app.size.1));
    let at = Position { x: column, y: row };
    if let Some(Overlay::Form(_)) = app.overlays.last()
        && !frame.hints.contains(at)
    {
        form::mouse(app, what, frame.view, at);
        return Vec::new();
    }
    let hinted = frame.hints.contains(at) && matches!(app.overlays.last(), Some(Overlay::Form(_)));
    if app.grab.is_some()
        || app.linking.is_some()
        || !(app.overlays.is_empty() || (hinted && what == Mouse::Press))
    {
        return Vec::new();
    }
    match what {
        Mouse::WheelUp | Mouse::WheelDown => {
            let by = if what == Mouse::WheelUp { -3 } else { 3 };
            match app.view {
                View::Roadmap => roadmap::step(app, by),
                View::Money => {
                    let scroll = app.money.scroll as i64 + by;
                    app.money.scroll = scroll.max(0) as usize;
                }
                View::Initiatives => table::step(app, by),
                View::Network => network::scroll(app, 0, by as i32),
                View::Problems => problems::step(app, by),
            }
        }
        // The newest message lies over the keys; a click there takes it away.
        Mouse::Press if frame.hints.contains(at) && !app.toasts.is_empty() => app.toasts.clear(),
        Mouse::Press if frame.hints.contains(at) => {
            let cells = screens::hint_cells(app, &frame);
            let marked = screens::marks::cells(app).min(cells);
            let chip = marked + screens::filter::cells(app, cells - marked);
            let placed = hints::placed(app, cells - chip);
            let own = column.saturating_sub(frame.hints.x);
            if own < marked {
                super::marks::clear(app);
                return Vec::new();
            }
            if own < chip {
                return run(app, Command::Filter);
            }
            let hit = placed.iter().rev().find(|(x, _)| own - chip >= *x);
            if let Some((_, hint)) = hit {
                return run(app, hint.entry.command);
            }
        }
        Mouse::Press if frame.views.is_some_and(|views| views.contains(at)) => {
            if let Some(view) = screens::view_at(app, column) {
                app.view = view;
                table::settle(app);
                network::settle(app);
            }
        }
        Mouse::Press if frame.view.contains(at) => match app.view {
            View::Roadmap => press_row(app, at),
            View::Initiatives => table::press(app, frame.view, at),
            View::Network => network::press(app, at),
            View::Problems => {
                app.faults.at = screens::problem_at(app, frame.view, at).unwrap_or(app.faults.at);
            }
            View::Money => {
                if let Some((envelope, year)) = screens::money_cell_at(app, frame.view, at) {
                    app.money.envelope = envelope;
                    app.money.year = year;
                    app.money.scroll = 0;
                }
            }
        },
        Mouse::Press => {}
    }
    Vec::new()
}

fn press_row(app: &mut App, at: Position) {
    let parts = roadmap::parts(app);
    if !parts.rows.contains(at) {
        return;
    }
    let rows = app.rows();
    let height = usize::from(parts.rows.height);
    let top = layout::scrolled(app.roadmap.top, app.cursor_row(&rows), height, rows.len());
    let row = top + usize::from(at.y - parts.rows.y);
    let Some(key) = app.key_of(row) else { return };
    app.roadmap.top = top;
    app.roadmap.cursor = key;
    // The mark at the left edge of a lane folds it.
    if at.x <= parts.rows.x + 1
        && let crate::tui::app::RowKey::Lane(_) = app.roadmap.cursor
    {
        roadmap::run(app, crate::tui::command::Command::Fold);
    }
}
