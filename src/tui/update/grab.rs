//! A bar in hand: every step is previewed on the whole plan, nothing is written until it is kept.

use std::sync::Arc;

use super::edits::{held_words, make};
use super::many::beside_words;
use super::roadmap::unplaced_words;
use crate::analysis::Analysis;
use crate::edit::Change;
use crate::plan::InitiativeIx;
use crate::revise::{self, By, Length, Reach, Reached};
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::grab::{Grab, Grip};
use crate::units::TimeUnit;
use crate::views::delta::delta;

/// Runs a command while a bar is held.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    match command {
        C::GrabEarlier => step(app, None, By::of(-1, TimeUnit::Month)),
        C::GrabLater => step(app, None, By::of(1, TimeUnit::Month)),
        C::GrabQuarterEarlier => step(app, None, By::of(-1, TimeUnit::Quarter)),
        C::GrabQuarterLater => step(app, None, By::of(1, TimeUnit::Quarter)),
        C::GrabWeekEarlier => step(app, None, By::of(-1, TimeUnit::Week)),
        C::GrabWeekLater => step(app, None, By::of(1, TimeUnit::Week)),
        C::GrabDayEarlier => step(app, None, By::of(-1, TimeUnit::Day)),
        C::GrabDayLater => step(app, None, By::of(1, TimeUnit::Day)),
        C::GrabShorter => step(app, Some(Grip::End), By::of(-1, TimeUnit::Month)),
        C::GrabLonger => step(app, Some(Grip::End), By::of(1, TimeUnit::Month)),
        C::GrabPart => {
            if let Some(grab) = &mut app.grab {
                grab.grip = grab.grip.next();
                grab.held = None;
            }
            tell(app);
        }
        C::Keep => keep(app),
        C::PutBack => put_back(app),
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Puts the bar back where it was.
pub fn put_back(app: &mut App) {
    app.grab = None;
    app.last = None;
    app.toasts.clear();
    app.say("Put back");
}

/// Moves what is held further, or that part of it.
fn step(app: &mut App, part: Option<Grip>, by: By) {
    let Some(grab) = &app.grab else { return };
    let wanted = part.unwrap_or(grab.grip).moved(grab.wanted, by);
    to(app, wanted);
}

/// Takes a bar in hand, with all that are marked when it is one of them.
pub fn take(app: &mut App, id: &str, grip: Grip) {
    let plan = &app.session.analysis().plan;
    let marked: Vec<String> =
        app.marked().into_iter().map(|at| plan.initiatives[at.at()].id.clone()).collect();
    let together = marked.iter().any(|it| it == id);
    let others = marked.into_iter().filter(|other| together && other != id).collect();
    app.grab = Some(Grab::new(id.to_owned(), others, grip));
}

/// Takes several in hand; whether any of them can be moved. The one under the cursor leads, when it is one of them.
pub fn take_all(app: &mut App, which: &[InitiativeIx]) -> bool {
    let analysis = app.session.analysis();
    let placed = |at: &InitiativeIx| analysis.schedule.placed(*at).is_some();
    let cursor = app.selected().filter(|at| which.contains(at) && placed(at));
    let Some(lead) = cursor.or_else(|| which.iter().copied().find(placed)) else {
        match which.first() {
            Some(first) => app.fail(unplaced_words(app, *first)),
            None => app.say(NOTHING_TO_MOVE),
        }
        return false;
    };
    let id = |at: InitiativeIx| analysis.plan.initiatives[at.at()].id.clone();
    let others = which.iter().copied().filter(|at| *at != lead).map(id).collect();
    app.grab = Some(Grab::new(id(lead), others, Grip::Whole));
    true
}

/// What is said of a stage that has no initiatives.
pub const NOTHING_TO_MOVE: &str = "The stage has no initiative to move";

/// Takes what is in hand to where it is wanted, as far as it goes; where something holds all of it, the steps that went too
/// far do not count.
pub fn to(app: &mut App, wanted: Reach) {
    let Some(mut grab) = app.grab.take() else { return };
    grab.asked = Some(wanted);
    let alone = grab.others.is_empty();
    let tried = if alone { one(app, &grab, wanted) } else { Some(many(app, &grab, wanted)) };
    if let Some((change, held)) = tried {
        let further = !alone && change != grab.change;
        grab.held = held;
        let preview = match &change {
            Some(change) => app.session.preview(change).map(|analysis| Some(Arc::new(analysis))),
            None => Ok(None),
        };
        match preview {
            Ok(preview) => {
                if grab.held.is_none() || further {
                    grab.wanted = wanted;
                }
                if grab.held.is_none() || preview.is_some() {
                    (grab.change, grab.preview) = (change, preview);
                }
            }
            Err(refusal) => grab.held = Some(refusal.to_string()),
        }
    }
    app.grab = Some(grab);
    tell(app);
}

/// What would be written so that one bar comes to where it is wanted, and why it does not come there.
type Tried = (Option<Change>, Option<String>);

