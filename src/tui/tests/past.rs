//! The history of the money: when a year went over and who did it, as it is read and when it is there.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::shown;
use crate::analysis::Options;
use crate::git::{Commit, Lacking};
use crate::tui::app::{App, View};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Mouse};
use crate::tui::past::{Began, Known, News, Row, step};
use crate::tui::testing::{PLAN, app, press, today};
use crate::tui::update::update;
use crate::views::history::{Stood, Teller};

/// The small plan with records for so much. Half of it is spent in each of the first two years, beside 120,000 for forms and
/// 30,000 for booking in the first: 50,000 are left for them in 2027/28, and 100,000 in 2028/29.
fn plan(records: &str) -> String {
    PLAN.replace("capital = 240_000", &format!("capital = {records}"))
}

/// A text by its name: what the records cost, or what cannot be read.
fn stood(name: &str) -> Stood {
    let mut teller = Teller::new("plan.toml".to_owned(), Options { case: None, today: today() });
    match name {
        "lost" => Err(Lacking::Missing),
        "torn" => Ok(Arc::new(teller.tell("[plan"))),
        records => Ok(Arc::new(teller.tell(&plan(records)))),
    }
}

/// A commit: its digit, author, subject, the text that it was made from, and the one that it made.
type Made<'a> = (&'a str, &'a str, &'a str, Option<&'a str>, Option<&'a str>);

/// The line of the small plan: agreed, then over in both years, then as it is.
const LINE: [Made; 4] = [
    ("1", "Ada Penhale", "A plan", None, Some("90_000")),
    ("2", "Bram \u{1b}[31m Trewin", "Records as tendered", Some("90_000"), Some("220_000")),
    ("3", "Ada Penhale", "A slip", Some("220_000"), Some("torn")),
    ("4", "Ada Penhale", "Mended, a little dearer", Some("torn"), Some("240_000")),
];

fn began(commits: &[Made]) -> Began {
    let made = |(hash, author, subject, before, after): &Made| {
        Commit::made(hash, author, subject, (*before, *after))
    };
    let tip = commits.last().and_then(|it| it.4).map(|blob| (blob.to_owned(), Arc::from(plan(blob))));
    Began { commits: commits.iter().map(made).collect(), tip, shallow: false, case: None }
}

/// The history of the small plan is read; `texts` of it are computed.
fn read(app: &mut App, began: Began, texts: &[&str]) {
    let path = PathBuf::from("plan.toml");
    let asked = app.past.asked;
    update(app, Event::Past(path.clone(), asked, News::Began(began)));
    let found = texts.iter().map(|name| ((*name).to_owned(), stood(name))).collect();
    update(app, Event::Past(path, asked, News::Read(found)));
}

fn history(size: (u16, u16)) -> App {
    let mut app = app(PLAN, "harbour", size);
    press(&mut app, "g L");
    read(&mut app, began(&LINE), &["240_000", "torn", "220_000", "90_000"]);
    app
}

fn row_of(app: &App) -> Option<Row> {
    app.past_row(app.past_told()?)
}

#[test]
fn one_look_says_when_a_year_went_over_and_who_did_it() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let app = history(size);
        let screen = shown(&app);
        // 120,000 + 120,000 + 30,000 against 200,000.
        assert!(screen.contains("‼ 2027/28 Capital is over by £70k since 1 Apr 2027: Bram"), "{screen}");
        assert!(!screen.contains('\u{1b}'), "{screen}");
        let line = |text: &str| {
            let found = screen.lines().skip(4).position(|line| line.contains(text));
            found.unwrap_or_else(|| panic!("no {text} in {screen}"))
        };
        assert!(line("Mended") < line("A slip") && line("A slip") < line("A plan"), "{screen}");
        let tendered = screen.lines().find(|line| line.contains("Records") && line.contains("1 Apr"));
        // 60,000 over in the first year, and 10,000 in the second: half of 220,000 each.
        let tendered = tendered.unwrap();
        assert!(tendered.contains("−60 ‼") && tendered.contains("−10 ‼"), "{screen}");
        assert!(tendered.contains("+130"), "{screen}");
        assert!(screen.contains("cannot be read"), "{screen}");
    }
}

