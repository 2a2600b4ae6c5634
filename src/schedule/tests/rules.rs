//! Given starts, actual dates, stages, gates, milestones, deadlines, what is dropped, cases, and where a plan ends.

use std::collections::BTreeMap;

use super::sketch::{at, plan, stage};
use super::{Sketch, day, sketch};
use crate::plan::{Factors, Plan};
use crate::schedule::{Extent, solve};
use crate::units::Percent;

fn extent(start: &str, finish: &str) -> Extent {
    Extent { start: day(start), finish: day(finish) }
}

fn dates(start: &str, finish: &str) -> (String, String) {
    (start.into(), finish.into())
}

#[test]
fn a_given_start_stays_and_what_forbids_it_is_an_error() {
    let sketch = sketch(&[
        "stage x after=a",
        "a 3m",
        "b 1m after=a start=2027-06-01",
        "c 1m finish-after=a start=2027-04-15",
        "d 1m stage=x start=2027-06-30",
        "e 1m start=2027-06-01 not-before=2027-06-02",
        "f 1m after=a start=2027-07-01",
    ]);
    assert_eq!(sketch.dates("b"), dates("2027-06-01", "2027-07-01"));
    assert_eq!(sketch.driver("b"), "start");
    assert_eq!(
        sketch.problems(),
        [
            "M204 initiative.b.start",
            "M204 initiative.c.start",
            "M204 initiative.d.start",
            "M204 initiative.e.start",
        ]
    );
    let messages: Vec<_> = sketch.schedule.diagnostics.iter().map(|it| it.message.as_str()).collect();
    // c ends on 14 May, a on 30 June.
    assert!(
        messages[1]
            .ends_with("and ends on 2027-05-14, but its finish waits for `a`, which allows 2027-06-30")
    );
    assert!(messages[2].ends_with("but its stage `x` waits for `a`, which allows 2027-07-01"));
    let first = &sketch.schedule.diagnostics[0];
    assert_eq!(
        first.message,
        "`b` is given the start 2027-06-01, but waits for `a`, which allows 2027-07-01"
    );
    assert_eq!(
        first.help.as_deref(),
        Some("write `start = 2027-07-01` or later, or let `b` no longer wait for `a`")
    );
}

#[test]
fn a_given_start_before_the_plan_stays_too() {
    let sketch = sketch(&["a 1m start=2027-03-01", "b 1m start=2027-03-01 status=active"]);
    assert_eq!(sketch.dates("a").0, "2027-03-01");
    assert_eq!(sketch.problems(), ["M211 initiative.a.start"]);
}

#[test]
fn actual_dates_hold() {
    let sketch = sketch(&[
        "a 3m status=active actual.start=2027-02-10 not-before=2028-01-01",
        "b 3m status=done actual.start=2027-02-10 actual.finish=2027-04-30 start=2027-06-01",
        "c 3m status=done actual.finish=2027-06-30",
        // Half-open 31 March: 28 February is the last day whose month has ended by then.
        "d 1m status=done actual.finish=2027-03-30",
        "e 3m status=active start=2027-02-10",
        "f 3m status=active",
        "g 3m actual.start=2027-02-10",
    ]);
    for (id, start, finish, driver) in [
        ("a", "2027-02-10", "2027-05-10", "actual"),
        ("b", "2027-02-10", "2027-05-01", "actual"),
        ("c", "2027-04-01", "2027-07-01", "actual"),
        ("d", "2027-02-28", "2027-03-31", "actual"),
        ("e", "2027-02-10", "2027-05-10", "start"),
        ("f", "2027-04-01", "2027-07-01", "plan.start"),
        ("g", "2027-04-01", "2027-07-01", "plan.start"),
    ] {
        assert_eq!(sketch.dates(id), dates(start, finish), "{id}");
        assert_eq!(sketch.driver(id), driver, "{id}");
    }
    assert_eq!(sketch.problems(), ["M208 initiative.f.status", "M118 initiative.g.actual.start"]);
}

#[test]
fn actual_dates_that_a_dependency_does_not_allow_are_a_warning() {
    let sketch = sketch(&[
        "a 3m",
        "b 3m after=a status=active actual.start=2027-05-01",
        "c 1m finish-after=a status=done actual.finish=2027-05-31",
        "d 3m after=a status=active actual.start=2027-07-01",
    ]);
    assert_eq!(sketch.problems(), ["M207 initiative.b.actual.start", "M207 initiative.c.actual.finish"]);
    assert_eq!(
        sketch.schedule.diagnostics[0].message,
        "`b` really started on 2027-05-01, but waits for `a`, which allows 2027-07-01"
    );
}

