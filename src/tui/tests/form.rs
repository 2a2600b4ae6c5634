//! Forms: rows of years, what is offered under a field, the mouse.

use super::super::event::{Event, Mouse};
use super::super::overlays::Overlay;
use super::super::overlays::form::Form;
use super::super::testing::{PLAN, app, press};
use super::super::update::update;
use super::{after, differing, shown};
use crate::tui::app::App;

fn form(app: &App) -> &Form {
    let Some(Overlay::Form(form)) = app.overlays.last() else { panic!("no form is open") };
    form
}

/// What the field says that is typed in.
fn said(app: &App) -> &str {
    let form = form(app);
    form.fields[form.at].input.value()
}

#[test]
fn a_stage_is_chosen_from_a_list_under_its_field() {
    // Stage is the third field of Booking; the list begins at the stage that it has, the second one.
    let (_, app) = after("j j Enter Tab Tab Space");
    let text = shown(&app);
    assert!(text.contains("✓ small-steps") && text.contains("existing"), "{text}");
    let (text, app) = after("j j Enter Tab Tab Space Up Enter Enter");
    assert!(text.contains("title = \"Booking\"\nstage = \"existing\""), "{text}");
    assert!(app.overlays.is_empty());
    // What is typed filters; Esc leaves the field as it was.
    let (text, app) = after("j j Enter Tab Tab Space 'exis Esc");
    assert_eq!((text.as_str(), said(&app)), (PLAN, "small-steps"));
}

#[test]
fn what_is_marked_in_a_list_stands_in_the_field_and_the_money_answers() {
    let (_, app) = after("j j Enter Tab Tab Space Up");
    assert_eq!(said(&app), "existing");
    assert!(form(&app).preview.is_some() && form(&app).pick.is_some());
}

#[test]
fn what_would_close_a_loop_is_not_taken() {
    // Electronic forms is the first bar; Customer records and Booking wait for it.
    let keys = "Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab";
    let (_, app) = after(&format!("{keys} Space 'crm"));
    let text = shown(&app);
    assert!(
        text.contains("⊘ crm") && text.contains("would close a loop: crm waits for this already"),
        "{text}"
    );
    let (text, app) = after(&format!("{keys} Space 'crm Enter"));
    assert_eq!((text.as_str(), said(&app)), (PLAN, ""));
    let (_, app) = after(&format!("{keys} Space 'e-forms"));
    assert!(shown(&app).contains("it cannot wait for itself"));
    // The gate of another stage waits for nothing here.
    let (_, app) = after(&format!("{keys} Space 'gate:existing Enter"));
    assert_eq!(said(&app), "gate:existing");
}

#[test]
fn several_are_taken_in_and_out() {
    let keys = "j j Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab";
    let (_, app) = after(&format!("{keys} Ctrl+Space 'crm Space Enter"));
    assert_eq!(said(&app), "e-forms, crm");
    let (text, _) = after(&format!("{keys} Ctrl+Space 'e-f Space Enter Enter"));
    assert_eq!(differing(&text), [""; 0], "only a line is gone");
    assert_eq!(text.matches("after = \"e-forms\"").count(), 1);
    // A blank belongs to what is typed: `e-forms + 2 months`.
    let (text, _) = after(&format!("{keys} Space '+_2_months Enter"));
    assert_eq!(differing(&text), ["+after = \"e-forms + 2 months\""]);
}

#[test]
fn a_calendar_goes_by_days_weeks_months_and_quarters_and_typing_goes_on() {
    let keys = "j j Enter Tab Tab Tab Tab Tab Tab Tab Space";
    // Booking starts on 1 October 2027, a Friday, in the third quarter.
    let (_, app) = after(keys);
    let text = shown(&app);
    assert!(text.contains("Fri 1 Oct 2027") && text.contains("Q3 2027/28"), "{text}");
    for (more, expected) in [
        ("Right", "2027-10-02"),
        ("Down Left", "2027-10-07"),
        ("PageDown", "2027-11-01"),
        ("} }", "2028-04-01"),
        ("'Q1_28/29", "Q1 28/29"),
        ("Right Esc", ""),
    ] {
        let (_, app) = after(&format!("{keys} {more}"));
        assert_eq!(said(&app), expected, "{more}");
    }
    let (_, app) = after(&format!("{keys} 'Q1_28/29"));
    assert!(shown(&app).contains("Sat 1 Apr 2028"));
    let (text, _) = after(&format!("{keys} PageDown Enter Enter"));
    assert_eq!(differing(&text), ["+start = 2027-11-01"]);
}

