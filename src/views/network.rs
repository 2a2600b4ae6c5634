//! The network as data: dependencies as layered boxes, with the way of every link.
//!
//! Layout is computed here and nowhere else, in cells and rows of an unbounded sheet, so that a screen shows a window of it.
//! What waits stands to the right of what it waits for; the critical path is kept straight before anything else.

mod channel;
mod graph;
mod layers;
mod layout;
mod order;
mod rails;
mod rows;
mod sheet;
mod sketch;
#[cfg(test)]
mod tests;
mod walk;

pub use graph::{Dependency, Graph, Scope, Standing, critical};
pub use sketch::Point;
pub use walk::{Step, step};

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::analysis::Analysis;
use crate::display::{harmless, width};
use crate::plan::{InitiativeIx, Target};
use sketch::{Arc, Size, Sketch, Spacing};

/// How much a box says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Detail {
    /// One line: code and title.
    Line,
    /// Three lines: code and state, title, dates.
    #[default]
    Card,
    /// Five lines: also slack and cost.
    Wide,
}

impl Detail {
    /// From the least to the most.
    pub const ALL: [Self; 3] = [Self::Line, Self::Card, Self::Wide];

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Card => "card",
            Self::Wide => "wide",
        }
    }

    /// Rows of a box.
    pub const fn rows(self) -> i32 {
        match self {
            Self::Line => 1,
            Self::Card => 3,
            Self::Wide => 5,
        }
    }

    /// Columns of a box: at least and at most.
    const fn cells(self) -> (i32, i32) {
        match self {
            Self::Line => (10, 26),
            Self::Card => (18, 28),
            Self::Wide => (30, 36),
        }
    }

    const fn spacing(self) -> Spacing {
        match self {
            Self::Line => Spacing { between: 0, channel: 4 },
            Self::Card => Spacing { between: 0, channel: 5 },
            Self::Wide => Spacing { between: 1, channel: 6 },
        }
    }
}

/// A box of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// What it stands for.
    pub of: Target,
    /// Its upper left corner.
    pub at: Point,
    /// Its width.
    pub cells: i32,
    /// Its height.
    pub rows: i32,
    /// Its layer within its part of the graph, from 0; in the block of what is joined to nothing its column.
    pub layer: u32,
    /// Its part of the graph; `None`: it is joined to nothing.
    pub part: Option<u32>,
}

impl Node {
    /// The row in which links meet it.
    pub fn middle(&self) -> i32 {
        self.at.y + self.rows / 2
    }
}

/// A link of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wire {
    /// Both ends, and how it stands.
    pub of: Dependency,
    /// Its corners, from the cell behind one box to the cell before another: from the left to the right.
    pub points: Vec<Point>,
    /// Whether it runs from the right to the left: it closes a circle.
    pub back: bool,
    /// The least and the greatest place that it touches.
    pub bounds: (Point, Point),
}

/// A plan's network, laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The links between them.
    pub wires: Vec<Wire>,
    /// How many cells it takes.
    pub cells: i32,
    /// How many rows it takes.
    pub rows: i32,
    /// The row of the heading above what is joined to nothing, and how many that are.
    pub alone: Option<(i32, usize)>,
    numbers: BTreeMap<Target, u32>,
    laying: Rc<Laying>,
}

/// What was laid out, and how it came to lie: the same is not laid out twice.
#[derive(Debug, PartialEq, Eq)]
struct Laying {
    sketch: Sketch,
    spacing: Spacing,
    cells: u16,
    sheet: sheet::Sheet,
}

/// The network of a plan, in boxes of a size, in rows of about a width.
pub fn network(analysis: &Analysis, scope: Scope, detail: Detail, cells: u16) -> Network {
    network_again(None, analysis, scope, detail, cells)
}

