//! From a date to what it really hangs on: each step names what sets the start of the one before.

use crate::plan::{InitiativeIx, Link, LinkEnd, Plan, StageIx, Target};
use crate::schedule::{Driver, Schedule};
use crate::units::Day;

/// Something that has dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// An initiative.
    Initiative(InitiativeIx),
    /// A stage.
    Stage(StageIx),
    /// The gate of a stage.
    Gate(StageIx),
}

/// One step of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What it is about.
    pub item: Item,
    /// Its first day.
    pub start: Day,
    /// Half-open: the first day after its last; the same as `start` for a point.
    pub finish: Day,
    /// What sets the date.
    pub because: Because,
}

/// What sets a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// A dependency, which allows nothing before `point`.
    Waits {
        /// The dependency.
        link: Link,
        /// The half-open point that it names.
        point: Day,
        /// Whether the own finish waits, not the own start.
        finish: bool,
        /// The stage whose `after` it is; `None`: the item's own.
        stage: Option<StageIx>,
    },
    /// A stage lasts from its first initiative to its last: this one.
    Holds(InitiativeIx),
    /// The given `start`.
    Start(Day),
    /// The given `not-before`.
    NotBefore(Day),
    /// The day on which a gate is held (half-open end of it).
    On(Day),
    /// The plan's start.
    PlanStart(Day),
    /// What really happened.
    Actual(Day),
}

impl Because {
    /// What the chain goes on with; `None` at its root.
    fn next(self) -> Option<(Item, LinkEnd)> {
        match self {
            Self::Waits { link, .. } => Some((item(link.target), link.end)),
            Self::Holds(at) => Some((Item::Initiative(at), LinkEnd::Finish)),
            Self::Start(_) | Self::NotBefore(_) | Self::On(_) | Self::PlanStart(_) | Self::Actual(_) => None,
        }
    }
}

/// The chain from the start (or for a stage the given end) of an item to its root constraint, the item first.
///
/// Empty when the item is not scheduled.
pub fn chain(plan: &Plan, schedule: &Schedule, from: Item, end: LinkEnd) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut next = Some((from, end));
    while let Some((item, end)) = next {
        // What is scheduled hangs on no circle; a stage may stand twice, by its start and by its finish.
        let Some(step) = step(plan, schedule, item, end).filter(|step| !steps.contains(step)) else { break };
        next = step.because.next();
        steps.push(step);
    }
    steps
}

fn step(plan: &Plan, schedule: &Schedule, item: Item, end: LinkEnd) -> Option<Step> {
    match item {
        Item::Initiative(at) => {
            let placed = schedule.placed(at)?;
            let because = initiative_because(plan, schedule, at, placed.driven_by, placed.start);
            Some(Step { item, start: placed.start, finish: placed.finish, because })
        }
        Item::Stage(at) => {
            let extent = (*schedule.stages.get(at.at())?)?;
            let because = stage_because(plan, schedule, at, end);
            Some(Step { item, start: extent.start, finish: extent.finish, because })
        }
        Item::Gate(at) => {
            let point = (*schedule.gates.get(at.at())?)?;
            let because = gate_because(plan, schedule, at, point);
            Some(Step { item, start: point, finish: point, because })
        }
    }
}

