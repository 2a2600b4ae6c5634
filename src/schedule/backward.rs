//! The backward pass: the latest dates that delay nothing.

use super::Extent;
use super::calendar::{latest_point, latest_start};
use super::forward::Early;
use super::network::{Held, Network, Node};
use crate::plan::{InitiativeIx, Link, LinkEnd, StageIx};
use crate::units::Day;

/// The latest dates by initiative: what it may start at, and where it then finishes; `None` where there are no early
/// dates.
pub(super) fn pass(network: &Network, order: &[u32], early: &Early) -> Vec<Option<Extent>> {
    let count = network.graph.len();
    let mut late = Late {
        network,
        early,
        plan_finish: early.initiatives.iter().flatten().map(|dates| dates.finish).max().unwrap_or(Day::MAX),
        limits: vec![Limit { start: Day::MAX, finish: Day::MAX }; count],
        initiatives: vec![None; early.initiatives.len()],
    };
    // What is held waits for nothing in the order of the network, but its predecessors are measured to it.
    for (at, task) in network.tasks.iter().enumerate() {
        if task.held != Held::No {
            late.keep(InitiativeIx(at as u32), early.initiatives[at]);
        }
    }
    for number in order.iter().rev() {
        match network.node(*number) {
            Node::Initiative(at) => late.place(at, *number),
            Node::Entry(at) => {
                let limit = late.limits[*number as usize].start;
                late.bind_all(&network.plan.stages[at.at()].after, limit);
            }
            Node::Stage(at) => late.stage(at, *number),
            Node::Gate(at) => {
                let limit = late.limits[*number as usize].earlier();
                if let Some(gate) = &network.plan.stages[at.at()].gate {
                    late.bind_all(&gate.after, limit);
                }
            }
        }
    }
    late.initiatives
}

/// The latest points that successors allow the two ends of a node.
#[derive(Debug, Clone, Copy)]
struct Limit {
    start: Day,
    finish: Day,
}

impl Limit {
    /// The limit of something that is a point.
    fn earlier(self) -> Day {
        self.start.min(self.finish)
    }

    fn lower(&mut self, end: LinkEnd, day: Day) {
        let limit = match end {
            LinkEnd::Start => &mut self.start,
            LinkEnd::Finish => &mut self.finish,
        };
        *limit = day.min(*limit);
    }
}

struct Late<'a> {
    network: &'a Network<'a>,
    early: &'a Early,
    plan_finish: Day,
    limits: Vec<Limit>,
    initiatives: Vec<Option<Extent>>,
}

impl Late<'_> {
    /// Late dates of an initiative that moves, once all that waits for it has its own.
    fn place(&mut self, at: InitiativeIx, number: u32) {
        let task = &self.network.tasks[at.at()];
        if self.early.initiatives[at.at()].is_none() || task.held != Held::No {
            return;
        }
        let limit = self.limits[number as usize];
        let finish = self.plan_finish.min(task.deadline.unwrap_or(Day::MAX)).min(limit.finish);
        let start = latest_start(task.duration, finish).min(limit.start);
        self.keep(at, Some(Extent { start, finish: task.duration.after(start) }));
    }

    /// Settles the late dates of an initiative, and binds what it waits for to them.
    fn keep(&mut self, at: InitiativeIx, dates: Option<Extent>) {
        self.initiatives[at.at()] = dates;
        let Some(dates) = dates else { return };
        let task = &self.network.tasks[at.at()];
        self.bind_all(task.after, dates.start);
        self.bind_all(task.finish_after, dates.finish);
        if let Some(stage) = task.stage {
            let entry = self.network.number(Node::Entry(stage));
            self.limits[entry as usize].lower(LinkEnd::Start, dates.start);
        }
    }

    /// A stage passes on what waits for it: its finish to every initiative, its start to the one that makes it.
    fn stage(&mut self, at: StageIx, number: u32) {
        if self.early.stages[at.at()].is_none() {
            return;
        }
        let limit = self.limits[number as usize];
        let members = self.network.members(at);
        if members.is_empty() {
            let entry = self.network.number(Node::Entry(at));
            self.limits[entry as usize].lower(LinkEnd::Start, limit.earlier());
            return;
        }
        for member in members {
            self.limits[member.at()].lower(LinkEnd::Finish, limit.finish);
        }
        let early = &self.early.initiatives;
        if let Some(first) = members.iter().min_by_key(|member| early[member.at()].map(|dates| dates.start)) {
            self.limits[first.at()].lower(LinkEnd::Start, limit.start);
        }
    }

    fn bind_all(&mut self, links: &[Link], bound: Day) {
        if bound == Day::MAX {
            return;
        }
        for link in links.iter().filter(|link| self.network.counts(link)) {
            let target = self.network.target(link) as usize;
            self.limits[target].lower(link.end, latest_point(link.offset, bound));
        }
    }
}
