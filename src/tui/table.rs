//! Where the reader is in the table of initiatives. The row is that of the roadmap's cursor, so that both views stand on
//! the same initiative.

use tui_input::Input;

use super::app::App;
use crate::views::columns::{Apart, Column};
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

    /// The place of the cursor's column among those that were chosen; the first where it is not one of them.
    pub fn at(&self) -> usize {
        self.columns.iter().position(|column| *column == self.column).unwrap_or(0)
    }
}

impl App {
    /// The columns that the table has beside those that were chosen, in so many cells; none while nothing is compared.
    pub fn apart_columns(&self, all: u16) -> Vec<Column> {
        use Column as C;
        let Some(aparts) = self.aparts() else { return Vec::new() };
        let shown: &[Column] = match all {
            0..100 => &[C::StartApart, C::FinishApart, C::CostApart, C::RunningApart],
            100..160 => &[C::StartThere, C::StartApart, C::FinishApart, C::CostApart, C::RunningApart],
            160.. => &[
                C::StartThere,
                C::StartApart,
                C::FinishThere,
                C::FinishApart,
                C::CostThere,
                C::CostApart,
                C::RunningThere,
                C::RunningApart,
            ],
        };
        // Running costs seldom differ, and their columns would be empty.
        let runs = aparts.any(Apart::Running);
        let wanted = |column: &Column| runs || !matches!(column, C::RunningThere | C::RunningApart);
        shown.iter().copied().filter(wanted).collect()
    }

    /// The column of the cursor; the last chosen one where it stood on one that is no longer there.
    pub fn table_column(&self) -> Column {
        let TableState { column, columns, .. } = &self.table;
        let there = column.apart().is_none() || self.apart_columns(self.size.0).contains(column);
        if there { *column } else { *columns.last().expect("one column at least is shown") }
    }

    /// The columns that the cursor goes through.
    pub fn table_columns(&self) -> Vec<Column> {
        let beside = self.apart_columns(self.size.0);
        self.table.columns.iter().copied().chain(beside).collect()
    }
}
