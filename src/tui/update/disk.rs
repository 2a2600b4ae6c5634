//! The plan's file and what others do to it: taken over, asked about, never overwritten unseen.

use std::path::Path;

use super::edits::shown_anew;
use super::file::ask_name;
use super::{merging, problems};
use crate::store::Seen;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::effect::{Effect, Then};
use crate::tui::event::OnDiskNow;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::choice::{self, Matter};
use crate::tui::solving::Whence;

/// The file was looked at, because it changed or because somebody asked.
pub fn looked(app: &mut App, now: OnDiskNow) -> Vec<Effect> {
    match now {
        OnDiskNow::Gone => return gone(app, "is no longer on disk", "writes it again"),
        OnDiskNow::Replaced => return gone(app, "is no longer a file", "saves it under another name"),
        OnDiskNow::Unreadable(why) => {
            let elsewhere = app.keys.after(", and ", Command::SaveAs, "saves it under another name");
            app.fail(format!("{why}. Nothing is written over it; what you see stays here{elsewhere}"));
        }
        OnDiskNow::Text(found) => {
            app.disk.gone = false;
            if app.disk.seen.as_ref() == Some(&found) {
                // Somebody put it back as it was.
                app.disk.news = None;
                app.disk.left = false;
                if app.solving.as_deref().is_some_and(|it| matches!(it.whence, Whence::Disk(_))) {
                    app.solving = None;
                    let name = app.disk.name();
                    app.say(format!("{name} is as it was again: nothing is left to solve"));
                }
                return Vec::new();
            }
            if app.disk.news.as_ref() != Some(&found) {
                (app.disk.asked, app.disk.left) = (false, false);
            }
            app.disk.news = Some(found);
            if !app.overlays.is_empty() || app.grab.is_some() || app.trying.trial.is_some() {
                let name = app.disk.name();
                app.say(format!("{name} was changed on disk; it is read when this is closed"));
            }
        }
    }
    Vec::new()
}

/// The file is gone: what is here is all there is, and what no journal has is left as a copy.
fn gone(app: &mut App, how: &str, saves: &str) -> Vec<Effect> {
    if std::mem::replace(&mut app.disk.gone, true) {
        return Vec::new();
    }
    let name = app.disk.name();
    let again = app.keys.after(": ", Command::SaveAs, saves);
    app.fail(format!("{name} {how}; what you see is all there is{again}"));
    let copy = !app.session.is_changed();
    copy.then(|| Effect::SetAside(app.session.text().to_owned())).into_iter().collect()
}

/// A copy was left: said with why it was, where its file is gone.
pub fn copied(app: &mut App, path: &Path) {
    let path = path.display();
    match app.toasts.last_mut().filter(|toast| toast.failed && app.disk.gone) {
        Some(toast) => toast.text.push_str(&format!("; a copy is in {path}")),
        None => app.say(format!("A copy is in {path}")),
    }
}

/// Deals with a changed file once nothing lies over the plan.
pub fn settle(app: &mut App) {
    let busy = app.grab.is_some() || app.trying.trial.is_some();
    if app.solving.is_some() {
        merging::settle(app);
        return;
    }
    if !app.overlays.is_empty() || busy || app.disk.asked {
        return;
    }
    let Some(theirs) = app.disk.news.clone() else { return };
    if **theirs.text() == *app.session.text() {
        adopt(app, theirs);
    } else if app.unsaved() {
        // Nobody is asked anything in front of a room.
        if app.room.presenting.is_some() {
            return;
        }
        if app.disk.left {
            app.disk.asked = true;
            merging::ask(app, theirs);
        } else {
            merging::merge(app, theirs);
        }
    } else {
        take(app, theirs);
    }
}

/// Takes note that the file holds the text that is here.
fn adopt(app: &mut App, theirs: Seen) {
    app.session.mark_saved();
    app.disk.seen = Some(theirs);
    app.disk.news = None;
    (app.disk.asked, app.disk.left) = (false, false);
}

/// Takes the file's text over, as one step of undo.
fn take(app: &mut App, theirs: Seen) {
    let before = app.session.shared().clone();
    let name = app.disk.name();
    app.session.reload(&format!("{name} changed on disk"), theirs.text());
    adopt(app, theirs);
    shown_anew(app, &before, &format!("{name} was changed on disk and read again"), Some(""));
    show_faults(app);
}

