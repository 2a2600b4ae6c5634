//! The command table: everything that can be done, with its name, its words, where and when it holds, and its keys.
//!
//! Keymap, help, hints, palette and `docs/keys.md` are all made from it.

mod table;

use super::key::{self, Key};
pub use table::{Command, TABLE};

/// Where a command holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// In every view.
    Anywhere,
    /// In the roadmap.
    Roadmap,
    /// In the money view.
    Money,
    /// Where initiatives can be marked: roadmap, table, network.
    Marks,
    /// Where they stand in rows: roadmap, table.
    Rows,
    /// In the table of initiatives.
    Table,
    /// While a cell of the table is typed in.
    Cell,
    /// In the network.
    Network,
    /// In the changes.
    Changes,
    /// In the history of the money.
    Past,
    /// In the problems.
    Problems,
    /// While the filter is typed in.
    Filter,
    /// While a bar is held.
    Grab,
    /// While the mouse drags something.
    Drag,
    /// While a link is made or cut.
    Link,
    /// While a way back inside is tried.
    Trial,
    /// In the list of views that have a name.
    Views,
    /// While pasted rows are looked at.
    Paste,
    /// In a form.
    Form,
    /// In a list under a field.
    Pick,
    /// In the calendar under a field.
    Calendar,
    /// In a list with a filter: help, palette.
    List,
    /// In the list of everything that the plan holds.
    Items,
    /// In the gates.
    Gates,
    /// In the list of scenarios.
    Scenarios,
    /// In the list of what a scenario says otherwise.
    Differences,
    /// In a choice between two texts of the plan.
    Choice,
    /// In a small question.
    Question,
    /// While a decision is taken down.
    Decision,
    /// While slides are shown.
    Presenter,
    /// While conflicts are solved.
    Solve,
}

/// When a command can do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Always.
    Always,
    /// When an initiative is selected.
    OnInitiative,
    /// When an initiative is selected, or some are marked.
    OnSome,
    /// When there is a row of the roadmap, of an initiative or of a stage.
    OnRow,
    /// When some are marked.
    OnMarked,
    /// The cursor of the money view is on an envelope that is a reserve.
    OnReserve,
    /// The cursor of the money view is on a cell that does not hold.
    OnBreach,
    /// When a stage is selected, or the lane of what has none.
    OnLane,
    /// When a stage is selected.
    OnStage,
    /// When the field of a form is about a money line that has a form of its own.
    OnLine,
    /// When the field of a form is a cell of a row of years, and its text has not been opened.
    OnYear,
    /// When something is offered for the field of a form.
    OnOffered,
    /// When something is offered for the field of a form, and a blank typed into it would mean nothing.
    OnOfferedBlank,
    /// When the list under a field takes several.
    PicksMany,
    /// In a view with panes that can be made larger.
    InPanes,
    /// When something can be undone.
    CanUndo,
    /// When there is a countdown.
    HasTimer,
    /// When something was done while slides are shown.
    CanUndoHere,
    /// When there is any step to go to.
    HasHistory,
    /// When something can be done again.
    CanRedo,
    /// When there is unsaved work.
    Unsaved,
    /// When the plan has a file.
    HasFile,
    /// When several plans are open.
    HasPlans,
    /// When the choice is about work that an earlier program left.
    Recovering,
    /// When the choice is about a file that somebody else wrote.
    Conflicting,
    /// When the plan has problems.
    HasProblems,
    /// When there is anything to say of the plan.
    HasDiagnostics,
    /// When the plan has cases.
    HasCases,
    /// When the plan has scenarios.
    HasScenarios,
    /// When a scenario is shown.
    OnScenario,
    /// When the plan is compared with something.
    IsComparing,
    /// When the changes are those of the plan, and not what one commit did.
    OfThePlan,
    /// When some envelope does not hold in some year.
    IsBreached,
    /// When the plan has envelopes.
    HasEnvelopes,
    /// When the plan has more than one envelope.
    HasEnvelopesToChoose,
    /// When a conflict is marked.
    OnConflict,
    /// When the version before both sides is known of the marked conflict.
    HasBefore,
    /// When both sides of the marked conflict can be had.
    HasBoth,
    /// When something is chosen for the marked conflict.
    IsSolved,
    /// When conflicts are left.
    HasConflicts,
    /// When a choice can be taken back.
    CanUndoChoice,
    /// When a choice can be made again.
    CanRedoChoice,
}

