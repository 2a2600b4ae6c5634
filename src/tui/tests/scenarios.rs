//! Scenarios by keys: added, shown, edited, compared with the plan, promoted, discarded.

use super::{differing, shown};
use crate::tui::app::App;
use crate::tui::testing::{PLAN, app, press};

/// The small plan with an empty scenario that is shown.
fn lean() -> App {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "g N 'Lean Enter");
    assert_eq!(app.session.scenario(), Some("lean"));
    app
}

#[test]
fn a_new_scenario_is_shown_and_named_first() {
    let app = lean();
    assert_eq!(app.session.text(), format!("{PLAN}\n[scenario.lean]\ntitle = \"Lean\"\n"));
    let screen = shown(&app);
    assert!(screen.lines().next().unwrap().starts_with(" scenario Lean "), "{screen}");
}

/// Whatever is done while a scenario is shown, the plan's own bytes stay.
#[test]
fn every_verb_goes_into_the_overlay() {
    for (keys, written) in [
        ("L", "+not-before = 2027-05-01"),
        ("m Right Right Enter", "+not-before = 2027-06-01"),
        (">", "+duration = \"7 months\""),
        ("x", "+dropped = true"),
        ("d d", "+dropped = true"),
        ("j j c '/Customer Enter", "+[scenario.lean.initiative.booking]"),
        ("n 'Portal_2m_5k_capital Enter", "+[scenario.lean.initiative.portal]"),
        ("e Ctrl+u 'New_name Ctrl+s", "+title = \"New name\""),
        ("2 e Ctrl+u '150000 Enter", "+year.2027-28 = 150_000"),
        ("3 e Ctrl+u 'x1 Enter", "+title = \"x1\""),
        ("j j J", "+rank = 10"),
        ("j j C 'a", "+unset = [\"after\"]"),
    ] {
        let mut app = lean();
        press(&mut app, keys);
        let text = app.session.text().to_owned();
        let changed = differing(&text);
        assert!(text.starts_with(PLAN), "{keys}: {changed:?}");
        assert!(changed.iter().any(|line| line == written), "{keys}: {changed:?}");
        assert!(changed.iter().all(|line| line.starts_with('+')), "{keys}: {changed:?}");
        press(&mut app, "u");
        assert!(app.session.text().len() < text.len(), "{keys}");
    }
}

#[test]
fn what_a_scenario_cannot_say_is_refused_with_a_reason() {
    let mut app = lean();
    let before = app.session.text().to_owned();
    press(&mut app, "k k k K");
    assert_eq!(app.session.text(), before);
    press(&mut app, "g a 'small-steps Delete");
    assert_eq!(app.session.text(), before);
    assert!(
        app.toasts.iter().any(|it| it.text.contains("A scenario cannot leave out a stage")),
        "{:?}",
        app.toasts
    );
}

#[test]
fn what_differs_is_listed_gone_to_and_taken_back() {
    let mut app = lean();
    press(&mut app, "L > g d");
    let screen = shown(&app);
    assert!(screen.contains("e-forms not-before: nothing → 2027-05-01"), "{screen}");
    assert!(screen.contains("e-forms duration: 6 months → 7 months"), "{screen}");
    assert!(screen.contains("What moves"), "{screen}");
    press(&mut app, "Delete");
    assert!(!app.session.text().contains("not-before"), "{}", app.session.text());
    press(&mut app, "Enter");
    assert!(app.overlays.is_empty());
    press(&mut app, "u");
    assert!(app.session.text().contains("not-before"));
}

#[test]
fn the_list_tells_each_scenario_and_shows_it() {
    let mut app = lean();
    press(&mut app, "j j L g S");
    let screen = shown(&app);
    assert!(
        screen.contains("Lean  1 change")
            && screen.contains("shown · ")
            && screen.contains("booking: not-before"),
        "{screen}"
    );
    press(&mut app, "Up Enter");
    assert_eq!(app.session.scenario(), None);
    press(&mut app, "g S Down Alt+d 'Leaner Enter");
    assert_eq!(app.session.scenario(), Some("leaner"));
    assert!(
        app.session.text().contains("[scenario.leaner.initiative.booking]\nnot-before"),
        "{}",
        app.session.text()
    );
    press(&mut app, "g S Delete Esc");
    assert_eq!(app.session.scenario(), None);
    assert!(!app.session.text().contains("leaner"));
}

#[test]
fn promoting_is_one_step_and_undone_as_one() {
    let mut app = lean();
    press(&mut app, "j j x");
    let before = app.session.text().to_owned();
    let verdict = app.session.analysis().verdict;
    press(&mut app, "g P");
    assert_eq!(app.session.scenario(), None);
    assert_eq!(differing(app.session.text()), ["+dropped = true"]);
    assert_eq!(app.session.analysis().verdict, verdict);
    press(&mut app, "u");
    assert_eq!(app.session.text(), before);
    // It was shown, and is again.
    assert_eq!(app.session.scenario(), Some("lean"));
    assert_eq!(app.session.analysis().verdict, verdict);
    press(&mut app, "g D");
    assert_eq!((app.session.text(), app.session.scenario()), (PLAN, None));
    press(&mut app, "u");
    assert_eq!(app.session.scenario(), Some("lean"));
}

#[test]
fn the_title_of_a_scenario_stands_in_the_plan() {
    let mut app = lean();
    press(&mut app, "g S Alt+e Ctrl+u 'Meagre Ctrl+s");
    assert_eq!(app.session.text(), format!("{PLAN}\n[scenario.lean]\ntitle = \"Meagre\"\n"));
}
