//! Moving several initiatives together.
//!
//! Each is to stand the same length of time earlier or later than it stands. What hangs on another that moves goes with
//! it and gets no date of its own; where an earlier day is allowed only because another moves, that is seen too: they
//! are taken level by level through the network, each level on the schedule that those before have left.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::dates::date_edit;
use super::super::reach::{end_label, move_label};
use super::super::{By, Length, Reach, reach};
use super::{named, one_change};
use crate::edit::{Change, Edit, LayerName};
use crate::plan::{Factors, InitiativeIx, Plan, Target};
use crate::schedule::{self, Driver, Schedule};
use crate::units::{Day, Duration};

/// What comes of wanting several elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ManyMoved {
    /// What is to be written; `None`: nothing.
    pub change: Option<Change>,
    /// Those that do not come as far as wanted, by level, then in the order they were named.
    pub held: Vec<ManyHeld>,
    /// Those that have no date to move.
    pub unplaced: Vec<InitiativeIx>,
    /// Those whose length is not what was wanted.
    pub stay: Vec<InitiativeIx>,
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

/// Moves initiatives by so much of their present starts.
///
/// Later: those whose start another of them sets, directly or through what stands between, go with that one; the others
/// get a date. Earlier: each goes as far as what it waits for then allows. Dates are written as [`super::super::shift`]
/// writes them; what really started stays.
pub fn shift_many(
    plan: &Plan,
    factors: &Factors,
    schedule: &Schedule,
    which: &[InitiativeIx],
    by: By,
    layer: &LayerName,
) -> ManyMoved {
    reach_many(plan, factors, schedule, which, Reach { whole: by, ..Reach::default() }, layer)
}

/// Moves and stretches initiatives from where they are: first all are moved as [`shift_many`] does, then each is
/// stretched from there as [`super::super::reach`] does.
pub fn reach_many(
    plan: &Plan,
    factors: &Factors,
    schedule: &Schedule,
    which: &[InitiativeIx],
    wanted: Reach,
    layer: &LayerName,
) -> ManyMoved {
    let mut result = ManyMoved::default();
    let mut tried = Tried { plan: plan.clone(), schedule: schedule.clone(), edits: Vec::new() };
    let (mut labels, many) = (Vec::new(), named(plan, which));
    result.unplaced = which.iter().copied().filter(|at| schedule.placed(*at).is_none()).collect();
    if !wanted.whole.is_zero() {
        result.held = tried.shift(factors, schedule, which, wanted.whole);
        labels.push(move_label(&many, wanted.whole, By::default()));
    }
    let stretch = Reach { whole: By::default(), ..wanted };
    if stretch != Reach::default() {
        for at in which {
            let reached = reach(&tried.plan, factors, &tried.schedule, *at, stretch, layer);
            let Some(reached) = reached else { continue };
            tried.edits.extend(reached.change.into_iter().flat_map(|change| change.edits));
            let known = result.held.iter().any(|held| held.initiative == *at);
            let held = reached.held_by.filter(|_| !known);
            result.held.extend(held.map(|by| ManyHeld { initiative: *at, start: reached.start, by }));
            if reached.length != Length::AsWanted {
                result.stay.push(*at);
            }
        }
        if !wanted.begin.is_zero() {
            labels.push(move_label(&many, By::default(), wanted.begin));
        }
        if !wanted.end.is_zero() {
            labels.push(end_label(&many, wanted.end, Duration::months(1)));
        }
    }
    result.change = one_change(labels.join(", "), tried.edits, layer);
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
    /// Moves initiatives by so much of where they stood before, level by level; those that do not come as far.
    fn shift(
        &mut self,
        factors: &Factors,
        before: &Schedule,
        which: &[InitiativeIx],
        by: By,
    ) -> Vec<ManyHeld> {
        let (mut held, mut moving) = (Vec::new(), Vec::new());
        for at in which {
            match before.placed(*at) {
                None => {}
                Some(placed) if placed.driven_by == Driver::Actual => {
                    held.push(ManyHeld { initiative: *at, start: placed.start, by: Driver::Actual });
                }
                Some(_) => moving.push(*at),
            }
        }
        let together: BTreeSet<InitiativeIx> = moving.iter().copied().collect();
        for level in by_level(&self.plan, factors, &moving) {
            let mut changed = false;
            for at in level {
                let Some(present) = before.placed(at).map(|placed| placed.start) else { continue };
                let wanted = by.from(present);
                let goes_along = wanted >= present && carried(&self.plan, before, at, &together);
                if !goes_along {
                    changed |= self.start(factors, at, present, wanted);
                }
            }
            if changed {
                self.schedule = schedule::solve(&self.plan, factors);
            }
        }
        held.extend(self.held(before, factors, &moving, by, &together));
        held
    }

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

    /// Those that were to stand earlier and stand later than that, but for what another of them holds: that one is told.
    fn held(
        &self,
        before: &Schedule,
        factors: &Factors,
        which: &[InitiativeIx],
        by: By,
        together: &BTreeSet<InitiativeIx>,
    ) -> Vec<ManyHeld> {
        let held = |at: &InitiativeIx| {
            let present = before.placed(*at)?.start;
            let wanted = Some(by.from(present)).filter(|wanted| *wanted < present)?;
            let start = self.schedule.placed(*at)?.start;
            let hold = schedule::hold(&self.plan, factors, &self.schedule, *at)?;
            let by_another = matches!(hold.driver, Driver::Initiative(other) if together.contains(&other));
            let told = start > wanted && !by_another;
            told.then_some(ManyHeld { initiative: *at, start, by: hold.driver })
        };
        which.iter().filter_map(held).collect()
    }
}
