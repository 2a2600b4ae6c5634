//! The initiatives that rows make: every cell is read, and one that cannot be says why and is left out.

mod money;
mod names;

use super::cells::Sheet;
use super::meaning::{Column, Meaning};
use super::value;
use crate::diagnostic::Path;
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys::Edge;
use crate::plan::Plan;
use crate::units::{Day, Duration, TimeUnit};

use money::Amounts;
use names::Names;

/// What is decided for all rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The first row says what the columns are.
    pub headed: bool,
    /// Stages that the plan does not have are made.
    pub create_stages: bool,
    /// Rows that repeat what is there are taken as well, under another id.
    pub take_repeats: bool,
}

/// What the rows come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The rows below the headings, in their order.
    pub rows: Vec<RowRead>,
    /// The titles of stages that the plan does not have, in the order in which rows name them.
    pub stages: Vec<String>,
}

/// What a row comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRead {
    /// Its place in the sheet.
    pub at: usize,
    /// The id that it gets.
    pub id: String,
    /// Its keys as the file writes them.
    pub entries: Vec<(String, Value)>,
    /// What cannot be read, and is left out.
    pub faults: Vec<Fault>,
    /// What was read as one of two things.
    pub notes: Vec<Fault>,
    /// What has its title or id already.
    pub repeats: Option<String>,
    /// Whether it becomes an initiative.
    pub taken: bool,
}

/// What is to be said of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its column.
    pub column: usize,
    /// What is wrong, with the remedy.
    pub what: String,
}

impl Reading {
    /// How many rows become initiatives.
    pub fn taken(&self) -> usize {
        self.rows.iter().filter(|row| row.taken).count()
    }

    /// How many cells cannot be read, and are left out.
    pub fn faults(&self) -> usize {
        self.rows.iter().map(|row| row.faults.len()).sum()
    }
}

/// What the rows of a sheet come to.
pub fn read(sheet: &Sheet, columns: &[Column], options: Options, plan: &Plan) -> Reading {
    let names = Names::of(sheet, columns, options, plan);
    let mut stages = Vec::new();
    let rows = names.rows.iter().map(|named| {
        let cells = &sheet.rows[named.at];
        let mut reader =
            Reader { plan, columns, cells, names: &names, options, row: named.clone(), stages: &mut stages };
        if reader.row.taken {
            reader.read();
        }
        reader.row
    });
    let rows = rows.collect();
    Reading { rows, stages }
}

/// The change that adds what is taken, stages first; `None` when nothing is.
pub fn change(reading: &Reading, options: Options, plan: &Plan, layer: &LayerName) -> Option<Change> {
    let taken = reading.rows.iter().filter(|row| row.taken);
    let new = reading.stages.iter().filter(|_| options.create_stages);
    let stage = |title: &String| Edit::AddTable {
        at: Path::new(["stage", &names::stage_id(plan, &reading.stages, title)]),
        entries: vec![("title".to_owned(), Value::Text(title.clone()))],
    };
    let row = |row: &RowRead| Edit::AddTable {
        at: Path::new(["initiative", row.id.as_str()]),
        entries: row.entries.clone(),
    };
    let label = match reading.taken() {
        0 => return None,
        1 => "Paste 1 initiative".to_owned(),
        many => format!("Paste {many} initiatives"),
    };
    let edits = new.map(stage).chain(taken.map(row)).collect();
    Some(Change { label, edits, layer: layer.clone() })
}

/// Reads one row.
struct Reader<'a> {
    plan: &'a Plan,
    columns: &'a [Column],
    cells: &'a [String],
    names: &'a Names,
    options: Options,
    row: RowRead,
    stages: &'a mut Vec<String>,
}

