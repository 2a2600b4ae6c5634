//! Typing: what an editor sends letter by letter, and what it is told and offered meanwhile.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::client::{Client, everything};

const URI: &str = "file:///plans/a.plan.toml";

fn insert(line: usize, character: usize, text: &str) -> Value {
    let at = json!({ "line": line, "character": character });
    json!([{ "range": { "start": at, "end": at }, "text": text }])
}

fn labels(answer: &Value) -> Vec<String> {
    let items = answer["items"].as_array().unwrap();
    items.iter().map(|it| it["label"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_plan_is_typed_from_nothing() {
    let mut client = Client::hello(&everything());
    client.open(URI, 1, "");
    client.problems(URI, 1);
    // `[`: tables, and whole new blocks.
    client.change(URI, 2, &insert(0, 0, "["));
    let offered = labels(&client.at("completion", URI, (0, 1), &json!({})));
    assert!(
        offered.contains(&"plan".to_owned()) && offered.contains(&"new initiative".to_owned()),
        "{offered:?}"
    );
    // A header that is not closed is said to be so, and the next line is completed all the same.
    client.change(URI, 3, &insert(0, 1, "plan\nst"));
    assert!(client.problems(URI, 3).iter().any(|it| it["code"] == "M001"));
    client.change(URI, 4, &insert(0, 5, "]"));
    let offered = labels(&client.at("completion", URI, (1, 2), &json!({})));
    assert!(offered.contains(&"start".to_owned()), "{offered:?}");
    client.change(URI, 5, &insert(1, 2, "art = 2027-04-01\n\n[initiative.a]\nduration = \"6 months\"\n"));
    client.change(URI, 6, &insert(5, 0, "\n[initiative.b]\nafter = \""));
    let offered = labels(&client.at("completion", URI, (7, 9), &json!({})));
    assert_eq!(offered, ["a"]);
    client.change(URI, 7, &insert(7, 9, "a\"\nduration = \"1 month\"\ncost.x = { capital = 5 }\n"));
    assert_eq!(client.problems(URI, 7), Vec::<Value>::new());
    let hover = client.at("hover", URI, (7, 10), &json!({}));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("1 Apr 2027 – 30 Sep 2027"), "{hover}");
}

#[test]
fn of_many_keystrokes_only_the_last_is_computed() {
    let mut client = Client::hello(&everything());
    client.open(URI, 0, &std::fs::read_to_string("plans/northmere.toml").unwrap());
    for version in 1..=200 {
        client.change(URI, version, &insert(0, 0, "#"));
    }
    client.problems(URI, 200);
    let mut told = 0;
    while let Ok(message) = client.ask("workspace/symbol", &json!({ "query": "no such thing at all" })) {
        assert_eq!(message, json!([]));
        told += 1;
        if told > 3 {
            break;
        }
    }
}

#[test]
fn line_ends_and_marks_of_all_kinds_are_kept() {
    for (text, place) in [
        ("\u{feff}[plan]\r\nstart = 2027-04-01\r\nstrat = 1\r\n", (2, 0)),
        ("[plan]\rstart = 2027-04-01\n\nstrat = 1", (3, 0)),
        ("[plan]\nstart = 2027-04-01 # 😀\nstrat = 1 # 😀", (2, 0)),
    ] {
        let mut client = Client::hello(&everything());
        client.open(URI, 1, text);
        let problems = client.problems(URI, 1);
        let found = problems.iter().find(|it| it["code"] == "M101");
        if let Some(found) = found {
            assert_eq!(found["range"]["start"], json!({ "line": place.0, "character": place.1 }), "{text:?}");
        } else {
            // A carriage return alone is no line end of TOML, and that is said where it stands.
            assert!(text.contains("]\r") && problems.iter().any(|it| it["code"] == "M001"), "{problems:?}");
        }
    }
}

/// What texts are put together from: every kind of trouble.
const PIECES: &[&str] = &[
    "[plan]\n",
    "[initiative.a]\n",
    "[envelope.b]\r\n",
    "title = \"x\"\n",
    "title = \"😀é\"\n",
    "\u{feff}",
    "\r",
    "\r\n",
    "\n",
    "😀",
    "é",
    "cost.x = { capital = 1",
    " }",
    "\"\"\"",
    "\"",
    "[",
    "]",
    "after = [\"a\"]\n",
    "# note 😀\n",
    "year.2027-28 = 5\n",
    "a",
];

fn piece() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..6).prop_map(|parts| parts.concat())
}

/// The text after a change, by the words of the protocol alone: lines end with LF, CR LF or CR, characters are units of
/// UTF-16, what is behind the end of a line is its end.
fn changed(text: &str, from: (u32, u32), to: (u32, u32), new: &str) -> String {
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let (mut start, mut at) = (0, 0);
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let width = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if width > 0 {
            lines.push((start, at));
            start = at + width;
        }
        at += width.max(1);
    }
    lines.push((start, text.len()));
    let offset = |(line, character): (u32, u32)| {
        let Some((start, end)) = lines.get(line as usize).copied() else { return text.len() };
        let mut units = 0;
        for (at, c) in text[start..end].char_indices() {
            if units + c.len_utf16() > character as usize {
                return start + at;
            }
            units += c.len_utf16();
        }
        end
    };
    let (a, b) = (offset(from), offset(to));
    format!("{}{new}{}", &text[..a.min(b)], &text[a.max(b)..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// A text that is changed piece by piece is the text that another client opens whole.
    #[test]
    fn random_changes_give_the_text_that_the_client_has(
        first in piece(),
        changes in prop::collection::vec(((0..9_u32, 0..12_u32), (0..9_u32, 0..12_u32), piece()), 1..12),
    ) {
        let mut client = Client::hello(&everything());
        client.open(URI, 0, &first);
        let mut text = first;
        for (nth, (from, to, new)) in changes.iter().enumerate() {
            let range = json!({
                "start": { "line": from.0, "character": from.1 },
                "end": { "line": to.0, "character": to.1 },
            });
            client.change(URI, nth as i32 + 1, &json!([{ "range": range, "text": new }]));
            text = changed(&text, *from, *to, new);
        }
        let version = changes.len() as i32;
        let whole = "file:///plans/b.plan.toml";
        client.open(whole, version, &text);
        let one = json!(client.problems(URI, version)).to_string().replace(URI, "");
        let other = json!(client.problems(whole, version)).to_string().replace(whole, "");
        prop_assert_eq!(one, other, "{:?}", text);
        for method in ["documentSymbol", "foldingRange", "codeLens"] {
            let mut of = |uri: &str| client.ask(&format!("textDocument/{method}"), &json!({ "textDocument": { "uri": uri } }));
            let (one, other) = (of(URI), of(whole));
            prop_assert_eq!(one, other, "{} of {:?}", method, text);
        }
    }
}
