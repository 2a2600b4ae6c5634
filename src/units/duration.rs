//! Durations as written: one number and one unit.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Day, Percent};

/// The unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeUnit {
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// One calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// Twelve calendar months.
    Year,
}

impl TimeUnit {
    const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::Day => 'd',
            Self::Week => 'w',
            Self::Month => 'm',
            Self::Quarter => 'q',
            Self::Year => 'y',
        }
    }
}

/// A length of time, never negative: one number and one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: TimeUnit,
}

/// A length of time with a direction: a lag (positive) or a lead (negative).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Offset {
    /// Whether it goes back in time.
    pub earlier: bool,
    /// How far.
    pub length: Duration,
}

impl Duration {
    /// The longest count of any unit that a file may state: 200 years in days.
    const MOST: u32 = 73_050;

    /// A duration.
    pub const fn new(count: u32, unit: TimeUnit) -> Self {
        Self { count, unit }
    }

    /// Whole calendar months.
    pub const fn months(count: u32) -> Self {
        Self::new(count, TimeUnit::Month)
    }

    /// Reads `"6 months"`, `"10 weeks"`, `6m`, `10w`, `30d`, `2q`, `1y`; `None` for anything else, or over 200 years.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let split = text.find(|c: char| !c.is_ascii_digit())?;
        let count: u32 = text[..split].parse().ok().filter(|count| *count <= Self::MOST)?;
        let unit = match text[split..].trim_start().to_ascii_lowercase().as_str() {
            "d" | "day" | "days" => TimeUnit::Day,
            "w" | "week" | "weeks" => TimeUnit::Week,
            "m" | "month" | "months" => TimeUnit::Month,
            "q" | "quarter" | "quarters" => TimeUnit::Quarter,
            "y" | "year" | "years" => TimeUnit::Year,
            _ => return None,
        };
        let duration = Self { count, unit };
        (duration.in_months().unwrap_or(0) <= 2_400).then_some(duration)
    }

    /// How many calendar months, when its unit is a month or longer.
    pub const fn in_months(self) -> Option<u32> {
        match self.unit {
            TimeUnit::Day | TimeUnit::Week => None,
            TimeUnit::Month => Some(self.count),
            TimeUnit::Quarter => Some(self.count * 3),
            TimeUnit::Year => Some(self.count * 12),
        }
    }

    /// Whether it is nothing: a milestone.
    pub const fn is_zero(self) -> bool {
        self.count == 0
    }

    /// The point this long after `day`.
    pub fn after(self, day: Day) -> Day {
        Offset { earlier: false, length: self }.from(day)
    }

    /// The point this long before `day`.
    pub fn before(self, day: Day) -> Day {
        Offset { earlier: true, length: self }.from(day)
    }

    /// This duration times (1 + `more`): in months or longer up to a whole month, else up to a day; never negative.
    #[must_use]
    pub fn stretched(self, more: Percent) -> Self {
        if more.is_zero() {
            return self;
        }
        let (count, unit) = match (self.in_months(), self.unit) {
            (Some(months), _) => (months, TimeUnit::Month),
            (None, TimeUnit::Week) => (self.count * 7, TimeUnit::Day),
            (None, _) => (self.count, TimeUnit::Day),
        };
        let factor = Decimal::ONE + more.number() / Decimal::ONE_HUNDRED;
        let stretched =
            Decimal::from(count).checked_mul(factor).map_or(Decimal::from(Self::MOST), |d| d.ceil());
        Self { count: stretched.max(Decimal::ZERO).to_u32().unwrap_or(Self::MOST).min(Self::MOST), unit }
    }

    /// The short form: `6m`.
    pub fn short(self) -> String {
        format!("{}{}", self.count, self.unit.letter())
    }
}

impl fmt::Display for Duration {
    /// As a file writes it: `6 months`, `1 year`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.count, self.unit.word())
    }
}

impl Offset {
    /// No offset.
    pub const NONE: Self = Self { earlier: false, length: Duration::new(0, TimeUnit::Day) };

    /// The point at this offset from `day`.
    pub fn from(self, day: Day) -> Day {
        let sign = if self.earlier { -1 } else { 1 };
        match (self.length.in_months(), self.length.unit) {
            (Some(months), _) => day.plus_months(sign * i64::from(months)),
            (None, TimeUnit::Week) => day.plus_days(sign * 7 * i64::from(self.length.count)),
            (None, _) => day.plus_days(sign * i64::from(self.length.count)),
        }
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.length.is_zero()
    }
}

impl fmt::Display for Offset {
    /// As a file writes it behind a reference: ` + 2 months`, ` - 1 week`, nothing for no offset.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return Ok(());
        }
        write!(f, " {} {}", if self.earlier { '-' } else { '+' }, self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_read() {
        for (text, expected) in [
            ("6 months", Some((6, TimeUnit::Month))),
            ("1 year", Some((1, TimeUnit::Year))),
            ("10w", Some((10, TimeUnit::Week))),
            ("30d", Some((30, TimeUnit::Day))),
            ("2q", Some((2, TimeUnit::Quarter))),
            ("0 days", Some((0, TimeUnit::Day))),
            ("6", None),
            ("months", None),
            ("1 year 2 months", None),
            ("-3 months", None),
            ("999999999999 years", None),
        ] {
            assert_eq!(Duration::parse(text).map(|d| (d.count, d.unit)), expected, "{text}");
        }
    }

    #[test]
    fn a_case_stretches_up_to_a_whole_month_or_day() {
        let more = Percent::parse("10%").unwrap();
        assert_eq!(Duration::parse("6 months").unwrap().stretched(more), Duration::months(7));
        assert_eq!(Duration::parse("10 months").unwrap().stretched(more), Duration::months(11));
        assert_eq!(Duration::parse("1 week").unwrap().stretched(more), Duration::new(8, TimeUnit::Day));
        assert_eq!(Duration::parse("2 quarters").unwrap().stretched(Percent::ZERO).to_string(), "2 quarters");
        assert_eq!(Duration::months(6).stretched(Percent::parse("-100%").unwrap()), Duration::months(0));
    }
}
