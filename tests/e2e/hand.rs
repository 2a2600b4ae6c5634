//! The mouse in a real terminal: bars dragged, stretched at both ends, linked by the handle, saved, and the bytes compared.

use std::fs;
use std::time::Duration;

use crate::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);

const PLAN: &str = "\
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

/// What a terminal sends for a button of the mouse at a column and a row, both from 1; 32 more while it is held.
fn mouse(button: u8, (column, row): (u16, u16), down: bool) -> String {
    format!("\u{1b}[<{button};{column};{row}{}", if down { 'M' } else { 'm' })
}

/// The calendar begins in column 52, and the first initiative stands in row 8; a quarter is five cells.
fn cell(cell: u16, row: u16) -> (u16, u16) {
    (52 + cell, 7 + row)
}

/// Presses in one place, and goes to another in steps of a cell.
fn hold(terminal: &mut Terminal, from: (u16, u16), to: (u16, u16)) {
    terminal.keys(&mouse(0, from, true));
    let steps = from.0.abs_diff(to.0).max(from.1.abs_diff(to.1)).max(1);
    for step in 1..=steps {
        let on = |from: u16, to: u16| {
            (i32::from(from) + (i32::from(to) - i32::from(from)) * i32::from(step) / i32::from(steps)) as u16
        };
        terminal.keys(&mouse(32, (on(from.0, to.0), on(from.1, to.1)), true));
    }
}

fn drag(terminal: &mut Terminal, from: (u16, u16), to: (u16, u16)) {
    hold(terminal, from, to);
    terminal.keys(&mouse(0, to, false));
}

#[test]
fn a_plan_is_changed_by_hand_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("workshop.toml");
    fs::write(&path, PLAN).unwrap();
    let mut terminal = Terminal::start(folder.path(), &["workshop.toml", "--now", "2027-04-01"], SIZE);
    terminal.until("Portal");
    terminal.keys("zq");
    terminal.until("Zoom: quarters");

    // Records and forms begin in April 2027, booking in July, the portal in October.
    drag(&mut terminal, cell(4, 2), cell(9, 2));
    terminal.until("Lengthen Forms by 3 months");
    drag(&mut terminal, cell(7, 3), cell(17, 3));
    terminal.until("Move Booking 6 months later");
    // Booking stands below the portal now.
    terminal.keys(&(mouse(0, cell(3, 2), true) + &mouse(0, cell(3, 2), false)));
    terminal.until("▸ Forms");
    drag(&mut terminal, cell(10, 2), cell(17, 4));
    terminal.until("Booking waits for Forms");
    drag(&mut terminal, cell(0, 1), cell(5, 1));
    terminal.until("to the same end");

    // What is put back leaves nothing behind, whenever the button comes up.
    hold(&mut terminal, cell(12, 3), cell(22, 3));
    terminal.until("releasing keeps it");
    terminal.keys("\u{1b}");
    terminal.until("Put back");
    terminal.keys(&mouse(0, cell(22, 3), false));
    hold(&mut terminal, cell(12, 3), cell(25, 3));
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
    terminal.keys("\u{13}");
    terminal.until("Saved");
    assert_eq!(fs::read_to_string(&path).unwrap(), DRAWN);

    // Each was one step.
    terminal.keys("uuuu");
    terminal.until("Undone: Lengthen Forms");
    terminal.keys("\u{13}");
    terminal.until("Saved");
    assert_eq!(fs::read_to_string(&path).unwrap(), PLAN);
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.restored());
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
