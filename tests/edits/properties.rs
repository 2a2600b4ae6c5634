//! Random edits of hostile plans: each means what was asked for, loses no comment that it does not own, and is taken
//! back to the byte.
//!
//! `MILEPOST_CASES` raises the number of plans (four edits each, and a chain of twenty).

use std::collections::BTreeMap;

use milepost::analysis::Options;
use milepost::diagnostic::Path;
use milepost::document::{Document, Refusal, Source, apply, apply_splices, format};
use milepost::edit::{Change, Edit, LayerName, Spot, Value};
use milepost::session::{History, Session, TextHash};
use milepost::units::Day;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::hostile::{self, Tape};
use crate::oracle::{edited, tree};

/// The same plans at every run, unless more are asked for.
pub(crate) fn config() -> Config {
    let config = Config { failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    match std::env::var("MILEPOST_CASES").ok().and_then(|cases| cases.parse().ok()) {
        Some(cases) => Config { cases, ..config },
        None => Config { cases: 250, rng_seed: RngSeed::Fixed(20_271_001), ..config },
    }
}

/// The bytes of a tape; what they come to is in the message of a failure, so they are shown short.
#[derive(Clone)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

pub(crate) fn bytes(count: std::ops::Range<usize>) -> impl Strategy<Value = Bytes> {
    prop::collection::vec(any::<u8>(), count).prop_map(Bytes)
}

pub(crate) fn text(document: &Document) -> &str {
    &document.sources()[0].text
}

/// How often each comment stands in a text.
pub(crate) fn comments(text: &str) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    for part in text.split('#').skip(1) {
        if let Some(end) = part.find('!').filter(|_| part.starts_with('c')) {
            *found.entry(&part[..end]).or_default() += 1;
        }
    }
    found
}

const INITIATIVE_KEYS: [&str; 8] =
    ["title", "owner", "duration", "not-before", "start", "deadline", "notes", "code"];

fn scalar(tape: &mut Tape<'_>) -> Value {
    match tape.pick(7) {
        0 => Value::Text("plain".to_owned()),
        1 => Value::Text("# not \"a\" comment \\ \u{1}\t".to_owned()),
        2 => Value::Text("two\nlines \"\"\" # and\n[more]".to_owned()),
        3 => Value::Bare("2027-10-01".to_owned()),
        4 => Value::Bare("-1_234_567.25".to_owned()),
        5 => Value::Bare("true".to_owned()),
        _ => Value::List(vec!["a".to_owned(), "b \"c\"".to_owned()]),
    }
}

/// An edit of something that a plan has, or might have.
pub(crate) fn edit(tape: &mut Tape<'_>) -> Edit {
    let id = tape.of(&["alpha", "crm", "e-forms", "web", "zeta-2"]);
    let initiative = Path::new(["initiative", id]);
    let line = initiative.child("cost").child(tape.of(&["a", "b", "new"]));
    let list = match tape.pick(4) {
        0 => initiative.child("tags"),
        1 => Path::new(["stage", tape.of(&["one", "two"]), "after"]),
        _ => initiative.child("after"),
    };
    let item = tape.of(&["web", "alpha.start + 2 months", "stage:one", "gate:two", "new \"one\""]).to_owned();
    let money = Value::Table(vec![
        ("recurrent".to_owned(), Value::Bare("24_000".to_owned())),
        ("per".to_owned(), Value::Text("year".to_owned())),
    ]);
    match tape.pick(22) {
        16..=18 => Edit::Rename { at: named(tape, id), to: tape.of(&NAMES).to_owned() },
        19 => Edit::ReplaceItem {
            at: list,
            item,
            with: tape.of(&["x", "crm + 1m", "it's", "a \"b\""]).to_owned(),
        },
        20..=21 => {
            let (table, ids): (_, &[&str]) = if tape.chance(75) {
                ("stage", &["one", "two", "three"])
            } else {
                ("initiative", &["alpha", "crm", "web"])
            };
            let (own, other) = (tape.of(ids), tape.of(ids).to_owned());
            let to = if tape.chance(50) { Spot::Before(other) } else { Spot::Behind(other) };
            Edit::Move { at: Path::new([table, own]), to }
        }
        0..=2 => Edit::Set { at: initiative.child(tape.of(&INITIATIVE_KEYS)), value: scalar(tape) },
        3 => Edit::Remove { at: initiative.child(tape.of(&INITIATIVE_KEYS)) },
        4..=5 => Edit::AddItem { at: list, item },
        6..=7 => Edit::RemoveItem { at: list, item },
        8 => Edit::Set { at: line, value: money },
        9 => Edit::Remove { at: line },
        10 => Edit::Set { at: line.child("capital"), value: Value::Bare("5".to_owned()) },
        11 => Edit::Remove { at: line.child(tape.of(&["low", "note", "capital"])) },
        12 => Edit::Remove { at: initiative },
        13 => Edit::AddTable {
            at: initiative,
            entries: vec![
                ("title".to_owned(), scalar(tape)),
                ("cost".to_owned(), Value::Table(vec![("a".to_owned(), money)])),
            ],
        },
        14 => {
            let year = tape.of(&["2026-27", "2027-28", "2028-29", "2031-32"]);
            Edit::Set {
                at: Path::new(["envelope", "borrowing", "year", year]),
                value: Value::Bare("9".to_owned()),
            }
        }
        _ => Edit::Set { at: Path::new(["plan", "title"]), value: scalar(tape) },
    }
}

