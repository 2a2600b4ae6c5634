//! The mouse: bars moved and stretched, links drawn, panes made larger; and whatever happens meanwhile, nothing stays in hand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::tui::app::{App, Pane, RowKey, View};
use crate::tui::event::{Event, Mouse};
use crate::tui::hit::BarCells;
use crate::tui::overlays::Overlay;
use crate::tui::screens::{draw, scale};
use crate::tui::testing::{PLAN, app, press};
use crate::tui::tests::{after, differing, shown};
use crate::tui::update::{roadmap_parts, update};

pub fn mouse(app: &mut App, what: Mouse, (x, y): (i64, i64)) {
    app.now += 1_000;
    update(app, Event::Mouse(what, x as u16, y as u16));
}

/// Presses somewhere, goes somewhere else in two steps, and releases there.
fn drag(app: &mut App, from: (i64, i64), to: (i64, i64)) {
    mouse(app, Mouse::Press, from);
    mouse(app, Mouse::Drag, (from.0.midpoint(to.0), from.1.midpoint(to.1)));
    mouse(app, Mouse::Drag, to);
}

/// The first and last cell of a bar on the screen, and its row.
pub fn bar(app: &App, id: &str) -> (i64, i64, i64) {
    let parts = roadmap_parts(app);
    let at = app.analysis().plan.initiative(id).unwrap();
    let cells = BarCells::of(&scale(app, parts.calendar), app.analysis().schedule.placed(at).unwrap());
    let left = i64::from(parts.list + 1);
    (left + cells.first, left + cells.last, i64::from(parts.rows.y) + app.rows().row_of(at) as i64)
}

/// The small plan with a quarter in five cells: three cells are two months.
fn quarters() -> App {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "z q");
    app
}

fn said(app: &App) -> String {
    app.toasts.last().map(|toast| toast.text.clone()).unwrap_or_default()
}

