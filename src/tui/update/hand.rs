//! What the mouse drags: taken when its button goes down, carried while it moves, let go when the button comes up.
//!
//! Whatever else happens meanwhile (a key, another size, another window, a press although no release was seen) puts it back.

mod rows;

use ratatui::layout::Position;

use super::{grab, marks, network, roadmap, splits};
use crate::plan::InitiativeIx;
use crate::revise::{By, Reach};
use crate::tui::app::{App, RowKey, View};
use crate::tui::grab::Grip;
use crate::tui::hand::{Drag, Held, Over};
use crate::tui::hit::{self, On, Spot};
use crate::tui::screens;

/// Notes what was pressed. While something is tried, the plan is not what is seen, and nothing of it can be dragged.
pub fn take(app: &mut App, at: Position, held: Held) {
    let of_the_plan = match held {
        Held::Bar { .. } | Held::Stage { .. } | Held::Link { .. } | Held::Row { .. } => true,
        Held::Nothing | Held::Marks | Held::Divider { .. } | Held::Sheet { .. } => false,
    };
    let held = if of_the_plan && app.trying.trial.is_some() { Held::Nothing } else { held };
    app.hand.drag = Some(Drag { from: at, at, moved: false, held });
}

/// Puts back what is dragged, if anything is; whether anything was.
pub fn put_back(app: &mut App) -> bool {
    let Some(drag) = app.hand.drag.take().filter(|drag| drag.moved) else { return false };
    match drag.held {
        Held::Bar { .. } | Held::Stage { .. } => grab::put_back(app),
        Held::Link { .. } => {
            app.toasts.clear();
            app.say("Not linked");
        }
        Held::Row { .. } => {
            app.toasts.clear();
            app.say("It stays where it is");
        }
        Held::Divider { which, before, .. } => *app.splits.size(which) = before,
        Held::Sheet { origin } => app.network.origin = origin,
        Held::Marks => marks::swept_back(app),
        Held::Nothing => return false,
    }
    true
}

/// The mouse moved with its button down.
pub fn carry(app: &mut App, at: Position) {
    let Some(mut drag) = app.hand.drag.take() else { return nothing(app) };
    let begins = !drag.moved && at != drag.from;
    drag.moved |= begins;
    drag.at = at;
    let moved = drag.moved;
    let (from, held) = (drag.from, drag.held.clone());
    app.hand.drag = Some(drag);
    if !moved {
        return;
    }
    // A press after a drag is not the second of a double click.
    app.hand.click = None;
    match held {
        Held::Nothing => nothing(app),
        Held::Bar { id, grip } => bar(app, &id, grip, begins, i64::from(at.x) - i64::from(from.x)),
        Held::Link { id, over } => link(app, &id, over, at),
        Held::Stage { id } => stage(app, &id, begins, i64::from(at.x) - i64::from(from.x)),
        Held::Row { of, over } => rows::carry(app, of, over, at),
        Held::Marks => marks::sweep(app, at),
        Held::Divider { which, size, .. } => {
            let by = |to: u16, from: u16| i32::from(to) - i32::from(from);
            splits::set(app, which, which.dragged(size, by(at.x, from.x), by(at.y, from.y)));
        }
        Held::Sheet { origin } => {
            let by = |to: u16, from: u16| i32::from(to) - i32::from(from);
            network::pan(app, (origin.0 - by(at.x, from.x), origin.1 - by(at.y, from.y)));
        }
    }
}

/// The button came up: what is dragged stays where it is.
pub fn let_go(app: &mut App) {
    let Some(drag) = app.hand.drag.take().filter(|drag| drag.moved) else { return };
    match drag.held {
        Held::Bar { .. } | Held::Stage { .. } => grab::keep(app),
        Held::Link { over, .. } => {
            app.toasts.clear();
            match over.map(|over| over.change) {
                None => app.say("Not linked: nothing is there"),
                Some(Err(why)) => app.fail(why),
                Some(Ok(change)) => {
                    let waits = change.edits.first().and_then(|edit| edit.at().keys.get(1).cloned());
                    super::edits::make(app, &change, Some(waits.as_deref().unwrap_or_default()));
                    network::after_link(app);
                }
            }
        }
        Held::Row { of, over } => rows::let_go(app, &of, over),
        Held::Nothing | Held::Marks | Held::Divider { .. } | Held::Sheet { .. } => {}
    }
}

