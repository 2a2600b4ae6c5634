//! What is done to all marked initiatives, as one step of undo with one message.

use super::edits::{held_words as held_one, make};
use super::grab::NOTHING_TO_MOVE;
use super::roadmap::months;
use super::{form, network, roadmap};
use crate::edit::Change;
use crate::plan::InitiativeIx;
use crate::revise::{self, By, ManyHeld, ManyMoved};
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::overlays::form::Subject;
use crate::units::TimeUnit;

/// Runs a command on all that are marked, or moves all of the stage under the cursor; whether it is one that does.
pub fn run(app: &mut App, command: Command) -> bool {
    use Command as C;
    let on_stage = app.view == View::Roadmap && matches!(app.roadmap.cursor, RowKey::Lane(_));
    let marked = !app.marked().is_empty();
    match command {
        _ if !marked && !on_stage => return false,
        C::NudgeEarlier => shift(app, By::of(-1, TimeUnit::Month)),
        C::NudgeLater => shift(app, By::of(1, TimeUnit::Month)),
        C::QuarterEarlier => shift(app, By::of(-1, TimeUnit::Quarter)),
        C::QuarterLater => shift(app, By::of(1, TimeUnit::Quarter)),
        C::NudgeWeekEarlier => shift(app, By::of(-1, TimeUnit::Week)),
        C::NudgeWeekLater => shift(app, By::of(1, TimeUnit::Week)),
        C::NudgeDayEarlier => shift(app, By::of(-1, TimeUnit::Day)),
        C::NudgeDayLater => shift(app, By::of(1, TimeUnit::Day)),
        _ if !marked => return false,
        C::Shorter => lengthen(app, -1),
        C::Longer => lengthen(app, 1),
        C::Drop | C::TableDrop | C::NetDrop => drop_out(app),
        C::Remove | C::TableRemove | C::NetRemove => remove(app),
        _ => return false,
    }
    true
}

/// Makes a change of all that are marked; what cannot be helped is said behind what it did.
fn keep(app: &mut App, change: Option<Change>, also: &str, nothing: &str) -> bool {
    let Some(change) = change else {
        app.toasts.clear();
        app.fail(if also.is_empty() { nothing } else { also });
        return false;
    };
    let made = make(app, &change, Some(""));
    if made
        && !also.is_empty()
        && let Some(toast) = app.toasts.last_mut()
    {
        // One message: a second would hide what was done.
        toast.text = format!("{}; {also}", toast.text);
    }
    made
}

fn shift(app: &mut App, by: By) {
    let which = app.moved_together();
    if which.is_empty() {
        return app.say(NOTHING_TO_MOVE);
    }
    let analysis = app.session.analysis();
    let layer = app.session.layer();
    let moved = revise::shift_many(&analysis.plan, &analysis.factors, &analysis.schedule, &which, by, &layer);
    let also = beside_words(app, &moved);
    keep(app, moved.change, &also, "Nothing is held, and nothing moves");
}

/// What of a move of several is not as wanted, as a sentence; empty: all of it is.
pub fn beside_words(app: &App, moved: &ManyMoved) -> String {
    let words =
        [held_words(app, &moved.held), unplaced_words(app, &moved.unplaced), stay_words(app, &moved.stay)];
    let said: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
    said.join("; ")
}

fn stay_words(app: &App, stay: &[InitiativeIx]) -> String {
    match stay {
        [] => String::new(),
        [one] => format!("{} stays as long as it is", app.analysis().plan.initiatives[one.at()].title),
        many => format!("{} stay as long as they are", many.len()),
    }
}

/// Who is held, and by what: the first in words, of the others how many.
fn held_words(app: &App, held: &[ManyHeld]) -> String {
    let Some(first) = held.first() else { return String::new() };
    let words = held_one(app, first.initiative, first.start, first.by);
    match held.len() - 1 {
        0 => words,
        1 => format!("{words}; 1 other is held too"),
        many => format!("{words}; {many} others are held too"),
    }
}

fn unplaced_words(app: &App, unplaced: &[InitiativeIx]) -> String {
    match unplaced {
        [] => String::new(),
        [one] => roadmap::unplaced_words(app, *one),
        many => format!("{} have no date to move", many.len()),
    }
}

