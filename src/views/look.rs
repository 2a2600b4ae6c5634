//! What a piece of text is, so that a terminal, a page and the screen can each let it look like it; a word or a glyph always
//! says the same without the look.

use crate::money::{State, Verdict};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A breach, an error.
    Over,
    /// Little room, a warning.
    Tight,
    /// All is well.
    Within,
    /// A heading.
    Strong,
    /// Of less weight.
    Muted,
}

/// The glyph of a state, of a width that every terminal agrees on.
pub const fn glyph(state: State) -> &'static str {
    match state {
        State::Within => "✓",
        State::Tight => "▴",
        State::Over | State::Ineligible | State::Impossible => "‼",
    }
}

/// The look of a state.
pub const fn of_state(state: State) -> Look {
    match state {
        State::Within => Look::Within,
        State::Tight => Look::Tight,
        State::Over | State::Ineligible | State::Impossible => Look::Over,
    }
}

/// The glyph and the look of a verdict.
pub const fn mark(verdict: Verdict) -> (&'static str, Look) {
    match verdict {
        Verdict::Unchecked => ("·", Look::Muted),
        Verdict::Within => ("✓", Look::Within),
        Verdict::Tight => ("▴", Look::Tight),
        Verdict::Unfunded | Verdict::Over | Verdict::Ineligible | Verdict::Impossible | Verdict::Invalid => {
            ("‼", Look::Over)
        }
    }
}
