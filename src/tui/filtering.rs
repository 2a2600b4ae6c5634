//! The filter of the screen: one line over all views that says which initiatives are shown.

use std::rc::Rc;

use tui_input::Input;

use super::app::App;
use super::memo::Same;
use crate::views::filter::{Beside, Filter};

/// The filter of the screen.
#[derive(Debug, Clone, Default)]
pub struct FilterState {
    /// What is typed.
    pub line: Input,
    /// Whether it is typed in now.
    pub typing: bool,
    /// What it was before it was typed in.
    pub before: String,
}

/// What a filter lets through.
#[derive(Debug, Clone, PartialEq)]
pub struct Passed {
    /// The filter as read.
    pub filter: Filter,
    /// Which initiatives of the plan pass, in its order.
    pub which: Vec<bool>,
    /// How many do.
    pub count: usize,
}

impl App {
    /// What the filter lets through; `None` without a filter.
    pub fn passed(&self) -> Option<Rc<Passed>> {
        let text = self.filter.line.value();
        if text.trim().is_empty() {
            return None;
        }
        let (drawn, today) = (self.drawn(), self.today);
        Some(self.made.passed.of(
            |(of, known)| of.is(drawn) && known == text,
            || {
                let year_start = drawn.plan.year_start;
                let filter = Filter::read(text, Beside { year_start, today });
                let which = filter.pass(drawn, today);
                let count = which.iter().filter(|it| **it).count();
                ((Same(drawn.clone()), text.to_owned()), Passed { filter, which, count })
            },
        ))
    }

    /// Which initiatives are shown; `None`: all.
    ///
    /// The selected one stays in sight until the cursor leaves it, so that what is edited does not vanish; but not while
    /// the filter is typed.
    pub fn shown(&self) -> Option<Vec<bool>> {
        let passed = self.passed()?;
        let mut shown = passed.which.clone();
        if let Some(at) = self.selected().filter(|_| !self.filter.typing) {
            shown[at.at()] = true;
        }
        Some(shown)
    }
}
