//! Two side by side: ghosts on the roadmap, both figures in the money, both verdicts in the sentence.

use super::shown;
use crate::tui::app::App;
use crate::tui::testing::{PLAN, app, press};

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
    assert!(booking.contains(" 1 Oct 2028     −12m      −12m"), "{booking}");
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
