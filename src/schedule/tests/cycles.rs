//! Cycles: named whole, one problem each, and nothing else is held up by them.

use std::collections::BTreeMap;

use super::sketch::{at, link};
use super::{Sketch, day, sketch};
use crate::diagnostic::Code;
use crate::plan::{Factors, InitiativeIx, StageIx, Target};
use crate::schedule::{Waiter, chain, waiting_for};

fn cycles(sketch: &Sketch) -> Vec<&str> {
    let messages = sketch.schedule.diagnostics.iter().filter(|it| it.code == Code::Cycle);
    messages.map(|it| it.message.trim_start_matches("each of these waits for the next: ")).collect()
}

#[test]
fn cycles_are_named_whole_and_only_what_hangs_on_them_has_no_dates() {
    let sketch = sketch(&[
        "stage x",
        "stage y after=c",
        "gate y after=b",
        "a 1m stage=x after=d,b",
        "b 1m after=stage:x.start",
        "c 1m finish-after=b",
        "d 1m",
        "e 1m after=d",
        "f 1m stage=y",
        "g 1m after=b start=2027-08-01",
    ]);
    assert_eq!(cycles(&sketch), ["a -> b -> stage:x -> a"]);
    assert_eq!(sketch.problems(), ["M203 initiative.a.after[1]"]);
    let unscheduled = ["a", "b", "c", "f"];
    for (index, initiative) in sketch.plan.initiatives.iter().enumerate() {
        let placed = sketch.schedule.placed(InitiativeIx(index as u32));
        assert_eq!(placed.is_none(), unscheduled.contains(&initiative.id.as_str()), "{}", initiative.id);
    }
    assert_eq!(sketch.schedule.stages, [None, None]);
    assert_eq!(sketch.schedule.gates, [None, None]);
}

#[test]
fn what_waits_for_something_is_found_with_what_it_waits_through() {
    let sketch = sketch(&[
        "stage x",
        "gate x after=b",
        "a 1m",
        "b 1m after=a",
        "c 1m after=gate:x",
        "d 1m stage=x",
        // What has a given start waits for nothing.
        "e 1m after=a start=2027-08-01",
    ]);
    let initiative = |id| Target::Initiative(at(&sketch.plan, id));
    let waiting = waiting_for(&sketch.plan, &Factors::default(), Waiter::Initiative(at(&sketch.plan, "a")));
    let gate = Target::Gate(StageIx(0));
    let expected = [(initiative("b"), None), (gate, Some(initiative("b"))), (initiative("c"), Some(gate))];
    assert_eq!(waiting, BTreeMap::from(expected));
}

#[test]
fn each_cycle_is_one_problem() {
    for (lines, expected, place) in [
        (&["a 1m after=a"][..], &["a -> a"][..], "initiative.a.after[0]"),
        (&["b 1m after=c", "c 1m after=b.start"], &["b -> c -> b"], "initiative.b.after[0]"),
        (&["stage x", "gate x after=b", "b 1m after=gate:x"], &["b -> gate:x -> b"], "initiative.b.after[0]"),
        (&["stage x", "gate x after=gate:x"], &["gate:x -> gate:x"], "stage.x.gate.after[0]"),
        (
            &["stage x after=stage:x", "a 1m stage=x", "b 1m stage=x"],
            &["a -> stage:x -> a"],
            "stage.x.after[0]",
        ),
        (&["stage x after=stage:x"], &["stage:x -> stage:x"], "stage.x.after[0]"),
        (
            &["stage x after=stage:y", "stage y after=stage:x"],
            &["stage:y -> stage:x -> stage:y"],
            "stage.x.after[0]",
        ),
        (
            &[
                "a 1m after=b",
                "b 1m after=a,c",
                "c 1m after=d",
                "d 1m after=b",
                "e 1m after=f",
                "f 1m after=e",
            ],
            &["a -> b -> a", "b -> c -> d -> b", "e -> f -> e"],
            "initiative.a.after[0]",
        ),
    ] {
        let sketch = sketch(lines);
        assert_eq!(cycles(&sketch), expected, "{lines:?}");
        assert_eq!(sketch.problems()[0], format!("M203 {place}"), "{lines:?}");
    }
}

#[test]
fn what_holds_its_dates_is_on_no_cycle() {
    let sketch = sketch(&["a 1m after=b start=2027-06-01", "b 1m after=a"]);
    assert_eq!(sketch.dates("b").0, "2027-07-01");
    assert_eq!(sketch.problems(), ["M204 initiative.a.start"]);
}

#[test]
fn a_ring_of_fifty_thousand_is_one_problem_and_a_chain_of_them_is_none() {
    let id = |at: usize| format!("i{at:05}");
    let mut lines: Vec<String> =
        (1..50_000).map(|at| format!("{} 1d after={}", id(at), id(at - 1))).collect();
    lines.push("i00000 1d".into());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut long = sketch(&lines);
    // 1 April 2027 and 49,999 days.
    assert_eq!(long.placed("i49999").start, day("2027-04-01").plus_days(49_999));
    assert_eq!(long.slack("i00000"), 0);
    let steps = chain(&long.plan, &long.schedule, at(&long.plan, "i49999"));
    assert_eq!(steps.len(), 50_000);
    let after = vec![link(&long.plan, "i49999")];
    long.plan.dependencies[0].after = after;
    let ring = Sketch::of(long.plan);
    assert_eq!(ring.problems(), ["M203 initiative.i00000.after[0]"]);
}
