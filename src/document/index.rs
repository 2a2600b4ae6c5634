//! Where every key and value of a TOML text stands: our own index over an event parser, instead of a document tree.
//!
//! The text is read block by block (a block begins at a header), so that memory stays small whatever the file's size,
//! and a fault in one block leaves the others readable. Nothing of the text is copied except keys that need decoding.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use toml_parser::Raw;
use toml_parser::decoder::Encoding;

mod again;
mod beside;
mod blocks;
mod build;
mod events;
mod faults;
mod names;
mod plain;

use names::Names;

pub use again::changed;
pub(super) use beside::Alike;

pub use toml_parser::decoder::ScalarKind;

/// A node of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

const NONE: u32 = u32::MAX;

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The whole document.
    Root,
    /// `[a.b]`, or one `[[a.b]]`.
    Header,
    /// A table that exists only because a header names something below it.
    Implied,
    /// A table that exists only because dotted keys name something below it.
    Dotted,
    /// `{ … }`.
    Inline,
    /// `[ … ]`.
    Array,
    /// An array of tables, `[[a]]`; its children are the tables.
    Tables,
    /// A string, number, boolean or date.
    Scalar(ScalarKind),
}

impl Form {
    /// Whether it holds keys.
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Root | Self::Header | Self::Implied | Self::Dotted | Self::Inline)
    }
}

/// One key or value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    parent: u32,
    first: u32,
    next: u32,
    key_start: u32,
    key_end: u32,
    entry: u32,
    start: u32,
    end: u32,
    /// Whether it is a whole line of the text.
    stands_alone: bool,
    /// Whether its children are found by name in the index.
    named: bool,
    /// How it is written.
    pub form: Form,
}

impl Node {
    /// The bytes of its own key (the last part of a dotted key, quotes included); empty for the root and list items.
    pub fn key_span(&self) -> Range<usize> {
        self.key_start as usize..self.key_end as usize
    }

    /// The bytes of its value: scalar, array or inline table; the header's brackets for `[a.b]`; empty for implied and
    /// dotted tables.
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Where its line begins, when it stands alone on one.
    fn begin(&self) -> usize {
        if self.form == Form::Header { self.start as usize } else { self.entry() }
    }

    /// Where its whole entry begins: the first part of its dotted key, or the header's bracket.
    pub const fn entry(&self) -> usize {
        self.entry as usize
    }
}

/// A top-level line of a text: a header, or a key with its value.
#[derive(Debug, Clone)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// From the first byte of its key (or bracket) to the last of its value (or bracket).
    pub span: Range<usize>,
    /// The table that a header opens, or the value that a key has.
    pub node: NodeId,
    /// The table that the statement stands in: the last header's, or the root.
    pub section: NodeId,
}

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementKind {
    /// `[a.b]`
    Header,
    /// `[[a.b]]`
    ArrayHeader,
    /// `a.b = …`
    KeyValue,
}

/// What is wrong with the text as TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, in plain words.
    pub message: String,
    /// What was expected instead, if the parser knows.
    pub expected: Vec<String>,
    /// The bytes it is about (clamped to the text, never inside a character).
    pub span: Range<usize>,
    /// Where the first one stands, when a key or table stands twice.
    pub first: Option<Range<usize>>,
}

/// Where everything stands in one text.
#[derive(Debug, Clone)]
pub struct Index {
    nodes: Vec<Node>,
    statements: OnceLock<Vec<Statement>>,
    decoded: HashMap<u32, String>,
    names: Names,
    errors: Vec<SyntaxError>,
    newer: Vec<Range<usize>>,
}

impl Index {
    /// The root table.
    pub const ROOT: NodeId = NodeId(0);

