//! `milepost log`: what each commit did to the money, and which one opened a breach.

use std::fs;

use serde_json::Value;

use crate::repository::{self, git};
use crate::run::{Folder, OVER};

fn commit(folder: &Folder, text: &str, subject: &str) {
    folder.file("plan.toml", text);
    repository::commit(folder, subject);
}

#[test]
fn each_commit_says_what_it_did_and_bisect_names_the_one_that_broke_it() {
    let folder = Folder::new();
    if !repository::begin(&folder) {
        return;
    }
    // 80,000 and 40,000 against 100,000 is over by 20,000; with 50,000 it is not.
    let within = OVER.replace("80_000", "50_000");
    commit(&folder, &within, "a plan");
    commit(&folder, "not = a plan [", "a slip");
    commit(&folder, &within.replace("50_000", "55_000"), "dearer");
    git(&folder, &["mv", "plan.toml", "old.toml"]);
    git(&folder, &["commit", "-qm", "another name"]);
    git(&folder, &["mv", "old.toml", "plan.toml"]);
    git(&folder, &["commit", "-qm", "back"]);
    commit(&folder, OVER, "too \u{1b}[31mdear | \u{1}0123456789012345678901234567890123456789");
    commit(&folder, &OVER.replace("\"Over\"", "\"Still over\""), "a title");
    let ran = folder.run(&["log", "plan.toml", "--format", "json"]);
    let log: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
    let commits = log["commits"].as_array().unwrap();
    let subjects: Vec<&str> = commits.iter().filter_map(|it| it["subject"].as_str()).collect();
    assert_eq!(subjects.len(), 7, "{subjects:?}");
    assert_eq!((subjects[0], subjects[6]), ("a title", "a plan"));
    assert_eq!((&commits[1]["cost_change"], &commits[1]["verdict"]), (&"25000.00".into(), &"over".into()));
    assert_eq!(commits[1]["opened"][0]["envelope"], "fund");
    assert_eq!(commits[0]["cost_change"], "0.00");
    let found = folder.run(&["log", "plan.toml", "--bisect", "over", "--format", "json"]);
    let found: Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(found["bisect"].as_array().unwrap().len(), 1);
    assert_eq!(found["bisect"][0]["commit"], commits[1]["commit"]);
    for args in [&["log", "plan.toml"][..], &["log", "plan.toml", "--bisect", "over", "--year", "2027/28"]] {
        let ran = folder.run(args);
        assert!(ran.out.contains("too ␛[31mdear"), "{}", ran.out);
        assert!(!ran.out.contains(|c: char| c.is_control() && c != '\n'), "{}", ran.out);
    }
    assert!(
        folder
            .run(&["log", "plan.toml", "--bisect", "over", "--envelope", "none"])
            .out
            .starts_with("Nothing")
    );
    folder.file("other.toml", OVER);
    let untouched = folder.run(&["log", "other.toml"]);
    assert!(untouched.status == Some(1) && untouched.err.contains("no commit has touched it yet"));
    let none = folder.run(&["log", "nosuch.toml"]);
    assert!(none.status == Some(1) && none.err.contains("there is no such file"), "{}", none.err);
    assert_eq!(folder.run(&["log", "plan.toml", "--revision", "none"]).status, Some(2));
    assert_eq!(folder.run(&["log", "plan.toml", "--case", "none"]).status, Some(2));
}

#[test]
fn a_plan_whose_folder_is_not_there_has_its_history_and_so_it_has_without_a_work_tree() {
    let folder = Folder::new();
    if !repository::begin(&folder) {
        return;
    }
    fs::create_dir_all(folder.path().join("deep/plans")).unwrap();
    folder.file("deep/plans/plan.toml", &OVER.replace("80_000", "50_000"));
    repository::commit(&folder, "within");
    folder.file("deep/plans/plan.toml", OVER);
    repository::commit(&folder, "too dear");
    git(&folder, &["clone", "-q", "--bare", ".", "bare.git"]);
    fs::remove_dir_all(folder.path().join("deep")).unwrap();
    let told = |args: &[&str]| folder.run(args);
    let log = told(&["log", "deep/plans/plan.toml"]);
    assert!(log.status == Some(0) && log.out.contains("too dear"), "{} {}", log.out, log.err);
    let diff = told(&["diff", "HEAD~1..HEAD", "deep/plans/plan.toml"]);
    assert!(diff.status == Some(1) && diff.out.contains("£20,000"), "{} {}", diff.out, diff.err);
    let bare = told(&["log", "bare.git/deep/plans/plan.toml"]);
    assert!(bare.status == Some(0) && bare.out.contains("too dear"), "{} {}", bare.out, bare.err);
    let nowhere = told(&["log", "deep/plans/other.toml"]);
    assert!(nowhere.err.contains("there is no such file"), "{} {}", nowhere.out, nowhere.err);
}
