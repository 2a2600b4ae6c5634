//! Tables of text: columns as wide as what is in them, measured as a terminal does, cut only where words give way.

use super::paint::{Role, paint};
use crate::display::{Align, fit, width};

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    text: String,
    role: Option<Role>,
    over: bool,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), role: None, over: false }
    }
}

impl Cell {
    /// A cell with a role.
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role: Some(role), over: false }
    }

    /// A heading in the first column, which runs over the others.
    pub fn over(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role: Some(role), over: true }
    }
}

/// A table.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Align>,
    giving: Vec<usize>,
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    Cells(Vec<Cell>),
    Rule,
}

const GAP: &str = "  ";

impl Table {
    /// A table with a title for each column.
    pub fn new<const N: usize>(columns: [(&str, Align); N]) -> Self {
        Self::titled(columns.into_iter().map(|(title, align)| (title.to_owned(), align)).collect())
    }

    /// The same with titles that are computed.
    pub fn titled(columns: Vec<(String, Align)>) -> Self {
        let (titles, columns): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let mut table = Self { columns, giving: Vec::new(), rows: Vec::new() };
        if titles.iter().any(|title| !title.is_empty()) {
            table.row(titles.into_iter().map(|title| Cell::of(title, Role::Muted)).collect());
        }
        table
    }

    /// Says which columns (from 0) may be cut when there is too little room; all others stay whole.
    #[must_use]
    pub fn giving(mut self, columns: &[usize]) -> Self {
        self.giving = columns.to_vec();
        self
    }

    /// Adds a row; missing cells at its end stay empty.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row::Cells(cells));
    }

    /// Adds a line under the figures, as before a sum.
    pub fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    /// Takes away the columns in which nothing stands but the title.
    #[must_use]
    pub fn dense(mut self) -> Self {
        let empty = |at: usize| {
            let below = self.rows.iter().skip(1);
            below.clone().count() > 0
                && below.into_iter().all(|row| match row {
                    Row::Cells(cells) => cells.get(at).is_none_or(|cell| cell.text.is_empty()),
                    Row::Rule => true,
                })
        };
        let kept: Vec<_> = (0..self.columns.len()).filter(|at| !empty(*at)).collect();
        self.columns = kept.iter().map(|at| self.columns[*at]).collect();
        self.giving = (0..kept.len()).filter(|at| self.giving.contains(&kept[*at])).collect();
        for row in &mut self.rows {
            if let Row::Cells(cells) = row {
                *cells = kept.iter().filter_map(|at| cells.get(*at).cloned()).collect();
            }
        }
        self
    }

    /// Whether nothing but titles is in it.
    pub fn is_empty(&self) -> bool {
        self.rows.len() <= 1
    }

    /// The table in lines of at most `columns` columns as far as its words can be cut; `indent` before each.
    pub fn text(&self, indent: &str, columns: usize, colour: bool) -> String {
        let widths = self.widths(columns.saturating_sub(width(indent)));
        let mut out = String::new();
        for row in &self.rows {
            let line = match row {
                Row::Cells(cells) => self.line(cells, &widths, colour),
                Row::Rule => self.rule_line(&widths),
            };
            out.push_str(indent);
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    fn line(&self, cells: &[Cell], widths: &[usize], colour: bool) -> String {
        let mut parts = Vec::with_capacity(cells.len());
        for ((cell, align), wide) in cells.iter().zip(&self.columns).zip(widths) {
            let text = if cell.over { cell.text.clone() } else { fit(&cell.text, *wide, *align) };
            // The last column's padding is left away, so that painted lines do not end in blanks.
            let last = parts.len() + 1 == cells.len();
            let text = if last { text.trim_end().to_owned() } else { text };
            parts.push(cell.role.map_or(text.clone(), |role| paint(&text, role, colour)));
        }
        parts.join(GAP)
    }

    fn rule_line(&self, widths: &[usize]) -> String {
        let part = |(align, wide): (&Align, &usize)| match align {
            Align::Left => " ".repeat(*wide),
            Align::Right => "─".repeat(*wide),
        };
        self.columns.iter().zip(widths).map(part).collect::<Vec<_>>().join(GAP)
    }

    /// As wide as the widest cell; when that is too much, the widest of those that may be cut give way.
    fn widths(&self, most: usize) -> Vec<usize> {
        const LEAST: usize = 12;
        let mut widths = vec![0; self.columns.len()];
        for row in &self.rows {
            if let Row::Cells(cells) = row {
                for (wide, cell) in widths.iter_mut().zip(cells).filter(|(_, cell)| !cell.over) {
                    *wide = (*wide).max(width(&cell.text));
                }
            }
        }
        let gaps = GAP.len() * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > most {
            let widest = self.giving.iter().copied().max_by_key(|at| widths[*at]);
            let Some(widest) = widest.filter(|at| widths[*at] > LEAST) else {
                break;
            };
            widths[widest] -= 1;
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_what_a_terminal_shows() {
        let mut table = Table::new([("what", Align::Left), ("£", Align::Right), ("state", Align::Left)]);
        table.row(vec!["漢字".into(), "1,000".into(), "ok".into()]);
        table.row(vec!["plain".into(), "5".into()]);
        table.rule();
        table.row(vec!["".into(), "1,005".into()]);
        let expected =
            "  what       £  state\n  漢字   1,000  ok\n  plain      5\n         ─────\n         1,005\n";
        assert_eq!(table.text("  ", 80, false), expected);
    }

    #[test]
    fn columns_without_anything_in_them_go() {
        let mut table = Table::new([("a", Align::Left), ("b", Align::Right), ("c", Align::Left)]);
        table.row(vec!["1".into(), "".into(), "3".into()]);
        assert_eq!(table.dense().text("", 80, false), "a  c\n1  3\n");
    }

    #[test]
    fn words_give_way_and_figures_do_not() {
        let mut table = Table::new([("a", Align::Left), ("b", Align::Right)]).giving(&[0]);
        table.row(vec!["a very long title indeed".into(), "1,234,567.00".into()]);
        assert_eq!(
            table.text("", 30, false),
            "a                            b\na very long tit…  1,234,567.00\n"
        );
    }
}
