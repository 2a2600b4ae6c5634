//! What the work of a workshop takes in keys and clicks, counted while it is done.
//!
//! `UPDATE_DOCS=1 cargo test --lib strokes` writes the table of `docs/strokes.md`.

use std::fmt::Write as _;

use super::hand::{bar, mouse};
use super::shown;
use crate::check::{Effort, ways_back};
use crate::money::Verdict;
use crate::tui::app::{App, View};
use crate::tui::event::{Event, Mouse};
use crate::tui::key::sequence;
use crate::tui::testing::{app, press};
use crate::tui::trying::cell_in_question;
use crate::tui::update::update;
use crate::tui::ways::Kept;

/// A plan of 15 initiatives in three stages, over in its second year; with a case and a scenario.
fn plan() -> String {
    let mut text = "[plan]\ntitle = \"Harbour\"\nstart = 2027-04-01\nend = 2030-03-31\n\n[envelope.capital]\npays = [\"capital\"]\nyear.2027-28 = 900_000\nyear.2028-29 = 400_000\nyear.2029-30 = 900_000\n\n[case.dear]\ntitle = \"Dear\"\ncost = \"20%\"\n".to_owned();
    for stage in ["first", "second", "third"] {
        let _ = write!(text, "\n[stage.{stage}]\n");
    }
    for nth in 0..15 {
        let stage = ["first", "second", "third"][nth / 5];
        let _ = write!(
            text,
            "\n[initiative.work-{nth:02}]\ntitle = \"Work {nth:02}\"\nstage = \"{stage}\"\nnot-before = {}-04-01\nduration = \"6 months\"\ncost.build = {{ capital = 100_000 }}\n",
            2027 + nth / 5
        );
    }
    text
}

fn fresh() -> App {
    app(&plan(), "harbour", (120, 40))
}

/// How many keys are pressed, and how many letters of words typed.
fn counted(keys: &str) -> (usize, usize) {
    keys.split_whitespace().fold((0, 0), |(pressed, typed), word| match word.strip_prefix('\'') {
        Some(text) => (pressed, typed + text.chars().count()),
        None => (pressed + sequence(word).unwrap().len(), typed),
    })
}

/// By the mouse: what is done, and in how many clicks and drags.
type ByMouse = (&'static str, fn(&mut App) -> usize);

/// A task: what is to be done, by which keys, by which movements of the mouse, and whether it is done.
struct Task {
    name: &'static str,
    keys: &'static str,
    mouse: Option<ByMouse>,
    done: fn(&App) -> bool,
}

fn text(app: &App) -> &str {
    app.session.text()
}

fn click(app: &mut App, at: (i64, i64)) -> usize {
    mouse(app, Mouse::Press, at);
    mouse(app, Mouse::Release, at);
    1
}

fn drag(app: &mut App, from: (i64, i64), to: (i64, i64)) -> usize {
    mouse(app, Mouse::Press, from);
    mouse(app, Mouse::Drag, (from.0.midpoint(to.0), from.1.midpoint(to.1)));
    mouse(app, Mouse::Drag, to);
    mouse(app, Mouse::Release, to);
    1
}

/// Where a word stands on the screen.
fn word(app: &App, word: &str) -> (i64, i64) {
    let screen = shown(app);
    let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(word)).expect(word);
    (line[..line.find(word).unwrap()].chars().count() as i64 + 1, y as i64)
}

/// What the search for ways back finds, which runs beside the frame.
fn sought(app: &mut App) {
    let Some(cell) = cell_in_question(app) else { return };
    let analysis = app.session.shared().clone();
    let ways = ways_back(analysis.computed(), cell, Effort::default(), &|| true);
    let revision = app.revision;
    update(app, Event::Ways(revision, Box::new(Kept { cell, ways: Some(ways) })));
}

