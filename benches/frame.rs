//! One key to its drawn frame: what the app does with it, the frame, and the bytes that differ, on 100, 1,000 and 10,000.
//!
//! `cargo bench --bench frame` prints medians of the processor time; `cargo bench --bench frame -- 1000 'next row'` one of them.
//! With `uncounted` nothing is measured, for a profiler that counts `step` and `draw` by itself:
//! `valgrind --tool=callgrind --collect-atstart=no --toggle-collect='frame::step' FRAME --bench 1000 'next row' uncounted`.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod measure;
mod plans;

use std::time::Duration;

use milepost::analysis::Options;
use milepost::document::Source;
use milepost::session::Session;
use milepost::tui::Headless;
use milepost::units::Day;

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const SCREEN: (u16, u16) = (120, 40);

/// A bar that the mouse drags, a cell at a time.
const DRAG: &str = "drag a bar";

/// What is pressed, once for each figure: what it is called, the keys before, the keys in turn, how often.
const KEYS: [(&str, &[&str], &[&str], usize); 23] = [
    ("next row", &[], &["j"], 60),
    ("page", &[], &["PageDown", "PageUp"], 30),
    ("mark", &[], &["Space"], 60),
    ("type in the filter", &["/"], &["i", "Backspace"], 24),
    ("move a month", &["j", "j", "j"], &["L", "H"], 24),
    ("undo, redo", &["j", "L"], &["u", "U"], 24),
    ("bar in hand", &["j", "m"], &["Right", "Left"], 24),
    // With the mouse: each step is one further to the right, so that each is another plan.
    (DRAG, &["j", "z q"], &[], 24),
    ("move in a scenario", &["g s", "j", "j", "j"], &["L", "H"], 24),
    ("compared, next row", &["g x", "Enter"], &["j"], 60),
    ("compared, move a month", &["g x", "Enter", "j", "j", "j"], &["L", "H"], 24),
    ("ways back", &[], &["W", "Esc"], 24),
    ("gates", &[], &["9", "Esc"], 24),
    ("next slide", &["F10"], &["Right", "Left"], 24),
    ("type in a form", &["j", "Enter"], &["a", "Backspace"], 24),
    ("next year's money", &["2"], &["l", "h"], 30),
    ("next row of the table", &["3"], &["j"], 60),
    ("type in a cell", &["3", "F2"], &["a", "Backspace"], 24),
    ("along the network", &["4"], &["l", "h"], 24),
    ("next change", &["j", "j", "j", "L", "5"], &["j"], 30),
    ("undo, redo in the changes", &["j", "j", "j", "L", "5"], &["u", "U"], 24),
    ("next problem", &["8"], &["j"], 30),
    ("type in the palette", &[":"], &["i", "Backspace"], 24),
];

fn main() {
    let wanted: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let named = std::env::args().skip(1).find(|it| KEYS.iter().any(|key| key.0 == it));
    let counted = std::env::args().all(|it| it != "uncounted");
    println!(
        "{:>10}  {:<25}  {:>10}  {:>10}  {:>10}  {:>10}  {:>8}",
        "plan", "key", "median", "19 of 20", "least", "drawing", "bytes"
    );
    for size in SIZES.into_iter().filter(|size| wanted.is_empty() || wanted.contains(size)) {
        let mut plan = plans::generate(size, 1).text;
        // Something to compare with, to show, and to be gone to.
        plan.push_str(
            "[case.dear]\ntitle = \"Dearer\"\ncost = \"10%\"\n\n[scenario.late]\ntitle = \"Later\"\n",
        );
        plan = plan.replacen("stage = ", "deadline = 2027-05-01\nstage = ", 40);
        for (name, before, keys, times) in
            KEYS.into_iter().filter(|key| named.as_deref().is_none_or(|name| name == key.0))
        {
            let mut screen = open(&plan, before.iter().chain(keys));
            let drag = [""];
            let keys = if name == DRAG { &drag } else { keys };
            let mut taken = Vec::new();
            for (nth, key) in (1..).zip(keys.iter().cycle().take(times)) {
                let key = if name == DRAG { Step::Drag(nth) } else { Step::Press(key) };
                if counted {
                    let (update, ()) = measure::of_thread(|| step(&mut screen, key));
                    let (drawing, sent) = measure::of_thread(|| screen.draw());
                    taken.push((update + drawing, drawing, sent));
                } else {
                    step(&mut screen, key);
                    screen.draw();
                }
            }
            if counted {
                print(size, name, &taken);
            }
        }
    }
}

/// What is measured.
#[derive(Clone, Copy)]
enum Step<'a> {
    Press(&'a str),
    /// So many cells from where the bar was taken.
    Drag(i16),
}

#[inline(never)]
fn step(screen: &mut Headless, step: Step) {
    match step {
        Step::Press(key) => screen.press(key),
        Step::Drag(cells) => screen.drag(cells),
    }
}

/// The planner on a plan, with some keys pressed.
fn open<'a>(plan: &str, keys: impl Iterator<Item = &'a &'a str>) -> Headless {
    let today = Day::parse("2027-11-15").expect("a date");
    let session = Session::new(Source::new("p.toml", plan), Options { case: None, today });
    let mut screen = Headless::new(session, "harbour", SCREEN).expect("the theme is built in");
    screen.draw();
    for key in keys {
        screen.press(key);
        screen.draw();
    }
    screen
}

/// Prints a row: what each step took, how much of that was drawing, and what was sent.
fn print(size: usize, name: &str, steps: &[(Duration, Duration, usize)]) {
    let mut taken: Vec<Duration> = steps.iter().map(|it| it.0).collect();
    let mut drawn: Vec<Duration> = steps.iter().map(|it| it.1).collect();
    let mut bytes: Vec<usize> = steps.iter().map(|it| it.2).collect();
    taken.sort();
    drawn.sort();
    bytes.sort_unstable();
    let at = |times: &[Duration], share: usize| {
        measure::shown(times[(times.len() * share / 20).min(times.len() - 1)])
    };
    println!(
        "{size:>10}  {name:<25}  {:>10}  {:>10}  {:>10}  {:>10}  {:>8}",
        at(&taken, 10),
        at(&taken, 19),
        at(&taken, 0),
        at(&drawn, 10),
        bytes[bytes.len() / 2]
    );
}
