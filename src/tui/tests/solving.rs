//! Conflicts on the screen: what each choice would do, what is chosen, what comes out; and the file changed under unsaved work.

use super::shown;
use crate::merge::{Draft, Texts};
use crate::store::Seen;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Mouse, OnDiskNow};
use crate::tui::solving::{Sides, Solving, Whence};
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;

fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(PLAN.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// Customer records cheaper here and dearer there, Booking longer here and shorter there; the forms have another title there.
fn ours() -> String {
    with(&[("capital = 240_000", "capital = 200_000"), ("\"3 months\"", "\"4 months\"")])
}

fn theirs() -> String {
    with(&[
        ("capital = 240_000", "capital = 300_000"),
        ("\"3 months\"", "\"2 months\""),
        ("\"Electronic forms\"", "\"Forms\""),
    ])
}

/// The screen of the tool.
fn tool(size: (u16, u16)) -> App {
    let (ours, theirs) = (ours(), theirs());
    let draft = Draft::of(Texts { base: PLAN, ours: &ours, theirs: &theirs }).unwrap();
    let mut app = app(&draft.text(&[]), "harbour", size);
    let whence =
        Whence::Tool { path: "plan.toml".into(), seen: Seen::new("markers"), by_hand: false, then: None };
    let sides = Sides { ours: "main".to_owned(), theirs: "work".to_owned(), ..Sides::default() };
    let options = (app.session.options().clone(), None);
    app.solving = Some(Box::new(Solving::new(whence, sides, draft, "plan.toml".to_owned(), options)));
    app
}

/// The text that is written, when one is.
fn written(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::WriteMerged(solved) => Some(solved.text.as_str()),
        _ => None,
    })
}

#[test]
fn every_size_shows_the_conflict_its_sides_and_what_each_gives() {
    for size in [(40, 10), (80, 24), (120, 40), (200, 60)] {
        let mut app = tool(size);
        let screen = shown(&app);
        assert!(screen.contains("Conflicts in plan.toml") && screen.contains("0 of 2"), "{screen}");
        if size.0 >= 80 {
            for wanted in ["ours main", "theirs work", "200_000", "initiative.crm", "What each gives"] {
                assert!(screen.contains(wanted), "{wanted}: {screen}");
            }
        }
        if size.0 >= 120 {
            // Twelve months from October 2027, money even over the months: half of it falls into 2028/29, which has £100,000
            // and nothing else in it. 300,000 / 2 is £50,000 too much; 240,000 / 2 is £20,000 too much; 200,000 / 2 just fits.
            for wanted in ["‼ −£50,000", "‼ −£20,000", "£0", "300_000", "240_000"] {
                assert!(screen.contains(wanted), "{wanted}: {screen}");
            }
        }
        press(&mut app, "G");
        assert!(size.0 < 80 || shown(&app).contains("Forms"), "{}", shown(&app));
    }
}

#[test]
fn choices_are_made_taken_back_and_written_when_all_is_solved() {
    let mut app = tool((120, 40));
    assert_eq!(written(&press(&mut app, "w")), None, "one is open");
    assert!(app.toasts.last().unwrap().text.contains("2 conflicts are still open"));
    press(&mut app, "g o n t");
    assert_eq!(app.solving.as_deref().unwrap().open(), 0);
    let wanted = with(&[
        ("capital = 240_000", "capital = 200_000"),
        ("\"3 months\"", "\"2 months\""),
        ("\"Electronic forms\"", "\"Forms\""),
    ]);
    assert_eq!(written(&press(&mut app, "w")), Some(wanted.as_str()));
    press(&mut app, "u");
    assert_eq!(app.solving.as_deref().unwrap().open(), 1);
    press(&mut app, "U x O");
    let both = written(&press(&mut app, "w")).map(str::to_owned);
    assert_eq!(both, Some(wanted.replace("\"2 months\"", "\"4 months\"")));
    // Leaving gives up what was chosen, and asks first.
    assert!(press(&mut app, "q").is_empty() && shown(&app).contains("Leave the conflicts?"));
    assert_eq!(press(&mut app, "Enter"), [Effect::End(1)]);
}

#[test]
fn a_line_is_written_by_hand_and_must_be_toml() {
    let mut app = tool((120, 40));
    press(&mut app, "e Ctrl+u '= Enter");
    assert!(shown(&app).contains("cannot be read"), "{}", shown(&app));
    press(&mut app, "Ctrl+u 'cost.platform_=_{_capital_=_250000_} Enter");
    assert!(shown(&app).contains("→ by hand"), "{}", shown(&app));
    press(&mut app, "T");
    let text = written(&press(&mut app, "w")).map(str::to_owned).unwrap();
    assert!(text.contains("cost.platform = { capital = 250000 }\n"), "{text}");
}

#[test]
fn the_result_shows_what_is_open_and_esc_leads_back_to_the_sides() {
    let mut app = tool((80, 24));
    press(&mut app, "p");
    let screen = shown(&app);
    assert!(screen.contains("2 conflicts are open") && screen.contains("<<<<<<<"), "{screen}");
    press(&mut app, "Esc");
    assert!(shown(&app).contains("What each gives"));
}

#[test]
fn the_help_lists_what_can_be_pressed_here_and_nothing_else() {
    let mut app = tool((120, 40));
    press(&mut app, "?");
    let screen = shown(&app);
    assert!(screen.contains("Take theirs") && !screen.contains("New initiative"), "{screen}");
    press(&mut app, "'take_theirs Enter");
    assert_eq!(app.solving.as_deref().unwrap().solved(), 1);
}

