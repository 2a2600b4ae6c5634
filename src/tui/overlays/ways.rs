//! The single moves that would mend the cell of the money view, as a list: Enter makes one, as a step of undo.

use super::lists::{Item, Take};
use crate::tui::app::App;
use crate::tui::ways::{self, Sought, sought};
use crate::views::standing;

/// The moves that were found for the cell, best first.
pub fn items(app: &App) -> Vec<Item> {
    let Some((envelope, _, year)) = app.cell() else { return Vec::new() };
    let Sought::Found(found) = sought(app, envelope, year) else { return Vec::new() };
    let figures = app.figures();
    let item = |way: &crate::check::Way| {
        let glyph = if way.cures { "✓" } else { "·" };
        let headroom = way.headroom.map(|headroom| figures.table_signed(headroom)).unwrap_or_default();
        let standing = standing::of_verdict(way.verdict);
        Item {
            title: format!("{glyph} {} {}", ways::title(app, way), ways::step(way)),
            more: format!("{} {}", standing.glyph, ways::notes(way).join(", ")),
            right: headroom,
            group: "",
            take: Take::Mend(way.step),
        }
    };
    found.iter().map(item).collect()
}
