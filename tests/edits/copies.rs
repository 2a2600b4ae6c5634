//! Initiatives copied from one random plan and pasted into another: what is pasted is there with its comments, nothing else
//! of the target changes, and undo gives back the same bytes.

use std::cell::RefCell;
use std::collections::BTreeSet;

use milepost::analysis::Options;
use milepost::document::{Document, Source};
use milepost::edit::LayerName;
use milepost::plan::InitiativeIx;
use milepost::revise::{copied, paste};
use milepost::session::Session;
use milepost::units::Day;
use proptest::prelude::*;
use toml::Table;

use crate::hostile::Tape;
use crate::oracle::tree;
use crate::properties::{bytes, comments, config, generated, text};

/// What was seen, so that a property that holds of nothing is noticed.
#[derive(Debug, Default)]
struct Count {
    pasted: usize,
    refused: usize,
    commented: usize,
    lost: usize,
}

fn session(document: &Document) -> Session {
    let today = Day::parse("2027-06-01").expect("a day");
    Session::new(Source::new("plan.toml", text(document)), Options { case: None, today })
}

/// The plan's own tables, or those of a scenario.
fn above<'t>(tree: &'t mut Table, layer: &LayerName) -> Option<&'t mut Table> {
    match layer {
        LayerName::Plan => Some(tree),
        LayerName::Scenario(id) => tree.get_mut("scenario")?.get_mut(id)?.as_table_mut(),
    }
}

fn initiatives<'t>(tree: &'t mut Table, layer: &LayerName) -> Option<&'t mut Table> {
    above(tree, layer)?.get_mut("initiative")?.as_table_mut()
}

/// All that a text says but for these initiatives.
fn without(text: &str, ids: &[String], layer: &LayerName) -> Table {
    let mut tree = tree(text).expect("it is TOML");
    if let Some(all) = initiatives(&mut tree, layer) {
        for id in ids {
            all.remove(id);
        }
        if all.is_empty() {
            above(&mut tree, layer).map(|above| above.remove("initiative"));
        }
    }
    tree
}

#[test]
fn what_is_pasted_is_there_and_nothing_else_changes() {
    let counted = RefCell::new(Count::default());
    proptest!(config(), |(one in bytes(0..400), other in bytes(0..400), choice in bytes(24..25))| {
        let (from, to) = (generated(&mut Tape::new(&one.0)), generated(&mut Tape::new(&other.0)));
        let (Some(from), Some(to)) = (from, to) else { return Ok(()) };
        let mut tape = Tape::new(&choice.0);
        let plan = session(&from).analysis().plan.clone();
        let all = (0..plan.initiatives.len() as u32).map(InitiativeIx);
        let which: Vec<InitiativeIx> = all.filter(|_| tape.chance(60)).collect();
        let clip = copied(&from, &plan, &which);
        let lean = to.with_scenario("lean").is_some() && tape.chance(30);
        let layer = if lean { LayerName::Scenario("lean".to_owned()) } else { LayerName::Plan };
        let mut count = counted.borrow_mut();
        let Ok(pasted) = paste(&to, &clip, None, &layer) else {
            count.refused += usize::from(!clip.is_empty());
            return Ok(());
        };
        count.pasted += 1;

        // Its ids are its own, and all of them are there.
        let known = |document: &Document| -> BTreeSet<String> {
            session(document).analysis().plan.initiatives.iter().map(|it| it.id.clone()).collect()
        };
        let ids: BTreeSet<String> = pasted.ids.iter().cloned().collect();
        prop_assert_eq!(ids.len(), pasted.ids.len());
        prop_assert!(ids.is_disjoint(&known(&to)), "{:?}", pasted.ids);
        let mut after = tree(&pasted.text).map_err(TestCaseError::fail)?;
        let there = initiatives(&mut after, &layer);
        prop_assert!(there.is_some_and(|there| ids.iter().all(|id| there.contains_key(id))));

        // Nothing else of the target says anything else, and none of its comments is gone.
        prop_assert_eq!(without(&pasted.text, &pasted.ids, &layer), without(text(&to), &[], &layer));
        let now = comments(&pasted.text);
        for (comment, often) in comments(text(&to)) {
            prop_assert!(now.get(comment).is_some_and(|now| *now >= often), "{} is gone", comment);
        }

        // The comments of what was copied are there, but for those of references that had to go.
        let before = comments(text(&to));
        let lost = comments(&clip).into_iter().any(|(comment, often)| {
            now.get(comment).copied().unwrap_or(0) < often + before.get(comment).copied().unwrap_or(0)
        });
        count.commented += usize::from(!comments(&clip).is_empty() && pasted.left.is_empty());
        count.lost += usize::from(lost && pasted.left.is_empty());
        prop_assert!(!lost || !pasted.left.is_empty() || !pasted.bare.is_empty(), "comments go unsaid");

        // One step back gives the same bytes.
        let mut session = session(&to);
        session.reload(&pasted.label, &pasted.text);
        prop_assert_eq!(session.text(), pasted.text.as_str());
        session.undo();
        prop_assert_eq!(session.text(), text(&to));
    });
    let count = counted.into_inner();
    println!("{count:?}");
    assert!(count.pasted > 20 && count.refused * 5 < count.pasted, "{count:?}");
    assert!(count.lost * 3 <= count.commented, "{count:?}");
}
