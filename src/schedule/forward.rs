//! The forward pass: the earliest dates, and what sets them.

use super::calendar::earliest_start;
use super::network::{Held, Network, Node, Task, live};
use super::{Driver, Extent};
use crate::plan::{InitiativeIx, Link, LinkEnd, Plan, StageIx, Target};
use crate::units::Day;

/// The earliest dates of everything; `None` for what is dropped, absent or hangs on a cycle.
pub(super) struct Early {
    /// By initiative.
    pub initiatives: Vec<Option<Extent>>,
    /// What sets the start of each of them (meaningless where there are no dates).
    pub drivers: Vec<Driver>,
    /// By stage.
    pub stages: Vec<Option<Extent>>,
    /// By stage, its gate.
    pub gates: Vec<Option<Day>>,
    entries: Vec<Option<Bound>>,
}

/// The earliest day that something allows, and what that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The earliest day.
    pub day: Day,
    /// What allows no earlier one.
    pub driver: Driver,
}

impl Bound {
    /// The later of two; of the same day a dependency before `not-before` before the plan's start, and of dependencies
    /// the first by id.
    fn or_later(self, other: Self, plan: &Plan) -> Self {
        let takes = other.day > self.day
            || (other.day == self.day && rank(plan, other.driver) < rank(plan, self.driver));
        if takes { other } else { self }
    }
}

/// The order of drivers that allow the same day.
fn rank(plan: &Plan, driver: Driver) -> (u8, &str, u8) {
    match driver {
        Driver::Initiative(at) => (0, plan.initiatives[at.at()].id.as_str(), 0),
        Driver::Stage(at) => (0, plan.stages[at.at()].id.as_str(), 1),
        Driver::Gate(at) => (0, plan.stages[at.at()].id.as_str(), 2),
        Driver::Actual => (1, "", 0),
        Driver::Start => (2, "", 0),
        Driver::NotBefore => (3, "", 0),
        Driver::PlanStart => (4, "", 0),
    }
}

impl Early {
    /// Dates everything, in the order of the network, but for what is `blocked` by a cycle.
    pub(super) fn pass(network: &Network, order: &[u32], blocked: &[bool]) -> Self {
        let plan = network.plan;
        let mut early = Self {
            initiatives: vec![None; plan.initiatives.len()],
            drivers: vec![Driver::PlanStart; plan.initiatives.len()],
            stages: vec![None; plan.stages.len()],
            gates: vec![None; plan.stages.len()],
            entries: vec![None; plan.stages.len()],
        };
        for number in order.iter().filter(|number| !blocked[**number as usize]) {
            match network.node(*number) {
                Node::Initiative(at) => early.place(network, at),
                Node::Entry(at) => {
                    early.entries[at.at()] = stage_bound(plan, at, &Passing(network, &early));
                }
                Node::Stage(at) => early.stages[at.at()] = early.extent(network, at),
                Node::Gate(at) => early.gates[at.at()] = early.gate(plan, at),
            }
        }
        early
    }

    /// The point that a link waits for, lag and lead included.
    pub(super) fn point(&self, link: &Link) -> Option<Day> {
        self.target(link).map(|day| link.offset.from(day))
    }

    /// The point that a link names, without lag and lead.
    fn target(&self, link: &Link) -> Option<Day> {
        match link.target {
            Target::Initiative(at) => self.initiatives[at.at()].map(|dates| dates.at(link.end)),
            Target::Stage(at) => self.stages[at.at()].map(|dates| dates.at(link.end)),
            Target::Gate(at) => self.gates[at.at()],
        }
    }

