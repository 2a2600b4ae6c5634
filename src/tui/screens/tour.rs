//! The panel of the tour: one step, the one thing to press, and why; in a corner, so that the plan stays in sight.
//!
//! ```text
//! ╭ Tour 2/9 ── Move a bar ─────────────────╮
//! │ Press }                                 │
//! │ The device refresh is marked. Start it  │
//! │ a quarter later, and watch the line.    │
//! │ Esc leaves; g h takes it up again       │
//! ╰─────────────────────────────────────────╯
//! ```

use ratatui::layout::Rect;

use super::part;
use crate::display::wrap;
use crate::theme::Role;
use crate::tui::app::{App, View};
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::overlays::framed;
use crate::tui::tour::{Press, STEPS, Stands, Tour};

/// Cells of the panel, with its frame.
const CELLS: u16 = 46;
/// The least of them.
const LEAST: u16 = 34;

/// Draws the panel, where there is one.
pub fn draw(app: &App, canvas: &mut Canvas, view: Rect) {
    let Some(tour) = app.room.tour.as_ref().filter(|tour| tour.stands != Stands::Waits) else { return };
    let (title, press, why, foot) = words(app, tour);
    // On the roadmap it stands on the list, so that the bars and the money under them stay in sight.
    let on_roadmap = app.view == View::Roadmap;
    let list = if on_roadmap { layout::roadmap(view, true, app.splits).list + 1 } else { CELLS };
    let cells = list.clamp(LEAST, CELLS).min(view.width);
    let why = wrap(&why, usize::from(cells.saturating_sub(4)));
    let height = (why.len() as u16 + 4).min(view.height);
    let x = if on_roadmap { 0 } else { view.width - cells };
    let area = Rect { x: view.x + x, y: view.bottom() - height, width: cells, height };
    let mut inner = framed(part(canvas, area), &title);
    let all = inner.width();
    let pieces: Vec<(&str, Role)> = press.iter().map(|(text, role)| (text.as_str(), *role)).collect();
    inner.pieces(0, 0, all, &pieces);
    for (y, line) in why.iter().enumerate() {
        inner.text(0, y as u16 + 1, all, line, Role::Panel);
    }
    inner.text(0, height.saturating_sub(3), all, &foot, Role::Muted);
}

/// Title, what to press, why, how it is left.
fn words(app: &App, tour: &Tour) -> (String, Vec<(String, Role)>, String, String) {
    let key = |command: Command| match app.keys.first(command) {
        key if key.is_empty() => {
            app.keys.after("", Command::Palette, crate::tui::command::entry(command).title)
        }
        key => key,
    };
    let leaves = app.keys.after("", Command::Back, "leaves");
    if tour.stands == Stands::Offered {
        let why = "Two minutes on the built-in example, by doing. It is a copy; nothing of yours is touched.";
        let press = vec![
            ("Press ".to_owned(), Role::Panel),
            (key(Command::Tour), Role::HintKey),
            (" for a short tour".to_owned(), Role::Panel),
        ];
        let own = app.keys.after(" ", Command::NewPlan, "begins a plan of your own.");
        let away = app.keys.after("", Command::Back, "puts this away");
        return ("New here?".to_owned(), press, format!("{why}{own}"), away);
    }
    let Some(step) = tour.next() else {
        let press = vec![("That is all it takes.".to_owned(), Role::Heading)];
        let keys = app.keys.after("", Command::Help, "lists every key");
        let find = app.keys.after("; ", Command::Palette, "finds and runs anything by its name.");
        return ("Tour".to_owned(), press, format!("{keys}{find}"), leaves);
    };
    let mut press = vec![("Press ".to_owned(), Role::Panel)];
    for (nth, it) in step.presses.iter().enumerate() {
        if nth > 0 {
            press.push((
                if nth == 1 && step.presses.len() == 2 { ", then " } else { ", " }.to_owned(),
                Role::Panel,
            ));
        }
        match it {
            Press::Key(command) => press.push((key(*command), Role::HintKey)),
            Press::Text(text) => {
                press.push(("type ".to_owned(), Role::Panel));
                press.push(((*text).to_owned(), Role::HintKey));
            }
        }
    }
    let title = format!("Tour {}/{} · {}", tour.step + 1, STEPS.len(), step.title);
    let again = app.keys.after("; ", Command::Tour, "goes on");
    (title, press, step.why.to_owned(), format!("{leaves}{again}"))
}
