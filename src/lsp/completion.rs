//! What may be written at a place, also where the text is half typed and no TOML yet.

use std::ops::Range;

use gen_lsp_types::{self as lsp, CompletionItemKind};

use super::look::Look;
use super::words::Page;
use crate::document::Spot;

mod headers;
mod keys;
mod links;
mod values;

/// One thing that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    /// What is shown.
    label: String,
    /// What kind of thing it is.
    kind: CompletionItemKind,
    /// A few words beside it.
    detail: String,
    /// What it is for, line by line; harmless words.
    notes: Vec<String>,
    /// What takes the place of what is typed.
    text: String,
    /// The same with places to fill in, for a client that knows them.
    snippet: Option<String>,
}

impl Choice {
    fn new(label: impl Into<String>, kind: CompletionItemKind, text: impl Into<String>) -> Self {
        let (label, text) = (label.into(), text.into());
        Self { label, kind, detail: String::new(), notes: Vec::new(), text, snippet: None }
    }

    fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    fn notes(mut self, notes: Vec<String>) -> Self {
        self.notes = notes;
        self
    }

    fn snippet(mut self, snippet: impl Into<String>) -> Self {
        self.snippet = Some(snippet.into());
        self
    }
}

/// What may be written in the place of some bytes, the likeliest first.
type Offer = (Range<usize>, Vec<Choice>);

/// What may be written at a position.
pub(super) fn complete(look: &Look<'_>, position: lsp::Position) -> lsp::CompletionList {
    let offset = look.offset(position);
    let cursor = look.cursor(position);
    let offers: Vec<Offer> = match &cursor.spot {
        Spot::Header { part, whole, closed } => {
            let end = if *closed { whole.end } else { part.end };
            vec![headers::offer(look, &cursor.above, part, end)]
        }
        Spot::Key { part, next, inline } => {
            let mut offers = vec![keys::offer(look, &cursor.above, part, *next)];
            if !inline && starts_line(look.text(), part.start) {
                offers.push((part.clone(), headers::blocks(look)));
            }
            offers
        }
        Spot::Value { item, token, text } => {
            values::offer(look, &cursor.above, values::Typed { item: *item, token, text, offset })
                .into_iter()
                .collect()
        }
        Spot::Nothing => Vec::new(),
    };
    let choices = offers.iter().flat_map(|(span, choices)| choices.iter().map(move |choice| (span, choice)));
    let items = choices.enumerate().map(|(rank, (span, choice))| item(look, span, choice, rank)).collect();
    lsp::CompletionList { items, ..lsp::CompletionList::default() }
}

/// Whether nothing but blanks stands before a place in its line.
fn starts_line(text: &str, at: usize) -> bool {
    let begin = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[begin..at].trim_start_matches('\u{feff}').trim().is_empty()
}

fn item(look: &Look<'_>, span: &Range<usize>, choice: &Choice, rank: usize) -> lsp::CompletionItem {
    let snippet = choice.snippet.as_ref().filter(|_| look.client.snippets);
    let format = snippet.map(|_| lsp::InsertTextFormat::Snippet);
    let new_text = snippet.unwrap_or(&choice.text).clone();
    let edit = lsp::TextEdit { range: look.range(span), new_text };
    let mut page = Page::new(look.client.markdown);
    if let [first, rest @ ..] = choice.notes.as_slice() {
        page.paragraph(first);
        page.list(rest);
    }
    let documentation = (!page.is_empty()).then(|| page.content().into());
    lsp::CompletionItem {
        label: choice.label.clone(),
        kind: Some(choice.kind),
        detail: Some(choice.detail.clone()).filter(|detail| !detail.is_empty()),
        documentation,
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(choice.label.clone()),
        insert_text_format: format,
        text_edit: Some(edit.into()),
        ..lsp::CompletionItem::default()
    }
}