#[test]
fn a_bar_is_dragged_as_one_step_and_while_it_is_the_money_and_what_follows_are_live() {
    let mut app = quarters();
    let (first, _, row) = bar(&app, "e-forms");
    let sentence = app.analysis().sentence.clone();
    // Ten cells are half a year: from April to October 2027. What waits for it follows.
    drag(&mut app, (first + 3, row), (first + 13, row));
    assert_ne!(app.analysis().sentence, sentence);
    assert_eq!(app.session.text(), PLAN);
    let screen = shown(&app);
    assert!(screen.contains("░"), "the ghosts of where they were\n{screen}");
    assert!(said(&app).starts_with("1 Oct 2027 → 31 Mar 2028, 6 months later: 2 moved"), "{}", said(&app));
    mouse(&mut app, Mouse::Release, (first + 13, row));
    assert_eq!(differing(app.session.text()), ["+not-before = 2027-10-01"]);
    assert_eq!(app.session.history().entries().len(), 1);
    assert!(said(&app).starts_with("Move Electronic forms 6 months later: 2 moved"), "{}", said(&app));
    assert!(app.grab.is_none() && app.hand.drag.is_none());
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn both_ends_are_dragged() {
    let mut app = quarters();
    let (first, last, row) = bar(&app, "e-forms");
    drag(&mut app, (last, row), (last + 5, row));
    assert!(said(&app).contains("1 Apr 2027 → 31 Dec 2027, 3 months longer"), "{}", said(&app));
    mouse(&mut app, Mouse::Release, (last + 5, row));
    assert_eq!(differing(app.session.text()), ["-duration = \"6 months\"", "+duration = \"9 months\""]);
    // The begin three months later, and the end where it is: six months again.
    drag(&mut app, (first, row), (first + 5, row));
    mouse(&mut app, Mouse::Release, (first + 5, row));
    assert_eq!(differing(app.session.text()), ["+not-before = 2027-07-01"]);
    let (_, after, _) = bar(&app, "e-forms");
    assert_eq!(after, last + 5);
}

/// What ends a drag.
type End = fn(&mut App);

#[test]
fn whatever_happens_while_it_is_dragged_puts_it_back() {
    let (first, _, row) = bar(&quarters(), "booking");
    let ends: [(&str, End); 8] = [
        ("Esc", |app| drop(press(app, "Esc"))),
        ("a letter", |app| drop(press(app, "j"))),
        ("the right button", |app| mouse(app, Mouse::Right, (5, 5))),
        ("no button any more", |app| mouse(app, Mouse::Hover, (5, 5))),
        ("another press", |app| mouse(app, Mouse::Press, (5, 9))),
        ("another size", |app| drop(update(app, Event::Resize(100, 30)))),
        ("another window", |app| drop(update(app, Event::Unfocused))),
        ("a paste", |app| drop(update(app, Event::Paste("250k".to_owned())))),
    ];
    for (what, end) in ends {
        let mut app = quarters();
        drag(&mut app, (first + 1, row), (first + 9, row));
        assert!(app.grab.is_some(), "{what}");
        end(&mut app);
        assert!(app.grab.is_none() && app.last.is_none(), "{what}");
        mouse(&mut app, Mouse::Release, (first + 9, row));
        assert_eq!(app.session.text(), PLAN, "{what}");
        assert!(app.hand.drag.is_none(), "{what}");
    }
}

#[test]
fn what_holds_a_bar_is_said_and_it_stays() {
    let mut app = quarters();
    let (first, _, row) = bar(&app, "booking");
    drag(&mut app, (first + 1, row), (first - 9, row));
    assert!(said(&app).contains("it waits for Electronic forms"), "{}", said(&app));
    mouse(&mut app, Mouse::Release, (first - 9, row));
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn the_handle_links_and_a_circle_is_refused_by_name() {
    let mut app = quarters();
    let (_, last, row) = bar(&app, "booking");
    let (crm, _, crm_row) = bar(&app, "crm");
    let (forms, _, forms_row) = bar(&app, "e-forms");
    mouse(&mut app, Mouse::Press, (last, row));
    mouse(&mut app, Mouse::Release, (last, row));
    assert!(shown(&app).contains('○'));
    // Onto its own predecessor it would close a circle.
    drag(&mut app, (last + 1, row), (forms + 2, forms_row));
    assert!(said(&app).starts_with("Electronic forms cannot wait for Booking: "), "{}", said(&app));
    mouse(&mut app, Mouse::Release, (forms + 2, forms_row));
    assert_eq!(app.session.text(), PLAN);
    // Beside the bars is nothing.
    drag(&mut app, (last + 1, row), (crm + 40, crm_row));
    mouse(&mut app, Mouse::Release, (crm + 40, crm_row));
    assert_eq!(app.session.text(), PLAN);
    drag(&mut app, (last + 1, row), (crm + 4, crm_row));
    assert_eq!(said(&app), "Customer records waits for Booking");
    mouse(&mut app, Mouse::Release, (crm + 4, crm_row));
    assert_eq!(differing(app.session.text()), ["+after = [", "+    \"e-forms\",", "+    \"booking\",", "+]"]);
    assert_eq!(app.session.history().entries().len(), 1);
}

/// The rows of the screen that have a line under most of them.
fn underlined(app: &App) -> Vec<i64> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    draw(app, &mut buffer);
    let line = |x: u16, y: u16| buffer[(x, y)].modifier.contains(Modifier::UNDERLINED);
    let long = |y: &u16| (0..app.size.0).filter(|x| line(*x, *y)).count() > usize::from(app.size.0 / 2);
    (0..app.size.1).filter(long).map(i64::from).collect()
}

#[test]
fn a_row_is_dragged_to_where_another_stands() {
    let mut app = quarters();
    let (.., booking) = bar(&app, "booking");
    let (.., crm) = bar(&app, "crm");
    drag(&mut app, (8, crm), (8, booking));
    assert_eq!(said(&app), "Move Customer records up: takes the place of Booking");
    // The line stands under the row that it would come behind.
    assert_eq!(underlined(&app), [booking - 1]);
    mouse(&mut app, Mouse::Release, (8, booking));
    assert_eq!(differing(app.session.text()), ["+rank = 10"]);
    assert_eq!(bar(&app, "crm").2, booking);
    assert_eq!(app.roadmap.cursor, RowKey::Bar("crm".to_owned()));
    // Onto a row of another stage, or the stage itself, it goes there.
    let (.., forms) = bar(&app, "e-forms");
    drag(&mut app, (8, booking), (8, forms));
    assert_eq!(said(&app), "Move Customer records to Make the most");
    mouse(&mut app, Mouse::Release, (8, forms));
    assert_eq!(app.session.text().matches("stage = \"existing\"").count(), 2);
    press(&mut app, "u");
    // In the table, while it is in the plan's own order.
    press(&mut app, "u 3");
    drag(&mut app, (10, 7), (10, 6));
    assert_eq!(said(&app), "Move Customer records up: takes the place of Booking");
    assert_eq!(underlined(&app), [5]);
    mouse(&mut app, Mouse::Release, (10, 6));
    assert_eq!(differing(app.session.text()), ["+rank = 10"]);
}

#[test]
fn in_the_network_the_sheet_moves_and_boxes_are_linked() {
    let mut app = app(include_str!("../../../plans/northmere.toml"), "harbour", (80, 24));
    press(&mut app, "4");
    let at = |app: &App, id: &str| {
        let (network, origin, _) = crate::tui::network::window(app);
        let of = app.analysis().plan.initiative(id).unwrap();
        let node = network.nodes[network.number(crate::plan::Target::Initiative(of)).unwrap()];
        (i64::from(node.at.x - origin.0 + 2), i64::from(node.middle() - origin.1 + 2))
    };
    let origin = |app: &App| crate::tui::network::window(app).1;
    let before = origin(&app);
    let (x, y) = (30..80_i64)
        .flat_map(|x| (3..15_i64).map(move |y| (x, y)))
        .find(|(x, y)| {
            let (network, origin, _) = crate::tui::network::window(&app);
            network.at(*x as i32 + origin.0, *y as i32 - 2 + origin.1).is_none()
        })
        .unwrap();
    drag(&mut app, (x, y), (x - 10, y));
    assert_eq!(origin(&app), (before.0 + 10, before.1));
    press(&mut app, "Esc");
    assert_eq!(origin(&app), before, "put back");
    press(&mut app, "g g");
    let text = app.session.text().to_owned();
    // The first box onto what already waits for it is refused, and says so.
    let (one, other) = (at(&app, "baseline-review"), at(&app, "roadmap"));
    drag(&mut app, one, other);
    assert!(said(&app).contains("already"), "{}", said(&app));
    mouse(&mut app, Mouse::Release, other);
    assert_eq!(app.session.text(), text);
    // A name at the foot is gone to.
    press(&mut app, "g g");
    let screen = shown(&app);
    let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains("feeds")).unwrap();
    let x = crate::display::width(&line[..line.find("Microsoft 365").unwrap()]) as i64;
    mouse(&mut app, Mouse::Press, (x + 3, y as i64));
    assert_eq!(app.roadmap.cursor, RowKey::Bar("m365-exploitation".to_owned()));
}

