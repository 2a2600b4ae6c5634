//! What is half typed when the program dies is open again at the next start.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::terminal::Terminal;

const PLAN: &str = r#"[plan]
title = "Harbour"
start = 2027-04-01
end = 2030-03-31

[envelope.capital]
pays = ["capital"]
year.2027-28 = 200_000

[initiative.e-forms]
title = "Electronic forms"
duration = "6 months"
cost.platform = { capital = 120_000 }
"#;

/// Where something is typed: the keys that lead there, what is typed, and the keys that keep it.
const PLACES: [(&str, &str, &str); 4] = [
    ("\r", "Forms for all", "\r"),
    ("3\x1b[C\x1b[C\x1b[C\x1b[C\r", "135k", "\r"),
    ("n", "Training 2m 40k", "\r"),
    ("gj", "Board", "\tyes\x13"),
];

fn start(folder: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::start(folder, &["plan.toml", "--now", "2027-11-15"], (120, 40));
    terminal.until("Harbour");
    terminal
}

#[test]
fn what_is_half_typed_outlives_the_program() {
    for (leads, typed, keeps) in PLACES {
        for how in [Signal::KILL, Signal::HUP] {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path();
            std::fs::write(folder.join("plan.toml"), PLAN).unwrap();
            let mut terminal = start(folder);
            terminal.until("? keys");
            terminal.keys(leads);
            terminal.keys(typed);
            terminal.until(typed);
            terminal.signal(how);
            terminal.ended();
            assert_eq!(std::fs::read_to_string(folder.join("plan.toml")).unwrap(), PLAN);
            if how == Signal::HUP {
                let said = terminal.text();
                assert!(said.contains("what was being typed comes back"), "{said}");
            }
            let mut terminal = start(folder);
            terminal.until("is back");
            terminal.until(typed);
            // It goes on as if nothing had happened, and then there is nothing more to come back.
            terminal.keys(keeps);
            terminal.keys("\x13");
            let written = || std::fs::read_to_string(folder.join("plan.toml")).unwrap() != PLAN;
            let end = Instant::now() + Duration::from_secs(20);
            while !written() {
                assert!(Instant::now() < end, "nothing was saved:\n{}", terminal.text());
                terminal.read_for(Duration::from_millis(50));
            }
            terminal.keys("q");
            assert_eq!(terminal.ended(), 0);
            let mut terminal = start(folder);
            terminal.until("? keys");
            assert!(!terminal.text().contains("is back"), "{}", terminal.text());
            terminal.kill();
        }
    }
}
