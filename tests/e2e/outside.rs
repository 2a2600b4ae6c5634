//! What others do to the file while it is open: noticed, taken over or asked about, never overwritten.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::northmere::{NORTHMERE, NOW, SIZE, folder, open, plan, saved};
use crate::terminal::Terminal;

/// Writes the plan as a colleague does; the text.
fn theirs(folder: &Path) -> String {
    let text = NORTHMERE.replacen("Northmere: digital by 2032", "Northmere: theirs", 1);
    assert_ne!(text, NORTHMERE);
    fs::write(folder.join("northmere.toml"), &text).unwrap();
    text
}

/// A plan with a move that is not saved.
fn moved(folder: &Path) -> Terminal {
    let mut terminal = open(folder);
    terminal.keys("L");
    terminal.until("May27");
    terminal
}

/// The same, and a file in which somebody moved the same initiative elsewhere: the conflict is shown.
fn conflicting(folder: &Path) -> (Terminal, String) {
    let mut terminal = moved(folder);
    let header = "[initiative.baseline-review]\n";
    let text = theirs(folder).replacen(header, &format!("{header}not-before = 2027-06-01\n"), 1);
    fs::write(folder.join("northmere.toml"), &text).unwrap();
    terminal.until("was changed on disk while you have work");
    terminal.until("2027-05-01");
    terminal.until("2027-06-01");
    (terminal, text)
}

/// The same, when the conflict was left and saving asks.
fn both(folder: &Path) -> (Terminal, String) {
    let (mut terminal, theirs) = conflicting(folder);
    terminal.keys("\u{1b}");
    terminal.until("asks again");
    terminal.keys("\u{13}");
    terminal.until("keep mine");
    terminal.until("Northmere: theirs");
    (terminal, theirs)
}

#[test]
fn what_others_changed_elsewhere_is_merged_and_one_undo_takes_it_out() {
    let folder = folder();
    let mut terminal = moved(folder.path());
    let theirs = theirs(folder.path());
    terminal.until("1 change merged with yours");
    terminal.until("Northmere: theirs");
    terminal.until("May27");
    assert_eq!(plan(folder.path()), theirs, "merging writes nothing");
    terminal.keys("u");
    terminal.until("digital by 2032");
    terminal.until("changed on disk");
    terminal.keys("\u{13}");
    terminal.until("keep mine");
    assert_eq!(plan(folder.path()), theirs);
    terminal.keys("\u{1b}");
    terminal.until_that("the plan again", |it| !it.text().contains("keep mine"));
    terminal.keys("U");
    terminal.until("Northmere: theirs");
    let both = saved(&mut terminal, folder.path());
    assert!(both.contains("Northmere: theirs") && both.contains("2027-05-01"));
}

#[test]
fn a_contradiction_with_the_file_is_solved_on_the_screen() {
    let folder = folder();
    let (mut terminal, theirs) = conflicting(folder.path());
    terminal.keys("t");
    terminal.until("1 of 1 solved");
    terminal.keys("w");
    terminal.until("Merged with northmere.toml");
    assert_eq!(plan(folder.path()), theirs);
    terminal.keys("u");
    terminal.until("May27");
    terminal.keys("\u{13}");
    terminal.until("keep mine");
    terminal.keys("co");
    terminal.until("1 of 1 solved");
    terminal.keys("w");
    terminal.until("Merged with northmere.toml");
    let solved = saved(&mut terminal, folder.path());
    assert!(solved.contains("Northmere: theirs") && solved.contains("2027-05-01"));
}

#[test]
fn a_changed_file_is_read_again_and_undo_brings_the_old_text_back() {
    let folder = folder();
    let mut terminal = open(folder.path());
    let began = Instant::now();
    theirs(folder.path());
    terminal.until("Northmere: theirs");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    terminal.until("read again");
    assert!(!terminal.text().contains("● unsaved"));
    terminal.keys("u");
    terminal.until("Northmere: digital by 2032");
    terminal.until("unsaved");
    assert_eq!(saved(&mut terminal, folder.path()), NORTHMERE);
}

#[test]
fn mine_can_be_kept_and_theirs_is_one_undo_away() {
    let folder = folder();
    let (mut terminal, theirs) = both(folder.path());
    terminal.keys("m");
    terminal.until("Kept");
    assert_eq!(plan(folder.path()), theirs, "keeping writes nothing");
    let mine = saved(&mut terminal, folder.path());
    assert!(mine.contains("2027-05-01") && mine.contains("digital by 2032"));
    terminal.keys("u");
    terminal.until("Northmere: theirs");
    assert_eq!(saved(&mut terminal, folder.path()), theirs);
}

