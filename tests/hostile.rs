//! Hostile plans: whatever stands in a file, there is an answer and never a panic.

use milepost::diagnostic::Diagnostic;
use milepost::document::{Decoded, Document, Source, decode, render, render_line};
use milepost::units::Day;
use proptest::prelude::*;

const NORTHMERE: &str = include_str!("../plans/northmere.toml");

/// Reads a text and shows all that is wrong with it; every diagnostic must be shown without control characters.
fn answered(text: &str) -> Decoded {
    let document = Document::new(Source::new("plan.toml", text));
    let decoded = decode(&document, Day::new(2026, 11, 21).expect("a day"));
    let show = |it: &Diagnostic| format!("{}\n{}", render(&document, it, false), render_line(&document, it));
    for diagnostic in decoded.diagnostics.iter().take(300) {
        let shown = show(diagnostic);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
        assert!(shown.lines().all(|line| line.chars().count() < 1_000), "{shown}");
    }
    decoded
}

fn codes(text: &str) -> Vec<&'static str> {
    answered(text).diagnostics.iter().map(|it| it.code.info().code).collect()
}

#[test]
fn wrong_shapes_are_answered() {
    let cases = [
        ("initiative = 3", "M102"),
        ("initiative = []", "M102"),
        ("[[initiative]]\ntitle = \"x\"", "M102"),
        ("[initiative]\na = [1]", "M102"),
        ("stage.x = 1", "M102"),
        ("plan = 1", "M102"),
        ("plan = []", "M102"),
        ("[[plan]]", "M102"),
        ("[initiative.a]\ncost = []", "M102"),
        ("[initiative.a]\ncost.x = 5", "M102"),
        ("[[initiative.a.cost.x]]\ncapital = 5", "M102"),
        ("[initiative.a]\nactual = true", "M102"),
        ("[stage.a]\ngate = \"G1\"", "M102"),
        ("[stage.a]\n[[stage.a.gate]]", "M102"),
        ("[envelope.e]\nyear = 5", "M102"),
        ("[envelope.e]\nyear = { 2027-28 = { a = 1 } }", "M105"),
        ("[envelope.e]\nreserve = 5", "M102"),
        ("[initiative.a]\nafter = { a = 1 }", "M102"),
        ("[initiative.a]\nafter = [[\"a\"]]", "M202"),
        ("[initiative.a]\nshared-with = \"b\"", "M102"),
        ("[initiative.a]\ndecided = 5", "M102"),
        ("[initiative.a]\ndecided.x = \"y\"", "M103"),
        ("[scenario]\nx = 5", "M102"),
        ("[scenario.x]\ninitiative = 5", "M102"),
        ("[[scenario.x.initiative]]", "M102"),
        ("[scenario.x.scenario.y]", "M118"),
        ("[scenario.x]\nunset = [5, \"plan\"]", "M102"),
        ("assumptions.contingency = { capital = { a = 1 } }", "M106"),
        ("[initiative.\"\"]", "M108"),
        ("[initiative.\"a\\u0000b\"]", "M108"),
        ("[initiative.unset]\n", "M117"),
        ("milepost = 9999999999999999999999", "M110"),
        ("\u{feff}[plan]\nstrat = 1", "M101"),
        ("plan.start = 0000-01-01", "M103"),
        ("plan.start = 9999-12-31", "M103"),
        ("plan.end = \"9999-12\"", "M103"),
        ("a = \"\\ud800\"", "M001"),
        ("a = 1\rb = 2", "M001"),
        ("a = \"\u{0}\"", "M001"),
        ("<<<<<<< a\n", "M004"),
    ];
    for (text, code) in cases {
        let codes = codes(text);
        assert!(codes.contains(&code), "{text}: {codes:?}");
    }
}

#[test]
fn depth_is_answered() {
    let deep = format!("a = {}1{}", "[".repeat(50_000), "]".repeat(50_000));
    assert!(codes(&deep).contains(&"M001"));
    let deep = format!("a = {}", "{ b = ".repeat(20_000));
    assert!(codes(&deep).contains(&"M001"));
}

#[test]
fn long_dotted_keys_are_answered() {
    let dotted = format!("{}a = 1", "a.".repeat(20_000));
    assert!(!answered(&dotted).diagnostics.is_empty());
    let header = format!("[{}a]", "a.".repeat(20_000));
    assert!(!answered(&header).diagnostics.is_empty());
}

#[test]
fn long_lines_are_answered() {
    let long = format!("plan.title = \"{}", "x".repeat(10_000_000));
    assert!(codes(&long).contains(&"M001"));
    let long = format!("plan.start = \"{}\"", "\u{202e}".repeat(300_000));
    assert!(codes(&long).contains(&"M103"));
}