#[test]
fn a_double_click_edits_and_a_click_on_a_year_shows_who_is_in_it() {
    let mut app = quarters();
    let (first, _, row) = bar(&app, "booking");
    let twice = |app: &mut App, at: (u16, u16)| {
        app.now += 1_000;
        for _ in 0..2 {
            app.now += 40;
            update(app, Event::Mouse(Mouse::Press, at.0, at.1));
            update(app, Event::Mouse(Mouse::Release, at.0, at.1));
        }
    };
    twice(&mut app, (first as u16 + 1, row as u16));
    assert!(matches!(app.overlays.last(), Some(Overlay::Form(_))));
    assert_eq!(app.roadmap.cursor, RowKey::Bar("booking".to_owned()));
    press(&mut app, "Esc");
    // The lane of the first stage.
    twice(&mut app, (10, 6));
    assert!(matches!(app.overlays.last(), Some(Overlay::Form(_))));
    press(&mut app, "Esc");
    let strip = roadmap_parts(&app).strip;
    twice(&mut app, (60, strip.y + 2));
    assert_eq!((app.view, app.money.pane), (View::Money, Pane::Who));
    assert_eq!((app.money.envelope.as_str(), app.money.year), ("capital", 0));
    assert!(app.overlays.is_empty());
}

#[test]
fn the_wheel_scrolls_rows_time_and_zoom() {
    let mut app = app(include_str!("../../../plans/northmere.toml"), "harbour", (80, 24));
    let cursor = app.roadmap.cursor.clone();
    mouse(&mut app, Mouse::WheelDown, (40, 12));
    assert_eq!(app.roadmap.top, 3);
    assert_ne!(app.roadmap.cursor, cursor, "what is out of sight is not selected");
    mouse(&mut app, Mouse::WheelUp, (40, 12));
    assert_eq!(app.roadmap.top, 0);
    press(&mut app, "z q");
    let before = scale(&app, roadmap_parts(&app).calendar).first();
    mouse(&mut app, Mouse::WheelRight, (40, 12));
    let after = scale(&app, roadmap_parts(&app).calendar).first();
    assert!(after > before);
    // What is under the mouse stays there, to a month.
    let parts = roadmap_parts(&app);
    let cell = i64::from(70 - parts.list - 1);
    let day = scale(&app, parts.calendar).day_at(cell);
    mouse(&mut app, Mouse::ZoomIn, (70, 12));
    let near = scale(&app, parts.calendar);
    assert_eq!(near.cells_in(1), 4);
    assert!((near.cell(day) - cell).abs() <= 4, "{} {cell}", near.cell(day));
}

