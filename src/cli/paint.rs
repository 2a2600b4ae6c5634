//! Colour in text, by role: a word or a glyph always says the same without it.

use crate::money::State;

/// What a piece of text is, so that it can look like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
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

impl Role {
    /// The Select Graphic Rendition code.
    const fn code(self) -> &'static str {
        match self {
            Self::Over => "1;31",
            Self::Tight => "33",
            Self::Within => "36",
            Self::Strong => "1",
            Self::Muted => "2",
        }
    }
}

/// The text in its colour, when colours are wanted.
pub fn paint(text: &str, role: Role, colour: bool) -> String {
    if colour && !text.is_empty() {
        format!("\u{1b}[{}m{text}\u{1b}[0m", role.code())
    } else {
        text.to_owned()
    }
}

/// The glyph of a state, of a width that every terminal agrees on.
pub const fn glyph(state: State) -> &'static str {
    match state {
        State::Within => "✓",
        State::Tight => "▴",
        State::Over | State::Ineligible | State::Impossible => "‼",
    }
}

/// The role of a state.
pub const fn role(state: State) -> Role {
    match state {
        State::Within => Role::Within,
        State::Tight => Role::Tight,
        State::Over | State::Ineligible | State::Impossible => Role::Over,
    }
}
