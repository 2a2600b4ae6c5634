//! Every change says how it is taken back, with the key that is bound: the commands of the table one by one, wherever they hold,
//! and whatever is answered to what they ask.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::document::Source;
use crate::tui::bindings::Bindings;
use crate::tui::command::{Command, Group, TABLE, UNDOES};
use crate::tui::keymap::{contexts, holds};
use crate::tui::overlays::Overlay;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::run;

/// Where commands are run: on an initiative, a stage, with marks, in each view, in a scenario, over the list of everything.
const PLACES: [&str; 7] = ["", "g g", "j Space j Space", "2", "3 l l l l", "g N 'Lean Enter L g S", "g a"];

/// What is answered to what they ask.
const ANSWERS: [&str; 4] = ["Enter", "'other_2m_5k Enter", "Right Right Enter", "'a"];

#[test]
fn every_change_says_what_takes_it_back() {
    let mut config = Config { there: true, ..Config::default() };
    config.take(Source::new("settings.toml", "[keys]\nundo = \"F9\"\n"));
    let keys = Bindings::new(&config.settings.keys).0;
    let undo = keys.after("; ", Command::Undo, UNDOES);
    assert_eq!(undo, "; F9 undoes");
    let (mut changed, mut missing) = (BTreeSet::new(), Vec::<String>::new());
    let entries = TABLE
        .iter()
        .filter(|it| it.group == Group::Change && it.command != Command::Undo && it.command != Command::Redo);
    let entries: Vec<_> = entries.collect();
    for place in PLACES {
        let mut here = BTreeSet::new();
        for answer in ANSWERS {
            for entry in &entries {
                if here.contains(entry.name) {
                    continue;
                }
                let mut app = app(PLAN, "harbour", (120, 40));
                app.keys = keys.clone();
                press(&mut app, place);
                if !contexts(&app).contains(&entry.context) || !holds(&app, entry.when) {
                    continue;
                }
                let before = (app.session.history().position(), app.session.text().to_owned());
                run(&mut app, entry.command);
                // Looked at when it happens: what is pressed next may take the message away.
                for key in std::iter::once("").chain(answer.split(' ')) {
                    press(&mut app, key);
                    if app.session.history().position() == before.0 || app.session.text() == before.1 {
                        continue;
                    }
                    here.insert(entry.name);
                    // Only the newest message is shown.
                    let said = app.toasts.last().map_or("", |toast| toast.text.as_str());
                    // In a form letters are typed; it is said when the form is kept.
                    let typed_in = matches!(app.overlays.last(), Some(Overlay::Form(_)));
                    if !said.contains(&undo) && !typed_in {
                        missing.push(format!("{} at {place:?}, {answer:?}: {said:?}", entry.name));
                    }
                    break;
                }
            }
        }
        changed.extend(here);
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    for name in ["later", "remove", "drop", "new", "move-down", "grab", "new-scenario"] {
        assert!(changed.contains(name), "{name} was not tried: {changed:?}");
    }
}
