//! What was decided, by whom and why, as one text: the file keeps it under its date.
//!
//! The file's reader finds a sentence, `Cabinet: a quarter later, because the network comes first`; any other text is a
//! decision too, of which only the words are known.

use std::borrow::Cow;

/// What parts who decided from what.
const SAYS: &str = ": ";
/// What parts what was decided from why.
const BECAUSE: &str = ", because ";
/// A longer beginning is no name.
const LONGEST_NAME: usize = 48;

/// The parts of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision<'a> {
    /// Who decided; empty when the text does not say.
    pub who: Cow<'a, str>,
    /// What was decided.
    pub what: Cow<'a, str>,
    /// Why; empty when the text does not say.
    pub why: Cow<'a, str>,
}

impl<'a> Decision<'a> {
    /// A decision by its parts; blanks around them do not count.
    pub fn new(who: &'a str, what: &'a str, why: &'a str) -> Self {
        let why = why.trim();
        let why = why.strip_prefix("because ").unwrap_or(why);
        Self { who: who.trim().into(), what: what.trim().into(), why: why.trim_end_matches('.').into() }
    }

    /// The parts of a text.
    pub fn read(text: &'a str) -> Self {
        let (who, rest) = match text.split_once(SAYS) {
            Some((who, rest)) if who.chars().count() <= LONGEST_NAME => (who, rest),
            Some(_) | None => ("", text),
        };
        let (what, why) = rest.split_once(BECAUSE).unwrap_or((rest, ""));
        Self { who: who.trim().into(), what: what.trim().into(), why: why.trim().into() }
    }

    /// The text for the file.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if !self.who.is_empty() {
            text.push_str(&self.who);
            text.push_str(SAYS);
        }
        text.push_str(&self.what);
        if !self.why.is_empty() {
            text.push_str(BECAUSE);
            text.push_str(&self.why);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_written_as_a_sentence_and_read_back() {
        for (who, what, why, text) in [
            ("Cabinet", "approved", "", "Cabinet: approved"),
            (
                " Board ",
                "a quarter later ",
                "because money is short.",
                "Board: a quarter later, because money is short",
            ),
            ("", "left out", "nobody asks for it", "left out, because nobody asks for it"),
            ("", "approved", "", "approved"),
        ] {
            let decision = Decision::new(who, what, why);
            assert_eq!(decision.text(), text);
            assert_eq!(Decision::read(text), decision);
        }
    }

    #[test]
    fn any_text_is_a_decision() {
        let long = "After a long discussion of everything that was on the table: approved";
        assert_eq!(Decision::read(long).what, long);
        assert_eq!(Decision::read("").text(), "");
    }
}
