//! A plan whose text has conflict markers: its conflicts are opened, from the versions that git holds or from the markers.

use super::app::App;
use super::solving::{Sides, Solving, Whence};
use crate::git::{self, Unmerged};
use crate::merge::marked_lines;
use crate::store::Seen;

/// Opens the conflicts of a text that has markers; whether it has.
pub fn offer(app: &mut App) -> bool {
    let text = app.session.text();
    let broken = !app.session.document().sources()[0].index.errors().is_empty();
    if !broken || !app.overlays.is_empty() || app.solving.is_some() || marked_lines(text).is_empty() {
        return false;
    }
    let Some(path) = app.disk.path.clone() else { return false };
    let Ok(unmerged) = git::unmerged(&path, &Seen::new(text)) else { return false };
    let Unmerged { draft, sides: [ours, base, theirs], mut notes, .. } = unmerged;
    notes.insert(0, format!("{} has conflict markers: a merge was not finished.", app.disk.name()));
    let sides = Sides { ours, base, theirs, notes };
    let known = (app.session.options().clone(), app.session.scenario().map(str::to_owned));
    app.solving = Some(Box::new(Solving::new(Whence::Markers, sides, draft, app.disk.name(), known)));
    true
}
