//! `--baseline`: slip and variance against a revision or a file; `--stamp` on what tells of revisions.

use serde_json::Value;

use crate::repository::{begin, commit, git};
use crate::run::{Folder, OVER};

const THEN: &str = r#"[plan]
title = "Harbour"
start = 2027-04-01
end = 2030-03-31
[envelope.capital]
title = "Capital"
pays = ["capital"]
year.2027-28 = 100_000
year.2028-29 = 100_000
[initiative.crm]
title = "Customer records"
start = 2027-04-01
duration = "6 months"
cost.platform = { capital = 60_000 }
"#;

/// A repository with the plan at a tag, then half a year later and 30,000 dearer; `None` where there is no git.
fn repository() -> Option<Folder> {
    let folder = Folder::new();
    if !begin(&folder) {
        return None;
    }
    folder.file("plan.toml", THEN);
    commit(&folder, "agreed");
    git(&folder, &["tag", "v1.0"]);
    folder.file(
        "plan.toml",
        &THEN
            .replace("start = 2027-04-01\nduration", "start = 2027-10-01\nduration")
            .replace("60_000", "90_000"),
    );
    Some(folder)
}

#[test]
fn slip_and_variance_are_told_in_every_view_that_has_them() {
    let Some(folder) = repository() else { return };
    let check = folder.run(&["check", "plan.toml", "--baseline", "v1.0"]);
    assert_eq!(check.status, Some(0), "{}", check.err);
    assert!(check.out.contains("Against v1.0 ("), "{}", check.out);
    // From April to October is six months; the last day goes from 30 September to 31 March.
    assert!(
        check.out.contains("1 Apr 2027 → 1 Oct 2027    +6m  30 Sep 2027 → 31 Mar 2028    +6m"),
        "{}",
        check.out
    );
    // 60,000 of 100,000 then, 90,000 now.
    assert!(
        check.out.contains("£40,000") && check.out.contains("£10,000") && check.out.contains("−£30,000"),
        "{}",
        check.out
    );
    for (view, said) in
        [("roadmap", "Slip"), ("initiatives", "Cost"), ("money", "−£30,000"), ("appraisal", "NPV")]
    {
        let shown = folder.run(&["show", "plan.toml", view, "--baseline", "v1.0"]);
        let told = shown.out.split("Against v1.0").nth(1).unwrap_or_default();
        assert!(shown.status == Some(0) && told.contains(said), "{view}: {}{}", shown.out, shown.err);
    }
    let why = folder.run(&["why", "plan.toml", "crm", "--baseline", "v1.0"]);
    // April to September 2027 have 183 days, October to March (with 29 February 2028) as well.
    assert!(
        why.out.contains("1 Apr 2027 to 30 Sep 2027: it starts 183 days later now, ends 183 days later now"),
        "{}",
        why.out
    );
    let cell = folder.run(&["why", "plan.toml", "capital.2027-28", "--baseline", "v1.0"]);
    assert!(
        cell.out.contains("headroom £40,000 → £10,000") && cell.out.contains("crm +£30,000"),
        "{}",
        cell.out
    );
}

