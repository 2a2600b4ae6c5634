//! What a person does, at random, on hostile plans: each act is one step that is taken back to the byte, leaves TOML, and
//! is known as if the whole text were read anew.

use std::cell::RefCell;
use std::collections::BTreeMap;

use milepost::analysis::Options;
use milepost::diagnostic::Path;
use milepost::document::Source;
use milepost::edit::{Change, LayerName};
use milepost::keys;
use milepost::plan::{InitiativeIx, StageIx};
use milepost::revise::{self, Beside, By, Reach};
use milepost::session::Session;
use milepost::units::{Day, Duration, Offset};
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::hostile::{self, Tape};
use crate::oracle::tree;
use crate::properties::{bytes, config};

const KINDS: [&str; 10] = [
    "stage",
    "initiative",
    "envelope",
    "technology",
    "channel",
    "partner",
    "risk",
    "measure",
    "case",
    "scenario",
];
const IDS: [&str; 9] = ["alpha", "crm", "e-forms", "web", "zeta-2", "one", "two", "borrowing", "lean"];
const NEW: [&str; 6] = ["records", "a", "zz-9", "web", "two", "0"];

fn open(text: &str) -> Session {
    let today = Day::parse("2027-06-01").expect("a day");
    Session::new(Source::new("plan.toml", text), Options { case: None, today })
}

/// A kind and an id that a plan may have.
fn item(tape: &mut Tape<'_>) -> (&'static str, &'static str) {
    match tape.pick(8) {
        0..=3 => ("initiative", tape.of(&IDS[..5])),
        4 => ("stage", tape.of(&IDS[5..7])),
        5 => ("envelope", "borrowing"),
        6 => ("scenario", "lean"),
        _ => (tape.of(&KINDS), tape.of(&IDS)),
    }
}

/// What is typed into the keys of an initiative.
const TYPED: [(&str, &str); 8] = [
    ("title", "x \"y\" # z"),
    ("duration", "+2m"),
    ("start", "Jan 28"),
    ("after", "web, stage:one + 1m"),
    ("cost/a/capital", "=1.2m+200k"),
    ("cost/a/capital", "2027-28 80k, 2028-29 40k"),
    ("rank", "7"),
    ("notes", ""),
];

/// One act, as a change with what it renames, if it is possible at all.
fn act(session: &Session, tape: &mut Tape<'_>) -> Option<Change> {
    let (document, layer) = (session.document(), session.layer());
    let analysis = session.analysis();
    let plan = &analysis.plan;
    let (kind, id) = item(tape);
    let table = keys::named(kind)?;
    let up = tape.chance(50);
    let months = Offset { earlier: up, length: Duration::months(tape.pick(7) as u32) };
    let some = |many: usize, tape: &mut Tape<'_>| (many > 0).then(|| tape.pick(many.max(1)) as u32);
    match tape.pick(16) {
        13..=15 => many(session, tape, months),
        0..=2 => revise::rename(document, &Path::new([kind, id]), tape.of(&NEW))
            .ok()
            .map(|renaming| renaming.change),
        3 => {
            let line = Path::new(["initiative", id, "cost", tape.of(&["a", "b"])]);
            revise::rename(document, &line, tape.of(&NEW)).ok().map(|renaming| renaming.change)
        }
        4 => {
            let at = InitiativeIx(some(plan.initiatives.len(), tape)?);
            revise::move_initiative(plan, &analysis.schedule, at, up, &layer).ok()
        }
        5 => revise::move_stage(plan, StageIx(some(plan.stages.len(), tape)?), up).ok(),
        6 => revise::by_date(plan, some(plan.stages.len(), tape).map(StageIx), &layer).ok(),
        7 => revise::remove(document, table, id, &layer).ok().map(|removal| removal.change),
        8 => revise::duplicate(document, table, id, &layer).ok().map(|(_, change)| change),
        9 => Some(revise::create(document, table, "A new \"one\"", &layer).1),
        10 => revise::leave_out(document, table, id, &layer).ok(),
        11 => {
            let at = InitiativeIx(some(plan.initiatives.len(), tape)?);
            if tape.chance(50) {
                return revise::lengthen(plan, &analysis.schedule, at, months, &layer)?.change;
            }
            let factors = &analysis.factors;
            revise::shift(plan, factors, &analysis.schedule, at, months, &layer)?.change
        }
        _ => {
            let (key, typed) = tape.of(&TYPED);
            let at = Path::new(["initiative", id].into_iter().chain(key.split('/')));
            revise::set_typed(&at, typed, "it", &layer, Beside::default()).ok()
        }
    }
}

