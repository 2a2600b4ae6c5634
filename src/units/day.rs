//! Calendar days and months.
//!
//! A `Day` is a half-open point: the beginning of that day. A finish is the first day after the last.

use std::fmt;

/// The beginning of one calendar day.
///
/// *Units*: days since 1 January 1970, proleptic Gregorian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// One calendar month.
///
/// *Units*: months since January of year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// Days from 1 January 1970 to 1 January 0001, negative; the range of `Day` is clamped to years 1 to 9999.
const FIRST: i32 = -719_162;
/// 31 December 9999.
const LAST: i32 = 2_932_896;

impl Day {
    /// The earliest day that can be held, 1 January of year 1.
    pub const MIN: Self = Self(FIRST);
    /// The latest day that can be held, 31 December 9999.
    pub const MAX: Self = Self(LAST);

    /// A day of the calendar; `None` when there is no such day, or it is outside years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let days = Month::new(year, month)?.days();
        (1..=days).contains(&day).then(|| Self(days_from_civil(year, month as i32, day as i32)))
    }

    /// Reads `2027-04-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !text.is_ascii() {
            return None;
        }
        Self::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
    }

    /// Year, month 1 to 12, day of the month.
    pub fn civil(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// The month that this day lies in.
    pub fn month(self) -> Month {
        let (year, month, _) = self.civil();
        Month(year * 12 + month as i32 - 1)
    }

    /// Whole days since 1 January 1970.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Which day of the week it is: Monday is 0.
    pub const fn weekday(self) -> u16 {
        // 1 January 1970 was a Thursday.
        (self.0 + 3).rem_euclid(7) as u16
    }

    /// The day with that number, clamped to years 1 to 9999.
    pub fn from_number(number: i64) -> Self {
        Self(number.clamp(i64::from(FIRST), i64::from(LAST)) as i32)
    }

    /// This day moved by whole days, clamped to years 1 to 9999.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_number(i64::from(self.0).saturating_add(days))
    }

    /// The same day of the month, `months` later (earlier when negative), or that month's last day.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        let (year, month, day) = self.civil();
        let target = (i64::from(year) * 12 + i64::from(month) - 1).saturating_add(months);
        if target < 12 {
            return Self::MIN;
        }
        if target >= 10_000 * 12 {
            return Self::MAX;
        }
        let target = Month(target as i32);
        let first = target.first_day();
        first.plus_days(i64::from(day.min(target.days())) - 1)
    }

    /// Days from `earlier` to this day.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The day before: the last day of something that finishes (half-open) here.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus_days(-1)
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_days(1)
    }

    /// For people: `1 Apr 2027`.
    pub fn words(self) -> String {
        let (year, month, day) = self.civil();
        format!("{day} {} {year}", MONTHS[month as usize - 1])
    }
}

/// Short English month names, January first.
pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl fmt::Display for Day {
    /// As a file writes it: `2027-04-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Month {
    /// A month of a year, 1 to 12.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Self(year * 12 + month as i32 - 1))
    }

    /// Reads `2027-10`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 7 || bytes[4] != b'-' || !text.is_ascii() {
            return None;
        }
        Self::new(text[..4].parse().ok()?, text[5..].parse().ok()?)
    }

    /// Calendar year, and month 1 to 12.
    pub fn civil(self) -> (i32, u32) {
        (self.0.div_euclid(12), self.0.rem_euclid(12) as u32 + 1)
    }

    /// Months since January of year 0.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// This month moved by whole months.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// The beginning of its first day.
    pub fn first_day(self) -> Day {
        let (year, month) = self.civil();
        Day(days_from_civil(year, month as i32, 1))
    }

    /// How many days it has.
    pub fn days(self) -> u32 {
        let (year, month) = self.civil();
        match month {
            4 | 6 | 9 | 11 => 30,
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            _ => 31,
        }
    }

    /// For people: `Apr 2027`.
    pub fn words(self) -> String {
        let (year, month) = self.civil();
        format!("{} {year}", MONTHS[month as usize - 1])
    }
}

impl fmt::Display for Month {
    /// As a file writes it: `2027-04`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = self.civil();
        write!(f, "{year:04}-{month:02}")
    }
}

/// Days since 1970-01-01 of a proleptic Gregorian date (the era method of H. Hinnant, `days_from_civil`).
fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`]: year, month, day (C. Neri and L. Schneider, *Euclidean affine functions and their
/// application to calendar algorithms*, 2022). Days of years 0 and later.
fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let quarters = 4 * (days + 719_468) as u32 + 3;
    let century = quarters / 146_097;
    let of_century = (quarters % 146_097) | 3;
    let product = 2_939_745 * u64::from(of_century);
    let year_of_century = (product >> 32) as u32;
    let day_of_year = product as u32 / 2_939_745 / 4;
    let shifted = 2_141 * day_of_year + 197_913;
    let (month, day) = (shifted >> 16, (shifted & 0xffff) / 2_141);
    let next_year = day_of_year >= 306;
    let year = 100 * century + year_of_century + u32::from(next_year);
    (year as i32, if next_year { month - 12 } else { month }, day + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn months_end_on_their_last_day() {
        assert_eq!(day("2027-01-31").plus_months(1), day("2027-02-28"));
        assert_eq!(day("2028-01-31").plus_months(1), day("2028-02-29"));
        assert_eq!(day("2027-03-31").plus_months(-1), day("2027-02-28"));
        assert_eq!(day("2027-11-30").plus_months(3), day("2028-02-29"));
    }

    #[test]
    fn days_agree_with_the_calendar_library() {
        let mut date = jiff::civil::date(1899, 12, 31);
        for _ in 0..1_200 {
            let ours = day(&date.to_string());
            assert_eq!(ours.to_string(), date.to_string());
            assert_eq!(
                ours.since(day("1970-01-01")),
                date.since(jiff::civil::date(1970, 1, 1)).unwrap().get_days()
            );
            assert_eq!(ours.month().days(), u32::from(date.days_in_month() as u8));
            date = date.checked_add(jiff::Span::new().days(97)).unwrap();
        }
    }

    #[test]
    fn every_day_has_its_date_and_every_date_its_day() {
        let mut yesterday = (0, 12, 31);
        for number in FIRST..=LAST {
            let (year, month, day) = civil_from_days(number);
            let (y, m, d) = yesterday;
            assert!(
                (year, month, day) == (y, m, d + 1)
                    || day == 1 && (year * 12 + month as i32) == y * 12 + m as i32 + 1
            );
            assert_eq!(days_from_civil(year, month as i32, day as i32), number);
            yesterday = (year, month, day);
        }
        assert_eq!(civil_from_days(0), (1970, 1, 1));
    }

    #[test]
    fn the_far_ends_do_not_overflow() {
        assert_eq!(Day::MAX.plus_months(i64::MAX), Day::MAX);
        assert_eq!(Day::MIN.plus_days(i64::MIN), Day::MIN);
        assert_eq!(Day::MAX.to_string(), "9999-12-31");
        assert_eq!(Day::MIN.to_string(), "0001-01-01");
    }
}
