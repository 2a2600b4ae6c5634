//! Whatever a client sends: the server answers with a sentence and lives on.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::client::{Client, everything};

const URI: &str = "file:///p.plan.toml";

/// Every request, about a place.
const ABOUT_A_PLACE: [&str; 6] =
    ["completion", "hover", "definition", "documentHighlight", "prepareRename", "references"];

fn still_lives(client: &mut Client) {
    client.open("file:///alive.plan.toml", 1, "[plan]\nstart = 2027-04-01\n");
    assert_eq!(client.problems("file:///alive.plan.toml", 1), Vec::<Value>::new());
}

#[test]
fn messages_that_are_none_are_answered_and_passed_over() {
    let mut client = Client::hello(&everything());
    for body in ["{", "[]", "null", "{\"id\":1}", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}", "\u{0}"]
    {
        client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let answer = client.message().unwrap();
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!(-32700)), "{body}");
    }
    client.raw(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd");
    assert_eq!(client.message().unwrap()["error"]["code"], -32700);
    // An id may be any number or any text.
    for id in [json!("a"), json!(9_007_199_254_740_993_u64), json!(-1), json!(1.5)] {
        let body =
            json!({ "jsonrpc": "2.0", "id": id, "method": "workspace/symbol", "params": { "query": "" } });
        let body = body.to_string();
        client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        assert_eq!(client.message().unwrap()["id"], id);
    }
    still_lives(&mut client);
}

#[test]
fn a_header_that_promises_too_much_reserves_nothing() {
    let mut client = Client::hello(&everything());
    client.raw(b"Content-Length: 99999999999999\r\n\r\nabc");
    let (status, _) = client.end();
    assert_eq!(status, Some(1));
    let mut client = Client::hello(&everything());
    client.raw(&b"Content-Length: 1".repeat(1000));
    assert_eq!(client.end().0, Some(1));
}

#[test]
fn parameters_of_any_shape_are_refused_with_a_reason() {
    let mut client = Client::hello(&everything());
    client.open(URI, 1, "[plan]\n");
    let text = json!({ "uri": URI });
    for params in [
        Value::Null,
        json!([]),
        json!({ "textDocument": null }),
        json!({ "textDocument": text, "position": { "line": -1, "character": 0 } }),
        json!({ "textDocument": text, "position": { "line": 1e300, "character": 0 } }),
        json!({ "textDocument": text, "position": "here" }),
        json!({ "textDocument": { "uri": "file:///nowhere" }, "position": { "line": 0, "character": 0 } }),
    ] {
        for method in ABOUT_A_PLACE {
            let error = client.ask(&format!("textDocument/{method}"), &params).unwrap_err();
            assert_eq!(error["code"], -32602, "{method} {params}");
        }
        client.tell("textDocument/didChange", &params);
        client.tell("textDocument/didOpen", &params);
        client.tell("textDocument/didClose", &params);
    }
    still_lives(&mut client);
}

#[test]
fn every_place_of_a_broken_text_can_be_asked_about() {
    let mut client = Client::hello(&everything());
    let texts = [
        "[initiative.\"😀\"]\ntitle = '''é\nafter = [\"stage:\", \"x.start + ",
        "[[initiative]]\nx = {a = {b = [1,\n\u{feff}\r[envelope.b]\nyear = { 2027-28 = \n",
        "[scenario.s.initiative.a]\nunset = [\"\n[scenario.s.]\n= 1\n[initiative.a.cost.]\n..\n",
        "a\r\rb\r\n\"\"\"\"\"\"\"'''''''\n[a.b.c.d.e.f.g]\n",
    ];
    for (nth, text) in texts.iter().enumerate() {
        let version = nth as i32;
        client.open(URI, version, text);
        client.problems(URI, version);
        for line in 0..8 {
            for character in [0, 1, 2, 5, 9, 13, 17, 21, 30, u32::MAX] {
                let place = json!({
                    "textDocument": { "uri": URI },
                    "position": { "line": line, "character": character },
                });
                let mut named = place.clone();
                named["context"] = json!({ "includeDeclaration": true });
                for method in ABOUT_A_PLACE {
                    let params = if method == "references" { &named } else { &place };
                    client.ask(&format!("textDocument/{method}"), params).unwrap();
                }
            }
        }
        let all = json!({ "start": { "line": 5, "character": 5 }, "end": { "line": 0, "character": 0 } });
        for method in [
            "inlayHint",
            "codeAction",
            "rangeFormatting",
            "formatting",
            "documentSymbol",
            "foldingRange",
            "codeLens",
        ] {
            let params = json!({ "textDocument": { "uri": URI }, "range": all, "context": { "diagnostics": [] },
                "options": { "tabSize": 4, "insertSpaces": true } });
            client.ask(&format!("textDocument/{method}"), &params).unwrap();
        }
    }
}

