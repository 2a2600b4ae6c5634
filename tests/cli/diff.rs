//! `milepost diff`: the money first, then what was edited and what followed; on every medium harmless.

use serde_json::Value;

use crate::repository::{begin, commit, git};
use crate::run::Folder;

const PLAN: &str = r#"[plan]
title = "Two"
start = 2027-04-01
end = 2029-03-31
[envelope.loan]
pays = ["capital"]
year.2027-28 = 100_000
year.2028-29 = 100_000
[initiative.first]
duration = "12 months"
cost.build = { capital = 90_000 } # as tendered
[initiative.second]
duration = "6 months"
after = "first"
cost.build = { capital = 60_000 }
[scenario.lean.initiative.first]
cost.build.capital = 50_000
[case.bad]
cost = "+50%"
"#;

fn folder(replacements: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    folder.file("old.toml", PLAN);
    let new = replacements.iter().fold(PLAN.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    folder.file("new.toml", &new);
    folder
}

fn json(folder: &Folder, args: &[&str]) -> Value {
    let ran = folder.run(&[&["diff", "--format", "json"], args].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {} {}", ran.out, ran.err))
}

#[test]
fn the_money_comes_first_with_who_did_it() {
    let folder = folder(&[("duration = \"12 months\"", "duration = \"9 months\"")]);
    let ran = folder.run(&["diff", "old.toml", "new.toml"]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    // second now begins on 1 January 2028: half of its 60,000 falls into 2027/28, which has 10,000 left.
    assert!(
        ran.out.contains("opens: 2027/28 loan £20,000 over: second +£30,000 (because of first)"),
        "{}",
        ran.out
    );
    let place = |text: &str| ran.out.find(text).unwrap_or_else(|| panic!("{text}: {}", ran.out));
    let order =
        ["Affordability", "Schedule and appraisal", "Edited", "Followed", "\n  because of first"].map(place);
    assert!(order.is_sorted());
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100));
    let stat = folder.run(&["diff", "--stat", "old.toml", "new.toml"]);
    assert!(stat.out.contains("~  first    duration") && !stat.out.contains("Followed"), "{}", stat.out);
}

#[test]
fn the_object_has_the_keys_of_the_contract() {
    let folder =
        folder(&[("duration = \"12 months\"", "duration = \"9 months\""), ("# as tendered", "# as signed")]);
    let found = json(&folder, &["old.toml", "new.toml"]);
    assert_eq!(found["edited"][0]["item"], "initiative.first");
    assert_eq!(found["edited"][0]["keys"], serde_json::json!(["duration"]));
    assert_eq!(found["followed"][0]["item"], "initiative.second");
    assert_eq!(found["followed"][0]["because"], serde_json::json!(["initiative.first"]));
    assert_eq!(found["verdict"], serde_json::json!({ "before": "within", "after": "over" }));
    let year = &found["envelopes"][0]["years"][0];
    assert_eq!((&year["before"], &year["after"]), (&"10000.00".into(), &"-20000.00".into()));
    assert_eq!((&year["state_before"], &year["state_after"]), (&"within".into(), &"over".into()));
    assert_eq!(found["comments"][0]["added"], serde_json::json!(["# as signed"]));
    for empty in ["added", "removed", "renamed"] {
        assert_eq!(found[empty], serde_json::json!([]));
    }
}

#[test]
fn comments_order_and_layout_alone_are_listed_and_exit_0() {
    let folder = folder(&[("# as tendered", "# as signed"), ("90_000", "90000"), ("[plan]", "\n[plan]")]);
    let ran = folder.run(&["diff", "old.toml", "new.toml"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.out.contains("the same") || ran.out.contains("1 comment"), "{}", ran.out);
    assert!(ran.out.contains("first is written otherwise"), "{}", ran.out);
    let same = folder.run(&["diff", "old.toml", "old.toml"]);
    assert_eq!(same.status, Some(0));
    assert!(same.out.contains("nothing differs"), "{}", same.out);
}

#[test]
fn scenarios_and_cases_of_one_plan_are_compared() {
    let folder = folder(&[]);
    let found = json(&folder, &["old.toml", "--new-scenario", "lean"]);
    assert_eq!(found["edited"][0]["keys"], serde_json::json!(["cost.build.capital"]));
    assert_eq!(found["old"]["name"], "old.toml (the plan)");
    let found = json(&folder, &["old.toml", "--new-case", "bad"]);
    // 90,000 and half as much again are more than 100,000.
    assert_eq!(found["verdict"]["after"], "over");
    assert_eq!(found["edited"], serde_json::json!([]));
    assert_eq!(found["followed"][0]["because"], serde_json::json!(["case.bad"]));
    assert_eq!(folder.run(&["diff", "old.toml", "--new-case", "none"]).status, Some(2));
    assert_eq!(folder.run(&["diff", "old.toml", "--new-scenario", "none"]).status, Some(2));
    assert_eq!(folder.run(&["diff", "old.toml", "missing.toml"]).status, Some(2));
    assert_eq!(folder.run(&["diff", "-", "-"]).status, Some(2));
}

#[test]
fn revisions_are_compared_in_every_way_to_write_them() {
    let folder = Folder::new();
    if !begin(&folder) {
        return;
    }
    folder.file("plan.toml", PLAN);
    commit(&folder, "one");
    git(&folder, &["tag", "v1"]);
    folder.file("plan.toml", &PLAN.replace("60_000", "61_000"));
    commit(&folder, "two");
    folder.file("plan.toml", &PLAN.replace("60_000", "62_000"));
    let change = |args: &[&str]| {
        let found = json(&folder, args);
        let change = &found["edited"][0]["changes"][0];
        format!("{} {}", change["before"].as_str().unwrap(), change["after"].as_str().unwrap())
    };
    assert_eq!(change(&["plan.toml"]), "61_000 62_000");
    assert_eq!(change(&["v1", "plan.toml"]), "60_000 62_000");
    assert_eq!(change(&["v1..HEAD", "plan.toml"]), "60_000 61_000");
    assert_eq!(change(&["v1..", "plan.toml"]), "60_000 61_000");
    assert_eq!(change(&["v1...main", "plan.toml"]), "60_000 61_000");
    assert_eq!(change(&["v1:plan.toml", "plan.toml"]), "60_000 62_000");
    assert_eq!(change(&["plan.toml", "v1"]), "62_000 60_000");
    assert_eq!(change(&["v1:./plan.toml", "HEAD:plan.toml"]), "60_000 61_000");
    // What is a file is that file, also when it is called as a revision is.
    folder.file("v1", &PLAN.replace("60_000", "1"));
    assert_eq!(change(&["v1", "plan.toml"]), "1 62_000");
    for args in [
        &["v9", "plan.toml"][..],
        &["v1..v9", "plan.toml"],
        &["v1", "none.toml"],
        &["HEAD:none", "plan.toml"],
    ] {
        let ran = folder.run(&[&["diff"], args].concat());
        assert_eq!(ran.status, Some(2), "{args:?}: {}", ran.out);
        assert!(ran.err.starts_with("milepost: "), "{}", ran.err);
    }
    let ran = folder.run(&["diff", "--", "--output=x", "plan.toml"]);
    assert_eq!(ran.status, Some(2));
    assert!(!folder.at("x").exists());
}

/// What would be markup, a command or a link on some medium.
const HOSTILE: &str = "<script>alert(1)</script> <img src=x onerror=y> | a | ](http://x) ![i](https://x) `b` ``` \
    @everyone #1 www.evil.example </details> <!-- \\u001b]0;t\\u0007 \\u202e \\n::error::x --> $x$";

#[test]
fn a_hostile_plan_injects_nothing_anywhere() {
    let hostile = |extra: &str| {
        PLAN.replace("\"Two\"", &format!("\"{HOSTILE}\""))
            .replace("[initiative.first]", &format!("[initiative.first]\ntitle = \"{HOSTILE}\"\nowner = \"{HOSTILE}{extra}\"\n\"x<b>|`\\n\" = \"{HOSTILE}{extra}\""))
            .replace("# as tendered", &format!("# {}{extra}", HOSTILE.replace("\\u001b", "^").replace("\\u0007", "^")))
            + &format!("[initiative.\"<i>|`{extra}\"]\ntitle = \"{HOSTILE}\"\n[technology.\"]{extra}(javascript:x)\"]\n")
    };
    let folder = Folder::new();
    folder.file("old.toml", &hostile("1"));
    folder.file("new.toml", &hostile("2").replace("60_000", "160_000"));
    for format in ["text", "md", "json", "html"] {
        let ran = folder.run(&["diff", "--color", "never", "--format", format, "old.toml", "new.toml"]);
        assert_eq!(ran.status, Some(1), "{}", ran.err);
        let steers = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!ran.out.contains(steers), "{format}");
        assert!(!ran.out.lines().any(|line| line.starts_with("::")), "{format}");
        match format {
            "html" => {
                for tag in ["<script", "<img", "<i>", "<b>", "</details> "] {
                    assert!(!ran.out.contains(tag), "{tag}: {}", ran.out);
                }
                assert!(ran.out.contains("default-src 'none'"));
            }
            "md" => {
                let outside = without_code(&ran.out).replace("\\](", "");
                for bad in ["<script", "<img", "<i>", "](", "@e", "://", "www.e", "| a |"] {
                    assert!(!outside.contains(bad), "{bad}: {outside}");
                }
                let folds = |tag: &str| outside.matches(tag).count();
                assert_eq!(folds("<details>"), folds("</details>"));
                // Every row of a table has as many cells as its head.
                let mut wide = None;
                for line in ran.out.lines() {
                    let bars = line.starts_with('|').then(|| line.replace("\\|", "").matches('|').count());
                    assert!(wide.is_none() || bars.is_none() || wide == bars, "{line}");
                    wide = bars;
                }
            }
            _ => {}
        }
    }
}

/// Markdown without what stands between backticks.
fn without_code(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some(start) = rest.find('`') {
            let escaped = rest[..start].ends_with('\\');
            out.push_str(&rest[..start]);
            let fence = rest[start..].len() - rest[start..].trim_start_matches('`').len();
            rest = &rest[start + fence..];
            if escaped {
                continue;
            }
            let close = "`".repeat(fence);
            let mut at = 0;
            loop {
                let found =
                    rest[at..].find(&close).unwrap_or_else(|| panic!("code is not closed: {line}")) + at;
                let run = rest[found..].len() - rest[found..].trim_start_matches('`').len();
                at = found + run;
                if run == fence {
                    break;
                }
            }
            rest = &rest[at..];
        }
        out.push_str(rest);
        out.push('\n');
    }
    out
}
