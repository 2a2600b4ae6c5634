//! One text with its analysis: what every answer is made from.

use std::ops::Range;

use gen_lsp_types as lsp;

use super::client::Client;
use super::lines::Lines;
use crate::analysis::{Analysis, Options};
use crate::diagnostic::Path;
use crate::document::{Cursor, Document, Index, NodeId, Source, cursor};
use crate::keys::is_id;

/// One text with its analysis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    /// What the client calls it.
    pub uri: &'a str,
    /// Which version of it.
    pub version: i32,
    /// The text as a document.
    pub document: &'a Document,
    /// What is known of it.
    pub analysis: &'a Analysis,
    /// What was computed.
    pub options: &'a Options,
    /// Where its lines begin.
    pub lines: &'a Lines,
    /// Who asks.
    pub client: &'a Client,
}

impl<'a> Look<'a> {
    /// The text with its index.
    pub(super) fn source(&self) -> &'a Source {
        &self.document.sources()[0]
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        &self.source().text
    }

    /// The byte of a position.
    pub(super) fn offset(&self, position: lsp::Position) -> usize {
        self.lines.offset(self.text(), position)
    }

    /// The range of bytes.
    pub(super) fn range(&self, span: &Range<usize>) -> lsp::Range {
        self.lines.range(self.text(), span)
    }

    /// The place of bytes, with the text that they are in.
    pub(super) fn location(&self, span: &Range<usize>) -> lsp::Location {
        lsp::Location { uri: self.uri.to_owned().into(), range: self.range(span) }
    }

    /// What a position is about.
    pub(super) fn cursor(&self, position: lsp::Position) -> Cursor {
        cursor(self.text(), self.offset(position))
    }

    /// The node of the text at a path, whatever a scenario lays over it.
    pub(super) fn node<S: AsRef<str>>(&self, path: &[S]) -> Option<NodeId> {
        self.source().index.find(self.text(), Index::ROOT, path)
    }

    /// The bytes that name what stands at a path: its key, or the last part of its header.
    pub(super) fn name_span<S: AsRef<str>>(&self, path: &[S]) -> Option<Range<usize>> {
        let node = self.node(path)?;
        Some(self.source().index.node(node).key_span()).filter(|span| !span.is_empty())
    }

    /// The names that a table of the text has.
    pub(super) fn names_in<S: AsRef<str>>(&self, path: &[S]) -> Vec<&'a str> {
        let source = self.source();
        let table = self.node(path).filter(|node| source.index.node(*node).form.is_table());
        let children = table.into_iter().flat_map(|table| source.index.children(table));
        children.map(|child| source.index.key(&source.text, child)).collect()
    }

    /// Those of them that need no quotes.
    pub(super) fn ids_in<S: AsRef<str>>(&self, path: &[S]) -> Vec<&'a str> {
        self.names_in(path).into_iter().filter(|name| is_id(name)).collect()
    }

    /// The bytes of what a problem is about: its own, or those of the closest thing above that is written down.
    pub(super) fn span_of(&self, at: &Path) -> Range<usize> {
        let origin = self.document.origin(at);
        origin.filter(|origin| origin.source == 0).map_or(0..0, |origin| origin.span)
    }

    /// Changes of this text, for the client to make.
    pub(super) fn edit(&self, edits: Vec<lsp::TextEdit>) -> lsp::WorkspaceEdit {
        if self.client.versioned {
            let text_document = lsp::OptionalVersionedTextDocumentIdentifier {
                version: Some(self.version),
                text_document_identifier: lsp::TextDocumentIdentifier { uri: self.uri.to_owned().into() },
            };
            let edits = edits.into_iter().map(lsp::Edit::TextEdit).collect();
            let change =
                lsp::DocumentChange::TextDocumentEdit(lsp::TextDocumentEdit { text_document, edits });
            return lsp::WorkspaceEdit {
                document_changes: Some(vec![change]),
                ..lsp::WorkspaceEdit::default()
            };
        }
        let changes = [(self.uri.to_owned().into(), edits)].into();
        lsp::WorkspaceEdit { changes: Some(changes), ..lsp::WorkspaceEdit::default() }
    }
}
