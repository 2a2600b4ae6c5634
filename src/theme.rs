//! Themes: what every role looks like, read from `themes/*.toml`. Nobody asks for a colour, only for a [`Role`].
//!
//! A theme says colours as it wishes; [`Theme::at`] brings them down to what a terminal can show.

mod colour;
mod depth;
#[cfg(test)]
mod gates;
mod glyphs;
mod legible;
mod library;
mod read;
mod role;
mod vision;

pub use colour::{Colour, contrast};
pub use depth::{Depth, Environment};
pub use glyphs::{Drawn, Glyphs};
pub use library::{BUILT_IN, Library};
pub use role::Role;
pub use vision::{Vision, difference};

/// How a role looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// The colour of the text; `None`: that of what is under it.
    pub fg: Option<Colour>,
    /// The colour behind the text; `None`: that of what is under it.
    pub bg: Option<Colour>,
    /// Heavier letters.
    pub bold: bool,
    /// A line under the letters.
    pub underline: bool,
    /// Both colours exchanged.
    pub reverse: bool,
}

/// Whether a theme is made for dark or for light backgrounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appearance {
    /// Light letters on dark.
    Dark,
    /// Dark letters on light.
    Light,
    /// Whatever the terminal has.
    Any,
}

/// A look for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// What it is called.
    pub name: String,
    /// What backgrounds it is made for.
    pub appearance: Appearance,
    /// Whether bars carry patterns because colours cannot be relied on.
    pub patterned: bool,
    /// The symbols that it is drawn with.
    pub glyphs: Glyphs,
    styles: [Style; Role::COUNT],
}

/// Why a theme cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// There is no theme of that name; with what to do.
    #[error("there is no theme `{0}`: {1}")]
    Unknown(String, String),
}

impl Theme {
    /// A theme that comes with the program.
    pub fn built_in(name: &str) -> Result<Self, ThemeError> {
        Library::default().theme(name)
    }

    /// How a role looks.
    pub const fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// The same theme drawn with a set of symbols.
    #[must_use]
    pub fn with(mut self, glyphs: Glyphs) -> Self {
        self.glyphs = glyphs;
        self
    }

    /// The same theme with no more colours than a terminal can show; where it can show none, what colours said is said by
    /// heavier letters, lines, reverse and patterns, as `mono` says it.
    #[must_use]
    pub fn at(mut self, depth: Depth) -> Self {
        let coloured = self.styles.iter().any(|style| style.fg.is_some() || style.bg.is_some());
        if depth == Depth::None && coloured {
            let mono = Self::built_in("mono").expect("mono comes with the program");
            return Self { styles: mono.styles, patterned: true, ..self };
        }
        for style in &mut self.styles {
            style.fg = style.fg.and_then(|colour| colour.at(depth));
            style.bg = style.bg.and_then(|colour| colour.at(depth));
        }
        self
    }
}