/// Whoever drags over nothing may want to select text, which the program keeps from them: it says so, once.
fn nothing(app: &mut App) {
    if !std::mem::replace(&mut app.hand.told, true) {
        app.say("To select text, hold Shift (Option on macOS) while you drag");
    }
}

/// Moves a bar by so many cells, in steps of what a cell shows.
fn bar(app: &mut App, id: &str, grip: Grip, begins: bool, cells: i64) {
    if begins {
        let Some(at) = app.analysis().plan.initiative(id) else { return };
        if app.analysis().schedule.placed(at).is_none() {
            app.hand.drag = None;
            return app.fail(roadmap::unplaced_words(app, at));
        }
        grab::take(app, id, grip);
    }
    pull(app, grip, cells);
}

/// Moves all bars of a stage.
fn stage(app: &mut App, id: &str, begins: bool, cells: i64) {
    if begins {
        let members = app.members(id);
        if !grab::take_all(app, &members) {
            app.hand.drag = None;
            return;
        }
    }
    pull(app, Grip::Whole, cells);
}

/// Moves what is in hand by so many cells.
fn pull(app: &mut App, grip: Grip, cells: i64) {
    let scale = screens::scale(app, roadmap::parts(app).calendar);
    let wanted = grip.moved(Reach::default(), By::of(scale.steps(cells), scale.step()));
    // The same step again changes nothing, whatever the mouse does within it.
    let known = app.grab.as_ref().is_some_and(|grab| grab.asked == Some(wanted));
    if !known {
        grab::to(app, wanted);
    }
}

/// What a link that is dragged would be dropped on.
fn link(app: &mut App, id: &str, over: Option<Over>, at: Position) {
    let under = match app.view {
        View::Roadmap => match hit::roadmap(app, at) {
            Spot::Row { on: On::Bar(of, _) | On::Handle(of), .. } => Some(of),
            Spot::Row { row, on: On::List } => match app.key_of(row) {
                Some(RowKey::Bar(id)) => app.analysis().plan.initiative(&id),
                Some(RowKey::Lane(_)) | None => None,
            },
            Spot::Row { on: On::Fold | On::Extent | On::Calendar, .. }
            | Spot::Nothing
            | Spot::Year(_)
            | Spot::Divider(_)
            | Spot::Detail => None,
        },
        View::Network => network::initiative_at(app, at),
        View::Money | View::Initiatives | View::Changes | View::Past | View::Problems => None,
    };
    let plan = &app.session.analysis().plan;
    let of = under.map(|of| plan.initiatives[of.at()].id.clone()).filter(|other| other != id);
    let over = match of {
        None => None,
        Some(of) if over.as_ref().is_some_and(|over| over.of == RowKey::Bar(of.clone())) => over,
        Some(of) => {
            let change = linked(app, id, under);
            Some(Over { of: RowKey::Bar(of), change })
        }
    };
    app.toasts.clear();
    let title = |id: &str| plan_title(app, id);
    match &over {
        None => app.say(format!("{} is waited for by … ", title(id))),
        Some(Over { of, change: Ok(_) }) => {
            app.say(format!("{} waits for {}", rows::title(app, of), title(id)));
        }
        Some(Over { change: Err(why), .. }) => {
            let why = why.clone();
            app.fail(why);
        }
    }
    if let Some(drag) = &mut app.hand.drag {
        drag.held = Held::Link { id: id.to_owned(), over };
    }
}

fn plan_title(app: &App, id: &str) -> String {
    let plan = &app.session.analysis().plan;
    plan.initiative(id).map_or(String::new(), |at| plan.initiatives[at.at()].title.clone())
}

/// The change that lets one wait for another, or why it cannot.
fn linked(app: &App, on: &str, waits: Option<InitiativeIx>) -> Result<crate::edit::Change, String> {
    let plan = &app.session.analysis().plan;
    let (Some(waits), Some(on)) = (waits, plan.initiative(on)) else {
        return Err("It is no longer there".to_owned());
    };
    super::linking::change(app, waits, on)
}
