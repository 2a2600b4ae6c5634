//! Decisions: which item one is about, taking it down, the log.

use super::edits::make;
use crate::plan::{Decision, InitiativeIx};
use crate::revise;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::faults;
use crate::tui::overlays::decision::{PARTS, Taking, WHAT, WHO, WHY};
use crate::tui::overlays::{Listed, Overlay, field};
use crate::views::changes::page::About;
use crate::views::decisions::decisions;

/// How the step of a decision begins in the history: there is nothing to decide about it.
const DECIDED: &str = "Decision on";

/// Runs a command about decisions.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    match command {
        C::Decide | C::PresentDecide => begin(app),
        C::Decisions => log(app),
        C::DecisionNext => step(app, true),
        C::DecisionBack => step(app, false),
        C::DecisionKeep => keep(app),
        C::DecisionLeave => {
            app.overlays.pop();
        }
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Takes down a decision on the item under the cursor; asks which where that is several or none.
fn begin(app: &mut App) {
    let about = about(app);
    match about.as_slice() {
        [] => {
            let adds = app.keys.after("; ", Command::New, "adds one");
            app.say(format!("There is no initiative yet that something could be decided about{adds}"));
        }
        [one] => take_down(app, one),
        _ => super::open(app, Overlay::list(Listed::Deciding(about))),
    }
}

/// Opens the form for an initiative.
pub fn take_down(app: &mut App, id: &str) {
    let who = if app.room.decided_by.is_empty() { last_who(app) } else { app.room.decided_by.clone() };
    let at = if who.is_empty() { WHO } else { WHAT };
    let what = last_change(app, id);
    let parts = [field::of(&who), field::of(&what), field::of("")];
    super::open(app, Overlay::Decision(Box::new(Taking { of: id.to_owned(), parts, at, wrong: None })));
}

/// The ids of the initiatives that are meant by the cursor: one, or those to choose from.
fn about(app: &App) -> Vec<String> {
    let analysis = app.analysis();
    let plan = &analysis.plan;
    let id = |at: InitiativeIx| plan.initiatives[at.at()].id.clone();
    if let Some(found) = super::super::presenting::about(app) {
        return found.into_iter().map(id).collect();
    }
    let found: Vec<InitiativeIx> = match app.view {
        View::Roadmap | View::Initiatives | View::Network => match (&app.roadmap.cursor, app.selected()) {
            (_, Some(selected)) => vec![selected],
            (RowKey::Lane(lane), None) => {
                let stage = plan.stage(lane);
                let of_stage = |at: &InitiativeIx| plan.initiatives[at.at()].stage == stage;
                all(app).into_iter().filter(of_stage).collect()
            }
            (RowKey::Bar(_), None) => Vec::new(),
        },
        View::Money => {
            let cell = app.cell();
            let who = cell.map(|(envelope, _, year)| app.who_is_in(envelope, year));
            who.map(|who| who.iter().map(|it| it.initiative).collect()).unwrap_or_default()
        }
        View::Changes => match app.change_under_cursor() {
            Some(About::Item(item) | About::Key(item, _)) if item.table == "initiative" => {
                plan.initiative(&item.id).into_iter().collect()
            }
            Some(About::Item(_) | About::Key(..) | About::Cell(..)) | None => Vec::new(),
        },
        View::Past => Vec::new(),
        View::Problems => {
            let problem = faults::selected(app).map(|at| &app.session.analysis().diagnostics[at]);
            let keys = problem.map(|it| it.at.keys.as_slice()).unwrap_or_default();
            let named = keys.iter().position(|key| key == "initiative").and_then(|at| keys.get(at + 1));
            named.and_then(|id| plan.initiative(id)).into_iter().collect()
        }
    };
    let found = if found.is_empty() { all(app) } else { found };
    found.into_iter().map(id).collect()
}

fn all(app: &App) -> Vec<InitiativeIx> {
    (0..app.analysis().plan.initiatives.len()).map(|at| InitiativeIx(at as u32)).collect()
}

/// Who decided last, as the plan says it.
fn last_who(app: &App) -> String {
    let log = decisions(&app.session.analysis().plan);
    log.iter().map(|it| it.parts.who.to_string()).find(|who| !who.is_empty()).unwrap_or_default()
}

/// What the last change did, when it was made to this initiative: that is what there is to decide about.
fn last_change(app: &App, id: &str) -> String {
    let history = app.session.history();
    let plan = &app.session.analysis().plan;
    let last = history.position().checked_sub(1).and_then(|at| history.entries().get(at));
    let title = plan.initiative(id).map(|at| plan.initiatives[at.at()].title.as_str());
    let (Some(last), Some(title)) = (last, title) else { return String::new() };
    let Some((verb, rest)) = last.label.split_once(title) else { return String::new() };
    match (verb.trim(), rest.trim()) {
        (DECIDED, _) | (_, "") => String::new(),
        ("" | "Move", rest) => rest.to_owned(),
        (verb, rest) => format!("{verb} it {rest}").to_lowercase(),
    }
}

fn taking(app: &mut App) -> Option<&mut Taking> {
    match app.overlays.last_mut() {
        Some(Overlay::Decision(taking)) => Some(taking),
        Some(
            Overlay::List(_)
            | Overlay::Choice(_)
            | Overlay::Question(_)
            | Overlay::Rows(_)
            | Overlay::Form(_)
            | Overlay::Gates(_),
        )
        | None => None,
    }
}

/// The line below or above; below the last one the decision is recorded.
fn step(app: &mut App, forward: bool) {
    let Some(taking) = taking(app) else { return };
    match (forward, taking.at) {
        (true, WHY) => keep(app),
        (true, at) => taking.at = at + 1,
        (false, at) => taking.at = at.checked_sub(1).unwrap_or(PARTS.len() - 1),
    }
}

/// Records the decision as one step of undo, and remembers who decided.
fn keep(app: &mut App) {
    let Some(taking) = taking(app) else { return };
    let [who, what, why] = [0, 1, 2].map(|at| taking.parts[at].value().trim().to_owned());
    if what.is_empty() {
        taking.wrong = Some("What was decided is needed");
        taking.at = WHAT;
        return;
    }
    let id = taking.of.clone();
    app.overlays.pop();
    let plan = &app.session.analysis().plan;
    let Some(at) = plan.initiative(&id) else {
        app.fail(format!("{id} is no longer in the plan"));
        return;
    };
    let text = Decision::new(&who, &what, &why).text();
    let change = revise::decide(plan, at, app.today, &text, &app.session.layer());
    if make(app, &change, Some(&id)) {
        app.room.decided_by = who;
    }
}

/// A key for the line that is typed in.
pub fn typed(app: &mut App, key: crate::tui::key::Key) {
    if let Some(taking) = taking(app)
        && field::typed(&mut taking.parts[taking.at], key)
    {
        taking.wrong = None;
    }
}

/// Pasted text goes into the line; whether there was room for all of it.
pub fn pasted(app: &mut App, text: &str) -> bool {
    taking(app).is_none_or(|taking| field::pasted(&mut taking.parts[taking.at], text))
}

/// Lists all decisions.
fn log(app: &mut App) {
    if decisions(&app.analysis().plan).is_empty() {
        let how = app.keys.after("; ", Command::Decide, "records one");
        app.say(format!("No decision is recorded{how}"));
        return;
    }
    super::open(app, Overlay::list(Listed::Decisions));
}
