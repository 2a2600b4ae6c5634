//! A row of years: the fields of a table by year stand side by side, and under each stands what the money says of its year.
//!
//! ```text
//! Allowed, by year                                     sum 5,360,000
//!                2027/28    2028/29    2029/30    2030/31    2031/32
//! ▸ allowed      430,000  3,380,000  1,270,000    280,000          0
//!   used         390,000  3,162,000  1,270,000    210,000          0
//!   left          40,000    218,000          0     70,000          0
//! ```

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Field, Form};
use crate::analysis::Analysis;
use crate::diagnostic::Path;
use crate::display::width;
use crate::edit::{Value, money};
use crate::keys::Type;
use crate::money::State;
use crate::plan::{CostLine, EnvelopeIx, Plan};
use crate::revise;
use crate::theme::Role;
use crate::units::{FinancialYear, parse_amount};
use crate::views::standing;

/// Where a field stands that is one of a row of years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InRow {
    /// The table by year.
    pub at: Path,
    /// What the row is called, where its section does not say it.
    pub title: String,
    /// What its figures are, in a word.
    pub word: String,
    /// The year as people see it.
    pub year: String,
}

/// How the cells of a form's rows stand: every row in the same columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Cells before the first column.
    pub label: u16,
    /// Cells of a column, the blank before it included.
    pub cell: u16,
    /// How many columns there are.
    pub columns: usize,
}

/// What the money says under a row, year by year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it is, in a word.
    pub word: &'static str,
    /// One for each field of the row; `None` outside the plan.
    pub figures: Vec<Option<(String, Role)>>,
}

/// The fields of the row in which a field stands; nothing when it stands alone.
pub fn of(fields: &[Field], at: usize) -> Option<Range<usize>> {
    let row = &fields.get(at)?.row.as_ref()?.at;
    let same = |field: &&Field| field.row.as_ref().is_some_and(|it| it.at == *row);
    let before = fields[..at].iter().rev().take_while(same).count();
    let after = fields[at..].iter().take_while(same).count();
    Some(at - before..at + after)
}

/// Every row of the form.
pub fn all(fields: &[Field]) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < fields.len() {
        match of(fields, at) {
            Some(row) => {
                at = row.end;
                rows.push(row);
            }
            None => at += 1,
        }
    }
    rows
}

/// The columns that the rows of a form have in a width.
pub fn grid(form: &Form, analysis: &Analysis, all_cells: u16) -> Grid {
    let rows = all(&form.fields);
    let words = rows.iter().filter_map(|row| form.fields[row.start].row.as_ref());
    let label = words.map(|row| width(&row.word)).max().unwrap_or(0).clamp(7, 14) as u16 + 3;
    let typed = rows.iter().flat_map(Clone::clone).map(|at| width(&shown(&form.fields[at])));
    let said = rows.iter().flat_map(|row| answers(form, analysis, row));
    let said = said.flat_map(|it| it.figures).flatten().map(|(figure, _)| width(&figure));
    let widest = typed.chain(said).max().unwrap_or(0).clamp(8, 14) as u16;
    // A cell that is typed in has room for the caret behind the figure.
    let cell = widest + 2;
    let columns = usize::from(all_cells.saturating_sub(label) / cell).max(1);
    Grid { label, cell, columns }
}

/// A figure as it is read: what is written, in groups of three; what is typed and not understood, as it stands.
pub fn shown(field: &Field) -> String {
    let text = field.input.value().trim();
    if let Some(understood) = field.understood.as_ref().filter(|_| field.touched()) {
        return understood.clone();
    }
    figure(text).map_or_else(|| text.to_owned(), grouped)
}

fn figure(text: &str) -> Option<Decimal> {
    match revise::value(Type::Price, text)? {
        Value::Bare(bare) => parse_amount(&bare),
        Value::Text(_) | Value::List(_) | Value::Table(_) => None,
    }
}

fn grouped(figure: Decimal) -> String {
    revise::figures(&money(figure)).unwrap_or_default()
}

