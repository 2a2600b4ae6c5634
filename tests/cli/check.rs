//! `milepost check`: verdicts, formats, exit statuses.

use serde_json::Value;

use crate::run::{Folder, OVER, plan};

fn json(folder: &Folder, args: &[&str]) -> Value {
    let ran = folder.run(args);
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err))
}

fn year<'a>(report: &'a Value, envelope: &str, year: &str) -> &'a Value {
    let envelopes = report["envelopes"].as_array().unwrap();
    let envelope = envelopes.iter().find(|it| it["id"] == envelope).unwrap();
    envelope["years"].as_array().unwrap().iter().find(|it| it["year"] == year).unwrap()
}

#[test]
fn northmere_has_the_figures_of_its_oracle() {
    let folder = Folder::new();
    let path = folder.file("northmere.toml", &plan("northmere.toml"));
    let report = json(&folder, &["check", path, "--format", "json", "--now", "2027-04-01"]);
    assert_eq!(report["milepost"], 1);
    assert_eq!(report["case"], "central");
    assert_eq!(report["scenario"], Value::Null);
    assert_eq!(report["verdict"], "within");
    assert_eq!(report["plan"]["path"], "northmere.toml");
    assert_eq!(report["plan"]["start"], "2027-04-01");
    assert_eq!(report["plan"]["finish"], "2032-03-31");
    let borrowing = year(&report, "borrowing", "2027/28");
    assert_eq!(borrowing["allocation"], "430000.00");
    assert_eq!(borrowing["spend"], "390000.00");
    assert_eq!(borrowing["headroom"], "40000.00");
    assert_eq!(borrowing["balance"], Value::Null);
    assert_eq!(borrowing["contingency"]["headroom"], "1000.00");
    assert_eq!(borrowing["contingency"]["state"], "tight");
    let telephony =
        report["initiatives"].as_array().unwrap().iter().find(|it| it["id"] == "cloud-telephony").unwrap();
    assert_eq!(telephony["code"], "S2-05");
    assert_eq!(telephony["start"], "2027-10-01");
    assert_eq!(telephony["finish"], "2028-09-30");
    assert_eq!(telephony["slack_days"], 366);
    assert_eq!(telephony["critical"], false);
    assert_eq!(telephony["driven_by"], "initiative.roadmap");
    assert_eq!(report["appraisal"]["bcr_cashable"], "1.458");
    assert_eq!(report["appraisal"]["bcr_all"], "1.804");
    assert_eq!(report["appraisal"]["payback"], "2034-01");
    assert_eq!(report["appraisal"]["peak_month"], "2030-11");
    assert_eq!(report["outside"]["unfunded"], "0.00");
}

#[test]
fn the_exit_status_says_how_a_plan_stands() {
    let folder = Folder::new();
    let over = folder.file("over.toml", OVER);
    let fine = folder.file("fine.toml", &OVER.replace("100_000", "150_000"));
    let warned = folder.file("warned.toml", &OVER.replace("100_000", "150_000").replace("title", "titel"));
    let broken = folder.file("broken.toml", "[plan\n");
    let now = ["--now", "2027-04-01"];
    let status = |args: &[&str]| folder.run(&[args, &now[..]].concat()).status;
    assert_eq!(status(&["check", fine]), Some(0));
    assert_eq!(status(&["check", over]), Some(1));
    assert_eq!(status(&["check", fine, over, fine]), Some(1));
    assert_eq!(status(&["check", warned]), Some(0));
    assert_eq!(status(&["check", warned, "--deny", "warning"]), Some(1));
    assert_eq!(status(&["check", broken]), Some(1));
    assert_eq!(status(&["check", "none.toml"]), Some(2));
    assert_eq!(status(&["check", fine, "none.toml"]), Some(2));
    assert_eq!(status(&["check", fine, "--case", "none"]), Some(2));
    assert_eq!(status(&["check", fine, "--scenario", "none"]), Some(2));
    assert_eq!(status(&["check"]), Some(2));
    assert_eq!(status(&["check", fine, "--format", "yaml"]), Some(2));
}