/// Names to be given, one of them taken now and then, and some that want quotes.
const NAMES: [&str; 7] = ["records", "crm", "two", "c", "a b", "it's", "\"\\"];

/// Something that has a name.
fn named(tape: &mut Tape<'_>, id: &str) -> Path {
    let initiative = Path::new(["initiative", id]);
    match tape.pick(8) {
        0..=2 => initiative,
        3 => initiative.child("cost").child(tape.of(&["a", "b"])),
        4 => Path::new(["stage", tape.of(&["one", "two"])]),
        5 => Path::new(["envelope", "borrowing"]),
        6 => Path::new(["scenario", "lean"]),
        _ => Path::new(["scenario", "lean", "initiative", tape.of(&["crm", "web"])]),
    }
}

pub(crate) fn change(edit: &Edit, layer: LayerName) -> Change {
    Change { label: String::new(), edits: vec![edit.clone()], layer }
}

/// Every comment line that is gone stood with a line that is gone, no blank line between them.
fn assert_ownership(before: &str, after: &str, edit: &Edit) -> Result<(), TestCaseError> {
    let (had, has) = (comments(before), comments(after));
    for (comment, count) in &has {
        prop_assert!(*count == 1 && had.contains_key(comment), "{comment} is new or doubled");
    }
    let gone: Vec<&&str> = had.keys().filter(|comment| !has.contains_key(**comment)).collect();
    let may_lose = match edit {
        Edit::AddItem { .. }
        | Edit::AddTable { .. }
        | Edit::AddBlock { .. }
        | Edit::Rename { .. }
        | Edit::ReplaceItem { .. }
        | Edit::Move { .. } => false,
        Edit::Set { value, .. } => {
            matches!(value, Value::Table(_)) || edit.at().keys.len() > 3 || is_list(before, edit)
        }
        Edit::Remove { .. } | Edit::RemoveItem { .. } => true,
    };
    prop_assert!(may_lose || gone.is_empty(), "{gone:?} lost by {edit:?}\n{before}\n--\n{after}");
    let lines: Vec<&str> = before.lines().collect();
    for comment in gone {
        let at = lines.iter().position(|line| line.contains(&format!("#{comment}!"))).unwrap_or(0);
        if !lines[at].trim_start().starts_with('#') {
            continue;
        }
        let run = |line: &&&str| line.trim_start().starts_with('#');
        let below = lines[at..].iter().find(|line| !run(line));
        let above = lines[..at].iter().rev().find(|line| !run(line));
        let owner = |line: Option<&&str>| line.is_some_and(|line| !line.trim().is_empty());
        let content = |line: &&&str| !run(line) && !line.trim().is_empty();
        let count = |text: &str, line: &str| text.lines().filter(|it| *it == line).count();
        let lost = |line: Option<&&str>| line.is_some_and(|line| count(after, line) < count(before, line));
        let inside = lost(lines[at..].iter().find(content)) && lost(lines[..at].iter().rev().find(content));
        prop_assert!(owner(below) || owner(above) || inside, "{comment} stood alone\n{before}\n--\n{after}");
    }
    Ok(())
}

