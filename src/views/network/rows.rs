//! The row of each vertex: in its order within the layer, and in one line with what it is joined to where that is possible.
//!
//! *Algorithm*: aligned blocks as of Brandes and Köpf (2001), from all four corners; strong edges and the rails of one box
//! come before the median. Each alignment is packed by longest paths, then every block moves to the median of what it is
//! joined to as far as its neighbours allow; the alignment with the straightest and shortest edges is taken.

use super::order::Order;
use super::rails::{Edges, Rails};
use super::sketch::{Sketch, Spacing};

/// How often the blocks move towards what they are joined to.
const SETTLED: usize = 6;
/// From how many vertices on fewer alignments are tried, and moved less often.
const MANY: usize = 1_500;
/// What an edge costs that is not straight, beside its length.
const BEND: i64 = 6;

/// The rows of the middles of all vertices; the least upper edge of a box is 0.
pub(super) fn rows(sketch: &Sketch, rails: &Rails, order: &Order, spacing: Spacing) -> Vec<i32> {
    let many = rails.len() > MANY;
    let corners: &[(bool, bool)] =
        if many { &[(true, true)] } else { &[(true, true), (true, false), (false, true), (false, false)] };
    let apart = Apart { sketch, rails, spacing };
    let mut best: Option<(i64, Vec<i32>)> = None;
    for (forward, upward) in corners {
        let blocks = Blocks::aligned(rails, order, *forward, *upward);
        let rows = settled(&apart, order, &blocks, if many { 2 } else { SETTLED });
        let cost = cost(rails, &rows);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, rows));
        }
    }
    let mut rows = best.map(|(_, rows)| rows).unwrap_or_default();
    let top = (0..rows.len()).map(|at| rows[at] - apart.half(at as u32)).min().unwrap_or(0);
    for row in &mut rows {
        *row -= top;
    }
    rows
}

/// How far apart neighbours must stand.
struct Apart<'a> {
    sketch: &'a Sketch,
    rails: &'a Rails,
    spacing: Spacing,
}

impl Apart<'_> {
    /// Rows above the middle of a vertex.
    fn half(&self, at: u32) -> i32 {
        if self.rails.is_rail(at) { 0 } else { (self.sketch.boxes[at as usize].rows - 1) / 2 }
    }

    /// From the middle of one to the middle of the next.
    fn between(&self, one: u32, other: u32) -> i32 {
        let boxes = !self.rails.is_rail(one) && !self.rails.is_rail(other);
        self.half(one) + self.half(other) + 1 + if boxes { self.spacing.between } else { 0 }
    }
}

/// Vertices in one row: of each vertex the first of its block.
struct Blocks {
    root: Vec<u32>,
}

impl Blocks {
    /// Aligns each vertex with one of those it is joined to, from one corner on.
    fn aligned(rails: &Rails, order: &Order, forward: bool, upward: bool) -> Self {
        let vertices = rails.len();
        let (edges, others) =
            if forward { (&rails.before, &rails.next) } else { (&rails.next, &rails.before) };
        let mut root: Vec<u32> = (0..vertices as u32).collect();
        let mut taken = vec![false; vertices];
        let count = order.layers.len();
        let mut candidates = Vec::new();
        for step in 1..count {
            let layer = &order.layers[if forward { step } else { count - 1 - step }];
            let bounds = Bounds::of(rails, edges, order, layer);
            // The place in the other layer that the next one may not go back behind.
            let mut limit: Option<u32> = None;
            let mut place = |nth: usize| {
                let nth = if upward { nth } else { layer.len() - 1 - nth };
                let at = layer[nth];
                wishes(rails, edges, order, at, upward, &mut candidates);
                for to in &candidates {
                    let there = order.place[*to as usize];
                    let passed =
                        limit.is_some_and(|limit| if upward { there <= limit } else { there >= limit });
                    let kept = mate(rails, others, *to).is_some_and(|mate| mate != at);
                    if passed || kept || taken[*to as usize] || !bounds.allow(nth, there) {
                        continue;
                    }
                    root[at as usize] = root[*to as usize];
                    taken[*to as usize] = true;
                    limit = Some(there);
                    break;
                }
            };
            (0..layer.len()).for_each(&mut place);
        }
        Self { root }
    }
}

/// The one that a vertex is kept for: the end of its strong edge, else of two rails the next one.
fn mate(rails: &Rails, edges: &Edges, of: u32) -> Option<u32> {
    edges.strong(of).or_else(|| {
        let joined = edges.at(of);
        joined.iter().copied().find(|to| rails.is_rail(*to) && rails.is_rail(of))
    })
}

/// With whom a vertex would stand in one row, the dearest first: its mate, then the medians.
fn wishes(rails: &Rails, edges: &Edges, order: &Order, at: u32, upward: bool, wishes: &mut Vec<u32>) {
    wishes.clear();
    let mut joined: Vec<u32> = edges.at(at).to_vec();
    if joined.is_empty() {
        return;
    }
    wishes.extend(mate(rails, edges, at));
    joined.sort_unstable_by_key(|to| order.place[*to as usize]);
    let (lower, upper) = (joined[(joined.len() - 1) / 2], joined[joined.len() / 2]);
    wishes.extend(if upward { [lower, upper] } else { [upper, lower] });
}

