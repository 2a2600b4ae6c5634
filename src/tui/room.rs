//! What is there for the people in the room: who decides, what the presenter shows.

use super::event::Millis;
use super::presenting::Presenting;
use super::timer::Timer;
use super::tour::Tour;

/// What is there for the people in the room. It outlives the plan that is open.
#[derive(Debug, Clone, Default)]
pub struct Room {
    /// The slides, while they are shown.
    pub presenting: Option<Presenting>,
    /// Whether money is kept out of the slides.
    pub money_hidden: bool,
    /// Whether the slides say how long they have been shown.
    pub clock: bool,
    /// Whether the slides wear the theme for projectors.
    pub projector: bool,
    /// The countdown.
    pub timer: Option<Timer>,
    /// The tour, once it was offered or begun.
    pub tour: Option<Tour>,
    /// Who decided last.
    pub decided_by: String,
}

impl Room {
    /// When something of it must be drawn again although nothing happens.
    pub fn deadline(&self, now: Millis) -> Option<Millis> {
        let since = self.presenting.as_ref().filter(|_| self.clock).map(|it| it.since);
        let clock = since.map(|since| since + (now.saturating_sub(since) / MINUTE + 1) * MINUTE);
        let timer = self.timer.and_then(|timer| timer.deadline(now));
        clock.into_iter().chain(timer).min()
    }
}

/// Milliseconds of a minute.
const MINUTE: Millis = 60_000;
