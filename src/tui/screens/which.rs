//! What can follow a key that begins a longer one: shown when nothing follows it for a while.
//!
//! ```text
//!  g …   b Back to what is saved   c Next case   m Money   r Roadmap
//! ```

use ratatui::layout::Rect;

use super::part;
use crate::display::width;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::TABLE;
use crate::tui::event::Millis;
use crate::tui::keymap;

/// How long nothing must follow; who knows the keys never sees this.
pub const AFTER: Millis = 300;

/// What can follow the keys that wait: the rest of each sequence, and what it does.
fn continuations(app: &App) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for context in keymap::contexts(app) {
        for entry in TABLE.iter().filter(|it| it.context == context && keymap::holds(app, it.when)) {
            for keys in app.keys.of(entry.command).iter().filter(|keys| keys.len() > app.pending.len()) {
                if keys.starts_with(&app.pending) {
                    found.push((app.keys.shown(&keys[app.pending.len()..]), entry.title));
                }
            }
        }
    }
    found
}

/// Draws what can follow at the foot of the view.
pub fn draw(app: &App, canvas: &mut Canvas, view: Rect) {
    if app.pending.is_empty() || app.now < app.pending_since + AFTER {
        return;
    }
    let found = continuations(app);
    let each = found.iter().map(|(keys, title)| width(keys) + width(title) + 3).max().unwrap_or(0) as u16;
    let columns = (view.width.saturating_sub(2) / each.max(1)).max(1);
    let rows = (found.len() as u16).div_ceil(columns).min(view.height.saturating_sub(1));
    let area = Rect { y: view.bottom().saturating_sub(rows + 1), height: rows + 1, ..view };
    let mut panel = part(canvas, area);
    panel.fill(Role::Panel);
    panel.rule(0, &[(&app.keys.shown(&app.pending), Role::HintKey), (" …", Role::Muted)], "Esc");
    for (nth, (keys, title)) in found.iter().enumerate() {
        let (column, row) = (nth as u16 / rows.max(1), nth as u16 % rows.max(1));
        let x = 2 + column * each;
        panel.pieces(x, row + 1, each, &[(keys, Role::HintKey), (" ", Role::Panel), (title, Role::Panel)]);
    }
}
