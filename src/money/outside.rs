//! Money in no cell, by reason.

use super::again::Turn;
use crate::plan::InitiativeIx;
use crate::units::Money;

/// Money in no cell, each pound under the first reason that holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outside {
    /// Of initiatives that hang on a cycle.
    pub unscheduled: Money,
    /// Of ideas.
    pub ideas: Money,
    /// That no envelope pays.
    pub unfunded: Money,
    /// That more than one envelope could pay.
    pub ambiguous: Money,
    /// Before the plan's first or after its last financial year.
    pub beyond: Money,
    /// Which lines, with their reason and amount; by initiative and line.
    pub lines: Vec<OutsideLine>,
}

impl Outside {
    /// The lines of one initiative, in their order.
    pub fn of_initiative(&self, initiative: InitiativeIx) -> &[OutsideLine] {
        let begin = self.lines.partition_point(|it| it.initiative < initiative);
        let length = self.lines[begin..].partition_point(|it| it.initiative == initiative);
        &self.lines[begin..begin + length]
    }

    /// Puts the sums of others in, or takes them out; the lines stay what they are.
    pub(super) fn turn(&mut self, of: &Self, turn: Turn) {
        let Self { unscheduled, ideas, unfunded, ambiguous, beyond, lines: _ } = self;
        turn.put(unscheduled, of.unscheduled);
        turn.put(ideas, of.ideas);
        turn.put(unfunded, of.unfunded);
        turn.put(ambiguous, of.ambiguous);
        turn.put(beyond, of.beyond);
    }
}

/// One line's money in no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideLine {
    /// Of which initiative.
    pub initiative: InitiativeIx,
    /// Its cost line, as an index into `costs`.
    pub cost: u32,
    /// Why.
    pub reason: OutsideReason,
    /// How much.
    pub amount: Money,
}

/// Why money is in no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutsideReason {
    /// It hangs on a cycle.
    Unscheduled,
    /// It is an idea's.
    Idea,
    /// No envelope pays it.
    Unfunded,
    /// More than one could.
    Ambiguous,
    /// It lies outside the plan's years.
    Beyond,
}
