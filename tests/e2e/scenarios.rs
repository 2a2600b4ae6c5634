//! A scenario from its first key to the plan: added, edited, saved, promoted, taken back.

use std::fs;

use crate::terminal::Terminal;

const PLAN: &str = "\
[plan]
title = \"Harbour\"
start = 2027-04-01
end = 2029-03-31

[envelope.capital]
year.2027-28 = 200_000 # minute 12

[initiative.crm]
title = \"Customer records\"
duration = \"6 months\"
cost.platform = { capital = 120_000 } # the largest
";

const SCENARIO: &str = "
[scenario.lean]
title = \"Lean\"

[scenario.lean.initiative.crm]
not-before = 2027-05-01
";

#[test]
fn a_scenario_is_added_edited_promoted_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.toml");
    fs::write(&path, PLAN).unwrap();
    let read = || fs::read_to_string(&path).unwrap();
    let mut terminal = Terminal::start(folder.path(), &["plan.toml", "--now", "2027-04-01"], (100, 30));
    terminal.until("Affordable to 2028/29");
    terminal.keys("gN");
    terminal.until("New scenario");
    terminal.keys("Lean\r");
    terminal.until("scenario Lean");
    // A bar nudged while it is shown goes into its overlay.
    terminal.keys("L");
    terminal.until("May27");
    terminal.keys("\u{13}");
    terminal.until_that("the saved scenario", |_| read() == format!("{PLAN}{SCENARIO}"));
    // Promoted, the plan's own lines say it, and nothing of the overlay is left.
    terminal.keys("gP");
    terminal.until("Promote the scenario Lean");
    terminal.keys("\u{13}");
    let promoted = PLAN.replace("\"6 months\"\n", "\"6 months\"\nnot-before = 2027-05-01\n");
    terminal.until_that("the promoted plan", |_| read() == promoted);
    terminal.keys("u");
    terminal.until("Undone");
    terminal.keys("\u{13}");
    terminal.until_that("the scenario again", |_| read() == format!("{PLAN}{SCENARIO}"));
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}
