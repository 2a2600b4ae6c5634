//! Pasted text: into the line that is typed in, as rows where rows may be pasted; anywhere else it runs nothing.

use super::{copy, deciding, filter, form, questions, rows, table};
use crate::tui::app::{App, View};
use crate::tui::command::Command;
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Overlay, field};

/// Pasted text goes into the line that is typed in; anywhere else it runs nothing.
pub fn pasted(app: &mut App, text: &str) {
    let whole = match app.overlays.last_mut() {
        Some(Overlay::List(list)) => {
            list.picker.at = 0;
            field::pasted(&mut list.picker.filter, text)
        }
        Some(Overlay::Question(question)) if question.about == About::ReadRows && rows::is_block(text) => {
            app.overlays.pop();
            app.view = View::Initiatives;
            table::settle(app);
            rows::open(app, text);
            true
        }
        Some(Overlay::Question(question)) => {
            let before = question.input.value().len();
            let whole = field::pasted(&mut question.input, text);
            // What a full line has no room for changes nothing.
            if question.input.value().len() != before {
                questions::changed(app);
            }
            whole
        }
        Some(Overlay::Form(_)) => form::pasted(app, text),
        Some(Overlay::Decision(_)) => deciding::pasted(app, text),
        Some(Overlay::Choice(_) | Overlay::Rows(_) | Overlay::Gates(_)) => true,
        None if app.solving.is_some() => true,
        None => filter::pasted(app, text).or_else(|| table::pasted(app, text)).unwrap_or_else(|| {
            if !copy::pasted(app, text) && !rows::pasted(app, text) {
                app.toasts.clear();
                let table = app.keys.after(", or go to the initiatives (", Command::ViewInitiatives, "");
                let table = table.trim_end();
                app.say(format!(
                    "Pasted text runs nothing here; open a form or a list to paste into{table}) for rows of a spreadsheet"
                ));
            }
            true
        }),
    };
    if !whole {
        app.toasts.clear();
        app.fail("There is no room here for all that was pasted; only its beginning was taken");
    }
}
