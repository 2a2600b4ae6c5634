//! How a plan stood at one commit, and what changed from one to the next.

use std::collections::BTreeMap;

use super::Entry;
use crate::analysis::Analysis;
use crate::money::{State, Verdict};
use crate::units::Money;
use crate::views::figures::Figures;

/// An envelope and a year, as the file writes it: `2028-29`.
pub type Cell = (String, String);

/// How a plan stood.
pub struct Standing {
    pub verdict: Verdict,
    pub sentence: String,
    /// Capital and one-off money together.
    pub cost: Money,
    /// What is left in all envelopes and years that have a limit, what is over taken off.
    pub headroom: Money,
    pub cells: BTreeMap<Cell, (State, Option<Money>)>,
    pub figures: Figures,
}

impl Standing {
    pub fn of(analysis: &Analysis) -> Self {
        let money = &analysis.money;
        let mut cells = BTreeMap::new();
        for figures in &money.envelopes {
            let id = &analysis.plan.envelopes[figures.envelope.at()].id;
            for (year, cell) in money.years.iter().zip(&figures.years) {
                cells.insert((id.clone(), year.key()), (cell.state, cell.headroom));
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
pub struct Opening {
    pub cell: Cell,
    pub entry: usize,
    /// Headroom before and after it.
    pub headroom: (Option<Money>, Option<Money>),
}

/// For every cell that does not hold at the last commit the one that opened it.
pub fn openings(entries: &[Entry], envelope: Option<&str>, year: Option<&str>) -> Vec<Opening> {
    let Some(last) = entries.last().and_then(|it| it.standing.as_ref()) else { return Vec::new() };
    let year = year.map(|year| year.replace('/', "-"));
    let wanted =
        |cell: &Cell| envelope.is_none_or(|it| it == cell.0) && year.as_ref().is_none_or(|it| *it == cell.1);
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
