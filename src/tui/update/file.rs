//! The plan as a file: written, copied, read again, left for another plan, the editor or the shell.

use super::{disk, open, place, trying};
use crate::tui::app::{App, OnDisk};
use crate::tui::command::Command;
use crate::tui::effect::{Effect, Then};
use crate::tui::event::{Nearby, SaveEnd};
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Listed, Overlay, Question};

/// Runs a command that is about the file.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    use Command as C;
    match command {
        C::Save => return save(app, Then::Stay),
        C::SaveAs => ask_name(app, Then::Stay),
        C::SaveCopy => ask_copy(app),
        C::NewPlan => open(app, Overlay::Question(Question::new(About::NewPlan, "plan.toml"))),
        C::Reload => {
            app.disk.asked = false;
            return vec![Effect::Look];
        }
        C::Revert => disk::revert(app),
        C::Recent => return vec![Effect::Recent],
        C::Editor => {
            let line = place::line(app);
            return leave_for(app, Then::Edit(line));
        }
        // What is tried looks like work; nobody is to lose it by leaving.
        C::Quit | C::QuitAll if app.trying.trial.is_some() => trying::say_held(app),
        C::Quit => return leave_for(app, Then::Quit),
        C::QuitAll => {
            app.tabs.leaving = true;
            return leave_for(app, Then::Quit);
        }
        C::NextPlan => return vec![Effect::Show(app.tabs.beside(1))],
        C::PreviousPlan => return vec![Effect::Show(app.tabs.beside(-1))],
        _ => {}
    }
    Vec::new()
}

/// Does what comes after this plan, and asks first when there is work that the file does not have.
pub fn leave_for(app: &mut App, then: Then) -> Vec<Effect> {
    let unsaved = if app.disk.path.is_some() { app.unsaved() } else { app.session.is_changed() };
    // The editor needs a file in any case.
    let unsaved = unsaved || (app.disk.path.is_none() && matches!(then, Then::Edit(_)));
    if unsaved {
        open(app, Overlay::Question(Question::new(About::Leave(then), "")));
        return Vec::new();
    }
    after(&then)
}

/// The effect of what comes next.
pub fn after(then: &Then) -> Vec<Effect> {
    match then {
        Then::Stay => Vec::new(),
        Then::Quit => vec![Effect::Quit],
        Then::Edit(line) => vec![Effect::Edit { line: *line }],
    }
}

/// Writes the plan, or asks for a name when it has none, or asks what to do with what somebody else wrote.
pub fn save(app: &mut App, then: Then) -> Vec<Effect> {
    let Some(path) = app.disk.path.clone() else {
        ask_name(app, then);
        return Vec::new();
    };
    if app.disk.news.is_some() {
        app.disk.asked = false;
        return Vec::new();
    }
    vec![Effect::Save { path, new: app.disk.seen.is_none(), then }]
}

/// Asks for the name of a file to go on with.
pub fn ask_name(app: &mut App, then: Then) {
    let typed = match &app.disk.path {
        Some(path) => path.display().to_string(),
        None => "northmere.toml".to_owned(),
    };
    open(app, Overlay::Question(Question::new(About::SaveAs { then }, &typed)));
}

fn ask_copy(app: &mut App) {
    let path = app.disk.path.clone().unwrap_or_else(|| "northmere.toml".into());
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let typed = path.with_file_name(format!("{stem}-copy.toml")).display().to_string();
    open(app, Overlay::Question(Question::new(About::SaveCopy, &typed)));
}

/// Lists the plans that could be opened.
pub fn recent(app: &mut App, plans: Nearby) {
    open(app, Overlay::list(Listed::Plans(plans)));
}

/// An attempt to write the plan has ended.
pub fn saved(app: &mut App, end: SaveEnd) -> Vec<Effect> {
    match end {
        SaveEnd::Done { path, seen, warning, then } => {
            app.session.mark_saved();
            let keeps = || app.keys.after("; ", Command::TrialKeep, "keeps that");
            let without = app.trying.trial.as_ref().map(|_| format!(" without what is tried{}", keeps()));
            app.say(format!("Saved {}{}", path.display(), without.unwrap_or_default()));
            if let Some(warning) = warning {
                app.fail(warning);
            }
            app.disk = OnDisk::new(Some(path), Some(seen));
            after(&then)
        }
        SaveEnd::Changed => {
            app.disk.asked = false;
            vec![Effect::Look]
        }
        SaveEnd::Failed(why) => {
            app.fail(why);
            Vec::new()
        }
    }
}
