//! What a key does: the end of a sequence, the beginning of one, a letter for the line that is typed in.

use super::{deciding, filter, form, hand, linking, presenter, questions, run, table};
use crate::tui::app::{App, View};
use crate::tui::command::{Command, Context};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::keymap::{self, Meaning};
use crate::tui::overlays::{Overlay, field};

/// A key: the end of a sequence, the beginning of one, something typed, or nothing.
pub fn pressed(app: &mut App, key: Key) -> Vec<Effect> {
    // A key while the mouse drags something puts that back, and one on an empty screen brings the slide; it does nothing else.
    if hand::put_back(app) || presenter::woken(app) {
        return Vec::new();
    }
    let contexts = keymap::contexts(app);
    if app.pending.is_empty() && contexts.contains(&Context::Table) && table::begins(app, key) {
        table::typed(app, key);
        return Vec::new();
    }
    if contexts == [Context::Question] && questions::letter(app, key) {
        return questions::answer_leave(app, key);
    }
    app.pending.push(key);
    let keys = std::mem::take(&mut app.pending);
    match keymap::meaning(app, &keys) {
        Meaning::Run(command) => run(app, command),
        Meaning::Begins => {
            app.pending = keys;
            app.pending_since = app.now;
            Vec::new()
        }
        Meaning::NotNow(why) => {
            app.toasts.clear();
            app.say(why);
            Vec::new()
        }
        // A key that ends nothing begins anew by itself.
        Meaning::Nothing if keys.len() > 1 && key.typed().is_some() => {
            does_nothing(app, &keys);
            Vec::new()
        }
        Meaning::Nothing if keys.len() > 1 => pressed(app, key),
        // Who presses it wants to copy, or to be out: it does neither, so that no slip loses anything, and says what does.
        Meaning::Nothing if key == (Key { ctrl: true, ..Key::char('c') }) => {
            app.toasts.clear();
            let copy = app.keys.after("", Command::Copy, "copies; ");
            let quit = app.keys.after("", Command::Quit, "quits; ");
            let anywhere = contexts.contains(&Context::Anywhere);
            app.say(format!(
                "{}Esc leaves what is open",
                if anywhere { copy + &quit } else { String::new() }
            ));
            Vec::new()
        }
        Meaning::Nothing => {
            typed(app, key);
            Vec::new()
        }
    }
}

/// A key for the line that is typed in.
fn typed(app: &mut App, key: Key) {
    if let Some(picker) = app.overlays.last_mut().and_then(Overlay::picker) {
        if key.typed() == Some('?') && picker.filter.value().is_empty() {
            app.overlays.pop();
        } else if field::typed(&mut picker.filter, key) {
            picker.at = 0;
        }
        return;
    }
    match app.overlays.last_mut() {
        Some(Overlay::Question(question)) => {
            let own = field::typed(&mut question.input, key);
            if own {
                questions::changed(app);
            }
        }
        Some(Overlay::Form(_)) => form::typed(app, key),
        Some(Overlay::Decision(_)) => deciding::typed(app, key),
        // A list is typed into above.
        Some(Overlay::List(_) | Overlay::Choice(_) | Overlay::Rows(_) | Overlay::Gates(_)) => {}
        None if app.solving.is_some() => {}
        None if app.room.presenting.is_some() => presenter::typed(app, key),
        None if app.linking.is_some() => linking::typed(app, key),
        None if app.filter.typing => filter::typed(app, key),
        None if app.table.edit.is_none() && (app.view != View::Initiatives || key.typed().is_none()) => {
            does_nothing(app, &[key]);
        }
        None => table::typed(app, key),
    }
}

/// Says that keys do nothing in a view, so that nobody waits for them to.
fn does_nothing(app: &mut App, keys: &[Key]) {
    if !keymap::contexts(app).contains(&Context::Anywhere) {
        return;
    }
    let help = app.keys.after("; ", Command::Help, "lists what can be pressed");
    app.toasts.retain(|toast| toast.failed);
    app.say(format!("{} does nothing here{help}", app.keys.shown(keys)));
}
