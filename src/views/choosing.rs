//! What each of several versions of a plan would do, side by side: headroom by envelope and year, and dates; only where they
//! differ.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::figures::Figures;
use super::standing;
use crate::analysis::Analysis;
use crate::display::width;
use crate::money::{Cell, State};
use crate::theme::Role;
use crate::units::{Day, FinancialYear, Money};

/// Something in which the versions differ, with what each of them makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is: `2028/29 borrowing`, the id of an initiative.
    pub what: String,
    /// One for each version, in their order.
    pub values: Vec<Value>,
}

/// What one version makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// For people.
    pub text: String,
    /// Its look.
    pub role: Role,
}

/// The rows in which versions of a plan differ: money first, what opens or closes a breach before the rest, then the larger
/// difference; then dates in the order of the plan.
pub fn rows(versions: &[&Analysis]) -> Vec<Row> {
    let mut rows = cells(versions);
    rows.extend(dates(versions));
    rows
}

/// How a cell stands in one version, when it is there.
type Stands = Option<(Money, State)>;

fn cells(versions: &[&Analysis]) -> Vec<Row> {
    let mut all: BTreeMap<(String, FinancialYear), Vec<Stands>> = BTreeMap::new();
    for (at, version) in versions.iter().enumerate() {
        for figures in &version.money.envelopes {
            let id = &version.plan.envelopes[figures.envelope.at()].id;
            for (year, cell) in version.money.years.iter().zip(&figures.years) {
                let row = all.entry((id.clone(), *year)).or_insert_with(|| vec![None; versions.len()]);
                row[at] = Some((room(cell), cell.state));
            }
        }
    }
    let mut differing: Vec<_> =
        all.into_iter().filter(|(_, values)| values.iter().any(|value| *value != values[0])).collect();
    differing.sort_by_key(|((envelope, year), values)| {
        let known = || values.iter().flatten();
        let breaches = known().filter(|(_, state)| state.breached()).count();
        let turns = breaches > 0 && breaches < values.len();
        let most = known().map(|(room, _)| room.pence()).max().unwrap_or_default();
        let least = known().map(|(room, _)| room.pence()).min().unwrap_or_default();
        (Reverse(turns), Reverse(breaches > 0), Reverse(most - least), *year, envelope.clone())
    });
    // The figures of a version end in one column.
    let figure = |value: &(Money, State), version: &Analysis| Figures::of(&version.plan).full(value.0);
    let widest = |at: usize| {
        let figures = differing.iter().filter_map(|(_, values)| values[at].as_ref());
        figures.map(|value| width(&figure(value, versions[at]))).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..versions.len()).map(widest).collect();
    let money = |(at, value): (usize, &Stands)| {
        let Some(value) = value else { return none() };
        let standing = standing::of_state(value.1);
        let figure = figure(value, versions[at]);
        let blanks = " ".repeat(widths[at].saturating_sub(width(&figure)));
        Value { text: format!("{} {blanks}{figure}", standing.glyph), role: standing.role }
    };
    differing
        .iter()
        .map(|((envelope, year), values)| Row {
            what: format!("{year} {envelope}"),
            values: values.iter().enumerate().map(money).collect(),
        })
        .collect()
}

/// Without a yearly limit more spend is less room.
fn room(cell: &Cell) -> Money {
    cell.headroom.unwrap_or(-cell.spend)
}

fn none() -> Value {
    Value { text: "–".to_owned(), role: Role::Faint }
}

fn dates(versions: &[&Analysis]) -> Vec<Row> {
    let mut ids: Vec<&str> = Vec::new();
    let mut known: BTreeMap<&str, Vec<Option<(Day, Day)>>> = BTreeMap::new();
    for (at, version) in versions.iter().enumerate() {
        for (initiative, placed) in version.plan.initiatives.iter().zip(&version.schedule.initiatives) {
            let row = known.entry(&initiative.id).or_insert_with(|| {
                ids.push(&initiative.id);
                vec![None; versions.len()]
            });
            row[at] = placed.as_ref().map(|it| (it.start, it.last_day()));
        }
    }
    let differs = |id: &&str| known[*id].iter().any(|dates| *dates != known[*id][0]);
    let differing = ids.into_iter().filter(differs);
    differing
        .map(|id| Row {
            what: id.to_owned(),
            values: known[id]
                .iter()
                .map(|dates| match dates {
                    Some((from, to)) => {
                        Value { text: format!("{}–{}", short(*from), short(*to)), role: Role::Text }
                    }
                    None => none(),
                })
                .collect(),
        })
        .collect()
}

/// `1 Apr 27`.
fn short(day: Day) -> String {
    let words = day.words();
    match words.rsplit_once(' ') {
        Some((rest, year)) => format!("{rest} {}", year.get(2..).unwrap_or(year)),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Options, analyse};
    use crate::document::{Document, Source};

    const PLAN: &str = "plan.start = 2027-04-01\n[envelope.b]\nyear.2027-28 = 100\nyear.2028-29 = 100\n\
        [initiative.a]\nduration = \"6 months\"\ncost.x = { capital = 90 }\n[initiative.c]\nafter = \"a\"\nduration = \"1 month\"\n";

    fn analysed(text: &str) -> Analysis {
        let options = Options { case: None, today: Day::new(2027, 1, 1).unwrap() };
        analyse(&Document::new(Source::new("p", text)), &options)
    }

    /// Every row with its values in one line.
    fn told(texts: &[&str]) -> Vec<String> {
        let versions: Vec<Analysis> = texts.iter().map(|text| analysed(text)).collect();
        let versions: Vec<&Analysis> = versions.iter().collect();
        let line = |row: &Row| {
            let values: Vec<&str> = row.values.iter().map(|value| value.text.as_str()).collect();
            format!("{}: {}", row.what, values.join(" | "))
        };
        rows(&versions).iter().map(line).collect()
    }

    #[test]
    fn only_what_differs_is_told_and_what_turns_first() {
        // £90 in the first year; £120 are £20 over. Nine months end on 31 December, and the next begins the day after.
        let over = PLAN.replace("capital = 90", "capital = 120");
        assert_eq!(told(&[PLAN, PLAN, &over]), ["2027/28 b: ✓ £10 | ✓ £10 | ‼ −£20"]);
        let longer = PLAN.replace("6 months", "9 months");
        let expected =
            ["a: 1 Apr 27–30 Sep 27 | 1 Apr 27–31 Dec 27", "c: 1 Oct 27–31 Oct 27 | 1 Jan 28–31 Jan 28"];
        assert_eq!(told(&[PLAN, &longer]), expected);
        // What one of them does not have is nothing there.
        let without = &PLAN[..PLAN.find("[initiative.c]").unwrap()];
        assert_eq!(told(&[PLAN, without]), ["c: 1 Oct 27–31 Oct 27 | –"]);
        assert!(told(&[PLAN, PLAN]).is_empty());
    }
}
