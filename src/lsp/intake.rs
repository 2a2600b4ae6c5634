//! Takes in what a client changed: often one letter, sometimes thousands of places at once (a replacement, many cursors, an
//! undo of either). Such come in the order of the text or against it, and cost no more than the way that they go.

use std::ops::Range;

use gen_lsp_types as lsp;

use super::lines::{Encoding, Lines};

/// A text after changes in their order, each of which is about what the one before it left.
pub(super) fn taken(
    text: &str,
    lines: &Lines,
    encoding: Encoding,
    changes: Vec<lsp::TextDocumentContentChangeEvent>,
) -> String {
    let mut text = text.to_owned();
    let mut known = Known { lines, still: lines.last(), near: (0, 0), encoding };
    for change in changes {
        match change {
            lsp::TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                let span = known.span(&text, part.range);
                text.replace_range(span, &part.text);
            }
            lsp::TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                text = whole.text;
                known = Known { still: 0, near: (0, 0), ..known };
            }
        }
    }
    text
}

/// What is still known of where lines begin while a text changes.
struct Known<'a> {
    /// Those of the text before all changes.
    lines: &'a Lines,
    /// Up to this line they are still true.
    still: u32,
    /// A line, and the byte where it begins now.
    near: (u32, usize),
    encoding: Encoding,
}

impl Known<'_> {
    /// The bytes of a range that is about to change, whichever of its ends comes first.
    fn span(&mut self, text: &str, range: lsp::Range) -> Range<usize> {
        let mut ends = [range.start, range.end];
        ends.sort_by_key(|it| (it.line, it.character));
        let (line, from) = self.offset(text, ends[0]);
        // What is between them goes, so what is near the next change is the begin.
        let near = self.near;
        let (_, to) = self.offset(text, ends[1]);
        self.near = near;
        // The break before the line may become another (CR, and now LF behind it); that of the line before does not.
        self.still = self.still.min(line.saturating_sub(1));
        if self.near.0 >= line {
            self.near = (self.still, self.lines.start(self.still).unwrap_or(0));
        }
        from..to.max(from)
    }

    /// The line and the byte of a position in the text as it is now.
    fn offset(&mut self, text: &str, position: lsp::Position) -> (u32, usize) {
        let known = self.lines.start(position.line).filter(|_| position.line <= self.still);
        let (mut line, mut start) = match known {
            Some(start) => (position.line, start),
            None if position.line < self.near.0 || self.near.0 < self.still => {
                (self.still, self.lines.start(self.still).unwrap_or(0))
            }
            None => self.near,
        };
        while line < position.line {
            let Some(next) = after_line(text, start) else { return (line, text.len()) };
            self.near = (line, start);
            (line, start) = (line + 1, next);
        }
        (line, self.encoding.offset_in_line(text, start, position.character))
    }
}

/// Where the line behind one that begins at a byte begins; `None` when it is the last.
fn after_line(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let at = start + bytes[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    Some(if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part(from: (u32, u32), to: (u32, u32), new: &str) -> lsp::TextDocumentContentChangeEvent {
        let at = |(line, character)| lsp::Position { line, character };
        let range = lsp::Range { start: at(from), end: at(to) };
        lsp::TextDocumentContentChangePartial { range, text: new.to_owned(), ..Default::default() }.into()
    }

    fn all(text: &str, changes: Vec<lsp::TextDocumentContentChangeEvent>) -> String {
        taken(text, &Lines::of(text, Encoding::Utf16), Encoding::Utf16, changes)
    }

    #[test]
    fn changes_are_about_what_the_one_before_left() {
        let text = "one\ntwo\nthree\n";
        let down = vec![part((2, 0), (2, 5), "3"), part((1, 0), (1, 3), "2"), part((0, 0), (0, 3), "1")];
        assert_eq!(all(text, down), "1\n2\n3\n");
        let up = vec![part((0, 3), (1, 0), ""), part((0, 6), (1, 0), "\n\n"), part((2, 0), (2, 5), "3")];
        assert_eq!(all(text, up), "onetwo\n\n3\n");
        // A break that becomes another under the hand.
        let breaks = vec![part((1, 0), (1, 0), "\n"), part((1, 0), (1, 1), "B")];
        assert_eq!(all("a\rb\rc", breaks), "a\r\nB\rc");
    }

    proptest! {
        /// All at once give what one after the other give.
        #[test]
        fn many_changes_are_what_they_are_one_by_one(
            text in "(a|é|😀|\r|\n|\r\n){0,40}",
            changes in prop::collection::vec(((0..12_u32, 0..6_u32), (0..12_u32, 0..6_u32), "(x|é|\r|\n){0,3}"), 1..12),
        ) {
            let changes: Vec<_> = changes.iter().map(|(from, to, new)| part(*from, *to, new)).collect();
            let single = changes.iter().fold(text.clone(), |text, change| all(&text, vec![change.clone()]));
            prop_assert_eq!(all(&text, changes), single);
        }
    }
}
