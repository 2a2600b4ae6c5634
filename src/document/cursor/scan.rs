//! The way through a text to the place that is asked for.

use std::ops::Range;

use super::{Cursor, Next, Spot};

/// Deeper nesting than this no plan has; what is in it is passed over.
const DEEPEST: usize = 24;

/// Goes through a text until what stands at the place is known.
pub(super) fn scan(text: &str, offset: usize) -> Cursor {
    let begin = if text.starts_with('\u{feff}') && offset >= 3 { 3 } else { 0 };
    scan_from(text, begin, Vec::new(), offset)
}

/// The same from the begin of a line, in the table whose header was the last one.
pub(super) fn scan_from(text: &str, begin: usize, mut section: Vec<String>, offset: usize) -> Cursor {
    let mut scan = Scan { text, at: begin, offset, found: None };
    while scan.found.is_none() && scan.at <= offset && scan.at < text.len() {
        scan.line(&mut section);
    }
    scan.found.unwrap_or(Cursor {
        above: section,
        spot: Spot::Key { part: offset..offset, next: Next::Nothing, inline: false },
    })
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    offset: usize,
    found: Option<Cursor>,
}

/// A part of a key: its name and its bytes.
struct Part {
    name: String,
    span: Range<usize>,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn ends_line(&self) -> bool {
        matches!(self.peek(), None | Some(b'\n' | b'\r' | b'#'))
    }

    /// To the begin of the next line; what is passed over is nothing that could be asked for.
    fn rest_of_line(&mut self) {
        let begin = self.at;
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        if (begin..=self.at).contains(&self.offset) {
            self.find(Vec::new(), Spot::Nothing);
        }
        self.at += 1;
    }

    /// Whether the place lies in a stretch, its end included.
    fn is_in(&self, span: &Range<usize>) -> bool {
        (span.start..=span.end).contains(&self.offset)
    }

    fn find(&mut self, above: Vec<String>, spot: Spot) {
        if self.found.is_none() {
            self.found = Some(Cursor { above, spot });
        }
    }

    /// One line at the top, or several when its value goes on.
    fn line(&mut self, section: &mut Vec<String>) {
        let begin = self.at;
        self.blanks();
        match self.peek() {
            Some(b'[') => *section = self.header(),
            Some(b'\n' | b'\r') | None => {
                if (begin..=self.at).contains(&self.offset) {
                    let spot =
                        Spot::Key { part: self.offset..self.offset, next: Next::Nothing, inline: false };
                    self.find(section.clone(), spot);
                }
            }
            Some(b'#') => {}
            Some(_) => {
                if self.offset < self.at && self.offset >= begin {
                    let spot =
                        Spot::Key { part: self.offset..self.offset, next: Next::Nothing, inline: false };
                    self.find(section.clone(), spot);
                }
                self.entry(section, false, 0);
            }
        }
        if self.found.is_none() {
            self.rest_of_line();
        }
    }

    fn header(&mut self) -> Vec<String> {
        let begin = self.at;
        let brackets = if self.text[self.at..].starts_with("[[") { 2 } else { 1 };
        self.at += brackets;
        let inside = self.at;
        let parts = self.parts();
        let closed = self.peek() == Some(b']');
        let inner_end = self.at;
        for _ in 0..brackets {
            self.at += usize::from(self.peek() == Some(b']'));
        }
        if (inside..=inner_end).contains(&self.offset) {
            let (above, part) = self.part_at(&parts);
            self.find(above, Spot::Header { part, whole: begin..self.at, closed });
        }
        parts.into_iter().filter(|part| !part.span.is_empty()).map(|part| part.name).collect()
    }

    /// The part of a key at the place, and the names before it.
    fn part_at(&self, parts: &[Part]) -> (Vec<String>, Range<usize>) {
        let names = |count: usize| parts[..count].iter().map(|part| part.name.clone()).collect();
        if let Some(at) = parts.iter().position(|part| self.is_in(&part.span)) {
            return (names(at), parts[at].span.clone());
        }
        let before = parts.iter().filter(|part| part.span.end < self.offset).count();
        (names(before), self.offset..self.offset)
    }

