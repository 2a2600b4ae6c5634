//! What the words mean that a key takes, for whoever has to choose one.

use super::Key;

impl Key {
    /// What a word means as the value of this key; empty where the word says it all.
    pub fn meaning(&self, word: &str) -> &'static str {
        match (self.name, word) {
            ("status", "idea") => "not decided on: it has dates, and its money is shown apart",
            ("status", "proposed") => "its money counts; nothing is promised",
            ("status", "approved") => "decided: its money is committed",
            ("status", "active") => "under way: committed, and held by its actual start",
            ("status", "done") => "finished: committed, and held by its actual dates",
            ("scope", "common") => "the same for all: part of the common core",
            ("scope", "local") => "a local variation laid over the core",
            ("per", "year") => "the amount is for each year",
            ("per", "quarter") => "the amount is for each quarter",
            ("per", "month") => "the amount is for each month",
            ("per", "week") => "the amount is for each week",
            ("spread", "even") => "the same every day of its window",
            ("spread", "start") => "all of it in the first month",
            ("spread", "finish") => "all of it in the last month",
            ("spread", "front") => "more at first, falling to nothing",
            ("spread", "back") => "little at first, rising to the end",
            ("spread", "s-curve") => "slow, then fast, then slow again",
            ("confidence", "high") => "agreed with whoever loses the budget",
            ("confidence", "medium") => "likely, and not agreed yet",
            ("confidence", "low") => "hoped for",
            ("carry-forward", "none") => "what a year leaves over is lost",
            ("carry-forward", "surplus") => "what a year leaves over opens the next",
            ("reports-in", "units") => "tables print whole amounts: 1,250,000",
            ("reports-in", "thousands") => "tables print thousands: 1,250.0",
            ("reports-in", "millions") => "tables print millions: 1.25",
            (_, "capital") => "what creates or enhances an asset",
            (_, "one-off") => "revenue that ends with delivery",
            (_, "recurrent") => "revenue that goes on, net of savings where it alone is paid",
            ("dropped", "true") => "left out of every figure, and kept in the file",
            ("dropped", "false") => "counts",
            ("optional", "true") => "may be left out to make the plan fit",
            ("optional", "false") => "has to be done",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::keys::{Type, table};

    #[test]
    fn every_word_that_can_be_chosen_says_what_it_means() {
        for table in table() {
            for key in table.keys {
                let words: &[&str] = match key.ty {
                    Type::Choice(words) | Type::Choices(words) => words,
                    Type::Bool => &["true", "false"],
                    _ => continue,
                };
                for word in words {
                    assert!(!key.meaning(word).is_empty(), "{}.{} = {word}", table.name, key.name);
                }
            }
        }
    }
}