/// What is renamed changes only lines that spell the name; what is moved, only the order of lines.
fn assert_lines(before: &str, after: &str, edit: &Edit) -> Result<(), TestCaseError> {
    match edit {
        Edit::Rename { at, .. } => {
            prop_assert_eq!(before.lines().count(), after.lines().count());
            let name = at.keys.last().map_or("", String::as_str);
            for (old, new) in before.lines().zip(after.lines()) {
                prop_assert!(old == new || old.contains(name), "{old} became {new} by {edit:?}");
            }
        }
        Edit::Move { .. }
            if !before.lines().any(|line| line.contains("stage =") || line.contains("initiative =")) =>
        {
            let sorted = |text: &str| {
                let mut lines: Vec<String> = text
                    .trim_start_matches('\u{feff}')
                    .lines()
                    .filter(|line| !line.is_empty())
                    .map(str::to_owned)
                    .collect();
                lines.sort_unstable();
                lines
            };
            prop_assert_eq!(sorted(before), sorted(after), "{:?}\n{}\n--\n{}", edit, before, after);
        }
        _ => {}
    }
    Ok(())
}

fn is_list(before: &str, edit: &Edit) -> bool {
    let source = Source::new("", before);
    let node = source.index.find(before, milepost::document::Index::ROOT, &edit.at().keys);
    node.is_some_and(|node| !matches!(source.index.node(node).form, milepost::document::Form::Scalar(_)))
}

#[derive(Default, Debug)]
struct Count {
    plans: usize,
    made: usize,
    nothing: usize,
    impossible: usize,
    scattered: usize,
}

/// One random edit of a document: made as meant and taken back, or refused for a reason. The new document.
fn one_edit(document: &Document, tape: &mut Tape<'_>, count: &mut Count) -> Result<Document, TestCaseError> {
    let edit = edit(tape);
    let before = text(document);
    let old = tree(before).expect("the plan is TOML");
    let wanted = edited(old.clone(), &edit);

    match apply(document, &change(&edit, LayerName::Plan)) {
        Ok((new, inverse)) => {
            let after = text(&new);
            let meant = tree(after);
            prop_assert!(meant.is_ok(), "{edit:?}\n{before}\n--\n{after}\n{meant:?}");
            // A table without keys is not in the tree; taking it away changes nothing there.
            let wanted = wanted.or_else(|| matches!(edit, Edit::Remove { .. }).then_some(old));
            prop_assert_eq!(meant.ok(), wanted, "{:?}\n{}\n--\n{}", edit, before, after);
            assert_ownership(before, after, &edit)?;
            let foreign = if before.contains("\r\n") {
                after.replace("\r\n", "").contains('\n')
            } else {
                after.contains('\r')
            };
            prop_assert!(!foreign, "a foreign line end: {edit:?}\n{before:?}\n--\n{after:?}");
            assert_lines(before, after, &edit)?;
            let (back, _) = apply_splices(&new, &inverse);
            prop_assert_eq!(text(&back), before, "{:?}", edit);
            if before == after {
                count.nothing += 1;
            } else {
                count.made += 1;
            }
            Ok(new)
        }
        Err(Refusal::NoPlace(why)) => {
            let vain = wanted.is_none() || why.contains("value of its own");
            prop_assert!(vain, "{edit:?} refused: {why}\n{before}");
            count.impossible += 1;
            Ok(document.clone())
        }
        Err(Refusal::Scattered { .. }) => {
            count.scattered += 1;
            Ok(document.clone())
        }
        Err(other) => {
            prop_assert!(false, "{edit:?} refused: {other}\n{before}");
            Ok(document.clone())
        }
    }
}

pub(crate) fn generated(tape: &mut Tape<'_>) -> Option<Document> {
    let document = Document::new(Source::new("plan.toml", hostile::plan(tape)));
    let readable = document.sources()[0].index.errors().is_empty();
    // What one reader takes and the other refuses (a header under dotted keys) is no test of edits.
    (readable && tree(text(&document)).is_ok()).then_some(document)
}

