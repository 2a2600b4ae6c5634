//! What the screen knows of scenarios, made once of what is shown.

use std::rc::Rc;

use super::app::App;
use super::memo::Same;
use crate::views::scenarios::{Differs, Told, differs, told};

impl App {
    /// The plan itself and its scenarios, with what each changes and how it stands.
    pub fn told(&self) -> Rc<Vec<Told>> {
        let plan = self.session.shared();
        let make = || told(self.session.document(), self.session.options());
        self.made.told.of(|of| of.is(plan), || (Same(plan.clone()), make()))
    }

    /// What a scenario says otherwise than the plan, and what that does; `None` when there is no such scenario.
    pub fn differs(&self, scenario: &str) -> Option<Rc<Differs>> {
        let plan = self.session.shared();
        let found = self.made.differs.of(
            |(of, known)| of.is(plan) && known == scenario,
            || {
                let made = differs(self.session.document(), scenario, self.session.options());
                ((Same(plan.clone()), scenario.to_owned()), made.map(Rc::new))
            },
        );
        (*found).clone()
    }
}
