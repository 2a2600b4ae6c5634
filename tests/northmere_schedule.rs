//! The schedule of the Northmere example against dates and floats calculated independently of this project.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use milepost::document::{Document, Source, decode};
use milepost::plan::{Factors, InitiativeIx};
use milepost::schedule::{Schedule, solve};
use milepost::units::{Day, FinancialYear, YearStart};

/// Code, first month, last month, and float in months against the end of the sixty months.
const EXPECTED: [(&str, &str, &str, i32); 34] = [
    ("S1-01", "2027-04", "2027-06", 0),
    ("S1-02", "2027-07", "2027-09", 0),
    ("S1-03", "2027-07", "2028-03", 9),
    ("S1-04", "2027-07", "2028-03", 12),
    ("S1-05", "2027-07", "2027-12", 21),
    ("S1-06", "2027-07", "2027-12", 51),
    ("S1-07", "2027-10", "2029-09", 30),
    ("S1-08", "2027-04", "2027-09", 0),
    ("S2-01", "2027-10", "2028-03", 0),
    ("S2-02", "2028-04", "2028-12", 0),
    ("S2-03", "2028-04", "2028-12", 39),
    ("S2-04", "2028-04", "2028-09", 42),
    ("S2-05", "2027-10", "2028-09", 12),
    ("S2-06", "2028-10", "2029-03", 12),
    ("S2-07", "2027-10", "2028-06", 21),
    ("S2-08", "2028-04", "2029-03", 9),
    ("S2-09", "2028-04", "2029-03", 36),
    ("S2-10", "2027-10", "2029-03", 0),
    ("S2-11", "2027-04", "2028-03", 33),
    ("S3-01", "2028-04", "2028-12", 0),
    ("S3-02", "2029-01", "2030-03", 0),
    ("S3-03", "2029-01", "2029-12", 18),
    ("S3-04", "2029-01", "2029-12", 27),
    ("S3-05", "2028-07", "2029-06", 21),
    ("S3-06", "2030-04", "2031-03", 0),
    ("S3-07", "2029-04", "2030-03", 9),
    ("S3-08", "2029-04", "2030-09", 0),
    ("S3-09", "2029-01", "2029-12", 12),
    ("S4-01", "2030-04", "2031-06", 9),
    ("S4-02", "2030-10", "2031-09", 6),
    ("S4-03", "2030-10", "2032-03", 0),
    ("S4-04", "2030-04", "2030-12", 15),
    ("S4-05", "2030-04", "2030-09", 18),
    ("S4-06", "2031-04", "2032-03", 0),
];

fn northmere() -> (milepost::plan::Plan, Schedule) {
    let document = Document::new(Source::new("northmere.toml", include_str!("../plans/northmere.toml")));
    let plan = decode(&document, Day::new(2027, 4, 1).unwrap()).plan;
    let schedule = solve(&plan, &Factors::default());
    (plan, schedule)
}

#[test]
fn every_start_finish_and_float() {
    let (plan, schedule) = northmere();
    assert_eq!(plan.initiatives.len(), EXPECTED.len());
    for (code, first, last, float) in EXPECTED {
        let at = plan.initiatives.iter().position(|it| it.code.as_deref() == Some(code)).unwrap();
        let placed = schedule.placed(InitiativeIx(at as u32)).unwrap();
        assert_eq!(placed.start.month().to_string(), first, "start of {code}");
        assert_eq!(placed.last_day().month().to_string(), last, "finish of {code}");
        // Whole months throughout: each starts on a first and ends on a last day.
        assert_eq!((placed.start.civil().2, placed.finish.civil().2), (1, 1), "{code}");
        let months = placed.late_start.month().number() - placed.start.month().number();
        assert_eq!(months, float, "float of {code}");
        assert_eq!(placed.critical(), float == 0, "{code}");
    }
}

#[test]
fn the_plan_covers_sixty_months() {
    let (_, schedule) = northmere();
    assert_eq!(
        (schedule.start, schedule.end),
        (Day::new(2027, 4, 1).unwrap(), Day::new(2032, 4, 1).unwrap())
    );
    assert_eq!(schedule.finish, schedule.end);
    let years: Vec<_> = (2027..2032).map(|first| FinancialYear::new(first, YearStart::APRIL)).collect();
    assert_eq!(schedule.years, years);
    assert!(schedule.diagnostics.is_empty(), "{:?}", schedule.diagnostics);
}