#[test]
fn stages_reach_from_first_to_last() {
    let sketch = sketch(&[
        "stage x",
        "stage y after=stage:x,a+1m",
        "stage z after=stage:y+1w",
        "stage w",
        "a 3m stage=x not-before=2027-05-01",
        "b 1m stage=x status=idea",
        "c 1m stage=x dropped not-before=2030-01-01",
        "d 1m stage=y",
        "e 1m stage=y not-before=2027-10-10",
    ]);
    let of = |id| sketch.schedule.stages[stage(&sketch.plan, id).at()];
    assert_eq!(of("x"), Some(extent("2027-04-01", "2027-08-01")));
    // d waits for a + 1 month, to 1 September; the stage's `after` drives as what it names.
    assert_eq!(of("y"), Some(extent("2027-09-01", "2027-11-10")));
    assert_eq!(sketch.driver("d"), "initiative.a");
    assert_eq!(sketch.driver("e"), "not-before");
    // Empty: a point, a week after 10 November; and the plan's start.
    assert_eq!(of("z"), Some(extent("2027-11-17", "2027-11-17")));
    assert_eq!(of("w"), Some(extent("2027-04-01", "2027-04-01")));
    assert_eq!(sketch.schedule.placed(at(&sketch.plan, "c")), None);
    assert_eq!(sketch.schedule.finish, day("2027-11-10"));
}

#[test]
fn both_ends_of_a_stage_can_be_waited_for() {
    let sketch = sketch(&[
        "stage x",
        "a 3m stage=x not-before=2027-05-01",
        "b 1m after=stage:x",
        "c 1m after=stage:x.start+1m",
        "d 1m finish-after=stage:x+1m",
    ]);
    assert_eq!((sketch.dates("b").0.as_str(), sketch.driver("b").as_str()), ("2027-08-01", "stage.x"));
    assert_eq!(sketch.dates("c").0, "2027-06-01");
    assert_eq!(sketch.dates("d").0, "2027-08-01");
}

#[test]
fn gates_are_points_that_move_only_what_names_them() {
    let sketch = sketch(&[
        "stage on",
        "stage after",
        "stage both",
        "stage neither",
        "stage none",
        "gate on on=2027-09-30",
        "gate after after=a,b.start",
        "gate both on=2027-06-30 after=a+1m",
        "gate neither",
        "a 3m stage=on",
        "b 1m stage=on",
        "c 1m after=gate:on",
        "d 1m after=gate:both+1w",
    ]);
    let gates: Vec<_> = sketch.schedule.gates.iter().map(|gate| gate.map(|day| day.to_string())).collect();
    let expected = ["2027-10-01", "2027-07-01", "2027-08-01", "2027-04-01"];
    assert_eq!(gates[..4], expected.map(|day| Some(day.to_owned())));
    assert_eq!(gates[4], None);
    assert_eq!((sketch.dates("c").0.as_str(), sketch.driver("c").as_str()), ("2027-10-01", "gate.on"));
    assert_eq!((sketch.dates("d").0.as_str(), sketch.driver("d").as_str()), ("2027-08-08", "gate.both"));
    assert_eq!(sketch.dates("b").0, "2027-04-01");
}

#[test]
fn links_to_what_is_dropped_are_ignored_with_a_warning() {
    let sketch = sketch(&[
        "stage x after=a",
        "gate x after=a",
        "a 3m dropped",
        "b 1m",
        "c 1m after=b,a finish-after=a stage=x",
        "d 1m after=b,b,b+1d",
    ]);
    assert_eq!(sketch.dates("c").0, "2027-05-01");
    assert_eq!(sketch.schedule.gates, [Some(day("2027-04-01"))]);
    assert_eq!(
        sketch.problems(),
        [
            "M206 initiative.c.after[1]",
            "M206 initiative.c.finish-after[0]",
            "M210 initiative.d.after[1]",
            "M206 stage.x.after[0]",
            "M206 stage.x.gate.after[0]",
        ]
    );
}

