//! Days as people type them: `2028-01-15`, `Jan 28`, `Q4 27/28`, `FY28/29`, `+6m`.

use super::Beside;
use crate::edit::Value;
use crate::keys::Edge;
use crate::units::{Day, Duration, FinancialYear, Month, Offset, YearStart};

/// What a day may look like, for refusals.
const WANTED: &str = "takes a date: 2028-01-15, 2028-01, Jan 28, Q4 27/28, FY28/29, +6m";

/// A day is written bare; a month stays a month, because which day it means depends on the key.
///
/// # Errors
/// What is wanted.
pub(super) fn read(text: &str, edge: Edge, beside: Beside<'_>) -> Result<Value, String> {
    let day = |day: Day| Ok(Value::Bare(day.to_string()));
    if text.starts_with(['+', '-']) {
        let by = offset(text).ok_or(WANTED)?;
        let from = day_of(beside.present, edge).or(beside.day);
        return day(by.from(from.ok_or(format!("{text} from when? There is no date yet"))?));
    }
    if let Some(written) = Day::parse(text) {
        return day(written);
    }
    if let Some(month) = Month::parse(text).or_else(|| named_month(text)) {
        return Ok(Value::Text(month.to_string()));
    }
    if let Some(written) = named_day(text) {
        return day(written);
    }
    let ends = |first: Month, months: i32| match edge {
        Edge::Begin => first.first_day(),
        Edge::End => first.plus(months).first_day().previous(),
    };
    if let Some((quarter, year)) = quarter(text, beside.year_start) {
        return day(ends(year.first_month().plus(3 * (quarter - 1)), 3));
    }
    match financial_year(text, beside.year_start) {
        Some(year) => day(ends(year.first_month(), 12)),
        None => Err(WANTED.to_owned()),
    }
}

/// A date, or the start or finish with an offset.
///
/// # Errors
/// What is wanted.
pub(super) fn bound(text: &str, edge: Edge, beside: Beside<'_>) -> Result<Value, String> {
    for word in ["start", "finish"] {
        let Some(rest) = text.to_lowercase().strip_prefix(word).map(|rest| rest.trim().to_owned()) else {
            continue;
        };
        if rest.is_empty() {
            return Ok(Value::Text(word.to_owned()));
        }
        let by = offset(&rest).ok_or_else(|| format!("takes {word}, or {word} + 3 months"))?;
        let sign = if by.earlier { '-' } else { '+' };
        return Ok(Value::Text(format!("{word} {sign} {}", by.length)));
    }
    read(text, edge, beside).map_err(|wanted| format!("{wanted}; or start, finish, finish + 3 months"))
}

/// The day that a value as the file writes it stands for.
pub fn day_of(text: &str, edge: Edge) -> Option<Day> {
    let month = |month: Month| match edge {
        Edge::Begin => month.first_day(),
        Edge::End => month.plus(1).first_day().previous(),
    };
    Day::parse(text).or_else(|| Month::parse(text).map(month))
}

fn offset(text: &str) -> Option<Offset> {
    let earlier = text.starts_with('-');
    let length = Duration::parse(text.strip_prefix(['+', '-'])?)?;
    Some(Offset { earlier, length })
}

/// The number of a month by its English name, of three letters or more.
fn month_number(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let known =
        |name: &str| word.len() >= 3 && (name.starts_with(&word) || (word == "sept" && name == "september"));
    NAMES.iter().position(|name| known(name)).map(|at| at as u32 + 1)
}

