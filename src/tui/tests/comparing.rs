//! Two side by side: ghosts on the roadmap, both figures in the money, both verdicts in the sentence.

use std::sync::Arc;

use super::changes::revision;
use super::shown;
use crate::tui::app::App;
use crate::tui::comparing::With;
use crate::tui::event::{Event, Mouse};
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;
use crate::views::columns::Column;

/// The small plan with a scenario in which Booking waits and Electronic forms are half as dear.
fn two(size: (u16, u16)) -> App {
    let text = format!(
        "{PLAN}\n[scenario.lean]\ntitle = \"Lean\"\n[scenario.lean.initiative.booking]\nnot-before = 2028-10-01\n[scenario.lean.initiative.e-forms]\ncost.platform.capital = 60_000\n[case.dear]\ntitle = \"Dear\"\ncost = \"50%\"\n"
    );
    app(&text, "harbour", size)
}

#[test]
fn a_scenario_is_compared_with_the_plan() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut app = two(size);
        press(&mut app, "g x 'Lean Enter");
        let roadmap = shown(&app);
        assert!(roadmap.contains('░') && roadmap.contains("vs "), "{roadmap}");
        press(&mut app, "2");
        let money = shown(&app);
        assert!(money.contains("vs Lean"), "{money}");
        press(&mut app, "g X");
        let list = shown(&app);
        // Booking starts a year later there, and the forms cost 60,000 less.
        assert!(list.contains("capital 2027/28") && list.contains("there"), "{list}");
        press(&mut app, "'Booking Enter");
        assert_eq!(
            app.selected().map(|at| app.analysis().plan.initiatives[at.at()].id.as_str()),
            Some("booking")
        );
    }
}

#[test]
fn what_has_another_id_there_has_its_ghost_and_its_slip() {
    let mut app = app(PLAN, "harbour", (120, 40));
    // The records were called `records` there, and waited for forms of nine months.
    let there = PLAN.replace("initiative.crm", "initiative.records").replace("\"6 months\"", "\"9 months\"");
    app.comparing = Some(With::Baseline(Arc::new(revision(&there))));
    let screen = shown(&app);
    let records = screen.lines().find(|line| line.contains("Customer records")).unwrap_or_default();
    assert!(records.contains('░'), "{screen}");
    let aparts = app.aparts().unwrap();
    assert!(aparts.only_there == 0 && aparts.of.iter().all(|it| it.known), "{aparts:?}");
    let moved: Vec<String> = app.compared().unwrap().moved.iter().map(|it| it.id.clone()).collect();
    assert!(moved.contains(&"crm".to_owned()), "{moved:?}");
    press(&mut app, "3");
    assert!(shown(&app).contains("−3m"), "{}", shown(&app));
}

#[test]
fn what_is_compared_follows_edits_and_is_left_with_esc() {
    let mut app = two((120, 40));
    press(&mut app, "g x 'saved Enter");
    assert!(app.compared().unwrap().is_empty());
    press(&mut app, "j j L L L");
    assert_eq!(app.compared().unwrap().moved.len(), 1);
    assert!(shown(&app).contains('░'), "{}", shown(&app));
    press(&mut app, "g x 'Dear Enter Esc Esc Esc");
    assert!(app.comparing.is_none() && !shown(&app).contains("vs "));
    press(&mut app, "g x 'Dear Enter");
    let other = app.other().unwrap();
    assert_eq!(other.case.as_deref(), Some("dear"));
}

#[test]
fn the_table_says_by_how_much_each_initiative_differs_while_two_are_compared() {
    let mut app = two((120, 40));
    press(&mut app, "3");
    let before = shown(&app);
    assert!(!before.contains("± start"), "{before}");
    press(&mut app, "g x 'Lean Enter");
    let table = shown(&app);
    assert!(table.contains("± start") && table.contains("start there"), "{table}");
    assert!(table.contains("+ is later or dearer here"), "{table}");
    let line = |table: &str, title: &str| table.lines().find(|line| line.contains(title)).unwrap().to_owned();
    // Booking waits there from 1 October 2027 to 1 October 2028, and ends as much later.
    let booking = line(&table, "Booking");
    assert!(booking.contains(" 1 Oct 2028       −12m        −12m"), "{booking}");
    // The forms cost 120,000 here and 60,000 there, and that is all that differs.
    assert!(line(&table, "Electronic forms").ends_with("+60.0"), "{table}");
    assert!(
        !line(&table, "Customer records").contains('±') && line(&table, "3 initiatives").ends_with("+60.0")
    );
    for size in [(80, 24), (200, 60)] {
        app.size = size;
        let table = shown(&app);
        assert!(line(&table, "Booking").contains("−12m") && table.contains("Electronic forms"), "{table}");
        assert_eq!(table.contains("cost there"), size.0 == 200, "{table}");
    }
    press(&mut app, "Esc");
    app.size = (120, 40);
    press(&mut app, "g x 'stop Enter");
    assert_eq!(shown(&app).lines().nth(3), before.lines().nth(3));
    assert!(!shown(&app).contains("± start"));
}

