//! The tour: two minutes on the built-in example, done by doing. Each step names one thing to press and why, and is over
//! when the plan or the screen is as it should be, whichever way the reader got there.

use super::app::{App, View};
use super::command::Command;
use super::overlays::question::About;
use super::overlays::{Overlay, Question};
use crate::money::Verdict;

/// The example that the tour is made on.
pub const EXAMPLE: &str = include_str!("../../plans/northmere.toml");
/// The initiative that the tour moves: a quarter later is more than one year of borrowing allows.
pub const MOVED: &str = "device-refresh";
/// What is typed to add an initiative.
const ADDED: &str = "Kiosks 4m 50k";
/// What is typed to see less.
const FILTERED: &str = "critical";

/// The tour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tour {
    /// Which step is next, of [`STEPS`]; all of them: it is done.
    pub step: usize,
    /// What the panel is there for.
    pub stands: Stands,
    /// The plan as the tour found it, and as the step did.
    pub first: Mark,
    /// The same when the step began.
    pub before: Mark,
    /// Whether the step has asked what it is about.
    pub asked: bool,
}

/// What the panel of the tour is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It offers the tour.
    Offered,
    /// It shows the step.
    Shown,
    /// It waits out of sight.
    Waits,
}

/// What there was at a moment, as far as steps look at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    text: String,
    initiatives: usize,
    links: usize,
}

/// One thing to press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// The key of a command.
    Key(Command),
    /// A text to type.
    Text(&'static str),
}

/// A step.
pub struct Step {
    /// What it is about.
    pub title: &'static str,
    /// What to press, in order; the first is the one thing, the others finish it.
    pub presses: &'static [Press],
    /// Why, or what to look at.
    pub why: &'static str,
    /// Whether it was done.
    pub done: fn(&App, &Tour) -> bool,
}

/// The steps in their order.
pub const STEPS: [Step; 9] = [
    Step {
        title: "Find your way",
        presses: &[Press::Key(Command::ViewMoney)],
        why: "Each view has a number. This is the roadmap; see the money that has to pay for it.",
        done: |app, _| app.view == View::Money,
    },
    Step {
        title: "Move a bar",
        presses: &[Press::Key(Command::QuarterLater)],
        why: "The device refresh is marked. Start it a quarter later, and watch the line at the top.",
        done: |app, tour| app.session.text() != tour.before.text && broken(app),
    },
    Step {
        title: "See who is in it",
        presses: &[Press::Key(Command::NextProblem)],
        why: "A year of borrowing is over now. Go there: the pane says who is in it, with every pound.",
        done: |app, _| app.view == View::Money && on_breach(app),
    },
    Step {
        title: "Mend it",
        presses: &[Press::Key(Command::Mend), Press::Key(Command::ListTake), Press::Key(Command::TrialKeep)],
        why: "The single moves that cure it, the best first: one is shown as if it were made, then kept.",
        done: |app, _| !broken(app),
    },
    Step {
        title: "Add an initiative",
        presses: &[Press::Key(Command::New), Press::Text(ADDED), Press::Key(Command::Answer)],
        why: "One line is enough: title, how long, how much. What it would do is said while you type.",
        done: |app, tour| app.session.analysis().plan.initiatives.len() > tour.before.initiatives,
    },
    Step {
        title: "Connect it",
        presses: &[Press::Key(Command::Connect), Press::Key(Command::LinkTake)],
        why: "Let it wait for another: the letters at the bars pick one, or take the marked one.",
        done: |app, tour| links(app) > tour.before.links,
    },
    Step {
        title: "Only what matters",
        presses: &[Press::Key(Command::Filter), Press::Text(FILTERED), Press::Key(Command::FilterKeep)],
        why: "Every view shows only what passes: stages, owners, costs, what is critical or over.",
        done: |app, _| app.passed().is_some() && !app.filter.typing,
    },
    Step {
        title: "Take it all back",
        presses: &[Press::Key(Command::Undo)],
        why: "Every change is one step, without limit, and back to the last byte. Press it until the plan is as it was.",
        done: |app, tour| app.session.text() == tour.first.text,
    },
    Step {
        title: "Save under a name",
        presses: &[Press::Key(Command::Save)],
        why: "The example has no file, so a name is asked for. Esc leaves it: nothing has to be kept.",
        done: |app, tour| tour.asked || app.disk.path.is_some(),
    },
];

impl Tour {
    /// The tour at its beginning on the plan that is open.
    pub fn begun(app: &App) -> Self {
        let mark = Mark::of(app);
        Self { step: 0, stands: Stands::Shown, first: mark.clone(), before: mark, asked: false }
    }

    /// The offer of a tour.
    pub fn offered(app: &App) -> Self {
        Self { stands: Stands::Offered, ..Self::begun(app) }
    }

    /// The step that is next; `None`: it is done.
    pub fn next(&self) -> Option<&'static Step> {
        STEPS.get(self.step)
    }
}

impl Mark {
    /// What there is now.
    pub fn of(app: &App) -> Self {
        Self {
            text: app.session.text().to_owned(),
            initiatives: app.session.analysis().plan.initiatives.len(),
            links: links(app),
        }
    }
}

/// Whether the plan that is open is the example as it comes.
pub fn on_example(app: &App) -> bool {
    app.disk.path.is_none() && app.session.text() == EXAMPLE
}

/// Whether a name for the file is being asked for.
pub fn asks_for_name(app: &App) -> bool {
    matches!(app.overlays.last(), Some(Overlay::Question(Question { about: About::SaveAs { .. }, .. })))
}

fn links(app: &App) -> usize {
    app.session.analysis().plan.dependencies.iter().map(|it| it.all().count()).sum()
}

/// Whether an envelope is over.
fn broken(app: &App) -> bool {
    matches!(app.session.analysis().verdict, Verdict::Over | Verdict::Ineligible | Verdict::Impossible)
}

/// Whether the cursor of the money is on a cell that does not hold.
fn on_breach(app: &App) -> bool {
    let money = &app.session.analysis().money;
    let cell = app.cell().and_then(|(envelope, _, year)| money.cell(envelope, year));
    cell.is_some_and(|cell| cell.state.breached())
}
