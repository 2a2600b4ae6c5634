//! A small plan as it was drawn on the wall, with comments in awkward places; the planner that has it open, and a mouse.

use std::fs;
use std::path::PathBuf;

use crate::terminal::Terminal;

pub const SIZE: (u16, u16) = (120, 40);

/// Records and forms begin in April 2027, booking in July by its own date; the portal hangs on the records.
pub const PLAN: &str = "\
# Drawn on the wall on Tuesday
[plan]
title = \"Workshop\"
start = 2027-04-01
end = 2030-03-31

[envelope.budget]
total = 900_000

[initiative.booking] # by phone today
duration = \"3 months\"
start = 2027-07-01      # agreed

[initiative.crm]
cost.build = { capital = 120_000 }
duration = \"6 months\" # a guess

[initiative.forms]
duration = \"3 months\"

[initiative.portal]
duration = \"6 months\"
after = \"crm\"
# still to be priced
";

/// The plan in a folder of its own, open.
pub struct Workshop {
    pub folder: tempfile::TempDir,
    pub path: PathBuf,
    pub terminal: Terminal,
}

impl Workshop {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("workshop.toml");
        fs::write(&path, PLAN).unwrap();
        let mut terminal = Terminal::start(folder.path(), &["workshop.toml", "--now", "2027-04-01"], SIZE);
        terminal.until("Affordable");
        terminal.until("Portal");
        Self { folder, path, terminal }
    }

    /// Saves, and holds what stands in the file then against what should.
    pub fn saves(&mut self, expected: &str) {
        self.terminal.keys("\u{13}");
        let path = &self.path;
        self.terminal.until_that("the saved file", |_| fs::read_to_string(path).unwrap() == expected);
        self.terminal.until_that("the plan as saved", |it| !it.text().contains("● unsaved"));
    }

    /// Quits.
    pub fn quits(mut self) {
        self.terminal.keys("q");
        assert_eq!(self.terminal.ended(), 0);
        assert!(self.terminal.restored());
    }
}

/// What a terminal sends for a button of the mouse at a column and a row, both from 1; 32 more while it is held, 8 with Alt, 16 with Ctrl.
pub fn mouse(button: u8, (column, row): (u16, u16), down: bool) -> String {
    format!("\u{1b}[<{button};{column};{row}{}", if down { 'M' } else { 'm' })
}

/// Presses in one place, and goes to another in steps of a cell.
pub fn hold(terminal: &mut Terminal, from: (u16, u16), to: (u16, u16)) {
    terminal.keys(&mouse(0, from, true));
    let steps = from.0.abs_diff(to.0).max(from.1.abs_diff(to.1)).max(1);
    for step in 1..=steps {
        let on = |from: u16, to: u16| {
            (i32::from(from) + (i32::from(to) - i32::from(from)) * i32::from(step) / i32::from(steps)) as u16
        };
        terminal.keys(&mouse(32, (on(from.0, to.0), on(from.1, to.1)), true));
    }
}

pub fn drag(terminal: &mut Terminal, from: (u16, u16), to: (u16, u16)) {
    hold(terminal, from, to);
    terminal.keys(&mouse(0, to, false));
}
