//! A directed graph, and its strongly connected components (R. Tarjan, 1972), without recursion.

/// A directed graph: for each node the nodes that it points to.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    starts: Vec<u32>,
    to: Vec<u32>,
}

impl Default for Graph {
    fn default() -> Self {
        Self { starts: vec![0], to: Vec::new() }
    }
}

/// The components of a graph.
pub(super) struct Components {
    /// Every node once, each behind all that it points to (but for those of its own cycle).
    pub order: Vec<u32>,
    /// The nodes of each component that has a cycle, in ascending order.
    pub cyclic: Vec<Vec<u32>>,
}

const NEW: u32 = u32::MAX;

impl Graph {
    /// Lets the node that is being written point to another.
    pub(super) fn push(&mut self, to: u32) {
        self.to.push(to);
    }

    /// Ends the node that is being written, and begins the next one.
    pub(super) fn close(&mut self) {
        self.starts.push(self.to.len() as u32);
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many edges there are.
    pub(super) fn edges(&self) -> usize {
        self.to.len()
    }

    /// Whether it has one edge for each node: a component of that kind is a single ring.
    pub(super) fn is_ring(&self) -> bool {
        self.edges() == self.len()
    }

    /// The nodes that a node points to.
    pub(super) fn from(&self, node: u32) -> &[u32] {
        &self.to[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// The components, in linear time.
    pub(super) fn components(&self) -> Components {
        let mut search = Search {
            graph: self,
            found: vec![NEW; self.len()],
            low: vec![0; self.len()],
            open: Vec::new(),
            closed: vec![false; self.len()],
            count: 0,
            result: Components { order: Vec::with_capacity(self.len()), cyclic: Vec::new() },
        };
        for root in 0..self.len() as u32 {
            if search.found[root as usize] == NEW {
                search.explore(root);
            }
        }
        search.result
    }
}

/// The state of Tarjan's search.
struct Search<'a> {
    graph: &'a Graph,
    found: Vec<u32>,
    low: Vec<u32>,
    open: Vec<u32>,
    closed: Vec<bool>,
    count: u32,
    result: Components,
}

impl Search<'_> {
    fn explore(&mut self, root: u32) {
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            if let Some(&to) = self.graph.from(node).get(*next) {
                *next += 1;
                if self.found[to as usize] == NEW {
                    self.enter(to);
                    path.push((to, 0));
                } else if !self.closed[to as usize] {
                    self.low[node as usize] = self.low[node as usize].min(self.found[to as usize]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                self.low[*parent as usize] = self.low[*parent as usize].min(self.low[node as usize]);
            }
            if self.low[node as usize] == self.found[node as usize] {
                self.leave(node);
            }
        }
    }

    fn enter(&mut self, node: u32) {
        self.found[node as usize] = self.count;
        self.low[node as usize] = self.count;
        self.count += 1;
        self.open.push(node);
    }

    fn leave(&mut self, root: u32) {
        let begin = self.open.iter().rposition(|node| *node == root).expect("an open node is on the stack");
        let component = self.open.split_off(begin);
        for node in &component {
            self.closed[*node as usize] = true;
        }
        self.result.order.extend(&component);
        if component.len() > 1 || self.graph.from(root).contains(&root) {
            let mut cyclic = component;
            cyclic.sort_unstable();
            self.result.cyclic.push(cyclic);
        }
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
    fn what_is_waited_for_comes_first() {
        let found = graph(&[&[1, 2], &[2], &[], &[0]]).components();
        assert_eq!(found.order, [2, 1, 0, 3]);
        assert!(found.cyclic.is_empty());
    }

    #[test]
    fn circles_are_found_and_what_hangs_on_them_is_not_one() {
        let found = graph(&[&[1], &[2], &[0], &[0], &[4], &[]]).components();
        assert_eq!(found.cyclic, [vec![0, 1, 2], vec![4]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let mut long = Graph::default();
        for node in 0..200_000 {
            long.push(node + 1);
            long.close();
        }
        long.close();
        assert_eq!(long.components().order.first(), Some(&200_000));
    }
}
