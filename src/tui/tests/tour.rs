//! The tour, done by the keys that its panels name.

use super::shown;
use crate::check::{Effort, ways_back};
use crate::tui::app::App;
use crate::tui::command::{Command, entry};
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::overlays::Overlay;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::tour::{EXAMPLE, Press, STEPS, Stands, Tour};
use crate::tui::update::update;
use crate::tui::ways::Kept;

/// The example as it comes, without a file.
fn example(size: (u16, u16)) -> App {
    let mut app = app(EXAMPLE, "harbour", size);
    (app.disk.path, app.disk.seen) = (None, None);
    app
}

fn step(app: &App) -> usize {
    app.room.tour.as_ref().unwrap().step
}

/// Seeks the ways back, which a thread does in the program.
fn seek(app: &mut App) {
    let (envelope, _, year) = app.cell().unwrap();
    let analysis = app.session.shared().clone();
    let ways = ways_back(analysis.computed(), (envelope, year), Effort::default(), &|| true);
    let found = Kept { cell: (envelope, year), ways: Some(ways) };
    update(app, Event::Ways(app.revision, Box::new(found)));
}

/// Does what the panel names, again where it says so.
fn follow(app: &mut App) {
    let at = step(app);
    if STEPS[at].presses.contains(&Press::Key(Command::Mend)) {
        seek(app);
    }
    for _ in 0..12 {
        for it in STEPS[at].presses {
            match it {
                Press::Key(command) => {
                    press(app, entry(*command).keys[0]);
                }
                Press::Text(text) => {
                    press(app, &format!("'{}", text.replace(' ', "_")));
                }
            }
        }
        if app.overlays.last().is_some_and(|it| matches!(it, Overlay::Question(_))) {
            press(app, "Esc");
        }
        if step(app) > at {
            return;
        }
    }
    panic!("{} is not recognised\n{}", STEPS[at].title, shown(app));
}

#[test]
fn it_can_be_done_from_end_to_end_by_the_keys_its_panels_name() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut app = example(size);
        press(&mut app, "g h");
        for (at, of) in STEPS.iter().enumerate() {
            let screen = shown(&app);
            assert!(screen.contains(&format!("Tour {}/9 · {}", at + 1, of.title)), "{screen}");
            follow(&mut app);
            assert_eq!(step(&app), at + 1);
        }
        assert!(shown(&app).contains("That is all it takes."), "{}", shown(&app));
        assert_eq!(app.session.text(), EXAMPLE, "nothing is left behind");
        press(&mut app, "Esc Esc");
        assert!(app.room.tour.is_none());
    }
}

#[test]
fn a_step_is_recognised_whichever_way_it_was_done() {
    let mut app = example((120, 40));
    press(&mut app, "g h g m");
    assert_eq!(step(&app), 1);
    // Held and moved with the arrows instead of a single key.
    press(&mut app, "m Right Right Right Right Right Right Enter");
    assert_eq!(step(&app), 2, "{}", shown(&app));
}

#[test]
fn it_is_left_and_taken_up_again_where_it_was() {
    let mut app = example((120, 40));
    press(&mut app, "g h 2 Esc");
    assert_eq!(app.room.tour.as_ref().unwrap().stands, Stands::Waits);
    assert!(!shown(&app).contains("Tour 2/9"));
    assert_eq!(app.toasts.last().unwrap().text, "The tour waits; g h takes it up again");
    press(&mut app, "g h");
    assert!(shown(&app).contains("Tour 2/9"), "{}", shown(&app));
}

#[test]
fn an_offer_is_put_away_and_is_in_nobodys_way() {
    let mut app = example((80, 24));
    app.room.tour = Some(Tour::offered(&app));
    assert!(shown(&app).contains("New here?"));
    press(&mut app, "2");
    assert_eq!(step(&app), 0);
    press(&mut app, "Esc");
    assert!(!shown(&app).contains("New here?"));
    press(&mut app, "g h");
    assert!(shown(&app).contains("Tour 1/9"), "{}", shown(&app));
}

#[test]
fn on_another_plan_the_example_is_opened_beside_it() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "j j L");
    assert_eq!(press(&mut app, "g h"), [Effect::Tour]);
}
