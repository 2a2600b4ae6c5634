//! A whole plan from a blank one, by keys alone: four stages, three envelopes, fifteen initiatives in a chain; a breach,
//! who causes it, and its mending.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::terminal::Terminal;

const TAB: &str = "\t";
const ENTER: &str = "\r";
const ESCAPE: &str = "\u{1b}";
const CLEAR: &str = "\u{15}";
const PAGE_DOWN: &str = "\u{1b}[6~";
const DELETE: &str = "\u{1b}[3~";
const SAVE: &str = "\u{13}";

/// Hands at the planner.
struct Hands {
    terminal: Terminal,
}

impl Hands {
    /// Presses keys, one after another, and waits until the screen shows something; how many they were.
    fn press(&mut self, keys: &[&str], shows: &str) -> usize {
        for key in keys {
            self.terminal.keys(key);
        }
        self.terminal.until(shows);
        let named = [PAGE_DOWN, DELETE];
        keys.iter().map(|key| if named.contains(key) { 1 } else { key.chars().count() }).sum()
    }

    /// Presses one key and waits until a window is gone. A key after Esc that came with it would be Alt and that key.
    fn leave(&mut self, key: &str, window: &str) {
        self.terminal.keys(key);
        self.terminal.until_that("the end of the window", |it| !it.text().contains(window));
    }
}

fn milepost(folder: &Path, args: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
    let output = command.args(args).current_dir(folder).env("HOME", folder.join("home")).output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_plan_of_ones_own_is_begun_from_the_example() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(folder.path(), &["--now", "2027-11-15"], (120, 40));
    terminal.until("g O begins a plan of your own");
    terminal.keys("gO");
    terminal.until("New plan");
    terminal.keys(CLEAR);
    terminal.keys("harbour-office.toml\r");
    terminal.until("Opened harbour-office.toml");
    terminal.until("Nothing is planned yet");
    let text = fs::read_to_string(folder.path().join("harbour-office.toml")).unwrap();
    assert!(text.contains("title = \"Harbour office\"") && text.contains("start = 2028-04-01"), "{text}");
    // What is there is never written over.
    terminal.keys("gO");
    terminal.until("New plan");
    terminal.keys(CLEAR);
    terminal.keys("harbour-office.toml\r");
    terminal.until("there is a file with this name already");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn fifteen_initiatives_with_money_and_links_from_blank() {
    let folder = tempfile::tempdir().unwrap();
    assert!(milepost(folder.path(), &["new", "--template", "blank", "plan.toml"]).0);
    let terminal = Terminal::start(folder.path(), &["plan.toml", "--now", "2027-03-15"], (120, 40));
    let mut hands = Hands { terminal };
    hands.press(&[], "First step");
    hands.press(&["dd"], "Nothing is planned yet");
    hands.press(&["g", ","], "If you keep this");
    hands.press(&[CLEAR, "Marlow", TAB, TAB, TAB, TAB, TAB, "2031-03-31", ENTER], "2030/31");

    for stage in ["Foundations", "Online", "Joined up", "Digital"] {
        hands.press(&["g", "a"], "Everything in the plan");
        hands.press(&["new stage", ENTER], "Its title?");
        hands.press(&[stage, ENTER], &format!("Stage: {stage}"));
        hands.leave(ESCAPE, &format!("Stage: {stage}"));
    }

    hands.press(&["g", "a"], "Everything in the plan");
    hands.press(&["budget", DELETE], "Remove");
    hands.leave(ESCAPE, "Everything in the plan");
    hands.press(&["2"], "no envelope");
    for (title, pays, years) in [
        ("Capital", "capital", ["200k", "240k", "240k", "240k"]),
        ("Grants", "one-off", ["30k", "0", "0", "0"]),
        ("Revenue", "recurrent", ["50k", "50k", "50k", "50k"]),
    ] {
        hands.press(&["n"], "New envelope");
        hands.press(&[title, ENTER], &format!("Envelope: {title}"));
        hands.press(&[TAB, CLEAR, pays, PAGE_DOWN], "▸ allowed");
        let [one, two, three, four] = years;
        hands.press(&[one, TAB, two, TAB, three, TAB, four], "k");
        hands.leave(ENTER, &format!("Envelope: {title}"));
    }

    // By hand: three months and £60,000 each, one after another, four a year; the first also runs and has a grant.
    hands.press(&["1"], "Foundations");
    let mut most = 0;
    for number in 1..=15 {
        let stage = (number - 1) / 4 + 1;
        let line = match number {
            1 => "Work 1 3m 60k 30k one-off 12k/y @1".to_owned(),
            _ => format!("Work {number} 3m 60k after work-{} @{stage}", number - 1),
        };
        let began = hands.press(&["n"], "New initiative");
        let keys = began + hands.press(&[&line, ENTER], &format!("Add Work {number}"));
        most = most.max(keys);
    }
    assert!(most <= 60, "an initiative with its cost and its dependency takes {most} keys");

    // Four a year of £60,000 each are £240,000, and 2027/28 has £200,000.
    hands.press(&[], "2027/28 capital is over by £40,000 (work-4)");
    let who = hands.press(&["2"], "Who is in it");
    hands.press(&[], "Work 4");
    assert!(who <= 2);

    // The fourth a quarter later: three of them in 2027/28, and four in each year after it.
    hands.press(&["1"], "spend / there is");
    hands.press(&["k"; 14], "Work 4");
    let moved = hands.press(&["}"], "Affordable to 2030/31");
    assert!(moved <= 2);

    hands.press(&[SAVE], "Saved");
    hands.press(&["q"], "");
    assert_eq!(hands.terminal.ended(), 0);
    let text = fs::read_to_string(folder.path().join("plan.toml")).unwrap();
    assert_eq!(text.matches("\n[initiative.").count(), 15, "{text}");
    assert_eq!(text.matches("\nafter = ").count(), 14, "{text}");
    let (fine, said) = milepost(folder.path(), &["check", "plan.toml", "--now", "2027-03-15"]);
    assert!(fine && said.contains("Affordable to 2030/31"), "{said}\n{text}");
    let (_, money) = milepost(folder.path(), &["show", "plan.toml", "money", "--now", "2027-03-15"]);
    // Capital by year, and what the first runs for from 1 July 2027: nine months of £12,000, then whole years.
    let money = money.split_whitespace().collect::<Vec<_>>().join(" ");
    for row in ["spend 180.0 240.0 240.0 240.0", "spend 9.0 12.0 12.0 12.0"] {
        assert!(money.contains(row), "{row} is not in\n{money}");
    }
}
