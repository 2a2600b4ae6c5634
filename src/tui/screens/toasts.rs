//! What was just done or could not be: over the lines of keys and state, so that it covers nothing of the plan. Only the
//! newest is shown. While a bar is held or something lies over the view, its keys stay, and the message stands above them;
//! so does one of several lines where keys and state have a line each.

use std::borrow::Cow;

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
    let undo = app.keys.after("; ", Command::Undo, UNDOES);
    let lines = wrap(&fitted(&text, &undo, room), room);
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

/// The message with what undoes it; how many more cells there are makes way where it then stands in one line.
fn fitted<'t>(text: &'t str, undo: &str, room: usize) -> Cow<'t, str> {
    let shorter = || {
        let (said, more) = text.strip_suffix(undo)?.rsplit_once(", ")?;
        let counted = more.starts_with(|c: char| c.is_ascii_digit()) && more.contains(" more cell");
        Some(format!("{said}, …{undo}")).filter(|text| counted && width(text) <= room)
    };
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    shorter().map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_undoes_it_is_always_said() {
        let text = "CRM 1 month later: 2028/29 capital −£60,000, now over, 7 more cells; u undoes";
        assert_eq!(fitted(text, "; u undoes", 80), text);
        assert_eq!(
            fitted(text, "; u undoes", 70),
            "CRM 1 month later: 2028/29 capital −£60,000, now over, …; u undoes"
        );
        // Two lines rather than without it, or without what happened.
        assert_eq!(fitted(text, "; u undoes", 50), text);
        assert_eq!(
            fitted("A long message of something else", "; u undoes", 10),
            "A long message of something else"
        );
    }
}
