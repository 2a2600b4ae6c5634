//! Leaving one level at a time.

use super::{filter, marks, network, past, tour};
use crate::tui::app::{App, View};

/// Leaves one level: the marks, the messages, then the chosen envelope, then the money view.
pub fn back(app: &mut App) {
    if marks::clear(app) || !app.toasts.is_empty() {
        app.toasts.clear();
    } else if tour::leave(app) {
        // Its panel is put away.
    } else if app.view == View::Changes && app.changes.step.take().is_some() {
        app.view = View::Past;
    } else if app.view == View::Changes {
        app.view = View::Roadmap;
    } else if app.view == View::Past {
        past::leave(app);
    } else if app.last.is_some() {
        app.last = None;
    } else if app.comparing.is_some() {
        app.comparing = None;
    } else if filter::clear(app) {
        // All is shown again, and the cursor stays where it is.
    } else if network::widened(app) {
        // What was left out of sight is back.
    } else if app.view != View::Roadmap {
        app.view = View::Roadmap;
    } else if app.roadmap.envelope.is_some() {
        app.roadmap.envelope = None;
    }
}
