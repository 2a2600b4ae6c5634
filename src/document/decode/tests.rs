//! Plans as text against what they mean.

use super::*;
use crate::document::Source;
use crate::plan::{Amount, Bound, EnvelopeIx, Inflation, InitiativeIx, Kind, Link, LinkEnd, StageIx, Target};
use crate::units::{Duration, Offset, Percent};

fn today() -> Day {
    Day::parse("2026-11-21").unwrap()
}

fn read(text: &str) -> Decoded {
    decode(&Document::new(Source::new("plan.toml", text)), today())
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).diagnostics.iter().map(|it| it.code.info().code).collect()
}

#[test]
fn the_smallest_plan_is_valid() {
    let text = "[plan]\nstart = 2027-04-01\n[envelope.budget]\ntotal = 500_000\n[initiative.e-forms]\nduration = \"6 months\"\ncost.build = { capital = 120_000 }\n[initiative.booking]\nduration = \"3 months\"\nafter = \"e-forms\"\ncost.service = { recurrent = 24_000, per = \"year\" }\n";
    let decoded = read(text);
    assert_eq!(decoded.diagnostics, []);
    assert_eq!(decoded.plan.initiatives[1].title, "E forms");
    assert_eq!(decoded.plan.title, "plan");
    assert_eq!(codes("[plan]\nstart = 2027-04-01\n"), Vec::<&str>::new());
}

#[test]
fn northmere_has_only_hints() {
    let text = include_str!("../../../plans/northmere.toml");
    let decoded = read(text);
    let shown: Vec<_> =
        decoded.diagnostics.iter().map(|it| (it.code.info().code, it.message.as_str())).collect();
    assert_eq!(shown, [("M401", "risks (2 of them): read and kept, but not counted in any figure yet")]);
    assert_eq!(decoded.plan.initiatives.len(), 34);
    assert_eq!(decoded.plan.envelopes.len(), 8);
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn percent(text: &str) -> Percent {
    Percent::parse(text).unwrap()
}

#[test]
fn a_month_is_its_first_day_or_the_end_of_its_last() {
    let text = "[plan]\nstart = \"2027-04\"\nend = \"2032-03\"\n[stage.s]\ngate = { on = \"2028-02\" }\n[initiative.a]\nduration = \"1m\"\nnot-before = \"2027-10\"\ndeadline = \"2027-12\"\nactual = { start = \"2027-10\", finish = \"2027-10\" }\ncost.x = { capital = 5, from = \"2027-10\", until = \"2027-10\", spend-by = 2028-02-29 }\n";
    let plan = read(text).plan;
    assert_eq!((plan.start, plan.end), (day("2027-04-01"), Some(day("2032-04-01"))));
    assert_eq!(plan.stages[0].gate.as_ref().unwrap().on, Some(day("2028-03-01")));
    let it = &plan.initiatives[0];
    assert_eq!((it.not_before, it.deadline), (Some(day("2027-10-01")), Some(day("2028-01-01"))));
    assert_eq!((it.actual.start, it.actual.finish), (Some(day("2027-10-01")), Some(day("2027-11-01"))));
    let line = &it.costs[0];
    assert_eq!(
        (line.from, line.until),
        (Some(Bound::Date(day("2027-10-01"))), Some(Bound::Date(day("2027-11-01"))))
    );
    assert_eq!(line.spend_by, Some(day("2028-03-01")));
}

#[test]
fn bounds_may_hang_on_the_initiative() {
    let text = "[plan]\nstart = 2027-04-01\n[initiative.a]\nduration = \"1m\"\ncost.x = { capital = 5, from = \"start - 1 week\", until = \"finish+3m\" }\n";
    let line = read(text).plan.initiatives[0].costs[0].clone();
    let offset = |earlier, length| Offset { earlier, length: Duration::parse(length).unwrap() };
    assert_eq!(line.from, Some(Bound::Start(offset(true, "1 week"))));
    assert_eq!(line.until, Some(Bound::Finish(offset(false, "3 months"))));
}

#[test]
fn the_plan_starts_with_the_earliest_financial_year() {
    let start = |text: &str| read(text).plan.start;
    assert_eq!(start("[initiative.a]\nnot-before = 2028-06-15\n"), day("2028-04-01"));
    assert_eq!(start("[initiative.a]\nstart = 2028-03-31\n"), day("2027-04-01"));
    assert_eq!(
        start("[initiative.a]\nactual.start = 2026-05-01\n[envelope.e]\nyear.2027-28 = 5\n"),
        day("2026-04-01")
    );
    assert_eq!(
        start("[initiative.a]\nstart = 2020-01-01\ndropped = true\n[envelope.e]\nyear.2030-31 = 5\n"),
        day("2030-04-01")
    );
    assert_eq!(
        start("plan.financial-year-starts = \"01-01\"\n[envelope.e]\nyear.2029 = 5\n"),
        day("2029-01-01")
    );
    let nothing = read("[initiative.a]\nduration = \"1m\"\n");
    assert_eq!(nothing.plan.start, day("2026-04-01"));
    assert_eq!(nothing.diagnostics.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::NoPlanStart]);
}

