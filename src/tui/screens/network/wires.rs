//! The links of the network: light lines, heavy ones for the critical path, and bridges where two only cross.

use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::widgets::joint::{DOWN, LEFT, RIGHT, UP, joint};
use crate::views::network::{Network, Point, Standing, Wire};

/// How a link is drawn; the later ones lie over the earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ink {
    Ignored,
    Loose,
    Tight,
    Critical,
    Wrong,
    /// Of the selection; whether it is critical.
    Selected(bool),
    /// Wrong, and of the selection.
    SelectedWrong,
    /// The link that the arrows follow.
    Marked,
}

impl Ink {
    fn of(wire: &Wire, selected: bool, marked: bool) -> Self {
        let wrong = matches!(wire.of.standing, Standing::Broken | Standing::Circular);
        match (wire.of.standing, selected) {
            _ if marked => Self::Marked,
            (_, true) if wrong => Self::SelectedWrong,
            (Standing::Critical, true) => Self::Selected(true),
            (_, true) => Self::Selected(false),
            (Standing::Ignored, false) => Self::Ignored,
            (Standing::Loose, false) => Self::Loose,
            (Standing::Tight, false) => Self::Tight,
            (Standing::Critical, false) => Self::Critical,
            (Standing::Broken | Standing::Circular, false) => Self::Wrong,
        }
    }

    const fn role(self) -> Role {
        match self {
            Self::Ignored | Self::Loose => Role::Faint,
            Self::Tight => Role::Muted,
            Self::Critical | Self::Selected(true) => Role::Critical,
            Self::Wrong | Self::SelectedWrong => Role::Over,
            Self::Selected(false) => Role::Link,
            Self::Marked => Role::Accent,
        }
    }

    const fn heavy(self) -> bool {
        match self {
            Self::Critical | Self::Selected(true) | Self::Marked => true,
            Self::Ignored
            | Self::Loose
            | Self::Tight
            | Self::Wrong
            | Self::Selected(false)
            | Self::SelectedWrong => false,
        }
    }

    const fn dashed(self) -> bool {
        match self {
            Self::Ignored | Self::Wrong | Self::SelectedWrong => true,
            Self::Loose | Self::Tight | Self::Critical | Self::Selected(_) | Self::Marked => false,
        }
    }
}

/// What runs through a cell.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    along: Option<Ink>,
    across: Option<Ink>,
    /// The sides of all lines that turn here.
    turns: u8,
    turning: Option<Ink>,
}

/// The window as cells.
struct Grid {
    cells: Vec<Cell>,
    origin: (i32, i32),
    size: (i32, i32),
}

impl Grid {
    fn cell(&mut self, x: i32, y: i32) -> Option<&mut Cell> {
        let (x, y) = (x - self.origin.0, y - self.origin.1);
        let inside = (0..self.size.0).contains(&x) && (0..self.size.1).contains(&y);
        inside.then(|| &mut self.cells[(y * self.size.0 + x) as usize])
    }

    /// Draws a straight piece without the corners at its ends.
    fn line(&mut self, from: Point, to: Point, along: bool, ink: Ink) {
        let (left, top) = self.origin;
        let (right, bottom) = (left + self.size.0 - 1, top + self.size.1 - 1);
        if along {
            for x in from.x.min(to.x).max(left)..=from.x.max(to.x).min(right) {
                if let Some(cell) = self.cell(x, from.y) {
                    cell.along = cell.along.max(Some(ink));
                }
            }
        } else {
            for y in from.y.min(to.y).max(top)..=from.y.max(to.y).min(bottom) {
                if let Some(cell) = self.cell(from.x, y) {
                    cell.across = cell.across.max(Some(ink));
                }
            }
        }
    }

    fn turn(&mut self, before: Point, at: Point, after: Point, ink: Ink) {
        if let Some(cell) = self.cell(at.x, at.y) {
            cell.turns |= side(at, before) | side(at, after);
            cell.turning = cell.turning.max(Some(ink));
        }
    }
}

/// On which side of a place another lies, in its row or column.
fn side(at: Point, other: Point) -> u8 {
    match (other.x - at.x, other.y - at.y) {
        (x, 0) if x > 0 => RIGHT,
        (x, 0) if x < 0 => LEFT,
        (0, y) if y > 0 => DOWN,
        (0, y) if y < 0 => UP,
        _ => 0,
    }
}

