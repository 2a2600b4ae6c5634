//! What a field has chosen already, and what it says with one more or one less.

use rust_decimal::Decimal;

use crate::edit::money;
use crate::keys::Type;
use crate::revise;
use crate::tui::overlays::form::{Field, Kind};
use crate::units::parse_amount;

/// How many of what is offered a field takes, and how it writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// One.
    One,
    /// Any number, parted by commas.
    List,
    /// Any number, each with a share of the whole; one alone is the whole.
    Shares,
    /// Any number, each with a share that is typed behind it.
    Parts,
    /// Financial years, each with its amount.
    Years,
}

/// How many a field takes; `None`: nothing can be offered for it.
pub fn many(field: &Field) -> Option<Many> {
    match (&field.kind, field.ty) {
        (Kind::Id(_) | Kind::NewLine(_), _) => None,
        (Kind::NewEntry(_), ty) => (ty == Type::Acceptances).then_some(Many::One),
        (_, Type::Id(_) | Type::Choice(_) | Type::Bool | Type::Year | Type::Currency | Type::YearStart) => {
            Some(Many::One)
        }
        (_, Type::Text) => Some(Many::One),
        (_, Type::Ids(_) | Type::Links | Type::Choices(_) | Type::Texts) => Some(Many::List),
        (_, Type::Shares(_)) => Some(Many::Shares),
        (_, Type::Parts(_)) => Some(Many::Parts),
        (_, Type::Amount) => field.row.is_none().then_some(Many::Years),
        _ => None,
    }
}

/// What of it is chosen: ids and words, without what stands behind them.
pub fn chosen(many: Many, text: &str) -> Vec<String> {
    match many {
        Many::One => vec![text.trim().to_owned()],
        Many::List | Many::Shares | Many::Parts | Many::Years => {
            entries(text).iter().map(|entry| name(many, entry).to_owned()).collect()
        }
    }
}

/// The entries of a text; a comma without a blank behind it groups digits.
fn entries(text: &str) -> Vec<String> {
    let parts = text.split([';', '\n']).flat_map(|part| part.split(", "));
    parts.map(|part| part.trim().trim_end_matches(',').to_owned()).filter(|it| !it.is_empty()).collect()
}

/// What an entry names: `crm` of `crm.start + 2 months`, `grants` of `grants 40%`.
fn name(many: Many, entry: &str) -> &str {
    let end = match many {
        Many::One => None,
        Many::List => entry.find(['.', '+', ' ']),
        Many::Shares | Many::Parts | Many::Years => entry.find([' ', '=']),
    };
    entry[..end.unwrap_or(entry.len())].trim()
}

/// What a field says once a candidate is taken in, or out again.
pub fn toggled(many: Many, text: &str, value: &str) -> String {
    if many == Many::One {
        return value.to_owned();
    }
    let entries = entries(text);
    // A tag may have blanks in it.
    let same = |entry: &String| name(many, entry) == value || entry == value;
    let taken = entries.iter().any(same);
    let mut left: Vec<String> = entries.iter().filter(|entry| !same(entry)).cloned().collect();
    match many {
        Many::One | Many::List => {
            left.extend((!taken).then(|| value.to_owned()));
            left.join(", ")
        }
        Many::Shares => {
            let mut ids: Vec<&str> = left.iter().map(|entry| name(many, entry)).collect();
            ids.extend((!taken).then_some(value));
            shares(&ids)
        }
        Many::Parts => {
            // Its share is typed behind it.
            left.extend((!taken).then(|| format!("{value} ")));
            left.join(", ")
        }
        Many::Years => years(&entries, (!taken).then_some(value), value),
    }
}

