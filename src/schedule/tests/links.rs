//! The four kinds of dependency, with lag and lead, in every unit, at month ends.

use super::sketch;

/// `a` as given, `b` as given: when `b` starts and finishes (half-open).
fn check(cases: &[(&str, &str, &str, &str)]) {
    for (a, b, start, finish) in cases {
        let sketch = sketch(&[&format!("a {a}"), &format!("b {b}")]);
        assert_eq!(sketch.dates("b"), ((*start).into(), (*finish).into()), "a {a}; b {b}");
        assert!(sketch.problems().is_empty(), "{:?}", sketch.problems());
    }
}

// `a` of 3 months lies from 1 April to 30 June 2027: its half-open finish is 1 July.

#[test]
fn finish_to_start() {
    check(&[
        ("3m", "2m after=a", "2027-07-01", "2027-09-01"),
        ("3m", "2m after=a.finish", "2027-07-01", "2027-09-01"),
        ("3m", "2m after=a+10d", "2027-07-11", "2027-09-11"),
        ("3m", "2m after=a+2w", "2027-07-15", "2027-09-15"),
        ("3m", "2m after=a+1m", "2027-08-01", "2027-10-01"),
        ("3m", "2m after=a+1q", "2027-10-01", "2027-12-01"),
        ("3m", "2m after=a+1y", "2028-07-01", "2028-09-01"),
        ("3m", "2m after=a-10d", "2027-06-21", "2027-08-21"),
        ("3m", "2m after=a-1m", "2027-06-01", "2027-08-01"),
        // The plan's start is a floor for any lead.
        ("3m", "2m after=a-1y", "2027-04-01", "2027-06-01"),
    ]);
}

#[test]
fn start_to_start() {
    check(&[
        ("3m", "2m after=a.start", "2027-04-01", "2027-06-01"),
        ("3m", "2m after=a.start+2m", "2027-06-01", "2027-08-01"),
        ("3m not-before=2027-05-10", "2m after=a.start+1w", "2027-05-17", "2027-07-17"),
        ("3m not-before=2027-05-10", "2m after=a.start-1w", "2027-05-03", "2027-07-03"),
    ]);
}

#[test]
fn finish_to_finish() {
    check(&[
        // 2 months that finish on 1 July start on 1 May.
        ("3m", "2m finish-after=a", "2027-05-01", "2027-07-01"),
        ("3m", "2m finish-after=a+1m", "2027-06-01", "2027-08-01"),
        ("3m", "20d finish-after=a+5d", "2027-06-16", "2027-07-06"),
        ("3m", "2m finish-after=a-1m", "2027-04-01", "2027-06-01"),
        // Longer than what it waits for: the plan's start holds it, and it finishes later than it must.
        ("3m", "5m finish-after=a", "2027-04-01", "2027-09-01"),
    ]);
}

#[test]
fn start_to_finish() {
    check(&[
        ("3m not-before=2027-09-01", "2m finish-after=a.start", "2027-07-01", "2027-09-01"),
        ("3m not-before=2027-09-01", "2m finish-after=a.start+2w", "2027-07-15", "2027-09-15"),
        ("3m not-before=2027-09-01", "2m finish-after=a.start-1m", "2027-06-01", "2027-08-01"),
    ]);
}

#[test]
fn month_ends() {
    check(&[
        // 31 August + 1 month is 30 September; its own month from there ends on 30 October.
        ("1m not-before=2027-07-31", "1m after=a+1m", "2027-09-30", "2027-10-30"),
        // 31 December to 31 January (half-open); + 1 month is 29 February.
        ("1m not-before=2027-12-31", "1m after=a+1m", "2028-02-29", "2028-03-29"),
        // 31 May - 3 months is 28 February, before the plan: the floor holds.
        ("1m not-before=2027-04-30", "1m after=a-3m", "2027-04-01", "2027-05-01"),
        // 31 May 2028 - 3 months is 29 February 2028.
        ("1m not-before=2028-04-30", "1m after=a-3m", "2028-02-29", "2028-03-29"),
        // A month that finishes on 28 February 2028 or later starts on 28 January; on 29 February, on 29 January.
        ("1d not-before=2028-02-27", "1m finish-after=a", "2028-01-28", "2028-02-28"),
        ("1d not-before=2028-02-28", "1m finish-after=a", "2028-01-29", "2028-02-29"),
        // No month finishes on 30 March 2028: 29 February leads to 29 March, 1 March to 1 April.
        ("1d not-before=2028-03-29", "1m finish-after=a", "2028-03-01", "2028-04-01"),
        // 29 February a year on is 29 February.
        ("1y not-before=2028-02-29", "1m after=a", "2029-02-28", "2029-03-28"),
    ]);
}

#[test]
fn the_latest_of_many_holds() {
    let sketch =
        sketch(&["a 3m", "b 1m not-before=2027-07-10", "c 6m", "d 2m after=a,b,c.start+2m finish-after=c"]);
    // a: 1 July; b: 10 August; c.start + 2m: 1 June; finish 1 October with 2 months: 1 August.
    assert_eq!(sketch.dates("d"), ("2027-08-10".into(), "2027-10-10".into()));
    assert_eq!(sketch.driver("d"), "initiative.b");
}