    /// The parts of a dotted key; behind a dot at the end an empty one.
    fn parts(&mut self) -> Vec<Part> {
        let mut parts = Vec::new();
        loop {
            self.blanks();
            let begin = self.at;
            let name = if let Some(quote @ (b'"' | b'\'')) = self.peek() {
                let inner = self.quoted(quote);
                self.text[inner].to_owned()
            } else {
                let rest = &self.text[self.at..];
                let end = rest.find(|c: char| !is_bare(c)).unwrap_or(rest.len());
                self.at += end;
                rest[..end].to_owned()
            };
            let span = begin..self.at;
            let gap = self.at;
            self.blanks();
            if self.peek() == Some(b'.') {
                parts.push(Part { name, span });
                self.at += 1;
                continue;
            }
            // Blanks behind an empty part belong to it, so that the place in them is that part.
            if span.is_empty() {
                let at = if (begin..=self.at).contains(&self.offset) { self.offset } else { gap };
                parts.push(Part { name, span: at..at });
            } else {
                parts.push(Part { name, span });
            }
            return parts;
        }
    }

    /// A key with its value, where the tables above have these keys.
    fn entry(&mut self, table: &[String], inline: bool, depth: usize) {
        let begin = self.at;
        let parts = self.parts();
        let has_value = self.peek() == Some(b'=');
        if (begin..=self.at).contains(&self.offset) {
            let (before, part) = self.part_at(&parts);
            let last = parts.last().is_none_or(|last| part.end >= last.span.start);
            let next = match (last, has_value) {
                (false, _) => Next::Part,
                (true, true) => Next::Value,
                (true, false) => Next::Nothing,
            };
            // Behind a whole key nothing can be written but `=`.
            let spot = if part.is_empty() && parts.iter().all(|it| !it.span.is_empty()) && !parts.is_empty() {
                Spot::Nothing
            } else {
                Spot::Key { part, next, inline }
            };
            self.find(table.iter().cloned().chain(before).collect(), spot);
        }
        if self.found.is_some() || !has_value {
            return;
        }
        self.at += 1;
        let path: Vec<String> =
            table.iter().cloned().chain(parts.into_iter().map(|part| part.name)).collect();
        self.value(&path, None, depth);
    }

