//! Decisions, by their keys.

use super::{differing, shown};
use crate::tui::app::RowKey;
use crate::tui::overlays::Overlay;
use crate::tui::testing::{PLAN, app, press};

#[test]
fn a_decision_is_one_line_of_the_file_and_one_step_of_undo() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "j j L g j");
    // What the last change did is what there is to decide about.
    assert!(shown(&app).contains("what  1 month later"), "{}", shown(&app));
    press(&mut app, "'Programme_board Enter Ctrl+u 'start_in_November Enter 'money_is_short. Enter");
    let line = "+decided.2027-09-15 = \"Programme board: start in November, because money is short\"";
    assert_eq!(differing(app.session.text()), ["+not-before = 2027-11-01", line]);
    assert_eq!(app.toasts.last().unwrap().text, "Decision on Booking; u undoes");
    press(&mut app, "u u");
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn who_decided_is_remembered_and_what_is_needed_is_said() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "g j 'Cabinet Tab Ctrl+s");
    assert!(shown(&app).contains("What was decided is needed"), "{}", shown(&app));
    press(&mut app, "'approved Ctrl+s");
    assert_eq!(differing(app.session.text()), ["+decided.2027-09-15 = \"Cabinet: approved\""]);
    press(&mut app, "g j");
    assert!(shown(&app).contains("already today: Cabinet: approved"), "{}", shown(&app));
    press(&mut app, "'on_condition Enter Enter");
    let both = "+decided.2027-09-15 = \"Cabinet: approved; Cabinet: on condition\"";
    assert_eq!(differing(app.session.text()), [both]);
    press(&mut app, "g j 'nothing Esc");
    assert_eq!(differing(app.session.text()), [both]);
}

#[test]
fn every_view_has_its_item_and_asks_where_there_are_several() {
    for (keys, title) in [
        ("j j g j", "Decision on Booking"),
        ("3 j g j", "Decision on "),
        ("4 Right g j", "Decision on "),
        ("8 g j", ""),
        // On a stage, and on a cell of the money, there are several.
        ("j g j", "A decision on which?"),
        ("2 g j Enter", "Decision on "),
    ] {
        let mut app = app(PLAN, "harbour", (100, 30));
        press(&mut app, keys);
        assert!(!app.overlays.is_empty(), "{keys}");
        assert!(shown(&app).contains(title), "{keys}\n{}", shown(&app));
    }
}

#[test]
fn the_log_lists_by_date_finds_and_leads_there() {
    let plan = PLAN
        .replace("duration = \"12 months\"", "duration = \"12 months\"\ndecided.2027-05-02 = \"Board: wait\"")
        .replace("duration = \"3 months\"", "duration = \"3 months\"\ndecided.2027-08-01 = \"Cabinet: go\"");
    let mut app = app(&plan, "harbour", (100, 30));
    press(&mut app, "g J");
    let screen = shown(&app);
    let (late, early) = (screen.find("Booking: go").unwrap(), screen.find("Customer records: wait").unwrap());
    assert!(late < early, "{screen}");
    press(&mut app, "'wait Enter");
    assert!(app.overlays.is_empty());
    assert_eq!(app.roadmap.cursor, RowKey::Bar("crm".to_owned()));
    app.size = (200, 50);
    assert!(shown(&app).contains("decided 2 May 2027: Board: wait"), "{}", shown(&app));
}

#[test]
fn without_decisions_the_log_says_how_to_record_one() {
    let mut app = app(PLAN, "harbour", (100, 30));
    press(&mut app, "g J");
    assert!(!matches!(app.overlays.last(), Some(Overlay::List(_))));
    assert_eq!(app.toasts.last().unwrap().text, "No decision is recorded; g j records one");
}
