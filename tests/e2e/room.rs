//! In front of a room: slides are gone through, a decision is recorded on one, and the file has exactly that line more.

use std::fs;
use std::time::Duration;

use crate::terminal::Terminal;

const PLAN: &str = "# Ours\n[plan]\ntitle = \"Harbour\"\nstart = 2027-04-01\n\n[envelope.capital]\npays = [\"capital\"]\n\
                    year.2027-28 = 200_000\n\n[stage.one]\ntitle = \"First\"\n\n[initiative.crm]  # the records\ntitle = \"Records\"\n\
                    stage = \"one\"\nduration = \"6 months\"\ncost.build = { capital = 120_000 }  # quoted\n";

#[test]
fn a_decision_recorded_on_a_slide_is_one_line_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.toml");
    fs::write(&path, PLAN).unwrap();
    let mut terminal = Terminal::start(folder.path(), &["plan.toml", "--now", "2027-09-15"], (80, 24));
    terminal.until("Affordable to 2027/28");
    terminal.keys("gk");
    terminal.until("Headroom in Capital");
    terminal.keys(" ");
    terminal.until("2/3");
    terminal.until("£120k once");
    terminal.keys("m");
    terminal.until_that("hidden money", |it| !it.text().contains('£'));
    terminal.keys("d");
    terminal.until("Decision on Records");
    terminal.keys("Cabinet\rapproved\rthe supplier waits\r");
    terminal.until("Decision on Records; u undoes");
    // Nothing else can be changed here.
    terminal.keys("xL>");
    terminal.keys("\u{1b}");
    terminal.until("Enter edit");
    terminal.keys("\u{13}");
    let wanted = format!("{PLAN}decided.2027-09-15 = \"Cabinet: approved, because the supplier waits\"\n");
    terminal.until_that("the saved decision", |_| fs::read_to_string(&path).unwrap() == wanted);
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.restored());
}

#[test]
fn the_tour_can_be_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let mut terminal = Terminal::start(folder.path(), &["tour", "--now", "2027-04-01"], (120, 40));
        terminal.until("Tour 1/9");
        terminal.until("Find your way");
        terminal.keys("2");
        terminal.until("Tour 2/9");
        terminal.keys("q");
        assert_eq!(terminal.ended(), 0);
    }
}

#[test]
fn the_first_start_offers_the_tour_once() {
    let folder = tempfile::tempdir().unwrap();
    for offered in [true, false] {
        let mut terminal = Terminal::start(folder.path(), &["--now", "2027-04-01"], (120, 40));
        terminal.until("Affordable to 2031/32.");
        if offered {
            terminal.until("New here?");
        } else {
            terminal.until("q quit");
            terminal.read_for(Duration::from_millis(300));
            assert!(!terminal.text().contains("New here?"));
        }
        terminal.keys("q");
        assert_eq!(terminal.ended(), 0);
    }
}
