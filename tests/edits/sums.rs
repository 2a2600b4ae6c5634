//! Computing again only the money of what an edit changed gives what computing all of it gives, to the penny.

use std::cell::Cell;

use milepost::analysis::{Analysis, Options, analyse, analyse_again, analyse_beside};
use milepost::document::{Document, Source};
use milepost::money::MonthlySpend;
use milepost::plan::EnvelopeIx;
use milepost::units::Day;
use proptest::prelude::*;

use crate::hostile::Tape;
use crate::properties::{bytes, config};

/// Envelopes of every kind, assumptions that touch every line, and a case that touches everything.
const HEAD: &str = "\
[plan]
start = 2027-04-01
end = 2033-03-31
[assumptions]
contingency = { capital = \"10%\", one-off = \"10%\" }
savings-lag = \"3 months\"
savings-ramp = \"7 months\"
inflation = { capital = \"3%\", recurrent = \"2.1%\" }
appraisal-years = 12
[stage.one]
gate = { on = 2028-06-30 }
[stage.two]
[envelope.loan]
pays = [\"capital\"]
borrowing = { interest = \"4.9%\", life = \"5 years\" }
year.2027-28 = 100_000
year.2028-29 = 200_000
[envelope.loose]
pays = [\"capital\"]
borrowing = { interest = \"3.3%\" }
total = 90_000
[envelope.pot]
pays = [\"one-off\"]
reserve = { opening = 250_000, floor = 1_000 }
year.2028-29 = 20_000
[envelope.short]
pays = [\"one-off\", \"capital\"]
from = 2027-09-10
until = 2029-05-20
year.2028-29 = 300_000
[envelope.budget]
pays = [\"recurrent\"]
year.2027-28 = 50_000
year.2031-32 = -50_000
[partner.near]
[partner.far]
[case.worse]
title = \"Worse\"
cost = \"+17.5%\"
recurrent = \"+3%\"
benefits = \"-20%\"
duration = \"+25%\"
savings-delay = \"2 months\"
";

fn amount(tape: &mut Tape<'_>) -> String {
    match tape.pick(8) {
        0 => "0.07".to_owned(),
        1 => "{ 2026-27 = 5_000, 2028-29 = 77.77, 2029-30 = -3_000 }".to_owned(),
        2 => "{ 2030-31 = 1_001, 2034-35 = 40_000 }".to_owned(),
        3 => "-12_345.67".to_owned(),
        4 => "999_999_999_999_999_999".to_owned(),
        _ => format!("{}.{:02}", 1 + tape.pick(256) * 700, tape.pick(100)),
    }
}

fn window(tape: &mut Tape<'_>) -> String {
    match tape.pick(6) {
        0 => ", from = 2027-06-11".to_owned(),
        1 => ", until = 2030-02-28".to_owned(),
        2 => ", from = \"start + 20 days\", until = \"finish + 5 months\"".to_owned(),
        _ => String::new(),
    }
}

/// A cost or a benefit, as a line of an initiative.
fn line(tape: &mut Tape<'_>) -> String {
    let id = tape.of(&["a", "b", "c", "d"]);
    let (amount, window) = (amount(tape), window(tape));
    match tape.pick(9) {
        0 => format!("cost.{id} = {{ capital = {amount}, funded-by = \"loan\"{window} }}"),
        1 => {
            format!(
                "cost.{id} = {{ capital = {amount}, funded-by = {{ loan = \"33%\", short = \"67%\" }}{window} }}"
            )
        }
        2 => {
            format!("cost.{id} = {{ capital = {amount}, per = \"quarter\", funded-by = \"loose\"{window} }}")
        }
        3 => {
            let spread = tape.of(&["even", "start", "finish", "front", "back", "s-curve"]);
            format!(
                "cost.{id} = {{ one-off = {amount}, spread = \"{spread}\", funded-by = \"short\"{window} }}"
            )
        }
        4 => format!("cost.{id} = {{ one-off = {amount}, spend-by = 2028-10-11{window} }}"),
        5 => {
            let per = tape.of(&["year", "quarter", "month", "week"]);
            format!("cost.{id} = {{ recurrent = {amount}, per = \"{per}\"{window} }}")
        }
        6 => format!("benefit.{id} = {{ cashable = {amount}, per = \"year\"{window} }}"),
        7 => format!("benefit.{id} = {{ cashable = {amount}, returns-to = \"short\"{window} }}"),
        _ => format!("benefit.{id} = {{ non-cashable = {amount}, per = \"month\"{window} }}"),
    }
}

/// A line of an initiative that is not money.
fn fact(tape: &mut Tape<'_>, at: usize) -> String {
    let other = tape.pick(COUNT);
    match tape.pick(12) {
        0 => format!("status = \"{}\"", tape.of(&["idea", "proposed", "approved", "done"])),
        1 => "dropped = true".to_owned(),
        2 => "shared-with = { near = \"33.3%\", far = \"20%\" }".to_owned(),
        3 => format!("start = 20{}-{:02}-17", 27 + tape.pick(8), 1 + tape.pick(12)),
        4 => format!("not-before = 20{}-{:02}-01", 26 + tape.pick(4), 1 + tape.pick(12)),
        5 => format!("stage = \"{}\"", tape.of(&["one", "two"])),
        // Backwards, so that most plans have no circle.
        6..=7 if other < at || tape.chance(6) => format!("after = \"i{other:02} + {} days\"", tape.pick(40)),
        8 => "actual = { start = 2027-05-03 }".to_owned(),
        9 => "accept.M205 = \"agreed\"".to_owned(),
        _ => format!("duration = \"{} weeks\"", tape.pick(70)),
    }
}

/// How many initiatives a plan has.
const COUNT: usize = 14;

/// The plan, an initiative a list of its lines.
struct Plan {
    head: String,
    items: Vec<Vec<String>>,
    /// Which of them are not there.
    out: Vec<bool>,
}

impl Plan {
    fn new(tape: &mut Tape<'_>) -> Self {
        let mut plan =
            Self { head: HEAD.to_owned(), items: vec![Vec::new(); COUNT], out: vec![false; COUNT] };
        for at in 0..COUNT {
            for _ in 0..=tape.pick(4) {
                plan.put(at, fact(tape, at));
            }
            for _ in 0..tape.pick(4) {
                plan.put(at, line(tape));
            }
        }
        plan
    }

    /// Adds a line, in the place of the one that has its key.
    fn put(&mut self, at: usize, line: String) {
        let key = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
        let lines = &mut self.items[at];
        lines.retain(|it| key(it) != key(&line));
        lines.push(line);
    }

    fn text(&self) -> String {
        let mut text = self.head.clone();
        for (at, lines) in self.items.iter().enumerate().filter(|(at, _)| !self.out[*at]) {
            text.push_str(&format!("[initiative.i{at:02}]\n"));
            for line in lines {
                text.push_str(line);
                text.push('\n');
            }
        }
        text
    }

    /// Changes something: mostly one initiative, now and then one of what all hang on.
    fn change(&mut self, tape: &mut Tape<'_>) {
        let at = tape.pick(COUNT);
        match tape.pick(20) {
            0 => self.head = self.head.replace("4.9%", "5.1%"),
            1 => self.head = self.head.replace("end = 2033-03-31", "end = 2032-03-31"),
            2 => self.head = self.head.replace("\"3 months\"", "\"4 months\""),
            3 => self.items.swap(at, COUNT - 1 - at),
            4..=6 => {
                self.items[at].pop();
            }
            7..=9 => self.out[at] = !self.out[at],
            10..=13 => self.put(at, fact(tape, at)),
            _ => self.put(at, line(tape)),
        }
    }
}

fn open(text: &str) -> Document {
    Document::new(Source::new("plan.toml", text))
}

fn options(tape: &mut Tape<'_>) -> Options {
    let today = Day::parse("2026-11-22").expect("a day");
    Options { case: tape.chance(40).then(|| "worse".to_owned()), today }
}

/// Whether all that is known of two revisions is the same; how they were read aside.
fn is_same(one: &Analysis, other: &Analysis) -> bool {
    (&one.plan, &one.schedule, &one.money) == (&other.plan, &other.schedule, &other.money)
        && (&one.factors, &one.case) == (&other.factors, &other.case)
        && one.diagnostics == other.diagnostics
        && (one.verdict, one.confirmed_verdict) == (other.verdict, other.confirmed_verdict)
        && (&one.sentence, &one.shorter) == (&other.sentence, &other.shorter)
}

/// The analysis of a text, given that of another, held against the one that is computed in full.
fn same(
    (before, known): (&Document, &Analysis),
    after: &Document,
    options: &Options,
) -> Result<Analysis, TestCaseError> {
    let again = analyse_again(before, known, after, options);
    let whole = analyse(after, options);
    let shown = || format!("{}\n--\n{}", before.sources()[0].text, after.sources()[0].text);
    prop_assert_eq!(&again.money.recurrent, &whole.money.recurrent, "{}", shown());
    prop_assert!(again.money == whole.money, "{}", shown());
    prop_assert!(is_same(&again, &whole), "{}", shown());
    let beside = analyse_beside(known, after, options);
    prop_assert!(is_same(&beside, &whole), "{}", shown());
    // The strip takes over months in the same way.
    for envelope in (0..known.plan.envelopes.len().min(whole.plan.envelopes.len()) as u32).map(EnvelopeIx) {
        let was = MonthlySpend::of(known.revision(), envelope);
        let is = was.again(known.revision(), whole.revision());
        prop_assert!(is == MonthlySpend::of(whole.revision(), envelope), "{}", shown());
    }
    Ok(again)
}

#[test]
fn money_computed_again_is_money_computed_in_full() {
    let (steps, moved) = (Cell::new(0), Cell::new(0));
    proptest!(config(), |(drawn in bytes(300..500), edits in bytes(42..43))| {
        let tape = &mut Tape::new(&drawn.0);
        let options = options(tape);
        let mut plan = Plan::new(tape);
        let mut document = open(&plan.text());
        let mut analysis = analyse(&document, &options);
        for part in edits.0.chunks(6) {
            plan.change(&mut Tape::new(part));
            let next = open(&plan.text());
            let again = same((&document, &analysis), &next, &options)?;
            steps.set(steps.get() + 1);
            moved.set(moved.get() + usize::from(again.money.postings != analysis.money.postings));
            (document, analysis) = (next, again);
        }
    });
    // Most of what is changed changes money.
    assert!(moved.get() * 3 > steps.get(), "{moved:?} of {steps:?}");
}

#[test]
fn another_case_is_computed_in_full() {
    let plan = Plan::new(&mut Tape::new(&[]));
    let text =
        format!("{}[initiative.x]\ncost.a = {{ one-off = 5_000, funded-by = \"short\" }}\n", plan.text());
    let document = open(&text);
    let today = Day::parse("2026-11-22").expect("a day");
    let (central, worse) = (Options { case: None, today }, Options { case: Some("worse".to_owned()), today });
    let before = analyse(&document, &central);
    assert!(before.money != analyse(&document, &worse).money);
    same((&document, &before), &document, &worse).expect("they are the same");
}
