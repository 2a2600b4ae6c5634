//! What the plan is compared with while two are looked at side by side: another case, another scenario, the plan itself, or
//! the file as it was last read or written.

use std::rc::Rc;
use std::sync::Arc;

use super::app::App;
use super::memo::Same;
use crate::analysis::{Analysis, Options, analyse};
use crate::document::{Document, Source};
use crate::views::delta::{Delta, delta};

/// Something to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum With {
    /// The same text under another case; `None`: the central one.
    Case(Option<String>),
    /// The plan with another scenario laid over it; `None`: the plan itself.
    Scenario(Option<String>),
    /// The file as it was last read or written.
    Saved,
}

impl App {
    /// What the plan is compared with; `None`: nothing.
    pub fn other(&self) -> Option<Arc<Analysis>> {
        let with = self.comparing.as_ref()?;
        let (plan, saved) = (self.session.shared(), self.disk.seen.as_ref().map(|seen| seen.text().clone()));
        let found = self.made.other.of(
            |(of, known, text)| of.is(plan) && known == with && *text == saved,
            || {
                let made = self.analysed(with).map(Arc::new);
                ((Same(plan.clone()), with.clone(), saved.clone()), made)
            },
        );
        (*found).clone()
    }

    fn analysed(&self, with: &With) -> Option<Analysis> {
        let (document, options) = (self.session.document(), self.session.options());
        match with {
            With::Case(case) => {
                let options = Options { case: case.clone(), ..options.clone() };
                let known = case.as_ref().is_none_or(|id| self.session.analysis().plan.case(id).is_some());
                known.then(|| analyse(&self.session.laid(), &options))
            }
            With::Scenario(None) => Some(analyse(document, options)),
            With::Scenario(Some(id)) => Some(analyse(&document.with_scenario(id)?, options)),
            With::Saved => {
                let text = self.disk.seen.as_ref()?.text().clone();
                let saved = Document::new(Source::new(document.sources()[0].name.clone(), text));
                let laid = self.session.scenario().and_then(|id| saved.with_scenario(id));
                Some(analyse(&laid.unwrap_or(saved), options))
            }
        }
    }

    /// From what it is compared with to the plan as it is drawn.
    pub fn compared(&self) -> Option<Rc<Delta>> {
        let (other, drawn) = (self.other()?, self.drawn());
        Some(self.made.compared.of(
            |(of, to)| of.is(&other) && to.is(drawn),
            || ((Same(other.clone()), Same(drawn.clone())), delta(&other, drawn)),
        ))
    }

    /// Where bars were, or would be: before the bar was taken in hand or the way back tried, else in what is compared with.
    pub(super) fn ghosts(&self) -> Option<Arc<Analysis>> {
        if self.held().is_some() { Some(self.session.shared().clone()) } else { self.other() }
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
        }
    }
}
