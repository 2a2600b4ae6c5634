//! What the plan is compared with while two are looked at side by side: another case, another scenario, the plan itself,
//! the file as it was last read or written, a revision, or another file.

use std::rc::Rc;
use std::sync::Arc;

use super::app::App;
use super::memo::{Beside, Same};
use crate::analysis::{Analysis, analyse, analyse_again};
use crate::content::Renames;
use crate::diff::{Side, renamed};
use crate::document::{Document, Source};
use crate::git::Baseline;
use crate::schedule::Placed;
use crate::views::apart::{Aparts, apart};
use crate::views::delta::{Delta, delta_through};

/// Something to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum With {
    /// The same text under another case; `None`: the central one.
    Case(Option<String>),
    /// The plan with another scenario laid over it; `None`: the plan itself.
    Scenario(Option<String>),
    /// The file as it was last read or written.
    Saved,
    /// A revision, or another file.
    Baseline(Arc<Baseline>),
}

/// What the plan is compared with, computed.
#[derive(Debug, Clone)]
pub struct Other {
    /// Its texts, with what is laid over them.
    pub document: Document,
    /// What is known of it.
    pub analysis: Arc<Analysis>,
    /// What has another id in the plan.
    pub ids: Arc<Renames>,
}

impl App {
    /// What the plan is compared with; `None`: nothing.
    pub fn other(&self) -> Option<Arc<Analysis>> {
        Some(self.other_of(self.comparing.as_ref()?)?.analysis)
    }

    /// What has another id in the plan than in what it is compared with.
    pub fn ids_there(&self) -> Option<Arc<Renames>> {
        Some(self.other_of(self.comparing.as_ref()?)?.ids)
    }

    /// Something that the plan can be compared with, computed; `None`: it is not there.
    pub fn other_of(&self, with: &With) -> Option<Other> {
        let (plan, saved) = (self.session.shared(), self.disk.seen.as_ref().map(|seen| seen.text().clone()));
        let found = self.made.other.again(
            |of| of.plan.is(plan) && of.with == *with && of.of_text(saved.as_ref()),
            |before| {
                let before =
                    before.filter(|(of, _)| of.with == *with).and_then(|(_, other)| (**other).clone());
                let document = self.beside(with, before.as_ref().map(|it| &it.document));
                let made = document.and_then(|document| {
                    let before = before.as_ref().map(|it| (&it.document, &*it.analysis));
                    let analysis = Arc::new(self.analysed(with, &document, before)?);
                    let laid = self.session.laid();
                    let there = Side { document: &document, analysis: &analysis };
                    let ids = Arc::new(renamed(there, Side { document: &laid, analysis: plan }));
                    Some(Other { document, analysis, ids })
                });
                (Beside { plan: Same(plan.clone()), with: with.clone(), saved: saved.clone() }, made)
            },
        );
        (*found).clone()
    }

    /// The document to compare with, with what is laid over it; `before` is the last one.
    fn beside(&self, with: &With, before: Option<&Document>) -> Option<Document> {
        let document = self.session.document();
        match with {
            With::Case(_) => Some(self.session.laid().into_owned()),
            With::Scenario(None) => Some(document.clone()),
            With::Scenario(Some(id)) => document.with_scenario(id),
            With::Saved => Some(self.of_text(self.disk.seen.as_ref()?.text(), before)),
            With::Baseline(baseline) => Some(self.of_text(baseline.seen.text(), before)),
        }
    }

    /// The document of another text of the plan, with the scenario that is shown, where it has it.
    fn of_text(&self, text: &Arc<str>, before: Option<&Document>) -> Document {
        // Such a text seldom changes, and is not read again when it does not.
        let read = before.map(|it| &it.sources()[0]).filter(|it| Arc::ptr_eq(&it.text, text));
        let name = &self.session.document().sources()[0].name;
        let source = read.cloned().unwrap_or_else(|| Source::new(name.clone(), text.clone()));
        let saved = Document::new(source);
        let laid = self.session.scenario().and_then(|id| saved.with_scenario(id));
        laid.unwrap_or(saved)
    }

    /// Its analysis, given the last one that was made, with its document.
    fn analysed(
        &self,
        with: &With,
        document: &Document,
        before: Option<(&Document, &Analysis)>,
    ) -> Option<Analysis> {
        let mut options = self.session.options().clone();
        if let With::Case(case) = with {
            let known = case.as_ref().is_none_or(|id| self.session.analysis().plan.case(id).is_some());
            options.case = Some(case.clone()).filter(|_| known)?;
        }
        Some(match before {
            Some((was, analysis)) => analyse_again(was, analysis, document, &options),
            None => analyse(document, &options),
        })
    }

    /// From what it is compared with to the plan as it is drawn.
    pub fn compared(&self) -> Option<Rc<Delta>> {
        let (other, ids, drawn) = (self.other()?, self.ids_there()?, self.drawn());
        Some(self.made.compared.of(
            |(of, to)| of.is(&other) && to.is(drawn),
            || ((Same(other.clone()), Same(drawn.clone())), delta_through(&other, drawn, &ids)),
        ))
    }

    /// Each initiative as it is drawn against what it is compared with.
    pub fn aparts(&self) -> Option<Rc<Aparts>> {
        let (other, ids, drawn) = (self.other()?, self.ids_there()?, self.drawn());
        Some(self.made.aparts.of(
            |(of, to)| of.is(&other) && to.is(drawn),
            || ((Same(other.clone()), Same(drawn.clone())), apart(drawn, &other, &ids)),
        ))
    }

    /// Where the bar of an initiative was, or would be: before it was taken in hand or the way back tried, else in what is
    /// compared with.
    pub(super) fn ghost_of(&self, id: &str) -> Option<Placed> {
        let (there, before) = if self.held().is_some() {
            (self.session.shared().clone(), None)
        } else {
            (self.other()?, self.ids_there())
        };
        let before = before.as_ref().and_then(|ids| ids.before("initiative", id));
        let at = there.plan.initiative(before.unwrap_or(id))?;
        there.schedule.placed(at).copied()
    }

    /// What it is compared with, for people.
    pub fn other_name(&self, with: &With) -> String {
        let plan = &self.session.analysis().plan;
        match with {
            With::Case(None) => "central case".to_owned(),
            With::Case(Some(id)) => {
                let title = plan.case(id).map_or(id.as_str(), |case| &case.title);
                format!("case {title}")
            }
            With::Scenario(None) => "the plan itself".to_owned(),
            With::Scenario(Some(id)) => {
                plan.scenarios.iter().find(|it| it.id == *id).map_or(id.clone(), |it| it.title.clone())
            }
            With::Saved => "as saved".to_owned(),
            With::Baseline(baseline) => baseline.title(),
        }
    }
}
