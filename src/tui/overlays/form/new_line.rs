//! A money line typed in one line: `120k capital from borrowing`, `24k/y`, `40k a year cashable`, `12_000 from phone to web`.

use rust_decimal::Decimal;

use super::change::KINDS;
use super::meant;
use crate::diagnostic::Path;
use crate::document::Document;
use crate::edit::{Value, money};
use crate::keys::{Item, Type};
use crate::plan::Plan;
use crate::revise::{self, LineKind};
use crate::tui::quick;
use crate::units::parse_amount;

/// The keys of a line with their values.
type Entries = Vec<(String, Value)>;

/// What a line says: the word for its kind, and its keys.
///
/// # Errors
/// What is missing, as a sentence.
pub(super) fn read(plan: &Plan, kind: LineKind, typed: &str) -> Result<(&'static str, Entries), String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let (amount, paced) = amount(&words).ok_or("an amount is needed: 120_000, 120k, 1.2m, 24k/y")?;
    if kind == LineKind::Shift {
        return shift(plan, &words, amount).map(|entries| ("shift", entries));
    }
    let (kinds, once, yearly) = match kind {
        LineKind::Cost | LineKind::Shift => (&KINDS[..3], KINDS[0], KINDS[2]),
        LineKind::Benefit => (&KINDS[3..], KINDS[3], KINDS[3]),
    };
    let per = paced.or_else(|| period(&words));
    let said = kinds.iter().find(|kind| words.contains(kind)).copied();
    let word = said.unwrap_or(if per.is_some() { yearly } else { once });
    if word == "one-off" && per.is_some() {
        return Err("a one-off cost has no period; a recurrent one has".to_owned());
    }
    // What goes on goes on by the year, and a benefit does unless it comes once.
    let goes_on = word == "recurrent" || (kind == LineKind::Benefit && !words.contains(&"once"));
    let per = per.or(goes_on.then_some("year"));
    let mut entries = vec![(word.to_owned(), money(amount))];
    entries.extend(per.map(|per| ("per".to_owned(), Value::Text(per.to_owned()))));
    let (typed, key) = match kind {
        LineKind::Cost | LineKind::Shift => {
            (behind(&words, "from").or_else(|| behind(&words, "by")), "funded-by")
        }
        LineKind::Benefit => (behind(&words, "to"), "returns-to"),
    };
    if let Some(typed) = typed {
        let envelope =
            known(plan, Item::Envelope, typed).map_err(|known| format!("which envelope? {known}"))?;
        entries.push((key.to_owned(), Value::Text(envelope)));
    }
    Ok((word, entries))
}

/// The first amount, and the period that is written with it.
fn amount(words: &[&str]) -> Option<(Decimal, Option<&'static str>)> {
    let figure = |word: &str| parse_amount(&revise::spelled(&revise::value(Type::Money, word)?));
    words.iter().find_map(|word| {
        let paced = quick::paced(word).map(|(amount, per)| (amount, Some(per)));
        paced.or_else(|| figure(word).map(|amount| (amount, None)))
    })
}

/// The period that is said: `a year`, `per month`, `/quarter`, `weekly`.
fn period(words: &[&str]) -> Option<&'static str> {
    const PERIODS: [(&str, &[&str]); 4] = [
        ("year", &["year", "/year", "yearly", "annually", "/y"]),
        ("quarter", &["quarter", "/quarter", "quarterly", "/q"]),
        ("month", &["month", "/month", "monthly", "/m"]),
        ("week", &["week", "/week", "weekly", "/w"]),
    ];
    PERIODS.iter().find(|(_, said)| words.iter().any(|word| said.contains(word))).map(|(per, _)| *per)
}

fn shift(plan: &Plan, words: &[&str], contacts: Decimal) -> Result<Entries, String> {
    let mut entries = vec![("contacts".to_owned(), money(contacts))];
    for key in ["from", "to"] {
        let typed = behind(words, key).unwrap_or_default();
        let channel =
            known(plan, Item::Channel, typed).map_err(|known| format!("{key} which channel? {known}"))?;
        entries.push((key.to_owned(), Value::Text(channel)));
    }
    Ok(entries)
}

/// The word behind a mark.
fn behind<'t>(words: &[&'t str], mark: &str) -> Option<&'t str> {
    let at = words.iter().position(|word| *word == mark)?;
    Some(words.get(at + 1).copied().unwrap_or_default())
}

/// The item that is meant, or all that there are.
fn known(plan: &Plan, item: Item, typed: &str) -> Result<String, String> {
    let known = super::choices::of(plan, &[], Type::Id(item));
    let all = || known.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(" · ");
    meant::one(&known, typed).map(str::to_owned).ok_or_else(all)
}

/// An id that no line of an initiative has: the kind, with a number when that is taken.
pub(super) fn fresh_id(document: &Document, initiative: &str, kind: LineKind, word: &str) -> String {
    let lines = Path::new(["initiative", initiative, kind.word()]);
    (1..=u32::MAX)
        .map(|number| if number == 1 { word.to_owned() } else { format!("{word}-{number}") })
        .find(|id| document.value(&lines.child(id)).is_none())
        .expect("some number is free")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::plan;

    #[test]
    fn a_line_is_read_as_quick_add_reads_it() {
        let said = |kind, typed: &str| {
            read(&plan(), kind, typed).map(|(_, entries)| revise::spelled(&Value::Table(entries)))
        };
        for (kind, typed, expected) in [
            (LineKind::Cost, "120k", "capital 120_000"),
            (LineKind::Cost, "15k one-off", "one-off 15_000"),
            (LineKind::Cost, "24k/y", "recurrent 24_000, per year"),
            (LineKind::Cost, "2k a month", "recurrent 2_000, per month"),
            (LineKind::Cost, "24k recurrent", "recurrent 24_000, per year"),
            (LineKind::Cost, "120k capital from cap", "capital 120_000, funded-by capital"),
            (LineKind::Benefit, "60k/y cashable", "cashable 60_000, per year"),
            (LineKind::Benefit, "60k", "cashable 60_000, per year"),
            (LineKind::Benefit, "60k once non-cashable", "non-cashable 60_000"),
        ] {
            assert_eq!(said(kind, typed).as_deref(), Ok(expected), "{typed}");
        }
        for (kind, typed) in [
            (LineKind::Cost, "lots"),
            (LineKind::Cost, "15k/y one-off"),
            (LineKind::Cost, "15k from nowhere"),
            (LineKind::Shift, "300 from phone to web"),
        ] {
            assert!(said(kind, typed).is_err(), "{typed}");
        }
    }
}
