//! Where the reader is in the list of problems, and which of them are listed.

use super::app::App;
use crate::diagnostic::{Diagnostic, Severity};

/// Where the reader is in the list of problems.
#[derive(Debug, Clone, Default)]
pub struct ProblemsState {
    /// The selected problem, among those that are listed.
    pub at: usize,
    /// The only severity that is listed; `None`: all.
    pub only: Option<Severity>,
}

/// The indices of the problems that are listed, errors first; what cannot be read before what does not add up; else in the order of the file.
pub fn listed(app: &App) -> Vec<usize> {
    let diagnostics = &app.session.analysis().diagnostics;
    let state = &app.faults;
    let plan = &app.session.analysis().plan;
    let passed = app.passed();
    // What is about an initiative that the filter lets through, and what has its words in it.
    let listed = |it: &Diagnostic| {
        passed.as_ref().is_none_or(|passed| {
            let of = match it.at.keys.as_slice() {
                [table, id, ..] if table == "initiative" => plan.initiative(id),
                _ => None,
            };
            let text = || format!("{} {} {} {}", it.code, it.code.info().name, it.message, it.at);
            of.is_some_and(|at| passed.which.get(at.at()) == Some(&true)) || passed.filter.finds(&text())
        })
    };
    let matches = |it: &Diagnostic| state.only.is_none_or(|only| only == it.severity) && listed(it);
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
