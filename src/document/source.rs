//! One text with its name and its index.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::differing::{Place, differing};
use super::index::Alike;
use super::{Index, NodeId};

/// One text of a document.
#[derive(Debug, Clone)]
pub struct Source {
    /// How it is called in messages: the path as given, `<stdin>`, `<built-in>`.
    pub name: String,
    /// The whole text, byte order mark included.
    pub text: Arc<str>,
    /// Where everything stands in it.
    pub index: Arc<Index>,
    /// The text that this one was read beside, and in what they differ.
    made_from: Option<Arc<MadeFrom>>,
    /// What is known of each block of the text, counted when a place is first asked for.
    blocks: Arc<OnceLock<Vec<Block>>>,
}

/// What a text was read beside, and in what it differs.
#[derive(Debug)]
struct MadeFrom {
    text: Arc<str>,
    known: Known,
}

/// In what two texts differ, as far as reading the later one beside the other told.
#[derive(Debug)]
enum Known {
    /// In this item alone.
    Item(NodeId),
    /// In all but this.
    Alike(Alike),
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
        Self { name: name.into(), text, index, made_from: None, blocks: Arc::default() }
    }

    /// The same source with another text, of which only what differs is read again where that suffices.
    #[must_use]
    pub fn with_text(&self, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        match self.index.again(&self.text, &text) {
            Some((index, item)) => self.another(self.name.clone(), text, index, Known::Item(item)),
            None => self.beside(self.name.clone(), text),
        }
    }

    /// Another text, of which only what differs from this one is read again: the later version of two.
    #[must_use]
    pub fn beside(&self, name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let (index, alike) = self.index.beside(&self.text, &text);
        self.another(name.into(), text, index, Known::Alike(alike))
    }

    /// Another text that was read beside this one.
    fn another(&self, name: String, text: Arc<str>, index: Index, known: Known) -> Self {
        let made_from = Some(Arc::new(MadeFrom { text: self.text.clone(), known }));
        Self { name, text, index: Arc::new(index), made_from, blocks: Arc::default() }
    }

    /// The only item (a table by id, which has the same number in both) in which this text differs from another from
    /// which it was made; `None` when that is not known.
    pub(in crate::document) fn differs_only_in(&self, old: &Self) -> Option<NodeId> {
        match self.made_from.as_deref() {
            Some(MadeFrom { text, known: Known::Item(item) }) => {
                (Arc::ptr_eq(text, &old.text) && self.name == old.name).then_some(*item)
            }
            Some(MadeFrom { known: Known::Alike(_), .. }) | None => None,
        }
    }

    /// Whether an item of another text is known to be written there as it is here.
    pub(in crate::document) fn has_same_item(&self, old: &Self, (was, is): (NodeId, NodeId)) -> bool {
        match self.made_from.as_deref() {
            Some(MadeFrom { text, known: Known::Alike(alike) }) => {
                Arc::ptr_eq(text, &old.text) && alike.is_same(was, is)
            }
            Some(MadeFrom { known: Known::Item(_), .. }) | None => false,
        }
    }

    /// The places in which this text differs from another one, in each of them and in order; a long stretch in which they
    /// differ is cut at headers.
    pub(in crate::document) fn differing(&self, old: &Self) -> Cow<'_, [Place]> {
        match self.made_from.as_deref() {
            Some(MadeFrom { text, known: Known::Alike(alike) }) if Arc::ptr_eq(text, &old.text) => {
                Cow::Borrowed(&alike.places)
            }
            Some(_) | None => Cow::Owned(differing(&old.text, &self.text)),
        }
    }

    /// Line and column of a byte offset (clamped to the text).
    pub fn place(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let (block, rest) = self.block(offset);
        let start = self.line_start(offset);
        let (first, head) = self.block(start);
        let column = block.chars as usize + chars_in(rest) - (first.chars as usize + chars_in(head));
        let lead = usize::from(start == 0 && self.text[..offset].starts_with('\u{feff}'));
        LineColumn { line: block.ends as usize + ends_in(rest) + 1, column: column + 1 - lead }
    }

    /// The bytes of the line that an offset lies in, without its line end; clamped to the text.
    pub fn line_span(&self, offset: usize) -> Range<usize> {
        let offset = offset.min(self.text.len());
        let start = self.line_start(offset);
        let end = self.text.as_bytes()[offset..].iter().position(|byte| *byte == b'\n');
        let text = &self.text[start..end.map_or(self.text.len(), |after| offset + after)];
        start..start + text.strip_suffix('\r').unwrap_or(text).len()
    }

    /// The block that an offset lies in, and its bytes before the offset.
    fn block(&self, offset: usize) -> (Block, &[u8]) {
        let blocks = self.blocks.get_or_init(|| blocks(&self.text));
        let at = (offset / BLOCK).min(blocks.len() - 1);
        (blocks[at], &self.text.as_bytes()[at * BLOCK..offset])
    }

    /// Where the line that an offset lies in begins.
    pub(in crate::document) fn line_start(&self, offset: usize) -> usize {
        let (block, rest) = self.block(offset);
        let end = rest.iter().rposition(|byte| *byte == b'\n');
        end.map_or(block.line as usize, |end| offset - rest.len() + end + 1)
    }
}

/// How many bytes of text are counted at once; so few that a byte can hold the count.
const BLOCK: usize = 255;

/// What stands before a block of a text.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    /// How many lines end before it.
    ends: u32,
    /// How many characters begin before it.
    chars: u32,
    /// Where the line begins that it begins in.
    line: u32,
}

/// The blocks of a text, the one after its last byte included.
fn blocks(text: &str) -> Vec<Block> {
    let mut block = Block::default();
    let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
    blocks.push(block);
    for (nth, bytes) in text.as_bytes().chunks_exact(BLOCK).enumerate() {
        if let Some(end) = bytes.iter().rposition(|byte| *byte == b'\n') {
            block.line = (nth * BLOCK + end + 1) as u32;
        }
        block.ends += ends_in(bytes) as u32;
        block.chars += chars_in(bytes) as u32;
        blocks.push(block);
    }
    blocks
}

/// How many lines end in at most one block.
fn ends_in(block: &[u8]) -> usize {
    usize::from(block.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>())
}

/// How many characters begin in at most one block: every byte of UTF-8 that does not go on with one.
fn chars_in(block: &[u8]) -> usize {
    usize::from(block.iter().map(|byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>())
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

    #[test]
    fn places_are_counted_across_blocks() {
        // Lines of 0 to 36 bytes, and more line ends than a block has bytes one after the other.
        let lines: Vec<String> = (0..200_usize).map(|nth| "x".repeat(nth % 37)).collect();
        let text = format!("{}\n{}", lines.join("\n"), "\n".repeat(600));
        let source = Source::new("p", text.clone());
        for offset in 0..=text.len() {
            let before = &text[..offset];
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let end = text[offset..].find('\n').map_or(text.len(), |after| offset + after);
            assert_eq!(source.place(offset), LineColumn { line, column: offset - start + 1 });
            assert_eq!(source.line_span(offset), start..end);
        }
    }

    #[test]
    fn columns_of_long_lines_are_counted_in_characters() {
        let text = format!("{}\n{}", "aé€😀".repeat(300), "é".repeat(700));
        let source = Source::new("p", text.clone());
        for (offset, _) in text.char_indices() {
            let start = text[..offset].rfind('\n').map_or(0, |end| end + 1);
            assert_eq!(source.place(offset).column, text[start..offset].chars().count() + 1);
        }
    }
}
