//! Conflicts being solved: which there are, what was chosen for each, and what that makes of the plan.

use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use crate::analysis::{Analysis, Options, analyse, analyse_again, analyse_beside};
use crate::diagnostic::Severity;
use crate::document::{Document, Source};
use crate::merge::{Choice, Dispute, Draft, News};
use crate::store::Seen;
use crate::views::choosing::{self, Row};

/// Where the conflicts come from, and where what is solved goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whence {
    /// git, or whoever called the tool: what is solved is written to this file.
    Tool {
        /// The file.
        path: PathBuf,
        /// What stands there.
        seen: Seen,
        /// Whether somebody worked on it by hand, so that a copy is left of it.
        by_hand: bool,
        /// What is left to do once it is written.
        then: Option<String>,
    },
    /// Somebody else wrote the plan's file: what is solved is a step of the history.
    Disk(Seen),
    /// The plan's own text has conflict markers: what is solved is a step of the history.
    Markers,
}

/// What the sides are called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sides {
    /// The version that is merged into: a branch; empty: nothing is known.
    pub ours: String,
    /// The common ancestor.
    pub base: String,
    /// The version that is merged.
    pub theirs: String,
    /// What is to be known of them.
    pub notes: Vec<String>,
}

/// What is shown under the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Showing {
    /// The sides of the marked conflict, or what came in by itself.
    #[default]
    Sides,
    /// The text as it would be written.
    Result,
}

/// A text that choices give, with what is known of it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The text.
    pub document: Document,
    /// What is known of it, in the scenario that is shown.
    pub analysis: Arc<Analysis>,
}

impl Reading {
    /// Why it cannot be read as TOML, with its line; `None`: it can.
    pub fn broken(&self) -> Option<String> {
        let source = &self.document.sources()[0];
        let error = source.index.errors().first()?;
        Some(format!("line {}: {}", source.place(error.span.start).line, error.message))
    }

    /// How many errors it has that are no verdict.
    pub fn errors(&self) -> usize {
        let all = self.analysis.diagnostics.iter();
        all.filter(|it| it.severity == Severity::Error && !it.code.is_verdict()).count()
    }
}

/// What each choice for the marked conflict would give, the others as they are.
#[derive(Debug, Clone)]
pub struct Outcomes {
    /// Which conflict.
    pub at: usize,
    /// The choices with the plans that they give.
    pub each: Vec<(Choice, Reading)>,
    /// In what they differ.
    pub rows: Vec<Row>,
}

/// Of so many conflicts is kept what each choice would give.
const KEPT: usize = 8;

/// Conflicts being solved.
#[derive(Debug)]
pub struct Solving {
    /// Where they come from.
    pub whence: Whence,
    /// What the sides are called.
    pub sides: Sides,
    /// The three versions put together as far as they agree.
    pub draft: Draft,
    /// What was chosen, for each conflict.
    pub choices: Vec<Option<Choice>>,
    /// The choices before each step, the newest last.
    before: Vec<Vec<Option<Choice>>>,
    /// The choices that were taken back, the newest last.
    after: Vec<Vec<Option<Choice>>>,
    /// The marked row: conflicts first, then what came in by itself.
    pub at: usize,
    /// How far the lower part is scrolled.
    pub scroll: usize,
    /// What is shown there.
    pub showing: Showing,
    options: Options,
    scenario: Option<String>,
    name: String,
    /// The plan as far as it is solved.
    result: Rc<Reading>,
    /// The cells of the longest name in the list, once it is asked for.
    pub widest: OnceCell<u16>,
    /// What was computed last, the newest last: whoever goes up and down sees the same ones again.
    outcomes: RefCell<Vec<Rc<Outcomes>>>,
}

impl Solving {
    /// Begins with nothing chosen.
    pub fn new(
        whence: Whence,
        sides: Sides,
        draft: Draft,
        name: String,
        (options, scenario): (Options, Option<String>),
    ) -> Self {
        let choices = vec![None; draft.disputes.len()];
        let first = read(&name, &draft.text(&choices), &options, scenario.as_deref(), None);
        Self {
            whence,
            sides,
            draft,
            choices,
            before: Vec::new(),
            after: Vec::new(),
            at: 0,
            scroll: 0,
            showing: Showing::default(),
            options,
            scenario,
            name,
            result: Rc::new(first),
            widest: OnceCell::new(),
            outcomes: RefCell::default(),
        }
    }

    /// What the plan is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The plan as far as it is solved; what is open is as ours has it.
    pub fn result(&self) -> &Reading {
        &self.result
    }

    /// How many rows the list has.
    pub fn rows(&self) -> usize {
        self.draft.disputes.len() + self.draft.news.len()
    }

    /// The marked conflict.
    pub fn dispute(&self) -> Option<&Dispute> {
        self.draft.disputes.get(self.at)
    }