#[test]
fn it_is_read_beside_the_frame_and_shown_as_it_comes() {
    let mut app = app(PLAN, "harbour", (120, 40));
    let path = PathBuf::from("plan.toml");
    assert_eq!(press(&mut app, "g L"), [Effect::Past { path: path.clone(), asked: 1 }]);
    assert!(shown(&app).contains("Reading the history"), "{}", shown(&app));
    read(&mut app, began(&LINE), &["240_000"]);
    let screen = shown(&app);
    assert!(screen.contains("reading 1 of 4") && screen.contains("A plan"), "{screen}");
    assert!(screen.contains("over by £70k; still reading"), "{screen}");
    // What an earlier question finds is not taken for this one's, and of another plan neither.
    let stop = app.past.stop.clone();
    press(&mut app, "r");
    assert!(stop.load(Ordering::Relaxed) && app.past.asked == 2);
    update(&mut app, Event::Past(path.clone(), 1, News::None("too late".to_owned())));
    update(&mut app, Event::Past(PathBuf::from("other.toml"), 2, News::None("another".to_owned())));
    assert!(matches!(app.past.known, Known::Asking));
    update(&mut app, Event::Past(path, 2, News::None("This plan is in no git repository".to_owned())));
    assert!(shown(&app).contains("in no git repository"), "{}", shown(&app));
    press(&mut app, "Esc");
    assert_eq!(app.view, View::Roadmap);
    app.disk.path = None;
    assert!(press(&mut app, "g L").is_empty());
    assert!(shown(&app).contains("no file yet"), "{}", shown(&app));
}

#[test]
fn a_key_leads_to_who_did_it_and_enter_to_what_it_changed() {
    let mut app = history((120, 40));
    assert_eq!(row_of(&app), Some(Row::Commit(3)));
    press(&mut app, "o");
    assert_eq!(row_of(&app), Some(Row::Commit(1)));
    let path = PathBuf::from("plan.toml");
    let commit = app.past_told().unwrap().chronicle.commits[1].clone();
    let wanted = Effect::Step { path: path.clone(), commit: Box::new(commit.clone()) };
    assert_eq!(press(&mut app, "Enter"), [wanted]);
    let options = app.session.options().clone();
    let texts = (plan("90_000"), plan("220_000"));
    let found = step::of(Path::new("plan.toml"), commit.clone(), (&texts.0, &texts.1), &options);
    update(&mut app, Event::Step(path.clone(), Ok(Arc::new(found))));
    let screen = shown(&app);
    assert!(screen.contains("What 222222222 changed   1 Apr 2027  Bram"), "{screen}");
    assert!(screen.contains("cost.platform.capital") && screen.contains("220_000"), "{screen}");
    assert!(!screen.lines().last().unwrap().contains("take back"), "{screen}");
    press(&mut app, "x");
    assert!(shown(&app).contains("That is what a commit did"), "{}", shown(&app));
    assert_eq!(app.session.text(), PLAN);
    press(&mut app, "Esc Esc");
    assert_eq!((app.view, row_of(&app)), (View::Past, Some(Row::Commit(1))));
    // Held against a commit the changes are those of the plan.
    let asked = Effect::Baseline { asked: commit.hash, path: path.clone() };
    assert_eq!(press(&mut app, "b"), [asked]);
    assert_eq!(app.view, View::Changes);
    press(&mut app, "g L");
    update(&mut app, Event::Step(path, Err("The text of that commit is not in this clone".to_owned())));
    assert!(shown(&app).contains("not in this clone"), "{}", shown(&app));
}

#[test]
fn what_is_compared_with_is_told_of_each_commit() {
    let mut app = history((120, 40));
    let agreed = super::changes::revision(&plan("220_000"));
    update(&mut app, Event::Baseline(PathBuf::from("plan.toml"), Ok(agreed)));
    // 240,000 now, 220,000 in the baseline; both end at the same time.
    assert!(shown(&app).contains("vs v1.0 (012345678): +£20,000"), "{}", shown(&app));
    press(&mut app, "o");
    assert!(shown(&app).contains("vs v1.0 (012345678): the same end and cost"), "{}", shown(&app));
}

#[test]
fn years_envelopes_and_turns_are_gone_through() {
    let mut app = history((120, 40));
    press(&mut app, "l");
    // 240,000: half of it against 100,000.
    assert!(shown(&app).contains("2028/29 Capital is over by £20k since"), "{}", shown(&app));
    press(&mut app, "l");
    assert!(shown(&app).contains("✓ 2029/30 Capital was never over"), "{}", shown(&app));
    press(&mut app, "o");
    assert!(shown(&app).contains("was never over"), "{}", shown(&app));
    press(&mut app, "$");
    assert!(shown(&app).contains("the worst of all envelopes"), "{}", shown(&app));
    press(&mut app, "Shift+Tab g g n");
    assert_eq!(row_of(&app), Some(Row::Commit(1)));
    press(&mut app, "n");
    assert!(shown(&app).contains("No other commit"), "{}", shown(&app));
    press(&mut app, "G N");
    assert_eq!(row_of(&app), Some(Row::Commit(1)));
}

