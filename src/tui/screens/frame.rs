//! The frame: title, views, the sentence, what can be pressed now, what the cursor is on.
//!
//! ```text
//!  Northmere: digital by 2032  ● unsaved   case central                OFFICIAL   £k   21 Nov 2026
//!  ‼ over   Affordable to 2027/28; 2028/29 borrowing is over by £18,500 (crm).      2028/29 −£120,000
//!  m move  H L a month  < > length  Enter edit  n new  u undo  ? keys                        saved
//! ```

use std::borrow::Cow;

use super::{Caret, filter, hints, marks, part, title};
use crate::analysis::Analysis;
use crate::display::{harmless, width, wrap};
use crate::theme::Role;
use crate::tui::app::{App, RowKey, View};
use crate::tui::canvas::{Canvas, Side};
use crate::tui::faults;
use crate::tui::layout::Frame;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::form::Subject;
use crate::tui::past::Row;
use crate::views::changes::page::About;
use crate::views::standing;

/// Draws the frame; where the caret stands while the filter is typed in.
pub fn draw(app: &App, canvas: &mut Canvas, frame: &Frame) -> Caret {
    title::draw(app, &mut part(canvas, frame.title), frame.views.is_none());
    if let Some(area) = frame.views {
        title::views(app, &mut part(canvas, area));
    }
    sentence(app, &mut part(canvas, frame.sentence));
    if app.filter.typing && app.overlays.is_empty() {
        if let Some(area) = frame.status {
            filter::draw_next(app, &mut part(canvas, area));
        }
        return filter::draw_line(app, &mut part(canvas, frame.hints), frame.status.is_none());
    }
    let mut row = part(canvas, frame.hints);
    let width = hint_cells(app, frame);
    let room = row.width() - width;
    let marked = marks::draw(app, &mut row, width);
    let chip = marked + filter::draw_chip(app, &mut row.part(marked, 0, width - marked, 1), width - marked);
    hints::draw(app, &mut row.part(chip, 0, width - chip, 1));
    if let Some(area) = frame.status {
        status(app, &mut part(canvas, area));
    } else {
        let (word, role) = file_state(app);
        row.beside(width, 0, room.saturating_sub(1), &word, role, Side::Right);
    }
    None
}

/// The cells that the hints may take; the rest of their line is the state of the file, where that has no other place.
pub fn hint_cells(app: &App, frame: &Frame) -> u16 {
    let state = match (frame.status.is_some(), app.disk.news.is_some()) {
        (true, _) => 0,
        (false, true) => 19,
        (false, false) => 12,
    };
    frame.hints.width.saturating_sub(state)
}

/// The state on its plate, the sentence, and what the last edit changed; in two rows where there are two.
fn sentence(app: &App, canvas: &mut Canvas) {
    let analysis = app.analysis();
    let all = canvas.width();
    let standing = standing::of_verdict(analysis.verdict);
    let at = canvas.plate(1, 0, &format!("{} {}", standing.glyph, standing.word), standing.role) + 1;
    let mut room = all.saturating_sub(at + 1);
    // Without colours a whole sentence in reverse would shout; the plate says it already.
    let quiet = analysis.verdict.affordable() || app.theme.patterned;
    let role = if quiet { Role::Heading } else { standing.role };
    let other = app.comparing.as_ref().zip(app.other()).map(|(with, other)| {
        let standing = standing::of_verdict(other.verdict);
        let name = harmless(&app.other_name(with)).into_owned();
        let short = format!("vs {} {}", standing.glyph, standing.word);
        (format!("vs {name}: {} {}", standing.glyph, standing.word), short, standing.role)
    });
    let delta = app.last.as_ref().and_then(|last| last.cells.first()).map(|cell| {
        let (arrow, role) =
            if cell.change().is_negative() { ("▾", Role::Loss) } else { ("▴", Role::Gain) };
        let figures = app.figures();
        let short = format!("{arrow} {}", figures.signed(cell.change()));
        (format!("{arrow} {}", cell.words(&figures)), short, role)
    });
    let delta = other.or(delta);
    if canvas.height() == 1 {
        if let Some((_, short, role)) = delta.filter(|_| all >= 60) {
            canvas.beside(0, 0, all.saturating_sub(1), &short, role, Side::Right);
            room = room.saturating_sub(width(&short) as u16 + 1);
        }
        let text = fullest(analysis, |text| width(text) <= usize::from(room));
        canvas.text(at, 0, room, &text, role);
        return;
    }
    let fits = |text: &str| {
        let lines = wrap(text, usize::from(room));
        lines.len() <= 2 && lines.iter().all(|line| width(line) <= usize::from(room))
    };
    let lines = wrap(&fullest(analysis, fits), usize::from(room));
    let second = lines.get(1..).map(|rest| rest.join(" ")).unwrap_or_default();
    canvas.text(at, 0, room, lines.first().map_or("", String::as_str), role);
    let end = canvas.text(at, 1, room, &second, role);
    let free = all.saturating_sub(end + 3);
    if let Some((long, short, role)) = delta {
        let said = [long, short].into_iter().find(|said| width(said) <= usize::from(free));
        if let Some(said) = said {
            canvas.beside(end + 2, 1, free, &said, role, Side::Right);
        }
    }
}

