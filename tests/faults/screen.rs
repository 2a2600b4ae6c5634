//! Typing and saving on the screen while calls fail: what is seen is kept, and nothing is said that is not so.
//!
//! The calls are those of an undisturbed run. One edit is made and saved while one of them fails; then the program is
//! killed, and the next one must have the edit in the file, or offer it, or the reader was told that it is not kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::calls::can_be_traced;
use crate::terminal::Terminal;

const PLAN: &str = "[plan]\ntitle = \"Small\"\nstart = 2027-04-01\nend = 2030-03-31\n\n[initiative.one]\ntitle = \"One\"\n\
                    duration = \"6 months\" # keep\n";
/// What `L` makes of it: a month later.
const MOVED: &str = "[plan]\ntitle = \"Small\"\nstart = 2027-04-01\nend = 2030-03-31\n\n[initiative.one]\ntitle = \"One\"\n\
                     duration = \"6 months\" # keep\nnot-before = 2027-05-01\n";
const SIZE: (u16, u16) = (120, 30);
const NOW: [&str; 3] = ["plan.toml", "--now", "2027-04-01"];
/// What is said when the journal does not have what is typed.
const NOT_KEPT: [&str; 2] = ["is not kept in the journal", "could not be made durable"];

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), PLAN).unwrap();
    folder
}

fn plan(folder: &Path) -> String {
    fs::read_to_string(folder.join("plan.toml")).unwrap()
}

/// The program under a trace, in a terminal.
fn traced(folder: &Path, how: &[&str]) -> Terminal {
    let mut args = vec!["-f", "-qq", "-y"];
    args.extend(how);
    args.push(env!("CARGO_BIN_EXE_milepost"));
    args.extend(NOW);
    Terminal::run(folder, "strace", &args, SIZE, &[])
}

/// Reads until the screen shows one of these texts, or the program has nothing more to say; whether it did.
fn shows(terminal: &mut Terminal, texts: &[&str]) -> bool {
    let end = Instant::now() + Duration::from_secs(4);
    loop {
        let text = terminal.text();
        if texts.iter().any(|wanted| text.contains(wanted)) {
            return true;
        }
        if Instant::now() > end || terminal.is_over() {
            return texts.iter().any(|wanted| terminal.text().contains(wanted));
        }
        terminal.read_for(Duration::from_millis(10));
    }
}

/// Moves the initiative and saves; whether the move was seen, and what the screen says in the end.
fn work(terminal: &mut Terminal) -> (bool, String) {
    if !shows(terminal, &["NORMAL"]) {
        return (false, terminal.text());
    }
    let before = terminal.text();
    terminal.try_keys("L");
    let seen = shows(terminal, &["May27"]);
    let mut said = before + &terminal.text();
    if seen {
        terminal.try_keys("\u{13}");
        shows(terminal, &["Saved plan.toml", "cannot be saved", "plan.toml:"]);
        said += &terminal.text();
    }
    (seen, said)
}

/// Kills the program under the trace, and the trace with it.
fn kill(terminal: &mut Terminal) {
    let trace = terminal.process();
    let children = fs::read_to_string(format!("/proc/{trace}/task/{trace}/children")).unwrap_or_default();
    for child in children.split_whitespace().filter_map(|child| child.parse().ok()).filter_map(Pid::from_raw)
    {
        // One that has ended by itself is gone already.
        let _ = kill_process(child, Signal::KILL);
    }
    terminal.ended();
}

/// For each call that touches the plan or our own folder: which of its occurrences do, counted in their threads.
fn occurrences() -> BTreeMap<String, Vec<usize>> {
    let folder = folder();
    let log = folder.path().join("log");
    let mut terminal = traced(folder.path(), &["-o", log.to_str().unwrap()]);
    let (seen, said) = work(&mut terminal);
    assert!(seen && said.contains("Saved plan.toml"), "{said}");
    assert_eq!(plan(folder.path()), MOVED);
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let here = fs::canonicalize(folder.path()).unwrap();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for line in fs::read_to_string(log).unwrap().lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((name, asked)) = rest.trim_start().split_once('(') else { continue };
        let count = counts.entry((thread.to_owned(), name.to_owned())).or_default();
        *count += 1;
        if asked.contains(here.to_str().unwrap()) && (asked.contains("plan.toml") || asked.contains("state"))
        {
            let nths = found.entry(name.to_owned()).or_default();
            if !nths.contains(count) {
                nths.push(*count);
            }
        }
    }
    found
}

/// Makes each occurrence of these calls fail in each of these ways.
fn hold(name: &str, calls: &[&str], ways: &[&str]) {
    if !can_be_traced(name) {
        return;
    }
    let occurrences = occurrences();
    let (mut ran, mut saved, mut offered, mut told) = (0, 0, 0, 0);
    for (call, nths) in occurrences.iter().filter(|(call, _)| calls.contains(&call.as_str())) {
        for (nth, way) in nths.iter().flat_map(|nth| ways.iter().map(move |way| (nth, way))) {
            let injected = format!("inject={call}:{way}:when={nth}");
            let folder = folder();
            let mut terminal = traced(folder.path(), &["-o", "/dev/null", "-e", &injected]);
            let (seen, said) = work(&mut terminal);
            kill(&mut terminal);
            let text = plan(folder.path());
            let what = || format!("{injected}\n{text}\n{said}");
            ran += 1;
            assert!(text == PLAN || text == MOVED, "neither old nor new: {}", what());
            assert!(!said.contains("Saved plan.toml") || text == MOVED, "said to be saved: {}", what());
            assert!(!said.contains("fault of milepost") && !said.contains("panicked"), "a fault: {}", what());
            saved += usize::from(text == MOVED);
            if seen && text == PLAN {
                let mut again = Terminal::start(folder.path(), &NOW, SIZE);
                shows(&mut again, &["work that was not saved", "NORMAL"]);
                let asked = again.text().contains("work that was not saved");
                let warned = NOT_KEPT.iter().any(|words| said.contains(words));
                assert!(asked || warned, "lost: {}\n{}", what(), again.text());
                offered += usize::from(asked);
                told += usize::from(!asked);
            }
        }
    }
    eprintln!(
        "{name}: {ran} faults, {saved} saved, {offered} offered again, {told} told not to be kept, 0 lost"
    );
    assert!(ran > 0, "none of {calls:?} is called: {occurrences:?}");
}

#[test]
fn an_edit_outlives_writes_that_fail() {
    let ways = ["error=ENOSPC", "error=EIO", "retval=1", "signal=SIGKILL", "signal=SIGTERM"];
    hold("an_edit_outlives_writes_that_fail", &["write", "pwrite64"], &ways);
}

#[test]
fn an_edit_outlives_syncs_that_fail() {
    let ways = ["error=EIO", "error=ENOSPC", "signal=SIGKILL", "signal=SIGTERM"];
    hold("an_edit_outlives_syncs_that_fail", &["fsync", "fdatasync"], &ways);
}

#[test]
fn an_edit_outlives_names_that_cannot_be_given() {
    let ways = ["error=EACCES", "error=EXDEV", "error=EIO", "retval=0", "signal=SIGKILL"];
    hold("an_edit_outlives_names_that_cannot_be_given", &["rename", "renameat", "renameat2"], &ways);
}

#[test]
fn an_edit_outlives_files_that_cannot_be_opened() {
    let ways = ["error=EACCES", "error=EMFILE"];
    hold("an_edit_outlives_files_that_cannot_be_opened", &["openat", "mkdir", "flock", "fchmod"], &ways);
}