    /// Indexes a text; what cannot be read is in [`Self::errors`], and the rest is still indexed.
    pub fn new(text: &str) -> Self {
        blocks::index(text)
    }

    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The table or list that a node is in.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.node(id).parent;
        (parent != NONE).then_some(NodeId(parent))
    }

    /// The children of a table (its keys) or list (its items), in the order of the text.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = self.node(id).first;
        std::iter::from_fn(move || {
            if at == NONE {
                return None;
            }
            let here = NodeId(at);
            at = self.node(here).next;
            Some(here)
        })
    }

    /// The node that stands behind this one in the same table or list.
    pub(in crate::document) fn after(&self, id: NodeId) -> Option<NodeId> {
        let next = self.node(id).next;
        (next != NONE).then_some(NodeId(next))
    }

    /// How many children a table or list has.
    pub fn len(&self, id: NodeId) -> usize {
        self.children(id).count()
    }

    /// Whether a table or list has no children.
    pub fn is_empty(&self, id: NodeId) -> bool {
        self.node(id).first == NONE
    }

    /// The key of a node, decoded; empty for the root and list items.
    pub fn key<'a>(&'a self, text: &'a str, id: NodeId) -> &'a str {
        let written = &text[self.node(id).key_span()];
        match written.as_bytes().first() {
            Some(b'"' | b'\'') => self.decoded.get(&id.0).map_or(written, String::as_str),
            _ => written,
        }
    }

    /// The child of a table with that key.
    pub fn child(&self, text: &str, table: NodeId, key: &str) -> Option<NodeId> {
        if self.node(table).named {
            return self.names.find(table, key, |id| self.key(text, id) == key);
        }
        let is = |child: &NodeId| {
            let Node { key_start, key_end, .. } = *self.node(*child);
            match &text.as_bytes()[key_start as usize..key_end as usize] {
                [b'"' | b'\'', ..] => self.key(text, *child) == key,
                written => written == key.as_bytes(),
            }
        };
        self.children(table).find(is)
    }

    /// The node at a path of keys from a table.
    pub fn find<S: AsRef<str>>(&self, text: &str, from: NodeId, keys: &[S]) -> Option<NodeId> {
        keys.iter().try_fold(from, |at, key| self.child(text, at, key.as_ref()))
    }

    /// The text of a scalar: a string decoded, anything else as written.
    pub fn scalar<'a>(&self, text: &'a str, id: NodeId) -> Cow<'a, str> {
        let node = self.node(id);
        let raw = &text[node.span()];
        if node.form != Form::Scalar(ScalarKind::String) {
            return Cow::Borrowed(raw);
        }
        if let Some(plain) = unescaped(raw) {
            return Cow::Borrowed(plain);
        }
        let encoding = encoding(raw);
        let mut output = Cow::Borrowed("");
        let span = toml_parser::Span::new_unchecked(node.start as usize, node.end as usize);
        let _ = Raw::new_unchecked(raw, encoding, span).decode_scalar(&mut output, &mut ());
        output
    }

    /// Every top-level line with content, in the order of the text; found when first asked for, since reading needs none.
    pub fn statements(&self) -> &[Statement] {
        self.statements.get_or_init(|| {
            let alone = self.nodes.iter().enumerate().filter(|(_, node)| node.stands_alone);
            let mut places: Vec<_> = alone.map(|(at, node)| (node.begin(), NodeId(at as u32))).collect();
            places.sort_unstable();
            let mut section = Self::ROOT;
            let statement = |(begin, id): (usize, NodeId)| {
                let node = self.node(id);
                let listed = self.parent(id).is_some_and(|list| self.node(list).form == Form::Tables);
                let kind = match node.form {
                    Form::Header if listed => StatementKind::ArrayHeader,
                    Form::Header => StatementKind::Header,
                    _ => StatementKind::KeyValue,
                };
                if kind != StatementKind::KeyValue {
                    section = id;
                }
                Statement { kind, span: begin..node.end as usize, node: id, section }
            };
            places.into_iter().map(statement).collect()
        })
    }

    /// What is wrong with the text as TOML, in the order of the text.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// Where the text uses what TOML 1.0 does not have (line ends or a trailing comma in an inline table).
    pub fn newer_syntax(&self) -> &[Range<usize>] {
        &self.newer
    }
}

/// How a value is quoted, if it is.
fn encoding(raw: &str) -> Option<Encoding> {
    let of = |quote, thrice, many, one| {
        let one = raw.starts_with(quote).then_some(one);
        if raw.starts_with(thrice) { Some(many) } else { one }
    };
    of('"', "\"\"\"", Encoding::MlBasicString, Encoding::BasicString)
        .or_else(|| of('\'', "'''", Encoding::MlLiteralString, Encoding::LiteralString))
}

