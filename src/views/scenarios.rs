//! Scenarios for a reader: what each of them changes and how it stands; of one of them, what differs and what that does.

use super::delta::{Delta, delta};
use crate::analysis::{Options, analyse};
use crate::document::{Document, apply};
use crate::money::Verdict;
use crate::revise::scenario::{Difference, differences, summary, take_back};

/// A scenario, or the plan itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its id; `None`: the plan itself.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// How many things it says otherwise.
    pub count: usize,
    /// What it changes, item by item.
    pub says: Vec<String>,
    /// How it stands.
    pub verdict: Verdict,
    /// The sentence about it.
    pub sentence: String,
}

/// The plan itself, then its scenarios in their order.
pub fn told(document: &Document, options: &Options) -> Vec<Told> {
    let plan = analyse(document, options);
    let of_scenario = |id: &str, title: &str| {
        let laid = document.with_scenario(id)?;
        let analysis = analyse(&laid, options);
        let found = differences(document, id);
        Some(Told {
            id: Some(id.to_owned()),
            title: title.to_owned(),
            count: found.len(),
            says: summary(&found),
            verdict: analysis.verdict,
            sentence: analysis.sentence,
        })
    };
    let scenarios: Vec<Told> =
        plan.plan.scenarios.iter().filter_map(|it| of_scenario(&it.id, &it.title)).collect();
    let own = Told {
        id: None,
        title: "The plan itself".to_owned(),
        count: 0,
        says: Vec::new(),
        verdict: plan.verdict,
        sentence: plan.sentence,
    };
    std::iter::once(own).chain(scenarios).collect()
}

/// What a scenario says otherwise than the plan, and what that does.
#[derive(Debug, Clone, PartialEq)]
pub struct Differs {
    /// Every difference, with what it alone does beside the others: from the scenario without it to the scenario with it.
    /// `None` where there are too many to try them all.
    pub rows: Vec<(Difference, Option<Delta>)>,
    /// From the plan to the scenario.
    pub whole: Delta,
}

/// How many initiatives at most are computed to say what each difference does, in all plans together.
const EFFORT: usize = 20_000;

/// What differs; `None` when there is no such scenario.
pub fn differs(document: &Document, scenario: &str, options: &Options) -> Option<Differs> {
    let laid = analyse(&document.with_scenario(scenario)?, options);
    let found = differences(document, scenario);
    let affordable = found.len() * laid.plan.initiatives.len().max(1) <= EFFORT;
    let alone = |difference: &Difference| {
        let (without, _) = apply(document, &take_back(document, scenario, difference)).ok()?;
        // A scenario that says nothing more may have no table left; the plan is what it shows then.
        let without = without.with_scenario(scenario).unwrap_or(without);
        Some(delta(&analyse(&without, options), &laid))
    };
    let row = |difference: Difference| {
        let effect = affordable.then(|| alone(&difference)).flatten();
        (difference, effect)
    };
    let whole = delta(&analyse(document, options), &laid);
    Some(Differs { rows: found.into_iter().map(row).collect(), whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;
    use crate::units::{Day, Money};

    const PLAN: &str = "\
[plan]
start = 2027-04-01
end = 2029-03-31
[envelope.capital]
year.2027-28 = 100_000
year.2028-29 = 100_000
[initiative.a]
duration = \"12 months\"
cost.x = { capital = 120_000 }
[scenario.late]
title = \"Later\"
[scenario.late.initiative.a]
not-before = 2028-04-01
cost.x.capital = 90_000
";

    /// 120,000 in 2027/28 is 20,000 over. A year later and for 90,000 it leaves all of 2027/28 and 10,000 of 2028/29.
    #[test]
    fn each_difference_is_told_with_what_it_does_alone() {
        let document = Document::new(Source::new("plan.toml", PLAN));
        let options = Options { case: None, today: Day::parse("2026-11-22").unwrap() };
        let found = differs(&document, "late", &options).unwrap();
        let cells = |delta: &Delta| {
            let mut cells: Vec<_> = delta.cells.iter().map(|it| (it.year.to_string(), it.change())).collect();
            cells.sort();
            cells
        };
        let pounds = |year: &str, amount: i128| (year.to_owned(), Money::from_pence(amount * 100));
        assert_eq!(cells(&found.whole), [pounds("2027/28", 120_000), pounds("2028/29", -90_000)]);
        assert_eq!(
            cells(found.rows[0].1.as_ref().unwrap()),
            [pounds("2027/28", 90_000), pounds("2028/29", -90_000)]
        );
        assert_eq!(cells(found.rows[1].1.as_ref().unwrap()), [pounds("2028/29", 30_000)]);
        let told = told(&document, &options);
        assert_eq!((told[0].verdict, told[1].verdict), (Verdict::Over, Verdict::Within));
        assert_eq!(told[1].says, ["a: not-before, cost.x.capital"]);
    }
}
