//! What a terminal and a system do to a program that is open all day: sizes, stops, signals, a window that is closed.

use std::fs;
use std::time::Duration;

use rustix::process::Signal;

use crate::northmere::{NORTHMERE, NOW, SIZE, folder, open};
use crate::numbers::Numbers;
use crate::terminal::Terminal;

#[test]
fn after_four_hundred_sizes_the_frame_is_the_one_of_the_last() {
    let folder = folder();
    let mut fresh = open(folder.path());
    fresh.until_that("the first frame", |it| it.text().lines().count() >= usize::from(SIZE.1) - 1);
    fresh.read_for(Duration::from_millis(300));
    let wanted = fresh.text();
    fresh.kill();

    let mut terminal = open(folder.path());
    let edges = [(1, 1), (20, 5), (300, 80), (1, 80), (300, 1), (80, 24), (2, 2), (60, 20)];
    let mut numbers = Numbers::new(400);
    for storm in 0..400_usize {
        let any = (1 + numbers.below(300) as u16, 1 + numbers.below(80) as u16);
        terminal.resize(if storm % 3 == 0 { edges[storm / 3 % edges.len()] } else { any });
        // Some sizes are drawn, others are gone before that.
        if storm % 10 == 0 {
            terminal.read_for(Duration::from_millis(40));
        }
        // Views and lists are drawn at odd sizes too; each is left again.
        if storm % 40 == 0 {
            terminal.keys(["2", "gr", "3", "gr", "?", "\u{1b}", "8", "gr", ":", "\u{1b}"][storm / 40 % 10]);
        }
    }
    terminal.resize(SIZE);
    terminal.keys("\u{1b}");
    terminal.read_for(Duration::from_millis(100));
    terminal.keys("\u{1b}");
    terminal.read_for(Duration::from_millis(100));
    terminal.keys("gr");
    terminal.until_that("the frame of the last size", |it| it.text() == wanted);
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.restored());
}

#[test]
fn after_a_storm_of_drags_nothing_is_in_hand_and_undo_leads_back() {
    let folder = folder();
    let mut terminal = open(folder.path());
    let mut numbers = Numbers::new(77);
    for storm in 0..120_usize {
        let mut at = || (1 + numbers.below(122) as u16, 1 + numbers.below(42) as u16);
        let (from, to) = (at(), at());
        let mut gesture = format!("\u{1b}[<0;{};{}M", from.0, from.1);
        for step in 1..=20 {
            let on =
                |from: u16, to: u16| (i32::from(from) + (i32::from(to) - i32::from(from)) * step / 20) as u16;
            gesture += &format!("\u{1b}[<32;{};{}M", on(from.0, to.0), on(from.1, to.1));
        }
        // Some buttons come up elsewhere, and nobody says so.
        if storm % 4 > 0 {
            gesture += &format!("\u{1b}[<0;{};{}m", to.0, to.1);
        }
        terminal.keys(&gesture);
        match storm % 10 {
            3 => terminal.resize((100, 30)),
            4 => terminal.resize(SIZE),
            7 => terminal.keys(["2", "1", "4", "1", "3", "1"][storm / 10 % 6]),
            9 => terminal.read_for(Duration::from_millis(30)),
            _ => {}
        }
    }
    terminal.keys("\u{1b}[O");
    for _ in 0..4 {
        terminal.keys("\u{1b}");
        terminal.read_for(Duration::from_millis(100));
    }
    // What came in between two sizes may have been drawn for the other one.
    terminal.keys("\u{c}");
    terminal.read_for(Duration::from_millis(300));
    // Every step can be taken back, to the first byte.
    terminal.keys(&"u".repeat(150));
    terminal.until_that("all is undone", |it| {
        let text = it.text();
        text.contains("northmere.toml  saved") && !text.contains("undo:") && !text.contains("Undone:")
    });
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.restored());
    assert_eq!(fs::read_to_string(folder.path().join("northmere.toml")).unwrap(), NORTHMERE);
}

#[test]
fn a_program_that_was_stopped_goes_on_where_it_was() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    // Stopped from outside, without a word.
    terminal.signal(Signal::STOP);
    terminal.keys("j");
    terminal.read_for(Duration::from_millis(100));
    terminal.signal(Signal::CONT);
    terminal.keys("u");
    terminal.until("Undone");
    // Stopped as Ctrl-Z does it: the shell has its terminal back meanwhile.
    terminal.signal(Signal::TSTP);
    terminal.until_that("the shell's screen", |it| !it.taken());
    assert!(terminal.restored());
    // It has given the terminal back and stops a moment later; told to go on before, it would stop for good.
    #[cfg(target_os = "linux")]
    while state(terminal.process()) != 'T' {
        terminal.read_for(Duration::from_millis(10));
    }
    #[cfg(not(target_os = "linux"))]
    terminal.read_for(Duration::from_millis(500));
    terminal.signal(Signal::CONT);
    terminal.until_that("the planner's screen", |it| it.taken() && it.text().contains("Affordable"));
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

/// What a process does, in a letter: `T` is stopped.
#[cfg(target_os = "linux")]
fn state(process: u32) -> char {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    line.rsplit_once(") ").unwrap().1.chars().next().unwrap()
}

/// What a process has used of the processor, in hundredths of a second.
#[cfg(target_os = "linux")]
fn used(process: u32) -> u64 {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The name in parentheses may hold anything; the times are the 14th and 15th field.
    let fields: Vec<&str> = line.rsplit_once(')').unwrap().1.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_waits_uses_no_time() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.read_for(Duration::from_millis(1_500));
    let before = used(terminal.process());
    terminal.read_for(Duration::from_secs(3));
    let spent = used(terminal.process()) - before;
    assert!(spent <= 6, "{spent} hundredths of a second in three seconds of nothing");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_window_that_is_closed_ends_the_program_and_keeps_the_work() {
    let folder = folder();
    let mut terminal = open(folder.path());
    terminal.keys("L");
    terminal.until("May27");
    terminal.vanish();
    assert_eq!(terminal.ended(), 129);
    assert_eq!(fs::read_to_string(folder.path().join("northmere.toml")).unwrap(), NORTHMERE);
    let mut terminal = Terminal::start(folder.path(), &NOW, SIZE);
    terminal.until("work that was not saved");
    terminal.keys("r");
    terminal.until("May27");
}

/// Nobody reads what is written, and nobody types: the terminal is there, and full.
#[test]
fn a_terminal_that_takes_nothing_does_not_keep_a_signal_out() {
    let folder = folder();
    let mut terminal = open(folder.path());
    for _ in 0..200 {
        terminal.keys("LLLuuu");
    }
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.ended(), 143);
    assert!(terminal.restored());
}
