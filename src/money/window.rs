//! Windows: from which day to which money of a line runs, and the calendar months that they cover.

use num_integer::Integer;

use crate::plan::{BenefitLine, Bound, CostLine, Factors};
use crate::schedule::Placed;
use crate::units::{Day, FinancialYear, Month};

/// A run of days, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// Its first day.
    pub(super) from: Day,
    /// The first day after it.
    pub(super) until: Day,
}

impl Window {
    pub(super) fn new(from: Day, until: Day) -> Self {
        Self { from, until }
    }

    /// The twelve months of a financial year.
    pub(super) fn of_year(year: FinancialYear) -> Self {
        Self::new(year.first_day(), year.end())
    }

    pub(super) fn is_empty(self) -> bool {
        self.until <= self.from
    }

    /// The days in both; may be empty.
    pub(super) fn within(self, other: Self) -> Self {
        Self::new(self.from.max(other.from), self.until.min(other.until))
    }

    /// How many days it has; none when empty.
    pub(super) fn days(self) -> i64 {
        i64::from(self.until.since(self.from).max(0))
    }

    /// The same, or its first day when it is empty.
    pub(super) fn or_first_day(self) -> Self {
        if self.is_empty() { Self::new(self.from, self.from.next()) } else { self }
    }

    /// The months that it touches.
    pub(super) fn cover(self) -> Cover {
        let (year, month, from) = self.from.civil();
        let first = Month::new(year, month).expect("the month of a day exists");
        let (year, month, until) = self.until.civil();
        let last = Month::new(year, month).unwrap_or_else(|| self.until.month());
        Cover { window: self, first, last, missing: i64::from(from) - 1, extra: i64::from(until) - 1 }
    }
}

/// The months that a window touches: all of them from the first up to the last, without the days that are missing at
/// the begin of the first, and with the extra days at the begin of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cover {
    window: Window,
    /// The month of the first day.
    pub(super) first: Month,
    /// The month of the half-open end.
    last: Month,
    missing: i64,
    extra: i64,
}

impl Cover {
    /// The number by which every share of a month that it covers is a whole number.
    pub(super) fn scale(&self) -> i64 {
        match (self.missing, self.extra) {
            (0, 0) => 1,
            (_, 0) => i64::from(self.first.days()),
            (0, _) => i64::from(self.last.days()),
            (_, _) => i64::from(self.first.days()).lcm(&i64::from(self.last.days())),
        }
    }

    /// The covered part of each month, summed, times `scale`.
    pub(super) fn weight(&self, scale: i64) -> i64 {
        let months = i64::from(self.last.number() - self.first.number());
        let part = |days: i64, of: Month| if days == 0 { 0 } else { days * scale / i64::from(of.days()) };
        months * scale - part(self.missing, self.first) + part(self.extra, self.last)
    }

    /// The last month that it covers a day of.
    pub(super) fn last_covered(&self) -> Month {
        if self.extra == 0 { self.last.plus(-1) } else { self.last }
    }

    /// Its months in order.
    pub(super) fn spans(self) -> Spans {
        Spans { month: self.first, cover: self }
    }
}

/// One calendar month covered in part, or a run of whole ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Its first month.
    pub(super) first: Month,
    /// How many months.
    pub(super) months: i32,
    /// Its days, when it is a month covered in part; `None`: whole months.
    pub(super) part: Option<Window>,
}

impl Span {
    /// The covered part of one of its months, times `scale`.
    pub(super) fn weight(&self, scale: i64) -> i64 {
        self.part.map_or(scale, |days| days.days() * scale / i64::from(self.first.days()))
    }

    /// The covered days of its first month.
    pub(super) fn days(&self) -> i64 {
        self.part.map_or_else(|| i64::from(self.first.days()), Window::days)
    }
}

/// The months of a window in order, in runs as long as the caller wants them.
#[derive(Debug, Clone)]
pub(super) struct Spans {
    cover: Cover,
    month: Month,
}

impl Spans {
    /// The month in which the next span begins.
    pub(super) fn month(&self) -> Month {
        self.month
    }

