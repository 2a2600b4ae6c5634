//! The list: conflicts with what was chosen, and under them what came in by itself.

use ratatui::layout::{Position, Rect};

use super::words;
use crate::display::width;
use crate::theme::Role;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::layout::scrolled;
use crate::tui::solving::Solving;

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A row that can be marked, by its number.
    Row(usize),
    /// The heading of what came in by itself.
    Heading,
}

/// All lines of the list.
pub fn rows(solving: &Solving) -> Vec<Line> {
    let disputes = solving.draft.disputes.len();
    let mut lines: Vec<Line> = (0..disputes).map(Line::Row).collect();
    if !solving.draft.news.is_empty() {
        lines.push(Line::Heading);
        lines.extend((disputes..solving.rows()).map(Line::Row));
    }
    lines
}

fn first(solving: &Solving, lines: &[Line], height: u16) -> usize {
    let marked = lines.iter().position(|line| *line == Line::Row(solving.at)).unwrap_or(0);
    let height = usize::from(height);
    scrolled(marked.saturating_sub(height / 2), marked, height, lines.len())
}

/// The row at a place.
pub fn row_at(solving: &Solving, area: Rect, at: Position) -> Option<usize> {
    let lines = rows(solving);
    match lines.get(first(solving, &lines, area.height) + usize::from(at.y - area.y))? {
        Line::Row(row) => Some(*row),
        Line::Heading => None,
    }
}

/// Draws the list.
pub fn draw(canvas: &mut Canvas, solving: &Solving) {
    let lines = rows(solving);
    let top = first(solving, &lines, canvas.height());
    let widest = *solving.widest.get_or_init(|| widest(solving));
    let column = (widest + 6).min(canvas.width() / 2).max(28);
    for (y, line) in lines.iter().skip(top).take(usize::from(canvas.height())).enumerate() {
        let mut row = canvas.part(0, y as u16, canvas.width(), 1);
        match line {
            Line::Heading => {
                let count = solving.draft.news.len();
                let said = format!("Merged by itself: {count}");
                row.text(2, 0, row.width(), &said, Role::Muted);
            }
            Line::Row(at) => {
                if *at == solving.at {
                    row.fill(Role::CursorRow);
                    row.symbol(0, 0, "▸", Role::Accent);
                }
                if *at < solving.draft.disputes.len() {
                    conflict(&mut row, solving, *at, column);
                } else {
                    came_in(&mut row, solving, *at - solving.draft.disputes.len(), column);
                }
            }
        }
    }
}

/// The cells of the longest name, which goes through all of the rows.
fn widest(solving: &Solving) -> u16 {
    let came = solving.draft.news.iter().map(|news| {
        let (item, key, _) = words::news(news);
        (item, key)
    });
    let named = solving.draft.disputes.iter().map(words::about).chain(came);
    named.map(|(item, key)| width(&item) + width(&key) + 2).max().unwrap_or(0) as u16
}

fn conflict(row: &mut Canvas, solving: &Solving, at: usize, column: u16) {
    let all = row.width();
    let dispute = &solving.draft.disputes[at];
    let (item, key) = words::about(dispute);
    let (mark, role) = match &solving.choices[at] {
        Some(_) => ("✓", Role::Within),
        None => ("○", Role::Over),
    };
    row.symbol(2, 0, mark, role);
    let end = row.text(4, 0, column.saturating_sub(5), &item, Role::Heading);
    row.text(end + 2, 0, column.saturating_sub(end + 3), &key, Role::Text);
    let chosen = match &solving.choices[at] {
        Some(choice) => format!("→ {}", words::choice(solving, choice)),
        None => String::new(),
    };
    let right = width(&chosen) as u16 + 2;
    row.text(column, 0, all.saturating_sub(column + right), &words::kind(solving, dispute), Role::Muted);
    row.beside(0, 0, all.saturating_sub(1), &chosen, Role::Accent, Side::Right);
}

fn came_in(row: &mut Canvas, solving: &Solving, at: usize, column: u16) {
    let all = row.width();
    let news = &solving.draft.news[at];
    let (item, key, what) = words::news(news);
    row.symbol(2, 0, "·", Role::Muted);
    let end = row.text(4, 0, column.saturating_sub(5), &item, Role::Text);
    row.text(end + 2, 0, column.saturating_sub(end + 3), &key, Role::Muted);
    let who = words::whose(solving, news.whose);
    let right = width(who) as u16 + 2;
    row.text(column, 0, all.saturating_sub(column + right), &what, Role::Muted);
    row.beside(0, 0, all.saturating_sub(1), who, Role::Muted, Side::Right);
}
