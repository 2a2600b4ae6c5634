//! The ways back inside of a cell: sought beside the frame, kept for the revision and the cell they were sought for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use super::app::{App, Pane, View};
use super::event::Event;
use super::overlays::{List, Listed, Overlay};
use super::sources::Signal;
use crate::check::{Effort, Move, Way, ways_back};
use crate::display::harmless;
use crate::plan::EnvelopeIx;
use crate::views::strip::figures_of;

/// What was sought for one cell; `ways` is `None` while it is still sought.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The cell.
    pub cell: (EnvelopeIx, usize),
    /// What was found.
    pub ways: Option<Vec<Way>>,
}

/// How far the search for a cell is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sought<'a> {
    /// The cell holds.
    Needless,
    /// It is under way, or about to begin.
    Seeking,
    /// What was found, best first.
    Found(&'a [Way]),
}

/// How far the search for a cell is.
pub fn sought(app: &App, envelope: EnvelopeIx, year: usize) -> Sought<'_> {
    // Of the plan as it is, also while one of the ways is tried.
    let breached = figures_of(app.session.analysis(), envelope)
        .and_then(|figures| figures.years.get(year))
        .is_some_and(|cell| cell.state.breached());
    if !breached {
        return Sought::Needless;
    }
    match app
        .trying
        .kept
        .as_ref()
        .filter(|kept| kept.cell == (envelope, year))
        .and_then(|kept| kept.ways.as_ref())
    {
        Some(ways) => Sought::Found(ways),
        None => Sought::Seeking,
    }
}

/// What a way moves.
pub fn title(app: &App, way: &Way) -> String {
    harmless(&app.analysis().plan.initiatives[way.step.initiative().at()].title).into_owned()
}

/// How it moves: `3 months later`.
pub fn step(step: Move) -> String {
    let months = |count: u32| if count == 1 { "1 month".to_owned() } else { format!("{count} months") };
    match step {
        Move::Later { months: by, .. } => format!("{} later", months(by)),
        Move::Earlier { months: by, .. } => format!("{} earlier", months(by)),
        Move::LeaveOut { .. } => "left out".to_owned(),
    }
}

/// What else it does: what it costs in savings and time, what follows it, what is left to mend.
pub fn notes(app: &App, way: &Way) -> Vec<String> {
    let mut notes = Vec::new();
    if !way.cures {
        notes.push("does not cure it alone".to_owned());
    }
    if way.slip_days > 0 {
        notes.push(format!("the plan finishes {} later", super::screens::span_words(way.slip_days)));
    }
    let lost = way.savings_lost;
    if !lost.is_zero() {
        let word = if lost.is_negative() { "more" } else { "lost" };
        notes.push(format!("{} of savings {word}", app.figures().spoken(lost.abs())));
    }
    match way.moved {
        0 => {}
        1 => notes.push("1 other moves".to_owned()),
        many => notes.push(format!("{many} others move")),
    }
    if way.new_problems > 0 {
        let plural = if way.new_problems == 1 { "" } else { "s" };
        notes.push(format!("{} new problem{plural}", way.new_problems));
    }
    notes.push(match (way.breaches_left, way.left) {
        (0, _) => format!("the plan is {}", way.verdict.word()),
        (many, left) => {
            let worst = left.map(|cell| format!(" ({})", super::trying::name(app, cell))).unwrap_or_default();
            format!("{many} breach{} left{worst}", if many == 1 { "" } else { "es" })
        }
    });
    notes
}

/// Begins the search that the frame lacks; its end is an event.
pub fn seek(app: &mut App, to: &Sender<Signal>) {
    let beside = || {
        let shown = app.view == View::Money && (app.size.0 >= 100 || app.money.pane == Pane::Ways);
        app.cell().filter(|_| shown).map(|(envelope, _, year)| (envelope, year))
    };
    let listed = match app.overlays.last() {
        Some(Overlay::List(List { of: Listed::Ways(cell), .. })) => Some(*cell),
        _ => None,
    };
    let Some(cell) = listed.or_else(beside) else { return };
    let begun = app.trying.kept.as_ref().is_some_and(|kept| kept.cell == cell);
    if app.trying.seeking && !begun {
        // Nobody looks at the other cell any more.
        app.trying.stop.store(true, Ordering::Relaxed);
    }
    let waits = app.trying.seeking || app.trying.trial.is_some();
    if begun || waits || sought(app, cell.0, cell.1) != Sought::Seeking {
        return;
    }
    app.trying.kept = Some(Kept { cell, ways: None });
    app.trying.seeking = true;
    let stop = Arc::new(AtomicBool::new(false));
    app.trying.stop = stop.clone();
    let (analysis, revision, to) = (app.session.shared().clone(), app.revision, to.clone());
    thread::spawn(move || {
        let go_on = || !stop.load(Ordering::Relaxed);
        let ways = ways_back(analysis.computed(), cell, Effort::default(), &go_on);
        let kept = Kept { cell, ways: go_on().then_some(ways) };
        // The program may have ended meanwhile; then nobody asks any more.
        let _ = to.send(Signal::Event(Event::Ways(revision, Box::new(kept))));
    });
}
