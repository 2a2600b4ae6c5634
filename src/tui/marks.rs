//! Which initiatives are marked: what is done then is done to all of them. They are known by their ids, so that they stay
//! marked while a filter hides them, and while an undone step has taken them away.

use std::collections::BTreeSet;

use super::app::{App, RowKey};
use crate::plan::InitiativeIx;
use crate::units::Money;

/// Which initiatives are marked.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Their ids.
    pub ids: BTreeSet<String>,
    /// A range that is being marked.
    pub range: Option<Range>,
    /// What was copied last here, as text.
    pub copied: Option<String>,
}

/// A range of rows that is being marked, from where it was begun to the cursor.
#[derive(Debug, Clone)]
pub struct Range {
    /// Where it was begun.
    pub anchor: RowKey,
    /// Where the cursor was when it was last made longer or shorter.
    pub last: RowKey,
    /// What was marked before.
    pub base: BTreeSet<String>,
    /// Whether it follows the cursor until it is ended; else only while Shift is held.
    pub follows: bool,
}

/// What is marked, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// How many.
    pub count: usize,
    /// How many of them a filter hides.
    pub hidden: usize,
    /// What they cost once, our part.
    pub cost: Money,
}

impl App {
    /// The marked initiatives that the plan has, in its order.
    pub fn marked(&self) -> Vec<InitiativeIx> {
        if self.marks.ids.is_empty() {
            return Vec::new();
        }
        let plan = &self.analysis().plan;
        let mut marked: Vec<InitiativeIx> =
            self.marks.ids.iter().filter_map(|id| plan.initiative(id)).collect();
        marked.sort_unstable();
        marked
    }

    /// Whether an initiative is marked.
    pub fn is_marked(&self, at: InitiativeIx) -> bool {
        !self.marks.ids.is_empty() && self.marks.ids.contains(&self.analysis().plan.initiatives[at.at()].id)
    }

    /// What is done is done to these: the marked ones, else the one under the cursor.
    pub fn acted_on(&self) -> Vec<InitiativeIx> {
        let marked = self.marked();
        if marked.is_empty() { self.selected().into_iter().collect() } else { marked }
    }

    /// The initiatives of a stage that count, in the plan's order; of an empty id: those that have none.
    pub fn members(&self, stage: &str) -> Vec<InitiativeIx> {
        let plan = &self.analysis().plan;
        let stage = plan.stage(stage);
        let of_it = plan.initiatives.iter().enumerate().filter(|(_, it)| it.stage == stage && !it.dropped);
        of_it.map(|(at, _)| InitiativeIx(at as u32)).collect()
    }

    /// What is moved: the marked ones, else the one under the cursor, else all of the stage under the cursor.
    pub fn moved_together(&self) -> Vec<InitiativeIx> {
        let acted_on = self.acted_on();
        match &self.roadmap.cursor {
            RowKey::Lane(id) if acted_on.is_empty() => self.members(id),
            RowKey::Lane(_) | RowKey::Bar(_) => acted_on,
        }
    }

    /// What is marked, in short; `None`: nothing is.
    pub fn marked_in_short(&self) -> Option<Marked> {
        let marked = self.marked();
        if marked.is_empty() {
            return None;
        }
        let passed = self.passed();
        let hidden = |at: &&InitiativeIx| passed.as_ref().is_some_and(|passed| !passed.which[at.at()]);
        let rows = self.rows();
        let cost = marked.iter().fold(Money::ZERO, |sum, at| sum + rows.cost_of(*at));
        Some(Marked { count: marked.len(), hidden: marked.iter().filter(hidden).count(), cost })
    }
}
