//! Two plans side by side: chosen, and what differs between them.

use super::open;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::comparing::With;
use crate::tui::overlays::{Listed, Overlay};
use crate::views::standing;

/// Runs a command of comparing.
pub fn run(app: &mut App, command: Command) {
    match command {
        Command::Compare => open(app, Overlay::list(Listed::Compare)),
        Command::Compared => match app.compared() {
            Some(delta) if delta.is_empty() => app.say("Nothing differs in dates and money"),
            Some(_) => open(app, Overlay::list(Listed::Compared)),
            None => {}
        },
        // Commands of other contexts never come here.
        _ => {}
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
        let lists = app.keys.after("; ", Command::Compared, "lists what differs");
        app.say(format!("Compared with {name} ({} {}): {differs}{lists}", standing.glyph, standing.word));
    } else {
        app.comparing = None;
        app.fail(format!("There is no {name} any more"));
    }
}