/// Lists the problems when the text is not TOML: nothing else can be done with it here.
pub fn show_faults(app: &mut App) {
    if !app.session.document().sources()[0].index.errors().is_empty() {
        problems::show(app);
    }
}

/// Runs a command of a choice.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    use Command as C;
    let page = usize::from(app.size.1 / 2).max(1);
    if let Some(Overlay::Choice(choice)) = app.overlays.last_mut() {
        let last = choice::last_top(choice);
        choice.top = match command {
            C::ChoiceDown => (choice.top + 1).min(last),
            C::ChoiceUp => choice.top.saturating_sub(1),
            C::ChoicePageDown => (choice.top + page).min(last),
            C::ChoicePageUp => choice.top.saturating_sub(page),
            _ => choice.top,
        };
    }
    if matches!(command, C::ChoiceDown | C::ChoiceUp | C::ChoicePageDown | C::ChoicePageUp) {
        return Vec::new();
    }
    let Some(Overlay::Choice(choice)) = app.overlays.pop() else { return Vec::new() };
    match (command, &choice.about) {
        (C::Restore, Matter::Unsaved { .. }) => {
            let save = app.keys.after("; ", Command::Save, "writes it to the file");
            app.say(format!("What was not saved is back{save}"));
        }
        (C::Restore, Matter::Unreadable { position }) => {
            let before = app.session.shared().clone();
            app.session.jump(*position);
            shown_anew(app, &before, "", None);
            app.toasts.clear();
            let save = app.keys.after("; ", Command::Save, "writes it to the file");
            app.say(format!("The last state that could be read is back{save}"));
        }
        (C::NotRestore, Matter::Unsaved { .. }) => return give_up(app, choice.theirs),
        (C::NotRestore | C::ChoiceLater, Matter::Unreadable { .. }) => show_faults(app),
        (C::KeepMine, _) => keep_mine(app, choice.theirs),
        (C::TakeTheirs, _) => take(app, choice.theirs),
        (C::MergeBoth, _) => merging::chosen(app, choice.theirs),
        (C::MineElsewhere, _) => ask_name(app, Then::Stay),
        (C::ChoiceLater, Matter::Unsaved { .. }) => {
            let back = app.keys.after("; ", Command::Undo, "goes back");
            app.say(format!("It is here as it was, and not saved{back}"));
        }
        (C::ChoiceLater, Matter::Changed) => {
            app.say("Nothing is written; saving asks again");
        }
        _ => {}
    }
    Vec::new()
}

/// Stays with what is here, on top of the file's text: one undo shows theirs, two what was here before.
fn keep_mine(app: &mut App, theirs: Seen) {
    let mine = app.session.text().to_owned();
    let before = app.session.shared().clone();
    let name = app.disk.name();
    app.session.reload(&format!("{name} changed on disk"), theirs.text());
    adopt(app, theirs);
    app.session.reload("Keep mine", &mine);
    let back = app.keys.after(", and ", Command::Undo, "shows that");
    shown_anew(app, &before, &format!("Kept; saving writes it over what changed on disk{back}"), None);
}

/// Goes on with the file as it is. What was not saved stays in the history, and as a copy.
fn give_up(app: &mut App, theirs: Seen) -> Vec<Effect> {
    let mine = app.session.text().to_owned();
    let before = app.session.shared().clone();
    app.session.reload("Not restored", theirs.text());
    let has_file = app.disk.path.is_some();
    if has_file {
        adopt(app, theirs);
    } else {
        app.session.mark_saved();
    }
    let back = app.keys.after("; ", Command::Undo, "brings back what was not saved");
    shown_anew(app, &before, &format!("The plan as the file has it{back}"), None);
    let effects = if has_file { Vec::new() } else { vec![Effect::GiveUp] };
    std::iter::once(Effect::SetAside(mine)).chain(effects).collect()
}

/// Puts the text back that stands in the file, as one step of undo.
pub fn revert(app: &mut App) {
    let saved = match (&app.disk.news, &app.disk.seen) {
        (Some(theirs), _) => theirs.clone(),
        (None, Some(seen)) => seen.clone(),
        (None, None) => {
            app.say("The plan has no file to go back to");
            return;
        }
    };
    let before = app.session.shared().clone();
    app.session.reload("Back to what is saved", saved.text());
    adopt(app, saved);
    shown_anew(app, &before, "Back to what is saved", Some(""));
}
