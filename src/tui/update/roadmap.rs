//! Commands of the roadmap.

use ratatui::layout::{Position, Rect};

use super::edits::{held_words, make};
use super::{form, grab};
use crate::edit::{Change, Edit, Value};
use crate::plan::InitiativeIx;
use crate::revise;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::layout::{self, RoadmapLayout};
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Overlay, Question};
use crate::tui::screens;
use crate::units::{Day, Duration, Offset, TimeUnit};
use crate::views::scale::{TimeScale, Zoom};

/// The parts of the roadmap in the terminal there is.
pub fn parts(app: &App) -> RoadmapLayout {
    let frame = layout::frame(Rect::new(0, 0, app.size.0, app.size.1));
    layout::roadmap(frame.view, app.strip_envelope().is_some(), app.splits)
}

/// Runs a command of the roadmap.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    let page = i64::from(parts(app).rows.height.saturating_sub(2).max(1));
    match command {
        C::Up => step(app, -1),
        C::Down => step(app, 1),
        C::PageUp => step(app, -page),
        C::PageDown => step(app, page),
        C::First => step(app, i64::MIN / 2),
        C::Last => step(app, i64::MAX / 2),
        C::ScrollEarlier => scroll_time(app, -1, 4),
        C::ScrollLater => scroll_time(app, 1, 4),
        C::ZoomIn => zoom(app, -1),
        C::ZoomOut => zoom(app, 1),
        C::ZoomDay => zoom_to(app, Zoom::Day),
        C::ZoomMonth => zoom_to(app, Zoom::Month),
        C::ZoomQuarter => zoom_to(app, Zoom::Quarter),
        C::ZoomYear => zoom_to(app, Zoom::Year),
        C::ZoomFit => zoom_to(app, Zoom::Fit),
        C::Today => show_day(app, app.today),
        C::Centre => centre(app),
        C::Fold => fold(app),
        C::FoldAll => {
            let stages = app.analysis().plan.stages.iter().map(|stage| stage.id.clone());
            let all: Vec<String> = stages.chain([String::new()]).collect();
            app.roadmap.folded = all.into_iter().collect();
            to_lane(app);
        }
        C::UnfoldAll => app.roadmap.folded.clear(),
        C::SlackAll => app.roadmap.slack_of_all = !app.roadmap.slack_of_all,
        C::NextEnvelope => next_envelope(app),
        C::NudgeDayEarlier => shift(app, -1, TimeUnit::Day),
        C::NudgeDayLater => shift(app, 1, TimeUnit::Day),
        C::NudgeWeekEarlier => shift(app, -1, TimeUnit::Week),
        C::NudgeWeekLater => shift(app, 1, TimeUnit::Week),
        C::NudgeEarlier => shift(app, -1, TimeUnit::Month),
        C::NudgeLater => shift(app, 1, TimeUnit::Month),
        C::QuarterEarlier => shift(app, -3, TimeUnit::Month),
        C::QuarterLater => shift(app, 3, TimeUnit::Month),
        C::Shorter => lengthen(app, -1),
        C::Longer => lengthen(app, 1),
        C::Grab => take(app),
        C::EditItem => form::open(app),
        C::EditStage => {
            if let RowKey::Lane(id) = app.roadmap.cursor.clone() {
                form::open_item(app, ["stage", &id]);
            }
        }
        C::New => {
            app.toasts.clear();
            app.overlays.push(Overlay::Question(Question::new(About::New, "")));
        }
        C::Remove => remove(app),
        C::Drop => drop_out(app),
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Moves the cursor by rows.
pub fn step(app: &mut App, by: i64) {
    let rows = app.rows();
    let last = rows.len().saturating_sub(1) as i64;
    let to = (app.cursor_row(&rows) as i64).saturating_add(by).clamp(0, last) as usize;
    if let Some(key) = app.key_of(to) {
        app.roadmap.cursor = key;
    }
    keep_in_sight(app);
}

/// Scrolls rows so that the cursor is in sight.
pub fn keep_in_sight(app: &mut App) {
    let rows = app.rows();
    let (cursor, count) = (app.cursor_row(&rows), rows.len());
    let height = usize::from(parts(app).rows.height);
    // The lane of the first initiative comes into sight with it.
    let wanted = if cursor == 1 { 0 } else { cursor };
    let top = layout::scrolled(app.roadmap.top, wanted, height, count);
    app.roadmap.top = layout::scrolled(top, cursor, height, count);
}

/// Scrolls rows under the cursor, which goes along when it would leave what is in sight.
pub fn scroll_rows(app: &mut App, by: i64) {
    let rows = app.rows();
    let height = usize::from(parts(app).rows.height).max(1);
    let (cursor, count) = (app.cursor_row(&rows), rows.len());
    let top = layout::scrolled(app.roadmap.top, cursor, height, count);
    let last = count.saturating_sub(height) as i64;
    let to = (top as i64 + by).clamp(0, last) as usize;
    let seen = cursor.clamp(to, (to + height - 1).min(count.saturating_sub(1)).max(to));
    app.roadmap.top = to;
    if let Some(key) = app.key_of(seen).filter(|_| seen != cursor) {
        app.roadmap.cursor = key;
    }
}

/// Scrolls time by a part of what is in sight.
pub fn scroll_time(app: &mut App, way: i32, part: i64) {
    let scale = screens::scale(app, parts(app).calendar);
    if app.roadmap.zoom == Zoom::Fit {
        app.toasts.clear();
        app.say("The whole plan is in sight; + zooms in");
        return;
    }
    app.roadmap.first = scale.moved(way, part);
}

/// Zooms so that the start of the selected bar stays where it is on the screen.
fn zoom(app: &mut App, way: i32) {
    let zoom = beside(app, way);
    zoom_to(app, zoom);
}

/// Zooms so that what is under the mouse stays there.
pub fn zoom_at(app: &mut App, way: i32, at: Position) {
    let parts = parts(app);
    let cell = at.x.saturating_sub(parts.rows.x + parts.list + 1).min(parts.calendar.saturating_sub(1));
    let day = screens::scale(app, parts.calendar).day_at(i64::from(cell));
    let zoom = beside(app, way);
    zoom_around(app, zoom, day, i64::from(cell));
}

/// The zoom that shows the next more or less of time than the present one. The whole plan may be more or less than years.
fn beside(app: &App, way: i32) -> Zoom {
    let width = parts(app).calendar;
    let (begin, end) = app.span();
    let days = |zoom: Zoom| TimeScale::zoomed(zoom, app.roadmap.first, begin, end, width).days();
    let now = days(app.roadmap.zoom);
    let others = Zoom::ALL.into_iter().filter(|zoom| *zoom != app.roadmap.zoom);
    let next = if way < 0 {
        others.filter(|zoom| days(*zoom) < now).max_by_key(|zoom| days(*zoom))
    } else {
        others.filter(|zoom| days(*zoom) > now).min_by_key(|zoom| days(*zoom))
    };
    next.unwrap_or(app.roadmap.zoom)
}

/// Changes the zoom so that the selected bar's start stays where it is on the screen.
fn zoom_to(app: &mut App, zoom: Zoom) {
    let width = parts(app).calendar;
    let before = screens::scale(app, width);
    let anchor = app
        .selected()
        .and_then(|at| app.analysis().schedule.placed(at))
        .map_or(before.first(), |placed| placed.start);
    let cell = before.cell(anchor).clamp(0, i64::from(width));
    zoom_around(app, zoom, anchor, cell);
}

/// Changes the zoom so that a day stands in a cell.
fn zoom_around(app: &mut App, zoom: Zoom, day: Day, cell: i64) {
    let width = parts(app).calendar;
    app.roadmap.zoom = zoom;
    app.roadmap.first = screens::scale(app, width).around(day, cell);
    app.toasts.clear();
    app.say(format!("Zoom: {}", zoom.word()));
}

/// Brings a day to a third of what is in sight.
fn show_day(app: &mut App, day: Day) {
    if app.roadmap.zoom == Zoom::Fit {
        app.roadmap.zoom = Zoom::Quarter;
    }
    let width = parts(app).calendar;
    app.roadmap.first = screens::scale(app, width).around(day, i64::from(width / 3));
}

fn centre(app: &mut App) {
    let Some(placed) = app.selected().and_then(|at| app.analysis().schedule.placed(at)) else { return };
    show_day(app, placed.start);
}

fn fold(app: &mut App) {
    let RowKey::Lane(id) = app.roadmap.cursor.clone() else { return };
    if !app.roadmap.folded.remove(&id) {
        app.roadmap.folded.insert(id);
    }
    keep_in_sight(app);
}

/// After folding everything the cursor stands on the lane of what it was on.
fn to_lane(app: &mut App) {
    if let Some(at) = app.selected() {
        let plan = &app.analysis().plan;
        let stage = plan.initiatives[at.at()].stage.map(|stage| plan.stages[stage.at()].id.clone());
        app.roadmap.cursor = RowKey::Lane(stage.unwrap_or_default());
    }
    keep_in_sight(app);
}

fn next_envelope(app: &mut App) {
    let analysis = app.analysis();
    let ids: Vec<String> = analysis
        .money
        .envelopes
        .iter()
        .map(|it| analysis.plan.envelopes[it.envelope.at()].id.clone())
        .collect();
    app.roadmap.envelope = match &app.roadmap.envelope {
        None => ids.first().cloned(),
        Some(id) => ids.iter().position(|it| it == id).and_then(|at| ids.get(at + 1)).cloned(),
    };
}

/// Months as an offset.
pub fn months(by: i64) -> Offset {
    Offset { earlier: by < 0, length: Duration::months(by.unsigned_abs() as u32) }
}

fn shift(app: &mut App, by: i64, unit: TimeUnit) {
    let Some(at) = app.selected() else { return };
    let analysis = app.session.analysis();
    let id = analysis.plan.initiatives[at.at()].id.clone();
    let layer = app.session.layer();
    let offset = Offset { earlier: by < 0, length: Duration::new(by.unsigned_abs() as u32, unit) };
    let moved = revise::shift(&analysis.plan, &analysis.factors, &analysis.schedule, at, offset, &layer);
    let Some(moved) = moved else {
        app.fail(unplaced_words(app, at));
        return;
    };
    let held = moved.held_by.map(|driver| held_words(app, at, moved.start, driver));
    match (moved.change, held) {
        (Some(change), held) => {
            if make(app, &change, Some(&id))
                && let Some(held) = held
            {
                // One message: a second would hide what the move did.
                match app.toasts.last_mut() {
                    Some(made) => made.text = format!("{}; {held}", made.text),
                    None => app.say(held),
                }
            }
        }
        (None, Some(held)) => app.fail(held),
        (None, None) => {}
    }
}

fn lengthen(app: &mut App, by: i64) {
    let Some(at) = app.selected() else {
        let mark = app.keys.after(": go to one of them, or ", Command::MarkRange, "marks several");
        return app.say(format!("A stage lasts as long as its initiatives{mark}"));
    };
    let analysis = app.session.analysis();
    let initiative = &analysis.plan.initiatives[at.at()];
    let (id, title) = (initiative.id.clone(), initiative.title.clone());
    let layer = app.session.layer();
    let Some(stretch) = revise::lengthen(&analysis.plan, &analysis.schedule, at, months(by), &layer) else {
        app.fail(unplaced_words(app, at));
        return;
    };
    match stretch.change {
        Some(change) => {
            make(app, &change, Some(&id));
        }
        None if stretch.finished => {
            app.fail(format!("{title} has really finished; its length is what it was"));
        }
        None => app.fail(format!("{title} cannot be shorter")),
    }
}

/// Takes the selected bar in hand; while some are marked, all of these; on a stage all of it.
fn take(app: &mut App) {
    let which = app.moved_together();
    app.toasts.clear();
    if grab::take_all(app, &which) {
        grab::tell(app);
    }
}

pub fn remove(app: &mut App) {
    let Some(at) = app.selected() else { return };
    let analysis = app.session.analysis();
    let id = analysis.plan.initiatives[at.at()].id.clone();
    let change = revise::remove_initiative(&app.session.laid(), &analysis.plan, at, &app.session.layer());
    let row = app.cursor_row(&app.rows());
    if make(app, &change, Some(&id)) {
        let last = app.rows().len().saturating_sub(1);
        if let Some(key) = app.key_of(row.min(last)) {
            app.roadmap.cursor = key;
        }
        keep_in_sight(app);
    }
}

/// Leaves the initiative out of the plan without deleting it, or takes it in again.
pub fn drop_out(app: &mut App) {
    let Some(at) = app.selected() else { return };
    let initiative = &app.session.analysis().plan.initiatives[at.at()];
    let id = initiative.id.clone();
    let key = key_of(&id, "dropped");
    let layer = app.session.layer();
    let (word, edit) = match (initiative.dropped, app.session.scenario()) {
        (false, _) => ("Leave out", Edit::Set { at: key, value: Value::Bare("true".to_owned()) }),
        (true, None) => ("Take in again", Edit::Remove { at: key }),
        // The plan below the scenario may be what leaves it out.
        (true, Some(_)) => ("Take in again", Edit::Set { at: key, value: Value::Bare("false".to_owned()) }),
    };
    let change = Change { label: format!("{word} {}", initiative.title), edits: vec![edit], layer };
    make(app, &change, Some(&id));
    keep_in_sight(app);
}

/// Why an initiative has no dates to move.
pub fn unplaced_words(app: &App, at: InitiativeIx) -> String {
    let initiative = &app.session.analysis().plan.initiatives[at.at()];
    if initiative.dropped {
        format!(
            "{} is left out of the plan{}",
            initiative.title,
            app.keys.after("; ", Command::Drop, "brings it back")
        )
    } else {
        format!(
            "{} is not scheduled, because it hangs on a circle{}",
            initiative.title,
            app.keys.after("; ", Command::Problems, "lists the problems")
        )
    }
}

/// The place of a key of an initiative.
pub fn key_of(id: &str, key: &str) -> crate::diagnostic::Path {
    crate::diagnostic::Path::new(["initiative", id, key])
}

/// Puts the cursor on an initiative, and shows it.
pub fn go_to(app: &mut App, id: &str) {
    let plan = &app.session.analysis().plan;
    let Some(at) = plan.initiative(id) else { return };
    let stage =
        plan.initiatives[at.at()].stage.map(|stage: crate::plan::StageIx| plan.stages[stage.at()].id.clone());
    app.roadmap.folded.remove(&stage.unwrap_or_default());
    if app.view != View::Network {
        app.view = View::Roadmap;
    }
    app.network.adrift = false;
    app.roadmap.cursor = RowKey::Bar(id.to_owned());
    keep_in_sight(app);
    show_bar(app, at);
}

/// Scrolls time so that the begin of a bar is in sight.
pub fn show_bar(app: &mut App, at: InitiativeIx) {
    let scale = screens::scale(app, parts(app).calendar);
    let start = app.analysis().schedule.placed(at).map(|placed| placed.start);
    if start.is_some_and(|start| scale.visible(start).is_none()) {
        centre(app);
    }
}