#[test]
fn boxes_that_differ_are_marked_and_the_foot_says_in_what() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut app = two(size);
        press(&mut app, "4");
        assert!(!shown(&app).contains('±'));
        press(&mut app, "g x 'Lean Enter Esc");
        let said = shown(&app);
        assert!(said.contains("3 boxes · 2 differ ±"), "{said}");
        // The forms are critical, Booking is in the breach; the customer records are both, and do not differ.
        assert!(said.contains("━ ±◆ ┓") && said.contains("─ ‼± ╮") && said.contains("━ ‼◆ ┓"), "{said}");
        // The forms cost 60,000 there, and are selected.
        assert!(said.contains("± there    costs £60k, +£60,000 here"), "{said}");
        press(&mut app, "-");
        // Two boxes, the rule below them, and the line at the foot.
        assert_eq!(shown(&app).matches('±').count(), 4, "{}", shown(&app));
    }
}

#[test]
fn rows_are_sorted_by_what_differs_and_groups_have_its_sums() {
    let text = format!(
        "{PLAN}[initiative.hosting]\ntitle = \"Hosting\"\nstage = \"existing\"\ncost.run = {{ recurrent = 12_000, per = \"year\" }}\n\n[scenario.lean]\ntitle = \"Lean\"\n[scenario.lean.initiative.booking]\ncost.platform.capital = 10_000\n[scenario.lean.initiative.e-forms]\ncost.platform.capital = 150_000\n[scenario.lean.initiative.hosting]\ncost.run.recurrent = 7_000\n"
    );
    let mut app = app(&text, "harbour", (200, 60));
    press(&mut app, "3 b g x 'Lean Enter Esc");
    let said = shown(&app);
    let line = |said: &str, title: &str| said.lines().find(|line| line.contains(title)).unwrap().to_owned();
    // The forms are 30,000 cheaper here, hosting runs at 5,000 more a year; Booking is 20,000 dearer.
    let row = line(&said, "Make the most  2");
    assert!(row.contains("−30.0") && row.ends_with("+5.0"), "{said}");
    assert!(line(&said, "Small steps  2").contains("+20.0"), "{said}");
    assert!(line(&said, "4 initiatives").contains("−10.0"), "{said}");
    assert!(line(&said, "Hosting").ends_with(" 7.0           +5.0"), "{said}");
    press(&mut app, "b b b End Left Left");
    assert_eq!(app.table_column(), Column::CostApart);
    press(&mut app, "s");
    let order = |app: &App| {
        let plan = &app.analysis().plan;
        app.sheet().items().map(|at| plan.initiatives[at.at()].id.clone()).collect::<Vec<_>>()
    };
    // What does not differ comes last, in the plan's own order.
    assert_eq!(order(&app), ["e-forms", "booking", "hosting", "crm"]);
    press(&mut app, "s");
    assert_eq!(order(&app), ["booking", "e-forms", "hosting", "crm"]);
    assert!(shown(&app).contains("± cost ▾"));
    // Nothing is typed there, and when nothing is compared any more the cursor stands on a column that is there.
    press(&mut app, "5 0");
    assert!(app.table.edit.is_none());
    press(&mut app, "Esc Esc Esc g x 'stop Enter");
    assert_eq!(app.table_column(), Column::FundedBy);
    assert!(!shown(&app).contains('±'));
}

#[test]
fn a_click_on_a_heading_sorts_by_it() {
    let mut app = two((120, 40));
    press(&mut app, "3 g x 'Lean Enter Esc");
    let said = shown(&app);
    let (y, heading) = said.lines().enumerate().find(|(_, line)| line.contains("± cost")).unwrap();
    let x = |name: &str| heading[..heading.find(name).unwrap()].chars().count() as u16 + 1;
    let click = |app: &mut App, x: u16| {
        let (column, row) = (x, y as u16);
        update(app, Event::Mouse(Mouse::Press, column, row));
        update(app, Event::Mouse(Mouse::Release, column, row));
        app.now += 1_000;
        update(app, Event::Tick);
    };
    click(&mut app, x("± cost"));
    assert!(app.table.sort.is_some_and(|sort| sort.by == Column::CostApart && !sort.down));
    click(&mut app, x("± cost"));
    assert!(app.table.sort.is_some_and(|sort| sort.down));
    click(&mut app, x("title"));
    assert!(app.table.sort.is_some_and(|sort| sort.by == Column::Title && !sort.down));
}
