//! The frame: title, views, the sentence, what can be pressed now, what the cursor is on.
//!
//! ```text
//!  Northmere: digital by 2032  ● unsaved   case central                OFFICIAL   £k   21 Nov 2026
//!  ‼ over   Affordable to 2027/28; 2028/29 borrowing is over by £18,500 (crm).      2028/29 −£120,000
//!  m move  H L a month  < > length  Enter edit  n new  u undo  ? keys                        saved
//! ```

use std::borrow::Cow;

use super::{Caret, filter, hints, marks, part};
use crate::analysis::Analysis;
use crate::display::{harmless, width, wrap};
use crate::theme::Role;
use crate::tui::app::{App, RowKey, View};
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::Command;
use crate::tui::faults;
use crate::tui::layout::Frame;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::form::Subject;
use crate::views::standing;

/// Draws the frame; where the caret stands while the filter is typed in.
pub fn draw(app: &App, canvas: &mut Canvas, frame: &Frame) -> Caret {
    title(app, &mut part(canvas, frame.title), frame.views.is_none());
    if let Some(area) = frame.views {
        views(app, &mut part(canvas, area));
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

/// What stands at the right of the first line, and the cells that are left for what stands before it.
fn title_end(app: &App, all: u16, with_views: bool) -> (Vec<(String, Role)>, u16) {
    let mut right: Vec<(String, Role)> = Vec::new();
    if with_views {
        for (command, name, view) in VIEWS {
            let key = app.keys.first(command);
            let role = if app.view == view { Role::BarStrong } else { Role::Bar };
            right.push(match (app.view == view, all < 76) {
                (true, _) if key.is_empty() => (format!(" [{name}]"), role),
                (true, _) => (format!(" [{key}] {name}"), role),
                (false, true) => (format!(" {key}"), role),
                (false, false) => (format!(" {}", lead(&key, name)), role),
            });
        }
        right.push((" ".to_owned(), Role::Bar));
    } else {
        if let Some(marking) = &app.analysis().plan.marking {
            right.push((format!(" {marking} "), Role::Marking));
        }
        right.push((format!(" {} ", app.figures().unit_word()), Role::Bar));
        right.push((format!(" {} ", app.today.words()), Role::Bar));
    }
    if let Some(timer) = app.room.timer {
        let (text, role) = timer.shown(app.now);
        right.insert(0, (format!(" {text} "), role));
    }
    let taken: usize = right.iter().map(|(text, _)| width(text)).sum();
    (right, all.saturating_sub(taken as u16 + 1))
}

fn title(app: &App, canvas: &mut Canvas, with_views: bool) {
    canvas.fill(Role::Bar);
    let analysis = app.analysis();
    let all = canvas.width();
    let (right, room) = title_end(app, all, with_views);
    let mut at = (room + 1).min(all);
    for (text, role) in &right {
        at = canvas.text(at, 0, all.saturating_sub(at), text, *role);
    }
    let begin = chips(app, canvas, room);
    let room = room.saturating_sub(begin);
    let mut left = plans(app, room);
    if app.unsaved() && !with_views && app.tabs.count() == 1 {
        let word = if app.disk.path.is_some() { " unsaved" } else { " not saved yet" };
        left.push((word.to_owned(), Role::Bar));
    }
    match analysis.case.as_ref().and_then(|id| analysis.plan.case(id)) {
        Some(case) => left.push((format!("   case {}", case.title), Role::Unsaved)),
        None if !with_views && !analysis.plan.cases.is_empty() => {
            left.push(("   case central".to_owned(), Role::Bar));
        }
        None => {}
    }
    if let Some(with) = &app.comparing {
        left.push((format!("   vs {}", app.other_name(with)), Role::Scenario));
    }
    let pieces: Vec<(&str, Role)> = left.iter().map(|(text, role)| (text.as_str(), *role)).collect();
    canvas.pieces(begin, 0, room, &pieces);
}

/// Says first that what is shown is not the plan itself: the scenario on a plate of its own colour; where that ends.
fn chips(app: &App, canvas: &mut Canvas, room: u16) -> u16 {
    plates(app, room).iter().fold(0, |at, (text, role)| canvas.plate(at, 0, text, *role))
}

/// What the plates before the title say.
fn plates(app: &App, room: u16) -> Vec<(String, Role)> {
    let mut plates: Vec<(String, Role)> = Vec::new();
    plates.extend(app.trying.trial.as_ref().map(|_| ("what-if".to_owned(), Role::Tight)));
    let Some(id) = app.session.scenario() else { return plates };
    let room = room.saturating_sub(cells_of(&plates));
    let scenario = app.analysis().plan.scenarios.iter().find(|it| it.id == id);
    let name = harmless(scenario.map_or(id, |it| it.title.as_str()));
    let word = if room >= 60 { "scenario " } else { "" };
    // The plan keeps half of the room, where it needs it.
    let cells = usize::from(room / 2).max(8).saturating_sub(width(word) + 2);
    plates.push((format!("{word}{}", crate::display::cut(&name, cells)), Role::Scenario));
    plates
}

/// The cells that plates take.
fn cells_of(plates: &[(String, Role)]) -> u16 {
    plates.iter().map(|(text, _)| width(text) as u16 + 2).sum()
}

/// The titles of the open plans, the shown one strong; where they do not all fit, that one and its place.
fn plans(app: &App, room: u16) -> Vec<(String, Role)> {
    let title = |title: &str| format!(" {}", harmless(title));
    let mark = |unsaved: bool| unsaved.then(|| (" ●".to_owned(), Role::Unsaved));
    let shown = || {
        let name = (title(&app.analysis().plan.title), Role::BarStrong);
        std::iter::once(name).chain(mark(app.unsaved()))
    };
    let count = app.tabs.count();
    if count == 1 {
        return shown().collect();
    }
    let mut all: Vec<(String, Role)> = Vec::new();
    let mut others = app.tabs.placed().peekable();
    for place in 0..count {
        if place > 0 {
            all.push((" │".to_owned(), Role::Bar));
        }
        match others.next_if(|(at, _)| *at == place) {
            Some((_, tab)) => {
                all.push((title(&tab.title), Role::Bar));
                all.extend(mark(tab.unsaved));
                all.extend(tab.changed.then(|| (" changed".to_owned(), Role::Tight)));
            }
            None => all.extend(shown()),
        }
    }
    let cells: usize = all.iter().map(|(text, _)| width(text)).sum();
    if cells <= usize::from(room) {
        return all;
    }
    let others = if app.tabs.others.iter().any(|tab| tab.unsaved) { " ●" } else { "" };
    let place = (format!(" {}/{count}{others} │", app.tabs.at + 1), Role::Bar);
    std::iter::once(place).chain(shown()).collect()
}

/// The place of the open plan whose title stands at a column of the first line.
pub fn plan_at(app: &App, column: u16, with_views: bool) -> Option<usize> {
    let (_, room) = title_end(app, app.size.0, with_views);
    let begin = cells_of(&plates(app, room));
    let column = column.checked_sub(begin)?;
    let pieces = plans(app, room.saturating_sub(begin));
    if pieces.iter().all(|(text, _)| text != " │") {
        return None;
    }
    let (mut at, mut place) = (0, 0);
    for (text, _) in &pieces {
        place += usize::from(text == " │");
        at += width(text) as u16;
        if column < at {
            return Some(place);
        }
    }
    None
}

/// The views: the command that shows each, its name.
const VIEWS: [(Command, &str, View); 5] = [
    (Command::ViewRoadmap, "Roadmap", View::Roadmap),
    (Command::ViewMoney, "Money", View::Money),
    (Command::ViewInitiatives, "Initiatives", View::Initiatives),
    (Command::ViewNetwork, "Network", View::Network),
    (Command::Problems, "Problems", View::Problems),
];

/// A name behind its key; alone when it has none.
fn lead(key: &str, name: &str) -> String {
    if key.is_empty() { name.to_owned() } else { format!("{key} {name}") }
}

/// The views by key and name, with how many problems there are.
fn named_views(app: &App) -> impl Iterator<Item = (String, View)> + '_ {
    let problems = app.problems();
    VIEWS.into_iter().map(move |(command, name, view)| {
        let count =
            if view == View::Problems && problems > 0 { format!(" {problems}") } else { String::new() };
        (format!(" {}{count} ", lead(&app.keys.first(command), name)), view)
    })
}

/// The view whose name stands at a column of the line of views.
pub fn view_at(app: &App, column: u16) -> Option<View> {
    let mut at = 0;
    named_views(app).find_map(|(text, view)| {
        let begin = at;
        at += width(&text) as u16 + 1;
        (begin..at - 1).contains(&column).then_some(view)
    })
}

fn views(app: &App, canvas: &mut Canvas) {
    canvas.fill(Role::Bar);
    let mut at = 0;
    for (text, view) in named_views(app) {
        let cells = width(&text) as u16;
        let role = match (app.view == view, view == View::Problems && app.problems() > 0) {
            (true, _) => Role::Accent,
            (false, true) => Role::Tight,
            (false, false) => Role::Bar,
        };
        if app.view == view {
            // The chosen one opens onto the page below it.
            canvas.part(at, 0, cells, 1).fill(Role::Text);
        }
        canvas.text(at, 0, cells, &text, role);
        at += cells + 1;
    }
    let all = canvas.width();
    canvas.beside(
        0,
        0,
        all.saturating_sub(1),
        &format!(
            "{}{}{}",
            app.keys.after("   ", Command::Filter, "filter"),
            app.keys.after("   ", Command::Palette, "find or run"),
            app.keys.after("   ", Command::Help, "keys")
        ),
        Role::Bar,
        Side::Right,
    );
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
