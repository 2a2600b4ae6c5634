//! Text that comes as keys: what is pasted into a terminal that does not say that it is pasted.
//!
//! Nobody presses as many keys at once, and every letter of it would be a command.

use std::time::{Duration, Instant};

use crate::tui::event::Event;
use crate::tui::key::{Code, Key, Name};

/// As many keys without a pause were not pressed.
const MOST_KEYS: usize = 500;
/// What follows so soon after them belongs to them.
const SOON: Duration = Duration::from_millis(200);
/// More events than this are not gathered before they are handed on.
pub const MOST_EVENTS: usize = 64 * 1024;

/// Tells keys that are pressed from text that comes as keys.
#[derive(Debug, Default)]
pub struct Flood {
    /// When text last came as keys.
    last: Option<Instant>,
}

impl Flood {
    /// Whether it is not yet clear what these are, so that it is worth waiting a moment for more.
    pub fn is_unclear(events: &[Event]) -> bool {
        let letters = || events.iter().filter(|event| letter(event).is_some()).count();
        (MOST_KEYS / 8..MOST_KEYS).contains(&events.len()) && letters() >= MOST_KEYS / 8
    }

    /// What came without a pause, with text in the place of keys that nobody pressed.
    pub fn sorted(&mut self, events: Vec<Event>, now: Instant) -> Vec<Event> {
        let goes_on = self.last.is_some_and(|last| now.saturating_duration_since(last) < SOON);
        let mut sorted = Vec::new();
        let mut run = Vec::new();
        for event in events {
            if letter(&event).is_some() {
                run.push(event);
            } else {
                self.close(&mut run, goes_on, now, &mut sorted);
                sorted.push(event);
            }
        }
        self.close(&mut run, goes_on, now, &mut sorted);
        sorted
    }

    /// Hands on a run of letters: as text, or as the keys that they are.
    fn close(&mut self, run: &mut Vec<Event>, goes_on: bool, now: Instant, to: &mut Vec<Event>) {
        if run.is_empty() || (run.len() < MOST_KEYS && !goes_on) {
            to.append(run);
            return;
        }
        to.push(Event::Paste(run.drain(..).filter_map(|event| letter(&event)).collect()));
        self.last = Some(now);
    }
}

/// The letter of a key that a text can have in it.
fn letter(event: &Event) -> Option<char> {
    match event {
        Event::Key(Key { code: Code::Char(c), ctrl: false, alt: false, .. }) => Some(*c),
        Event::Key(Key { code: Code::Named(Name::Enter), ctrl: false, alt: false, shift: false }) => {
            Some('\n')
        }
        Event::Key(Key { code: Code::Named(Name::Tab), ctrl: false, alt: false, shift: false }) => Some('\t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Event> {
        let named = |name| Key { code: Code::Named(name), ctrl: false, alt: false, shift: false };
        let key = |c| match c {
            '\n' => named(Name::Enter),
            '\t' => named(Name::Tab),
            c => Key::char(c),
        };
        text.chars().map(|c| Event::Key(key(c))).collect()
    }

    #[test]
    fn what_a_person_types_stays_keys() {
        let (mut flood, now) = (Flood::default(), Instant::now());
        let typed = keys("nBooking system 6m 120k\n");
        assert_eq!(flood.sorted(typed.clone(), now), typed);
        assert!(!Flood::is_unclear(&typed));
        // However many come one after the other.
        for _ in 0..1_000 {
            assert_eq!(flood.sorted(typed.clone(), now), typed);
        }
    }

    #[test]
    fn what_nobody_can_type_is_text_and_so_is_what_follows_at_once() {
        let (mut flood, now) = (Flood::default(), Instant::now());
        let text = "dq\tü\n".repeat(200);
        assert_eq!(flood.sorted(keys(&text), now), [Event::Paste(text)]);
        let soon = now + SOON / 2;
        assert_eq!(flood.sorted(keys("dd"), soon), [Event::Paste("dd".to_owned())]);
        assert_eq!(flood.sorted(keys("dd"), soon + SOON), keys("dd"));
    }

    #[test]
    fn what_is_no_letter_stands_where_it_came() {
        let (mut flood, now) = (Flood::default(), Instant::now());
        let text = "x".repeat(MOST_KEYS);
        let mut events = keys(&text);
        events.insert(0, Event::Resize(80, 24));
        events.push(Event::Tick);
        assert_eq!(flood.sorted(events, now), [Event::Resize(80, 24), Event::Paste(text), Event::Tick]);
    }
}
