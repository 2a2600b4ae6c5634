//! Pasted cells that fill cells of the table, from the cursor to the right and down.

use crate::analysis::Analysis;
use crate::document::Document;
use crate::edit::{Change, Edit, LayerName};
use crate::import::{Sheet, as_typed};
use crate::plan::InitiativeIx;
use crate::views::columns::Column;
use crate::views::table;

/// The cells that are filled.
#[derive(Debug, Clone)]
pub struct Block {
    /// The columns of the table, from that of the cursor on.
    pub columns: Vec<Column>,
    /// The rows of the table, from that of the cursor down.
    pub rows: Vec<BlockRow>,
    /// How many pasted rows and columns find no cell.
    pub beyond: (usize, usize),
}

/// One row of the table that is filled.
#[derive(Debug, Clone)]
pub struct BlockRow {
    /// What the initiative is called.
    pub title: String,
    /// What is pasted into each cell, and what comes of it.
    pub cells: Vec<(String, Filled)>,
}

/// What comes of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filled {
    /// It says so already, or nothing was pasted into it.
    Same,
    /// It changes by these edits.
    Changed(Vec<Edit>),
    /// It cannot take it, for this reason.
    Faulty(String),
}

impl Block {
    /// What cells come to in these columns and rows of the table.
    pub fn new(
        sheet: &Sheet,
        (columns, rows): (&[Column], &[InitiativeIx]),
        document: &Document,
        analysis: &Analysis,
        layer: &LayerName,
    ) -> Self {
        let plan = &analysis.plan;
        let beyond =
            (sheet.rows.len().saturating_sub(rows.len()), sheet.columns.saturating_sub(columns.len()));
        let columns: Vec<Column> = columns.iter().take(sheet.columns).copied().collect();
        let fill = |at: InitiativeIx, column: Column, cell: &str| {
            let typed = as_typed(cell, column.of_figures(), plan.year_start);
            if typed.is_empty() {
                return Filled::Same;
            }
            match table::typed(document, analysis, at, column, &typed, layer) {
                Ok(None) => Filled::Same,
                Ok(Some(change)) => Filled::Changed(change.edits),
                Err(why) => Filled::Faulty(why),
            }
        };
        let rows = sheet.rows.iter().zip(rows).map(|(cells, at)| BlockRow {
            title: plan.initiatives[at.at()].title.clone(),
            cells: columns
                .iter()
                .zip(cells)
                .map(|(column, cell)| (cell.clone(), fill(*at, *column, cell)))
                .collect(),
        });
        Self { rows: rows.collect(), columns, beyond }
    }

    /// How many cells change, and how many cannot take what was pasted.
    pub fn count(&self) -> (usize, usize) {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let changed = cells().filter(|(_, it)| matches!(it, Filled::Changed(_))).count();
        (changed, cells().filter(|(_, it)| matches!(it, Filled::Faulty(_))).count())
    }

    /// The change that fills them; `None` when no cell changes.
    pub fn change(&self, layer: &LayerName) -> Option<Change> {
        let edits = self.rows.iter().flat_map(|row| &row.cells).filter_map(|(_, it)| match it {
            Filled::Changed(edits) => Some(edits.clone()),
            Filled::Same | Filled::Faulty(_) => None,
        });
        let edits: Vec<Edit> = edits.flatten().collect();
        let label = match self.count().0 {
            0 => return None,
            1 => "Paste into 1 cell".to_owned(),
            many => format!("Paste into {many} cells"),
        };
        Some(Change { label, edits, layer: layer.clone() })
    }
}
