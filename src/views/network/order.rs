//! The order within each layer, with few crossings.
//!
//! *Algorithms*: sweeps by the mean place of what a vertex is joined to (Sugiyama, Tagawa and Toda, 1981), then exchanges of
//! neighbours while that takes crossings away; crossings are counted with a tree of sums (Barth, Mutzel and Jünger, 2004).

use super::rails::{Edges, Rails};

/// How many sweeps are made at most.
const SWEEPS: usize = 16;
/// After how many sweeps without fewer crossings no more are made.
const PATIENCE: usize = 4;
/// Up to how many vertices neighbours are exchanged as well.
const EXCHANGED: usize = 1_500;
/// From how many vertices on fewer sweeps are made.
const MANY: usize = 4_000;

/// The vertices of each layer in their order, and of each vertex its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    /// By layer.
    pub layers: Vec<Vec<u32>>,
    /// By vertex, its place in its layer.
    pub place: Vec<u32>,
}

impl Order {
    /// An order with few crossings; the same for the same graph.
    pub(super) fn of(rails: &Rails, count: usize) -> Self {
        let mut order = Self::first(rails, count);
        let mut best = (order.crossings(rails), order.clone());
        let mut in_vain = 0;
        let most = if rails.len() > MANY { 6 } else { SWEEPS };
        for sweep in 0..most {
            if best.0 == 0 || in_vain == PATIENCE {
                break;
            }
            // Both ways in turn; of equal means every second pair of sweeps takes the later first.
            order.sweep(rails, sweep % 2 == 0, sweep % 4 > 1);
            if rails.len() <= EXCHANGED {
                order.exchange(rails);
            }
            let crossings = order.crossings(rails);
            in_vain += 1;
            if crossings < best.0 {
                best = (crossings, order.clone());
                in_vain = 0;
            }
        }
        best.1
    }

    /// As a search from the first layers finds them.
    fn first(rails: &Rails, count: usize) -> Self {
        let mut order = Self { layers: vec![Vec::new(); count], place: vec![u32::MAX; rails.len()] };
        let mut roots: Vec<u32> = (0..rails.len() as u32).collect();
        roots.sort_by_key(|at| rails.layer[*at as usize]);
        let mut path = Vec::new();
        for root in roots {
            path.push(root);
            while let Some(at) = path.pop() {
                if order.place[at as usize] != u32::MAX {
                    continue;
                }
                let layer = &mut order.layers[rails.layer[at as usize] as usize];
                order.place[at as usize] = layer.len() as u32;
                layer.push(at);
                path.extend(rails.next.at(at).iter().rev());
            }
        }
        order
    }

    /// Orders every layer by what it is joined to in the layer before it, or behind it.
    fn sweep(&mut self, rails: &Rails, forward: bool, later_first: bool) {
        let count = self.layers.len();
        for step in 1..count {
            let (layer, edges) =
                if forward { (step, &rails.before) } else { (count - 1 - step, &rails.next) };
            let mut keyed: Vec<(u64, u32)> = self.layers[layer]
                .iter()
                .map(|at| {
                    (
                        mean(edges.at(*at), &self.place).unwrap_or(u64::from(self.place[*at as usize]) << 16),
                        *at,
                    )
                })
                .collect();
            if later_first {
                keyed.reverse();
            }
            keyed.sort_by_key(|(key, _)| *key);
            for (place, (_, at)) in keyed.into_iter().enumerate() {
                self.layers[layer][place] = at;
                self.place[at as usize] = place as u32;
            }
        }
    }

    /// Exchanges neighbours while that takes crossings away.
    fn exchange(&mut self, rails: &Rails) {
        for _ in 0..4 {
            let mut better = false;
            for layer in 0..self.layers.len() {
                for place in 1..self.layers[layer].len() {
                    let (one, other) = (self.layers[layer][place - 1], self.layers[layer][place]);
                    let crossed = |a, b| self.between(&rails.before, a, b) + self.between(&rails.next, a, b);
                    if crossed(other, one) < crossed(one, other) {
                        self.layers[layer].swap(place - 1, place);
                        self.place.swap(one as usize, other as usize);
                        better = true;
                    }
                }
            }
            if !better {
                break;
            }
        }
    }

