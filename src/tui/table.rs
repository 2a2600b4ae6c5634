//! Where the reader is in the table of initiatives. The row is that of the roadmap's cursor, so that both views stand on
//! the same initiative.

use tui_input::Input;

use crate::views::columns::Column;
use crate::views::table::{Grouping, Sort};

/// Where the reader is in the table of initiatives.
#[derive(Debug, Clone)]
pub struct TableState {
    /// The columns that are shown, in their order; never none.
    pub columns: Vec<Column>,
    /// The column of the cursor.
    pub column: Column,
    /// The order of the rows; `None`: by stage, then start.
    pub sort: Option<Sort>,
    /// By what the rows are grouped.
    pub group: Option<Grouping>,
    /// The first line in sight.
    pub top: usize,
    /// The cell of the cursor while it is typed in.
    pub edit: Option<CellEdit>,
}

/// A cell that is typed in.
#[derive(Debug, Clone)]
pub struct CellEdit {
    /// The id of its initiative.
    pub id: String,
    /// What is typed.
    pub input: Input,
    /// Whether the first letter takes the place of what stands there.
    pub over: bool,
    /// Why what is typed cannot be taken.
    pub wrong: Option<String>,
}

impl Default for TableState {
    fn default() -> Self {
        Self {
            columns: Column::SHOWN.to_vec(),
            column: Column::Title,
            sort: None,
            group: None,
            top: 0,
            edit: None,
        }
    }
}

impl TableState {
    /// The place of the cursor's column among those that are shown.
    pub fn at(&self) -> usize {
        self.columns.iter().position(|column| *column == self.column).unwrap_or(0)
    }
}
