//! Commands of the table of initiatives: moving, sorting, grouping, columns, and cells that are typed into.

use ratatui::layout::{Position, Rect};

use super::{edits, form, open, roadmap, rows};
use crate::edit::Change;
use crate::plan::InitiativeIx;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::key::{Code, Key, Name};
use crate::tui::layout;
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Listed, Overlay, Question, field};
use crate::tui::screens;
use crate::tui::table::CellEdit;
use crate::views::columns::Column;
use crate::views::table::{self, Grouping, Line, Sort};

/// Runs a command of the table.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    let page = i64::from(height(app).saturating_sub(1).max(1));
    match command {
        C::RowUp => step(app, -1),
        C::RowDown => step(app, 1),
        C::RowPageUp => step(app, -page),
        C::RowPageDown => step(app, page),
        C::RowFirst => step(app, i64::MIN / 2),
        C::RowLast => step(app, i64::MAX / 2),
        C::ColumnLeft => sideways(app, -1),
        C::ColumnRight => sideways(app, 1),
        C::ColumnFirst => sideways(app, i64::MIN / 2),
        C::ColumnLast => sideways(app, i64::MAX / 2),
        C::SortBy => sort(app),
        C::GroupBy => group(app),
        C::Columns => open(app, Overlay::list(Listed::Columns)),
        C::ColumnWider => widen(app, 2),
        C::ColumnNarrower => widen(app, -2),
        C::ColumnFit => {
            let column = app.table_column();
            app.table.give(column, None);
        }
        C::ColumnEarlier => move_column(app, -1),
        C::ColumnLater => move_column(app, 1),
        C::CellType => edit(app, true),
        C::CellEdit => edit(app, false),
        C::ItemForm => form::open(app),
        C::TableNew => open(app, Overlay::Question(Question::new(About::New, ""))),
        C::TableRemove => remove(app),
        C::TableDrop => roadmap::run(app, Command::Drop),
        C::CellDownKeep => keep(app, 1, 0),
        C::CellUpKeep => keep(app, -1, 0),
        C::CellRightKeep => keep(app, 0, 1),
        C::CellLeftKeep => keep(app, 0, -1),
        C::CellLeave => app.table.edit = None,
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Puts the cursor on an initiative when it stands on none, and brings it into sight.
pub fn settle(app: &mut App) {
    app.table.edit = None;
    let sheet = app.sheet();
    if app.selected().is_none() {
        let first = sheet.items().next();
        let id = first.map(|at| app.analysis().plan.initiatives[at.at()].id.clone());
        if let Some(id) = id {
            app.roadmap.cursor = RowKey::Bar(id);
        }
    }
    in_sight(app);
}

/// Goes to a cell by the id of its initiative and the name of its column; whether the table has it.
pub fn go_to_cell(app: &mut App, id: &str, column: &str) -> bool {
    let known = app.session.analysis().plan.initiative(id).is_some();
    let column = Column::ALL.iter().copied().find(|it| it.name() == column);
    let Some(column) = column.filter(|column| known && app.table.columns.contains(column)) else {
        return false;
    };
    app.view = View::Initiatives;
    app.roadmap.cursor = RowKey::Bar(id.to_owned());
    app.table.column = column;
    settle(app);
    true
}

/// How many lines are in sight.
fn height(app: &App) -> u16 {
    let frame = layout::frame(Rect::new(0, 0, app.size.0, app.size.1));
    screens::table_rows(frame.view)
}

/// Moves the cursor by rows; headings of groups are stepped over.
pub fn step(app: &mut App, by: i64) {
    let sheet = app.sheet();
    let items: Vec<InitiativeIx> = sheet.items().collect();
    let Some(last) = items.len().checked_sub(1) else { return };
    let at = app.selected().and_then(|at| items.iter().position(|it| *it == at)).unwrap_or(0);
    let to = (at as i64).saturating_add(by).clamp(0, last as i64) as usize;
    app.roadmap.cursor = RowKey::Bar(app.analysis().plan.initiatives[items[to].at()].id.clone());
    in_sight(app);
}

/// Scrolls lines so that the cursor is in sight.
pub fn in_sight(app: &mut App) {
    let sheet = app.sheet();
    let line = app.selected().and_then(|at| sheet.line_of(at)).unwrap_or(0);
    let (height, count) = (usize::from(height(app)), sheet.lines.len());
    // The heading of a group comes into sight with its first row.
    let wanted = if line > 0 && sheet.lines[line - 1].item().is_none() { line - 1 } else { line };
    let top = layout::scrolled(app.table.top, wanted, height, count);
    app.table.top = layout::scrolled(top, line, height, count);
}

/// Moves the cursor by columns.
pub fn sideways(app: &mut App, by: i64) {
    let (columns, column) = (app.table_columns(), app.table_column());
    let at = columns.iter().position(|it| *it == column).unwrap_or(0);
    let to = (at as i64).saturating_add(by).clamp(0, columns.len() as i64 - 1) as usize;
    app.table.column = columns[to];
}

/// Sorts by the column of the cursor; again the other way round, and again as it was.
fn sort(app: &mut App) {
    let by = app.table_column();
    app.table.sort = match app.table.sort {
        Some(Sort { by: now, down: false }) if now == by => Some(Sort { by, down: true }),
        Some(Sort { by: now, down: true }) if now == by => None,
        Some(_) | None => Some(Sort { by, down: false }),
    };
    app.toasts.clear();
    app.say(match app.table.sort {
        Some(Sort { by, down: false }) => format!("Sorted by {}; s again: the other way round", by.name()),
        Some(Sort { by, down: true }) => {
            format!("Sorted by {}, the largest first; s again: by stage and start", by.name())
        }
        None => "By stage and start".to_owned(),
    });
    in_sight(app);
}

fn group(app: &mut App) {
    app.table.group = match app.table.group {
        None => Some(Grouping::Stage),
        Some(Grouping::Stage) => Some(Grouping::Owner),
        Some(Grouping::Owner) => Some(Grouping::Status),
        Some(Grouping::Status) => None,
    };
    app.toasts.clear();
    app.say(
        app.table.group.map_or_else(|| "Not grouped".to_owned(), |by| format!("Grouped by {}", by.word())),
    );
    in_sight(app);
}

/// Shows a column behind the cursor's, or hides it; the last one stays.
pub fn show_column(app: &mut App, column: Column) {
    let shown = &mut app.table.columns;
    match shown.iter().position(|it| *it == column) {
        Some(_) if shown.len() == 1 => app.say("One column stays"),
        Some(at) => {
            shown.remove(at);
            if app.table_column() == column {
                app.table.column = app.table.columns[at.min(app.table.columns.len() - 1)];
            }
        }
        None => shown.push(column),
    }
}

fn move_column(app: &mut App, by: i64) {
    if app.table_column().apart().is_some() {
        app.say("What differs stands at the right edge");
        return;
    }
    let at = app.table.at();
    let to = (at as i64 + by).clamp(0, app.table.columns.len() as i64 - 1) as usize;
    app.table.columns.swap(at, to);
}

/// Makes the column of the cursor wider or narrower, from what is seen of it.
fn widen(app: &mut App, by: i16) {
    let column = app.table_column();
    if column.apart().is_some() {
        app.say("What differs is as wide as it must be");
        return;
    }
    let frame = layout::frame(Rect::new(0, 0, app.size.0, app.size.1));
    let seen = screens::table_column_cells(app, frame.view, column);
    let cells = seen.unwrap_or(app.table.cells(column)).saturating_add_signed(by);
    app.table.give(column, Some(cells));
}

fn remove(app: &mut App) {
    let sheet = app.sheet();
    let items: Vec<InitiativeIx> = sheet.items().collect();
    let Some(at) = app.selected().and_then(|at| items.iter().position(|it| *it == at)) else { return };
    let beside = items.get(at + 1).or_else(|| at.checked_sub(1).and_then(|at| items.get(at)));
    let beside = beside.map(|at| app.analysis().plan.initiatives[at.at()].id.clone());
    roadmap::remove(app);
    if let Some(id) = beside.filter(|id| app.analysis().plan.initiative(id).is_some()) {
        app.roadmap.cursor = RowKey::Bar(id);
    }
    settle(app);
}

/// Whether a key begins to type over the cell: a digit or a sign on figures and dates, a capital letter on words.
pub fn begins(app: &App, key: Key) -> bool {
    let Some(c) = key.typed().filter(|_| app.view == View::Initiatives && app.selected().is_some()) else {
        return false;
    };
    let plan = &app.session.analysis().plan;
    let open = app
        .selected()
        .is_some_and(|at| table::present(&app.session.laid(), plan, at, app.table_column()).is_ok());
    let fits = if app.table_column().of_figures() {
        c.is_ascii_digit() || matches!(c, '+' | '-' | '−' | '=' | '.' | '£' | '€' | '$')
    } else {
        c.is_uppercase() || !c.is_ascii()
    };
    fits && open
}

/// Opens the cell; what cannot be typed opens the form, or says why.
fn edit(app: &mut App, over: bool) {
    let Some(at) = app.selected() else { return };
    app.toasts.clear();
    let plan = &app.session.analysis().plan;
    match table::present(&app.session.laid(), plan, at, app.table_column()) {
        Ok(text) => {
            let id = plan.initiatives[at.at()].id.clone();
            app.table.edit = Some(CellEdit { id, input: field::of(&text), over, wrong: None });
        }
        Err(_) if over => form::open(app),
        Err(why) => app.fail(why),
    }
}

/// A key for the cell: into the line that is typed, or the begin of one.
pub fn typed(app: &mut App, key: Key) {
    if app.view != View::Initiatives {
        return;
    }
    if app.table.edit.is_none() {
        if key.typed().is_none() || app.selected().is_none() {
            return;
        }
        edit(app, false);
        let Some(edit) = &mut app.table.edit else { return };
        edit.over = true;
    }
    let Some(edit) = &mut app.table.edit else { return };
    let replaces = key.typed().is_some() || matches!(key.code, Code::Named(Name::Backspace | Name::Delete));
    if edit.over && replaces {
        edit.input = field::of("");
    }
    if field::typed(&mut edit.input, key) {
        edit.over = false;
        check(app);
    }
}

/// Begins to type into the cell of the cursor.
pub fn begin(app: &mut App, edit: CellEdit) {
    app.toasts.clear();
    app.table.edit = Some(edit);
}

/// Pastes into the cell that is typed in; whether there was room for all of it, `None` when there is no such cell.
pub fn pasted(app: &mut App, text: &str) -> Option<bool> {
    let over = app.table.edit.as_ref()?.over;
    // Into a cell in which nothing is typed yet a block is pasted as into a spreadsheet.
    if over && rows::is_block(text) && rows::open_block(app, text) {
        return Some(true);
    }
    let edit = app.table.edit.as_mut()?;
    if std::mem::take(&mut edit.over) {
        edit.input = field::of("");
    }
    let whole = field::pasted(&mut edit.input, text);
    check(app);
    Some(whole)
}

/// The change that what is typed makes.
fn change(app: &App, edit: &CellEdit) -> Result<Option<Change>, String> {
    let analysis = app.session.analysis();
    let at = analysis.plan.initiative(&edit.id).ok_or("it is no longer in the plan")?;
    table::typed(
        &app.session.laid(),
        analysis,
        at,
        app.table_column(),
        edit.input.value(),
        &app.session.layer(),
    )
}

/// Says what is wrong with what is typed, while it is typed.
pub fn check(app: &mut App) {
    let Some(mut edit) = app.table.edit.take() else { return };
    edit.wrong = change(app, &edit).err();
    app.table.edit = Some(edit);
}

/// Keeps what is typed and goes on; what cannot be taken stays as it is typed, marked, with the reason.
fn keep(app: &mut App, rows: i64, columns: i64) {
    let Some(mut edit) = app.table.edit.take() else { return };
    let wrong = match change(app, &edit) {
        Ok(None) => None,
        Ok(Some(change)) => match app.session.preview(&change) {
            Err(refusal) => Some(refusal.to_string()),
            Ok(after) => {
                let new = form::new_errors(&app.session.analysis().diagnostics, &after.diagnostics);
                let first = new.first().map(|problem| problem.message.clone());
                if first.is_none() {
                    edits::make(app, &change, Some(&edit.id));
                }
                first
            }
        },
        Err(why) => Some(why),
    };
    if wrong.is_some() {
        edit.wrong = wrong;
        edit.over = false;
        app.table.edit = Some(edit);
        return;
    }
    sideways(app, columns);
    // The row may stand elsewhere now; the cursor goes on from there.
    step(app, rows);
}

/// Takes what is typed, where it is, as Enter does; whether nothing is typed any more.
pub fn take(app: &mut App) -> bool {
    keep(app, 0, 0);
    app.table.edit.is_none()
}

/// The initiative in whose line a cell of the screen lies.
pub fn initiative_at(app: &App, at: Position) -> Option<InitiativeIx> {
    let view = layout::frame(Rect::new(0, 0, app.size.0, app.size.1)).view;
    let (line, _) = screens::table_cell_at(app, view, at).filter(|_| view.contains(at))?;
    app.sheet().lines.get(line).and_then(Line::item)
}

/// Selects the cell under the mouse.
pub fn press(app: &mut App, area: Rect, at: Position) {
    app.table.edit = None;
    if let Some(column) = screens::table_heading_at(app, area, at) {
        app.table.column = column;
        sort(app);
        return;
    }
    let Some((line, column)) = screens::table_cell_at(app, area, at) else { return };
    if let Some(column) = column {
        app.table.column = column;
    }
    let sheet = app.sheet();
    if let Some(at) = sheet.lines.get(line).and_then(Line::item) {
        app.roadmap.cursor = RowKey::Bar(app.analysis().plan.initiatives[at.at()].id.clone());
    }
}
