//! Ways back inside: the single moves that mend the chosen cell, best first.

use super::panes::Line;
use crate::check::{Move, Way};
use crate::display::{Align, cut, fit, harmless, width, wrap};
use crate::plan::EnvelopeIx;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::ways::{Sought, sought};
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
    let title = harmless(title);
    format!("{} {step}", cut(&title, cells.saturating_sub(width(step) + 1)))
}

fn one(app: &App, at: usize, way: &Way, cells: u16) -> Vec<Line> {
    let analysis = app.analysis();
    let title = &analysis.plan.initiatives[way.step.initiative().at()].title;
    let months = |count: u32| if count == 1 { "1 month".to_owned() } else { format!("{count} months") };
    let step = match way.step {
        Move::Later { months: by, .. } => format!("{} later", months(by)),
        Move::Earlier { months: by, .. } => format!("{} earlier", months(by)),
        Move::LeaveOut { .. } => "left out".to_owned(),
    };
    let verdict = standing::of_verdict(way.verdict);
    let (mark, role) = if way.cures { ("✓", Role::Within) } else { ("·", Role::Muted) };
    let figures = app.figures();
    let headroom = way.headroom.map_or(String::new(), |headroom| figures.table_signed(headroom));
    let number = 11;
    let name = usize::from(cells).saturating_sub(5 + number);
    let mut notes = Vec::new();
    if !way.cures {
        notes.push("does not cure it alone".to_owned());
    }
    notes.push(match way.breaches_left {
        0 => format!("the plan is {}", way.verdict.word()),
        1 => "1 breach left".to_owned(),
        many => format!("{many} breaches left"),
    });
    match way.moved {
        0 => {}
        1 => notes.push("1 other moves".to_owned()),
        many => notes.push(format!("{many} others move")),
    }
    if way.new_problems > 0 {
        notes.push(format!(
            "{} new problem{}",
            way.new_problems,
            if way.new_problems == 1 { "" } else { "s" }
        ));
    }
    if way.slip_days > 0 {
        notes.push(format!("finishes {} later", crate::tui::screens::span_words(way.slip_days)));
    }
    vec![
        vec![
            (format!("{} ", at + 1), Role::Muted),
            (format!("{mark} "), role),
            (fit(&named(title, &step, name), name, Align::Left), Role::Text),
            (fit(&headroom, number, Align::Right), role),
        ],
        vec![
            ("    ".to_owned(), Role::Muted),
            (format!("{} {}", verdict.glyph, notes.join(", ")), Role::Muted),
        ],
    ]
}
