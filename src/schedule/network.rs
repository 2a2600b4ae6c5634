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

/// What waits for what.
pub(super) struct Network<'a> {
    /// The plan it was made of.
    pub plan: &'a Plan,
    /// The durations of the initiatives under the case.
    pub durations: Vec<Duration>,
    /// Which initiatives hold their dates.
    pub held: Vec<Held>,
    /// For each node the nodes that it waits for.
    pub graph: Graph,
    members: Vec<Vec<InitiativeIx>>,
}

impl<'a> Network<'a> {
    /// The network of a plan under the factors of a case.
    pub(super) fn new(plan: &'a Plan, factors: &Factors) -> Self {
        let durations: Vec<_> =
            plan.initiatives.iter().map(|it| it.duration.stretched(factors.duration)).collect();
        let held = plan.initiatives.iter().zip(&durations).map(|(it, length)| held(it, *length)).collect();
        let mut members = vec![Vec::new(); plan.stages.len()];
        for (at, initiative) in plan.initiatives.iter().enumerate() {
            if let (Some(stage), false) = (initiative.stage, initiative.dropped) {
                members[stage.at()].push(InitiativeIx(at as u32));
            }
        }
        let mut network = Self { plan, durations, held, graph: Graph::default(), members };
        network.graph = network.waits();
        network
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

    fn waits(&self) -> Graph {
        let plan = self.plan;
        let mut graph = Graph::default();
        for (initiative, held) in plan.initiatives.iter().zip(&self.held) {
            if !initiative.dropped && *held == Held::No {
                let own = initiative.after.iter().chain(&initiative.finish_after);
                graph.extend(own.filter(|link| counts(plan, link)).map(|link| self.target(link)));
                if let Some(stage) =
                    initiative.stage.filter(|stage| !plan.stages[stage.at()].after.is_empty())
                {
                    graph.extend([self.number(Node::Entry(stage))]);
                }
            }
            graph.close();
        }
        for stage in &plan.stages {
            graph.extend(live(plan, &stage.after).map(|link| self.target(link)));
            graph.close();
        }
        for (at, members) in self.members.iter().enumerate() {
            if members.is_empty() {
                graph.extend([self.number(Node::Entry(StageIx(at as u32)))]);
            }
            graph.extend(members.iter().map(|member| member.0));
            graph.close();
        }
        for stage in &plan.stages {
            if let Some(gate) = &stage.gate {
                graph.extend(live(plan, &gate.after).map(|link| self.target(link)));
            }
            graph.close();
        }
        graph
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
pub(super) fn held(initiative: &Initiative, duration: Duration) -> Held {
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
