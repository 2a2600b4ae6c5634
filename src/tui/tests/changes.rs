//! The changes: what differs from what is saved and from a revision, line by line, the money first.

use std::path::PathBuf;

use super::shown;
use crate::git::{Baseline, Commit, Ref, RefKind, Said};
use crate::store::Seen;
use crate::tui::app::{App, View};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Mouse};
use crate::tui::revisions::Found;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;

/// The text of the small plan as it was: the records half as dear, the booking two months, a kiosk, no forms.
fn earlier() -> String {
    let forms = PLAN.find("[initiative.e-forms]").unwrap()..PLAN.find("[initiative.crm]").unwrap();
    let mut text =
        PLAN.replace("capital = 240_000", "capital = 120_000").replace("\"3 months\"", "\"2 months\"");
    text.replace_range(forms, "");
    let text = text.replace("after = \"e-forms\"\n", "");
    format!(
        "{text}\n[initiative.kiosk]\ntitle = \"Kiosk\"\nduration = \"1 month\"\ncost.box = {{ capital = 5_000 }}\n"
    )
}

/// A revision with a text.
pub fn revision(text: &str) -> Baseline {
    let said = Said {
        date: "2027-04-01".to_owned(),
        author: "Ada Penhale".to_owned(),
        subject: "Approved by cabinet".to_owned(),
    };
    Baseline {
        asked: "refs/tags/v1.0".to_owned(),
        name: "v1.0".to_owned(),
        commit: Some("0123456789012345678901234567890123456789".to_owned()),
        said: Some(said),
        seen: Seen::new(text),
    }
}

/// The screen of the small plan, held against how it was.
fn held(size: (u16, u16)) -> App {
    let mut app = app(PLAN, "harbour", size);
    update(&mut app, Event::Baseline(PathBuf::from("plan.toml"), Ok(revision(&earlier()))));
    press(&mut app, "Esc 5");
    app
}

#[test]
fn nothing_differs_at_first_and_what_is_typed_does() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "5");
    let screen = shown(&app);
    assert!(screen.contains("Changes since the last save"), "{screen}");
    assert!(
        screen.contains("✓ Nothing differs from what is saved.") && screen.contains("b holds"),
        "{screen}"
    );
    // Customer records: 240,000 from October 2027 on, half of it in each year; 20,000 of each month, so a month later
    // 2028/29 has 20,000 more.
    press(&mut app, "1 j j j L 5");
    let screen = shown(&app);
    assert!(screen.contains("not-before") && screen.contains("2027-11-01"), "{screen}");
    assert!(screen.contains("−£20,000"), "{screen}");
    press(&mut app, "u");
    assert!(shown(&app).contains("Nothing differs"));
}

#[test]
fn a_plan_without_a_file_says_what_to_do() {
    let mut app = app(PLAN, "harbour", (80, 24));
    (app.disk.path, app.disk.seen) = (None, None);
    press(&mut app, "5");
    let screen = shown(&app);
    assert!(
        screen.contains("nothing to hold this plan against") && screen.contains("saves the plan"),
        "{screen}"
    );
    assert!(press(&mut app, "b").is_empty());
    assert!(shown(&app).contains("no file yet"), "{}", shown(&app));
}

#[test]
fn a_revision_is_told_with_the_money_first_and_its_words() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut app = held(size);
        let screen = shown(&app);
        assert!(
            screen.contains("Changes since v1.0 (012345678)") && screen.contains("1 Apr 2027"),
            "{screen}"
        );
        let place = |text: &str| screen.find(text).unwrap_or_else(|| panic!("no {text} in {screen}"));
        assert!(place("was ") < place("opens: "), "{screen}");
        press(&mut app, "G");
        let screen = shown(&app);
        assert!(screen.contains("kiosk") || screen.contains("Kiosk"), "{screen}");
    }
}

