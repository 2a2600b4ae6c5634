//! Finding anything, walking the history, and what can follow a key, by their keys.

use super::{after, shown};
use crate::tui::app::{RowKey, View};
use crate::tui::event::Event;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::lists::matching;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;

#[test]
fn anything_is_found_by_a_part_of_its_name_or_with_a_slip() {
    for keys in [": 'crm Enter", ": 'customer Enter", ": 'custmer Enter", ": 'cstmrrec Enter"] {
        let (_, app) = after(keys);
        assert_eq!(app.roadmap.cursor, RowKey::Bar("crm".to_owned()), "{keys}");
    }
    let (_, app) = after(": '2029/30 Enter");
    assert_eq!((app.view, app.money.year), (View::Money, 2));
    let (_, app) = after(": 'small_steps Enter");
    assert_eq!(app.roadmap.cursor, RowKey::Lane("small-steps".to_owned()));
    let (_, app) = after(": 'paper Enter");
    assert_eq!(app.theme.name, "paper");
}

#[test]
fn what_editors_call_it_and_its_own_key_come_first() {
    for (typed, expected) in [
        ("q", "Quit"),
        ("q!", "Quit"),
        ("wq", "Quit"),
        ("qa", "Close all plans"),
        ("w", "Save"),
        ("e", "Open another plan"),
        ("F", "Previous problem"),
        ("x", "Leave out, or take in again"),
    ] {
        let (_, app) = after(&format!("L : '{typed}"));
        let Some(Overlay::List(list)) = app.overlays.last() else { panic!("no list") };
        let items = list.items(&app);
        assert_eq!(matching(&items, typed)[0].title, expected, "{typed}");
    }
}

#[test]
fn a_key_that_does_nothing_says_so_and_where_the_others_are() {
    for (keys, said) in [("Z", "Z does nothing here; ?"), ("g y", "g y does nothing here"), ("F7", "F7 does")]
    {
        let (text, app) = after(keys);
        assert!(app.toasts[0].text.starts_with(said), "{:?}", app.toasts);
        assert_eq!(text, PLAN);
    }
}

#[test]
fn in_the_table_what_is_found_is_selected_there() {
    let (_, app) = after("3 : 'booking Enter");
    assert_eq!((app.view, app.roadmap.cursor), (View::Initiatives, RowKey::Bar("booking".to_owned())));
}

#[test]
fn the_history_is_walked() {
    let (text, mut app) = after("j j L L L g u Up Up Up Enter");
    assert_eq!(text, PLAN);
    assert!(
        app.toasts.last().is_some_and(|toast| toast.text.starts_with("3 steps back")),
        "{:?}",
        app.toasts
    );
    press(&mut app, "g u Down Down Enter");
    assert!(app.session.text().contains("not-before = 2027-12-01"));
    press(&mut app, "g u Esc");
    assert!(app.session.text().contains("not-before = 2027-12-01"));
}

#[test]
fn what_can_follow_a_key_is_shown_after_a_while() {
    let mut app = app(PLAN, "mono", (80, 24));
    press(&mut app, "g");
    assert!(!shown(&app).contains("Save as"));
    assert_eq!(app.deadline(), Some(300));
    app.now = 300;
    update(&mut app, Event::Tick);
    let screen = shown(&app);
    assert!(screen.contains("W Save as") && screen.contains("r Roadmap"), "{screen}");
    press(&mut app, "i");
    assert_eq!(app.view, View::Initiatives);
    assert!(!shown(&app).contains("Save as"));
}

#[test]
fn one_line_adds_everything_that_it_says() {
    let (text, _) = after("n 'Kiosks_4m_50k_capital_24k/y_after_crm_@existing_owner:CUS Enter");
    for line in [
        "stage = \"existing\"",
        "owner = \"CUS\"",
        "capital = 50_000",
        "recurrent = 24_000",
        "per = \"year\"",
    ] {
        assert!(
            text.split("[initiative.kiosks]").nth(1).is_some_and(|own| own.contains(line)),
            "{line}: {text}"
        );
    }
    let (_, app) = after("n 'Kiosks_@77");
    assert!(shown(&app).contains("? @77: no stage has that number"), "{}", shown(&app));
}

#[test]
fn a_stage_that_is_not_there_is_made_with_the_initiative_in_one_step() {
    let (_, app) = after("n 'Kiosks_4m_@smlal");
    assert!(
        shown(&app).contains("+ smlal: no stage is called that, it is made; or @small-steps?"),
        "{}",
        shown(&app)
    );
    let (text, mut app) = after("n 'Kiosks_4m_@Housing Enter");
    assert!(text.contains("[stage.housing]\ntitle = \"Housing\"\n"), "{text}");
    let own = text.split("[initiative.kiosks]").nth(1).unwrap();
    assert!(own.contains("title = \"Kiosks\"") && own.contains("stage = \"housing\""), "{text}");
    assert!(shown(&app).contains("Add Kiosks in a new stage Housing"), "{}", shown(&app));
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
}
