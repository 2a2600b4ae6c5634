//! The ways back inside of a cell: sought beside the frame, kept for the revision and the cell they were sought for.

use std::sync::mpsc::Sender;
use std::thread;

use super::app::{App, Pane, View};
use super::event::Event;
use super::sources::Signal;
use crate::check::{Effort, Way, ways_back};
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
