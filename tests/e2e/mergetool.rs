//! `git mergetool` with a real git: a conflict, solved on the screen, committed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::northmere::NORTHMERE;
use crate::terminal::Terminal;

const PLAN: &str = "northmere.plan.toml";

/// What git and the tool find the program by.
fn path() -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_milepost"));
    format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default())
}

fn run(folder: &Path, program: &str, args: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.current_dir(folder).args(args).env("PATH", path()).env("HOME", folder.join("home"));
    for name in ["NAME", "EMAIL"] {
        command.env(format!("GIT_AUTHOR_{name}"), "ann@example.org");
        command.env(format!("GIT_COMMITTER_{name}"), "ann@example.org");
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_EDITOR", "true").output().unwrap()
}

fn git(folder: &Path, args: &[&str]) -> String {
    let output = run(folder, "git", args);
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn read(folder: &Path) -> String {
    fs::read_to_string(folder.join(PLAN)).unwrap()
}

/// A repository in which `main` makes the CRM cheaper and `work` makes it dearer and renames the cyber baseline.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    git(at, &["init", "-q", "-b", "main", "."]);
    fs::write(at.join(PLAN), NORTHMERE).unwrap();
    fs::write(at.join(".git/info/exclude"), "home\nstate\n").unwrap();
    assert!(run(at, "milepost", &["git", "install"]).status.success());
    let commit = |text: &str, subject: &str| {
        fs::write(at.join(PLAN), text).unwrap();
        git(at, &["add", "-A"]);
        git(at, &["commit", "-q", "-m", subject]);
    };
    commit(NORTHMERE, "The plan");
    git(at, &["checkout", "-q", "-b", "work"]);
    commit(&theirs(), "Dearer CRM");
    git(at, &["checkout", "-q", "main"]);
    commit(&NORTHMERE.replacen("capital = 780_000", "capital = 720_000", 1), "Cheaper CRM");
    folder
}

fn theirs() -> String {
    let text = NORTHMERE.replacen("capital = 780_000", "capital = 810_000", 1);
    let text = text.replacen(
        "[initiative.cyber-baseline]\ntitle = \"",
        "[initiative.cyber-baseline]\ntitle = \"New ",
        1,
    );
    assert!(text.contains("810_000") && text.contains("New Cyber"));
    text
}

fn start(folder: &Path, program: &str, args: &[&str]) -> Terminal {
    let path = path();
    Terminal::run(folder, program, args, (120, 40), &[("PATH", &path), ("GIT_CONFIG_NOSYSTEM", "1")])
}

#[test]
fn a_conflict_is_solved_with_git_mergetool_and_committed() {
    let folder = repository();
    let at = folder.path();
    assert!(!run(at, "git", &["merge", "work"]).status.success());
    let marked = read(at);
    assert!(marked.contains("<<<<<<<"));
    // Killed with everything chosen: the file is as git left it.
    let mut terminal = start(at, "milepost", &["mergetool", PLAN]);
    terminal.until("0 of 1 solved");
    terminal.keys("t");
    terminal.until("1 of 1 solved");
    terminal.kill();
    assert_eq!(read(at), marked);
    // Left without an answer: git says so, and the file is as it was.
    let mut terminal = start(at, "git", &["mergetool", "--no-prompt", "--tool=milepost"]);
    terminal.until("ours main");
    terminal.until("theirs work");
    terminal.keys("q");
    terminal.until("merge of northmere.plan.toml failed");
    assert_ne!(terminal.ended(), 0);
    assert_eq!(read(at), marked);
    let mut terminal = start(at, "git", &["mergetool", "--no-prompt", "--tool=milepost"]);
    terminal.until("0 of 1 solved");
    terminal.until("810_000");
    terminal.until("What each gives");
    terminal.keys("t");
    terminal.until("1 of 1 solved");
    terminal.keys("w");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(read(at), theirs());
    git(at, &["commit", "-q", "--no-edit"]);
    assert_eq!(git(at, &["log", "-1", "--format=%s"]).trim(), "Merge branch 'work'");
    assert_eq!(git(at, &["status", "--porcelain", "--untracked-files=no"]), "");
}

#[test]
fn in_a_rebase_it_says_which_side_is_whose_and_solves_a_plan_by_its_name() {
    let folder = repository();
    let at = folder.path();
    git(at, &["checkout", "-q", "work"]);
    assert!(!run(at, "git", &["rebase", "main"]).status.success());
    let mut terminal = start(at, "milepost", &["mergetool", PLAN]);
    terminal.until("A rebase: ours is what you rebase onto (main)");
    terminal.until("“Dearer CRM” of work");
    terminal.keys("o");
    terminal.until("All conflicts are solved");
    terminal.keys("w");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.text().contains("git add northmere.plan.toml"), "{}", terminal.text());
    let solved = theirs().replacen("capital = 810_000", "capital = 720_000", 1);
    assert_eq!(read(at), solved);
    git(at, &["add", PLAN]);
    git(at, &["rebase", "--continue"]);
    assert_eq!(git(at, &["log", "--format=%s", "-1"]).trim(), "Dearer CRM");
}

#[test]
fn the_planner_opens_the_conflicts_of_a_plan_with_markers() {
    let folder = repository();
    let at = folder.path();
    assert!(!run(at, "git", &["merge", "work"]).status.success());
    let mut terminal = start(at, "milepost", &[PLAN]);
    terminal.until("has conflict markers: a merge was not finished");
    terminal.keys("t");
    terminal.until("1 of 1 solved");
    terminal.keys("w");
    terminal.until("The conflicts are solved");
    assert!(read(at).contains("<<<<<<<"), "nothing is written before it is saved");
    terminal.keys("\u{13}");
    terminal.until("Saved");
    assert_eq!(read(at), theirs());
}