#[test]
fn enter_goes_to_what_a_line_is_about_and_folds_headings() {
    let mut app = held((120, 40));
    // The first line is the breach that opened: 270,000 in 2027/28 against 200,000.
    press(&mut app, "Enter");
    assert_eq!((app.view, app.money.envelope.as_str(), app.money.year), (View::Money, "capital", 0));
    press(&mut app, "5");
    let find = |app: &App, text: &str| {
        let told = app.told_changes().unwrap();
        let lines = app.change_lines(&told);
        let has = |at: &usize| {
            told.row(lines[*at])
                .is_some_and(|row| row.cells.iter().flatten().any(|span| span.text.contains(text)))
        };
        (0..lines.len()).find(has).unwrap()
    };
    app.changes.at = find(&app, "cost.platform.capital");
    press(&mut app, "Enter");
    assert_eq!(app.view, View::Roadmap);
    assert_eq!(app.selected().map(|at| app.analysis().plan.initiatives[at.at()].id.as_str()), Some("crm"));
    press(&mut app, "5");
    app.changes.at = find(&app, "Kiosk");
    press(&mut app, "Enter");
    assert!(shown(&app).contains("not in the plan any more"), "{}", shown(&app));
    press(&mut app, "z M");
    let screen = shown(&app);
    assert!(screen.contains("▸ Edited") && !screen.contains("cost.platform"), "{screen}");
    press(&mut app, "z R");
    assert!(shown(&app).contains("▾ Edited"));
}

#[test]
fn tab_goes_from_item_to_item_and_the_filter_leaves_what_passes() {
    let mut app = held((120, 40));
    let mut seen = Vec::new();
    for _ in 0..60 {
        seen.push(app.changes.at);
        press(&mut app, "Tab");
    }
    let last = *seen.last().unwrap();
    assert!(seen.windows(2).all(|pair| pair[0] <= pair[1]) && last > 10, "{seen:?}");
    press(&mut app, "Shift+Tab");
    assert!(app.changes.at < last);
    press(&mut app, "/ 'booking Enter");
    let screen = shown(&app);
    assert!(screen.contains("2 months") && !screen.contains("Kiosk"), "{screen}");
    press(&mut app, "/ Ctrl+u 'nothing-like-it Enter");
    assert!(shown(&app).contains("Nothing of what differs passes the filter"), "{}", shown(&app));
}

#[test]
fn revisions_are_listed_as_they_come_and_chosen_by_their_names() {
    let mut app = app(PLAN, "harbour", (120, 40));
    let path = PathBuf::from("plan.toml");
    assert_eq!(press(&mut app, "5 b"), [Effect::Revisions(path.clone())]);
    assert!(shown(&app).contains("Reading the revisions"), "{}", shown(&app));
    let tag = Ref {
        kind: RefKind::Tag,
        name: "v1.0".to_owned(),
        full: "refs/tags/v1.0".to_owned(),
        date: "2027-04-01".to_owned(),
        author: "Ada Penhale".to_owned(),
        subject: "Approved \u{1b}[2J by cabinet".to_owned(),
    };
    update(
        &mut app,
        Event::Revisions(path.clone(), Ok(Found { refs: vec![tag], commits: Vec::<Commit>::new() })),
    );
    let screen = shown(&app);
    assert!(
        screen.contains("Tags") && screen.contains("v1.0  Approved") && screen.contains("1 Apr 2027"),
        "{screen}"
    );
    assert!(!screen.contains('\u{1b}'), "{screen}");
    let asked = Effect::Baseline { asked: "refs/tags/v1.0".to_owned(), path: path.clone() };
    assert_eq!(press(&mut app, "'v1 Enter"), [asked]);
    let typed = Effect::Baseline { asked: "main~3".to_owned(), path: path.clone() };
    assert_eq!(press(&mut app, "b 'main~3 Enter"), [Effect::Revisions(path.clone()), typed]);
    // What another plan asked for is not taken for this one's.
    update(&mut app, Event::Baseline(PathBuf::from("other.toml"), Ok(revision(PLAN))));
    assert!(app.comparing.is_none());
    update(
        &mut app,
        Event::Baseline(path.clone(), Err("there is no file and no revision `main~3`".to_owned())),
    );
    assert!(shown(&app).contains("no revision `main~3`"), "{}", shown(&app));
    update(&mut app, Event::Revisions(path, Err("This plan is in no git repository".to_owned())));
    press(&mut app, "Esc b");
    assert!(shown(&app).contains("in no git repository"), "{}", shown(&app));
    press(&mut app, "'in_no_git Enter");
    assert_eq!(app.overlays.len(), 1);
}

