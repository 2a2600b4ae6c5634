//! Forms in a real terminal: what is typed in each kind of field, and the bytes of the file afterwards.

use std::fs;
use std::path::Path;

use crate::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);

/// A plan with remarks in awkward places.
const PLAN: &str = r#"# Written by hand
[plan]
title = "Forms"
start = 2027-04-01
end = 2030-03-31

[stage.one]
title = "First" # a remark

[stage.two]
title = "Second"

[envelope.money]
title = "Money"
year.2027-28 = 2_000_000
year.2028-29 =   500_000 # agreed
year.2029-30 = 500_000

[initiative.alpha]
title = "Alpha"
stage = "one" # to be agreed
duration = "6 months"
cost.build = { capital = 1_000_000 } # the largest

[initiative.beta]
title = "Beta"
stage = "one"
start = 2027-06-01
duration = "3 months"
cost.build = { capital = 200_000 }
"#;

const TAB: &str = "\t";
const CLEAR: &str = "\u{15}";
const PAGE_DOWN: &str = "\u{1b}[6~";
const RIGHT: &str = "\u{1b}[C";
const DOWN: &str = "\u{1b}[B";
const CONTROL_SPACE: &str = "\0";

/// The program with the plan in a folder of its own.
struct Planner {
    folder: tempfile::TempDir,
    terminal: Terminal,
}

impl Planner {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plan.toml"), PLAN).unwrap();
        let mut terminal = Terminal::start(folder.path(), &["plan.toml", "--now", "2027-04-01"], SIZE);
        terminal.until_that("the first frame", |it| {
            it.text().trim_end().lines().last().is_some_and(|line| line.contains("plan.toml"))
        });
        Self { folder, terminal }
    }

    /// Types keys and waits until the screen shows something.
    fn types(&mut self, keys: &str, shows: &str) -> &mut Self {
        self.terminal.keys(keys);
        self.terminal.until(shows);
        self
    }

    fn file(&self) -> String {
        read(self.folder.path())
    }

    /// Keeps the form and saves the plan; what stands in the file then.
    fn kept(&mut self) -> String {
        let before = self.file();
        self.types("\r", "undoes");
        let path = self.folder.path().to_owned();
        self.terminal.keys("\u{13}");
        self.terminal.until_that("the saved file", |_| read(&path) != before);
        self.terminal.until("Saved");
        self.file()
    }

    /// Leaves the program; nothing may be asked.
    fn leaves(mut self) {
        self.terminal.keys("q");
        assert_eq!(self.terminal.ended(), 0);
        assert!(self.terminal.restored());
    }
}

fn read(folder: &Path) -> String {
    fs::read_to_string(folder.join("plan.toml")).unwrap()
}

/// The plan with one text in it replaced by another, as a person would.
fn with(old: &str, new: &str) -> String {
    assert_eq!(PLAN.matches(old).count(), 1, "{old}");
    PLAN.replace(old, new)
}

#[test]
fn amounts_are_written_as_meant() {
    let mut planner = Planner::open();
    let amount = |figure| with("capital = 1_000_000 }", &format!("capital = {figure} }}"));
    for (typed, shows, figure) in [
        ("1.4m", "= 1,400,000", "1_400_000"),
        ("+10%", "= 1,540,000", "1_540_000"),
        ("=1.2m+200k", "= 1,400,000", "1_400_000"),
        ("£1,250.50", "1,250.50", "1_250.50"),
    ] {
        planner.types(&format!("\r{PAGE_DOWN}"), "▸ build capital");
        planner.types(&format!("{CLEAR}{typed}"), shows);
        assert_eq!(planner.kept(), amount(figure), "{typed}");
    }
    planner.leaves();
}

