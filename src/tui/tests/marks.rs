//! Marking several, and what is done to all of them.

use super::{after, differing, shown};
use crate::tui::app::View;
use crate::tui::event::{Event, Mouse};
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;

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

fn ids(app: &crate::tui::app::App) -> Vec<&str> {
    app.marks.ids.iter().map(String::as_str).collect()
}

/// The mouse at a column of the line that shows a text.
fn mouse(app: &mut crate::tui::app::App, what: Mouse, on: &str) {
    let screen = shown(app);
    let row = screen.lines().position(|line| line.contains(on)).unwrap_or_else(|| panic!("{on}: {screen}"));
    update(app, Event::Mouse(what, 8, row as u16));
}

#[test]
fn ctrl_marks_what_is_clicked_and_shift_what_lies_between() {
    for view in ["1", "3"] {
        let mut app = app(PLAN, "harbour", (120, 40));
        press(&mut app, view);
        mouse(&mut app, Mouse::PressOne, "Booking");
        assert_eq!(ids(&app), ["booking"], "{view}");
        mouse(&mut app, Mouse::PressOne, "Electronic forms");
        assert_eq!(ids(&app), ["booking", "e-forms"], "{view}");
        mouse(&mut app, Mouse::PressOne, "Booking");
        assert_eq!(ids(&app), ["e-forms"], "{view}");
        mouse(&mut app, Mouse::Press, "Electronic forms");
        mouse(&mut app, Mouse::PressRange, "Customer records");
        assert_eq!(ids(&app), ["booking", "crm", "e-forms"], "{view}");
        // A second one goes from the same begin.
        mouse(&mut app, Mouse::PressRange, "Booking");
        assert_eq!(ids(&app), ["booking", "e-forms"], "{view}");
    }
}

#[test]
fn ctrl_on_a_stage_marks_all_of_it_and_a_drag_what_is_gone_over() {
    let mut app = app(PLAN, "harbour", (120, 40));
    mouse(&mut app, Mouse::PressOne, "Small steps");
    assert_eq!(ids(&app), ["booking", "crm"]);
    mouse(&mut app, Mouse::PressOne, "Small steps");
    assert!(ids(&app).is_empty());
    mouse(&mut app, Mouse::PressOne, "Booking");
    mouse(&mut app, Mouse::Drag, "Customer records");
    mouse(&mut app, Mouse::Release, "Customer records");
    assert_eq!(ids(&app), ["booking", "crm"]);
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn in_the_network_v_marks_where_the_cursor_goes_and_shift_what_lies_on_the_way() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "4 v l v h");
    assert_eq!(app.marks.ids.len(), 2, "{:?}", app.marks.ids);
    assert!(app.marks.ids.contains("e-forms"));
    press(&mut app, "Esc");
    let screen = shown(&app);
    let place = |on: &str| {
        let row = screen.lines().position(|line| line.contains(on)).expect("it is in sight");
        let line = screen.lines().nth(row).expect("it is a line");
        (line[..line.find(on).expect("it is there")].chars().count() as u16, row as u16)
    };
    let (from, to) = (place("Electronic"), place("Customer"));
    update(&mut app, Event::Mouse(Mouse::Press, from.0, from.1));
    update(&mut app, Event::Mouse(Mouse::Release, from.0, from.1));
    update(&mut app, Event::Mouse(Mouse::PressRange, to.0, to.1));
    assert_eq!(ids(&app), ["crm", "e-forms"], "{}", shown(&app));
}

#[test]
fn all_that_are_marked_are_in_hand_together() {
    // Booking and crm stand on 1 October 2027; e-forms, which they wait for, is not marked and stays.
    let (text, app) = after("j j Space j Space m l l Enter");
    assert_eq!(differing(&text), ["+not-before = 2027-12-01"; 2]);
    assert!(toast(&app).starts_with("Move 2 initiatives 2 months later"), "{}", toast(&app));
    assert_eq!(app.session.history().position(), 1);
    let (text, _) = after("j j Space j Space m l l Enter u");
    assert_eq!(text, PLAN);
    let (text, mut app) = after("j j Space j Space m l l");
    assert_eq!(text, PLAN);
    assert!(toast(&app).starts_with("2 bars, 2 months later: "), "{}", toast(&app));
    press(&mut app, "Esc");
    assert_eq!(toast(&app), "Put back");
    assert_eq!(app.marks.ids.len(), 2, "they stay marked");
    // Their ends: twelve and three months become thirteen and four.
    let (text, _) = after("j j Space j Space m > Enter");
    assert!(text.contains("\"13 months\"") && text.contains("\"4 months\""), "{text}");
    // Held at the day that e-forms ends; the steps that went nowhere do not count.
    let (text, app) = after("j j Space j Space m h h l Enter");
    assert_eq!(differing(&text), ["+not-before = 2027-11-01"; 2]);
    assert!(app.grab.is_none());
}

#[test]
fn dragging_one_of_the_marked_bars_moves_all_of_them() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "j j Space j Space");
    let parts = crate::tui::update::roadmap_parts(&app);
    let calendar = parts.rows.x + parts.list + 1;
    // Three years in 69 cells, 23 a year: 1 October is cell 11.5; the bar of crm runs to cell 34.
    let row =
        shown(&app).lines().position(|line| line.contains("Customer records")).expect("it is there") as u16;
    update(&mut app, Event::Mouse(Mouse::Press, calendar + 20, row));
    update(&mut app, Event::Mouse(Mouse::Drag, calendar + 26, row));
    // Six cells are 3.1 months.
    assert!(toast(&app).starts_with("2 bars, 3 months later"), "{}", toast(&app));
    update(&mut app, Event::Mouse(Mouse::Release, calendar + 26, row));
    assert_eq!(differing(app.session.text()), ["+not-before = 2028-01-01"; 2]);
    // One that is not marked moves alone.
    let row =
        shown(&app).lines().position(|line| line.contains("Electronic forms")).expect("it is there") as u16;
    update(&mut app, Event::Mouse(Mouse::Press, calendar + 5, row));
    update(&mut app, Event::Mouse(Mouse::Drag, calendar + 7, row));
    assert!(!toast(&app).contains("bars"), "{}", toast(&app));
}
