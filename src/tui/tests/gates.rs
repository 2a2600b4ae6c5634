//! The gates: what each can still stop, and going to one of them.

use std::path::PathBuf;

use super::shown;
use crate::tui::app::RowKey;
use crate::tui::event::Event;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;

/// By 31 March 2028 the forms are done and the others have begun, on 1 October 2027. A gate half a year earlier could
/// still stop both: 240,000 and 30,000.
#[test]
fn the_gate_says_what_can_still_be_stopped() {
    let text = PLAN.replace("on = 2028-03-31", "on = 2027-09-30");
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut app = app(&text, "harbour", size);
        press(&mut app, "9");
        let screen = shown(&app);
        for part in [
            "◆ G1",
            "30 Sep 2027",
            "1 of 1",
            "frees £270k",
            "Can still be stopped  2",
            "Committed by then  1",
            "begun by then",
        ] {
            assert!(screen.contains(part), "{part}\n{screen}");
        }
    }
    let mut app = app(&text, "harbour", (80, 24));
    press(&mut app, "9 Down Enter");
    assert!(app.overlays.is_empty());
    assert_eq!(app.roadmap.cursor, RowKey::Bar("crm".to_owned()));
}

#[test]
fn a_gate_where_all_has_begun_stops_nothing_and_a_plan_without_gates_says_so() {
    let mut with = app(PLAN, "harbour", (80, 24));
    press(&mut with, "g G");
    assert!(shown(&with).contains("nothing can be stopped"), "{}", shown(&with));
    press(&mut with, "Right Left Up Down PageDown Esc");
    assert!(with.overlays.is_empty());
    let mut without = app(&PLAN.replace("gate = {", "# gate = {"), "harbour", (80, 24));
    press(&mut without, "9");
    assert!(shown(&without).contains("No stage has a gate yet"), "{}", shown(&without));
    press(&mut without, "Enter");
}

#[test]
fn a_gate_says_how_far_it_is_from_what_is_compared_with() {
    let mut app = app(PLAN, "harbour", (120, 40));
    let then = PLAN.replace("on = 2028-03-31", "on = 2027-12-31");
    let agreed = crate::tui::tests::changes::revision(&then);
    update(&mut app, Event::Baseline(PathBuf::from("plan.toml"), Ok(agreed)));
    press(&mut app, "Esc 9");
    // The last day of December to the last one of March.
    assert!(shown(&app).contains("+3m") && shown(&app).contains("vs v1.0 (012345678)"), "{}", shown(&app));
}
