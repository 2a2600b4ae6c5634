//! `milepost show`: the views as text.

use crate::run::{Folder, OVER, plan};

#[test]
fn every_view_of_northmere_says_its_figures() {
    let folder = Folder::new();
    let path = folder.file("northmere.toml", &plan("northmere.toml"));
    for (view, parts) in [
        (
            "roadmap",
            &["Make the most of existing technology", "2027-10-01  2028-09-30     366 d", "critical", "◆ G1"]
                [..],
        ),
        (
            "money",
            &[
                "390.0   3,058.5   1,141.5     240.0       0.0    4,830.0",
                "−1,721.6",
                "Transformation reserve",
            ],
        ),
        ("initiatives", &["cloud-telephony", "420.0       160.0"]),
        ("appraisal", &["£13,746,", "1.458", "1.804", "Jan 2034", "Nov 2030"]),
        ("estate", &["Technologies", "data-centre", "cloud-migration"]),
    ] {
        let ran = folder.run(&["show", path, view]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        for part in parts.iter().filter(|part| **part != "Technologies") {
            assert!(ran.out.contains(part), "{view}: {part} is not in\n{}", ran.out);
        }
    }
}

#[test]
fn no_line_is_wider_than_asked_for() {
    let folder = Folder::new();
    let wide = OVER.replace(
        "[initiative.portal]\n",
        "[initiative.portal]\ntitle = \"漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字\"\n",
    );
    let path = folder.file("plan.toml", &wide);
    for columns in ["80", "120", "200"] {
        for args in [&["check", path][..], &["show", path], &["show", path, "money"], &["why", path, "fund"]]
        {
            let output = crate::run::command(folder.path(), args).env("COLUMNS", columns).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            // Problems and what is there to be copied stay whole, so that editors and shells can take them.
            let ours = |line: &&str| !line.starts_with("error[") && !line.contains("(not-before");
            for line in text.lines().take_while(ours) {
                assert!(
                    milepost::display::width(line) <= columns.parse().unwrap(),
                    "{args:?} at {columns}: {line}"
                );
            }
        }
    }
}

#[test]
fn a_case_is_named_and_counts() {
    let folder = Folder::new();
    let path = folder.file("plan.toml", &format!("{OVER}\n[case.dear]\ncost = \"+10%\"\n"));
    let ran = folder.run(&["show", path, "money", "--case", "dear", "--stamp", "--now", "2027-04-01"]);
    assert!(ran.out.contains("case dear") && ran.out.contains("132.0"), "{}", ran.out);
    assert!(ran.out.contains("as of 2027-04-01"), "{}", ran.out);
}

#[test]
fn a_filter_shows_some_and_says_of_how_many() {
    let folder = Folder::new();
    let path = folder.file("northmere.toml", &plan("northmere.toml"));
    // Of the second stage these cost more than half a million once: 1,286,000, 580,000, 530,000 and 1,890,000.
    for view in ["roadmap", "initiatives"] {
        let ran = folder.run(&["show", path, view, "--filter", "stage:small cost>500k"]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        for id in ["digital-telecare", "cloud-telephony", "cyber-uplift", "device-refresh"] {
            assert!(ran.out.contains(id), "{view}: {id} is not in\n{}", ran.out);
        }
        assert!(!ran.out.contains("customer-account"), "{}", ran.out);
        assert!(ran.out.contains("4 of 34 initiatives"), "{}", ran.out);
    }
    let ran = folder.run(&["show", path, "--filter", "cost>much"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("cost wants an amount"), "{}", ran.err);
    let ran = folder.run(&["show", path, "money", "--filter", "over"]);
    assert_eq!(ran.status, Some(2));
}

/// On 31 March 2028 `signed` is approved and `early` has begun; `late` is 60,000 in 2028/29, and would save 6,000 and 12,000.
#[test]
fn the_gates_say_what_can_still_be_stopped_in_text_and_json() {
    let folder = Folder::new();
    let text = "plan.start = 2027-04-01\nplan.end = 2030-03-31\nplan.title = \"G\"\n[envelope.capital]\npays = [\"capital\"]\nyear.2028-29 = 50_000\n[envelope.revenue]\npays = [\"recurrent\"]\nyear.2027-28 = 0\n[stage.s]\ngate = { title = \"G1\", on = 2028-03-31, after = \"early\" }\n[initiative.early]\nduration = \"6 months\"\n[initiative.signed]\nstart = 2029-04-01\nstatus = \"approved\"\n[initiative.late]\nstart = 2028-04-01\nduration = \"6 months\"\ncost.x = { capital = 60_000 }\nbenefit.b = { cashable = 12_000, per = \"year\" }\n";
    let path = folder.file("plan.toml", text);
    let ran = folder.run(&["show", path, "gates"]);
    for part in [
        "G1  31 Mar 2028  stage S (s)\n",
        "  waits for       early\n",
        "  committed       1: signed\n",
        "  begun by then   1: early\n",
        "  can be stopped  1: late\n",
        "  stopping frees  £42,000, £18,000 of savings lost; the plan is ✓ within\n",
    ] {
        assert!(ran.out.contains(part), "{part} is not in\n{}", ran.out);
    }
    let ran = folder.run(&["show", path, "gates", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let gate = &json["gates"][0];
    assert_eq!(
        (gate["on"].as_str(), gate["stoppable"][0]["id"].as_str()),
        (Some("2028-03-31"), Some("late"))
    );
    assert_eq!((gate["freed"].as_str(), gate["savings_lost"].as_str()), (Some("42000.00"), Some("18000.00")));
    assert_eq!(gate["cells"][0]["freed"].as_str(), Some("60000.00"));
    assert_eq!(gate["cells"][0]["state"].as_str(), Some("within"));
    assert_eq!(folder.run(&["show", path, "--format", "json"]).status, Some(2));
}
