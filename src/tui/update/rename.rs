//! Another id for an item: asked for with what follows it, and made as one step.

use super::edits::make;
use super::questions::effect;
use crate::diagnostic::Path;
use crate::revise;
use crate::theme::Role;
use crate::tui::app::{App, RowKey};
use crate::tui::command::Command;
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Overlay, Question};

/// Asks for another id of what is selected or marked.
pub fn ask(app: &mut App, command: Command) {
    let at = match command {
        Command::ItemRename => {
            super::items::marked(app).map(|(table, id)| Path::new([table.name, id.as_str()]))
        }
        _ => match &app.roadmap.cursor {
            RowKey::Bar(id) => Some(Path::new(["initiative", id.as_str()])),
            RowKey::Lane(id) => Some(Path::new(["stage", id.as_str()])).filter(|_| !id.is_empty()),
        },
    };
    let Some(at) = at else {
        app.say("Go to an initiative or a stage first");
        return;
    };
    app.toasts.clear();
    let id = at.keys.last().cloned().unwrap_or_default();
    app.overlays.push(Overlay::Question(Question::new(About::Rename(at), &id)));
}

/// What taking an id would do, in at most four lines.
pub fn told(app: &App, at: &Path, to: &str) -> Result<Vec<(String, Role)>, String> {
    if at.keys.last().is_some_and(|id| id == to) {
        return Ok(Vec::new());
    }
    let renaming = revise::rename(app.session.document(), at, to)?;
    let mut lines = vec![(renaming.words(), Role::Muted)];
    if app.session.scenario().is_some() {
        let said = "An id belongs to the plan: this renames it there, and in every scenario";
        lines.push((said.to_owned(), Role::Scenario));
    }
    // Ids settle ties, so that a penny may fall elsewhere.
    lines.extend(effect(app, &renaming.change));
    Ok(lines)
}

/// Takes an id.
pub fn take(app: &mut App, at: &Path, to: &str) -> Result<(), String> {
    let renaming = revise::rename(app.session.document(), at, to)?;
    if make(app, &renaming.change, Some(to)) && !(renaming.followed.is_empty() && renaming.comments == 0) {
        let said = renaming.words();
        match app.toasts.last_mut() {
            Some(made) => made.text = format!("{}; {said}", made.text),
            None => app.say(said),
        }
    }
    Ok(())
}
