//! Copying and pasting initiatives; views with a name; widths of columns.

use super::{after, shown};
use crate::store::SavedView;
use crate::tui::app::{App, View};
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;
use crate::views::columns::Column;

fn toast(app: &App) -> String {
    app.toasts.last().map(|toast| toast.text.clone()).unwrap_or_default()
}

/// Presses keys, and answers what asks for the clipboard with what was copied last.
fn press_with(app: &mut App, keys: &str, clipboard: &mut Option<String>) {
    for effect in press(app, keys) {
        match effect {
            Effect::Copy(text) => *clipboard = Some(text),
            Effect::Paste => {
                update(app, Event::Clipboard(clipboard.clone()));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_is_copied_is_pasted_with_its_comments_in_one_step() {
    let mut app = app(PLAN, "harbour", (120, 40));
    let mut clipboard = None;
    // Booking and customer records.
    press_with(&mut app, "j j Space j Space y", &mut clipboard);
    assert!(toast(&app).starts_with("Copied 2 initiatives"), "{}", toast(&app));
    assert!(clipboard.as_ref().is_some_and(|text| text.contains("# the largest")), "{clipboard:?}");
    press_with(&mut app, "p", &mut clipboard);
    assert_eq!(app.session.text(), PLAN, "nothing is written before it was looked at");
    let screen = shown(&app);
    assert!(screen.contains("crm is there already: it becomes crm-2"), "{screen}");
    press_with(&mut app, "Enter", &mut clipboard);
    let text = app.session.text();
    assert!(text.contains("[initiative.crm-2]\ntitle = \"Customer records\""), "{text}");
    assert_eq!(text.matches("# the largest").count(), 2);
    assert_eq!(app.marks.ids.iter().map(String::as_str).collect::<Vec<_>>(), ["booking-2", "crm-2"]);
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn text_of_a_plan_is_pasted_where_initiatives_stand() {
    let text = "[initiative.new]\ntitle = \"New\"\nstage = \"nowhere\" # theirs\n";
    for keys in ["", "3", "4"] {
        let (_, mut app) = after(keys);
        update(&mut app, Event::Paste(text.to_owned()));
        assert!(
            shown(&app).contains("there is no stage nowhere here: existing takes its place"),
            "{}",
            shown(&app)
        );
        press(&mut app, "Enter");
        assert!(app.session.text().contains("stage = \"existing\" # theirs"), "{}", app.session.text());
    }
    let (_, mut app) = after("2");
    update(&mut app, Event::Paste(text.to_owned()));
    assert_eq!((app.session.text(), app.overlays.len()), (PLAN, 0));
    let (_, mut app) = after("");
    update(&mut app, Event::Paste("[initiative.a]\nx = = 1\n".to_owned()));
    assert!(toast(&app).contains("line 2 of it is not TOML"), "{}", toast(&app));
    let mut none = None;
    press_with(&mut app, "Esc Ctrl+v", &mut none);
    assert!(toast(&app).starts_with("Nothing was copied yet"), "{}", toast(&app));
}

#[test]
fn a_view_is_kept_gone_to_renamed_and_deleted() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "3 / 'cost>100k Enter Right Right s b");
    let effects = press(&mut app, "g F Ctrl+u 'Large_ones Enter");
    let [Effect::KeepViews(kept)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(kept.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["Large ones"]);
    press(&mut app, "1 Esc Esc Esc Esc j");
    let cursor = app.roadmap.cursor.clone();
    assert!(app.filter.line.value().is_empty() && app.view == View::Roadmap);
    assert_eq!(press(&mut app, "g f"), [Effect::ReadViews]);
    let kept = app.saved.clone();
    update(&mut app, Event::Views(kept));
    assert!(shown(&app).contains("initiatives · cost>100k · sorted by start"), "{}", shown(&app));
    press(&mut app, "Enter");
    assert_eq!((app.filter.line.value(), app.view), ("cost>100k", View::Initiatives));
    assert!(app.table.sort.is_some() && app.table.group.is_some());
    assert_eq!(app.roadmap.cursor, cursor);
    // The palette has it too.
    press(&mut app, "1 : 'large_ones Enter");
    assert_eq!(app.view, View::Initiatives);
    let kept = app.saved.clone();
    update(&mut app, Event::Views(kept));
    press(&mut app, "F6 Ctrl+u 'Big Enter");
    assert_eq!(app.saved[0].name, "Big");
    update(&mut app, Event::Views(vec![SavedView { name: "Big".to_owned(), shows: "{}".to_owned() }]));
    let effects = press(&mut app, "Delete");
    assert_eq!(effects, [Effect::KeepViews(Vec::new())]);
}

#[test]
fn columns_are_made_wider_and_narrower_and_that_is_kept() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "3 Right z ] z ]");
    assert_eq!(app.table.cells(Column::Status), Column::Status.cells() + 4);
    press(&mut app, "Home z [ z [ z [");
    let narrow = app.table.cells(Column::Title);
    assert!(shown(&app).lines().count() == 40);
    let mark = crate::tui::bookmark::leave(&app);
    let mut again = super::app(PLAN, "harbour", (120, 40));
    crate::tui::bookmark::go_to(&mut again, &mark);
    assert_eq!(again.table.cells(Column::Title), narrow);
    press(&mut again, "z w");
    assert_eq!(again.table.given(Column::Title), None);
    for _ in 0..60 {
        press(&mut again, "z [");
    }
    assert_eq!(again.table.cells(Column::Title), 4);
    shown(&again);
}

#[test]
fn ctrl_c_says_how_to_copy_and_how_to_leave_and_loses_nothing() {
    for before in ["", "Space", "m l", "/ 'forms", "3 e 'x", "e", ":", "?"] {
        let (text, mut app) = after(before);
        let open = (app.overlays.len(), app.marks.ids.len(), app.grab.is_some(), app.table.edit.is_some());
        press(&mut app, "Ctrl+c");
        assert_eq!(app.session.text(), text, "{before}");
        let still = (app.overlays.len(), app.marks.ids.len(), app.grab.is_some(), app.table.edit.is_some());
        assert_eq!(still, open, "{before}");
        let said = app.toasts.last().map(|toast| toast.text.clone()).unwrap_or_default();
        assert!(said.contains("Esc leaves what is open"), "{before}: {said}");
    }
    let (_, app) = after("Ctrl+c");
    assert_eq!(app.toasts.last().unwrap().text, "y copies; q quits; Esc leaves what is open");
}
