//! The mouse in a real terminal: bars dragged, stretched at both ends, linked by the handle, saved, and the bytes compared.

use std::fs;
use std::time::Duration;

use crate::terminal::Terminal;
use crate::workshop::{PLAN, SIZE, Workshop, drag, hold, mouse};

/// Forms take a quarter longer, booking starts half a year later and waits for them, customer records begin a quarter later
/// and end as before.
const DRAWN: &str = "\
# Drawn on the wall on Tuesday
[plan]
title = \"Workshop\"
start = 2027-04-01
end = 2030-03-31

[envelope.budget]
total = 900_000

[initiative.booking] # by phone today
duration = \"3 months\"
start = 2028-01-01      # agreed
after = \"forms\"

[initiative.crm]
cost.build = { capital = 120_000 }
duration = \"3 months\" # a guess
not-before = 2027-07-01

[initiative.forms]
duration = \"6 months\"

[initiative.portal]
duration = \"6 months\"
after = \"crm\"
# still to be priced
";

/// The calendar begins in column 52, and the first initiative stands in row 8; a quarter is five cells.
fn cell(cell: u16, row: u16) -> (u16, u16) {
    (52 + cell, 7 + row)
}

#[test]
fn a_plan_is_changed_by_hand_and_saved() {
    let mut workshop = Workshop::open();
    let terminal = &mut workshop.terminal;
    terminal.keys("zq");
    terminal.until("Zoom: quarters");

    drag(terminal, cell(4, 2), cell(9, 2));
    terminal.until("Lengthen Forms by 3 months");
    drag(terminal, cell(7, 3), cell(17, 3));
    terminal.until("Move Booking 6 months later");
    // Booking stands below the portal now.
    terminal.keys(&(mouse(0, cell(3, 2), true) + &mouse(0, cell(3, 2), false)));
    terminal.until("▸ Forms");
    drag(terminal, cell(10, 2), cell(17, 4));
    terminal.until("Booking waits for Forms");
    drag(terminal, cell(0, 1), cell(5, 1));
    terminal.until("to the same end");

    // What is put back leaves nothing behind, whenever the button comes up.
    hold(terminal, cell(12, 3), cell(22, 3));
    terminal.until("releasing keeps it");
    terminal.keys("\u{1b}");
    terminal.until("Put back");
    terminal.keys(&mouse(0, cell(22, 3), false));
    hold(terminal, cell(12, 3), cell(25, 3));
    terminal.until("releasing keeps it");
    // The window loses the keyboard.
    terminal.keys("\u{1b}[O");
    terminal.until("Put back");

    // A double click opens the form.
    terminal.read_for(Duration::from_millis(450));
    let click = mouse(0, cell(13, 3), true) + &mouse(0, cell(13, 3), false);
    terminal.keys(&format!("{click}{click}"));
    terminal.until("Enter keep");
    terminal.keys("\u{1b}");
    terminal.until("▸ Portal");
    workshop.saves(DRAWN);

    // Each was one step.
    workshop.terminal.keys("uuuu");
    workshop.terminal.until("Undone: Lengthen Forms");
    workshop.saves(PLAN);
    workshop.quits();
}

#[test]
fn what_is_marked_with_the_mouse_is_dragged_together() {
    let mut workshop = Workshop::open();
    let terminal = &mut workshop.terminal;
    terminal.keys("zq");
    terminal.until("Zoom: quarters");
    // Ctrl marks the records, Alt from there to the booking two rows below.
    terminal.keys(&(mouse(16, (10, 8), true) + &mouse(16, (10, 8), false)));
    terminal.until("1 marked");
    terminal.keys(&(mouse(8, (10, 10), true) + &mouse(8, (10, 10), false)));
    terminal.until("3 marked");
    // Five cells are a quarter.
    drag(terminal, cell(4, 1), cell(9, 1));
    terminal.until("Move 3 initiatives 3 months later");
    let moved = PLAN
        .replace("start = 2027-07-01 ", "start = 2027-10-01 ")
        .replace("# a guess\n", "# a guess\nnot-before = 2027-07-01\n")
        .replace(
            "forms]\nduration = \"3 months\"\n",
            "forms]\nduration = \"3 months\"\nnot-before = 2027-07-01\n",
        );
    workshop.saves(&moved);
    workshop.terminal.keys("u");
    workshop.saves(PLAN);
    workshop.quits();
}

#[test]
fn without_the_mouse_the_terminal_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("workshop.toml"), PLAN).unwrap();
    let settings = folder.path().join("settings");
    fs::create_dir_all(settings.join("milepost")).unwrap();
    fs::write(settings.join("milepost/settings.toml"), "mouse = false\n").unwrap();
    let config = settings.display().to_string();
    let mut terminal = Terminal::start_with(
        folder.path(),
        &["workshop.toml", "--now", "2027-04-01"],
        SIZE,
        &[("XDG_CONFIG_HOME", &config)],
    );
    terminal.until("Portal");
    assert!(!terminal.has_mouse());
    terminal.keys("gM");
    terminal.until("The mouse acts on the plan");
    assert!(terminal.has_mouse());
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.restored());
}
