//! The network of a plan: what waits for what.
//!
//! Nodes are initiatives, stages and gates, and for each stage its *entry*: the point that its `after` sets for all of
//! its initiatives. What holds its dates (a given start, actual dates) waits for nothing.

use super::calendar::latest_start;
use super::{Extent, Graph};
use crate::plan::{Factors, Initiative, InitiativeIx, Link, Plan, StageIx, Status, Target};
use crate::units::{Day, Duration};

/// A node of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    /// An initiative.
    Initiative(InitiativeIx),
    /// What the `after` of a stage sets for its initiatives.
    Entry(StageIx),
    /// A stage, from the start of its first initiative to the finish of its last.
    Stage(StageIx),
    /// The gate of a stage.
    Gate(StageIx),
}

/// Whether an initiative moves, or holds its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Starts as early as it can.
    No,
    /// Starts exactly then.
    Given(Day),
    /// Happened, or is happening.
    Actual(Extent),
}

/// What the passes need of an initiative: a tenth of it, so that a large plan stays in the processor's cache.
pub(super) struct Task<'a> {
    /// How long it takes under the case.
    pub duration: Duration,
    /// Whether it holds its dates.
    pub held: Held,
    /// The earliest day it may start.
    pub not_before: Option<Day>,
    /// The half-open point by which it must be finished.
    pub deadline: Option<Day>,
    /// Its stage.
    pub stage: Option<StageIx>,
    /// Left out.
    pub dropped: bool,
    /// What its start waits for.
    pub after: &'a [Link],
    /// What its finish waits for.
    pub finish_after: &'a [Link],
}

impl<'a> Task<'a> {
    /// An initiative under the factors of a case.
    pub(super) fn of(plan: &'a Plan, at: InitiativeIx, factors: &Factors) -> Self {
        let (initiative, links) = (&plan.initiatives[at.at()], plan.dependencies(at));
        let duration = initiative.duration.stretched(factors.duration);
        Self {
            duration,
            held: held(initiative, duration),
            not_before: initiative.not_before,
            deadline: initiative.deadline,
            stage: initiative.stage,
            dropped: initiative.dropped,
            after: &links.after,
            finish_after: &links.finish_after,
        }
    }
}

/// What waits for what.
pub(super) struct Network<'a> {
    /// The plan it was made of.
    pub plan: &'a Plan,
    /// Its initiatives.
    pub tasks: Vec<Task<'a>>,
    /// For each node the nodes that it waits for.
    pub graph: Graph,
    members: Vec<Vec<InitiativeIx>>,
}

impl<'a> Network<'a> {
    /// The network of a plan under the factors of a case.
    pub(super) fn new(plan: &'a Plan, factors: &Factors) -> Self {
        let mut network = Self {
            plan,
            tasks: (0..plan.initiatives.len() as u32)
                .map(|at| Task::of(plan, InitiativeIx(at), factors))
                .collect(),
            graph: Graph::default(),
            members: vec![Vec::new(); plan.stages.len()],
        };
        for at in 0..plan.initiatives.len() as u32 {
            network.add(InitiativeIx(at));
        }
        network.add_stages();
        network
    }

    /// Whether a link counts: as the function of that name, without a look at the initiative, which is far away.
    pub(super) fn counts(&self, link: &Link) -> bool {
        match link.target {
            Target::Initiative(at) => !self.tasks[at.at()].dropped,
            Target::Stage(_) | Target::Gate(_) => counts(self.plan, link),
        }
    }

    /// The initiatives of a stage that are not dropped, in id order.
    pub(super) fn members(&self, stage: StageIx) -> &[InitiativeIx] {
        &self.members[stage.at()]
    }

