//! The backward pass: how late each initiative may start, by kind of successor.

use super::{Sketch, sketch};

fn slacks(sketch: &Sketch, expected: &[(&str, i32)]) {
    for (id, days) in expected {
        assert_eq!(sketch.slack(id), *days, "slack of {id}");
    }
}

// `z 6m` sets the plan's last finish: 1 October 2027 (half-open). A month that must finish by then starts by
// 1 September, 153 days after 1 April.

#[test]
fn successors_of_all_four_kinds() {
    // Finish to start: a may finish on 1 October - 1 month = 1 September, and so starts by 1 August.
    slacks(&sketch(&["a 1m", "b 1m after=a", "z 6m"]), &[("a", 122), ("b", 123), ("z", 0)]);
    // With a month's lag: b by 1 September, a's finish by 1 August.
    slacks(&sketch(&["a 1m", "b 1m after=a+1m", "z 6m"]), &[("a", 91), ("b", 92)]);
    // Start to start with a month's lag: a's start by 1 August.
    slacks(&sketch(&["a 1m", "b 1m after=a.start+1m", "z 6m"]), &[("a", 122), ("b", 123)]);
    // Finish to finish with a month's lag: a's finish by 1 September.
    slacks(&sketch(&["a 1m", "b 2m finish-after=a+1m", "z 6m"]), &[("a", 122), ("b", 122)]);
    // Start to finish with two months' lag: a's start by 1 August.
    slacks(&sketch(&["a 1m", "b 2m finish-after=a.start+2m", "z 6m"]), &[("a", 122), ("b", 122)]);
    // A lead of ten days: a's finish by 1 September + 10 days, so its start by 11 August.
    slacks(&sketch(&["a 1m", "b 1m after=a-10d", "z 6m"]), &[("a", 132)]);
}

#[test]
fn the_finish_that_late_starts_lead_to_binds() {
    // b may start no later than 1 July for c, and then finishes on 1 September, though its own finish would be free to
    // 1 October: a's finish, which b's finish waits for, has until 1 September.
    let sketch = sketch(&["a 1m", "b 2m finish-after=a", "c 3m after=b.start", "z 6m"]);
    slacks(&sketch, &[("c", 91), ("b", 91), ("a", 122)]);
}

#[test]
fn a_diamond() {
    // a to 1 July, b to 1 October, c waits for both and ends on 1 November; 1 April to 1 July is 91 days.
    slacks(&sketch(&["a 3m", "b 6m", "c 1m after=a,b"]), &[("a", 91), ("b", 0), ("c", 0)]);
}

#[test]
fn month_ends_give_slack_of_their_own() {
    // 29, 30 and 31 January 2028 all lead to 29 February.
    let sketch = sketch(&["a 1m not-before=2028-01-29", "b 1d not-before=2028-02-28"]);
    slacks(&sketch, &[("a", 2), ("b", 0)]);
    let sketch = super::sketch(&["a 1m not-before=2027-12-31", "b 1m after=a"]);
    assert_eq!(sketch.dates("b"), ("2028-01-31".into(), "2028-02-29".into()));
    slacks(&sketch, &[("a", 0), ("b", 0)]);
    // b may start by 1 March 2028 for z; the latest day whose successor a month on is not later is 1 February.
    let sketch = super::sketch(&["a 1m", "b 1m after=a+1m", "z 12m"]);
    // a: 1 January 2028 is 275 days after 1 April 2027; b: 1 June 2027 to 1 March 2028 is 274.
    slacks(&sketch, &[("a", 275), ("b", 274)]);
}

#[test]
fn a_given_start_has_none_and_its_predecessors_are_measured_to_it() {
    let sketch = sketch(&["a 1m", "b 1m after=a start=2027-09-01", "c 1m after=b", "z 12m"]);
    // a's finish by 1 September, its start by 1 August; c is free to the plan's end.
    slacks(&sketch, &[("a", 122), ("b", 0)]);
    // c: 1 October 2027 to 1 March 2028.
    slacks(&sketch, &[("c", 152)]);
}