    fn value(&mut self, path: &[String], item: Option<usize>, depth: usize) {
        let gap = self.at;
        self.blanks();
        let empty = |scan: &mut Self| {
            if (gap..=scan.at).contains(&scan.offset) {
                let here = scan.offset..scan.offset;
                scan.find(path.to_vec(), Spot::Value { item, token: here.clone(), text: here });
            }
        };
        if self.ends_line() {
            return empty(self);
        }
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                let begin = self.at;
                let text = self.quoted(quote);
                let token = begin..self.at;
                if self.is_in(&token) {
                    self.find(path.to_vec(), Spot::Value { item, token, text });
                }
            }
            Some(b'[' | b'{') if depth >= DEEPEST => self.at = self.text.len(),
            Some(b'[') => {
                if self.offset >= gap && self.offset <= self.at {
                    return empty(self);
                }
                self.list(path, depth + 1);
            }
            Some(b'{') => {
                if self.offset >= gap && self.offset <= self.at {
                    return empty(self);
                }
                self.inline(path, depth + 1);
            }
            _ => {
                let begin = self.at;
                let rest = &self.text[self.at..];
                let ends = |c: char| matches!(c, ',' | ']' | '}' | '#' | '\n' | '\r');
                let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
                self.at += word.trim_end().len();
                let token = begin..self.at;
                if self.is_in(&token) || (gap..begin).contains(&self.offset) {
                    self.find(path.to_vec(), Spot::Value { item, token: token.clone(), text: token });
                }
                self.blanks();
            }
        }
    }

    /// Blanks, line ends and comments in a list or table; whether it goes on behind them.
    fn between(&mut self) -> bool {
        loop {
            self.blanks();
            match self.peek() {
                Some(b'#') => {
                    let begin = self.at;
                    let rest = &self.text.as_bytes()[self.at..];
                    self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                    if self.offset > begin && self.offset <= self.at {
                        self.find(Vec::new(), Spot::Nothing);
                        return false;
                    }
                }
                Some(b'\r') => self.at += 1,
                Some(b'\n') => {
                    if self.begins_anew(self.at + 1) {
                        return false;
                    }
                    self.at += 1;
                }
                None => return false,
                Some(_) => return true,
            }
        }
    }

    /// Whether a line looks like a header or like a key at the top, so that what is open was not closed.
    fn begins_anew(&self, at: usize) -> bool {
        let line = self.text[at..].lines().next().unwrap_or("").trim_start();
        if let Some(header) = line.strip_prefix('[') {
            return header.trim_start_matches('[').starts_with(|c: char| c.is_ascii_alphanumeric())
                && !header.contains(',');
        }
        let key = line.split(['=', '#']).next().unwrap_or("").trim_end();
        line.contains('=')
            && !key.is_empty()
            && key.chars().all(|c| is_bare(c) || c == '.')
            && !self.text[at..].starts_with([' ', '\t'])
    }

    fn list(&mut self, path: &[String], depth: usize) {
        self.at += 1;
        let mut nth = 0;
        loop {
            let gap = self.at;
            let goes_on = self.between();
            let ends = !goes_on || matches!(self.peek(), Some(b',' | b']'));
            // The place may be where an item could be written.
            if (gap..=self.at).contains(&self.offset) && (ends || self.offset < self.at) {
                let here = self.offset..self.offset;
                self.find(path.to_vec(), Spot::Value { item: Some(nth), token: here.clone(), text: here });
            }
            if self.found.is_some() || !goes_on {
                return;
            }
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    return;
                }
                Some(b',') => self.at += 1,
                _ => {
                    let before = self.at;
                    self.value(path, Some(nth), depth);
                    nth += 1;
                    if self.found.is_some() || !self.next_item(before) {
                        return;
                    }
                }
            }
        }
    }

    fn inline(&mut self, path: &[String], depth: usize) {
        self.at += 1;
        loop {
            let gap = self.at;
            let goes_on = self.between();
            let ends = !goes_on || matches!(self.peek(), Some(b',' | b'}'));
            if (gap..=self.at).contains(&self.offset) && (ends || self.offset < self.at) {
                let spot = Spot::Key { part: self.offset..self.offset, next: Next::Nothing, inline: true };
                self.find(path.to_vec(), spot);
            }
            if self.found.is_some() || !goes_on {
                return;
            }
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    return;
                }
                Some(b',') => self.at += 1,
                _ => {
                    let before = self.at;
                    self.entry(path, true, depth);
                    if self.found.is_some() || !self.next_item(before) {
                        return;
                    }
                }
            }
        }
    }

    /// Goes behind the comma after an item that began there; whether there may be another.
    fn next_item(&mut self, began: usize) -> bool {
        let end = self.at;
        if !self.between() {
            if self.found.is_none() && self.offset > end && self.offset <= self.at {
                self.find(Vec::new(), Spot::Nothing);
            }
            return false;
        }
        if self.offset > end && self.offset < self.at {
            self.find(Vec::new(), Spot::Nothing);
        }
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                true
            }
            // Something that cannot stand here, such as the end of another kind of list: it is passed over, so that this
            // comes to an end.
            Some(_) if self.at == began => {
                self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8);
                true
            }
            _ => true,
        }
    }

    /// Goes behind a string; the bytes between its quotes. One on one line that is not closed ends with the line.
    fn quoted(&mut self, quote: u8) -> Range<usize> {
        let bytes = self.text.as_bytes();
        let thrice = bytes[self.at..].starts_with(&[quote; 3]);
        let width = if thrice { 3 } else { 1 };
        let begin = self.at + width;
        let mut at = begin;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' if quote == b'"' => at += 1,
                b'\n' if !thrice => break,
                byte if *byte == quote && (!thrice || bytes[at..].starts_with(&[quote; 3])) => {
                    // Up to two more quotes may stand before the closing ones.
                    while thrice && bytes.get(at + 3) == Some(&quote) {
                        at += 1;
                    }
                    self.at = at + width;
                    return begin..at;
                }
                _ => {}
            }
            at += 1;
        }
        let mut end = at.min(bytes.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        if !thrice && self.text[begin..end].ends_with('\r') {
            end -= 1;
        }
        self.at = end;
        begin.min(end)..end
    }
}

/// Whether a character may stand in a key without quotes; any letter counts, so that a wrong one is still one key.
fn is_bare(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '/')
}
