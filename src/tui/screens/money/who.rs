//! Who is in a cell: initiatives by what they put into it, those that would clear it marked.

use std::ops::Range;

use super::panes::Line;
use crate::display::{Align, fit, harmless};
use crate::money::Contributor;
use crate::plan::EnvelopeIx;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::screens::span_words;
use crate::tui::widgets::gauge;
use crate::units::Money;
use crate::views::strip::figures_of;

/// How many lines there are.
pub fn count(app: &App, envelope: EnvelopeIx, year: usize) -> usize {
    let who = app.who_is_in(envelope, year);
    match who.len() {
        0 => 1,
        many => many + foot(app, envelope, year, &who).0.len(),
    }
}

/// What no initiative puts into the cell, and whether somebody is marked.
fn foot(app: &App, envelope: EnvelopeIx, year: usize, who: &[Contributor]) -> (Vec<Foot>, Money) {
    let sum: Money = who.iter().map(|it| it.amount).sum();
    let mut feet = Vec::new();
    let Some(figures) = figures_of(app.analysis(), envelope) else { return (feet, Money::ZERO) };
    let cell = &figures.years[year];
    let other = cell.spend - cell.returned - sum;
    if !other.is_zero() {
        feet.push(Foot::Other);
    }
    if who.iter().any(|it| it.needed) {
        feet.extend([Foot::Blank, Foot::Marked]);
    }
    (feet, other)
}

/// A line below the initiatives.
#[derive(Clone, Copy)]
enum Foot {
    Other,
    Blank,
    Marked,
}

/// The cells of the columns.
struct Widths {
    title: usize,
    amount: usize,
    bar: usize,
    slack: usize,
}

impl Widths {
    fn of(app: &App, who: &[Contributor], other: Money, width: usize) -> Self {
        // A figure grows with its amount, so that the widest is the one furthest from nothing on either side; but for
        // pence, which only some have.
        let words = app.figures();
        let amounts = || who.iter().map(|it| it.amount).chain([other]);
        let has_pence = |it: Money| it.pence() % 100 != 0;
        let any_pence = amounts().any(has_pence);
        let cells = |it: Money| {
            crate::display::width(&words.full(it)) + if any_pence && !has_pence(it) { ".00".len() } else { 0 }
        };
        let amount = [amounts().min(), amounts().max()].into_iter().flatten().map(cells).max();
        let amount = amount.unwrap_or(0).max(8) + 1;
        let (slack, bar) = match width {
            0..46 => (0, 0),
            46..60 => (0, 7),
            60.. => (11, 9),
        };
        Self { title: width.saturating_sub(2 + amount + 6 + bar + slack), amount, bar, slack }
    }
}

/// The initiatives of a cell, the largest first; what a breach needs taken out is marked. Those of `window` alone, because
/// there can be thousands.
pub fn lines(app: &App, envelope: EnvelopeIx, year: usize, width: u16, window: Range<usize>) -> Vec<Line> {
    let who = app.who_is_in(envelope, year);
    if who.is_empty() {
        return vec![vec![("Nobody spends from this envelope in this year.".to_owned(), Role::Muted)]];
    }
    let all: Money = who.iter().map(|it| it.amount).filter(|amount| !amount.is_negative()).sum();
    let (feet, other) = foot(app, envelope, year, &who);
    let widths = Widths::of(app, &who, other, usize::from(width));
    let ends = window.end.min(who.len() + feet.len());
    let line = |at: usize| match who.get(at) {
        Some(it) => one(app, it, all, &widths),
        None => match feet[at - who.len()] {
            Foot::Blank => Vec::new(),
            Foot::Marked => vec![("‼ without these it would hold again".to_owned(), Role::Muted)],
            Foot::Other => vec![
                ("  ".to_owned(), Role::Muted),
                (fit("interest and what no initiative owns", widths.title, Align::Left), Role::Muted),
                (fit(&app.figures().full(other), widths.amount, Align::Right), Role::Text),
            ],
        },
    };
    (window.start.min(ends)..ends).map(line).collect()
}

/// One initiative.
fn one(app: &App, it: &Contributor, all: Money, widths: &Widths) -> Line {
    let analysis = app.analysis();
    let of = &analysis.plan.initiatives[it.initiative.at()];
    let thousandths = if all.is_zero() { 0 } else { it.amount.pence().saturating_mul(1_000) / all.pence() };
    let share = if it.amount.is_negative() { String::new() } else { format!("{} %", (thousandths + 5) / 10) };
    let (mark, role) = if it.needed { ("‼ ", Role::Over) } else { ("  ", Role::Muted) };
    let mut line = vec![
        (mark.to_owned(), role),
        (fit(&harmless(&of.title), widths.title, Align::Left), Role::Text),
        (
            fit(&app.figures().full(it.amount), widths.amount, Align::Right),
            if it.amount.is_negative() { Role::Gain } else { Role::Heading },
        ),
        (fit(&share, 6, Align::Right), Role::Muted),
    ];
    if widths.bar > 0 {
        let (used, rest) = gauge::text(widths.bar as u16 - 2, thousandths);
        line.push(("  ".to_owned(), Role::Muted));
        line.push((used, Role::Spend));
        line.push((rest, Role::Border));
    }
    if widths.slack > 0 {
        let placed = analysis.schedule.placed(it.initiative);
        let (words, role) = match placed {
            Some(placed) if placed.critical() => ("critical".to_owned(), Role::Critical),
            Some(placed) => (span_words(placed.slack_days), Role::Muted),
            None => (String::new(), Role::Muted),
        };
        line.push((fit(&words, widths.slack, Align::Right), role));
    }
    line
}
