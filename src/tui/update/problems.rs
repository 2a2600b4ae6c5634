//! Commands of the problems: going to them, applying their remedies, choosing which are listed.

use super::{edits, lists};
use crate::diagnostic::Severity;
use crate::revise;
use crate::tui::app::{App, View};
use crate::tui::command::Command;
use crate::tui::faults::{listed, selected};

/// Shows the problems, the cursor on the first.
pub fn show(app: &mut App) {
    if app.view != View::Problems {
        app.view = View::Problems;
        app.faults.at = 0;
    }
    app.toasts.clear();
}

/// Runs a command of the problems.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    let page = i64::from(app.size.1 / 2).max(1);
    match command {
        C::ProblemUp => step(app, -1),
        C::ProblemDown => step(app, 1),
        C::ProblemPageUp => step(app, -page),
        C::ProblemPageDown => step(app, page),
        C::ProblemFirst => step(app, i64::MIN / 2),
        C::ProblemLast => step(app, i64::MAX / 2),
        C::ProblemGo => {
            if let Some(index) = selected(app) {
                let at = app.session.analysis().diagnostics[index].at.clone();
                lists::show_problem(app, index);
                if app.view == View::Problems {
                    lists::find_item(app, &at);
                }
            }
        }
        C::Remedy => mend(app),
        C::OnlySeverity => only(app),
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Moves the cursor.
pub fn step(app: &mut App, by: i64) {
    let last = listed(app).len().saturating_sub(1);
    let at = app.faults.at.min(last) as i64;
    app.faults.at = at.saturating_add(by).clamp(0, last as i64) as usize;
}

/// Lists all, errors, warnings, hints, in turn.
fn only(app: &mut App) {
    app.faults.only = match app.faults.only {
        None => Some(Severity::Error),
        Some(Severity::Error) => Some(Severity::Warning),
        Some(Severity::Warning) => Some(Severity::Hint),
        Some(Severity::Hint) => None,
    };
    app.faults.at = 0;
}

/// Applies the remedy of the selected problem as a step of undo, or says that there is none.
fn mend(app: &mut App) {
    let Some(index) = selected(app) else { return };
    let problem = app.session.analysis().diagnostics[index].clone();
    let document = app.session.document();
    let found = revise::remedy(document, app.session.analysis(), app.session.options(), &problem);
    app.toasts.clear();
    match found {
        Some(remedy) => {
            let before = app.session.shared().clone();
            app.session.reload(&remedy.label, &remedy.text);
            edits::shown_anew(app, &before, &remedy.label, Some(""));
            step(app, 0);
        }
        None if problem.help.is_none() => app.fail("This says how things stand; there is nothing to mend"),
        None => app.fail("This one takes a decision: Enter goes to it, g e opens the file there"),
    }
}