const TASKS: &[Task] = &[
    Task {
        name: "add an initiative with its length, cost and what it waits for",
        keys: "n 'Booking_6m_120k_capital_after_work-00 Enter",
        mouse: None,
        done: |app| text(app).contains("[initiative.booking]") && text(app).contains("after = \"work-00\""),
    },
    Task {
        name: "move a bar a quarter later",
        keys: "}",
        mouse: Some(("drag it", |app| {
            let (first, _, row) = bar(app, "work-00");
            drag(app, (first + 1, row), (first + 6, row))
        })),
        done: |app| text(app).contains("not-before = 2027-07-01"),
    },
    Task {
        name: "make a bar three months longer",
        keys: "> > >",
        mouse: Some(("drag its end", |app| {
            let (_, last, row) = bar(app, "work-00");
            drag(app, (last, row), (last + 5, row))
        })),
        done: |app| text(app).contains("duration = \"9 months\""),
    },
    Task {
        name: "link two that are in sight",
        keys: "c 'work_03 Enter",
        mouse: Some(("drag the handle of the selected bar onto the other", |app| {
            let (_, last, row) = bar(app, "work-00");
            let (first, _, other) = bar(app, "work-03");
            drag(app, (last + 1, row), (first + 2, other))
        })),
        done: |app| text(app).contains("after = "),
    },
    Task {
        name: "see who is in the year that is over",
        keys: "2",
        mouse: Some(("the view, then the year", |app| {
            let tab = word(app, "2 Money");
            click(app, tab) + {
                let year = word(app, "−100");
                click(app, year)
            }
        })),
        done: |app| app.view == View::Money && shown(app).contains("Work 05"),
    },
    Task {
        name: "mend a breach by the best single move",
        keys: "W Enter Enter",
        mouse: None,
        done: |app| app.session.analysis().verdict != Verdict::Over,
    },
    Task { name: "take the last step back", keys: "} u", mouse: None, done: |app| text(app) == plan() },
    Task {
        name: "look at the next case",
        keys: "g c",
        mouse: None,
        done: |app| app.session.analysis().case.as_deref() == Some("dear"),
    },
    Task {
        name: "put a case beside the plan",
        keys: "g x 'dear Enter",
        mouse: None,
        done: |app| app.other().is_some(),
    },
    Task {
        name: "make a scenario, move something in it, and make it the plan",
        keys: "g N 'Lean Enter } g P",
        mouse: None,
        done: |app| app.session.scenario().is_none() && text(app).contains("not-before = 2027-07-01"),
    },
    Task {
        name: "give 15 an owner",
        keys: "% a Tab 'Ada Enter",
        mouse: None,
        done: |app| text(app).matches("owner = \"Ada\"").count() == 15,
    },
    Task {
        name: "move the five of a stage by a quarter",
        keys: "k }",
        mouse: Some(("drag the line of the stage", |app| {
            let (first, _, row) = bar(app, "work-00");
            drag(app, (first + 1, row - 1), (first + 6, row - 1))
        })),
        done: |app| text(app).matches("not-before = 2027-07-01").count() == 5,
    },
    Task {
        name: "show only what costs more than a sum",
        keys: "/ 'cost>150k Enter",
        mouse: None,
        done: |app| app.passed().is_some_and(|passed| passed.count == 0),
    },
    Task {
        name: "sort by a column",
        keys: "3 Right Right s",
        mouse: Some(("the view, then the heading", |app| {
            let tab = word(app, "3 Initiatives");
            click(app, tab) + {
                let heading = word(app, " start ");
                click(app, heading)
            }
        })),
        done: |app| app.table.sort.is_some(),
    },
    Task {
        name: "type another cost into the table",
        keys: "3 Right Right Right Right '130k Enter",
        mouse: None,
        done: |app| text(app).contains("130_000"),
    },
    Task {
        name: "record a decision: who, what, why",
        keys: "g j 'Board Tab 'a_year_later Tab 'money Ctrl+s",
        mouse: None,
        done: |app| text(app).contains("decided."),
    },
    Task {
        name: "show the plan to the room",
        keys: "g k",
        mouse: None,
        done: |app| app.room.presenting.is_some(),
    },
];

/// The table, after every task was done by its keys and by its mouse.
fn table() -> String {
    let mut rows =
        "| task | keys | pressed | letters | by mouse | |\n|---|---|---:|---:|---|---:|\n".to_owned();
    for task in TASKS {
        let mut app = fresh();
        sought(&mut app);
        press(&mut app, task.keys);
        assert!((task.done)(&app), "{} by keys:\n{}\n{}", task.name, shown(&app), text(&app));
        let (pressed, letters) = counted(task.keys);
        let by_mouse = task.mouse.map(|(how, run)| {
            let mut app = fresh();
            press(&mut app, "z q");
            let count = run(&mut app);
            assert!((task.done)(&app), "{} by mouse:\n{}\n{}", task.name, shown(&app), text(&app));
            format!("{how} | {count} ")
        });
        let keys = task.keys.split_whitespace().map(|word| match word.strip_prefix('\'') {
            Some(text) => format!("*{}*", text.replace('_', " ")),
            None => format!("`{word}`"),
        });
        let keys = keys.collect::<Vec<_>>().join(" ");
        let letters = if letters == 0 { String::new() } else { letters.to_string() };
        let by_mouse = by_mouse.unwrap_or_else(|| "| ".to_owned());
        let _ = writeln!(rows, "| {} | {keys} | {pressed} | {letters} | {by_mouse}|", task.name);
    }
    rows
}

#[test]
fn the_counts_of_keys_and_clicks_are_those_of_the_page() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/strokes.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- counted -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    let wanted = format!("{before}<!-- counted -->\n{}<!-- end -->{after}", table());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    } else {
        assert!(page == wanted, "docs/strokes.md is stale: `UPDATE_DOCS=1 cargo test --lib strokes`");
    }
}

#[test]
fn two_hundred_rows_take_a_paste_and_a_key() {
    let mut app = fresh();
    let rows = (0..200).fold("title\tduration\tcapital\n".to_owned(), |mut rows, nth| {
        let _ = writeln!(rows, "Row {nth}\t3 months\t1000");
        rows
    });
    press(&mut app, "3");
    update(&mut app, Event::Paste(rows));
    press(&mut app, "Enter");
    assert_eq!(app.analysis().plan.initiatives.len(), 215);
    press(&mut app, "u");
    assert_eq!(text(&app), plan());
}
