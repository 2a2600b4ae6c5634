//! Where the tour is made: on the built-in example, opened beside what is open.

use super::World;
use crate::analysis::Options;
use crate::document::Source;
use crate::session::Session;
use crate::store;
use crate::tui::app::{App, OnDisk};
use crate::tui::event::Event;
use crate::tui::tour::{EXAMPLE, Tour, on_example};
use crate::tui::update;

/// The mark that says that the tour was offered.
const OFFERED: &str = "tour-offered";

impl World {
    /// Offers the tour, the first time that the example is opened; never where something else is asked.
    pub fn offer_tour(&self, app: &mut App) {
        let Some(state) = &self.places.state else { return };
        if on_example(app) && app.overlays.is_empty() && store::first_time(state, OFFERED) {
            app.room.tour = Some(Tour::offered(app));
        }
    }

    /// Begins the tour at the start; nobody has to be offered it then. Work on an example that was left without a file comes
    /// first, in a plan beside it.
    pub fn begin_tour(&mut self, app: &mut App) {
        if let Some(state) = &self.places.state {
            let _ = store::first_time(state, OFFERED);
        }
        app.toasts.retain(|toast| toast.failed);
        if !app.overlays.is_empty() || !update::take_tour_up(app) {
            self.tour(app);
        }
    }

    /// Shows the tour where it waits, else begins it on the example as an unsaved copy.
    pub fn tour(&mut self, app: &mut App) -> Option<Event> {
        let waits = |of: &App| of.disk.path.is_none() && (of.room.tour.is_some() || on_example(of));
        let found = self.laid.iter().position(|laid| waits(&laid.app));
        let event = if let Some(at) = found {
            self.show(app, at + usize::from(at >= app.tabs.at))
        } else {
            let source = Source::new("northmere.toml", EXAMPLE);
            let session = Session::new(source, Options { case: None, today: app.today });
            let disk = OnDisk::new(None, None);
            let opened = App::new(session, disk, app.today, app.theme.clone(), app.depth, app.size);
            self.beside(app, opened);
            None
        };
        update::take_tour_up(app);
        event
    }
}
