//! Hostile strings in every text of a plan: no cell of any screen may hold what could steer a terminal or flood it.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::screens::draw;
use super::testing::{app, press};
use crate::display::is_hidden;
use crate::keys::{self, Type};
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
