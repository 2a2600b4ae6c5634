//! The layout on graphs made by hand, and what must hold of any graph.

use std::collections::HashMap;

use proptest::prelude::*;

use super::layout::lay_out;
use super::sheet::{Sheet, sheet};
use super::sketch::{Arc, Laid, Point, Size, Sketch, Spacing};

const SPACING: Spacing = Spacing { between: 1, channel: 4 };

fn sketch(boxes: usize, rows: i32, arcs: &[(u32, u32)]) -> Sketch {
    let mut arcs: Vec<(u32, u32)> = arcs.iter().copied().filter(|(from, to)| from != to).collect();
    arcs.sort_unstable();
    arcs.dedup();
    let arcs = arcs.into_iter().map(|(from, to)| Arc { from, to, strong: false }).collect();
    Sketch { boxes: vec![Size { cells: 6, rows }; boxes], arcs }
}

/// What runs through a cell: arcs along it, arcs across it, arcs that turn in it.
#[derive(Default)]
struct Cell {
    along: Vec<usize>,
    across: Vec<usize>,
    corner: Vec<usize>,
}

fn cells(laid: &Laid) -> HashMap<(i32, i32), Cell> {
    let mut cells: HashMap<(i32, i32), Cell> = HashMap::new();
    for (arc, route) in laid.routes.iter().enumerate() {
        for pair in route.points.windows(2) {
            let (one, other) = (pair[0], pair[1]);
            assert!(one.x == other.x || one.y == other.y, "a way is made of straight pieces");
            for x in one.x.min(other.x)..=one.x.max(other.x) {
                for y in one.y.min(other.y)..=one.y.max(other.y) {
                    let cell = cells.entry((x, y)).or_default();
                    let kind = if one.y == other.y { &mut cell.along } else { &mut cell.across };
                    if one != other {
                        kind.push(arc);
                    }
                }
            }
        }
        for point in &route.points[1..route.points.len() - 1] {
            cells.entry((point.x, point.y)).or_default().corner.push(arc);
        }
    }
    cells
}

/// Nothing lies over anything else but where two ways share an end, and crossings are crossings of straight pieces.
fn check(sketch: &Sketch, laid: &Laid) {
    let ends = |arc: usize| {
        let (one, other) = (sketch.arcs[arc].from, sketch.arcs[arc].to);
        if laid.routes[arc].back { (other, one) } else { (one, other) }
    };
    let joined = |one: usize, other: usize| ends(one).0 == ends(other).0 || ends(one).1 == ends(other).1;
    let cells = cells(laid);
    for (at, place) in laid.places.iter().enumerate() {
        let size = sketch.boxes[at];
        assert!(place.x >= 0 && place.y >= 0);
        assert!(place.x + size.cells <= laid.cells && place.y + size.rows <= laid.rows);
        for x in place.x..place.x + size.cells {
            for y in place.y..place.y + size.rows {
                assert!(!cells.contains_key(&(x, y)), "a way runs over box {at} at {x}, {y}");
            }
        }
        for (other, there) in laid.places.iter().enumerate().skip(at + 1) {
            let theirs = sketch.boxes[other];
            let apart = place.x + size.cells <= there.x
                || there.x + theirs.cells <= place.x
                || place.y + size.rows <= there.y
                || there.y + theirs.rows <= place.y;
            assert!(apart, "boxes {at} and {other} lie over each other");
        }
    }
    for (at, cell) in &cells {
        assert!(at.1 >= 0 && at.1 < laid.rows && at.0 >= 0 && at.0 < laid.cells);
        for kind in [&cell.along, &cell.across] {
            for one in kind {
                assert!(kind.iter().all(|other| joined(*one, *other)), "ways lie over each other at {at:?}");
            }
        }
        for one in &cell.corner {
            let all = cell.along.iter().chain(&cell.across);
            assert!({ all }.all(|other| joined(*one, *other)), "a way turns on another at {at:?}");
        }
    }
    for (arc, route) in sketch.arcs.iter().zip(&laid.routes) {
        let (from, to) = if route.back { (arc.to, arc.from) } else { (arc.from, arc.to) };
        let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
        let middle = |at: u32| laid.places[at as usize].y + sketch.boxes[at as usize].rows / 2;
        assert_eq!(
            first,
            Point { x: laid.places[from as usize].x + sketch.boxes[from as usize].cells, y: middle(from) }
        );
        assert_eq!(last, Point { x: laid.places[to as usize].x - 1, y: middle(to) });
    }
}