#[test]
fn lines_of_an_editor_count_when_they_can_be_read() {
    let mut app = tool((120, 40));
    let effects = press(&mut app, "E");
    assert!(matches!(effects.as_slice(), [Effect::EditLines { at: 0, .. }]), "{effects:?}");
    update(&mut app, Event::Lines(0, Ok("broken = [\n".to_owned())));
    assert_eq!(app.solving.as_deref().unwrap().solved(), 0);
    assert!(app.toasts.last().unwrap().text.contains("What was there before counts"), "{:?}", app.toasts);
    update(&mut app, Event::Lines(0, Ok("cost.platform = { capital = 5 }\n".to_owned())));
    assert_eq!(app.solving.as_deref().unwrap().solved(), 1);
}

#[test]
fn the_mouse_marks_a_row_and_takes_a_side() {
    let mut app = tool((120, 40));
    let place = |app: &App, text: &str| {
        let screen = shown(app);
        let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
        let x = line[..line.find(text).unwrap()].chars().count();
        (x as u16, y as u16)
    };
    let (x, y) = place(&app, "t theirs work");
    update(&mut app, Event::Mouse(Mouse::Press, x + 1, y + 1));
    assert_eq!(app.solving.as_deref().unwrap().solved(), 1);
    let (x, y) = place(&app, "initiative.booking");
    update(&mut app, Event::Mouse(Mouse::Press, x, y));
    assert_eq!(app.solving.as_deref().unwrap().at, 1);
}

/// The plan with an edit that is not saved, after somebody wrote the file.
fn changed(text: &str) -> App {
    let mut app = app(PLAN, "harbour", (120, 40));
    // Booking a month longer: four.
    press(&mut app, "j j >");
    assert!(app.session.text().contains("\"4 months\""));
    update(&mut app, Event::Disk(OnDiskNow::Text(Seen::new(text))));
    app
}

#[test]
fn what_others_wrote_elsewhere_is_merged_as_one_step_that_undo_takes_out() {
    let theirs = with(&[("capital = 240_000", "capital = 300_000")]);
    let mut app = changed(&theirs);
    let merged = theirs.replacen("\"3 months\"", "\"4 months\"", 1);
    assert_eq!(app.session.text(), merged);
    assert!(app.toasts.last().unwrap().text.contains("1 change merged with yours"), "{:?}", app.toasts);
    assert!(app.disk.news.is_none() && app.unsaved());
    // Without it the file differs, and saving asks.
    press(&mut app, "u");
    assert_eq!(app.session.text(), with(&[("\"3 months\"", "\"4 months\"")]));
    assert!(app.disk.news.is_some() && press(&mut app, "Ctrl+s").is_empty());
    assert!(shown(&app).contains("keep mine"), "{}", shown(&app));
    press(&mut app, "Esc U");
    assert_eq!(app.session.text(), merged);
    assert!(app.disk.news.is_none() && !press(&mut app, "Ctrl+s").is_empty());
}

#[test]
fn contradictions_with_the_file_are_solved_on_the_screen_or_left() {
    let theirs = with(&[("\"3 months\"", "\"6 months\""), ("\"Electronic forms\"", "\"Forms\"")]);
    let mut app = changed(&theirs);
    let mine = app.session.text().to_owned();
    assert!(shown(&app).contains("yours here, not saved"), "{}", shown(&app));
    press(&mut app, "Esc");
    assert!(app.solving.is_none() && app.session.text() == mine && app.disk.news.is_some());
    press(&mut app, "Ctrl+s");
    assert!(shown(&app).contains("keep mine"));
    press(&mut app, "c t w");
    assert_eq!(app.session.text(), theirs);
    assert!(app.solving.is_none() && app.disk.news.is_none());
    press(&mut app, "u");
    assert_eq!(app.session.text(), mine);
    assert!(app.disk.news.is_some());
}

#[test]
fn a_file_that_changes_again_keeps_what_was_chosen_where_the_question_is_the_same() {
    let theirs = with(&[("\"3 months\"", "\"6 months\""), ("\"12 months\"", "\"11 months\"")]);
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "j j > j > >");
    assert!(app.session.text().contains("\"14 months\""));
    let disk = |app: &mut App, text: &str| {
        update(app, Event::Disk(OnDiskNow::Text(Seen::new(text))));
    };
    disk(&mut app, &theirs);
    assert_eq!(app.solving.as_deref().unwrap().open(), 2);
    press(&mut app, "t");
    disk(&mut app, &theirs.replace("\"6 months\"", "\"7 months\""));
    let solving = app.solving.as_deref().unwrap();
    assert_eq!((solving.open(), solving.solved()), (1, 1));
    // Once the file is back as it was, nothing is left to solve.
    disk(&mut app, PLAN);
    assert!(app.solving.is_none() && app.session.text().contains("\"14 months\""));
}

#[test]
fn a_file_that_is_no_longer_toml_leaves_mine_and_says_why() {
    let mut app = changed("[broken\n");
    assert!(app.session.text().contains("\"4 months\""));
    assert!(app.toasts.last().unwrap().text.contains("no longer TOML"), "{:?}", app.toasts);
    press(&mut app, "Esc");
    assert!(press(&mut app, "Ctrl+s").is_empty(), "saving asks");
}
