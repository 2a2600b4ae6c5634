//! The history of the plan's money on the screen: what is read of it, which commit and which year are marked, and what the
//! cells of the grid say.

pub mod reading;
pub mod step;

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::app::{App, View};
use super::memo::Same;
use crate::analysis::Analysis;
use crate::git::{Blob, Commit};
use crate::money::State;
use crate::units::{FinancialYear, Money};
use crate::views::history::{After, Before, Cell, Chronicle, Standing, Stood};
use crate::views::strip;

/// Where the reader is in the history of the money.
#[derive(Debug, Default)]
pub struct PastState {
    /// What is known of it.
    pub known: Known,
    /// The row of the cursor.
    pub at: usize,
    /// The first row in sight.
    pub top: usize,
    /// The envelope that is shown.
    pub envelope: Envelope,
    /// The year of the cursor; `None`: the one in question.
    pub year: Option<FinancialYear>,
    /// The view that it was gone to from.
    pub from: Option<View>,
    /// Counts how often it was asked for, so that nothing is taken from an earlier time.
    pub asked: u64,
    /// Says that nobody waits for it any more.
    pub stop: Arc<AtomicBool>,
}

impl PastState {
    /// Lets go of what is still being read, and begins anew.
    pub fn begin(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::default();
        self.asked += 1;
        self.known = Known::Asking;
    }

    /// Lets go of what is still being read: nobody looks any more.
    pub fn let_go(&mut self) {
        let complete = matches!(&self.known, Known::Told(told) if told.complete());
        if !complete {
            self.stop.store(true, Ordering::Relaxed);
            self.known = Known::Nothing;
        }
    }
}

/// Which envelope the years are of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Envelope {
    /// The one in question.
    #[default]
    InQuestion,
    /// In each year the one that stands worst.
    Worst,
    /// The one of this id.
    One(String),
}

/// What is known of the history.
#[derive(Debug, Default)]
pub enum Known {
    /// Nothing was asked yet.
    #[default]
    Nothing,
    /// git is asked.
    Asking,
    /// The commits are known, and how the plan stood after them, as far as that is computed.
    Told(Box<Told>),
    /// There is none, for this reason.
    None(String),
}

/// A history.
#[derive(Debug)]
pub struct Told {
    /// The commits.
    pub chronicle: Chronicle,
    /// How many texts there are to compute.
    pub texts: usize,
    /// Whether the clone holds only the end of it.
    pub shallow: bool,
    /// Under which case.
    pub case: Option<String>,
    /// The text of the plan at its end.
    last: Option<Arc<str>>,
}

/// What a thread says that reads the history.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// These are the commits, the oldest first.
    Began(Began),
    /// So the plan stands with these texts.
    Read(Vec<(Blob, Stood)>),
    /// There is none, for this reason, or what is missing cannot be read.
    None(String),
}

/// The beginning of a history.
#[derive(Debug, Clone, PartialEq)]
pub struct Began {
    /// The commits, the oldest first.
    pub commits: Vec<Commit>,
    /// The text at its end, by its name and as it is; `None`: the plan was removed.
    pub tip: Option<(Blob, Arc<str>)>,
    /// Whether the clone holds only the end of it.
    pub shallow: bool,
    /// Under which case it is computed.
    pub case: Option<String>,
}

impl Told {
    /// Nothing is computed yet.
    pub fn new(began: Began) -> Self {
        let chronicle = Chronicle::new(began.commits, began.tip.as_ref().map(|(blob, _)| blob));
        let texts = chronicle.blobs().len();
        let last = began.tip.map(|(_, text)| text);
        Self { chronicle, texts, shallow: began.shallow, case: began.case, last }
    }

    /// Whether all is computed.
    pub fn complete(&self) -> bool {
        self.chronicle.read() >= self.texts
    }
}

/// A row of the history, the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The plan as it is, where no commit has it so.
    Now,
    /// A commit, as an index.
    Commit(usize),
}

/// An envelope in a year after a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Square {
    /// How it stood.
    pub state: State,
    /// What was left; `None` without a limit.
    pub headroom: Option<Money>,
    /// What the commit did to it.
    pub did: Did,
}

/// What a commit did to an envelope in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// It put it over.
    Opened,
    /// It brought it back inside.
    Closed,
    /// It changed the headroom.
    Changed,
    /// Nothing.
    Nothing,
}

impl App {
    /// The history, where it is read.
    pub fn past_told(&self) -> Option<&Told> {
        match &self.past.known {
            Known::Told(told) => Some(told),
            Known::Nothing | Known::Asking | Known::None(_) => None,
        }
    }

    /// Its rows.
    pub fn past_rows(&self, told: &Told) -> Vec<Row> {
        let text = &self.session.document().sources()[0].text;
        let now = told.last.as_ref().is_none_or(|last| last != text);
        let commits = (0..told.chronicle.commits.len()).rev().map(Row::Commit);
        now.then_some(Row::Now).into_iter().chain(commits).collect()
    }

    /// The row of the cursor.
    pub fn past_row(&self, told: &Told) -> Option<Row> {
        let rows = self.past_rows(told);
        rows.get(self.past.at.min(rows.len().checked_sub(1)?)).copied()
    }