#[test]
fn assumptions_have_their_defaults_and_reach_the_benefits() {
    let defaults = read("plan.start = 2027-04-01\n").plan.assumptions;
    assert_eq!(defaults.discount_rate, percent("3.5%"));
    assert_eq!(
        (defaults.appraisal_years, defaults.tolerance, defaults.correlation),
        (10, percent("5%"), percent("25%"))
    );
    assert_eq!((defaults.contingency, defaults.inflation), (None, Inflation::default()));
    let text = "plan.start = 2027-04-01\n[assumptions]\nsavings-lag = \"3 months\"\nsavings-ramp = \"1 year\"\ncontingency = \"10%\"\ninflation = { capital = \"4%\", recurrent = \"2%\" }\n[initiative.a]\nduration = \"1m\"\nbenefit.a = { cashable = 5, per = \"year\" }\nbenefit.b = { cashable = 5, per = \"year\", lag = \"0 days\", ramp = \"6m\" }\nbenefit.c = { cashable = 5 }\n";
    let plan = read(text).plan;
    let months = |count| Some(Duration::months(count));
    let benefits = &plan.initiatives[0].benefits;
    assert_eq!(benefits[0].lag, months(3));
    assert_eq!(benefits[0].ramp.and_then(Duration::in_months), Some(12));
    assert_eq!((benefits[1].lag.map(Duration::is_zero), benefits[1].ramp), (Some(true), months(6)));
    assert_eq!((benefits[2].lag, benefits[2].ramp), (None, None));
    let contingency = plan.assumptions.contingency.unwrap();
    assert_eq!(
        (contingency.capital, contingency.one_off, contingency.recurrent),
        (Some(percent("10%")), Some(percent("10%")), None)
    );
    let inflation = plan.assumptions.inflation;
    assert_eq!((inflation.costs.capital, inflation.costs.one_off), (percent("4%"), Percent::ZERO));
    assert_eq!((inflation.costs.recurrent, inflation.benefits), (percent("2%"), percent("2%")));
}

#[test]
fn references_are_read_in_every_spelling() {
    let text = "plan.start = 2027-04-01\n[stage.s]\ngate = {}\n[initiative.a]\nduration = \"1m\"\nafter = [\"b-2\", \"b-2.start+2 months\", \"b-2 - 1w\", \"stage:s.start\", \"gate:s\"]\nfinish-after = \"b-2.finish\"\n[initiative.b-2]\nduration = \"1m\"\n";
    let decoded = read(text);
    assert_eq!(decoded.diagnostics, []);
    let (b, s) = (Target::Initiative(InitiativeIx(1)), StageIx(0));
    let offset = |earlier, length| Offset { earlier, length: Duration::parse(length).unwrap() };
    let link = |target, end, offset| Link { target, end, offset };
    assert_eq!(
        decoded.plan.dependencies[0].after,
        [
            link(b, LinkEnd::Finish, Offset::NONE),
            link(b, LinkEnd::Start, offset(false, "2 months")),
            link(b, LinkEnd::Finish, offset(true, "1w")),
            link(Target::Stage(s), LinkEnd::Start, Offset::NONE),
            link(Target::Gate(s), LinkEnd::Finish, Offset::NONE),
        ]
    );
    assert_eq!(decoded.plan.dependencies[0].finish_after, [link(b, LinkEnd::Finish, Offset::NONE)]);
}

#[test]
fn money_is_exact_and_has_the_decimals_of_its_currency() {
    let amount = |currency: &str, amount: &str| {
        let decoded = read(&format!(
            "[plan]\nstart = 2027-04-01\ncurrency = \"{currency}\"\n[initiative.a]\nduration = \"1m\"\ncost.x.capital = {amount}\n"
        ));
        decoded.plan.initiatives[0].costs.first().map(|line| line.amount.clone())
    };
    let whole = |text: &str| Some(Amount::Whole(text.parse().unwrap()));
    assert_eq!(amount("GBP", "1_234_567_890_123_456.78"), whole("1234567890123456.78"));
    assert_eq!(amount("GBP", "-0.15"), whole("-0.15"));
    assert_eq!(amount("GBP", "0.150"), whole("0.15"));
    assert_eq!(amount("GBP", "0.155"), None);
    assert_eq!(amount("JPY", "120_000"), whole("120000"));
    assert_eq!(amount("JPY", "0.5"), None);
    assert_eq!(amount("GBP", "9223372036854775808"), whole("9223372036854775808"));
    let each = "plan.start = 2027-04-01\n[initiative.a]\nduration = \"1m\"\ncost.x = { recurrent = 0.000125, per = \"year\", each = \"call\", volume.2027-28 = 5 }\n";
    assert_eq!(read(each).plan.initiatives[0].costs[0].amount, Amount::Whole("0.000125".parse().unwrap()));
}

