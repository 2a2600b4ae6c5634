//! Dates, durations, bounds and financial years.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::reader::{Reader, Trail, excerpt, found};
use super::references::split_offset;
use crate::diagnostic::Code;
use crate::document::{Form, ScalarKind, View};
use crate::keys::{Edge, Length};
use crate::plan::Bound;
use crate::units::{Day, Duration, FinancialYear, Month, TimeUnit, YearStart, parse_amount};

/// The calendar years that dates may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

impl<'d> Reader<'d> {
    /// A day; at an end, the half-open point after it.
    pub(super) fn read_date(&mut self, view: &View<'d>, trail: &Trail<'_>, edge: Edge) -> Option<Day> {
        let key = trail.key;
        let example = match edge {
            Edge::Begin => {
                format!("write {key} = 2027-04-01, or {key} = \"2027-04\" for the first of that month")
            }
            Edge::End => {
                format!("write {key} = 2028-03-31, or {key} = \"2028-03\" for the last day of that month")
            }
        };
        match view.form() {
            Form::Scalar(ScalarKind::DateTime) => self.read_local_date(view, trail, edge),
            Form::Scalar(ScalarKind::String) => {
                let text = view.scalar();
                if let Some(month) = Month::parse(text.trim()) {
                    return self.in_range(month_point(month, edge), month.civil().0, view, trail);
                }
                let help = match Day::parse(text.trim()) {
                    Some(day) => format!("write {key} = {day}, without quotes"),
                    None => example,
                };
                self.wrong(Code::BadDate, view, trail, "a date", help);
                None
            }
            _ => {
                self.wrong(Code::BadDate, view, trail, "a date", example);
                None
            }
        }
    }

    fn read_local_date(&mut self, view: &View<'d>, trail: &Trail<'_>, edge: Edge) -> Option<Day> {
        let (raw, key) = (view.raw(), trail.key);
        if let Some(day) = Day::parse(raw) {
            let point = match edge {
                Edge::Begin => day,
                Edge::End => day.next(),
            };
            return self.in_range(point, day.civil().0, view, trail);
        }
        if let Some(day) = raw.get(..10).filter(|_| raw.len() > 10).and_then(Day::parse) {
            self.wrong(Code::BadDate, view, trail, "a date without a time", format!("write {key} = {day}"));
            return None;
        }
        if let Some(month) = Month::parse(raw) {
            let help = format!("write {key} = \"{month}\", in quotes");
            self.wrong(Code::BadDate, view, trail, "a whole date, or a month in quotes", help);
            return None;
        }
        let message = format!("`{key}` is {}, which is not a day of the calendar", excerpt(raw, 40));
        let last = raw.get(..7).and_then(Month::parse).map(|month| month.plus(1).first_day().previous());
        let help = match last {
            Some(last) => format!("the month ends on {last}: write {key} = {last}"),
            None => format!("write {key} = 2027-04-01 (year, month, day)"),
        };
        self.report(Code::BadDate, trail, view.origin(), message, help);
        None
    }

    fn in_range(&mut self, point: Day, year: i32, view: &View<'d>, trail: &Trail<'_>) -> Option<Day> {
        if YEARS.contains(&year) {
            return Some(point);
        }
        let message = format!("`{}` is in the year {year}; dates are from 1900 to 2200", trail.key);
        self.report(Code::BadDate, trail, view.origin(), message, "check the year");
        None
    }

    /// A date, or the initiative's start or finish with an offset.
    pub(super) fn read_bound(&mut self, view: &View<'d>, trail: &Trail<'_>, edge: Edge) -> Option<Bound> {
        let Some(text) =
            Self::string(view).filter(|text| Month::parse(text).is_none() && Day::parse(text).is_none())
        else {
            return self.read_date(view, trail, edge).map(Bound::Date);
        };
        let bound = split_offset(&text).and_then(|(name, offset)| match name {
            "start" => Some(Bound::Start(offset)),
            "finish" => Some(Bound::Finish(offset)),
            _ => None,
        });
        if bound.is_none() {
            let help =
                format!("write {} = \"start + 3 months\", \"finish\", or a date without quotes", trail.key);
            self.wrong(Code::BadDate, view, trail, "a date, or start or finish with an offset", help);
        }
        bound
    }