#[test]
fn every_edit_is_as_meant_and_is_taken_back_to_the_byte() {
    let mut count = Count::default();
    let counted = std::cell::RefCell::new(&mut count);
    proptest!(config(), |(drawn in bytes(0..400), edits in bytes(64..65))| {
        let mut tape = Tape::new(&drawn.0);
        let Some(document) = generated(&mut tape) else { return Ok(()) };
        let mut count = counted.borrow_mut();
        count.plans += 1;
        for part in edits.0.chunks(16) {
            one_edit(&document, &mut Tape::new(part), &mut count)?;
        }
    });
    println!("{count:?}");
    assert!(count.made > count.plans, "{count:?}");
    assert!(count.scattered * 50 < count.made, "{count:?}");
}

#[test]
fn twenty_edits_are_taken_back_and_made_again() {
    let counted = std::cell::RefCell::new(Count::default());
    let cases = (config().cases / 5).max(1);
    proptest!(Config { cases, ..config() }, |(drawn in bytes(0..400), edits in bytes(320..321))| {
        let mut tape = Tape::new(&drawn.0);
        let Some(first) = generated(&mut tape) else { return Ok(()) };
        let hash = TextHash::of_document;
        let mut history = History::default();
        let mut document = first.clone();
        let mut count = counted.borrow_mut();
        count.plans += 1;
        for part in edits.0.chunks(16) {
            let edit = edit(&mut Tape::new(part));
            one_edit(&document, &mut Tape::new(part), &mut count)?;
            if let Ok((next, inverse)) = apply(&document, &change(&edit, LayerName::Plan)) {
                history.note("step", hash(&document), (&next, hash(&next)), inverse);
                document = next;
            }
        }
        let last = text(&document).to_owned();
        let steps = history.position();
        let (back, known) = history.jump(&document, hash(&document), 0).expect("all steps go back");
        prop_assert_eq!(known, hash(&back));
        prop_assert_eq!(text(&back), text(&first));
        let (again, known) = history.jump(&back, known, steps).expect("all steps are made again");
        prop_assert_eq!(known, hash(&again));
        prop_assert_eq!(text(&again), last.as_str());
    });
    println!("{:?}", counted.borrow());
}

#[test]
fn what_is_known_after_each_edit_is_what_the_whole_text_gives() {
    let cases = (config().cases / 5).max(1);
    let options = || Options { case: None, today: Day::parse("2027-06-01").expect("a date") };
    let open = |text: &str| Session::new(Source::new("plan.toml", text), options());
    proptest!(Config { cases, ..config() }, |(drawn in bytes(0..400), edits in bytes(320..321))| {
        let Some(first) = generated(&mut Tape::new(&drawn.0)) else { return Ok(()) };
        let mut session = open(text(&first));
        for part in edits.0.chunks(16) {
            let undo = part[15] % 5 == 0 && session.undo().is_some();
            if !undo {
                let _ = session.apply(&change(&edit(&mut Tape::new(part)), LayerName::Plan));
            }
            let (known, fresh) = (session.analysis(), open(session.text()));
            let fresh = fresh.analysis();
            prop_assert_eq!(&known.plan, &fresh.plan, "{}", session.text());
            prop_assert_eq!(&known.diagnostics, &fresh.diagnostics, "{}", session.text());
            prop_assert_eq!((&known.schedule, &known.money), (&fresh.schedule, &fresh.money));
        }
    });
}

#[test]
fn an_edit_of_a_scenario_shows_in_it_and_leaves_the_plan() {
    let counted = std::cell::RefCell::new(Count::default());
    proptest!(config(), |(drawn in bytes(0..400), edits in bytes(64..65))| {
        let mut tape = Tape::new(&drawn.0);
        let Some(document) = generated(&mut tape) else { return Ok(()) };
        if document.with_scenario("lean").is_none() {
            return Ok(());
        }
        let mut count = counted.borrow_mut();
        for part in edits.0.chunks(16) {
            let edit = edit(&mut Tape::new(part));
            let lean = LayerName::Scenario("lean".to_owned());
            let before = text(&document);
            let (new, inverse) = match apply(&document, &change(&edit, lean)) {
                Ok(done) => done,
                Err(Refusal::NotAsMeant(why)) => {
                    prop_assert!(false, "{edit:?}: {why}\n{before}");
                    continue;
                }
                Err(_) => { count.impossible += 1; continue }
            };
            count.made += 1;
            let (mut old, mut meant) = (tree(before).expect("TOML"), tree(text(&new)).expect("TOML"));
            old.remove("scenario");
            meant.remove("scenario");
            prop_assert_eq!(old, meant, "the plan itself changed: {:?}\n{}", edit, before);
            let (back, _) = apply_splices(&new, &inverse);
            prop_assert_eq!(text(&back), before);
            let shown = new.with_scenario("lean").expect("the scenario stays");
            if let Edit::Set { at, value: Value::Text(wanted) } = &edit {
                let found = shown.value(at).map(|view| view.scalar().replace("\r\n", "\n"));
                prop_assert_eq!(found, Some(wanted.clone()), "{:?}\n{}", edit, text(&new));
            }
        }
    });
    println!("{:?}", counted.borrow());
}

