//! Keys set from what a person types: read by the key's type, written in its canonical spelling.

use super::single;
use crate::diagnostic::Path;
use crate::edit::{Change, Edit, LayerName, Value, money};
use crate::keys::{self, Type};
use crate::units::{Day, Duration, Month, Percent, parse_amount};

/// Gives a key what was typed; nothing typed takes the key away.
///
/// # Errors
/// What the key takes, as a sentence, when the text is not that; nothing is to be written then.
pub fn set_typed(at: &Path, typed: &str, name: &str, layer: &LayerName) -> Result<Change, String> {
    let label_key = at.keys.last().map_or("", String::as_str);
    if typed.trim().is_empty() {
        let label = format!("Clear {label_key} of {name}");
        return Ok(single(label, Edit::Remove { at: at.clone() }, layer));
    }
    let ty = keys::lookup(at).map_or(Type::Text, |key| key.ty);
    let value = value(ty, typed).ok_or_else(|| {
        // The marks of the file are not typed here.
        format!("{label_key} takes {}", ty.accepts().replace(['"', '[', ']'], ""))
    })?;
    let shown = typed.trim().lines().next().unwrap_or_default();
    let label = format!("Set {label_key} of {name} to {shown}");
    Ok(single(label, Edit::Set { at: at.clone(), value }, layer))
}

/// What was typed, as the value that a key of this type takes; `None` when it is not one.
pub fn value(ty: Type, typed: &str) -> Option<Value> {
    let text = typed.trim();
    let quoted = || Some(Value::Text(text.to_owned()));
    match ty {
        Type::Notes => Some(Value::Text(typed.to_owned())),
        Type::Date(_) => date(text),
        Type::Duration(_) => Duration::parse(text).map(|duration| Value::Text(duration.to_string())),
        Type::DurationRange => duration_range(text),
        Type::Money | Type::Amount => amount(text),
        Type::Price => parse_amount(text).map(money),
        Type::Number(range) => number(text, range),
        Type::Percent(..) | Type::Percents(_) => {
            let signed = if text.ends_with('%') { text.to_owned() } else { format!("{text}%") };
            Percent::parse(&signed).map(|percent| Value::Text(percent.to_string()))
        }
        Type::Bool => match text.to_lowercase().as_str() {
            "true" | "yes" | "y" => Some(Value::Bare("true".to_owned())),
            "false" | "no" | "n" => Some(Value::Bare("false".to_owned())),
            _ => None,
        },
        Type::Integer(least, most) => {
            let number = text.parse::<i64>().ok().filter(|number| (least..=most).contains(number));
            number.map(|number| Value::Bare(number.to_string()))
        }
        Type::Choice(words) => {
            words.iter().find(|word| **word == text).map(|word| Value::Text((*word).to_owned()))
        }
        Type::Choices(words) => {
            let chosen = list(text);
            chosen.iter().all(|word| words.contains(&word.as_str())).then_some(Value::List(chosen))
        }
        Type::Links => Some(match list(text) {
            mut items if items.len() == 1 => Value::Text(items.remove(0)),
            items => Value::List(items),
        }),
        Type::Ids(_) | Type::Texts => Some(Value::List(list(text))),
        Type::Bound(_) => date(text).or_else(quoted),
        Type::Text | Type::Id(_) | Type::Shares(_) | Type::Currency | Type::YearStart | Type::Year => {
            quoted()
        }
        Type::Parts(_)
        | Type::Years(_)
        | Type::Decisions
        | Type::Acceptances
        | Type::Table(_)
        | Type::Tables(_) => None,
    }
}

/// A number, from the first to the second of `range`.
fn number(text: &str, range: Option<(u32, u32)>) -> Option<Value> {
    let number = parse_amount(text)?.normalize();
    let fits = range.is_none_or(|(least, most)| number >= least.into() && number <= most.into());
    fits.then(|| Value::Bare(number.to_string()))
}

/// Words parted by commas.
pub fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// A day is written bare; a month stays a month, because which day it means depends on the key.
fn date(text: &str) -> Option<Value> {
    if let Some(day) = Day::parse(text) {
        return Some(Value::Bare(day.to_string()));
    }
    Month::parse(text).map(|month| Value::Text(month.to_string()))
}

fn duration_range(text: &str) -> Option<Value> {
    let durations: Option<Vec<_>> =
        list(text).iter().map(|item| Duration::parse(item).map(|it| it.to_string())).collect();
    durations.filter(|durations| durations.len() == 2).map(Value::List)
}

/// An amount as people type it: `£120,000`, `120k`, `1.2m`, `-5_000`.
fn amount(text: &str) -> Option<Value> {
    let mut plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '£' | '€' | '$')).collect();
    let factor: u32 = match plain.chars().last() {
        Some('k' | 'K') => 1_000,
        Some('m' | 'M') => 1_000_000,
        _ => 1,
    };
    if factor > 1 {
        plain.pop();
    }
    let amount = parse_amount(&plain)?.checked_mul(factor.into())?;
    let exact = amount.normalize().scale() <= 2 && amount.abs() < rust_decimal::Decimal::from(i64::MAX);
    exact.then(|| money(amount))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Edge, Length};

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
            (Type::Date(Edge::Begin), " 2027-10-01 ", bare("2027-10-01")),
            (Type::Date(Edge::End), "2027-10", text("2027-10")),
            (Type::Date(Edge::End), "2027-02-30", None),
            (Type::Duration(Length::Any), "6m", text("6 months")),
            (Type::Percent(0, 100), "40", text("40%")),
            (Type::Bool, "yes", bare("true")),
            (Type::Integer(0, 5), "6", None),
            (Type::Choice(&["idea"]), "ideas", None),
            (Type::Links, "crm + 2 months", text("crm + 2 months")),
            (Type::Text, "007", text("007")),
        ] {
            assert_eq!(value(ty, typed), expected, "{typed}");
        }
    }

    #[test]
    fn what_a_key_takes_is_said() {
        let at = Path::new(["initiative", "crm", "duration"]);
        let refusal = set_typed(&at, "soon", "CRM", &LayerName::Plan).unwrap_err();
        assert!(refusal.starts_with("duration takes a duration"), "{refusal}");
        let cleared = set_typed(&at, " ", "CRM", &LayerName::Plan).unwrap();
        assert_eq!(cleared.label, "Clear duration of CRM");
        assert_eq!(cleared.edits, [Edit::Remove { at }]);
    }
}
