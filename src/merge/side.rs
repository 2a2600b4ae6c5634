//! One of the three versions: its text, cut into parts, and what it says.

use std::ops::Range;

use crate::content::{self, Item};
use crate::document::{Document, Form, Line, NodeId, Outline, Source};
use crate::keys::{self, Type};

use crate::diagnostic::Path;

/// One of the three versions.
#[derive(Debug)]
pub(super) struct Side {
    pub document: Document,
    pub outline: Outline,
}

impl Side {
    /// A text that has been cut already.
    pub(super) fn cut(source: Source, outline: Outline) -> Self {
        Self { document: Document::new(source), outline }
    }

    pub(super) fn source(&self) -> &Source {
        &self.document.sources()[0]
    }

    pub(super) fn text(&self) -> &str {
        &self.source().text
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        &self.text()[range.clone()]
    }

    /// What stands at a place.
    pub(super) fn item(&self, keys: &[String]) -> Option<Item> {
        content::at(&self.document.root(), keys)
    }

    /// The comments in a part of the text, as written.
    pub(super) fn comments(&self, range: &Range<usize>) -> Vec<&str> {
        crate::document::comments(self.slice(range)).map(|at| self.slice(range)[at].trim_end()).collect()
    }
}

/// A key of one version with its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'s> {
    pub side: &'s Side,
    pub line: &'s Line,
}

impl<'s> Entry<'s> {
    /// The keys from the top of the file.
    pub(super) fn keys(&self) -> Vec<String> {
        self.line.keys(self.side.source())
    }

    pub(super) fn lead(&self) -> &'s str {
        self.side.slice(&self.line.lead)
    }

    pub(super) fn core(&self) -> &'s str {
        self.side.slice(&self.line.core)
    }

    pub(super) fn rest(&self) -> &'s str {
        self.side.slice(&self.line.rest)
    }

    /// All of its lines.
    pub(super) fn whole(&self) -> &'s str {
        self.side.slice(&(self.line.lead.start..self.line.rest.end))
    }

    /// Its lines without the comments above.
    pub(super) fn own(&self) -> &'s str {
        self.side.slice(&(self.line.core.start..self.line.rest.end))
    }

    pub(super) fn value(&self) -> Value<'s> {
        Value { side: self.side, node: self.line.node, keys: self.keys() }
    }

    /// What stands before the value in its line: white space, the key, the equals sign.
    pub(super) fn before_value(&self) -> &'s str {
        let span = self.side.source().index.node(self.line.node).span();
        self.side.slice(&(self.line.core.start..span.start))
    }

    pub(super) fn comments(&self) -> Vec<&'s str> {
        self.side.comments(&(self.line.lead.start..self.line.rest.end))
    }
}

/// A value of one version.
#[derive(Debug, Clone)]
pub(super) struct Value<'s> {
    pub side: &'s Side,
    pub node: NodeId,
    /// Its keys from the top of the file.
    pub keys: Vec<String>,
}

impl<'s> Value<'s> {
    pub(super) fn text(&self) -> &'s str {
        self.side.slice(&self.side.source().index.node(self.node).span())
    }

    pub(super) fn form(&self) -> Form {
        self.side.source().index.node(self.node).form
    }

    pub(super) fn item(&self) -> Option<Item> {
        self.side.item(&self.keys)
    }

    /// Whether it is a list of which the order means nothing, or a single item in the place of one.
    pub(super) fn is_set(&self) -> bool {
        match keys::lookup(&Path::new(&self.keys)).map(|key| key.ty) {
            Some(Type::Links | Type::Ids(_) | Type::Texts | Type::Choices(_)) => true,
            Some(Type::DurationRange) => false,
            _ => self.form() == Form::Array,
        }
    }

    /// Whether its items are references with lag or lead.
    pub(super) fn is_links(&self) -> bool {
        keys::lookup(&Path::new(&self.keys)).is_some_and(|key| key.ty == Type::Links)
    }
}

/// Whether two places say the same; nothing and an empty list are the same.
pub(super) fn same(one: Option<&Item>, other: Option<&Item>) -> bool {
    let nothing = Item::default();
    one.unwrap_or(&nothing).means(other.unwrap_or(&nothing))
}
