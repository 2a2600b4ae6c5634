//! The JSON Schema through Taplo, which is what most editors read TOML with: every plan is right by it, and each mistake is
//! found at its place.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Taplo, where there is one.
fn taplo() -> Option<PathBuf> {
    let named = std::env::var_os("TAPLO").map_or_else(|| PathBuf::from("taplo"), PathBuf::from);
    // The one from npm says its version and ends with 1.
    let runs = Command::new(&named).arg("--version").output().is_ok_and(|it| it.stdout.starts_with(b"taplo"));
    if !runs {
        eprintln!("SKIPPED: taplo is not here: the JSON Schema is not tried with it");
    }
    runs.then_some(named)
}

/// What Taplo finds wrong with a plan, as lines (from 1) with its words; empty when nothing is.
fn wrong(taplo: &Path, folder: &Path, plan: &Path) -> Vec<(usize, String)> {
    let schema = folder.join("milepost.schema.json");
    if !schema.exists() {
        let printed = Command::new(env!("CARGO_BIN_EXE_milepost")).arg("schema").output().unwrap();
        fs::write(&schema, printed.stdout).unwrap();
    }
    let output = Command::new(taplo)
        .args(["lint", "--colors", "never", "--schema"])
        .arg(format!("file://{}", schema.display()))
        .arg(plan)
        .current_dir(folder)
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("found files total=1"), "{said}");
    let mut found = Vec::new();
    let mut words = String::new();
    for line in said.lines() {
        if let Some(rest) = line.strip_prefix("error: ") {
            rest.clone_into(&mut words);
        } else if let Some((_, place)) = line.split_once("┌─ ") {
            let mut parts = place.rsplit(':');
            let number = parts.nth(1).and_then(|number| number.trim().parse().ok()).unwrap();
            found.push((number, words.clone()));
        }
    }
    assert_eq!(output.status.success(), found.is_empty(), "{said}");
    found
}

#[test]
fn every_plan_is_right_by_the_schema() {
    let Some(taplo) = taplo() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut plans: Vec<PathBuf> = fs::read_dir("plans").unwrap().map(|it| it.unwrap().path()).collect();
    plans.retain(|it| it.extension().is_some_and(|it| it == "toml"));
    assert!(plans.len() >= 5);
    // Every spelling of every kind of value that the format has.
    let all = folder.path().join("all.plan.toml");
    fs::write(&all, EVERYTHING).unwrap();
    plans.push(all);
    for plan in plans {
        assert_eq!(wrong(&taplo, folder.path(), &fs::canonicalize(&plan).unwrap()), [], "{}", plan.display());
    }
}

const EVERYTHING: &str = r#"
milepost = 1
[plan]
title = "All"
start = "2027-04"
end = "2032-03"
financial-year-starts = "04-01"
[assumptions]
discount-rate = "3.5%"
inflation = { capital = "2%", one-off = "1.5 %" }
contingency = "10%"
[assumptions.optimism-bias]
capital = "10%"
[stage.s]
after = ["stage:t.finish + 1 month", "gate:t"]
gate = { title = "G", on = "2028-03", criteria = "None" }
[stage.t]
[initiative.a]
stage = "s"
duration = "6m"
duration-range = ["4 months", "9 months"]
after = "b.start - 2 weeks"
finish-after = ["b.finish+2m"]
value = 4.5
tags = "one"
shared-with = { p = "40%" }
progress = "40%"
rank = -3
decided.2028-02-14 = "Cabinet: approved"
accept.M205 = "agreed"
cost.x = { capital = { 2027-28 = 80_000, "2028/29" = 1_250.50 }, spread = "s-curve", from = "start + 1 month", until = 2028-03-31, funded-by = { e = "60%", f = "40%" }, life = "5 years" }
cost.y = { recurrent = 190_000, per = "year", each = "call", volume = { 2027-28 = 12_000 } }
cost.z.one-off.2027-28 = 5
benefit.l = { cashable = 380_000, per = "quarter", lag = "3 months", ramp = "1 year", confidence = "high", returns-to = "e" }
actual = { start = 2027-04-01, spend.2027-28 = 5 }
[initiative.b]
[envelope.e]
pays = "capital"
year.2027-28 = -430_000
borrowing = { interest = "4.9%", life = "5 years" }
confirmed = { by = "Cabinet", on = 2027-01-05, minute = "7" }
[envelope.f]
pays = ["one-off", "recurrent"]
reserve = { opening = 2_500_000 }
add.2027-28 = 200_000
carry-forward = "surplus"
[partner.p]
[case.c]
cost = "+10%"
duration = "-20%"
[scenario.lean]
title = "Lean"
[scenario.lean.initiative.a]
start = 2028-04-01
unset = ["deadline", "after"]
[scenario.lean.envelope.e]
dropped = true
"#;

#[test]
fn each_mistake_is_found_at_its_place() {
    let Some(taplo) = taplo() else { return };
    let folder = tempfile::tempdir().unwrap();
    for (mistake, words) in [
        ("[plan]\nstart = \"soon\"", "soon"),
        ("[plan]\nreports-in = \"dozens\"", "dozens"),
        ("[initiative.a]\nduration = \"6 moons\"", "6 moons"),
        ("[initiative.a]\nstatus = \"great\"", "great"),
        ("[initiative.a]\noptional = \"yes\"", "yes"),
        ("[initiative.a]\nvalue = 300", "300"),
        ("[initiative.a]\ncost.x = { capital = \"much\" }", "much"),
        ("[initiative.a]\ncost.x = { capital = 5, per = \"decade\" }", "decade"),
        ("[initiative.a]\nafter = \"x y\"", "x y"),
        ("[initiative.a]\nshared-with = { p = 40 }", "40"),
        ("[envelope.b]\npays = \"gold\"", "gold"),
        ("[envelope.b]\nyear.2027-28 = \"5\"", "5"),
        ("[scenario.s]\ntitle = 5", "5"),
        ("[scenario.s.initiative.a]\nstatus = \"great\"", "great"),
        ("[scenario.s.initiative.a]\nunset = 5", "5"),
    ] {
        let plan = folder.path().join("wrong.plan.toml");
        fs::write(&plan, format!("{mistake}\n")).unwrap();
        let found = wrong(&taplo, folder.path(), &plan);
        assert!(found.iter().any(|(line, said)| *line == 2 && said.contains(words)), "{mistake}: {found:?}");
    }
    // A schema named by the plan itself, and by a file for all plans of a folder.
    let plan = folder.path().join("own.plan.toml");
    fs::write(&plan, "#:schema ./milepost.schema.json\n[plan]\nreports-in = \"dozens\"\n").unwrap();
    let lint = |plan: &Path| {
        let run = Command::new(&taplo).arg("lint").arg(plan).current_dir(folder.path()).output().unwrap();
        run.status.success()
    };
    assert!(!lint(&plan));
    fs::write(&plan, "[plan]\nreports-in = \"dozens\"\n").unwrap();
    assert!(lint(&plan));
    let rule =
        "[[rule]]\ninclude = [\"**/*.plan.toml\"]\n\n[rule.schema]\npath = \"./milepost.schema.json\"\n";
    fs::write(folder.path().join(".taplo.toml"), rule).unwrap();
    assert!(!lint(&plan));
}
