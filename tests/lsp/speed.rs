//! How long an editor waits for the last byte of an answer, on a plan of a thousand initiatives. Figures are printed; only what is out of all reason fails,
//! because a test may run beside anything. `docs/performance.md` has the figures of a quiet machine.

use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::client::{Client, everything};

const URI: &str = "file:///large.plan.toml";
const MANY: usize = 1_000;
const TIMES: usize = 9;

/// A plan of so many initiatives in a chain of tens, each with two costs and a benefit, and five envelopes.
fn large() -> String {
    let mut text = "[plan]\nstart = 2027-04-01\nend = 2037-03-31\n".to_owned();
    for nth in 0..5 {
        write!(text, "\n[envelope.pot-{nth}]\npays = [\"one-off\", \"capital\", \"recurrent\"]\n").unwrap();
        for year in 27..37 {
            writeln!(text, "year.20{year}-{} = 90_000_000", year + 1).unwrap();
        }
    }
    for nth in 0..MANY {
        write!(
            text,
            "\n[initiative.item-{nth:04}]\ntitle = \"Item {nth}\"\nduration = \"{} months\"\n",
            1 + nth % 9
        )
        .unwrap();
        if nth % 10 > 0 {
            writeln!(text, "after = \"item-{:04}\"", nth - 1).unwrap();
        }
        let pot = nth % 5;
        writeln!(text, "cost.build = {{ one-off = {}_000, funded-by = \"pot-{pot}\" }}", 10 + nth % 90)
            .unwrap();
        writeln!(text, "cost.run = {{ recurrent = 1_200, per = \"year\", funded-by = \"pot-{pot}\" }}")
            .unwrap();
        writeln!(text, "benefit.less = {{ cashable = 2_000, per = \"year\", returns-to = \"pot-{pot}\" }}")
            .unwrap();
    }
    text
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[test]
fn an_editor_does_not_wait() {
    let text = large();
    let line = text.lines().position(|it| it.starts_with("[initiative.item-0500]")).unwrap();
    let mut client = Client::hello(&everything());
    let begin = Instant::now();
    client.open(URI, 0, &text);
    client.problems(URI, 0);
    let mut figures = vec![("opened", client.heard - begin)];
    let keys: Vec<Duration> = (1..=TIMES as i32)
        .map(|version| {
            // A digit of an amount is typed over.
            let place = |character: u32| json!({ "line": line + 3, "character": character });
            let begin = Instant::now();
            let digit = format!("{}", version % 10);
            client.change(
                URI,
                version,
                &json!([{ "range": { "start": place(12), "end": place(13) }, "text": digit }]),
            );
            client.problems(URI, version);
            client.heard - begin
        })
        .collect();
    figures.push(("a key to its problems", median(keys)));
    let whole = json!({ "textDocument": { "uri": URI }, "range": { "start": { "line": line, "character": 0 },
        "end": { "line": line + 60, "character": 0 } }, "context": { "diagnostics": [] } });
    let mut timed = |name: &'static str, method: &str, params: &serde_json::Value| {
        let times = (0..TIMES).map(|_| {
            let begin = Instant::now();
            client.ask(&format!("textDocument/{method}"), params).unwrap();
            client.heard - begin
        });
        figures.push((name, median(times.collect())));
    };
    let place = |line: usize, character: u32| json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } });
    let mut named = place(line, 15);
    named["context"] = json!({ "includeDeclaration": true });
    timed("completion of ids", "completion", &place(line + 10, 10));
    timed("hover of an initiative", "hover", &place(line, 15));
    timed("hover of a year", "hover", &place(7, 3));
    timed("definition", "definition", &place(line + 10, 14));
    timed("references", "references", &named);
    timed("inlay hints of a screen", "inlayHint", &whole);
    timed("code actions", "codeAction", &whole);
    timed("outline", "documentSymbol", &whole);
    timed("folding", "foldingRange", &whole);
    for (name, time) in &figures {
        println!("{name}: {:.1} ms", time.as_secs_f64() * 1000.0);
        assert!(*time < Duration::from_secs(20), "{name}: {time:?}");
    }
}
