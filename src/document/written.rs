//! A small TOML file read key by key, with everything that is wrong with it: settings and themes.
//!
//! Plans are decoded by the key table instead, which knows units and references.

use std::fmt::Display;
use std::ops::Range;

use super::{Form, Index, NodeId, ScalarKind, Source};
use crate::diagnostic::{Code, Diagnostic, Origin, Path};
use crate::keys::nearest;

/// A file being read, and what was found to be wrong with it.
#[derive(Debug)]
pub struct Written<'s> {
    /// The file.
    pub source: &'s Source,
    /// What is wrong with it so far, with its place in the file as source 0.
    pub found: Vec<Diagnostic>,
}

impl<'s> Written<'s> {
    /// A file of which nothing is read yet.
    pub const fn new(source: &'s Source) -> Self {
        Self { source, found: Vec::new() }
    }

    /// What stands in a table or list, in the order of the text; nothing for a scalar.
    pub fn children(&self, table: NodeId) -> Vec<NodeId> {
        self.source.index.children(table).collect()
    }

    /// The value of a key at the top.
    pub fn top(&self, key: &str) -> Option<NodeId> {
        self.source.index.child(&self.source.text, Index::ROOT, key)
    }

    /// The key of a node; empty for the items of a list.
    pub fn key(&self, id: NodeId) -> &'s str {
        self.source.index.key(&self.source.text, id)
    }

    /// How a value is written.
    pub fn form(&self, id: NodeId) -> Form {
        self.source.index.node(id).form
    }

    /// A string.
    pub fn string(&self, id: NodeId) -> Option<String> {
        let is = self.form(id) == Form::Scalar(ScalarKind::String);
        is.then(|| self.source.index.scalar(&self.source.text, id).into_owned())
    }

    /// A string, or a whole number as it is written.
    pub fn string_or_number(&self, id: NodeId) -> Option<String> {
        let is = matches!(self.form(id), Form::Scalar(ScalarKind::Integer(_)));
        self.string(id).or_else(|| is.then(|| self.source.index.scalar(&self.source.text, id).into_owned()))
    }

    /// True or false; anything else is reported.
    pub fn truth(&mut self, id: NodeId, at: &str) -> Option<bool> {
        let Form::Scalar(ScalarKind::Boolean(on)) = self.form(id) else {
            self.wrong_type(id, at, "true or false");
            return None;
        };
        Some(on)
    }

    /// The bytes of a value; of its key where it has none of its own.
    pub fn value_span(&self, id: NodeId) -> Range<usize> {
        let node = self.source.index.node(id);
        if node.span().is_empty() { node.key_span() } else { node.span() }
    }

    /// The bytes of a key.
    pub fn key_span(&self, id: NodeId) -> Range<usize> {
        self.source.index.node(id).key_span()
    }

    /// Reports a value that is not what it should be.
    pub fn wrong_type(&mut self, id: NodeId, at: &str, wanted: &str) {
        let span = self.value_span(id);
        self.say(Code::WrongType, at, span, format!("`{at}` is not {wanted}"), format!("write {wanted}"));
    }

    /// Reports a key that is none of those known.
    pub fn unknown<'k>(
        &mut self,
        code: Code,
        id: NodeId,
        at: &str,
        what: &str,
        known: impl Iterator<Item = &'k str>,
        else_help: impl Display,
    ) {
        let key = self.key(id);
        let help = nearest(key, known)
            .map_or_else(|| else_help.to_string(), |near| format!("did you mean `{near}`?"));
        self.say(code, at, self.key_span(id), format!("there is no {what} `{key}`"), help);
    }

    /// Reports something.
    pub fn say(
        &mut self,
        code: Code,
        at: &str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let found = Diagnostic::new(code, Path::new(at.split('.')), message).help(help);
        self.found.push(found.origin(Origin { source: 0, span }));
    }
}
