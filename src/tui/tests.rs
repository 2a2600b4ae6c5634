//! Keys in, plans out; every screen at every size in every theme.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub mod changes;
mod comparing;
mod copy;
mod deciding;
mod filter;
mod find;
mod form;
mod gates;
mod hand;
mod marks;
mod names;
mod network;
mod past;
mod presenter;
mod problems;
mod rows;
mod scenarios;
mod solving;
mod strokes;
mod table;
mod taken_back;
mod timer;
mod tour;
mod ways;

use super::app::App;
use super::effect::{Effect, Then};
use super::event::{Event, SaveEnd};
use super::screens::draw;
use super::testing::{PLAN, app, press};
use super::update::update;
use crate::store::Seen;
use crate::theme::BUILT_IN;

/// What a screen shows, as text.
fn shown(app: &App) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    draw(app, &mut buffer);
    let mut text = String::new();
    for y in 0..app.size.1 {
        let mut line = String::new();
        for x in 0..app.size.0 {
            line.push_str(buffer[(x, y)].symbol());
        }
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    text
}

/// Presses keys in the small plan; what its text is then.
fn after(keys: &str) -> (String, App) {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, keys);
    (app.session.text().to_owned(), app)
}

/// The lines that differ, the old with `-`, the new with `+`.
fn differing(new: &str) -> Vec<String> {
    let (old, new): (Vec<_>, Vec<_>) = (PLAN.lines().collect(), new.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("-{line}"));
    gone.chain(new.iter().filter(|line| !old.contains(line)).map(|line| format!("+{line}"))).collect()
}

#[test]
fn keys_change_one_line_of_the_file_and_undo_brings_it_back() {
    for (keys, expected) in [
        // The cursor begins on the first initiative; two below it is the lane, then Booking, then Customer records.
        ("j j L", vec!["+not-before = 2027-11-01"]),
        ("j j }", vec!["+not-before = 2028-01-01"]),
        ("j j L H", vec![]),
        ("j j >", vec!["-duration = \"3 months\"", "+duration = \"4 months\""]),
        ("j j j <", vec!["-duration = \"12 months\"", "+duration = \"11 months\""]),
        ("j j m Right Right Right Enter", vec!["+not-before = 2028-01-01"]),
        ("j j m Right Right > Esc", vec![]),
        ("j j L L L u u u", vec![]),
        ("j j L u U", vec!["+not-before = 2027-11-01"]),
        ("j j x", vec!["+dropped = true"]),
        ("j j x x", vec![]),
    ] {
        let (text, app) = after(keys);
        assert_eq!(differing(&text), expected, "{keys}");
        assert!(app.overlays.is_empty() && app.grab.is_none(), "{keys}");
    }
}

#[test]
fn what_holds_a_bar_is_said_and_nothing_is_written() {
    let (text, app) = after("j j H");
    assert_eq!(text, PLAN);
    assert_eq!(
        app.toasts.last().map(|toast| toast.text.as_str()),
        Some("Booking cannot start before 1 Oct 2027: it waits for Electronic forms")
    );
}

#[test]
fn what_is_left_out_stays_in_the_list_and_does_not_count() {
    let (text, app) = after("j j x L");
    assert_eq!(differing(&text), ["+dropped = true"]);
    let screen = shown(&app);
    assert!(screen.lines().any(|line| line.contains("Booking") && line.contains("left out")), "{screen}");
    assert!(screen.contains("Booking is left out of the plan; x brings it back"), "{screen}");
}

#[test]
fn an_edit_says_what_followed() {
    // Customer records: 240,000 over October 2027 to September 2028, half in each year; a quarter later a quarter of
    // it moves on, so 2028/29 has 180,000 against 100,000: 80,000 over, 60,000 worse than before.
    let (_, app) = after("j j j }");
    let said = app.toasts.last().map(|toast| toast.text.clone()).unwrap_or_default();
    assert_eq!(said, "Move Customer records 3 months later: 2028/29 capital −£60,000, 1 more cell; u undoes");
}

#[test]
fn a_form_writes_what_was_typed_and_refuses_what_cannot_be() {
    let (text, _) = after("j j Enter Ctrl+u 'Online_booking Ctrl+s");
    assert_eq!(differing(&text), ["-title = \"Booking\"", "+title = \"Online booking\""]);
    // Duration is the eighth field; `lots` is none, so that the form stays open and nothing is written.
    let (text, app) = after("j j Enter Tab Tab Tab Tab Tab Tab Tab Ctrl+u 'lots Enter");
    assert_eq!(text, PLAN);
    assert_eq!(app.overlays.len(), 1);
    let (text, app) = after("j j Enter Ctrl+u 'Nothing Esc");
    assert_eq!(text, PLAN);
    assert!(app.overlays.is_empty());
}

