//! The filter, by its keys.

use super::shown;
use crate::tui::app::{RowKey, View};
use crate::tui::testing::{PLAN, app, press};

/// The small plan has e-forms in its first stage, crm and booking in its second; crm alone costs over 150,000.
fn filtered(keys: &str) -> crate::tui::app::App {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, keys);
    app
}

/// The ids of the bars that have a row.
fn bars(app: &crate::tui::app::App) -> Vec<String> {
    let rows = app.rows();
    let bars = (0..rows.len()).filter_map(|row| app.key_of(row));
    bars.filter_map(|key| match key {
        RowKey::Bar(id) => Some(id),
        RowKey::Lane(_) => None,
    })
    .collect()
}

fn cursor(id: &str) -> RowKey {
    RowKey::Bar(id.to_owned())
}

#[test]
fn what_is_typed_holds_at_once_and_says_what_is_hidden() {
    let app = filtered("/ 'stage:small");
    let screen = shown(&app);
    assert_eq!(bars(&app), ["booking", "crm"]);
    assert!(screen.contains("0 of 1") && screen.contains("2 of 2") && screen.contains("2 of 3"), "{screen}");
    // The cursor stood on e-forms, which is hidden now.
    assert_eq!(app.roadmap.cursor, cursor("booking"));
    // The money is that of the whole plan.
    assert_eq!(app.analysis().sentence, filtered("").analysis().sentence);
}

#[test]
fn it_holds_in_every_view_until_it_is_taken_away() {
    let mut app = filtered("/ 'cost>150k Enter 3");
    let screen = shown(&app);
    assert!(screen.contains("Customer records") && !screen.contains("Booking"), "{screen}");
    assert!(
        screen.contains("1 initiative") && screen.contains("240.0") && !screen.contains("390.0"),
        "{screen}"
    );
    press(&mut app, "1");
    assert_eq!(bars(&app), ["crm"]);
    assert!(shown(&app).contains("/cost>150k"));
    press(&mut app, "Esc");
    assert_eq!(bars(&app), ["e-forms", "booking", "crm"]);
    assert_eq!(app.view, View::Roadmap);
}

#[test]
fn escape_while_typing_leaves_it_as_it_was() {
    let mut app = filtered("/ 'cost>150k Enter / Ctrl+u 'booking Esc");
    assert_eq!(bars(&app), ["crm"]);
    press(&mut app, "/ Ctrl+u Enter");
    assert_eq!(bars(&app), ["e-forms", "booking", "crm"]);
}

#[test]
fn a_word_is_completed_and_a_fault_is_said() {
    let app = filtered("/ 'stage:sm Tab");
    assert_eq!(app.filter.line.value(), "stage:\"Small steps\"");
    let app = filtered("/ 'cost>much");
    let screen = shown(&app);
    assert!(screen.contains("cost wants an amount"), "{screen}");
    assert_eq!(bars(&app).len(), 3, "what is not understood hides nothing");
}

#[test]
fn what_is_edited_stays_in_sight_until_the_cursor_leaves_it() {
    // Booking starts on 1 October 2027; a month later it is not what is asked for any more.
    let mut app = filtered("/ 'booking_start<=2027-10-01 Enter L");
    assert!(app.session.text().contains("not-before = 2027-11-01"));
    assert_eq!(bars(&app), ["booking"]);
    press(&mut app, "k");
    assert!(bars(&app).is_empty());
}

#[test]
fn problems_are_those_of_what_is_shown_or_have_the_words() {
    let text = PLAN.replace(
        "duration = \"3 months\"\nafter = \"e-forms\"",
        "durration = \"3 months\"\nafter = \"e-forms\"",
    );
    let mut app = app(&text, "harbour", (120, 40));
    press(&mut app, "8 / 'crm");
    assert!(!shown(&app).contains("durration"), "{}", shown(&app));
    press(&mut app, "Ctrl+u 'booking");
    assert!(shown(&app).contains("durration"), "{}", shown(&app));
    press(&mut app, "Ctrl+u 'unknown-key");
    assert!(shown(&app).contains("durration"), "{}", shown(&app));
}

#[test]
fn no_link_is_drawn_to_what_is_hidden() {
    // e-forms is waited for by crm and booking; a lane that is folded stands for its initiatives, a filter does not.
    let drawn = |keys: &str| {
        let app = filtered(keys);
        let selected = app.selected().unwrap();
        let (rows, followers) = (app.rows(), app.followers());
        rows.connections(app.analysis(), selected, followers.waiting_for(selected)).len()
    };
    assert_eq!(drawn(""), 2);
    assert_eq!(drawn("/ 'stage:existing Enter"), 0);
    assert_eq!(drawn("/ 'e-forms_or_crm Enter"), 1);
}