    /// How many edges of two vertices of a layer cross on one side when the first stands before the second.
    fn between(&self, edges: &Edges, one: u32, other: u32) -> usize {
        let places = |of| edges.at(of).iter().map(|it| self.place[*it as usize]);
        places(one).map(|a| places(other).filter(|b| *b < a).count()).sum()
    }

    /// How many edges cross.
    pub(super) fn crossings(&self, rails: &Rails) -> u64 {
        let mut all = 0;
        let mut ends = Vec::new();
        for pair in self.layers.windows(2) {
            ends.clear();
            for at in &pair[0] {
                let begin = ends.len();
                ends.extend(rails.next.at(*at).iter().map(|it| self.place[*it as usize]));
                ends[begin..].sort_unstable();
            }
            all += inversions(&ends, pair[1].len());
        }
        all
    }
}

/// The mean place, in parts of a place; `None` of nothing.
fn mean(joined: &[u32], place: &[u32]) -> Option<u64> {
    let sum: u64 = joined.iter().map(|it| u64::from(place[*it as usize])).sum();
    (sum << 16).checked_div(joined.len() as u64)
}

/// How many pairs stand in the wrong order.
fn inversions(ends: &[u32], places: usize) -> u64 {
    let mut sums = vec![0_u32; places + 1];
    let mut all = 0;
    for (seen, end) in ends.iter().enumerate() {
        let mut at = *end as usize + 1;
        let mut not_after = 0;
        while at > 0 {
            not_after += sums[at];
            at &= at - 1;
        }
        all += seen as u64 - u64::from(not_after);
        let mut at = *end as usize + 1;
        while at <= places {
            sums[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::layers::Layering;
    use super::super::sketch::{Arc, Size, Sketch};
    use super::*;

    fn rails(boxes: usize, arcs: &[(u32, u32)]) -> (Rails, usize) {
        let arcs = arcs.iter().map(|(from, to)| Arc { from: *from, to: *to, strong: false }).collect();
        let sketch = Sketch { boxes: vec![Size { cells: 4, rows: 1 }; boxes], arcs };
        let layering = Layering::of(&sketch);
        (Rails::of(&sketch, &layering), layering.count)
    }

    #[test]
    fn crossings_are_counted_pair_by_pair() {
        assert_eq!(inversions(&[0, 1, 2], 3), 0);
        assert_eq!(inversions(&[2, 1, 0], 3), 3);
        // Ends at the same place do not cross.
        assert_eq!(inversions(&[1, 1, 0], 2), 2);
    }

    #[test]
    fn what_can_be_drawn_without_a_crossing_is() {
        // Written crosswise: 0 -> 5, 1 -> 4, 2 -> 3.
        let (crosswise, count) = rails(6, &[(0, 5), (1, 4), (2, 3)]);
        let mut written = Order::first(&crosswise, count);
        written.layers[1] = vec![3, 4, 5];
        for (place, at) in [3, 4, 5].into_iter().enumerate() {
            written.place[at] = place as u32;
        }
        assert_eq!(written.crossings(&crosswise), 3);
        assert_eq!(Order::of(&crosswise, count).crossings(&crosswise), 0);
    }

    #[test]
    fn three_that_each_feed_three_cross_nine_times() {
        // K(3,3) in two layers has C(3,2) * C(3,2) = 9 crossings in any order.
        let arcs: Vec<(u32, u32)> = (0..3).flat_map(|from| (3..6).map(move |to| (from, to))).collect();
        let (full, count) = rails(6, &arcs);
        assert_eq!(Order::of(&full, count).crossings(&full), 9);
    }

    #[test]
    fn arcs_that_leave_one_box_share_a_rail() {
        // 0 -> 1 -> 2 -> 3 -> 4 and 0 -> 3, 0 -> 4: rails of 0 in layers 1, 2 and 3.
        let (shared, count) = rails(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (0, 3), (0, 4)]);
        assert_eq!((shared.len(), count), (8, 5));
        assert_eq!(shared.owner[5..], [0, 0, 0]);
        assert_eq!(shared.layer[5..], [1, 2, 3]);
        assert_eq!(shared.next.at(6), [3, 7]);
        assert_eq!(Order::of(&shared, count).crossings(&shared), 0);
    }
}
