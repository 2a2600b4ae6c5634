//! The changes since a tag of a real repository, one of them taken back; and the commit that opened a breach.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::northmere::NORTHMERE;
use crate::terminal::Terminal;

const PLAN: &str = "northmere.plan.toml";

fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(args).env("HOME", folder.join("home")).env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "Ann").env(format!("GIT_{name}_EMAIL"), "ann@example.org");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Agreed as `v1.0`; then £380,000 of borrowing less in 2028/29, of which £321,500 was headroom: £58,500 over.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    git(at, &["init", "-q", "-b", "main", "."]);
    fs::write(at.join(PLAN), NORTHMERE).unwrap();
    git(at, &["add", PLAN]);
    git(at, &["commit", "-q", "-m", "The plan as agreed"]);
    git(at, &["tag", "v1.0"]);
    let less = NORTHMERE.replacen("year.2028-29 = 3_380_000", "year.2028-29 = 3_000_000", 1);
    assert_ne!(less, NORTHMERE);
    fs::write(at.join(PLAN), less).unwrap();
    git(at, &["commit", "-q", "-a", "-m", "Less borrowing"]);
    folder
}

#[test]
fn what_differs_from_a_tag_is_seen_and_taken_back_and_who_did_it_is_found() {
    let folder = repository();
    let at = folder.path();
    let mut terminal = Terminal::start(at, &["--now", "2027-11-15", PLAN], (120, 40));
    terminal.until("Northmere");
    terminal.keys("5");
    terminal.until("Nothing differs from what is saved");
    terminal.keys("b");
    terminal.until("The plan as agreed");
    terminal.keys("v1.0\r");
    terminal.until("Changes since v1.0");
    terminal.until("opens: 2028/29 borrowing £58,500 over");
    terminal.keys("gL");
    terminal.until("Less borrowing");
    terminal.until("2028/29 Prudential borrowing is over by £58.5k since");
    terminal.keys("o\r");
    terminal.until_that("what it changed is shown", |it| {
        it.text().contains(" changed   ") && it.text().contains("Ann: Less borrowing")
    });
    terminal.keys("\x1b");
    terminal.until("History of the money");
    terminal.keys("\x1b");
    terminal.until_that("the history is closed", |it| !it.text().contains("History of the money"));
    // The second item below the facts: what borrowing allows in the year.
    terminal.until("3_000_000");
    for _ in 0..12 {
        if terminal.text().lines().any(|line| line.starts_with('▸') && line.contains("3_000_000")) {
            break;
        }
        terminal.keys("j");
        terminal.read_for(std::time::Duration::from_millis(150));
    }
    terminal.keys("x");
    terminal.until("Affordable to 2031/32");
    terminal.keys("\x13");
    terminal.until_that("it is saved", |_| fs::read_to_string(at.join(PLAN)).unwrap() == NORTHMERE);
    terminal.kill();
}

#[test]
fn a_baseline_is_held_against_from_the_start() {
    let folder = repository();
    let mut terminal =
        Terminal::start(folder.path(), &["--now", "2027-11-15", "--baseline", "v1.0", PLAN], (120, 40));
    terminal.until("vs v1.0");
    terminal.keys("2");
    terminal.until("Δ −380");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    // The next start compares with the same, and says so where it is gone.
    let mut terminal = Terminal::start(folder.path(), &["--now", "2027-11-15", PLAN], (120, 40));
    terminal.until("Compared with v1.0");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    git(folder.path(), &["tag", "-d", "v1.0"]);
    let mut terminal = Terminal::start(folder.path(), &["--now", "2027-11-15", PLAN], (120, 40));
    terminal.until("no revision `v1.0`");
    terminal.kill();
}
