//! One text with its name and its index.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

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
    /// Where each line begins, found when a place is first asked for.
    lines: Arc<OnceLock<Vec<u32>>>,
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
        Self { name: name.into(), text, index, lines: Arc::default() }
    }

    /// Line and column of a byte offset (clamped to the text).
    pub fn place(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let (line, start) = self.line_at(offset);
        let before = &self.text[start..offset];
        let lead = usize::from(start == 0 && before.starts_with('\u{feff}'));
        LineColumn { line, column: before.chars().count() + 1 - lead }
    }

    /// The bytes of the line that an offset lies in, without its line end; clamped to the text.
    pub fn line_span(&self, offset: usize) -> Range<usize> {
        let (line, start) = self.line_at(offset.min(self.text.len()));
        let end = self.line_starts().get(line).map_or(self.text.len(), |next| *next as usize);
        let text = &self.text[start..end];
        let text = text.strip_suffix('\n').unwrap_or(text);
        start..start + text.strip_suffix('\r').unwrap_or(text).len()
    }

    /// The number of the line that an offset lies in, from 1, and where it begins.
    fn line_at(&self, offset: usize) -> (usize, usize) {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start as usize <= offset);
        (line, starts[line - 1] as usize)
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| line_starts(&self.text))
    }
}

/// Where each line of a text begins.
fn line_starts(text: &str) -> Vec<u32> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let source = Source::new("p", "\u{feff}a = 1\r\nb = \"é\" # x\n");
        let place = |offset| {
            let place = source.place(offset);
            (place.line, place.column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(3), (1, 1));
        assert_eq!(place(10), (2, 1));
        assert_eq!(place(source.text.find('#').unwrap()), (2, 9));
        assert_eq!(place(usize::MAX), (3, 1));
        assert_eq!(&source.text[source.line_span(4)], "\u{feff}a = 1");
        assert_eq!(&source.text[source.line_span(12)], "b = \"é\" # x");
    }
}
