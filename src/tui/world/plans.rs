//! Several plans open at once: one is shown, the others lie ready as they were left, each with its journal.

use std::path::{Path, PathBuf};

use super::World;
use crate::analysis::Options;
use crate::document::Source;
use crate::session::Session;
use crate::store;
use crate::tui::app::{App, OnDisk};
use crate::tui::event::Event;
use crate::tui::keeper::Keeper;
use crate::tui::perform;
use crate::tui::tabs::Tab;

/// A plan that is open and not shown.
#[derive(Debug)]
pub struct Laid {
    /// Its screen as it was left.
    pub app: App,
    /// Its journal, which has all there is.
    pub keeper: Keeper,
    /// Whether its file was changed by somebody since; that is dealt with when it is shown.
    pub changed: bool,
}

/// What comes of the file of an open plan having been touched.
#[derive(Debug)]
pub enum Touched {
    /// It is as it was.
    Nothing,
    /// It is that of the plan that is shown: this is to be dealt with.
    Shown(Event),
    /// It is that of another one, whose tab says so.
    Behind,
}

impl World {
    /// Opens a plan beside those that are open, and shows it; an example that nobody touched makes room for it.
    /// What is to be looked at then.
    pub fn open(&mut self, app: &mut App, path: PathBuf) -> Option<Event> {
        if same_file(app, &path) {
            let name = app.disk.name();
            app.say(format!("{name} is what is shown"));
            return None;
        }
        if let Some(at) = self.laid.iter().position(|laid| same_file(&laid.app, &path)) {
            return self.show(app, at + usize::from(at >= app.tabs.at));
        }
        let seen = match store::read(&path) {
            Ok(seen) => seen,
            Err(error) => {
                app.fail(error.to_string());
                return None;
            }
        };
        let source = Source::new(path.display().to_string(), seen.text().clone());
        let session = Session::new(source, Options { case: None, today: app.today });
        if let Some(state) = &self.places.state {
            store::remember(state, &path);
        }
        let disk = OnDisk::new(Some(path), Some(seen));
        let opened = App::new(session, disk, app.today, app.theme.clone(), app.depth, app.size);
        if app.disk.path.is_none() && !app.session.is_changed() {
            self.keeper.leave(app);
            Self::change(app, opened);
        } else {
            self.beside(app, opened);
        }
        self.name_tabs(app);
        self.remember_open(app);
        let name = app.disk.name();
        app.say(format!("Opened {name}"));
        self.begin(app);
        None
    }

    /// Lays the shown plan aside and shows another behind it.
    pub fn beside(&mut self, app: &mut App, opened: App) {
        let keeper = Keeper::new(self.places.state.clone(), &self.to);
        let place = app.tabs.at;
        let laid = self.lay(app, opened, keeper);
        self.laid.insert(place, laid);
        app.tabs.at = place + 1;
        self.name_tabs(app);
    }

    /// Shows another of the open plans, as it was left; what its file holds is looked at anew.
    pub fn show(&mut self, app: &mut App, place: usize) -> Option<Event> {
        let at = app.tabs.at;
        if place == at || place > self.laid.len() {
            return None;
        }
        let Laid { app: shown, keeper, .. } = self.laid.remove(place - usize::from(place > at));
        let laid = self.lay(app, shown, keeper);
        self.laid.insert(at - usize::from(place < at), laid);
        app.tabs.at = place;
        self.name_tabs(app);
        self.remember_open(app);
        perform::look_again(app)
    }

    /// Watches the files of all open plans.
    pub fn watch_files(&self, app: &App) {
        let others = self.laid.iter().map(|laid| &laid.app);
        self.watch.point(std::iter::once(app).chain(others).filter_map(|app| app.disk.path.as_ref()));
    }

    /// The file of an open plan was touched.
    pub fn touched(&mut self, app: &mut App, path: &Path) -> Touched {
        if app.disk.path.as_deref() == Some(path) {
            return perform::look_again(app).map_or(Touched::Nothing, Touched::Shown);
        }
        let Some(laid) = self.laid.iter_mut().find(|laid| laid.app.disk.path.as_deref() == Some(path)) else {
            return Touched::Nothing;
        };
        let changed = perform::look_again(&laid.app).is_some();
        if std::mem::replace(&mut laid.changed, changed) == changed {
            return Touched::Nothing;
        }
        if changed {
            let name = laid.app.disk.name();
            app.say(format!("{name} was changed on disk; that is dealt with when it is shown"));
        }
        self.name_tabs(app);
        Touched::Behind
    }

    /// Remembers which plans stand open, for a start that names none; while all are being left they stay what they were.
    pub fn remember_open(&mut self, app: &App) {
        if app.tabs.leaving {
            return;
        }
        let mut paths: Vec<Option<&PathBuf>> =
            self.laid.iter().map(|laid| laid.app.disk.path.as_ref()).collect();
        paths.insert(app.tabs.at.min(paths.len()), app.disk.path.as_ref());
        let paths: Vec<PathBuf> = paths.into_iter().flatten().cloned().collect();
        let shown = app.disk.path.as_deref().unwrap_or(Path::new(""));
        if let Some(together) = &mut self.together {
            together.remember(&paths, shown);
        }
    }

    /// Closes the plan that is shown; whether another one is shown now.
    pub fn close(&mut self, app: &mut App) -> bool {
        self.keeper.leave(app);
        if self.laid.is_empty() {
            return false;
        }
        self.keeper.sync(app);
        self.leave_mark(app);
        let (name, at) = (app.disk.name(), app.tabs.at.min(self.laid.len() - 1));
        let Laid { app: shown, keeper, .. } = self.laid.remove(at);
        self.keeper = keeper;
        Self::change(app, shown);
        app.tabs.at = at;
        self.name_tabs(app);
        self.remember_open(app);
        app.say(format!("Closed {name}"));
        true
    }

    /// Puts another plan in front and lays the shown one aside, with all of it in its journal.
    fn lay(&mut self, app: &mut App, shown: App, keeper: Keeper) -> Laid {
        self.keeper.sync(app);
        self.mark_meanwhile(app);
        let keeper = std::mem::replace(&mut self.keeper, keeper);
        let app = Self::change(app, shown);
        Laid { app, keeper, changed: false }
    }

    /// Puts another plan in the place of the shown one; gives that one back.
    fn change(app: &mut App, mut shown: App) -> App {
        app.hand_over(&mut shown);
        std::mem::replace(app, shown)
    }

    /// Tells the screen which plans are open beside it.
    fn name_tabs(&self, app: &mut App) {
        let tab = |Laid { app, changed, .. }: &Laid| Tab {
            title: app.session.analysis().plan.title.clone(),
            name: app.disk.name(),
            unsaved: app.unsaved(),
            changed: *changed,
        };
        app.tabs.others = self.laid.iter().map(tab).collect();
    }
}

/// Whether a plan stands under a path, whichever way the path leads there.
fn same_file(app: &App, path: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    app.disk.path.as_ref().is_some_and(|own| real(own) == real(path))
}
