//! What is marked, at the beginning of the hint line: how many, how many of them out of sight, and what they cost.
//!
//! ```text
//!  ● 5 marked, 2 hidden · £430k  Esc none
//! ```

use crate::display::width;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;

/// The sign of what is marked.
pub const MARK: &str = "●";

fn chip(app: &App) -> Vec<(String, Role)> {
    let Some(marked) = app.marked_in_short().filter(|_| app.overlays.is_empty()) else { return Vec::new() };
    let hidden = if marked.hidden > 0 { format!(", {} hidden", marked.hidden) } else { String::new() };
    let mut chip = vec![
        (format!(" {MARK} {} marked{hidden}", marked.count), Role::Accent),
        (format!(" · {}  ", app.figures().spoken(marked.cost)), Role::HintKey),
    ];
    if app.size.0 >= 100 {
        chip.push((format!("{}  ", app.keys.after("", Command::Back, "none")), Role::HintText));
    }
    chip
}

/// The cells that it takes.
pub fn cells(app: &App) -> u16 {
    chip(app).iter().map(|(text, _)| width(text) as u16).sum()
}

/// Draws it; the cell behind it.
pub fn draw(app: &App, canvas: &mut Canvas, all: u16) -> u16 {
    let mut x = 0;
    for (text, role) in chip(app) {
        x = canvas.text(x, 0, all.saturating_sub(x), &text, role);
    }
    x
}
