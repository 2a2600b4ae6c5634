//! A text cut into its blocks, their lines and their comments, without a byte left over: for those who put texts together.
//!
//! *Shape*: blocks (a header with the keys under it) and paragraphs of comments that belong to none, in the order of the
//! text, each with the blank lines before it; in a block its header, its keys and paragraphs of comments likewise. Joined
//! again they are the text.

use std::ops::Range;

use super::splice::sequence::Sequence;
use super::splice::sheet::Sheet;
use super::{Form, NodeId, Source, StatementKind};

/// A text cut into parts.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The parts, in the order of the text.
    pub parts: Vec<Part<Block>>,
    /// The blank lines behind them.
    pub tail: Range<usize>,
}

/// A block or key, or a paragraph of comment lines that belongs to none.
#[derive(Debug, Clone)]
pub struct Part<T> {
    /// The blank lines before it.
    pub before: Range<usize>,
    /// Its lines, comment lines directly above included, with their line ends.
    pub span: Range<usize>,
    /// What it is; `None`: comment lines.
    pub what: Option<T>,
}

/// A header with the keys under it, or the keys before any header.
#[derive(Debug, Clone)]
pub struct Block {
    /// The keys of its header; none for the keys before any header.
    pub keys: Vec<String>,
    /// The header's line; `None` for the keys before any header.
    pub head: Option<Line>,
    /// What stands under it.
    pub parts: Vec<Part<Line>>,
}

/// A header or a key with its value.
#[derive(Debug, Clone)]
pub struct Line {
    /// The comment lines directly above.
    pub lead: Range<usize>,
    /// From the begin of its line to the end of the value, or of the header's bracket.
    pub core: Range<usize>,
    /// What stands behind that in its line, line end included: a trailing comment.
    pub rest: Range<usize>,
    /// The value, or the table that the header opens.
    pub node: NodeId,
}

/// An item of a list, or a key of an inline table.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its value.
    pub node: NodeId,
    /// Its keys below the table; none in a list.
    pub keys: Vec<String>,
    /// Its bytes, key included.
    pub span: Range<usize>,
}

impl Line {
    /// The keys from the top of the file; a table of a list has its number instead.
    pub fn keys(&self, source: &Source) -> Vec<String> {
        keys(Sheet::new(source, 0), self.node)
    }
}

impl Outline {
    /// Cuts a text that is TOML.
    pub fn new(source: &Source) -> Self {
        let sheet = Sheet::new(source, 0);
        let statements = sheet.statements();
        let mut parts = Vec::new();
        let mut at = sheet.first();
        let mut next = 0;
        while next < statements.len() {
            let is_key = |at: usize| statements[at].kind == StatementKind::KeyValue;
            let headless = is_key(next);
            let keys = next + usize::from(!headless);
            let end = (keys..statements.len()).find(|at| !is_key(*at)).unwrap_or(statements.len());
            let before = between(sheet, at, sheet.lead(next), &mut parts);
            let stop = sheet.block_end(end - 1);
            let block = block(sheet, next, keys..end, stop);
            parts.push(Part { before, span: sheet.lead(next)..stop, what: Some(block) });
            (at, next) = (stop, end);
        }
        let tail = between(sheet, at, sheet.text.len(), &mut parts);
        Self { parts, tail }
    }
}

/// The items of a list, or the keys of an inline table however deep dotted keys lead: the value of each, its keys below the
/// table, and its bytes.
pub fn items(source: &Source, node: NodeId) -> Vec<Element> {
    let sheet = Sheet::new(source, 0);
    let above = keys(sheet, node).len();
    let element = |(node, span): &(NodeId, Range<usize>)| Element {
        node: *node,
        keys: keys(sheet, *node).split_off(above),
        span: span.clone(),
    };
    Sequence::new(sheet, node, None).items().iter().map(element).collect()
}

fn block(sheet: Sheet<'_>, first: usize, under: Range<usize>, stop: usize) -> Block {
    let head = (first < under.start).then(|| line(sheet, first));
    let mut at = head.as_ref().map_or_else(|| sheet.lead(first), |head| head.rest.end);
    let mut parts = Vec::new();
    for key in under {
        let line = line(sheet, key);
        let before = between(sheet, at, line.lead.start, &mut parts);
        at = line.rest.end;
        parts.push(Part { before, span: line.lead.start..at, what: Some(line) });
    }
    between(sheet, at, stop, &mut parts);
    Block { keys: head.as_ref().map(|head| keys(sheet, head.node)).unwrap_or_default(), head, parts }
}