impl Reader<'_> {
    /// The cell of a meaning, where it says something.
    fn cell(&self, meaning: Meaning) -> Option<(usize, &str)> {
        let at = self.columns.iter().position(|column| column.meaning == meaning)?;
        let cell = self.cells.get(at)?.as_str();
        (!value::is_nothing(cell)).then_some((at, cell))
    }

    fn fault(&mut self, column: usize, what: impl Into<String>) {
        self.row.faults.push(Fault { column, what: what.into() });
    }

    fn write(&mut self, key: &str, value: Value) {
        self.row.entries.push((key.to_owned(), value));
    }

    fn text(&mut self, meaning: Meaning, key: &str) {
        if let Some((_, cell)) = self.cell(meaning) {
            let text = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            self.write(key, Value::Text(text));
        }
    }

    /// All keys, in the order in which the format has them.
    fn read(&mut self) {
        self.text(Meaning::Title, "title");
        self.text(Meaning::Code, "code");
        self.stage();
        self.text(Meaning::Owner, "owner");
        self.text(Meaning::Sponsor, "sponsor");
        self.status();
        self.dates();
        self.after();
        self.optional();
        self.worth();
        self.tags();
        if let Some((_, cell)) = self.cell(Meaning::Notes) {
            let notes = cell.to_owned();
            self.write("notes", Value::Text(notes));
        }
        let amounts = Amounts::read(self.columns, self.cells, self.plan);
        self.row.faults.extend(amounts.faults);
        self.row.entries.extend(amounts.entries);
    }

    fn stage(&mut self) {
        let Some((column, cell)) = self.cell(Meaning::Stage) else { return };
        let title = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(id) = names::stage_of(self.plan, &title) {
            self.write("stage", Value::Text(id));
            return;
        }
        if !self.stages.iter().any(|known| known.eq_ignore_ascii_case(&title)) {
            self.stages.push(title.clone());
        }
        if self.options.create_stages {
            let id = names::stage_id(self.plan, self.stages, &title);
            self.write("stage", Value::Text(id));
        } else {
            self.fault(column, format!("no stage is called {title}; s creates it"));
        }
    }

    fn status(&mut self) {
        let Some((column, cell)) = self.cell(Meaning::Status) else { return };
        match value::status(cell) {
            Some(word) => self.write("status", Value::Text(word.to_owned())),
            None => self.fault(column, "no status; write idea, proposed, approved, active or done"),
        }
    }

    /// The day of a column.
    fn day(&mut self, meaning: Meaning, edge: Edge) -> Option<(usize, Day, Value)> {
        let (column, cell) = self.cell(meaning)?;
        match value::day(cell, edge, self.plan.year_start) {
            Ok(read) => {
                if let Some(what) = read.note {
                    self.row.notes.push(Fault { column, what });
                }
                Some((column, read.day, read.value))
            }
            Err(what) => {
                self.fault(column, what);
                None
            }
        }
    }

    fn dates(&mut self) {
        let start = self.day(Meaning::Start, Edge::Begin);
        let fixed = self.day(Meaning::FixedStart, Edge::Begin);
        let finish = self.day(Meaning::Finish, Edge::End);
        let deadline = self.day(Meaning::Deadline, Edge::End);
        let first = fixed.as_ref().or(start.as_ref()).map(|(_, day, _)| *day);
        if let Some((_, _, value)) = start {
            self.write("not-before", value);
        }
        if let Some((_, _, value)) = fixed {
            self.write("start", value);
        }
        let given = match self.cell(Meaning::Duration) {
            None => None,
            Some((column, cell)) => match value::length(cell, self.columns[column].unit) {
                Ok(length) => Some(length),
                Err(what) => {
                    self.fault(column, what);
                    None
                }
            },
        };
        let length = match (given, first, finish) {
            (Some(given), Some(first), Some((column, last, _))) => {
                if given.after(first) != last.next() {
                    self.fault(column, format!("is not {given} after the start; the duration counts"));
                }
                Some(given)
            }
            (Some(given), ..) => Some(given),
            (None, Some(first), Some((column, last, _))) => {
                let length = between(first, last);
                if length.is_none() {
                    self.fault(column, "is before the start; write a later day, or the duration");
                }
                length
            }
            // Where the start cannot be read, one remedy is enough.
            (None, None, Some(_))
                if self.cell(Meaning::Start).or(self.cell(Meaning::FixedStart)).is_some() =>
            {
                None
            }
            (None, None, Some((column, ..))) => {
                self.fault(column, "needs a start; write one, or the duration");
                None
            }
            (None, _, None) => None,
        };
        if let Some(length) = length {
            self.write("duration", Value::Text(length.to_string()));
        }
        if let Some((_, _, value)) = deadline {
            self.write("deadline", value);
        }
    }

    fn after(&mut self) {
        let Some((column, cell)) = self.cell(Meaning::After) else { return };
        let (found, unknown) = self.names.links(self.plan, &self.row.id, cell);
        if !unknown.is_empty() {
            let (which, is) = (unknown.join(", "), if unknown.len() == 1 { "is" } else { "are" });
            self.fault(column, format!("nothing {is} called {which}; write an id, a title or a code"));
        }
        match found.len() {
            0 => {}
            1 => self.write("after", Value::Text(found.into_iter().next().unwrap_or_default())),
            _ => self.write("after", Value::List(found)),
        }
    }

    fn optional(&mut self) {
        let Some((column, cell)) = self.cell(Meaning::Optional) else { return };
        match value::yes_or_no(cell) {
            Some(true) => self.write("optional", Value::Bare("true".to_owned())),
            Some(false) => {}
            None => self.fault(column, "write yes or no"),
        }
    }

    fn worth(&mut self) {
        let Some((column, cell)) = self.cell(Meaning::Value) else { return };
        match value::amount(cell, 1) {
            Ok(worth) if !worth.is_sign_negative() && worth <= 100.into() => {
                self.write("value", Value::Bare(worth.to_string()));
            }
            Ok(_) | Err(_) => self.fault(column, "write a number from 0 to 100"),
        }
    }

    fn tags(&mut self) {
        let Some((_, cell)) = self.cell(Meaning::Tags) else { return };
        let words = cell.split([',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty());
        let tags: Vec<String> = words.map(str::to_owned).collect();
        if !tags.is_empty() {
            self.write("tags", Value::List(tags));
        }
    }
}

/// The length from a first to a last day, in months where it is whole months, else in weeks, else in days.
fn between(first: Day, last: Day) -> Option<Duration> {
    let end = last.next();
    let days = u32::try_from(end.since(first)).ok().filter(|days| *days > 0)?;
    let about = days / 30;
    let months =
        (about.saturating_sub(1)..=about + 1).find(|months| Duration::months(*months).after(first) == end);
    Some(match (months, days) {
        (Some(months), _) if months > 0 => Duration::months(months),
        (_, days) if days.is_multiple_of(7) => Duration::new(days / 7, TimeUnit::Week),
        (_, days) => Duration::new(days, TimeUnit::Day),
    })
}

#[cfg(test)]
mod tests;
