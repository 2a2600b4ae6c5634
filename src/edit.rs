//! Every change that a plan can undergo, as values.
//!
//! Forms, keys, mouse, import, merge and *fit* all produce these; `document` turns them into splices of text.

use rust_decimal::Decimal;

use crate::diagnostic::Path;

/// A value to be written, already in its canonical spelling for the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A string; written with quotes.
    Text(String),
    /// A bare token: a number, a date, a boolean (`120_000`, `2027-04-01`, `true`).
    Bare(String),
    /// A list of strings.
    List(Vec<String>),
    /// A table, written inline: keys in order.
    Table(Vec<(String, Value)>),
}

/// One change to a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Gives a key a value, replacing the one it has.
    Set {
        /// The key.
        at: Path,
        /// Its new value.
        value: Value,
    },
    /// Takes a key or a whole table away, with the comments that it owns; the default holds again.
    Remove {
        /// The key or table.
        at: Path,
    },
    /// Adds an item to a list of strings (`after`), which may be absent or a single string.
    AddItem {
        /// The list.
        at: Path,
        /// The item.
        item: String,
    },
    /// Takes an item out of a list of strings; the last one takes the key with it.
    RemoveItem {
        /// The list.
        at: Path,
        /// The item, as it is written in the list.
        item: String,
    },
    /// Adds a table of its own (`[initiative.crm]`), which must not exist.
    AddTable {
        /// The table.
        at: Path,
        /// Its keys in order.
        entries: Vec<(String, Value)>,
    },
    /// The same in the words of a text that says it already, with its comments.
    AddBlock {
        /// The table.
        at: Path,
        /// Its keys in order.
        entries: Vec<(String, Value)>,
        /// Its block, with the header that leads to the place, and without a line end at its end; written anew from the keys
        /// where a block has no place.
        text: String,
    },
    /// Gives a key or a table another name, wherever the text spells it; what refers to it is not touched.
    Rename {
        /// The key or table.
        at: Path,
        /// Its new name, which nothing beside it may have.
        to: String,
    },
    /// Puts a string in the place of an item of a list of strings (or of a single string), in the same quotes.
    ReplaceItem {
        /// The list.
        at: Path,
        /// The item, as it is written in the list; the first, if there are several.
        item: String,
        /// What comes in its place.
        with: String,
    },
    /// Moves a key or a table among those beside it, with its text and comments; what it says stays.
    Move {
        /// The key or table.
        at: Path,
        /// Where it goes.
        to: Spot,
    },
}

/// A place beside another key or table of the same parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// Directly before the one of this name.
    Before(String),
    /// Directly behind it.
    Behind(String),
}

impl Spot {
    /// The name of the one that it is beside.
    pub fn other(&self) -> &str {
        match self {
            Self::Before(other) | Self::Behind(other) => other,
        }
    }
}

impl Edit {
    /// The place that the edit changes.
    pub fn at(&self) -> &Path {
        match self {
            Self::Set { at, .. }
            | Self::Remove { at }
            | Self::AddItem { at, .. }
            | Self::RemoveItem { at, .. }
            | Self::AddTable { at, .. }
            | Self::AddBlock { at, .. }
            | Self::Rename { at, .. }
            | Self::ReplaceItem { at, .. }
            | Self::Move { at, .. } => at,
        }
    }
}

/// Edits that are one step of undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is called in the history: `Move CRM 3 months later`.
    pub label: String,
    /// The edits, applied in order.
    pub edits: Vec<Edit>,
    /// The layer that they go to.
    pub layer: LayerName,
}

/// Where an edit goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LayerName {
    /// The plan's own file.
    #[default]
    Plan,
    /// The overlay of a scenario, in the plan's own file.
    Scenario(String),
}

/// An amount in major units as a file writes it: groups of three digits, and two decimals when there are any.
pub fn money(amount: Decimal) -> Value {
    let plain = amount.normalize();
    let text = if plain.scale() == 1 { format!("{plain:.2}") } else { plain.to_string() };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut token = sign.to_owned();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            token.push('_');
        }
        token.push(digit);
    }
    if let Some(fraction) = fraction {
        token.push('.');
        token.push_str(fraction);
    }
    Value::Bare(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_groups_of_three() {
        for (amount, written) in [
            ("0", "0"),
            ("120000", "120_000"),
            ("-1550000.00", "-1_550_000"),
            ("999", "999"),
            ("-999.5", "-999.50"),
            ("1234567.891", "1_234_567.891"),
            ("0.15", "0.15"),
        ] {
            assert_eq!(money(amount.parse().unwrap()), Value::Bare(written.to_owned()), "{amount}");
        }
    }
}