fn line(sheet: Sheet<'_>, statement: usize) -> Line {
    let it = &sheet.statements()[statement];
    let start = sheet.line_start(it.span.start);
    Line {
        lead: sheet.lead(statement)..start,
        core: start..it.span.end,
        rest: it.span.end..sheet.tail(statement),
        node: it.node,
    }
}

/// The keys from the top of the file to a node; a table of a list has its number instead.
fn keys(sheet: Sheet<'_>, node: NodeId) -> Vec<String> {
    let mut keys = Vec::new();
    let mut at = node;
    while let Some(above) = sheet.index.parent(at) {
        if sheet.node(above).form == Form::Tables {
            let nth = sheet.index.children(above).position(|table| table == at);
            keys.push(format!("#{}", nth.unwrap_or_default()));
        } else if !sheet.node(at).key_span().is_empty() {
            keys.push(sheet.index.key(sheet.text, at).to_owned());
        }
        at = above;
    }
    keys.reverse();
    keys
}

/// Adds the paragraphs of comment lines in a stretch without keys; the blank lines that end it are given back.
fn between<T>(sheet: Sheet<'_>, from: usize, to: usize, parts: &mut Vec<Part<T>>) -> Range<usize> {
    let mut blank = from..from;
    let mut at = from;
    while at < to {
        let end = sheet.line_end(at).min(to);
        if sheet.text[at..end].trim().is_empty() {
            blank.end = end;
        } else {
            match parts.last_mut() {
                Some(Part { span, what: None, .. }) if span.end == at && blank.is_empty() && at > from => {
                    span.end = end;
                }
                _ => parts.push(Part { before: blank, span: at..end, what: None }),
            }
            blank = end..end;
        }
        at = end;
    }
    blank
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        let outline = Outline::new(&Source::new("p", text));
        let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut out = text[..first].to_owned();
        for part in &outline.parts {
            out.push_str(&text[part.before.clone()]);
            let Some(block) = &part.what else {
                out.push_str(&text[part.span.clone()]);
                continue;
            };
            for range in block.head.iter().flat_map(|it| [&it.lead, &it.core, &it.rest]) {
                out.push_str(&text[range.clone()]);
            }
            for part in &block.parts {
                out.push_str(&text[part.before.clone()]);
                match &part.what {
                    None => out.push_str(&text[part.span.clone()]),
                    Some(it) => [&it.lead, &it.core, &it.rest]
                        .into_iter()
                        .for_each(|range| out.push_str(&text[range.clone()])),
                }
            }
        }
        out.push_str(&text[outline.tail.clone()]);
        out
    }

    #[test]
    fn the_parts_are_the_text() {
        for text in [
            include_str!("../../plans/northmere.toml"),
            include_str!("../../plans/tendring-2018.toml"),
            include_str!("../../plans/four-stages.toml"),
            include_str!("../../plans/blank.toml"),
            "",
            "\n\n",
            "# only\r\n\r\n",
            "\u{feff}a = 1 # x\n# below\n\n# free\n# two\n\n[b] # h\n\n# in\n\nc.d = [\n 1, # one\n]\n# last",
        ] {
            assert_eq!(joined(text), text);
        }
    }

    #[test]
    fn blocks_and_keys_are_named_and_comments_belong_to_them() {
        let text = "# banner\n\n# of b\n[a.b] # h\n# of c\nc.d = 1 # t\n\n# free\n\ne = 2\n# below\n\n# end\n[[x]]\n[[x]]\n";
        let source = Source::new("p", text);
        let outline = Outline::new(&source);
        let names: Vec<String> = outline
            .parts
            .iter()
            .map(|it| it.what.as_ref().map_or("-".to_owned(), |it| it.keys.join(".")))
            .collect();
        assert_eq!(names, ["-", "a.b", "x.#0", "x.#1"]);
        let block = outline.parts[1].what.as_ref().unwrap();
        assert_eq!(&text[outline.parts[1].span.clone()], &text[10..text.find("\n# end").unwrap()]);
        let parts: Vec<&str> = block.parts.iter().map(|it| &text[it.span.clone()]).collect();
        assert_eq!(parts, ["# of c\nc.d = 1 # t\n", "# free\n", "e = 2\n", "# below\n"]);
        let line = block.parts[0].what.as_ref().unwrap();
        assert_eq!(
            (line.keys(&source).join("."), &text[line.rest.clone()]),
            ("a.b.c.d".to_owned(), " # t\n")
        );
    }
}