/// What is done to several initiatives at once.
fn many(session: &Session, tape: &mut Tape<'_>, months: Offset) -> Option<Change> {
    let (document, layer, analysis) = (session.document(), session.layer(), session.analysis());
    let plan = &analysis.plan;
    let all = (0..plan.initiatives.len() as u32).map(InitiativeIx);
    let which: Vec<InitiativeIx> = all.filter(|_| tape.chance(60)).collect();
    let one = *which.first()?;
    match tape.pick(8) {
        0 | 1 => {
            let count = i64::from(months.length.count);
            let by = By::of(if months.earlier { -count } else { count }, months.length.unit);
            let end = if tape.chance(50) { by } else { By::default() };
            let wanted = Reach { whole: by, begin: By::default(), end };
            revise::reach_many(plan, &analysis.factors, &analysis.schedule, &which, wanted, &layer).change
        }
        2 => revise::lengthen_many(plan, &analysis.schedule, &which, months, &layer).change,
        3 => revise::drop_many(plan, &which, &layer),
        4 => revise::restage_many(plan, &which, tape.of(&[None, Some("one"), Some("two")]), &layer),
        5 => revise::connect_many(plan, &which, one, tape.chance(50), &layer),
        6 => {
            let (given, taken) = (["web".to_owned()], ["a".to_owned()]);
            revise::tag_many(document, plan, &which, (&given, &taken), &layer)
        }
        _ => revise::remove_many(document, plan, &which, &layer).ok()?,
    }
}

/// Dates by title, which a rename does not change where there is one.
fn dates(session: &Session) -> Vec<String> {
    let analysis = session.analysis();
    let placed =
        |at: usize| analysis.schedule.placed(InitiativeIx(at as u32)).map(|it| (it.start, it.finish));
    let mut all: Vec<String> =
        (0..analysis.plan.initiatives.len()).map(|at| format!("{:?}", placed(at))).collect();
    all.sort_unstable();
    all
}

fn one_act(
    session: &mut Session,
    tape: &mut Tape<'_>,
    count: &mut BTreeMap<String, usize>,
) -> Result<(), TestCaseError> {
    let Some(change) = act(session, tape) else { return Ok(()) };
    let before = session.text().to_owned();
    let (old, steps) = (dates(session), session.history().position());
    let word = change.label.split(' ').next().unwrap_or_default().to_owned();
    if let Err(refusal) = session.apply(&change) {
        prop_assert_eq!(session.text(), before.as_str());
        let fault = matches!(refusal, milepost::document::Refusal::NotAsMeant(_));
        prop_assert!(!fault, "{change:?}: {refusal}\n{before}");
        *count.entry(format!("{word} refused")).or_default() += 1;
        return Ok(());
    }
    let after = session.text().to_owned();
    prop_assert!(tree(&after).is_ok(), "{change:?}\n{before}\n--\n{after}");
    if word == "Rename" {
        prop_assert_eq!(dates(session), old, "{:?}\n{}\n--\n{}", change, before, after);
        prop_assert_eq!(before.lines().count(), after.lines().count());
    }
    let fresh = open(&after);
    if session.scenario().is_none() {
        let (known, fresh) = (session.analysis(), fresh.analysis());
        prop_assert_eq!(&known.plan, &fresh.plan, "{:?}\n{}\n--\n{}", change, before, after);
        prop_assert_eq!(&known.diagnostics, &fresh.diagnostics);
        prop_assert_eq!((&known.schedule, &known.money), (&fresh.schedule, &fresh.money));
    }
    if session.history().position() > steps {
        session.undo();
        prop_assert_eq!(session.text(), before.as_str(), "{:?}", change);
        session.redo();
        prop_assert_eq!(session.text(), after.as_str());
        *count.entry(word).or_default() += 1;
    }
    Ok(())
}

#[test]
fn every_act_is_one_step_that_is_taken_back() {
    let counted = RefCell::new(BTreeMap::new());
    let cases = (config().cases / 5).max(1);
    proptest!(Config { cases, ..config() }, |(drawn in bytes(0..400), acts in bytes(320..321))| {
        let text = hostile::plan(&mut Tape::new(&drawn.0));
        let readable = Source::new("", text.clone()).index.errors().is_empty();
        if !readable || tree(&text).is_err() {
            return Ok(());
        }
        let mut session = open(&text);
        for part in acts.0.chunks(16) {
            if part[15] % 9 == 0 {
                session.select_scenario(session.scenario().is_none().then(|| "lean".to_owned()));
            }
            one_act(&mut session, &mut Tape::new(part), &mut counted.borrow_mut())?;
        }
    });
    let counted = counted.into_inner();
    println!("{counted:?}");
    for word in ["Rename", "Move", "Remove", "Double", "Add", "Leave", "Set", "Tag", "Lengthen"] {
        assert!(counted.contains_key(word), "{word} was never done: {counted:?}");
    }
}

#[test]
fn what_is_done_in_a_scenario_leaves_the_plan_but_for_names() {
    let mut session = open("[initiative.crm]\n[scenario.lean]\n");
    assert!(session.select_scenario(Some("lean".to_owned())));
    let renaming =
        revise::rename(session.document(), &Path::new(["initiative", "crm"]), "records").expect("free");
    assert_eq!(renaming.change.layer, LayerName::Plan);
    session.apply(&renaming.change).expect("it is renamed");
    assert_eq!(session.text(), "[initiative.records]\n[scenario.lean]\n");
}
