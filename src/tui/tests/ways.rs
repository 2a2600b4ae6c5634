//! Ways back inside: found beside the frame, taken by keys.

use super::{differing, shown};
use crate::check::{Effort, ways_back};
use crate::tui::app::{App, View};
use crate::tui::event::Event;
use crate::tui::testing::{PLAN, app, press};
use crate::tui::update::update;
use crate::tui::ways::Kept;

/// The money view on the year that is over, with what the search finds.
fn sought() -> App {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "2");
    let (envelope, _, year) = app.cell().unwrap();
    let analysis = app.session.shared().clone();
    let now = (&analysis.schedule, &analysis.money);
    let ways = ways_back(&analysis.plan, &analysis.factors, now, (envelope, year), Effort::default());
    let kept = Kept { cell: (envelope, year), ways: Some(ways) };
    let revision = app.revision;
    update(&mut app, Event::Ways(revision, Box::new(kept)));
    app
}

#[test]
fn two_keys_make_the_best_move() {
    let mut app = sought();
    press(&mut app, "w");
    let listed = shown(&app);
    assert!(listed.contains("Ways back inside") && listed.contains("later"), "{listed}");
    press(&mut app, "Enter");
    assert!(app.overlays.is_empty());
    assert_eq!(app.view, View::Money);
    let changed = differing(app.session.text());
    assert!(changed.iter().any(|line| line.starts_with("+not-before")), "{changed:?}");
    press(&mut app, "u");
    assert_eq!(app.session.text(), PLAN);
}

#[test]
fn a_cell_that_holds_has_nothing_to_mend() {
    let mut app = app(PLAN, "harbour", (120, 40));
    press(&mut app, "2 End w");
    assert!(app.overlays.is_empty());
}
