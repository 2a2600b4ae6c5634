//! Values that are tables, typed in one line: `2027-28 80k, 2028-29 40k`, `borrowing 60%, grants 40%`.

use rust_decimal::Decimal;

use super::{amount, date, list};
use crate::edit::Value;
use crate::units::{Percent, YearStart};

/// The key and the value of an entry: `grants 40%`, `grants = 40%`, `2027-28: 80k`.
fn entry(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '=' | ':'))?;
    let (key, value) = text.split_at(end);
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | ':')).trim();
    (!key.is_empty() && !value.is_empty()).then_some((key, value))
}

/// Amounts by year; `None` when the text does not begin with a year.
///
/// A comma parts entries only with a blank behind it, because it also groups digits.
pub(super) fn years(text: &str, starts: YearStart, decimals: u32) -> Option<Result<Value, String>> {
    let entries: Vec<&str> = text
        .split([';', '\n'])
        .flat_map(|part| part.split(", "))
        .map(|part| part.trim_end_matches(','))
        .collect();
    let (first, _) = entry(entries.first()?)?;
    date::financial_year(first, starts)?;
    let read = |part: &&str| {
        let (year, figure) = entry(part).ok_or_else(|| format!("{part}: takes a year and an amount"))?;
        let year =
            date::financial_year(year, starts).ok_or_else(|| format!("{year} is no financial year"))?;
        amount::read(figure, "", decimals).map(|value| (year.key(), value))
    };
    let entries = entries.iter().filter(|part| !part.trim().is_empty()).map(read);
    Some(entries.collect::<Result<Vec<_>, _>>().and_then(unique).map(Value::Table))
}

fn unique(mut entries: Vec<(String, Value)>) -> Result<Vec<(String, Value)>, String> {
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    match entries.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(format!("{} stands there twice", pair[0].0)),
        None => Ok(entries),
    }
}

fn percent(text: &str) -> Option<Percent> {
    Percent::parse(text).or_else(|| Percent::parse(&format!("{text}%")))
}

/// One percentage, or one by word; `None` when it is neither.
pub(super) fn percents(text: &str, words: &[&str]) -> Option<Result<Value, String>> {
    if let Some(one) = percent(text) {
        return Some(Ok(Value::Text(one.to_string())));
    }
    let read = |part: &String| {
        let (word, value) = entry(part)?;
        words.contains(&word).then_some(())?;
        Some((word.to_owned(), Value::Text(percent(value)?.to_string())))
    };
    let entries: Option<Vec<_>> = list(text).iter().map(read).collect();
    Some(unique(entries.filter(|entries| !entries.is_empty())?).map(Value::Table))
}

/// Percentages by id: those of an amount's payers add up to the whole (and one id alone stands for all of it), those of
/// partners leave something.
pub(super) fn shares(text: &str, whole: bool) -> Result<Value, String> {
    let parts = list(text);
    if let ([one], true) = (parts.as_slice(), whole)
        && !one.contains(char::is_whitespace)
    {
        return Ok(Value::Text(one.clone()));
    }
    let mut sum = Decimal::ZERO;
    let mut entries = Vec::new();
    for part in &parts {
        let read = entry(part).and_then(|(id, value)| Some((id, percent(value)?)));
        let (id, share) = read.ok_or_else(|| format!("{part}: takes an id and its share: grants 40%"))?;
        sum += share.number();
        entries.push((id.to_owned(), Value::Text(share.to_string())));
    }
    let sum = Percent::new(sum);
    if whole && sum != Percent::HUNDRED {
        return Err(format!("the shares add up to {sum}, not to 100%"));
    }
    if !whole && sum >= Percent::HUNDRED {
        return Err(format!("the partners pay {sum}; something must be left for you"));
    }
    unique(entries).map(Value::Table)
}

#[cfg(test)]
mod tests {
    use super::super::{read, spelled};
    use crate::keys::{Item, Type};
    use crate::revise::typed::Beside;

    fn typed(ty: Type, text: &str) -> Result<String, String> {
        read(ty, text, Beside::default()).map(|value| spelled(&value))
    }

    #[test]
    fn tables_are_typed_in_one_line() {
        let kinds = Type::Percents(&["capital", "one-off"]);
        for (ty, text, expected) in [
            (Type::Amount, "2027-28 80k, 28/29 40,000", "2027-28 80_000, 2028-29 40_000"),
            (Type::Amount, "2027-28 = 80k; 2028-29 = 1.2m", "2027-28 80_000, 2028-29 1_200_000"),
            (kinds, "10", "10%"),
            (kinds, "one-off 5%, capital 10%", "capital 10%, one-off 5%"),
            (Type::Shares(Item::Envelope), "loan 60%, grants 40%", "grants 40%, loan 60%"),
            (Type::Parts(Item::Partner), "neighbour 40", "neighbour 40%"),
        ] {
            assert_eq!(typed(ty, text).as_deref(), Ok(expected), "{text}");
        }
        for (ty, text) in [
            (Type::Amount, "2027-28 80k, 27/28 40k"),
            (Type::Amount, "2027-28 80k, 2029 40k"),
            (kinds, "staff 10%"),
            (Type::Shares(Item::Envelope), "loan 60%, grants 30%"),
            (Type::Parts(Item::Partner), "neighbour 100%"),
            (Type::Parts(Item::Partner), "neighbour"),
        ] {
            assert!(typed(ty, text).is_err(), "{text}");
        }
    }
}
