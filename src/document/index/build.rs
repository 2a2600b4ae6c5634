//! Builds an index from the parser's events of one block after the other.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use toml_parser::decoder::{Encoding, IntegerRadix};
use toml_parser::lexer::Token;
use toml_parser::parser::parse_document;
use toml_parser::{ErrorSink, Expected, ParseError, Raw, Span};

use super::events::Events;
use super::faults::{Faults, MOST_FAULTS};
use super::names::Names;
use super::plain::{Part, is_bare};
use super::{Form, Index, NONE, Node, NodeId, ScalarKind, SyntaxError, unescaped};

mod take;

/// How deep arrays and inline tables may nest.
const DEEPEST: usize = 64;
/// The message where they nest deeper.
const TOO_DEEP: &str = "cannot recurse further; max recursion depth met";
/// Tables with more children than this get a map of their own for look-ups.
const MANY: u32 = 24;
/// About how many bytes of a plan one node takes, so that their list is made once.
const BYTES_A_NODE: usize = 14;

/// Whether a token is a whole number without sign, separators or leading zero.
fn is_whole(token: &str) -> bool {
    !token.is_empty() && !token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// One part of a key.
#[derive(Clone, Copy)]
struct KeyPart {
    span: Span,
    encoding: Option<Encoding>,
    /// Whether it is known to stand for itself.
    bare: bool,
}

/// What is being filled: an array or an inline table, or a table's section.
struct Open {
    node: NodeId,
    last_separator: Option<Span>,
}

pub(super) struct Builder<'t> {
    text: &'t str,
    index: Index,
    section: NodeId,
    keys: Vec<KeyPart>,
    open: Vec<Open>,
    header: Option<Span>,
    /// Where a header of this block begins that keys follow although it never ended.
    left_open: Vec<Span>,
    array_header: bool,
    block_end: usize,
    tails: Vec<Tail>,
}

/// The children of a table or list so far.
#[derive(Clone, Copy)]
struct Tail {
    last: u32,
    count: u32,
}

impl Tail {
    const EMPTY: Self = Self { last: NONE, count: 0 };
}

impl<'t> Builder<'t> {
    /// A builder that has read nothing of a text yet.
    pub(super) fn new(text: &'t str) -> Self {
        let root = Node {
            parent: NONE,
            first: NONE,
            next: NONE,
            key_start: 0,
            key_end: 0,
            entry: 0,
            start: 0,
            end: text.len() as u32,
            stands_alone: false,
            named: false,
            form: Form::Root,
        };
        let mut nodes = Vec::with_capacity(text.len() / BYTES_A_NODE + 1);
        nodes.push(root);
        let index = Index {
            nodes,
            statements: OnceLock::new(),
            decoded: HashMap::new(),
            names: Names::default(),
            errors: Vec::new(),
            newer: Vec::new(),
        };
        Self {
            text,
            index,
            section: Index::ROOT,
            keys: Vec::new(),
            open: Vec::new(),
            header: None,
            left_open: Vec::new(),
            array_header: false,
            block_end: 0,
            tails: vec![Tail::EMPTY],
        }
    }

    /// Takes the parts of a plain line, which ends before the byte `end`.
    pub(super) fn plain(&mut self, parts: &[(Part, Range<u32>)], end: usize) {
        if parts.is_empty() {
            return;
        }
        self.begin(end);
        let mut faults = Faults::default();
        let error = &mut faults;
        for (part, range) in parts {
            let span = Span::new_unchecked(range.start as usize, range.end as usize);
            match part {
                Part::Header => self.begin_header(span, false),
                Part::ArrayHeader => self.begin_header(span, true),
                Part::HeaderEnd => self.open_header(span, error),
                Part::Key => self.keys.push(KeyPart { span, encoding: None, bare: true }),
                Part::String => {
                    self.place(span, Form::Scalar(ScalarKind::String), error);
                }
                Part::Token => self.scalar(span, None, error),
                Part::Table => {
                    self.open_value(span, Form::Inline, error);
                }
                Part::Array => {
                    self.open_value(span, Form::Array, error);
                }
                Part::TableEnd | Part::ArrayEnd => self.close(span),
            }
        }
        self.report_all(faults);
    }