#[test]
fn of_all_envelopes_together_a_year_that_holds_is_about_the_one_that_was_over() {
    // The reserve was over in 2029/30 for a while and has enough again; the capital never was, and has less left.
    let reserve = |given: &str| {
        format!(
            "{PLAN}[envelope.reserve]\ntitle = \"Reserve\"\npays = [\"one-off\"]\nyear.2029-30 = {given}\n\
             [initiative.move]\ntitle = \"Move\"\nnot-before = 2029-04-01\nduration = \"2 months\"\n\
             cost.vans = {{ one-off = 50_000, funded-by = \"reserve\" }}\n"
        )
    };
    let now = reserve("900_000");
    let mut app = app(&now, "harbour", (120, 40));
    press(&mut app, "g L");
    let tell = |text: &str| -> Stood {
        let options = Options { case: None, today: today() };
        Ok(Arc::new(Teller::new("plan.toml".to_owned(), options).tell(text)))
    };
    let line = [
        ("1", "Ada", "A plan", None, Some("enough")),
        ("2", "Bram", "Less for the reserve", Some("enough"), Some("less")),
        ("3", "Ada", "Enough again", Some("less"), Some("enough")),
    ];
    let made = line.iter().map(|it| Commit::made(it.0, it.1, it.2, (it.3, it.4))).collect();
    let tip = Some(("enough".to_owned(), Arc::from(now.as_str())));
    let path = PathBuf::from("plan.toml");
    update(
        &mut app,
        Event::Past(path.clone(), 1, News::Began(Began { commits: made, tip, shallow: false, case: None })),
    );
    let found = vec![("enough".to_owned(), tell(&now)), ("less".to_owned(), tell(&reserve("20_000")))];
    update(&mut app, Event::Past(path, 1, News::Read(found)));
    press(&mut app, "Shift+Tab l l");
    let screen = shown(&app);
    assert!(screen.contains("the worst of all envelopes"), "{screen}");
    assert!(screen.contains("✓ 2029/30 Reserve holds again since 1 Apr 2027: Ada"), "{screen}");
    assert!(screen.lines().nth(6).is_some_and(|line| line.trim() == "Enough again"), "{screen}");
}

#[test]
fn what_is_not_committed_is_the_first_row() {
    let mut app = history((120, 40));
    press(&mut app, "1 j j j L g L");
    let all = ["240_000", "torn", "220_000", "90_000"];
    read(&mut app, began(&LINE), &all);
    let screen = shown(&app);
    assert!(screen.contains("not committed"), "{screen}");
    assert_eq!(row_of(&app), Some(Row::Now));
    let last = app.past_told().unwrap().chronicle.commits[3].hash.clone();
    let asked = Effect::Baseline { asked: last, path: PathBuf::from("plan.toml") };
    assert_eq!(press(&mut app, "Enter"), [asked]);
}

#[test]
fn what_cannot_be_had_has_its_words() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "g L");
    let line = [
        ("1", "Ada", "A plan", None, Some("lost")),
        ("2", "Ada", "Gone", Some("lost"), None),
        ("3", "Ada", "Back", None, Some("240_000")),
    ];
    read(&mut app, Began { shallow: true, ..began(&line) }, &["240_000", "lost"]);
    let screen = shown(&app);
    for words in ["not in this clone", "the plan was removed", "This clone is shallow"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
}

#[test]
fn five_hundred_commits_scroll_and_a_click_marks_one() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "g L");
    let subjects: Vec<String> = (0..500).map(|nth| format!("Step {nth}.")).collect();
    let line = subjects.iter().map(|it| ("1", "Ada", it.as_str(), Some("240_000"), Some("240_000")));
    let line: Vec<_> = line.collect();
    read(&mut app, began(&line), &["240_000"]);
    press(&mut app, "G");
    assert!(shown(&app).contains("Step 0."), "{}", shown(&app));
    press(&mut app, "g g");
    let screen = shown(&app);
    let y = screen.lines().position(|line| line.contains("Step 495.")).unwrap() as u16;
    update(&mut app, Event::Mouse(Mouse::Press, 20, y));
    assert_eq!(row_of(&app), Some(Row::Commit(495)));
    update(&mut app, Event::Mouse(Mouse::WheelDown, 20, y));
    assert_ne!(row_of(&app), Some(Row::Commit(495)));
}
