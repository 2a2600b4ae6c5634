//! Random concurrent edits of hand-commented plans, of which the right answer is known by how they were made: two people
//! edit a model of the plan, which says by itself whether they contradict each other and what must come out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod choices;
mod edits;
mod model;

use std::collections::{BTreeMap, BTreeSet};

use milepost::content::Content;
use milepost::document::{Document, Source, comments};
use milepost::merge::{Merged, Names, Texts, merge};

use edits::{contradict, edit, settled};
use model::{Dice, Item, Key, Model, Said};

fn all_comments(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for at in comments(text) {
        *counts.entry(text[at].trim_end().to_owned()).or_default() += 1;
    }
    counts
}

fn content(text: &str) -> Content {
    let source = Source::new("p", text);
    assert_eq!(source.index.errors(), [], "{text}");
    Content::of(&Document::new(source).root())
}

/// What the plan must say when both persons' edits are clean.
fn expected(texts: [&str; 3]) -> BTreeMap<String, usize> {
    let [base, ours, theirs] = texts.map(all_comments);
    let names: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let count =
        |counts: &BTreeMap<String, usize>, name: &String| counts.get(name).copied().unwrap_or_default();
    let merged = names.into_iter().map(|name| {
        let (b, o, t) = (count(&base, name), count(&ours, name), count(&theirs, name));
        (name.clone(), if o == b { t } else { o })
    });
    merged.filter(|(_, count)| *count > 0).collect()
}

struct Tally {
    pairs: usize,
    clean: usize,
    false_conflicts: usize,
    missed: usize,
}

fn one(seed: u64, tally: &mut Tally) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    (0..4).for_each(|_| {
        dice.roll(2);
    });
    let base = Model::base(&mut dice);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let steps = 1 + dice.roll(5);
    let mut own = edit(&mut ours, "ann", &mut dice, steps);
    let steps = 1 + dice.roll(5);
    let mut other = edit(&mut theirs, "bob", &mut dice, steps);
    settled(&base, &ours, &mut own);
    settled(&base, &theirs, &mut other);
    let texts = [base.text(), ours.text(), theirs.text()];
    let [b, o, t] = [0, 1, 2].map(|at| texts[at].as_str());
    let Merged { text, conflicts } =
        merge(Texts { base: b, ours: o, theirs: t }, &Names::default(), 7).unwrap();
    tally.pairs += 1;
    let story = || {
        format!(
            "seed {seed}\nann: {:?}\nbob: {:?}\n{conflicts:#?}\n==== base\n{b}\n==== ours\n{o}\n==== theirs\n{t}\n==== merged\n{text}",
            own.log, other.log
        )
    };
    assert_eq!(conflicts.is_empty(), !text.contains("<<<<<<<"), "{}", story());
    let is_renamed = |model: &Model| model.items.iter().any(|item| item.id != item.born);
    choices::hold([b, o, t], is_renamed(&ours) || is_renamed(&theirs), &story);
    if contradict(&own, &other) {
        if conflicts.is_empty() {
            tally.missed += 1;
            panic!("a contradiction is not told: {}", story());
        }
        return;
    }
    tally.clean += 1;
    if !conflicts.is_empty() {
        tally.false_conflicts += 1;
        assert!(std::env::var_os("MILEPOST_STRICT").is_none(), "a false conflict: {}", story());
        return;
    }
    // What must come out, worked on the model: theirs' edits made by the same hands on ours.
    let wanted = both(&base, &ours, &theirs);
    let (found, wanted) = (content(&text), content(&wanted.text()));
    assert_eq!(meanings(&found), meanings(&wanted), "{}", story());
    assert_eq!(all_comments(&text), expected([b, o, t]), "{}", story());
}

/// Every key with its meaning, one a line.
fn meanings(content: &Content) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, item) in &content.items {
        lines.push(name.to_string());
        for (key, leaf) in item.leaves.iter().filter(|(_, leaf)| !leaf.is_nothing()) {
            lines.push(format!("{name} {} {leaf:?}", key.join(".")));
        }
    }
    lines.retain(|line| !line.contains("written_only"));
    lines.iter().map(|line| line.split("written:").next().unwrap_or_default().to_owned()).collect()
}