/// The sentence in as many words as fit; in the fewest where none do.
fn fullest(analysis: &Analysis, fits: impl Fn(&str) -> bool) -> String {
    let all = || std::iter::once(&analysis.sentence).chain(&analysis.shorter).map(|it| harmless(it));
    let shortest = || all().next_back().unwrap_or_default();
    // Where even the fewest words are too many, clauses go as a whole, not the half of a word.
    let clauses = || {
        let text = shortest();
        let mut ends = text.rmatch_indices("; ").map(|(end, _)| format!("{}; …", &text[..end]));
        ends.find(|clauses| fits(clauses)).map(Cow::from)
    };
    all().find(|text| fits(text)).or_else(clauses).unwrap_or_else(shortest).into_owned()
}

fn file_state(app: &App) -> (String, Role) {
    if app.disk.news.is_some() {
        return ("▲ changed on disk".to_owned(), Role::Over);
    }
    if app.unsaved() { ("● unsaved".to_owned(), Role::Unsaved) } else { ("saved".to_owned(), Role::Muted) }
}

/// What a form is about, or what the cursor stands on.
fn cursor_on(app: &App) -> Option<String> {
    if let Some(Overlay::Form(form)) = app.overlays.last() {
        return Some(match &form.of {
            Subject::Plan => "plan".to_owned(),
            Subject::Many(ids) => format!("{} marked", ids.len()),
            Subject::Item { at, .. } => at.to_string(),
        });
    }
    match app.view {
        View::Roadmap | View::Initiatives | View::Network => Some(match &app.roadmap.cursor {
            RowKey::Bar(id) => format!("initiative.{id}"),
            RowKey::Lane(id) if id.is_empty() => "no stage".to_owned(),
            RowKey::Lane(id) => format!("stage.{id}"),
        }),
        View::Changes => app.change_under_cursor().map(|about| match about {
            About::Item(item) | About::Key(item, _) => item.to_string(),
            About::Cell(envelope, year) => format!("{year} envelope.{envelope}"),
        }),
        View::Past => app.past_told().and_then(|told| {
            let year = app.past_cell().map(|(id, year)| format!("{year} envelope.{id}"));
            match app.past_row(told)? {
                Row::Now => year,
                Row::Commit(at) => {
                    let commit = told.chronicle.commits[at].short().to_owned();
                    Some(year.map_or(commit.clone(), |year| format!("{commit}  {year}")))
                }
            }
        }),
        View::Problems => faults::selected(app).map(|at| app.session.analysis().diagnostics[at].at.owner()),
        View::Money => app.cell().map(|(envelope, _, year)| {
            let analysis = app.analysis();
            let envelope = &analysis.plan.envelopes[envelope.at()];
            format!("{} envelope.{}", analysis.money.years[year], envelope.id)
        }),
    }
}

fn status(app: &App, canvas: &mut Canvas) {
    canvas.fill(Role::Bar);
    let all = canvas.width();
    let state = match (app.overlays.last(), &app.grab) {
        (Some(Overlay::Form(_)), _) => "EDIT",
        (Some(_), _) => "PICK",
        (None, Some(_)) => "GRAB",
        (None, None) if app.trying.trial.is_some() => "WHAT IF",
        (None, None) if app.linking.is_some() || app.hand.links() => "LINK",
        (None, None) if app.table.edit.is_some() || app.filter.typing => "EDIT",
        (None, None) => "NORMAL",
    };
    let mut at = canvas.plate(0, 0, state, if state == "NORMAL" { Role::Muted } else { Role::Accent });
    let mut pieces: Vec<(String, Role)> = Vec::new();
    pieces.extend(cursor_on(app).map(|name| (format!("  {name}"), Role::BarStrong)));
    let history = app.session.history();
    if let Some(entry) = history.position().checked_sub(1).and_then(|at| history.entries().get(at)) {
        pieces.push((format!("   undo: {}", entry.label), Role::Bar));
    }
    if !app.pending.is_empty() {
        pieces.push((format!("   {} …", app.keys.shown(&app.pending)), Role::Unsaved));
    }
    let (word, role) = file_state(app);
    let name = app.disk.path.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
    let right = format!("{}{word} ", name.map(|name| format!("{name}  ")).unwrap_or_default());
    let taken = width(&harmless(&right)) as u16 + 2;
    for (text, role) in &pieces {
        at = canvas.text(at, 0, all.saturating_sub(at + taken), text, *role);
    }
    let room = all.saturating_sub(at + 1);
    canvas.beside(at + 1, 0, room, &right, role, Side::Right);
}
