//! Small questions: a name for the file, leaving with unsaved work, what an envelope allows, a new initiative.

use std::sync::Arc;

use tui_input::Input;

use super::{boxed, field};
use crate::diagnostic::Path;
use crate::display::wrap;
use crate::keys::Table;
use crate::plan::Envelope;
use crate::revise::Pasted;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::tui::effect::Then;
use crate::tui::screens::Caret;

/// A small question.
#[derive(Debug, Clone)]
pub struct Question {
    /// What it is about.
    pub about: About,
    /// What is typed.
    pub input: Input,
    /// Why what is typed cannot be taken.
    pub wrong: Option<String>,
    /// What taking it would do, while it is typed.
    pub effect: Vec<(String, Role)>,
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Leaving this plan with unsaved work, for something else.
    Leave(Then),
    /// The name of a file to write.
    SaveAs {
        /// What comes once it is written.
        then: Then,
    },
    /// The name of a file to write a copy to.
    SaveCopy,
    /// The name of a file in which a plan is begun.
    NewPlan,
    /// What an envelope allows, or a reserve is given, in a year.
    Allocation {
        /// The envelope's id.
        envelope: String,
        /// Which of its amounts by year.
        table: YearTable,
        /// The year as the file writes it.
        year: String,
    },
    /// The title of a new initiative.
    New,
    /// The title of a new item of another kind.
    Create(&'static Table),
    /// A file with rows, or rows that are pasted.
    ReadRows,
    /// Initiatives that were copied, before they are pasted.
    Paste(Arc<Pasted>),
    /// A name for the present view.
    SaveView,
    /// Another name for a view.
    RenameView(String),
    /// Tags for initiatives.
    Tags,
    /// The title of a new scenario, an empty one or one that begins as another.
    Scenario(Option<String>),
    /// Another id for an item.
    Rename(Path),
    /// The length of a countdown.
    Timer,
    /// The line that is written for a conflict, by its number.
    Line(usize),
    /// Leaving conflicts for which something was chosen.
    LeaveConflicts,
    /// Taking a solved text over that has errors.
    SaveWithErrors,
}

/// The amounts by year of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearTable {
    /// What it allows.
    Allowed,
    /// What a reserve is given.
    Added,
}

impl YearTable {
    /// The key of the file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Allowed => "year",
            Self::Added => "add",
        }
    }
}

impl About {
    /// What taking and leaving it do, where nothing is typed.
    fn only_asks(&self) -> Option<(&'static str, &'static str)> {
        let all = [
            (matches!(self, Self::Paste(_)), ("pastes", "leaves")),
            (*self == Self::LeaveConflicts, ("leaves them", "stays")),
            (*self == Self::SaveWithErrors, ("takes it over", "goes back to the choices")),
        ];
        all.into_iter().find_map(|(is, words)| is.then_some(words))
    }
}

impl Question {
    /// A question with something typed already.
    pub fn new(about: About, typed: &str) -> Self {
        Self { about, input: field::of(typed), wrong: None, effect: Vec::new() }
    }
}

/// The choices when leaving with unsaved work, the last plan that is open or another one: key, words.
pub const fn choices(then: &Then, last: bool) -> &'static [(char, &'static str)] {
    match then {
        Then::Quit | Then::Stay if last => {
            &[('s', "save and quit"), ('d', "quit without saving"), ('c', "stay here")]
        }
        Then::Quit | Then::Stay => {
            &[('s', "save and close"), ('d', "close without saving"), ('c', "stay here")]
        }
        Then::Edit(_) => &[('s', "save and open it in the editor"), ('c', "stay here")],
    }
}

/// The keys of an answer: `Enter takes it · Esc leaves`.
fn foot(app: &App, takes: &str, leaves: &str) -> String {
    let takes = app.keys.after("", Command::Answer, takes);
    format!("{takes}{}", app.keys.after(if takes.is_empty() { "" } else { " · " }, Command::Leave, leaves))
}

