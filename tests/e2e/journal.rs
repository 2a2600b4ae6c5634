//! Work that was not saved outlives the program, however it ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustix::process::Signal;

use crate::northmere::{NORTHMERE, NOW, SIZE, folder, open, plan, saved};
use crate::numbers::Numbers;
use crate::terminal::Terminal;

/// Opens a plan that was left with unsaved work, and the question about it.
fn reopen(folder: &Path) -> Terminal {
    let mut terminal = Terminal::start(folder, &NOW, SIZE);
    terminal.until("work that was not saved");
    terminal
}

/// Waits for the first frame to its last row.
fn whole_frame(terminal: &mut Terminal) {
    terminal.until_that("the first frame", |it| {
        it.text().trim_end().lines().last().is_some_and(|line| line.contains("northmere.toml"))
    });
}

/// The journals in the state folder.
fn journals(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder.join("state/milepost/journal")) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "jrnl")).collect()
}

/// Keys that add an initiative.
fn add(number: usize) -> String {
    format!("nKill {number}\r")
}

/// What stands in the file after each number of added initiatives, written by a program that nothing happened to.
fn references(most: usize) -> Vec<String> {
    let folder = folder();
    let mut terminal = open(folder.path());
    let mut texts = vec![NORTHMERE.to_owned()];
    for number in 1..=most {
        terminal.keys(&add(number));
        terminal.until(&format!("Add Kill {number}"));
        texts.push(saved(&mut terminal, folder.path()));
    }
    texts
}

/// As many edits as are made before a kill.
const EDITS: usize = 6;

/// Types edits, kills the program at some moment, and goes on with what the next one offers; how many edits had been seen
/// on the screen, and how many were found again.
fn killed(kill: u64, references: &[String]) -> (usize, usize) {
    let mut numbers = Numbers::new(20_271_122 + kill);
    let folder = folder();
    let mut terminal = open(folder.path());
    let last = 1 + numbers.below(EDITS as u64) as usize;
    for number in 1..=last {
        terminal.keys(&add(number));
        // Most edits are waited for; others follow at once, and the last one may be under way when the program dies.
        if number < last && numbers.below(4) > 0 {
            terminal.until(&format!("Add Kill {number}"));
        }
    }
    terminal.read_for(Duration::from_millis(numbers.below(700)));
    terminal.kill();
    assert_eq!(plan(folder.path()), NORTHMERE, "the file was touched");
    let shown = |number: &usize| terminal.text().contains(&format!("Add Kill {number}"));
    let acknowledged = (1..=EDITS).rev().find(shown).unwrap_or(0);

    let mut terminal = Terminal::start(folder.path(), &NOW, SIZE);
    whole_frame(&mut terminal);
    let asked = terminal.text().contains("work that was not saved");
    assert!(asked || acknowledged == 0, "kill {kill}: {acknowledged} edits were seen and are lost");
    if !asked {
        return (0, 0);
    }
    terminal.keys("r");
    terminal.until("is back");
    let text = saved(&mut terminal, folder.path());
    let edits = references.iter().position(|reference| *reference == text);
    let edits = edits.unwrap_or_else(|| panic!("kill {kill}: a text that never was:\n{text}"));
    assert!(edits >= acknowledged, "kill {kill}: {acknowledged} edits were seen, {edits} found");
    // Undo leads back, byte for byte.
    for _ in 0..edits {
        terminal.keys("u");
    }
    terminal.until("Undone: Add Kill 1");
    assert_eq!(saved(&mut terminal, folder.path()), NORTHMERE);
    (acknowledged, edits)
}

/// `MILEPOST_KILLS` says how often.
#[test]
fn what_was_seen_on_the_screen_outlives_a_kill_at_any_moment() {
    const AT_ONCE: u64 = 4;
    let kills: u64 = std::env::var("MILEPOST_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4);
    let references = references(EDITS);
    let next = AtomicU64::new(0);
    let sums: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let work = || {
            let mut sums = (0, 0);
            loop {
                let kill = next.fetch_add(1, Ordering::SeqCst);
                if kill >= kills {
                    return sums;
                }
                let (seen, found) = killed(kill, &references);
                sums = (sums.0 + seen, sums.1 + found);
            }
        };
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let (seen, found) = sums.iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    eprintln!("{kills} kills: {seen} edits were seen on the screen, {found} found again, 0 lost");
}

#[test]
fn what_is_not_restored_stays_in_the_history_and_as_a_copy() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    terminal.kill();
    let mut terminal = reopen(folder.path());
    // The edit is shown as a difference of the texts.
    terminal.until("2027-05-01");
    terminal.keys("n");
    terminal.until_that("the plan as it is saved", |it| !it.text().contains("May27"));
    terminal.until("A copy is in");
    let copies: Vec<_> = fs::read_dir(folder.path().join("state/milepost/backups")).unwrap().collect();
    assert_eq!(copies.len(), 1);
    let copy = fs::read_to_string(copies[0].as_ref().unwrap().path()).unwrap();
    assert!(copy != NORTHMERE && copy.contains("2027-05-01"));
    terminal.keys("u");
    terminal.until("May27");
    terminal.kill();
    // What was undone back into being is offered again.
    reopen(folder.path());
    assert_eq!(plan(folder.path()), NORTHMERE);
}

