//! Boxes and arcs to be laid out, and where they end up: a graph without a plan.

/// A graph of boxes; the order of the boxes is the order in which ties are settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sketch {
    /// How large each box is.
    pub boxes: Vec<Size>,
    /// What points to what: no arc twice, none from a box to itself. Circles are allowed.
    pub arcs: Vec<Arc>,
}

/// How large a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Its width in cells, at least one.
    pub cells: i32,
    /// Its height in rows, an odd number: arcs meet it in the middle.
    pub rows: i32,
}

/// An arc between two boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The box that it leaves.
    pub from: u32,
    /// The box that it enters.
    pub to: u32,
    /// Whether it should be straight before others are.
    pub strong: bool,
}

/// A place in cells and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The column.
    pub x: i32,
    /// The row.
    pub y: i32,
}

/// The way of an arc: its corners from the cell behind one box to the cell before another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Route {
    /// Both ends and each corner, every one on the row or in the column of the one before.
    pub points: Vec<Point>,
    /// Whether the arc runs against its way, from the right to the left: it closes a circle.
    pub back: bool,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Laid {
    /// Of each box its upper left corner.
    pub places: Vec<Point>,
    /// Of each box its layer, from 0.
    pub layers: Vec<u32>,
    /// Of each arc its way.
    pub routes: Vec<Route>,
    /// How many cells it all takes.
    pub cells: i32,
    /// How many rows it all takes.
    pub rows: i32,
}

/// Distances that a layout keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spacing {
    /// Empty rows between two boxes.
    pub between: i32,
    /// Cells between the columns of two layers, at least.
    pub channel: i32,
}
