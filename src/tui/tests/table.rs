//! The table of initiatives, by its keys.

use super::{after, differing, shown, update};
use crate::tui::app::{App, RowKey, View};
use crate::tui::event::{Event, Mouse};
use crate::tui::testing::{PLAN, app, press};
use crate::views::columns::Column;

/// The plan's rows stand as e-forms, crm, booking: by stage, then start, then id; the cursor begins on e-forms.
const CAPITAL: &str = "3 Right Right Right Right";

#[test]
fn a_figure_is_typed_over_its_cell_and_enter_goes_down() {
    let (text, app) = after(&format!("{CAPITAL} '250k Enter"));
    assert_eq!(
        differing(&text),
        ["-cost.platform = { capital = 120_000 }", "+cost.platform = { capital = 250_000 }"]
    );
    assert_eq!(app.table.column, Column::Capital);
    assert_eq!(app.roadmap.cursor, crate::tui::app::RowKey::Bar("booking".to_owned()));
    assert!(
        app.toasts.last().is_some_and(|toast| toast.text.contains("2027/28 capital −£130,000")),
        "{:?}",
        app.toasts
    );
}

#[test]
fn what_is_typed_may_start_from_what_the_cell_says() {
    // By hand: 120,000 and a tenth of it.
    let (text, _) = after(&format!("{CAPITAL} '+10% Enter"));
    assert!(text.contains("cost.platform = { capital = 132_000 }"), "{text}");
    let (text, _) = after("3 Right Right '+1m Enter");
    assert!(text.contains("not-before = 2027-05-01"), "{text}");
}

#[test]
fn enter_types_over_and_f2_edits_a_part() {
    let (text, _) = after("3 Enter 'Forms Enter");
    assert_eq!(differing(&text), ["-title = \"Electronic forms\"", "+title = \"Forms\""]);
    let (text, _) = after("3 F2 '_online Enter");
    assert_eq!(differing(&text), ["-title = \"Electronic forms\"", "+title = \"Electronic forms online\""]);
    let (text, _) = after("3 'Forms Tab");
    assert_eq!(differing(&text), ["-title = \"Electronic forms\"", "+title = \"Forms\""]);
}

#[test]
fn escape_leaves_the_cell_and_a_wrong_value_stays_marked_and_unwritten() {
    let (text, app) = after(&format!("{CAPITAL} '9 Esc"));
    assert_eq!(text, PLAN);
    assert!(app.table.edit.is_none() && app.view == View::Initiatives);
    let (text, app) = after("3 Right Enter 'certain Enter");
    assert_eq!(text, PLAN);
    let wrong = app.table.edit.and_then(|edit| edit.wrong).unwrap();
    assert!(wrong.contains("proposed"), "{wrong}");
    // The finish of e-forms on 30 September 2027 is what booking waits for.
    let (text, app) = after("3 j Right Right '2027-05 Enter");
    assert_eq!(text, PLAN);
    let wrong = app.table.edit.and_then(|edit| edit.wrong).unwrap();
    assert!(wrong.starts_with("it cannot start before 1 Oct 2027"), "{wrong}");
}

/// Presses where a text stands on the screen.
fn click(app: &mut App, text: &str) {
    let screen = shown(app);
    let row = screen.lines().position(|line| line.contains(text)).unwrap();
    let line = screen.lines().nth(row).unwrap();
    let column = line[..line.find(text).unwrap()].chars().count();
    update(app, Event::Mouse(Mouse::Press, column as u16, row as u16));
}

#[test]
fn a_click_elsewhere_takes_what_is_typed_first() {
    for (elsewhere, view, cursor) in [
        ("Customer records", View::Initiatives, "crm"),
        ("3 initiatives", View::Initiatives, "e-forms"),
        ("Roadmap", View::Roadmap, "e-forms"),
    ] {
        let (text, mut app) = after(&format!("{CAPITAL} '250k"));
        assert_eq!(text, PLAN);
        click(&mut app, elsewhere);
        let text = app.session.text().to_owned();
        assert!(text.contains("cost.platform = { capital = 250_000 }"), "{elsewhere}");
        assert!(app.table.edit.is_none() && app.view == view, "{elsewhere}");
        assert_eq!(app.roadmap.cursor, RowKey::Bar(cursor.to_owned()), "{elsewhere}");
        press(&mut app, "u");
        assert_eq!(app.session.text(), PLAN);
    }
    // The wheel goes on from the cell too; a click into the cell itself leaves it as it is typed.
    let (_, mut app) = after(&format!("{CAPITAL} '250k"));
    click(&mut app, "250k");
    assert_eq!(app.table.edit.as_ref().map(|edit| edit.input.value()), Some("250k"));
    update(&mut app, Event::Mouse(Mouse::WheelDown, 10, 6));
    assert!(app.session.text().contains("capital = 250_000"));
    // By title Booking is the first, and the last once it is Zebra: what is pressed is meant, not what comes to stand there.
    let (_, mut app) = after("3 s k k");
    assert_eq!(app.roadmap.cursor, RowKey::Bar("booking".to_owned()));
    press(&mut app, "'Zebra");
    click(&mut app, "Customer records");
    assert!(app.session.text().contains("title = \"Zebra\""));
    assert_eq!(app.roadmap.cursor, RowKey::Bar("crm".to_owned()));
}

