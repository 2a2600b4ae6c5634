//! Ways back inside: the single moves that mend the chosen cell, best first.

use super::panes::Line;
use crate::check::Way;
use crate::display::{Align, cut, fit, width, wrap};
use crate::plan::EnvelopeIx;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::ways::{self, Sought, sought};
use crate::views::standing;

/// The moves that were found, or why there are none.
pub fn lines(app: &App, envelope: EnvelopeIx, year: usize, cells: u16) -> Vec<Line> {
    let say = |text: &str, role: Role| {
        wrap(text, usize::from(cells)).into_iter().map(|line| vec![(line, role)]).collect::<Vec<Line>>()
    };
    match sought(app, envelope, year) {
        Sought::Needless => say("✓ Nothing to mend: this cell holds.", Role::Within),
        Sought::Seeking => say("Trying moves …", Role::Muted),
        Sought::Found([]) => {
            say("No single move makes this cell better. More than one is needed, or more money.", Role::Over)
        }
        Sought::Found(ways) => {
            ways.iter().enumerate().flat_map(|(at, way)| one(app, at, way, cells)).collect()
        }
    }
}

/// What moves and how, in so many cells: the name gives way, never the step.
fn named(title: &str, step: &str, cells: usize) -> String {
    format!("{} {step}", cut(title, cells.saturating_sub(width(step) + 1)))
}

fn one(app: &App, at: usize, way: &Way, cells: u16) -> Vec<Line> {
    let verdict = standing::of_verdict(way.verdict);
    let (mark, role) = if way.cures { ("✓", Role::Within) } else { ("·", Role::Muted) };
    let figures = app.figures();
    let headroom = way.headroom.map_or(String::new(), |headroom| figures.table_signed(headroom));
    let number = 11;
    let name = usize::from(cells).saturating_sub(5 + number);
    let what = named(&ways::title(app, way), &ways::step(way.step), name);
    vec![
        vec![
            (format!("{} ", at + 1), Role::Muted),
            (format!("{mark} "), role),
            (fit(&what, name, Align::Left), Role::Text),
            (fit(&headroom, number, Align::Right), role),
        ],
        vec![
            ("    ".to_owned(), Role::Muted),
            (format!("{} {}", verdict.glyph, ways::notes(app, way).join(", ")), Role::Muted),
        ],
    ]
}