#[test]
fn a_milestone_is_a_point_and_meets_a_deadline_of_the_day_before() {
    let sketch = sketch(&[
        "a 3m",
        "m 0d after=a deadline=2027-06-30",
        "n 0d after=a deadline=2027-06-29",
        "o 0d after=m",
    ]);
    for id in ["m", "n", "o"] {
        assert_eq!(sketch.dates(id), dates("2027-07-01", "2027-07-01"));
        assert_eq!(sketch.placed(id).last_day(), day("2027-07-01"));
    }
    assert_eq!(sketch.problems(), ["M205 initiative.n.deadline"]);
    assert_eq!((sketch.slack("m"), sketch.slack("n")), (0, -1));
}

#[test]
fn of_drivers_that_allow_the_same_day_dependencies_come_first_and_then_by_id() {
    let sketch = sketch(&[
        "stage aa",
        "gate aa on=2027-06-30",
        "b 3m",
        "c 3m",
        "d 1m after=c,b not-before=2027-07-01",
        "e 1m after=c,gate:aa",
        "f 1m after=c finish-after=b+1m",
        "p 1m status=done actual.start=2027-03-01",
        "q 1m after=p not-before=2027-04-01",
        "r 1m not-before=2027-04-01",
    ]);
    let drivers = ["d", "e", "f", "q", "r", "b"].map(|id| sketch.driver(id));
    assert_eq!(
        drivers,
        ["initiative.b", "gate.aa", "initiative.b", "initiative.p", "not-before", "plan.start"]
    );
}

#[test]
fn a_case_stretches_durations_but_not_lags() {
    let plan = plan(&["a 6m", "b 10d after=a+10d", "z 12m"]);
    let longer = Factors { duration: Percent::parse("10%").unwrap(), ..Factors::default() };
    let schedule = solve(&plan, &longer);
    let b = schedule.placed(at(&plan, "b")).unwrap();
    // 6 months become 7, 10 days become 11: 1 November and 10 days.
    assert_eq!((b.start, b.finish), (day("2027-11-11"), day("2027-11-22")));
}

fn with_envelope_year(mut plan: Plan, first: i32) -> Plan {
    let year = crate::units::FinancialYear::new(first, plan.year_start);
    let years = BTreeMap::from([(year, rust_decimal::Decimal::ONE)]);
    plan.envelopes.push(crate::plan::Envelope {
        id: "e".into(),
        title: "e".into(),
        pays: crate::plan::Kind::ALL.to_vec(),
        years: BTreeMap::new(),
        total: None,
        carries_surplus: false,
        from: None,
        until: None,
        reserve: None,
        additions: years,
        borrowing: None,
        charged_to: None,
        confirmed: None,
        partner: None,
        note: None,
        dropped: false,
    });
    plan
}

#[test]
fn a_plan_ends_with_the_year_of_its_last_finish_or_envelope_year() {
    for (lines, end, years) in [
        (&[][..], "2028-04-01", &["2027/28"][..]),
        (&["a 12m"], "2028-04-01", &["2027/28"]),
        (&["a 12m", "m 0d after=a"], "2028-04-01", &["2027/28"]),
        (&["a 12m", "b 1d after=a"], "2029-04-01", &["2027/28", "2028/29"]),
    ] {
        let schedule = solve(&plan(lines), &Factors::default());
        assert_eq!(schedule.end, day(end), "{lines:?}");
        assert_eq!(schedule.years.iter().map(ToString::to_string).collect::<Vec<_>>(), years, "{lines:?}");
    }
    let schedule = solve(&with_envelope_year(plan(&["a 12m"]), 2029), &Factors::default());
    assert_eq!((schedule.end, schedule.years.len()), (day("2030-04-01"), 3));
    assert_eq!(schedule.finish, day("2028-04-01"));
}

#[test]
fn a_given_end_stays_and_what_finishes_later_is_a_warning() {
    let mut plan = with_envelope_year(plan(&["a 12m", "b 3m", "m 0d after=c", "c 9m"]), 2029);
    plan.end = Some(day("2028-01-01"));
    let sketch = Sketch::of(plan);
    assert_eq!(sketch.schedule.end, day("2028-01-01"));
    assert_eq!(sketch.schedule.years.len(), 1);
    assert_eq!(sketch.problems(), ["M209 initiative.a"]);
}