    /// Reads the tokens of `text[base..end]`.
    pub(super) fn parsed(&mut self, tokens: &[Token], base: usize, end: usize) {
        self.begin(end);
        let mut of_parser = Faults::default();
        let mut events = Events { builder: self, base, faults: Faults::default() };
        parse_document(tokens, &mut events, &mut of_parser);
        let mut faults = events.faults;
        faults.append(of_parser, base);
        for open in std::mem::take(&mut self.left_open).into_iter().chain(self.header) {
            faults.unread_header(self.text, open.start());
        }
        self.report_all(faults);
    }

    /// Begins to read what ends before the byte `end`.
    fn begin(&mut self, end: usize) {
        self.block_end = end;
        self.open.clear();
        self.keys.clear();
        self.leave_open_header();
        self.left_open.clear();
    }

    fn report_all(&mut self, faults: Faults) {
        for error in faults.into_list() {
            self.report(&error);
        }
    }

    /// Behind a header that was not closed nobody can say whose keys follow, so they go to no table of the text.
    fn leave_open_header(&mut self) {
        if let Some(open) = self.header.take() {
            self.left_open.push(open);
            let nobody = KeyPart {
                span: Span::new_unchecked(open.start(), open.start()),
                encoding: None,
                bare: false,
            };
            self.section = self.keyed(nobody, open.start(), Form::Header, &mut ());
        }
    }

    /// The index of what was read.
    pub(super) fn finish(mut self) -> Index {
        self.index.errors.sort_by_key(|error| (error.span.start, error.span.end));
        self.index.errors.dedup_by(|later, earlier| later.span == earlier.span);
        self.index
    }

    fn report(&mut self, error: &ParseError) {
        if self.index.errors.len() >= MOST_FAULTS {
            return;
        }
        let unclosed = matches!(error.description(), "unclosed array" | "unclosed inline table");
        let place = if unclosed { error.context() } else { None };
        let span = match place.or(error.unexpected()).or(error.context()) {
            Some(span) if !(span.start() == 0 && span.end() == 0 && self.block_end > 0) => {
                span.start()..span.end()
            }
            _ => self.block_end..self.block_end,
        };
        let expected = error.expected().unwrap_or_default();
        let expected = expected.iter().map(|item| match item {
            Expected::Literal("\n") => "a line end".to_owned(),
            Expected::Literal(text) => format!("`{text}`"),
            Expected::Description(text) => (*text).to_owned(),
            _ => "something else".to_owned(),
        });
        let expected = expected.collect();
        let span = self.clamp(span);
        self.index.errors.push(SyntaxError {
            message: error.description().to_owned(),
            expected,
            span,
            first: None,
        });
    }

