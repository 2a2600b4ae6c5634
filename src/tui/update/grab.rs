//! A bar in hand: every step is previewed on the whole plan, nothing is written until it is kept.

use std::sync::Arc;

use super::edits::{held_words, make};
use super::roadmap::months;
use crate::edit::Change;
use crate::plan::InitiativeIx;
use crate::revise;
use crate::tui::app::{App, Grab};
use crate::tui::command::Command;
use crate::views::delta::delta;

/// Runs a command while a bar is held.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    match command {
        C::GrabEarlier => step(app, -1, 0),
        C::GrabLater => step(app, 1, 0),
        C::GrabQuarterEarlier => step(app, -3, 0),
        C::GrabQuarterLater => step(app, 3, 0),
        C::GrabShorter => step(app, 0, -1),
        C::GrabLonger => step(app, 0, 1),
        C::Keep => keep(app),
        C::PutBack => {
            app.grab = None;
            app.last = None;
            app.toasts.clear();
            app.say("Put back");
        }
        // Commands of other contexts never come here.
        _ => {}
    }
}

fn step(app: &mut App, by: i64, longer: i64) {
    let Some(mut grab) = app.grab.take() else { return };
    let (wanted, length) = (grab.months + by, grab.longer + longer);
    let tried = app
        .session
        .analysis()
        .plan
        .initiative(&grab.id)
        .and_then(|at| change(app, at, wanted, length).map(|(change, held)| (at, change, held)));
    if let Some((at, change, held)) = tried {
        // Where something holds it, the steps that went too far are not counted.
        let reached = held.is_none();
        grab.held = held.map(|(start, driver)| held_words(app, at, start, driver));
        let preview = match &change {
            Some(change) => app.session.preview(change).map(|analysis| Some(Arc::new(analysis))),
            None => Ok(None),
        };
        match preview {
            Ok(preview) => {
                if reached {
                    (grab.months, grab.longer) = (wanted, length);
                }
                if reached || preview.is_some() {
                    (grab.change, grab.preview) = (change, preview);
                }
            }
            Err(refusal) => grab.held = Some(refusal.to_string()),
        }
    }
    app.grab = Some(grab);
    tell(app);
}

/// What holds a bar: the earliest day, and why.
type Held = Option<(crate::units::Day, crate::schedule::Driver)>;

/// The change that moves and stretches the bar from where it was, as one step.
fn change(app: &App, at: InitiativeIx, by: i64, longer: i64) -> Option<(Option<Change>, Held)> {
    let analysis = app.session.analysis();
    let layer = app.session.layer();
    let (mut edits, mut labels, mut held) = (Vec::new(), Vec::new(), None);
    if by != 0 {
        let moved =
            revise::shift(&analysis.plan, &analysis.factors, &analysis.schedule, at, months(by), &layer)?;
        held = moved.held_by.map(|driver| (moved.start, driver));
        if let Some(change) = moved.change {
            edits.extend(change.edits);
            labels.push(change.label);
        }
    }
    if longer != 0 {
        let stretch = revise::lengthen(&analysis.plan, &analysis.schedule, at, months(longer), &layer)?;
        if let Some(change) = stretch.change {
            edits.extend(change.edits);
            labels.push(change.label);
        }
    }
    let change = (!edits.is_empty()).then(|| Change { label: labels.join(", "), edits, layer });
    Some((change, held))
}

/// Says where the bar is and what that does.
pub fn tell(app: &mut App) {
    let Some(grab) = &app.grab else { return };
    let change = grab.preview.as_deref().map(|preview| delta(app.session.analysis(), preview));
    let words = match (&grab.held, &change) {
        (Some(held), _) => held.clone(),
        (None, None) => "In hand: ← → move it a month, ⇧← ⇧→ a quarter, < > its length".to_owned(),
        (None, Some(change)) => {
            let words = change.words(Some(&grab.id), &app.figures());
            let place = place(grab);
            if words.is_empty() { place } else { format!("{place}: {words}") }
        }
    };
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

fn place(grab: &Grab) -> String {
    let months = |by: i64| format!("{} month{}", by.abs(), if by.abs() == 1 { "" } else { "s" });
    let moved = match grab.months {
        0 => String::new(),
        by => format!("{} {}", months(by), if by < 0 { "earlier" } else { "later" }),
    };
    let longer = match grab.longer {
        0 => String::new(),
        by => format!("{} {}", months(by), if by < 0 { "shorter" } else { "longer" }),
    };
    match (moved.is_empty(), longer.is_empty()) {
        (false, false) => format!("{moved}, {longer}"),
        (true, true) => "Where it was".to_owned(),
        (_, _) => format!("{moved}{longer}"),
    }
}

fn keep(app: &mut App) {
    let Some(grab) = app.grab.take() else { return };
    app.toasts.clear();
    match grab.change {
        Some(change) => {
            make(app, &change, Some(&grab.id));
        }
        None => app.say("Nothing moved"),
    }
}
