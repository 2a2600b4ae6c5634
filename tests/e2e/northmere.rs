//! A folder with a copy of Northmere in it, the planner that has it open, and what stands in the file.

use std::fs;
use std::path::Path;

use crate::terminal::Terminal;

pub const SIZE: (u16, u16) = (120, 40);
pub const NORTHMERE: &str = include_str!("../../plans/northmere.toml");
pub const NOW: [&str; 3] = ["northmere.toml", "--now", "2027-04-01"];

pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("northmere.toml"), NORTHMERE).unwrap();
    folder
}

pub fn open(folder: &Path) -> Terminal {
    let mut terminal = Terminal::start(folder, &NOW, SIZE);
    terminal.until("Affordable to 2031/32.");
    terminal
}

/// What stands in the file.
pub fn plan(folder: &Path) -> String {
    fs::read_to_string(folder.join("northmere.toml")).unwrap()
}

/// Saves, and gives what stands in the file then.
pub fn saved(terminal: &mut Terminal, folder: &Path) -> String {
    let before = plan(folder);
    terminal.keys("\u{13}");
    terminal.until_that("the saved file", |_| plan(folder) != before);
    terminal.until("Saved");
    plan(folder)
}