/// A calendar year of four digits, or of two in this century.
fn calendar_year(word: &str) -> Option<i32> {
    let digits = word.trim_start_matches(['\'', '\u{2019}']);
    let number: i32 = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    match digits.len() {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}

/// `Jan 28`, `January 2028`, `Jan-28`.
fn named_month(text: &str) -> Option<Month> {
    let (word, year) = text.split_once([' ', '-'])?;
    Month::new(calendar_year(year.trim())?, month_number(word)?)
}

/// `15 Jan 2028`, `15 January 28`.
fn named_day(text: &str) -> Option<Day> {
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let day: u32 = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    words.next().is_none().then(|| Day::new(calendar_year(year)?, month_number(month)?, day))?
}

/// `Q4 27/28`: a quarter of a financial year, 1 to 4.
fn quarter(text: &str, starts: YearStart) -> Option<(i32, FinancialYear)> {
    let rest = text.strip_prefix(['q', 'Q'])?;
    let number = rest.chars().next()?.to_digit(10).filter(|number| (1..=4).contains(number))?;
    let year = financial_year(rest[1..].trim_start_matches([' ', '-', '/']), starts)?;
    Some((number as i32, year))
}

/// `FY28/29`, `28/29`, `2028/29`, `2028-29`; for years that begin in January `FY28` and `2028`.
pub(super) fn financial_year(text: &str, starts: YearStart) -> Option<FinancialYear> {
    let lower = text.trim().to_lowercase();
    let bare = lower.strip_prefix("fy").unwrap_or(&lower).trim();
    if starts.month() == 1 {
        return calendar_year(bare).map(|year| FinancialYear::new(year, starts));
    }
    let (first, second) = bare.split_once(['/', '-'])?;
    let (first, second) = (calendar_year(first)?, calendar_year(second)?);
    let follows = second % 100 == (first + 1) % 100;
    follows.then(|| FinancialYear::new(first, starts))
}

/// `04-01`, `1 April`, `April`.
pub(super) fn year_start(text: &str) -> Option<Value> {
    let named = || month_number(text.trim_start_matches(['1', ' '])).and_then(YearStart::new);
    let starts = YearStart::parse(text).or_else(named)?;
    Some(Value::Text(format!("{:02}-01", starts.month())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, edge: Edge, present: &str) -> Option<String> {
        let beside = Beside { present, ..Beside::default() };
        read(text, edge, beside).ok().map(|value| super::super::spelled(&value))
    }

    #[test]
    fn days_are_taken_as_people_type_them() {
        for (text, begin, end) in [
            ("2028-01-15", "2028-01-15", "2028-01-15"),
            ("2028-01", "2028-01", "2028-01"),
            ("Jan 28", "2028-01", "2028-01"),
            ("january 2028", "2028-01", "2028-01"),
            ("Sept 27", "2027-09", "2027-09"),
            ("15 Jan 2028", "2028-01-15", "2028-01-15"),
            ("29 Feb 28", "2028-02-29", "2028-02-29"),
            // The fourth quarter of a year that begins in April is January to March.
            ("Q4 27/28", "2028-01-01", "2028-03-31"),
            ("q1 2027-28", "2027-04-01", "2027-06-30"),
            ("FY28/29", "2028-04-01", "2029-03-31"),
            ("28/29", "2028-04-01", "2029-03-31"),
            ("2028/29", "2028-04-01", "2029-03-31"),
        ] {
            assert_eq!(typed(text, Edge::Begin, "").as_deref(), Some(begin), "{text}");
            assert_eq!(typed(text, Edge::End, "").as_deref(), Some(end), "{text}");
        }
        for text in
            ["soon", "29 Feb 27", "Q5 27/28", "27/29", "Ja 28", "15/01/2028", "Jan", "2028-13", "+6x", "Q4"]
        {
            assert_eq!(typed(text, Edge::Begin, "2027-01-01"), None, "{text}");
        }
    }

    #[test]
    fn an_offset_counts_from_the_date_that_is_there() {
        assert_eq!(typed("+6m", Edge::Begin, "2027-10-01").as_deref(), Some("2028-04-01"));
        assert_eq!(typed("-2w", Edge::Begin, "2027-10-15").as_deref(), Some("2027-10-01"));
        // A month that ends something stands for its last day.
        assert_eq!(typed("+1d", Edge::End, "2027-10").as_deref(), Some("2027-11-01"));
        assert_eq!(typed("+6m", Edge::Begin, ""), None);
        let from = Beside { day: Day::new(2027, 4, 1), ..Beside::default() };
        assert_eq!(read("+1q", Edge::Begin, from), Ok(Value::Bare("2027-07-01".to_owned())));
    }

    #[test]
    fn a_bound_may_hang_on_start_and_finish() {
        let bound =
            |text| bound(text, Edge::Begin, Beside::default()).ok().map(|it| super::super::spelled(&it));
        assert_eq!(bound("finish+3m").as_deref(), Some("finish + 3 months"));
        assert_eq!(bound("Start").as_deref(), Some("start"));
        assert_eq!(bound("start - 2 weeks").as_deref(), Some("start - 2 weeks"));
        assert_eq!(bound("Q1 28/29").as_deref(), Some("2028-04-01"));
        assert_eq!(bound("startle"), None);
    }
}
