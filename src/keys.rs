//! The key table: every table and key of the format, with type, unit, default and doc.
//!
//! It drives decoding, suggestions, the JSON Schema, the format's docs, completion and the editor form.

use crate::diagnostic::Path;

mod markdown;
mod meanings;
mod place;
mod schema;
mod table;
mod types;
mod words;

pub use markdown::markdown;
pub use place::{Place, keys_of, place};
pub use schema::schema;
pub(crate) use types::a;
pub use types::{Edge, Figure, Item, Length, Type};

/// One key of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name as the file writes it.
    pub name: &'static str,
    /// What it takes.
    pub ty: Type,
    /// What holds without it, as words or as the file would write it; empty: nothing.
    pub default: &'static str,
    /// What it is for, as one sentence without a full stop.
    pub doc: &'static str,
    /// Whether its money and time count in the figures; if not, they are read and kept for later.
    pub counts: bool,
}

/// One table of the format and its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// What the code calls it: `initiative`, `cost`; empty for the top.
    pub name: &'static str,
    /// Where it stands, with `*` for an id: `initiative.*.cost.*`; empty for the top.
    pub path: &'static str,
    /// What it is, as one sentence without a full stop.
    pub doc: &'static str,
    /// Its keys, in the order in which forms and docs show them.
    pub keys: &'static [Key],
}

impl Key {
    /// What it refers to, when it names items of the plan. Links name stages as well, behind `stage:` and `gate:`.
    pub const fn references(&self) -> Option<Item> {
        match self.ty {
            Type::Id(item) | Type::Ids(item) | Type::Shares(item) | Type::Parts(item) => Some(item),
            Type::Links => Some(Item::Initiative),
            Type::Text
            | Type::Notes
            | Type::Texts
            | Type::Date(_)
            | Type::Bound(_)
            | Type::Duration(_)
            | Type::DurationRange
            | Type::Money
            | Type::Amount
            | Type::Price
            | Type::Percent(..)
            | Type::Percents(_)
            | Type::Bool
            | Type::Integer(..)
            | Type::Number(_)
            | Type::Choice(_)
            | Type::Choices(_)
            | Type::Years(_)
            | Type::Currency
            | Type::YearStart
            | Type::Year
            | Type::Decisions
            | Type::Acceptances
            | Type::Table(_)
            | Type::Tables(_) => None,
        }
    }
}

impl Table {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// Every table of the format, the top first.
pub fn table() -> &'static [Table] {
    table::TABLES
}

/// The table that the code calls by that name.
pub fn named(name: &str) -> Option<&'static Table> {
    table::TABLES.iter().find(|table| table.name == name)
}

/// The tables that stand at the top with ids, in the order of the format: stages, initiatives, envelopes and so on.
pub fn collections() -> impl Iterator<Item = &'static Table> {
    of_table("").iter().filter_map(|key| match key.ty {
        Type::Tables(name) => named(name),
        _ => None,
    })
}

/// The keys of the table that the code calls by that name, in the order of forms; none when there is no such table.
pub fn of_table(name: &str) -> &'static [Key] {
    named(name).map_or(&[], |table| table.keys)
}

/// What the format says of a path, as a file writes it (`initiative.crm.cost.platform.capital`); `None` when the
/// format has no such key.
///
/// An id, a financial year, a date or a code below a key belongs to that key: `initiative.crm` is the key
/// `initiative`. A path below `scenario.ID` is read as if it stood at the top.
pub fn lookup(path: &Path) -> Option<&'static Key> {
    let mut table = named("")?;
    let mut found = None;
    let mut keys = path.keys.iter();
    while let Some(name) = keys.next() {
        let key = table.key(name)?;
        found = Some(key);
        match key.ty {
            Type::Table(below) => table = named(below)?,
            Type::Tables("scenario") => {
                keys.next();
                table = named("")?;
                if keys.as_slice() == ["title"] {
                    return named("scenario")?.key("title");
                }
            }
            Type::Tables(below) => {
                keys.next();
                table = named(below)?;
            }
            ty => {
                if ty.has_keys_below() {
                    keys.next();
                }
                return keys.next().is_none().then_some(key);
            }
        }
    }
    found
}

/// Whether a text can be an id: lower-case letters, digits and hyphens, no hyphen first.
pub fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let mut bytes = text.bytes();
    bytes.next().is_some_and(plain) && bytes.all(|byte| plain(byte) || byte == b'-')
}

/// The known name nearest to one that is not known: few enough letters must change that it is likely meant.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name: String = name.chars().take(64).collect();
    let most = (name.chars().count() / 3).max(1);
    let near = known.filter(|candidate| candidate.len().abs_diff(name.len()) <= most);
    near.map(|candidate| (strsim::osa_distance(&name, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_named_by_a_key_exists() {
        for table in table() {
            for key in table.keys {
                if let Type::Table(name) | Type::Tables(name) = key.ty {
                    assert!(named(name).is_some(), "{}.{} leads to no table", table.name, key.name);
                }
                assert!(!key.doc.is_empty() && !key.doc.ends_with('.'), "{}.{}", table.name, key.name);
            }
            let mut names: Vec<_> = table.keys.iter().map(|key| key.name).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        }
    }

    #[test]
    fn paths_lead_to_their_keys() {
        let name = |path: &str| lookup(&Path::new(path.split('.'))).map(|key| key.name);
        assert_eq!(name("initiative.crm.cost.platform.capital"), Some("capital"));
        assert_eq!(name("initiative.crm.cost.platform.capital.2027-28"), Some("capital"));
        assert_eq!(name("envelope.b.year.2027-28"), Some("year"));
        assert_eq!(name("assumptions.contingency"), Some("contingency"));
        assert_eq!(name("assumptions.optimism-bias.capital"), Some("capital"));
        assert_eq!(name("scenario.lean.initiative.crm.start"), Some("start"));
        assert_eq!(name("scenario.lean.title"), Some("title"));
        assert_eq!(name("initiative.crm.strat"), None);
        assert_eq!(name("initiative.crm.start.x"), None);
    }

    #[test]
    fn suggestions_are_near_or_absent() {
        let known = ["duration", "deadline", "start"];
        assert_eq!(nearest("durration", known.into_iter()), Some("duration"));
        assert_eq!(nearest("dedline", known.into_iter()), Some("deadline"));
        assert_eq!(nearest("budget", known.into_iter()), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), known.into_iter()), None);
    }
}
