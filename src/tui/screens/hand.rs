//! What the mouse draws while it drags a link: a line from the handle of a bar, or from a box, to where the mouse is; and the line
//! between rows where a row would be put.

use ratatui::layout::{Position, Rect};

use crate::plan::{InitiativeIx, Target};
use crate::theme::Role;
use crate::tui::app::{App, RowKey, View};
use crate::tui::canvas::Canvas;
use crate::tui::hand::{Held, Over};
use crate::tui::hit::BarCells;
use crate::tui::layout;
use crate::tui::network::window;
use crate::tui::screens::scale;
use crate::tui::update::roadmap_parts;

/// The role of an initiative on which a link would be dropped: whether that can be.
pub fn target(app: &App, id: &str) -> Option<Role> {
    match &app.hand.dragged()?.held {
        Held::Link { over: Some(over), .. } if matches!(&over.of, RowKey::Bar(of) if of == id) => {
            Some(role(over))
        }
        Held::Link { .. }
        | Held::Row { .. }
        | Held::Stage { .. }
        | Held::Nothing
        | Held::Marks
        | Held::Bar { .. }
        | Held::Divider { .. }
        | Held::Sheet { .. } => None,
    }
}

/// The role of the row of an initiative where another row would be put.
pub fn place(app: &App, id: &str) -> Option<Role> {
    put(app).filter(|over| matches!(&over.of, RowKey::Bar(of) if of == id)).map(role)
}

/// The role of the row of a stage where another row would be put.
pub fn place_of_stage(app: &App, id: &str) -> Option<Role> {
    put(app).filter(|over| matches!(&over.of, RowKey::Lane(of) if of == id)).map(role)
}

fn role(over: &Over) -> Role {
    if over.change.is_ok() { Role::Accent } else { Role::Over }
}

/// Where a row that is dragged would be put.
fn put(app: &App) -> Option<&Over> {
    match &app.hand.dragged()?.held {
        Held::Row { over, .. } => over.as_ref(),
        Held::Link { .. }
        | Held::Stage { .. }
        | Held::Nothing
        | Held::Marks
        | Held::Bar { .. }
        | Held::Divider { .. }
        | Held::Sheet { .. } => None,
    }
}

/// Draws the line between rows at which a row that is dragged would be put; `line` says in which line an initiative stands,
/// `first` is that of the canvas's uppermost row.
pub fn place_line(app: &App, canvas: &mut Canvas, first: i64, line: impl Fn(InitiativeIx) -> Option<usize>) {
    let held = app.hand.dragged().map(|drag| &drag.held);
    let Some(Held::Row { of: RowKey::Bar(id), over: Some(over) }) = held else { return };
    let RowKey::Bar(onto) = &over.of else { return };
    let plan = &app.analysis().plan;
    let (Some(id), Some(onto)) = (plan.initiative(id), plan.initiative(onto)) else { return };
    // In another stage the row that is marked says where; there is no order between the two.
    if plan.initiatives[id.at()].stage != plan.initiatives[onto.at()].stage {
        return;
    }
    let (Some(from), Some(to)) = (line(id), line(onto)) else { return };
    let (from, to, role) = (from as i64, to as i64, role(over));
    // What goes down is put behind the row, what goes up before it.
    let above = if from < to { to } else { to - 1 };
    if let Ok(y) = u16::try_from(above - first) {
        canvas.underline(y, role);
    }
}

/// Draws the line of a link that is dragged, inside the view.
pub fn draw(app: &App, canvas: &mut Canvas, view: Rect) {
    let Some(drag) = app.hand.dragged() else { return };
    let Held::Link { id, over } = &drag.held else { return };
    let Some((from, area)) = origin(app, id, view) else { return };
    let role = match over {
        Some(Over { change: Err(_), .. }) => Role::Over,
        Some(Over { change: Ok(_), .. }) | None => Role::Accent,
    };
    let to = Position {
        x: drag.at.x.clamp(area.x, area.right().saturating_sub(1)),
        y: drag.at.y.clamp(area.y, area.bottom().saturating_sub(1)),
    };
    let mut put = |x: u16, y: u16, symbol: &str| {
        if area.contains(Position { x, y }) {
            canvas.symbol(x - canvas.area.x, y - canvas.area.y, symbol, role);
        }
    };
    let (down, right) = (to.y > from.y, to.x > from.x);
    for y in from.y.min(to.y)..=from.y.max(to.y) {
        put(from.x, y, "│");
    }
    if to.x != from.x {
        for x in from.x.min(to.x)..=from.x.max(to.x) {
            put(x, to.y, "─");
        }
        match (to.y == from.y, down, right) {
            (true, ..) => {}
            (false, true, true) => put(from.x, to.y, "╰"),
            (false, true, false) => put(from.x, to.y, "╯"),
            (false, false, true) => put(from.x, to.y, "╭"),
            (false, false, false) => put(from.x, to.y, "╮"),
        }
    }
    put(from.x, from.y, "○");
    // Where the mouse is beside the rows, the line ends without pointing at anything.
    let head = match (to.x == from.x, right, down) {
        _ if to != drag.at => return,
        _ if role == Role::Over => "✗",
        (false, true, _) => "▸",
        (false, false, _) => "◂",
        (true, _, true) => "▾",
        (true, _, false) => "▴",
    };
    put(to.x, to.y, head);
}

/// Where the link begins, and the part of the screen in which it is drawn.
fn origin(app: &App, id: &str, view: Rect) -> Option<(Position, Rect)> {
    let at = app.analysis().plan.initiative(id)?;
    let inside = |x: i64, y: i64, area: Rect| Position {
        x: (x + i64::from(area.x)).clamp(i64::from(area.left()), i64::from(area.right()) - 1) as u16,
        y: (y + i64::from(area.y)).clamp(i64::from(area.top()), i64::from(area.bottom()) - 1) as u16,
    };
    match app.view {
        View::Roadmap => {
            let parts = roadmap_parts(app);
            let rows = app.rows();
            let height = usize::from(parts.rows.height);
            let top = layout::scrolled(app.roadmap.top, app.cursor_row(&rows), height, rows.len());
            let placed = app.analysis().schedule.placed(at)?;
            let area = Rect { x: parts.rows.x + parts.list + 1, width: parts.calendar, ..parts.rows };
            let cell = BarCells::of(&scale(app, parts.calendar), placed).handle();
            let row = rows.row_of(at) as i64 - top as i64;
            (area.width > 0 && area.height > 0).then(|| (inside(cell, row, area), area))
        }
        View::Network => {
            let (network, origin, _) = window(app);
            let node = network.nodes[network.number(Target::Initiative(at))?];
            let area = layout::network(view).sheet;
            let (x, y) = (node.at.x + node.cells - origin.0, node.middle() - origin.1);
            (area.width > 0 && area.height > 0).then(|| (inside(i64::from(x), i64::from(y), area), area))
        }
        View::Money | View::Initiatives | View::Changes | View::Past | View::Problems => None,
    }
}