#[test]
fn dates_are_written_as_meant() {
    let mut planner = Planner::open();
    let start = |written| with("start = 2027-06-01", &format!("start = {written}"));
    for (typed, shows, written) in [
        ("Jan 28", "= 1 Jan 2028 · Q4 2027/28", "\"2028-01\""),
        ("Q2 27/28", "= 1 Jul 2027 · Q2 2027/28", "2027-07-01"),
        ("+6m", "= 1 Jan 2028 · Q4 2027/28", "2028-01-01"),
    ] {
        // Beta is the row below; its start is the seventh field.
        planner.terminal.keys(if typed == "Jan 28" { "j\r" } else { "\r" });
        planner.types(&TAB.repeat(6), "▸ Start");
        planner.types(&format!("{CLEAR}{typed}"), shows);
        assert_eq!(planner.kept(), start(written), "{typed}");
    }
    planner.leaves();
}

#[test]
fn what_is_wrong_stays_marked_and_is_never_written() {
    let mut planner = Planner::open();
    planner.types(&format!("\r{PAGE_DOWN}"), "▸ build capital");
    planner.types(&format!("{CLEAR}lots"), "takes an amount");
    planner.types("\r", "Not kept.");
    // A form that cannot be kept stays, with what was typed in it.
    assert!(planner.terminal.text().contains("× lots"), "{}", planner.terminal.text());
    assert_eq!(planner.file(), PLAN);
    planner.types("\u{1b}", "Left; nothing is changed");
    assert_eq!(planner.file(), PLAN);
    planner.leaves();
}

#[test]
fn what_was_typed_is_given_up_with_escape() {
    let mut planner = Planner::open();
    planner.types(&format!("\r{CLEAR}Another title{TAB}{TAB}"), "1 field differs");
    planner.types("\u{1b}", "Left; nothing is changed");
    assert_eq!(planner.file(), PLAN);
    planner.leaves();
}

#[test]
fn ids_are_chosen_from_lists_and_days_from_a_calendar() {
    let mut planner = Planner::open();
    // The stage of Alpha; what it waits for, found by a part of the title.
    planner.types(&format!("\r{TAB}{TAB} {DOWN}"), "✓ two");
    planner.types("\r", "was one");
    planner.types(&TAB.repeat(7), "▸ Waits for");
    planner.types(" bet", "Beta");
    planner.types("\r", "▸ Waits for           beta");
    let chosen = with(
        "stage = \"one\" # to be agreed\nduration = \"6 months\"\n",
        "stage = \"two\" # to be agreed\nduration = \"6 months\"\nafter = \"beta\"\n",
    );
    assert_eq!(planner.kept(), chosen);
    // Alpha is in the second lane now, and keeps the cursor; Beta stands above it.
    planner.types("kk\r", "Beta");
    planner.types(&format!("{}{CONTROL_SPACE}", TAB.repeat(6)), "Tue 1 Jun 2027");
    planner.types(&format!("{RIGHT}{PAGE_DOWN}"), "Fri 2 Jul 2027");
    planner.types("\r", "was 2027-06-01");
    assert_eq!(planner.kept(), chosen.replace("start = 2027-06-01", "start = 2027-07-02"));
    planner.leaves();
}

#[test]
fn a_row_of_a_spreadsheet_is_pasted_into_the_years() {
    let mut planner = Planner::open();
    planner.types("2", "Money");
    planner.types("E", "▸ allowed");
    planner.types("\u{1b}[200~£2,100,000.50\t 600 000\t(50,000)\u{1b}[201~", "3 figures pasted");
    // What is left of the first year: 2,100,000.50 less 1,200,000.
    planner.terminal.until("900,000.50");
    let years = "year.2027-28 = 2_100_000.50\nyear.2028-29 =   600_000 # agreed\nyear.2029-30 = -50_000\n";
    let before = "year.2027-28 = 2_000_000\nyear.2028-29 =   500_000 # agreed\nyear.2029-30 = 500_000\n";
    assert_eq!(planner.kept(), with(before, years));
    planner.leaves();
}
