//! Who is in a cell: initiatives by what they put into it, those that would clear it marked.

use super::panes::Line;
use crate::display::{Align, fit, harmless};
use crate::plan::EnvelopeIx;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::screens::span_words;
use crate::tui::widgets::gauge;
use crate::units::Money;
use crate::views::strip::figures_of;

/// The initiatives of a cell, the largest first; what a breach needs taken out is marked.
pub fn lines(app: &App, envelope: EnvelopeIx, year: usize, width: u16) -> Vec<Line> {
    let analysis = app.analysis();
    let mut who = app.who_is_in(envelope, year).to_vec();
    if who.is_empty() {
        return vec![vec![("Nobody spends from this envelope in this year.".to_owned(), Role::Muted)]];
    }
    who.sort_by_key(|it| std::cmp::Reverse(it.amount.abs()));
    let all: Money = who.iter().map(|it| it.amount).filter(|amount| !amount.is_negative()).sum();
    let words = app.figures();
    let amounts: Vec<String> = who.iter().map(|it| words.full(it.amount)).collect();
    let amount = amounts.iter().map(|text| crate::display::width(text)).max().unwrap_or(0).max(8);
    let width = usize::from(width);
    let (slack, bar) = match width {
        0..46 => (0, 0),
        46..60 => (0, 7),
        60.. => (11, 9),
    };
    let amount = amount + 1;
    let title = width.saturating_sub(2 + amount + 6 + bar + slack);
    let mut lines = Vec::new();
    for (it, text) in who.iter().zip(&amounts) {
        let of = &analysis.plan.initiatives[it.initiative.at()];
        let thousandths =
            if all.is_zero() { 0 } else { it.amount.pence().saturating_mul(1_000) / all.pence() };
        let share =
            if it.amount.is_negative() { String::new() } else { format!("{} %", (thousandths + 5) / 10) };
        let (mark, role) = if it.needed { ("‼ ", Role::Over) } else { ("  ", Role::Muted) };
        let mut line = vec![
            (mark.to_owned(), role),
            (fit(&harmless(&of.title), title, Align::Left), Role::Text),
            (
                fit(text, amount, Align::Right),
                if it.amount.is_negative() { Role::Gain } else { Role::Heading },
            ),
            (fit(&share, 6, Align::Right), Role::Muted),
        ];
        if bar > 0 {
            let (used, rest) = gauge::text(bar as u16 - 2, thousandths);
            line.push(("  ".to_owned(), Role::Muted));
            line.push((used, Role::Spend));
            line.push((rest, Role::Border));
        }
        if slack > 0 {
            let placed = analysis.schedule.placed(it.initiative);
            let (words, role) = match placed {
                Some(placed) if placed.critical() => ("critical".to_owned(), Role::Critical),
                Some(placed) => (span_words(placed.slack_days), Role::Muted),
                None => (String::new(), Role::Muted),
            };
            line.push((fit(&words, slack, Align::Right), role));
        }
        lines.push(line);
    }
    let sum: Money = who.iter().map(|it| it.amount).sum();
    let Some(figures) = figures_of(analysis, envelope) else { return lines };
    let cell = &figures.years[year];
    let other = cell.spend - cell.returned - sum;
    if !other.is_zero() {
        let name = fit("interest and what no initiative owns", title, Align::Left);
        lines.push(vec![
            ("  ".to_owned(), Role::Muted),
            (name, Role::Muted),
            (fit(&words.full(other), amount, Align::Right), Role::Text),
        ]);
    }
    if who.iter().any(|it| it.needed) {
        lines.push(Vec::new());
        lines.push(vec![("‼ without these it would hold again".to_owned(), Role::Muted)]);
    }
    lines
}
