//! What each choice would give: how the plan stands, headroom by envelope and year, and dates, where they differ.

use ratatui::layout::{Position, Rect};

use super::words;
use crate::display::width;
use crate::merge::Choice;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::solving::{Outcomes, Solving};
use crate::views::standing;

/// As many rows as it wants, with its rule.
pub fn height(outcomes: &Outcomes) -> u16 {
    // A rule, the choices, how the plan stands, and the rows; where nothing differs a sentence.
    (outcomes.rows.len() as u16).max(1) + 3
}

/// The cells of the names and of each choice.
fn columns(outcomes: &Outcomes, all: u16) -> (u16, u16) {
    let count = outcomes.each.len().max(1) as u16;
    let widest = outcomes.rows.iter().map(|row| width(&row.what)).max().unwrap_or(0) as u16;
    let values = outcomes.rows.iter().flat_map(|row| &row.values);
    let wanted = values.map(|value| width(&value.text)).max().unwrap_or(0).max(14) as u16 + 2;
    let cells = wanted.min(all.saturating_sub(14) / count);
    let names = (widest + 2).clamp(11, all.saturating_sub(cells * count + 1).max(11));
    // What is left over parts the columns.
    let cells = cells.max((all.saturating_sub(names + 1) / count).min(cells * 3 / 2));
    (names + 1, cells)
}

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas, solving: &Solving) {
    let Some(outcomes) = solving.outcomes() else { return };
    let all = canvas.width();
    canvas.rule(0, &[("What each gives", Role::Heading)], "");
    let (names, cells) = columns(&outcomes, all);
    let x = |at: usize| names + at as u16 * cells;
    for (at, (choice, reading)) in outcomes.each.iter().enumerate() {
        let chosen = solving.choices[solving.at].as_ref() == Some(choice);
        let role = if chosen { Role::Accent } else { Role::Heading };
        let end = canvas.text(x(at), 1, cells, &words::key_of(app, choice), Role::HintKey);
        let name = format!(" {}{}", words::choice(solving, choice), if chosen { " ✓" } else { "" });
        canvas.text(end, 1, cells.saturating_sub(2), &name, role);
        let standing = standing::of_verdict(reading.analysis.verdict);
        let errors = match reading.errors() {
            0 => String::new(),
            1 => ", 1 error".to_owned(),
            many => format!(", {many} errors"),
        };
        let said = format!("{} {}{errors}", standing.glyph, standing.word);
        canvas.text(x(at), 2, cells.saturating_sub(1), &said, standing.role);
    }
    canvas.text(1, 2, names.saturating_sub(2), "the plan", Role::Muted);
    if outcomes.rows.is_empty() {
        canvas.text(1, 3, all, "No headroom and no date depends on it.", Role::Muted);
        return;
    }
    let room = usize::from(canvas.height().saturating_sub(3));
    for (y, row) in outcomes.rows.iter().take(room).enumerate() {
        let y = 3 + y as u16;
        canvas.text(1, y, names.saturating_sub(2), &row.what, Role::Muted);
        for (at, value) in row.values.iter().enumerate() {
            canvas.text(x(at), y, cells.saturating_sub(1), &value.text, value.role);
        }
    }
    if outcomes.rows.len() > room {
        let more = format!("and {} more", outcomes.rows.len() - room);
        canvas.beside(0, 0, all.saturating_sub(2), &format!(" {more} "), Role::Muted, Side::Right);
    }
}

/// The choice in whose column a place lies.
pub fn choice_at(_app: &App, solving: &Solving, area: Rect, at: Position) -> Option<Choice> {
    let outcomes = solving.outcomes()?;
    let (names, cells) = columns(&outcomes, area.width);
    let at = at.x.checked_sub(area.x + names)? / cells.max(1);
    outcomes.each.get(usize::from(at)).map(|(choice, _)| choice.clone())
}
