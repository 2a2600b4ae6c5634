//! Ways back inside: listed for the cell in question, each tried as a what-if, kept as one step or put back.

use std::sync::Arc;

use super::edits::make;
use super::open;
use crate::check::{Move, Way};
use crate::edit::Change;
use crate::revise;
use crate::tui::app::App;
use crate::tui::command::{Command, Group, entry};
use crate::tui::overlays::{List, Listed, Overlay};
use crate::tui::trying::{Trial, cell_in_question, name};
use crate::tui::ways::{self, Sought, sought};
use crate::views::delta::delta;

/// Runs a command of ways back.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    match command {
        C::Ways | C::Mend => list(app),
        C::TrialNext => turn(app, 1),
        C::TrialBack => turn(app, -1),
        C::TrialKeep => keep(app),
        C::TrialLeave => {
            put_back(app);
            app.say("Put back: the plan is as it was");
        }
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Lists the ways back of the cell in question; they may still be sought.
fn list(app: &mut App) {
    put_back(app);
    app.toasts.clear();
    match cell_in_question(app) {
        Some(cell) => {
            app.trying.wanted = Some(cell);
            open(app, Overlay::list(Listed::Ways(cell)));
        }
        None => app.say("Nothing to mend: every cell holds"),
    }
}

/// Whether a command waits until the way that is tried is kept or put back; says so if it does.
pub fn holds_back(app: &mut App, command: Command) -> bool {
    let row = entry(command);
    let changes = row.group == Group::Change && !matches!(command, Command::Ways | Command::Mend);
    if app.trying.trial.is_none() || !changes {
        return false;
    }
    say_held(app);
    true
}

/// Says that what is shown is only tried.
pub fn say_held(app: &mut App) {
    let keeps = app.keys.after("", Command::TrialKeep, "keeps it");
    let leaves = app.keys.after(", ", Command::TrialLeave, "puts it back");
    app.toasts.clear();
    app.say(format!("This is only tried. {keeps}{leaves}; then go on"));
}

/// The change that makes a move, in the layer that is shown.
fn change(app: &App, step: Move) -> Option<(String, Change)> {
    let analysis = app.session.analysis();
    let at = step.initiative();
    let id = analysis.plan.initiatives.get(at.at())?.id.clone();
    let (layer, document) = (app.session.layer(), app.session.laid());
    let by = |months: i64| {
        let offset = super::roadmap::months(months);
        revise::shift(&analysis.plan, &analysis.factors, &analysis.schedule, at, offset, &layer)
            .and_then(|moved| moved.change)
    };
    let change = match step {
        Move::Later { months, .. } => by(i64::from(months)),
        Move::Earlier { months, .. } => by(-i64::from(months)),
        Move::LeaveOut { .. } => {
            let table = crate::keys::named("initiative").expect("the format has initiatives");
            revise::leave_out(&document, table, &id, &layer).ok()
        }
    };
    Some((id, change?))
}

/// Shows a move as if it were made.
pub fn take(app: &mut App, step: Move) {
    let Some(cell) = app.trying.wanted else { return };
    let Sought::Found(found) = sought(app, cell.0, cell.1) else { return };
    let Some(at) = found.iter().position(|way| way.step == step) else { return };
    let way = found[at].clone();
    show(app, at, &way);
}

fn show(app: &mut App, at: usize, way: &Way) {
    let Some((id, change)) = change(app, way.step) else {
        app.fail("That move is no longer possible");
        return;
    };
    match app.session.preview(&change) {
        Ok(preview) => {
            let preview = Arc::new(preview);
            let words = delta(app.session.analysis(), &preview);
            let said = words.words(Some(&id), &app.figures());
            let title = format!("{} {}", ways::title(app, way), ways::step(way.step));
            app.trying.trial = Some(Trial { at, id, change, preview });
            app.last = Some(words);
            app.toasts.clear();
            app.say(if said.is_empty() {
                format!("What if: {title}")
            } else {
                format!("What if: {title}: {said}")
            });
            if let Some(toast) = app.toasts.last_mut() {
                toast.until = u64::MAX;
            }
        }
        Err(refusal) => app.fail(format!("Not possible: {refusal}")),
    }
}

/// Tries the next way of the cell, or the one before.
fn turn(app: &mut App, by: i64) {
    let Some((at, cell)) = app.trying.trial.as_ref().map(|trial| trial.at).zip(app.trying.wanted) else {
        return;
    };
    let found = app.trying.kept.as_ref().filter(|kept| kept.cell == cell);
    let Some(found) = found.and_then(|kept| kept.ways.as_ref()).filter(|found| !found.is_empty()) else {
        return;
    };
    let to = (at as i64 + by).rem_euclid(found.len() as i64) as usize;
    let way = found[to].clone();
    show(app, to, &way);
}

fn keep(app: &mut App) {
    let Some(trial) = app.trying.trial.take() else { return };
    app.toasts.clear();
    make(app, &trial.change, Some(&trial.id));
}

/// Forgets the way that is tried.
pub fn put_back(app: &mut App) {
    if app.trying.trial.take().is_some() {
        app.last = None;
        app.toasts.clear();
    }
}

/// What a list of ways says while it has none.
pub fn nothing(app: &App, list: &List) -> &'static str {
    match &list.of {
        Listed::Ways(cell) => match sought(app, cell.0, cell.1) {
            Sought::Needless => "Nothing to mend: this cell holds.",
            Sought::Seeking => "Trying moves …",
            Sought::Found([]) => {
                "No single move makes this cell better. More than one is needed, or more money."
            }
            Sought::Found(_) => "Nothing is called that.",
        },
        _ => "Nothing is called that.",
    }
}

/// What a list of ways is called.
pub fn heading(app: &App, list: &List) -> Option<String> {
    match &list.of {
        Listed::Ways(cell) => Some(format!("Ways back inside · {}", name(app, *cell))),
        _ => None,
    }
}