fn initiative_because(
    plan: &Plan,
    schedule: &Schedule,
    at: InitiativeIx,
    driver: Driver,
    start: Day,
) -> Because {
    let (initiative, links) = (&plan.initiatives[at.at()], plan.dependencies(at));
    let target = match driver {
        Driver::Initiative(at) => Target::Initiative(at),
        Driver::Stage(at) => Target::Stage(at),
        Driver::Gate(at) => Target::Gate(at),
        Driver::Start => return Because::Start(initiative.start.unwrap_or(start)),
        Driver::NotBefore => return Because::NotBefore(initiative.not_before.unwrap_or(start)),
        Driver::PlanStart => return Because::PlanStart(schedule.start),
        Driver::Actual => return Because::Actual(initiative.actual.start.unwrap_or(start)),
    };
    let of_stage = initiative.stage.map(|stage| (stage, &plan.stages[stage.at()].after));
    let own = links.after.iter().map(|link| (link, false, None));
    let staged =
        of_stage.iter().flat_map(|(stage, links)| links.iter().map(move |link| (link, false, Some(*stage))));
    let finishing = links.finish_after.iter().map(|link| (link, true, None));
    let named = own.chain(staged).chain(finishing).filter(|(link, _, _)| link.target == target);
    let waits = |(link, finish, stage): (&Link, bool, Option<StageIx>)| {
        let point = point(schedule, link)?;
        Some(Because::Waits { link: *link, point, finish, stage })
    };
    let mut candidates: Vec<Because> = named.filter_map(waits).collect();
    // The one that binds: the start waits for exactly this point, or else it is the finish that waits.
    let binding = candidates
        .iter()
        .position(|because| matches!(because, Because::Waits { point, finish: false, .. } if *point == start))
        .or_else(|| {
            candidates.iter().position(|because| matches!(because, Because::Waits { finish: true, .. }))
        });
    match binding {
        Some(at) => candidates.swap_remove(at),
        None => candidates.pop().unwrap_or(Because::PlanStart(schedule.start)),
    }
}

/// A stage starts with its first initiative and finishes with its last; an empty one waits for its `after`.
fn stage_because(plan: &Plan, schedule: &Schedule, stage: StageIx, end: LinkEnd) -> Because {
    let within =
        plan.initiatives.iter().enumerate().filter(|(_, initiative)| initiative.stage == Some(stage));
    let placed = within.filter_map(|(at, _)| {
        let at = InitiativeIx(at as u32);
        schedule.placed(at).map(|placed| (at, placed))
    });
    let holder = match end {
        LinkEnd::Start => placed.min_by_key(|(at, placed)| (placed.start, *at)),
        LinkEnd::Finish => placed.max_by_key(|(at, placed)| (placed.finish, std::cmp::Reverse(*at))),
    };
    match holder {
        Some((at, _)) => Because::Holds(at),
        None => latest(schedule, &plan.stages[stage.at()].after)
            .filter(|because| matches!(because, Because::Waits { point, .. } if *point > schedule.start))
            .unwrap_or(Because::PlanStart(schedule.start)),
    }
}

fn gate_because(plan: &Plan, schedule: &Schedule, stage: StageIx, at: Day) -> Because {
    let Some(gate) = &plan.stages[stage.at()].gate else { return Because::PlanStart(schedule.start) };
    let waits = latest(schedule, &gate.after)
        .filter(|because| matches!(because, Because::Waits { point, .. } if *point == at));
    match (waits, gate.on) {
        (_, Some(on)) if on == at => Because::On(on),
        (Some(waits), _) => waits,
        (None, Some(on)) => Because::On(on),
        (None, None) => Because::PlanStart(schedule.start),
    }
}

/// The dependency with the latest point; the first of equals.
fn latest(schedule: &Schedule, links: &[Link]) -> Option<Because> {
    let points = links.iter().filter_map(|link| Some((point(schedule, link)?, link)));
    let latest = points.rev().max_by_key(|(point, _)| *point);
    latest.map(|(point, link)| Because::Waits { link: *link, point, finish: false, stage: None })
}

/// The half-open point that a dependency names.
fn point(schedule: &Schedule, link: &Link) -> Option<Day> {
    let (start, finish) = match link.target {
        Target::Initiative(at) => schedule.placed(at).map(|placed| (placed.start, placed.finish))?,
        Target::Stage(at) => (*schedule.stages.get(at.at())?).map(|extent| (extent.start, extent.finish))?,
        Target::Gate(at) => (*schedule.gates.get(at.at())?).map(|point| (point, point))?,
    };
    Some(link.offset.from(match link.end {
        LinkEnd::Start => start,
        LinkEnd::Finish => finish,
    }))
}

fn item(target: Target) -> Item {
    match target {
        Target::Initiative(at) => Item::Initiative(at),
        Target::Stage(at) => Item::Stage(at),
        Target::Gate(at) => Item::Gate(at),
    }
}
