//! Questions about small plans, answered as an editor is.

use serde_json::{Value, json};

use super::testing::{URI, ask, hello, open, request, talk, tell};

/// A plan in which something is over: 2027/28 has room for 50,000, and 60,000 are to be spent.
const PLAN: &str = "\
[plan]
title = \"Plan\"
start = 2027-04-01
end = 2029-03-31

[stage.first]
title = \"First things\"
gate = { on = 2028-03-31 }

[envelope.pot]
title = \"The pot\"
year.2027-28 = 50_000
year.2028-29 = 70_000

[initiative.forms]
title = \"Forms\"
stage = \"first\"
duration = \"6 months\"
cost.build = { one-off = 60_000, funded-by = \"pot\" }

[initiative.booking]
duration = \"3 months\"
after = [\"forms\", \"stage:first\", \"gate:first\"]
cost.run = { recurrent = 12_000, per = \"year\" }
";

fn labels(answer: &Value) -> Vec<&str> {
    let items = answer["items"].as_array().expect("a list of completions");
    items.iter().filter_map(|it| it["label"].as_str()).collect()
}

/// What may be written where a text in the plan is replaced by another one that has the place in it.
fn completed(old: &str, new: &str) -> Value {
    assert!(PLAN.contains(old));
    ask(&PLAN.replacen(old, new, 1), "textDocument/completion", &json!({}))
}

fn hovered(old: &str, new: &str) -> String {
    assert!(PLAN.contains(old));
    let answer = ask(&PLAN.replacen(old, new, 1), "textDocument/hover", &json!({}));
    answer["contents"]["value"].as_str().unwrap_or("nothing").to_owned()
}

#[test]
fn keys_are_offered_that_are_not_there_yet() {
    let answer = completed("stage = \"first\"\n", "|\nstage = \"first\"\n");
    let found = labels(&answer);
    for there in ["title", "stage", "duration"] {
        assert!(!found.contains(&there), "{there} is there already");
    }
    assert!(found.contains(&"owner") && found.contains(&"cost") && found.contains(&"after"), "{found:?}");
    let owner = answer["items"].as_array().unwrap().iter().find(|it| it["label"] == "owner").unwrap();
    assert_eq!(owner["detail"], "Who owns it");
    assert_eq!(owner["textEdit"]["newText"], "owner = \"$1\"");
    assert!(owner["documentation"]["value"].as_str().unwrap().contains("Who owns it"));
    // Required, and of one kind only.
    let reserve = completed("year.2027-28 = 50_000", "reserve = { | }");
    assert_eq!(labels(&reserve), ["opening", "floor"]);
    assert!(reserve["items"][0]["detail"].as_str().unwrap().starts_with("required: "));
    let cost = labels(&completed("funded-by = \"pot\"", "f|")).join(" ");
    assert!(cost.contains("funded-by") && !cost.contains("capital") && !cost.contains("recurrent"), "{cost}");
}

#[test]
fn a_key_that_has_its_value_keeps_it() {
    let answer = completed("duration = \"6 months\"", "dur|ation = \"6 months\"");
    let own = answer["items"].as_array().unwrap().iter().find(|it| it["label"] == "duration").unwrap();
    assert_eq!(own["textEdit"]["newText"], "duration");
    assert_eq!(own["textEdit"]["range"]["end"]["character"], 8);
}

#[test]
fn ids_years_and_words_are_offered() {
    assert_eq!(labels(&completed("stage = \"first\"", "stage = |")), ["first"]);
    let answer = completed("stage = \"first\"", "stage = \"f|");
    assert_eq!(answer["items"][0]["textEdit"]["newText"], "first\"");
    assert_eq!(answer["items"][0]["detail"], "First things");
    assert_eq!(labels(&completed("funded-by = \"pot\"", "funded-by = \"|\"")), ["pot"]);
    assert_eq!(labels(&completed("year.2028-29 = 70_000", "year.|")), ["2028-29"]);
    assert_eq!(labels(&completed("one-off = 60_000", "capital = { | }")), ["2027-28", "2028-29"]);
    let status = completed("stage = \"first\"", "status = \"|\"");
    assert_eq!(labels(&status), ["idea", "proposed", "approved", "active", "done"]);
    assert_eq!(labels(&completed("stage = \"first\"", "optional = |")), ["true", "false"]);
    let dates = completed("stage = \"first\"", "deadline = |");
    assert_eq!(labels(&dates), ["2026-11-21", "2028-03-31", "2029-03-31"]);
}

#[test]
fn references_are_offered_piece_by_piece() {
    let after = |new: &str| completed("after = [\"forms\", \"stage:first\", \"gate:first\"]", new);
    let found = after("after = [\"|");
    assert_eq!(labels(&found), ["forms", "stage:first", "gate:first"]);
    assert_eq!(found["items"][0]["textEdit"]["newText"], "forms\"");
    assert_eq!(found["items"][0]["detail"], "Forms · 1 Apr 2027 – 30 Sep 2027");
    assert_eq!(labels(&after("after = \"forms.|\"")), ["start", "finish"]);
    assert_eq!(labels(&after("after = \"forms.start |\""))[0], "+ 1 month");
    let lag = after("after = \"forms.start + |\"");
    assert_eq!(lag["items"][0]["textEdit"]["newText"], "1 month");
    // What is named already and the initiative itself are not offered again.
    assert_eq!(labels(&after("after = [\"forms\", \"|\"]")), ["stage:first", "gate:first"]);
    // Booking waits for the forms: the other way round it would be a circle.
    let back = completed("duration = \"6 months\"", "duration = \"6 months\"\nafter = \"|\"");
    assert_eq!(labels(&back), ["stage:first", "gate:first"]);
}

#[test]
fn headers_are_offered_as_whole_blocks() {
    let answer = completed("[initiative.booking]", "[initiative.|\n\n[initiative.booking]");
    let new = answer["items"].as_array().unwrap().iter().find(|it| it["label"] == "new initiative").unwrap();
    let text = new["textEdit"]["newText"].as_str().unwrap();
    assert!(text.starts_with("${1:id}]\ntitle = "), "{text}");
    assert!(text.contains("stage = \"${3|first|}\""), "{text}");
    let open = completed("[initiative.booking]", "[|]\n\n[initiative.booking]");
    let found = labels(&open);
    assert!(found.contains(&"initiative.") && found.contains(&"assumptions"), "{found:?}");
    // The bracket that the editor closed by itself is replaced, not doubled.
    assert_eq!(open["items"][0]["textEdit"]["range"]["end"]["character"], 2);
    let below = completed("[initiative.booking]", "[initiative.forms.|]\n\n[initiative.booking]");
    assert_eq!(labels(&below), ["cost.", "benefit.", "shift.", "actual"]);
    let overlay = completed("[initiative.booking]", "[scenario.lean.initiative.|]\n\n[initiative.booking]");
    assert_eq!(labels(&overlay), ["forms", "booking"]);
}

#[test]
fn an_initiative_says_when_why_and_who_pays() {
    assert_eq!(
        hovered("[initiative.booking]", "[initiative.bo|oking]"),
        "**Booking** `booking` · proposed\n\n\
         1 Apr 2028 – 30 Jun 2028; critical; waits for the gate Gate: First things\n\n\
         - 2028/29: £9,000 from `pot`"
    );
    // A reference says what it points at.
    let forms = hovered("\"forms\"", "\"fo|rms\"");
    assert!(
        forms.starts_with("**Forms** `forms` · proposed · First things\n\n1 Apr 2027 – 30 Sep 2027; "),
        "{forms}"
    );
    assert!(forms.ends_with("- 2027/28: £60,000 from `pot`"), "{forms}");
}

#[test]
fn what_may_not_hold_is_said_to() {
    let said = hovered("[initiative.booking]", "stat\n[initiative.bo|oking]");
    assert!(said.contains("1 Apr 2028"), "{said}");
    let end = "The plan has errors: what cannot be read is left out, so this may not hold.";
    assert!(said.ends_with(end), "{said}");
}

#[test]
fn a_cell_says_how_it_comes_about() {
    assert_eq!(
        hovered("year.2027-28 = 50_000", "year.2027-28 = 50|_000"),
        "**The pot** 2027/28: ‼ over\n\n- allocation £50,000\n- spend £60,000\n- headroom −£10,000\n\n\
         Who is in it:\n\n- Forms `forms` £60,000 (in the way)"
    );
    assert!(
        hovered("duration = \"6", "dura|tion = \"6").starts_with("`initiative.duration` How long it takes")
    );
    assert_eq!(hovered("[plan]", "[plan] |"), "nothing");
}

#[test]
fn what_comes_from_a_plan_is_no_markup() {
    let evil = "title = \"![x](http://e.example/x.png) <b>\\u001b\"";
    let said = hovered(
        "title = \"Forms\"\nstage = \"first\"",
        &format!("{evil}\nstage = \"first\"").replace("stage = \"first\"", "st|age = \"first\""),
    );
    assert!(said.starts_with("`initiative.stage`"), "{said}");
    let plan = PLAN.replacen("title = \"Forms\"", evil, 1);
    let answer =
        ask(&plan.replacen("[initiative.forms]", "[initiative.f|orms]", 1), "textDocument/hover", &json!({}));
    let said = answer["contents"]["value"].as_str().unwrap();
    assert!(said.starts_with("**\\!\\[x\\](http:\\//e.example/x.png) \\<b>␛**"), "{said}");
}

#[test]
fn names_lead_to_what_they_name() {
    let target = |marked: &str| {
        let answer = ask(marked, "textDocument/definition", &json!({}));
        answer["range"]["start"]["line"].as_u64()
    };
    let line = |text: &str| PLAN.lines().position(|it| it.starts_with(text)).map(|at| at as u64);
    assert_eq!(target(&PLAN.replacen("\"forms\"", "\"fo|rms\"", 1)), line("[initiative.forms]"));
    assert_eq!(target(&PLAN.replacen("\"stage:first\"", "\"stage:fi|rst\"", 1)), line("[stage.first]"));
    assert_eq!(target(&PLAN.replacen("\"gate:first\"", "\"gate:fi|rst\"", 1)), line("gate ="));
    assert_eq!(
        target(&PLAN.replacen("funded-by = \"pot\"", "funded-by = \"p|ot\"", 1)),
        line("[envelope.pot]")
    );
    let of = |marked: &str, own: bool| {
        let answer =
            ask(marked, "textDocument/references", &json!({ "context": { "includeDeclaration": own } }));
        answer.as_array().unwrap().len()
    };
    let marked = PLAN.replacen("[stage.first]", "[stage.fi|rst]", 1);
    // Its own header, `stage`, `stage:first` and `gate:first`.
    assert_eq!((of(&marked, true), of(&marked, false)), (4, 3));
}

#[test]
fn an_id_is_renamed_everywhere() {
    let marked = PLAN.replacen("\"stage:first\"", "\"stage:fi|rst\"", 1);
    let answer = ask(&marked, "textDocument/rename", &json!({ "newName": "begin" }));
    let edits = answer["documentChanges"][0]["edits"].as_array().unwrap();
    assert_eq!(answer["documentChanges"][0]["textDocument"]["version"], 1);
    assert_eq!(applied(PLAN, edits), PLAN.replace("first", "begin"));
    let refused = ask(&marked, "textDocument/rename", &json!({ "newName": "No Id", "refused": true }));
    assert_eq!(refused["code"], -32803);
    assert!(refused["message"].as_str().unwrap().contains("is no id"), "{refused}");
}

/// A text after edits whose lines are of ASCII.
fn applied(text: &str, edits: &[Value]) -> String {
    let offset = |at: &Value| {
        let line = at["line"].as_u64().unwrap() as usize;
        let begin: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        begin + at["character"].as_u64().unwrap() as usize
    };
    let mut edits: Vec<_> = edits
        .iter()
        .map(|it| {
            (offset(&it["range"]["start"])..offset(&it["range"]["end"]), it["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_by_key(|(span, _)| span.start);
    let mut text = text.to_owned();
    for (span, new) in edits.into_iter().rev() {
        text.replace_range(span, new);
    }
    text
}

#[test]
fn remedies_ways_back_and_acceptance_are_offered() {
    let actions = |text: &str, line: usize| {
        let at = json!({ "line": line, "character": 3 });
        let params = json!({
            "textDocument": { "uri": URI },
            "range": { "start": at, "end": at },
            "context": { "diagnostics": [] },
        });
        let answers = talk(&[hello(), open(text), request(1, "textDocument/codeAction", &params)]);
        answers.into_iter().find(|it| it["id"] == 1).unwrap()["result"].as_array().unwrap().clone()
    };
    let wrong = PLAN.replacen("stage = \"first\"", "stage = \"frist\"", 1);
    let line = wrong.lines().position(|it| it.contains("frist")).unwrap();
    let found = actions(&wrong, line);
    assert_eq!(found[0]["title"], "Write first for frist", "{found:?}");
    assert_eq!(found[0]["isPreferred"], true);
    let edits = found[0]["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
    assert_eq!(applied(&wrong, edits), PLAN);
    let line = PLAN.lines().position(|it| it.starts_with("year.2027-28")).unwrap();
    let found = actions(PLAN, line);
    assert!(found.iter().any(|it| it["title"].as_str().unwrap().starts_with("Start forms ")), "{found:?}");
}

#[test]
fn problems_are_told_with_their_version_and_what_they_are_about() {
    let change = |version: i32, text: &str| {
        tell(
            "textDocument/didChange",
            &json!({ "textDocument": { "uri": URI, "version": version }, "contentChanges": [{ "text": text }] }),
        )
    };
    let answers = talk(&[hello(), open("x = "), change(2, "y = "), change(3, PLAN)]);
    // Whatever of it was told, the last is of the last version.
    let told = answers.last().unwrap();
    assert_eq!(told["params"]["version"], 3);
    let problems = told["params"]["diagnostics"].as_array().unwrap();
    let over = problems.iter().find(|it| it["code"] == "M310").expect("it is over");
    assert_eq!(over["severity"], 1);
    assert_eq!(over["message"].as_str().unwrap().lines().next(), Some("`pot` is over by £10,000 in 2027/28"));
    assert_eq!(over["relatedInformation"][0]["message"], "Forms is in it with £60,000");
    let closed = talk(&[
        hello(),
        open(PLAN),
        tell("textDocument/didClose", &json!({ "textDocument": { "uri": URI } })),
    ]);
    assert_eq!(closed.last().unwrap()["params"]["diagnostics"], json!([]));
}

#[test]
fn other_toml_is_nobodys_business() {
    let answers = talk(&[hello(), open("[package]\nname = \"x\"\nstart = 1\n")]);
    assert_eq!(answers.last().unwrap()["params"]["diagnostics"], json!([]));
}

#[test]
fn what_is_computed_stands_beside_its_line() {
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let params = json!({ "textDocument": { "uri": URI }, "range": range });
    let lenses = json!({ "textDocument": { "uri": URI } });
    let answers = talk(&[
        hello(),
        open(PLAN),
        request(1, "textDocument/inlayHint", &params),
        request(2, "textDocument/codeLens", &lenses),
    ]);
    let hints = answers.iter().find(|it| it["id"] == 1).unwrap()["result"].as_array().unwrap();
    let lines: Vec<&str> = PLAN.lines().collect();
    let shown: Vec<String> = hints
        .iter()
        .map(|it| {
            format!(
                "{} | {}",
                lines[it["position"]["line"].as_u64().unwrap() as usize],
                it["label"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "[stage.first] | 1 Apr 2027 – 30 Sep 2027",
            "year.2027-28 = 50_000 | ‼ spend £60,000, headroom −£10,000",
            "year.2028-29 = 70_000 | ✓ spend £9,000, headroom £61,000",
            "[initiative.forms] | 1 Apr 2027 – 30 Sep 2027",
            "[initiative.booking] | 1 Apr 2028 – 30 Jun 2028, critical",
            "cost.run = { recurrent = 12_000, per = \"year\" } | = £9,000 in the plan",
        ]
    );
    let lens = &answers.iter().find(|it| it["id"] == 2).unwrap()["result"][0]["command"]["title"];
    assert!(lens.as_str().unwrap().starts_with("‼ "), "{lens}");
}

#[test]
fn a_scenario_says_how_it_stands() {
    let plan = format!("{PLAN}\n[scenario.less.initiative.forms]\ncost.build.one-off = 20_000\n");
    let text = json!({ "textDocument": { "uri": URI } });
    let answers = talk(&[hello(), open(&plan), request(1, "textDocument/codeLens", &text)]);
    let lenses = answers.iter().find(|it| it["id"] == 1).unwrap()["result"].clone();
    assert_eq!(lenses[1]["range"]["start"]["line"], 25);
    let answers = talk(&[hello(), open(&plan), request(1, "codeLens/resolve", &lenses[1])]);
    let lens = answers.iter().find(|it| it["id"] == 1).unwrap();
    let title = lens["result"]["command"]["title"].as_str().unwrap();
    assert!(title.starts_with("less: ✓ Affordable"), "{title}");
    let foreign = json!({ "range": lenses[0]["range"], "data": [1] });
    let answers = talk(&[hello(), open(&plan), request(1, "codeLens/resolve", &foreign)]);
    assert_eq!(answers.iter().find(|it| it["id"] == 1).unwrap()["error"]["code"], -32602);
}

#[test]
fn what_is_wrong_in_a_scenario_alone_is_told_where_it_says_so() {
    // Another £5,000 are spent in a year that holds £70,000 and loses nothing; what cannot be read is told once.
    let plan = PLAN.replacen("year.2027-28 = 50_000", "year.2027-28 = 60_000", 1)
        + "\n[scenario.more.initiative.forms]\ncost.build.one-off = 65_000\nstrat = 1\n[scenario.same]\n";
    let answers = talk(&[hello(), open(&plan)]);
    let told: Vec<&Value> =
        answers.iter().filter(|it| it["method"] == "textDocument/publishDiagnostics").collect();
    let codes = |told: &Value| -> Vec<String> {
        let problems = told["params"]["diagnostics"].as_array().unwrap();
        problems.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
    };
    // Of the plan at once, then with its scenarios.
    assert_eq!(told.len(), 2);
    assert_eq!(codes(told[0]).iter().filter(|it| *it == "M310").count(), 0);
    let problems = told[1]["params"]["diagnostics"].as_array().unwrap();
    assert_eq!(problems.iter().filter(|it| it["code"] == "M101").count(), 1);
    let over: Vec<_> = problems.iter().filter(|it| it["code"] == "M310").collect();
    assert_eq!(over.len(), 1);
    let line = plan.lines().position(|it| it.starts_with("[scenario.more")).unwrap();
    assert_eq!((&over[0]["range"]["start"]["line"], &over[0]["severity"]), (&json!(line), &json!(2)));
    assert!(
        over[0]["message"]
            .as_str()
            .unwrap()
            .starts_with("in the scenario more: `pot` is over by £5,000 in 2027/28"),
        "{over:?}"
    );
    assert_eq!(over[0]["relatedInformation"][0]["message"], "envelope.pot.year.2027-28");
}

#[test]
fn a_server_answers_only_between_hello_and_shutdown() {
    let shutdown = request(9, "shutdown", &Value::Null);
    let answers = talk(&[
        request(1, "textDocument/hover", &json!({})),
        hello(),
        hello(),
        request(2, "milepost/nothing", &json!({})),
        request(3, "textDocument/hover", &json!({ "textDocument": 5 })),
        request(
            4,
            "textDocument/hover",
            &json!({ "textDocument": { "uri": "file:///x" }, "position": { "line": 0, "character": 0 } }),
        ),
        shutdown,
        request(5, "textDocument/hover", &json!({})),
    ]);
    let codes: Vec<Value> = answers.iter().map(|it| it["error"]["code"].clone()).collect();
    assert_eq!(
        codes,
        [
            json!(-32002),
            Value::Null,
            json!(-32600),
            json!(-32601),
            json!(-32602),
            json!(-32602),
            Value::Null,
            json!(-32600)
        ]
    );
}

#[test]
fn what_is_taken_back_is_not_answered() {
    let ask = request(1, "textDocument/documentSymbol", &json!({ "textDocument": { "uri": URI } }));
    let answers = talk(&[hello(), open(PLAN), ask, tell("$/cancelRequest", &json!({ "id": 1 }))]);
    let answer = answers.iter().find(|it| it["id"] == 1).unwrap();
    // It may have been answered before the other message came.
    assert!(answer["error"]["code"] == -32800 || answer["result"].is_array(), "{answer}");
}
