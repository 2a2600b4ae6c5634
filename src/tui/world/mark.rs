//! The mark of where the reader is: gone back to at the start, written at the end, and beside the work once a second at most, so
//! that a crash leaves one as well. No key waits for it.

use std::path::PathBuf;

use super::World;
use crate::store;
use crate::tui::app::App;
use crate::tui::app::View;
use crate::tui::bookmark::{self, Again};
use crate::tui::effect::Effect;
use crate::tui::event::Millis;
use crate::tui::{revisions, update};

/// How long after something has happened the mark is written, whatever else happens meanwhile.
const AFTER: Millis = 1_000;

/// When the mark is written that a crash would leave.
#[derive(Debug, Default)]
pub struct Marking {
    /// When it is written next; `None`: nothing has happened since it was.
    due: Option<Millis>,
    /// What was written last, of which plan.
    written: Option<(Option<PathBuf>, String)>,
}

impl Marking {
    /// Something has happened.
    pub fn happened(&mut self, now: Millis) {
        self.due.get_or_insert(now + AFTER);
    }

    /// When something is to be written, if nothing else happens.
    pub const fn due(&self) -> Option<Millis> {
        self.due
    }
}

impl World {
    /// Goes to where the reader was in the plan; the settings say where to begin, if they say anything. After a crash the
    /// reader is exactly where the program was, in its scenario and its case.
    pub fn return_to_mark(&self, app: &mut App) {
        let Some(state) = &self.places.state else { return };
        let mark = store::bookmark(state, app.disk.path.as_deref());
        let crashed = mark.as_deref().is_some_and(bookmark::stood_open) && self.keeper.is_alone();
        // Plans without a file have one mark among them, which is this one's where its work came back.
        if let Some(mark) = mark.filter(|_| app.disk.path.is_some() || (crashed && app.session.is_changed()))
        {
            bookmark::go_to(app, &mark);
            if crashed {
                bookmark::show_again(app, &mark);
            }
            self.compare_again(app, &mark);
            if crashed {
                self.read_again(app);
                return;
            }
        }
        if let Some(view) = self.places.view.filter(|_| app.disk.path.is_some()) {
            app.view = view;
        }
        if let Some(zoom) = self.places.zoom.filter(|_| app.disk.path.is_some()) {
            app.roadmap.zoom = zoom;
        }
        self.read_again(app);
    }

    /// Compares with what the plan was compared with; a baseline that was asked for now goes before that of the last time.
    fn compare_again(&self, app: &mut App, mark: &str) {
        let (None, Some(path)) = (&app.comparing, app.disk.path.clone()) else { return };
        match bookmark::compare_again(app, mark) {
            Again::Done => {}
            Again::Read(asked) => revisions::read(asked, path, &self.to),
            Again::Gone(name) => app.fail(format!("There is no {name} any more to compare with")),
        }
    }

    /// Has the history of the money read where it is shown.
    fn read_again(&self, app: &mut App) {
        if app.view != View::Past {
            return;
        }
        for effect in update::show_past(app) {
            if let Effect::Past { path, asked } = effect {
                self.read_past(app, path, asked);
            }
        }
    }

    /// Leaves the mark of a plan that is closed. Of one without a file none stays.
    pub fn leave_mark(&mut self, app: &App) {
        self.marking = Marking::default();
        let Some(state) = &self.places.state else { return };
        let path = app.disk.path.as_deref();
        let mark = path.map(|_| bookmark::leave(app));
        store::leave_bookmark(state, path, mark.as_deref());
    }

    /// Writes the mark of a plan that stays open, where it is another than the last one.
    pub fn mark_meanwhile(&mut self, app: &App) {
        self.marking.due = None;
        let Some(state) = &self.places.state else { return };
        let mark = Some((app.disk.path.clone(), bookmark::meanwhile(app)));
        if self.marking.written != mark {
            let text = mark.as_ref().map(|(_, text)| text.as_str());
            store::leave_bookmark(state, app.disk.path.as_deref(), text);
            self.marking.written = mark;
        }
    }

    /// Writes the mark once it is due.
    pub fn mark_when_due(&mut self, app: &App) {
        if self.marking.due.is_some_and(|due| due <= app.now) {
            self.mark_meanwhile(app);
        }
    }
}