#[test]
fn undo_and_redo_are_kept_across_restarts() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    let one = saved(&mut terminal, folder.path());
    terminal.keys(">");
    terminal.until("Lengthen Baseline");
    let two = saved(&mut terminal, folder.path());
    terminal.keys("u");
    terminal.until("Undone");
    assert_eq!(saved(&mut terminal, folder.path()), one);
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    // Nothing was unsaved, so that nothing is asked.
    let mut terminal = Terminal::start(folder.path(), &NOW, SIZE);
    whole_frame(&mut terminal);
    terminal.keys("U");
    terminal.until("Done again");
    assert_eq!(saved(&mut terminal, folder.path()), two);
    terminal.keys("uu");
    terminal.until_that("the first state", |it| !it.text().contains("May27"));
    assert_eq!(saved(&mut terminal, folder.path()), NORTHMERE);
}

#[test]
fn a_signal_leaves_the_work_in_the_journal_and_says_so() {
    for signal in [Signal::TERM, Signal::HUP] {
        let folder = folder();
        let mut terminal = open(folder.path());
        terminal.keys("L");
        terminal.until("May27");
        terminal.signal(signal);
        assert_ne!(terminal.ended(), 0);
        assert!(terminal.text().contains("`milepost northmere.toml` offers it"), "{}", terminal.text());
        let mut terminal = reopen(folder.path());
        terminal.keys("r");
        terminal.until("May27");
    }
}

#[test]
fn leaving_without_saving_is_not_asked_about_again_and_undo_brings_it_back() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    terminal.keys("q");
    terminal.until("quit without saving");
    terminal.keys("d");
    assert_eq!(terminal.ended(), 0);
    let mut terminal = open(folder.path());
    assert!(!terminal.text().contains("May27"));
    terminal.keys("u");
    terminal.until("May27");
}

#[test]
fn a_plan_without_a_file_is_offered_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let start = || Terminal::start(folder.path(), &["--now", "2027-04-01"], SIZE);
    let mut terminal = start();
    terminal.until("Affordable to 2031/32.");
    assert_eq!(journals(folder.path()), Vec::<PathBuf>::new(), "nothing was edited yet");
    // What was taken back again is nothing to be asked about.
    terminal.keys("L");
    terminal.until("Move Baseline");
    terminal.keys("uq");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(journals(folder.path()), Vec::<PathBuf>::new());
    let mut terminal = start();
    terminal.until("Affordable to 2031/32.");
    terminal.keys("L");
    terminal.until("May27");
    terminal.kill();
    let mut terminal = start();
    terminal.until("work that was not saved");
    terminal.keys("r");
    terminal.until("May27");
    // Under a name it is a plan like any other, and opened by itself the next time.
    terminal.keys("gW");
    terminal.until("Under what name?");
    terminal.keys("\u{15}mine.toml\r");
    terminal.until("Saved mine.toml");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let mut terminal = start();
    terminal.until("Opened mine.toml, the last plan");
    terminal.until("May27");
    // Its history came with it.
    terminal.keys("u");
    terminal.until_that("the undone move", |it| !it.text().contains("May27"));
}

#[test]
fn two_programs_on_one_plan_are_told_and_do_not_mix() {
    let folder = folder();
    let mut first = open(folder.path());
    let mut second = Terminal::start(folder.path(), &NOW, SIZE);
    second.until("is open in another window too (process ");
    first.keys("L");
    first.until("May27");
    second.keys(">");
    second.until("Lengthen Baseline");
    first.kill();
    second.kill();
    assert_eq!(journals(folder.path()).len(), 2);
    // One after the other is offered.
    let mut again = reopen(folder.path());
    again.until("2027-05-01");
    let mut other = Terminal::start(folder.path(), &NOW, SIZE);
    other.until("duration");
    assert!(!other.text().contains("2027-05-01"));
    assert_eq!(plan(folder.path()), NORTHMERE);
}

#[test]
fn a_journal_that_is_not_one_harms_nothing() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    terminal.kill();
    let path = journals(folder.path()).remove(0);
    let good = fs::read(&path).unwrap();
    let lie =
        String::from_utf8(good.clone()).unwrap().replace("northmere.toml\",\"from\"", "other\",\"from\"");
    for (bytes, asked) in [
        (b"\x00\x1b[2Jnot a journal\n".to_vec(), false),
        (lie.into_bytes(), false),
        (good[..good.len() - 3].to_vec(), true),
    ] {
        fs::write(&path, bytes).unwrap();
        let mut terminal = Terminal::start(folder.path(), &NOW, SIZE);
        whole_frame(&mut terminal);
        assert_eq!(terminal.text().contains("work that was not saved"), asked);
        terminal.kill();
        assert_eq!(plan(folder.path()), NORTHMERE);
    }
}

/// The state folder cannot be made: the file system says no to every write of the journal.
#[test]
fn a_journal_that_cannot_be_written_is_told_once_and_work_goes_on() {
    let folder = folder();
    fs::write(folder.path().join("state"), "not a folder").unwrap();
    let mut terminal = open(folder.path());
    terminal.until("What is typed is not kept in the journal");
    terminal.keys("L");
    terminal.until("Move Baseline");
    assert!(!terminal.text().contains("not kept in the journal"));
    let text = saved(&mut terminal, folder.path());
    assert!(text.contains("2027-05-01"));
}

/// No file may grow beyond what the plan itself needs, so that the journal, which holds more, cannot.
#[test]
fn a_full_disk_for_the_journal_is_told_and_saving_still_works() {
    let folder = folder();
    let program = env!("CARGO_BIN_EXE_milepost");
    let blocks = NORTHMERE.len().div_ceil(512) + 1;
    let line = format!("ulimit -f {blocks}; exec {program} northmere.toml --now 2027-04-01");
    let mut terminal = Terminal::run(folder.path(), "sh", &["-c", &line], SIZE, &[]);
    terminal.until("Affordable to 2031/32.");
    terminal.keys("L");
    terminal.until("What is typed is not kept in the journal");
    let text = saved(&mut terminal, folder.path());
    assert!(text.contains("2027-05-01"));
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}
