//! One text with its name and its index.

use std::sync::Arc;

use super::Index;

/// One text of a document.
#[derive(Debug, Clone)]
pub struct Source {
    /// How it is called in messages: the path as given, `<stdin>`, `<built-in>`.
    pub name: String,
    /// The whole text, byte order mark included.
    pub text: Arc<str>,
    /// Where everything stands in it.
    pub index: Arc<Index>,
}

/// A place for people: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Source {
    /// Reads and indexes a text; syntax errors are in the index.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let index = Arc::new(Index::new(&text));
        Self { name: name.into(), text, index }
    }

    /// Line and column of a byte offset (clamped to the text).
    pub fn place(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let lead = if start == 0 && before.starts_with('\u{feff}') { 1 } else { 0 };
        LineColumn { line, column: before[start..].chars().count() + 1 - lead }
    }
}
