//! The first lines: the plan or the plans that are open, on plates what is not the plan itself (a scenario, a way that is only
//! tried), the case, and the views.
//!
//! ```text
//!  scenario Lean  Northmere: digital by 2032  ● unsaved │ Quick wins    case central    OFFICIAL  £k  21 Nov 2026
//!  1 Roadmap   2 Money   3 Initiatives   4 Network   8 Problems 1      / filter   : find or run   ? keys
//! ```

use crate::display::{harmless, width};
use crate::theme::Role;
use crate::tui::app::{App, View};
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::Command;

/// What stands at the right of the first line, and the cells that are left for what stands before it.
fn right_end(app: &App, all: u16, with_views: bool) -> (Vec<(String, Role)>, u16) {
    let mut right: Vec<(String, Role)> = Vec::new();
    if with_views {
        let short = short_views(app, all);
        for (command, name, view) in VIEWS {
            let key = app.keys.first(command);
            let role = if app.view == view { Role::BarStrong } else { Role::Bar };
            right.push(match (app.view == view, short) {
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

/// Whether the views are only their keys: where their names would leave too little of the plan's.
fn short_views(app: &App, all: u16) -> bool {
    let names: usize =
        VIEWS.iter().map(|(command, name, _)| width(&lead(&app.keys.first(*command), name)) + 1).sum();
    let room = usize::from(all).saturating_sub(names + 5);
    all < 76 || (room < 20 && width(&harmless(&app.analysis().plan.title)) + 2 > room)
}

/// Draws the first line; with the views where they have no line of their own.
pub fn draw(app: &App, canvas: &mut Canvas, with_views: bool) {
    canvas.fill(Role::Bar);
    let analysis = app.analysis();
    let all = canvas.width();
    let (right, room) = right_end(app, all, with_views);
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
    let (_, room) = right_end(app, app.size.0, with_views);
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
const VIEWS: [(Command, &str, View); 6] = [
    (Command::ViewRoadmap, "Roadmap", View::Roadmap),
    (Command::ViewMoney, "Money", View::Money),
    (Command::ViewInitiatives, "Initiatives", View::Initiatives),
    (Command::ViewNetwork, "Network", View::Network),
    (Command::ViewChanges, "Changes", View::Changes),
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

pub fn views(app: &App, canvas: &mut Canvas) {
    canvas.fill(Role::Bar);
    let mut at = 0;
    for (text, view) in named_views(app) {
        let cells = width(&text) as u16;
        let shown = app.view == view || (app.view == View::Past && view == View::Changes);
        let role = match (shown, view == View::Problems && app.problems() > 0) {
            (true, _) => Role::Accent,
            (false, true) => Role::Tight,
            (false, false) => Role::Bar,
        };
        if shown {
            // The chosen one opens onto the page below it.
            canvas.part(at, 0, cells, 1).fill(Role::Text);
        }
        canvas.text(at, 0, cells, &text, role);
        at += cells + 1;
    }
    let all = canvas.width();
    let hints = [(Command::Filter, "filter"), (Command::Palette, "find or run"), (Command::Help, "keys")];
    let said = hints.map(|(command, word)| app.keys.after("   ", command, word));
    // The views stay whole; the last hint is the last to go.
    let room = usize::from(all.saturating_sub(at + 1));
    let fits = (0..said.len()).map(|from| said[from..].concat()).find(|said| width(said) <= room);
    canvas.beside(at, 0, all.saturating_sub(at + 1), &fits.unwrap_or_default(), Role::Bar, Side::Right);
}
