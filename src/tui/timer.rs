//! A countdown for a room: how long is left, what of it is shown, and when it must be drawn again.

use super::event::Millis;
use crate::theme::Role;

/// Milliseconds of a second, a minute, an hour.
const SECOND: Millis = 1_000;
const MINUTE: Millis = 60 * SECOND;
const HOUR: Millis = 60 * MINUTE;
/// The longest countdown.
const LONGEST: Millis = 24 * HOUR;

/// A countdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    /// How long it is in all.
    pub total: Millis,
    /// What it does now.
    pub state: State,
}

/// What a countdown does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It runs, and is over then.
    Runs {
        /// When it is over.
        until: Millis,
    },
    /// It stands still with so much left.
    Stands {
        /// How much is left.
        left: Millis,
    },
    /// It is over.
    Over,
}

impl Timer {
    /// A countdown that begins now.
    pub const fn begun(total: Millis, now: Millis) -> Self {
        Self { total, state: State::Runs { until: now + total } }
    }

    /// How much is left.
    pub const fn left(&self, now: Millis) -> Millis {
        match self.state {
            State::Runs { until } => until.saturating_sub(now),
            State::Stands { left } => left,
            State::Over => 0,
        }
    }

    /// Stops it, or lets it go on; one that is over begins again.
    #[must_use]
    pub const fn turned(self, now: Millis) -> Self {
        let state = match self.state {
            State::Runs { .. } => State::Stands { left: self.left(now) },
            State::Stands { left } => State::Runs { until: now + left },
            State::Over => State::Runs { until: now + self.total },
        };
        Self { state, ..self }
    }

    /// Whether it has run out without having been told so.
    pub const fn rings(&self, now: Millis) -> bool {
        matches!(self.state, State::Runs { until } if until <= now)
    }

    /// What the title line shows: `◷ 12:04`, minutes alone over an hour.
    pub fn shown(&self, now: Millis) -> (String, Role) {
        let left = clock(self.left(now));
        match self.state {
            State::Runs { .. } => (format!("◷ {left}"), Role::BarStrong),
            State::Stands { .. } => (format!("◷ {left} stands"), Role::Bar),
            State::Over => ("▲ time is up".to_owned(), Role::Tight),
        }
    }

    /// When what it shows changes; `None` while it stands still.
    pub const fn deadline(&self, now: Millis) -> Option<Millis> {
        match self.state {
            State::Runs { until } => {
                let left = until.saturating_sub(now);
                let step = if left > HOUR { MINUTE } else { SECOND };
                // What is left is shown rounded up, so it changes when a whole step is reached.
                Some(until - left.saturating_sub(1) / step * step)
            }
            State::Stands { .. } | State::Over => None,
        }
    }
}

/// What is left, rounded up: `4:05`, `1h20`.
fn clock(left: Millis) -> String {
    if left > HOUR {
        let minutes = left.div_ceil(MINUTE);
        return format!("{}h{:02}", minutes / 60, minutes % 60);
    }
    let seconds = left.div_ceil(SECOND);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A length of time as people type it: `15`, `15m`, `90s`, `1h30m`, `1:30` (minutes and seconds); `None`: it is none.
pub fn read(typed: &str) -> Option<Millis> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = |text: &str| text.parse::<Millis>().ok().filter(|it| *it < LONGEST);
    let total = if let Some((minutes, seconds)) = typed.split_once(':') {
        whole(minutes)?.checked_mul(MINUTE)?.checked_add(whole(seconds)?.checked_mul(SECOND)?)?
    } else {
        let mut total: Millis = 0;
        let mut rest = typed.as_str();
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (number, behind) = rest.split_at(digits);
            let letters = behind.find(|c: char| c.is_ascii_digit()).unwrap_or(behind.len());
            let (unit, next) = behind.split_at(letters);
            let unit = match unit {
                "" | "m" | "min" | "minutes" => MINUTE,
                "s" | "sec" | "seconds" => SECOND,
                "h" | "hour" | "hours" => HOUR,
                _ => return None,
            };
            total = total.checked_add(whole(number)?.checked_mul(unit)?)?;
            rest = next;
        }
        total
    };
    (SECOND..=LONGEST).contains(&total).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_type_them() {
        for (typed, seconds) in [
            ("15", 900),
            ("15m", 900),
            ("90s", 90),
            ("1h30m", 5_400),
            ("1h 30", 5_400),
            ("1:30", 90),
            (" 2 min ", 120),
        ] {
            assert_eq!(read(typed), Some(seconds * SECOND), "{typed}");
        }
        for typed in ["", "0", "soon", "25h", "5x", "m", "-5", "99999999999999999999h", "1:2:3", "1.5h"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn it_counts_down_stands_still_and_is_over() {
        let timer = Timer::begun(15 * MINUTE, 5_000);
        assert_eq!(timer.shown(5_000).0, "◷ 15:00");
        assert_eq!(timer.shown(6_001).0, "◷ 14:59");
        let stands = timer.turned(65_000);
        assert_eq!(stands.shown(999_999).0, "◷ 14:00 stands");
        let again = stands.turned(100_000);
        assert_eq!(again.left(100_000), 14 * MINUTE);
        assert!(!again.rings(100_000 + 14 * MINUTE - 1) && again.rings(100_000 + 14 * MINUTE));
        assert_eq!(Timer { state: State::Over, ..timer }.shown(0), ("▲ time is up".to_owned(), Role::Tight));
    }

    #[test]
    fn it_is_drawn_once_a_second_and_once_a_minute_over_an_hour() {
        let count = |timer: Timer, from: Millis, to: Millis| {
            let mut drawn = 0;
            let mut now = from;
            while let Some(next) = timer.deadline(now).filter(|next| *next <= to) {
                assert!(next > now && timer.shown(now) != timer.shown(next), "{now} {next}");
                now = next;
                drawn += 1;
                if timer.rings(now) {
                    break;
                }
            }
            drawn
        };
        assert_eq!(count(Timer::begun(10 * SECOND, 250), 250, HOUR), 10);
        assert_eq!(count(Timer::begun(3 * HOUR, 0), 0, HOUR), 60);
        assert_eq!(Timer::begun(HOUR, 0).turned(1).deadline(2), None);
    }
}
