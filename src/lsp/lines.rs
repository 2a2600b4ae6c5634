//! Places as the protocol counts them: lines from 0, and in a line code units of the encoding that was agreed.

use std::ops::Range;

use gen_lsp_types::{self as lsp, PositionEncodingKind};

/// What a character of a line is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, as editors count that do not say otherwise.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The first that both sides know.
    pub(super) fn agreed(offered: &[PositionEncodingKind]) -> Self {
        let known = offered.iter().find_map(|kind| match kind {
            PositionEncodingKind::UTF8 => Some(Self::Utf8),
            PositionEncodingKind::UTF16 => Some(Self::Utf16),
            PositionEncodingKind::UTF32 => Some(Self::Utf32),
            PositionEncodingKind::Custom(_) => None,
        });
        known.unwrap_or_default()
    }

    /// Its name in the protocol.
    pub(super) const fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many units the characters have that begin in some bytes of a text.
    fn units(self, bytes: &[u8]) -> usize {
        let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
        match self {
            Self::Utf8 => bytes.len(),
            Self::Utf32 => bytes.iter().filter(begins).count(),
            // Characters of four bytes are two units.
            Self::Utf16 => bytes.iter().filter(begins).map(|byte| 1 + usize::from(*byte >= 0xf0)).sum(),
        }
    }

    /// The byte that is so many units behind the begin of a line; at most its end.
    pub(super) fn offset_in_line(self, text: &str, start: usize, wanted: u32) -> usize {
        let (mut at, mut units) = (start, 0);
        for c in text[start..].chars().take_while(|c| !matches!(c, '\n' | '\r')) {
            units += self.units(c.encode_utf8(&mut [0; 4]).as_bytes());
            if units > wanted as usize {
                break;
            }
            at += c.len_utf8();
        }
        at
    }
}

/// Where the lines of a text begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lines {
    starts: Vec<u32>,
    /// How many units stand before each block of the text, so that a place in a long line is found as fast as another.
    before: Vec<u32>,
    /// Whether in a block every byte is a unit, as in most.
    plain: Vec<bool>,
    encoding: Encoding,
}

/// How many bytes of text are counted at once.
const BLOCK: usize = 256;

impl Lines {
    /// The lines of a text. They end with LF, CR LF or CR, as the protocol has it.
    pub(super) fn of(text: &str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = |at: usize| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let starts = (0..bytes.len()).filter(|at| ends(*at)).map(|at| at as u32 + 1);
        let blocks = bytes.chunks(BLOCK).scan(0, |before, block| {
            *before += encoding.units(block) as u32;
            Some(*before)
        });
        Self {
            starts: std::iter::once(0).chain(starts).collect(),
            before: std::iter::once(0).chain(blocks).collect(),
            plain: bytes.chunks(BLOCK).map(|it| encoding == Encoding::Utf8 || it.is_ascii()).collect(),
            encoding,
        }
    }

    /// The last line.
    pub(super) fn last(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// Where a line begins; `None` behind the last.
    pub(super) fn start(&self, line: u32) -> Option<usize> {
        self.starts.get(line as usize).map(|start| *start as usize)
    }

    /// How many units stand before a byte that begins a character.
    fn units_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let (before, begin) = (self.before[block] as usize, block * BLOCK);
        let is_plain = self.plain.get(block).copied().unwrap_or(true);
        let inside = &text.as_bytes()[begin..offset];
        before + if is_plain { inside.len() } else { self.encoding.units(inside) }
    }

