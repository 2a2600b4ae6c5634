//! Commands of the filter: typing it, completing a word, keeping it, taking it away.

use crate::plan::InitiativeIx;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::key::Key;
use crate::tui::overlays::field;
use crate::views::filter::completions;
use crate::views::roadmap::RowAt;
use crate::views::table::Line;

/// Runs a command of the filter.
pub fn run(app: &mut App, command: Command) {
    match command {
        Command::Filter => {
            app.filter.before = app.filter.line.value().to_owned();
            app.filter.typing = true;
            app.toasts.clear();
        }
        Command::FilterComplete => {
            let typed = app.filter.line.value();
            let first = completions(typed, app.analysis(), app.today).into_iter().next();
            if let Some(first) = first {
                app.filter.line = field::of(&first.whole);
                changed(app);
            }
        }
        Command::FilterKeep => app.filter.typing = false,
        Command::FilterLeave => {
            app.filter.typing = false;
            app.filter.line = field::of(&std::mem::take(&mut app.filter.before));
            changed(app);
        }
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Types into the filter.
pub fn typed(app: &mut App, key: Key) {
    if app.filter.typing && field::typed(&mut app.filter.line, key) {
        changed(app);
    }
}

/// Pastes into the filter; whether there was room for all of it, `None` when it is not typed in.
pub fn pasted(app: &mut App, text: &str) -> Option<bool> {
    if !app.filter.typing {
        return None;
    }
    let whole = field::pasted(&mut app.filter.line, text);
    changed(app);
    Some(whole)
}

/// Takes the filter away; whether there was one.
pub fn clear(app: &mut App) -> bool {
    let there = !app.filter.line.value().is_empty();
    app.filter.line = field::of("");
    there
}

/// Puts the cursor on the first of what is shown, when it stands on nothing that is; on nothing else when nothing is.
fn changed(app: &mut App) {
    app.faults.at = 0;
    let Some(passed) = app.passed() else { return };
    let stands = app.selected().is_some_and(|at| passed.which[at.at()]);
    if stands || passed.count == 0 {
        return;
    }
    // One that is kept in sight although it does not pass is not gone to.
    let one = |at: &InitiativeIx| passed.which[at.at()];
    let first = match app.view {
        View::Initiatives => app.sheet().lines.iter().find_map(|line| match line {
            Line::Item(at) => Some(*at).filter(one),
            Line::Group { .. } => None,
        }),
        View::Roadmap | View::Money | View::Network | View::Changes | View::Past | View::Problems => {
            let rows = app.rows();
            (0..rows.len()).find_map(|row| match rows.at(row) {
                Some(RowAt::Bar(at)) => Some(at).filter(one),
                Some(RowAt::Lane(_)) | None => None,
            })
        }
    };
    if let Some(at) = first {
        app.roadmap.cursor = RowKey::Bar(app.analysis().plan.initiatives[at.at()].id.clone());
        super::roadmap::keep_in_sight(app);
    }
}
