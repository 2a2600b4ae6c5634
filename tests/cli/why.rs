//! `milepost why`: every answer adds up, and every remedy works.

use crate::run::{Folder, OVER, Ran, plan};

/// The figures of the column of money in the lines before `word`, and the figure beside it, in pence.
fn sum(ran: &Ran, word: &str) -> (i128, i128) {
    let pence = |line: &str| {
        let figure = line.split_whitespace().find(|part| {
            part.contains('.') && part.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '−'))
        })?;
        let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
        let value: i128 = digits.parse().ok()?;
        Some(if figure.starts_with('−') { -value } else { value })
    };
    let lines: Vec<_> = ran.out.lines().collect();
    let end = lines.iter().position(|line| line.trim_start().starts_with(&format!("{word} "))).unwrap();
    let start = lines[..end].iter().rposition(|line| line.trim_start().starts_with("initiative ")).unwrap();
    (lines[start..end].iter().filter_map(|line| pence(line)).sum(), pence(lines[end]).unwrap())
}

#[test]
fn the_lines_of_every_cell_of_northmere_sum_to_it() {
    let folder = Folder::new();
    let path = folder.file("northmere.toml", &plan("northmere.toml"));
    for envelope in ["borrowing", "revenue-budget", "transformation-reserve", "capital-receipts"] {
        for year in ["2027-28", "2028/29", "2029-30", "2030-31", "2031-32", "total"] {
            let ran = folder.run(&["why", path, &format!("{envelope}.{year}")]);
            assert_eq!(ran.status, Some(0), "{}", ran.err);
            let (lines, spend) = sum(&ran, "spend");
            assert_eq!(lines, spend, "{envelope}.{year}: {}", ran.out);
        }
    }
    // README of the example: the net recurrent effect of 2031/32 is -1,721.6 thousand.
    let ran = folder.run(&["why", path, "envelope.revenue-budget.2031-32"]);
    assert_eq!((sum(&ran, "spend").1 + 5_000).div_euclid(10_000), -17_216);
}

#[test]
fn a_date_is_followed_to_what_it_really_hangs_on() {
    let folder = Folder::new();
    let path = folder.file("northmere.toml", &plan("northmere.toml"));
    let ran = folder.run(&["why", path, "cloud-telephony.finish"]);
    let at = |text: &str| ran.out.find(text).unwrap_or_else(|| panic!("{text} is not in {}", ran.out));
    assert!(at("finishes on 30 Sep 2028, 12 months after its start") < at("1 Oct 2027 to 30 Sep 2028"));
    assert!(at("after = \"roadmap\"") < at("(roadmap), 1 Jul 2027 to 30 Sep 2027"));
    assert!(at("(baseline-review), 1 Apr 2027 to 30 Jun 2027") < at("starts with the plan, on 1 Apr 2027"));
    assert!(ran.out.contains("366 days later without delaying anything"), "{}", ran.out);
}

#[test]
fn every_kind_of_driver_is_named_with_its_link() {
    let folder = Folder::new();
    let text = r#"
[plan]
start = 2027-04-01

[stage.one]
gate = { on = 2027-12-31 }

[stage.two]
after = "gate:one"

[initiative.a]
stage = "one"
duration = "2 months"
start = 2027-05-01

[initiative.b]
stage = "one"
duration = "1 month"
after = "a.start + 2 weeks"

[initiative.c]
stage = "two"
duration = "1 month"

[initiative.d]
duration = "1 month"
after = "stage:one - 1 week"

[initiative.e]
duration = "1 month"
finish-after = "c + 1 month"

[initiative.f]
duration = "1 month"
not-before = 2028-01-15
"#;
    let path = folder.file("plan.toml", text);
    for (item, parts) in [
        ("a", &["start = 2027-05-01"][..]),
        ("b", &["after = \"a.start + 2 weeks\"", "15 May 2027", "start = 2027-05-01"]),
        ("c", &["gate:one", "stage Two (two)", "is held on 31 Dec 2027"]),
        ("d", &["after = \"stage:one - 1 week\"", "lasts as long as its initiatives", "A (a)"]),
        ("e", &["its finish waits", "finish-after = \"c + 1 month\"", "gate:one"]),
        ("f", &["not-before = 2028-01-15"]),
        ("stage.two", &["gate:one"]),
        ("gate.one", &["is held on 31 Dec 2027 (on = 2027-12-31)"]),
    ] {
        let ran = folder.run(&["why", path, item]);
        assert_eq!(ran.status, Some(0), "{item}: {}", ran.err);
        for part in parts {
            assert!(ran.out.contains(part), "{item}: {part} is not in\n{}", ran.out);
        }
    }
}

#[test]
fn the_move_that_cures_a_breach_does() {
    let folder = Folder::new();
    let path = folder.file("over.toml", OVER);
    let ran = folder.run(&["why", path, "fund.2027-28", "--now", "2027-04-01"]);
    // 80,000 are committed; 40,000 over six months leave 20,000 in the year when they start on 1 January.
    assert!(ran.out.contains("start portal 9 months later (not-before = 2028-01-01)"), "{}", ran.out);
    let cured = OVER.replace("[initiative.portal]\n", "[initiative.portal]\nnot-before = 2028-01-01\n");
    let path = folder.file("cured.toml", &cured);
    assert_eq!(folder.run(&["check", path, "--now", "2027-04-01"]).status, Some(0));
}

#[test]
fn where_no_single_move_helps_the_answer_is_none() {
    let folder = Folder::new();
    let path = folder.file("over.toml", &OVER.replace("80_000", "180_000"));
    let ran = folder.run(&["why", path, "fund", "--now", "2027-04-01"]);
    assert!(ran.out.contains("Cheapest single move that cures it: none."), "{}", ran.out);
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let folder = Folder::new();
    let path = folder.file("over.toml", OVER);
    for (item, hint) in [
        ("portl", "did you mean `portal`?"),
        ("fund.2040-41", "it has 2027-28, 2028-29"),
        ("portal.cost.none", "`portal` has start, finish, cost.build"),
        ("", "Ask for a date"),
    ] {
        let ran = folder.run(&["why", path, item]);
        assert_eq!(ran.status, Some(2), "{item}");
        assert!(ran.err.contains(hint), "{item}: {}", ran.err);
    }
}

#[test]
fn an_initiative_answers_to_its_code_and_a_stage_to_its_reference() {
    let folder = Folder::new();
    let path = folder.file("northmere.toml", &plan("northmere.toml"));
    for (item, same) in [
        ("S2-05", "cloud-telephony"),
        ("s2-05.finish", "cloud-telephony.finish"),
        ("gate:existing", "gate.existing"),
        ("stage:existing.finish", "stage.existing.finish"),
    ] {
        let (ran, other) = (folder.run(&["why", path, item]), folder.run(&["why", path, same]));
        assert_eq!(ran.status, Some(0), "{item}: {}", ran.err);
        assert_eq!(ran.out, other.out, "{item}");
    }
}

#[test]
fn a_line_is_followed_into_its_envelopes() {
    let folder = Folder::new();
    let path = folder.file("northmere.toml", &plan("northmere.toml"));
    let ran = folder.run(&["why", path, "cloud-telephony.cost.platform"]);
    // By hand: October 2027 to September 2028, half of £420,000 in each year.
    for part in ["2027/28  210,000.00", "2028/29  210,000.00", "420,000.00"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
}
