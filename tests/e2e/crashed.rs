//! After a kill the next start shows what was shown: the scenario, the filter, the view, the row, and rows that were pasted and
//! not taken yet.

use std::fs;
use std::time::Duration;

use super::terminal::Terminal;

const PLAN: &str = r#"[plan]
title = "Harbour"
start = 2027-04-01
end = 2030-03-31

[envelope.capital]
pays = ["capital"]
year.2027-28 = 200_000

[initiative.e-forms]
title = "Electronic forms"
duration = "6 months"
cost.platform = { capital = 120_000 }

[initiative.crm]
title = "Customer records"
duration = "12 months"

[scenario.lean]
title = "Lean"
"#;

fn start(folder: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::start(folder, &["plan.toml", "--now", "2027-11-15"], (120, 40));
    terminal.until("? keys");
    terminal
}

/// Waits until what is kept in a folder of the state has a text; the mark is written a second after a key.
fn kept(terminal: &mut Terminal, folder: &std::path::Path, text: &str) {
    for _ in 0..400 {
        terminal.read_for(Duration::from_millis(50));
        let known = fs::read_dir(folder).into_iter().flatten().flatten();
        if known.map(|it| fs::read_to_string(it.path()).unwrap_or_default()).any(|it| it.contains(text)) {
            return;
        }
    }
    panic!("nothing that is kept has {text}:\n{}", terminal.text());
}

#[test]
fn the_scenario_the_filter_and_the_view_are_shown_again_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("plan.toml"), PLAN).unwrap();
    let mut terminal = start(folder);
    terminal.keys("gS\x1b[B\r");
    terminal.until("scenario Lean");
    terminal.keys("3/customer\r");
    terminal.until("1 of 2");
    kept(&mut terminal, &folder.join("state/milepost/bookmarks"), "customer");
    terminal.kill();
    let mut terminal = start(folder);
    terminal.until("Shown as when it ended: scenario lean");
    terminal.until("/customer");
    terminal.until("1 of 2");
    // Left as it should be, the next start shows the plan itself.
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let mut terminal = start(folder);
    terminal.until("/customer");
    assert!(!terminal.text().contains("scenario Lean"), "{}", terminal.text());
    terminal.kill();
}

#[test]
fn pasted_rows_outlive_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("plan.toml"), PLAN).unwrap();
    let mut terminal = start(folder);
    terminal.keys("3");
    let rows: Vec<String> = (1..=200).map(|row| format!("Booth {row}\tAnn\t{row}000")).collect();
    terminal.keys(&format!("\x1b[200~Title\tOwner\tCapital\n{}\x1b[201~", rows.join("\n")));
    terminal.until("200 initiatives will be added");
    // The owners are not read.
    terminal.keys("\x1b[Cx");
    kept(&mut terminal, &folder.join("state/milepost/typed"), "not read");
    terminal.kill();
    let mut terminal = start(folder);
    terminal.until("is back");
    terminal.until("200 initiatives will be added");
    terminal.keys("\r");
    terminal.until("Paste 200 initiatives");
    terminal.keys("\x13");
    let read = || fs::read_to_string(folder.join("plan.toml")).unwrap();
    terminal.until_that("the saved rows", |_| read().contains("Booth 200") && !read().contains("Ann"));
}