/// The same, given the network of another revision: boxes stay where they are as long as they are as large, and linked alike.
pub fn network_again(
    before: Option<&Network>,
    analysis: &Analysis,
    scope: Scope,
    detail: Detail,
    cells: u16,
) -> Network {
    let graph = Graph::of(analysis, scope);
    let boxes = graph.nodes.iter().map(|node| size(analysis, *node, detail)).collect();
    let strong = |arc: &Dependency| matches!(arc.standing, Standing::Critical);
    let arcs = graph.arcs.iter().map(|arc| Arc { from: arc.from, to: arc.to, strong: strong(arc) }).collect();
    let (sketch, spacing) = (Sketch { boxes, arcs }, detail.spacing());
    let laying = before
        .map(|before| &before.laying)
        .filter(|it| (&it.sketch, it.spacing, it.cells) == (&sketch, spacing, cells))
        .cloned()
        .unwrap_or_else(|| {
            let sheet = sheet::sheet(&sketch, spacing, i32::from(cells));
            Rc::new(Laying { sketch, spacing, cells, sheet })
        });
    let sheet = &laying.sheet;
    let nodes: Vec<Node> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(at, of)| {
            let Size { cells, rows } = size(analysis, *of, detail);
            Node {
                of: *of,
                at: sheet.laid.places[at],
                cells,
                rows,
                layer: sheet.laid.layers[at],
                part: sheet.parts[at],
            }
        })
        .collect();
    let wires = graph.arcs.iter().zip(&sheet.laid.routes).map(|(of, route)| {
        let xs = || route.points.iter().map(|it| it.x);
        let ys = || route.points.iter().map(|it| it.y);
        let least = Point { x: xs().min().unwrap_or(0), y: ys().min().unwrap_or(0) };
        let most = Point { x: xs().max().unwrap_or(0), y: ys().max().unwrap_or(0) };
        Wire { of: *of, back: route.back, bounds: (least, most), points: route.points.clone() }
    });
    let alone = nodes.iter().filter(|node| node.part.is_none()).count();
    Network {
        wires: wires.collect(),
        cells: sheet.laid.cells,
        rows: sheet.laid.rows,
        alone: sheet.block.map(|row| (row, alone)),
        numbers: nodes.iter().enumerate().map(|(at, node)| (node.of, at as u32)).collect(),
        nodes,
        laying: laying.clone(),
    }
}

impl Network {
    /// The number of a node.
    pub fn number(&self, of: Target) -> Option<usize> {
        self.numbers.get(&of).map(|at| *at as usize)
    }

    /// The node of an initiative.
    pub fn node(&self, of: InitiativeIx) -> Option<&Node> {
        self.number(Target::Initiative(of)).map(|at| &self.nodes[at])
    }

    /// The box at a place.
    pub fn at(&self, x: i32, y: i32) -> Option<usize> {
        let hit = |node: &Node| {
            (node.at.x..node.at.x + node.cells).contains(&x)
                && (node.at.y..node.at.y + node.rows).contains(&y)
        };
        self.nodes.iter().position(hit)
    }

    /// The links of a node, as indices: those that enter it, then those that leave it, each from the top down.
    pub fn links_of(&self, node: usize) -> Vec<usize> {
        let node = node as u32;
        let mut links: Vec<usize> = (0..self.wires.len())
            .filter(|at| [self.wires[*at].of.from, self.wires[*at].of.to].contains(&node))
            .collect();
        links.sort_by_key(|at| {
            let of = self.wires[*at].of;
            let leaves = of.from == node;
            let other = &self.nodes[if leaves { of.to } else { of.from } as usize];
            (leaves, other.at.y, other.at.x)
        });
        links
    }
}

/// How large the box of a node is.
fn size(analysis: &Analysis, node: Target, detail: Detail) -> Size {
    let (least, most) = detail.cells();
    let title = |title: &str| width(&harmless(title)).min(200) as i32;
    match node {
        Target::Initiative(at) => {
            let of = &analysis.plan.initiatives[at.at()];
            let code = of.code.as_deref().map_or(0, |code| title(code) + 1);
            let wanted = match detail {
                Detail::Line => title(&of.title) + code + 6,
                Detail::Card | Detail::Wide => title(&of.title) + 4,
            };
            Size { cells: wanted.clamp(least, most), rows: detail.rows() }
        }
        Target::Stage(stage) | Target::Gate(stage) => {
            let stage = &analysis.plan.stages[stage.at()];
            let name = match node {
                Target::Gate(_) => stage.gate.as_ref().map_or(stage.title.as_str(), |gate| &gate.title),
                Target::Stage(_) | Target::Initiative(_) => &stage.title,
            };
            Size { cells: (title(name) + 2).clamp(4, most), rows: 1 }
        }
    }
}
