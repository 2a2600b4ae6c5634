//! What was pasted out of a spreadsheet, before anything is written: what each column is taken for, what cannot be read and
//! why, and what would come of it.
//!
//! ```text
//!  ╭ Paste 200 rows ─────────────────────────────────────────────────────────╮
//!  │ 198 initiatives will be added · 2 rows left out · 3 cells not read      │
//!  │ New stages: Discovery, Build                                            │
//!  │        title               stage        start        capital            │
//!  │        Project             Phase        Start        Capital £k         │
//!  │ ▸   2  Booking system      Discovery    01/04/2028   120                │
//!  │   × 3  Forms               Discovery    soon         45                 │
//!  │ start: no date; write 2028-04-01, 01/04/2028, Apr 28 or Q4 27/28        │
//!  ╰─────────────────────────────────────────────────────────────────────────╯
//! ```

mod block;
mod draw;

pub use block::{Block, Filled};
pub use draw::draw;

use crate::edit::{Change, LayerName};
use crate::import::{self, Column, Fault, Options, Reading, RowRead, Sheet};
use crate::plan::Plan;

/// What was pasted, and what is made of it.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The text as it was pasted.
    pub text: String,
    /// The cells.
    pub sheet: Sheet,
    /// What the columns are taken for.
    pub columns: Vec<Column>,
    /// What is decided for all rows.
    pub options: Options,
    /// What the rows come to.
    pub reading: Reading,
    /// The cells of the table that would be filled instead, while that is chosen.
    pub block: Option<Block>,
    /// The row of the cursor, among those below the headings.
    pub at: usize,
    /// The column of the cursor.
    pub column: usize,
}

impl Rows {
    /// What was pasted, with its columns guessed.
    ///
    /// # Errors
    /// Why it is not taken, as a sentence without a full stop.
    pub fn new(text: &str, plan: &Plan) -> Result<Self, String> {
        let sheet = import::sheet(text)?;
        let guess = import::guess(&sheet, plan);
        let options = Options { headed: guess.headed, create_stages: true, take_repeats: false };
        let reading = import::read(&sheet, &guess.columns, options, plan);
        let text = text.to_owned();
        Ok(Self { text, sheet, columns: guess.columns, options, reading, block: None, at: 0, column: 0 })
    }

    /// Reads the rows again, after a column or a decision has changed.
    pub fn read(&mut self, plan: &Plan) {
        self.reading = import::read(&self.sheet, &self.columns, self.options, plan);
        self.at = self.at.min(self.reading.rows.len().saturating_sub(1));
    }

    /// What accepting it writes; `None`: nothing.
    pub fn change(&self, plan: &Plan, layer: &LayerName) -> Option<Change> {
        match &self.block {
            Some(block) => block.change(layer),
            None => import::change(&self.reading, self.options, plan, layer),
        }
    }

    /// How many rows there are below the headings.
    pub fn len(&self) -> usize {
        match &self.block {
            Some(block) => block.rows.len(),
            None => self.reading.rows.len(),
        }
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.block.as_ref().map_or(self.sheet.columns, |block| block.columns.len())
    }

    /// What is to be said of a cell, and whether it is a fault.
    pub fn said(&self, row: usize, column: usize) -> Option<(&str, bool)> {
        if let Some(block) = &self.block {
            return match &block.rows.get(row)?.cells.get(column)?.1 {
                Filled::Faulty(why) => Some((why, true)),
                Filled::Same | Filled::Changed(_) => None,
            };
        }
        let row = self.reading.rows.get(row)?;
        let of = |faults: &'_ [Fault]| faults.iter().position(|fault| fault.column == column);
        let fault = of(&row.faults).map(|at| (row.faults[at].what.as_str(), true));
        fault.or_else(|| of(&row.notes).map(|at| (row.notes[at].what.as_str(), false)))
    }

    /// The next cell with something to be said, in reading order; after the last one the first.
    pub fn next_said(&self, forward: bool) -> Option<(usize, usize)> {
        let width = self.width();
        let count = self.len() * width;
        let here = self.at * width + self.column;
        let step = |by: usize| if forward { (here + by) % count } else { (here + count - by) % count };
        let found = (1..=count).map(step).find(|cell| self.said(cell / width, cell % width).is_some());
        found.map(|cell| (cell / width, cell % width))
    }

    /// How a row is marked.
    pub fn mark(&self, row: usize) -> Mark {
        if let Some(block) = &self.block {
            let faulty = block.rows[row].cells.iter().any(|(_, it)| matches!(it, Filled::Faulty(_)));
            return if faulty { Mark::Faulty } else { Mark::Good };
        }
        let RowRead { faults, notes, repeats, taken, .. } = &self.reading.rows[row];
        match (taken, repeats.is_some(), faults.is_empty(), notes.is_empty()) {
            (false, true, ..) => Mark::Repeats,
            (false, false, ..) => Mark::Out,
            (true, _, false, _) => Mark::Faulty,
            (true, _, true, false) => Mark::Noted,
            (true, _, true, true) => Mark::Good,
        }
    }
}

/// What is to be seen of a row at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// All of it is taken.
    Good,
    /// Something was read as one of two things.
    Noted,
    /// Some cells cannot be read.
    Faulty,
    /// It repeats what is there, and is left out.
    Repeats,
    /// It is left out.
    Out,
}
