//! What holds for every plan, on random ones with all kinds of links, stages and gates.

use proptest::prelude::*;

use super::sketch::{Sketch, plan};
use crate::plan::{Factors, InitiativeIx, Link, Plan, Target};
use crate::schedule::{Cause, Placed, solve};
use crate::units::Day;

/// A length of time as a file writes it.
fn length() -> impl Strategy<Value = String> {
    (0_u32..40, prop::sample::select(vec!["d", "w", "m", "q"])).prop_map(|(count, unit)| {
        let count = if unit == "d" { count * 3 } else { count / 4 };
        format!("{count}{unit}")
    })
}

/// An initiative: length, references to earlier things with lag or lead (what kind is made of the numbers), a day
/// before which it may not start.
fn item() -> impl Strategy<Value = (String, Vec<(u32, u8, String)>, Option<u32>)> {
    let link = (any::<u32>(), any::<u8>(), length());
    (length(), prop::collection::vec(link, 0..4), prop::option::weighted(0.3, 0_u32..900))
}

/// A plan of up to 24 initiatives in stages of six. An initiative waits for earlier ones, and for stages and gates
/// before its own; so does a stage. Ids are no order: they run against the order of waiting.
fn plans(with_stage_starts: bool) -> impl Strategy<Value = Plan> {
    prop::collection::vec(item(), 1..25).prop_map(move |items| {
        let id = |at: usize| format!("i{:02}", 99 - at);
        let mut lines = Vec::new();
        for (at, (length, links, not_before)) in items.iter().enumerate() {
            let mut line = vec![id(at), length.clone()];
            if at % 3 != 2 {
                line.push(format!("stage=s{}", at / 6));
            }
            if let Some(days) = not_before {
                let day = super::day("2027-04-01").plus_days(i64::from(*days));
                line.push(format!("not-before={day}"));
            }
            let mut lists = [Vec::new(), Vec::new()];
            for (pick, kind, offset) in links {
                let before = (at / 6) as u32;
                let end = if kind & 1 == 0 { "" } else { ".start" };
                let sign = if kind & 2 == 0 { '+' } else { '-' };
                let name = match kind >> 4 {
                    0..=1 if before > 0 && (end.is_empty() || with_stage_starts) => {
                        format!("stage:s{}{end}", pick % before)
                    }
                    2..=3 if before > 0 => format!("gate:s{}", pick % before),
                    _ if at > 0 => format!("{}{end}", id(*pick as usize % at)),
                    _ => continue,
                };
                lists[usize::from(kind & 4 != 0)].push(format!("{name}{sign}{offset}"));
            }
            for (key, list) in ["after", "finish-after"].iter().zip(lists) {
                if !list.is_empty() {
                    line.push(format!("{key}={}", list.join(",")));
                }
            }
            lines.push(line.join(" "));
        }
        for stage in 0..items.len().div_ceil(6) {
            let after = if stage > 1 { format!(" after=gate:s{}+1w", stage - 2) } else { String::new() };
            lines.push(format!("stage s{stage}{after}"));
            lines.push(format!("gate s{stage} on=2027-06-30 after={}+1m", id(stage * 6)));
        }
        plan(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

/// All that the start of an initiative waits for, its stage's list included.
fn start_links(plan: &Plan, at: usize) -> impl Iterator<Item = &Link> {
    let initiative = &plan.initiatives[at];
    let stage = initiative.stage.map_or(&[][..], |stage| &plan.stages[stage.at()].after);
    plan.dependencies[at].after.iter().chain(stage)
}

/// Whether an initiative of a plan may start on a day when all else stays as it is.
fn allowed(sketch: &Sketch, at: usize, start: Day) -> bool {
    let initiative = &sketch.plan.initiatives[at];
    let finish = initiative.duration.after(start);
    let point = |link: &Link| link.offset.from(sketch.schedule.point(link).expect("everything is scheduled"));
    start >= sketch.plan.start
        && initiative.not_before.is_none_or(|day| start >= day)
        && start_links(&sketch.plan, at).all(|link| start >= point(link))
        && sketch.plan.dependencies[at].finish_after.iter().all(|link| finish >= point(link))
}

fn placed(sketch: &Sketch) -> Vec<Placed> {
    sketch.schedule.initiatives.iter().map(|placed| placed.expect("everything is scheduled")).collect()
}

/// The plan's last finish when one initiative may not start before a day.
fn finish_with(sketch: &Sketch, at: usize, day: Day) -> Day {
    let mut plan = sketch.plan.clone();
    plan.initiative_mut(InitiativeIx(at as u32)).not_before = Some(day);
    solve(&plan, &Factors::default()).finish
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_start_is_the_earliest_that_is_allowed(plan in plans(true)) {
        let sketch = Sketch::of(plan);
        for (at, placed) in placed(&sketch).iter().enumerate() {
            prop_assert!(allowed(&sketch, at, placed.start));
            prop_assert!(!allowed(&sketch, at, placed.start.previous()));
            prop_assert_eq!(placed.finish, sketch.plan.initiatives[at].duration.after(placed.start));
        }
    }

    #[test]
    fn slack_is_never_negative_and_using_it_delays_nothing(plan in plans(true)) {
        let sketch = Sketch::of(plan);
        for (at, placed) in placed(&sketch).iter().enumerate() {
            prop_assert!(placed.slack_days >= 0);
            prop_assert_eq!(finish_with(&sketch, at, placed.late_start), sketch.schedule.finish);
        }
    }

    /// Stage starts apart, which bind the first initiative though a second one may stand in for it.
    #[test]
    fn a_day_more_than_the_slack_delays_the_plan(plan in plans(false)) {
        let sketch = Sketch::of(plan);
        for (at, placed) in placed(&sketch).iter().enumerate() {
            prop_assert!(finish_with(&sketch, at, placed.late_start.next()) > sketch.schedule.finish);
        }
    }

    #[test]
    fn the_driver_is_one_that_allows_no_earlier_day(plan in plans(true)) {
        let sketch = Sketch::of(plan);
        for at in 0..sketch.plan.initiatives.len() {
            let steps = crate::schedule::chain(&sketch.plan, &sketch.schedule, InitiativeIx(at as u32));
            prop_assert_eq!(steps[0].item, Target::Initiative(InitiativeIx(at as u32)));
            // Each step but the last leads to a next one.
            for pair in steps.windows(2) {
                prop_assert!(pair[0].day >= sketch.plan.start && pair[0].item != pair[1].item);
            }
            let root = steps.last().expect("a scheduled initiative has a chain").cause;
            prop_assert!(matches!(root, Cause::NotBefore | Cause::PlanStart | Cause::On), "{root:?}");
        }
    }

    #[test]
    fn the_order_of_lists_does_not_matter(plan in plans(true)) {
        let sketch = Sketch::of(plan);
        let mut turned = sketch.plan.clone();
        for links in &mut turned.dependencies {
            links.after.reverse();
            links.finish_after.reverse();
        }
        let mut schedule = solve(&turned, &Factors::default());
        // Only the place of a dependency that stands twice is another.
        schedule.diagnostics.clone_from(&sketch.schedule.diagnostics);
        prop_assert_eq!(&schedule, &sketch.schedule);
    }
}
