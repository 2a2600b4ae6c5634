//! Marking several, and what is done to all of them.

use super::{after, differing, shown};
use crate::tui::app::View;
use crate::tui::testing::{PLAN, app, press};

/// The rows: lane 1, e-forms (the cursor), lane 2, booking, crm. E-forms runs April to September 2027; the two others wait
/// for it and start on 1 October.
const ALL: &str = "%";

fn toast(app: &crate::tui::app::App) -> String {
    app.toasts.last().map(|toast| toast.text.clone()).unwrap_or_default()
}

#[test]
fn space_marks_and_escape_clears() {
    let (text, app) = after("Space j j Space");
    assert_eq!(text, PLAN);
    assert_eq!(app.marks.ids.iter().map(String::as_str).collect::<Vec<_>>(), ["booking", "e-forms"]);
    // By hand: 120,000 and 30,000 of capital.
    let screen = shown(&app);
    assert!(screen.contains("● 2 marked · £150k"), "{screen}");
    assert!(screen.lines().any(|line| line.contains("●") && line.contains("Electronic forms")), "{screen}");
    let (_, app) = after("Space j j Space Esc");
    assert!(app.marks.ids.is_empty());
    // On a lane Space folds, as before.
    let (_, app) = after("j Space");
    assert!(app.marks.ids.is_empty() && app.roadmap.folded.contains("small-steps"));
}

#[test]
fn ranges_are_marked_by_shift_and_by_v() {
    let (_, app) = after("Shift+Down Shift+Down");
    assert_eq!(app.marks.ids.len(), 2);
    let (_, app) = after("Shift+Down Shift+Down Shift+Down Shift+Up");
    assert_eq!(app.marks.ids.len(), 2);
    let (_, app) = after("v G v k k");
    assert_eq!(app.marks.ids.len(), 3);
    let (_, app) = after("3 v j v");
    assert_eq!(app.marks.ids.iter().map(String::as_str).collect::<Vec<_>>(), ["booking", "e-forms"]);
}

#[test]
fn all_that_pass_the_filter_are_marked_and_stay_marked_when_hidden() {
    let (_, mut app) = after("/ 'stage:small Enter Ctrl+a Esc");
    assert!(app.marks.ids.is_empty(), "Esc takes the marks first");
    press(&mut app, "Ctrl+a");
    assert_eq!(app.marks.ids.len(), 2);
    press(&mut app, "/ Ctrl+u 'existing Enter");
    let screen = shown(&app);
    assert!(screen.contains("2 marked, 2 hidden"), "{screen}");
}

#[test]
fn a_chain_moves_once_and_is_one_step() {
    // E-forms leads; the others hang on it, and follow without a date of their own.
    let (text, app) = after(&format!("{ALL} }}"));
    assert_eq!(differing(&text), ["+not-before = 2027-07-01"]);
    assert!(toast(&app).starts_with("Move 3 initiatives 3 months later: 3 moved"), "{}", toast(&app));
    let (text, _) = after(&format!("{ALL} }} u"));
    assert_eq!(text, PLAN);
    // Without e-forms each needs its own.
    let (text, _) = after("j j Space j Space }");
    assert_eq!(differing(&text), ["+not-before = 2028-01-01"; 2]);
}

#[test]
fn who_is_held_is_said() {
    // E-forms starts with the plan; the others may go to the day that it ends.
    let (text, app) = after("j j Space j Space } H H H H");
    assert_eq!(text, PLAN);
    let said = toast(&app);
    assert!(said.contains("cannot start before 1 Oct 2027: it waits for Electronic forms"), "{said}");
    assert!(said.contains("1 other is held too"), "{said}");
}

#[test]
fn lengths_dropping_and_removing_are_of_all() {
    let (text, _) = after(&format!("{ALL} >"));
    for line in ["duration = \"7 months\"", "duration = \"13 months\"", "duration = \"4 months\""] {
        assert!(text.contains(line), "{text}");
    }
    let (text, app) = after("j j Space j Space x");
    assert_eq!(text.matches("dropped = true").count(), 2);
    assert_eq!(app.session.history().position(), 1);
    let (text, _) = after("j j Space j Space x x");
    assert_eq!(text, PLAN);
    let (text, app) = after("Space d d");
    assert!(!text.contains("[initiative.e-forms]") && !text.contains("after ="), "{text}");
    assert!(toast(&app).contains("waited for what is gone"), "{}", toast(&app));
    assert!(app.marked().is_empty());
    let (text, _) = after("Space d d u");
    assert_eq!(text, PLAN);
}

#[test]
fn all_are_connected_with_one() {
    // E-forms and booking wait for crm: that would close a circle, and nothing is written.
    let (text, app) = after("j j Space k k Space c '/customer Enter");
    assert_eq!(text, PLAN);
    assert!(toast(&app).contains("Not connected with Customer records"), "{}", toast(&app));
    let (text, _) = after("j j Space c '/customer Enter");
    assert!(text.contains("after = [\n    \"e-forms\",\n    \"crm\",\n]"), "{text}");
}

#[test]
fn marks_are_shown_in_every_view_and_follow_a_rename() {
    let mut app = app(PLAN, "mono", (120, 40));
    press(&mut app, "Space 3");
    assert!(shown(&app).lines().any(|line| line.contains("●") && line.contains("Electronic forms")));
    press(&mut app, "4");
    assert_eq!(app.view, View::Network);
    assert!(shown(&app).contains("●"), "{}", shown(&app));
    press(&mut app, "1 r Ctrl+u 'forms Enter");
    assert_eq!(app.marks.ids.iter().map(String::as_str).collect::<Vec<_>>(), ["forms"]);
}

#[test]
fn several_are_moved_to_a_stage_and_tagged() {
    let (text, app) = after("j j Space j Space @ 'most Enter");
    assert_eq!(text.matches("stage = \"existing\"").count(), 3);
    assert!(toast(&app).starts_with("Move 2 initiatives to Make the most"), "{}", toast(&app));
    let (text, _) = after("% # 'web_pilot Enter # '-pilot Enter");
    assert_eq!(text.matches("tags = [\"web\"]").count(), 3, "{text}");
    // Without marks it is the one under the cursor.
    let (text, _) = after("@ 'small Enter");
    assert_eq!(differing(&text), ["-stage = \"existing\""]);
}

#[test]
fn one_form_writes_only_what_is_touched_to_all() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "% a");
    let screen = shown(&app);
    assert!(screen.contains("3 initiatives") && screen.contains("(2 values)"), "{screen}");
    assert!(screen.contains("(3 values)"), "durations of 3, 6 and 12 months: {screen}");
    press(&mut app, "Tab 'Digital Enter");
    assert_eq!(differing(app.session.text()), ["+owner = \"Digital\""; 3]);
    assert!(toast(&app).starts_with("Change owner of 3 initiatives"), "{}", toast(&app));
    assert_eq!(app.session.history().position(), 1);
    // What counts from what is there is another in each.
    press(&mut app, "a Tab Tab Tab Tab '+1m Enter");
    for line in ["duration = \"7 months\"", "duration = \"13 months\"", "duration = \"4 months\""] {
        assert!(app.session.text().contains(line), "{}", app.session.text());
    }
    // A single minus takes away what has several values; what is wrong is written nowhere.
    press(&mut app, "u u a '- Enter");
    assert!(!app.session.text().contains("\nstage = "), "{}", app.session.text());
    press(&mut app, "u a Tab Tab Tab 'sometimes Enter");
    assert_eq!(app.session.text(), PLAN);
    assert!(matches!(app.overlays.last(), Some(crate::tui::overlays::Overlay::Form(_))));
}
