//! Commands of the network: going along its links, what of it is shown, its window, its edits.

use ratatui::layout::Position;

use super::{form, hand, roadmap};
use crate::plan::Target;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::hand::Held;
use crate::tui::layout;
use crate::tui::network::{Shown, window};
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Overlay, Question};
use crate::tui::screens;
use crate::views::network::{Detail, Network, Step, step};

/// Shows the network.
pub fn show(app: &mut App) {
    app.view = View::Network;
    settle(app);
}

/// Sees to it that something is selected, and that it is in sight.
pub fn settle(app: &mut App) {
    app.network.adrift = false;
    app.network.marked = None;
    if app.view != View::Network {
        return;
    }
    let (network, ..) = window(app);
    if app.network_cursor(&network).is_none()
        && let Some(at) = first(app, &network)
    {
        select(app, &network, at);
    }
    remember(app);
}

/// The box to begin with: the first of the stage of the cursor, else the first of all.
fn first(app: &App, network: &Network) -> Option<usize> {
    let plan = &app.analysis().plan;
    let stage = match &app.roadmap.cursor {
        RowKey::Lane(id) => plan.stage(id),
        RowKey::Bar(_) => None,
    };
    let of_stage = |at: &usize| match network.nodes[*at].of {
        crate::plan::Target::Initiative(at) => plan.initiatives[at.at()].stage == stage,
        crate::plan::Target::Stage(_) | crate::plan::Target::Gate(_) => false,
    };
    let nodes = || 0..network.nodes.len();
    nodes().find(|at| stage.is_some() && of_stage(at)).or_else(|| nodes().next())
}

/// Runs a command of the network.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    let (network, origin, size) = window(app);
    let cursor = app.network_cursor(&network);
    match command {
        C::NetLeft => go(app, Step::Left),
        C::NetRight => go(app, Step::Right),
        C::NetUp => go(app, Step::Up),
        C::NetDown => go(app, Step::Down),
        C::NetMark => mark(app, true),
        C::NetMarkBack => mark(app, false),
        C::NetEdit => form::open(app),
        C::NetEditStage => {
            if let RowKey::Lane(id) = app.roadmap.cursor.clone() {
                form::open_item(app, ["stage", &id]);
            }
        }
        C::NetNew => new_after(app),
        C::NetDrop => roadmap::run(app, C::Drop),
        C::NetRemove => {
            // The neighbour that the reader would look at next.
            let next = cursor.and_then(|at| {
                let to = [Step::Left, Step::Down, Step::Up, Step::Right];
                to.into_iter().find_map(|way| step(&network, at, way, None))
            });
            let next = next.map(|at| app.key_of_node(network.nodes[at].of));
            let before = app.revision;
            roadmap::remove(app);
            if let Some(next) = next.filter(|_| app.revision != before) {
                app.roadmap.cursor = next;
            }
            settle(app);
        }
        C::NetAround => {
            let id = app.selected().map(|at| app.analysis().plan.initiatives[at.at()].id.clone());
            let shown = match (&app.network.shown, id) {
                (Shown::Around(_), _) | (_, None) => Shown::All,
                (Shown::All | Shown::Critical, Some(id)) => Shown::Around(id),
            };
            narrow(app, shown);
        }
        C::NetCritical => {
            let shown = if app.network.shown == Shown::Critical { Shown::All } else { Shown::Critical };
            narrow(app, shown);
        }
        C::NetZoomIn => zoom(app, 1),
        C::NetZoomOut => zoom(app, -1),
        C::NetPageUp => scroll(app, 0, -(size.1 * 3 / 4).max(1)),
        C::NetPageDown => scroll(app, 0, (size.1 * 3 / 4).max(1)),
        C::NetEarlier => scroll(app, -(size.0 / 3).max(1), 0),
        C::NetLater => scroll(app, (size.0 / 3).max(1), 0),
        C::NetFirst | C::NetLast => {
            let nodes = 0..network.nodes.len();
            let key = |at: &usize| {
                let node = &network.nodes[*at];
                (node.part.is_none(), node.part, node.layer, node.at.y)
            };
            let at = if command == C::NetFirst {
                nodes.min_by_key(key)
            } else {
                nodes
                    .filter(|at| network.nodes[*at].part.is_some())
                    .max_by_key(key)
                    .or(network.nodes.len().checked_sub(1))
            };
            if let Some(at) = at {
                select(app, &network, at);
            }
        }
        C::NetCentre => {
            if let Some(node) = cursor.map(|at| network.nodes[at]) {
                let middle = (node.at.x + node.cells / 2, node.middle());
                app.network.origin = (middle.0 - size.0 / 2, middle.1 - size.1 / 2);
                app.network.adrift = true;
                app.network.origin = window(app).1;
            }
        }
        // Commands of other contexts never come here.
        _ => app.network.origin = origin,
    }
}

/// Puts the cursor on a box, and brings it into sight.
pub fn select(app: &mut App, network: &Network, at: usize) {
    app.roadmap.cursor = app.key_of_node(network.nodes[at].of);
    app.network.marked = None;
    app.network.adrift = false;
    remember(app);
}

/// Keeps the window where it is drawn.
fn remember(app: &mut App) {
    app.network.origin = window(app).1;
}

fn go(app: &mut App, way: Step) {
    let (network, ..) = window(app);
    let Some(cursor) = app.network_cursor(&network) else {
        settle(app);
        return;
    };
    let marked = app.network_marked(&network, cursor);
    if let Some(to) = step(&network, cursor, way, marked) {
        select(app, &network, to);
    } else {
        app.network.adrift = false;
        remember(app);
    }
}

