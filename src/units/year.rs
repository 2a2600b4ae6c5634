//! Financial years: twelve calendar months from the first of a month.

use std::fmt;

use super::{Day, Month};

/// The month in which financial years begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct YearStart(u32);

impl YearStart {
    /// 1 April.
    pub const APRIL: Self = Self(4);

    /// Years that begin on the first of `month` (1 to 12).
    pub fn new(month: u32) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self(month))
    }

    /// Reads `04-01`; the day must be the first.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        if month.len() != 2 || day != "01" {
            return None;
        }
        Self::new(month.parse().ok()?)
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u32 {
        self.0
    }
}

/// One financial year.
///
/// *Units*: the calendar year in which it begins, with the month in which it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FinancialYear {
    first: i32,
    starts: YearStart,
}

impl PartialOrd for FinancialYear {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FinancialYear {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first, self.starts.0).cmp(&(other.first, other.starts.0))
    }
}

impl FinancialYear {
    /// The year that begins in calendar year `first`.
    pub const fn new(first: i32, starts: YearStart) -> Self {
        Self { first, starts }
    }

    /// The year that a month lies in.
    pub fn of_month(month: Month, starts: YearStart) -> Self {
        let (year, number) = month.civil();
        Self { first: if number >= starts.0 { year } else { year - 1 }, starts }
    }

    /// The year that a day lies in.
    pub fn of(day: Day, starts: YearStart) -> Self {
        Self::of_month(day.month(), starts)
    }

    /// Reads a key: `2027-28` or `2027/28`, and for years that begin in January `2027`.
    pub fn parse(text: &str, starts: YearStart) -> Option<Self> {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        match text.len() {
            4 if starts.0 == 1 && digits(text) => Some(Self::new(text.parse().ok()?, starts)),
            7 if starts.0 != 1 && matches!(text.as_bytes()[4], b'-' | b'/') => {
                let (first, second) = (text.get(..4)?, text.get(5..)?);
                if !digits(first) || !digits(second) {
                    return None;
                }
                let first: i32 = first.parse().ok()?;
                (second.parse::<i32>().ok()? == (first + 1) % 100).then(|| Self::new(first, starts))
            }
            _ => None,
        }
    }

    /// The calendar year in which it begins.
    pub const fn first_year(self) -> i32 {
        self.first
    }

    /// The month in which its years begin.
    pub const fn starts(self) -> YearStart {
        self.starts
    }

    /// The year `years` later, earlier when negative.
    #[must_use]
    pub const fn plus(self, years: i32) -> Self {
        Self { first: self.first + years, starts: self.starts }
    }

    /// How many years this is after `other`.
    pub const fn since(self, other: Self) -> i32 {
        self.first - other.first
    }

    /// Its first month.
    pub fn first_month(self) -> Month {
        Month::new(self.first.clamp(1, 9998), self.starts.0).expect("a month of a clamped year exists")
    }

    /// The beginning of its first day.
    pub fn first_day(self) -> Day {
        self.first_month().first_day()
    }

    /// The half-open end: the first day of the next year.
    pub fn end(self) -> Day {
        self.plus(1).first_day()
    }

    /// As a file writes it: `2027-28`, or `2027` when years begin in January.
    pub fn key(self) -> String {
        if self.starts.0 == 1 {
            format!("{:04}", self.first)
        } else {
            format!("{:04}-{:02}", self.first, (self.first + 1).rem_euclid(100))
        }
    }
}

impl fmt::Display for FinancialYear {
    /// As people see it: `2027/28`, or `2027` when years begin in January.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.key().replace('-', "/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_written_and_read() {
        let april = YearStart::APRIL;
        let january = YearStart::new(1).unwrap();
        assert_eq!(FinancialYear::parse("2027-28", april).map(|y| y.to_string()).as_deref(), Some("2027/28"));
        assert_eq!(FinancialYear::parse("2099/00", april).map(FinancialYear::first_year), Some(2099));
        assert_eq!(FinancialYear::parse("2027-29", april), None);
        assert_eq!(FinancialYear::parse("2027", april), None);
        assert_eq!(FinancialYear::parse("2027", january).map(|y| y.to_string()).as_deref(), Some("2027"));
    }

    #[test]
    fn a_day_lies_in_its_year() {
        let april = YearStart::APRIL;
        for (day, year) in [("2028-03-31", "2027/28"), ("2028-04-01", "2028/29")] {
            assert_eq!(FinancialYear::of(Day::parse(day).unwrap(), april).to_string(), year);
        }
    }
}