    /// A duration of the length that the key takes.
    pub(super) fn read_duration(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
        length: Length,
    ) -> Option<Duration> {
        let key = trail.key;
        let Some(text) = Self::string(view) else {
            let unit = if length == Length::Years { "years" } else { "months" };
            let help = match view.form() {
                Form::Scalar(ScalarKind::Integer(_)) if view.raw().len() < 6 => {
                    format!("write {key} = \"{} {unit}\"", view.raw())
                }
                _ => format!("write {key} = \"6 {unit}\""),
            };
            self.wrong(Code::BadDuration, view, trail, "a duration", help);
            return None;
        };
        let Some(duration) = Duration::parse(&text) else {
            let help = match meant_duration(&text) {
                Some(meant) => format!("write {key} = \"{meant}\": one whole number and one unit"),
                None => format!(
                    "write one whole number and one unit (days, weeks, months, quarters, years; at most 200 years), as in {key} = \"6 months\""
                ),
            };
            self.wrong(Code::BadDuration, view, trail, "a duration", help);
            return None;
        };
        let months = duration.in_months();
        let (fits, wanted, help) = match length {
            Length::Any => (true, "", String::new()),
            Length::Months => (
                months.is_some() || duration.is_zero(),
                "in months, quarters or years",
                format!("write {key} = \"{}\"", Duration::months(months_near(duration))),
            ),
            Length::Years => (
                months.is_some_and(|months| months > 0 && months.is_multiple_of(12)),
                "whole years, at least one",
                format!(
                    "write {key} = \"{}\"",
                    Duration::new(months_near(duration).div_ceil(12).max(1), TimeUnit::Year)
                ),
            ),
        };
        if fits {
            return Some(duration);
        }
        self.wrong(Code::BadDuration, view, trail, wanted, help);
        None
    }