    /// The next span, of at most `limit` months.
    pub(super) fn next_of(&mut self, limit: i32) -> Option<Span> {
        let Cover { window, first: begin, last, missing, extra } = self.cover;
        let first = self.month;
        let whole_months = last.number() - first.number();
        if whole_months < i32::from(extra == 0) || window.is_empty() {
            return None;
        }
        let begins_late = first == begin && missing > 0;
        if whole_months > 0 && !begins_late {
            let months = whole_months.min(limit).max(1);
            self.month = first.plus(months);
            return Some(Span { first, months, part: None });
        }
        self.month = first.plus(1);
        let from = if begins_late { window.from } else { first.first_day() };
        let until = if whole_months > 0 { self.month.first_day() } else { window.until };
        Some(Span { first, months: 1, part: Some(Window::new(from, until)) })
    }
}

impl Iterator for Spans {
    type Item = Span;

    /// The next span, as long as can be.
    fn next(&mut self) -> Option<Span> {
        self.next_of(i32::MAX)
    }
}

fn bound(bound: Bound, placed: &Placed) -> Day {
    match bound {
        Bound::Date(day) => day,
        Bound::Start(offset) => offset.from(placed.start),
        Bound::Finish(offset) => offset.from(placed.finish),
    }
}

fn or(given: Option<Bound>, placed: &Placed, default: Day) -> Day {
    given.map_or(default, |given| bound(given, placed))
}

/// The window of one-off money: the initiative's own days, or as given; an empty one is its first day.
fn delivery(from: Option<Bound>, until: Option<Bound>, placed: &Placed) -> Window {
    Window::new(or(from, placed, placed.start), or(until, placed, placed.finish)).or_first_day()
}

/// The window of a cost that is one-off, or capital without `per`.
pub(super) fn of_one_off_cost(line: &CostLine, placed: &Placed) -> Window {
    delivery(line.from, line.until, placed)
}

/// The window of a cost with `per`: from the initiative's finish to `end`, or as given; may be empty.
pub(super) fn of_running_cost(line: &CostLine, placed: &Placed, end: Day) -> Window {
    Window::new(or(line.from, placed, placed.finish), or(line.until, placed, end))
}

/// The window of a one-off benefit.
pub(super) fn of_one_off_benefit(line: &BenefitLine, placed: &Placed) -> Window {
    delivery(line.from, line.until, placed)
}

/// The window of a benefit with `per`: from the initiative's finish and its lag to `end`, or as given, begun later by
/// what the case delays savings; may be empty.
pub(super) fn of_running_benefit(line: &BenefitLine, placed: &Placed, end: Day, factors: &Factors) -> Window {
    let begin = match (line.from, line.lag) {
        (Some(given), _) => bound(given, placed),
        (None, Some(lag)) => lag.after(placed.finish),
        (None, None) => placed.finish,
    };
    let begin = factors.savings_delay.map_or(begin, |delay| delay.after(begin));
    Window::new(begin, or(line.until, placed, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(from: &str, until: &str) -> Window {
        Window::new(Day::parse(from).unwrap(), Day::parse(until).unwrap())
    }

    fn spans(from: &str, until: &str) -> Vec<(String, i32, i64)> {
        let window = window(from, until);
        let (cover, scale) = (window.cover(), window.cover().scale());
        cover.spans().map(|it| (it.first.to_string(), it.months, it.weight(scale))).collect()
    }

    #[test]
    fn whole_months_are_one_run() {
        assert_eq!(spans("2027-10-01", "2028-10-01"), [("2027-10".to_owned(), 12, 1)]);
    }

    #[test]
    fn partial_months_stand_alone_with_their_share() {
        // 17 of 31 days of January, February and March whole, 9 of 30 days of April: scale lcm(31, 30) = 930.
        assert_eq!(
            spans("2027-01-15", "2027-04-10"),
            [
                ("2027-01".to_owned(), 1, 17 * 30),
                ("2027-02".to_owned(), 2, 930),
                ("2027-04".to_owned(), 1, 9 * 31)
            ]
        );
        // Within one month: 5 of 28 days.
        assert_eq!(spans("2027-02-03", "2027-02-08"), [("2027-02".to_owned(), 1, 5)]);
        assert_eq!(window("2027-02-03", "2027-02-08").cover().weight(28), 5);
        // From the first of a month to the middle of it.
        assert_eq!(spans("2027-03-01", "2027-03-11"), [("2027-03".to_owned(), 1, 10)]);
    }

    #[test]
    fn runs_can_be_cut_short() {
        let mut months = window("2027-01-31", "2027-04-01").cover().spans();
        let taken: Vec<_> = std::iter::from_fn(|| months.next_of(1)).map(|it| it.days()).collect();
        assert_eq!(taken, [1, 28, 31]);
    }
}
