//! Rails: an arc over several layers runs through a place of its own in each of them, and arcs that leave one box share it.
//!
//! So every edge leads from one layer to the next. A box with five arcs to the right takes one place in a layer, not five.

use super::layers::Layering;
use super::sketch::Sketch;

/// A graph whose edges lead from one layer to the next.
///
/// Vertices are the boxes by their numbers, then the rails, those of a box one after another.
#[derive(Debug, Clone)]
pub(super) struct Rails {
    /// Of each vertex the box that it is, or whose rail it is.
    pub owner: Vec<u32>,
    /// Of each vertex its layer.
    pub layer: Vec<u32>,
    /// How many vertices are boxes.
    pub boxes: usize,
    /// Of each box its first rail; rails follow each other layer by layer.
    first: Vec<u32>,
    /// The edges into the next layer.
    pub next: Edges,
    /// The same edges from their other end.
    pub before: Edges,
}

/// For each vertex the vertices at the other end of its edges.
#[derive(Debug, Clone, Default)]
pub(super) struct Edges {
    begins: Vec<u32>,
    ends: Vec<u32>,
    strong: Vec<bool>,
}

impl Edges {
    fn of(vertices: usize, edges: &[(u32, u32, bool)]) -> Self {
        let mut sorted = edges.to_vec();
        // Of the same edge twice the strong one comes first and stays.
        sorted.sort_unstable_by_key(|(from, to, strong)| (*from, *to, !*strong));
        sorted.dedup_by_key(|(from, to, _)| (*from, *to));
        let mut begins = vec![0; vertices + 1];
        for (from, ..) in &sorted {
            begins[*from as usize + 1] += 1;
        }
        for at in 0..vertices {
            begins[at + 1] += begins[at];
        }
        let ends = sorted.iter().map(|(_, to, _)| *to).collect();
        Self { begins, ends, strong: sorted.iter().map(|(.., strong)| *strong).collect() }
    }

    /// Those at the other end, in ascending order.
    pub(super) fn at(&self, vertex: u32) -> &[u32] {
        &self.ends[self.begins[vertex as usize] as usize..self.begins[vertex as usize + 1] as usize]
    }

    /// The first of them whose edge is strong.
    pub(super) fn strong(&self, vertex: u32) -> Option<u32> {
        self.weighed(vertex).find(|(_, strong)| *strong).map(|(end, _)| end)
    }

    /// Those at the other end, each with whether its edge is strong.
    pub(super) fn weighed(&self, vertex: u32) -> impl Iterator<Item = (u32, bool)> + '_ {
        let range = self.begins[vertex as usize] as usize..self.begins[vertex as usize + 1] as usize;
        self.ends[range.clone()].iter().copied().zip(self.strong[range].iter().copied())
    }
}

impl Rails {
    /// The rails that a layered graph needs.
    pub(super) fn of(sketch: &Sketch, layering: &Layering) -> Self {
        let boxes = sketch.boxes.len();
        let mut last = layering.layers.clone();
        let forward: Vec<(u32, u32, bool)> = sketch
            .arcs
            .iter()
            .zip(&layering.turned)
            .map(|(arc, turned)| {
                let (from, to) = if *turned { (arc.to, arc.from) } else { (arc.from, arc.to) };
                (from, to, arc.strong)
            })
            .collect();
        for (from, to, _) in &forward {
            let reach = &mut last[*from as usize];
            *reach = (*reach).max(layering.layers[*to as usize] - 1);
        }
        let mut made = Self {
            owner: (0..boxes as u32).collect(),
            layer: layering.layers.clone(),
            boxes,
            first: Vec::with_capacity(boxes),
            next: Edges::default(),
            before: Edges::default(),
        };
        for (at, last) in last.iter().enumerate() {
            made.first.push(made.owner.len() as u32);
            for layer in layering.layers[at] + 1..=*last {
                made.owner.push(at as u32);
                made.layer.push(layer);
            }
        }
        let mut edges = Vec::new();
        for (from, to, strong) in &forward {
            let mut at = *from;
            for on in made.between(*from, *to) {
                edges.push((at, on, *strong));
                at = on;
            }
            edges.push((at, *to, *strong));
        }
        made.next = Edges::of(made.owner.len(), &edges);
        for edge in &mut edges {
            *edge = (edge.1, edge.0, edge.2);
        }
        made.before = Edges::of(made.owner.len(), &edges);
        made
    }

    /// The rails between a box and one in a later layer.
    pub(super) fn between(&self, from: u32, to: u32) -> impl Iterator<Item = u32> + use<> {
        let rails = self.layer[to as usize] - self.layer[from as usize] - 1;
        let first = self.first[from as usize];
        first..first + rails
    }

    /// How many vertices there are.
    pub(super) fn len(&self) -> usize {
        self.owner.len()
    }

    /// Whether a vertex is a rail.
    pub(super) fn is_rail(&self, vertex: u32) -> bool {
        vertex as usize >= self.boxes
    }
}
