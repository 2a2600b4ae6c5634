//! Rows as a spreadsheet copies them, and the text that they become, by hand.

use super::*;
use crate::analysis::{Options as Computed, analyse};
use crate::document::{Document, Source, apply};
use crate::import::{guess, sheet};

const PLAN: &str = "\
[plan]
start = 2027-04-01

[envelope.loan]
title = \"Borrowing\"
pays = [\"capital\"]

[initiative.crm]
title = \"Customer records\"

[stage.run]
title = \"Run\"
";

/// What a pasted text adds to the plan, the faults and notes by cell, and what was guessed.
fn pasted(text: &str) -> (String, Vec<String>, Vec<String>) {
    pasted_with(text, true, false)
}

fn pasted_with(text: &str, create_stages: bool, take_repeats: bool) -> (String, Vec<String>, Vec<String>) {
    let document = Document::new(Source::new("plan.toml", PLAN));
    let today = Day::parse("2027-06-01").unwrap();
    let plan = analyse(&document, &Computed { case: None, today }).plan;
    let sheet = sheet(text).unwrap();
    let guess = guess(&sheet, &plan);
    let options = Options { headed: guess.headed, create_stages, take_repeats };
    let reading = read(&sheet, &guess.columns, options, &plan);
    let said = |row: &RowRead, fault: &Fault| format!("{}:{} {}", row.at, fault.column, fault.what);
    let told = reading.rows.iter().flat_map(|row| {
        row.faults.iter().chain(&row.notes).map(|fault| said(row, fault)).collect::<Vec<_>>()
    });
    let told = told.collect();
    let text = match change(&reading, options, &plan, &LayerName::Plan) {
        None => String::new(),
        Some(change) => {
            let (after, _) = apply(&document, &change).unwrap();
            let after = after.sources()[0].text.to_string();
            let new = after.lines().filter(|line| !line.is_empty() && !PLAN.lines().any(|it| it == *line));
            new.fold(String::new(), |lines, line| lines + line + "\n")
        }
    };
    (text, told, guess.columns.iter().map(|column| column.meaning.name()).collect())
}

#[test]
fn a_row_with_headings_becomes_an_initiative() {
    let (text, told, columns) = pasted(
        "Ref\tProject name\tPhase\tLead\tStart date\tEnd date\tCapital £k\tRevenue cost (annual)\tSavings\tDepends on\n\
         S1-01\tBooking system\tRun\tCustomer services\t01/04/2028\t30/09/2028\t120\t£24,000\t1.2m\tCustomer records\n",
    );
    assert_eq!(
        columns,
        [
            "code",
            "title",
            "stage",
            "owner",
            "start",
            "finish",
            "capital",
            "recurrent a year",
            "cashable a year",
            "after"
        ]
    );
    // April to September are six months; 120 under £k are 120,000.
    assert_eq!(
        text,
        "\
[initiative.booking-system]
title = \"Booking system\"
code = \"S1-01\"
stage = \"run\"
owner = \"Customer services\"
not-before = 2028-04-01
duration = \"6 months\"
after = \"crm\"
cost.delivery = { capital = 120_000 }
cost.running = { recurrent = 24_000, per = \"year\" }
benefit.savings = { cashable = 1_200_000, per = \"year\" }
"
    );
    assert_eq!(told, ["1:4 01/04/2028 was read as 1 Apr 2028, the day first"]);
}

#[test]
fn amounts_stand_in_financial_years_and_envelopes_pay() {
    let (text, told, columns) = pasted(
        "Title,Capital 2027/28,Capital 2028/29,Funding\nPortal,\"80,000\",40k,Borrowing\nWeb,-,(1 500),none\n",
    );
    assert_eq!(columns, ["title", "capital 2027/28", "capital 2028/29", "funded by"]);
    assert_eq!(
        text,
        "\
[initiative.portal]
title = \"Portal\"
cost.delivery = { capital = { 2027-28 = 80_000, 2028-29 = 40_000 }, funded-by = \"loan\" }
[initiative.web]
title = \"Web\"
cost.delivery = { capital = { 2028-29 = -1_500 } }
"
    );
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn faulty_cells_say_why_and_are_not_written() {
    let (text, told, _) = pasted(
        "title;stage;status;start;duration;capital;after\n\
         One;Discovery;in progress;31/02/2028;6;lots;Two, Three\n\
         ;Run;;;;;\n\
         Two;Discovery;soon;;6 months;;One\n",
    );
    assert_eq!(
        text,
        "\
[initiative.one]
title = \"One\"
stage = \"discovery\"
status = \"active\"
after = \"two\"
[initiative.two]
title = \"Two\"
stage = \"discovery\"
duration = \"6 months\"
after = \"one\"
[stage.discovery]
title = \"Discovery\"
"
    );
    assert_eq!(
        told,
        [
            "1:3 there is no such day; write 2028-04-01",
            "1:4 6 of what? write 6 months, or months into the heading",
            "1:6 nothing is called Three; write an id, a title or a code",
            "1:5 no amount; write 1,200,000, 1.2m, £250k or (1,200)",
            "2:0 a title is needed; without one the row is left out",
            "3:2 no status; write idea, proposed, approved, active or done",
        ]
    );
    let (text, told, _) = pasted_with("title\tstage\nOne\tDiscovery\n", false, false);
    assert_eq!(text, "[initiative.one]\ntitle = \"One\"\n");
    assert_eq!(told, ["1:1 no stage is called Discovery; s creates it"]);
}

#[test]
fn what_repeats_is_told_and_taken_only_when_asked_for() {
    let rows = "title\nCustomer records\nWeb\nweb\n";
    assert_eq!(pasted(rows).0, "[initiative.web]\ntitle = \"Web\"\n");
    let (text, ..) = pasted_with(rows, true, true);
    for id in ["customer-records", "web", "web-2"] {
        assert!(text.contains(&format!("[initiative.{id}]")), "{text}");
    }
}

#[test]
fn columns_without_headings_are_known_by_what_stands_in_them() {
    let (text, _, columns) =
        pasted("S1\tA new booking system\tproposed\t6 months\t£120,000\nS2\tForms\tidea\t3m\t5k\n");
    assert_eq!(columns, ["code", "title", "status", "duration", "capital"]);
    assert!(text.contains("cost.delivery = { capital = 120_000 }"), "{text}");
    let (_, _, columns) = pasted("Booking\nForms\n");
    assert_eq!(columns, ["title"]);
    let (_, _, columns) = pasted("e-forms\t2028-04-01\t2028-06-30\nweb\t2028-04-01\t2028-06-30\n");
    assert_eq!(columns, ["title", "start", "finish"]);
}

#[test]
fn a_first_and_a_last_day_are_a_length() {
    let day = |text| Day::parse(text).unwrap();
    for (first, last, length) in [
        ("2028-04-01", "2028-09-30", Some("6 months")),
        ("2028-04-01", "2028-04-30", Some("1 month")),
        ("2028-01-31", "2028-02-28", Some("1 month")),
        ("2028-04-03", "2028-04-16", Some("2 weeks")),
        ("2028-04-03", "2028-04-05", Some("3 days")),
        ("2028-04-03", "2028-04-02", None),
        ("2028-04-01", "2031-03-31", Some("36 months")),
    ] {
        assert_eq!(
            between(day(first), day(last)).map(|it| it.to_string()).as_deref(),
            length,
            "{first} {last}"
        );
    }
}