/// Marks the next link of the selection, or the one before.
fn mark(app: &mut App, forward: bool) {
    let (network, ..) = window(app);
    let Some(cursor) = app.network_cursor(&network) else { return };
    let links = network.links_of(cursor);
    if links.is_empty() {
        app.say("It waits for nothing, and nothing waits for it");
        return;
    }
    let now = app.network_marked(&network, cursor).and_then(|at| links.iter().position(|it| *it == at));
    let next = match (now, forward) {
        (None, true) => 0,
        (None, false) => links.len() - 1,
        (Some(at), true) => (at + 1) % links.len(),
        (Some(at), false) => (at + links.len() - 1) % links.len(),
    };
    let of = network.wires[links[next]].of;
    let waits = of.from as usize == cursor;
    let other = if waits { of.to } else { of.from };
    app.network.marked = Some((network.nodes[other as usize].of, waits));
    app.network.adrift = false;
    remember(app);
}

/// Moves the window; the selection stays where it is, and may leave it.
pub fn scroll(app: &mut App, x: i32, y: i32) {
    let (_, origin, _) = window(app);
    app.network.origin = (origin.0 + x, origin.1 + y);
    app.network.adrift = true;
    remember(app);
}

/// Says more or less in each box.
pub fn zoom(app: &mut App, by: i32) {
    let at = Detail::ALL.iter().position(|detail| *detail == app.network.detail).unwrap_or(0) as i32;
    app.network.detail = Detail::ALL[(at + by).clamp(0, Detail::ALL.len() as i32 - 1) as usize];
    app.network.adrift = false;
    remember(app);
}

/// Shows a part of the network, with what was selected if that is in it.
fn narrow(app: &mut App, shown: Shown) {
    app.network.shown = shown;
    settle(app);
}

/// Shows everything again; whether something was left out.
pub fn widened(app: &mut App) -> bool {
    if app.view != View::Network || app.network.shown == Shown::All {
        return false;
    }
    narrow(app, Shown::All);
    true
}

/// Asks for the title of an initiative that waits for the selected one.
fn new_after(app: &mut App) {
    app.toasts.clear();
    let after = app.selected().map(|at| app.analysis().plan.initiatives[at.at()].id.clone());
    let mut question = Question::new(About::New, &after.map(|id| format!(" after {id}")).unwrap_or_default());
    question.input = question.input.with_cursor(0);
    app.overlays.push(Overlay::Question(question));
}

/// The box under a cell of the screen, as an index.
fn node_at(app: &App, network: &Network, origin: (i32, i32), at: Position) -> Option<usize> {
    let sheet = sheet(app);
    let inside = sheet.contains(at);
    let (x, y) = (i32::from(at.x) - i32::from(sheet.x), i32::from(at.y) - i32::from(sheet.y));
    network.at(x + origin.0, y + origin.1).filter(|_| inside)
}

fn sheet(app: &App) -> ratatui::layout::Rect {
    let frame = layout::frame(ratatui::layout::Rect::new(0, 0, app.size.0, app.size.1));
    layout::network(frame.view).sheet
}

/// The initiative whose box lies under a cell of the screen.
pub fn initiative_at(app: &App, at: Position) -> Option<crate::plan::InitiativeIx> {
    let (network, origin, _) = window(app);
    let node = node_at(app, &network, origin, at)?;
    match network.nodes[node].of {
        Target::Initiative(at) => Some(at),
        Target::Stage(_) | Target::Gate(_) => None,
    }
}

/// Puts the cursor on what was pressed, and leaves the window where it is.
pub fn point(app: &mut App, there: RowKey) {
    let (_, origin, _) = window(app);
    app.roadmap.cursor = there;
    app.network.marked = None;
    app.network.origin = origin;
    app.network.adrift = true;
}

/// A press: on a box selects it, and may drag a link out of it; beside the boxes it may drag the sheet. A double click edits.
pub fn press(app: &mut App, at: Position, twice: bool) {
    if !sheet(app).contains(at) {
        return press_foot(app, at, twice);
    }
    let (network, origin, _) = window(app);
    let Some(node) = node_at(app, &network, origin, at) else {
        return hand::take(app, at, Held::Sheet { origin });
    };
    let there = app.key_of_node(network.nodes[node].of);
    point(app, there);
    match (app.roadmap.cursor.clone(), twice) {
        (RowKey::Bar(_), true) => form::open(app),
        (RowKey::Lane(id), true) => form::open_item(app, ["stage", &id]),
        (RowKey::Bar(id), false) => hand::take(app, at, Held::Link { id, over: None }),
        (RowKey::Lane(_), false) => {}
    }
}

/// A press at the foot: on the name of what the selection waits for or feeds goes there; a double click edits the selection.
fn press_foot(app: &mut App, at: Position, twice: bool) {
    let view = layout::frame(ratatui::layout::Rect::new(0, 0, app.size.0, app.size.1)).view;
    if let Some(of) = screens::network_named_at(app, view, at) {
        let (network, ..) = window(app);
        if let Some(node) = network.number(Target::Initiative(of)) {
            select(app, &network, node);
        }
    } else if twice && app.selected().is_some() {
        form::open(app);
    }
}

/// Moves the window to a corner.
pub fn pan(app: &mut App, origin: (i32, i32)) {
    app.network.origin = origin;
    app.network.adrift = true;
    remember(app);
}

/// After a link was dropped the selection is still in sight.
pub fn after_link(app: &mut App) {
    app.network.marked = None;
    settle(app);
}
