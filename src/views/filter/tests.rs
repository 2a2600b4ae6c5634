//! What passes, and what is said of what cannot be understood.

use super::*;
use crate::analysis::{Analysis, Options, analyse};
use crate::document::{Document, Source};

/// Three initiatives that follow one another but for the last; 2028/29 is over by what `e-forms` spends.
const PLAN: &str = r#"
milepost = 1
[plan]
title = "T"
start = 2027-04-01
end = 2030-03-31
[stage.small-steps]
title = "Small steps"
[stage.reach]
[envelope.change]
title = "Change fund"
year = { 2027-28 = 90_000, 2028-29 = 10_000, 2029-30 = 500_000 }
[initiative.crm]
title = "One view of the customer"
code = "S2"
stage = "small-steps"
owner = "Customer Services"
status = "approved"
duration = "6 months"
tags = ["web", "Data"]
notes = "see the café"
[initiative.crm.cost.licences]
capital = 90_000
funded-by = "change"
[initiative.e-forms]
title = "Forms on line"
stage = "reach"
owner = "Digital"
after = "crm"
not-before = 2028-04-01
duration = "3 months"
deadline = 2028-05-31
[initiative.e-forms.cost.build]
one-off = 20_000
funded-by = "change"
[initiative.move]
duration = "3 months"
title = "Or over the bridge"
dropped = true
"#;

const TODAY: Day = Day::MAX;

fn analysis() -> Analysis {
    let document = Document::new(Source::new("plan.toml", PLAN));
    analyse(&document, &Options { case: None, today: day(2027, 5, 1) })
}

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::new(year, month, day).expect("a day of the calendar")
}

fn beside() -> Beside {
    Beside { year_start: YearStart::APRIL, today: day(2027, 5, 1) }
}

/// The ids that pass; panics when the filter has a fault.
fn pass(text: &str) -> Vec<String> {
    let filter = Filter::read(text, beside());
    assert!(filter.faults.is_empty(), "{text}: {:?}", filter.faults);
    let analysis = analysis();
    let pass = filter.pass(&analysis, beside().today);
    let of = analysis.plan.initiatives.iter().zip(pass);
    of.filter(|(_, pass)| *pass).map(|(of, _)| of.id.clone()).collect()
}

#[test]
fn words_fields_and_flags_find_what_they_say() {
    const ALL: [&str; 3] = ["crm", "e-forms", "move"];
    let cases: [(&str, &[&str]); 44] = [
        ("", &ALL),
        ("customer", &["crm"]),
        ("SMALL", &["crm"]),
        ("stage:small", &["crm"]),
        ("stage:reach", &["e-forms"]),
        ("stage:none", &["move"]),
        ("unstaged", &["move"]),
        ("owner:customer,digital", &["crm", "e-forms"]),
        ("owner=digital", &["e-forms"]),
        ("owner=cust", &[]),
        ("owner!=digital", &["crm", "move"]),
        ("-owner:digital", &["crm", "move"]),
        ("tag:data", &["crm"]),
        ("tag:web stage:small", &["crm"]),
        ("tag:web stage:reach", &[]),
        ("tag:web or stage:reach", &["crm", "e-forms"]),
        ("note:\"the café\"", &["crm"]),
        // A flag is a flag, and text in quotes.
        ("over", &["e-forms"]),
        ("\"over\"", &["move"]),
        ("committed", &["crm"]),
        ("-committed -dropped", &["e-forms"]),
        ("dropped", &["move"]),
        // May 2027: crm runs from April to September.
        ("now", &["crm"]),
        ("late", &["e-forms"]),
        ("linked", &["crm", "e-forms"]),
        ("after:crm", &["e-forms"]),
        ("before:forms", &["crm"]),
        ("envelope:change", &["crm", "e-forms"]),
        ("cost>=20k", &["crm", "e-forms"]),
        ("cost > 20k", &["crm"]),
        ("capital:90000", &["crm"]),
        ("one-off<20_001 one-off>0", &["e-forms"]),
        ("start<2028", &["crm"]),
        ("start:2028/29", &["e-forms"]),
        ("start>=Apr 28", &["e-forms"]),
        ("finish:\"Q1 28/29\"", &["e-forms"]),
        ("finish:Q1 28/29 over", &["e-forms"]),
        ("during:Jul 27", &["crm"]),
        ("start<+6m", &["crm"]),
        ("deadline:none", &["crm", "move"]),
        ("deadline:2028-05-31", &["e-forms"]),
        ("year:2027/28", &["crm"]),
        ("duration<4m duration>2m", &["e-forms", "move"]),
        ("duration=6m", &["crm"]),
    ];
    for (text, expected) in cases {
        assert_eq!(pass(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_understood_is_said_and_the_rest_counts() {
    let cases = [
        ("owner: customer", 0..5, "owner wants text, or none"),
        ("stagee:small customer", 0..6, "there is no field stagee; did you mean stage?"),
        ("cost>much customer", 5..9, "cost wants an amount: 100k, 1.2m, 24_000, not “much”"),
        ("customer start<soon", 15..19, "start wants a date"),
        ("critical:yes customer", 0..8, "critical stands alone"),
        ("owner>digital customer", 0..5, "owner holds text"),
        ("customer slack<", 9..14, "slack wants a length"),
    ];
    let analysis = analysis();
    for (text, span, message) in cases {
        let filter = Filter::read(text, beside());
        let [fault] = filter.faults.as_slice() else { panic!("{text}: {:?}", filter.faults) };
        assert!(fault.message.starts_with(message), "{text}: {}", fault.message);
        assert_eq!(fault.span, span, "{text}");
        assert_eq!(filter.pass(&analysis, TODAY), [true, false, false], "{text}");
    }
}

#[test]
fn every_word_that_is_offered_is_understood_and_named_once() {
    let mut seen = std::collections::BTreeSet::new();
    for (word, doc) in offered() {
        assert!(seen.insert(word.trim_end_matches([':', '<', '>']).to_owned()), "{word} is offered twice");
        assert!(doc.ends_with('.'), "{word}: {doc}");
        let value = match word.as_bytes().last() {
            Some(b':') if word == "during:" || word == "year:" => "2028",
            Some(b':') => "x",
            Some(b'<') if matches!(word.as_str(), "duration<" | "slack<") => "6m",
            Some(b'<') => "2028",
            Some(b'>') => "10",
            _ => "",
        };
        let filter = Filter::read(&format!("{word}{value}"), beside());
        assert!(filter.faults.is_empty() && !filter.is_empty(), "{word}: {:?}", filter.faults);
        let text = matches!(filter.groups[0][0].test, Test::Anywhere(_));
        assert!(!text, "{word} is looked for as a text");
    }
}

#[test]
fn any_text_is_read_and_every_fault_lies_in_it() {
    let pieces = [
        "owner", ":", "\"", ",", "-", "!", " ", "or", ">=", "é", "cost", "Jan 28", "\u{202e}", "9", "=", "x",
    ];
    let mut state = 88_172_645_463_325_252_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..9 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(pieces[(state >> 40) as usize % pieces.len()]);
        }
        for fault in Filter::read(&text, beside()).faults {
            assert!(text.get(fault.span.clone()).is_some(), "{text}: {fault:?}");
        }
    }
}
