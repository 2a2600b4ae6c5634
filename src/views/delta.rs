//! What an edit does to a plan: what moves with it, and which cells change.

use std::cmp::Reverse;

use super::figures::Figures;
use crate::analysis::Analysis;
use crate::content::Renames;
use crate::money::State;
use crate::plan::InitiativeIx;
use crate::units::{Day, FinancialYear, Money};

/// The difference between two analyses of a plan, matched by ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Delta {
    /// What starts or finishes on another day, the edited initiative included.
    pub moved: Vec<Moved>,
    /// The cells whose headroom or state changes: those that open or close first, then breaches, then the largest change,
    /// for the worse before for the better.
    pub cells: Vec<CellDelta>,
}

/// An initiative on other days.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// First day and half-open end before.
    pub before: (Day, Day),
    /// First day and half-open end after.
    pub after: (Day, Day),
}

/// A cell with another headroom or state.
#[derive(Debug, Clone, PartialEq)]
pub struct CellDelta {
    /// The envelope's id.
    pub envelope: String,
    /// The envelope's title.
    pub title: String,
    /// Which year.
    pub year: FinancialYear,
    /// Headroom before.
    pub before: Money,
    /// Headroom after.
    pub after: Money,
    /// State before.
    pub was: State,
    /// State after.
    pub is: State,
}

impl CellDelta {
    /// By how much the headroom changes.
    pub fn change(&self) -> Money {
        self.after - self.before
    }
}

/// The difference between two analyses of a plan.
pub fn delta(before: &Analysis, after: &Analysis) -> Delta {
    delta_through(before, after, &Renames::default())
}

/// The same where items may have another id afterwards.
pub fn delta_through(before: &Analysis, after: &Analysis, ids: &Renames) -> Delta {
    let mut found = Delta::default();
    for (at, initiative) in after.plan.initiatives.iter().enumerate() {
        let Some(Some(new)) = after.schedule.initiatives.get(at) else { continue };
        let id = ids.before("initiative", &initiative.id).unwrap_or(&initiative.id);
        let old = before.plan.same_initiative(id, InitiativeIx(at as u32));
        let Some(old) = old.and_then(|old| before.schedule.placed(old)) else { continue };
        if (old.start, old.finish) != (new.start, new.finish) {
            found.moved.push(Moved {
                id: initiative.id.clone(),
                title: initiative.title.clone(),
                before: (old.start, old.finish),
                after: (new.start, new.finish),
            });
        }
    }
    for figures in &after.money.envelopes {
        let envelope = &after.plan.envelopes[figures.envelope.at()];
        let old = before.plan.envelope(ids.before("envelope", &envelope.id).unwrap_or(&envelope.id));
        let old = old.and_then(|old| before.money.envelopes.iter().find(|it| it.envelope == old));
        let Some(old) = old else { continue };
        for (year, cell) in after.money.years.iter().zip(&figures.years) {
            let Some(at) = before.money.years.iter().position(|it| it == year) else { continue };
            let Some(was) = old.years.get(at) else { continue };
            if (was.headroom, was.state) == (cell.headroom, cell.state) {
                continue;
            }
            // Without a yearly limit more spend is less room.
            let room = |cell: &crate::money::Cell| cell.headroom.unwrap_or(-cell.spend);
            if room(was) == room(cell) && was.state.breached() == cell.state.breached() {
                continue;
            }
            found.cells.push(CellDelta {
                envelope: envelope.id.clone(),
                title: envelope.title.clone(),
                year: *year,
                before: room(was),
                after: room(cell),
                was: was.state,
                is: cell.state,
            });
        }
    }
    found.cells.sort_by_key(|cell| {
        let breach = cell.is.breached() != cell.was.breached();
        (Reverse(breach), Reverse(cell.is.breached()), Reverse(cell.change().abs()), cell.change(), cell.year)
    });
    found
}

impl Delta {
    /// Whether nothing changes that a reader could see.
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.cells.is_empty()
    }

    /// How many follow because something else moves: all that move but `edited`.
    pub fn followers(&self, edited: Option<&str>) -> usize {
        self.moved.iter().filter(|moved| Some(moved.id.as_str()) != edited).count()
    }

    /// What follows from an edit, for people: `3 moved, 2028/29 borrowing −£120,000`; empty when nothing does.
    pub fn words(&self, edited: Option<&str>, figures: &Figures) -> String {
        let mut parts = Vec::new();
        match self.followers(edited) {
            0 => {}
            many => parts.push(format!("{many} moved")),
        }
        if let Some(cell) = self.cells.first() {
            parts.push(cell.words(figures));
            if self.cells.len() > 1 {
                let others = self.cells.len() - 1;
                parts.push(format!("{others} more {}", if others == 1 { "cell" } else { "cells" }));
            }
        }
        parts.join(", ")
    }
}

impl CellDelta {
    /// For people: `2028/29 borrowing −£120,000`, with `now over` when it becomes a breach.
    pub fn words(&self, figures: &Figures) -> String {
        let said = format!("{} {} {}", self.year, self.envelope, figures.signed(self.change()));
        match (self.was.breached(), self.is.breached()) {
            (false, true) => format!("{said}, now {}", self.is.word()),
            (true, false) => format!("{said}, {} again", self.is.word()),
            (true, true) | (false, false) => said,
        }
    }
}
