//! Commands of the history of the money: going through commits and years, to the one that put a year over, and into what one
//! changed.

use std::path::Path;
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::display::harmless;
use crate::tui::app::{App, View};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::layout;
use crate::tui::past::step::Step;
use crate::tui::past::{Did, Envelope, Known, News, Row, Told};
use crate::tui::screens;

/// Shows the history, and has it read: the file may have another one by now.
pub fn show(app: &mut App) -> Vec<Effect> {
    if app.view != View::Past {
        app.past.from = Some(app.view);
        (app.past.at, app.past.top) = (0, 0);
    }
    app.view = View::Past;
    app.toasts.clear();
    ask(app)
}

/// Has the history read.
fn ask(app: &mut App) -> Vec<Effect> {
    let Some(path) = app.disk.path.clone() else {
        app.past.known = Known::None("The plan has no file yet, and so no history".to_owned());
        return Vec::new();
    };
    app.past.begin();
    vec![Effect::Past { path, asked: app.past.asked }]
}

/// Leaves it for where it was gone to from.
pub fn leave(app: &mut App) {
    app.view = app.past.from.take().unwrap_or(View::Roadmap);
}

/// Something of the history was read.
pub fn came(app: &mut App, path: &Path, asked: u64, news: News) {
    if app.disk.path.as_deref() != Some(path) || app.past.asked != asked {
        return;
    }
    match news {
        News::Began(began) => app.past.known = Known::Told(Box::new(Told::new(began))),
        News::Read(found) => {
            if let Known::Told(told) = &mut app.past.known {
                for (blob, stood) in found {
                    told.chronicle.keep(blob, stood);
                }
            }
        }
        News::None(why) => app.past.known = Known::None(why),
    }
    settle(app);
}

/// What a commit changed was computed, or not.
pub fn stepped(app: &mut App, path: &Path, found: Result<Arc<Step>, String>) {
    if app.disk.path.as_deref() != Some(path) || app.view != View::Past {
        return;
    }
    match found {
        Ok(step) => {
            app.changes.step = Some(step);
            (app.changes.at, app.changes.top) = (0, 0);
            app.view = View::Changes;
        }
        Err(why) => app.fail(harmless(&why).into_owned()),
    }
}

/// Runs a command of the history.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    use Command as C;
    let page = i64::from(app.size.1 / 2).max(1);
    match command {
        C::PastUp => step(app, -1),
        C::PastDown => step(app, 1),
        C::PastPageUp => step(app, -page),
        C::PastPageDown => step(app, page),
        C::PastFirst => step(app, i64::MIN / 2),
        C::PastLast => step(app, i64::MAX / 2),
        C::PastEarlier => year(app, -1),
        C::PastLater => year(app, 1),
        C::PastEnvelope => envelope(app, true),
        C::PastEnvelopeBack => envelope(app, false),
        C::PastOver => over(app),
        C::PastNext => turn(app, true),
        C::PastBack => turn(app, false),
        C::PastGo => return go(app),
        C::PastAgainst => return against(app),
        C::PastAgain => return ask(app),
        // Commands of other contexts never come here.
        _ => {}
    }
    settle(app);
    Vec::new()
}

/// Keeps the cursor in sight.
pub fn settle(app: &mut App) {
    let frame = layout::frame(Rect::new(0, 0, app.size.0, app.size.1));
    app.past.top = screens::first_past(app, frame.view);
}

/// Moves the cursor by rows.
pub fn step(app: &mut App, by: i64) {
    let Some(last) = app.past_told().and_then(|told| app.past_rows(told).len().checked_sub(1)) else {
        return;
    };
    let at = app.past.at.min(last) as i64;
    app.past.at = at.saturating_add(by).clamp(0, last as i64) as usize;
}

/// Moves the cursor as the wheel turns.
pub fn scroll(app: &mut App, by: i64) {
    step(app, by);
    settle(app);
}

/// Goes to another year.
pub fn year(app: &mut App, by: i64) {
    let Some(last) = app.past_years().len().checked_sub(1) else { return };
    let at = (app.past_year() as i64 + by).clamp(0, last as i64) as usize;
    app.past.year = app.past_years().get(at).copied();
}

