//! Two plans side by side: chosen, and what differs between them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::open;
use crate::git::Baseline;
use crate::tui::app::{App, View};
use crate::tui::command::Command;
use crate::tui::comparing::With;
use crate::tui::effect::Effect;
use crate::tui::overlays::{Listed, Overlay};
use crate::tui::revisions::{Found, Known};
use crate::views::standing;

/// Runs a command of comparing.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    match command {
        Command::Compare | Command::Against => {
            app.changes.step = None;
            open(app, Overlay::list(Listed::Compare));
            return app.disk.path.clone().map(|path| list(app, path)).into_iter().collect();
        }
        Command::Compared => match app.compared() {
            Some(delta) if delta.is_empty() => app.say("Nothing differs in dates and money"),
            Some(_) => open(app, Overlay::list(Listed::Compared)),
            None => {}
        },
        // Commands of other contexts never come here.
        _ => {}
    }
    Vec::new()
}

/// Asks for the revisions of the plan's file; those that are known stay until the others come.
fn list(app: &mut App, path: PathBuf) -> Effect {
    if app.changes.known == Known::Nothing {
        app.changes.known = Known::Asking;
    }
    Effect::Revisions(path)
}

/// The revisions of a file were listed, or not.
pub fn listed(app: &mut App, path: &Path, found: Result<Found, String>) {
    if app.disk.path.as_deref() == Some(path) {
        app.changes.known = found.map_or_else(Known::None, Known::Found);
    }
}

/// Asks for a revision to compare with.
pub fn ask(app: &mut App, asked: String) -> Vec<Effect> {
    let Some(path) = app.disk.path.clone() else {
        app.fail("The plan has no file yet, and so no revisions");
        return Vec::new();
    };
    vec![Effect::Baseline { asked, path }]
}

/// What the plan of a file is to be compared with was read, or not.
pub fn read(app: &mut App, path: &Path, found: Result<Baseline, String>) {
    if app.disk.path.as_deref() != Some(path) {
        return;
    }
    match found {
        Ok(baseline) => take(app, Some(With::Baseline(Arc::new(baseline)))),
        Err(why) => app.fail(crate::display::harmless(&why).into_owned()),
    }
}

/// Compares with something, or stops.
pub fn take(app: &mut App, with: Option<With>) {
    app.comparing = with;
    app.last = None;
    app.toasts.clear();
    let Some(with) = &app.comparing else {
        app.say("Nothing is compared any more");
        return;
    };
    let name = app.other_name(with);
    if let Some((other, delta)) = app.other().zip(app.compared()) {
        let standing = standing::of_verdict(other.verdict);
        let words = delta.words(None, &app.figures());
        let differs = if words.is_empty() { "the same dates and money".to_owned() } else { words };
        let lists = match app.view {
            View::Changes => String::new(),
            View::Roadmap | View::Money | View::Initiatives | View::Network | View::Past | View::Problems => {
                app.keys.after("; ", Command::ViewChanges, "says what differs")
            }
        };
        app.say(format!("Compared with {name} ({} {}): {differs}{lists}", standing.glyph, standing.word));
    } else {
        app.comparing = None;
        app.fail(format!("There is no {name} any more"));
    }
}
