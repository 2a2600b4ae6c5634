//! Connecting initiatives and cutting their links.

use super::edits::make;
use crate::diagnostic::Code;
use crate::edit::Change;
use crate::plan::InitiativeIx;
use crate::revise;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::key::{Key, Name};
use crate::tui::linking::{Linking, Purpose, candidates};

/// Begins to connect the selected initiative with another, or to cut one of its links.
pub fn begin(app: &mut App, purpose: Purpose) {
    // With marks it is all of them that are connected; a link is cut of the one under the cursor.
    let Some(own) = app.selected().or_else(|| app.marked().first().copied()) else { return };
    let title = app.analysis().plan.initiatives[own.at()].title.clone();
    let of = app.analysis().plan.initiatives[own.at()].id.clone();
    app.toasts.clear();
    app.linking = Some(Linking { of, purpose, typed: String::new(), at: 0 });
    let marked = app.network.marked;
    let found = candidates(app);
    if found.is_empty() {
        app.linking = None;
        app.fail(match purpose {
            Purpose::Cut => format!("{title} has no link to an initiative"),
            Purpose::Wait | Purpose::Feed => {
                "There is no other initiative in sight to connect with".to_owned()
            }
        });
        return;
    }
    // The link that is marked is the one that is meant.
    let meant = found.iter().position(|it| {
        marked.is_some_and(|(of, waits)| {
            of == crate::plan::Target::Initiative(it.initiative) && waits == it.waits
        })
    });
    if let (Some(at), Some(linking)) = (meant.filter(|_| purpose == Purpose::Cut), &mut app.linking) {
        linking.at = at;
    }
}

/// Runs a command while something is picked.
pub fn run(app: &mut App, command: Command) {
    let count = candidates(app).len();
    let Some(linking) = &mut app.linking else { return };
    match command {
        Command::LinkNext => linking.at = (linking.at + 1) % count.max(1),
        Command::LinkBack => linking.at = (linking.at + count.max(1) - 1) % count.max(1),
        Command::LinkWait if linking.purpose != Purpose::Cut => linking.purpose = Purpose::Wait,
        Command::LinkFeed if linking.purpose != Purpose::Cut => linking.purpose = Purpose::Feed,
        Command::LinkTake => {
            let at = linking.at;
            take(app, at);
        }
        // Leaving, and what has no meaning while a link is cut.
        Command::LinkLeave => app.linking = None,
        _ => {}
    }
}

/// A letter of a hint or of a name.
pub fn typed(app: &mut App, key: Key) {
    let Some(linking) = &mut app.linking else { return };
    if key.is(Name::Backspace) {
        linking.typed.pop();
    } else if let Some(letter) = key.typed() {
        linking.typed.push(letter);
    } else {
        return;
    }
    linking.at = 0;
    if linking.typed.starts_with('/') && linking.purpose != Purpose::Cut {
        return;
    }
    let typed = linking.typed.to_lowercase();
    let found = candidates(app);
    match found.iter().position(|it| it.hint == typed) {
        Some(at) => take(app, at),
        None if found.iter().any(|it| it.hint.starts_with(&typed)) => {}
        None => {
            if let Some(linking) = &mut app.linking {
                linking.typed.clear();
            }
        }
    }
}

/// Takes one of the candidates.
fn take(app: &mut App, at: usize) {
    let found = candidates(app);
    let Some((picked, linking)) = found.get(at).zip(app.linking.take()) else { return };
    let plan = &app.session.analysis().plan;
    let Some(own) = plan.initiative(&linking.of) else { return };
    let forward = match linking.purpose {
        Purpose::Wait => true,
        Purpose::Feed => false,
        Purpose::Cut => !picked.waits,
    };
    let marked = app.marked();
    if !marked.is_empty() && linking.purpose != Purpose::Cut {
        take_many(app, &marked, picked.initiative, !forward);
        return;
    }
    let (waits, on) = if forward { (own, picked.initiative) } else { (picked.initiative, own) };
    if linking.purpose == Purpose::Cut {
        let change = revise::disconnect(&app.session.laid(), plan, waits, on, &app.session.layer());
        keep(app, &change, waits);
        return;
    }
    match change(app, waits, on) {
        Ok(change) => keep(app, &change, waits),
        Err(why) => app.fail(why),
    }
}

/// The change that lets one initiative wait for another.
///
/// # Errors
/// That it does already, or the circle that it would close, as a sentence.
pub fn change(app: &App, waits: InitiativeIx, on: InitiativeIx) -> Result<Change, String> {
    let plan = &app.session.analysis().plan;
    let title = |at: InitiativeIx| &plan.initiatives[at.at()].title;
    let Some(change) = revise::connect(plan, waits, on, &app.session.layer()) else {
        return Err(format!("{} waits for {} already", title(waits), title(on)));
    };
    match circle(app, &change) {
        Some(circle) => Err(format!("{} cannot wait for {}: {circle}", title(waits), title(on))),
        None => Ok(change),
    }
}

/// Connects all that are marked with one.
fn take_many(app: &mut App, marked: &[InitiativeIx], one: InitiativeIx, feed: bool) {
    let plan = &app.session.analysis().plan;
    let title = plan.initiatives[one.at()].title.clone();
    let Some(change) = revise::connect_many(plan, marked, one, feed, &app.session.layer()) else {
        app.say(format!("All that are marked are connected with {title} already"));
        return;
    };
    match circle(app, &change) {
        Some(circle) => app.fail(format!("Not connected with {title}: {circle}")),
        None => keep(app, &change, one),
    }
}

fn keep(app: &mut App, change: &Change, waits: InitiativeIx) {
    let id = app.session.analysis().plan.initiatives[waits.at()].id.clone();
    make(app, change, Some(&id));
    app.network.marked = None;
    super::network::settle(app);
}

/// The circle that a change would close, in words.
fn circle(app: &App, change: &Change) -> Option<String> {
    let known = &app.session.analysis().diagnostics;
    let after = app.session.preview(change).ok()?;
    let circles = |it: &&crate::diagnostic::Diagnostic| it.code == Code::Cycle;
    let new = after
        .diagnostics
        .iter()
        .filter(circles)
        .find(|it| !known.iter().any(|old| old.message == it.message));
    new.map(|it| it.message.clone())
}
