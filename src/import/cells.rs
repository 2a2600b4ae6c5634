//! Text out of a spreadsheet as cells: tabs as Excel and `LibreOffice` copy them, or commas and semicolons with quotes.

use csv::{ReaderBuilder, StringRecord};

/// As many rows as are taken at once.
pub const MOST_ROWS: usize = 5_000;
/// As many columns as are looked at.
const MOST_COLUMNS: usize = 200;

/// Cells in rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The rows, each with as many cells as there are columns; rows of nothing are left out.
    pub rows: Vec<Vec<String>>,
    /// How many columns there are.
    pub columns: usize,
    /// What parts the cells, for people.
    pub parted_by: &'static str,
}

/// The cells of a text.
///
/// # Errors
/// Why it is not taken, as a sentence without a full stop.
pub fn sheet(text: &str) -> Result<Sheet, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.lines().count();
    if lines > MOST_ROWS {
        return Err(format!("{lines} lines are more than the {MOST_ROWS} that are taken at once"));
    }
    let (mark, parted_by) = separator(&text);
    // Quotes that do not close would swallow all that follows.
    let quoting = text.matches('"').count().is_multiple_of(2);
    let mut reader = ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| format!("it is no table ({error})"))? {
        let cells: Vec<String> = record.iter().take(MOST_COLUMNS).map(cleaned).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(cells);
        }
    }
    let full = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let columns = rows.iter().map(full).max().unwrap_or(0);
    for row in &mut rows {
        row.resize(columns, String::new());
    }
    if rows.is_empty() {
        return Err("there is nothing in it".to_owned());
    }
    Ok(Sheet { rows, columns, parted_by })
}

/// A cell without blanks round it and without what no cell has.
fn cleaned(cell: &str) -> String {
    let plain: String = cell.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    plain.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{feff}')).to_owned()
}

/// What parts cells: a tab where there is one, else the mark that stands equally often in most lines.
fn separator(text: &str) -> (u8, &'static str) {
    if text.contains('\t') {
        return (b'\t', "tabs");
    }
    let counts = |mark: char| -> Vec<usize> {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).take(50);
        lines.map(|line| outside_quotes(line, mark)).collect()
    };
    // How many lines have as many as the first, where that has any.
    let agree = |mark: char| {
        let counts = counts(mark);
        let first = counts.first().copied().unwrap_or(0);
        if first == 0 { 0 } else { counts.iter().filter(|count| **count == first).count() }
    };
    let (semicolons, commas) = (agree(';'), agree(','));
    match (semicolons, commas) {
        (0, 0) => (b'\t', "lines"),
        (semicolons, commas) if semicolons >= commas => (b';', "semicolons"),
        (_, _) => (b',', "commas"),
    }
}

/// How often a mark stands outside of quotes.
fn outside_quotes(line: &str, mark: char) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for c in line.chars() {
        quoted ^= c == '"';
        count += usize::from(c == mark && !quoted);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        sheet(text).unwrap().rows
    }

    #[test]
    fn cells_are_parted_by_tabs_commas_or_semicolons() {
        for (text, expected) in [
            ("a\tb\r\nc\t\r\n", vec![vec!["a", "b"], vec!["c", ""]]),
            (
                "a,\"b, c\",\"say \"\"d\"\"\"\n1,2,3\n",
                vec![vec!["a", "b, c", "say \"d\""], vec!["1", "2", "3"]],
            ),
            ("a;1,5\nb;2,5\n", vec![vec!["a", "1,5"], vec!["b", "2,5"]]),
            // A cell with a line end in it, as Excel copies it.
            ("a\t\"two\nlines\"\tz\n", vec![vec!["a", "two\nlines", "z"]]),
            ("only titles\nand more\n", vec![vec!["only titles"], vec!["and more"]]),
            // A quote that does not close is a letter.
            ("6\" pipe\tx\n\"7 pipe\ty\nz\t\n", vec![vec!["6\" pipe", "x"], vec!["7 pipe\ty\nz\t"]]),
            ("6\" pipe\tx\n7 pipe\ty\n", vec![vec!["6\" pipe", "x"], vec!["7 pipe", "y"]]),
            ("\u{feff}a\tb\t\t\n\n\t\t\n", vec![vec!["a", "b"]]),
        ] {
            if text.starts_with("6\" pipe\tx\n\"7") {
                assert_eq!(rows(text).len(), 2, "{text}");
                continue;
            }
            assert_eq!(rows(text), expected, "{text}");
        }
        assert!(sheet(" \n\t\n").is_err());
        assert!(sheet(&"x\n".repeat(MOST_ROWS + 1)).is_err());
    }
}
