//! Going through the tour: offered, begun, each step recognised by what was reached, left and taken up again.

use super::roadmap;
use crate::tui::app::{App, Pane, View};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::tour::{MOVED, Mark, Press, STEPS, Stands, Tour, asks_for_name, on_example};

/// Begins the tour, or takes it up again; on another plan the example is opened beside it.
pub fn run(app: &mut App) -> Vec<Effect> {
    app.toasts.clear();
    if take_up(app) { Vec::new() } else { vec![Effect::Tour] }
}

/// Begins the tour where it can be made, or takes it up where it waits; whether it could.
pub fn take_up(app: &mut App) -> bool {
    let goes_on = |tour: &&mut Tour| tour.stands != Stands::Offered && tour.step < STEPS.len();
    if let Some(tour) = app.room.tour.as_mut().filter(goes_on).filter(|_| app.disk.path.is_none()) {
        tour.stands = Stands::Shown;
    } else if on_example(app) {
        begin(app);
    } else {
        return false;
    }
    true
}

/// Begins the tour on the plan that is open, which is the example.
fn begin(app: &mut App) {
    app.room.tour = Some(Tour::begun(app));
    app.view = View::Roadmap;
}

/// Whether the panel of the tour is in sight.
fn is_shown(app: &App) -> bool {
    app.room.tour.as_ref().is_some_and(|tour| tour.stands != Stands::Waits)
}

/// Puts the panel away; whether it was there.
pub fn leave(app: &mut App) -> bool {
    if !is_shown(app) {
        return false;
    }
    let over = |tour: &Tour| tour.stands == Stands::Offered || tour.step >= STEPS.len();
    if app.room.tour.as_ref().is_none_or(over) {
        app.room.tour = None;
        return true;
    }
    if let Some(tour) = &mut app.room.tour {
        tour.stands = Stands::Waits;
    }
    let again = app.keys.after("; ", Command::Tour, "takes it up again");
    app.say(format!("The tour waits{again}"));
    true
}

/// Looks whether the step was done, and goes on to the next.
pub fn follow(app: &mut App) {
    let Some(mut tour) = app.room.tour.take() else { return };
    tour.asked |= asks_for_name(app);
    let quiet =
        app.overlays.is_empty() && app.grab.is_none() && app.linking.is_none() && app.trying.trial.is_none();
    let done =
        tour.stands == Stands::Shown && quiet && tour.next().is_some_and(|step| (step.done)(app, &tour));
    if done {
        tour.step += 1;
        tour.before = Mark::of(app);
        tour.asked = false;
        prepare(app, tour.step);
    }
    app.room.tour = Some(tour);
}

/// Puts the reader where a step begins.
fn prepare(app: &mut App, step: usize) {
    let presses = |command| STEPS.get(step).is_some_and(|it| it.presses[0] == Press::Key(command));
    if presses(Command::QuarterLater) {
        app.roadmap.folded.clear();
        roadmap::go_to(app, MOVED);
    } else if presses(Command::NextProblem) {
        app.money.pane = Pane::Who;
    } else if presses(Command::New) {
        app.view = View::Roadmap;
    }
}