/// The form of the envelope at the year 2027/28.
const YEARS: &str = "2 Home E";

#[test]
fn years_stand_in_a_row_and_arrows_go_along_it() {
    let (_, app) = after(YEARS);
    let text = shown(&app);
    let row = text.lines().find(|line| line.contains("allowed")).unwrap();
    assert!(row.contains("200,000") && row.contains("100,000"), "{text}");
    // Worked by hand: electronic forms and booking whole (120,000 and 30,000), and half of the 240,000 of the records.
    let used = text.lines().find(|line| line.contains("used")).unwrap();
    assert!(used.contains("270,000"), "{used}");
    let (text, _) = after(&format!("{YEARS} Right '250k Right '+10% Enter"));
    assert!(text.contains("year.2028-29 = 250_000\nyear.2029-30 = 110_000"), "{text}");
    // The plan has no year behind its last one.
    let (text, _) = after(&format!("{YEARS} Right Right Right Right '7 Enter"));
    assert!(text.contains("year.2028-29 = 100_000\nyear.2029-30 = 7\n"), "{text}");
    let (text, _) = after(&format!("{YEARS} Right F2 Backspace Enter"));
    assert_eq!(differing(&text), ["-year.2028-29 = 100_000", "+year.2028-29 = 10_000"]);
    let (text, _) = after(&format!("{YEARS} Delete Enter"));
    assert_eq!(differing(&text), ["-year.2027-28 = 200_000"]);
}

#[test]
fn a_row_of_a_spreadsheet_fills_the_years_from_the_cell_on() {
    let mut one = app(PLAN, "harbour", (120, 40));
    press(&mut one, &format!("{YEARS} Right"));
    update(&mut one, Event::Paste("£ 1,250\t (3 000)\t99\n".to_owned()));
    press(&mut one, "Enter");
    let text = one.session.text();
    assert_eq!(
        differing(text),
        [
            "-year.2028-29 = 100_000",
            "-year.2029-30 = 100_000",
            "+year.2028-29 = 1_250",
            "+year.2029-30 = -3_000"
        ],
        "the plan ends in March 2030, so that the third figure has no year"
    );
    // Without a given end the plan grows with its envelope.
    let open = PLAN.replace("end = 2030-03-31\n", "");
    let mut two = app(&open, "harbour", (120, 40));
    press(&mut two, YEARS);
    update(&mut two, Event::Paste("1\t2\t3\t4\t5\t6\t7".to_owned()));
    press(&mut two, "Enter");
    assert!(two.session.text().contains("year.2033-34 = 7"), "{}", two.session.text());
}

#[test]
fn a_click_goes_to_a_field_and_takes_what_is_offered() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "j j Enter");
    let place = |app: &App, text: &str| {
        let screen = shown(app);
        let row = screen.lines().position(|line| line.contains(text)).unwrap();
        let line = screen.lines().nth(row).unwrap();
        let column = line[..line.find(text).unwrap()].chars().count();
        (column as u16, row as u16)
    };
    let click = |app: &mut App, (column, row): (u16, u16)| {
        update(app, Event::Mouse(Mouse::Press, column, row));
    };
    let at = place(&app, "small-steps");
    click(&mut app, at);
    assert_eq!(said(&app), "small-steps");
    press(&mut app, "Space");
    let at = place(&app, "existing");
    click(&mut app, at);
    assert_eq!(said(&app), "existing");
    assert!(form(&app).pick.is_none());
    // A hint runs its command: Enter keeps.
    let at = place(&app, "Enter keep");
    click(&mut app, at);
    assert!(app.overlays.is_empty());
    assert!(app.session.text().contains("[initiative.booking]\ntitle = \"Booking\"\nstage = \"existing\""));
}
