//! One side chosen for all that is disputed: what is disputed is as that side has it, all else is as it was merged, and the
//! text can be read.

use std::collections::BTreeMap;

use milepost::content::Content;
use milepost::merge::{Choice, Draft, Kind, Texts};

use super::content;

/// Holds every side against the text that it gives. What the sides renamed has other ids in the merged text, and is only
/// read again.
pub fn hold(texts: [&str; 3], renamed: bool, story: &dyn Fn() -> String) {
    let [base, ours, theirs] = texts;
    let draft = Draft::of(Texts { base, ours, theirs }).unwrap();
    let all = |choice: &Choice| vec![Some(choice.clone()); draft.disputes.len()];
    let is_disputed = |key: &Vec<String>| {
        draft.disputes.iter().filter_map(|it| it.at.as_ref()).any(|at| key.starts_with(at))
    };
    let merged = said(&content(&draft.text(&[])));
    for (choice, side) in [(Choice::Ours, ours), (Choice::Base, base), (Choice::Theirs, theirs)] {
        let text = draft.text(&all(&choice));
        assert!(!text.contains("<<<<<<<"), "{choice:?}: {text}");
        let (found, wanted) = (said(&content(&text)), said(&content(side)));
        if renamed {
            continue;
        }
        let apart = |all: &BTreeMap<Vec<String>, String>| -> BTreeMap<Vec<String>, String> {
            let rest = all.iter().filter(|(key, _)| !is_disputed(key));
            rest.map(|(key, said)| (key.clone(), said.clone())).collect()
        };
        assert_eq!(apart(&found), apart(&merged), "{choice:?} {}", story());
        for dispute in draft.disputes.iter().filter(|it| !matches!(it.kind, Kind::Invalid(_))) {
            let Some(at) = &dispute.at else { continue };
            let own = |all: &BTreeMap<Vec<String>, String>| -> Vec<(Vec<String>, String)> {
                let own = all.iter().filter(|(key, _)| key.starts_with(at));
                own.map(|(key, said)| (key.clone(), said.clone())).collect()
            };
            assert_eq!(own(&found), own(&wanted), "{choice:?} of {} {}", dispute.what, story());
        }
    }
}

/// Every key from the top of the file with its meaning.
fn said(content: &Content) -> BTreeMap<Vec<String>, String> {
    let mut all = BTreeMap::new();
    for (name, item) in &content.items {
        for (key, leaf) in item.leaves.iter().filter(|(_, leaf)| !leaf.is_nothing()) {
            let path: Vec<String> = name.path().keys.into_iter().chain(key.iter().cloned()).collect();
            let meaning = match leaf {
                milepost::content::Leaf::One(value) => value.meaning.clone(),
                milepost::content::Leaf::Many(items) => {
                    items.values().map(|it| it.meaning.as_str()).collect::<Vec<_>>().join(", ")
                }
            };
            all.insert(path, meaning);
        }
    }
    all
}
