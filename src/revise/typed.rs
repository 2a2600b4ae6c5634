//! Values from what a person types: read by the key's type, written in its canonical spelling.
//!
//! Arithmetic is exact. What cannot be taken is refused with a sentence that says what is wanted; nothing is guessed.

mod amount;
mod date;
mod maps;

use super::single;
use crate::diagnostic::Path;
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys::{self, Type};
use crate::units::{Day, Duration, FinancialYear, Percent, TimeUnit, YearStart, parse_amount};

pub use amount::{figures, row};
pub use date::day_of;

/// What is known beside what is typed.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// What the key says now, as the file writes it; `+10%` and `+6m` start from it. Empty: nothing.
    pub present: &'a str,
    /// The day that `+6m` starts from when the key says nothing.
    pub day: Option<Day>,
    /// When financial years begin.
    pub year_start: YearStart,
}

impl Default for Beside<'_> {
    fn default() -> Self {
        Self { present: "", day: None, year_start: YearStart::APRIL }
    }
}

/// Gives a key what was typed; nothing typed takes the key away.
///
/// # Errors
/// What the key takes, as a sentence, when the text is not that; nothing is to be written then.
pub fn set_typed(
    at: &Path,
    typed: &str,
    name: &str,
    layer: &LayerName,
    beside: Beside<'_>,
) -> Result<Change, String> {
    let label_key = at.keys.last().map_or("", String::as_str);
    if typed.trim().is_empty() {
        let label = format!("Clear {label_key} of {name}");
        return Ok(single(label, Edit::Remove { at: at.clone() }, layer));
    }
    let value = read(type_of(at), typed, beside)?;
    let shown = typed.trim().lines().next().unwrap_or_default();
    let label = format!("Set {label_key} of {name} to {shown}");
    Ok(single(label, Edit::Set { at: at.clone(), value }, layer))
}

/// What a place takes: the type of its key, or of one entry where it stands in a table by year, kind or id.
pub fn type_of(at: &Path) -> Type {
    let Some(key) = keys::lookup(at) else { return Type::Text };
    if at.keys.last().is_some_and(|last| last == key.name) {
        return key.ty;
    }
    match key.ty {
        Type::Amount | Type::Years(keys::Figure::Money) => Type::Money,
        Type::Years(keys::Figure::Count) => Type::Number(None),
        Type::Percents(_) | Type::Shares(_) | Type::Parts(_) => Type::Percent(0, 100),
        Type::Decisions | Type::Acceptances => Type::Text,
        other => other,
    }
}

/// What was typed, as the value that a key of this type takes; `None` when it is not one.
pub fn value(ty: Type, typed: &str) -> Option<Value> {
    read(ty, typed, Beside::default()).ok()
}

/// What was typed, as the value that a key of this type takes.
///
/// # Errors
/// What is wanted instead, as a sentence without a full stop.
pub fn read(ty: Type, typed: &str, beside: Beside<'_>) -> Result<Value, String> {
    let text = typed.trim();
    let quoted = || Ok(Value::Text(text.to_owned()));
    // The marks of the file are not typed here.
    let wanted = || format!("takes {}", ty.accepts().replace(['"', '[', ']'], ""));
    match ty {
        Type::Notes => Ok(Value::Text(typed.to_owned())),
        Type::Date(edge) => date::read(text, edge, beside),
        Type::Bound(edge) => date::bound(text, edge, beside),
        Type::Duration(length) => duration(text, length, beside).ok_or_else(wanted),
        Type::DurationRange => duration_range(text).ok_or_else(wanted),
        Type::Money => amount::read(text, beside.present, 2),
        Type::Price => amount::read(text, beside.present, 6),
        Type::Amount => match maps::years(text, beside.year_start, 2) {
            Some(years) => years,
            None => amount::read(text, beside.present, 2),
        },
        Type::Years(keys::Figure::Money) => {
            maps::years(text, beside.year_start, 2).unwrap_or_else(|| Err(wanted()))
        }
        Type::Years(keys::Figure::Count) => {
            maps::years(text, beside.year_start, 6).unwrap_or_else(|| Err(wanted()))
        }
        Type::Number(range) => number(text, range).ok_or_else(wanted),
        Type::Percent(least, most) => percent(text, least, most).ok_or_else(wanted),
        Type::Percents(words) => maps::percents(text, words).unwrap_or_else(|| Err(wanted())),
        Type::Shares(_) => maps::shares(text, true),
        Type::Parts(_) => maps::shares(text, false),
        Type::Bool => match text.to_lowercase().as_str() {
            "true" | "yes" | "y" => Ok(Value::Bare("true".to_owned())),
            "false" | "no" | "n" => Ok(Value::Bare("false".to_owned())),
            _ => Err(wanted()),
        },
        Type::Integer(least, most) => {
            let number = text.replace('_', "").parse::<i64>().ok();
            let number = number.filter(|number| (least..=most).contains(number));
            number.map(|number| Value::Bare(number.to_string())).ok_or_else(wanted)
        }
        Type::Choice(words) => {
            let word = words.iter().find(|word| word.eq_ignore_ascii_case(text));
            word.map(|word| Value::Text((*word).to_owned())).ok_or_else(wanted)
        }
        Type::Choices(words) => {
            let chosen = list(text);
            let known = chosen.iter().all(|word| words.contains(&word.as_str()));
            if known { Ok(Value::List(chosen)) } else { Err(wanted()) }
        }
        Type::Links => Ok(match list(text) {
            mut items if items.len() == 1 => Value::Text(items.remove(0)),
            items => Value::List(items),
        }),
        Type::Ids(_) | Type::Texts => Ok(Value::List(list(text))),
        Type::Currency => {
            let code = text.to_ascii_uppercase();
            let fits = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
            if fits { Ok(Value::Text(code)) } else { Err(wanted()) }
        }
        Type::YearStart => date::year_start(text).ok_or_else(wanted),
        Type::Year => match date::financial_year(text, beside.year_start) {
            Some(year) => Ok(Value::Text(year.key())),
            None => Err(wanted()),
        },
        Type::Text | Type::Id(_) => quoted(),
        Type::Decisions | Type::Acceptances | Type::Table(_) | Type::Tables(_) => Err(wanted()),
    }
}

