//! The money of a row: one line for each kind, whole or by year, and who pays.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Fault;
use crate::edit::{Value, money};
use crate::import::meaning::{Column, Meaning, Sum};
use crate::import::value;
use crate::plan::{Kind, Plan};
use crate::units::FinancialYear;

/// The money of a row.
pub(super) struct Amounts {
    /// `cost` and `benefit`, as the file writes them.
    pub entries: Vec<(String, Value)>,
    /// What cannot be read.
    pub faults: Vec<Fault>,
}

/// What a row says of one kind of amount.
#[derive(Default)]
struct Said {
    whole: Option<(usize, Decimal)>,
    years: BTreeMap<FinancialYear, Decimal>,
}

impl Amounts {
    /// The money of a row.
    pub fn read(columns: &[Column], cells: &[String], plan: &Plan) -> Self {
        let mut said: BTreeMap<Sum, Said> = BTreeMap::new();
        let mut amounts = Self { entries: Vec::new(), faults: Vec::new() };
        for (at, column) in columns.iter().enumerate() {
            let (sum, year) = match column.meaning {
                Meaning::Amount(sum) => (sum, None),
                Meaning::Year(sum, year) => (sum, Some(year)),
                _ => continue,
            };
            let cell = cells.get(at).map_or("", String::as_str);
            if value::is_nothing(cell) {
                continue;
            }
            match value::amount(cell, column.factor) {
                // Nothing costs nothing.
                Ok(amount) if amount.is_zero() => {}
                Ok(amount) => {
                    let of = said.entry(sum).or_default();
                    match year {
                        Some(year) => {
                            of.years.insert(year, amount);
                        }
                        None => of.whole = Some((at, amount)),
                    }
                }
                Err(what) => amounts.faults.push(Fault { column: at, what }),
            }
        }
        amounts.write(&said, columns, cells, plan);
        amounts
    }

    fn write(&mut self, said: &BTreeMap<Sum, Said>, columns: &[Column], cells: &[String], plan: &Plan) {
        let payer = self.payer(columns, cells, plan);
        let mut paid = false;
        let (mut costs, mut benefits) = (Vec::new(), Vec::new());
        for (sum, of) in said {
            let (table, name) = sum.line();
            let mut entries = Vec::new();
            if of.years.is_empty() {
                let Some((_, amount)) = of.whole else { continue };
                entries.push((sum.word().to_owned(), money(amount)));
                if sum.a_year() {
                    entries.push(("per".to_owned(), Value::Text("year".to_owned())));
                }
            } else {
                let years = of.years.iter().map(|(year, amount)| (year.key(), money(*amount)));
                entries.push((sum.word().to_owned(), Value::Table(years.collect())));
                let total: Decimal = of.years.values().sum();
                if let Some((column, whole)) = of.whole.filter(|(_, whole)| *whole != total) {
                    let what = format!("{whole} is not the sum of the years, {total}; the years count");
                    self.faults.push(Fault { column, what });
                }
            }
            let kind = Kind::ALL.into_iter().find(|kind| kind.word() == sum.word());
            if let (Some((_, id, pays)), Some(kind)) = (&payer, kind)
                && pays.contains(&kind)
            {
                entries.push(("funded-by".to_owned(), Value::Text(id.clone())));
                paid = true;
            }
            let line = (name.to_owned(), Value::Table(entries));
            if table == "cost" { costs.push(line) } else { benefits.push(line) }
        }
        if let Some((column, id, _)) = payer.filter(|_| !paid) {
            let what = format!("{id} pays no cost of this row; write another envelope, or the cost");
            self.faults.push(Fault { column, what });
        }
        for (table, lines) in [("cost", costs), ("benefit", benefits)] {
            if !lines.is_empty() {
                self.entries.push((table.to_owned(), Value::Table(lines)));
            }
        }
    }

    /// Who pays: the column, the id of the envelope and what it pays.
    fn payer(
        &mut self,
        columns: &[Column],
        cells: &[String],
        plan: &Plan,
    ) -> Option<(usize, String, Vec<Kind>)> {
        let at = columns.iter().position(|column| column.meaning == Meaning::FundedBy)?;
        let cell = cells.get(at).map_or("", String::as_str);
        if value::is_nothing(cell) {
            return None;
        }
        let lower = cell.trim().to_lowercase();
        let found = plan.envelopes.iter().find(|it| it.id == lower || it.title.to_lowercase() == lower);
        if found.is_none() {
            let what = format!("no envelope is called {cell}; write its id or title");
            self.faults.push(Fault { column: at, what });
        }
        found.map(|it| (at, it.id.clone(), it.pays.clone()))
    }
}
