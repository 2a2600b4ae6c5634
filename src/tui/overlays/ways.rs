//! The single moves that would mend a cell, as a list: Enter tries one as a what-if.

use super::lists::{Item, Take};
use crate::check::Way;
use crate::tui::app::App;
use crate::tui::trying::Cell;
use crate::tui::ways::{self, Sought, sought};
use crate::views::standing;

/// The moves that were found for the cell, best first.
pub fn items(app: &App, (envelope, year): Cell) -> Vec<Item> {
    let Sought::Found(found) = sought(app, envelope, year) else { return Vec::new() };
    let item = |way: &Way| {
        let glyph = if way.cures { "✓" } else { "·" };
        let standing = standing::of_verdict(way.verdict);
        Item {
            title: format!("{glyph} {} {}", ways::title(app, way), ways::step(way.step)),
            more: format!("{} {}", standing.glyph, ways::notes(app, way).join(", ")),
            right: costs(app, way),
            group: "",
            take: Take::Mend(way.step),
        }
    };
    found.iter().map(item).collect()
}

/// What it costs and what is left, short: `savings −£30k · 1 left · +40.0`.
fn costs(app: &App, way: &Way) -> String {
    let figures = app.figures();
    let mut parts = Vec::new();
    if app.size.0 >= 100 {
        if way.slip_days > 0 {
            parts.push(format!("ends {} later", crate::tui::screens::span_words(way.slip_days)));
        }
        if !way.savings_lost.is_zero() {
            parts.push(format!("savings {}", figures.spoken(-way.savings_lost)));
        }
    }
    parts.push(match way.breaches_left {
        0 => "all inside".to_owned(),
        many => format!("{many} left"),
    });
    parts.extend(way.headroom.map(|headroom| figures.table_signed(headroom)));
    parts.join(" · ")
}
