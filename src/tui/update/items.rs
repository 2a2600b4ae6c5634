//! What is done to items of every kind: add one and go on in its form, double, leave out, remove.

use super::edits::{make, say_more};
use super::form;
use crate::diagnostic::Path;
use crate::keys::Table;
use crate::revise;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::overlays::form::Subject;
use crate::tui::overlays::lists::Take;
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Overlay, Question};

/// Asks for the title of a new item.
pub fn ask(app: &mut App, table: &'static Table) {
    let about = if table.name == "initiative" { About::New } else { About::Create(table) };
    app.toasts.clear();
    app.overlays.push(Overlay::Question(Question::new(about, "")));
}

/// Adds an item with a title, and opens its form.
pub fn create(app: &mut App, table: &'static Table, title: &str) {
    let (id, change) = revise::create(&app.session.laid(), table, title, &app.session.layer());
    if make(app, &change, Some("")) {
        form::open_item(app, [table.name, &id]);
    }
}

/// The item that is marked in the list: its kind and id.
pub fn marked(app: &App) -> Option<(&'static Table, String)> {
    let Some(Overlay::List(list)) = app.overlays.last() else { return None };
    match list.marked(app)? {
        Take::Form(Subject::Item { table, at }) => Some((table, at.keys.last()?.clone())),
        _ => None,
    }
}

/// Runs a command of the list of everything.
pub fn run(app: &mut App, command: Command) {
    let Some((table, id)) = marked(app) else {
        app.say("Go to an item first");
        return;
    };
    let (document, layer) = (app.session.laid().into_owned(), app.session.layer());
    let done = match command {
        Command::ItemDouble => revise::duplicate(&document, table, &id, &layer).map(|(new, change)| {
            if make(app, &change, Some("")) {
                form::open_item(app, [table.name, &new]);
            }
        }),
        Command::ItemDrop => revise::leave_out(&document, table, &id, &layer).map(|change| {
            make(app, &change, Some(""));
        }),
        Command::ItemRemove => revise::remove(&document, table, &id, &layer).map(|removal| {
            if make(app, &removal.change, Some("")) && !removal.unhooked.is_empty() {
                say_more(app, &unhooked(&removal.unhooked));
            }
        }),
        // Commands of other contexts never come here.
        _ => Ok(()),
    };
    if let Err(why) = done {
        app.fail(why);
    }
}

/// What does not name a removed item any more, behind the message of its removal.
fn unhooked(places: &[Path]) -> String {
    let shown: Vec<String> = places.iter().take(3).map(ToString::to_string).collect();
    let more = places.len().saturating_sub(shown.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("; taken out of {}{more}, which named it", shown.join(", "))
}
