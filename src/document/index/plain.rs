//! Finds the parts of a plain line without the parser, which takes several times as long.
//!
//! Plain is what nearly every line of a plan is: a header, a key with its value, a comment, nothing. What is not plainly
//! one of these (a text or table of several lines, a quoted key, an escape, any fault) is left to the parser, which alone says
//! what is wrong. A property test holds that both find the same.

use std::ops::Range;

/// What a part of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// `[`
    Header,
    /// `[[`
    ArrayHeader,
    /// `]` or `]]` of a header.
    HeaderEnd,
    /// One part of a key, without quotes.
    Key,
    /// A string on one line that says just what stands between its quotes.
    String,
    /// A number, boolean or date.
    Token,
    /// `{`
    Table,
    /// `}`
    TableEnd,
    /// `[`
    Array,
    /// `]`
    ArrayEnd,
}

/// How deep values nest in a plain line.
const DEEPEST: u32 = 8;

/// The bytes of a bare key.
const BARE: [bool; 256] = class(b"_-");
/// The bytes of numbers, booleans and dates.
const TOKEN: [bool; 256] = class(b"_-+:.");
/// The bytes of a comment, and of a string that says just what stands there apart from its quotes.
const SHOWN: [bool; 256] = {
    let mut shown = [true; 256];
    let mut at = 0;
    while at < b' ' as usize {
        shown[at] = at == b'\t' as usize;
        at += 1;
    }
    shown[0x7f] = false;
    shown
};

/// ASCII letters and digits, and those bytes.
const fn class(more: &[u8]) -> [bool; 256] {
    let mut class = [false; 256];
    let mut at = 0;
    while at < 128 {
        class[at] = (at as u8).is_ascii_alphanumeric();
        at += 1;
    }
    let mut at = 0;
    while at < more.len() {
        class[more[at] as usize] = true;
        at += 1;
    }
    class
}

/// Whether a key can be written without quotes and then stands for itself.
pub(super) fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| BARE[usize::from(byte)])
}

/// Finds the parts of the line that begins at `start`, if it is plain (with the lines of a list that it opens); where the next
/// line begins.
pub(super) fn line(text: &str, start: usize, parts: &mut Vec<(Part, Range<u32>)>) -> Option<usize> {
    parts.clear();
    let mut line = Line { bytes: text.as_bytes(), at: start, parts };
    line.skip_blanks();
    match line.peek() {
        None | Some(b'#' | b'\n' | b'\r') => {}
        Some(b'[') => line.header()?,
        Some(_) => line.entry(0)?,
    }
    line.skip_blanks();
    line.end()
}

/// A line on the way from its start to its end.
struct Line<'t, 'p> {
    bytes: &'t [u8],
    at: usize,
    parts: &'p mut Vec<(Part, Range<u32>)>,
}

impl Line<'_, '_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Goes on while bytes are of a class.
    fn skip(&mut self, class: &[bool; 256]) {
        while self.peek().is_some_and(|byte| class[usize::from(byte)]) {
            self.at += 1;
        }
    }

    fn note(&mut self, part: Part, start: usize) {
        self.parts.push((part, start as u32..self.at as u32));
    }

    /// Takes one byte if it is that one.
    fn take(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// The comment and the line end, or the end of the text; where the next line begins.
    fn end(&mut self) -> Option<usize> {
        if self.peek() == Some(b'#') {
            self.skip(&SHOWN);
        }
        match self.peek() {
            None => Some(self.at),
            Some(b'\n') => Some(self.at + 1),
            Some(b'\r') if self.bytes.get(self.at + 1) == Some(&b'\n') => Some(self.at + 2),
            Some(_) => None,
        }
    }

    fn header(&mut self) -> Option<()> {
        let start = self.at;
        self.at += 1;
        let listed = self.take(b'[');
        self.note(if listed { Part::ArrayHeader } else { Part::Header }, start);
        self.keys()?;
        let start = self.at;
        let closed = self.take(b']') && (!listed || self.take(b']'));
        self.note(Part::HeaderEnd, start);
        closed.then_some(())
    }

    /// `a.b`
    fn keys(&mut self) -> Option<()> {
        loop {
            let start = self.at;
            self.skip(&BARE);
            if self.at == start {
                return None;
            }
            self.note(Part::Key, start);
            if !self.take(b'.') {
                return Some(());
            }
        }
    }

    /// `a.b = …`
    fn entry(&mut self, depth: u32) -> Option<()> {
        self.keys()?;
        self.skip_blanks();
        if !self.take(b'=') {
            return None;
        }
        self.skip_blanks();
        self.value(depth)
    }

    fn value(&mut self, depth: u32) -> Option<()> {
        match self.peek()? {
            b'"' => self.string(b'"'),
            b'\'' => self.string(b'\''),
            b'{' if depth < DEEPEST => self.table(depth + 1),
            b'[' if depth < DEEPEST => self.array(depth + 1),
            b'0'..=b'9' | b'a'..=b'z' | b'+' | b'-' => {
                let start = self.at;
                self.skip(&TOKEN);
                self.note(Part::Token, start);
                Some(())
            }
            _ => None,
        }
    }

    fn string(&mut self, quote: u8) -> Option<()> {
        let start = self.at;
        self.at += 1;
        loop {
            let byte = self.peek()?;
            if byte == quote {
                break;
            }
            if byte == b'\\' || byte == b'\t' || !SHOWN[usize::from(byte)] {
                return None;
            }
            self.at += 1;
        }
        self.at += 1;
        self.note(Part::String, start);
        // Two quotes and a third begin a text of several lines.
        (self.peek() != Some(quote)).then_some(())
    }

    /// `{ a = 1, b = 2 }`
    fn table(&mut self, depth: u32) -> Option<()> {
        self.single(Part::Table);
        self.skip_blanks();
        while self.peek()? != b'}' {
            self.entry(depth)?;
            self.skip_blanks();
            if self.peek()? == b',' {
                self.at += 1;
                self.skip_blanks();
                if self.peek()? == b'}' {
                    return None;
                }
            } else if self.peek()? != b'}' {
                return None;
            }
        }
        self.single(Part::TableEnd);
        Some(())
    }

    /// `[1, 2]`, which may go over several lines.
    fn array(&mut self, depth: u32) -> Option<()> {
        self.single(Part::Array);
        self.skip_lines()?;
        while self.peek()? != b']' {
            self.value(depth)?;
            self.skip_lines()?;
            if self.peek()? == b',' {
                self.at += 1;
                self.skip_lines()?;
            } else if self.peek()? != b']' {
                return None;
            }
        }
        self.single(Part::ArrayEnd);
        Some(())
    }

    /// Skips what may stand between the items of an array: blanks, comments and line ends.
    fn skip_lines(&mut self) -> Option<()> {
        self.skip_blanks();
        while let Some(b'#' | b'\n' | b'\r') = self.peek() {
            self.at = self.end()?;
            self.skip_blanks();
            // Whether this is a list in the list or a header behind a forgotten bracket, others tell.
            if self.peek() == Some(b'[') {
                return None;
            }
        }
        Some(())
    }

    /// Notes a part of one byte.
    fn single(&mut self, part: Part) {
        self.at += 1;
        self.note(part, self.at - 1);
    }
}
