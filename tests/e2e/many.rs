//! Several at once in a real terminal: marked, moved, saved, and the bytes compared with what is expected by hand.

use std::fs;

use crate::terminal::Terminal;
use crate::workshop::{PLAN, SIZE, Workshop};

/// A quarter later: the given start moves, the records get a date, the portal follows by itself, forms are not marked.
fn moved() -> String {
    PLAN.replace("start = 2027-07-01 ", "start = 2027-10-01 ")
        .replace("# a guess\n", "# a guess\nnot-before = 2027-07-01\n")
}

#[test]
fn three_marked_rows_move_a_quarter_as_one_step() {
    let mut workshop = Workshop::open();
    let terminal = &mut workshop.terminal;
    // By start: crm, forms, booking, portal. All are marked, and forms is not.
    terminal.keys("%");
    terminal.until("4 marked · £120k");
    terminal.keys("j ");
    terminal.until("3 marked");
    terminal.keys("}");
    terminal.until("Move 3 initiatives 3 months later");
    workshop.saves(&moved());
    workshop.terminal.keys("u");
    workshop.terminal.until("Undone: Move 3 initiatives");
    workshop.saves(PLAN);
    workshop.quits();
}

/// A paste as a terminal marks it.
fn bracketed(text: &str) -> String {
    format!("\u{1b}[200~{text}\u{1b}[201~")
}

/// Two hundred rows as a spreadsheet copies them; the last column has no heading that is known.
fn rows() -> String {
    let row = |at: usize| format!("Project {at}\t01/04/2028\t6 months\t{},000\tTeam {}\r\n", at, at % 7);
    let rows: String = (1..=200).map(row).collect();
    format!("Project\tStart\tDuration\tCapital\tWho\r\n{rows}")
}

#[test]
fn two_hundred_rows_are_pasted_and_taken_back_with_one_key() {
    let mut workshop = Workshop::open();
    let terminal = &mut workshop.terminal;
    terminal.keys("3");
    terminal.until("4 initiatives");
    terminal.keys(&bracketed(&rows()));
    terminal.until("200 initiatives will be added");
    // The last column was not known: it is the owner.
    terminal.until("not read");
    terminal.keys("llll ");
    terminal.until("What is this column?");
    terminal.keys("owner\r");
    terminal.until_that("the column as owner", |it| {
        !it.text().contains("What is this") && it.text().contains("owner")
    });
    terminal.keys("\r");
    terminal.until("Paste 200 initiatives");
    terminal.keys("\u{13}");
    let path = &workshop.path;
    terminal.until_that("the saved file", |_| fs::read_to_string(path).unwrap() != PLAN);
    let saved = fs::read_to_string(path).unwrap();
    let expected = "\
[initiative.project-200]
title = \"Project 200\"
owner = \"Team 4\"
not-before = 2028-04-01
duration = \"6 months\"
cost.delivery = { capital = 200_000 }
";
    assert!(saved.contains(expected), "{}", &saved[..2_000]);
    assert_eq!(saved.matches("[initiative.project-").count(), 200);
    terminal.keys("u");
    terminal.until("Undone: Paste 200 initiatives");
    workshop.saves(PLAN);
    workshop.quits();
}

#[test]
fn initiatives_are_copied_from_one_running_planner_to_another() {
    let Workshop { folder, path: one, terminal: mut from } = Workshop::open();
    let other = folder.path().join("other.toml");
    fs::write(&other, "[plan]\nstart = 2027-04-01\n\n[initiative.crm]\ntitle = \"Ours\"\n").unwrap();
    let mut to = Terminal::start(folder.path(), &["other.toml", "--now", "2027-04-01"], SIZE);
    to.until("Ours");
    // crm and portal, by start the first and the last.
    from.keys(" Gy");
    from.until("Copied");
    from.keys(" y");
    from.until("Copied 2 initiatives");
    to.keys("p");
    to.until("crm is there already: it becomes crm-2");
    to.keys("\r");
    to.until("Paste 2 initiatives");
    to.keys("\u{13}");
    to.until("saved");
    let expected = "\
[plan]
start = 2027-04-01

[initiative.crm]
title = \"Ours\"

[initiative.crm-2]
cost.build = { capital = 120_000 }
duration = \"6 months\" # a guess

[initiative.portal]
duration = \"6 months\"
after = \"crm-2\"
# still to be priced
";
    to.until_that("the saved file", |_| fs::read_to_string(&other).unwrap() == expected);
    to.keys("u");
    to.until("Undone: Paste 2 initiatives");
    for mut terminal in [from, to] {
        terminal.keys("q");
        terminal.read_for(std::time::Duration::from_millis(300));
        terminal.try_keys("d");
        assert_eq!(terminal.ended(), 0);
    }
    assert_eq!(fs::read_to_string(&one).unwrap(), PLAN);
}
