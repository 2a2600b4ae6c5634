//! What was just done or could not be: over the lines of keys and state, so that it covers nothing of the plan. Only the
//! newest is shown. While a bar is held or something lies over the view, its keys stay, and the message stands above them;
//! so does one of several lines where keys and state have a line each.

use ratatui::layout::Rect;

use crate::display::{harmless, width, wrap};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::{Command, UNDOES};

/// Draws the newest message at the foot of the whole screen; `view` is what lies above the keys.
pub fn draw(app: &App, canvas: &mut Canvas, view: Rect) {
    let Some(toast) = app.toasts.last() else { return };
    let all = canvas.width();
    let text = harmless(&toast.text);
    let room = usize::from(all.saturating_sub(3));
    // What undoes it makes way when the message would need another line for it.
    let undo = app.keys.after("; ", Command::Undo, UNDOES);
    let short = text.strip_suffix(undo.as_str()).filter(|_| width(&text) > room).unwrap_or(&text);
    let lines = wrap(short, room);
    let height = lines.len() as u16;
    let tall = canvas.height() > view.bottom().saturating_sub(canvas.area.y) + 1;
    // One line takes the place of the line of state; more would take that of the keys, so they stand above both.
    let held = app.grab.is_some() || app.hand.dragged().is_some() || app.trying.trial.is_some();
    let keys_stay = held || !app.overlays.is_empty() || (tall && lines.len() > 1);
    let bottom = if keys_stay { view.bottom().saturating_sub(canvas.area.y) } else { canvas.height() };
    let mut plate = canvas.part(0, bottom.saturating_sub(height), all, height);
    plate.fill(Role::Toast);
    for (row, line) in lines.iter().enumerate() {
        plate.symbol(0, row as u16, "▌", if toast.failed { Role::Over } else { Role::Accent });
        plate.text(2, row as u16, all, line, Role::Toast);
    }
}
