//! Values as trees that can be merged from several statements and laid out anew, each scalar in its own spelling.

use super::super::spell::{self, INDENT};
use super::super::splice::sequence::Sequence;
use super::super::splice::sheet::Sheet;
use super::super::{Form, NodeId};
use super::comments::between;
use crate::keys;

/// A value: as it stands in the text, or a table of such.
#[derive(Debug, Clone)]
pub(super) enum Tree {
    /// A scalar or an array.
    Leaf(NodeId),
    /// A table, its keys as they came.
    Table(Vec<(String, Tree)>),
}

impl Tree {
    /// The tree of a node; `inner` takes the comments inside inline tables.
    pub(super) fn of(sheet: Sheet<'_>, node: NodeId, inner: &mut Vec<String>) -> Self {
        match sheet.node(node).form {
            Form::Inline => {
                let gaps = Gaps::of(sheet, node);
                inner.extend(gaps.all());
                Self::table(sheet, node, inner)
            }
            Form::Dotted | Form::Header | Form::Implied | Form::Root => Self::table(sheet, node, inner),
            Form::Array | Form::Scalar(_) | Form::Tables => Self::Leaf(node),
        }
    }

    fn table(sheet: Sheet<'_>, node: NodeId, inner: &mut Vec<String>) -> Self {
        let children = sheet.index.children(node);
        let entry = |child| (sheet.index.key(sheet.text, child).to_owned(), Self::of(sheet, child, inner));
        Self::Table(children.map(entry).collect())
    }

    /// Puts a value in at a path below this one.
    pub(super) fn insert(&mut self, path: &[String], value: Self) {
        let Some((key, rest)) = path.split_first() else {
            match (self, value) {
                (Self::Table(entries), Self::Table(more)) => entries.extend(more),
                (this, value) => *this = value,
            }
            return;
        };
        let Self::Table(entries) = self else { return };
        if let Some((_, below)) = entries.iter_mut().find(|(known, _)| known == key) {
            below.insert(rest, value);
            return;
        }
        let mut below = Self::Table(Vec::new());
        below.insert(rest, value);
        entries.push((key.clone(), below));
    }

    /// The value on one line; `name` is what the key table calls the table that it is.
    pub(super) fn one_line(&self, sheet: Sheet<'_>, name: &str, inner: &mut Vec<String>) -> String {
        match self {
            Self::Leaf(node) => leaf(sheet, *node, inner),
            Self::Table(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Table(entries) => {
                let mut entries: Vec<&(String, Self)> = entries.iter().collect();
                entries.sort_by_key(|(key, _)| order(name, key));
                let spelled = |(key, value): &&(String, Self)| {
                    format!("{} = {}", spell::key(key), value.one_line(sheet, key, inner))
                };
                let entries: Vec<String> = entries.iter().map(spelled).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }
}

/// The place of a key in its table; keys that the table does not have come last.
pub(super) fn order(table: &str, key: &str) -> usize {
    keys::of_table(table).iter().position(|known| known.name == key).unwrap_or(usize::MAX)
}

/// A scalar, or an array on one line.
fn leaf(sheet: Sheet<'_>, node: NodeId, inner: &mut Vec<String>) -> String {
    if sheet.node(node).form != Form::Array {
        return sheet.text[sheet.node(node).span()].to_owned();
    }
    inner.extend(Gaps::of(sheet, node).all());
    let items: Vec<String> = sheet
        .index
        .children(node)
        .map(|item| Tree::of(sheet, item, inner).one_line(sheet, "", inner))
        .collect();
    format!("[{}]", items.join(", "))
}

/// An array that stands by itself: one item a line when there are several, or comments.
pub(super) fn array(sheet: Sheet<'_>, node: NodeId, eol: &str) -> String {
    let gaps = Gaps::of(sheet, node);
    if sheet.index.len(node) < 2 && gaps.all().next().is_none() {
        return leaf(sheet, node, &mut Vec::new());
    }
    let mut text = format!("[{eol}");
    let comment = |text: &mut String, comment: &str| text.extend([INDENT, comment, eol]);
    for (at, item) in sheet.index.children(node).enumerate() {
        for line in gaps.above(at) {
            comment(&mut text, line);
        }
        let mut inner = Vec::new();
        let value = Tree::of(sheet, item, &mut inner).one_line(sheet, "", &mut inner);
        for line in &inner {
            comment(&mut text, line);
        }
        let trailing = gaps.trailing(at).map(|comment| format!(" {comment}")).unwrap_or_default();
        text.extend([INDENT, &value, ",", &trailing, eol]);
    }
    for line in gaps.above(sheet.index.len(node)) {
        comment(&mut text, line);
    }
    text.push(']');
    text
}

/// The comments between the items of a list or inline table: for each gap those on its first line and those below.
struct Gaps(Vec<(Option<String>, Vec<String>)>);

impl Gaps {
    fn of(sheet: Sheet<'_>, node: NodeId) -> Self {
        let outer = sheet.node(node).span();
        let mut start = outer.start + 1;
        let mut gaps = Vec::new();
        for (_, span) in Sequence::new(sheet, node, None).items() {
            gaps.push(between(&sheet.text[start..span.start]));
            start = span.end;
        }
        gaps.push(between(&sheet.text[start..outer.end - 1]));
        if let Some((first, below)) = gaps.first_mut() {
            below.splice(0..0, first.take());
        }
        Self(gaps)
    }

    fn all(&self) -> impl Iterator<Item = String> + '_ {
        self.0.iter().flat_map(|(first, below)| first.iter().chain(below).cloned())
    }

    /// The comments on lines of their own above an item (or above the closing bracket).
    fn above(&self, item: usize) -> &[String] {
        &self.0[item].1
    }

    /// The comment behind an item.
    fn trailing(&self, item: usize) -> Option<&String> {
        self.0[item + 1].0.as_ref()
    }
}