/// Equal shares that add up to the whole; one alone is the whole.
fn shares(ids: &[&str]) -> String {
    match ids {
        [] => String::new(),
        [one] => (*one).to_owned(),
        many => {
            let (each, rest) = (100 / many.len(), 100 % many.len());
            let share = |(at, id): (usize, &&str)| format!("{id} {}%", each + usize::from(at < rest));
            many.iter().enumerate().map(share).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Amounts by year with one year more or less: what was split evenly is split evenly again, anything else stays.
fn years(entries: &[String], with: Option<&str>, without: &str) -> String {
    let known: Vec<(&str, Decimal)> = entries.iter().filter_map(|entry| year(entry)).collect();
    let whole = match entries {
        [one] if known.is_empty() => figure(one),
        _ => None,
    };
    let figures: Vec<Decimal> = known.iter().map(|(_, figure)| *figure).collect();
    let total = whole.or_else(|| figures.iter().try_fold(Decimal::ZERO, |sum, it| sum.checked_add(*it)));
    let total = total.unwrap_or_default();
    let even = whole.is_some() || figures == parts(total, figures.len());
    let mut left: Vec<(&str, Decimal)> = known.into_iter().filter(|(year, _)| *year != without).collect();
    left.extend(with.map(|year| (year, Decimal::ZERO)));
    left.sort_unstable_by_key(|(year, _)| *year);
    if left.is_empty() {
        return revise::spelled(&money(total));
    }
    if even {
        let parts = parts(total, left.len());
        left.iter_mut().zip(parts).for_each(|(entry, part)| entry.1 = part);
    }
    let spelled = |(year, figure): &(&str, Decimal)| format!("{year} {}", revise::spelled(&money(*figure)));
    left.iter().map(spelled).collect::<Vec<_>>().join(", ")
}

/// A sum in so many parts as equal as whole units (or pence) allow, the first taking the rest.
fn parts(total: Decimal, count: usize) -> Vec<Decimal> {
    if count == 0 {
        return Vec::new();
    }
    let decimals = total.normalize().scale();
    let each = total.checked_div(Decimal::from(count)).unwrap_or_default().trunc_with_scale(decimals);
    let others = each.checked_mul(Decimal::from(count - 1)).unwrap_or_default();
    let mut parts = vec![each; count];
    parts[0] = total - others;
    parts
}

fn year(entry: &str) -> Option<(&str, Decimal)> {
    let name = name(Many::Years, entry);
    let begins = name.starts_with(|c: char| c.is_ascii_digit()) && name.len() < entry.len();
    begins.then(|| figure(entry[name.len()..].trim_start_matches([' ', '=']))).flatten().map(|it| (name, it))
}

fn figure(text: &str) -> Option<Decimal> {
    let value = revise::value(Type::Money, text)?;
    parse_amount(&revise::spelled(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_stands_behind_what_was_chosen_and_can_be_taken_out_again() {
        for (many, text, value, expected) in [
            (Many::One, "idea", "active", "active"),
            (Many::List, "", "crm", "crm"),
            (Many::List, "crm.start + 2 months", "portal", "crm.start + 2 months, portal"),
            (Many::List, "crm.start + 2 months, portal", "crm", "portal"),
            (Many::List, "crm-two", "crm", "crm-two, crm"),
            (Many::Shares, "", "loan", "loan"),
            (Many::Shares, "loan", "grants", "loan 50%, grants 50%"),
            (Many::Shares, "loan 50%, grants 50%", "gifts", "loan 34%, grants 33%, gifts 33%"),
            (Many::Shares, "loan 60%, grants 40%", "loan", "grants"),
            (Many::Parts, "one 20%", "two", "one 20%, two "),
            (Many::Years, "120_000", "2027-28", "2027-28 120_000"),
            (Many::Years, "2027-28 100_000", "2028-29", "2027-28 50_000, 2028-29 50_000"),
            (Many::Years, "2027-28 50, 2028-29 50", "2029-30", "2027-28 34, 2028-29 33, 2029-30 33"),
            // What was not split evenly is not touched.
            (Many::Years, "2028-29 70, 2029-30 30", "2027-28", "2027-28 0, 2028-29 70, 2029-30 30"),
            (Many::Years, "2028-29 70, 2029-30 30", "2029-30", "2028-29 70"),
            (Many::Years, "2028-29 70", "2028-29", "70"),
        ] {
            assert_eq!(toggled(many, text, value), expected, "{text} {value}");
        }
    }
}
