//! Items between brackets: adding to and taking from arrays and inline tables, commas and comments in their places.

use std::ops::Range;

use super::super::spell::INDENT;
use super::super::{Form, NodeId};
use super::Splice;
use super::sheet::Sheet;

/// The items of an array, or the entries of an inline table, as they stand.
pub(in crate::document) struct Sequence<'d> {
    sheet: Sheet<'d>,
    /// The brackets and all between.
    outer: Range<usize>,
    inline: bool,
    items: Vec<(NodeId, Range<usize>)>,
}

impl<'d> Sequence<'d> {
    /// The items of a container; the entries of the dotted table `group` count as one where nothing parts them.
    pub(in crate::document) fn new(sheet: Sheet<'d>, container: NodeId, group: Option<NodeId>) -> Self {
        let node = sheet.node(container);
        let mut items = Vec::new();
        collect(sheet, container, &mut items);
        items.sort_by_key(|(_, span)| span.start);
        if let Some(group) = group {
            items.dedup_by(|later, earlier| {
                let same = sheet.within(later.0, group) && sheet.within(earlier.0, group);
                if same {
                    earlier.1.end = later.1.end;
                }
                same
            });
        }
        Self { sheet, outer: node.span(), inline: node.form == Form::Inline, items }
    }

    /// The values of the items, and where each stands with its key.
    pub(in crate::document) fn items(&self) -> &[(NodeId, Range<usize>)] {
        &self.items
    }

    /// Adds an item, already spelled, behind all others or behind the one given.
    pub(in crate::document) fn add(&self, item: &str, behind: Option<usize>) -> Vec<Splice> {
        let sheet = self.sheet;
        let Some(last) = behind.or(self.items.len().checked_sub(1)) else { return vec![self.fill(item)] };
        let span = self.items[last].1.clone();
        let comma = self.comma_after(last);
        let after = comma.map_or(span.end, |comma| comma + 1);
        let own_line = sheet.begins_line(span.start) && sheet.line_start(span.start) > self.outer.start;
        if !own_line {
            let text = if comma.is_some() { format!(" {item},") } else { format!(", {item}") };
            return vec![self.insert(after, text)];
        }
        let (eol, indent) = (sheet.eol(span.start), sheet.indent(span.start));
        let trailing = if comma.is_some() { "," } else { "" };
        if self.outer.end - 1 < sheet.line_end(after) {
            let missing = if comma.is_some() { "" } else { "," };
            return vec![self.insert(after, format!("{missing}{eol}{indent}{item}{trailing}"))];
        }
        let mut splices = vec![self.insert(sheet.line_end(after), format!("{indent}{item}{trailing}{eol}"))];
        if comma.is_none() {
            splices.push(self.insert(span.end, ",".to_owned()));
        }
        splices
    }

    /// Puts the first item in.
    fn fill(&self, item: &str) -> Splice {
        let sheet = self.sheet;
        let inner = self.outer.start + 1..self.outer.end - 1;
        if sheet.text[inner.clone()].trim().is_empty() {
            let text = if self.inline { format!(" {item} ") } else { item.to_owned() };
            return Splice { source: sheet.source, span: inner, text };
        }
        let close = self.outer.end - 1;
        let eol = sheet.eol(self.outer.start);
        let indent = sheet.indent(self.outer.start);
        if sheet.begins_line(close) {
            let text = format!("{indent}{INDENT}{item},{eol}");
            return self.insert(sheet.line_start(close), text);
        }
        self.insert(close, format!("{item} "))
    }

    /// Takes an item out.
    pub(in crate::document) fn remove(&self, at: usize) -> Vec<Splice> {
        let sheet = self.sheet;
        let span = self.items[at].1.clone();
        let comma = self.comma_after(at);
        let after = comma.map_or(span.end, |comma| comma + 1);
        if self.alone(&span, after) {
            let limit = match at.checked_sub(1) {
                Some(before) => sheet.line_end(self.items[before].1.end),
                None => sheet.line_end(self.outer.start),
            };
            let start = sheet.comments_above(sheet.line_start(span.start), limit);
            return vec![self.delete(start..sheet.line_end(after))];
        }
        if let Some(comma) = comma {
            return self.remove_with(span, comma);
        }
        let Some(before) = at.checked_sub(1).and_then(|before| self.comma_after(before)) else {
            return vec![self.delete(self.only(span))];
        };
        if blank(&sheet.text[before + 1..span.start]) {
            return vec![self.delete(before..span.end)];
        }
        vec![self.delete(self.with_space_before(span))]
    }