    fn place(&mut self, network: &Network, at: InitiativeIx) {
        let task = &network.tasks[at.at()];
        if task.dropped {
            return;
        }
        let (dates, driver) = match task.held {
            Held::Actual(dates) => (dates, Driver::Actual),
            Held::Given(start) => (Extent { start, finish: task.duration.after(start) }, Driver::Start),
            Held::No => {
                let entry = task.stage.and_then(|stage| self.entries[stage.at()]);
                let bound = start_bound(network.plan, task, entry, &Passing(network, self));
                let Some(mut bound) = bound else { return };
                if let Some(day) = task.not_before {
                    bound = bound.or_later(Bound { day, driver: Driver::NotBefore }, network.plan);
                }
                (Extent { start: bound.day, finish: task.duration.after(bound.day) }, bound.driver)
            }
        };
        self.initiatives[at.at()] = Some(dates);
        self.drivers[at.at()] = driver;
    }

    fn extent(&self, network: &Network, at: StageIx) -> Option<Extent> {
        let members = network.members(at);
        if members.is_empty() {
            return self.entries[at.at()].map(|bound| Extent { start: bound.day, finish: bound.day });
        }
        let mut dates = members.iter().map(|member| self.initiatives[member.at()]);
        let first = dates.next()??;
        dates.try_fold(first, |all, one| {
            let one = one?;
            Some(Extent { start: all.start.min(one.start), finish: all.finish.max(one.finish) })
        })
    }

    fn gate(&self, plan: &Plan, at: StageIx) -> Option<Day> {
        let gate = plan.stages[at.at()].gate.as_ref()?;
        let mut day = gate.on;
        for link in live(plan, &gate.after) {
            day = day.max(Some(self.point(link)?));
        }
        Some(day.unwrap_or(plan.start))
    }
}

impl Extent {
    /// The point at one of its ends.
    pub(super) const fn at(self, end: LinkEnd) -> Day {
        match end {
            LinkEnd::Start => self.start,
            LinkEnd::Finish => self.finish,
        }
    }
}

/// Where links lead: the dates of a pass, or of a schedule.
pub(super) trait Points {
    /// Whether a link counts.
    fn counts(&self, link: &Link) -> bool;
    /// The point that a link names, without lag and lead; `None` when that has no date.
    fn target(&self, link: &Link) -> Option<Day>;

    /// The bounds of a list's links that count, each `None` when its target has no date.
    fn bounds(&self, links: &[Link], moved: impl Fn(Day) -> Day) -> impl Iterator<Item = Option<Bound>> {
        links.iter().filter(|link| self.counts(link)).map(move |link| {
            let day = moved(link.offset.from(self.target(link)?));
            Some(Bound { day, driver: driver(link) })
        })
    }
}

/// The dates of a pass that is under way.
struct Passing<'a>(&'a Network<'a>, &'a Early);

impl Points for Passing<'_> {
    fn counts(&self, link: &Link) -> bool {
        self.0.counts(link)
    }

    fn target(&self, link: &Link) -> Option<Day> {
        self.1.target(link)
    }
}

/// What plan start and the `after` of a stage allow its initiatives; `None` when a target has no date.
pub(super) fn stage_bound(plan: &Plan, at: StageIx, points: &impl Points) -> Option<Bound> {
    let begin = Bound { day: plan.start, driver: Driver::PlanStart };
    let mut bounds = points.bounds(&plan.stages[at.at()].after, |day| day);
    bounds.try_fold(begin, |bound, other| Some(bound.or_later(other?, plan)))
}

/// What plan start, the stage (`entry`) and the dependencies of an initiative allow; `None` when a target has no date.
pub(super) fn start_bound(
    plan: &Plan,
    task: &Task,
    entry: Option<Bound>,
    points: &impl Points,
) -> Option<Bound> {
    let begin = Bound { day: plan.start, driver: Driver::PlanStart };
    points
        .bounds(task.after, |day| day)
        .chain(points.bounds(task.finish_after, |day| earliest_start(task.duration, day)))
        .chain(entry.map(Some))
        .try_fold(begin, |bound, other| Some(bound.or_later(other?, plan)))
}

/// A link as what drives.
const fn driver(link: &Link) -> Driver {
    match link.target {
        Target::Initiative(at) => Driver::Initiative(at),
        Target::Stage(at) => Driver::Stage(at),
        Target::Gate(at) => Driver::Gate(at),
    }
}
