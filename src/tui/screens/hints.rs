//! The hint line: what can be pressed now, made from the command table, never more than fits.

use crate::diagnostic::{Diagnostic, Severity};
use crate::display::width;
use crate::revise;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::{Command, Entry, Group, TABLE};
use crate::tui::{faults, keymap};

/// Whether a problem is worth going to: hints are not.
pub fn counts(problem: &Diagnostic) -> bool {
    problem.severity != Severity::Hint
}

/// One hint: its keys, what they do, and the command that the first of them runs.
pub struct Hint {
    /// Its keys for people.
    pub keys: String,
    /// What they do.
    pub word: &'static str,
    /// The row of the first of them.
    pub entry: &'static Entry,
}

/// The hints of the present state, in the order of the table.
pub fn hints(app: &App) -> Vec<Hint> {
    let contexts = keymap::contexts(app);
    let mut hints: Vec<Hint> = Vec::new();
    for context in &contexts {
        for entry in TABLE.iter().filter(|entry| entry.context == *context && !entry.hint.is_empty()) {
            // Edits wait until what is tried is kept or put back.
            let waits = app.trying.trial.is_some() && entry.group == Group::Change;
            let silent = waits || !keymap::holds(app, entry.when) || app.keys.of(entry.command).is_empty();
            if silent || (entry.command == Command::Remedy && !has_remedy(app)) {
                continue;
            }
            match hints.last_mut().filter(|last| last.word == entry.hint) {
                Some(last) => {
                    last.keys.push(' ');
                    last.keys.push_str(&app.keys.first(entry.command));
                }
                None => hints.push(Hint { keys: app.keys.first(entry.command), word: entry.hint, entry }),
            }
        }
    }
    hints
}

/// The cells that all hints want.
pub fn width_of(app: &App) -> u16 {
    hints(app).iter().map(|hint| (width(&hint.keys) + width(hint.word) + 3) as u16).sum::<u16>() + 1
}

/// Whether the selected problem has a remedy to apply.
fn has_remedy(app: &App) -> bool {
    let problem = faults::selected(app).map(|at| &app.session.analysis().diagnostics[at]);
    problem.is_some_and(|it| revise::has_remedy(app.session.document(), it))
}

/// Draws the hint line.
pub fn draw(app: &App, canvas: &mut Canvas) {
    for (x, hint) in placed(app, canvas.width()) {
        let at = canvas.text(x, 0, u16::MAX, &hint.keys, Role::HintKey);
        canvas.text(at + 1, 0, u16::MAX, hint.word, Role::HintText);
    }
}

/// What keeps its place when other hints must go, each from a width on.
const KEPT: [(Command, u16); 7] = [
    (Command::Undo, 0),
    (Command::Save, 0),
    (Command::Help, 0),
    (Command::Quit, 72),
    (Command::Items, 100),
    (Command::SolveSave, 0),
    (Command::SolveHelp, 72),
];

/// The hints that fit, each with its first cell.
pub fn placed(app: &App, cells: u16) -> Vec<(u16, Hint)> {
    let all = hints(app);
    let size = |hint: &Hint| (width(&hint.keys) + 1 + width(hint.word) + 2) as u16;
    // The ways out of what is open are kept too.
    let kept = |hint: &Hint| {
        matches!(hint.word, "keep" | "take" | "choose" | "done" | "leave")
            || KEPT.iter().any(|(command, from)| hint.entry.command == *command && cells >= *from)
    };
    let mut reserve: u16 = all.iter().filter(|hint| kept(hint)).map(size).sum();
    let mut placed = Vec::new();
    let mut x = 1;
    for hint in all {
        let own = size(&hint);
        if kept(&hint) {
            reserve -= own;
        }
        if x + own + reserve <= cells + 2 {
            placed.push((x, hint));
            x += own;
        }
    }
    placed
}