/// What the figures of a row add up to; `None` when one of them cannot be read, or there are none.
pub fn sum(fields: &[Field]) -> Option<String> {
    let mut sum = None;
    for field in fields {
        let text = shown(field).replace(',', "");
        if !text.is_empty() {
            sum = Some(sum.unwrap_or(Decimal::ZERO).checked_add(figure(&text)?)?);
        }
    }
    sum.map(grouped)
}

/// What the money says under a row, with what is typed when that can be taken.
pub fn answers(form: &Form, before: &Analysis, row: &Range<usize>) -> Vec<Answer> {
    let Some(stands) = form.fields.get(row.start).and_then(|field| field.row.as_ref()) else {
        return Vec::new();
    };
    let analysis = form.preview.as_deref().map_or(before, |preview| &preview.after);
    let keys: Vec<&str> = stands.at.keys.iter().map(String::as_str).collect();
    let answer = |word, of: &dyn Fn(EnvelopeIx, usize) -> Option<(String, Role)>, envelope| Answer {
        word,
        figures: form.fields[row.clone()]
            .iter()
            .map(|field| {
                let year = index(analysis, field)?;
                of(envelope, year)
            })
            .collect(),
    };
    let cell = |envelope, year| analysis.money.cell(envelope, year);
    let used = |envelope, year| Some((cell(envelope, year)?.spend.grouped(), Role::Muted));
    let left = |envelope, year| {
        let cell = cell(envelope, year)?;
        let (standing, figure) = (standing::of_state(cell.state), cell.headroom?.grouped());
        // What stands well needs no mark; the rest has its sign beside the colour.
        let within = cell.state == State::Within;
        Some((if within { figure } else { format!("{} {figure}", standing.glyph) }, standing.role))
    };
    let held = |envelope, year| Some((cell(envelope, year)?.balance?.grouped(), Role::Muted));
    match keys.as_slice() {
        ["envelope", id, "year"] => match analysis.plan.envelope(id) {
            Some(envelope) => vec![answer("used", &used, envelope), answer("left", &left, envelope)],
            None => Vec::new(),
        },
        ["envelope", id, "add"] => {
            let reserve = analysis.plan.envelope(id);
            let reserve = reserve.filter(|at| analysis.plan.envelopes[at.at()].reserve.is_some());
            reserve.map(|envelope| answer("holds", &held, envelope)).into_iter().collect()
        }
        ["initiative", id, "cost", line, _] => {
            let payer = cost(&analysis.plan, id, line).and_then(|cost| payer(&analysis.plan, cost));
            payer.map(|envelope| answer("left", &left, envelope)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Who pays what stands in a row, for its heading.
pub fn paid_by(analysis: &Analysis, at: &Path) -> Option<String> {
    payer_of(&analysis.plan, at).map(|payer| analysis.plan.envelopes[payer.at()].title.clone())
}

/// The one envelope that pays the cost line at whose amount a place is.
pub fn payer_of(plan: &Plan, at: &Path) -> Option<EnvelopeIx> {
    let keys: Vec<&str> = at.keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["initiative", id, "cost", line, _] => payer(plan, cost(plan, id, line)?),
        _ => None,
    }
}

fn cost<'p>(plan: &'p Plan, id: &str, line: &str) -> Option<&'p CostLine> {
    plan.initiatives[plan.initiative(id)?.at()].costs.iter().find(|cost| cost.id == line)
}

/// The one envelope that pays a line.
fn payer(plan: &Plan, cost: &CostLine) -> Option<EnvelopeIx> {
    match cost.funded_by.as_slice() {
        [] => {
            let pays = |at: &u32| {
                let envelope = &plan.envelopes[*at as usize];
                envelope.pays(cost.kind) && !envelope.dropped
            };
            let mut known = (0..plan.envelopes.len() as u32).filter(pays);
            let only = known.next()?;
            known.next().is_none().then_some(EnvelopeIx(only))
        }
        [(only, _)] => Some(*only),
        _ => None,
    }
}

/// Which of the plan's years a field is about.
fn index(analysis: &Analysis, field: &Field) -> Option<usize> {
    let year = FinancialYear::parse(&field.row.as_ref()?.year, analysis.plan.year_start)?;
    analysis.money.years.iter().position(|known| *known == year)
}
