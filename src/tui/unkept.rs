//! What is typed and not kept yet, as a text: forms, a cell, a decision, a new initiative, so that a crash does not take
//! half a form along. Written beside the journal while it is typed, and taken up again by the next start.

use serde::{Deserialize, Serialize};

use super::app::App;
use super::overlays::form::{Field, Form, Subject};
use super::overlays::question::About;
use super::overlays::rows::Rows;
use super::overlays::{Overlay, Question, decision};

/// All that is open and typed in, the uppermost last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Unkept {
    /// The scenario that it is typed in.
    pub scenario: Option<String>,
    /// What is typed.
    pub typed: Vec<Typed>,
}

/// One thing that is typed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Typed {
    /// A form: the keys of what it is about, the fields that differ by what they are called, and where one is.
    Form(Vec<String>, Vec<(String, String)>, usize),
    /// The form of several initiatives.
    Many(Vec<String>, Vec<(String, String)>, usize),
    /// A decision: what about; who, what and why; and where one is.
    Decision(String, [String; 3], usize),
    /// A new initiative.
    New(String),
    /// A cell of the table: initiative, column, text.
    Cell(String, String, String),
    /// Rows that were pasted and not taken yet.
    Rows(Box<Pasted>),
    /// Anything else, which is only said again.
    Words(String),
}

/// Rows that were pasted, and what was decided about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pasted {
    /// The text as it was pasted.
    pub text: String,
    /// What each column is taken for, by its name.
    pub columns: Vec<String>,
    /// Whether the first row says what the columns are.
    pub headed: bool,
    /// Whether stages that the plan does not have are made.
    pub stages: bool,
    /// Whether rows that repeat what is there are taken.
    pub repeats: bool,
    /// The initiative and the column of the table from which on cells are filled; `None`: the rows are new initiatives.
    pub cells: Option<(String, String)>,
}

impl Unkept {
    /// What is typed in an app and not kept; `None`: nothing.
    pub fn of(app: &App) -> Option<Self> {
        let mut typed: Vec<Typed> = app.overlays.iter().filter_map(|it| overlay(app, it)).collect();
        // A form in which nothing is typed is worth opening again only for what lies over it.
        while typed.last().is_some_and(Typed::is_untouched) {
            typed.pop();
        }
        typed.extend(app.table.edit.as_ref().filter(|edit| !edit.over).map(|edit| {
            let column = app.table_column().name().to_owned();
            Typed::Cell(edit.id.clone(), column, edit.input.value().to_owned())
        }));
        let scenario = app.session.scenario().map(str::to_owned);
        (!typed.is_empty()).then_some(Self { scenario, typed })
    }

    /// As it is written.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was written; `None` where it cannot be read.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// All that was typed, for people.
    pub fn words(&self) -> String {
        let of = |typed: &Typed| match typed {
            Typed::Form(_, fields, _) | Typed::Many(_, fields, _) => {
                fields.iter().map(|(_, text)| text.clone()).collect()
            }
            Typed::Decision(_, parts, _) => parts.to_vec(),
            Typed::New(text) | Typed::Cell(_, _, text) | Typed::Words(text) => vec![text.clone()],
            Typed::Rows(rows) => vec![rows.text.clone()],
        };
        let all: Vec<String> = self.typed.iter().flat_map(of).filter(|text| !text.is_empty()).collect();
        all.join(" · ")
    }
}

impl Typed {
    fn is_untouched(&self) -> bool {
        match self {
            Self::Form(_, fields, _) | Self::Many(_, fields, _) => fields.is_empty(),
            Self::Decision(..) | Self::New(_) | Self::Cell(..) | Self::Rows(_) | Self::Words(_) => false,
        }
    }
}

fn overlay(app: &App, overlay: &Overlay) -> Option<Typed> {
    match overlay {
        Overlay::Form(of) => Some(form(of)),
        Overlay::Decision(of) => Some(decision(of)),
        Overlay::Question(of) => question(of),
        Overlay::Rows(of) => Some(Typed::Rows(Box::new(rows(app, of)))),
        Overlay::List(_) | Overlay::Choice(_) | Overlay::Gates(_) => None,
    }
}

fn rows(app: &App, rows: &Rows) -> Pasted {
    let of_table = || {
        let at = app.selected()?;
        Some((app.analysis().plan.initiatives[at.at()].id.clone(), app.table_column().name().to_owned()))
    };
    Pasted {
        text: rows.text.clone(),
        columns: rows.columns.iter().map(|column| column.meaning.name()).collect(),
        headed: rows.options.headed,
        stages: rows.options.create_stages,
        repeats: rows.options.take_repeats,
        cells: rows.block.as_ref().and_then(|_| of_table()),
    }
}

fn form(form: &Form) -> Typed {
    let touched = form.fields.iter().filter(|field| field.touched());
    let fields = touched.map(|field| (called(field), field.input.value().to_owned())).collect();
    match &form.of {
        Subject::Plan => Typed::Form(vec!["plan".to_owned()], fields, form.at),
        Subject::Item { at, .. } => Typed::Form(at.keys.clone(), fields, form.at),
        Subject::Many(ids) => Typed::Many(ids.clone(), fields, form.at),
    }
}

/// What a field is called among all of its form.
pub fn called(field: &Field) -> String {
    let place = field.kind.place().map_or_else(String::new, ToString::to_string);
    format!("{}/{}/{place}", field.section, field.label)
}

fn decision(taking: &decision::Taking) -> Typed {
    let parts =
        [decision::WHO, decision::WHAT, decision::WHY].map(|nth| taking.parts[nth].value().to_owned());
    Typed::Decision(taking.of.clone(), parts, taking.at)
}