#[test]
fn a_text_that_is_too_large_is_said_to_be_so_and_nothing_else() {
    let mut client = Client::hello(&everything());
    let mut text = "[plan]\nstart = 2027-04-01\n".to_owned();
    text.push_str(&"# filler\n".repeat(16 * 1024 * 1024 / 9 + 1));
    client.open(URI, 1, &text);
    let problems = client.problems(URI, 1);
    assert_eq!(problems.len(), 1);
    assert!(problems[0]["message"].as_str().unwrap().contains("larger than 16 MiB"));
    let symbols =
        client.ask("textDocument/documentSymbol", &json!({ "textDocument": { "uri": URI } })).unwrap();
    assert_eq!(symbols, json!([]));
    // Once it is small again it is a plan again.
    let range =
        json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 9_999_999, "character": 0 } });
    client.change(URI, 2, &json!([{ "range": range, "text": "strat = 1\n" }]));
    assert_eq!(client.problems(URI, 2)[0]["code"], "M101");
}

#[test]
fn an_item_of_ten_thousand_names_does_not_keep_anybody_waiting() {
    let mut client = Client::hello(&everything());
    let mut text = "[plan]\nstart = 2027-04-01\n[initiative.a]\n".to_owned();
    for nth in 0..2_000 {
        write!(text, "[initiative.b{nth}]\nafter = \"a\"\nnotes = \"a a a\"\n").unwrap();
    }
    client.open(URI, 1, &text);
    let found = client.at("references", URI, (2, 12), &json!({ "context": { "includeDeclaration": true } }));
    assert_eq!(found.as_array().unwrap().len(), 2_001);
    // One list that is longer than anybody looks through again for each of its items.
    let list = "\"a\", ".repeat(1_500);
    client.open(
        URI,
        2,
        &format!("[plan]\nstart = 2027-04-01\n[initiative.a]\n[initiative.b]\nafter = [{list}]\n"),
    );
    let found = client.at("references", URI, (2, 12), &json!({ "context": { "includeDeclaration": true } }));
    assert!(found.as_array().unwrap().len() >= 1_000);
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    let params = json!({ "textDocument": { "uri": URI }, "options": options });
    client.ask("textDocument/formatting", &params).unwrap();
}

#[test]
fn nothing_of_a_plan_is_markup_or_steers_a_terminal() {
    let mut client = Client::hello(&everything());
    let evil = "![i](http://e.example/i) <img src=x onerror=y> [l](command:x) `c` \\u001b]0;t\\u0007 \\u202e";
    let text = format!(
        "[plan]\nstart = 2027-04-01\ntitle = \"{evil}\"\n[envelope.pot]\ntitle = \"{evil}\"\nyear.2027-28 = 1\n\
         [stage.s]\ntitle = \"{evil}\"\naim = \"{evil}\"\n\
         [initiative.a]\ntitle = \"{evil}\"\ncode = \"{evil}\"\nstage = \"s\"\nduration = \"1 month\"\ncost.x = {{ capital = 5 }}\n\
         \"\\u001b<b>\" = 1\n"
    );
    client.open(URI, 1, &text);
    let mut said = client.problems(URI, 1);
    for place in [(3, 11), (5, 6), (6, 8), (9, 13), (12, 10), (14, 6), (15, 3)] {
        said.push(client.at("hover", URI, place, &json!({})));
        said.push(client.at("completion", URI, place, &json!({})));
    }
    let all = json!({ "textDocument": { "uri": URI }, "range": { "start": { "line": 0, "character": 0 },
        "end": { "line": 99, "character": 0 } }, "context": { "diagnostics": [] } });
    for method in ["inlayHint", "documentSymbol", "codeLens", "codeAction"] {
        said.push(client.ask(&format!("textDocument/{method}"), &all).unwrap());
    }
    let mut hovers = 0;
    for it in &said {
        let words = it.to_string();
        assert!(
            !words.contains("\\u001b") && !words.contains('\u{202e}') && !words.contains("\\u0007"),
            "{words}"
        );
        if let Some(markdown) = it["contents"]["value"].as_str() {
            hovers += 1;
            // Nothing opens a picture, a link or a tag but behind a backslash or in code.
            let bare: String = markdown.split('`').step_by(2).collect();
            for (at, c) in bare.char_indices().filter(|(_, c)| matches!(c, '<' | '[')) {
                assert!(bare[..at].ends_with('\\'), "{c} in {markdown}");
            }
            assert!(!markdown.contains("://"), "{markdown}");
        }
    }
    assert!(hovers >= 6);
}
