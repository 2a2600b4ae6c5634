//! The history of a plan's money: how it stood at each commit, what changed from one to the next, and which commit opened a
//! breach.

use std::collections::BTreeMap;

use super::figures::Figures;
use crate::analysis::{Analysis, Options, analyse, analyse_again};
use crate::document::{Document, Source};
use crate::git::Commit;
use crate::money::{State, Verdict};
use crate::units::{FinancialYear, Money};

/// One commit, and how the plan stood after it; `None` where there was no plan that could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The commit.
    pub commit: Commit,
    /// How the plan stood.
    pub standing: Option<Standing>,
}

/// Computes the history of a plan commit by commit, the oldest first: each from the one before.
#[derive(Debug)]
pub struct Telling {
    name: String,
    options: Options,
    before: Option<(Document, Analysis)>,
    /// What was told already.
    pub entries: Vec<Entry>,
}

impl Telling {
    /// A history with nothing in it yet, of a plan that messages call so.
    pub fn new(name: String, options: Options) -> Self {
        Self { name, options, before: None, entries: Vec::new() }
    }

    /// Adds the next commit with the text of the plan; `None`: it is not there, or no text.
    pub fn add(&mut self, commit: &Commit, text: Option<&str>) {
        let now = text.map(|text| match &self.before {
            None => {
                let first = Document::new(Source::new(self.name.clone(), text));
                let analysis = analyse(&first, &self.options);
                (first, analysis)
            }
            Some((document, analysis)) => {
                let next = Document::new(document.sources()[0].with_text(text));
                let analysis = analyse_again(document, analysis, &next, &self.options);
                (next, analysis)
            }
        });
        let standing = now.as_ref().map(|(_, analysis)| Standing::of(analysis));
        self.entries.push(Entry { commit: commit.clone(), standing });
        self.before = now;
    }

    /// The plan at the last commit that was added.
    pub fn last(&self) -> Option<(&Document, &Analysis)> {
        self.before.as_ref().map(|(document, analysis)| (document, analysis))
    }
}

/// The id of an envelope, and a year.
pub type Cell = (String, FinancialYear);

/// How a plan stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Whether it was affordable.
    pub verdict: Verdict,
    /// The sentence about it.
    pub sentence: String,
    /// Capital and one-off money together.
    pub cost: Money,
    /// What is left in all envelopes and years that have a limit, what is over taken off.
    pub headroom: Money,
    /// Every envelope and year, with the headroom where it has a limit.
    pub cells: BTreeMap<Cell, (State, Option<Money>)>,
    /// How its money is written.
    pub figures: Figures,
}

impl Standing {
    /// That of an analysis.
    pub fn of(analysis: &Analysis) -> Self {
        let money = &analysis.money;
        let mut cells = BTreeMap::new();
        for figures in &money.envelopes {
            let id = &analysis.plan.envelopes[figures.envelope.at()].id;
            for (year, cell) in money.years.iter().zip(&figures.years) {
                cells.insert((id.clone(), *year), (cell.state, cell.headroom));
            }
        }
        Self {
            verdict: analysis.verdict,
            sentence: analysis.sentence.clone(),
            cost: money.totals.capital + money.totals.one_off,
            headroom: cells.values().filter_map(|(_, headroom)| *headroom).sum(),
            cells,
            figures: Figures::of(&analysis.plan),
        }
    }

    /// The cells that do not hold here and did before.
    pub fn opened<'s>(&'s self, before: Option<&'s Self>) -> impl Iterator<Item = &'s Cell> {
        let held = move |cell: &Cell| {
            before.and_then(|it| it.cells.get(cell)).is_none_or(|(state, _)| !state.breached())
        };
        self.cells
            .iter()
            .filter(|(_, (state, _))| state.breached())
            .map(|(cell, _)| cell)
            .filter(move |it| held(it))
    }

    /// The cells that hold here, or are gone, and did not hold before.
    pub fn closed<'s>(&'s self, before: Option<&'s Self>) -> impl Iterator<Item = &'s Cell> {
        let holds = |cell: &Cell| self.cells.get(cell).is_none_or(|(state, _)| !state.breached());
        let broken = before.into_iter().flat_map(|it| &it.cells).filter(|(_, (state, _))| state.breached());
        broken.map(|(cell, _)| cell).filter(move |it| holds(it))
    }
}

/// The commit at which a cell that does not hold now stopped holding, as an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// Which cell.
    pub cell: Cell,
    /// Which commit.
    pub entry: usize,
    /// Headroom before and after it.
    pub headroom: (Option<Money>, Option<Money>),
}

/// For every cell that does not hold at the last commit the one that opened it.
pub fn openings(entries: &[Entry], envelope: Option<&str>, year: Option<&str>) -> Vec<Opening> {
    let Some(last) = entries.last().and_then(|it| it.standing.as_ref()) else { return Vec::new() };
    let year = year.map(|year| year.replace('/', "-"));
    let wanted = |cell: &Cell| {
        envelope.is_none_or(|it| it == cell.0) && year.as_ref().is_none_or(|it| *it == cell.1.key())
    };
    let broken = |at: usize, cell: &Cell| {
        let standing = entries[at].standing.as_ref();
        standing.and_then(|it| it.cells.get(cell)).is_some_and(|(state, _)| state.breached())
    };
    let headroom = |at: Option<usize>, cell: &Cell| {
        entries[at?].standing.as_ref()?.cells.get(cell).and_then(|(_, headroom)| *headroom)
    };
    let opening = |cell: &Cell| {
        let entry = (0..entries.len()).rev().take_while(|at| broken(*at, cell)).last()?;
        let headroom = (headroom(entry.checked_sub(1), cell), headroom(Some(entry), cell));
        Some(Opening { cell: cell.clone(), entry, headroom })
    };
    last.opened(None).filter(|cell| wanted(cell)).filter_map(opening).collect()
}