    /// How the plan stands as it is.
    pub fn past_now(&self) -> Rc<Standing> {
        let plan = self.session.shared();
        self.made.standing.of(|of| of.is(plan), || (Same(plan.clone()), Standing::of(plan)))
    }

    /// The years of the grid.
    pub fn past_years(&self) -> &[FinancialYear] {
        &self.session.analysis().money.years
    }

    /// The id of the envelope that is shown; `None`: in each year the one that stands worst.
    pub fn past_envelope(&self) -> Option<&str> {
        let analysis = self.session.analysis();
        match &self.past.envelope {
            Envelope::One(id) => Some(id),
            Envelope::Worst => None,
            Envelope::InQuestion => {
                let worst = strip::worst(analysis).filter(|(envelope, year)| {
                    analysis.money.cell(*envelope, *year).is_some_and(|cell| cell.state.breached())
                });
                worst.map(|(envelope, _)| analysis.plan.envelopes[envelope.at()].id.as_str())
            }
        }
    }

    /// The year of the cursor, as an index.
    pub fn past_year(&self) -> usize {
        let analysis = self.session.analysis();
        let years = self.past_years();
        let chosen = self.past.year.and_then(|year| years.iter().position(|it| *it == year));
        let in_question = || match self.past_envelope() {
            None => strip::worst(analysis).map(|(_, year)| year),
            Some(id) => worst_year(analysis, id),
        };
        chosen.or_else(in_question).unwrap_or(0).min(years.len().saturating_sub(1))
    }

    /// The envelope and the year that are marked; of all envelopes the one that stands worst in it, or where none is over the
    /// one that was brought back last.
    pub fn past_cell(&self) -> Option<Cell> {
        let year = *self.past_years().get(self.past_year())?;
        if let Some(id) = self.past_envelope() {
            return Some((id.to_owned(), year));
        }
        let now = self.past_now();
        let cells = now.cells.iter().filter(|((_, of), _)| *of == year);
        let (cell, (state, _)) = cells.min_by_key(|(_, (state, headroom))| rank(*state, *headroom))?;
        // Where all hold now, the year is about the one that was over last.
        let closed =
            self.past_told().filter(|_| !state.breached()).and_then(|told| told.chronicle.closed_last(year));
        Some(closed.unwrap_or_else(|| cell.clone()))
    }

    /// What the cells of a row say, year by year; `None`: there is nothing to say of it.
    pub fn past_squares(&self, told: &Told, row: Row) -> Option<Vec<Option<Square>>> {
        let now = self.past_now();
        let chronicle = &told.chronicle;
        let (after, before) = match row {
            Row::Now => {
                let before = chronicle.tip.map_or(Before::Nothing, |tip| match chronicle.after(tip) {
                    After::Stood(standing) => Before::Stood(standing, Some(tip)),
                    After::Unread => Before::Unread,
                    After::Broken(_) | After::Removed | After::Lacking(_) => Before::Nothing,
                });
                (&*now, before)
            }
            Row::Commit(at) => (chronicle.standing(at)?, chronicle.before(at)),
        };
        let (years, envelope) = (self.past_years(), self.past_envelope());
        let then = before.standing().map(|before| at_years(before, envelope, years));
        let square = |(nth, cell): (usize, Option<(State, Option<Money>)>)| {
            let (state, headroom) = cell?;
            let then = then.as_ref().map(|then| then[nth]);
            let then = then.flatten();
            let was = then.is_some_and(|(was, _)| was.breached());
            let did = match (state.breached(), was) {
                _ if matches!(before, Before::Unread) || then == Some((state, headroom)) => Did::Nothing,
                (true, false) => Did::Opened,
                (false, true) => Did::Closed,
                (true, true) | (false, false) => Did::Changed,
            };
            Some(Square { state, headroom, did })
        };
        Some(at_years(after, envelope, years).into_iter().enumerate().map(square).collect())
    }
}

/// What comes first is worse.
fn rank(state: State, headroom: Option<Money>) -> (std::cmp::Reverse<State>, bool, Option<Money>) {
    (std::cmp::Reverse(state), headroom.is_none(), headroom)
}

/// An envelope in each of these years; without an id in each year the one that stands worst.
fn at_years(
    standing: &Standing,
    envelope: Option<&str>,
    years: &[FinancialYear],
) -> Vec<Option<(State, Option<Money>)>> {
    let mut found: Vec<Option<(State, Option<Money>)>> = vec![None; years.len()];
    for ((id, year), cell) in &standing.cells {
        let Ok(at) = years.binary_search(year) else { continue };
        let worse = |than: (State, Option<Money>)| rank(cell.0, cell.1) < rank(than.0, than.1);
        if envelope.is_none_or(|it| it == id) && found[at].is_none_or(worse) {
            found[at] = Some(*cell);
        }
    }
    found
}

/// The year in which an envelope stands worst.
fn worst_year(analysis: &Analysis, id: &str) -> Option<usize> {
    let envelope = analysis.plan.envelope(id)?;
    let figures = strip::figures_of(analysis, envelope)?;
    let ranked = figures.years.iter().enumerate();
    ranked.min_by_key(|(_, cell)| rank(cell.state, cell.headroom)).map(|(year, _)| year)
}
