//! One key to its drawn frame: what the app does with it, the frame, and the bytes that differ, on 100, 1,000 and 10,000.
//!
//! `cargo bench --bench frame` prints medians of the processor time; `cargo bench --bench frame -- 1000 'next row'` one of them.

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
const KEYS: [(&str, &[&str], &[&str], usize); 11] = [
    ("next row", &[], &["j"], 60),
    ("page", &[], &["PageDown", "PageUp"], 30),
    ("move a month", &["j", "j", "j"], &["L", "H"], 24),
    ("undo, redo", &["j", "L"], &["u", "U"], 24),
    ("bar in hand", &["j", "m"], &["Right", "Left"], 24),
    // With the mouse: each step is one further to the right, so that each is another plan.
    (DRAG, &["j", "z q"], &[], 24),
    ("type in a form", &["j", "Enter"], &["a", "Backspace"], 24),
    ("next year's money", &["2"], &["l", "h"], 30),
    ("next row of the table", &["3"], &["j"], 60),
    ("type in a cell", &["3", "F2"], &["a", "Backspace"], 24),
    ("type in the palette", &[":"], &["i", "Backspace"], 24),
];

fn main() {
    let wanted: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let named = std::env::args().skip(1).find(|it| KEYS.iter().any(|key| key.0 == it));
    println!(
        "{:>10}  {:<22}  {:>10}  {:>10}  {:>10}  {:>10}  {:>8}",
        "plan", "key", "median", "19 of 20", "least", "drawing", "bytes"
    );
    for size in SIZES.into_iter().filter(|size| wanted.is_empty() || wanted.contains(size)) {
        let plan = plans::generate(size, 1);
        for (name, before, keys, times) in
            KEYS.into_iter().filter(|key| named.as_deref().is_none_or(|name| name == key.0))
        {
            let today = Day::parse("2027-11-15").expect("a date");
            let session =
                Session::new(Source::new("p.toml", plan.text.as_str()), Options { case: None, today });
            let mut screen = Headless::new(session, "harbour", SCREEN).expect("the theme is built in");
            screen.draw();
            for key in before.iter().chain(keys) {
                screen.press(key);
                screen.draw();
            }
            let drag = [""];
            let keys = if name == DRAG { &drag } else { keys };
            let mut cells = 0;
            let mut step = |screen: &mut Headless, key: &str| {
                if name == DRAG {
                    cells += 1;
                    screen.drag(cells);
                } else {
                    screen.press(key);
                }
            };
            let (mut taken, mut drawn, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
            for key in keys.iter().cycle().take(times) {
                let (update, ()) = measure::of_thread(|| step(&mut screen, key));
                let (drawing, sent) = measure::of_thread(|| screen.draw());
                taken.push(update + drawing);
                drawn.push(drawing);
                bytes.push(sent);
            }
            taken.sort();
            drawn.sort();
            bytes.sort_unstable();
            let at = |times: &[Duration], share: usize| {
                measure::shown(times[(times.len() * share / 20).min(times.len() - 1)])
            };
            println!(
                "{size:>10}  {name:<22}  {:>10}  {:>10}  {:>10}  {:>10}  {:>8}",
                at(&taken, 10),
                at(&taken, 19),
                at(&taken, 0),
                at(&drawn, 10),
                bytes[bytes.len() / 2]
            );
        }
    }
}
