//! Where the lines of a text begin, counted once, so that many places can be named quickly.

use super::LineColumn;

/// The beginnings of the lines of one text.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Counts the lines of a text.
    pub fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Line and column of a byte offset (clamped to the text), as [`super::Source::place`] says it.
    pub fn place(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = &self.text[self.starts[line - 1]..offset];
        let mark = usize::from(line == 1 && before.starts_with('\u{feff}'));
        LineColumn { line, column: before.chars().count() + 1 - mark }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    #[test]
    fn every_place_is_the_one_that_the_source_names() {
        for text in ["", "a", "\u{feff}a = 1\r\nü = 2\n\nlast", "one\ntwo\n"] {
            let (source, lines) = (Source::new("x", text), Lines::new(text));
            for offset in 0..=text.len() + 1 {
                assert_eq!(lines.place(offset), source.place(offset), "{text:?} at {offset}");
            }
        }
    }
}
