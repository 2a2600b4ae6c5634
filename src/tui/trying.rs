//! A way back inside that is tried: shown as if it were made, nothing is written until it is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::app::{App, View};
use super::ways::Kept;
use crate::analysis::Analysis;
use crate::edit::Change;
use crate::plan::EnvelopeIx;
use crate::units::FinancialYear;
use crate::views::strip::{figures_of, worst};

/// A cell: an envelope, and a year as an index.
pub type Cell = (EnvelopeIx, usize);

/// What is sought and tried.
#[derive(Debug, Default)]
pub struct Trying {
    /// What was found for a cell, aside from the frame.
    pub kept: Option<Kept>,
    /// Whether ways back are sought: one search at a time, however fast the cursor moves.
    pub seeking: bool,
    /// The cell whose ways back were asked for, wherever that was.
    pub wanted: Option<Cell>,
    /// Says to the search that nobody waits for it any more.
    pub stop: Arc<AtomicBool>,
    /// The way that is tried.
    pub trial: Option<Trial>,
}

impl Trying {
    /// Forgets all that was found and tried, because the plan is another.
    pub fn forget(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        (self.kept, self.wanted, self.trial) = (None, None, None);
    }
}

/// A way that is tried.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Its number among the ways of the cell, from 0.
    pub at: usize,
    /// The id of the initiative that it moves.
    pub id: String,
    /// What keeping it does.
    pub change: Change,
    /// The analysis as it would be.
    pub preview: Arc<Analysis>,
}

/// The cell that ways back are about: that of the cursor when it is breached, else of the problem that is marked, else of
/// the envelope in the strip, else the one in question; `None` when none is breached.
pub fn cell_in_question(app: &App) -> Option<Cell> {
    let analysis = app.session.analysis();
    let breached = |(envelope, year): Cell| {
        let figures = figures_of(analysis, envelope)?;
        figures.years.get(year)?.state.breached().then_some((envelope, year))
    };
    let of_envelope = |envelope: EnvelopeIx| {
        let years = figures_of(analysis, envelope)?.years.len();
        (0..years).find_map(|year| breached((envelope, year)))
    };
    let here = match app.view {
        View::Money => app.cell().and_then(|(envelope, _, year)| breached((envelope, year))),
        View::Problems => super::faults::selected(app).and_then(|at| {
            let keys = &analysis.diagnostics[at].at.keys;
            let envelope = analysis.plan.envelope(keys.get(1)?).filter(|_| keys[0] == "envelope")?;
            let years = &analysis.money.years;
            let year = keys.iter().skip(2).find_map(|key| {
                let year = FinancialYear::parse(key, analysis.plan.year_start)?;
                years.iter().position(|it| *it == year)
            });
            year.and_then(|year| breached((envelope, year))).or_else(|| of_envelope(envelope))
        }),
        View::Roadmap => app.strip_envelope().and_then(of_envelope),
        View::Initiatives | View::Network | View::Changes | View::Past => None,
    };
    here.or_else(|| worst(analysis).and_then(breached))
}

/// The name of a cell: `Prudential borrowing 2028/29`.
pub fn name(app: &App, (envelope, year): Cell) -> String {
    let analysis = app.session.analysis();
    let title = &analysis.plan.envelopes[envelope.at()].title;
    let year = analysis.money.years.get(year).map(ToString::to_string).unwrap_or_default();
    format!("{} {year}", crate::display::harmless(title))
}