fn question(question: &Question) -> Option<Typed> {
    let text = question.input.value().to_owned();
    match question.about {
        _ if text.trim().is_empty() => None,
        About::New => Some(Typed::New(text)),
        About::Create(_) | About::Tags | About::Scenario(_) | About::Allocation { .. } => {
            Some(Typed::Words(text))
        }
        // The name of a file or of a view is soon typed again, and nothing else asks for words.
        About::Leave(_)
        | About::SaveAs { .. }
        | About::SaveCopy
        | About::NewPlan
        | About::ReadRows
        | About::Paste(_)
        | About::SaveView
        | About::RenameView(_)
        | About::Rename(_)
        | About::Line(_)
        | About::LeaveConflicts
        | About::SaveWithErrors
        | About::Timer => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::app::View;
    use crate::tui::event::Event;
    use crate::tui::testing::{PLAN, app, press};
    use crate::tui::update::{take_up, update};
    use crate::views::columns::Column;

    /// What comes up in a planner that is started anew after these keys.
    fn after(keys: &str) -> (App, Option<Unkept>) {
        let mut before = app(PLAN, "harbour", (120, 40));
        press(&mut before, keys);
        let unkept = Unkept::of(&before).map(|it| Unkept::read(&it.text()).unwrap());
        let mut again = app(PLAN, "harbour", (120, 40));
        if let Some(unkept) = &unkept {
            take_up(&mut again, unkept);
            assert_eq!(Unkept::of(&again).as_ref(), Some(unkept), "{keys}");
        }
        (again, unkept)
    }

    #[test]
    fn a_form_comes_back_field_by_field() {
        let (mut again, _) = after("Enter 'xyz Tab 'B-12");
        let Some(Overlay::Form(form)) = again.overlays.last() else { panic!("no form") };
        assert!(form.touched() >= 2 && form.preview.is_some());
        press(&mut again, "Enter");
        assert!(again.session.text().contains("xyz") && again.session.text().contains("code = \"B-12\""));
    }

    #[test]
    fn a_cell_a_decision_and_a_new_initiative_come_back() {
        let (mut again, _) = after("3 Right Right Right Right Enter '135k");
        assert_eq!((again.view, again.table.column), (View::Initiatives, Column::Capital));
        press(&mut again, "Enter");
        assert!(again.session.text().contains("135_000"), "{}", again.session.text());
        let (mut again, _) = after("g j 'Board Tab 'later Tab 'the_network_first");
        press(&mut again, "Ctrl+s");
        assert!(again.session.text().contains("decided."), "{}", again.session.text());
        let (mut again, _) = after("n 'Training_2m_40k");
        press(&mut again, "Enter");
        assert!(again.session.text().contains("title = \"Training\""), "{}", again.session.text());
    }

    #[test]
    fn pasted_rows_come_back_with_what_was_decided_about_them() {
        let pasted = |text: &str, before: &str, then: &str| {
            let mut app = app(PLAN, "harbour", (120, 40));
            press(&mut app, before);
            update(&mut app, Event::Paste(text.to_owned()));
            press(&mut app, then);
            app
        };
        // The second column is not read, and the cell of the cursor does not count.
        let left =
            pasted("Title\tOwner\tCapital\nTraining\tAnn\t40000\nRoll-out\tBen\t1\n", "3", "Right x Down");
        let unkept = Unkept::of(&left).unwrap();
        let mut again = app(PLAN, "harbour", (120, 40));
        take_up(&mut again, &Unkept::read(&unkept.text()).unwrap());
        assert_eq!(Unkept::of(&again), Some(unkept));
        press(&mut again, "Enter");
        let text = again.session.text();
        assert!(text.contains("\"Training\"") && text.contains("40_000") && !text.contains("Ann"), "{text}");
        // Cells that are filled go to the same cells, which the start does not stand on.
        let cells = pasted("150000\n160000\n", "3 Right Right Right Right Down", "");
        let unkept = Unkept::of(&cells).unwrap();
        let Typed::Rows(rows) = &unkept.typed[0] else { panic!("{unkept:?}") };
        assert!(rows.cells.is_some(), "{unkept:?}");
        let mut again = app(PLAN, "harbour", (120, 40));
        take_up(&mut again, &unkept);
        assert_eq!(Unkept::of(&again).as_ref(), Some(&unkept));
        press(&mut again, "Enter");
        let mut plain = cells;
        press(&mut plain, "Enter");
        assert!(plain.session.is_changed());
        assert_eq!(again.session.text(), plain.session.text());
    }

    #[test]
    fn what_was_only_opened_or_kept_leaves_nothing() {
        for keys in ["", "Enter", "Enter 'xyz Esc Esc", "n", "n 'Training_2m Enter", "3 Enter", ":", "/ 'crm"]
        {
            assert_eq!(after(keys).1, None, "{keys}");
        }
    }

    #[test]
    fn what_is_about_something_that_is_gone_is_said() {
        let unkept = Unkept {
            scenario: None,
            typed: vec![Typed::Form(
                vec!["initiative".to_owned(), "gone".to_owned()],
                vec![("/title/".to_owned(), "A new name".to_owned())],
                1,
            )],
        };
        let mut app = app(PLAN, "harbour", (120, 40));
        take_up(&mut app, &unkept);
        assert!(app.overlays.is_empty());
        assert!(app.toasts.iter().any(|toast| toast.text.contains("A new name")), "{:?}", app.toasts);
    }
}
