//! The network, by its keys.

use std::fmt::Write as _;

use super::{differing, shown};
use crate::tui::app::{RowKey, View};
use crate::tui::event::{Event, Mouse};
use crate::tui::network::Shown;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;
use crate::views::network::network;

fn bar(id: &str) -> RowKey {
    RowKey::Bar(id.to_owned())
}

#[test]
fn arrows_go_along_the_links_and_tab_says_which() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "4");
    assert_eq!((app.view, &app.roadmap.cursor), (View::Network, &bar("e-forms")));
    // Both wait for it: the critical one first.
    press(&mut app, "Right");
    assert_eq!(app.roadmap.cursor, bar("crm"));
    press(&mut app, "Left Tab Right");
    let first = app.roadmap.cursor.clone();
    press(&mut app, "Left Tab Tab Right");
    let mut both = [first, app.roadmap.cursor.clone()];
    both.sort_by_key(|key| format!("{key:?}"));
    assert_eq!(both, [bar("booking"), bar("crm")]);
    press(&mut app, "Esc");
    assert_eq!(
        (app.view, &app.roadmap.cursor),
        (View::Roadmap, &both[usize::from(both[1] == app.roadmap.cursor)])
    );
}

#[test]
fn what_is_narrowed_is_said_and_esc_shows_everything_again() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "4 p");
    assert!(shown(&app).contains("critical path only · 2 boxes"));
    press(&mut app, "Esc");
    assert!(shown(&app).contains(" 3 boxes"));
    press(&mut app, "Right s");
    assert_eq!(app.network.shown, Shown::Around("crm".to_owned()));
    assert!(shown(&app).contains("around Customer records · 2 boxes"));
    press(&mut app, "Esc");
    assert_eq!((app.view, app.network.shown.clone()), (View::Network, Shown::All));
}

#[test]
fn edits_are_those_of_the_roadmap() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "4 Right x");
    assert_eq!(differing(app.session.text()), ["+dropped = true"]);
    assert!(shown(&app).contains("left out"));
    press(&mut app, "u n 'Training_2m Enter");
    assert_eq!((app.view, &app.roadmap.cursor), (View::Network, &bar("training")));
    assert!(app.session.text().contains("after = \"crm\""), "{}", app.session.text());
    press(&mut app, "d d");
    assert_eq!(differing(app.session.text()), Vec::<String>::new());
    assert_eq!(app.roadmap.cursor, bar("crm"));
}

#[test]
fn a_link_is_made_and_cut_by_letters_by_name_and_from_the_roadmap() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "4 Right c");
    assert_eq!(app.roadmap.cursor, bar("crm"));
    assert!(shown(&app).contains("Customer records will wait for"));
    press(&mut app, "/ 'book Enter");
    assert!(app.session.text().contains("    \"e-forms\",\n    \"booking\",\n"), "{}", app.session.text());
    // The other way round it would be a circle, and that is said.
    press(&mut app, "c Right / 'booking Enter");
    let said = app.toasts.last().unwrap().text.clone();
    assert!(said.contains("booking -> crm -> booking"), "{said}");
    press(&mut app, "C / 'booking");
    assert!(shown(&app).contains("which link is cut?"));
    press(&mut app, "Esc C Enter");
    assert!(!app.session.text().contains("\"booking\""));
    press(&mut app, "u u 1");
    assert_eq!(app.session.text(), PLAN);
    // On the roadmap the letters stand at the rows.
    let waiting = |text: &str| text.matches("after = \"e-forms\"").count();
    press(&mut app, "C a");
    assert_eq!(waiting(app.session.text()), 1);
    press(&mut app, "c a");
    assert_eq!(waiting(app.session.text()), 2);
}

#[test]
fn a_click_on_a_box_selects_it_and_the_wheel_leaves_the_selection() {
    let mut app = app(PLAN, "mono", (120, 40));
    press(&mut app, "4");
    let screen = shown(&app);
    let row = screen.lines().position(|line| line.contains("Booking")).unwrap();
    let line = screen.lines().nth(row).unwrap();
    let column = line[..line.find("Booking").unwrap()].chars().count();
    update(&mut app, Event::Mouse(Mouse::WheelDown, 40, 10));
    update(&mut app, Event::Mouse(Mouse::Press, column as u16, row as u16));
    assert_eq!(app.roadmap.cursor, bar("booking"));
}

#[test]
fn the_network_at_100x30() {
    let mut app = app(PLAN, "harbour", (100, 30));
    press(&mut app, "4");
    insta::assert_snapshot!(shown(&app));
}

#[test]
fn the_network_in_lines_at_60x20() {
    let mut app = app(PLAN, "harbour", (60, 20));
    press(&mut app, "4 -");
    insta::assert_snapshot!(shown(&app));
}

#[test]
fn a_circle_and_a_dropped_one_are_drawn() {
    let circle = PLAN
        .replace("duration = \"6 months\"", "duration = \"6 months\"\nafter = \"crm\"")
        .replace("duration = \"3 months\"", "duration = \"3 months\"\ndropped = true");
    let mut app = app(&circle, "harbour", (100, 30));
    press(&mut app, "4");
    let screen = shown(&app);
    assert!(
        screen.contains("on a circle") && screen.contains("‼") && screen.contains("left out"),
        "{screen}"
    );
}

/// Hundreds of initiatives with any links, circles included.
fn tangle(size: u64, seed: u64) -> String {
    let mut state = seed;
    let mut below = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let mut text = "[plan]\nstart = 2027-04-01\n[stage.a]\ngate = { title = \"漢字\" }\n".to_owned();
    for at in 0..size {
        let after: Vec<String> = (0..below(4)).map(|_| format!("\"i{}\"", below(size))).collect();
        let gate = if below(9) == 0 {
            "after = \"gate:a\"".to_owned()
        } else {
            format!("after = [{}]", after.join(", "))
        };
        let title = ["x", "漢字かな交じりの長い題", "e\u{301}\u{301}", "A long title that is cut somewhere"]
            [below(4) as usize];
        writeln!(text, "[initiative.i{at}]\ntitle = \"{title}\"\nduration = \"1 month\"\n{gate}").unwrap();
    }
    text
}

#[test]
fn any_plan_is_drawn_at_any_size_without_a_fault() {
    for (size, seed) in [(0, 1), (1, 1), (40, 3), (250, 5)] {
        let text = tangle(size, seed);
        for at in [(60, 20), (41, 10), (97, 33), (300, 80)] {
            let mut app = app(&text, "harbour", at);
            for keys in ["4", "Right j Tab", "-", "L PageDown", "+ + l", "z z", "End", "s", "p", "Home"] {
                press(&mut app, keys);
                shown(&app);
            }
        }
    }
}

#[test]
fn a_network_that_is_made_from_the_last_one_is_the_one_that_is_made_anew() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "4");
    for keys in
        ["1 L", "L L", "u", "x", "4 Enter '_for_all Enter", "n 'Training_2m Enter", "d d", "+", "p", "p s"]
    {
        app.network_of(120);
        press(&mut app, keys);
        let anew = network(app.analysis(), app.network_scope(), app.network.detail, 120);
        assert_eq!(*app.network_of(120), anew, "{keys}");
    }
}
