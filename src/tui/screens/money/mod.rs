//! The money view: envelopes by year, and for the chosen cell how it comes about, who is in it, and the ways back.
//!
//! ```text
//!  £k                     2027/28    2028/29    2029/30    all years
//!  Prudential borrowing   +40.0 ✓  [+321.5 ✓]  +128.5 ✓     +530.0 ✓
//! ── Prudential borrowing 2028/29 ─────┬─ Who is in it ────────────────
//!  Opening                        0    │ Device refresh  1,800,000  59 %
//! + Allocation            3,380,000    │ Customer account  320,000  10 %
//! ```

mod grid;
mod panes;
mod recurrent;
mod value;
mod ways;
mod who;

use ratatui::layout::{Position, Rect};

use crate::theme::Role;
use crate::tui::app::{App, Pane};
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::screens::part;
use crate::tui::splits::Divider;

/// Rows that the panes keep whatever the reader makes larger.
const LEAST_PANES: u16 = 4;

/// Rows of the grid with its heading, and rows of one envelope.
fn grid_rows(app: &App, area: Rect) -> (u16, u16) {
    let envelopes = app.analysis().money.envelopes.len() as u16;
    if let Some(rows) = app.splits.grid {
        let rows = rows.min(area.height.saturating_sub(LEAST_PANES)).max(2).min(area.height);
        return (rows, if rows > envelopes.saturating_mul(2) { 2 } else { 1 });
    }
    let each = if (area.height >= 50 && envelopes <= 10) || app.comparing.is_some() { 2 } else { 1 };
    let most = (area.height / 2).max(3);
    ((1 + envelopes * each).min(most), each)
}

/// The line between panes at a place of the screen.
pub fn divider_at(app: &App, area: Rect, at: Position) -> Option<Divider> {
    app.cell()?;
    let (rows, _) = grid_rows(app, area);
    if at.y == area.y + rows {
        return Some(Divider::Grid);
    }
    let first = panes::first(app, area.width, area.height - rows)?;
    (at.y > area.y + rows && at.x == area.x + first).then_some(Divider::Pane)
}

/// The size that a line stands for in the view of the terminal there is.
pub fn size(app: &App, which: Divider) -> u16 {
    let area = layout::frame(Rect::new(0, 0, app.size.0, app.size.1)).view;
    let (rows, _) = grid_rows(app, area);
    match which {
        Divider::Grid => rows,
        Divider::Pane => panes::first(app, area.width, area.height - rows).unwrap_or(area.width),
        Divider::List | Divider::Strip | Divider::Detail | Divider::Side => 0,
    }
}

/// Draws the money view.
pub fn draw(app: &App, canvas: &mut Canvas) {
    let area = canvas.area;
    let Some((envelope, row, year)) = app.cell() else {
        canvas.text(
            2,
            1,
            canvas.width(),
            "This plan has no envelope to hold its money against.",
            Role::Heading,
        );
        let adds =
            app.keys.after("", Command::NewEnvelope, "adds one: what it pays, and how much in each year");
        canvas.text(2, 3, canvas.width().saturating_sub(3), &adds, Role::Muted);
        value::alone(
            app,
            &mut canvas.part(2, 5, area.width.saturating_sub(2), area.height.saturating_sub(5)),
        );
        return;
    };
    let (rows, each) = grid_rows(app, area);
    grid::draw(app, &mut canvas.part(0, 0, area.width, rows), each, row, year);
    let below = Rect { y: area.y + rows, height: area.height - rows, ..area };
    panes::draw(app, &mut part(canvas, below), envelope, year);
}

/// The cell of the grid at a place of the screen: the envelope's id and the year.
pub fn cell_at(app: &App, area: Rect, at: Position) -> Option<(String, usize)> {
    let (_, row, year) = app.cell()?;
    let (rows, each) = grid_rows(app, area);
    if at.y >= area.y + rows {
        return None;
    }
    grid::cell_at(app, area.width, rows, each, (row, year), (at.x - area.x, at.y - area.y))
}

/// What a pane is called.
const fn title(pane: Pane) -> &'static str {
    match pane {
        Pane::Reconciliation => "How it comes about",
        Pane::Who => "Who is in it",
        Pane::Ways => "Ways back inside",
        Pane::Recurrent => "Recurrent test",
        Pane::Value => "Value for money",
    }
}