#[test]
fn a_line_says_its_kind_once_and_its_period_where_it_needs_one() {
    let codes_of = |line: &str| {
        codes(&format!("plan.start = 2027-04-01\n[initiative.a]\nduration = \"1m\"\ncost.x = {{ {line} }}\n"))
    };
    assert_eq!(codes_of("capital = 5, per = \"month\""), Vec::<&str>::new());
    assert_eq!(codes_of("recurrent = { 2027-28 = 5 }"), Vec::<&str>::new());
    assert_eq!(codes_of("recurrent = 5"), ["M113"]);
    assert_eq!(codes_of("one-off = 5, per = \"year\""), ["M114"]);
    assert_eq!(codes_of("one-off = { 2027-28 = 5 }, per = \"year\""), ["M114"]);
    assert_eq!(codes_of("capital = 5, one-off = 5"), ["M112"]);
    assert_eq!(codes_of("note = \"x\""), ["M112"]);
    assert_eq!(codes_of("capital = {}"), ["M111"]);
    assert_eq!(codes_of("capital = { 2027-28 = 5, \"2027/28\" = 6 }"), ["M002"]);
}

#[test]
fn shares_are_exactly_whole() {
    let shares = |shares: &str| {
        let decoded = read(&format!(
            "plan.start = 2027-04-01\nenvelope.b.total = 5\nenvelope.a.total = 5\n[initiative.i]\nduration = \"1m\"\ncost.x = {{ capital = 5, funded-by = {shares} }}\n"
        ));
        let line = decoded.plan.initiatives[0].costs[0].clone();
        (line.funded_by, decoded.diagnostics.iter().map(|it| it.code.info().code).collect::<Vec<_>>())
    };
    let (a, b) = (EnvelopeIx(0), EnvelopeIx(1));
    assert_eq!(shares("\"b\""), (vec![(b, Percent::HUNDRED)], vec![]));
    assert_eq!(
        shares("{ b = \"33.3%\", a = \"66.7%\" }"),
        (vec![(a, percent("66.7%")), (b, percent("33.3%"))], vec![])
    );
    assert_eq!(shares("{ b = \"33.3%\", a = \"66.6%\" }"), (vec![], vec!["M304"]));
    assert_eq!(shares("{ b = \"50%\", c = \"50%\" }"), (vec![], vec!["M201"]));
}

#[test]
fn a_scenario_changes_the_plan_only_when_it_is_shown() {
    let text = "plan.start = 2027-04-01\n[initiative.a]\nduration = \"6m\"\ndeadline = 2027-12-31\ncost.x = { recurrent = 5, per = \"year\" }\ncost.y = { capital = 5 }\n[envelope.e]\ntotal = 5\n[scenario.lean.initiative.a]\nduration = \"9m\"\nunset = [\"deadline\"]\ncost.x.one-off = 7\ncost.y.dropped = true\n[scenario.lean.initiative.b]\nduration = \"1m\"\nafter = \"a\"\n[scenario.lean.envelope.e]\ndropped = true\n";
    let document = Document::new(Source::new("plan.toml", text));
    let plain = decode(&document, today());
    assert_eq!(plain.diagnostics, []);
    assert_eq!((plain.plan.initiatives.len(), plain.plan.initiatives[0].costs.len()), (1, 2));
    let lean = decode(&document.with_scenario("lean").unwrap(), today());
    assert_eq!(lean.diagnostics, []);
    let a = &lean.plan.initiatives[0];
    assert_eq!((a.duration, a.deadline), (Duration::months(9), None));
    assert_eq!(a.costs.len(), 1);
    assert_eq!((a.costs[0].kind, a.costs[0].per), (Kind::OneOff, None));
    assert_eq!(lean.plan.initiatives[1].id, "b");
    assert!(lean.plan.envelopes[0].dropped);
}

#[test]
fn each_feature_that_does_not_count_yet_is_told_once() {
    let text = "plan.start = 2027-04-01\n[risk.a]\ncost = 5\n[risk.b]\ndelay = \"1m\"\n[risk.c]\nowner = \"x\"\n[measure.m]\ntarget = 5\n[technology.t]\ntitle = \"x\"\n";
    let found = read(text).diagnostics;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "risks (2 of them): read and kept, but not counted in any figure yet");
}

#[test]
fn all_of_a_file_is_answered_at_once() {
    let text = "[plan]\nstart = soon\nend = 2027-02-30\n[initiative.a]\nduration = 6\ncost.x = { capital = \"5\" }\nafter = [\"b\"\n[initiative.c]\nstage = \"z\"\n";
    assert_eq!(codes(text), ["M001", "M103", "M104", "M105", "M001", "M117", "M201"]);
}
