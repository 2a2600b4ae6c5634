//! The problems, by their keys.

use super::{differing, shown};
use crate::tui::app::{RowKey, View};
use crate::tui::event::{Event, Mouse};
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;

/// The small plan with two slips and a word that takes somebody who decides.
fn slipped() -> String {
    PLAN.replace("stage = \"existing\"", "stage = \"existng\"")
        .replace("duration = \"3 months\"", "durration = \"3 months\"")
}

#[test]
fn problems_are_listed_by_severity_with_place_and_remedy() {
    let mut app = app(&slipped(), "mono", (120, 40));
    press(&mut app, "8");
    assert_eq!(app.view, View::Problems);
    let screen = shown(&app);
    let errors = screen.find("errors").unwrap();
    let unknown = screen.find("there is no stage `existng`").unwrap();
    let key = screen.find("`durration` is not a key").unwrap();
    assert!(errors < unknown && unknown < key, "{screen}");
    assert!(screen.contains("did you mean `existing`?"), "{screen}");
}

#[test]
fn enter_opens_the_field_and_r_applies_the_remedy() {
    let mut app = app(&slipped(), "harbour", (120, 40));
    press(&mut app, "8 / 'existng Enter Enter");
    assert!(shown(&app).contains("▸ Stage"), "{}", shown(&app));
    press(&mut app, "Ctrl+u 'existing Enter");
    assert_eq!((app.view, &app.roadmap.cursor), (View::Problems, &RowKey::Bar("e-forms".to_owned())));
    assert!(app.session.text().contains("stage = \"existing\""));
    press(&mut app, "u r");
    assert!(app.session.text().contains("stage = \"existing\""));
    press(&mut app, "8 / Ctrl+u 'durration Enter r");
    assert_eq!(differing(app.session.text()), Vec::<String>::new());
    press(&mut app, "u u");
    assert_eq!(app.session.text(), slipped());
}

#[test]
fn enter_on_money_that_more_than_one_could_pay_asks_who_pays() {
    let second = "[envelope.grant]\npays = [\"capital\"]\ntotal = 500_000\n\n[initiative.e-forms]";
    let mut app = app(&PLAN.replacen("[initiative.e-forms]", second, 1), "harbour", (120, 40));
    press(&mut app, "8 / 'more_than_one_120 Enter Enter 'grant Enter");
    assert!(app.session.text().contains("funded-by = \"grant\""), "{}", app.session.text());
}

#[test]
fn enter_on_a_year_that_is_over_goes_to_the_money() {
    let mut app = app(PLAN, "harbour", (120, 40));
    // The first is 2027/28: 120,000 of the forms, half of the records and the booking, of 200,000.
    press(&mut app, "2 End 8 Enter");
    assert_eq!((app.view, app.money.year), (View::Money, 0));
}

#[test]
fn a_click_selects_a_problem() {
    let mut app = app(&slipped(), "harbour", (120, 40));
    press(&mut app, "8");
    let row = shown(&app).lines().position(|line| line.contains("`durration`")).unwrap();
    update(&mut app, Event::Mouse(Mouse::Press, 30, row as u16));
    assert!(shown(&app).lines().nth(row).unwrap().starts_with('▸'));
}

#[test]
fn what_takes_a_decision_is_not_mended() {
    // 2028/29 is over, and milepost does not choose who gives way.
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "8 r");
    assert_eq!(app.session.text(), PLAN);
    assert!(app.toasts.last().is_some_and(|toast| toast.failed));
}

#[test]
fn severities_are_listed_alone() {
    let mut app = app(&slipped(), "mono", (120, 40));
    press(&mut app, "8 w w");
    let screen = shown(&app);
    assert!(screen.contains("`durration`") && !screen.contains("there is no stage"), "{screen}");
}

#[test]
fn a_text_that_is_not_toml_opens_with_its_problems_and_can_be_mended_there() {
    let broken = PLAN.replace("title = \"Booking\"", "title = Booking");
    let mut app = app(&broken, "harbour", (120, 40));
    crate::tui::update::show_faults(&mut app);
    assert_eq!(app.view, View::Problems);
    press(&mut app, "r");
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn the_problems_at_80x24() {
    let mut app = app(&slipped(), "harbour", (80, 24));
    press(&mut app, "8");
    insta::assert_snapshot!(shown(&app));
}
