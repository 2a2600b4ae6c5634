//! One row with the whole screen, for the back row: its title and its figure in large letters.

use super::{said, stage};
use crate::display::{width, wrap};
use crate::plan::{InitiativeIx, StageIx};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::presenting::{SlideRow, in_stage};
use crate::tui::widgets::big::{self, Form};
use crate::units::Money;
use crate::views::roadmap::{costs_once, driver_words};
use crate::views::standing;
use crate::views::strip::figures_of;

/// What is said of a row.
struct Card {
    title: String,
    role: Role,
    /// The figure that matters most, and what it is.
    figure: Option<(String, String, Role)>,
    lines: Vec<(String, Role)>,
}

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas, row: SlideRow) {
    let card = match row {
        SlideRow::Stage(of) => of_stage(app, of),
        SlideRow::Initiative(at) => of_initiative(app, at),
        SlideRow::Envelope(at) => of_envelope(app, at),
    };
    let (all, height) = (canvas.width(), canvas.height());
    let lines: Vec<(String, Role)> = card
        .lines
        .iter()
        .flat_map(|(line, role)| wrap(line, usize::from(all)).into_iter().map(|line| (line, *role)))
        .collect();
    let figure = card.figure.filter(|_| !app.room.money_hidden);
    let below = lines.len() as u16 + 1 + if figure.is_some() { Form::Half.rows() + 2 } else { 0 };
    let mut y = title(canvas, &card.title, card.role, height.saturating_sub(below));
    if let Some((figure, what, role)) = figure {
        let room = height.saturating_sub(y + lines.len() as u16 + 2);
        if let Some(form) = big::fitting(&figure, all, room, canvas.theme().glyphs) {
            big::draw(canvas, (0, y), &figure, role, form);
            y += form.rows();
            canvas.text(0, y, all, &what, Role::Muted);
        } else {
            let end = canvas.text(0, y, all, &figure, role);
            canvas.text(end + 2, y, all, &what, Role::Muted);
        }
        y += 2;
    }
    for (line, role) in lines {
        canvas.text(0, y, all, &line, role);
        y += 1;
    }
}

/// The title in the largest letters that fit, else widely spaced, else as it is; the row below it.
fn title(canvas: &mut Canvas, title: &str, role: Role, rows: u16) -> u16 {
    let all = canvas.width();
    for form in Form::all(canvas.theme().glyphs) {
        let Some(lines) = big::wrapped(title, all, *form) else { continue };
        if lines.len() as u16 * (form.rows() + 1) > rows + 1 {
            continue;
        }
        for (nth, line) in lines.iter().enumerate() {
            big::draw(canvas, (0, nth as u16 * (form.rows() + 1)), line, role, *form);
        }
        return lines.len() as u16 * (form.rows() + 1);
    }
    let spaced: Vec<String> = title.split_whitespace().map(spread).collect();
    let spaced = spaced.join("   ");
    // Wrapping would take the wide gaps between words away.
    let lines = if width(&spaced) <= usize::from(all) { vec![spaced] } else { wrap(title, usize::from(all)) };
    for (y, line) in lines.iter().enumerate() {
        canvas.text(0, y as u16, all, line, Role::Accent);
    }
    lines.len() as u16 + 1
}

/// A word with a blank between its letters, as they are seen.
fn spread(word: &str) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    word.graphemes(true).collect::<Vec<_>>().join(" ")
}

fn of_stage(app: &App, of: Option<StageIx>) -> Card {
    let analysis = app.analysis();
    let stage = of.map(|of| &analysis.plan.stages[of.at()]);
    let members = in_stage(app, of);
    let costs = costs_once(analysis);
    let sum: Money = members.iter().map(|at| costs[at.at()]).sum();
    let mut lines = Vec::new();
    if let Some((from, to)) = stage::span(app, of) {
        lines.push((format!("{} → {}", from.words(), to.previous().max(from).words()), Role::Heading));
    }
    let aim = stage.and_then(|stage| stage.aim.as_ref());
    lines.extend(aim.map(|aim| (said(app, aim).into_owned(), Role::Text)));
    let count = members.len();
    let count = format!("{count} initiative{}, once", if count == 1 { "" } else { "s" });
    Card {
        title: said(app, stage.map_or("Unstaged", |stage| &stage.title)).into_owned(),
        role: Role::stage(of.map_or(analysis.plan.stages.len(), StageIx::at)),
        figure: Some((app.figures().spoken(sum), count, Role::Heading)),
        lines,
    }
}

fn of_initiative(app: &App, at: InitiativeIx) -> Card {
    let analysis = app.analysis();
    let of = &analysis.plan.initiatives[at.at()];
    let over = app.causes().contains(&at);
    let mut lines = Vec::new();
    if let Some(placed) = analysis.schedule.placed(at) {
        let length = of.duration.stretched(analysis.factors.duration);
        let dates = if placed.milestone() {
            placed.start.words()
        } else {
            format!("{} → {}, {length}", placed.start.words(), placed.last_day().words())
        };
        lines.push((dates, Role::Heading));
        let mut driven = said(app, &driver_words(analysis, placed.driven_by)).into_owned();
        if placed.slack_days <= 0 {
            driven.push_str("; critical");
        }
        lines.push((driven, Role::Text));
    }
    if over {
        lines.push(("‼ nothing is over without it".to_owned(), Role::Over));
    }
    if let Some((on, text)) = of.decided.last() {
        lines.push((format!("decided {}: {}", on.words(), said(app, text)), Role::Text));
    }
    let cost = costs_once(analysis)[at.at()];
    Card {
        title: said(app, &of.title).into_owned(),
        role: Role::stage(of.stage.map_or(analysis.plan.stages.len(), StageIx::at)),
        figure: Some((
            app.figures().spoken(cost),
            "once".to_owned(),
            if over { Role::Over } else { Role::Heading },
        )),
        lines,
    }
}

fn of_envelope(app: &App, at: crate::plan::EnvelopeIx) -> Card {
    let analysis = app.analysis();
    let figures = app.figures();
    let mut lines = Vec::new();
    let mut worst: Option<(Money, String, Role)> = None;
    let cells = figures_of(analysis, at).map(|it| it.years.as_slice()).unwrap_or_default();
    for (cell, year) in cells.iter().zip(&analysis.money.years) {
        let Some(headroom) = cell.headroom else { continue };
        let state = standing::of_state(cell.state);
        let role = if cell.state.breached() { state.role } else { Role::Heading };
        let figure =
            if app.room.money_hidden { String::new() } else { format!("   {}", figures.spoken(headroom)) };
        lines.push((format!("{year}   {} {}{figure}", state.glyph, state.word), role));
        if worst.as_ref().is_none_or(|(least, ..)| headroom < *least) {
            worst = Some((headroom, format!("headroom in {year}, {} {}", state.glyph, state.word), role));
        }
    }
    Card {
        title: said(app, &analysis.plan.envelopes[at.at()].title).into_owned(),
        role: Role::Heading,
        figure: worst.map(|(headroom, what, role)| (figures.spoken(headroom), what, role)),
        lines,
    }
}
