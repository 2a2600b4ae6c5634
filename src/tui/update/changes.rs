//! Commands of the changes: going through them, folding sections, going to what a line is about.

use ratatui::layout::Rect;

use crate::diagnostic::Path;
use crate::revise::{self, scenario};
use crate::tui::app::{App, View};
use crate::tui::changes::At;
use crate::tui::command::Command;
use crate::tui::comparing::With;
use crate::tui::layout;
use crate::tui::screens;
use crate::views::changes::page::About;

/// Shows the changes.
pub fn show(app: &mut App) {
    app.view = View::Changes;
    app.changes.step = None;
    app.toasts.clear();
}

/// Runs a command of the changes.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    let page = i64::from(app.size.1 / 2).max(1);
    match command {
        C::ChangeUp => step(app, -1),
        C::ChangeDown => step(app, 1),
        C::ChangePageUp => step(app, -page),
        C::ChangePageDown => step(app, page),
        C::ChangeFirst => step(app, i64::MIN / 2),
        C::ChangeLast => step(app, i64::MAX / 2),
        C::ChangeNext => to_next(app, true),
        C::ChangeBack => to_next(app, false),
        C::ChangeGo => go(app),
        C::ChangeBackOut => take_back(app),
        C::ChangeFold => fold(app),
        C::ChangeFoldAll => fold_all(app),
        // Commands of other contexts never come here.
        _ => {}
    }
    settle(app);
}

/// Keeps the cursor in sight.
pub fn settle(app: &mut App) {
    let frame = layout::frame(Rect::new(0, 0, app.size.0, app.size.1));
    app.changes.top = screens::first_change(app, frame.view);
}

/// Moves the cursor by lines on which it can stand.
pub fn step(app: &mut App, by: i64) {
    let Some(told) = app.told_changes() else { return };
    let lines = app.change_lines(&told);
    let stops: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].takes_cursor()).collect();
    let Some((cursor, last)) = app.change_cursor(&lines).zip(stops.len().checked_sub(1)) else { return };
    let at = stops.binary_search(&cursor).unwrap_or(0) as i64;
    app.changes.at = stops[at.saturating_add(by).clamp(0, last as i64) as usize];
}

/// Moves the cursor as the wheel turns.
pub fn scroll(app: &mut App, by: i64) {
    step(app, by);
    settle(app);
}

/// Goes to the next section or item, or the one before: a heading, or the first line about another item.
fn to_next(app: &mut App, forward: bool) {
    let Some(told) = app.told_changes() else { return };
    let lines = app.change_lines(&told);
    let Some(cursor) = app.change_cursor(&lines) else { return };
    let subject = |at: usize| match told.row(lines[at]).and_then(|row| row.about.clone()) {
        Some(About::Key(item, _)) => Some(About::Item(item)),
        other => other,
    };
    let begins = |at: usize| match lines[at] {
        At::Heading(_) => true,
        At::Fact(_) | At::Row(..) => {
            let above = at.checked_sub(1).filter(|above| lines[*above].takes_cursor());
            above.is_none_or(|above| subject(above) != subject(at))
        }
        At::Blank | At::Columns(..) => false,
    };
    let found = if forward {
        (cursor + 1..lines.len()).find(|at| begins(*at))
    } else {
        (0..cursor).rev().find(|at| begins(*at))
    };
    app.changes.at = found.unwrap_or(cursor);
}

/// Goes to what the line of the cursor is about; a heading is folded or unfolded.
fn go(app: &mut App) {
    let Some(told) = app.told_changes() else { return };
    let lines = app.change_lines(&told);
    let Some(at) = app.change_cursor(&lines) else { return };
    match (lines[at], told.row(lines[at]).and_then(|row| row.about.clone())) {
        (At::Heading(_), _) => fold(app),
        (_, Some(About::Cell(envelope, year))) => {
            let year = app.analysis().money.years.iter().position(|it| *it == year);
            let known = app.analysis().plan.envelope(&envelope).is_some();
            match year.filter(|_| known) {
                Some(year) => super::scenarios::go_to_cell(app, envelope, year),
                None => app.say("That cell is not in the plan any more"),
            }
        }
        (_, Some(About::Item(item) | About::Key(item, _))) => {
            let place = item.path();
            if item.id.is_empty() || app.session.laid().value(&place).is_some() {
                super::lists::find_item(app, &Path::new(place.keys));
            } else {
                app.say(format!(
                    "{} is not in the plan any more",
                    crate::display::harmless(&item.to_string())
                ));
            }
        }
        (_, None) => app.say("There is nothing to go to"),
    }
}

/// Takes back what the line of the cursor says, as one step of undo.
fn take_back(app: &mut App) {
    app.toasts.clear();
    if app.changes.step.is_some() {
        return;
    }
    let Some((told, with)) = app.told_changes().zip(app.against()) else { return };
    let (item, key) = match app.change_under_cursor() {
        Some(About::Item(item)) => (item, None),
        Some(About::Key(item, key)) => (item, Some(key)),
        Some(About::Cell(..)) => {
            app.say("A figure follows from edits: go to what was edited, and take that back");
            return;
        }
        None => {
            app.say("There is nothing in this line to take back");
            return;
        }
    };
    let Some(other) = app.other_of(&with) else { return };
    let document = app.session.document();
    let place = Path::new(item.path().keys.into_iter().chain(key.iter().flatten().cloned()));
    let overlaid = match (&with, app.session.scenario()) {
        // What only the scenario says is taken out of it, and not written over once more.
        (With::Scenario(None), Some(id)) => scenario::differences(document, id)
            .iter()
            .find(|it| place.keys.starts_with(&it.at.keys))
            .map(|it| scenario::take_back(document, id, it)),
        (With::Scenario(_) | With::Case(_) | With::Saved | With::Baseline(_), _) => None,
    };
    let change = overlaid.map_or_else(
        || {
            let documents = (&other.document, document);
            revise::take_back(&told.diff, documents, &item, key.as_deref(), &app.session.layer())
        },
        Ok,
    );
    match change {
        Ok(change) => {
            super::edits::make(app, &change, Some(""));
        }
        Err(why) => app.say(crate::display::harmless(&why).into_owned()),
    }
}

/// Folds or unfolds the section of the cursor, and stays at its heading.
fn fold(app: &mut App) {
    let Some(told) = app.told_changes() else { return };
    let lines = app.change_lines(&told);
    let Some(cursor) = app.change_cursor(&lines) else { return };
    let heading = lines[..=cursor].iter().enumerate().rev().find_map(|(at, line)| match line {
        At::Heading(section) => Some((at, *section)),
        At::Fact(_) | At::Blank | At::Columns(..) | At::Row(..) => None,
    });
    let Some((at, section)) = heading else { return };
    let title = told.page.sections[section].title;
    if !app.changes.folded.remove(title) {
        app.changes.folded.insert(title);
    }
    app.changes.at = at;
}

/// Folds every section, or unfolds all when none is open.
fn fold_all(app: &mut App) {
    let Some(told) = app.told_changes() else { return };
    let titles = told.page.sections.iter().map(|it| it.title);
    let open: Vec<&'static str> = titles.filter(|title| !app.changes.folded.contains(title)).collect();
    if open.is_empty() {
        app.changes.folded.clear();
    } else {
        app.changes.folded.extend(open);
    }
    app.changes.at = 0;
}
