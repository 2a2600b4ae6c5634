//! Moving several initiatives together.
//!
//! Each is to stand the same length of time earlier or later than it stands. What hangs on another that moves goes with
//! it and gets no date of its own; where an earlier day is allowed only because another moves, that is seen too: they
//! are taken level by level through the network, each level on the schedule that those before have left.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::dates::date_edit;
use super::{named, one_change};
use crate::edit::{Change, Edit, LayerName};
use crate::plan::{Factors, InitiativeIx, Plan, Target};
use crate::schedule::{self, Driver, Schedule};
use crate::units::{Day, Offset};

/// What comes of wanting several to start at other days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ManyMoved {
    /// What is to be written; `None`: nothing.
    pub change: Option<Change>,
    /// Those that do not come as far as wanted, by level, then in the order they were named.
    pub held: Vec<ManyHeld>,
    /// Those that have no date to move.
    pub unplaced: Vec<InitiativeIx>,
}

/// One that does not come as far as wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManyHeld {
    /// Which.
    pub initiative: InitiativeIx,
    /// When it starts then.
    pub start: Day,
    /// What holds it there.
    pub by: Driver,
}

/// Moves initiatives by an offset of their present starts.
///
/// Later: those whose start another of them sets, directly or through what stands between, go with that one; the others
/// get a date. Earlier: each goes as far as what it waits for then allows. Dates are written as [`super::super::shift`]
/// writes them; what really started stays.
pub fn shift_many(
    plan: &Plan,
    factors: &Factors,
    schedule: &Schedule,
    which: &[InitiativeIx],
    by: Offset,
    layer: &LayerName,
) -> ManyMoved {
    let mut result = ManyMoved::default();
    let mut moving = Vec::new();
    for at in which {
        match schedule.placed(*at) {
            None => result.unplaced.push(*at),
            Some(placed) if placed.driven_by == Driver::Actual => {
                result.held.push(ManyHeld { initiative: *at, start: placed.start, by: Driver::Actual });
            }
            Some(_) => moving.push(*at),
        }
    }
    let together: BTreeSet<InitiativeIx> = moving.iter().copied().collect();
    let mut tried = Tried { plan: plan.clone(), schedule: schedule.clone(), edits: Vec::new() };
    for level in by_level(plan, factors, &moving) {
        let mut changed = false;
        for at in level {
            let Some(present) = schedule.placed(at).map(|placed| placed.start) else { continue };
            let goes_along = !by.earlier && carried(plan, schedule, at, &together);
            if !goes_along {
                changed |= tried.start(factors, at, present, by.from(present));
            }
        }
        if changed {
            tried.schedule = schedule::solve(&tried.plan, factors);
        }
    }
    let way = if by.earlier { "earlier" } else { "later" };
    let label = format!("Move {} {} {way}", named(plan, which), by.length);
    if by.earlier {
        result.held.extend(tried.held(schedule, factors, &moving, by, &together));
    }
    result.change = one_change(label, tried.edits, layer);
    result
}

/// Initiatives by how deep they stand in the network, a given start notwithstanding.
fn by_level(plan: &Plan, factors: &Factors, which: &[InitiativeIx]) -> Vec<Vec<InitiativeIx>> {
    let mut free = plan.clone();
    for at in which {
        Arc::make_mut(&mut free.initiatives[at.at()]).start = None;
    }
    let levels = schedule::levels(&free, factors);
    let mut sorted = which.to_vec();
    sorted.sort_by_key(|at| levels[at.at()]);
    let same = |one: &InitiativeIx, other: &InitiativeIx| levels[one.at()] == levels[other.at()];
    sorted.chunk_by(same).map(<[InitiativeIx]>::to_vec).collect()
}

/// Whether one of `together` sets the start of an initiative, directly or through what stands between.
fn carried(plan: &Plan, schedule: &Schedule, at: InitiativeIx, together: &BTreeSet<InitiativeIx>) -> bool {
    let steps = schedule::chain(plan, schedule, at);
    steps.iter().skip(1).any(|step| match step.item {
        Target::Initiative(other) => other != at && together.contains(&other),
        Target::Stage(_) | Target::Gate(_) => false,
    })
}

/// The plan as far as it is moved.
struct Tried {
    plan: Plan,
    schedule: Schedule,
    edits: Vec<Edit>,
}

impl Tried {
    /// Lets an initiative that stands at `present` start at `wanted`, or as early as it may; whether a date is written.
    fn start(&mut self, factors: &Factors, at: InitiativeIx, present: Day, wanted: Day) -> bool {
        let Some(hold) = schedule::hold(&self.plan, factors, &self.schedule, at) else { return false };
        let of = &self.plan.initiatives[at.at()];
        let start = wanted.max(hold.day);
        let later = wanted >= present;
        // Earlier: only its own date can be in the way; what it waits for lets it go by itself.
        let own = of.start.or(of.not_before.filter(|day| *day > hold.day));
        if start == present || (!later && own.is_none_or(|own| start >= own)) {
            return false;
        }
        let Some(edit) = date_edit(&self.plan, of, at, start, hold.day) else { return false };
        let of = Arc::make_mut(&mut self.plan.initiatives[at.at()]);
        if of.start.is_some() {
            of.start = Some(start);
        } else {
            of.not_before = (start > hold.day).then_some(start);
        }
        self.edits.push(edit);
        true
    }

    /// Those that stand later than wanted, but for what another of them holds: that one is told.
    fn held(
        &self,
        before: &Schedule,
        factors: &Factors,
        which: &[InitiativeIx],
        by: Offset,
        together: &BTreeSet<InitiativeIx>,
    ) -> Vec<ManyHeld> {
        let held = |at: &InitiativeIx| {
            let wanted = by.from(before.placed(*at)?.start);
            let start = self.schedule.placed(*at)?.start;
            let hold = schedule::hold(&self.plan, factors, &self.schedule, *at)?;
            let by_another = matches!(hold.driver, Driver::Initiative(other) if together.contains(&other));
            let told = start > wanted && !by_another;
            told.then_some(ManyHeld { initiative: *at, start, by: hold.driver })
        };
        which.iter().filter_map(held).collect()
    }
}
