//! Rows out of a spreadsheet: the preview, its columns, and what is written.

use super::{after, differing, shown};
use crate::tui::app::{App, View};
use crate::tui::event::Event;
use crate::tui::overlays::Overlay;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;

fn paste(app: &mut App, text: &str) {
    update(app, Event::Paste(text.to_owned()));
}

fn toast(app: &App) -> String {
    app.toasts.last().map(|toast| toast.text.clone()).unwrap_or_default()
}

const ROWS: &str = "Project\tPhase\tStart\tCost £k\n\
    Bus passes\tSmall steps\t01/04/2028\t45\n\
    Libraries\tDiscovery\tsoon\t\n\
    Booking\tSmall steps\t\t10\n";

#[test]
fn pasted_rows_are_looked_at_before_anything_is_written() {
    let mut app = app(PLAN, "harbour", (100, 30));
    press(&mut app, "3");
    paste(&mut app, ROWS);
    assert_eq!(app.session.text(), PLAN);
    insta::assert_snapshot!(shown(&app));
    press(&mut app, "Esc");
    assert_eq!((app.session.text(), app.overlays.len()), (PLAN, 0));
}

#[test]
fn what_is_accepted_is_one_step_and_marked() {
    let mut app = app(PLAN, "harbour", (100, 30));
    press(&mut app, "3");
    paste(&mut app, ROWS);
    press(&mut app, "Enter");
    // By hand: 45 under £k are 45,000; the start that cannot be read is not written; Booking is there already.
    for line in ["[initiative.bus-passes]", "not-before = 2028-04-01", "cost.delivery = { capital = 45_000 }"]
    {
        assert!(app.session.text().contains(line), "{}", app.session.text());
    }
    assert!(
        app.session.text().contains("[initiative.libraries]\ntitle = \"Libraries\"\nstage = \"discovery\"\n")
    );
    assert!(app.session.text().contains("[stage.discovery]\ntitle = \"Discovery\"\n"));
    assert_eq!(app.session.text().matches("title = \"Booking\"").count(), 1);
    assert_eq!(app.marks.ids.len(), 2);
    assert!(
        toast(&app).contains("Paste 2 initiatives") && toast(&app).contains("1 row left out"),
        "{}",
        toast(&app)
    );
    assert_eq!(app.session.history().position(), 1);
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn a_column_is_taken_for_something_else() {
    let mut app = app(PLAN, "harbour", (100, 30));
    press(&mut app, "3");
    paste(&mut app, ROWS);
    press(&mut app, "Right Right Right Space 'one-off Enter Left x s r Enter");
    let text = app.session.text();
    assert!(text.contains("cost.one-off = { one-off = 45_000 }"), "{text}");
    assert!(!text.contains("not-before") && !text.contains("[stage.discovery]"), "{text}");
    assert!(text.contains("[initiative.booking-2]"), "{text}");
}

#[test]
fn a_block_fills_cells_from_the_cursor() {
    // E-forms, booking and crm stand in the rows, by stage and then by start.
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "3 Right Right Right Right");
    paste(&mut app, "£250,000\t5k\n(1,000)\tlots\n");
    let screen = shown(&app);
    assert!(screen.contains("3 cells will change · 1 cell cannot take what was pasted"), "{screen}");
    press(&mut app, "f");
    assert!(shown(&app).contains("an amount is needed"), "{}", shown(&app));
    press(&mut app, "Enter");
    assert_eq!(
        differing(app.session.text()),
        [
            "-cost.platform = { capital = 120_000 }",
            "-cost.platform = { capital = 30_000 }",
            "+cost.platform = { capital = 250_000 }",
            "+cost.delivery = { one-off = 5_000 }",
            "+cost.platform = { capital = -1_000 }",
        ]
    );
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
    // A single value is typed into the cell, and kept by Enter.
    paste(&mut app, "99k\n");
    assert!(app.table.edit.is_some() && app.session.text() == PLAN);
    press(&mut app, "Enter");
    assert!(app.session.text().contains("capital = 99_000"));
}

#[test]
fn a_stray_paste_elsewhere_does_nothing_but_says_so() {
    for keys in ["1", "2", "8"] {
        let mut app = app(PLAN, "harbour", (120, 40));
        press(&mut app, keys);
        paste(&mut app, ROWS);
        assert_eq!((app.session.text(), app.overlays.len()), (PLAN, 0), "{keys}");
        assert!(toast(&app).starts_with("Pasted text runs nothing here"), "{}", toast(&app));
    }
    let (_, mut app) = after("g v");
    paste(&mut app, ROWS);
    assert!(matches!(app.overlays.last(), Some(Overlay::Rows(_))) && app.view == View::Initiatives);
    let mut app = super::app(PLAN, "harbour", (120, 40));
    let effects = press(&mut app, "g v 'rows.csv Enter");
    assert_eq!(effects, [crate::tui::effect::Effect::ReadRows("rows.csv".into())]);
    update(&mut app, Event::Rows(Ok("title\nFrom a file\n".to_owned())));
    press(&mut app, "Enter");
    assert!(app.session.text().contains("[initiative.from-a-file]"));
}

#[test]
fn any_rows_are_drawn_at_any_size() {
    let wide: String = (0..60).map(|at| ["c", &at.to_string(), "\t"].concat()).collect();
    for text in [
        ROWS,
        "\u{6f22}\u{5b57}\te\u{301}\u{1f469}\u{200d}\u{1f467}\n\u{202e}x\ty\n",
        "a\n",
        wide.as_str(),
        "\t\tx\n\ty\n",
    ] {
        for size in [(20, 5), (60, 20), (80, 24), (200, 60)] {
            let mut app = app(PLAN, "mono", size);
            press(&mut app, "3");
            paste(&mut app, text);
            shown(&app);
            press(&mut app, "b Right Right Right Down Down f F t s r PageDown G Space Esc");
            shown(&app);
        }
    }
}
