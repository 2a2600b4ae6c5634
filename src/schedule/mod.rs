//! When everything happens: forward and backward pass, slack, drivers, cycles.

mod backward;
mod calendar;
mod cycles;
mod drivers;
mod forward;
mod graph;
mod horizon;
mod levels;
mod network;
mod problems;
#[cfg(test)]
mod tests;
mod waiting;

use crate::diagnostic::Diagnostic;
use crate::plan::{Factors, InitiativeIx, Link, Plan, StageIx, Target};
use crate::units::{Day, FinancialYear};

pub use drivers::{Cause, List, Step, cause, chain, hold};
pub use forward::Bound;
pub use levels::levels;
pub use waiting::{Waiter, waiting_for};

use forward::Early;
use graph::{Components, Graph};
use network::{Held, Network};

/// When one initiative happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// First day.
    pub start: Day,
    /// Half-open: the first day after its last.
    pub finish: Day,
    /// The latest start that delays nothing.
    pub late_start: Day,
    /// Where it finishes (half-open) when it starts at `late_start`.
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
    /// A dependency on a stage (the `after` of its own stage drives as what that waits for, not as the stage).
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

    /// The point that a link names, without its lag or lead; `None` when that has no date.
    pub fn point(&self, link: &Link) -> Option<Day> {
        match link.target {
            Target::Initiative(at) => {
                let placed = self.placed(at)?;
                Some(Extent { start: placed.start, finish: placed.finish }.at(link.end))
            }
            Target::Stage(at) => self.stages[at.at()].map(|extent| extent.at(link.end)),
            Target::Gate(at) => self.gates[at.at()],
        }
    }
}

/// Schedules a plan under the factors of a case.
///
/// Never fails: what hangs on a cycle stays unscheduled, with a diagnostic. Linear in the size of the plan.
pub fn solve(plan: &Plan, factors: &Factors) -> Schedule {
    let network = Network::new(plan, factors);
    let components = network.graph.components();
    let blocked = blocked(&network.graph, &components);
    let early = Early::pass(&network, &components.order, &blocked);
    let late = backward::pass(&network, &components.order, &early);
    let mut diagnostics = cycles::diagnose(&network, &components.cyclic);
    diagnostics.extend(problems::find(&network, &early));
    let last = early.initiatives.iter().flatten().map(|dates| dates.finish).max();
    let end = horizon::end(plan, last);
    let initiatives = (0..plan.initiatives.len()).map(|at| place(&network, &early, &late, at)).collect();
    Schedule {
        initiatives,
        stages: early.stages,
        gates: early.gates,
        start: plan.start,
        end,
        finish: last.unwrap_or(plan.start),
        years: horizon::years(plan, end),
        diagnostics,
    }
}

/// Which nodes are on a cycle, or wait for something that is.
fn blocked(graph: &Graph, components: &Components) -> Vec<bool> {
    let mut blocked = vec![false; graph.len()];
    if components.cyclic.is_empty() {
        return blocked;
    }
    for node in components.cyclic.iter().flatten() {
        blocked[*node as usize] = true;
    }
    for node in &components.order {
        if graph.from(*node).iter().any(|to| blocked[*to as usize]) {
            blocked[*node as usize] = true;
        }
    }
    blocked
}

fn place(network: &Network, early: &Early, late: &[Option<Extent>], at: usize) -> Option<Placed> {
    let (dates, late) = (early.initiatives[at]?, late[at]?);
    Some(Placed {
        start: dates.start,
        finish: dates.finish,
        late_start: late.start,
        late_finish: late.finish,
        slack_days: if network.tasks[at].held == Held::No { late.start.since(dates.start) } else { 0 },
        driven_by: early.drivers[at],
    })
}