    /// Two durations, the shorter first: a list, or one text with `to` between them.
    pub(super) fn read_range(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<(Duration, Duration)> {
        let key = trail.key;
        let pair = match view.form() {
            Form::Array => {
                let items: Vec<_> = view.items().collect();
                let durations: Vec<_> =
                    items.iter().filter_map(|item| Duration::parse(&Self::string(item)?)).collect();
                (items.len() == 2 && durations.len() == 2).then(|| (durations[0], durations[1]))
            }
            Form::Scalar(ScalarKind::String) => view
                .scalar()
                .split_once(" to ")
                .and_then(|(least, most)| Some((Duration::parse(least)?, Duration::parse(most)?))),
            _ => None,
        };
        let Some((least, most)) = pair else {
            let help = format!("write {key} = [\"4 months\", \"9 months\"]");
            self.wrong(Code::BadDuration, view, trail, "a shortest and a longest duration", help);
            return None;
        };
        let start = Day::from_number(0);
        if least.after(start) > most.after(start) {
            let message = format!("`{key}` runs from {least} to {most}: the shorter comes first");
            let help = format!("write {key} = [\"{most}\", \"{least}\"]");
            self.report(Code::DatesInverted, trail, view.origin(), message, help);
            return None;
        }
        Some((least, most))
    }

    pub(super) fn read_year_start(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<YearStart> {
        let starts = Self::string(view).and_then(|text| YearStart::parse(&text));
        if starts.is_none() {
            let help = format!("write {} = \"04-01\" for 1 April, \"01-01\" for calendar years", trail.key);
            self.wrong(Code::BadDate, view, trail, "month and day, the first of a month", help);
        }
        starts
    }

    pub(super) fn read_year(&mut self, view: &View<'d>, trail: &Trail<'_>) -> Option<FinancialYear> {
        let year = match view.form() {
            Form::Scalar(ScalarKind::String | ScalarKind::Integer(_)) => self.parse_year(&view.scalar()),
            _ => None,
        };
        if year.is_none() {
            let like = self.year_like(&view.scalar()).unwrap_or_else(|| self.year_example());
            let help = format!("write {} = \"{like}\"", trail.key);
            self.wrong(Code::BadYear, view, trail, "a financial year of this plan", help);
        }
        year
    }

    /// A financial year from its key.
    pub(super) fn parse_year(&self, text: &str) -> Option<FinancialYear> {
        FinancialYear::parse(text, self.year_start).filter(|year| YEARS.contains(&year.first_year()))
    }

    /// The financial year that a text that is none may mean, as a file writes it.
    fn year_like(&self, text: &str) -> Option<String> {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let number: i32 = digits.parse().ok()?;
        let first = match digits.len() {
            2 => 2000 + number,
            4 => number,
            _ => return None,
        };
        YEARS.contains(&first).then(|| FinancialYear::new(first, self.year_start).key())
    }

    /// A financial year of this plan, as a file writes it.
    pub(super) fn year_example(&self) -> String {
        FinancialYear::new(2027, self.year_start).key()
    }

    /// The year that a key names; if none, says what is wrong with it.
    pub(super) fn year_key(
        &mut self,
        key: &str,
        view: &View<'d>,
        trail: &Trail<'_>,
    ) -> Option<FinancialYear> {
        let year = self.parse_year(key);
        if year.is_none() {
            let month = Month::new(2000, self.year_start.month()).map_or_else(String::new, Month::words);
            let message = format!(
                "\"{}\" is not a financial year of this plan, whose years begin on 1 {}",
                excerpt(key, 40),
                month.split(' ').next().unwrap_or_default()
            );
            let help = match self.year_like(key) {
                Some(like) => format!("write {like}"),
                None => format!("write a year as in {}", self.year_example()),
            };
            self.report(Code::BadYear, trail, view.key_origin(), message, help);
        }
        year
    }

    pub(super) fn read_decisions(
        &mut self,
        view: &View<'d>,
        trail: &Trail<'_>,
    ) -> Option<Vec<(Day, String)>> {
        if !view.is_table() {
            let help = format!("write {}.2028-02-14 = \"Cabinet: approved\"", trail.key);
            self.wrong(Code::WrongType, view, trail, "decisions by date", help);
            return None;
        }
        let mut decisions = Vec::new();
        for (date, child) in view.entries() {
            let trail = trail.below(date);
            let day = Day::parse(date).filter(|day| YEARS.contains(&day.civil().0));
            let text = self.read_text(&child, &trail);
            match (day, text) {
                (Some(day), Some(text)) => decisions.push((day, text.into_owned())),
                (Some(_), None) => {}
                (None, _) => {
                    let message = format!("\"{}\" is not a date", excerpt(date, 40));
                    let help = "write the date as the key: decided.2028-02-14 = \"Cabinet: approved\"";
                    self.report(Code::BadDate, &trail, child.key_origin(), message, help);
                }
            }
        }
        decisions.sort_by_key(|(day, _)| *day);
        Some(decisions)
    }

    /// Says that an end lies before its beginning.
    pub(super) fn inverted(&mut self, view: &View<'d>, trail: &Trail<'_>, begin: (&str, Day), end: Day) {
        let message =
            format!("`{}` is {}, before `{}`, which is {}", trail.key, shown(view), begin.0, begin.1);
        let help = format!("write a date from {} on, or correct `{}`", begin.1, begin.0);
        debug_assert!(end <= begin.1 || end.previous() < begin.1, "only what is inverted is reported");
        self.report(Code::DatesInverted, trail, view.origin(), message, help);
    }
}

/// A value for a sentence: a date as written, anything else by what it is.
fn shown(view: &View<'_>) -> String {
    match view.form() {
        Form::Scalar(_) => excerpt(view.raw(), 40),
        _ => found(view),
    }
}

/// The point that a month stands for.
fn month_point(month: Month, edge: Edge) -> Day {
    match edge {
        Edge::Begin => month.first_day(),
        Edge::End => month.first_day().plus_months(1),
    }
}

/// About how many months a duration lasts, at least one.
fn months_near(duration: Duration) -> u32 {
    let start = Day::from_number(0);
    duration
        .in_months()
        .unwrap_or_else(|| u32::try_from(duration.after(start).since(start)).unwrap_or(0) / 30)
        .max(1)
}

/// The duration that several numbers and units may mean, in months or else in days: `1 year 6 months`, `1.5 years`.
fn meant_duration(text: &str) -> Option<Duration> {
    let spaced = text.to_ascii_lowercase().replace(',', " ").replace(" and ", " ");
    let mut rest = spaced.trim();
    let (mut months, mut days) = (Decimal::ZERO, Decimal::ZERO);
    while !rest.is_empty() {
        let unit_at = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let number = parse_amount(rest[..unit_at].trim()).filter(|number| *number < Decimal::ONE_THOUSAND)?;
        let unit_end =
            rest[unit_at..].find(|c: char| !c.is_ascii_alphabetic()).map_or(rest.len(), |at| unit_at + at);
        let one = Duration::parse(&format!("1 {}", &rest[unit_at..unit_end]))?;
        match (one.in_months(), one.unit) {
            (Some(of), _) => months += number * Decimal::from(of),
            (None, TimeUnit::Week) => days += number * Decimal::from(7),
            (None, _) => days += number,
        }
        rest = rest[unit_end..].trim_start();
    }
    let whole =
        |number: Decimal| number.fract().is_zero().then(|| number.to_u32()).flatten().filter(|n| *n > 0);
    match (months.is_zero(), days.is_zero()) {
        (false, true) => whole(months).map(Duration::months),
        (true, false) => whole(days).map(|days| Duration::new(days, TimeUnit::Day)),
        (true, true) | (false, false) => None,
    }
}
