//! Views with a name: kept, gone to, called otherwise, deleted. They are for all plans; what a plan does not have is passed
//! over.

use super::{network, open, roadmap, table};
use crate::store::SavedView;
use crate::tui::app::{App, View};
use crate::tui::bookmark;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Listed, Overlay, Question};

/// Runs a command of saved views.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    match command {
        Command::SaveView => open(app, Overlay::Question(Question::new(About::SaveView, &suggested(app)))),
        Command::SavedViews => {
            // Another program may have kept one.
            return vec![Effect::ReadViews];
        }
        Command::ViewRename => {
            if let Some(name) = marked(app) {
                app.overlays.pop();
                open(app, Overlay::Question(Question::new(About::RenameView(name.clone()), &name)));
            }
        }
        Command::ViewRemove => {
            if let Some(name) = marked(app) {
                app.saved.retain(|view| view.name != name);
                app.say(format!("The view {name} is deleted"));
                return vec![Effect::KeepViews(app.saved.clone())];
            }
        }
        // Commands of other contexts never come here.
        _ => {}
    }
    Vec::new()
}

/// A name for the present view: its filter, where it has one.
fn suggested(app: &App) -> String {
    app.filter.line.value().trim().to_owned()
}

/// The name of the marked view of the list.
fn marked(app: &App) -> Option<String> {
    use crate::tui::overlays::lists::Take;
    match app.overlays.last()? {
        Overlay::List(list) => match list.marked(app)? {
            Take::View(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// The views as they are kept now.
pub fn came(app: &mut App, views: Vec<SavedView>) {
    app.saved = views;
    if app.saved.is_empty() {
        app.toasts.clear();
        let keep = app.keys.after("; ", Command::SaveView, "keeps this one under a name");
        app.say(format!("No view is kept yet{keep}"));
        return;
    }
    open(app, Overlay::list(Listed::Views));
}

/// Keeps the present view under a name, in the place of one that has it.
pub fn keep(app: &mut App, name: &str) -> Vec<Effect> {
    let view = SavedView { name: name.to_owned(), shows: bookmark::leave(app) };
    match app.saved.iter_mut().find(|known| known.name == name) {
        Some(known) => *known = view,
        None => app.saved.push(view),
    }
    let list = app.keys.after("; ", Command::SavedViews, "lists them");
    app.say(format!("This view is kept as {name}{list}"));
    vec![Effect::KeepViews(app.saved.clone())]
}

/// Gives a view another name.
///
/// # Errors
/// That another one has it.
pub fn rename(app: &mut App, old: &str, new: &str) -> Result<Vec<Effect>, String> {
    if new != old && app.saved.iter().any(|view| view.name == new) {
        return Err(format!("another view is called {new}"));
    }
    if let Some(view) = app.saved.iter_mut().find(|view| view.name == old) {
        new.clone_into(&mut view.name);
    }
    Ok(vec![Effect::KeepViews(app.saved.clone())])
}

/// Goes to a view; the cursor stays on what it is on.
pub fn go_to(app: &mut App, name: &str) {
    let Some(view) = app.saved.iter().find(|view| view.name == name) else { return };
    let shows = view.shows.clone();
    let cursor = app.roadmap.cursor.clone();
    bookmark::go_to(app, &shows);
    app.roadmap.cursor = cursor;
    if let Some(case) = bookmark::case(&shows) {
        let case = Some(case).filter(|id| !id.is_empty());
        let analysis = app.session.analysis();
        let known = case.as_deref().is_none_or(|id| analysis.plan.case(id).is_some());
        if known && analysis.case != case {
            super::to_case(app, case);
        }
    }
    app.toasts.clear();
    app.say(format!("View: {name}"));
    match app.view {
        View::Initiatives => table::settle(app),
        View::Network => network::settle(app),
        View::Roadmap | View::Money | View::Changes | View::Past | View::Problems => {
            roadmap::keep_in_sight(app);
        }
    }
}
