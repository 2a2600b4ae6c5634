//! Several plans open at once in a real terminal.

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use crate::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);
const ESCAPE: &str = "\u{1b}";
const SAVE: &str = "\u{13}";

/// A plan of one initiative.
fn plan(title: &str) -> String {
    format!(
        "[plan]\ntitle = \"{title}\"\nstart = 2027-04-01\nend = 2029-03-31\n\n\
         [stage.one]\ntitle = \"First\"\n\n\
         [initiative.work]\ntitle = \"Work of {title}\"\nstage = \"one\"\nduration = \"3 months\"\n"
    )
}

fn write(folder: &Path, name: &str, title: &str) {
    fs::write(folder.join(name), plan(title)).unwrap();
}

fn start(folder: &Path, plans: &[&str]) -> Terminal {
    let args: Vec<&str> = plans.iter().copied().chain(["--now", "2027-04-01"]).collect();
    let mut terminal = Terminal::start(folder, &args, SIZE);
    terminal.until("NORMAL");
    terminal
}

#[test]
fn each_plan_keeps_its_place_its_history_and_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (name, title) in [("north.toml", "North"), ("south.toml", "South"), ("west.toml", "West")] {
        write(folder, name, title);
    }
    let mut terminal = start(folder, &["north.toml", "south.toml"]);
    terminal.until(" North │ South");
    terminal.until("Work of North");
    terminal.keys("L");
    terminal.until("1 May 2027");
    terminal.keys("g]");
    terminal.until("Work of South");
    terminal.until(" North ● │ South");

    // A third from the list of what is near, by a part of its name.
    terminal.keys("go");
    terminal.until("In the folder");
    terminal.keys("west\r");
    terminal.until("Work of West");
    terminal.until(" North ● │ South │ West");
    terminal.keys("3");
    terminal.until("1 initiative · £k");
    terminal.keys("g[g[");
    terminal.until("Work of North");

    // Undo belongs to the plan that is shown, and West is where it was left.
    terminal.keys("u");
    terminal.until(" North │ South │ West");
    terminal.keys("Lg[");
    terminal.until("1 initiative · £k");
    terminal.keys("g]");
    terminal.until("Work of North");
    terminal.keys(SAVE);
    terminal.until("Saved");
    terminal.keys("gq");
    assert_eq!(terminal.ended(), 0);
    let moved = plan("North").replace("duration", "not-before = 2027-05-01\nduration");
    let north = fs::read_to_string(folder.join("north.toml")).unwrap();
    assert!(north.contains("2027-05"), "{north}");
    assert_eq!(north.lines().count(), moved.lines().count(), "{north}");
    for (name, title) in [("south.toml", "South"), ("west.toml", "West")] {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), plan(title));
    }
}

#[test]
fn leaving_all_asks_for_each_that_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (name, title) in [("north.toml", "North"), ("south.toml", "South"), ("west.toml", "West")] {
        write(folder, name, title);
    }
    let mut terminal = start(folder, &["north.toml", "south.toml", "west.toml"]);
    terminal.until("Work of North");
    terminal.keys("L");
    terminal.until("1 May 2027");
    terminal.keys("g[");
    terminal.until("Work of West");
    terminal.keys("L");
    terminal.until("1 May 2027");
    terminal.keys("gq");
    terminal.until("save and close");
    terminal.keys("s");
    terminal.until("Work of North");
    terminal.until("save and quit");
    terminal.keys(ESCAPE);
    // Somebody who stays has lost nothing, and leaves no others behind his back.
    terminal.until_that("the plan", |it| !it.text().contains("save and"));
    terminal.keys("gq");
    terminal.until("without saving");
    terminal.keys("d");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(fs::read_to_string(folder.join("north.toml")).unwrap(), plan("North"));
    assert!(fs::read_to_string(folder.join("west.toml")).unwrap().contains("2027-05"));
}

#[test]
fn what_was_not_saved_in_a_plan_behind_is_offered_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "north.toml", "North");
    write(folder, "south.toml", "South");
    let mut terminal = start(folder, &["north.toml", "south.toml"]);
    terminal.until("Work of North");
    terminal.keys("L");
    terminal.until("1 May 2027");
    terminal.keys("g]");
    terminal.until("Work of South");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.ended(), 143);
    assert!(terminal.text().contains("milepost north.toml"), "{}", terminal.text());
    let mut terminal = start(folder, &["south.toml", "north.toml"]);
    terminal.keys("g]");
    terminal.until("work that was not saved");
    terminal.keys("r");
    terminal.until("1 May 2027");
    terminal.kill();
}

#[test]
fn the_plans_that_stood_open_are_opened_again_where_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (name, title) in [("north.toml", "North"), ("south.toml", "South")] {
        write(folder, name, title);
    }
    let mut terminal = start(folder, &["north.toml", "south.toml"]);
    terminal.until("Work of North");
    terminal.keys("3");
    terminal.until("1 initiative");
    terminal.keys("g]");
    terminal.until("Work of South");
    terminal.keys("gq");
    assert_eq!(terminal.ended(), 0);

    let mut terminal = start(folder, &[]);
    terminal.until(" North │ South");
    terminal.until("Work of South");
    terminal.keys("g]");
    terminal.until("1 initiative");
    // What is closed by itself does not come back, and a plan that is named is opened alone.
    terminal.keys("q");
    terminal.until("Closed north.toml");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let mut terminal = start(folder, &[]);
    terminal.until("Work of South");
    assert!(!terminal.text().contains("North"), "{}", terminal.text());
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn two_planners_at_once_do_not_forget_each_others_plans() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (name, title) in [("north.toml", "North"), ("south.toml", "South"), ("east.toml", "East")] {
        write(folder, name, title);
    }
    let mut one = start(folder, &["north.toml", "south.toml"]);
    one.until("Work of North");
    let mut other = start(folder, &["east.toml"]);
    other.until("Work of East");
    // The whole desktop goes.
    one.signal(Signal::HUP);
    other.signal(Signal::HUP);
    assert_eq!((one.ended(), other.ended()), (129, 129));
    let mut terminal = start(folder, &[]);
    for title in ["North", "South", "East"] {
        terminal.until(title);
    }
    terminal.keys("gq");
    assert_eq!(terminal.ended(), 0);
    // One that is opened and quit meanwhile takes nothing from the one that is quit last.
    let mut one = start(folder, &["north.toml", "south.toml"]);
    one.until("Work of North");
    let mut other = start(folder, &["east.toml"]);
    other.until("Work of East");
    other.keys("q");
    assert_eq!(other.ended(), 0);
    one.keys("gq");
    assert_eq!(one.ended(), 0);
    let mut terminal = start(folder, &[]);
    terminal.until("Work of North");
    terminal.until("South");
    assert!(!terminal.text().contains("East"), "{}", terminal.text());
    terminal.keys("gq");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn the_tab_of_a_plan_behind_says_that_its_file_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "north.toml", "North");
    write(folder, "south.toml", "South");
    let mut terminal = start(folder, &["north.toml", "south.toml"]);
    terminal.until(" North │ South");
    write(folder, "south.toml", "Southern");
    terminal.until("south.toml was changed on disk");
    terminal.until(" North │ South changed");
    terminal.keys("g]");
    terminal.until("Work of Southern");
    terminal.until("read again");
    assert!(!terminal.text().contains("Southern changed"), "{}", terminal.text());
    terminal.keys("gq");
    assert_eq!(terminal.ended(), 0);
}