/// What is asked before a plan is left that has unsaved work, with its name: others may stand open beside it.
fn leaving(app: &App) -> (String, String) {
    let name = app.disk.name();
    let heading = if app.tabs.count() > 1 { format!("Close {name}?") } else { "Leave?".to_owned() };
    let why = match app.disk.path {
        Some(_) if app.disk.gone => format!("{name} is gone from the disk: what is here is all there is."),
        Some(_) => format!("There is work that {name} does not have."),
        None => "There is work that no file has.".to_owned(),
    };
    (heading, why)
}

/// What it is called, and what it asks.
fn asked(app: &App, question: &Question) -> (String, String) {
    let plan = &app.session.analysis().plan;
    match &question.about {
        About::Leave(Then::Edit(_)) => (
            "Open in the editor?".to_owned(),
            "The editor opens the file, and the file does not have what was done here.".to_owned(),
        ),
        About::Leave(_) => leaving(app),
        About::SaveAs { .. } => (
            "Save as".to_owned(),
            if app.disk.path.is_some() {
                "Under what name? (a path; nothing is overwritten) Work goes on in that file.".to_owned()
            } else {
                "The plan has no file yet. Under what name? (a path; nothing is overwritten)".to_owned()
            },
        ),
        About::SaveCopy => (
            "Save a copy".to_owned(),
            "Under what name? (a path; nothing is overwritten) Work goes on in this file.".to_owned(),
        ),
        About::NewPlan => (
            "New plan".to_owned(),
            "Under what name? (a path; nothing is overwritten) The plan that is open stays open.".to_owned(),
        ),
        About::Allocation { envelope, table, year } => {
            let of = plan.envelope(envelope).map(|at| &plan.envelopes[at.at()]);
            let title = of.map_or(envelope.as_str(), |of| &of.title);
            let net = of.is_some_and(Envelope::recurrent_only);
            let reserve = of.is_some_and(|of| of.reserve.is_some());
            let asked = match (table, net, reserve) {
                (YearTable::Added, ..) => "What is paid into the reserve in the year?",
                (YearTable::Allowed, true, _) => {
                    "What may the plan add to the budget for good by that year? With a minus: what it must save."
                }
                (YearTable::Allowed, false, true) => "What may be drawn from the reserve in the year?",
                (YearTable::Allowed, false, false) => "What may be spent in the year?",
            };
            (
                format!("{title}, {}", year.replace('-', "/")),
                format!("{asked} An amount such as 1_200_000, 1.2m or 450k; empty takes the year out."),
            )
        }
        About::Create(table) => (
            format!("New {}", table.name),
            format!("{}. Its title? The rest is asked for next.", table.doc),
        ),
        About::Scenario(from) => {
            let from = from.as_ref().and_then(|id| plan.scenarios.iter().find(|it| it.id == *id));
            let begins = match from {
                Some(from) => format!("It begins with all that {} says.", from.title),
                None => "It begins as the plan is.".to_owned(),
            };
            let asked = "What you edit while it is shown is written into it, and the plan stays as it is.";
            ("New scenario".to_owned(), format!("{begins} {asked} Its title?"))
        }
        About::Rename(at) => (
            format!("Rename {}", at.keys.last().map_or("", String::as_str)),
            "Its new id: lower-case letters, digits and hyphens. Everything that names it follows; its title stays."
                .to_owned(),
        ),
        About::Paste(pasted) => (format!("{}?", pasted.label), "Written as one step of undo:".to_owned()),
        About::SaveView => (
            "Keep this view".to_owned(),
            "View, filter, order, columns, zoom and folds, for all plans. Under what name?".to_owned(),
        ),
        About::RenameView(name) => (format!("Rename the view {name}"), "Its new name?".to_owned()),
        About::ReadRows => (
            "Paste rows".to_owned(),
            "Paste them here as the spreadsheet copies them, or name a file (.csv, .tsv). They are shown before anything is written."
                .to_owned(),
        ),
        About::Tags => (
            format!("Tags of {}", super::super::update::acted_on_words(app)),
            "Words to add, and with a minus words to take away: web -pilot".to_owned(),
        ),
        About::Line(_) => (
            "Write it by hand".to_owned(),
            "The line as the merged plan is to have it; empty takes it out.".to_owned(),
        ),
        About::LeaveConflicts => (
            "Leave the conflicts?".to_owned(),
            "What was chosen is given up, and nothing is written: all is as it was.".to_owned(),
        ),
        About::SaveWithErrors => (
            "Take it over with errors?".to_owned(),
            "All conflicts are solved, and the plan that comes out has errors:".to_owned(),
        ),
        About::Timer => (
            "Countdown".to_owned(),
            "For how long? 15m, 90s, 1h30m; empty takes it away.".to_owned(),
        ),
        About::New => (
            "New initiative".to_owned(),
            "Its title; then as you like its length, money, what it waits for, stage and owner:\n\
             Booking 6m 120k capital 24k/y after e-forms @small owner:CUS"
                .to_owned(),
        ),
    }
}

