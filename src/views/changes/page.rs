//! What a difference looks like on any medium: a head, then sections of tables and lines, in raw text that each medium makes
//! harmless in its own way.

use crate::content::ItemName;
use crate::display::Align;
use crate::units::FinancialYear;
use crate::views::look::Look;

/// A piece of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// Raw: whoever writes it out escapes it.
    pub text: String,
    /// How it looks.
    pub look: Option<Look>,
    /// Whether it is a name or a key, as the file writes it.
    pub code: bool,
}

impl Span {
    /// Words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: None, code: false }
    }

    /// Words with a look.
    pub fn of(text: impl Into<String>, look: Look) -> Self {
        Self { look: Some(look), ..Self::plain(text) }
    }

    /// A name or a key.
    pub fn code(text: impl Into<String>) -> Self {
        Self { code: true, ..Self::plain(text) }
    }
}

/// A line of pieces.
pub type Line = Vec<Span>;

/// What a line or a row is about, so that a reader can go there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// An item that came, went, has another id, or followed; ids are those of the later version, of what went its own.
    Item(ItemName),
    /// A key of an item, below it.
    Key(ItemName, Vec<String>),
    /// An envelope in a year.
    Cell(String, FinancialYear),
}

/// A line of its own, or a row under columns.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its cells, each a line of pieces; a line of its own has one.
    pub cells: Vec<Line>,
    /// What it is about.
    pub about: Option<About>,
}

impl Row {
    /// A line of its own.
    pub fn line(line: Line, about: Option<About>) -> Self {
        Self { cells: vec![line], about }
    }
}

/// Rows under columns.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The titles.
    pub columns: Vec<(&'static str, Align)>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Row>,
    /// Which columns may be cut where there is little room.
    pub giving: Vec<usize>,
    /// Whether rows with the same last cell stand under it instead, where a column for it would be too much.
    pub grouped: bool,
}

impl Grid {
    /// The rows, with those that say the same of several things as one row: their first cells stand in it together, as
    /// many as a person reads.
    pub fn gathered(&self) -> Vec<Row> {
        const MOST: usize = 40;
        if !self.grouped {
            return self.rows.clone();
        }
        let alike = self.rows.chunk_by(|one, other| one.cells[1..] == other.cells[1..]);
        let row = |rows: &[Row]| {
            let mut row = rows[0].clone();
            for more in &rows[1..rows.len().min(MOST)] {
                row.cells[0].push(Span::plain(", "));
                row.cells[0].extend(more.cells[0].iter().cloned());
            }
            if rows.len() > MOST {
                row.cells[0].push(Span::plain(format!(" and {} more", rows.len() - MOST)));
            }
            row
        };
        alike.map(row).collect()
    }
}

/// A part of a section.
#[derive(Debug, Clone)]
pub enum Part {
    /// A table.
    Grid(Grid),
    /// Lines of their own.
    Lines(Vec<Row>),
}

/// A section.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// How many things are in it.
    pub count: usize,
    /// Whether it is detail that may stay folded.
    pub folded: bool,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// The whole.
#[derive(Debug, Clone)]
pub struct Page {
    /// The plan's title.
    pub title: String,
    /// What is compared: the names of both versions.
    pub names: (String, String),
    /// How the plan stands: a glyph with the sentence, in its look.
    pub verdict: Span,
    /// How it stood, when that is another sentence.
    pub before: Option<Span>,
    /// What matters most, a line each.
    pub facts: Vec<Row>,
    /// Everything, the money first.
    pub sections: Vec<Section>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_say_the_same_of_several_are_one() {
        let row = |item: &str, because: &str| Row {
            cells: [item, because].map(|text| vec![Span::plain(text)]).to_vec(),
            about: None,
        };
        let rows = vec![row("a", "x"), row("b", "x"), row("c", "y"), row("d", "x")];
        let mut grid = Grid { columns: vec![("", Align::Left); 2], rows, giving: Vec::new(), grouped: true };
        let first = |grid: &Grid| -> Vec<String> {
            let text = |row: &Row| row.cells[0].iter().map(|span| span.text.as_str()).collect();
            grid.gathered().iter().map(text).collect()
        };
        assert_eq!(first(&grid), ["a, b", "c", "d"]);
        grid.grouped = false;
        assert_eq!(first(&grid), ["a", "b", "c", "d"]);
        let rows = (0..43).map(|_| row("a", "x")).collect();
        let many = Grid { rows, grouped: true, ..grid };
        assert!(first(&many)[0].ends_with("a, a and 3 more"));
    }
}