#[test]
fn a_click_elsewhere_leaves_a_wrong_value_in_its_cell_and_does_nothing_else() {
    for elsewhere in ["Customer records", "Roadmap"] {
        let (_, mut app) = after("3 Right Enter 'certain");
        click(&mut app, elsewhere);
        assert_eq!(app.session.text(), PLAN);
        assert_eq!(app.view, View::Initiatives);
        assert_eq!(app.roadmap.cursor, RowKey::Bar("e-forms".to_owned()));
        let edit = app.table.edit.as_ref().unwrap();
        assert_eq!(edit.input.value(), "certain");
        assert!(edit.wrong.as_ref().unwrap().contains("proposed"), "{edit:?}");
        update(&mut app, Event::Mouse(Mouse::WheelDown, 10, 6));
        assert!(app.table.edit.is_some() && app.roadmap.cursor == RowKey::Bar("e-forms".to_owned()));
        assert!(shown(&app).contains("✗"));
        // What is offered for the cell is still pressed.
        click(&mut app, "Esc");
        assert!(app.table.edit.is_none() && app.session.text() == PLAN);
    }
}

#[test]
fn what_is_computed_says_why_and_enter_opens_its_form() {
    let (text, app) = after("3 Right Right Right F2");
    assert_eq!(text, PLAN);
    assert!(
        app.toasts.last().is_some_and(|toast| toast.text.contains("start and duration")),
        "{:?}",
        app.toasts
    );
    let (_, app) = after("3 Right Right Right Enter");
    assert!(matches!(app.overlays.last(), Some(crate::tui::overlays::Overlay::Form(_))));
}

#[test]
fn stages_and_states_are_named_by_their_beginning() {
    let (text, _) = after("3 End Left Left Enter 'small Tab Home Right Enter 'app Enter");
    assert_eq!(differing(&text), ["-stage = \"existing\"", "+status = \"approved\""]);
}

#[test]
fn money_that_is_not_there_yet_gets_a_line_of_its_own() {
    let (text, _) = after(&format!("{CAPITAL} Right Right '24k Enter"));
    assert!(text.contains("cost.delivery = { recurrent = 24_000, per = \"year\" }"), "{text}");
    let (text, _) = after(&format!("{CAPITAL} Enter Backspace Enter"));
    assert_eq!(differing(&text), ["-cost.platform = { capital = 120_000 }"]);
}

#[test]
fn rows_are_sorted_and_grouped_with_their_sums() {
    let mut app = app(PLAN, "mono", (120, 40));
    press(&mut app, &format!("{CAPITAL} s"));
    let order = |app: &crate::tui::app::App| -> Vec<usize> {
        let screen = shown(app);
        let line = |word: &str| screen.lines().position(|line| line.contains(word)).unwrap();
        vec![line("Electronic forms"), line("Customer records"), line("  Booking")]
    };
    let rows = order(&app);
    assert!(rows[2] < rows[0] && rows[0] < rows[1], "{}", shown(&app));
    press(&mut app, "s");
    let rows = order(&app);
    assert!(rows[1] < rows[0] && rows[0] < rows[2], "{}", shown(&app));
    press(&mut app, "s b");
    // By hand: 240,000 and 30,000 of capital in the second stage.
    let screen = shown(&app);
    let group = screen.lines().find(|line| line.contains("Small steps  2")).unwrap();
    assert!(group.contains("270.0"), "{group}");
    let total = screen.lines().find(|line| line.contains("3 initiatives · £k")).unwrap();
    assert!(total.contains("390.0"), "{total}");
}

#[test]
fn columns_are_chosen_and_moved() {
    let (_, mut app) = after("3 c 'slack Enter Esc");
    assert!(!app.table.columns.contains(&Column::Slack));
    press(&mut app, "c 'deadline Enter Esc Right >");
    assert_eq!(app.table.columns[..3], [Column::Title, Column::Start, Column::Status]);
    assert_eq!(app.table.columns.last(), Some(&Column::Deadline));
    press(&mut app, "1 3");
    assert_eq!(app.table.column, Column::Status);
}

#[test]
fn the_table_at_120x40() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "3 j");
    insta::assert_snapshot!(shown(&app));
}