#[test]
fn programs_get_it_as_added_fields() {
    let Some(folder) = repository() else { return };
    let plain: Value =
        serde_json::from_str(&folder.run(&["check", "plan.toml", "--format", "json"]).out).unwrap();
    assert!(plain.get("baseline").is_none());
    let ran = folder.run(&["check", "plan.toml", "--format", "json", "--baseline", "v1.0"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let baseline = &told["baseline"];
    assert_eq!((baseline["name"].as_str(), baseline["verdict"].as_str()), (Some("v1.0"), Some("within")));
    assert_eq!(baseline["slip"][0]["start_days_later"], 183);
    assert_eq!(baseline["slip"][0]["finish_after"], "2028-03-31");
    assert_eq!(baseline["variance"][0]["headroom_after"], "10000.00");
    assert_eq!(baseline["totals"]["before"]["capital"], "60000.00");
}

#[test]
fn a_baseline_is_a_file_as_well_and_what_is_none_is_a_sentence() {
    let Some(folder) = repository() else { return };
    folder.file("agreed.toml", THEN);
    let file = folder.run(&["check", "plan.toml", "--baseline", "agreed.toml"]);
    assert!(file.out.contains("Against agreed.toml") && file.out.contains("+6m"), "{}", file.out);
    let path = folder.run(&["check", "plan.toml", "--baseline", "v1.0:plan.toml"]);
    assert!(path.out.contains("Against v1.0:plan.toml (") && path.out.contains("+6m"), "{}", path.out);
    let same = folder.run(&["show", "agreed.toml", "--baseline", "agreed.toml"]);
    assert!(same.out.contains("Nothing of that differs."), "{}", same.out);
    for (args, said) in [
        (vec!["check", "plan.toml", "--baseline", "nowhere"], "no revision `nowhere`"),
        (vec!["check", "plan.toml", "--baseline=--output=x"], "no revision `--output=x`"),
        (vec!["log", "plan.toml", "--baseline", "nowhere"], "no revision `nowhere`"),
        (vec!["show", "plan.toml", "gates", "--baseline", "v1.0:other.toml"], "other.toml"),
        (vec!["diff", "v1.0", "plan.toml", "--baseline", "v1.0"], "--baseline is the earlier version"),
        (vec!["fmt", "plan.toml", "--baseline", "v1.0"], "unexpected argument '--baseline'"),
    ] {
        let ran = folder.run(&args);
        assert!(ran.status == Some(2) && ran.err.contains(said), "{args:?} {:?}: {}", ran.status, ran.err);
    }
}

#[test]
fn the_views_have_it_beside_their_own_figures() {
    let Some(folder) = repository() else { return };
    let show = |view: &str| folder.run(&["show", "plan.toml", view, "--baseline", "v1.0"]).out;
    let row = |text: &str, begin: &str| {
        let line = text.lines().find(|line| line.trim_start().starts_with(begin)).unwrap_or_default();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // April to September then, October to March now: the shade stands before the bar.
    let roadmap = row(&show("roadmap"), "crm");
    assert!(roadmap.starts_with("crm 2027-10-01 2028-03-31 critical +6m ░"), "{roadmap}");
    assert!(roadmap.contains("░█"), "{roadmap}");
    let crm = row(&show("initiatives"), "crm");
    assert!(crm.contains("2027-10-01 2028-03-31 2027-04-01 +6m 90.0 0.0 0.0 +30.0"), "{crm}");
    // 100,000 less 60,000 then, less 90,000 now, all of it before April 2028.
    let money = show("money");
    assert_eq!(row(&money, "baseline headroom"), "baseline headroom 40.0 100.0 0.0 140.0");
    assert_eq!(row(&money, "variance"), "variance −30.0 −30.0");
}

#[test]
fn gates_technologies_and_decisions_have_it_too() {
    let Some(folder) = repository() else { return };
    let more = "[stage.one]\ntitle = \"One\"\ngate = { title = \"G1\", on = 2028-03-31 }\n\
                [technology.switch]\ntitle = \"Switch\"\ncontract-ends = 2028-12-31\ncost = 10_000\nper = \"year\"\n";
    folder.file("agreed.toml", &format!("{THEN}{more}"));
    let now = more.replace("on = 2028-03-31", "on = 2028-06-30").replace("2028-12-31", "2029-03-31");
    let decided = "decided.2027-10-10 = \"Board: approved, because it is cheap\"\n";
    folder.file("plan.toml", &format!("{THEN}{decided}{}", now.replace("10_000", "12_000")));
    let told = |view: &str| {
        let ran = folder.run(&["show", "plan.toml", view, "--baseline", "agreed.toml"]);
        ran.out.split("Against agreed.toml").nth(1).unwrap_or_default().to_owned()
    };
    let gates = told("gates");
    assert!(gates.contains("31 Mar 2028  30 Jun 2028   +3m"), "{gates}");
    let estate = told("estate");
    // 31 December to 31 March; 12,000 less 10,000 a year.
    assert!(estate.contains("31 Dec 2028  31 Mar 2029   +3m") && estate.contains("+£2,000"), "{estate}");
    let decisions = told("decisions");
    assert!(decisions.contains("10 Oct 2027") && decisions.contains("it is cheap"), "{decisions}");
    let args = ["show", "plan.toml", "gates", "--baseline", "agreed.toml", "--format", "json"];
    let json: Value = serde_json::from_str(&folder.run(&args).out).unwrap();
    // April, May and June.
    assert_eq!(json["gates"][0]["baseline"]["slip_days"], 91);
    assert_eq!(json["baseline"]["name"], "agreed.toml");
}

#[test]
fn every_format_of_a_check_has_it_in_its_own_way() {
    let Some(folder) = repository() else { return };
    let check = |format: &str| {
        let ran = folder.run(&["check", "plan.toml", "--baseline", "v1.0", "--format", format]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        ran.out
    };
    let md = check("md");
    // A heading behind a folded part is one only after a blank line.
    assert!(
        md.contains("\n\n#### Against `v1.0 (") && md.contains("| `crm` |") && md.contains("+6m"),
        "{md}"
    );
    let github = check("github");
    let notice = github.lines().last().unwrap_or_default();
    assert!(notice.starts_with("::notice file=plan.toml,title=against v1.0 ("), "{github}");
    assert!(notice.contains("crm  1 Apr 2027 → 1 Oct 2027  +6m") && notice.contains("−£30,000"), "{notice}");
    let junit = check("junit");
    assert!(junit.contains("<property name=\"baseline\" value=\"v1.0 ("), "{junit}");
    assert!(junit.contains("<system-out>Against v1.0 ("), "{junit}");
    let sarif: Value = serde_json::from_str(&check("sarif")).unwrap();
    let baseline = &sarif["runs"][0]["properties"]["baselines"][0];
    assert_eq!(
        (&baseline["plan"], &baseline["slip"][0]["finish_days_later"]),
        (&"plan.toml".into(), &183.into())
    );
}

#[test]
fn the_log_and_the_diff_are_held_against_it() {
    let Some(folder) = repository() else { return };
    git(&folder, &["commit", "-qam", "later"]);
    let log = folder.run(&["log", "plan.toml", "--baseline", "v1.0"]);
    let later = log.out.lines().find(|line| line.contains("later")).unwrap_or_default();
    assert!(later.contains("+6m") && later.matches("+£30,000").count() == 2, "{}", log.out);
    let json = folder.run(&["log", "plan.toml", "--baseline", "v1.0", "--format", "json"]).out;
    let json: Value = serde_json::from_str(&json).unwrap();
    let newest = &json["commits"][0];
    assert_eq!((&newest["slip_days"], &newest["variance"]), (&183.into(), &"30000.00".into()));
    assert_eq!(json["baseline"]["finish"], "2027-09-30");
    let (one, other) = (
        folder.run(&["diff", "--baseline", "v1.0", "plan.toml"]),
        folder.run(&["diff", "v1.0", "plan.toml"]),
    );
    assert_eq!((one.status, &one.out), (Some(1), &other.out));
}

#[test]
fn a_line_of_money_is_held_against_itself() {
    let Some(folder) = repository() else { return };
    let why = folder.run(&["why", "plan.toml", "crm.cost.platform", "--baseline", "v1.0"]);
    let row = why.out.lines().last().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(row, "capital 2027/28 60,000.00 90,000.00 +£30,000");
}

#[test]
fn what_tells_of_revisions_can_be_stamped() {
    let Some(folder) = repository() else { return };
    let text = folder.run(&["diff", "plan.toml", "--stamp"]);
    assert!(text.out.contains("old: plan ") && text.out.contains("new: plan "), "{}", text.out);
    for format in ["md", "html"] {
        let told = folder.run(&["diff", "plan.toml", "--stamp", "--format", format]);
        assert!(told.out.contains("old: plan ") && told.out.contains("case central"), "{}", told.out);
    }
    let told: Value =
        serde_json::from_str(&folder.run(&["diff", "plan.toml", "--stamp", "--format", "json"]).out).unwrap();
    assert_ne!(told["stamp"]["old"]["plan"], told["stamp"]["new"]["plan"]);
    let log = folder.run(&["log", "plan.toml", "--stamp"]);
    assert!(log.out.contains("at HEAD: plan "), "{}", log.out);
    let log: Value =
        serde_json::from_str(&folder.run(&["log", "plan.toml", "--stamp", "--format", "json"]).out).unwrap();
    assert_eq!(log["stamp"]["plan"], told["stamp"]["old"]["plan"]);
}

#[test]
fn the_log_writes_years_as_everything_else_does() {
    let Some(folder) = repository() else { return };
    folder.file("plan.toml", OVER);
    git(&folder, &["commit", "-qam", "dearer"]);
    let log = folder.run(&["log", "plan.toml"]);
    let opens = log.out.lines().find(|line| line.contains("opens")).unwrap_or_default();
    assert!(opens.contains('/') && !opens.contains("-29") && !opens.contains("-28"), "{}", log.out);
}

#[test]
fn what_had_another_id_there_is_still_the_same() {
    let Some(folder) = repository() else { return };
    let now = THEN.replace("initiative.crm", "initiative.records");
    folder.file("plan.toml", &now.replace("start = 2027-04-01\nend", "start = 2027-05-01\nend"));
    let why = folder.run(&["why", "plan.toml", "records", "--baseline", "v1.0"]);
    assert!(!why.out.contains("It is not there") && why.out.contains("on the same day"), "{}", why.out);
}