/// Draws the links in the window.
pub fn draw(app: &App, canvas: &mut Canvas, network: &Network, origin: (i32, i32), cursor: Option<usize>) {
    let size = (i32::from(canvas.width()), i32::from(canvas.height()));
    let mut grid = Grid { cells: vec![Cell::default(); (size.0 * size.1) as usize], origin, size };
    let marked = cursor.and_then(|at| app.network_marked(network, at));
    let in_sight: Vec<(&Wire, Ink)> = network
        .wires
        .iter()
        .enumerate()
        .filter(|(_, wire)| {
            let (least, most) = wire.bounds;
            least.x < origin.0 + size.0
                && most.x >= origin.0
                && least.y < origin.1 + size.1
                && most.y >= origin.1
        })
        .map(|(at, wire)| {
            let ends = [wire.of.from as usize, wire.of.to as usize];
            let selected = cursor.is_some_and(|cursor| ends.contains(&cursor));
            (wire, Ink::of(wire, selected, marked == Some(at)))
        })
        .collect();
    for (wire, ink) in &in_sight {
        let last = wire.points.len().saturating_sub(2);
        for (nth, pair) in wire.points.windows(2).enumerate() {
            let (from, to) = (pair[0], pair[1]);
            let way = Point { x: (to.x - from.x).signum(), y: (to.y - from.y).signum() };
            let from = if nth == 0 { from } else { Point { x: from.x + way.x, y: from.y + way.y } };
            let to = if nth == last { to } else { Point { x: to.x - way.x, y: to.y - way.y } };
            // Between two corners side by side there is nothing.
            if way.x * (to.x - from.x) >= 0 && way.y * (to.y - from.y) >= 0 {
                grid.line(from, to, way.y == 0, *ink);
            }
        }
        for three in wire.points.windows(3) {
            grid.turn(three[0], three[1], three[2], *ink);
        }
    }
    for y in 0..size.1 {
        for x in 0..size.0 {
            if let Some((symbol, ink)) = symbol(grid.cells[(y * size.0 + x) as usize]) {
                canvas.symbol(x as u16, y as u16, symbol, ink.role());
            }
        }
    }
    let mut heads: Vec<(Point, Ink, bool)> = in_sight
        .iter()
        .filter_map(|(wire, ink)| {
            let at = if wire.back { wire.points.first() } else { wire.points.last() };
            at.map(|at| (*at, *ink, wire.back))
        })
        .collect();
    heads.sort_by_key(|(_, ink, _)| *ink);
    for (at, ink, back) in heads {
        let (Ok(x), Ok(y)) = (u16::try_from(at.x - origin.0), u16::try_from(at.y - origin.1)) else {
            continue;
        };
        let symbol = match (ink, back) {
            (Ink::Wrong | Ink::SelectedWrong, _) => "‼",
            (_, true) => "◂",
            (_, false) => "▸",
        };
        // What is hardly seen still ends where it ends.
        canvas.symbol(x, y, symbol, if ink == Ink::Loose { Role::Muted } else { ink.role() });
    }
}

/// What a cell shows: a line, a joint, or of two that only cross the one that matters more.
fn symbol(cell: Cell) -> Option<(&'static str, Ink)> {
    let Some(turning) = cell.turning else {
        return match (cell.along, cell.across) {
            (Some(along), Some(across)) if along > across => Some((straight(true, along), along)),
            (_, Some(across)) => Some((straight(false, across), across)),
            (Some(along), None) => Some((straight(true, along), along)),
            (None, None) => None,
        };
    };
    let straight = [(cell.along, LEFT | RIGHT), (cell.across, UP | DOWN)];
    let through = straight.iter().filter(|(ink, _)| ink.is_some());
    let sides = through.fold(cell.turns, |sides, (_, both)| sides | both);
    let ink = straight.iter().filter_map(|(ink, _)| *ink).fold(turning, Ord::max);
    Some((joint(sides, ink.heavy()), ink))
}

const fn straight(along: bool, ink: Ink) -> &'static str {
    match (along, ink.heavy(), ink.dashed()) {
        (true, true, _) => "━",
        (true, false, false) => "─",
        (true, false, true) => "╌",
        (false, true, _) => "┃",
        (false, false, false) => "│",
        (false, false, true) => "╎",
    }
}
