//! Where the reader is in the network, and the window of its sheet that is shown.

use std::rc::Rc;

use super::app::{App, RowKey};
use super::layout;
use crate::plan::{StageIx, Target};
use crate::views::network::{Detail, Network, Point, Scope};

/// What of the network is shown, by id, so that it holds over edits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shown {
    /// Everything.
    #[default]
    All,
    /// What hangs together with an initiative.
    Around(String),
    /// What is critical.
    Critical,
}

/// Where the reader is in the network.
#[derive(Debug, Clone, Default)]
pub struct NetworkState {
    /// How much a box says.
    pub detail: Detail,
    /// What is shown.
    pub shown: Shown,
    /// The corner of the window on the sheet.
    pub origin: (i32, i32),
    /// Whether the window was moved by itself, and may leave the selection out of sight.
    pub adrift: bool,
    /// The link of the selection that is followed first, by the target at its other end and whether that waits.
    pub marked: Option<(Target, bool)>,
}

/// Cells between the selection and the edge of the window, where there is room.
const MARGIN: (i32, i32) = (6, 1);

impl App {
    /// What of the plan the network shows.
    pub fn network_scope(&self) -> Scope {
        match &self.network.shown {
            Shown::All => Scope::All,
            Shown::Around(id) => self.analysis().plan.initiative(id).map_or(Scope::All, Scope::Around),
            Shown::Critical => Scope::Critical,
        }
    }

    /// The node of the cursor, as an index.
    pub fn network_cursor(&self, network: &Network) -> Option<usize> {
        match &self.roadmap.cursor {
            RowKey::Bar(id) => network.number(Target::Initiative(self.analysis().plan.initiative(id)?)),
            RowKey::Lane(id) => {
                let stage = self.analysis().plan.stage(id)?;
                network.number(Target::Gate(stage)).or_else(|| network.number(Target::Stage(stage)))
            }
        }
    }

    /// What the cursor is called on a node.
    pub fn key_of_node(&self, of: Target) -> RowKey {
        let plan = &self.analysis().plan;
        let stage = |stage: StageIx| RowKey::Lane(plan.stages[stage.at()].id.clone());
        match of {
            Target::Initiative(at) => RowKey::Bar(plan.initiatives[at.at()].id.clone()),
            Target::Stage(at) | Target::Gate(at) => stage(at),
        }
    }

    /// The link of the selection that is followed first, as an index.
    pub fn network_marked(&self, network: &Network, cursor: usize) -> Option<usize> {
        let (other, waits) = self.network.marked?;
        let other = network.number(other)?;
        network.wires.iter().position(|wire| {
            let (from, to) = (wire.of.from as usize, wire.of.to as usize);
            (from, to) == if waits { (cursor, other) } else { (other, cursor) }
        })
    }
}

/// The network as it is drawn, the corner of its window, and the size of that.
pub fn window(app: &App) -> (Rc<Network>, (i32, i32), (i32, i32)) {
    let area = layout::frame(ratatui::layout::Rect::new(0, 0, app.size.0, app.size.1)).view;
    let sheet = layout::network(area).sheet;
    let (cells, rows) = (i32::from(sheet.width), i32::from(sheet.height));
    let network = app.network_of(sheet.width);
    let mut origin = app.network.origin;
    if !app.network.adrift
        && let Some(cursor) = app.network_cursor(&network)
    {
        origin = followed(&network, cursor, origin, (cells, rows));
    }
    let most = ((network.cells - cells).max(0), (network.rows - rows).max(0));
    let origin = (origin.0.clamp(0, most.0), origin.1.clamp(0, most.1));
    (network, origin, (cells, rows))
}

/// The corner from which a box is in sight, and what it is joined to where there is room, moving as little as possible.
fn followed(network: &Network, cursor: usize, origin: (i32, i32), window: (i32, i32)) -> (i32, i32) {
    let node = &network.nodes[cursor];
    let (mut left, mut right) = (node.at.x, node.at.x + node.cells);
    let (mut top, mut bottom) = (node.at.y, node.at.y + node.rows);
    let mut around: Vec<(Point, Point)> = network
        .links_of(cursor)
        .into_iter()
        .map(|at| {
            let of = network.wires[at].of;
            let other = &network.nodes[if of.from as usize == cursor { of.to } else { of.from } as usize];
            (other.at, Point { x: other.at.x + other.cells, y: other.at.y + other.rows })
        })
        .collect();
    let middle = node.middle();
    around.sort_by_key(|(at, _)| (at.y - middle).abs() + (at.x - node.at.x).abs());
    for (least, most) in around {
        let wider = (left.min(least.x), right.max(most.x), top.min(least.y), bottom.max(most.y));
        if wider.1 - wider.0 <= window.0 && wider.3 - wider.2 <= window.1 {
            (left, right, top, bottom) = wider;
        }
    }
    let along = |from: i32, least: i32, most: i32, size: i32, margin: i32| {
        let margin = margin.min((size - (most - least)).max(0) / 2);
        let (low, high) = (most + margin - size, least - margin);
        if low > high { high } else { from.clamp(low, high) }
    };
    (along(origin.0, left, right, window.0, MARGIN.0), along(origin.1, top, bottom, window.1, MARGIN.1))
}
