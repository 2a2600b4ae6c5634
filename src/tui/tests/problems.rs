//! The problems, by their keys.

use super::{differing, shown};
use crate::tui::app::{RowKey, View};
use crate::tui::testing::{PLAN, app, press};

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
fn enter_goes_to_the_item_and_r_applies_the_remedy() {
    let mut app = app(&slipped(), "harbour", (120, 40));
    press(&mut app, "8 / 'existng Enter Enter");
    assert_eq!((app.view, &app.roadmap.cursor), (View::Roadmap, &RowKey::Bar("e-forms".to_owned())));
    press(&mut app, "8 r");
    assert!(app.session.text().contains("stage = \"existing\""));
    press(&mut app, "8 / Ctrl+u 'durration Enter r");
    assert_eq!(differing(app.session.text()), Vec::<String>::new());
    press(&mut app, "u u");
    assert_eq!(app.session.text(), slipped());
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
