//! Commands of the money view.

use super::edits::envelope_id;
use crate::diagnostic::Path;
use crate::plan::EnvelopeIx;
use crate::tui::app::{App, Pane, View};
use crate::tui::command::Command;
use crate::tui::overlays::question::{About, YearTable};
use crate::tui::overlays::{Overlay, Question};
use crate::views::strip::{figures_of, worst};

/// Turns to the money view; the cursor goes to the cell in question when it stands on one that holds.
pub fn show(app: &mut App) {
    app.view = View::Money;
    let analysis = app.analysis();
    let breached = |(envelope, year): (EnvelopeIx, usize)| {
        figures_of(analysis, envelope).is_some_and(|figures| figures.years[year].state.breached())
    };
    let here = app.cell().is_some_and(|(envelope, _, year)| breached((envelope, year)));
    let Some(worst) = worst(analysis).filter(|worst| !here && breached(*worst)) else { return };
    app.money.envelope = envelope_id(app, worst.0);
    app.money.year = worst.1;
    app.money.scroll = 0;
}

/// Turns to the year of the envelope in the strip, and shows who is in it.
pub fn who_is_in(app: &mut App, year: usize) {
    let Some(envelope) = app.strip_envelope() else { return };
    app.money.envelope = envelope_id(app, envelope);
    app.money.year = year;
    app.money.pane = Pane::Who;
    app.money.scroll = 0;
    app.view = View::Money;
}

/// Asks for the title of a new envelope.
fn new_envelope(app: &mut App) {
    let table = crate::keys::named("envelope").expect("the format has envelopes");
    super::items::ask(app, table);
}

/// Runs a command of the money view.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    if command == C::NewEnvelope {
        return new_envelope(app);
    }
    let Some((envelope, row, year)) = app.cell() else { return };
    let rows = app.analysis().money.envelopes.len();
    let years = app.analysis().money.years.len();
    let (mut to_row, mut to_year) = (row, year);
    let turn = |by: usize| {
        let at = Pane::ALL.iter().position(|pane| *pane == app.money.pane).unwrap_or(0);
        Pane::ALL[(at + by) % Pane::ALL.len()]
    };
    match command {
        C::CellUp => to_row = row.saturating_sub(1),
        C::CellDown => to_row = (row + 1).min(rows - 1),
        C::CellLeft => to_year = year.saturating_sub(1),
        C::CellRight => to_year = (year + 1).min(years - 1),
        C::CellFirst => to_year = 0,
        C::CellLast => to_year = years - 1,
        C::NextPane => (app.money.pane, app.money.scroll) = (turn(1), 0),
        C::PreviousPane => (app.money.pane, app.money.scroll) = (turn(Pane::ALL.len() - 1), 0),
        C::PaneDown => app.money.scroll = app.money.scroll.saturating_add(4),
        C::PaneUp => app.money.scroll = app.money.scroll.saturating_sub(4),
        C::EditEnvelope => {
            let id = envelope_id(app, envelope);
            let year = app.analysis().money.years[year].key();
            super::form::open_item(app, ["envelope", &id]);
            super::form::go_to(app, &Path::new(["envelope", id.as_str(), "year", year.as_str()]));
            return;
        }
        C::EditCell | C::EditContribution => {
            let table = if command == C::EditCell { YearTable::Allowed } else { YearTable::Added };
            let id = envelope_id(app, envelope);
            let key = app.analysis().money.years[year].key();
            let at = crate::diagnostic::Path::new(["envelope", id.as_str(), table.key(), key.as_str()]);
            let written = app.session.laid().value(&at).map(|view| view.scalar().into_owned());
            let about = About::Allocation { envelope: id, table, year: key };
            app.toasts.clear();
            app.overlays.push(Overlay::Question(Question::new(about, &written.unwrap_or_default())));
        }
        // Commands of other contexts never come here.
        _ => {}
    }
    if (to_row, to_year) != (row, year) {
        app.money.scroll = 0;
    }
    let figures = &app.analysis().money.envelopes[to_row];
    let id = envelope_id(app, figures.envelope);
    app.money.envelope = id;
    app.money.year = to_year;
}
