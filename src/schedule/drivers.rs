//! What holds an initiative where it is: the day that its own dates apart it could start, and the chain of what drives
//! it down to the root.

use super::forward::{Bound, Points, stage_bound, start_bound};
use super::network::{Held, Task, counts, live};
use super::{Driver, Schedule};
use crate::plan::{Factors, InitiativeIx, Link, LinkEnd, Plan, StageIx, Target};
use crate::units::{Day, Offset};

/// The earliest day that everything but its own `start` and `not-before` allows an initiative, and what allows no
/// earlier one; for what actual dates hold, their start. `None` when it has no date, or something it waits for has none.
pub fn hold(plan: &Plan, factors: &Factors, schedule: &Schedule, at: InitiativeIx) -> Option<Bound> {
    let placed = schedule.placed(at)?;
    let task = Task::of(plan, at, factors);
    if let Held::Actual(_) = task.held {
        return Some(Bound { day: placed.start, driver: Driver::Actual });
    }
    let points = Solved(plan, schedule);
    let entry = match task.stage {
        Some(stage) => Some(stage_bound(plan, stage, &points)?),
        None => None,
    };
    start_bound(plan, &task, entry, &points)
}

/// The dates of a schedule.
struct Solved<'a>(&'a Plan, &'a Schedule);

impl Points for Solved<'_> {
    fn counts(&self, link: &Link) -> bool {
        counts(self.0, link)
    }

    fn target(&self, link: &Link) -> Option<Day> {
        self.1.point(link)
    }
}

/// One step of the chain that sets a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What has the date.
    pub item: Target,
    /// Which end of it.
    pub end: LinkEnd,
    /// The date: half-open when it is a finish.
    pub day: Day,
    /// What sets it.
    pub cause: Cause,
}

/// What sets a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A dependency; the next step is its target.
    Link {
        /// The dependency.
        link: Link,
        /// Where it stands.
        list: List,
    },
    /// Of a stage: the initiative that is first or last in it, which is the next step.
    Member(InitiativeIx),
    /// Its given `start`.
    Start,
    /// Its `not-before`.
    NotBefore,
    /// The plan's start.
    PlanStart,
    /// What really happened.
    Actual,
    /// Of a gate: its `on`.
    On,
}

/// The list in which a dependency stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// The `after` of the item itself.
    After,
    /// The `finish-after` of the initiative itself.
    FinishAfter,
    /// The `after` of the initiative's stage.
    StageAfter(StageIx),
}

/// The chain of what sets the start of an initiative, from itself to the root: the last step has no next.
///
/// Empty when it has no date.
pub fn chain(plan: &Plan, schedule: &Schedule, at: InitiativeIx) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut next = Some((Target::Initiative(at), LinkEnd::Start));
    // Dates cannot wait for each other, so the chain ends; the count only guards against a schedule of another plan.
    let most = plan.initiatives.len() + 2 * plan.stages.len();
    while let Some((item, end)) = next.filter(|_| steps.len() <= most) {
        let link = Link { target: item, end, offset: Offset::NONE };
        let Some(day) = schedule.point(&link) else { break };
        let Some(cause) = cause(plan, schedule, item, end) else { break };
        steps.push(Step { item, end, day, cause });
        next = match cause {
            Cause::Link { link, .. } => Some((link.target, link.end)),
            Cause::Member(at) => Some((Target::Initiative(at), end)),
            Cause::Start | Cause::NotBefore | Cause::PlanStart | Cause::Actual | Cause::On => None,
        };
    }
    steps
}

/// What sets the date of one end of an item (of an initiative: its start, which its duration leads on from); `None` when
/// it has no date.
pub fn cause(plan: &Plan, schedule: &Schedule, item: Target, end: LinkEnd) -> Option<Cause> {
    match item {
        Target::Initiative(at) => initiative_cause(plan, schedule, at),
        Target::Stage(at) => stage_cause(plan, schedule, at, end),
        Target::Gate(at) => gate_cause(plan, schedule, at),
    }
}

fn initiative_cause(plan: &Plan, schedule: &Schedule, at: InitiativeIx) -> Option<Cause> {
    let placed = schedule.placed(at)?;
    let target = match placed.driven_by {
        Driver::Initiative(at) => Target::Initiative(at),
        Driver::Stage(at) => Target::Stage(at),
        Driver::Gate(at) => Target::Gate(at),
        Driver::Start => return Some(Cause::Start),
        Driver::NotBefore => return Some(Cause::NotBefore),
        Driver::PlanStart => return Some(Cause::PlanStart),
        Driver::Actual => return Some(Cause::Actual),
    };
    let (initiative, links) = (&plan.initiatives[at.at()], plan.dependencies(at));
    let stage = initiative.stage.map(|stage| (stage, plan.stages[stage.at()].after.as_slice()));
    let own = links.after.iter().map(|link| (List::After, link));
    let shared =
        stage.into_iter().flat_map(|(at, links)| links.iter().map(move |it| (List::StageAfter(at), it)));
    let by_start = own
        .chain(shared)
        .find(|(_, link)| link.target == target && reach(schedule, link) == Some(placed.start));
    let by_finish = || {
        let finishing = links.finish_after.iter().filter(|link| link.target == target);
        finishing.max_by_key(|link| reach(schedule, link)).map(|link| (List::FinishAfter, link))
    };
    by_start.or_else(by_finish).map(|(list, link)| Cause::Link { link: *link, list })
}

fn stage_cause(plan: &Plan, schedule: &Schedule, at: StageIx, end: LinkEnd) -> Option<Cause> {
    let extent = schedule.stages[at.at()]?;
    let mut members =
        plan.initiatives.iter().enumerate().filter(|(_, it)| it.stage == Some(at) && !it.dropped);
    let maker = members.find_map(|(member, _)| {
        let member = InitiativeIx(member as u32);
        let dates = schedule.placed(member)?;
        let makes = match end {
            LinkEnd::Start => dates.start == extent.start,
            LinkEnd::Finish => dates.finish == extent.finish,
        };
        makes.then_some(Cause::Member(member))
    });
    maker
        .or_else(|| point_cause(plan, schedule, &plan.stages[at.at()].after, extent.start))
        .or(Some(Cause::PlanStart))
}

fn gate_cause(plan: &Plan, schedule: &Schedule, at: StageIx) -> Option<Cause> {
    let gate = plan.stages[at.at()].gate.as_ref()?;
    let day = schedule.gates[at.at()]?;
    let by_date = gate.on.filter(|on| *on == day).map(|_| Cause::On);
    point_cause(plan, schedule, &gate.after, day).or(by_date).or(Some(Cause::PlanStart))
}

/// The first dependency that leads to a day.
fn point_cause(plan: &Plan, schedule: &Schedule, links: &[Link], day: Day) -> Option<Cause> {
    live(plan, links)
        .find(|link| reach(schedule, link) == Some(day))
        .map(|link| Cause::Link { link: *link, list: List::After })
}

/// The point that a link waits for, lag and lead included.
fn reach(schedule: &Schedule, link: &Link) -> Option<Day> {
    schedule.point(link).map(|day| link.offset.from(day))
}
