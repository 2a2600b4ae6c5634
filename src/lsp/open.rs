//! A text that a client has open: kept as the client changes it, and analysed when somebody asks.

use std::collections::VecDeque;
use std::sync::Arc;

use gen_lsp_types as lsp;

use super::client::Client;
use super::diagnostics;
use super::intake::taken;
use super::lines::Lines;
use super::look::Look;
use super::scenarios::{self, Apart};
use crate::analysis::{Analysis, Options, analyse, analyse_again};
use crate::document::{Document, Index, Source};
use crate::keys;
use crate::store::MOST_BYTES;
use crate::units::Day;

/// A text that a client has open.
#[derive(Debug)]
pub(super) struct Open {
    /// What the client calls it.
    uri: String,
    /// Which version of it this is.
    pub version: i32,
    /// The text as the client has it.
    text: Arc<str>,
    lines: Lines,
    /// The same as a document; empty when it is too large to be a plan.
    document: Document,
    known: Option<Known>,
    /// Whether the client was told what is wrong with this version.
    told: bool,
    /// What was last known to be wrong in scenarios alone.
    apart: Vec<Apart>,
    /// The scenarios that were not looked at in this version.
    waiting: VecDeque<String>,
}

/// What a client was not told yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Debt {
    /// What is wrong with the plan.
    Plan,
    /// What is wrong in a scenario alone.
    Scenario,
}

/// What is known of an earlier version, or of this one.
#[derive(Debug)]
struct Known {
    document: Document,
    options: Options,
    analysis: Analysis,
}

impl Open {
    /// A text that was opened.
    pub(super) fn new(item: lsp::TextDocumentItem, client: Client) -> Self {
        let uri = item.uri.to_string();
        let mut open = Self {
            document: Document::new(Source::new(name_of(&uri), "")),
            uri,
            version: item.version,
            text: Arc::from(""),
            lines: Lines::of("", client.encoding),
            known: None,
            told: false,
            apart: Vec::new(),
            waiting: VecDeque::new(),
        };
        open.set(item.text, client);
        open
    }

    /// Takes in what a client changed, in its order.
    pub(super) fn change(&mut self, change: lsp::DidChangeTextDocumentParams, client: Client) {
        self.version = change.text_document.version;
        let text = taken(&self.text, &self.lines, client.encoding, change.content_changes);
        self.set(text, client);
    }

    fn set(&mut self, text: String, client: Client) {
        self.told = false;
        self.waiting.clear();
        self.lines = Lines::of(&text, client.encoding);
        let own = &self.document.sources()[0];
        self.text = Arc::from(text);
        let source = if self.is_too_large() {
            Source::new(own.name.clone(), "")
        } else {
            own.with_text(self.text.clone())
        };
        self.document = Document::new(source);
    }

    /// Whether something of this version was not told yet: of the plan before its scenarios.
    pub(super) fn owes(&self) -> Option<Debt> {
        if !self.told {
            return Some(Debt::Plan);
        }
        (!self.waiting.is_empty()).then_some(Debt::Scenario)
    }

    /// What is to be told next; `None` when what was just found out is known to the client.
    pub(super) fn news(&mut self, client: Client, today: Day) -> Option<lsp::PublishDiagnosticsParams> {
        let first = !std::mem::replace(&mut self.told, true);
        if first && self.is_too_large() {
            return Some(diagnostics::too_large(&self.uri, self.version));
        }
        if first && !self.is_plan() {
            return Some(lsp::PublishDiagnosticsParams {
                version: Some(self.version),
                ..diagnostics::none(&self.uri)
            });
        }
        let next = self.waiting.pop_front();
        let (mut apart, mut waiting) = (std::mem::take(&mut self.apart), std::mem::take(&mut self.waiting));
        let look = self.look(&client, today);
        let mut is_news = first;
        if first {
            waiting = scenarios::of_text(&look).into();
            apart.retain(|it| waiting.contains(&it.scenario));
        } else if let Some(id) = next {
            let found = scenarios::apart(&look, &id);
            is_news = !found.iter().eq(apart.iter().filter(|it| it.scenario == id));
            apart.retain(|it| it.scenario != id);
            apart.extend(found);
        }
        let told = is_news.then(|| diagnostics::of(&look, &apart));
        (self.apart, self.waiting) = (apart, waiting);
        told
    }

    /// Whether it is larger than a plan may be, so that nothing is said of it.
    pub(super) fn is_too_large(&self) -> bool {
        self.text.len() as u64 > MOST_BYTES
    }

    /// Whether it looks like a plan. Editors may ask about any TOML file; of others nothing is said.
    pub(super) fn is_plan(&self) -> bool {
        let source = &self.document.sources()[0];
        let mut names = source.index.children(Index::ROOT).map(|node| source.index.key(&source.text, node));
        let top = keys::of_table("");
        self.uri.ends_with(".plan.toml")
            || source.index.is_empty(Index::ROOT)
            || names.any(|name| top.iter().any(|key| key.name == name))
    }

    /// The text with its analysis, computed if it is not yet.
    pub(super) fn look<'a>(&'a mut self, client: &'a Client, today: Day) -> Look<'a> {
        let options = Options { case: None, today };
        // It is taken out meanwhile, so that what fails does not stay.
        let known = self.known.take();
        let fresh = |known: &Known| {
            let same = Arc::ptr_eq(&known.document.sources()[0].text, &self.document.sources()[0].text);
            same && known.options == options
        };
        let known = match known {
            Some(known) if fresh(&known) => known,
            Some(known) if known.options == options => {
                let analysis = analyse_again(&known.document, &known.analysis, &self.document, &options);
                Known { document: self.document.clone(), options, analysis }
            }
            Some(_) | None => {
                let analysis = analyse(&self.document, &options);
                Known { document: self.document.clone(), options, analysis }
            }
        };
        let known = self.known.insert(known);
        Look {
            uri: &self.uri,
            version: self.version,
            document: &self.document,
            analysis: &known.analysis,
            options: &known.options,
            lines: &self.lines,
            client,
        }
    }
}

/// The name of the file at an address: what is behind its last slash, with `%20` and the like read.
fn name_of(uri: &str) -> String {
    let last = uri.rsplit('/').next().unwrap_or(uri);
    let mut bytes = Vec::with_capacity(last.len());
    let mut rest = last.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail.get(..2).filter(|two| two.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|two| std::str::from_utf8(two).ok());
        let code = digits.filter(|_| *first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_read_from_its_address() {
        assert_eq!(name_of("file:///home/x/my%20plan%C3%A9.toml"), "my plané.toml");
        assert_eq!(name_of("untitled:Untitled-1"), "untitled:Untitled-1");
        assert_eq!(name_of("a%"), "a%");
        assert_eq!(name_of("a%zz%+1"), "a%zz%+1");
    }
}