fn one(app: &App, grab: &Grab, wanted: Reach) -> Option<Tried> {
    let analysis = app.session.analysis();
    let at = analysis.plan.initiative(&grab.id)?;
    let layer = app.session.layer();
    let reached = revise::reach(&analysis.plan, &analysis.factors, &analysis.schedule, at, wanted, &layer)?;
    let held = held(app, at, &reached);
    Some((reached.change, held))
}

/// The same of all that are in hand.
fn many(app: &App, grab: &Grab, wanted: Reach) -> Tried {
    let analysis = app.session.analysis();
    let which: Vec<InitiativeIx> = grab.ids().filter_map(|id| analysis.plan.initiative(id)).collect();
    let (factors, schedule) = (&analysis.factors, &analysis.schedule);
    let moved = revise::reach_many(&analysis.plan, factors, schedule, &which, wanted, &app.session.layer());
    let held = Some(beside_words(app, &moved)).filter(|words| !words.is_empty());
    (moved.change, held)
}

/// Why the bar is not where it was wanted.
fn held(app: &App, at: InitiativeIx, reached: &Reached) -> Option<String> {
    let title = || app.session.analysis().plan.initiatives[at.at()].title.clone();
    match (reached.held_by, reached.length) {
        (Some(driver), _) => Some(held_words(app, at, reached.start, driver)),
        (None, Length::AsWanted) => None,
        (None, Length::Nothing) => Some(format!("{} cannot begin behind its own end", title())),
        (None, Length::Finished) => {
            Some(format!("{} has really finished; its length is what it was", title()))
        }
    }
}

/// Says where the bar is and what that does.
pub fn tell(app: &mut App) {
    let Some(grab) = &app.grab else { return };
    let change = grab.preview.as_deref().map(|preview| delta(app.session.analysis(), preview));
    let words = match (&grab.held, &change) {
        (Some(held), _) => held.clone(),
        (None, None) if app.hand.drag.is_some() => "Where it was".to_owned(),
        (None, None) if !grab.others.is_empty() => {
            let count = grab.ids().count();
            format!("{count} in hand: ← → move them a month, ⇧← ⇧→ a quarter, < > their length")
        }
        (None, None) => "In hand: ← → move it a month, ⇧← ⇧→ a quarter, < > its length".to_owned(),
        (None, Some(change)) => {
            let words = change.words(Some(about(grab)), &app.figures());
            let place = place(app.analysis(), grab);
            if words.is_empty() { place } else { format!("{place}: {words}") }
        }
    };
    let part = match (grab.grip, grab.others.is_empty()) {
        (Grip::Whole, _) => "",
        (Grip::Begin, true) => "Its begin. ",
        (Grip::End, true) => "Its end. ",
        (Grip::Begin, false) => "Their begin. ",
        (Grip::End, false) => "Their end. ",
    };
    let words = if app.hand.drag.is_some() { words } else { format!("{part}{words}") };
    let held = grab.held.is_some();
    app.last = change;
    app.toasts.clear();
    if held {
        app.fail(words);
    } else {
        app.say(words);
    }
    if let Some(toast) = app.toasts.last_mut() {
        toast.until = u64::MAX;
    }
}

/// The initiative that the message is about, and which therefore need not be counted among those that moved.
fn about(grab: &Grab) -> &str {
    if grab.others.is_empty() { &grab.id } else { "" }
}

/// Where it is: `1 Jan 2028 → 31 Mar 2028, 3 months later`; of several how far they are: `3 bars, 3 months later`.
fn place(analysis: &Analysis, grab: &Grab) -> String {
    let placed = analysis.plan.initiative(&grab.id).and_then(|at| analysis.schedule.placed(at));
    let dates = placed.map(|placed| {
        let last = if placed.milestone() { placed.finish } else { placed.finish.previous() };
        format!("{} → {}", placed.start.words(), last.words())
    });
    let dates = match grab.others.len() {
        0 => dates,
        others => Some(format!("{} bars", others + 1)),
    };
    let Reach { whole, begin, end } = grab.wanted;
    let begun = begin.words("earlier", "later");
    let parts = [
        dates.unwrap_or_default(),
        whole.words("earlier", "later"),
        if begun.is_empty() { begun } else { format!("begins {begun}") },
        end.words("shorter", "longer"),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(", ")
}

/// Keeps the bar where it is, and writes the plan: whoever saves means what is to be seen.
pub fn keep_and_save(app: &mut App) -> Vec<Effect> {
    keep(app);
    if app.unsaved() { super::file::run(app, Command::Save) } else { Vec::new() }
}

/// Keeps the bar where it is, as one step of undo.
pub fn keep(app: &mut App) {
    let Some(grab) = app.grab.take() else { return };
    app.toasts.clear();
    match &grab.change {
        Some(change) => {
            make(app, change, Some(about(&grab)));
        }
        None => app.say("Nothing moved"),
    }
}