/// The sheet as text: boxes as their numbers, ways as dots.
fn drawn(sketch: &Sketch, laid: &Laid) -> String {
    let mut rows = vec![vec![' '; laid.cells as usize]; laid.rows as usize];
    for at in cells(laid).keys() {
        rows[at.1 as usize][at.0 as usize] = '.';
    }
    for (at, place) in laid.places.iter().enumerate() {
        let size = sketch.boxes[at];
        for y in place.y..place.y + size.rows {
            for x in place.x..place.x + size.cells {
                rows[y as usize][x as usize] = char::from(b'a' + (at % 26) as u8);
            }
        }
    }
    rows.into_iter().map(|row| row.into_iter().collect::<String>().trim_end().to_owned() + "\n").collect()
}

#[test]
fn a_chain_is_one_straight_line() {
    let chain = sketch(3, 1, &[(0, 1), (1, 2)]);
    let laid = lay_out(&chain, SPACING);
    assert_eq!(drawn(&chain, &laid), "aaaaaa....bbbbbb....cccccc\n");
    assert_eq!(laid.layers, [0, 1, 2]);
}

#[test]
fn one_that_feeds_two_forks_once() {
    let fork = sketch(3, 1, &[(0, 1), (0, 2)]);
    let laid = lay_out(&fork, SPACING);
    check(&fork, &laid);
    // A box between two stands in the row of one of them.
    assert_eq!(laid.places[1].y.abs_diff(laid.places[2].y), 2);
    assert!(laid.places[0].y == laid.places[1].y || laid.places[0].y == laid.places[2].y);
}

#[test]
fn the_strong_path_is_straight() {
    // A ladder with a strong side: 0 -> 2 -> 4 -> 6, fed and left by others.
    let mut ladder = sketch(8, 3, &[(0, 2), (1, 2), (2, 4), (2, 5), (3, 4), (4, 6), (5, 6), (4, 7)]);
    for arc in &mut ladder.arcs {
        arc.strong = [(0, 2), (2, 4), (4, 6)].contains(&(arc.from, arc.to));
    }
    let laid = lay_out(&ladder, SPACING);
    check(&ladder, &laid);
    let rows: Vec<i32> = [0, 2, 4, 6].iter().map(|at| laid.places[*at].y).collect();
    assert!(rows.iter().all(|row| *row == rows[0]), "{rows:?}\n{}", drawn(&ladder, &laid));
}

#[test]
fn a_circle_is_drawn_with_one_way_back() {
    let circle = sketch(3, 3, &[(0, 1), (1, 2), (2, 0)]);
    let laid = lay_out(&circle, SPACING);
    check(&circle, &laid);
    assert_eq!(laid.routes.iter().filter(|it| it.back).count(), 1);
}

#[test]
fn parts_stand_apart_and_single_boxes_in_a_block() {
    let parts = sketch(40, 1, &[(0, 1), (2, 3)]);
    let made = sheet(&parts, SPACING, 80);
    assert_eq!(made.parts[..5], [Some(0), Some(0), Some(1), Some(1), None]);
    // Both parts side by side in the first row; 36 single ones in four rows of ten with a heading above.
    assert_eq!((made.laid.places[0].y, made.laid.places[2].y, made.block), (0, 0, Some(2)));
    assert_eq!((made.laid.places[4].y, made.laid.places[39].y), (3, 9));
    check(&parts, &with_ways(&parts, &made));
}

/// The sheet without the block, whose boxes have no ways.
fn with_ways(_: &Sketch, made: &Sheet) -> Laid {
    made.laid.clone()
}

/// A linear congruential generator (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32 % most
    }
}

#[test]
fn a_thousand_boxes_with_three_thousand_arcs_are_laid_out_the_same_twice() {
    let mut random = Random(7);
    let arcs: Vec<(u32, u32)> = (0..3_000).map(|_| (random.below(1_000), random.below(1_000))).collect();
    let forward: Vec<(u32, u32)> = arcs.iter().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
    let near: Vec<(u32, u32)> = (0..3_000)
        .map(|_| {
            let from = random.below(940);
            (from, from + 1 + random.below(60))
        })
        .collect();
    for arcs in [forward, near] {
        let graph = sketch(1_000, 1, &arcs);
        let made = sheet(&graph, SPACING, 120);
        assert_eq!(made, sheet(&graph, SPACING, 120));
        assert_eq!(made.laid.routes.len(), graph.arcs.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ways_never_lie_over_boxes_or_other_ways(
        boxes in 1_usize..24,
        arcs in proptest::collection::vec((0_u32..24, 0_u32..24), 0..50),
        rows in prop_oneof![Just(1), Just(3), Just(5)],
        width in 1_i32..200,
    ) {
        let arcs: Vec<(u32, u32)> =
            arcs.into_iter().map(|(from, to)| (from % boxes as u32, to % boxes as u32)).collect();
        let graph = sketch(boxes, rows, &arcs);
        for between in [0, 1] {
            let made = sheet(&graph, Spacing { between, channel: 4 }, width);
            check(&graph, &made.laid);
        }
    }
}
