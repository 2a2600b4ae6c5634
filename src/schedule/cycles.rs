//! Cycles: each found whole, and named.
//!
//! A component of the network in which everything waits for everything can have very many cycles. Reported are enough of
//! them that cutting each leaves none: a short one is taken, its dependencies are set aside, and what is left is
//! searched again.

use std::collections::{HashSet, VecDeque};

use super::Graph;
use super::network::{Network, Node, counts};
use crate::diagnostic::{Code, Diagnostic, Path};
use crate::plan::{Link, Plan};

/// From how many nodes of a component at most a shortest cycle is sought.
const SOURCES: usize = 64;
/// How many dependencies may be looked at for it: fewer nodes are tried in a larger component.
const EFFORT: usize = 1_000_000;
/// How many cycles of one component are reported.
const MOST: usize = 32;

/// One diagnostic for each cycle, by its first name.
pub(super) fn diagnose(network: &Network, components: &[Vec<u32>]) -> Vec<Diagnostic> {
    let mut cycles: Vec<_> = components.iter().flat_map(|nodes| find(&network.graph, nodes)).collect();
    cycles.sort();
    cycles.iter().map(|cycle| describe(network, cycle)).collect()
}

/// Cycles of one component that have no dependency in common, each from its smallest node on.
fn find(graph: &Graph, component: &[u32]) -> Vec<Vec<u32>> {
    let mut set_aside = HashSet::new();
    let mut found = Vec::new();
    let mut pending = vec![component.to_vec()];
    while let Some(nodes) = pending.pop() {
        if found.len() == MOST {
            break;
        }
        let inner = within(graph, &nodes, &set_aside);
        let Some(cycle) = shortest(&inner) else { continue };
        let cycle: Vec<_> = cycle.into_iter().map(|at| nodes[at as usize]).collect();
        set_aside.extend(cycle.iter().copied().zip(cycle.iter().copied().cycle().skip(1)));
        found.push(cycle);
        let left = within(graph, &nodes, &set_aside).components().cyclic;
        pending.extend(left.iter().map(|part| part.iter().map(|at| nodes[*at as usize]).collect()));
    }
    found
}

/// The part of a graph between some of its nodes, renumbered in their order, without what is set aside.
fn within(graph: &Graph, nodes: &[u32], set_aside: &HashSet<(u32, u32)>) -> Graph {
    let mut part = Graph::default();
    for from in nodes {
        let mut to: Vec<_> = graph
            .from(*from)
            .iter()
            .filter(|to| !set_aside.contains(&(*from, **to)))
            .filter_map(|to| nodes.binary_search(to).ok().map(|at| at as u32))
            .collect();
        to.sort_unstable();
        to.dedup();
        for to in to {
            part.push(to);
        }
        part.close();
    }
    part
}

/// A shortest cycle through one of the first nodes, from its smallest node on.
fn shortest(graph: &Graph) -> Option<Vec<u32>> {
    let mut best: Option<Vec<u32>> = None;
    let sources = if graph.is_ring() { 1 } else { (EFFORT / graph.edges().max(1)).clamp(1, SOURCES) };
    for source in 0..sources.min(graph.len()) as u32 {
        let limit = best.as_ref().map_or(usize::MAX, Vec::len);
        if limit == 1 {
            break;
        }
        best = through(graph, source, limit).or(best);
    }
    best.map(|mut cycle| {
        let first = cycle.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
        cycle.rotate_left(first);
        cycle
    })
}

/// The shortest cycle through `source` with fewer than `limit` nodes, breadth first.
fn through(graph: &Graph, source: u32, limit: usize) -> Option<Vec<u32>> {
    let mut from = vec![None; graph.len()];
    let mut depth = vec![1; graph.len()];
    let mut queue = VecDeque::from([source]);
    while let Some(node) = queue.pop_front() {
        if depth[node as usize] >= limit {
            return None;
        }
        for &to in graph.from(node) {
            if to == source {
                let mut cycle = vec![node];
                while let Some(before) = from[cycle[cycle.len() - 1] as usize] {
                    cycle.push(before);
                }
                cycle.reverse();
                return Some(cycle);
            }
            if from[to as usize].is_none() {
                from[to as usize] = Some(node);
                depth[to as usize] = depth[node as usize] + 1;
                queue.push_back(to);
            }
        }
    }
    None
}

fn describe(network: &Network, cycle: &[u32]) -> Diagnostic {
    let plan = network.plan;
    let mut names: Vec<_> = cycle.iter().filter_map(|number| name(plan, network.node(*number))).collect();
    names.extend(names.first().cloned());
    let names = names.join(" -> ");
    let at = cycle
        .iter()
        .zip(cycle.iter().cycle().skip(1))
        .find_map(|(from, to)| place(network, network.node(*from), *to))
        .unwrap_or_default();
    Diagnostic::new(Code::Cycle, at, format!("each of these waits for the next: {names}"))
        .help("take one of these dependencies out; until then nothing that hangs on them has a date")
}

/// What a reference calls a node; an entry has no name of its own.
fn name(plan: &Plan, node: Node) -> Option<String> {
    match node {
        Node::Initiative(at) => Some(plan.initiatives[at.at()].id.clone()),
        Node::Entry(_) => None,
        Node::Stage(at) => Some(format!("stage:{}", plan.stages[at.at()].id)),
        Node::Gate(at) => Some(format!("gate:{}", plan.stages[at.at()].id)),
    }
}

/// The list item by which a node waits for another; `None` when no list says so (a stage and its initiatives).
fn place(network: &Network, from: Node, to: u32) -> Option<Path> {
    let plan = network.plan;
    let item = |links: &[Link], path: Path| {
        let at = links.iter().position(|link| counts(plan, link) && network.target(link) == to);
        at.map(|at| path.item(at))
    };
    match from {
        Node::Initiative(at) => {
            let initiative = &plan.initiatives[at.at()];
            let path = Path::new(["initiative", &initiative.id]);
            let links = plan.dependencies(at);
            item(&links.after, path.child("after"))
                .or_else(|| item(&links.finish_after, path.child("finish-after")))
        }
        Node::Entry(at) => {
            let stage = &plan.stages[at.at()];
            item(&stage.after, Path::new(["stage", &stage.id, "after"]))
        }
        Node::Gate(at) => {
            let stage = &plan.stages[at.at()];
            let gate = stage.gate.as_ref()?;
            item(&gate.after, Path::new(["stage", &stage.id, "gate", "after"]))
        }
        Node::Stage(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: &[&[u32]]) -> Graph {
        let mut graph = Graph::default();
        for to in nodes {
            to.iter().for_each(|to| graph.push(*to));
            graph.close();
        }
        graph
    }

    #[test]
    fn the_shortest_cycle_comes_first_and_the_rest_is_searched_again() {
        // 0 -> 1 -> 2 -> 0 and 1 -> 3 -> 1, joined at 1.
        let found = find(&graph(&[&[1], &[2, 3], &[0], &[1]]), &[0, 1, 2, 3]);
        assert_eq!(found, [vec![1, 3], vec![0, 1, 2]]);
    }

    #[test]
    fn a_dense_knot_ends() {
        let all: Vec<u32> = (0..60).collect();
        let knot = graph(&vec![all.as_slice(); 60]);
        assert_eq!(find(&knot, &all).len(), MOST);
    }
}
