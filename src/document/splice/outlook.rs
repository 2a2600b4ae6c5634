//! Many edits at once, for a look at what would come of them.
//!
//! [`super::apply`] reads and verifies the text after every edit, which is what a change that is kept needs. A look at what a
//! change of hundreds of items would do needs the text only once: where no edit touches what another does, all of them are
//! lowered on the text as it is, and their splices are made together.

use std::collections::BTreeSet;

use super::{Document, Sheet, lower, of_one_text, patch, tidy, with_text};
use crate::edit::Change;

/// The document as it would be after all edits of a change, read once and not verified; `None`: they must be made one after
/// the other ([`super::apply`]), or cannot be made.
pub fn outlook(document: &Document, change: &Change) -> Option<Document> {
    let mut places = BTreeSet::new();
    let (mut source, mut splices) = (None, Vec::new());
    for edit in &change.edits {
        let (at, edits) = lower::lower(document, edit, &change.layer).ok()?;
        let [edit] = edits.as_slice() else { return None };
        if *source.get_or_insert(at) != at || !places.insert(edit.at().keys.clone()) {
            return None;
        }
        splices.extend(of_one_text(Sheet::new(&document.sources()[at], at), edit).ok()?);
    }
    let within = |(one, other): (&Vec<String>, &Vec<String>)| other.starts_with(one);
    if places.iter().zip(places.iter().skip(1)).any(within) {
        return None;
    }
    splices.sort_by_key(|splice| (splice.span.start, splice.span.end));
    if splices.windows(2).any(|pair| pair[1].span.start < pair[0].span.end) {
        return None;
    }
    let source = source?;
    let (text, _) = patch(&document.sources()[source].text, &tidy(splices));
    let after = with_text(document, source, text);
    let unread = |document: &Document| document.sources()[source].index.errors().len();
    (unread(&after) <= unread(document)).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::super::apply;
    use super::*;
    use crate::diagnostic::Path;
    use crate::document::Source;
    use crate::edit::{Edit, LayerName, Value};

    const TEXT: &str = "\
[initiative.a] # first
title = \"A\"
duration = \"3 months\" # short
[initiative.b]
title = \"B\"
after = \"a\"
[scenario.later]
initiative.a.duration = \"4 months\"
";

    fn set(id: &str, key: &str, value: &str) -> Edit {
        Edit::Set { at: Path::new(["initiative", id, key]), value: Value::Text(value.to_owned()) }
    }

    fn texts(edits: Vec<Edit>, layer: LayerName) -> (Option<String>, String) {
        let document = Document::new(Source::new("plan.toml", TEXT));
        let change = Change { label: String::new(), edits, layer };
        let text = |document: &Document| document.sources()[0].text.to_string();
        let made = apply(&document, &change).expect("every edit can be made").0;
        (outlook(&document, &change).as_ref().map(text), text(&made))
    }

    #[test]
    fn edits_that_do_not_touch_each_other_give_the_text_that_they_give_one_by_one() {
        let several = || {
            let gone = Edit::Remove { at: Path::new(["initiative", "b", "after"]) };
            vec![set("b", "owner", "X"), set("a", "duration", "6 months"), gone, set("a", "owner", "X")]
        };
        let (at_once, one_by_one) = texts(several(), LayerName::Plan);
        assert_eq!(at_once, Some(one_by_one));
        // In an overlay lines that are new stand in the order of the edits; they say the same.
        let (at_once, one_by_one) = texts(several(), LayerName::Scenario("later".to_owned()));
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(at_once.as_deref().map(lines), Some(lines(&one_by_one)));
    }

    #[test]
    fn edits_of_the_same_place_or_within_each_other_are_left_to_be_made_one_by_one() {
        assert_eq!(texts(vec![set("a", "owner", "X"), set("a", "owner", "Y")], LayerName::Plan).0, None);
        let all = Edit::Remove { at: Path::new(["initiative", "a"]) };
        assert_eq!(texts(vec![set("a", "title", "X"), all], LayerName::Plan).0, None);
    }
}
