//! How a filter that is being typed may go on.

use std::collections::BTreeSet;

use super::passes::Facts;
use super::words::{Texts, offered};
use crate::analysis::Analysis;
use crate::plan::InitiativeIx;
use crate::units::Day;

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is shown of it: the word.
    pub word: String,
    /// What it asks, as one sentence; empty for a value.
    pub doc: &'static str,
    /// The whole filter with it.
    pub whole: String,
}

/// What most filters begin with; offered before anything is typed.
const FIRST: [&str; 10] =
    ["stage:", "owner:", "status:", "critical", "over", "cost>", "start<", "year:", "tag:", "late"];

/// The ways to go on at the end of a filter, the likeliest first.
pub fn completions(text: &str, analysis: &Analysis, today: Day) -> Vec<Completion> {
    let word = &text[last_word(text)..];
    let bare = word.trim_start_matches(['-', '!']);
    let before = &text[..text.len() - bare.len()];
    let sign = bare.find([':', '=']);
    let Some((field, value)) =
        sign.and_then(|at| Some((Texts::named(bare[..at].trim_end_matches('!'))?, at + 1)))
    else {
        return words(bare)
            .map(|(word, doc)| Completion { whole: format!("{before}{word}"), word, doc })
            .collect();
    };
    let value = bare[value..].rfind(',').map_or(value, |comma| value + comma + 1);
    let typed = bare[value..].trim_start_matches('"').to_lowercase();
    let kept = &text[..text.len() - bare.len() + value];
    let mut found: Vec<&str> = values(field, analysis, today).into_iter().collect();
    found.retain(|it| it.to_lowercase().contains(&typed));
    found.sort_by_key(|it| !it.to_lowercase().starts_with(&typed));
    let one = |value: &str| {
        let plain = !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c == ',' || c == '"');
        let word = if plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', "")) };
        Completion { whole: format!("{kept}{word}"), word: value.to_owned(), doc: "" }
    };
    found.into_iter().map(one).collect()
}

/// Where the last word begins: behind the last blank that is in no quotes.
fn last_word(text: &str) -> usize {
    let (mut begin, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if c.is_whitespace() && !quoted => begin = at + c.len_utf8(),
            _ => {}
        }
    }
    begin
}

/// The words that begin so, then those that have it in them; the first ones where nothing is typed.
fn words(typed: &str) -> impl Iterator<Item = (String, &'static str)> {
    let typed = typed.to_lowercase();
    let mut all: Vec<(String, &'static str)> = offered().filter(|(word, _)| word.contains(&typed)).collect();
    if typed.is_empty() {
        let place = |word: &str| FIRST.iter().position(|first| *first == word);
        all.retain(|(word, _)| place(word).is_some());
        all.sort_by_key(|(word, _)| place(word));
    } else {
        all.sort_by_key(|(word, _)| !word.starts_with(&typed));
    }
    all.into_iter()
}

/// What stands in a field anywhere in the plan; of things with a title the title.
fn values(field: Texts, analysis: &Analysis, today: Day) -> BTreeSet<&str> {
    let facts = Facts::new(analysis, today);
    let pairs = match field {
        Texts::Stage | Texts::Envelope | Texts::After | Texts::Before | Texts::Partner => 2,
        Texts::Title
        | Texts::Id
        | Texts::Code
        | Texts::Owner
        | Texts::Sponsor
        | Texts::Status
        | Texts::Tag
        | Texts::Uses
        | Texts::Retires
        | Texts::Moves
        | Texts::Scope
        | Texts::Notes => 1,
    };
    let all = (0..analysis.plan.initiatives.len() as u32).map(InitiativeIx);
    all.flat_map(|at| facts.texts(field, at).into_iter().step_by(pairs)).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Options, analyse};
    use crate::document::{Document, Source};

    const PLAN: &str = "milepost = 1\n[plan]\nstart = 2027-04-01\n[stage.s]\ntitle = \"Small steps\"\n\
        [initiative.a]\nstage = \"s\"\nowner = \"Digital\"\nduration = \"3 months\"\n\
        [initiative.b]\nowner = \"Customer Services\"\nafter = \"a\"\nduration = \"3 months\"\n";

    fn wholes(text: &str) -> Vec<String> {
        let today = Day::new(2027, 5, 1).expect("a day of the calendar");
        let document = Document::new(Source::new("plan.toml", PLAN));
        let analysis = analyse(&document, &Options { case: None, today });
        completions(text, &analysis, today).into_iter().map(|it| it.whole).collect()
    }

    #[test]
    fn a_word_is_completed_by_those_that_begin_so_and_then_by_those_that_have_it() {
        assert_eq!(wholes("late cr"), ["late critical"]);
        assert_eq!(wholes("-ow"), ["-owner:", "-now"]);
        assert_eq!(wholes("aft"), ["after:"]);
        assert_eq!(wholes("dead"), ["deadline<"]);
        assert_eq!(wholes("")[..3], ["stage:", "owner:", "status:"]);
    }

    #[test]
    fn a_value_is_completed_by_what_stands_in_the_plan() {
        assert_eq!(wholes("over owner:"), ["over owner:\"Customer Services\"", "over owner:Digital"]);
        assert_eq!(wholes("owner:Digital,cust"), ["owner:Digital,\"Customer Services\""]);
        assert_eq!(wholes("owner:\"Customer Se"), ["owner:\"Customer Services\""]);
        assert_eq!(wholes("stage:st"), ["stage:\"Small steps\""]);
        assert_eq!(wholes("owner:zz"), Vec::<String>::new());
    }
}