#[test]
fn an_initiative_is_added_in_one_line_and_removed_with_its_references() {
    let (text, app) = after("j j n 'Kiosks_4m_50k_after_crm Enter");
    assert!(text.contains("[initiative.kiosks]\ntitle = \"Kiosks\"\nstage = \"small-steps\"\nduration = \"4 months\"\nafter = \"crm\""), "{text}");
    assert!(text.contains("capital = 50_000"), "{text}");
    assert_eq!(app.roadmap.cursor, super::app::RowKey::Bar("kiosks".to_owned()));
    let (text, _) = after("d d");
    assert!(!text.contains("e-forms") && text.contains("[initiative.crm]"), "{text}");
    let (text, _) = after("d d u");
    assert_eq!(text, PLAN);
}

#[test]
fn an_envelope_year_is_changed_in_the_money_view() {
    let (text, _) = after("2 Home Enter Ctrl+u '250k Enter");
    assert_eq!(differing(&text), ["-year.2027-28 = 200_000", "+year.2027-28 = 250_000"]);
    let (text, app) = after("2 Home Enter Ctrl+u 'many Enter");
    assert_eq!(text, PLAN);
    assert_eq!(app.overlays.len(), 1);
}

#[test]
fn a_row_of_a_spreadsheet_goes_into_the_years_of_an_envelope() {
    // The cursor of the money view is on 2027/28, the first year in question.
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "2 E");
    update(&mut app, Event::Paste("\u{a3}150,000\t0.2m\r\n".to_owned()));
    press(&mut app, "Enter");
    let text = app.session.text();
    assert!(text.contains("year.2027-28 = 150_000\nyear.2028-29 = 200_000\n"), "{text}");
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn items_of_every_kind_are_added_doubled_left_out_and_removed() {
    let (text, app) = after("g a 'new_risk Enter 'Flood Enter Tab '25 Enter");
    assert!(text.ends_with("[risk.flood]\ntitle = \"Flood\"\nchance = \"25%\"\n"), "{text}");
    assert!(app.overlays.is_empty());
    let (text, _) = after("g a 'crm Alt+d");
    assert!(text.contains("[initiative.crm-2]\ntitle = \"Customer records (copy)\""), "{text}");
    let (text, _) = after("g a 'capital Alt+x");
    assert!(text.contains("dropped = true"), "{text}");
    let (text, app) = after("g a 'existing Delete");
    assert!(!text.contains("existing"), "{text}");
    let said = app.toasts.last().map(|toast| toast.text.as_str());
    assert_eq!(
        said,
        Some("Remove Make the most; u undoes; taken out of initiative.e-forms.stage, which named it")
    );
}

#[test]
fn leaving_asks_only_when_work_is_unsaved() {
    let mut clean = app(PLAN, "harbour", (80, 24));
    assert_eq!(press(&mut clean, "q"), [Effect::Quit]);
    let mut changed = app(PLAN, "harbour", (80, 24));
    assert_eq!(press(&mut changed, "j j L q Esc"), []);
    assert!(changed.overlays.is_empty());
    assert_eq!(press(&mut changed, "q d"), [Effect::GiveUp, Effect::Quit]);
    let save = Effect::Save { path: "plan.toml".into(), new: false, then: Then::Quit };
    assert_eq!(press(&mut changed, "q s"), [save]);
    let text = changed.session.text().to_owned();
    let seen = Seen::new(text);
    let done = SaveEnd::Done { path: "plan.toml".into(), seen, warning: None, then: Then::Quit };
    assert_eq!(update(&mut changed, Event::Saved(done)), [Effect::Quit]);
    assert!(!changed.unsaved());
}

#[test]
fn escape_always_leaves() {
    for keys in [
        "?",
        ":",
        "8",
        "n",
        "Enter",
        "m",
        "2",
        "2 Enter",
        "3",
        "3 Enter 'x",
        "3 c",
        "g a",
        "g ,",
        "2 E",
        "k e",
        "Enter Ctrl+o",
        "j j L g u",
        "g",
        "8 t 'over",
        "j j L q",
        "? 'x",
        ": 'crm",
        "g W",
        "m Right",
    ] {
        let (_, mut app) = after(keys);
        press(&mut app, "Esc Esc Esc Esc");
        let home = app.overlays.is_empty() && app.grab.is_none() && app.view == super::app::View::Roadmap;
        assert!(home, "{keys}");
    }
}

