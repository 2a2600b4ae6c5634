//! A megabyte pasted where it does not belong: nothing is done, nothing is lost, and the program answers soon after.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);
const NORTHMERE: &str = include_str!("../../plans/northmere.toml");

/// The longest that a megabyte may hold up the program, from its first byte to the answer to the key after it: seconds in
/// a debug build on a busy machine, where it takes a tenth of that otherwise.
const BOUND: Duration = Duration::from_secs(30);

/// Keys that lead to where something is pasted, what shows that they did, and how to leave again.
const PLACES: [(&str, &str, &str, &str); 9] = [
    ("the roadmap", "", "Affordable to 2031/32.", ""),
    ("the money", "2", "Recurrent test", ""),
    ("the table", "3", "34 initiatives", ""),
    ("the problems", "8", "northmere.toml", ""),
    ("the quick line", "n", "Enter", "\u{1b}"),
    ("a form", "\r", "Title", "\u{1b}"),
    ("a cell", "3llll5", "EDIT", "\u{1b}"),
    ("the palette", ":", ":", "\u{1b}"),
    ("a name", "gW", "Under what name?", "\u{1b}"),
];

/// A text of which every letter is a command somewhere, with lines, tabs and what is no letter.
fn megabyte() -> String {
    let line = "LLdd q L > ddy x ZZ n u U J K 5 = + - /a :q\tü漢 9999999\r";
    line.repeat((1 << 20) / line.len() + 1)
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("northmere.toml"), NORTHMERE).unwrap();
    folder
}

/// Pastes at a place, leaves it, and sees that the program answers and has done nothing.
fn paste(folder: &Path, (name, keys, shown, leave): (&str, &str, &str, &str), text: &str) -> Duration {
    let mut terminal = Terminal::start(folder, &["northmere.toml", "--now", "2027-04-01"], SIZE);
    terminal.until("Affordable to 2031/32.");
    terminal.keys(keys);
    terminal.until(shown);
    let began = Instant::now();
    terminal.flood(text);
    // What follows at once would belong to what is pasted.
    terminal.read_for(Duration::from_millis(400));
    for _ in 0..2 {
        terminal.keys(leave);
        terminal.read_for(Duration::from_millis(60));
    }
    terminal.keys("?");
    terminal.until_that(&format!("the help after a paste into {name}"), |it| it.text().contains("─ Keys ─"));
    let took = began.elapsed();
    terminal.keys("\u{1b}");
    terminal.read_for(Duration::from_millis(60));
    assert_eq!(fs::read_to_string(folder.join("northmere.toml")).unwrap(), NORTHMERE, "{name}");
    // Nothing was changed, so that nothing is asked on leaving.
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0, "{name}");
    assert!(terminal.restored());
    assert!(took < BOUND, "{name}: {took:?}");
    took
}

#[test]
fn a_megabyte_pasted_anywhere_runs_nothing() {
    let text = format!("\u{1b}[200~{}\u{1b}[201~", megabyte());
    for place in PLACES {
        let folder = folder();
        let took = paste(folder.path(), place, &text);
        eprintln!("a megabyte pasted into {}: {took:?}", place.0);
    }
}

/// A terminal that does not say what is pasted sends it as keys.
#[test]
fn a_megabyte_that_comes_as_keys_runs_nothing() {
    // Every kind of place once: a view, a line, a form, a list.
    for place in [PLACES[0], PLACES[4], PLACES[5], PLACES[7]] {
        let folder = folder();
        let took = paste(folder.path(), place, &megabyte());
        eprintln!("a megabyte as keys into {}: {took:?}", place.0);
    }
}