#[test]
fn what_actual_holds_has_none() {
    let sketch = sketch(&[
        "a 1m status=active actual.start=2027-02-01",
        "p 1m",
        "b 1m after=p status=done actual.start=2027-04-10",
        "z 12m",
    ]);
    slacks(&sketch, &[("a", 0), ("b", 0)]);
    // p's finish is measured to 10 April, so its start to 10 March: 22 days before 1 April.
    slacks(&sketch, &[("p", -22)]);
}

#[test]
fn a_missed_deadline_is_negative() {
    // a: 1 May to 1 August; it must finish by 1 July, so start by 1 April; p must finish by then, so start by 1 March.
    let sketch = sketch(&["p 1m", "a 3m after=p deadline=2027-06-30"]);
    slacks(&sketch, &[("a", -30), ("p", -31)]);
    assert_eq!(sketch.problems(), ["M205 initiative.a.deadline"]);
    assert!(sketch.placed("p").critical());
}

#[test]
fn a_deadline_that_is_kept_bounds() {
    let sketch = sketch(&["a 3m deadline=2027-07-31", "z 12m"]);
    // Finish by 1 August, start by 1 May.
    slacks(&sketch, &[("a", 30)]);
    assert!(sketch.problems().is_empty());
}

#[test]
fn a_stage_finish_binds_every_initiative_of_it() {
    let sketch = sketch(&["stage x", "a 1m stage=x", "b 2m stage=x", "c 1m after=stage:x", "z 6m"]);
    // Both must finish by 1 September.
    slacks(&sketch, &[("a", 122), ("b", 91), ("c", 92)]);
}

#[test]
fn a_stage_start_binds_the_initiative_that_makes_it() {
    let sketch = sketch(&[
        "stage x",
        "a 1m stage=x",
        "b 1m stage=x not-before=2027-05-01",
        "c 1m after=stage:x.start+1m",
        "z 12m",
    ]);
    // c may start by 1 March 2028, so the stage by 1 February: a. b by 1 March.
    slacks(&sketch, &[("a", 306), ("b", 305), ("c", 305)]);
}

#[test]
fn a_stage_start_with_a_tie_binds_the_first_by_id() {
    let sketch = sketch(&["stage x", "b 1m stage=x", "a 1m stage=x", "c 1m after=stage:x.start", "z 1m"]);
    slacks(&sketch, &[("a", 0), ("b", 0), ("c", 0)]);
    let sketch =
        super::sketch(&["stage x", "b 1m stage=x", "a 1m stage=x", "c 5m after=stage:x.start", "z 6m"]);
    // c may start by 1 May: a too. b is free to 1 September.
    slacks(&sketch, &[("a", 30), ("b", 153)]);
}

#[test]
fn the_after_of_a_stage_is_bound_by_all_its_initiatives() {
    let sketch = sketch(&["stage x after=p", "p 1m", "a 1m stage=x", "b 2m stage=x", "z 6m"]);
    // b must start by 1 August, so p by 1 July.
    slacks(&sketch, &[("p", 91), ("a", 123), ("b", 92)]);
}

#[test]
fn a_gate_is_bound_only_by_what_waits_for_it() {
    let sketch = sketch(&["stage x", "gate x after=a+1y", "a 1m", "z 6m"]);
    slacks(&sketch, &[("a", 153)]);
    let sketch = super::sketch(&["stage x", "gate x after=a+1m", "a 1m", "b 1m after=gate:x", "z 6m"]);
    // The gate by 1 September, a's finish by 1 August.
    slacks(&sketch, &[("a", 91)]);
}

#[test]
fn an_empty_stage_is_bound_only_by_what_waits_for_it() {
    let sketch = sketch(&["stage x after=p+1m", "p 1m", "z 6m"]);
    slacks(&sketch, &[("p", 153)]);
    let sketch = super::sketch(&["stage x after=p+1m", "p 1m", "b 1m after=stage:x.start", "z 6m"]);
    slacks(&sketch, &[("p", 91)]);
}