    /// The node with a number.
    pub(super) fn node(&self, number: u32) -> Node {
        let (initiatives, stages) = (self.plan.initiatives.len() as u32, self.plan.stages.len() as u32);
        match number.checked_sub(initiatives) {
            None => Node::Initiative(InitiativeIx(number)),
            Some(rest) if rest < stages => Node::Entry(StageIx(rest)),
            Some(rest) if rest < 2 * stages => Node::Stage(StageIx(rest - stages)),
            Some(rest) => Node::Gate(StageIx(rest - 2 * stages)),
        }
    }

    /// The number of a node: initiatives first, in id order, then entries, stages and gates.
    pub(super) fn number(&self, node: Node) -> u32 {
        let (initiatives, stages) = (self.plan.initiatives.len() as u32, self.plan.stages.len() as u32);
        match node {
            Node::Initiative(at) => at.0,
            Node::Entry(stage) => initiatives + stage.0,
            Node::Stage(stage) => initiatives + stages + stage.0,
            Node::Gate(stage) => initiatives + 2 * stages + stage.0,
        }
    }

    /// The number of the node that a link waits for.
    pub(super) fn target(&self, link: &Link) -> u32 {
        self.number(match link.target {
            Target::Initiative(at) => Node::Initiative(at),
            Target::Stage(stage) => Node::Stage(stage),
            Target::Gate(stage) => Node::Gate(stage),
        })
    }

    /// Adds the node of an initiative.
    fn add(&mut self, at: InitiativeIx) {
        let plan = self.plan;
        let Task { held, stage, dropped, after, finish_after, .. } = self.tasks[at.at()];
        if !dropped {
            if held == Held::No {
                self.wait(after);
                self.wait(finish_after);
                if let Some(stage) = stage.filter(|stage| !plan.stages[stage.at()].after.is_empty()) {
                    self.graph.push(self.number(Node::Entry(stage)));
                }
            }
            if let Some(stage) = stage {
                self.members[stage.at()].push(at);
            }
        }
        self.graph.close();
    }

    /// Adds entries, stages and gates, once all initiatives are there.
    fn add_stages(&mut self) {
        let plan = self.plan;
        for stage in &plan.stages {
            self.wait(&stage.after);
            self.graph.close();
        }
        for at in 0..plan.stages.len() {
            if self.members[at].is_empty() {
                self.graph.push(self.number(Node::Entry(StageIx(at as u32))));
            }
            for member in &self.members[at] {
                self.graph.push(member.0);
            }
            self.graph.close();
        }
        for stage in &plan.stages {
            if let Some(gate) = &stage.gate {
                self.wait(&gate.after);
            }
            self.graph.close();
        }
    }

    /// Lets the node that is being written wait for what the links name.
    fn wait(&mut self, links: &[Link]) {
        for link in links {
            if self.counts(link) {
                self.graph.push(self.target(link));
            }
        }
    }
}

/// Whether a link counts: a link to something dropped is ignored, and one to a gate that does not exist.
pub(super) fn counts(plan: &Plan, link: &Link) -> bool {
    match link.target {
        Target::Initiative(at) => !plan.initiatives[at.at()].dropped,
        Target::Stage(_) => true,
        Target::Gate(stage) => plan.stages[stage.at()].gate.is_some(),
    }
}

/// The links of a list that count.
pub(super) fn live<'a>(plan: &'a Plan, links: &'a [Link]) -> impl Iterator<Item = &'a Link> {
    links.iter().filter(|link| counts(plan, link))
}

/// Whether an initiative holds its dates, and which: actual ones when it is active or done, or else its `start`.
fn held(initiative: &Initiative, duration: Duration) -> Held {
    let begun = matches!(initiative.status, Status::Active | Status::Done);
    match (begun, initiative.actual.start, initiative.actual.finish) {
        (true, Some(start), finish) => {
            let finish = finish.unwrap_or_else(|| duration.after(start)).max(start);
            Held::Actual(Extent { start, finish })
        }
        (true, None, Some(finish)) => {
            Held::Actual(Extent { start: latest_start(duration, finish).min(finish), finish })
        }
        (true, None, None) | (false, _, _) => initiative.start.map_or(Held::No, Held::Given),
    }
}
