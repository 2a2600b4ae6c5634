//! Colour in text, by role: a word or a glyph always says the same without it.

pub use crate::views::look::{Look as Role, glyph, of_state as role};

/// The Select Graphic Rendition code.
const fn code(role: Role) -> &'static str {
    match role {
        Role::Over => "1;31",
        Role::Tight => "33",
        Role::Within => "36",
        Role::Strong => "1",
        Role::Muted => "2",
    }
}

/// The text in its colour, when colours are wanted.
pub fn paint(text: &str, role: Role, colour: bool) -> String {
    if colour && !text.is_empty() {
        format!("\u{1b}[{}m{text}\u{1b}[0m", code(role))
    } else {
        text.to_owned()
    }
}
