//! A whole graph on one sheet: its connected parts side by side and below one another, and what is joined to nothing in a
//! block of its own.

use super::layout::lay_out;
use super::sketch::{Arc, Laid, Point, Route, Sketch, Spacing};

/// Empty cells and rows between two parts.
const APART: (i32, i32) = (4, 1);

/// A graph on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sheet {
    /// Places, layers and ways as of one part; layers count within their part, and from 0 in the block.
    pub laid: Laid,
    /// Of each box its part, by number; boxes of the block have none.
    pub parts: Vec<Option<u32>>,
    /// The row above the block, which is free for its heading.
    pub block: Option<i32>,
}

/// Lays out a graph; `width` is how many cells of a row are filled before the next is begun.
pub(super) fn sheet(sketch: &Sketch, spacing: Spacing, width: i32) -> Sheet {
    let parts = parts(sketch);
    let mut made = Sheet {
        laid: Laid {
            places: vec![Point { x: 0, y: 0 }; sketch.boxes.len()],
            layers: vec![0; sketch.boxes.len()],
            routes: vec![Route::default(); sketch.arcs.len()],
            cells: 0,
            rows: 0,
        },
        parts: vec![None; sketch.boxes.len()],
        block: None,
    };
    let laid: Vec<(Part, Laid)> = parts
        .joined
        .into_iter()
        .map(|part| (lay_out(&part.sketch, spacing), part))
        .map(|(a, b)| (b, a))
        .collect();
    let width = laid.iter().map(|(_, laid)| laid.cells).max().unwrap_or(0).max(width);
    let (mut x, mut y, mut high) = (0, 0, 0);
    for (number, (part, laid)) in laid.iter().enumerate() {
        if x > 0 && x + laid.cells > width {
            (x, y, high) = (0, y + high + APART.1, 0);
        }
        made.put(part, laid, number as u32, Point { x, y });
        x += laid.cells + APART.0;
        high = high.max(laid.rows);
    }
    made.laid.rows = y + high;
    made.block(sketch, &parts.alone, spacing, width);
    made
}

impl Sheet {
    /// Puts a part at a place.
    fn put(&mut self, part: &Part, laid: &Laid, number: u32, at: Point) {
        let moved = |point: Point| Point { x: point.x + at.x, y: point.y + at.y };
        for (nth, whole) in part.boxes.iter().enumerate() {
            self.laid.places[*whole as usize] = moved(laid.places[nth]);
            self.laid.layers[*whole as usize] = laid.layers[nth];
            self.parts[*whole as usize] = Some(number);
        }
        for (whole, route) in part.arcs.iter().zip(&laid.routes) {
            let points = route.points.iter().copied().map(moved).collect();
            self.laid.routes[*whole as usize] = Route { points, back: route.back };
        }
        self.laid.cells = self.laid.cells.max(at.x + laid.cells);
    }

    /// Puts what is joined to nothing in rows below everything else.
    fn block(&mut self, sketch: &Sketch, alone: &[u32], spacing: Spacing, width: i32) {
        if alone.is_empty() {
            return;
        }
        let cells = alone.iter().map(|at| sketch.boxes[*at as usize].cells).max().unwrap_or(1);
        let rows = alone.iter().map(|at| sketch.boxes[*at as usize].rows).max().unwrap_or(1);
        let across = ((width + 2) / (cells + 2)).max(1);
        let first = if self.laid.rows == 0 { 0 } else { self.laid.rows + 1 };
        self.block = Some(first);
        for (nth, at) in alone.iter().enumerate() {
            let (column, row) = (nth as i32 % across, nth as i32 / across);
            let place = Point { x: column * (cells + 2), y: first + 1 + row * (rows + spacing.between) };
            self.laid.places[*at as usize] = place;
            self.laid.layers[*at as usize] = column as u32;
            self.laid.cells = self.laid.cells.max(place.x + cells);
            self.laid.rows = self.laid.rows.max(place.y + rows);
        }
    }
}

/// A connected part, with the numbers that its boxes and arcs have in the whole.
struct Part {
    sketch: Sketch,
    boxes: Vec<u32>,
    arcs: Vec<u32>,
}

/// The connected parts by their first box, and the boxes that are joined to nothing.
struct Parts {
    joined: Vec<Part>,
    alone: Vec<u32>,
}

fn parts(sketch: &Sketch) -> Parts {
    let boxes = sketch.boxes.len();
    let mut group: Vec<u32> = (0..boxes as u32).collect();
    for arc in &sketch.arcs {
        let (one, other) = (first(&mut group, arc.from), first(&mut group, arc.to));
        let (least, most) = (one.min(other), one.max(other));
        group[most as usize] = least;
    }
    let mut joined = vec![false; boxes];
    for arc in &sketch.arcs {
        joined[arc.from as usize] = true;
        joined[arc.to as usize] = true;
    }
    let mut number = vec![u32::MAX; boxes];
    let mut within = vec![0_u32; boxes];
    let mut parts = Parts { joined: Vec::new(), alone: Vec::new() };
    for at in 0..boxes as u32 {
        if !joined[at as usize] {
            parts.alone.push(at);
            continue;
        }
        let root = first(&mut group, at) as usize;
        if number[root] == u32::MAX {
            number[root] = parts.joined.len() as u32;
            parts.joined.push(Part { sketch: Sketch::default(), boxes: Vec::new(), arcs: Vec::new() });
        }
        let part = &mut parts.joined[number[root] as usize];
        within[at as usize] = part.boxes.len() as u32;
        part.boxes.push(at);
        part.sketch.boxes.push(sketch.boxes[at as usize]);
    }
    for (at, arc) in sketch.arcs.iter().enumerate() {
        let part = &mut parts.joined[number[first(&mut group, arc.from) as usize] as usize];
        let (from, to) = (within[arc.from as usize], within[arc.to as usize]);
        part.sketch.arcs.push(Arc { from, to, strong: arc.strong });
        part.arcs.push(at as u32);
    }
    parts
}

/// The first box of the group that a box is in.
fn first(group: &mut [u32], at: u32) -> u32 {
    let mut at = at as usize;
    while group[at] as usize != at {
        group[at] = group[group[at] as usize];
        at = group[at] as usize;
    }
    at as u32
}
