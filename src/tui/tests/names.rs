//! Renaming, and order by hand.

use super::{after, differing, shown};
use crate::tui::app::RowKey;
use crate::tui::testing::{PLAN, app, press};

#[test]
fn an_initiative_is_renamed_with_what_names_it_and_undo_brings_it_back() {
    // The others wait for the electronic forms.
    let keys = "r Ctrl+u 'online Enter";
    let (text, app) = after(keys);
    assert_eq!(text, PLAN.replace("e-forms", "online"), "{:?}", differing(&text));
    assert_eq!(app.roadmap.cursor, RowKey::Bar("online".to_owned()));
    let said = app.toasts.last().map(|toast| toast.text.clone()).unwrap_or_default();
    assert_eq!(said, "Rename e-forms to online; u undoes; 2 keys follow");
    let (text, app) = after(&format!("{keys} u"));
    assert_eq!((text.as_str(), app.roadmap.cursor), (PLAN, RowKey::Bar("e-forms".to_owned())));
    let (same, _) = after("3 j r Ctrl+u 'records Enter");
    assert_ne!(same, PLAN);
    let (text, app) = after("j j j r Ctrl+u 'e-forms Enter");
    assert_eq!((text.as_str(), app.overlays.len()), (PLAN, 1));
    assert!(shown(&app).contains("There is initiative.e-forms already"), "{}", shown(&app));
    let (_, app) = after("r Ctrl+u 'online");
    assert!(shown(&app).contains("2 keys follow"), "{}", shown(&app));
}

#[test]
fn the_form_of_anything_renames_it_in_its_first_row() {
    let (text, _) = after("j j j Enter Shift+Tab Ctrl+u 'records Enter");
    assert_eq!(text, PLAN.replace("crm", "records"));
    let (text, _) = after("j j j Enter Ctrl+u 'Records Shift+Tab Ctrl+u 'records Enter");
    assert_eq!(text, PLAN.replace("crm", "records").replace("Customer records", "Records"));
    let (text, app) = after("j j j Enter Shift+Tab Ctrl+u 'Records");
    assert_eq!(text, PLAN);
    assert!(shown(&app).contains("Records is no id"), "{}", shown(&app));
    let (text, _) = after("g a 'capital Enter Shift+Tab Ctrl+u 'receipts Enter");
    assert!(text.contains("[envelope.receipts]") && !text.contains("[envelope.capital]"), "{text}");
    let (text, app) = after("g a 'existing F6 Ctrl+u 'estate Enter");
    assert!(text.contains("[stage.estate]") && text.contains("stage = \"estate\""), "{text}");
    assert_eq!(app.overlays.len(), 1, "the list is there again");
}

#[test]
fn a_scenario_or_case_that_is_shown_goes_on_under_its_new_name() {
    let text = format!("{PLAN}\n[scenario.lean.initiative.crm]\nduration = \"1 month\"\n");
    let mut app = app(&text, "harbour", (120, 40));
    press(&mut app, "g s g a 'lean F6 Ctrl+u 'thin Enter Esc");
    assert_eq!(app.session.scenario(), Some("thin"));
    assert_eq!(app.session.text(), text.replace("lean", "thin"));
    press(&mut app, "u");
    assert_eq!((app.session.scenario(), app.session.text()), (Some("lean"), text.as_str()));
}

#[test]
fn rows_are_ordered_by_hand_and_by_date_again() {
    // Booking and Customer records stand in one lane.
    let (text, app) = after("j j j K");
    assert_eq!(differing(&text), ["+rank = 10"]);
    assert_eq!(app.roadmap.cursor, RowKey::Bar("crm".to_owned()));
    let lane = shown(&app);
    let row = |text: &str, title: &str| text.lines().position(|line| line.contains(title));
    assert!(row(&lane, "Customer records") < row(&lane, "Booking"), "{lane}");
    assert_eq!(after("j j j K z o").0, PLAN);
    assert_eq!(after("j j j K u").0, PLAN);
    assert_eq!(after("j j J K").0, PLAN);
    let (text, app) = after("3 j j Ctrl+Up");
    assert_ne!(text, PLAN, "{}", shown(&app));
    let (text, app) = after("3 j j s Ctrl+Up");
    assert_eq!(text, PLAN);
    assert!(app.toasts.last().is_some_and(|toast| toast.text.starts_with("The rows are sorted or grouped")));
}

#[test]
fn stages_move_with_their_text() {
    let (text, app) = after("k J");
    let order = |text: &str| {
        let headers = text.lines().filter(|line| line.starts_with("[stage."));
        headers.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut swapped = order(PLAN);
    swapped.swap(0, 1);
    assert_eq!(order(&text), swapped);
    let (mut old, mut new): (Vec<_>, Vec<_>) = (PLAN.lines().collect(), text.lines().collect());
    old.sort_unstable();
    new.sort_unstable();
    assert_eq!(old, new);
    assert!(matches!(app.roadmap.cursor, RowKey::Lane(_)));
    assert_eq!(after("k J K").0, PLAN);
    assert_eq!(
        after("k K").1.toasts.last().map(|toast| toast.text.contains("is the first stage")),
        Some(true)
    );
}
