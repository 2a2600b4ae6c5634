//! When everything happens: forward and backward pass, slack, drivers, cycles.

use crate::diagnostic::Diagnostic;
use crate::plan::{Factors, InitiativeIx, Plan, StageIx};
use crate::units::{Day, FinancialYear};

/// When one initiative happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// First day.
    pub start: Day,
    /// Half-open: the first day after its last.
    pub finish: Day,
    /// The latest start that delays nothing.
    pub late_start: Day,
    /// The latest finish (half-open) that delays nothing.
    pub late_finish: Day,
    /// Late start minus early start, in days; 0 for a given start and for actual dates.
    pub slack_days: i32,
    /// What sets the start.
    pub driven_by: Driver,
}

impl Placed {
    /// Whether slack is nothing, or less.
    pub const fn critical(&self) -> bool {
        self.slack_days <= 0
    }

    /// Whether it has no duration.
    pub fn milestone(&self) -> bool {
        self.start == self.finish
    }

    /// The last day as people see it; for a milestone its own point.
    pub fn last_day(&self) -> Day {
        if self.milestone() { self.start } else { self.finish.previous() }
    }
}

/// What sets the start of an initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// A dependency on an initiative.
    Initiative(InitiativeIx),
    /// A dependency on a stage (its own stage's `after` names what that waits for, not the stage).
    Stage(StageIx),
    /// A dependency on a gate.
    Gate(StageIx),
    /// Its given `start`.
    Start,
    /// Its `not-before`.
    NotBefore,
    /// The plan's start.
    PlanStart,
    /// What really happened.
    Actual,
}

/// From when to when a stage lasts; an empty one is a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// First day.
    pub start: Day,
    /// Half-open end.
    pub finish: Day,
}

/// When everything happens.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// One entry per initiative of the plan; `None` when dropped, or when it hangs on a cycle.
    pub initiatives: Vec<Option<Placed>>,
    /// One entry per stage; `None` when it hangs on a cycle.
    pub stages: Vec<Option<Extent>>,
    /// One entry per stage: the point of its gate; `None` without one, or when it hangs on a cycle.
    pub gates: Vec<Option<Day>>,
    /// The plan's first day.
    pub start: Day,
    /// The plan's half-open end, given or found: the end of the financial year of the last finish or envelope year.
    pub end: Day,
    /// The last finish of the initiatives (half-open); the plan's start when none is scheduled.
    pub finish: Day,
    /// The financial years from `start` to `end`, at least one.
    pub years: Vec<FinancialYear>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Schedule {
    /// When an initiative happens.
    pub fn placed(&self, initiative: InitiativeIx) -> Option<&Placed> {
        self.initiatives.get(initiative.at())?.as_ref()
    }
}

/// Schedules a plan under the factors of a case.
///
/// Never fails: what hangs on a cycle stays unscheduled, with a diagnostic.
pub fn solve(plan: &Plan, factors: &Factors) -> Schedule {
    let _ = (plan, factors);
    unimplemented!("schedule::solve")
}