impl When {
    /// What to say to whoever presses the key of a command that can do nothing now; `None`: the key is nobody's then.
    pub const fn why_not(self) -> Option<&'static str> {
        Some(match self {
            Self::OnInitiative | Self::OnSome => "That is done to an initiative: go to one first",
            Self::OnMarked => "Nothing is marked",
            Self::OnRow => "There is no row yet",
            Self::OnReserve => "Only a reserve is paid into",
            Self::OnBreach => "This cell holds; one that is over has ways back inside",
            Self::IsBreached => {
                "Every year of every envelope holds; what is over its total takes more money or less work, not other dates"
            }
            Self::CanUndo | Self::CanUndoChoice => "Nothing to undo",
            Self::CanRedo | Self::CanRedoChoice => "Nothing to do again",
            Self::HasHistory => "Nothing was changed yet",
            Self::Unsaved => "All is saved",
            Self::HasFile => "The plan has no file yet",
            Self::HasPlans => "No other plan is open",
            Self::HasProblems | Self::HasDiagnostics => "The plan has no problems",
            Self::HasCases => "The plan has no cases",
            Self::HasScenarios => "The plan has no scenario yet",
            Self::OnScenario => "No scenario is shown",
            Self::IsComparing => "Nothing is compared",
            Self::OfThePlan => {
                "That is what a commit did: hold the plan against the commit before it, and take it back there"
            }
            Self::HasEnvelopes => "The plan has no envelope yet",
            Self::HasEnvelopesToChoose => "There is no other envelope",
            Self::HasTimer => "There is no countdown",
            Self::OnConflict => "That is done to a conflict: this came in by itself",
            Self::HasBefore => "What it was before is not known",
            Self::HasBoth => "Only one of the two can be",
            Self::IsSolved => "Nothing is chosen here",
            Self::HasConflicts => "All conflicts are solved",
            Self::Always
            | Self::OnLane
            | Self::OnStage
            | Self::OnLine
            | Self::OnYear
            | Self::OnOffered
            | Self::OnOfferedBlank
            | Self::PicksMany
            | Self::InPanes
            | Self::CanUndoHere
            | Self::Recovering
            | Self::Conflicting => return None,
        })
    }
}

/// Where a command stands in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Changing the plan.
    Change,
    /// Moving about.
    Move,
    /// What is shown.
    Show,
    /// The plan as a whole.
    Plan,
    /// While a bar is held.
    Hold,
    /// In forms, lists and questions.
    Field,
}

impl Group {
    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Change => "Change",
            Self::Move => "Move about",
            Self::Show => "Show",
            Self::Plan => "Plan",
            Self::Hold => "While a bar is held",
            Self::Field => "Forms and lists",
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Entry {
    /// Which command.
    pub command: Command,
    /// Its name in settings and in the palette.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What the hint line says; empty: it is not hinted. Neighbours with the same hint share one.
    pub hint: &'static str,
    /// Where it stands in the help.
    pub group: Group,
    /// Where it holds.
    pub context: Context,
    /// When it can do something.
    pub when: When,
    /// Its keys, the first one shown.
    pub keys: &'static [&'static str],
    /// What it does, as one sentence.
    pub doc: &'static str,
}

impl Entry {
    /// Its keys, read.
    pub fn sequences(&self) -> impl Iterator<Item = Vec<Key>> + '_ {
        self.keys.iter().map(|written| key::sequence(written).expect("the table's keys can be read"))
    }
}

/// What the key of undo does, at the end of a message.
pub const UNDOES: &str = "undoes";

/// The row of a command.
pub fn entry(command: Command) -> &'static Entry {
    TABLE.iter().find(|entry| entry.command == command).expect("every command has a row")
}

