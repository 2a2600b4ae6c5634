//! The ways back inside of a cell: sought beside the frame, kept for the revision and the cell they were sought for.

use std::sync::mpsc::Sender;
use std::thread;

use super::app::{App, Pane, View};
use super::event::Event;
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
    let breached = figures_of(app.analysis(), envelope)
        .and_then(|figures| figures.years.get(year))
        .is_some_and(|cell| cell.state.breached());
    if !breached {
        return Sought::Needless;
    }
    match app.ways.as_ref().filter(|kept| kept.cell == (envelope, year)).and_then(|kept| kept.ways.as_ref()) {
        Some(ways) => Sought::Found(ways),
        None => Sought::Seeking,
    }
}

/// What a way moves.
pub fn title(app: &App, way: &Way) -> String {
    harmless(&app.analysis().plan.initiatives[way.step.initiative().at()].title).into_owned()
}

/// How it moves: `3 months later`.
pub fn step(way: &Way) -> String {
    let months = |count: u32| if count == 1 { "1 month".to_owned() } else { format!("{count} months") };
    match way.step {
        Move::Later { months: by, .. } => format!("{} later", months(by)),
        Move::Earlier { months: by, .. } => format!("{} earlier", months(by)),
        Move::LeaveOut { .. } => "left out".to_owned(),
    }
}

/// What else it does: what is left to mend, what follows it, what it costs in time.
pub fn notes(way: &Way) -> Vec<String> {
    let mut notes = Vec::new();
    if !way.cures {
        notes.push("does not cure it alone".to_owned());
    }
    notes.push(match way.breaches_left {
        0 => format!("the plan is {}", way.verdict.word()),
        1 => "1 breach left".to_owned(),
        many => format!("{many} breaches left"),
    });
    match way.moved {
        0 => {}
        1 => notes.push("1 other moves".to_owned()),
        many => notes.push(format!("{many} others move")),
    }
    if way.new_problems > 0 {
        let plural = if way.new_problems == 1 { "" } else { "s" };
        notes.push(format!("{} new problem{plural}", way.new_problems));
    }
    if way.slip_days > 0 {
        notes.push(format!("finishes {} later", super::screens::span_words(way.slip_days)));
    }
    notes
}

/// Begins the search that the frame lacks; its end is an event.
pub fn seek(app: &mut App, to: &Sender<Signal>) {
    let Some((envelope, _, year)) = app.cell() else { return };
    let shown = app.view == View::Money && (app.size.0 >= 100 || app.money.pane == Pane::Ways);
    let begun = app.ways.as_ref().is_some_and(|kept| kept.cell == (envelope, year));
    if !shown || begun || app.seeking || sought(app, envelope, year) != Sought::Seeking {
        return;
    }
    app.ways = Some(Kept { cell: (envelope, year), ways: None });
    app.seeking = true;
    let (analysis, revision, to) = (app.session.shared().clone(), app.revision, to.clone());
    thread::spawn(move || {
        let cell = (envelope, year);
        let now = (&analysis.schedule, &analysis.money);
        let ways = ways_back(&analysis.plan, &analysis.factors, now, cell, Effort::default());
        let kept = Kept { cell, ways: Some(ways) };
        // The program may have ended meanwhile; then nobody asks any more.
        let _ = to.send(Signal::Event(Event::Ways(revision, Box::new(kept))));
    });
}
