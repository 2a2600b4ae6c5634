//! A press on the roadmap: it selects, and may begin to drag a bar, an end of it, its handle, or a line between panes.

use ratatui::layout::Position;

use crate::tui::app::{App, RowKey};
use crate::tui::command::Command;
use crate::tui::hand::Held;
use crate::tui::hit::{self, On, Spot};
use crate::tui::layout;
use crate::tui::update::{form, hand, money, roadmap, splits};

/// What a press does; `twice`: it is the second of a double click.
pub fn press(app: &mut App, at: Position, twice: bool) {
    match hit::roadmap(app, at) {
        Spot::Row { row, on } => {
            select(app, row);
            if twice && on != On::Fold {
                edit(app);
            } else {
                on_row(app, at, on);
            }
        }
        Spot::Year(year) => money::who_is_in(app, year),
        Spot::Divider(which) if twice => *app.splits.size(which) = None,
        Spot::Divider(which) => {
            splits::take(app, which, at);
        }
        Spot::Detail if twice => edit(app),
        Spot::Nothing | Spot::Detail => {}
    }
}

/// Puts the cursor on a row, which stays where it is on the screen.
pub fn select(app: &mut App, row: usize) {
    let rows = app.rows();
    let height = usize::from(roadmap::parts(app).rows.height);
    let top = layout::scrolled(app.roadmap.top, app.cursor_row(&rows), height, rows.len());
    if let Some(key) = app.key_of(row) {
        app.roadmap.top = top;
        app.roadmap.cursor = key;
    }
}

fn on_row(app: &mut App, at: Position, on: On) {
    let id = |of: crate::plan::InitiativeIx, app: &App| app.analysis().plan.initiatives[of.at()].id.clone();
    match on {
        On::Fold => roadmap::run(app, Command::Fold),
        On::Bar(of, grip) => {
            let id = id(of, app);
            hand::take(app, at, Held::Bar { id, grip });
        }
        On::Handle(of) => {
            let id = id(of, app);
            hand::take(app, at, Held::Link { id, over: None });
        }
        On::List => hand::take(app, at, Held::Row { of: app.roadmap.cursor.clone(), over: None }),
        On::Extent => {
            if let RowKey::Lane(id) = app.roadmap.cursor.clone() {
                hand::take(app, at, Held::Stage { id });
            }
        }
        On::Calendar => {}
    }
}

/// Opens the form of what is selected; of what has no stage there is none, and its lane is folded.
fn edit(app: &mut App) {
    match app.roadmap.cursor.clone() {
        RowKey::Bar(_) => form::open(app),
        RowKey::Lane(id) if id.is_empty() => roadmap::run(app, Command::Fold),
        RowKey::Lane(id) => form::open_item(app, ["stage", &id]),
    }
}
