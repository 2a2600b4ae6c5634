//! What a difference looks like on any medium: a head, then sections of tables and lines, in raw text that each medium makes
//! harmless in its own way.

use crate::cli::paint::Role;
use crate::display::Align;

/// A piece of text.
#[derive(Debug, Clone, Default)]
pub struct Span {
    /// Raw: whoever writes it out escapes it.
    pub text: String,
    /// How it looks.
    pub role: Option<Role>,
    /// Whether it is a name or a key, as the file writes it.
    pub code: bool,
}

impl Span {
    /// Words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: None, code: false }
    }

    /// Words with a look.
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self { role: Some(role), ..Self::plain(text) }
    }

    /// A name or a key.
    pub fn code(text: impl Into<String>) -> Self {
        Self { code: true, ..Self::plain(text) }
    }
}

/// A line of pieces.
pub type Line = Vec<Span>;

/// Rows under columns.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The titles.
    pub columns: Vec<(&'static str, Align)>,
    /// The cells, each a line of pieces.
    pub rows: Vec<Vec<Line>>,
    /// Which columns may be cut where there is little room.
    pub giving: Vec<usize>,
    /// Whether rows with the same last cell stand under it instead, where a column for it would be too much.
    pub grouped: bool,
}

/// A part of a section.
#[derive(Debug, Clone)]
pub enum Part {
    /// A table.
    Grid(Grid),
    /// Lines.
    Lines(Vec<Line>),
}

/// A section.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// How many things are in it.
    pub count: usize,
    /// Whether it is detail that may stay folded.
    pub folded: bool,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// The whole.
#[derive(Debug, Clone)]
pub struct Page {
    /// The plan's title.
    pub title: String,
    /// What is compared: the names of both versions.
    pub names: (String, String),
    /// How the plan stands: a glyph with the sentence, in its look.
    pub verdict: Span,
    /// How it stood, when that is another sentence.
    pub before: Option<Span>,
    /// What matters most, a line each.
    pub facts: Vec<Line>,
    /// Everything, the money first.
    pub sections: Vec<Section>,
}