#[test]
fn pasted_text_runs_nothing() {
    let mut app = app(PLAN, "harbour", (80, 24));
    assert_eq!(update(&mut app, Event::Paste("ddqq".to_owned())), []);
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn every_screen_is_drawn_at_every_size_in_every_theme() {
    let screens = [
        "",
        "2",
        "2 Tab",
        "3",
        "3 b Right Right Right s",
        "3 Right Enter 'certain Enter",
        "3 c",
        "j j L g u",
        "g",
        "8 t 'over",
        "?",
        ":",
        "8",
        "n",
        "Enter",
        "m Right",
        "j j j } q",
        "g W",
        "z m",
        "z M",
        "2 Enter",
        "g a",
        "g ,",
        "2 E",
        "2 E '12",
        "j j Enter Tab Tab Space",
        "j j Enter Tab Tab Tab Tab Tab Tab Space",
        "Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab Space 'crm",
        "j j Enter Ctrl+u 'A_long_title_that_says_what_the_work_is_about_and_for_whom_it_is_done",
    ];
    for keys in screens {
        let mut app = app(PLAN, "harbour", (120, 40));
        press(&mut app, keys);
        for (theme, _) in BUILT_IN {
            app.theme = crate::theme::Theme::built_in(theme).unwrap();
            for size in [
                (0, 0),
                (1, 1),
                (20, 6),
                (39, 9),
                (40, 10),
                (60, 20),
                (80, 24),
                (100, 30),
                (120, 40),
                (200, 60),
                (300, 12),
            ] {
                app.size = size;
                shown(&app);
            }
        }
    }
}

#[test]
fn every_set_of_symbols_shows_only_what_it_may() {
    use unicode_width::UnicodeWidthStr;

    use crate::theme::Glyphs;

    let screens = [
        "",
        "j j",
        "j j z s",
        "2",
        "2 Tab Tab",
        "3",
        "?",
        ":",
        "8",
        "n",
        "Enter",
        "m Right",
        "j j j } q",
        "g t",
        "2 E",
        "Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab Space 'crm",
        "j j Enter Tab Tab Tab Tab Tab Tab Space",
    ];
    for keys in screens {
        for theme in ["harbour", "ansi16"] {
            let mut app = app(PLAN, theme, (120, 40));
            press(&mut app, keys);
            app.theme = app.theme.clone().with(Glyphs::Ascii);
            let ascii = shown(&app);
            assert!(ascii.is_ascii(), "{keys}: {:?}", ascii.chars().find(|c| !c.is_ascii()));
            app.theme = app.theme.clone().with(Glyphs::Cjk);
            let cjk = shown(&app);
            let wide = cjk.chars().find(|c| c.to_string().width_cjk() != c.to_string().width());
            assert!(wide.is_none_or(|c| c == '\n'), "{keys}: {wide:?}");
        }
    }
}

#[test]
fn the_roadmap_in_ascii_at_80x24() {
    let mut app = app(PLAN, "ansi16", (80, 24));
    app.theme = app.theme.clone().with(crate::theme::Glyphs::Ascii);
    insta::assert_snapshot!(shown(&app));
}

#[test]
fn states_differ_without_colour() {
    let mut app = app(PLAN, "mono", (120, 40));
    let over = shown(&app);
    assert!(over.contains("‼ over"), "{over}");
    press(&mut app, "2 Left Enter Ctrl+u '1m Enter Right Enter Ctrl+u '1m Enter");
    let within = shown(&app);
    assert!(within.contains("✓ within") && !within.contains("‼"), "{within}");
}

#[test]
fn what_a_plan_says_cannot_act_on_the_terminal() {
    let hostile = PLAN.replace("\"Booking\"", "\"Boo\\u001b[31mking\\u202e\\u0007\"");
    let mut app = app(&hostile, "harbour", (120, 40));
    for keys in ["", "j j", "Enter", "Esc :", "Esc 2", "3", "8"] {
        press(&mut app, keys);
        let text = shown(&app);
        assert!(text.chars().all(|c| c == '\n' || !crate::display::is_hidden(c)), "{text}");
    }
}

#[test]
fn the_roadmap_at_80x24() {
    insta::assert_snapshot!(shown(&app(PLAN, "harbour", (80, 24))));
}

#[test]
fn the_roadmap_at_120x40() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "j j j");
    insta::assert_snapshot!(shown(&app));
}

#[test]
fn money_at_80x24() {
    let mut app = app(PLAN, "harbour", (80, 24));
    press(&mut app, "2");
    insta::assert_snapshot!(shown(&app));
}

#[test]
fn money_at_120x40() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "2");
    insta::assert_snapshot!(shown(&app));
}
