//! One text with its index, as a page of lines: where lines begin and end, and which comments belong to what.

use std::ops::Range;

use super::super::{Form, Index, Node, NodeId, Source, Statement, StatementKind};

/// One text with its index, being edited.
#[derive(Clone, Copy)]
pub(in crate::document) struct Sheet<'d> {
    /// The whole text.
    pub text: &'d str,
    /// Where everything stands in it.
    pub index: &'d Index,
    /// Which source it is.
    pub source: usize,
}

impl<'d> Sheet<'d> {
    pub(in crate::document) fn new(source: &'d Source, at: usize) -> Self {
        Self { text: &source.text, index: &source.index, source: at }
    }

    pub(in crate::document) fn node(&self, id: NodeId) -> &'d Node {
        self.index.node(id)
    }

    pub(in crate::document) fn find<S: AsRef<str>>(&self, keys: &[S]) -> Option<NodeId> {
        self.index.find(self.text, Index::ROOT, keys)
    }

    pub(in crate::document) fn statements(&self) -> &'d [Statement] {
        self.index.statements()
    }

    /// The first byte that may be edited: behind a byte order mark.
    pub(in crate::document) fn first(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// Where the line of a place begins.
    pub(in crate::document) fn line_start(&self, at: usize) -> usize {
        let before = &self.text.as_bytes()[..at];
        before.iter().rposition(|byte| *byte == b'\n').map_or(self.first(), |end| end + 1)
    }

    /// Where the line of a place ends, without its line end.
    pub(in crate::document) fn content_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let end = self.line_feed(at).unwrap_or(bytes.len());
        if bytes[at..end].ends_with(b"\r") && end < bytes.len() { end - 1 } else { end }
    }

    /// Where the line after that of a place begins.
    pub(in crate::document) fn line_end(&self, at: usize) -> usize {
        self.line_feed(at).map_or(self.text.len(), |end| end + 1)
    }

    /// The end of a place's line, if it has one. A place may lie inside a character: the last byte of a block does.
    fn line_feed(&self, at: usize) -> Option<usize> {
        self.text.as_bytes()[at..].iter().position(|byte| *byte == b'\n').map(|end| at + end)
    }

    /// The number of a place's line, from 1.
    pub(in crate::document) fn line_number(&self, at: usize) -> usize {
        self.text.as_bytes()[..at].split(|byte| *byte == b'\n').count()
    }

    /// The line end to write near a place: that of its own line, else the first of the text.
    pub(in crate::document) fn eol(&self, at: usize) -> &'static str {
        let of = |text: &str| if text.ends_with("\r\n") { "\r\n" } else { "\n" };
        let here = &self.text[..self.line_end(at)];
        if here.ends_with('\n') {
            return of(here);
        }
        self.text.find('\n').map_or("\n", |end| of(&self.text[..=end]))
    }

    /// The white space before the first character of a place's line.
    pub(in crate::document) fn indent(&self, at: usize) -> &'d str {
        let line = &self.text[self.line_start(at)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// Whether only white space stands before a place in its line.
    pub(in crate::document) fn begins_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].bytes().all(|byte| byte == b' ' || byte == b'\t')
    }

    /// A line that begins at a place, without its line end and outer white space.
    pub(in crate::document) fn line(&self, start: usize) -> &'d str {
        self.text[start..self.content_end(start)].trim()
    }

    /// Where the comment lines begin that stand directly above a line, not before `limit`; the line itself if none.
    pub(in crate::document) fn comments_above(&self, line: usize, limit: usize) -> usize {
        let mut top = line;
        while top > limit {
            let above = self.line_start(top - 1);
            if above < limit || !self.line(above).starts_with('#') {
                break;
            }
            top = above;
        }
        top
    }

    /// The statement that a node stands in.
    pub(in crate::document) fn statement_at(&self, place: usize) -> usize {
        self.statements().partition_point(|statement| statement.span.start <= place).saturating_sub(1)
    }

    /// Where a statement's lines begin, its own comment lines above included.
    pub(in crate::document) fn lead(&self, statement: usize) -> usize {
        let limit = match statement.checked_sub(1) {
            Some(before) => self.tail(before),
            None => self.first(),
        };
        self.comments_above(self.line_start(self.statements()[statement].span.start), limit)
    }

    /// Where a statement's last line ends, its line end included.
    pub(in crate::document) fn tail(&self, statement: usize) -> usize {
        self.line_end(self.statements()[statement].span.end)
    }

    /// Where a block ends whose last statement this is: behind the comment lines directly under it, unless they stand
    /// directly above the next statement.
    pub(in crate::document) fn block_end(&self, last: usize) -> usize {
        let tail = self.tail(last);
        let next = match self.statements().get(last + 1) {
            Some(next) => self.line_start(next.span.start),
            None => self.text.len(),
        };
        let mut end = tail;
        while end < next && self.line(end).starts_with('#') {
            end = self.line_end(end);
        }
        if end == next && next < self.text.len() { tail } else { end }
    }

    /// The statements of a header's section: the header and the keys under it. For the root: the keys before any header.
    pub(in crate::document) fn section(&self, header: Option<usize>) -> Range<usize> {
        let start = header.unwrap_or(0);
        let body = header.map_or(0, |header| header + 1);
        let keys =
            self.statements()[body..].iter().take_while(|it| it.kind == StatementKind::KeyValue).count();
        start..body + keys
    }

    /// Whether a node is another, or stands somewhere in it.
    pub(in crate::document) fn within(&self, node: NodeId, table: NodeId) -> bool {
        let mut at = Some(node);
        while let Some(here) = at {
            if here == table {
                return true;
            }
            at = self.index.parent(here);
        }
        false
    }

    /// The inline table (or array) that a node stands in, dotted tables aside; `None`: it stands in a section.
    pub(in crate::document) fn container(&self, node: NodeId) -> Option<NodeId> {
        let mut at = self.index.parent(node)?;
        while self.node(at).form == Form::Dotted {
            at = self.index.parent(at)?;
        }
        matches!(self.node(at).form, Form::Inline | Form::Array).then_some(at)
    }

    /// The keys of a node from a table above it (not included), as they are written.
    pub(in crate::document) fn written_keys(&self, node: NodeId, from: NodeId) -> String {
        let mut parts = Vec::new();
        let mut at = node;
        while at != from {
            parts.push(&self.text[self.node(at).key_span()]);
            at = self.index.parent(at).expect("the table is above the node");
        }
        parts.reverse();
        parts.join(".")
    }
}
