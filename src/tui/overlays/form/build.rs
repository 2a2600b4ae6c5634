//! The fields of a form, made from the key table and the text: a key of the format cannot be without one.

mod faults;
mod money;

use super::fields::{Field, Kind, written};
use super::subject::Subject;
use super::{InRow, choices, line};
use crate::analysis::Analysis;
use crate::diagnostic::Path;
use crate::document::Document;
use crate::keys::{self, Figure, Key, Table, Type};
use crate::plan::Plan;
use crate::revise::LineKind;
use crate::units::FinancialYear;

/// How many years a table by year offers beside those that are written.
const YEARS: usize = 40;

/// The keys that nearly every initiative has; the others stand behind its money.
const EVERYDAY: [&str; 10] =
    ["title", "code", "stage", "owner", "status", "not-before", "start", "duration", "deadline", "after"];

/// The fields of what a form is about.
pub fn fields(document: &Document, analysis: &Analysis, of: &Subject) -> Vec<Field> {
    let mut maker = Maker { document, plan: &analysis.plan, years: years(analysis), made: Vec::new() };
    match of {
        Subject::Many(ids) => maker.made = super::many::fields(document, analysis, ids),
        Subject::Plan => {
            let top = keys::named("").expect("the format has a top");
            for name in ["plan", "assumptions"] {
                let table = keys::named(name).expect("the format has these tables");
                maker.table(table, &Path::new([name]), &table.label());
            }
            maker.plain(top, &Path::default(), &top.label(), |_| true);
        }
        Subject::Item { table, at } => {
            maker.id(table, at);
            maker.table(table, at, &table.label());
        }
    }
    faults::add(&mut maker.made, document, analysis, of);
    maker.made
}

/// The years that a table by year offers: those of the plan, and the one after where the plan may grow.
fn years(analysis: &Analysis) -> Vec<FinancialYear> {
    let plan = &analysis.plan;
    let known = &analysis.money.years;
    let first = known.first().copied().unwrap_or_else(|| plan.year_of(plan.start));
    let count = match plan.end {
        Some(_) => known.len().clamp(1, YEARS),
        None => known.len().clamp(4, YEARS) + 1,
    };
    (0..count as i32).map(|later| first.plus(later)).collect()
}

struct Maker<'d> {
    document: &'d Document,
    plan: &'d Plan,
    years: Vec<FinancialYear>,
    made: Vec<Field>,
}