/// Between which places of the other layer an edge from each place of a layer crosses no two rails of one box.
struct Bounds {
    least: Vec<u32>,
    most: Vec<u32>,
}

impl Bounds {
    fn of(rails: &Rails, edges: &Edges, order: &Order, layer: &[u32]) -> Self {
        let inner = |at: u32| {
            let to = edges.at(at).iter().find(|to| rails.is_rail(at) && rails.is_rail(**to));
            to.map(|to| order.place[*to as usize])
        };
        let mut bounds = Self { least: vec![0; layer.len()], most: vec![u32::MAX; layer.len()] };
        let mut least = 0;
        for (nth, at) in layer.iter().enumerate() {
            bounds.least[nth] = least;
            least = least.max(inner(*at).unwrap_or(0));
        }
        let mut most = u32::MAX;
        for (nth, at) in layer.iter().enumerate().rev() {
            bounds.most[nth] = most;
            most = most.min(inner(*at).unwrap_or(u32::MAX));
        }
        bounds
    }

    fn allow(&self, nth: usize, there: u32) -> bool {
        (self.least[nth]..=self.most[nth]).contains(&there)
    }
}

/// The rows of blocks, packed and then drawn towards what they are joined to.
fn settled(apart: &Apart, order: &Order, blocks: &Blocks, times: usize) -> Vec<i32> {
    let vertices = apart.rails.len();
    let root = &blocks.root;
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); vertices];
    let mut above: Vec<Vec<(u32, i32)>> = vec![Vec::new(); vertices];
    let mut below: Vec<Vec<(u32, i32)>> = vec![Vec::new(); vertices];
    for at in 0..vertices as u32 {
        members[root[at as usize] as usize].push(at);
    }
    for pair in order.layers.iter().flat_map(|layer| layer.windows(2)) {
        let (one, other) = (root[pair[0] as usize], root[pair[1] as usize]);
        let distance = apart.between(pair[0], pair[1]);
        below[one as usize].push((other, distance));
        above[other as usize].push((one, distance));
    }
    let sequence = sequence(root, &above, &below);
    let mut row = vec![0_i32; vertices];
    for block in &sequence {
        let lowest = above[*block as usize].iter().map(|(it, distance)| row[*it as usize] + distance);
        row[*block as usize] = lowest.max().unwrap_or(0);
    }
    let mut wanted = Vec::new();
    for time in 0..times {
        let mut settle = |block: u32| {
            let block = block as usize;
            wanted.clear();
            for at in &members[block] {
                let edges = apart.rails.before.weighed(*at).chain(apart.rails.next.weighed(*at));
                for (to, strong) in edges.filter(|(to, _)| root[*to as usize] != block as u32) {
                    let there = row[root[to as usize] as usize];
                    wanted.extend(std::iter::repeat_n(there, if strong { 4 } else { 1 }));
                }
            }
            if wanted.is_empty() {
                return;
            }
            wanted.sort_unstable();
            let (lower, upper) = (wanted[(wanted.len() - 1) / 2], wanted[wanted.len() / 2]);
            let wish = row[block].clamp(lower, upper);
            let least = above[block].iter().map(|(it, distance)| row[*it as usize] + distance).max();
            let most = below[block].iter().map(|(it, distance)| row[*it as usize] - distance).min();
            row[block] = wish.min(most.unwrap_or(i32::MAX)).max(least.unwrap_or(i32::MIN));
        };
        if time % 2 == 0 {
            sequence.iter().rev().copied().for_each(&mut settle);
        } else {
            sequence.iter().copied().for_each(&mut settle);
        }
    }
    root.iter().map(|block| row[*block as usize]).collect()
}

/// The blocks, each behind all that stand above it.
fn sequence(root: &[u32], above: &[Vec<(u32, i32)>], below: &[Vec<(u32, i32)>]) -> Vec<u32> {
    let mut waiting: Vec<usize> = above.iter().map(Vec::len).collect();
    let firsts = (0..root.len() as u32).filter(|at| root[*at as usize] == *at);
    let mut sequence: Vec<u32> = firsts.filter(|at| waiting[*at as usize] == 0).collect();
    let mut done = 0;
    while let Some(at) = sequence.get(done).copied() {
        done += 1;
        for (next, _) in &below[at as usize] {
            waiting[*next as usize] -= 1;
            if waiting[*next as usize] == 0 {
                sequence.push(*next);
            }
        }
    }
    sequence
}

/// What the edges cost: their length, and something for each that is not straight.
fn cost(rails: &Rails, rows: &[i32]) -> i64 {
    let mut all = 0;
    for at in 0..rails.len() as u32 {
        for (to, strong) in rails.next.weighed(at) {
            let apart = i64::from(rows[at as usize].abs_diff(rows[to as usize]));
            let weight = if strong { 4 } else { 1 };
            all += weight * (apart + if apart > 0 { BEND } else { 0 });
        }
    }
    all
}
