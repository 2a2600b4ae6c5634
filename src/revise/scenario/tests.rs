//! Scenarios promoted, taken back and discarded: the text by hand, and what holds for any of them.

use proptest::prelude::*;

use super::*;
use crate::analysis::{Analysis, Options, analyse};
use crate::document::{Source, apply, apply_splices};
use crate::units::Day;

fn document(text: &str) -> Document {
    Document::new(Source::new("plan.toml", text))
}

fn options() -> Options {
    Options { case: None, today: Day::parse("2026-11-22").unwrap() }
}

fn text(document: &Document) -> &str {
    &document.sources()[0].text
}

fn promoted(text: &str, scenario: &str) -> Result<String, String> {
    let document = document(text);
    let promotion = promote(&document, scenario, &options())?;
    let (after, back) = apply(&document, &promotion.change).unwrap();
    let (before, _) = apply_splices(&after, &back);
    assert_eq!(&*before.sources()[0].text, text);
    Ok(after.sources()[0].text.to_string())
}

const PLAN: &str = "\
# Ours
[plan]
start = 2027-04-01

[envelope.capital]
pays = [\"capital\"]
year.2027-28 = 100_000 # minute 12
year.2028-29 = 50_000

[initiative.crm]
title = 'CRM' # as they call it
duration = \"6 months\" # supplier's offer
deadline = 2028-12-31
cost.build = { capital = 80_000 } # the largest
cost.run = { recurrent = 5_000, per = \"year\" }

[initiative.web]
duration = \"3 months\"
after = \"crm\"

[scenario.lean]
title = \"Lean\"

[scenario.lean.envelope.capital]
year.2028-29 = 70_000

[scenario.lean.initiative.crm]
duration = \"4 months\" # if we must
unset = [\"deadline\"]
cost.build.capital = 60_000
cost.run.one-off = 9_000

[scenario.lean.initiative.web]
dropped = true

[scenario.lean.initiative.forms]
title = \"Forms\"
duration = \"2 months\"
";

#[test]
fn what_a_scenario_says_is_listed_key_by_key() {
    let found = differences(&document(PLAN), "lean");
    let row = |it: &Difference| {
        let said = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
        format!("{}: {} > {}", it.at, said(&it.plan), said(&it.scenario))
    };
    assert_eq!(
        found.iter().map(row).collect::<Vec<_>>(),
        [
            "envelope.capital.year.2028-29: 50_000 > 70_000",
            "initiative.crm.duration: 6 months > 4 months",
            "initiative.crm.deadline: 2028-12-31 > -",
            "initiative.crm.cost.build.capital: 80_000 > 60_000",
            "initiative.crm.cost.run.one-off: 5_000 > 9_000",
            "initiative.web.dropped: - > true",
            "initiative.forms: - > { title = Forms, duration = 2 months }",
        ]
    );
    assert_eq!(
        summary(&found),
        [
            "capital: year.2028-29",
            "crm: duration, no deadline, cost.build.capital, cost.run.one-off",
            "web: left out",
            "forms: new"
        ]
    );
}

#[test]
fn promoting_writes_the_plans_own_lines_and_keeps_their_comments() {
    let expected = "\
# Ours
[plan]
start = 2027-04-01

[envelope.capital]
pays = [\"capital\"]
year.2027-28 = 100_000 # minute 12
year.2028-29 = 70_000

[initiative.crm]
title = 'CRM' # as they call it
duration = \"4 months\" # supplier's offer
cost.build = { capital = 60_000 } # the largest
cost.run = { one-off = 9_000 }

[initiative.forms]
title = \"Forms\"
duration = \"2 months\"

[initiative.web]
duration = \"3 months\"
after = \"crm\"
dropped = true
";
    assert_eq!(promoted(PLAN, "lean").unwrap(), expected);
}

#[test]
fn discarding_leaves_every_other_byte() {
    let document = document(PLAN);
    let (after, back) = apply(&document, &discard(&document, "lean")).unwrap();
    assert_eq!(text(&after), PLAN.split("\n[scenario.lean]").next().unwrap());
    let (before, _) = apply_splices(&after, &back);
    assert_eq!(text(&before), PLAN);
}

#[test]
fn a_difference_taken_back_goes_with_the_tables_that_it_leaves_empty() {
    let document = document(PLAN);
    for (at, gone) in [
        ("initiative.crm.duration", "duration = \"4 months\" # if we must\n"),
        ("initiative.crm.deadline", "unset = [\"deadline\"]\n"),
        ("initiative.web.dropped", "[scenario.lean.initiative.web]\ndropped = true\n\n"),
        ("envelope.capital.year.2028-29", "[scenario.lean.envelope.capital]\nyear.2028-29 = 70_000\n\n"),
    ] {
        let all = differences(&document, "lean");
        let difference = all.iter().find(|it| it.at.to_string() == at).unwrap();
        let (after, _) = apply(&document, &take_back(&document, "lean", difference)).unwrap();
        assert_eq!(text(&after), PLAN.replacen(gone, "", 1), "{at}");
        assert_eq!(differences(&after, "lean").len(), all.len() - 1, "{at}");
    }
}

#[test]
fn a_stage_of_a_scenario_comes_behind_the_others() {
    let text = "plan.start = 2027-04-01\n[stage.b]\n[stage.c]\n[scenario.s.stage.a]\ntitle = \"First\"\n[scenario.s.stage.0]\n";
    let after = promoted(text, "s").unwrap();
    let place = |header: &str| after.find(header).unwrap();
    assert!(place("[stage.c]") < place("[stage.a]") && place("[stage.a]") < place("[stage.0]"), "{after}");
}

#[test]
fn a_scenario_that_another_one_needs_stays() {
    let text = "\
plan.start = 2027-04-01
[initiative.a]
duration = \"1 month\"
[initiative.b]
duration = \"1 month\"
[scenario.s.initiative]
unset = [\"b\"]
[scenario.t.initiative.a]
after = \"b\"
";
    let why = promoted(text, "s").unwrap_err();
    assert!(why.contains("could not be laid over it any more"), "{why}");
}

/// Lines that an overlay may hold, each under its header.
const SAID: [(&str, &str); 16] = [
    ("initiative.crm", "duration = \"9 months\""),
    ("initiative.crm", "unset = [\"deadline\", \"title\"]"),
    ("initiative.crm", "cost.build.one-off = 5_000"),
    ("initiative.crm", "cost.run.recurrent = 7_000"),
    ("initiative.crm", "cost.extra = { capital = { 2027-28 = 5, 2028-29 = 6 }, note = \"new\" }"),
    ("initiative.crm", "cost.build.dropped = true"),
    ("initiative.web", "not-before = 2028-01-01"),
    ("initiative.web", "after = [\"crm.start + 1 month\"]"),
    ("initiative.web", "benefit.less = { cashable = 3_000, per = \"year\" }"),
    ("initiative.web", "status = \"approved\""),
    ("initiative.new", "duration = \"5 months\"\ncost.a = { capital = 1_000 }"),
    ("envelope.capital", "year.2027-28 = 10_000"),
    ("envelope.capital", "unset = [\"pays\"]"),
    ("envelope.more", "pays = [\"recurrent\"]\nyear.2027-28 = 10_000"),
    ("plan", "end = 2031-03-31"),
    ("case.rough", "cost = \"20%\""),
];

fn any_overlay() -> impl Strategy<Value = String> {
    proptest::collection::btree_set(0..SAID.len(), 0..8).prop_map(|lines| {
        let mut text = String::new();
        let mut header = "";
        for (table, line) in lines.into_iter().map(|at| SAID[at]) {
            if table != header {
                text += &format!("\n[scenario.any.{table}]\n");
                header = table;
            }
            text += &format!("{line} # said\n");
        }
        text
    })
}

fn figures(analysis: &Analysis) -> String {
    format!("{:?} {:?} {:?} {}", analysis.schedule, analysis.money, analysis.verdict, analysis.sentence)
}

proptest! {
    #[test]
    fn a_promoted_scenario_is_the_plan(overlay in any_overlay()) {
        let text = format!("{PLAN}\n[scenario.any]\n{overlay}");
        let before = document(&text);
        let meant = analyse(&before.with_scenario("any").unwrap(), &options());
        let promotion = promote(&before, "any", &options()).unwrap();
        let (after, back) = apply(&before, &promotion.change).unwrap();
        prop_assert_eq!(figures(&meant), figures(&analyse(&after, &options())));
        prop_assert!(after.with_scenario("any").is_none());
        let (undone, _) = apply_splices(&after, &back);
        prop_assert_eq!(&*undone.sources()[0].text, &text);
    }

    #[test]
    fn a_discarded_scenario_leaves_the_plan(overlay in any_overlay()) {
        let text = format!("{PLAN}\n[scenario.any]\n{overlay}");
        let before = document(&text);
        let (after, _) = apply(&before, &discard(&before, "any")).unwrap();
        prop_assert_eq!(&*after.sources()[0].text, PLAN);
    }

    #[test]
    fn with_every_difference_taken_back_a_scenario_shows_the_plan(overlay in any_overlay()) {
        let mut now = document(&format!("{PLAN}\n[scenario.any]\ntitle = \"Any\"\n{overlay}"));
        while let Some(first) = differences(&now, "any").first() {
            now = apply(&now, &take_back(&now, "any", first)).unwrap().0;
        }
        let shown = analyse(&now.with_scenario("any").unwrap(), &options());
        prop_assert_eq!(figures(&shown), figures(&analyse(&now, &options())));
    }
}
