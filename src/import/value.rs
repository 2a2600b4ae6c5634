//! Single cells: days with the day first, lengths of time, figures, states.

use rust_decimal::Decimal;

use crate::edit::Value;
use crate::keys::{Edge, Type};
use crate::revise::{self, Beside};
use crate::units::{Day, Duration, Month, TimeUnit, YearStart, parse_amount};

/// What stands for nothing in a spreadsheet.
pub fn is_nothing(cell: &str) -> bool {
    matches!(
        cell.to_lowercase().as_str(),
        "" | "-" | "–" | "—" | "−" | "n/a" | "na" | "nil" | "none" | "£-" | "£ -"
    )
}

/// A day as read, with what is to be known of how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRead {
    /// As the file writes it: a day, or a month as text.
    pub value: Value,
    /// Its first or last day.
    pub day: Day,
    /// How it was read, where that could have been otherwise.
    pub note: Option<String>,
}

/// A day: as everywhere, or in figures with the day first.
///
/// # Errors
/// What is wanted.
pub fn day(cell: &str, edge: Edge, year_start: YearStart) -> Result<DayRead, String> {
    let text = without_time(cell);
    if let Some(parts) = in_figures(text) {
        return day_first(text, parts);
    }
    let value = revise::read(Type::Date(edge), text, Beside { year_start, ..Beside::default() })
        .map_err(|_| "no date; write 2028-04-01, 01/04/2028, Apr 28 or Q4 27/28".to_owned())?;
    let written = revise::spelled(&value);
    let day = revise::day_of(&written, edge).or_else(|| Month::parse(&written).map(Month::first_day));
    day.map(|day| DayRead { value, day, note: None }).ok_or_else(|| "no date".to_owned())
}

/// A date without the midnight that a spreadsheet puts behind it.
fn without_time(cell: &str) -> &str {
    let text = cell.trim();
    match text.split_once([' ', 'T']) {
        Some((date, time)) if Day::parse(date).is_some() && time.starts_with("00:00") => date,
        Some((date, time)) if in_figures(date).is_some() && time.starts_with("00:00") => date,
        Some(_) | None => text,
    }
}

/// Three numbers that could be a day, a month and a year.
fn in_figures(text: &str) -> Option<(u32, u32, i32)> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let fits = one.len() <= 2 && two.len() <= 2 && (three.len() == 2 || three.len() == 4);
    let digits = |part: &&&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !fits || ![one, two, three].iter().all(digits) {
        return None;
    }
    let year: i32 = three.parse().ok()?;
    Some((one.parse().ok()?, two.parse().ok()?, if three.len() == 2 { 2000 + year } else { year }))
}

fn day_first(text: &str, (one, two, year): (u32, u32, i32)) -> Result<DayRead, String> {
    if two > 12 && one <= 12 {
        return Err(format!("{two} is no month; the day comes first: {two}/{one:02}/{year}"));
    }
    let day = Day::new(year, two, one).ok_or_else(|| format!("there is no such day; write {year}-04-01"))?;
    let either = one <= 12 && one != two;
    let note = either.then(|| format!("{text} was read as {}, the day first", day.words()));
    Ok(DayRead { value: Value::Bare(day.to_string()), day, note })
}

/// Whether a cell is a day.
pub fn is_day(cell: &str, year_start: YearStart) -> bool {
    day(cell, Edge::Begin, year_start).is_ok()
}

/// A length of time in words that are read: `6 mths`, `10 wks`.
pub fn spelled_out(cell: &str) -> String {
    let lower = cell.trim().to_lowercase();
    let (number, word) = lower.split_at(lower.find(|c: char| c.is_alphabetic()).unwrap_or(lower.len()));
    let word = match word.trim().trim_end_matches('.') {
        "mths" | "mth" | "mos" | "mo" => "months",
        "wks" | "wk" => "weeks",
        "yrs" | "yr" => "years",
        "qtrs" | "qtr" => "quarters",
        other => other,
    };
    if word.is_empty() { number.trim().to_owned() } else { format!("{} {word}", number.trim()) }
}

/// A length of time; a bare number is one of `unit`.
///
/// # Errors
/// What is wanted.
pub fn length(cell: &str, unit: Option<TimeUnit>) -> Result<Duration, String> {
    let text = spelled_out(cell);
    if let Some(duration) = Duration::parse(&text) {
        return Ok(duration);
    }
    let count: Option<u32> = text.strip_suffix(".0").unwrap_or(&text).parse().ok();
    match (count, unit) {
        (Some(count), Some(unit)) => Ok(Duration::new(count, unit)),
        (Some(count), None) => {
            Err(format!("{count} of what? write {count} months, or months into the heading"))
        }
        (None, _) => Err("no length of time; write 6 months, 10 weeks or 6m".to_owned()),
    }
}

