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
    /// Columns that were given another width, with their cells.
    pub widths: Vec<(Column, u16)>,
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
            widths: Vec::new(),
            sort: None,
            group: None,
            top: 0,
            edit: None,
        }
    }
}

/// As few cells as a column has.
const NARROWEST: u16 = 4;
/// As many cells as a column has.
const WIDEST: u16 = 80;

impl TableState {
    /// The cells of a column: those it was given, else its own.
    pub fn cells(&self, column: Column) -> u16 {
        self.given(column).unwrap_or(column.cells())
    }

    /// The cells that a column was given.
    pub fn given(&self, column: Column) -> Option<u16> {
        self.widths.iter().find(|(of, _)| *of == column).map(|(_, cells)| *cells)
    }

    /// Gives a column so many cells, within what can be read; `None`: its own.
    pub fn give(&mut self, column: Column, cells: Option<u16>) {
        self.widths.retain(|(of, _)| *of != column);
        self.widths.extend(cells.map(|cells| (column, cells.clamp(NARROWEST, WIDEST))));
    }

    /// The place of the cursor's column among those that are shown.
    pub fn at(&self) -> usize {
        self.columns.iter().position(|column| *column == self.column).unwrap_or(0)
    }
}
