//! Rolls a plan forward: what is done goes, what is left begins a year later, reserves open with what they hold.

use std::collections::BTreeSet;

use crate::analysis::{Analysis, Options, analyse};
use crate::diagnostic::Path;
use crate::document::{Document, Refusal, apply};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::plan::{ByYear, EnvelopeIx, Plan, Status};
use crate::units::{Day, FinancialYear, Money};

use super::remove_initiative;

/// A plan rolled forward, and what was done to it.
#[derive(Debug)]
pub struct Forward {
    /// The new plan.
    pub document: Document,
    /// The financial year in which it starts.
    pub first: FinancialYear,
    /// The ids of what was done and is left out.
    pub done: Vec<String>,
    /// The ids of reserves and what they open with.
    pub reserves: Vec<(String, Money)>,
    /// The ids of borrowing envelopes of which earlier years are gone: their repayment is no longer in the plan.
    pub borrowing: Vec<String>,
}

/// The financial year that a plan rolled forward starts in: the one after today's, or after the plan's first.
pub fn next_year(plan: &Plan, today: Day) -> FinancialYear {
    plan.year_of(plan.as_of.unwrap_or(today).max(plan.start)).plus(1)
}

/// Rolls the plan's own file forward, so that it starts with a financial year. Comments and layout stay.
pub fn roll_forward(
    document: &Document,
    options: &Options,
    first: FinancialYear,
) -> Result<Forward, Refusal> {
    let before = analyse(document, options);
    let done: Vec<String> = before
        .plan
        .initiatives
        .iter()
        .filter(|initiative| initiative.status == Status::Done)
        .map(|initiative| initiative.id.clone())
        .collect();
    let mut document = document.clone();
    for id in &done {
        // Places and references are those of the text as it is by now.
        let plan = analyse(&document, options).plan;
        let at = plan.initiative(id).expect("what is done is in the plan until it is taken out");
        let change = remove_initiative(&document, &plan, at, &LayerName::Plan);
        document = apply(&document, &change)?.0;
    }
    let reserves = reserves(&before, first);
    let edits = edits(&document, &before.plan, first, &reserves);
    let change = Change { label: format!("Roll forward to {first}"), edits, layer: LayerName::Plan };
    document = apply(&document, &change)?.0;
    let borrowing = before.plan.envelopes.iter().filter(|it| it.borrowing.is_some() && !it.dropped);
    let borrowing = borrowing.map(|it| it.id.clone()).collect();
    Ok(Forward { document, first, done, reserves, borrowing })
}

/// What each reserve holds when the year begins.
fn reserves(analysis: &Analysis, first: FinancialYear) -> Vec<(String, Money)> {
    let last = analysis.money.years.iter().rposition(|year| *year < first);
    let Some(last) = last else { return Vec::new() };
    let balance = |at: EnvelopeIx| {
        let figures = analysis.money.envelopes.iter().find(|figures| figures.envelope == at)?;
        Some((analysis.plan.envelopes[at.at()].id.clone(), figures.years[last].balance?))
    };
    (0..analysis.plan.envelopes.len()).filter_map(|at| balance(EnvelopeIx(at as u32))).collect()
}

fn edits(document: &Document, plan: &Plan, first: FinancialYear, reserves: &[(String, Money)]) -> Vec<Edit> {
    let date = |day: Day| Value::Bare(day.to_string());
    let mut edits = vec![Edit::Set { at: Path::new(["plan", "start"]), value: date(first.first_day()) }];
    if plan.end.is_some_and(|end| end <= first.end()) {
        // The end of the old plan would leave no year to the new one.
        edits.push(Edit::Remove { at: Path::new(["plan", "end"]) });
    }
    for envelope in &plan.envelopes {
        for (key, years) in [("year", &envelope.years), ("add", &envelope.additions)] {
            edits.extend(past(years, first).filter_map(|year| written(document, &envelope.id, key, year)));
        }
    }
    for (id, balance) in reserves {
        let text = balance.plain();
        let value = Value::Bare(text.strip_suffix(".00").unwrap_or(&text).to_owned());
        edits.push(Edit::Set { at: Path::new(["envelope", id, "reserve", "opening"]), value });
    }
    edits
}

fn past(years: &ByYear, first: FinancialYear) -> impl Iterator<Item = FinancialYear> {
    let years: BTreeSet<_> = years.keys().copied().filter(|year| *year < first).collect();
    years.into_iter()
}

/// The removal of a year's amount, however its key is spelled; nothing when a layer below has it.
fn written(document: &Document, id: &str, key: &str, year: FinancialYear) -> Option<Edit> {
    let spellings = [year.key(), year.to_string()];
    let paths = spellings.into_iter().map(|year| Path::new(["envelope", id, key, year.as_str()]));
    paths.into_iter().find(|path| document.origin(path).is_some()).map(|at| Edit::Remove { at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    const PLAN: &str = "\
[plan]
start = 2027-04-01 # the first
end = 2028-03-31

# money
[envelope.reserve]
pays = [\"one-off\"]
reserve = { opening = 100_000 }
add.2027-28 = 5_000
year.2027-28 = 60_000
year.\"2028/29\" = 60_000

[initiative.a]
status = \"done\"
duration = \"3 months\"
cost.x = { one-off = 30_000 }

[initiative.b]
duration = \"3 months\"
after = \"a\"
cost.x = { one-off = 20_000 } # kept
";

    #[test]
    fn what_is_done_goes_and_the_rest_begins_a_year_later() {
        let today = Day::parse("2027-10-01").unwrap();
        let options = Options { case: None, today };
        let document = Document::new(Source::new("plan.toml", PLAN));
        let first = next_year(&analyse(&document, &options).plan, today);
        let forward = roll_forward(&document, &options, first).unwrap();
        assert_eq!(first.key(), "2028-29");
        assert_eq!(forward.done, ["a"]);
        // By hand: 100,000 + 5,000 - 30,000 - 20,000.
        assert_eq!(forward.reserves, [("reserve".to_owned(), Money::from_pence(5_500_000))]);
        let text = &*forward.document.sources()[0].text;
        for part in
            ["start = 2028-04-01 # the first", "# money", "opening = 55000", "# kept", "year.\"2028/29\""]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        for part in ["initiative.a", "after", "2027-28", "end ="] {
            assert!(!text.contains(part), "{part}: {text}");
        }
        assert_eq!(analyse(&forward.document, &options).schedule.start, first.first_day());
    }
}