/// `docs/keys.md`: the table for people.
pub fn document() -> String {
    let mut text = String::from(
        "# Keys\n\nMade from the command table; the same list is behind `?` and `:` in the program.\n",
    );
    for (context, title) in [
        (Context::Anywhere, "Everywhere"),
        (Context::Marks, "Roadmap, initiatives and network"),
        (Context::Rows, "Roadmap and initiatives"),
        (Context::Roadmap, "Roadmap"),
        (Context::Grab, "While a bar is held"),
        (Context::Drag, "While the mouse drags"),
        (Context::Link, "While a link is made or cut"),
        (Context::Trial, "While a way back is tried"),
        (Context::Money, "Money"),
        (Context::Table, "Initiatives"),
        (Context::Cell, "While a cell is typed in"),
        (Context::Network, "Network"),
        (Context::Changes, "Changes"),
        (Context::Past, "History of the money"),
        (Context::Problems, "Problems"),
        (Context::Filter, "While a filter is typed in"),
        (Context::Paste, "Before pasted rows are written"),
        (Context::Form, "Forms"),
        (Context::Pick, "Lists under a field"),
        (Context::Calendar, "The calendar under a field"),
        (Context::List, "Lists"),
        (Context::Items, "Everything in the plan"),
        (Context::Gates, "Gates"),
        (Context::Views, "Views with a name"),
        (Context::Scenarios, "Scenarios"),
        (Context::Differences, "What a scenario changes"),
        (Context::Choice, "Choices between two texts"),
        (Context::Question, "Questions"),
        (Context::Decision, "While a decision is taken down"),
        (Context::Presenter, "While slides are shown"),
        (Context::Solve, "While conflicts are solved"),
    ] {
        text += &format!("\n## {title}\n\n| keys | name | does |\n|---|---|---|\n");
        for entry in TABLE.iter().filter(|entry| entry.context == context) {
            let keys: Vec<String> = entry.keys.iter().map(|key| format!("`{key}`")).collect();
            text += &format!("| {} | {} | {} |\n", keys.join(" "), entry.name, entry.doc);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// The contexts in which keys meet.
    fn meeting() -> Vec<Vec<Context>> {
        vec![
            vec![Context::Roadmap, Context::Rows, Context::Marks, Context::Anywhere],
            vec![Context::Money, Context::Anywhere],
            vec![Context::Table, Context::Rows, Context::Marks, Context::Anywhere],
            vec![Context::Cell],
            vec![Context::Network, Context::Marks, Context::Anywhere],
            vec![Context::Changes, Context::Anywhere],
            vec![Context::Past, Context::Anywhere],
            vec![Context::Problems, Context::Anywhere],
            vec![Context::Filter],
            vec![Context::Grab],
            vec![Context::Drag],
            vec![Context::Trial],
            vec![Context::Link],
            vec![Context::Paste],
            vec![Context::Form],
            vec![Context::Pick],
            vec![Context::Calendar],
            vec![Context::List],
            vec![Context::Items, Context::List],
            vec![Context::Views, Context::List],
            vec![Context::Scenarios, Context::List],
            vec![Context::Differences, Context::List],
            vec![Context::Choice],
            vec![Context::Question],
            vec![Context::Decision],
            vec![Context::Presenter],
            vec![Context::Gates],
            vec![Context::Solve],
        ]
    }

    #[test]
    fn no_two_commands_share_a_key_and_no_key_begins_another() {
        for contexts in meeting() {
            let mut taken: HashMap<Vec<Key>, &Entry> = HashMap::new();
            for entry in TABLE.iter().filter(|entry| contexts.contains(&entry.context)) {
                for keys in entry.sequences() {
                    if let Some(other) = taken.get(&keys) {
                        let apart = [When::OnInitiative, When::OnLane, When::OnStage];
                        let never_both = entry.when != other.when
                            && apart.contains(&entry.when)
                            && apart.contains(&other.when);
                        assert!(never_both, "{} and {} share a key", entry.name, other.name);
                    }
                    taken.insert(keys, entry);
                }
            }
            for keys in taken.keys() {
                for length in 1..keys.len() {
                    assert!(!taken.contains_key(&keys[..length]), "{} begins another", key::shown(keys));
                }
            }
        }
    }

    #[test]
    fn names_are_unique_and_docs_are_sentences() {
        let mut names: Vec<_> = TABLE.iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLE.len());
        assert!(TABLE.iter().all(|entry| entry.doc.ends_with('.') && !entry.keys.is_empty()));
    }

    #[test]
    fn the_page_of_keys_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        if std::env::var_os("MILEPOST_WRITE_DOCS").is_some() {
            std::fs::write(path, document()).unwrap();
        } else {
            assert_eq!(
                kept.replace("\r\n", "\n"),
                document(),
                "run `MILEPOST_WRITE_DOCS=1 cargo test --lib tui::command`"
            );
        }
    }
}