/// The text of a string on one line that says just what stands between its quotes.
fn unescaped(raw: &str) -> Option<&str> {
    let [first @ (b'"' | b'\''), inner @ .., last] = raw.as_bytes() else { return None };
    // A second quote is another kind of string, or an empty one.
    if first != last || inner.first() == Some(first) {
        return None;
    }
    // This does not stop at the first special byte, so that a processor looks at many at once.
    let plain = inner.iter().fold(true, |plain, byte| plain & !matches!(byte, 0..b' ' | b'\\' | 0x7f));
    if plain { raw.get(1..raw.len() - 1) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes sure that an index is what the whole text gives, in every node and every look-up.
    pub(super) fn same_as_whole(found: &Index, text: &str) {
        let whole = Index::new(text);
        assert_eq!(found.nodes, whole.nodes, "{text}");
        assert_eq!((&found.errors, &found.newer), (&whole.errors, &whole.newer), "{text}");
        for id in (0..whole.nodes.len() as u32).map(NodeId) {
            let key = whole.key(text, id);
            assert_eq!(found.key(text, id), key);
            if let Some(parent) = whole.parent(id)
                && whole.node(parent).form.is_table()
            {
                assert_eq!(found.child(text, parent, key), whole.child(text, parent, key), "{key}");
            }
        }
    }

    #[test]
    fn keys_and_values_are_found_with_their_bytes() {
        let text = "a.b = 1\n[x.\"2027/28\"]\ny = { z = \"q\\n\" } # c\n[[t]]\nn = [1, 2]\n[[t]]\n";
        let index = Index::new(text);
        assert_eq!(index.errors(), &[]);
        let find = |keys: &[&str]| index.find(text, Index::ROOT, keys);
        let b = find(&["a", "b"]).unwrap();
        assert_eq!(&text[index.node(b).span()], "1");
        assert_eq!(index.node(b).entry(), 0);
        let z = find(&["x", "2027/28", "y", "z"]).unwrap();
        assert_eq!(index.scalar(text, z), "q\n");
        assert_eq!(index.node(find(&["x"]).unwrap()).form, Form::Implied);
        let tables = find(&["t"]).unwrap();
        assert_eq!(index.len(tables), 2);
        assert_eq!(index.statements().len(), 6);
    }

    #[test]
    fn a_header_that_is_not_closed_is_found_whatever_comes_next() {
        for (text, lines) in [
            ("[a.\n[\"b\"]\n", &[1][..]),
            ("[a.\n[b]\n", &[1]),
            ("[[a.\n\n['b']\nc = 1\n", &[1]),
            ("[\"a\".\n['b'.\n# why\n[[\"c\".\n[d]\n", &[1, 2, 4]),
            ("[\"a\"]\n['b']\n", &[]),
        ] {
            let index = Index::new(text);
            let line = |error: &SyntaxError| text[..error.span.start].matches('\n').count() + 1;
            assert_eq!(index.errors().iter().map(line).collect::<Vec<_>>(), lines, "{text:?}");
        }
    }

    #[test]
    fn all_errors_are_found_and_the_rest_is_read() {
        let text = "a = \nb = 2\n[c]\nd = [1,\n[e]\nf = 1\nf = 2\n[c]\ng = 'x\nh = 07\n[z]\nok = 1\n";
        let index = Index::new(text);
        let lines: Vec<usize> =
            index.errors().iter().map(|error| text[..error.span.start].matches('\n').count() + 1).collect();
        assert!(index.errors().len() >= 4, "{:?}", index.errors());
        assert!(lines.contains(&1), "{lines:?}");
        assert!(index.find(text, Index::ROOT, &["b"]).is_some());
    }

    #[test]
    fn what_stands_twice_names_the_first() {
        let text = "[a]\nx = 1\nx = 2\n[a]\ny = 3\n[b]\nc.d = 1\n[b.c]\n";
        let index = Index::new(text);
        let found: Vec<_> =
            index.errors().iter().map(|error| (&text[error.span.clone()], error.first.clone())).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[0], ("x", Some(4..5)));
        assert_eq!(found[1], ("[a]", Some(0..3)));
    }

    #[test]
    fn large_tables_are_found_by_key() {
        let text =
            (0..100).fold(String::new(), |text, n| text + &format!("[initiative.i{n}]\ntitle = \"{n}\"\n"));
        let index = Index::new(&text);
        let node = index.find(&text, Index::ROOT, &["initiative", "i77", "title"]).unwrap();
        assert_eq!(index.scalar(&text, node), "77");
        assert_eq!(index.find(&text, Index::ROOT, &["initiative", "i100"]), None);
    }
}
