//! Pasting out of a spreadsheet: the preview of new initiatives, or of cells that are filled.

use std::path::PathBuf;

use super::{edits, table};
use crate::import::{self, Meaning};
use crate::plan::InitiativeIx;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::overlays::rows::{Block, Rows};
use crate::tui::overlays::{List, Listed, Overlay, Picker, field};
use crate::tui::table::CellEdit;
use crate::tui::unkept::Pasted;

/// Takes pasted text for rows, where they may be pasted; whether it was taken.
pub fn pasted(app: &mut App, text: &str) -> bool {
    let busy = app.linking.is_some()
        || app.grab.is_some()
        || app.room.presenting.is_some()
        || app.trying.trial.is_some();
    if app.view != View::Initiatives || busy {
        return false;
    }
    if !is_block(text) && app.selected().is_some() {
        // A single value is typed into the cell of the cursor; Enter keeps it.
        type_over(app, text.trim());
    } else {
        open(app, text);
    }
    true
}

/// Whether a text has more than one cell.
pub fn is_block(text: &str) -> bool {
    let text = text.trim_end_matches(['\r', '\n']);
    text.contains(['\n', '\r', '\t'])
}

fn type_over(app: &mut App, text: &str) {
    let Some(at) = app.selected() else { return };
    let id = app.analysis().plan.initiatives[at.at()].id.clone();
    table::begin(app, CellEdit { id, input: field::of(""), over: false, wrong: None });
    table::pasted(app, text);
}

/// Opens the preview of rows; says why where there are none.
pub fn open(app: &mut App, text: &str) {
    app.toasts.clear();
    let mut rows = match Rows::new(text, &app.session.analysis().plan) {
        Ok(rows) => rows,
        Err(why) => {
            app.fail(format!("Nothing is pasted: {why}"));
            return;
        }
    };
    // Figures and days alone have no title: they are for the cells from the cursor on.
    let titles = rows.columns.iter().any(|column| column.meaning == Meaning::Title);
    let figures =
        app.view == View::Initiatives && app.selected().is_some() && app.table_column().of_figures();
    let year_start = app.session.analysis().plan.year_start;
    let begins = |row: &Vec<String>| import::is_figure_or_day(&row[0], year_start);
    if !titles || (figures && !rows.options.headed && rows.sheet.rows.iter().all(begins)) {
        rows.block = block(app, &rows);
    }
    app.table.edit = None;
    app.overlays.push(Overlay::Rows(Box::new(rows)));
}

/// Opens the preview with the cells from the cursor on, whatever stands in them.
pub fn open_block(app: &mut App, text: &str) -> bool {
    let Ok(mut rows) = Rows::new(text, &app.session.analysis().plan) else { return false };
    rows.block = block(app, &rows);
    app.table.edit = None;
    app.overlays.push(Overlay::Rows(Box::new(rows)));
    true
}

/// Opens the preview of rows again as it was left; whether it could be.
pub fn open_again(app: &mut App, left: &Pasted) -> bool {
    let analysis = app.session.analysis();
    let Ok(mut rows) = Rows::new(&left.text, &analysis.plan) else { return false };
    let offered = import::offered(&analysis.plan, &analysis.money.years);
    for (column, name) in rows.columns.iter_mut().zip(&left.columns) {
        let known = offered.iter().find(|meaning| meaning.name() == *name);
        column.meaning = known.copied().unwrap_or(Meaning::Ignored);
    }
    rows.options =
        import::Options { headed: left.headed, create_stages: left.stages, take_repeats: left.repeats };
    rows.read(&analysis.plan);
    if let Some((id, column)) = &left.cells {
        if !table::go_to_cell(app, id, column) {
            return false;
        }
        rows.block = block(app, &rows);
    }
    app.view = View::Initiatives;
    app.overlays.push(Overlay::Rows(Box::new(rows)));
    true
}

/// The cells from the cursor on; `None` where the cursor stands on none.
fn block(app: &App, rows: &Rows) -> Option<Block> {
    let at =
        app.selected().filter(|_| app.view == View::Initiatives && app.table_column().apart().is_none())?;
    let sheet = app.sheet();
    let items: Vec<InitiativeIx> = sheet.items().skip_while(|it| *it != at).collect();
    let columns = &app.table.columns[app.table.at()..];
    let document = app.session.laid();
    Some(Block::new(&rows.sheet, (columns, &items), &document, app.session.analysis(), &app.session.layer()))
}