fn lengthen(app: &mut App, by: i64) {
    let which = app.marked();
    let analysis = app.session.analysis();
    let layer = app.session.layer();
    let stretched = revise::lengthen_many(&analysis.plan, &analysis.schedule, &which, months(by), &layer);
    let stay = stay_words(app, &stretched.stay);
    keep(app, stretched.change, &stay, "None of them can be shorter");
}

fn drop_out(app: &mut App) {
    let which = app.marked();
    let change = revise::drop_many(&app.session.analysis().plan, &which, &app.session.layer());
    keep(app, change, "", "Nothing is left out");
}

/// Takes them away, and says what waited for them.
fn remove(app: &mut App) {
    let which = app.marked();
    let plan = &app.session.analysis().plan;
    let followers = app.followers();
    let mut waiting: Vec<InitiativeIx> = which
        .iter()
        .flat_map(|at| followers.waiting_for(*at).to_vec())
        .filter(|at| !which.contains(at))
        .collect();
    waiting.sort_unstable();
    waiting.dedup();
    let title = |at: &InitiativeIx| plan.initiatives[at.at()].title.clone();
    let also = match waiting.as_slice() {
        [] => String::new(),
        [one] => format!("{} waited for what is gone", title(one)),
        [one, other] => format!("{} and {} waited for what is gone", title(one), title(other)),
        [one, others @ ..] => format!("{} and {} more waited for what is gone", title(one), others.len()),
    };
    let row = app.cursor_row(&app.rows());
    match revise::remove_many(app.session.document(), plan, &which, &app.session.layer()) {
        Ok(change) => {
            if keep(app, change, &also, "Nothing is removed") {
                beside(app, row);
            }
        }
        Err(refusal) => app.fail(format!("Not changed: {refusal}")),
    }
}

/// What is acted on, for people: the title of one, else how many.
pub fn acted_on_words(app: &App) -> String {
    match app.acted_on().as_slice() {
        [one] => app.analysis().plan.initiatives[one.at()].title.clone(),
        many => format!("{} initiatives", many.len()),
    }
}

/// Moves what is acted on to a stage.
pub fn restage(app: &mut App, stage: Option<&str>) {
    let change =
        revise::restage_many(&app.session.analysis().plan, &app.acted_on(), stage, &app.session.layer());
    keep(app, change, "", "It is there already");
    roadmap::keep_in_sight(app);
}

/// Gives what is acted on tags, and takes away those behind a minus.
pub fn tag(app: &mut App, typed: &str) {
    let words = typed.split([',', ' ']).map(str::trim).filter(|word| !word.is_empty());
    let (mut add, mut take) = (Vec::new(), Vec::new());
    for word in words {
        match word.strip_prefix('-') {
            Some(word) => take.push(word.to_owned()),
            None => add.push(word.trim_start_matches('+').to_owned()),
        }
    }
    add.retain(|word: &String| !word.is_empty());
    take.retain(|word: &String| !word.is_empty());
    let plan = &app.session.analysis().plan;
    let (document, layer) = (app.session.laid(), app.session.layer());
    let change = revise::tag_many(&document, plan, &app.acted_on(), (&add, &take), &layer);
    keep(app, change, "", "The tags are as wanted");
}

/// Opens one form for all that are marked.
pub fn open_form(app: &mut App) {
    let marked = app.marked();
    let plan = &app.session.analysis().plan;
    let ids: Vec<String> = marked.iter().map(|at| plan.initiatives[at.at()].id.clone()).collect();
    match ids.as_slice() {
        [] => {}
        [one] => form::open_item(app, ["initiative", one]),
        _ => form::open_at(app, Subject::Many(ids)),
    }
}

/// Puts the cursor where it was by its row, when what it stood on is gone.
fn beside(app: &mut App, row: usize) {
    if app.selected().is_none() {
        let last = app.rows().len().saturating_sub(1);
        if let Some(key) = app.key_of(row.min(last)) {
            app.roadmap.cursor = key;
        }
    }
    match app.view {
        View::Initiatives => super::table::settle(app),
        View::Network => network::settle(app),
        View::Roadmap | View::Money | View::Changes | View::Past | View::Problems => {
            roadmap::keep_in_sight(app);
        }
    }
}