/// An amount, `factor` times what is written unless that has a unit of its own.
///
/// # Errors
/// What is wanted.
pub fn amount(cell: &str, factor: u32) -> Result<Decimal, String> {
    let text = cell.trim();
    let wanted = || "no amount; write 1,200,000, 1.2m, £250k or (1,200)".to_owned();
    if text.starts_with('=') || text.ends_with('%') {
        return Err(wanted());
    }
    let value = revise::read(Type::Price, text, Beside::default()).map_err(|_| wanted())?;
    let amount = parse_amount(&revise::spelled(&value)).ok_or_else(wanted)?;
    let own = text.trim_end_matches(')').ends_with(|c: char| c.is_alphabetic());
    let amount = if own { Some(amount) } else { amount.checked_mul(factor.into()) };
    let amount = amount.ok_or_else(wanted)?.normalize();
    if amount.scale() > 2 {
        return Err(format!("{amount} is not whole pence"));
    }
    Ok(amount)
}

/// Whether a cell is a figure.
pub fn is_figure(cell: &str) -> bool {
    is_nothing(cell) || (cell.contains(|c: char| c.is_ascii_digit()) && amount(cell, 1).is_ok())
}

/// A cell as it would be typed into a cell of the table: days and figures as the file writes them, nothing as nothing.
pub fn as_typed(cell: &str, of_figures: bool, year_start: YearStart) -> String {
    if is_nothing(cell) || !of_figures {
        return if is_nothing(cell) { String::new() } else { cell.replace('\n', " ") };
    }
    if in_figures(without_time(cell)).is_some()
        && let Ok(read) = day(cell, Edge::Begin, year_start)
    {
        return revise::spelled(&read.value);
    }
    let figure = amount(cell, 1).ok().filter(|_| is_figure(cell));
    figure.map_or_else(|| cell.to_owned(), |amount| amount.to_string())
}

/// Whether a cell is a figure, a day or nothing.
pub fn is_figure_or_day(cell: &str, year_start: YearStart) -> bool {
    is_figure(cell) || is_day(cell, year_start)
}

/// The status that words mean, where they mean one.
pub fn status(cell: &str) -> Option<&'static str> {
    let text = cell.trim().to_lowercase().replace(['-', '_'], " ");
    Some(match text.as_str() {
        "idea" | "pipeline" | "concept" => "idea",
        "proposed" | "planned" | "not started" | "draft" | "to do" | "todo" => "proposed",
        "approved" | "agreed" | "committed" | "funded" => "approved",
        "active" | "in progress" | "started" | "in delivery" | "live" | "ongoing" => "active",
        "done" | "complete" | "completed" | "closed" | "finished" | "delivered" => "done",
        _ => return None,
    })
}

/// Yes or no.
pub fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" => Some(true),
        "no" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_the_day_first_and_what_could_be_otherwise_is_told() {
        let read = |text: &str| day(text, Edge::Begin, YearStart::APRIL);
        for (text, expected, told) in [
            ("01/04/2028", "2028-04-01", true),
            ("25/12/28", "2028-12-25", false),
            ("04.04.2028", "2028-04-04", false),
            ("1-4-2028", "2028-04-01", true),
            ("2028-04-01", "2028-04-01", false),
            ("2028-04-01 00:00:00", "2028-04-01", false),
            ("Q4 27/28", "2028-01-01", false),
            ("Apr 28", "2028-04", false),
        ] {
            let found = read(text).unwrap();
            assert_eq!(
                (revise::spelled(&found.value).as_str(), found.note.is_some()),
                (expected, told),
                "{text}"
            );
        }
        assert!(read("04/25/2028").unwrap_err().contains("25 is no month; the day comes first"));
        for text in ["31/02/2028", "soon", "12", "1/2"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn figures_are_read_as_spreadsheets_write_them() {
        for (text, factor, expected) in [
            ("£1,200,000", 1, "1200000"),
            ("1.2m", 1, "1200000"),
            ("(1,200)", 1, "-1200"),
            ("£(1,200)", 1, "-1200"),
            ("1 200 000", 1, "1200000"),
            ("1\u{a0}200.50", 1, "1200.5"),
            ("120", 1_000, "120000"),
            ("0.5", 1_000, "500"),
            ("1.2m", 1_000, "1200000"),
        ] {
            assert_eq!(amount(text, factor).map(|it| it.to_string()).as_deref(), Ok(expected), "{text}");
        }
        for text in ["tbc", "1,2", "=A1", "10%", "1.005", "12/04"] {
            assert!(amount(text, 1).is_err(), "{text}");
        }
    }

    #[test]
    fn lengths_need_a_unit() {
        let read = |text: &str, unit| length(text, unit).map(|it| it.to_string());
        assert_eq!(read("6 mths", None).as_deref(), Ok("6 months"));
        assert_eq!(read("10wks", None).as_deref(), Ok("10 weeks"));
        assert_eq!(read("6", Some(TimeUnit::Month)).as_deref(), Ok("6 months"));
        assert_eq!(read("6", None).unwrap_err(), "6 of what? write 6 months, or months into the heading");
        assert!(read("a while", None).is_err());
    }
}