#[test]
fn theirs_can_be_taken_and_mine_is_one_undo_away() {
    let folder = folder();
    let (mut terminal, theirs) = both(folder.path());
    terminal.keys("t");
    terminal.until_that("their plan", |it| !it.text().contains("May27"));
    assert_eq!(plan(folder.path()), theirs);
    terminal.keys("u");
    terminal.until("May27");
    assert!(saved(&mut terminal, folder.path()).contains("2027-05-01"));
}

#[test]
fn mine_can_be_saved_elsewhere_and_theirs_stays() {
    let folder = folder();
    let (mut terminal, theirs) = both(folder.path());
    terminal.keys("s");
    terminal.until("Under what name?");
    terminal.keys("\u{15}mine.toml\r");
    terminal.until("Saved mine.toml");
    assert_eq!(plan(folder.path()), theirs);
    assert!(fs::read_to_string(folder.path().join("mine.toml")).unwrap().contains("2027-05-01"));
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn undecided_nothing_is_saved_over_it_even_after_a_crash() {
    let folder = folder();
    let (mut terminal, theirs) = both(folder.path());
    assert_eq!(plan(folder.path()), theirs);
    terminal.kill();
    let mut terminal = Terminal::start(folder.path(), &NOW, SIZE);
    terminal.until("keep mine");
    terminal.until("2027-05-01");
    assert_eq!(plan(folder.path()), theirs);
    // Merging is offered after a crash as well: what the file held when it was left is in the journal.
    terminal.keys("c");
    terminal.until("0 of 1 solved");
    terminal.keys("ow");
    terminal.until("Merged with northmere.toml");
    let merged = saved(&mut terminal, folder.path());
    assert!(merged.contains("2027-05-01") && merged.contains("Northmere: theirs"));
}

#[test]
fn a_plan_that_cannot_be_read_any_more_opens_with_its_problems_and_the_last_good_state() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    let good = saved(&mut terminal, folder.path());
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let broken = format!("[plan\n{good}");
    fs::write(folder.path().join("northmere.toml"), &broken).unwrap();
    let mut terminal = Terminal::start(folder.path(), &NOW, SIZE);
    terminal.until("cannot be read any more");
    terminal.keys("n");
    terminal.until("M001");
    terminal.until("northmere.toml:1:6");
    terminal.kill();
    let mut terminal = Terminal::start(folder.path(), &NOW, SIZE);
    // It is offered as long as the file is as it is.
    terminal.until("cannot be read any more");
    terminal.keys("r");
    terminal.until("May27");
    assert_eq!(plan(folder.path()), broken);
    assert_eq!(saved(&mut terminal, folder.path()), good);
}

#[test]
fn the_editor_opens_at_the_item_and_what_it_wrote_is_read() {
    let folder = folder();
    let editor = folder.path().join("vi");
    // Notes what it was given, and changes the title; it reads a key too, so that both cannot have the terminal.
    let script = "#!/bin/sh\nprintf '%s\\n' \"$@\" > given\nprintf 'EDITOR RUNS\\n'\nread answer\n\
                  printf '%s\\n' \"$answer\" >> given\nsed -i 's/digital by 2032/edited/' \"$2\"\n";
    fs::write(&editor, script).unwrap();
    std::process::Command::new("chmod").arg("+x").arg(&editor).status().unwrap();
    let environment = [("EDITOR", editor.to_str().unwrap())];
    let mut terminal = Terminal::start_with(folder.path(), &NOW, SIZE, &environment);
    terminal.until("Affordable to 2031/32.");
    terminal.keys("ge");
    terminal.until("EDITOR RUNS");
    assert!(!terminal.taken());
    terminal.keys("quit\r");
    terminal.until("Northmere: edited");
    assert!(terminal.taken());
    let given = fs::read_to_string(folder.path().join("given")).unwrap();
    let lines: Vec<_> = given.lines().collect();
    let line: usize = lines[0].strip_prefix('+').unwrap().parse().unwrap();
    assert!(NORTHMERE.lines().nth(line - 1).unwrap().starts_with("[initiative."), "{given}");
    assert!(lines[1].ends_with("/northmere.toml"));
    assert_eq!(lines[2], "quit");
    // The keys belong to the planner again.
    terminal.keys("u");
    terminal.until("digital by 2032");
}

#[test]
fn with_unsaved_work_the_editor_asks_to_save_first() {
    let folder = folder();
    let environment = [("VISUAL", "true"), ("EDITOR", "false")];
    let mut terminal = Terminal::start_with(folder.path(), &NOW, SIZE, &environment);
    terminal.until("Affordable to 2031/32.");
    terminal.keys("L");
    terminal.until("May27");
    terminal.keys("ge");
    terminal.until("save and open it in the editor");
    terminal.keys("s");
    terminal.until_that("the saved file", |_| plan(folder.path()).contains("2027-05-01"));
    terminal.until_that("the planner again", |it| it.taken() && it.text().contains("saved"));
    terminal.keys("u");
    terminal.until("Undone");
}