    /// What came in by itself and is marked.
    pub fn news(&self) -> Option<&News> {
        self.draft.news.get(self.at.checked_sub(self.draft.disputes.len())?)
    }

    /// How many conflicts are solved.
    pub fn solved(&self) -> usize {
        self.choices.iter().flatten().count()
    }

    /// How many are left.
    pub fn open(&self) -> usize {
        self.choices.len() - self.solved()
    }

    /// Whether a choice can be made for the marked conflict.
    pub fn offers(&self, choice: &Choice) -> bool {
        self.dispute().is_some_and(|it| it.offers().contains(choice))
    }

    /// Whether a step can be taken back.
    pub const fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether a step that was taken back can be made again.
    pub const fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }

    /// Changes what is chosen, as one step; whether anything is different then.
    pub fn choose(&mut self, change: impl FnOnce(&mut Vec<Option<Choice>>)) -> bool {
        let before = self.choices.clone();
        change(&mut self.choices);
        if before == self.choices {
            return false;
        }
        self.before.push(before);
        self.after.clear();
        self.read_again();
        true
    }

    /// Takes the last step back, or makes it again; whether there was one.
    pub fn step_back(&mut self, undo: bool) -> bool {
        let (from, to) =
            if undo { (&mut self.before, &mut self.after) } else { (&mut self.after, &mut self.before) };
        let Some(choices) = from.pop() else { return false };
        to.push(std::mem::replace(&mut self.choices, choices));
        self.read_again();
        true
    }

    /// Goes on with other versions; what was chosen holds where the question is the same. How many that are.
    pub fn renew(&mut self, whence: Whence, draft: Draft) -> usize {
        let known = |dispute: &Dispute| {
            let at = self.draft.disputes.iter().position(|it| it.same(dispute))?;
            self.choices[at].clone()
        };
        self.choices = draft.disputes.iter().map(known).collect();
        self.draft = draft;
        self.widest = OnceCell::new();
        self.whence = whence;
        (self.before, self.after) = (Vec::new(), Vec::new());
        self.at = self.at.min(self.rows().saturating_sub(1));
        self.read_again();
        self.solved()
    }

    /// The text with a choice for one conflict, all others as they are.
    fn text_with(&self, at: usize, choice: &Choice) -> String {
        let mut choices = self.choices.clone();
        choices[at] = Some(choice.clone());
        self.draft.text(&choices)
    }

    /// The plan with a choice for one conflict, all others as they are.
    pub fn reading_with(&self, at: usize, choice: &Choice) -> Reading {
        self.read(&self.text_with(at, choice))
    }

    /// What each choice for the marked conflict would give.
    pub fn outcomes(&self) -> Option<Rc<Outcomes>> {
        let dispute = self.dispute()?;
        if let Some(known) = self.outcomes.borrow().iter().find(|known| known.at == self.at) {
            return Some(known.clone());
        }
        let mut offers = dispute.offers();
        offers.extend(self.choices[self.at].clone().filter(|choice| matches!(choice, Choice::Written(_))));
        let each: Vec<(Choice, Reading)> = offers
            .into_iter()
            .map(|choice| {
                let reading = self.reading_with(self.at, &choice);
                (choice, reading)
            })
            .collect();
        let analyses: Vec<&Analysis> = each.iter().map(|(_, reading)| &*reading.analysis).collect();
        let rows = choosing::rows(&analyses);
        let made = Rc::new(Outcomes { at: self.at, each, rows });
        let mut kept = self.outcomes.borrow_mut();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(made.clone());
        Some(made)
    }

    fn read(&self, text: &str) -> Reading {
        read(&self.name, text, &self.options, self.scenario.as_deref(), Some(&self.result))
    }

    fn read_again(&mut self) {
        self.result = Rc::new(self.read(&self.draft.text(&self.choices)));
        self.outcomes.borrow_mut().clear();
    }
}

/// Reads a text, given another reading of nearly the same.
fn read(
    name: &str,
    text: &str,
    options: &Options,
    scenario: Option<&str>,
    beside: Option<&Reading>,
) -> Reading {
    let source = match beside {
        Some(known) if *known.document.sources()[0].text == *text => {
            return known.clone();
        }
        Some(known) => known.document.sources()[0].with_text(text),
        None => Source::new(name, text),
    };
    let document = Document::new(source);
    let laid = scenario.and_then(|id| document.with_scenario(id));
    let shown = laid.as_ref().unwrap_or(&document);
    let analysis = match beside {
        None => analyse(shown, options),
        Some(known) if scenario.is_some() => analyse_beside(&known.analysis, shown, options),
        Some(known) => analyse_again(&known.document, &known.analysis, shown, options),
    };
    Reading { document, analysis: Arc::new(analysis) }
}
