//! A plan being worked on: its document, its history, and the analysis of every revision.
//!
//! The document never has a scenario laid over it; the scenario that is shown is laid over a copy for each analysis.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::{Analysis, Options, analyse, analyse_again, analyse_beside};
use crate::diagnostic::Path;
use crate::document::{self, Document, Refusal, Source, Splice, View, changed};
use crate::edit::{Change, LayerName};

mod history;

pub use history::{Entry, History, TextHash};

/// As many edits as are made one after the other, and verified, for a look at what would come of them.
const FEW: usize = 8;

/// A plan being worked on.
#[derive(Debug, Clone)]
pub struct Session {
    document: Document,
    options: Options,
    scenario: Option<String>,
    /// The scenarios that were shown when a step took them away, by the texts before that step.
    gone: HashMap<TextHash, String>,
    analysis: Arc<Analysis>,
    history: History,
    /// Of the document as it is now.
    hash: TextHash,
    saved: TextHash,
}

impl Session {
    /// Opens a text, which counts as saved.
    pub fn new(source: Source, options: Options) -> Self {
        let document = Document::new(source);
        let analysis = Arc::new(analyse(&document, &options));
        let hash = TextHash::of_document(&document);
        let history = History::default();
        Self { document, options, scenario: None, gone: HashMap::new(), analysis, history, hash, saved: hash }
    }

    /// The plan's own text as it is now.
    pub fn text(&self) -> &str {
        &self.document.sources()[0].text
    }

