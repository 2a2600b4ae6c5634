//! What holds an initiative, and the chain of what drives it.

use super::sketch::{at, stage};
use super::{day, sketch};
use crate::plan::{Factors, LinkEnd, Target};
use crate::schedule::{Bound, Cause, Driver, List, chain, hold};

#[test]
fn what_holds_an_initiative_apart_from_its_own_dates() {
    let sketch = sketch(&[
        "stage x after=a",
        "a 3m",
        "b 1m after=a start=2027-12-01",
        "c 1m stage=x not-before=2027-12-01",
        "d 2m finish-after=a not-before=2027-12-01",
        "e 1m not-before=2027-12-01",
        "f 1m after=a status=active actual.start=2027-02-01",
    ]);
    let hold = |id| hold(&sketch.plan, &Factors::default(), &sketch.schedule, at(&sketch.plan, id)).unwrap();
    let a = Driver::Initiative(at(&sketch.plan, "a"));
    assert_eq!(hold("b"), Bound { day: day("2027-07-01"), driver: a });
    assert_eq!(hold("c"), Bound { day: day("2027-07-01"), driver: a });
    assert_eq!(hold("d"), Bound { day: day("2027-05-01"), driver: a });
    assert_eq!(hold("e"), Bound { day: day("2027-04-01"), driver: Driver::PlanStart });
    assert_eq!(hold("f"), Bound { day: day("2027-02-01"), driver: Driver::Actual });
}

#[test]
fn the_chain_goes_down_to_the_root() {
    let sketch = sketch(&[
        "stage x",
        "stage y after=gate:x+1m",
        "gate x after=stage:x",
        "a 3m not-before=2027-05-01",
        "b 1m stage=x",
        "c 2m stage=x finish-after=a+1m",
        "d 1m stage=y",
    ]);
    let steps = chain(&sketch.plan, &sketch.schedule, at(&sketch.plan, "d"));
    let told: Vec<_> = steps.iter().map(|step| (step.item, step.end, step.day.to_string())).collect();
    let initiative = |id| Target::Initiative(at(&sketch.plan, id));
    let x = stage(&sketch.plan, "x");
    assert_eq!(
        told,
        [
            (initiative("d"), LinkEnd::Start, "2027-10-01".into()),
            (Target::Gate(x), LinkEnd::Finish, "2027-09-01".into()),
            (Target::Stage(x), LinkEnd::Finish, "2027-09-01".into()),
            (initiative("c"), LinkEnd::Finish, "2027-09-01".into()),
            (initiative("a"), LinkEnd::Finish, "2027-08-01".into()),
        ]
    );
    let lists: Vec<_> = steps
        .iter()
        .filter_map(|step| match step.cause {
            Cause::Link { list, .. } => Some(list),
            _ => None,
        })
        .collect();
    assert_eq!(lists, [List::StageAfter(stage(&sketch.plan, "y")), List::After, List::FinishAfter]);
    assert_eq!(steps.last().map(|step| step.cause), Some(Cause::NotBefore));
}
