//! The countdown, by its keys.

use super::shown;
use crate::tui::event::Event;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;

#[test]
fn a_countdown_is_shown_told_once_and_draws_nothing_when_it_stands() {
    let mut app = app(PLAN, "harbour", (120, 40));
    assert_eq!(app.deadline(), None, "nothing is drawn while nothing happens");
    press(&mut app, "g T Ctrl+u 'soon Enter");
    assert!(shown(&app).contains("takes a length of time"), "{}", shown(&app));
    press(&mut app, "Ctrl+u '90s Enter");
    assert!(shown(&app).lines().next().unwrap().contains("◷ 1:30"), "{}", shown(&app));
    assert_eq!(app.deadline(), Some(1_000));
    app.now = 30_000;
    update(&mut app, Event::Tick);
    assert!(shown(&app).contains("◷ 1:00"));
    press(&mut app, "g .");
    assert_eq!(app.deadline(), None);
    app.now = 40_000;
    press(&mut app, "g .");
    app.now = 100_000;
    update(&mut app, Event::Tick);
    let screen = shown(&app);
    assert!(screen.contains("▲ time is up") && screen.contains("Time is up; g 0 begins again"), "{screen}");
    app.now = 200_000;
    update(&mut app, Event::Tick);
    assert_eq!((app.deadline(), app.toasts.len()), (None, 0));
    press(&mut app, "g T Ctrl+u Enter");
    assert!(app.room.timer.is_none());
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn slides_show_it_too() {
    let mut app = app(PLAN, "harbour", (80, 24));
    press(&mut app, "F10 T Enter");
    assert!(shown(&app).lines().next().unwrap().contains("◷ 15:00"), "{}", shown(&app));
}
