//! Everything that is drawn: the frame, the views, what lies over them. Drawing reads the app and changes nothing.

mod changes;
pub mod filter;
mod frame;
mod hand;
pub mod hints;
mod linking;
pub mod marks;
mod money;
mod network;
mod past;
mod presenter;
mod problems;
mod roadmap;
pub mod solving;
mod table;
mod title;
mod toasts;
mod tour;
pub mod which;

pub use changes::{day_words, first_line as first_change, line_at as change_at};
pub use frame::hint_cells;
pub use money::{cell_at as money_cell_at, divider_at as money_divider_at, size as money_size};
pub use network::named_at as network_named_at;
pub use past::{first_row as first_past, row_at as past_at};
pub use problems::problem_at;
pub use roadmap::{DetailLine, THERE, initiative_lines, month as short_month, scale, span_words, tall_lines};
pub use table::{
    cell_at as table_cell_at, column_cells as table_column_cells, heading_at as table_heading_at,
    rows as table_rows,
};
pub use title::{plan_at, view_at};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::app::{App, View};
use super::canvas::Canvas;
use super::command::Command;
use super::layout;
use super::overlays;
use crate::theme::{Drawn, Glyphs, Role};
use crate::views::standing;

/// Where the cursor of the terminal stands, if anywhere.
pub type Caret = Option<(u16, u16)>;

/// Draws everything, with the symbols that the terminal can show.
pub fn draw(app: &App, buffer: &mut Buffer) -> Caret {
    let caret = paint(app, buffer);
    translate(buffer, app.theme.glyphs);
    caret
}

/// Takes what is drawn to a set of symbols, cell by cell.
pub fn translate(buffer: &mut Buffer, glyphs: Glyphs) {
    if glyphs == Glyphs::Full {
        return;
    }
    for cell in &mut buffer.content {
        match glyphs.drawn(cell.symbol()) {
            Drawn::Same => {}
            Drawn::Other(symbol) => {
                cell.set_symbol(symbol);
            }
            Drawn::Filled => {
                cell.set_symbol(" ");
                cell.modifier.toggle(Modifier::REVERSED);
            }
        }
    }
}

fn paint(app: &App, buffer: &mut Buffer) -> Caret {
    let area = buffer.area;
    let mut canvas = Canvas::new(buffer, &app.theme, area);
    canvas.fill(Role::Text);
    if area.width < layout::LEAST.0 || area.height < layout::LEAST.1 {
        one_line(app, &mut canvas);
        return None;
    }
    if let Some(solving) = app.solving.as_deref() {
        return solving::draw(app, &mut canvas, solving);
    }
    if let Some(at) = &app.room.presenting {
        return presenter::draw(app, &mut canvas, at);
    }
    let frame = layout::frame(area);
    let filter = frame::draw(app, &mut canvas, &frame);
    let mut view = part(&mut canvas, frame.view);
    let mut typed = None;
    match app.view {
        View::Roadmap => roadmap::draw(app, &mut view),
        View::Money => money::draw(app, &mut view),
        View::Initiatives => typed = table::draw(app, &mut view),
        View::Network => network::draw(app, &mut view),
        View::Changes => changes::draw(app, &mut view),
        View::Past => past::draw(app, &mut view),
        View::Problems => problems::draw(app, &mut view),
    }
    hand::draw(app, &mut canvas, frame.view);
    tour::draw(app, &mut canvas, frame.view);
    linking::draw(app, &mut canvas, frame.view);
    let caret = overlays::draw(app, &mut part(&mut canvas, frame.view)).or(typed).or(filter);
    which::draw(app, &mut canvas, frame.view);
    toasts::draw(app, &mut canvas, frame.view);
    caret
}

/// The part of a canvas at an area of the same buffer.
pub fn part<'b>(canvas: &'b mut Canvas<'_>, area: Rect) -> Canvas<'b> {
    let (x, y) = (area.x.saturating_sub(canvas.area.x), area.y.saturating_sub(canvas.area.y));
    canvas.part(x, y, area.width, area.height)
}

/// What there is room for in a very small terminal: how the plan stands, and what size is needed.
fn one_line(app: &App, canvas: &mut Canvas) {
    let analysis = app.analysis();
    let standing = standing::of_verdict(analysis.verdict);
    let width = canvas.width();
    let state = format!("{} {} ", standing.glyph, standing.word);
    canvas.pieces(0, 0, width, &[(&state, standing.role), (&analysis.sentence, Role::Text)]);
    let (columns, rows) = layout::LEAST;
    let quit = app.keys.after("; ", Command::Quit, "quits");
    canvas.text(0, 1, width, &format!("needs {columns} × {rows} cells{quit}"), Role::Muted);
}
