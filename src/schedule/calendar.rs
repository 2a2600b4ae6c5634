//! The way back through the calendar: which day leads to a given one.
//!
//! Month arithmetic has no inverse (30 and 31 January both lead to 28 February, and no day leads to 30 March by way of
//! "one month later" from February), so the answers are searched: a guess, and the few days around it. Every question
//! is about a function that never decreases, which is why the first answer found is the right one.

use crate::units::{Day, Duration, Offset};

/// How far a guess can be off before the whole calendar is searched: month ends differ by at most three days.
const NEAR: usize = 8;

/// The earliest day from which something of this duration finishes at `bound` or later.
pub(super) fn earliest_start(duration: Duration, bound: Day) -> Day {
    first_reaching(|day| duration.after(day), duration.before(bound), bound)
}

/// The latest day from which something of this duration finishes at `bound` or earlier.
pub(super) fn latest_start(duration: Duration, bound: Day) -> Day {
    last_keeping(|day| duration.after(day), duration.before(bound), bound)
}

/// The latest point that, moved by the lag or lead of a link, is still at `bound` or earlier.
pub(super) fn latest_point(offset: Offset, bound: Day) -> Day {
    if offset.is_zero() {
        return bound;
    }
    let back = Offset { earlier: !offset.earlier, length: offset.length };
    last_keeping(|day| offset.from(day), back.from(bound), bound)
}

/// The first day that `moved`, which never decreases, takes to `bound` or later: near the guess, or else anywhere.
fn first_reaching(moved: impl Fn(Day) -> Day, guess: Day, bound: Day) -> Day {
    let mut day = guess;
    let beyond = moved(day) >= bound;
    for _ in 0..NEAR {
        let next = if beyond { day.previous() } else { day.next() };
        match (beyond, moved(next) >= bound) {
            (true, false) => return day,
            (false, true) => return next,
            (true, true) | (false, false) => day = next,
        }
    }
    let (mut below, mut reaching) = (Day::MIN, Day::MAX);
    if moved(below) >= bound {
        return below;
    }
    while reaching.since(below) > 1 {
        let middle = below.plus_days(i64::from(reaching.since(below) / 2));
        if moved(middle) >= bound {
            reaching = middle;
        } else {
            below = middle;
        }
    }
    reaching
}

/// The last day that `moved`, which never decreases, takes to `bound` or earlier.
fn last_keeping(moved: impl Fn(Day) -> Day, guess: Day, bound: Day) -> Day {
    if bound == Day::MAX { Day::MAX } else { first_reaching(moved, guess, bound.next()).previous() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn duration(text: &str) -> Duration {
        Duration::parse(text).unwrap()
    }

    #[test]
    fn the_earliest_start_that_is_not_too_early() {
        for (length, bound, expected) in [
            ("10 days", "2027-05-11", "2027-05-01"),
            ("2 weeks", "2027-05-15", "2027-05-01"),
            ("1 month", "2027-05-01", "2027-04-01"),
            // 28 January to 31 January all finish on 28 February 2027: the earliest of them.
            ("1 month", "2027-02-28", "2027-01-28"),
            // 28 February + 1 month is 28 March, so 29 March needs a start on 1 March.
            ("1 month", "2027-03-29", "2027-03-01"),
            ("1 month", "2027-03-31", "2027-03-01"),
            ("1 year", "2029-02-28", "2028-02-28"),
            ("1 year", "2028-02-29", "2027-03-01"),
            ("0 days", "2027-05-01", "2027-05-01"),
        ] {
            assert_eq!(earliest_start(duration(length), day(bound)), day(expected), "{length} to {bound}");
        }
    }

    #[test]
    fn the_latest_start_that_still_fits() {
        for (length, bound, expected) in [
            ("10 days", "2027-05-11", "2027-05-01"),
            ("1 month", "2027-05-01", "2027-04-01"),
            ("1 month", "2027-02-28", "2027-01-31"),
            ("1 month", "2027-03-31", "2027-02-28"),
            ("1 month", "2028-03-30", "2028-02-29"),
            ("1 month", "2027-04-30", "2027-03-31"),
            ("1 quarter", "2027-02-28", "2026-11-30"),
            ("1 year", "2029-02-28", "2028-02-29"),
        ] {
            assert_eq!(latest_start(duration(length), day(bound)), day(expected), "{length} to {bound}");
        }
    }

    #[test]
    fn the_latest_point_behind_a_lag_or_lead() {
        for (earlier, length, bound, expected) in [
            (false, "2 months", "2027-06-01", "2027-04-01"),
            (false, "1 month", "2027-02-28", "2027-01-31"),
            (true, "1 month", "2027-02-28", "2027-03-31"),
            (true, "1 month", "2027-03-30", "2027-04-30"),
            (true, "1 month", "2027-03-31", "2027-04-30"),
            (true, "1 week", "2027-03-01", "2027-03-08"),
        ] {
            let offset = Offset { earlier, length: duration(length) };
            assert_eq!(latest_point(offset, day(bound)), day(expected), "{offset} to {bound}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trap() {
        let long = duration("200 years");
        assert_eq!(latest_start(long, Day::MAX), Day::MAX);
        assert_eq!(latest_start(long, Day::MIN), Day::MIN);
        assert_eq!(earliest_start(long, Day::MIN), Day::MIN);
        assert_eq!(earliest_start(long, Day::MAX), Day::MAX.plus_months(-2_400));
    }
}
