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
    let keys = "Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab";
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
fn an_envelope_that_does_not_pay_the_kind_is_not_taken() {
    let text = PLAN
        .replace("[initiative.e-forms]", "[envelope.upkeep]\npays = [\"recurrent\"]\n\n[initiative.e-forms]");
    let mut app = app(&text, "harbour", (120, 40));
    // What pays the first cost stands below its amount.
    press(&mut app, "Enter PageDown Tab Space 'upk");
    let screen = shown(&app);
    assert!(
        screen.contains("⊘ upkeep") && screen.contains("upkeep pays recurrent, net, not capital"),
        "{screen}"
    );
    press(&mut app, "Enter");
    assert_eq!(said(&app), "");
    press(&mut app, "Ctrl+u Enter");
    assert_eq!((said(&app), form(&app).pick.is_none()), ("capital", true));
}

#[test]
fn several_are_taken_in_and_out() {
    let keys = "j j Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab";
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
    let keys = "j j Enter Tab Tab Tab Tab Tab Tab Space";
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

#[test]
fn a_click_beside_the_fields_leaves_what_is_typed_in_the_form() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "j j Enter Ctrl+u 'Kiosk");
    // The title bar, the views, the right edge, the last line of the view.
    for (column, row) in [(3, 0), (30, 1), (119, 10), (60, 37)] {
        for what in [Mouse::Press, Mouse::PressOne, Mouse::Right] {
            update(&mut app, Event::Mouse(what, column, row));
            assert!(form(&app).fields.iter().any(|field| field.input.value() == "Kiosk"), "{column},{row}");
        }
    }
    press(&mut app, "Ctrl+s");
    assert!(app.session.text().contains("title = \"Kiosk\""));
}

/// A plan with money lines that cannot be read, each in another way.
const BROKEN: &str = r#"[plan]
start = 2027-04-01
end = 2029-03-31

[envelope.budget]
year.2027-28 = 500_000

[initiative.crm]
owmer = "me"
cost.build = { capital = "£120k" } # a remark
cost.care = { captial = 5_000 } # misspelt
cost.licences = { capital = 20_000, recurrent = 24_000, per = "year" }
cost.number = 7
cost.years = { one-off = { 2027-28 = 8_000, 2028-29 = "x" } }
benefit.less = { cashable = 5_000, per = "year" }
"#;

#[test]
fn a_money_line_that_cannot_be_read_has_its_row_with_the_reason_and_can_be_mended_or_removed() {
    let open = || {
        let mut app = app(BROKEN, "harbour", (120, 40));
        press(&mut app, "Enter PageDown");
        app
    };
    let says = |app: &App, text: &str| {
        // The words of a pane stand in its left half, wrapped.
        let left = |line: &str| line.chars().take(60).collect::<String>().trim_matches(['│', ' ']).to_owned();
        let words = shown(app).lines().map(left).collect::<Vec<_>>().join(" ");
        assert!(words.contains(text), "{text} is not in {words}");
    };
    let mut one = open();
    for label in ["build capital", "care", "licences", "number", "years one-off, by year"] {
        says(&one, label);
    }
    says(&one, "`capital` is the text \"£120k\", but must be an amount of money");
    press(&mut one, "Ctrl+u '120k Enter");
    assert!(one.session.text().contains("cost.build = { capital = 120_000 } # a remark\n"));
    // One that has no kind is typed anew, as a new one is.
    let mut two = open();
    press(&mut two, "Tab Tab");
    says(&two, "`care` has no amount");
    press(&mut two, "Ctrl+u '5k_capital Enter");
    assert!(
        two.session.text().contains("cost.care = { capital = 5_000 } # misspelt\n"),
        "{}",
        two.session.text()
    );
    // And an empty field takes it away.
    let mut three = open();
    press(&mut three, "Tab Tab Tab Ctrl+u Tab Ctrl+u Enter");
    let text = three.session.text();
    assert!(!text.contains("licences") && !text.contains("number") && text.contains("cost.care"), "{text}");
    // What the format does not know stands at the end.
    let mut four = app(BROKEN, "harbour", (120, 40));
    press(&mut four, "Enter Shift+Tab Shift+Tab Shift+Tab");
    says(&four, "`owmer`");
    press(&mut four, "Ctrl+u Enter");
    assert!(!four.session.text().contains("owmer"));
}

#[test]
fn a_field_says_what_it_understood_and_takes_the_begin_of_an_id() {
    let (_, app) = after("j j Enter Tab Tab Tab Tab Tab Tab 'Mar_28");
    let text = shown(&app);
    assert!(text.contains("= 1 Mar 2028 · Q4 2027/28"), "{text}");
    let (_, app) = after("j j Enter Tab Tab Tab Tab Tab Tab Tab Tab 'Mar_28");
    assert!(shown(&app).contains("= 31 Mar 2028 · Q4 2027/28"));
    let (text, _) = after("j j Enter Tab Tab Ctrl+u 'exi Enter");
    assert!(text.contains("title = \"Booking\"\nstage = \"existing\""), "{text}");
    let (text, _) = after("j j Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab Ctrl+u 'records_+_1m Enter");
    assert!(text.contains("after = \"crm + 1 month\"") || text.contains("after = \"crm + 1m\""), "{text}");
}

/// How many keys there are in a row of them, the letters that are typed counted one by one.
fn count(keys: &str) -> usize {
    keys.split_whitespace().map(|word| word.strip_prefix('\'').map_or(1, |text| text.chars().count())).sum()
}

#[test]
fn what_is_done_most_takes_few_keys() {
    // An initiative with a cost and what it waits for: by quick add, and by the form.
    for (keys, most) in [
        ("n 'Booking_system_6m_120k_after_e-forms Enter", 40),
        (
            "n 'Booking_system Enter Enter PageDown '120k Shift+Tab 'e-f Shift+Tab Shift+Tab Ctrl+u '6m Enter",
            40,
        ),
        ("n 'Booking_system Enter Enter PageDown '120k Shift+Tab Space 'e-f Enter Enter", 40),
    ] {
        let (text, app) = after(keys);
        assert!(app.overlays.is_empty(), "{keys}");
        let new = text.split("[initiative.").find(|it| it.starts_with("booking-system]")).unwrap();
        assert!(new.contains("capital = 120_000") && new.contains("after = \"e-forms\""), "{text}");
        assert!(count(keys) <= most, "{} keys: {keys}", count(keys));
    }
    // A quarter later: the bar below, and `}`.
    let (text, _) = after("j j }");
    assert_eq!(differing(&text), ["+not-before = 2028-01-01"]);
    // Who is in the envelope's year that is over: the money view begins at that cell.
    let (_, app) = after("2 Tab");
    let text = shown(&app);
    assert!(text.contains("Customer records") && text.contains("Who is in"), "{text}");
}

#[test]
fn a_long_text_is_shown_whole_while_it_is_typed_in() {
    let title = "A_long_title_that_says_what_the_work_is_about_and_for_whom_it_is_done_in_the_end";
    let (_, app) = after(&format!("j j Enter Ctrl+u '{title}"));
    let text = shown(&app);
    assert!(text.contains("A long title that says what") && text.contains("in the end"), "{text}");
    let (text, _) = after(&format!("j j Enter Ctrl+u '{title} Home 'Not_ Enter"));
    assert!(text.contains("title = \"Not A long title"), "{text}");
}