#[test]
fn lines_between_panes_are_dragged_and_a_double_click_lets_them_be() {
    let mut app = quarters();
    let before = roadmap_parts(&app);
    drag(&mut app, (i64::from(before.list), 10), (i64::from(before.list) - 12, 10));
    mouse(&mut app, Mouse::Release, (i64::from(before.list) - 12, 10));
    assert_eq!(roadmap_parts(&app).list, before.list - 12);
    let strip = i64::from(before.strip.y);
    drag(&mut app, (5, strip), (5, strip - 4));
    mouse(&mut app, Mouse::Release, (5, strip - 4));
    assert_eq!(roadmap_parts(&app).strip.height, before.strip.height + 4);
    shown(&app);
    for _ in 0..2 {
        app.now += 10;
        let x = roadmap_parts(&app).list;
        update(&mut app, Event::Mouse(Mouse::Press, x, 10));
        update(&mut app, Event::Mouse(Mouse::Release, x, 10));
    }
    assert_eq!(roadmap_parts(&app).list, before.list);
}

#[test]
fn panes_are_resized_by_keys_as_well() {
    let mut app = quarters();
    let before = roadmap_parts(&app);
    press(&mut app, "z < z < z + z ) z )");
    let after = roadmap_parts(&app);
    assert_eq!(
        (after.list, after.strip.height, after.detail.height),
        (before.list - 4, before.strip.height + 1, before.detail.height + 2)
    );
    press(&mut app, "z =");
    assert_eq!(roadmap_parts(&app), before);
    // At the edge the next key the other way acts at once.
    press(&mut app, &"z < ".repeat(60));
    let narrowest = roadmap_parts(&app).list;
    press(&mut app, "z >");
    assert_eq!(roadmap_parts(&app).list, narrowest + 2);
    press(&mut app, "2");
    let rows = |app: &App| crate::tui::screens::money_size(app, crate::tui::splits::Divider::Grid);
    let grid = rows(&app);
    press(&mut app, "z + z +");
    assert_eq!(rows(&app), grid + 2);
}

#[test]
fn who_drags_over_nothing_is_told_once_how_text_is_selected() {
    let mut app = quarters();
    drag(&mut app, (3, 2), (30, 2));
    assert!(said(&app).contains("hold Shift"));
    mouse(&mut app, Mouse::Release, (30, 2));
    app.toasts.clear();
    drag(&mut app, (3, 2), (30, 2));
    assert_eq!(said(&app), "");
}

#[test]
fn days_weeks_and_both_ends_by_keys() {
    for (keys, expected) in [
        ("j j .", vec!["+not-before = 2027-10-02"]),
        ("j j ] ] [", vec!["+not-before = 2027-10-08"]),
        ("j j m . ] Enter", vec!["+not-before = 2027-10-09"]),
        ("j j m Tab Right ] Enter", vec!["-duration = \"3 months\"", "+duration = \"130 days\""]),
        (
            "j j m Tab Tab Right Enter",
            vec!["-duration = \"3 months\"", "+not-before = 2027-11-01", "+duration = \"2 months\""],
        ),
        ("j j m Tab Tab Right Left Enter", vec![]),
    ] {
        let mut app = app(PLAN, "harbour", (120, 40));
        press(&mut app, keys);
        let mut found = differing(app.session.text());
        let mut expected = expected;
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{keys}");
    }
}

