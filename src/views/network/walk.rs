//! Going about the network along its links.

use super::Network;

/// Where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Along a link, to what is waited for.
    Left,
    /// Along a link, to what waits.
    Right,
    /// To the box above in the layer.
    Up,
    /// To the box below in the layer.
    Down,
}

/// The node after a step, if there is one; `marked` is a link that is followed before others.
///
/// Along the links the nearest other end is taken, the straightest first. Where there is no link to follow, the nearest
/// box on that side of the same row of the sheet.
pub fn step(network: &Network, from: usize, step: Step, marked: Option<usize>) -> Option<usize> {
    match step {
        Step::Left | Step::Right => along(network, from, step == Step::Right, marked)
            .or_else(|| beside(network, from, step == Step::Right)),
        Step::Up | Step::Down => within(network, from, step == Step::Down),
    }
}

/// The other end of a link.
fn along(network: &Network, from: usize, forward: bool, marked: Option<usize>) -> Option<usize> {
    let other = |link: usize| {
        let of = network.wires.get(link)?.of;
        let (own, other) = if forward { (of.from, of.to) } else { (of.to, of.from) };
        (own as usize == from).then_some(other as usize)
    };
    if let Some(to) = marked.and_then(other) {
        return Some(to);
    }
    let here = &network.nodes[from];
    let ends = (0..network.wires.len()).filter_map(|link| Some((link, other(link)?)));
    ends.min_by_key(|(link, to)| {
        let (there, standing) = (&network.nodes[*to], network.wires[*link].of.standing);
        let layers = there.layer.abs_diff(here.layer);
        (std::cmp::Reverse(standing), layers, there.middle().abs_diff(here.middle()), there.at.y)
    })
    .map(|(_, to)| to)
}

/// The nearest box to one side, where no link leads on: of the block of single ones, or of another part.
fn beside(network: &Network, from: usize, forward: bool) -> Option<usize> {
    let here = &network.nodes[from];
    let ahead = |at: &usize| {
        let there = &network.nodes[*at];
        let apart = there.part != here.part || here.part.is_none();
        apart
            && if forward {
                there.at.x >= here.at.x + here.cells
            } else {
                there.at.x + there.cells <= here.at.x
            }
    };
    let level = |at: &usize| {
        let there = &network.nodes[*at];
        there.at.y < here.at.y + here.rows && here.at.y < there.at.y + there.rows
    };
    let nodes = (0..network.nodes.len()).filter(ahead).filter(level);
    nodes.min_by_key(|at| network.nodes[*at].at.x.abs_diff(here.at.x))
}

/// The nearest box above or below: in the same layer, else the nearest of the next part.
fn within(network: &Network, from: usize, down: bool) -> Option<usize> {
    let here = &network.nodes[from];
    let ahead = |at: &usize| {
        let there = &network.nodes[*at];
        *at != from
            && if down { there.at.y >= here.at.y + here.rows } else { there.at.y + there.rows <= here.at.y }
    };
    let nodes = || (0..network.nodes.len()).filter(ahead);
    let distance = |at: &usize| {
        let there = &network.nodes[*at];
        (there.middle().abs_diff(here.middle()), there.at.x.abs_diff(here.at.x), there.at.y)
    };
    let same = |at: &usize| {
        let there = &network.nodes[*at];
        there.part == here.part && there.layer == here.layer
    };
    let column = |at: &usize| {
        let there = &network.nodes[*at];
        let (rows, cells) = (there.middle().abs_diff(here.middle()), there.at.x.abs_diff(here.at.x));
        (rows + 2 * cells, cells, there.at.y)
    };
    nodes().filter(same).min_by_key(distance).or_else(|| nodes().min_by_key(column))
}
