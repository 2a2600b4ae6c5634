//! `check --not-worse-than` and `--base-file`: what is over may stay so, and nothing may get worse.

use serde_json::Value;

use crate::run::{Folder, OVER};

fn folder(new: &str) -> Folder {
    let folder = Folder::new();
    folder.file("old.toml", OVER);
    folder.file("new.toml", new);
    folder
}

/// What got worse: `2027/28 fund`, `the plan`.
fn worse(new: &str) -> Vec<String> {
    let folder = folder(new);
    let ran = folder.run(&["check", "new.toml", "--base-file", "old.toml", "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
    let worse = report["ratchet"]["worse"].as_array().unwrap();
    assert_eq!(ran.status, Some(i32::from(!worse.is_empty())), "{}", ran.err);
    worse.iter().map(|it| it["about"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_plan_that_is_over_passes_as_long_as_nothing_gets_worse() {
    assert_eq!(worse(OVER), Vec::<String>::new());
    // 80,000 and 40,000 in an envelope of 100,000: 20,000 over. Less is better, more is worse.
    assert_eq!(worse(&OVER.replace("80_000", "79_000")), Vec::<String>::new());
    assert_eq!(worse(&OVER.replace("80_000", "81_000")), ["2027/28 fund"]);
    assert_eq!(worse(&OVER.replace("year.2027-28 = 100_000", "year.2027-28 = 90_000")), ["2027/28 fund"]);
}

#[test]
fn problems_and_money_in_no_envelope_are_counted_too() {
    let with = |line: &str| OVER.replace("[initiative.forms]\n", &format!("[initiative.forms]\n{line}\n"));
    assert_eq!(worse(&with("colour = 1")), ["M101 unknown-key"]);
    let unfunded = worse(&with("cost.more = { one-off = 5 }"));
    assert!(unfunded.contains(&"money unfunded".to_owned()), "{unfunded:?}");
    let broken = worse(&OVER.replace("title = \"Over\"", "title = Over"));
    assert_eq!(broken[0], "the plan");
}

#[test]
fn who_did_it_is_said_everywhere() {
    let folder = folder(&OVER.replace("80_000", "85_000"));
    let run =
        |format: &str| folder.run(&["check", "new.toml", "--base-file", "old.toml", "--format", format]).out;
    let said = "2027/28 fund: headroom −£20,000 (over) → −£25,000 (over), by forms +£5,000";
    assert!(run("text").contains(said), "{}", run("text"));
    let github = run("github");
    assert!(github.starts_with("::error file=new.toml,line=11,"), "{github}");
    assert!(run("md").contains("| 2027/28 fund | headroom −£20,000"), "{}", run("md"));
    let sarif: Value = serde_json::from_str(&run("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|it| it["ruleId"] == "worse"), "{results:?}");
    assert!(run("junit").contains("failures=\"1\""), "{}", run("junit"));
}

#[test]
fn reports_of_a_check_without_a_base_are_whole() {
    let folder = folder(OVER);
    let sarif = folder.run(&["check", "old.toml", "new.toml", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&sarif.out).unwrap();
    assert_eq!((sarif.status, &log["version"]), (Some(1), &"2.1.0".into()));
    let ids: Vec<&str> = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["id"].as_str())
        .collect();
    for result in log["runs"][0]["results"].as_array().unwrap() {
        assert!(ids.contains(&result["ruleId"].as_str().unwrap()));
        assert!(result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64() >= Some(1));
    }
    let junit = folder.run(&["check", "old.toml", "new.toml", "--format", "junit"]);
    assert_eq!(junit.out.matches("<testsuite ").count(), 2);
    let md = folder.run(&["check", "old.toml", "--format", "md"]);
    assert!(md.out.contains("| `fund` | 2027/28 |"), "{}", md.out);
}

#[test]
fn a_revision_is_a_base_and_a_new_plan_is_checked_for_itself() {
    let folder = folder(OVER);
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(folder.path()).args(["-c", "user.name=A", "-c", "user.email=a@b"]).args(args);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").output().is_ok()
    };
    if !git(&["init", "-q", "-b", "main"]) {
        eprintln!("SKIPPED: there is no git on this machine");
        return;
    }
    assert!(git(&["add", "old.toml"]) && git(&["commit", "-qm", "one"]));
    let ran = folder.run(&["check", "old.toml", "--not-worse-than", "main"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.contains("Nothing is worse than in old.toml at main"), "{}", ran.out);
    folder.file("old.toml", &OVER.replace("80_000", "85_000"));
    assert_eq!(folder.run(&["check", "old.toml", "--not-worse-than", "main"]).status, Some(1));
    folder.file("fresh.toml", "plan.start = 2027-04-01\n[initiative.unlike]\nduration = \"2 years\"\n");
    let fresh = folder.run(&["check", "fresh.toml", "--not-worse-than", "main"]);
    assert_eq!(fresh.status, Some(0), "{}", fresh.err);
    assert!(fresh.err.contains("the plan is new"), "{}", fresh.err);
    assert_eq!(folder.run(&["check", "old.toml", "--not-worse-than", "none"]).status, Some(2));
}

#[test]
fn hostile_text_injects_nothing_into_reports() {
    let evil = "</testcase><script> | ` \\u001b[2J \\n::error::x @all ]]>";
    let text = |amount: &str| {
        OVER.replace("\"Over\"", &format!("\"{evil}\""))
            .replace(
                "[initiative.forms]\n",
                &format!("[initiative.forms]\ntitle = \"{evil}\"\n\"{evil}\" = 1\n"),
            )
            .replace("80_000", amount)
    };
    let folder = folder(&text("85_000"));
    folder.file("old.toml", &text("80_000"));
    for format in ["text", "json", "github", "md", "sarif", "junit"] {
        for base in [&["--base-file", "old.toml"][..], &[]] {
            let ran = folder.run(&[&["check", "new.toml", "--format", format], base].concat());
            assert!(!ran.out.contains(|c: char| c.is_control() && c != '\n'), "{format}");
            assert!(format == "github" || !ran.out.lines().any(|line| line.starts_with("::")), "{format}");
            assert!(
                !matches!(format, "md" | "junit") || !ran.out.contains("<script"),
                "{format}: {}",
                ran.out
            );
            assert!(format != "github" || ran.out.lines().all(|line| line.starts_with("::")), "{}", ran.out);
        }
    }
}
