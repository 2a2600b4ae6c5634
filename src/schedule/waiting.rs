//! What waits for something, directly or through others: what it may not wait for in turn without closing a loop.

use std::collections::{BTreeMap, VecDeque};

use super::network::{Network, Node};
use crate::plan::{Factors, InitiativeIx, Plan, StageIx, Target};

/// Something that can wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiter {
    /// An initiative.
    Initiative(InitiativeIx),
    /// The initiatives of a stage.
    Stage(StageIx),
    /// The gate of a stage.
    Gate(StageIx),
}

/// What waits for something, each with what it waits through; `None`: it waits for it directly.
pub fn waiting_for(plan: &Plan, factors: &Factors, whom: Waiter) -> BTreeMap<Target, Option<Target>> {
    let network = Network::new(plan, factors);
    let count = network.graph.len();
    let mut behind: Vec<Vec<u32>> = vec![Vec::new(); count];
    for node in 0..count as u32 {
        for to in network.graph.from(node) {
            behind[*to as usize].push(node);
        }
    }
    let source = network.number(match whom {
        Waiter::Initiative(at) => Node::Initiative(at),
        Waiter::Stage(at) => Node::Entry(at),
        Waiter::Gate(at) => Node::Gate(at),
    });
    let named = |node: u32| match network.node(node) {
        Node::Initiative(at) => Some(Target::Initiative(at)),
        Node::Entry(_) => None,
        Node::Stage(at) => Some(Target::Stage(at)),
        Node::Gate(at) => Some(Target::Gate(at)),
    };
    let mut found = BTreeMap::new();
    let mut through: Vec<Option<Target>> = vec![None; count];
    let mut seen = vec![false; count];
    seen[source as usize] = true;
    let mut queue = VecDeque::from([source]);
    while let Some(node) = queue.pop_front() {
        for &waits in &behind[node as usize] {
            if std::mem::replace(&mut seen[waits as usize], true) {
                continue;
            }
            through[waits as usize] =
                if node == source { None } else { named(node).or(through[node as usize]) };
            if let Some(target) = named(waits) {
                found.insert(target, through[waits as usize]);
            }
            queue.push_back(waits);
        }
    }
    found
}