#[test]
fn the_file_tags_recent_commits_and_branches_stand_before_what_is_in_the_plan() {
    let with = format!("{PLAN}[case.dear]\ntitle = \"Dear\"\ncost = \"+10%\"\n");
    let mut app = app(&with, "harbour", (120, 60));
    press(&mut app, "5 b");
    let of = |kind, name: &str| Ref {
        kind,
        name: name.to_owned(),
        full: name.to_owned(),
        date: "2027-04-01".to_owned(),
        author: "Ada Penhale".to_owned(),
        subject: "Agreed".to_owned(),
    };
    let refs = vec![of(RefKind::Branch, "main"), of(RefKind::Tag, "v1.0")];
    let commits = (0..12).map(|nth| {
        let digit = char::from_digit(nth, 16).unwrap().to_string();
        Commit::made(&digit, "Ada", &format!("Step {nth}."), (None, Some("text")))
    });
    let found = Found { refs, commits: commits.collect() };
    update(&mut app, Event::Revisions(PathBuf::from("plan.toml"), Ok(found)));
    let screen = shown(&app);
    let words =
        ["The file", "Tags", "Commits that", "Step 7.", "Branches", "Cases", "Earlier commits", "Step 8."];
    let places: Vec<_> = words.iter().map(|word| screen.find(word)).collect();
    assert!(places.is_sorted() && places[0].is_some(), "{places:?} {screen}");
}

#[test]
fn a_click_selects_a_line_a_second_one_goes_there_and_the_wheel_scrolls() {
    let mut app = held((120, 40));
    let screen = shown(&app);
    let y = screen.lines().position(|line| line.contains("cost.platform.capital")).unwrap() as u16;
    update(&mut app, Event::Mouse(Mouse::Press, 20, y));
    let screen = shown(&app);
    assert!(screen.lines().nth(y.into()).unwrap().starts_with('▸'), "{screen}");
    update(&mut app, Event::Mouse(Mouse::Release, 20, y));
    update(&mut app, Event::Mouse(Mouse::Press, 20, y));
    assert_eq!(app.view, View::Roadmap);
    press(&mut app, "5 g g");
    update(&mut app, Event::Mouse(Mouse::WheelDown, 20, y));
    assert!(app.changes.at > 0);
    // On a revision the roadmap has ghosts, and the money both figures.
    press(&mut app, "1");
    assert!(shown(&app).contains('░'), "{}", shown(&app));
    press(&mut app, "2");
    assert!(shown(&app).contains("vs v1.0"), "{}", shown(&app));
}

#[test]
fn a_single_change_is_taken_back_as_one_step() {
    let mut app = held((120, 40));
    let at = |app: &App, text: &str| {
        let told = app.told_changes().unwrap();
        let lines = app.change_lines(&told);
        let has = |at: &usize| {
            told.row(lines[*at])
                .is_some_and(|row| row.cells.iter().flatten().any(|span| span.text.contains(text)))
        };
        (0..lines.len()).find(has)
    };
    app.changes.at = at(&app, "cost.platform.capital").unwrap();
    press(&mut app, "x");
    // The comment behind the amount stays.
    assert!(app.session.text().contains("capital = 120_000 } # the largest"), "{}", app.session.text());
    assert!(shown(&app).contains("undoes"), "{}", shown(&app));
    assert!(at(&app, "cost.platform.capital").is_none());
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
    app.changes.at = at(&app, "Kiosk").unwrap();
    press(&mut app, "x");
    assert!(app.session.text().contains("[initiative.kiosk]"), "{}", app.session.text());
    press(&mut app, "u");
    app.changes.at = at(&app, "opens").unwrap();
    press(&mut app, "x");
    assert!(shown(&app).contains("A figure follows from edits"), "{}", shown(&app));
    assert_eq!(app.session.text(), PLAN);
}
