//! Scenarios: added, shown, compared with the plan, promoted, discarded.

use super::edits::{make, shown_anew};
use super::{open, to_scenario};
use crate::diagnostic::Path;
use crate::revise::scenario;
use crate::tui::app::{App, View};
use crate::tui::command::{Command, UNDOES};
use crate::tui::overlays::form::Subject;
use crate::tui::overlays::lists::Take;
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Listed, Overlay, Question};

/// Runs a command of scenarios.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    match command {
        C::Scenarios => list(app),
        C::ScenarioNew => ask(app, None),
        C::Differences => differences(app, app.session.scenario().map(str::to_owned)),
        C::Promote => promote(app, app.session.scenario().map(str::to_owned)),
        C::Discard => discard(app, app.session.scenario().map(str::to_owned)),
        C::ListDouble => match marked(app) {
            Some(id) => ask(app, Some(id)),
            None => ask(app, None),
        },
        C::ListRename => {
            if let Some(id) = of_marked(app) {
                let at = Path::new(["scenario", id.as_str()]);
                open(app, Overlay::Question(Question::new(About::Rename(at), &id)));
            }
        }
        C::ListTitle => {
            if let Some(of) =
                of_marked(app).and_then(|id| Subject::item(Path::new(["scenario", id.as_str()])))
            {
                super::form::open_at(app, of);
            }
        }
        C::ListDiffers => {
            let id = of_marked(app);
            differences(app, id);
        }
        C::ListPromote => {
            let id = of_marked(app);
            promote(app, id);
        }
        C::ListDiscard => {
            let id = of_marked(app);
            discard(app, id);
        }
        C::TakeBack => take_back(app),
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Lists the scenarios with the shown one marked.
fn list(app: &mut App) {
    let shown = app.session.scenario().map(str::to_owned);
    let at = app.told().iter().position(|it| it.id == shown).unwrap_or(0);
    open(app, super::marked(Listed::Scenarios, at));
}

/// The scenario that is marked in the list.
fn marked(app: &App) -> Option<String> {
    let Some(Overlay::List(list)) = app.overlays.last() else { return None };
    match list.marked(app)? {
        Take::Scenario(id) => id,
        _ => None,
    }
}

/// The same, which the message says when it is none.
fn of_marked(app: &mut App) -> Option<String> {
    let id = marked(app);
    if id.is_none() {
        app.say("Go to a scenario first");
    }
    id
}

/// Asks for the title of a new scenario, an empty one or one that begins as another.
pub fn ask(app: &mut App, from: Option<String>) {
    open(app, Overlay::Question(Question::new(About::Scenario(from), "")));
}

/// Adds a scenario and shows it, so that what is edited next goes there.
pub fn create(app: &mut App, title: &str, from: Option<&str>) -> Result<(), String> {
    let (id, change) = scenario::create(app.session.document(), title, from)?;
    if make(app, &change, Some("")) {
        app.overlays
            .retain(|overlay| !matches!(overlay, Overlay::List(list) if list.of == Listed::Scenarios));
        to_scenario(app, Some(id));
        let undo = app.keys.after("; ", Command::Undo, UNDOES);
        super::edits::say_more(app, &undo);
    }
    Ok(())
}

/// Lists what a scenario says otherwise than the plan.
fn differences(app: &mut App, id: Option<String>) {
    let Some(id) = id else {
        let shows = app.keys.after("; ", Command::Scenarios, "lists the scenarios");
        app.say(format!("This is the plan itself{shows}"));
        return;
    };
    if app.differs(&id).is_some_and(|found| found.rows.is_empty()) {
        app.say("This scenario says nothing yet that the plan does not say");
        return;
    }
    open(app, Overlay::list(Listed::Differences(id)));
}

/// The scenario becomes the plan, as one step of undo, or the reason why not is said.
fn promote(app: &mut App, id: Option<String>) {
    let Some(id) = id else { return };
    app.toasts.clear();
    match scenario::promote(app.session.document(), &id, app.session.options()) {
        Ok(promotion) => {
            app.overlays.clear();
            let before = app.session.shared().clone();
            match app.session.apply(&promotion.change) {
                Ok(()) => {
                    shown_anew(app, &before, &promotion.change.label, Some(""));
                    let others = match promotion.others.as_slice() {
                        [] => String::new(),
                        [one] => format!("; {} lies over the new plan now", crate::display::harmless(one)),
                        many => format!("; {} other scenarios lie over the new plan now", many.len()),
                    };
                    if let Some(toast) = app.toasts.last_mut() {
                        toast.text.push_str(&others);
                    }
                }
                Err(refusal) => app.fail(format!("Not promoted: {refusal}")),
            }
        }
        Err(why) => app.fail(why),
    }
}

/// Takes all that is written of a scenario out of the file, as one step of undo.
fn discard(app: &mut App, id: Option<String>) {
    let Some(id) = id else { return };
    let change = scenario::discard(app.session.document(), &id);
    make(app, &change, Some(""));
}

/// Takes the marked difference back.
fn take_back(app: &mut App) {
    let Some(Overlay::List(list)) = app.overlays.last() else { return };
    let Listed::Differences(id) = list.of.clone() else { return };
    let Some(Take::Difference(at)) = list.marked(app) else {
        app.say("Go to what the scenario says first; the rest follows from it");
        return;
    };
    let document = app.session.document();
    let found = scenario::differences(document, &id);
    let Some(difference) = found.iter().find(|it| it.at == at) else { return };
    let change = scenario::take_back(document, &id, difference);
    if make(app, &change, Some("")) && found.len() == 1 {
        app.overlays.pop();
    }
}

/// Goes to a cell of the money view.
pub fn go_to_cell(app: &mut App, envelope: String, year: usize) {
    app.view = View::Money;
    app.money.envelope = envelope;
    app.money.year = year;
    app.money.scroll = 0;
}