/// Draws a question.
pub fn draw(app: &App, canvas: &mut Canvas, question: &Question) -> Caret {
    let (title, words) = asked(app, question);
    let cells = canvas.width().saturating_sub(8).min(76);
    let lines: Vec<String> =
        words.lines().flat_map(|line| wrap(line, usize::from(cells.saturating_sub(4)))).collect();
    let effects = question.effect.len().max(usize::from(question.wrong.is_some())) as u16;
    let offered = match &question.about {
        About::Leave(then) => choices(then, app.tabs.count() == 1),
        About::SaveAs { .. }
        | About::SaveCopy
        | About::NewPlan
        | About::Allocation { .. }
        | About::New
        | About::Timer
        | About::Create(_)
        | About::Tags
        | About::Scenario(_)
        | About::ReadRows
        | About::Paste(_)
        | About::SaveView
        | About::RenameView(_)
        | About::Line(_)
        | About::LeaveConflicts
        | About::SaveWithErrors
        | About::Rename(_) => &[],
    };
    let height = lines.len() as u16 + (offered.len() as u16).max(1) + effects + 5;
    let mut inner = boxed(canvas, cells, height, &title);
    let all = inner.width();
    let mut y = 0;
    for line in &lines {
        inner.text(0, y, all, line, Role::Muted);
        y += 1;
    }
    y += 1;
    if !offered.is_empty() {
        for (key, words) in offered {
            let mut letter = [0; 4];
            let letter: &str = key.encode_utf8(&mut letter);
            inner.pieces(0, y, all, &[(letter, Role::HintKey), ("  ", Role::Panel), (words, Role::Panel)]);
            y += 1;
        }
        inner.text(0, y + 1, all, &foot(app, "saves", "stays"), Role::Muted);
        return None;
    }
    if let Some((takes, leaves)) = question.about.only_asks() {
        for (line, role) in &question.effect {
            inner.text(0, y, all, line, *role);
            y += 1;
        }
        inner.text(0, y + 1, all, &foot(app, takes, leaves), Role::Muted);
        return None;
    }
    let role = if question.wrong.is_some() { Role::InputBad } else { Role::InputOn };
    let caret = field::draw(&mut inner, 0, y, all, &question.input, role);
    y += 1;
    if let Some(wrong) = &question.wrong {
        inner.text(0, y, all, wrong, Role::Over);
        y += 1;
    } else {
        for (line, role) in &question.effect {
            inner.text(0, y, all, line, *role);
            y += 1;
        }
    }
    let takes = match &question.about {
        About::Timer | About::NewPlan => "begins",
        About::New | About::Create(_) | About::Scenario(_) => "adds it",
        About::SaveAs { .. } | About::SaveCopy => "saves",
        About::ReadRows => "reads it",
        About::Paste(_) => "pastes",
        About::SaveView
        | About::RenameView(_)
        | About::Allocation { .. }
        | About::Rename(_)
        | About::Tags
        | About::Line(_)
        | About::LeaveConflicts
        | About::SaveWithErrors
        | About::Leave(_) => "keeps it",
    };
    inner.text(0, y + 1, all, &foot(app, takes, "leaves"), Role::Muted);
    caret
}
