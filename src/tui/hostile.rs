//! Hostile strings in every text of a plan: no cell of any screen may hold what could steer a terminal or flood it.

use std::fmt::Write;
use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::App;
use super::effect::Then;
use super::event::{Event, Nearby, OnDiskNow, SaveEnd};
use super::overlays::Overlay;
use super::overlays::choice::{Choice, Matter};
use super::screens::draw;
use super::testing::{PLAN, app, press};
use super::update::update;
use crate::display::is_hidden;
use crate::keys::{self, Type};
use crate::store::Seen;
use crate::theme::Glyphs;

/// Strings as TOML writes them: escape sequences, a title and a link for the terminal, direction marks, control
/// characters, line ends, a flood of marks, wide and very long text.
fn strings() -> Vec<String> {
    vec![
        r"a\u001b[2J\u001b]0;owned\u0007b".to_owned(),
        r"a\u001b]8;;http://x\u001b\\b\u009b31m".to_owned(),
        r"a\u202eb\u2066c\u200fd\u2029e\u2060f".to_owned(),
        r"a\u0000\u0008\u007f\r\nb\tc\nd".to_owned(),
        format!("e{}z", "\u{301}".repeat(3_000)),
        format!("👩{}", "\u{200d}👩".repeat(500)),
        "漢字かな".repeat(300),
        "x".repeat(5_000),
    ]
}

/// A plan with a string in every key that takes text.
fn plan(string: &str) -> String {
    let mut text = String::from(
        "plan.start = 2027-04-01\nplan.end = 2030-03-31\nstage.a.gate.on = 2028-03-31\n\
         envelope.a.pays = [\"capital\"]\nenvelope.a.year.2027-28 = 1_000\n\
         initiative.a.stage = \"a\"\ninitiative.a.duration = \"6 months\"\n\
         initiative.a.cost.a.capital = 5_000\ninitiative.b.after = \"a\"\ninitiative.b.stage = \"a\"\n",
    );
    let mut given = 0;
    for table in keys::table().iter().filter(|table| table.name != "scenario") {
        for key in table.keys {
            let path = format!("{}.{}", table.path.replace('*', "a"), key.name);
            let path = path.trim_start_matches('.');
            let value = match key.ty {
                Type::Text | Type::Notes => format!("\"{string}\""),
                Type::Texts if path != "extends" => format!("[\"{string}\"]"),
                Type::Decisions => format!("{{ \"2027-01-01\" = \"{string}\" }}"),
                Type::Acceptances => format!("{{ M117 = \"{string}\" }}"),
                _ => continue,
            };
            given += 1;
            writeln!(text, "{path} = {value}").unwrap();
        }
    }
    assert!(given > 30, "only {given} keys take text");
    text
}

#[test]
fn no_text_of_a_plan_reaches_a_cell_raw() {
    let screens = [
        "",
        "4",
        "4 + +",
        "j",
        "Enter",
        "2",
        "2 Tab",
        "2 Tab Tab",
        "3",
        "3 Enter",
        ":",
        ": 'a",
        "?",
        "8",
        "n",
        "d d",
        "j L",
        "g s",
        "g a",
        "g a Enter",
        "g u",
        "g ,",
        "g W",
        "/ 'a",
        "F2",
        "j F2",
        "j x u U g u",
    ];
    for string in strings() {
        let text = plan(&string);
        for (keys, size) in screens.iter().flat_map(|keys| [(keys, (80, 24)), (keys, (200, 60))]) {
            let mut app = app(&text, "harbour", size);
            press(&mut app, keys);
            for (glyphs, _) in Glyphs::ALL {
                app.theme = app.theme.clone().with(glyphs);
                let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
                draw(&app, &mut buffer);
                for cell in &buffer.content {
                    let symbol = cell.symbol();
                    assert!(!symbol.chars().any(is_hidden), "{keys}: {symbol:?}");
                    assert!(symbol.len() <= 64, "{keys}: a cell of {} bytes", symbol.len());
                }
            }
        }
    }
}

/// Draws every symbol set, and looks at every cell.
fn looked_at(app: &App, what: &str) {
    let (columns, rows) = app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(app, &mut buffer);
    for cell in &buffer.content {
        assert!(!cell.symbol().chars().any(is_hidden), "{what}: {:?}", cell.symbol());
    }
}

#[test]
fn no_name_of_a_file_and_no_difference_reaches_a_cell_raw() {
    const NAME: &str = "a\u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}b\n.toml";
    // Raw in the text, as far as TOML has them.
    let text = format!("{PLAN}# \u{202e}\u{9b}31m\u{2066} raw\n");
    let theirs = text.replace("Booking", "\u{9b}2J\u{202e}Theirs");
    for size in [(80, 24), (200, 60)] {
        let path = PathBuf::from(NAME);
        let done =
            SaveEnd::Done { path: path.clone(), seen: Seen::new(&*text), warning: None, then: Then::Stay };
        let events = [
            ("a save", Event::Saved(done)),
            ("a save that failed", Event::Saved(SaveEnd::Failed(format!("{NAME}: cannot be saved")))),
            ("a copy", Event::Copied(Ok(path.clone()))),
            ("no copy", Event::Copied(Err(NAME.to_owned()))),
            ("other plans", Event::Recent(Nearby { recent: vec![path.clone()], beside: vec![path.clone()] })),
            ("the journal", Event::JournalFailed(NAME.to_owned())),
            ("a file that is gone", Event::Disk(OnDiskNow::Gone)),
            ("a file that cannot be read", Event::Disk(OnDiskNow::Unreadable(NAME.to_owned()))),
            ("what others wrote", Event::Disk(OnDiskNow::Text(Seen::new(&*theirs)))),
        ];
        for (what, event) in events {
            let mut app = app(&text, "harbour", size);
            app.disk.path = Some(path.clone());
            press(&mut app, "j j L");
            update(&mut app, event);
            looked_at(&app, what);
            press(&mut app, "Esc g W");
            looked_at(&app, what);
            press(&mut app, "Esc q");
            looked_at(&app, what);
        }
        // What an earlier program left, as a difference and a question.
        let mut app = app(&text, "harbour", size);
        let about = Matter::Unsaved { steps: 3, written: None };
        app.overlays.push(Overlay::Choice(Box::new(Choice::new(about, Seen::new(&*theirs), &text))));
        looked_at(&app, "what was left");
    }
}
