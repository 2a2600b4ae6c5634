//! Marking initiatives: one, a range, all that are shown.

mod pressed;

use std::collections::BTreeSet;

use super::{roadmap, table};
use crate::plan::InitiativeIx;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::marks::Range;
use crate::views::roadmap::RowAt;
use crate::views::table::Line;

pub use pressed::{pressed, sweep, swept_back};

/// Runs a command that marks.
pub fn run(app: &mut App, command: Command) {
    match command {
        Command::Mark => toggle(app),
        Command::MarkUp => extend(app, -1),
        Command::MarkDown => extend(app, 1),
        Command::MarkRange => range(app),
        Command::MarkAll => all(app),
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Marks the initiative under the cursor, or takes its mark away.
pub fn toggle(app: &mut App) {
    let RowKey::Bar(id) = app.roadmap.cursor.clone() else { return };
    app.marks.range = None;
    if !app.marks.ids.remove(&id) {
        app.marks.ids.insert(id);
    }
}

/// Takes every mark away; whether there was one.
pub fn clear(app: &mut App) -> bool {
    let there = !app.marks.ids.is_empty() || app.marks.range.is_some();
    app.marks.ids.clear();
    app.marks.range = None;
    there
}

/// Moves the cursor by a row and marks from where that was begun to where it is.
fn extend(app: &mut App, by: i64) {
    let goes_on = app.marks.range.as_ref().is_some_and(|range| range.last == app.roadmap.cursor);
    if !goes_on {
        begin(app, false);
    }
    match app.view {
        View::Initiatives => table::step(app, by),
        View::Roadmap | View::Money | View::Network | View::Changes | View::Past | View::Problems => {
            roadmap::step(app, by);
        }
    }
    mark_range(app);
}

/// Begins a range that follows the cursor, or ends it.
fn range(app: &mut App) {
    if app.marks.range.take().is_some_and(|range| range.follows) {
        return;
    }
    begin(app, true);
    mark_range(app);
    app.toasts.clear();
    let end = app.keys.after("; ", Command::MarkRange, "ends the range");
    app.say(format!("What the cursor goes over is marked{end}"));
}

fn begin(app: &mut App, follows: bool) {
    let at = app.roadmap.cursor.clone();
    let base = app.marks.ids.clone();
    app.marks.range = Some(Range { anchor: at.clone(), last: at, base, follows });
}

/// Marks everything that passes the filter; when all of that is marked, nothing.
fn all(app: &mut App) {
    app.marks.range = None;
    let passed = app.passed();
    let shown = |at: usize| passed.as_ref().is_none_or(|passed| passed.which[at]);
    let ids: BTreeSet<String> = (app.analysis().plan.initiatives.iter().enumerate())
        .filter(|(at, _)| shown(*at))
        .map(|(_, it)| it.id.clone())
        .collect();
    if ids.is_subset(&app.marks.ids) {
        app.marks.ids.retain(|id| !ids.contains(id));
    } else {
        app.marks.ids.extend(ids);
    }
}

/// After every event: a range that follows the cursor does, another ends when the cursor has gone elsewhere.
pub fn settle(app: &mut App) {
    let Some(range) = &app.marks.range else { return };
    if range.last == app.roadmap.cursor {
        return;
    }
    if range.follows {
        mark_range(app);
    } else {
        app.marks.range = None;
    }
}

/// Marks what stands from the begin of the range to the cursor.
fn mark_range(app: &mut App) {
    let Some(range) = &app.marks.range else { return };
    let ids = match app.view {
        // Boxes stand in no order: what the cursor was on stays marked, and a click marks what lies on the way.
        View::Network if range.follows => {
            id_of(&range.last).into_iter().chain(id_of(&app.roadmap.cursor)).collect()
        }
        View::Network => on_the_way(app, &range.anchor, &app.roadmap.cursor),
        View::Roadmap | View::Initiatives | View::Money | View::Changes | View::Past | View::Problems => {
            between(app, &range.anchor, &app.roadmap.cursor)
        }
    };
    let walked = app.view == View::Network;
    let Some(range) = &mut app.marks.range else { return };
    if walked && range.follows {
        range.base.extend(ids.iter().cloned());
    }
    app.marks.ids = range.base.iter().cloned().chain(ids).collect();
    range.last = app.roadmap.cursor.clone();
}

/// The ids of the initiatives from one row to another, both included, in whichever order they stand.
fn between(app: &App, one: &RowKey, other: &RowKey) -> Vec<String> {
    let plan = &app.analysis().plan;
    let keys: Vec<RowKey> = match app.view {
        View::Initiatives => {
            let bar = |line: &Line| match line {
                Line::Item(at) => Some(RowKey::Bar(plan.initiatives[at.at()].id.clone())),
                Line::Group { .. } => None,
            };
            app.sheet().lines.iter().filter_map(bar).collect()
        }
        View::Roadmap | View::Money | View::Network | View::Changes | View::Past | View::Problems => {
            let rows = app.rows();
            let key = |at| match rows.at(at)? {
                RowAt::Bar(at) => Some(RowKey::Bar(plan.initiatives[at.at()].id.clone())),
                RowAt::Lane(_) => app.key_of(at),
            };
            (0..rows.len()).filter_map(key).collect()
        }
    };
    let place = |wanted: &RowKey| keys.iter().position(|key| key == wanted);
    let (Some(one), Some(other)) = (place(one), place(other)) else { return Vec::new() };
    keys[one.min(other)..=one.max(other)].iter().filter_map(id_of).collect()
}

/// The id of an initiative's row.
fn id_of(key: &RowKey) -> Option<String> {
    match key {
        RowKey::Bar(id) => Some(id.clone()),
        RowKey::Lane(_) => None,
    }
}

/// The ids of what lies on the links from one initiative to another, both included; of two that do not hang together
/// these two.
fn on_the_way(app: &App, one: &RowKey, other: &RowKey) -> Vec<String> {
    let plan = &app.analysis().plan;
    let at = |key: &RowKey| id_of(key).and_then(|id| plan.initiative(&id));
    let (Some(one), Some(other)) = (at(one), at(other)) else {
        return id_of(one).into_iter().chain(id_of(other)).collect();
    };
    let followers = app.followers();
    let behind = |from: InitiativeIx| {
        let (mut seen, mut next) = (BTreeSet::from([from]), vec![from]);
        while let Some(at) = next.pop() {
            next.extend(followers.waiting_for(at).iter().copied().filter(|it| seen.insert(*it)));
        }
        seen
    };
    let (first, last) = if behind(other).contains(&one) { (other, one) } else { (one, other) };
    let between = behind(first).into_iter().filter(|at| behind(*at).contains(&last));
    let all: BTreeSet<InitiativeIx> = between.chain([one, other]).collect();
    all.into_iter().map(|at| plan.initiatives[at.at()].id.clone()).collect()
}
