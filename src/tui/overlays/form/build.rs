//! The fields of a form, made from the key table and the text: a key of the format cannot be without one.

use super::fields::{Field, Kind, written};
use super::subject::Subject;
use super::{InRow, choices, line};
use crate::analysis::Analysis;
use crate::diagnostic::Path;
use crate::document::Document;
use crate::keys::{self, Figure, Item, Key, Table, Type};
use crate::plan::{Amount, BenefitKind, Initiative, Plan};
use crate::revise::LineKind;
use crate::units::FinancialYear;

/// How many years a table by year offers beside those that are written.
const YEARS: usize = 40;

/// The fields of what a form is about.
pub fn fields(document: &Document, analysis: &Analysis, of: &Subject) -> Vec<Field> {
    let mut maker = Maker { document, plan: &analysis.plan, years: years(analysis), made: Vec::new() };
    match of {
        Subject::Plan => {
            let top = keys::named("").expect("the format has a top");
            for name in ["plan", "assumptions"] {
                let table = keys::named(name).expect("the format has these tables");
                maker.table(table, &Path::new([name]), &table.label());
            }
            maker.plain(top, &Path::default(), &top.label());
        }
        Subject::Item { table, at } => maker.table(table, at, &table.label()),
    }
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
    /// The fields of a table: first what takes one value, then its tables.
    fn table(&mut self, table: &'static Table, at: &Path, section: &str) {
        self.plain(table, at, section);
        for key in table.keys {
            let place = at.child(key.name);
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
    fn plain(&mut self, table: &'static Table, at: &Path, section: &str) {
        for key in table.keys {
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
        self.made.push(field);
    }

    /// An amount: one field, or one for each year where it is written by year.
    fn amount(&mut self, table: &Table, key: &'static Key, at: &Path, section: &str) {
        let by_year = self.document.value(at).is_some_and(|view| view.is_table());
        let was = if by_year { String::new() } else { written(self.document, at, key.ty) };
        let mut field = Field::of_key(section, table.name, key, at.clone(), was);
        if by_year {
            field.empty = "by year, below; an amount here replaces them";
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
        (field.label, field.empty) = (what.to_owned(), "type to add");
        field.kind = Kind::NewEntry(at.clone());
        self.made.push(field);
    }

    /// The money lines of an initiative: what they amount to and who pays; the rest is in the form of each.
    fn lines(&mut self, table: &'static str, at: &Path) {
        let id = at.keys.last().map_or("", String::as_str);
        let Some(initiative) = self.plan.initiative(id).map(|at| self.plan.initiatives[at.at()].clone())
        else {
            return;
        };
        let places = at.child(table);
        match table {
            "cost" => {
                self.costs(&initiative, &places);
                self.new_line("Costs", "+ cost", LineKind::Cost);
            }
            "benefit" => {
                for benefit in &initiative.benefits {
                    let word = match benefit.kind {
                        BenefitKind::Cashable => "cashable",
                        BenefitKind::NonCashable => "non-cashable",
                    };
                    let place = places.child(&benefit.id).child(word);
                    self.line("Benefits", place, LineKind::Benefit, &benefit.id, word, &benefit.amount);
                }
                self.new_line("Benefits", "+ benefit", LineKind::Benefit);
            }
            _ => {
                for id in self.entries_of(&places) {
                    let place = places.child(&id).child("contacts");
                    let was = written(self.document, &place, Type::Number(None));
                    let mut field = Self::blank("Shifts", format!("{id} contacts"), &was);
                    field.ty = Type::Number(None);
                    field.kind = Kind::Key(place);
                    self.made.push(field);
                }
                self.new_line("Shifts", "+ shift", LineKind::Shift);
            }
        }
    }

    fn entries_of(&self, at: &Path) -> Vec<String> {
        let view = self.document.value(at);
        view.map(|view| view.entries().map(|(id, _)| id.to_owned()).collect()).unwrap_or_default()
    }

    fn costs(&mut self, initiative: &Initiative, places: &Path) {
        let envelopes = choices::of(self.plan, &self.years, Type::Id(Item::Envelope));
        for cost in &initiative.costs {
            let place = places.child(&cost.id);
            let word = cost.kind.word();
            self.line("Costs", place.child(word), LineKind::Cost, &cost.id, word, &cost.amount);
            let payer = place.child("funded-by");
            let ty = Type::Shares(Item::Envelope);
            let was = written(self.document, &payer, ty);
            let mut field = Self::blank("Costs", "  paid by".to_owned(), &was);
            (field.ty, field.empty) = (ty, "the only envelope that pays it");
            field.choices.clone_from(&envelopes);
            field.kind = Kind::Key(payer);
            self.made.push(field);
        }
    }

    fn line(
        &mut self,
        section: &'static str,
        at: Path,
        kind: LineKind,
        id: &str,
        word: &str,
        amount: &Amount,
    ) {
        match amount {
            Amount::Whole(_) => {
                let was = written(self.document, &at, Type::Amount);
                let mut field = Self::blank(section, format!("{id} {word}"), &was);
                field.kind = Kind::Amount(at, kind, id.to_owned());
                self.made.push(field);
            }
            Amount::ByYear(_) => {
                let table = if kind == LineKind::Cost { "cost" } else { "benefit" };
                let key = keys::named(table)
                    .and_then(|table| table.key(word))
                    .expect("a kind is a key of its line");
                self.year_fields(key, &at, section, &format!("{id} {word}, by year"), word);
            }
        }
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
            empty: "",
            doc: "",
            choices: Vec::new(),
            row: None,
            fault: None,
            wrong: None,
            understood: None,
        }
    }

    fn new_line(&mut self, section: &'static str, label: &str, kind: LineKind) {
        let mut field = Self::blank(section, label.to_owned(), "");
        (field.kind, field.empty) = (Kind::NewLine(kind), "type to add");
        self.made.push(field);
    }
}