    /// A span inside the text and on character boundaries.
    fn clamp(&self, span: Range<usize>) -> Range<usize> {
        let floor = |mut at: usize| {
            at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(span.start);
        start..floor(span.end).max(start)
    }

    fn push(&mut self, node: Node) -> NodeId {
        let id = self.index.nodes.len() as u32;
        self.index.nodes.push(node);
        self.tails.push(Tail::EMPTY);
        NodeId(id)
    }

    /// Hangs a node under its parent, behind its last child.
    fn attach(&mut self, id: NodeId, parent: NodeId) {
        self.index.nodes[id.0 as usize].parent = parent.0;
        let tail = &mut self.tails[parent.0 as usize];
        let previous = std::mem::replace(&mut tail.last, id.0);
        tail.count += 1;
        let count = tail.count;
        if previous == NONE {
            self.index.nodes[parent.0 as usize].first = id.0;
        } else {
            self.index.nodes[previous as usize].next = id.0;
        }
        if count > MANY && self.index.node(parent).form.is_table() {
            self.name(id, parent);
        }
    }

    /// Makes a child of a large table to be found by name; with the first, all that the table has.
    fn name(&mut self, child: NodeId, table: NodeId) {
        let all = !std::mem::replace(&mut self.index.nodes[table.0 as usize].named, true);
        let mut names = std::mem::take(&mut self.index.names);
        if all {
            names.add_all(&self.index, self.text, table);
        } else {
            names.add(table, self.index.key(self.text, child), child);
        }
        self.index.names = names;
    }

    /// A new node for a key, not yet in any table.
    fn keyed(&mut self, part: KeyPart, entry: usize, form: Form, error: &mut dyn ErrorSink) -> NodeId {
        let id = self.push(Node {
            parent: NONE,
            first: NONE,
            next: NONE,
            key_start: part.span.start() as u32,
            key_end: part.span.end() as u32,
            entry: entry as u32,
            start: part.span.end() as u32,
            end: part.span.end() as u32,
            stands_alone: false,
            named: false,
            form,
        });
        if let Some(decoded) = self.decode(part, error) {
            self.index.decoded.insert(id.0, decoded);
        }
        id
    }

    /// The decoded key when it is not simply its own text.
    fn decode(&self, part: KeyPart, error: &mut dyn ErrorSink) -> Option<String> {
        if part.bare {
            return None;
        }
        let raw = &self.text[part.span.start()..part.span.end()];
        if part.encoding.is_none() && is_bare(raw) {
            return None;
        }
        let mut output = std::borrow::Cow::Borrowed("");
        Raw::new_unchecked(raw, part.encoding, part.span).decode_key(&mut output, error);
        (output != raw).then(|| output.into_owned())
    }

    fn child(&self, table: NodeId, part: KeyPart) -> Option<NodeId> {
        // A bare key is its own text.
        let decoded = part.encoding.and_then(|_| self.decode(part, &mut ()));
        let key = decoded.as_deref().unwrap_or(&self.text[part.span.start()..part.span.end()]);
        self.index.child(self.text, table, key)
    }

    fn twice(&mut self, span: Range<usize>, first: NodeId, what: &str) {
        if self.index.errors.len() >= MOST_FAULTS {
            return;
        }
        let node = self.index.node(first);
        let first = match node.form {
            Form::Header => node.span(),
            _ => node.key_span(),
        };
        let name = self.text[span.clone()].chars().take(80).collect::<String>();
        let message = format!("{what} {name} stands twice");
        self.index.errors.push(SyntaxError { message, expected: Vec::new(), span, first: Some(first) });
    }

    /// Walks to the table that the last part of a header or key goes into, making tables on the way.
    fn walk(
        &mut self,
        from: NodeId,
        parts: &[KeyPart],
        entry: usize,
        making: Form,
        error: &mut dyn ErrorSink,
    ) -> Option<NodeId> {
        let mut at = from;
        for part in parts {
            at = match self.child(at, *part) {
                None => {
                    let id = self.keyed(*part, entry, making, error);
                    self.attach(id, at);
                    id
                }
                Some(found) => {
                    let form = self.index.node(found).form;
                    let fits = match (making, form) {
                        (Form::Implied, Form::Header | Form::Implied | Form::Dotted)
                        | (Form::Dotted, Form::Dotted) => true,
                        (Form::Implied, Form::Tables) => {
                            at = NodeId(self.tails[found.0 as usize].last);
                            continue;
                        }
                        _ => false,
                    };
                    if !fits {
                        self.twice(part.span.start()..part.span.end(), found, "the key");
                        return None;
                    }
                    found
                }
            };
        }
        Some(at)
    }

    /// Opens the table of a header.
    pub(super) fn open_header(&mut self, close: Span, error: &mut dyn ErrorSink) {
        let parts = std::mem::take(&mut self.keys);
        let Some(open) = self.header.take() else { return };
        let span = open.start()..close.end();
        let Some((name, above)) = parts.split_last() else { return };
        let orphan = |builder: &mut Self, error: &mut dyn ErrorSink| {
            let id = builder.keyed(*name, span.start, Form::Header, error);
            builder.stand_alone(id, span.clone());
            builder.section = id;
        };
        let Some(parent) = self.walk(Index::ROOT, above, span.start, Form::Implied, error) else {
            orphan(self, error);
            return;
        };
        let existing = self.child(parent, *name);
        let node = match existing.map(|id| (id, self.index.node(id).form)) {
            None if self.array_header => {
                let list = self.keyed(*name, span.start, Form::Tables, error);
                self.attach(list, parent);
                let id = self.keyed(*name, span.start, Form::Header, error);
                self.attach(id, list);
                id
            }
            Some((list, Form::Tables)) if self.array_header => {
                let id = self.keyed(*name, span.start, Form::Header, error);
                self.attach(id, list);
                id
            }
            None => {
                let id = self.keyed(*name, span.start, Form::Header, error);
                self.attach(id, parent);
                id
            }
            Some((id, Form::Implied)) if !self.array_header => {
                let node = &mut self.index.nodes[id.0 as usize];
                node.form = Form::Header;
                node.entry = span.start as u32;
                node.key_start = name.span.start() as u32;
                node.key_end = name.span.end() as u32;
                id
            }
            Some((id, _)) => {
                self.twice(span.clone(), id, "the table");
                orphan(self, error);
                return;
            }
        };
        self.stand_alone(node, span);
        self.section = node;
    }

    /// Notes that a node is a whole line of the text, and where its header or value stands.
    fn stand_alone(&mut self, id: NodeId, span: Range<usize>) {
        let node = &mut self.index.nodes[id.0 as usize];
        node.stands_alone = true;
        node.start = span.start as u32;
        node.end = span.end as u32;
    }

    /// Places a value: under the key read before it, or as the next item of the open array.
    fn place(&mut self, span: Span, form: Form, error: &mut dyn ErrorSink) -> NodeId {
        self.leave_open_header();
        let mut parts = std::mem::take(&mut self.keys);
        let container = self.open.last().map_or(self.section, |open| open.node);
        let id = if let Some((last, before)) = parts.split_last() {
            let entry = parts[0].span.start();
            let table = self.walk(container, before, entry, Form::Dotted, error);
            let existing = table.and_then(|table| self.child(table, *last));
            let id = self.keyed(*last, entry, form, error);
            match (table, existing) {
                (Some(table), None) => self.attach(id, table),
                (Some(_), Some(first)) => self.twice(last.span.start()..last.span.end(), first, "the key"),
                (None, _) => {}
            }
            id
        } else {
            let here = KeyPart {
                span: Span::new_unchecked(span.start(), span.start()),
                encoding: None,
                bare: false,
            };
            let id = self.push(Node {
                parent: NONE,
                first: NONE,
                next: NONE,
                key_start: here.span.start() as u32,
                key_end: here.span.start() as u32,
                entry: here.span.start() as u32,
                start: 0,
                end: 0,
                stands_alone: false,
                named: false,
                form,
            });
            if !self.open.is_empty() {
                self.attach(id, container);
            }
            id
        };
        let node = &mut self.index.nodes[id.0 as usize];
        node.start = span.start() as u32;
        node.end = span.end() as u32;
        node.stands_alone = self.open.is_empty() && !parts.is_empty();
        parts.clear();
        self.keys = parts;
        id
    }

    /// Opens an array or inline table; whether it may be read on.
    pub(super) fn open_value(&mut self, span: Span, form: Form, error: &mut dyn ErrorSink) -> bool {
        let node = self.place(span, form, error);
        self.open.push(Open { node, last_separator: None });
        let within = self.open.len() <= DEEPEST;
        if !within {
            error.report_error(ParseError::new(TOO_DEEP).with_unexpected(span));
        }
        within
    }

    /// Closes the innermost array or inline table.
    pub(super) fn close(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let node = &mut self.index.nodes[open.node.0 as usize];
        node.end = span.end() as u32;
        if node.form == Form::Inline
            && let Some(comma) = open.last_separator
        {
            self.index.newer.push(comma.start()..comma.end());
        }
    }

    /// A header begins, `[` or (listed) `[[`.
    pub(super) fn begin_header(&mut self, span: Span, listed: bool) {
        self.leave_open_header();
        self.keys.clear();
        self.open.clear();
        self.header = Some(span);
        self.array_header = listed;
    }

    /// One part of a key.
    pub(super) fn key(&mut self, span: Span, encoding: Option<Encoding>) {
        if let Some(open) = self.open.last_mut() {
            open.last_separator = None;
        }
        self.keys.push(KeyPart { span, encoding, bare: false });
    }

    /// A string, number, boolean or date.
    pub(super) fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let raw = &self.text[span.start()..span.end()];
        let kind = if unescaped(raw).is_some() {
            ScalarKind::String
        } else if encoding.is_none() && is_whole(raw) {
            ScalarKind::Integer(IntegerRadix::Dec)
        } else {
            Raw::new_unchecked(raw, encoding, span).decode_scalar(&mut (), error)
        };
        self.place(span, Form::Scalar(kind), error);
    }

    /// A comma between values.
    pub(super) fn separator(&mut self, span: Span) {
        if let Some(open) = self.open.last_mut() {
            open.last_separator = Some(span);
        }
    }

    /// A comment, its line end not included.
    pub(super) fn comment(&self, span: Span, error: &mut dyn ErrorSink) {
        Raw::new_unchecked(&self.text[span.start()..span.end()], None, span).decode_comment(error);
    }

    /// A line end.
    pub(super) fn line_end(&mut self, span: Span, error: &mut dyn ErrorSink) {
        Raw::new_unchecked(&self.text[span.start()..span.end()], None, span).decode_newline(error);
        match self.open.last() {
            Some(open) if self.index.node(open.node).form == Form::Inline => {
                self.index.newer.push(span.start()..span.end());
            }
            Some(_) => {}
            None => self.keys.clear(),
        }
    }
}
