//! Changes to the plan: made as one step of undo, with what they change and what followed.

use crate::analysis::Analysis;
use crate::edit::Change;
use crate::plan::{EnvelopeIx, InitiativeIx};
use crate::schedule::Driver;
use crate::tui::app::App;
use crate::tui::command::{Command, UNDOES};
use crate::units::Day;
use crate::views::delta::delta;
use crate::views::roadmap::driver_words;

/// Makes a change; whether it was made. `edited` is the initiative that it is about.
pub fn make(app: &mut App, change: &Change, edited: Option<&str>) -> bool {
    if app.trying.trial.is_some() {
        super::trying::say_held(app);
        return false;
    }
    let before = app.session.shared().clone();
    match app.session.apply(change) {
        Ok(()) => {
            shown_anew(app, &before, &change.label, edited);
            true
        }
        Err(refusal) => {
            app.fail(format!("Not changed: {refusal}"));
            false
        }
    }
}

/// Notes that another analysis is shown, and says what that changes: `CRM 1 month later: 3 moved, …; u undoes`.
pub fn shown_anew(app: &mut App, before: &Analysis, label: &str, edited: Option<&str>) {
    app.revision += 1;
    app.trying.forget();
    super::follow::follow(app, &before.plan);
    // Little of the analysis before is kept for drawing.
    app.made = std::mem::take(&mut app.made).after_edit();
    let change = delta(before, app.session.analysis());
    let words = change.words(edited, &app.figures());
    let label = crate::display::harmless(label).into_owned();
    app.toasts.clear();
    let undo = app.keys.after("; ", Command::Undo, UNDOES);
    app.say(match (words.is_empty(), edited.is_some()) {
        (true, true) => format!("{label}{undo}"),
        (true, false) => label,
        (false, true) => format!("{label}: {words}{undo}"),
        (false, false) => format!("{label}: {words}"),
    });
    app.last = Some(change);
}

/// Undo and redo.
pub fn step_back(app: &mut App, undo: bool) {
    let before = app.session.shared().clone();
    let label = if undo { app.session.undo() } else { app.session.redo() };
    match label {
        Some(label) => {
            let word = if undo { "Undone" } else { "Done again" };
            shown_anew(app, &before, &format!("{word}: {label}"), None);
            let (back, does) = if undo { (Command::Redo, "does it again") } else { (Command::Undo, UNDOES) };
            say_more(app, &app.keys.after("; ", back, does));
        }
        None => app.say(if undo { "Nothing to undo" } else { "Nothing to do again" }),
    }
}

/// Adds to the newest message.
pub fn say_more(app: &mut App, more: &str) {
    if let Some(toast) = app.toasts.last_mut() {
        toast.text.push_str(more);
    }
}

/// Goes to a position of the history, over as many steps as there are between.
pub fn walk(app: &mut App, position: usize) {
    let before = app.session.shared().clone();
    let from = app.session.history().position();
    if position == from || !app.session.jump(position) {
        return;
    }
    let steps = from.abs_diff(position);
    let (plural, way) = (if steps == 1 { "" } else { "s" }, if position < from { "back" } else { "forward" });
    shown_anew(app, &before, &format!("{steps} step{plural} {way}"), None);
    let (back, does) =
        if position < from { (Command::Redo, "goes forward") } else { (Command::Undo, "goes back") };
    say_more(app, &app.keys.after("; ", back, does));
}

/// What holds an initiative, as a sentence: `CRM cannot start before 1 Apr 2029: it waits for Integration platform`.
pub fn held_words(app: &App, at: InitiativeIx, earliest: Day, driver: Driver) -> String {
    let analysis = app.session.analysis();
    let title = &analysis.plan.initiatives[at.at()].title;
    match driver {
        Driver::Actual => format!("{title} cannot move: its actual dates hold it"),
        Driver::PlanStart => {
            format!("{title} cannot start before {}: the plan starts then", earliest.words())
        }
        Driver::Initiative(_) | Driver::Stage(_) | Driver::Gate(_) | Driver::Start | Driver::NotBefore => {
            format!("{title} cannot start before {}: it {}", earliest.words(), driver_words(analysis, driver))
        }
    }
}

/// The id of an envelope.
pub fn envelope_id(app: &App, at: EnvelopeIx) -> String {
    app.analysis().plan.envelopes[at.at()].id.clone()
}
