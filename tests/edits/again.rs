//! Reading again only what an edit touched gives what reading all of it gives: plan and every diagnostic.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use milepost::content::ItemName;
use milepost::diagnostic::Path;
use milepost::document::{
    Before, Decoded, Document, Owned, Source, Splice, apply, apply_splices, decode, decode_again,
    differing_comments,
};
use milepost::edit::LayerName;
use milepost::units::Day;
use proptest::prelude::*;

use crate::hostile::{self, Tape};
use crate::properties::{bytes, change, config, edit};

/// The plans that the program comes with.
const SHIPPED: [&str; 4] = [
    include_str!("../../plans/northmere.toml"),
    include_str!("../../plans/tendring-2018.toml"),
    include_str!("../../plans/quick-wins.toml"),
    include_str!("../../plans/four-stages.toml"),
];

/// A plan with a problem of every kind that names something else: near ids, partners, scenarios, features, no start.
const TROUBLED: &str = "\
title = \"x\"
[stage.one]
gate = { on = 2028-03-31 }
[stage.two]
after = [\"gate:one\", \"stage:on\", \"crm.end\"]
[envelope.cash]
year.2027-28 = 5.123
years.2028-29 = 4
[initiative.crm]
durration = \"6 months\"
after = [\"wbe\", \"stage:one\", \"two\"]
shared-with = { neighbour = \"40%\", district = \"70%\" }
cost.a = { capital = 5, one-off = 6 }
cost.b = { recurrent = 5, low = 9, each = \"call\" }
[initiative.Web]
duration = \"5 moons\"
shared-with.neigbour = \"10%\"
start = 2027-02-30
tags = [\"a\u{200b}b\", 5]
[initiative.web.cost.a]
one-off = 1e3
funded-by = { cash = \"50%\", cahs = \"60%\" }
[initiative.web]
actual = { start = 2027-05-01, finish = 2027-04-01, spend.2027-28 = 4 }
deadline = \"2028-13\"
[risk.flood]
hits = [\"crm\", \"wep\"]
chance = 5
[scenario.lean.initiative.crm]
unset = [\"notes\", \"after\"]
cost.a.capital = 6
[scenario.lean.initiative.Web]
owner = 5
";

fn today() -> Day {
    Day::parse("2026-11-22").expect("a day")
}

fn open(text: &str) -> Document {
    Document::new(Source::new("plan.toml", text))
}

/// The same with the first scenario laid over it, where it has one and that is wanted.
fn laid(document: Document, wanted: bool) -> Document {
    let scenarios = document.value(&Path::new(["scenario"]));
    let first = scenarios.and_then(|view| view.entries().next().map(|(id, _)| id.to_owned()));
    first.filter(|_| wanted).and_then(|id| document.with_scenario(&id)).unwrap_or(document)
}

fn again(before: &Document, decoded: &Decoded, after: &Document, splices: &[Splice]) -> Option<Decoded> {
    let before = Before { document: before, plan: &decoded.plan, trace: &decoded.trace };
    decode_again(before, after, splices, today())
}

/// A plan of the program's own, one full of problems, or a hostile one.
fn text(tape: &mut Tape<'_>) -> String {
    match tape.pick(10) {
        at @ 0..=3 => SHIPPED[at].to_owned(),
        4..=6 => TROUBLED.to_owned(),
        _ => hostile::plan(tape),
    }
}

/// Where the block ends that a line begins, if it is a header.
fn block_end(text: &str, line: usize, wanted: bool) -> Option<usize> {
    let is_header = wanted && text[line..].starts_with('[');
    let next = || text[line..].find("\n[").map_or(text.len(), |found| line + found + 1);
    is_header.then(next)
}

/// Any replacement of bytes, most of them inside values.
fn splice(tape: &mut Tape<'_>, text: &str) -> Splice {
    let place = |tape: &mut Tape<'_>| {
        let number = tape.pick(256) * 65_536 + tape.pick(256) * 256 + tape.pick(256);
        let mut at = number % (text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let at = place(tape);
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
    let (span, new) = match tape.pick(12) {
        // Another digit, another letter.
        0..=5 => {
            let found = text[at..].find(|c: char| c.is_ascii_alphanumeric());
            let at = found.map_or(at, |found| at + found);
            let same = |c: char| {
                let other = if c.is_ascii_digit() { "3" } else { "b" };
                (at..at + 1, other.to_owned())
            };
            text[at..]
                .chars()
                .next()
                .filter(char::is_ascii_alphanumeric)
                .map_or((at..at, String::new()), same)
        }
        // A line that goes, comes twice, or is new.
        6 => (line..block_end(text, line, tape.chance(50)).unwrap_or(end), String::new()),
        7 => (line..line, text[line..end].to_owned()),
        8 => {
            let new = tape.of(&[
                "notes = \"n\"\n",
                "cost.new = { one-off = 4 }\n",
                "shared-with.other = \"5%\"\n",
                "after = [\"crm\", \"web.start + 2 months\"]\n",
                "# a comment\n",
                "[initiative.new]\n",
                "dropped = true\n",
                "strat = 5\n",
            ]);
            (line..line, new.to_owned())
        }
        9 => (at..at, tape.of(&["\"", "'", "#", "[", "}", "\n", "\"\"\"", " ", "é"]).to_owned()),
        10 => (at..at + text[at..].chars().next().map_or(0, char::len_utf8), String::new()),
        _ => (at..end, "\n".to_owned()),
    };
    Splice { source: 0, span, text: new }
}

#[derive(Default, Debug)]
struct Count {
    steps: usize,
    again: usize,
}

/// Holds reading again against reading in full; what was read again, if it was.
fn compare(
    before: &Document,
    decoded: &Decoded,
    after: &Document,
    splices: &[Splice],
    count: &mut Count,
) -> Result<Decoded, TestCaseError> {
    let whole = decode(after, today());
    count.steps += 1;
    let Some(again) = again(before, decoded, after, splices) else { return Ok(whole) };
    count.again += 1;
    let shown = || format!("{splices:?}\n{}\n--\n{}", before.sources()[0].text, after.sources()[0].text);
    prop_assert_eq!(&again.plan, &whole.plan, "{}", shown());
    prop_assert_eq!(&again.diagnostics, &whole.diagnostics, "{}", shown());
    Ok(again)
}

#[test]
fn whatever_is_written_is_read_again_as_it_is_read_in_full() {
    let counted = std::cell::RefCell::new(Count::default());
    proptest!(config(), |(drawn in bytes(0..400), edits in bytes(160..161), over in any::<bool>())| {
        let mut document = laid(open(&text(&mut Tape::new(&drawn.0))), over);
        let mut decoded = decode(&document, today());
        for part in edits.0.chunks(16) {
            let mut tape = Tape::new(part);
            let mut now = document.sources()[0].text.to_string();
            let mut splices = Vec::new();
            for _ in 0..=tape.pick(2) {
                let splice = splice(&mut tape, &now);
                now.replace_range(splice.span.clone(), &splice.text);
                splices.push(splice);
            }
            let after = laid(open(&now), over);
            let next = compare(&document, &decoded, &after, &splices, &mut counted.borrow_mut())?;
            if after.sources()[0].index.errors().is_empty() {
                (document, decoded) = (after, next);
            }
        }
    });
    let count = counted.borrow();
    println!("{count:?}");
    assert!(count.again * 4 > count.steps, "{count:?}");
}

#[test]
fn edits_and_their_undoing_are_read_again_as_they_are_read_in_full() {
    let counted = std::cell::RefCell::new(Count::default());
    proptest!(config(), |(drawn in bytes(0..400), edits in bytes(160..161))| {
        let mut document = open(&text(&mut Tape::new(&drawn.0)));
        let mut decoded = decode(&document, today());
        for part in edits.0.chunks(16) {
            let edit = edit(&mut Tape::new(part));
            let Ok((next, inverse)) = apply(&document, &change(&edit, LayerName::Plan)) else { continue };
            let (back, splices) = apply_splices(&next, &inverse);
            let count = &mut counted.borrow_mut();
            let read = compare(&document, &decoded, &next, &splices, count)?;
            compare(&next, &read, &back, &inverse, count)?;
            (document, decoded) = (next, read);
        }
    });
    let count = counted.borrow();
    println!("{count:?}");
    assert!(count.again * 3 > count.steps, "{count:?}");
}

/// How often each comment of each item is in the second list and not in the first.
fn counts<'t>((old, new): &(Vec<Owned<'t>>, Vec<Owned<'t>>)) -> BTreeMap<(ItemName, &'t str), i64> {
    let mut counts = BTreeMap::new();
    for (list, by) in [(old, -1), (new, 1)] {
        for (keys, comment) in list {
            *counts.entry((ItemName::of(keys), *comment)).or_default() += by;
        }
    }
    counts.retain(|_, count| *count != 0);
    counts
}

#[test]
fn the_comments_that_differ_are_found_where_the_texts_do() {
    let (steps, found) = (Cell::new(0), Cell::new(0));
    proptest!(config(), |(drawn in bytes(0..400), edits in bytes(160..161))| {
        let text = text(&mut Tape::new(&drawn.0));
        let old = Source::new("old.toml", text.as_str());
        for part in edits.0.chunks(40) {
            let (mut tape, mut now) = (Tape::new(part), text.clone());
            for _ in 0..=tape.pick(3) {
                let splice = splice(&mut tape, &now);
                now.replace_range(splice.span, &splice.text);
            }
            // A lone quote in a value that is none hides comments from whoever looks at the whole text.
            if ['"', '\''].iter().any(|quote| now.matches(*quote).count() % 2 == 1) {
                continue;
            }
            let new = old.beside("new.toml", now.as_str());
            let empty = Source::new("empty.toml", "");
            let whole = (differing_comments(&empty, &old).1, differing_comments(&empty, &new).1);
            let differing = differing_comments(&old, &new);
            prop_assert_eq!(counts(&differing), counts(&whole), "{}\n--\n{}", text, now);
            steps.set(steps.get() + whole.0.len());
            found.set(found.get() + differing.0.len());
        }
    });
    assert!(found.get() * 2 < steps.get(), "{found:?} of {steps:?}");
}

#[test]
fn only_what_was_touched_is_read_again() {
    let text =
        "[initiative.a]\nduration = \"1 month\"\n[initiative.b]\nduration = \"2 months\"\n[initiative.c]\n";
    let (before, after) = (open(text), open(&text.replace("\"1 month\"", "\"11 month\"")));
    let decoded = decode(&before, today());
    let at = text.find('1').expect("it is there");
    let splice = Splice { source: 0, span: at..at, text: "1".to_owned() };
    let read = again(&before, &decoded, &after, &[splice]).expect("only a value is another");
    let shared: Vec<_> = decoded.plan.initiatives.iter().zip(&read.plan.initiatives).collect();
    assert_eq!(
        shared.iter().map(|(old, new)| Arc::ptr_eq(old, new)).collect::<Vec<_>>(),
        [false, true, true]
    );
    // The hint that the third says no duration moved with it.
    let place = |decoded: &Decoded| {
        let hint = decoded.diagnostics.iter().find(|it| it.at.keys.contains(&"duration".to_owned()));
        hint.and_then(|it| it.origin.as_ref()).expect("it has its place").span.start
    };
    assert_eq!(place(&read), place(&decoded) + 1);
}

#[test]
fn in_a_scenario_only_what_it_lays_over_is_read_again() {
    let text = "[initiative.a]\nduration = \"1 month\"\n[initiative.b]\nduration = \"2 months\"\n\n[scenario.lean.initiative.a]\nduration = \"3 months\"\n[scenario.rich.initiative.a]\nduration = \"4 months\"\n";
    let lean = |text: &str| open(text).with_scenario("lean").expect("it is there");
    for (old, new) in [
        // What the scenario says, what the plan says under it, and what another scenario says.
        ("\"3 m", "\"13 m"),
        ("\"1 m", "\"11 m"),
        ("\"2 m", "\"12 m"),
        ("\"4 m", "\"14 m"),
        // What makes or takes away an overlay, or a partner.
        ("[scenario.rich", "[scenario.lean.initiative.b]\n[scenario.rich"),
        ("\"3 months\"", "\"3 months\"\nunset = [\"notes\"]"),
    ] {
        let (before, after) = (lean(text), lean(&text.replace(old, new)));
        let decoded = decode(&before, today());
        let at = text.find(old).expect("it is there");
        let splice = Splice { source: 0, span: at..at + old.len(), text: new.to_owned() };
        let found =
            again(&before, &decoded, &after, std::slice::from_ref(&splice)).expect("it can be read again");
        let whole = decode(&after, today());
        // The second initiative is read again where it is the one that was edited.
        let is_shared = Arc::ptr_eq(&found.plan.initiatives[1], &decoded.plan.initiatives[1]);
        assert_eq!(is_shared, !new.contains("12 m") && !new.contains("initiative.b"), "{new}");
        assert_eq!((found.plan, found.diagnostics), (whole.plan, whole.diagnostics), "{new}");
        // What was read of the plan itself is nothing to go on from.
        let plain = decode(&open(text), today());
        assert_eq!(again(&before, &plain, &after, &[splice]), None, "{new}");
    }
}

/// The ids of the initiatives that are taken over from an earlier revision, where the later one has `new` for `old`.
fn taken(text: &str, old: &str, new: &str) -> Option<Vec<String>> {
    let (before, after) = (open(text), open(&text.replace(old, new)));
    let decoded = decode(&before, today());
    let at = text.find(old).expect("it is there");
    let splice = Splice { source: 0, span: at..at + old.len(), text: new.to_owned() };
    let found = again(&before, &decoded, &after, &[splice])?;
    let whole = decode(&after, today());
    assert_eq!((&found.plan, &found.diagnostics), (&whole.plan, &whole.diagnostics), "{old} {new}");
    let is_shared = |it: &&Arc<_>| decoded.plan.initiatives.iter().any(|old| Arc::ptr_eq(old, it));
    Some(found.plan.initiatives.iter().filter(is_shared).map(|it| it.id.clone()).collect())
}

#[test]
fn initiatives_are_taken_over_where_others_came_or_went_or_more_than_them_differs() {
    let text = "[plan]\nstart = 2027-04-01\n[stage.s]\n[initiative.a]\nduration = \"1 month\"\n[initiative.b]\n\
        duration = \"2 months\"\n[initiative.c]\nafter = \"b\"\nduration = \"3 months\"\n\
        [initiative.d]\nafter = \"c\"\nduration = \"3 months\"\n[envelope.e]\ntotal = 5\n";
    let b = "[initiative.b]\nduration = \"2 months\"\n";
    for (old, new, shared) in [
        ("2027-04-01", "2028-04-01", "abcd"),
        ("total = 5", "total = 6", "abcd"),
        // What waits for the one that went, or has another id, is read again.
        (b, "", "ad"),
        ("[initiative.b]", "[initiative.bb]", "ad"),
        (b, "[initiative.b]\nduration = \"2 months\"\n[initiative.ab]\nduration = \"1 day\"\n", "acd"),
        // A new partner has a number, and an initiative has the numbers of its partners.
        ("[initiative.b]\n", "[initiative.b]\nshared-with.c = \"5%\"\n", ""),
        // So it is with stages, and with what every amount and every date hangs on.
        ("[stage.s]", "[stage.t]", ""),
        ("[stage.s]", "[stage.s]\ngate = { on = 2028-03-31 }", ""),
        ("[plan]\n", "[plan]\nfinancial-year-starts = \"01-01\"\n", ""),
        ("[plan]\n", "[plan]\ncurrency = \"JPY\"\n", ""),
        ("[stage.s]", "[assumptions]\nsavings-lag = \"1 month\"\n[stage.s]", ""),
    ] {
        let found = taken(text, old, new).expect("it can be read again");
        assert_eq!(found.concat(), shared, "{old} {new}");
    }
    // One with a problem is read again: which id is near hangs on which there are.
    let wrong = text.replace("after = \"c\"", "after = \"bx\"");
    assert_eq!(taken(&wrong, b, "").expect("it can be read again").concat(), "a");
    // What is no TOML is read in full.
    assert_eq!(taken(text, "[initiative.b]", "x = \n[initiative.b]"), None);
}
