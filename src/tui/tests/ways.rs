//! Ways back inside: found beside the frame, tried as a what-if, kept or put back.

use super::{differing, shown};
use crate::check::{Effort, ways_back};
use crate::store::Seen;
use crate::tui::app::{App, View};
use crate::tui::effect::{Effect, Then};
use crate::tui::event::{Event, SaveEnd};
use crate::tui::testing::{PLAN, app, press};
use crate::tui::trying::cell_in_question;
use crate::tui::update::update;
use crate::tui::ways::Kept;

/// The ways of the cell in question are found.
fn find(app: &mut App) {
    let cell = cell_in_question(app).unwrap();
    let analysis = app.session.shared().clone();
    let ways = ways_back(analysis.computed(), cell, Effort::default(), &|| true);
    let revision = app.revision;
    update(app, Event::Ways(revision, Box::new(Kept { cell, ways: Some(ways) })));
}

/// The money view on the year that is over, with what the search finds.
fn sought() -> App {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "2");
    find(&mut app);
    app
}

#[test]
fn a_way_is_tried_shown_as_if_made_and_kept_as_one_step() {
    let mut app = sought();
    press(&mut app, "w");
    let listed = shown(&app);
    assert!(listed.contains("Ways back inside · Capital 2027/28") && listed.contains("later"), "{listed}");
    press(&mut app, "Enter");
    assert!(app.overlays.is_empty());
    assert_eq!((app.session.text(), app.view), (PLAN, View::Money));
    let tried = shown(&app);
    assert!(tried.starts_with(" what-if "), "{tried}");
    assert_ne!(app.analysis().money, app.session.analysis().money);
    press(&mut app, "1");
    assert!(shown(&app).contains('░'), "where the bar was");
    press(&mut app, "Enter");
    let changed = differing(app.session.text());
    assert!(changed.iter().any(|line| line.starts_with("+not-before")), "{changed:?}");
    assert!(!shown(&app).contains("what-if"));
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn what_is_tried_is_neither_saved_nor_left_unawares() {
    let mut app = sought();
    press(&mut app, "w Enter");
    for keys in ["q", "g q", "Ctrl+q"] {
        assert_eq!(press(&mut app, keys), [], "{keys}");
        assert!(app.toasts[0].text.starts_with("This is only tried. Enter keeps it"), "{:?}", app.toasts);
    }
    let (path, seen) = ("plan.toml".into(), Seen::new(PLAN));
    update(&mut app, Event::Saved(SaveEnd::Done { path, seen, warning: None, then: Then::Stay }));
    let said = &app.toasts.last().unwrap().text;
    assert_eq!(said, "Saved plan.toml without what is tried; Enter keeps that");
    press(&mut app, "Esc");
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
}

#[test]
fn what_is_tried_is_put_back_and_holds_other_edits_off() {
    let mut app = sought();
    press(&mut app, "w Enter");
    let first = app.analysis().schedule.clone();
    press(&mut app, "w");
    assert_ne!(app.analysis().schedule, first, "the next way");
    press(&mut app, "1 u L > x d d");
    assert_eq!(app.session.text(), PLAN);
    assert!(app.toasts.iter().any(|it| it.text.contains("only tried")), "{:?}", app.toasts);
    press(&mut app, "Esc");
    assert!(app.trying.trial.is_none());
    assert_eq!(app.analysis().money, app.session.analysis().money);
    press(&mut app, "j j L");
    assert_ne!(app.session.text(), PLAN);
}

#[test]
fn ways_are_found_from_the_roadmap_and_from_a_problem() {
    for view in ["", "8 "] {
        let mut app = app(PLAN, "harbour", (120, 40));
        press(&mut app, &format!("{view}W"));
        assert!(shown(&app).contains("Trying moves …"), "{}", shown(&app));
        find(&mut app);
        press(&mut app, "Enter Enter");
        assert!(differing(app.session.text()).iter().any(|line| line.starts_with("+not-before")));
    }
}

/// In a scenario the search looks at the scenario, and the move goes into its overlay.
#[test]
fn in_a_scenario_the_move_goes_into_it() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "g N 'Lean Enter W");
    find(&mut app);
    press(&mut app, "Enter Enter");
    assert!(app.session.text().starts_with(PLAN));
    assert!(app.session.text().contains("[scenario.lean.initiative."), "{}", app.session.text());
}

#[test]
fn a_cell_that_holds_has_nothing_to_mend() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "2 End w");
    assert!(app.overlays.is_empty());
}