#[test]
fn marked_rows_are_dragged_onto_a_stage_together() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "j j Space j Space");
    let row = |app: &App, on: &str| shown(app).lines().position(|line| line.contains(on)).expect(on) as i64;
    let (from, to) = (row(&app, "Booking"), row(&app, "1 Make the most"));
    drag(&mut app, (8, from), (8, to));
    assert_eq!(said(&app), "Move 2 initiatives to Make the most");
    mouse(&mut app, Mouse::Release, (8, to));
    assert_eq!(app.session.text().matches("stage = \"existing\"").count(), 3);
    assert_eq!(app.session.history().entries().len(), 1);
}

#[test]
fn stages_are_reordered_by_their_rows_and_moved_by_their_lines() {
    let mut app = app(PLAN, "harbour", (120, 40));
    let row = |app: &App, on: &str| shown(app).lines().position(|line| line.contains(on)).expect(on) as i64;
    let (from, to) = (row(&app, "2 Small steps"), row(&app, "1 Make the most"));
    drag(&mut app, (8, from), (8, to));
    assert_eq!(said(&app), "Move Small steps up: takes the place of Make the most");
    mouse(&mut app, Mouse::Release, (8, to));
    let text = app.session.text();
    assert!(text.find("[stage.small-steps]") < text.find("[stage.existing]"), "{text}");
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
    // Its line lies on the calendar; 69 cells are three years, so that six are a quarter.
    let calendar = i64::from(roadmap_parts(&app).rows.x + roadmap_parts(&app).list + 1);
    let line = row(&app, "2 Small steps");
    drag(&mut app, (calendar + 15, line), (calendar + 21, line));
    assert!(said(&app).starts_with("2 bars, 3 months later"), "{}", said(&app));
    mouse(&mut app, Mouse::Release, (calendar + 21, line));
    assert_eq!(differing(app.session.text()), ["+not-before = 2028-01-01"; 2]);
}

#[test]
fn keys_move_all_of_the_stage_under_the_cursor_and_say_what_it_cannot() {
    let (text, app) = after("j }");
    assert_eq!(differing(&text), ["+not-before = 2028-01-01"; 2]);
    assert!(said(&app).starts_with("Move 2 initiatives 3 months later"), "{}", said(&app));
    let (text, _) = after("j m l Enter");
    assert_eq!(differing(&text), ["+not-before = 2027-11-01"; 2]);
    let (text, app) = after("j >");
    assert_eq!(text, PLAN);
    assert_eq!(said(&app), "A stage lasts as long as its initiatives: go to one of them, or v marks several");
    // No key does nothing without a word.
    for (keys, words) in [
        ("j x", "That is done to an initiative: go to one first"),
        ("j d d", "That is done to an initiative: go to one first"),
        ("u", "Nothing to undo"),
        ("g s", "The plan has no scenario yet"),
        ("a", "Nothing is marked"),
        ("Ctrl+s", "All is saved"),
    ] {
        let (text, app) = after(keys);
        assert_eq!((text.as_str(), said(&app).as_str()), (PLAN, words), "{keys}");
    }
}

#[test]
fn saving_keeps_the_bar_in_hand_where_it_is() {
    let mut app = app(PLAN, "harbour", (120, 40));
    let effects = press(&mut app, "j j j m l Ctrl+s");
    assert!(app.grab.is_none());
    assert_eq!(differing(app.session.text()), ["+not-before = 2027-11-01"]);
    assert!(matches!(effects.as_slice(), [crate::tui::effect::Effect::Save { .. }]), "{effects:?}");
    // Nothing moved, and nothing is to be written.
    let mut app = super::super::testing::app(PLAN, "harbour", (120, 40));
    assert!(press(&mut app, "j j j m Ctrl+s").is_empty() && app.grab.is_none());
}

#[test]
fn nearest_by_a_drag_goes_by_days() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "j j z d");
    let (first, _, y) = bar(&app, "booking");
    drag(&mut app, (first + 4, y), (first + 9, y));
    assert!(said(&app).contains("5 days later"), "{}", said(&app));
    mouse(&mut app, Mouse::Release, (first + 9, y));
    assert_eq!(differing(app.session.text()), ["+not-before = 2027-10-06"]);
    // By hand: 4 October 2027 is a Monday.
    let screen = shown(&app);
    assert!(screen.contains("October 2027") || screen.contains("Oct 2027"), "{screen}");
    assert!(screen.contains(" 4      11     18     25"), "{screen}");
}
