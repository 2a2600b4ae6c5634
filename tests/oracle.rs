//! Every figure against an independent implementation of the rules (`tests/oracle`), written without sight of this code.
//!
//! Frozen answers are compared always; fresh random plans only where Python 3.11 is there, otherwise a loud line says so.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const NOW: &str = "2027-06-15";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle")
}

/// Runs `check --format json` as a user would.
fn check(plan: &Path, case: Option<&str>, scenario: Option<&str>) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
    command.args(["check", "--format", "json", "--now", NOW]).arg(plan);
    for (flag, id) in [("--case", case), ("--scenario", scenario)] {
        if let Some(id) = id {
            command.args([flag, id]);
        }
    }
    let output = command.output().expect("the program starts");
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{}: {}",
        plan.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("check prints JSON")
}

/// Every figure by its path; things in lists are keyed by their id or year.
fn figures(answer: &Value) -> BTreeMap<String, Value> {
    fn walk(path: &str, value: &Value, out: &mut BTreeMap<String, Value>) {
        match value {
            Value::Object(keys) => {
                for (key, below) in keys {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    walk(&path, below, out);
                }
            }
            Value::Array(items) if items.first().is_some_and(Value::is_object) => {
                for (number, below) in items.iter().enumerate() {
                    let name = below.get("id").or_else(|| below.get("year")).and_then(Value::as_str);
                    let name = name.map_or_else(|| number.to_string(), str::to_owned);
                    walk(&format!("{path}[{name}]"), below, out);
                }
            }
            Value::Array(items) => {
                let mut words: Vec<_> = items.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                words.sort();
                out.insert(path.to_owned(), words.into());
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                out.insert(path.to_owned(), value.clone());
            }
        }
    }
    let mut out = BTreeMap::new();
    walk("", answer, &mut out);
    out
}

#[test]
fn frozen_answers_agree_to_the_penny() {
    let mut compared = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder().join("answers")).expect("the answers are there") {
        let answers = entry.expect("a file").path();
        if answers.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let plan = answers.with_extension("toml");
        let text = fs::read_to_string(&answers).expect("readable");
        let frozen: Vec<Value> = serde_json::from_str(&text).expect("the answers are JSON");
        for answer in frozen {
            let (case, scenario) = (answer["case"].as_str(), answer["scenario"].as_str());
            let ours = figures(&check(&plan, case, scenario));
            for (path, expected) in answer["figures"].as_object().expect("figures by path") {
                compared += 1;
                let found = ours.get(path).unwrap_or(&Value::Null);
                if found != expected {
                    let name = plan.file_name().unwrap_or_default().to_string_lossy();
                    wrong.push(format!("{name} {case:?} {scenario:?} {path}: {expected}, found {found}"));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {compared} differ:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
    assert!(compared > 10_000, "only {compared} figures compared");
}

#[test]
fn fresh_random_plans_agree_to_the_penny() {
    let recent = ["-c", "import sys; sys.exit(sys.version_info < (3, 11))"];
    if !Command::new("python3").args(recent).status().is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: fresh_random_plans_agree_to_the_penny needs Python 3.11 or newer as `python3`");
        return;
    }
    let seeds = std::env::var("MILEPOST_ORACLE_SEEDS").unwrap_or_else(|_| "100..130".to_owned());
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differences");
    let plans = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    let given = ["northmere", "tendring-2018", "quick-wins", "four-stages", "blank"];
    let output = Command::new("python3")
        .arg("-B")
        .arg(folder().join("compare.py"))
        .args(["--milepost", env!("CARGO_BIN_EXE_milepost"), "--seeds", &seeds, "--now", NOW, "--keep"])
        .arg(kept)
        .args(given.map(|name| plans.join(format!("{name}.toml"))))
        .output()
        .expect("python3 starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
