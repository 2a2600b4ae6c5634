//! Layers: every arc points to a later one.
//!
//! *Algorithms*: circles are opened where a depth-first search comes back; layers by longest path, after which a box
//! that feeds more than it waits for moves up to what it feeds (Sugiyama, Tagawa and Toda, 1981; Gansner and others, 1993).

use super::sketch::Sketch;

/// The arcs with none of them closing a circle, and the layer of each box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layering {
    /// Of each arc whether it is turned round.
    pub turned: Vec<bool>,
    /// Of each box its layer, from 0.
    pub layers: Vec<u32>,
    /// How many layers there are.
    pub count: usize,
}

impl Layering {
    /// The layers of a graph.
    pub(super) fn of(sketch: &Sketch) -> Self {
        let turned = turned(sketch);
        let forward: Vec<(u32, u32)> = sketch
            .arcs
            .iter()
            .zip(&turned)
            .map(|(arc, turned)| if *turned { (arc.to, arc.from) } else { (arc.from, arc.to) })
            .collect();
        let (next, before) =
            (lists(sketch.boxes.len(), &forward, false), lists(sketch.boxes.len(), &forward, true));
        let order = order(&next, &before);
        let mut layers = vec![0_u32; sketch.boxes.len()];
        for at in &order {
            let lowest = before[*at as usize].iter().map(|it| layers[*it as usize] + 1).max();
            layers[*at as usize] = lowest.unwrap_or(0);
        }
        for at in order.iter().rev() {
            let (ahead, behind) = (&next[*at as usize], &before[*at as usize]);
            if ahead.len() > behind.len() {
                let highest = ahead.iter().map(|it| layers[*it as usize] - 1).min();
                layers[*at as usize] = highest.unwrap_or(0);
            }
        }
        let count = layers.iter().max().map_or(0, |last| *last as usize + 1);
        Self { turned, layers, count }
    }
}

/// For each box those at the other end of its arcs, in ascending order.
fn lists(boxes: usize, arcs: &[(u32, u32)], backward: bool) -> Vec<Vec<u32>> {
    let mut lists = vec![Vec::new(); boxes];
    for (from, to) in arcs {
        let (from, to) = if backward { (to, from) } else { (from, to) };
        lists[*from as usize].push(*to);
    }
    for list in &mut lists {
        list.sort_unstable();
    }
    lists
}

/// The boxes, each behind all that point to it.
fn order(next: &[Vec<u32>], before: &[Vec<u32>]) -> Vec<u32> {
    let mut waiting: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut order: Vec<u32> = (0..next.len() as u32).filter(|at| waiting[*at as usize] == 0).collect();
    let mut done = 0;
    while let Some(at) = order.get(done).copied() {
        done += 1;
        for to in &next[at as usize] {
            waiting[*to as usize] -= 1;
            if waiting[*to as usize] == 0 {
                order.push(*to);
            }
        }
    }
    order
}

/// Which arcs lead back into what a search has not left yet.
fn turned(sketch: &Sketch) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Seen {
        New,
        Open,
        Done,
    }
    let boxes = sketch.boxes.len();
    let mut out: Vec<Vec<u32>> = vec![Vec::new(); boxes];
    let mut entered = vec![false; boxes];
    for (at, arc) in sketch.arcs.iter().enumerate() {
        out[arc.from as usize].push(at as u32);
        entered[arc.to as usize] = true;
    }
    let mut turned = vec![false; sketch.arcs.len()];
    let mut seen = vec![Seen::New; boxes];
    // What nothing points to begins, so that a circle is entered where the reader enters it.
    let mut roots: Vec<u32> = (0..boxes as u32).collect();
    roots.sort_by_key(|at| entered[*at as usize]);
    for root in roots {
        if seen[root as usize] != Seen::New {
            continue;
        }
        seen[root as usize] = Seen::Open;
        let mut path = vec![(root, 0_usize)];
        while let Some((at, nth)) = path.last_mut() {
            let Some(&arc) = out[*at as usize].get(*nth) else {
                seen[*at as usize] = Seen::Done;
                path.pop();
                continue;
            };
            *nth += 1;
            let to = sketch.arcs[arc as usize].to;
            match seen[to as usize] {
                Seen::New => {
                    seen[to as usize] = Seen::Open;
                    path.push((to, 0));
                }
                Seen::Open => turned[arc as usize] = true,
                Seen::Done => {}
            }
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{Arc, Size};
    use super::*;

    fn layers(boxes: usize, arcs: &[(u32, u32)]) -> Layering {
        let arcs = arcs.iter().map(|(from, to)| Arc { from: *from, to: *to, strong: false }).collect();
        Layering::of(&Sketch { boxes: vec![Size { cells: 4, rows: 1 }; boxes], arcs })
    }

    #[test]
    fn the_longest_path_decides_and_a_late_feeder_stands_before_what_it_feeds() {
        // 0 -> 1 -> 2 -> 3, 0 -> 3; 4 -> 3 alone.
        let made = layers(5, &[(0, 1), (1, 2), (2, 3), (0, 3), (4, 3)]);
        assert_eq!(made.layers, [0, 1, 2, 3, 2]);
        assert_eq!((made.count, made.turned), (4, vec![false; 5]));
    }

    #[test]
    fn a_circle_is_opened_where_the_search_comes_back() {
        // 0 -> 1 -> 2 -> 1: entered at 1, so that 2 -> 1 is turned.
        let made = layers(3, &[(0, 1), (1, 2), (2, 1)]);
        assert_eq!(made.turned, [false, false, true]);
        assert_eq!(made.layers, [0, 1, 2]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let arcs: Vec<(u32, u32)> = (0..50_000).map(|at| (at, at + 1)).collect();
        assert_eq!(layers(50_001, &arcs).count, 50_001);
    }
}
