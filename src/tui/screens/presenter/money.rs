//! The last slide: the marked envelope in large figures, and all of them by year.

use super::{bars, said, sentence, years};
use crate::display::width;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::layout::scrolled;
use crate::tui::presenting::Presenting;
use crate::views::standing;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas, at: &Presenting) {
    let analysis = app.analysis();
    let money = &analysis.money;
    let (all, height) = (canvas.width(), canvas.height());
    let mut y = sentence(app, canvas) + 1;
    let marked = at.row.min(money.envelopes.len().saturating_sub(1));
    let Some(envelope) = money.envelopes.get(marked) else { return };
    let rows = years::rows(app, height);
    let scale = bars::scale(app.span(), all);
    years::draw(app, &mut canvas.part(0, y, all, rows), envelope.envelope, &scale);
    y += rows + 1;
    let titles: Vec<_> = money
        .envelopes
        .iter()
        .map(|it| said(app, &analysis.plan.envelopes[it.envelope.at()].title))
        .collect();
    let longest = titles.iter().map(|title| width(title)).max().unwrap_or(0) as u16;
    let count = money.years.len().max(1) as u16;
    let side = (longest + 3).min(all.saturating_sub(count * 8).max(14));
    let cells = (all.saturating_sub(side) / count).min(16);
    let figures = app.figures();
    if cells >= 6 {
        for (nth, year) in money.years.iter().enumerate() {
            let (year, x) = (year.to_string(), side + nth as u16 * cells);
            let name = if usize::from(cells) > year.len() { &year[..] } else { &year[2..] };
            canvas.beside(x, y, cells, name, Role::Muted, Side::Right);
        }
    }
    let rest = height.saturating_sub(y + 1);
    let step = if titles.len() as u16 * 2 <= rest { 2 } else { 1 };
    let room = usize::from(rest / step);
    let top = scrolled(0, marked, room, titles.len());
    for (line, (nth, title)) in titles.iter().enumerate().skip(top).take(room).enumerate() {
        let y = y + 1 + line as u16 * step + (step - 1);
        if nth == marked {
            canvas.part(0, y, all, 1).fill(Role::CursorRow);
            canvas.symbol(0, y, "▸", Role::Accent);
        }
        canvas.text(2, y, side.saturating_sub(3), title, Role::Heading);
        for (year, cell) in money.envelopes[nth].years.iter().enumerate() {
            let state = standing::of_state(cell.state);
            let figure = cell.headroom.map(|headroom| figures.short(headroom));
            let text = match (figure, app.room.money_hidden) {
                (None, _) => "–".to_owned(),
                (Some(_), true) if usize::from(cells) > state.word.len() + 2 => {
                    format!("{} {}", state.glyph, state.word)
                }
                (Some(_), true) => state.glyph.to_owned(),
                (Some(figure), false) => format!("{figure} {}", state.glyph),
            };
            let quiet = cell.headroom.is_none();
            let role = if quiet { Role::Faint } else { state.role };
            canvas.beside(side + year as u16 * cells, y, cells, &text, role, Side::Right);
        }
    }
}
