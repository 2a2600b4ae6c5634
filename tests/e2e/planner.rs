//! What a person does in the planner, from opening it to what stands in the file.

use std::fs;
use std::path::Path;
use std::process::Command;

use rustix::process::Signal;

use crate::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);
const NORTHMERE: &str = include_str!("../../plans/northmere.toml");

/// A folder with a copy of Northmere in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("northmere.toml"), NORTHMERE).unwrap();
    folder
}

fn open(folder: &Path) -> Terminal {
    let mut terminal = Terminal::start(folder, &["northmere.toml", "--now", "2027-04-01"], SIZE);
    terminal.until("Affordable to 2031/32.");
    terminal
}

fn git(folder: &Path, args: &[&str]) -> Option<String> {
    let identity =
        ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.args(identity).args(args).current_dir(folder);
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", folder.join("home"));
    let output = command.output().ok()?;
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn one_move_is_one_line_in_the_diff() {
    let folder = folder();
    let path = folder.path();
    if git(path, &["init", "-q"]).is_none() {
        eprintln!("SKIPPED one_move_is_one_line_in_the_diff: git is not here");
        return;
    }
    git(path, &["add", "northmere.toml"]);
    git(path, &["commit", "-q", "-m", "Northmere"]);
    let mut terminal = open(path);
    // The first initiative is critical; one month later moves what hangs on it, and the announcement says so.
    terminal.keys("L");
    terminal.until("May27");
    terminal.keys("\u{13}");
    terminal.until_that("the saved file", |_| {
        fs::read_to_string(path.join("northmere.toml")).unwrap() != NORTHMERE
    });
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.restored());
    let stat = git(path, &["diff", "--numstat"]).unwrap();
    assert!(stat == "1\t0\tnorthmere.toml\n" || stat == "1\t1\tnorthmere.toml\n", "{stat}");
    let diff = git(path, &["diff", "-U0"]).unwrap();
    assert!(diff.contains("2027-05-01"), "{diff}");
}

#[test]
fn undo_and_redo_bring_back_every_byte() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    terminal.keys("u");
    terminal.until_that("the undone move", |it| !it.text().contains("May27"));
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(fs::read_to_string(folder.path().join("northmere.toml")).unwrap(), NORTHMERE);
}

#[test]
fn a_change_on_disk_is_never_overwritten() {
    let folder = folder();
    let path = folder.path().join("northmere.toml");
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    let theirs = format!("{NORTHMERE}# theirs\n");
    fs::write(&path, &theirs).unwrap();
    terminal.keys("\u{13}");
    terminal.until("changed on disk");
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn without_a_plan_the_example_opens_as_an_unsaved_copy_and_then_the_last_plan() {
    let folder = folder();
    let mut terminal = Terminal::start(folder.path(), &["--now", "2027-04-01"], SIZE);
    terminal.until("Northmere: digital by 2032");
    terminal.until("The built-in example");
    terminal.keys("q");
    // Nothing was changed, so that there is nothing to ask.
    assert_eq!(terminal.ended(), 0);
    let mut terminal = open(folder.path());
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let mut terminal = Terminal::start(folder.path(), &["--now", "2027-04-01"], SIZE);
    terminal.until("Opened northmere.toml, the last plan");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_signal_restores_the_terminal() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let folder = folder();
        let mut terminal = open(folder.path());
        assert!(terminal.taken());
        terminal.signal(signal);
        assert_eq!(terminal.ended(), status);
        assert!(terminal.restored(), "{signal:?}");
    }
}

#[test]
fn a_terminal_that_vanishes_ends_the_program() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.vanish();
    let status = terminal.ended();
    assert_ne!(status, 0);
    assert_eq!(fs::read_to_string(folder.path().join("northmere.toml")).unwrap(), NORTHMERE);
}

#[test]
fn unsaved_work_is_asked_about_before_leaving() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    terminal.keys("q");
    terminal.until("unsaved");
    assert!(terminal.taken());
    // Escape goes back to the plan; the change is still there.
    terminal.keys("\u{1b}");
    terminal.until("May27");
}

#[test]
fn every_size_is_drawn() {
    let folder = folder();
    for size in [(80, 24), (200, 60), (40, 10), (20, 6)] {
        let mut terminal = Terminal::start(folder.path(), &["northmere.toml", "--now", "2027-04-01"], size);
        terminal.until_that("a frame", |it| it.taken() && !it.text().trim().is_empty());
        terminal.keys("q");
        assert_eq!(terminal.ended(), 0, "{size:?}");
        assert!(terminal.restored());
    }
}

#[test]
fn what_cannot_be_opened_is_said_before_the_screen_is_taken() {
    let folder = folder();
    for (args, sentence) in [
        (&["."][..], "this is a folder"),
        (&["northmere.toml", "--case", "none"], "the plan has no case `none`"),
        (&["northmere.toml", "--theme", "none"], "none"),
    ] {
        let mut terminal = Terminal::start(folder.path(), args, SIZE);
        assert_eq!(terminal.ended(), 2, "{args:?}: {}", terminal.text());
        assert!(terminal.text().contains(sentence), "{args:?}: {}", terminal.text());
        assert!(terminal.restored());
    }
}

#[test]
fn a_figure_typed_into_the_table_stands_in_the_file() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("3");
    terminal.until("34 initiatives");
    // Capital is the fifth column; the first row has none yet.
    terminal.keys("llll25k\r");
    terminal.until("u undoes");
    terminal.keys("\u{13}");
    let file = folder.path().join("northmere.toml");
    terminal.until_that("the saved file", |_| fs::read_to_string(&file).unwrap() != NORTHMERE);
    let text = fs::read_to_string(&file).unwrap();
    let added: Vec<&str> = text.lines().filter(|line| !NORTHMERE.lines().any(|old| old == *line)).collect();
    assert!(matches!(added.as_slice(), [line] if line.contains("capital = 25_000")), "{added:?}");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_name_that_is_new_is_offered_as_a_new_plan() {
    let folder = tempfile::tempdir().unwrap();
    let mut refused = Terminal::start(folder.path(), &["first.toml"], (120, 40));
    refused.until("Write a new plan there");
    refused.keys("\r");
    assert_eq!(refused.ended(), 2);
    assert!(!folder.path().join("first.toml").exists());
    let mut terminal = Terminal::start(folder.path(), &["first.toml"], (120, 40));
    terminal.until("Write a new plan there");
    terminal.keys("y\r");
    terminal.until("First step");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(folder.path().join("first.toml").exists());
}

#[test]
fn a_terminal_that_cannot_put_text_anywhere_is_told_so_and_not_written_to() {
    let folder = folder();
    for (term, says) in [("dumb", "TERM is `dumb`"), ("", "TERM is not set")] {
        let environment = [("TERM", term)];
        let mut terminal = Terminal::start_with(folder.path(), &["northmere.toml"], (200, 10), &environment);
        assert_eq!(terminal.ended(), 2);
        let said = terminal.text();
        assert!(said.contains(says) && said.contains("TERM=xterm-256color milepost"), "{said}");
        assert!(!terminal.taken() && !said.contains("Northmere"), "{said}");
    }
}
