//! What is done to items of every kind: add one, and go on in its form.

use super::edits::make;
use super::form;
use crate::diagnostic::Path;
use crate::keys::Table;
use crate::revise;
use crate::tui::app::App;
use crate::tui::overlays::form::Subject;
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
    let (id, change) = revise::create(app.session.document(), table, title, &app.session.layer());
    if make(app, &change, Some("")) {
        let of = Subject::item(Path::new([table.name, id.as_str()]));
        of.into_iter().for_each(|of| form::open_at(app, of));
    }
}