/// Runs a command of the preview.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    let Some(Overlay::Rows(mut rows)) = app.overlays.pop() else { return };
    let page = usize::from(app.size.1 / 2).max(1);
    let (last, width) = (rows.len().saturating_sub(1), rows.width());
    let plan = &app.session.analysis().plan;
    match command {
        C::RowsLeave => {
            app.say("Nothing is pasted");
            return;
        }
        C::RowsTake => return take(app, rows),
        C::RowsUp => rows.at = rows.at.saturating_sub(1),
        C::RowsDown => rows.at = (rows.at + 1).min(last),
        C::RowsPageUp => rows.at = rows.at.saturating_sub(page),
        C::RowsPageDown => rows.at = (rows.at + page).min(last),
        C::RowsLeft => rows.column = rows.column.saturating_sub(1),
        C::RowsRight => rows.column = (rows.column + 1).min(width.saturating_sub(1)),
        C::RowsFault | C::RowsFaultBefore => match rows.next_said(command == C::RowsFault) {
            Some(cell) => (rows.at, rows.column) = cell,
            None => app.say("Every cell can be read"),
        },
        C::RowsIgnore if rows.block.is_none() => {
            rows.columns[rows.column].meaning = Meaning::Ignored;
            rows.read(plan);
        }
        C::RowsHeadings if rows.block.is_none() => {
            rows.options.headed = !rows.options.headed;
            rows.read(plan);
        }
        C::RowsStages => {
            rows.options.create_stages = !rows.options.create_stages;
            rows.read(plan);
        }
        C::RowsRepeats => {
            rows.options.take_repeats = !rows.options.take_repeats;
            rows.read(plan);
        }
        C::RowsBlock => {
            rows.block = if rows.block.is_some() { None } else { block(app, &rows) };
            (rows.at, rows.column) = (0, 0);
        }
        C::RowsMeaning if rows.block.is_none() => {
            let offered = import::offered(plan, &app.session.analysis().money.years);
            let here = rows.columns[rows.column].meaning;
            let at = offered.iter().position(|it| *it == here).unwrap_or(0);
            app.overlays.push(Overlay::Rows(rows));
            let picker = Picker { at, ..Picker::default() };
            app.overlays.push(Overlay::List(List { of: Listed::Meanings, picker }));
            return;
        }
        _ => {}
    }
    app.overlays.push(Overlay::Rows(rows));
}

/// Takes the column of the cursor for something else; what was taken for that is not read any more.
pub fn mean(app: &mut App, meaning: Meaning) {
    let Some(Overlay::Rows(rows)) = app.overlays.last_mut() else { return };
    for (at, column) in rows.columns.iter_mut().enumerate() {
        if at == rows.column {
            column.meaning = meaning;
        } else if column.meaning == meaning {
            column.meaning = Meaning::Ignored;
        }
    }
    rows.read(&app.session.analysis().plan);
}

/// Makes what is shown, as one step of undo; what is new is marked.
fn take(app: &mut App, rows: Box<Rows>) {
    let plan = &app.session.analysis().plan;
    let Some(change) = rows.change(plan, &app.session.layer()) else {
        app.toasts.clear();
        app.fail("Nothing of it can be pasted");
        app.overlays.push(Overlay::Rows(rows));
        return;
    };
    if !edits::make(app, &change, Some("")) {
        app.overlays.push(Overlay::Rows(rows));
        return;
    }
    if rows.block.is_some() {
        return;
    }
    let ids: Vec<String> =
        rows.reading.rows.iter().filter(|row| row.taken).map(|row| row.id.clone()).collect();
    app.roadmap.cursor = ids.first().map_or(app.roadmap.cursor.clone(), |id| RowKey::Bar(id.clone()));
    app.marks.range = None;
    app.marks.ids = ids.into_iter().collect();
    table::settle(app);
    let out = rows.reading.rows.len() - rows.reading.taken();
    if out > 0
        && let Some(toast) = app.toasts.last_mut()
    {
        toast.text = format!("{}; {out} row{} left out", toast.text, if out == 1 { "" } else { "s" });
    }
}

/// Rows were read from a file, or not.
pub fn read(app: &mut App, text: Result<String, String>) {
    match text {
        Ok(text) => {
            app.view = View::Initiatives;
            table::settle(app);
            open(app, &text);
        }
        Err(why) => app.fail(why),
    }
}

/// Asks for the rows of a file.
pub fn from_file(typed: &str) -> Vec<Effect> {
    vec![Effect::ReadRows(PathBuf::from(typed))]
}