/// Shows the next envelope, or the one before; after the last one all together.
fn envelope(app: &mut App, forward: bool) {
    let money = &app.session.analysis().money;
    let plan = &app.session.analysis().plan;
    let ids = money.envelopes.iter().map(|it| plan.envelopes[it.envelope.at()].id.clone());
    let all: Vec<Envelope> = ids.map(Envelope::One).chain([Envelope::Worst]).collect();
    let shown = app.past_envelope();
    let at = all.iter().position(|it| match it {
        Envelope::One(id) => shown == Some(id),
        Envelope::Worst | Envelope::InQuestion => shown.is_none(),
    });
    let at = at.unwrap_or(0) + if forward { 1 } else { all.len() - 1 };
    // The year stays: the same one is looked at in another envelope.
    app.past.year = app.past_years().get(app.past_year()).copied();
    app.past.envelope = all[at % all.len()].clone();
}

/// Goes to a commit.
fn go_to(app: &mut App, commit: usize) {
    let Some(told) = app.past_told() else { return };
    let found = app.past_rows(told).iter().position(|row| *row == Row::Commit(commit));
    app.past.at = found.unwrap_or(app.past.at);
}

/// Goes to the commit that put the marked year over; where it holds, to the last one that brought it back.
fn over(app: &mut App) {
    app.toasts.clear();
    let Some((told, cell)) = app.past_told().zip(app.past_cell()) else { return };
    let chronicle = &told.chronicle;
    if let Some(opening) = chronicle.opening(&cell) {
        go_to(app, opening.entry);
        return;
    }
    let name = format!("{} {}", cell.1, harmless(&cell.0));
    let all = told.complete();
    let closed = (0..chronicle.commits.len()).rev().find(|at| chronicle.closes(*at, &cell));
    if app.past_now().breaks(&cell) && all {
        app.past.at = 0;
        app.say(format!("{name} is over since the last commit: by what is not committed"));
    } else if let Some(closed) = closed {
        go_to(app, closed);
        app.say(format!("{name} holds: this commit brought it back inside"));
    } else {
        let so_far = if all { "" } else { " as far as it is read" };
        app.say(format!("{name} was never over{so_far}"));
    }
}

/// Goes to the next commit that put a year of what is shown over, or brought one back inside.
fn turn(app: &mut App, forward: bool) {
    let Some(told) = app.past_told() else { return };
    let rows = app.past_rows(told);
    let turns = |at: &usize| {
        let squares = app.past_squares(told, rows[*at]).unwrap_or_default();
        squares.iter().flatten().any(|it| matches!(it.did, Did::Opened | Did::Closed))
    };
    let at = app.past.at.min(rows.len().saturating_sub(1));
    let found = if forward { (at + 1..rows.len()).find(turns) } else { (0..at).rev().find(turns) };
    match found {
        Some(at) => app.past.at = at,
        None => app.say("No other commit there puts a year over, or brings one back inside"),
    }
}

/// Shows what the commit of the cursor changed.
fn go(app: &mut App) -> Vec<Effect> {
    let row = app.past_told().and_then(|told| Some((told, app.past_row(told)?)));
    let (Some((told, row)), Some(path)) = (row, app.disk.path.clone()) else { return Vec::new() };
    match row {
        Row::Now => against(app),
        Row::Commit(at) => vec![Effect::Step { path, commit: Box::new(told.chronicle.commits[at].clone()) }],
    }
}

/// Holds the plan against the commit of the cursor.
fn against(app: &mut App) -> Vec<Effect> {
    let Some(told) = app.past_told() else { return Vec::new() };
    let at = match app.past_row(told) {
        Some(Row::Commit(at)) => Some(at),
        Some(Row::Now) | None => told.chronicle.tip,
    };
    let Some(hash) = at.map(|at| told.chronicle.commits[at].hash.clone()) else { return Vec::new() };
    let effects = super::comparing::ask(app, hash);
    super::changes::show(app);
    effects
}
