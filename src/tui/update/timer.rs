//! The countdown: begun, stopped, begun again, and told when it is over.

use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Overlay, Question};
use crate::tui::timer::{self, State, Timer};

/// What is offered at first.
const OFFERED: &str = "15m";

/// Runs a command of the countdown.
pub fn run(app: &mut App, command: Command) {
    let now = app.now;
    match (command, app.room.timer) {
        (Command::TimerTurn, Some(timer)) => app.room.timer = Some(timer.turned(now)),
        (Command::TimerReset, Some(timer)) => app.room.timer = Some(Timer::begun(timer.total, now)),
        _ => super::open(app, Overlay::Question(Question::new(About::Timer, OFFERED))),
    }
}

/// Begins a countdown of the length that is typed; of none it is taken away.
///
/// # Errors
/// What is wanted, as a sentence.
pub fn take(app: &mut App, typed: &str) -> Result<(), String> {
    if typed.is_empty() {
        app.room.timer = None;
        return Ok(());
    }
    let total = timer::read(typed).ok_or("takes a length of time: 15m, 90s, 1h30m, up to a day")?;
    app.room.timer = Some(Timer::begun(total, app.now));
    Ok(())
}

/// Says that the time is up, once.
pub fn ring(app: &mut App) {
    let Some(timer) = app.room.timer.filter(|timer| timer.rings(app.now)) else { return };
    app.room.timer = Some(Timer { state: State::Over, ..timer });
    app.say(format!(
        "Time is up{}{}",
        app.keys.after("; ", Command::TimerReset, "begins again"),
        app.keys.after(", ", Command::Timer, "sets or ends it")
    ));
}