    /// The byte of a text at a position. Behind the end of a line that end, behind the last line the end of the text, and
    /// inside a character its begin.
    pub(super) fn offset(&self, text: &str, position: lsp::Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line) else { return text.len() };
        let start = *start as usize;
        let end = self.starts.get(line + 1).map_or(text.len(), |next| *next as usize);
        let end = start + text[start..end].trim_end_matches(['\n', '\r']).len();
        let wanted = self.units_before(text, start) + position.character as usize;
        if wanted >= self.units_before(text, end) {
            return end;
        }
        // The last block that does not begin behind it, then character by character.
        let block = self.before.partition_point(|before| *before as usize <= wanted).saturating_sub(1);
        let mut at = (block * BLOCK).max(start);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let mut units = self.units_before(text, at);
        for c in text[at..end].chars() {
            units += self.encoding.units(c.encode_utf8(&mut [0; 4]).as_bytes());
            if units > wanted {
                break;
            }
            at += c.len_utf8();
        }
        at
    }

    /// The position of a byte of a text.
    pub(super) fn position(&self, text: &str, offset: usize) -> lsp::Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start as usize <= offset) - 1;
        let character = self.units_before(text, offset) - self.units_before(text, self.starts[line] as usize);
        lsp::Position { line: line as u32, character: character as u32 }
    }

    /// The range of bytes of a text.
    pub(super) fn range(&self, text: &str, span: &Range<usize>) -> lsp::Range {
        lsp::Range {
            start: self.position(text, span.start),
            end: self.position(text, span.end.max(span.start)),
        }
    }

    /// The bytes of a range, whichever end comes first.
    pub(super) fn span(&self, text: &str, range: lsp::Range) -> Range<usize> {
        let (a, b) = (self.offset(text, range.start), self.offset(text, range.end));
        a.min(b)..a.max(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(line: u32, character: u32) -> lsp::Position {
        lsp::Position { line, character }
    }

    #[test]
    fn places_are_counted_as_agreed() {
        // é is 2 bytes and 1 unit, the smile 4 bytes and 2 units.
        let text = "a = \"é😀x\"\r\nb\rc\n";
        for (encoding, x) in [(Encoding::Utf8, 11), (Encoding::Utf16, 8), (Encoding::Utf32, 7)] {
            let lines = Lines::of(text, encoding);
            let at = text.find('x').unwrap();
            assert_eq!(lines.position(text, at), position(0, x));
            assert_eq!(lines.offset(text, position(0, x)), at);
            assert_eq!(lines.position(text, text.find('b').unwrap()), position(1, 0));
            assert_eq!(lines.position(text, text.find('c').unwrap()), position(2, 0));
            assert_eq!(lines.position(text, text.len()), position(3, 0));
        }
    }

    #[test]
    fn long_lines_are_counted_as_short_ones_are() {
        let text = "aé😀\u{301}b".repeat(300) + "\r\n" + &"😀é".repeat(200);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let lines = Lines::of(&text, encoding);
            let (mut line, mut units) = (0, 0);
            for (at, c) in text.char_indices() {
                assert_eq!(lines.position(&text, at), position(line, units), "{at}");
                if c != '\n' {
                    assert_eq!(lines.offset(&text, position(line, units)), at);
                }
                units += match encoding {
                    Encoding::Utf8 => c.len_utf8(),
                    Encoding::Utf16 => c.len_utf16(),
                    Encoding::Utf32 => 1,
                } as u32;
                if c == '\n' {
                    (line, units) = (line + 1, 0);
                }
            }
        }
    }

    #[test]
    fn broken_positions_are_near_ones() {
        let text = "a😀b\r\nc";
        let lines = Lines::of(text, Encoding::Utf16);
        // Between the two halves of the smile.
        assert_eq!(lines.offset(text, position(0, 2)), 1);
        assert_eq!(lines.offset(text, position(0, 99)), 6);
        assert_eq!(lines.offset(text, position(0, u32::MAX)), 6);
        assert_eq!(lines.offset(text, position(9, 0)), text.len());
        assert_eq!(lines.span(text, lsp::Range { start: position(1, 1), end: position(0, 1) }), 1..9);
        assert_eq!(Lines::of("", Encoding::Utf16).offset("", position(3, 3)), 0);
    }

    #[test]
    fn what_both_know_is_agreed() {
        use PositionEncodingKind as Kind;
        assert_eq!(Encoding::agreed(&[]), Encoding::Utf16);
        assert_eq!(Encoding::agreed(&[Kind::Custom("x".into()), Kind::UTF32, Kind::UTF8]), Encoding::Utf32);
    }
}