#[test]
fn text_says_the_money_first_and_asks_no_one_to_count() {
    let folder = Folder::new();
    let over = folder.file("over.toml", OVER);
    let ran = folder.run(&["check", over, "--now", "2027-04-01"]);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(lines[0], "Over");
    assert!(lines[1].contains("£20,000") && lines[1].contains("portal"), "{}", ran.out);
    let row = lines.iter().find(|line| line.trim_start().starts_with("fund ")).unwrap();
    for part in ["2027/28", "£100,000", "£120,000", "−£20,000", "‼ over", "portal"] {
        assert!(row.contains(part), "{part} in {row}");
    }
    assert!(ran.out.contains("milepost why over.toml fund.2027-28"), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn a_plan_comes_from_standard_input_too() {
    let folder = Folder::new();
    let ran = folder.run_with(&["check", "-", "--format", "json", "--now", "2027-04-01"], OVER);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["plan"]["path"], "<stdin>");
    assert_eq!(report["verdict"], "over");
    assert_eq!(ran.status, Some(1));
}

#[test]
fn every_plan_and_every_case_is_one_line_of_json() {
    let folder = Folder::new();
    let cased = format!("{OVER}\n[case.dear]\ncost = \"+10%\"\n");
    let (one, two) = (folder.file("one.toml", &cased), folder.file("two.toml", OVER));
    let ran = folder.run(&["check", one, two, "--case", "all", "--format", "json", "--now", "2027-04-01"]);
    let reports: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = reports
        .iter()
        .map(|it| (it["plan"]["path"].as_str().unwrap(), it["case"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("one.toml", "central"), ("one.toml", "dear"), ("two.toml", "central")]);
    assert_eq!(year(&reports[1], "fund", "2027/28")["spend"], "132000.00");
}

#[test]
fn a_scenario_is_laid_over_the_plan() {
    let folder = Folder::new();
    let path =
        folder.file("plan.toml", &format!("{OVER}\n[scenario.lean.initiative.portal]\ndropped = true\n"));
    let report =
        json(&folder, &["check", path, "--scenario", "lean", "--format", "json", "--now", "2027-04-01"]);
    assert_eq!(report["scenario"], "lean");
    assert_eq!(report["initiatives"].as_array().unwrap().len(), 1);
    assert_eq!(year(&report, "fund", "2027/28")["spend"], "80000.00");
}

#[test]
fn what_a_plan_accepts_is_not_denied() {
    let folder = Folder::new();
    let late = OVER
        .replace("100_000", "150_000")
        .replace("[initiative.portal]\n", "[initiative.portal]\ndeadline = 2027-05-01\n");
    let accepted = late.replace("deadline", "accept.M205 = \"agreed with the board\"\ndeadline");
    let (late, accepted) = (folder.file("late.toml", &late), folder.file("accepted.toml", &accepted));
    let deny = ["--deny", "warning", "--now", "2027-04-01"];
    assert_eq!(folder.run(&[&["check", late][..], &deny].concat()).status, Some(1));
    let ran = folder.run(&[&["check", accepted][..], &deny].concat());
    assert_eq!(ran.status, Some(0), "{}", ran.out);
    assert!(ran.out.contains("1 accepted"), "{}", ran.out);
}

#[test]
fn annotations_name_file_line_and_column() {
    let folder = Folder::new();
    let path =
        folder.file("a,b.toml", &OVER.replace("title = \"Over\"", "title = \"100 %: over\"\ntitel = 1"));
    let ran = folder.run(&["check", path, "--format", "github", "--now", "2027-04-01"]);
    let warning = ran.out.lines().find(|line| line.starts_with("::warning ")).unwrap();
    assert!(warning.starts_with("::warning file=a%2Cb.toml,line=3,col=1"), "{warning}");
    assert!(warning.contains("title=M101 unknown-key::"), "{warning}");
    let last = ran.out.lines().last().unwrap();
    assert!(last.starts_with("::error file=a%2Cb.toml,title=100 %25%3A over%3A over::"), "{last}");
    let ran = folder.run(&["check", "none.toml", "--format", "github"]);
    assert_eq!(ran.out, "::error file=none.toml,title=milepost::none.toml: there is no such file\n");
}

#[test]
fn a_stamp_names_the_bytes_that_were_checked() {
    let folder = Folder::new();
    let path = folder.file("plan.toml", OVER);
    let report = json(&folder, &["check", path, "--stamp", "--format", "json", "--now", "2027-05-06"]);
    let stamp = &report["stamp"];
    assert_eq!(stamp["plan"].as_str().unwrap().len(), 64);
    assert_eq!((stamp["case"].as_str(), stamp["as_of"].as_str()), (Some("central"), Some("2027-05-06")));
    // The SHA-256 of no bytes at all, from FIPS 180-4's examples.
    let empty = folder.file("empty.toml", "");
    let report = json(&folder, &["check", empty, "--stamp", "--format", "json"]);
    assert_eq!(report["stamp"]["plan"], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn standard_input_is_read_once() {
    let folder = Folder::new();
    let ran = folder.run_with(&["check", "-", "-"], "[plan]\nstart = 2027-04-01\n");
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("write `-` once"), "{}", ran.err);
}
