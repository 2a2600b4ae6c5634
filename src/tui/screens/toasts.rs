//! Messages that pass, at the lower right of the view; the newest lowest.

use crate::display::{width, wrap};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;

/// Draws the messages.
pub fn draw(app: &App, canvas: &mut Canvas) {
    let most = usize::from(canvas.width().saturating_sub(6)).min(150);
    let mut bottom = canvas.height();
    for toast in app.toasts.iter().rev() {
        let lines = wrap(&crate::display::harmless(&toast.text), most);
        let cells = lines.iter().map(|line| width(line)).max().unwrap_or(0) as u16 + 4;
        let height = lines.len() as u16;
        let Some(top) = bottom.checked_sub(height) else { return };
        let x = canvas.width().saturating_sub(cells + 1);
        let mut plate = canvas.part(x, top, cells, height);
        plate.fill(Role::Toast);
        for (row, line) in lines.iter().enumerate() {
            plate.text(2, row as u16, cells, line, Role::Toast);
            plate.symbol(0, row as u16, "▌", if toast.failed { Role::Over } else { Role::Accent });
        }
        bottom = top;
    }
}
