//! Where the reader is in the list of problems, and which of them are listed.

use tui_input::Input;

use super::app::App;
use crate::diagnostic::{Diagnostic, Severity};

/// Where the reader is in the list of problems.
#[derive(Debug, Clone, Default)]
pub struct ProblemsState {
    /// The selected problem, among those that are listed.
    pub at: usize,
    /// The only severity that is listed; `None`: all.
    pub only: Option<Severity>,
    /// What the listed ones have in them.
    pub filter: Input,
    /// Whether the filter is typed in.
    pub typing: bool,
}

/// The indices of the problems that are listed, errors first; what cannot be read before what does not add up; else in the order of the file.
pub fn listed(app: &App) -> Vec<usize> {
    let diagnostics = &app.session.analysis().diagnostics;
    let state = &app.faults;
    let typed = state.filter.value().to_lowercase();
    let matches = |it: &Diagnostic| {
        let words = || {
            let text = format!("{} {} {} {}", it.code, it.code.info().name, it.message, it.at).to_lowercase();
            typed.split_whitespace().all(|word| text.contains(word))
        };
        state.only.is_none_or(|only| only == it.severity) && (typed.is_empty() || words())
    };
    let mut found: Vec<usize> = (0..diagnostics.len()).filter(|at| matches(&diagnostics[*at])).collect();
    // What cannot be read comes before what follows from it.
    found.sort_by_key(|at| (diagnostics[*at].severity, diagnostics[*at].code.is_verdict()));
    found
}

/// The problem of the cursor, as an index.
pub fn selected(app: &App) -> Option<usize> {
    let found = listed(app);
    found.get(app.faults.at.min(found.len().saturating_sub(1))).copied()
}

/// Where a problem stands, for people: `plan.toml:12:8`, or the line and column alone.
pub fn place(app: &App, problem: &Diagnostic, named: bool) -> String {
    let Some(origin) = &problem.origin else { return String::new() };
    let Some(source) = app.session.document().sources().get(origin.source) else { return String::new() };
    let place = source.place(origin.span.start);
    if named {
        format!("{}:{}:{}", app.disk.name(), place.line, place.column)
    } else {
        format!("{}:{}", place.line, place.column)
    }
}
