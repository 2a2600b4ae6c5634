//! One connected graph, laid out from left to right: layers, orders, rows, channels, and the ways of its arcs.

use super::channel::{Trunk, Way, trunks};
use super::layers::Layering;
use super::order::Order;
use super::rails::Rails;
use super::rows::rows;
use super::sketch::{Laid, Point, Route, Sketch, Spacing};

/// Up to how many columns of a channel stand two cells apart.
const LOOSE: i32 = 8;

/// Lays a graph out; the same graph is always laid out the same.
pub(super) fn lay_out(sketch: &Sketch, spacing: Spacing) -> Laid {
    let layering = Layering::of(sketch);
    let rails = Rails::of(sketch, &layering);
    let order = Order::of(&rails, layering.count);
    let mut rows = rows(sketch, &rails, &order, spacing);
    let channels: Vec<Channel> = order.layers.iter().map(|layer| Channel::of(&rails, &rows, layer)).collect();
    // A detour may lie above everything.
    let top = channels.iter().map(|it| it.least).min().unwrap_or(0).min(0);
    for row in &mut rows {
        *row -= top;
    }
    let mut begins = Vec::with_capacity(channels.len());
    let mut x = 0;
    for (layer, channel) in order.layers.iter().zip(&channels) {
        let boxes = layer.iter().filter(|at| !rails.is_rail(**at));
        let widest = boxes.map(|at| sketch.boxes[*at as usize].cells).max().unwrap_or(1);
        begins.push((x, x + widest));
        x += widest + channel.cells(spacing);
    }
    let places = (0..sketch.boxes.len())
        .map(|at| Point {
            x: begins[rails.layer[at] as usize].0,
            y: rows[at] - (sketch.boxes[at].rows - 1) / 2,
        })
        .collect();
    let made = Made { sketch, rails: &rails, rows: &rows, channels: &channels, begins: &begins, top };
    let routes = sketch.arcs.iter().zip(&layering.turned).map(|(arc, turned)| {
        let (from, to) = if *turned { (arc.to, arc.from) } else { (arc.from, arc.to) };
        made.route(from, to, *turned)
    });
    let routes: Vec<Route> = routes.collect();
    let boxes = (0..sketch.boxes.len()).map(|at| rows[at] + (sketch.boxes[at].rows - 1) / 2);
    let lowest = routes.iter().flat_map(|it| &it.points).map(|it| it.y).chain(boxes).max().unwrap_or(0);
    Laid {
        places,
        cells: begins.last().map_or(0, |(_, end)| *end),
        layers: layering.layers,
        routes,
        rows: lowest + 1,
    }
}

/// The channel behind a layer.
struct Channel {
    /// Of each vertex of the layer how its way runs, by its number.
    trunks: Vec<(u32, Trunk)>,
    /// How many columns it has.
    columns: i32,
    /// The least row that it uses.
    least: i32,
}

impl Channel {
    fn of(rails: &Rails, rows: &[i32], layer: &[u32]) -> Self {
        let mut leaving: Vec<u32> =
            layer.iter().copied().filter(|at| !rails.next.at(*at).is_empty()).collect();
        let ways: Vec<Way> = leaving
            .iter()
            .map(|at| {
                let mut to: Vec<i32> = rails.next.at(*at).iter().map(|it| rows[*it as usize]).collect();
                to.sort_unstable();
                Way { from: rows[*at as usize], to }
            })
            .collect();
        let (trunks, columns) = trunks(&ways);
        let least = trunks.iter().map(|trunk| match trunk {
            Trunk::Over { row, .. } => *row,
            Trunk::Straight | Trunk::At(_) => 0,
        });
        let least = least.min().unwrap_or(0);
        let mut trunks: Vec<(u32, Trunk)> = leaving.drain(..).zip(trunks).collect();
        trunks.sort_unstable_by_key(|(at, _)| *at);
        Self { trunks, columns, least }
    }

    /// How its vertex leaves.
    fn trunk(&self, vertex: u32) -> Trunk {
        let at = self.trunks.binary_search_by_key(&vertex, |(at, _)| *at);
        at.map_or(Trunk::Straight, |at| self.trunks[at].1)
    }

    /// From one column to the next.
    fn pitch(&self) -> i32 {
        if self.columns <= LOOSE { 2 } else { 1 }
    }

    /// How wide it is: an empty cell or two at both ends, and the head of the arcs.
    fn cells(&self, spacing: Spacing) -> i32 {
        spacing.channel.max((self.columns - 1).max(0) * self.pitch() + 4)
    }

    /// A column as a cell, counted from the begin of the channel.
    fn cell(&self, column: i32) -> i32 {
        1 + column * self.pitch()
    }
}

/// All that the ways of the arcs are made of.
struct Made<'a> {
    sketch: &'a Sketch,
    rails: &'a Rails,
    rows: &'a [i32],
    channels: &'a [Channel],
    begins: &'a [(i32, i32)],
    top: i32,
}

impl Made<'_> {
    /// The way from one box to another of a later layer.
    fn route(&self, from: u32, to: u32, back: bool) -> Route {
        let row = |at: u32| self.rows[at as usize];
        let start = self.begins[self.rails.layer[from as usize] as usize].0;
        let first = Point { x: start + self.sketch.boxes[from as usize].cells, y: row(from) };
        let end = Point { x: self.begins[self.rails.layer[to as usize] as usize].0 - 1, y: row(to) };
        let mut points = vec![first];
        let mut at = from;
        for next in self.rails.between(from, to).chain([to]) {
            let layer = self.rails.layer[at as usize] as usize;
            let channel = &self.channels[layer];
            let cell = |column| self.begins[layer].1 + channel.cell(column);
            match channel.trunk(at) {
                Trunk::At(column) if row(at) != row(next) => {
                    points.push(Point { x: cell(column), y: row(at) });
                    points.push(Point { x: cell(column), y: row(next) });
                }
                Trunk::Over { first, row: over, second } => {
                    let over = over - self.top;
                    points.push(Point { x: cell(first), y: row(at) });
                    points.push(Point { x: cell(first), y: over });
                    points.push(Point { x: cell(second), y: over });
                    points.push(Point { x: cell(second), y: row(next) });
                }
                Trunk::Straight | Trunk::At(_) => {}
            }
            at = next;
        }
        points.push(end);
        Route { points, back }
    }
}
