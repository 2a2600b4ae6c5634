//! Which case and which scenario of the plan are shown.

use super::edits;
use crate::tui::app::App;

/// Computes the next case; after the last, the central one.
pub fn next_case(app: &mut App) {
    let cases: Vec<String> = app.session.analysis().plan.cases.iter().map(|case| case.id.clone()).collect();
    let next = match &app.session.analysis().case {
        None => cases.first().cloned(),
        Some(id) => cases.iter().position(|it| it == id).and_then(|at| cases.get(at + 1)).cloned(),
    };
    to_case(app, next);
}

/// Computes a case.
pub fn to_case(app: &mut App, next: Option<String>) {
    let before = app.session.shared().clone();
    app.session.select_case(next);
    let case = app.session.analysis().case.clone();
    let title = case.and_then(|id| app.session.analysis().plan.case(&id).map(|case| case.title.clone()));
    edits::shown_anew(app, &before, &format!("Case {}", title.as_deref().unwrap_or("central")), None);
}

/// Shows the next scenario; after the last, the plan itself.
pub fn next_scenario(app: &mut App) {
    let scenarios: Vec<String> =
        app.session.analysis().plan.scenarios.iter().map(|it| it.id.clone()).collect();
    let next = match app.session.scenario() {
        None => scenarios.first().cloned(),
        Some(id) => scenarios.iter().position(|it| it == id).and_then(|at| scenarios.get(at + 1)).cloned(),
    };
    to_scenario(app, next);
}

/// Shows a scenario.
pub fn to_scenario(app: &mut App, next: Option<String>) {
    let before = app.session.shared().clone();
    app.session.select_scenario(next);
    let label = match app.session.scenario() {
        Some(id) => format!("Scenario {id}: edits go there"),
        None => "The plan itself".to_owned(),
    };
    edits::shown_anew(app, &before, &label, None);
}
