//! The cell of the table that is typed in, when the mouse goes elsewhere: what is typed is taken first, as Enter takes it;
//! what cannot be taken stays in its cell with the reason, and the mouse does nothing.

use ratatui::layout::Position;

use crate::tui::app::{App, RowKey};
use crate::tui::event::Mouse;
use crate::tui::layout::Frame;
use crate::tui::screens;
use crate::tui::update::table;

/// Whether the mouse may act.
pub fn left(app: &mut App, frame: &Frame, what: Mouse, at: Position) -> bool {
    if app.table.edit.is_none() {
        return true;
    }
    match what {
        Mouse::Drag | Mouse::Release | Mouse::Hover | Mouse::Right => true,
        Mouse::WheelUp
        | Mouse::WheelDown
        | Mouse::WheelLeft
        | Mouse::WheelRight
        | Mouse::ZoomIn
        | Mouse::ZoomOut => table::take(app),
        // What can be pressed now is for the cell itself.
        Mouse::Press | Mouse::PressOne | Mouse::PressRange if frame.hints.contains(at) => true,
        Mouse::Press | Mouse::PressOne | Mouse::PressRange => pressed(app, frame, at),
    }
}

fn pressed(app: &mut App, frame: &Frame, at: Position) -> bool {
    let column = screens::table_cell_at(app, frame.view, at).and_then(|(_, column)| column);
    let under = |app: &App| {
        let of = table::initiative_at(app, at)?;
        Some(app.analysis().plan.initiatives[of.at()].id.clone())
    };
    let meant = under(app);
    let own = app.table.edit.as_ref().is_some_and(|edit| meant.as_ref() == Some(&edit.id));
    if (own && column == Some(app.table_column())) || !table::take(app) {
        return false;
    }
    // The rows may stand in another order now; the one that was pressed is meant.
    if let Some(id) = meant.filter(|id| under(app).as_ref() != Some(id)) {
        app.roadmap.cursor = RowKey::Bar(id);
        app.table.column = column.unwrap_or(app.table_column());
        table::in_sight(app);
        return false;
    }
    true
}