    /// The document without any scenario laid over it.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document with the scenario that is shown laid over it.
    pub fn laid(&self) -> Cow<'_, Document> {
        let laid = self.scenario.as_deref().and_then(|id| self.document.with_scenario(id));
        laid.map_or(Cow::Borrowed(&self.document), Cow::Owned)
    }

    /// What is known of this revision.
    pub fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// The same to be kept: it stays what it is when the plan changes.
    pub fn shared(&self) -> &Arc<Analysis> {
        &self.analysis
    }

    /// The scenario that is shown; edits go there.
    pub fn scenario(&self) -> Option<&str> {
        self.scenario.as_deref()
    }

    /// The layer that edits go to.
    pub fn layer(&self) -> LayerName {
        self.scenario.clone().map_or(LayerName::Plan, LayerName::Scenario)
    }

    /// What is computed.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The hash of the texts as they are now.
    pub fn hash(&self) -> TextHash {
        self.hash
    }

    /// The steps made and taken back.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Makes a change, as one step of undo.
    pub fn apply(&mut self, change: &Change) -> Result<(), Refusal> {
        let (next, inverse) = document::apply(&self.document, change)?;
        self.advance(&change.label, next, inverse);
        Ok(())
    }

    /// The analysis as it would be after a change, without making it.
    ///
    /// Of a change of many edits the text is read once: whether it means what is meant is found when it is made.
    pub fn preview(&self, change: &Change) -> Result<Analysis, Refusal> {
        if change.edits.len() > FEW
            && let Some(next) = document::outlook(&self.document, change)
        {
            return Ok(self.analyse(&next));
        }
        let (next, _) = document::apply(&self.document, change)?;
        Ok(self.analyse(&next))
    }

    /// Takes the last step back; its label.
    pub fn undo(&mut self) -> Option<String> {
        let (document, hash, label) = self.history.undo(&self.document, self.hash)?;
        let label = label.to_owned();
        self.show(document, hash);
        Some(label)
    }

    /// Makes the last step taken back again; its label.
    pub fn redo(&mut self) -> Option<String> {
        let (document, hash, label) = self.history.redo(&self.document, self.hash)?;
        let label = label.to_owned();
        self.show(document, hash);
        Some(label)
    }

    /// Goes to another position of the history (0: before all steps); whether there is one.
    pub fn jump(&mut self, position: usize) -> bool {
        let Some((document, hash)) = self.history.jump(&self.document, self.hash, position) else {
            return false;
        };
        self.show(document, hash);
        true
    }

    /// Takes another text for the plan's own (read again from disk, merged): a step like any other.
    pub fn reload(&mut self, label: &str, text: &str) {
        let span = changed(self.text(), text);
        if let Some((old, new)) = span {
            let splice = Splice { source: 0, span: old, text: text[new].to_owned() };
            let (next, inverse) = document::apply_splices(&self.document, &[splice]);
            self.advance(label, next, inverse);
        }
    }

    /// Goes on where an earlier session was: its text and its steps, which must lead to that text. What counts as
    /// saved stays as it is.
    pub fn resume(&mut self, text: &str, history: History) {
        if text == self.text() {
            self.history = history;
            return;
        }
        let source = Source::new(self.document.sources()[0].name.clone(), text);
        let document = Document::new(source);
        let hash = TextHash::of_document(&document);
        self.history = history;
        self.show(document, hash);
    }

    /// Computes another case; `None`: central. The plan is as it was.
    pub fn select_case(&mut self, case: Option<String>) {
        self.options.case = case;
        self.analysis = Arc::new(self.analyse(&self.document));
    }

    /// Shows a scenario, to which edits then go; `None`: the plan itself. Whether there is such a scenario.
    pub fn select_scenario(&mut self, scenario: Option<String>) -> bool {
        if scenario.as_deref().is_some_and(|id| self.document.with_scenario(id).is_none()) {
            return false;
        }
        self.scenario = scenario;
        self.analysis = Arc::new(self.analyse(&self.document));
        true
    }

    /// Whether the text is not the one last saved.
    pub fn is_changed(&self) -> bool {
        self.hash != self.saved
    }

    /// Notes that the text as it is now stands on disk. The history is kept.
    pub fn mark_saved(&mut self) {
        self.saved = self.hash;
    }

    fn advance(&mut self, label: &str, next: Document, inverse: Vec<Splice>) {
        if !inverse.is_empty() {
            let hash = TextHash::of_document(&next);
            self.history.note(label, self.hash, (&next, hash), inverse);
            self.show(next, hash);
        }
    }

    fn show(&mut self, document: Document, hash: TextHash) {
        if let Some(id) = self.scenario.take() {
            self.scenario = renamed(&self.document, &document, "scenario", id.clone());
            if self.scenario.is_none() {
                self.gone.insert(self.hash, id);
            }
        } else {
            // Back before the step that took it away.
            self.scenario = self.gone.remove(&hash);
        }
        if let Some(id) = &self.options.case
            && let Some(new) = renamed(&self.document, &document, "case", id.clone())
        {
            self.options.case = Some(new);
        }
        self.analysis = Arc::new(self.analyse(&document));
        self.document = document;
        self.hash = hash;
    }

    fn analyse(&self, document: &Document) -> Analysis {
        let scenario = self.scenario.clone().and_then(|id| renamed(&self.document, document, "scenario", id));
        match scenario.as_ref().and_then(|id| document.with_scenario(id)) {
            // What was shown before may have been the plan, or another scenario: then only of its money something is kept.
            Some(laid) => match scenario.and_then(|id| self.document.with_scenario(&id)) {
                Some(before) => analyse_again(&before, &self.analysis, &laid, &self.options),
                None => analyse_beside(&self.analysis, &laid, &self.options),
            },
            None => analyse_again(&self.document, &self.analysis, document, &self.options),
        }
    }
}

/// What a scenario or case is called in the next revision: as it was, or if that is gone by the only name that is new;
/// `None` when it is not there any more.
fn renamed(before: &Document, after: &Document, kind: &str, id: String) -> Option<String> {
    let ids = |document: &Document| -> Vec<String> {
        let table = document.value(&Path::new([kind]));
        let entries = table.iter().flat_map(View::entries).filter(|(_, view)| view.is_table());
        entries.map(|(id, _)| id.to_owned()).collect()
    };
    let (old, new) = (ids(before), ids(after));
    if new.contains(&id) {
        return Some(id);
    }
    let mut fresh = new.into_iter().filter(|it| !old.contains(it));
    fresh.next().filter(|_| fresh.next().is_none())
}