#[test]
fn many_keys_are_answered() {
    let many = (0..50_000).fold(String::new(), |text, n| text + &format!("k{n} = 1\n"));
    assert_eq!(answered(&many).diagnostics.len(), 50_001);
}

#[test]
fn many_duplicates_and_unknown_ids_are_answered() {
    let twice: String = (0..5_000).map(|_| "[initiative.a]\n").collect();
    assert!(codes(&twice).iter().filter(|code| **code == "M002").count() == 4_999);
    let unknown =
        (0..5_000).fold(String::new(), |text, n| text + &format!("[initiative.i{n}]\nafter = \"j{n}\"\n"));
    assert!(codes(&unknown).iter().filter(|code| **code == "M201").count() == 5_000);
}

/// One change to a text.
#[derive(Debug, Clone)]
enum Mutation {
    Delete(usize, usize),
    Insert(usize, String),
    SwapLines(usize, usize),
    Repeat(usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let pieces = prop::sample::select(vec![
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "=",
        ".",
        ",",
        "#",
        "\n",
        "\r\n",
        "\"\"\"",
        "'''",
        "[[",
        "]]",
        " - ",
        "%",
        "0x",
        "1e9",
        "\u{0}",
        "\u{1b}",
        "\u{202e}",
        "é",
        "<<<<<<< \n",
        ">>>>>>> \n",
        "true",
        "inf",
        "2027-13-45",
        "-",
        "_",
        "unset = [\"a\"]\n",
        "dropped = true\n",
        "[scenario.x.initiative.crm]\n",
        "cost.a.b.c.d = 1\n",
        "9999999999999999999999999999999",
    ]);
    prop_oneof![
        (any::<usize>(), 0_usize..40).prop_map(|(at, length)| Mutation::Delete(at, length)),
        (any::<usize>(), pieces).prop_map(|(at, piece)| Mutation::Insert(at, piece.to_owned())),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Mutation::SwapLines(a, b)),
        (any::<usize>(), 1_usize..400).prop_map(|(at, length)| Mutation::Repeat(at, length)),
    ]
}

fn mutated(text: &str, mutations: &[Mutation]) -> String {
    let mut text = text.to_owned();
    for mutation in mutations {
        let boundary = |at: usize| {
            let mut at = at % (text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        match mutation {
            Mutation::Delete(at, length) => {
                let start = boundary(*at);
                let end = boundary((start + length).min(text.len())).max(start);
                text.replace_range(start..end, "");
            }
            Mutation::Insert(at, piece) => text.insert_str(boundary(*at), piece),
            Mutation::SwapLines(a, b) => {
                let mut lines: Vec<_> = text.split('\n').collect();
                let (a, b) = (a % lines.len(), b % lines.len());
                lines.swap(a, b);
                text = lines.join("\n");
            }
            Mutation::Repeat(at, length) => {
                let start = boundary(*at);
                let end = boundary((start + length).min(text.len())).max(start);
                let piece = text[start..end].to_owned();
                text.insert_str(end, &piece);
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_plan_is_read(mutations in prop::collection::vec(mutation(), 1..12)) {
        let text = mutated(NORTHMERE, &mutations);
        answered(&text);
    }

    #[test]
    fn any_text_is_read(text in "(?s).{0,400}") {
        answered(&text);
    }

    #[test]
    fn any_text_of_toml_is_read(text in "[\\[\\]{}=.,\"'#a-c0-9 \\n-]{0,200}") {
        answered(&text);
    }
}

#[test]
fn a_plan_with_a_scenario_is_read() {
    let text = format!(
        "{NORTHMERE}\n[scenario.lean]\ntitle = \"Lean\"\n[scenario.lean.initiative.crm]\ndropped = true\n"
    );
    let document = Document::new(Source::new("plan.toml", text.as_str()));
    let lean = document.with_scenario("lean").expect("it is there");
    let today = Day::new(2026, 11, 21).expect("a day");
    let (plain, lean) = (decode(&document, today).plan, decode(&lean, today).plan);
    let dropped: Vec<_> = lean.initiatives.iter().filter(|it| it.dropped).map(|it| it.id.as_str()).collect();
    assert_eq!(dropped, ["crm"]);
    assert_eq!(plain.initiatives.len(), lean.initiatives.len());
}

#[test]
fn an_empty_overlay_changes_nothing() {
    let text = format!("{NORTHMERE}\n[scenario.same]\ntitle = \"The same\"\n");
    let document = Document::new(Source::new("plan.toml", text.as_str()));
    let today = Day::new(2026, 11, 21).expect("a day");
    let laid = decode(&document.with_scenario("same").expect("it is there"), today);
    let plain = decode(&document, today);
    assert_eq!((laid.plan, laid.diagnostics), (plain.plan, plain.diagnostics));
}
