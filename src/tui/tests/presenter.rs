//! Slides, by their keys.

use super::{differing, shown};
use crate::tui::app::{App, View};
use crate::tui::bookmark;
use crate::tui::testing::{PLAN, app, press};

/// The screen of the small plan while slides are shown, without the first message.
fn presenting(size: (u16, u16), keys: &str) -> App {
    let mut app = app(PLAN, "harbour", size);
    press(&mut app, "F10");
    app.toasts.clear();
    press(&mut app, keys);
    app
}

#[test]
fn slides_go_through_the_plan_its_stages_and_its_money() {
    for (keys, expected, number) in [
        ("", "Headroom in Capital, £k", "1/4"),
        ("Right", "Electronic forms", "2/4"),
        ("Space Space", "Customer records", "3/4"),
        ("Right Right Right", "Capital", "4/4"),
        ("End Right Left", "Customer records", "3/4"),
        ("3", "Booking", "3/4"),
        ("9 0 2", "Electronic forms", "2/4"),
        ("j Enter", "Booking", "3/4"),
        ("End Home", "Headroom in Capital, £k", "1/4"),
    ] {
        let screen = shown(&presenting((80, 24), keys));
        assert!(screen.contains(expected) && screen.contains(number), "{keys}\n{screen}");
        // Nothing of the workshop: no views, no hints, no codes.
        assert!(!screen.contains("undo") && !screen.contains("Roadmap"), "{screen}");
    }
}

#[test]
fn leaving_leads_back_to_where_the_reader_was() {
    for keys in ["j j", "2 l Tab", "3 j l l", "4 Right", "8 j", "/ 'cost>100k Enter"] {
        let mut app = app(PLAN, "harbour", (100, 30));
        press(&mut app, keys);
        app.toasts.clear();
        let (mark, before) = (bookmark::leave(&app), shown(&app));
        press(&mut app, "F10 Right j j z p t b x End j z m m");
        app.toasts.clear();
        press(&mut app, "Esc");
        assert!(app.room.presenting.is_none(), "{keys}");
        assert_eq!(bookmark::leave(&app), mark, "{keys}");
        let view = app.view;
        // Clearing the filter is what Esc does once the slides are left.
        if !keys.starts_with('/') && view != View::Roadmap {
            assert_eq!(shown(&app), before, "{keys}");
        }
    }
}

#[test]
fn nothing_but_a_decision_can_be_changed() {
    for slide in ["", "Right", "Right Right j", "End"] {
        let mut app = presenting((80, 24), slide);
        press(&mut app, "x L > } n Delete e c C J K U Ctrl+y i / : 'abc g w Ctrl+k F2 < { u");
        assert_eq!(app.session.text(), PLAN, "{slide}");
        assert!(app.room.presenting.is_some() && app.overlays.is_empty(), "{slide}");
    }
    let mut app = presenting((80, 24), "3 j d 'Cabinet Enter 'approved Enter Enter");
    assert_eq!(differing(app.session.text()), ["+decided.2027-09-15 = \"Cabinet: approved\""]);
    assert!(app.session.text().contains("[initiative.crm]\ntitle = \"Customer records\""));
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn what_was_done_before_the_slides_is_not_taken_back_in_them() {
    let mut app = app(PLAN, "harbour", (80, 24));
    press(&mut app, "j j L F10 u u");
    assert_eq!(differing(app.session.text()), ["+not-before = 2027-11-01"]);
}

#[test]
fn hidden_money_is_nowhere() {
    let plan = PLAN.replace("title = \"Booking\"", "title = \"Booking (£30k)\"");
    for slide in ["", "Right", "Right Right j j z", "End", "End z"] {
        for size in [(60, 20), (80, 24), (200, 60)] {
            let mut app = app(&plan, "harbour", size);
            press(&mut app, "F10 m");
            press(&mut app, slide);
            let screen = shown(&app);
            assert!(
                !screen.contains('£') && !screen.contains("120") && !screen.contains("150"),
                "{slide}\n{screen}"
            );
            // What is said of a change is not shown either.
            app.say("2028/29 capital −£60,000; u undoes");
            let screen = shown(&app);
            assert!(!screen.contains('£') && !screen.contains("60,0"), "{slide}\n{screen}");
        }
    }
    let mut app = app(&plan, "harbour", (80, 24));
    press(&mut app, "F10 m Esc F10");
    assert!(app.room.money_hidden, "it is remembered");
}

#[test]
fn the_marked_row_is_enlarged_and_an_empty_screen_comes_back_by_any_key() {
    let mut app = presenting((80, 24), "3 j z");
    let screen = shown(&app);
    // The upper edges of the first letters of CUSTOMER.
    assert!(screen.contains("██████  ██  ██    ████  ██████"), "{screen}");
    assert!(screen.contains("1 Oct 2027 → 30 Sep 2028, 12 months"), "{screen}");
    press(&mut app, "b");
    assert_eq!(shown(&app).trim(), "");
    press(&mut app, "x");
    assert_eq!(shown(&app), screen);
}

#[test]
fn a_title_without_large_letters_is_spread() {
    let plan = PLAN.replace("\"Booking\"", "\"予約 e\u{301}\"");
    let mut app = app(&plan, "harbour", (80, 24));
    press(&mut app, "F10 3 z");
    let screen = shown(&app);
    assert!(screen.contains("予  約"), "{screen}");
}
