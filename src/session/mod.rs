//! A plan being worked on: its document, its history, and the analysis of every revision.

use crate::analysis::{Analysis, Options, analyse};
use crate::document::{Document, Refusal, Source};
use crate::edit::Change;

/// A plan being worked on.
#[derive(Debug, Clone)]
pub struct Session {
    document: Document,
    options: Options,
    scenario: Option<String>,
    analysis: Analysis,
}

impl Session {
    /// Opens a text.
    pub fn new(source: Source, options: Options) -> Self {
        let document = Document::new(source);
        let analysis = analyse(&document, &options);
        Self { document, options, scenario: None, analysis }
    }

    /// The plan's own text as it is now.
    pub fn text(&self) -> &str {
        &self.document.sources()[0].text
    }

    /// The document without any scenario laid over it.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What is known of this revision.
    pub fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// The scenario that is shown; edits go there.
    pub fn scenario(&self) -> Option<&str> {
        self.scenario.as_deref()
    }

    /// What is computed.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Makes a change, as one step of undo.
    pub fn apply(&mut self, change: &Change) -> Result<(), Refusal> {
        let _ = change;
        unimplemented!("Session::apply")
    }

    /// The analysis as it would be after a change, without making it.
    pub fn preview(&self, change: &Change) -> Result<Analysis, Refusal> {
        let _ = change;
        unimplemented!("Session::preview")
    }

    /// Takes the last step back; its label.
    pub fn undo(&mut self) -> Option<String> {
        unimplemented!("Session::undo")
    }

    /// Makes the last step taken back again; its label.
    pub fn redo(&mut self) -> Option<String> {
        unimplemented!("Session::redo")
    }
}
