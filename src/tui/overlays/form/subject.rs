//! What a form is about: the plan as a whole, an item of it, or a money line.

use crate::diagnostic::Path;
use crate::document::Document;
use crate::keys::{self, Table};

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The plan as a whole: title, dates, assumptions, the file.
    Plan,
    /// A table with an id.
    Item {
        /// The table of the format.
        table: &'static Table,
        /// Where it stands.
        at: Path,
    },
    /// Several initiatives, by their ids.
    Many(Vec<String>),
}

impl Subject {
    /// What stands at a path with an id at its end; `None` when the format has no such table.
    pub fn item(at: Path) -> Option<Self> {
        let table = match at.keys.as_slice() {
            [table, _] => table,
            [first, _, line, _] if first == "initiative" => line,
            _ => return None,
        };
        let table = keys::named(table)?;
        table.path.ends_with('*').then_some(Self::Item { table, at })
    }

    /// The id of the initiative that it is, or is a line of.
    pub fn initiative(&self) -> Option<&str> {
        match self {
            Self::Plan | Self::Many(_) => None,
            Self::Item { at, .. } => match at.keys.as_slice() {
                [first, id, ..] if first == "initiative" => Some(id),
                _ => None,
            },
        }
    }

    /// Whether it is a money line of an initiative.
    pub fn is_line(&self) -> bool {
        matches!(self, Self::Item { at, .. } if at.keys.len() == 4)
    }

    /// What it is called: its title, else its id.
    pub fn title(&self, document: &Document) -> String {
        let (at, name) = match self {
            Self::Many(ids) => return format!("{} initiatives", ids.len()),
            Self::Plan => (Path::new(["plan"]), "Plan"),
            Self::Item { at, .. } => (at.clone(), at.keys.last().map_or("", String::as_str)),
        };
        let title = document.value(&at.child("title")).map(|view| view.scalar().trim().to_owned());
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| name.to_owned())
    }
}