    /// Takes an item and the comma behind it out of a line that holds others.
    fn remove_with(&self, span: Range<usize>, comma: usize) -> Vec<Splice> {
        let text = self.sheet.text;
        if !blank(&text[span.end..comma]) {
            if let Some(line) = self.line_led_by_comma(&span) {
                return vec![self.delete(line)];
            }
            return vec![self.delete(comma..comma + 1), self.delete(span)];
        }
        let rest = &text[comma + 1..];
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest[spaces..].starts_with(['\n', '\r', '#']) {
            let start = self.with_space_before(span).start;
            return vec![self.delete(start..comma + 1)];
        }
        vec![self.delete(span.start..comma + 1 + spaces)]
    }

    /// The line of an item that stands alone in it but for the comma of the item before.
    fn line_led_by_comma(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let sheet = self.sheet;
        let start = sheet.line_start(span.start);
        let rest = sheet.text[span.end..sheet.content_end(span.end)].trim();
        let alone = sheet.text[start..span.start].trim() == "," && (rest.is_empty() || rest.starts_with('#'));
        alone.then(|| start..sheet.line_end(span.end))
    }

    /// The bytes of the only item: all between the brackets when nothing else stands there.
    fn only(&self, span: Range<usize>) -> Range<usize> {
        let inner = self.outer.start + 1..self.outer.end - 1;
        let text = self.sheet.text;
        if text[inner.start..span.start].trim().is_empty() && text[span.end..inner.end].trim().is_empty() {
            inner
        } else {
            span
        }
    }

    fn with_space_before(&self, span: Range<usize>) -> Range<usize> {
        let before = &self.sheet.text[self.outer.start + 1..span.start];
        let spaces = before.len() - before.trim_end_matches([' ', '\t']).len();
        span.start - spaces..span.end
    }

    /// Whether an item has its lines to itself, brackets and other items being on other lines.
    fn alone(&self, span: &Range<usize>, after: usize) -> bool {
        let sheet = self.sheet;
        let rest = sheet.text[after..sheet.content_end(after)].trim();
        sheet.begins_line(span.start)
            && sheet.line_start(span.start) > self.outer.start
            && self.outer.end > sheet.line_end(after)
            && (rest.is_empty() || rest.starts_with('#'))
            && blank(&sheet.text[span.end..after.max(span.end + 1) - 1])
    }

    /// Where the comma behind an item stands.
    fn comma_after(&self, at: usize) -> Option<usize> {
        let end = match self.items.get(at + 1) {
            Some((_, next)) => next.start,
            None => self.outer.end - 1,
        };
        let mut place = self.items[at].1.end;
        while place < end {
            match self.sheet.text.as_bytes()[place] {
                b',' => return Some(place),
                b'#' => place = self.sheet.content_end(place),
                _ => place += 1,
            }
        }
        None
    }

    fn insert(&self, at: usize, text: String) -> Splice {
        Splice { source: self.sheet.source, span: at..at, text }
    }

    fn delete(&self, span: Range<usize>) -> Splice {
        Splice { source: self.sheet.source, span, text: String::new() }
    }
}

fn blank(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ' || byte == b'\t')
}

/// Every entry of an inline table (dotted ones flattened), or every item of an array.
fn collect(sheet: Sheet<'_>, table: NodeId, items: &mut Vec<(NodeId, Range<usize>)>) {
    for child in sheet.index.children(table) {
        let node = sheet.node(child);
        if node.form == Form::Dotted {
            collect(sheet, child, items);
        } else {
            let start = if sheet.node(table).form == Form::Array { node.span().start } else { node.entry() };
            items.push((child, start..node.span().end));
        }
    }
}
