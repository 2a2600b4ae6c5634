//! Where in the file the selected item stands.

use crate::diagnostic::Path;
use crate::tui::app::{App, RowKey, View};
use crate::tui::faults;

/// The line of the selected item, from 1; the first when it has none.
pub fn line(app: &App) -> usize {
    let document = app.session.document();
    if app.view == View::Problems {
        let problem =
            faults::selected(app).and_then(|at| app.session.analysis().diagnostics[at].origin.clone());
        if let Some(origin) = problem {
            return document.sources()[origin.source].place(origin.span.start).line;
        }
    }
    let keys = match (app.view, &app.roadmap.cursor) {
        (View::Money, _) => vec!["envelope", app.money.envelope.as_str()],
        (
            View::Roadmap | View::Initiatives | View::Network | View::Changes | View::Past | View::Problems,
            RowKey::Bar(id),
        ) => {
            vec!["initiative", id.as_str()]
        }
        (
            View::Roadmap | View::Initiatives | View::Network | View::Changes | View::Past | View::Problems,
            RowKey::Lane(id),
        ) => {
            vec!["stage", id.as_str()]
        }
    };
    let faults = document.sources()[0].index.errors();
    let origin = document.origin(&Path::new(keys));
    match (faults.first(), origin) {
        // What is not TOML is what the editor is opened for.
        (Some(fault), _) => document.sources()[0].place(fault.span.start).line,
        (None, Some(origin)) => document.sources()[origin.source].place(origin.span.start).line,
        (None, None) => 1,
    }
}