/// One entry of a table of texts, typed in one line: `2028-02-14 Cabinet: approved`, `M205 agreed with the supplier`.
///
/// # Errors
/// What is wanted, as a sentence.
pub fn entry(ty: Type, typed: &str) -> Result<(String, Value), String> {
    let wanted = "takes a date and what was decided (2028-02-14 Cabinet: approved)";
    let (key, text) = typed.trim().split_once([' ', '\t']).ok_or(wanted)?;
    let (key, text) = (key.trim_end_matches(':'), text.trim());
    if ty == Type::Decisions {
        let day = Day::parse(key).filter(|_| !text.is_empty()).ok_or(wanted)?;
        return Ok((day.to_string(), Value::Text(text.to_owned())));
    }
    let code = key.to_ascii_uppercase();
    let digits = code.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or_default();
    let fits = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits && !text.is_empty() {
        Ok((code, Value::Text(text.to_owned())))
    } else {
        Err("takes a code and the reason (M205 agreed with the supplier)".to_owned())
    }
}

/// A financial year as people type it: `2027-28`, `27/28`, `FY27/28`; `2027` when years begin in January.
pub fn financial_year(text: &str, starts: YearStart) -> Option<FinancialYear> {
    date::financial_year(text, starts)
}

/// A value in the words of the file's reader, for a preview: `1_400_000`, `2028-01-15`, `crm, portal`.
pub fn spelled(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Bare(text) => text.clone(),
        Value::List(items) => items.join(", "),
        Value::Table(entries) => {
            let entry = |(key, value): &(String, Value)| format!("{key} {}", spelled(value));
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A number, from the first to the second of `range`.
fn number(text: &str, range: Option<(u32, u32)>) -> Option<Value> {
    let number = parse_amount(&amount::plain(text)?)?.normalize();
    let fits = range.is_none_or(|(least, most)| number >= least.into() && number <= most.into());
    fits.then(|| Value::Bare(number.to_string()))
}

fn percent(text: &str, least: i32, most: i32) -> Option<Value> {
    let signed = if text.ends_with('%') { text.to_owned() } else { format!("{text}%") };
    let percent = Percent::parse(&signed)?;
    let fits = percent.number() >= least.into() && percent.number() <= most.into();
    fits.then(|| Value::Text(percent.to_string()))
}

/// Words parted by commas.
pub fn list(text: &str) -> Vec<String> {
    text.split([',', '\n']).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// A duration; with a sign, that much longer or shorter than it is.
fn duration(text: &str, length: keys::Length, beside: Beside<'_>) -> Option<Value> {
    let duration = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (None, None) => Duration::parse(text)?,
        (Some(more), _) => sum(Duration::parse(beside.present)?, Duration::parse(more)?, 1)?,
        (_, Some(less)) => sum(Duration::parse(beside.present)?, Duration::parse(less)?, -1)?,
    };
    let fits = match length {
        keys::Length::Any => true,
        keys::Length::Months => duration.in_months().is_some(),
        keys::Length::Years => duration.unit == TimeUnit::Year && duration.count > 0,
    };
    fits.then(|| Value::Text(duration.to_string()))
}

/// Two durations together where their units allow it exactly.
fn sum(one: Duration, other: Duration, sign: i64) -> Option<Duration> {
    let count = |a: u32, b: u32| u32::try_from(i64::from(a) + sign * i64::from(b)).ok();
    if one.unit == other.unit {
        return Some(Duration::new(count(one.count, other.count)?, one.unit));
    }
    if let (Some(a), Some(b)) = (one.in_months(), other.in_months()) {
        return Some(Duration::months(count(a, b)?));
    }
    let days = |of: Duration| match of.unit {
        TimeUnit::Day => Some(of.count),
        TimeUnit::Week => of.count.checked_mul(7),
        TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year => None,
    };
    Some(Duration::new(count(days(one)?, days(other)?)?, TimeUnit::Day))
}

fn duration_range(text: &str) -> Option<Value> {
    let durations: Option<Vec<_>> =
        list(text).iter().map(|item| Duration::parse(item).map(|it| it.to_string())).collect();
    durations.filter(|durations| durations.len() == 2).map(Value::List)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Edge, Item, Length};

    #[test]
    fn what_is_typed_is_written_in_its_canonical_spelling() {
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let bare = |text: &str| Some(Value::Bare(text.to_owned()));
        for (ty, typed, expected) in [
            (Type::Money, "£120,000", bare("120_000")),
            (Type::Amount, "1.25m", bare("1_250_000")),
            (Type::Amount, "-80k", bare("-80_000")),
            (Type::Amount, "1.005", None),
            (Type::Amount, "lots", None),
            (Type::Price, "0.1525", bare("0.1525")),
            (Type::Date(Edge::Begin), " 2027-10-01 ", bare("2027-10-01")),
            (Type::Date(Edge::End), "2027-10", text("2027-10")),
            (Type::Date(Edge::End), "2027-02-30", None),
            (Type::Duration(Length::Any), "6m", text("6 months")),
            (Type::Duration(Length::Months), "6w", None),
            (Type::Duration(Length::Years), "5y", text("5 years")),
            (Type::Percent(0, 100), "40", text("40%")),
            (Type::Percent(0, 100), "140", None),
            (Type::Percent(-100, 1000), "-20%", text("-20%")),
            (Type::Bool, "yes", bare("true")),
            (Type::Integer(0, 5), "6", None),
            (Type::Choice(&["idea"]), "ideas", None),
            (Type::Choice(&["idea"]), "Idea", text("idea")),
            (Type::Links, "crm + 2 months", text("crm + 2 months")),
            (Type::Text, "007", text("007")),
            (Type::Currency, "eur", text("EUR")),
            (Type::Currency, "£", None),
            (Type::YearStart, "04-01", text("04-01")),
            (Type::YearStart, "April", text("04-01")),
            (Type::Year, "27/28", text("2027-28")),
            (Type::Number(None), "12,000", bare("12000")),
            (Type::Shares(Item::Envelope), "borrowing", text("borrowing")),
        ] {
            assert_eq!(value(ty, typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_duration_with_a_sign_is_longer_or_shorter_than_it_is() {
        let beside = |present| Beside { present, ..Beside::default() };
        for (present, typed, expected) in [
            ("6 months", "+2m", Some("8 months")),
            ("6 months", "-2m", Some("4 months")),
            ("6 months", "-7m", None),
            ("2 quarters", "+1q", Some("3 quarters")),
            ("2 quarters", "+1m", Some("7 months")),
            ("2 weeks", "+3d", Some("17 days")),
            ("6 months", "+1w", None),
            ("", "+1m", None),
        ] {
            let found = read(Type::Duration(Length::Any), typed, beside(present)).ok();
            assert_eq!(found, expected.map(|text| Value::Text(text.to_owned())), "{present} {typed}");
        }
    }

    #[test]
    fn an_entry_of_a_table_of_texts_is_typed_in_one_line() {
        let text = |text: &str| Value::Text(text.to_owned());
        let decided = entry(Type::Decisions, "2028-02-14 Cabinet: approved");
        assert_eq!(decided, Ok(("2028-02-14".to_owned(), text("Cabinet: approved"))));
        assert_eq!(entry(Type::Acceptances, "m205: agreed"), Ok(("M205".to_owned(), text("agreed"))));
        assert!(entry(Type::Decisions, "Cabinet approved").is_err());
        assert!(entry(Type::Acceptances, "M205").is_err());
    }

    #[test]
    fn what_a_key_takes_is_said() {
        let at = Path::new(["initiative", "crm", "duration"]);
        let refusal = set_typed(&at, "soon", "CRM", &LayerName::Plan, Beside::default()).unwrap_err();
        assert!(refusal.starts_with("takes a duration"), "{refusal}");
        let cleared = set_typed(&at, " ", "CRM", &LayerName::Plan, Beside::default()).unwrap();
        assert_eq!(cleared.label, "Clear duration of CRM");
        assert_eq!(cleared.edits, [Edit::Remove { at }]);
    }
}
