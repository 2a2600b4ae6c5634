//! What keys and tables are called on the screen, in people's words.

use std::borrow::Cow;

use super::{Key, Table};

impl Key {
    /// What it is called on the screen, in the table that has it: `Waits for` for `after`, `Not before` for `not-before`.
    pub fn label(&self, table: &str) -> Cow<'static, str> {
        let words = match (table, self.name) {
            ("gate", "on") => "Held on",
            ("confirmed", "on") => "Confirmed on",
            ("confirmed", "by") => "Confirmed by",
            ("measure", "by") => "To be there by",
            (_, "after") => "Waits for",
            (_, "finish-after") => "Finish waits for",
            (_, "moves") => "Measures it moves",
            (_, "uses") => "Uses technology",
            (_, "retires") => "Retires technology",
            (_, "hits") => "Initiatives it hits",
            (_, "dropped") => "Left out",
            (_, "rank") => "Rank in its lane",
            (_, "value") => "Worth, 0 to 100",
            (_, "per") => "Every",
            (_, "each") => "Price of one",
            (_, "low") => "At least",
            (_, "high") => "At most",
            (_, "funded-by") => "Paid by",
            (_, "spend-by") => "To be spent by",
            (_, "life") => "Repaid over",
            ("envelope", "year") => "Allowed",
            ("envelope", "add") => "Paid in",
            ("envelope", "total") => "For its whole life",
            ("actual", "start") => "Really started",
            ("actual", "finish") => "Really finished",
            ("actual", "spend") => "Really spent",
            ("actual", "saved") => "Really saved",
            ("shift", "from") => "From channel",
            ("shift", "to") => "To channel",
            (_, "decided") => "Decided",
            (_, "accept") => "Accepted",
            (_, "extends") => "Laid over",
            (_, "milepost") => "Format",
            _ => return Cow::Owned(plain(self.name)),
        };
        Cow::Borrowed(words)
    }
}

impl Table {
    /// What one of it is called on the screen: `Envelope`, `Optimism bias`.
    pub fn label(&self) -> String {
        match self.name {
            "" => "The file".to_owned(),
            name => plain(name),
        }
    }
}

/// A name of the file as words: `not-before` is `Not before`.
fn plain(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::keys;

    #[test]
    fn no_two_keys_of_a_table_are_called_the_same() {
        for table in keys::table() {
            let mut labels: Vec<_> = table.keys.iter().map(|key| key.label(table.name)).collect();
            let count = labels.len();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), count, "{}", table.name);
            assert!(labels.iter().all(|label| label.starts_with(|c: char| c.is_ascii_uppercase())));
        }
    }
}
