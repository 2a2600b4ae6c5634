//! Marking with the mouse: Ctrl marks what is clicked, Shift or Alt from the cursor to there, and dragging what is gone over.

use ratatui::layout::{Position, Rect};

use super::{begin, mark_range, toggle};
use crate::plan::InitiativeIx;
use crate::tui::app::{App, RowKey, View};
use crate::tui::hand::Held;
use crate::tui::hit::{self, Spot};
use crate::tui::update::{hand, mouse, network, table};

/// A press with Ctrl, or with `range` one with Shift; whether there is something to mark.
///
/// On a stage it marks all that the stage has in sight, or takes these marks away.
pub fn pressed(app: &mut App, view: Rect, at: Position, range: bool) -> bool {
    let busy = app.grab.is_some() || app.linking.is_some() || app.filter.typing || app.table.edit.is_some();
    if busy || !app.overlays.is_empty() || !view.contains(at) {
        return false;
    }
    let Some(there) = under(app, at) else { return false };
    app.hand.click = None;
    if range {
        let goes_on = app.marks.range.as_ref().is_some_and(|range| range.last == app.roadmap.cursor);
        if !goes_on {
            begin(app, false);
        }
        go_to(app, at, there);
        mark_range(app);
    } else {
        go_to(app, at, there.clone());
        match there {
            RowKey::Bar(_) => toggle(app),
            RowKey::Lane(id) => of_stage(app, &id),
        }
    }
    hand::take(app, at, Held::Marks);
    true
}

/// The mouse goes over rows with its button down: they are marked from where it was pressed.
pub fn sweep(app: &mut App, at: Position) {
    let Some(there) = under(app, at).filter(|_| app.view != View::Network) else { return };
    if app.marks.range.is_none() {
        begin(app, false);
    }
    go_to(app, at, there);
    mark_range(app);
}

/// Esc while rows are gone over: what was marked before is.
pub fn swept_back(app: &mut App) {
    if let Some(range) = app.marks.range.take() {
        app.marks.ids = range.base;
    }
}

/// What of the view lies under the mouse and can be marked.
fn under(app: &App, at: Position) -> Option<RowKey> {
    let bar = |of: InitiativeIx| RowKey::Bar(app.analysis().plan.initiatives[of.at()].id.clone());
    match app.view {
        View::Roadmap => match hit::roadmap(app, at) {
            Spot::Row { row, .. } => app.key_of(row),
            Spot::Nothing | Spot::Year(_) | Spot::Divider(_) | Spot::Detail => None,
        },
        View::Initiatives => table::initiative_at(app, at).map(bar),
        View::Network => network::initiative_at(app, at).map(bar),
        View::Money | View::Changes | View::Past | View::Problems => None,
    }
}

/// Puts the cursor there, which stays where it is on the screen.
fn go_to(app: &mut App, at: Position, there: RowKey) {
    match (app.view, hit::roadmap(app, at)) {
        (View::Roadmap, Spot::Row { row, .. }) => mouse::roadmap::select(app, row),
        (View::Network, _) => network::point(app, there),
        _ => app.roadmap.cursor = there,
    }
}

/// Marks all of a stage that is shown; when all are, takes their marks away.
fn of_stage(app: &mut App, id: &str) {
    let analysis = app.analysis();
    let plan = &analysis.plan;
    let stage = plan.stage(id);
    let passed = app.passed();
    let shown = |at: usize| passed.as_ref().is_none_or(|passed| passed.which[at]);
    let of_it = plan.initiatives.iter().enumerate().filter(|(at, it)| it.stage == stage && shown(*at));
    let ids: Vec<String> = of_it.map(|(_, it)| it.id.clone()).collect();
    if ids.iter().all(|id| app.marks.ids.contains(id)) {
        app.marks.ids.retain(|id| !ids.contains(id));
    } else {
        app.marks.ids.extend(ids);
    }
}
