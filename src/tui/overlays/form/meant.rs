//! Ids as people type them: whole, begun, or by a word of the title.

use super::fields::Field;
use crate::keys::Type;

/// The id that is meant: the one typed, else the only one that begins so, else the only one whose title has it.
pub(super) fn one<'k>(known: &'k [(String, String)], typed: &str) -> Option<&'k str> {
    let typed = typed.trim().to_lowercase();
    let only = |holds: &dyn Fn(&(String, String)) -> bool| {
        let mut found = known.iter().filter(|it| holds(it));
        let first = found.next()?;
        found.next().is_none().then_some(first.0.as_str())
    };
    if typed.is_empty() {
        return None;
    }
    only(&|(id, _)| *id == typed)
        .or_else(|| only(&|(id, _)| id.starts_with(&typed)))
        .or_else(|| only(&|(_, title)| title.to_lowercase().contains(&typed)))
}

/// What was typed into a field that takes ids, with each id whole; `None` where nothing is to be changed.
pub(super) fn resolved(field: &Field, typed: &str) -> Option<String> {
    let parted = match field.ty {
        Type::Id(_) => false,
        Type::Ids(_) | Type::Links | Type::Shares(_) | Type::Parts(_) => true,
        _ => return None,
    };
    let parts: Vec<&str> = if parted { typed.split([',', '\n']).collect() } else { vec![typed] };
    let whole: Vec<String> = parts.iter().map(|part| entry(&field.choices, part.trim())).collect();
    let changed = parts.iter().zip(&whole).any(|(part, whole)| part.trim() != whole);
    changed.then(|| whole.join(", "))
}

/// One entry with its id whole, and what stands behind that: `crm.start + 2 months`, `grants 40%`.
fn entry(known: &[(String, String)], part: &str) -> String {
    if let Some(id) = one(known, part) {
        return id.to_owned();
    }
    let end = part.find(['.', '+', ' ', '=']).unwrap_or(part.len());
    let (name, rest) = part.split_at(end);
    one(known, name).map_or_else(|| part.to_owned(), |id| format!("{id}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_by_its_begin_or_by_a_word_of_the_title_when_that_is_the_only_one() {
        let known: Vec<(String, String)> =
            [("crm", "Customer records"), ("crm-two", "More of them"), ("portal", "Customer portal")]
                .map(|(id, title)| (id.to_owned(), title.to_owned()))
                .to_vec();
        for (typed, expected) in [
            ("crm", Some("crm")),
            ("CRM", Some("crm")),
            ("por", Some("portal")),
            ("records", Some("crm")),
            ("cr", None),
            ("customer", None),
            ("", None),
        ] {
            assert_eq!(one(&known, typed), expected, "{typed}");
        }
        assert_eq!(entry(&known, "por.start + 2 months"), "portal.start + 2 months");
        assert_eq!(entry(&known, "more of them"), "crm-two");
        assert_eq!(entry(&known, "nothing + 1w"), "nothing + 1w");
    }
}