/// The model with the edits of both: item by item, key by key.
fn both(base: &Model, ours: &Model, theirs: &Model) -> Model {
    let names: BTreeMap<String, String> = ours
        .items
        .iter()
        .chain(&theirs.items)
        .filter(|item| item.id != item.born)
        .map(|item| (item.born.clone(), item.id.clone()))
        .collect();
    // By the ids that were born: a reference names what it named when it was made.
    let born_of = |model: &Model, id: &str| {
        model.items.iter().find(|item| item.id == id).map_or_else(|| id.to_owned(), |item| item.born.clone())
    };
    let name = |born: &str| names.get(born).cloned().unwrap_or_else(|| born.to_owned());
    let item = |model: &Model, born: &str, table: &str| {
        model.items.iter().find(|item| item.born == born && item.table == table).cloned()
    };
    let mut items = Vec::new();
    let mut seen = BTreeSet::new();
    for known in ours.items.iter().chain(&theirs.items) {
        if !seen.insert((known.table, known.born.clone())) {
            continue;
        }
        let [b, o, t] = [base, ours, theirs].map(|model| item(model, &known.born, known.table));
        if b.is_some() && (o.is_none() || t.is_none()) {
            continue;
        }
        let key_names: BTreeSet<String> = [&o, &t]
            .into_iter()
            .flatten()
            .flat_map(|item| item.keys.iter().map(|key| key.name.clone()))
            .collect();
        let mut keys = Vec::new();
        for key in key_names {
            let of = |item: &Option<Item>, model: &Model| {
                let value = item.as_ref()?.keys.iter().find(|it| it.name == key)?.value.clone();
                Some(flat(&value, |id| born_of(model, id)))
            };
            let (b, o, t) = (of(&b, base), of(&o, ours), of(&t, theirs));
            let (b, o, t) = (b.unwrap_or_default(), o.unwrap_or_default(), t.unwrap_or_default());
            let parts: BTreeSet<&String> = o.keys().chain(t.keys()).collect();
            let merged: Vec<(String, String)> = parts
                .into_iter()
                .filter_map(|part| {
                    let (b, o, t) = (b.get(part), o.get(part), t.get(part));
                    let value = if o == b { t } else { o };
                    value.map(|value| (part.clone(), value.clone()))
                })
                .collect();
            if merged.is_empty() {
                continue;
            }
            let value = match key.as_str() {
                "after" => Said::Links(
                    merged.iter().map(|(to, lag)| (name(to), lag.parse().unwrap(), None)).collect(),
                ),
                line if line.starts_with("cost.") => Said::Line(merged),
                _ => Said::Plain(merged[0].1.clone()),
            };
            keys.push(Key { name: key, value, above: Vec::new(), behind: None });
        }
        items.push(Item { id: name(&known.born), keys, above: Vec::new(), banner: None, ..known.clone() });
    }
    Model { items, dense: false }
}

fn flat(value: &Said, born_of: impl Fn(&str) -> String) -> BTreeMap<String, String> {
    match value {
        Said::Plain(text) => BTreeMap::from([(String::new(), text.clone())]),
        Said::Line(keys) => keys.iter().cloned().collect(),
        Said::Links(links) => links.iter().map(|(to, lag, _)| (born_of(to), lag.to_string())).collect(),
    }
}

#[test]
fn concurrent_edits_merge_when_they_do_not_contradict_each_other_and_else_say_so() {
    let cases: u64 = std::env::var("MILEPOST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(400);
    let first: u64 = std::env::var("MILEPOST_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    let mut tally = Tally { pairs: 0, clean: 0, false_conflicts: 0, missed: 0 };
    for seed in first..first + cases {
        one(seed, &mut tally);
    }
    let Tally { pairs, clean, false_conflicts, missed } = tally;
    println!("{pairs} pairs, {clean} clean; {false_conflicts} false conflicts, {missed} missed");
    assert!(clean * 2 > pairs, "{clean} of {pairs} are clean");
    assert!(false_conflicts * 100 <= clean, "{false_conflicts} of {clean} conflict falsely");
}