#[test]
fn a_file_that_is_gone_is_told_and_can_be_written_again() {
    let folder = folder();
    let mut terminal = open(folder.path());
    fs::remove_file(folder.path().join("northmere.toml")).unwrap();
    terminal.until("is no longer on disk");
    terminal.keys("gW");
    terminal.until("Under what name?");
    terminal.keys("\r");
    terminal.until("Saved northmere.toml");
    assert_eq!(plan(folder.path()), NORTHMERE);
}

/// The copies that were left in the folder of the state.
fn copies(folder: &Path) -> Vec<String> {
    let found = fs::read_dir(folder.join("state/milepost/backups")).into_iter().flatten().flatten();
    found.map(|copy| fs::read_to_string(copy.path()).unwrap()).collect()
}

#[test]
fn a_plan_that_was_only_read_is_not_lost_with_its_file() {
    for replaced in [false, true] {
        let folder = folder();
        let mut terminal = open(folder.path());
        let path = folder.path().join("northmere.toml");
        fs::remove_file(&path).unwrap();
        if replaced {
            fs::create_dir(&path).unwrap();
            terminal.until("northmere.toml is no longer a file");
        } else {
            terminal.until("northmere.toml is no longer on disk");
        }
        terminal.until("a copy is in");
        assert_eq!(copies(folder.path()), [NORTHMERE]);
        terminal.keys("q");
        terminal.until("northmere.toml is gone from the disk");
        terminal.keys("d");
        assert_eq!(terminal.ended(), 0);
        assert_eq!(copies(folder.path()), [NORTHMERE, NORTHMERE]);
    }
}

#[test]
fn where_our_own_folder_takes_no_copy_it_stands_beside_the_plan() {
    let folder = folder();
    // A file where the folder of the state should be takes neither a journal nor a copy.
    fs::write(folder.path().join("state"), "").unwrap();
    let mut terminal = Terminal::start(folder.path(), &NOW, SIZE);
    terminal.until("not kept in the journal");
    terminal.keys("L");
    terminal.until("May27");
    terminal.signal(rustix::process::Signal::TERM);
    assert_eq!(terminal.ended(), 143);
    assert!(terminal.text().contains("what was not saved is in"), "{}", terminal.text());
    let names = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().path());
    let copy = names.filter(|path| path.display().to_string().contains("northmere.unsaved-")).last().unwrap();
    assert!(fs::read_to_string(copy).unwrap().contains("not-before = 2027-05-01"));
}

#[test]
fn what_was_worked_on_is_offered_when_its_file_is_gone_after_a_kill() {
    for whole_folder in [false, true] {
        let folder = folder();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("north.toml"), NORTHMERE).unwrap();
        let args = |plan: &'static str| [&[plan][..], &NOW[1..]].concat();
        let open = |args: &[&str]| Terminal::start(folder.path(), args, SIZE);
        let mut terminal = open(&args("inner/north.toml"));
        terminal.until("north.toml");
        terminal.keys("L");
        terminal.until("May27");
        if whole_folder {
            fs::remove_dir_all(&inner).unwrap();
        } else {
            fs::remove_file(inner.join("north.toml")).unwrap();
        }
        terminal.until("no longer on disk");
        terminal.kill();
        let mut terminal = open(&args("inner/north.toml"));
        terminal.until("the work on it is kept");
        terminal.keys("y\r");
        terminal.until("north.toml is gone");
        terminal.until("May27");
        terminal.kill();
        // Nor is it lost where no plan is named.
        let mut terminal = open(&NOW[1..]);
        terminal.until("north.toml is gone");
        terminal.until("May27");
        terminal.kill();
    }
}

#[test]
fn copies_reverting_and_other_plans() {
    let folder = folder();
    fs::write(folder.path().join("other.toml"), "[plan]\ntitle = \"The other\"\nstart = 2027-04-01\n")
        .unwrap();
    let mut other = Terminal::start(folder.path(), &["other.toml", "--now", "2027-04-01"], SIZE);
    other.until("The other");
    other.keys("q");
    assert_eq!(other.ended(), 0);
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    terminal.keys("gC");
    terminal.until("Save a copy");
    terminal.keys("\r");
    terminal.until("A copy is in");
    assert!(fs::read_to_string(folder.path().join("northmere-copy.toml")).unwrap().contains("2027-05-01"));
    assert_eq!(plan(folder.path()), NORTHMERE);
    terminal.keys("gb");
    terminal.until_that("the saved plan", |it| !it.text().contains("May27"));
    terminal.keys("u");
    terminal.until("May27");
    terminal.keys("go");
    terminal.until("other.toml");
    terminal.keys("\r");
    // It opens beside the first, which is as it was left.
    terminal.until("Opened other.toml");
    terminal.until("Northmere: digital by 2032 ● │ The other");
    terminal.keys("go");
    terminal.until("● unsaved");
    terminal.keys("\r");
    terminal.until("May27");
}
