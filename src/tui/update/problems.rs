//! Commands of the problems: going to them, applying their remedies, choosing which are listed.

use super::{edits, form, lists};
use crate::diagnostic::{Code, Diagnostic, Path, Severity};
use crate::revise;
use crate::tui::app::{App, View};
use crate::tui::command::Command;
use crate::tui::faults::{listed, selected};
use crate::tui::overlays::form::Subject;
use crate::tui::trying;

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
                open(app, index);
            }
        }
        C::Remedy => mend(app),
        C::OnlySeverity => only(app),
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Opens the form of what a problem is about, at the field that says it; goes to the item where no field does.
fn open(app: &mut App, index: usize) {
    let problem = app.session.analysis().diagnostics[index].clone();
    lists::show_problem(app, index);
    if app.view == View::Problems {
        lists::find_item(app, &problem.at);
        return;
    }
    let Some(of) = subject(&problem) else { return };
    let said = std::mem::take(&mut app.toasts);
    form::open_at(app, of);
    if form::go_to_any(app, &places(&problem)) {
        app.view = View::Problems;
    } else {
        app.overlays.pop();
    }
    app.toasts = said;
}

/// The item in whose form a problem can be mended; what an envelope holds is mended where it is spent.
fn subject(problem: &Diagnostic) -> Option<Subject> {
    match problem.at.keys.as_slice() {
        [table, ..] if table == "plan" || table == "assumptions" => Some(Subject::Plan),
        [table, id, ..] if !problem.code.is_verdict() || table != "envelope" => {
            Subject::item(Path::new([table, id]))
        }
        _ => None,
    }
}

/// The fields that a problem may be about, the likeliest first: money that no envelope pays is about who pays it.
fn places(problem: &Diagnostic) -> Vec<Path> {
    let paid =
        matches!(problem.code, Code::Unfunded | Code::Ambiguous).then(|| problem.at.child("funded-by"));
    paid.into_iter().chain([problem.at.clone()]).collect()
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
    let found = revise::remedy(
        document,
        app.session.analysis(),
        app.session.options(),
        &app.session.layer(),
        &problem,
    );
    app.toasts.clear();
    match found {
        Some(remedy) => {
            let before = app.session.shared().clone();
            app.session.reload(&remedy.label, &remedy.text);
            edits::shown_anew(app, &before, &remedy.label, Some(""));
            step(app, 0);
        }
        None if problem.help.is_none() => app.fail("This says how things stand; there is nothing to mend"),
        None => {
            let open = app.keys.after(": ", Command::ProblemGo, "opens it");
            let editor = app.keys.after(", ", Command::Editor, "opens the file there");
            let ways = if problem.code.is_verdict() && trying::cell_in_question(app).is_some() {
                app.keys.after(", ", Command::Ways, "lists the ways back inside")
            } else {
                String::new()
            };
            app.fail(format!("This one is for you to decide{open}{ways}{editor}"));
        }
    }
}