impl Maker<'_> {
    /// The id of an item, by which the file names it.
    fn id(&mut self, table: &Table, at: &Path) {
        let id = at.keys.last().map_or("", String::as_str);
        let mut field = Self::blank(&table.label(), "Id".to_owned(), id);
        (field.ty, field.kind) = (Type::Text, Kind::Id(at.clone()));
        field.doc = "What names it follows";
        self.made.push(field);
    }

    /// The fields of a table: first what takes one value, then its tables.
    fn table(&mut self, table: &'static Table, at: &Path, section: &str) {
        let everyday = |key: &Key| table.name != "initiative" || EVERYDAY.contains(&key.name);
        self.plain(table, at, section, everyday);
        for key in table.keys {
            let place = at.child(key.name);
            if table.name == "initiative" && key.name == "actual" {
                self.plain(table, at, "More about it", |key| !everyday(key));
            }
            match key.ty {
                Type::Years(_) => self.by_year(table, key, &place),
                Type::Table(name) => {
                    let below = keys::named(name).expect("every table that a key names exists");
                    self.table(below, &place, &below.label());
                }
                Type::Decisions | Type::Acceptances => self.entries(table, key, &place),
                Type::Tables(name) if table.name == "initiative" => self.lines(name, at),
                _ => {}
            }
        }
    }

    /// The keys that take one value.
    fn plain(&mut self, table: &'static Table, at: &Path, section: &str, which: impl Fn(&Key) -> bool) {
        for key in table.keys.iter().filter(|key| which(key)) {
            match key.ty {
                Type::Years(_) | Type::Table(_) | Type::Tables(_) | Type::Decisions | Type::Acceptances => {}
                Type::Amount => self.amount(table, key, &at.child(key.name), section),
                _ => self.key(table, key, at.child(key.name), section),
            }
        }
    }

    fn key(&mut self, table: &Table, key: &'static Key, at: Path, section: &str) {
        let was = written(self.document, &at, key.ty);
        let mut field = Field::of_key(section, table.name, key, at, was);
        field.choices = choices::of(self.plan, &self.years, key.ty);
        if table.name == "scenario" {
            field.doc = "Its title. Choose the scenario afterwards: what you edit then is laid over the plan";
        }
        self.made.push(field);
    }

    /// An amount: one field, or one for each year where it is written by year.
    fn amount(&mut self, table: &Table, key: &'static Key, at: &Path, section: &str) {
        let by_year = self.document.value(at).is_some_and(|view| view.is_table());
        let was = if by_year { String::new() } else { written(self.document, at, key.ty) };
        let mut field = Field::of_key(section, table.name, key, at.clone(), was);
        if by_year {
            "by year, below; an amount here replaces them".clone_into(&mut field.empty);
        }
        self.made.push(field);
        if by_year {
            let label = key.label(table.name);
            let title = format!("{label}, by year");
            self.year_fields(key, at, section, &title, &label.to_lowercase());
        }
    }

    fn by_year(&mut self, table: &Table, key: &'static Key, at: &Path) {
        let label = key.label(table.name);
        let section = if table.name == "envelope" || table.name == "actual" {
            format!("{label}, by year")
        } else {
            format!("{label} by year")
        };
        self.year_fields(key, at, &section, "", &label.to_lowercase());
    }

    /// A row with a cell for each year: those that are offered, and those that are written.
    fn year_fields(&mut self, key: &'static Key, at: &Path, section: &str, title: &str, word: &str) {
        let mut years: Vec<String> = self.years.iter().map(|year| year.key()).collect();
        if let Some(view) = self.document.value(at) {
            years.extend(view.entries().map(|(year, _)| year.to_owned()));
        }
        years.sort();
        years.dedup();
        let ty = match key.ty {
            Type::Years(Figure::Count) => Type::Number(None),
            _ => Type::Money,
        };
        for year in years {
            let place = at.child(&year);
            let was = written(self.document, &place, ty);
            let year = year.replace('-', "/");
            let mut field = Self::blank(section, year.clone(), &was);
            (field.ty, field.doc, field.kind) = (ty, key.doc, Kind::Key(place));
            field.counts = key.counts;
            let (title, word) = (title.to_owned(), word.to_owned());
            field.row = Some(InRow { at: at.clone(), title, word, year });
            self.made.push(field);
        }
    }

    /// Texts by date or code: one field each, and one for another.
    fn entries(&mut self, table: &Table, key: &'static Key, at: &Path) {
        let section = key.label(table.name).into_owned();
        if let Some(view) = self.document.value(at) {
            for (name, value) in view.entries() {
                let was = value.scalar().replace(['\r', '\n'], " ").trim().to_owned();
                let mut field = Field::of_key(&section, table.name, key, at.child(name), was);
                (field.label, field.key, field.ty) = (name.to_owned(), String::new(), Type::Text);
                self.made.push(field);
            }
        }
        let mut field = Field::of_key(&section, table.name, key, at.clone(), String::new());
        let what = if key.ty == Type::Decisions { "+ decision" } else { "+ acceptance" };
        (field.label, field.empty) = (what.to_owned(), "type to add".to_owned());
        field.kind = Kind::NewEntry(at.clone());
        self.made.push(field);
    }

    fn blank(section: &str, label: String, was: &str) -> Field {
        Field {
            section: section.to_owned(),
            label,
            key: String::new(),
            kind: Kind::NewLine(LineKind::Cost),
            ty: Type::Amount,
            input: line(was),
            was: was.to_owned(),
            empty: String::new(),
            doc: "",
            choices: Vec::new(),
            row: None,
            fault: None,
            counts: true,
            wrong: None,
            understood: None,
        }
    }
}