#[test]
fn a_layout_keeps_meaning_and_comments_and_is_its_own_layout() {
    proptest!(config(), |(drawn in bytes(0..600))| {
        let mut tape = Tape::new(&drawn.0);
        let Some(document) = generated(&mut tape) else { return Ok(()) };
        let before = text(&document);
        let after = format(&document.sources()[0]).expect("the plan is TOML");
        let again = format(&Source::new("", after.clone()));
        prop_assert_eq!(again.as_deref(), Some(after.as_str()), "not its own layout\n{}", before);
        prop_assert_eq!(tree(before).expect("TOML"), tree(&after).expect("TOML"), "{}\n--\n{}", before, after);
        prop_assert_eq!(comments(before), comments(&after), "{}\n--\n{}", before, after);
        prop_assert!(after.is_empty() || after.ends_with('\n'));
        let bare = after.replace("\r\n", "");
        let kept = if before.contains("\r\n") { !bare.contains('\n') } else { bare.len() == after.len() };
        prop_assert!(kept, "a foreign line end\n{before:?}\n--\n{after:?}");
    });
}

/// Texts that are TOML and hardly a plan: an edit is made as meant or refused, and a layout means the same.
#[test]
fn odd_texts_neither_panic_nor_change_their_meaning() {
    let odd = [
        "initiative = 5\n",
        "initiative = []\nplan = 'x'\nscenario = 1\n",
        "[[initiative]]\ntitle = 'a'\n[[initiative]]\n[initiative.crm]\n",
        "[initiative]\ncrm = 5\nweb = [ { title = 'x' } ]\n",
        "[initiative.crm]\ncost = 5\nafter = [[], {}, 1, ['a']]\ntags = { a = 1 }\n",
        "[initiative.crm]\nafter = [\n  \"a\", {\n x = 1, # c1!\n y = 2 }, # c2!\n]\ncost = {\n  a = 1, # c3!\n}\n",
        "[[initiative.crm.cost]]\na = 1\n[stage]\none = 1\n[scenario.lean]\ninitiative = 'x'\n",
        "\"\" = 1\n[\"\".\"\"]\n'a b'.\"c\\td\" = 2\n[envelope]\nborrowing.year = 4\n",
        "[scenario.lean.scenario.deep.initiative.crm]\nx = 1\n[assumptions]\noptimism-bias.capital = '1%'\n",
        "#\u{9}c1!\n   \n\t# c2!",
        "\u{feff}",
        "initiative.crm.title = 'x'\ninitiative.web = {}\n[initiative.alpha]\n[initiative.crm.cost.a]\nlow = 1\n",
    ];
    let mut seed = 1_u64;
    for text in odd {
        let document = Document::new(Source::new("plan.toml", text));
        let before = tree(text);
        if let (Ok(before), Some(after)) = (&before, format(&document.sources()[0])) {
            assert_eq!(tree(&after).as_ref(), Ok(before), "{text}\n--\n{after}");
            assert_eq!(format(&Source::new("", after.clone())), Some(after), "{text}");
        }
        for _ in 0..400 {
            let mut bytes = [0; 16];
            for byte in &mut bytes {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = (seed >> 33) as u8;
            }
            let edit = edit(&mut Tape::new(&bytes));
            let lean = LayerName::Scenario("lean".to_owned());
            for layer in [LayerName::Plan, lean] {
                match apply(&document, &change(&edit, layer.clone())) {
                    Err(Refusal::NotAsMeant(_)) => println!("not as meant: {edit:?} {layer:?}\n{text}"),
                    Err(_) => {}
                    Ok((new, inverse)) => {
                        let (back, _) = apply_splices(&new, &inverse);
                        assert_eq!(self::text(&back), text);
                    }
                }
            }
        }
    }
}
