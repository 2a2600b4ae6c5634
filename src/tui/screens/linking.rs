//! What can be picked while a link is made or cut: letters where the initiatives stand, and what picking does.

use ratatui::layout::Rect;

use super::part;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::linking::{Candidate, Purpose, candidates};

/// Names that are listed while a name is typed.
const LISTED: usize = 6;

/// Draws the letters over the view, and at its foot what is picked and what for.
pub fn draw(app: &App, canvas: &mut Canvas, view: Rect) {
    let Some(linking) = &app.linking else { return };
    let found = candidates(app);
    for (at, candidate) in found.iter().enumerate() {
        let Some((x, y)) = candidate.place else { continue };
        let role = if at == linking.at { Role::Accent } else { Role::Muted };
        let hint = candidate.hint.strip_prefix(&linking.typed).unwrap_or(&candidate.hint);
        let text = match (at == linking.at, hint.is_empty()) {
            (true, true) => "▸".to_owned(),
            (true, false) => format!("▸{hint}"),
            (false, true) => continue,
            (false, false) => hint.to_owned(),
        };
        canvas.plate(x.saturating_sub(canvas.area.x), y.saturating_sub(canvas.area.y), &text, role);
    }
    let finding = linking.typed.starts_with('/');
    let listed = if finding { found.len().clamp(1, LISTED) } else { 1 };
    let rows = (listed as u16 + 1).min(view.height);
    let mut panel = part(canvas, Rect { y: view.bottom() - rows, height: rows, ..view });
    panel.fill(Role::Panel);
    let plan = &app.analysis().plan;
    let own = plan.initiative(&linking.of).map_or("", |at| plan.initiatives[at.at()].title.as_str());
    let verb = match linking.purpose {
        Purpose::Wait => " will wait for … ",
        Purpose::Feed => " will be waited for by … ",
        Purpose::Cut => ": which link is cut? ",
    };
    let name = if finding { linking.typed.as_str() } else { "" };
    let ways = match linking.purpose {
        Purpose::Cut => "letter or Enter",
        Purpose::Wait | Purpose::Feed => "letter, / and a name, or Enter",
    };
    panel.rule(0, &[(own, Role::Heading), (verb, Role::Accent), (name, Role::Match)], ways);
    let begin = linking.at.saturating_sub(listed - 1).min(found.len().saturating_sub(listed));
    for (nth, candidate) in found.iter().enumerate().skip(begin).take(listed) {
        let y = 1 + (nth - begin) as u16;
        let mark = if nth == linking.at { "▸ " } else { "  " };
        let width = panel.width();
        let role = if nth == linking.at { Role::Heading } else { Role::Panel };
        panel.pieces(
            1,
            y,
            width.saturating_sub(2),
            &[(mark, Role::Accent), (&words(app, linking.purpose, candidate, own), role)],
        );
    }
    if found.is_empty() {
        panel.text(3, 1, 60, "no initiative is called that", Role::Muted);
    }
}

/// What picking one does, as a sentence.
fn words(app: &App, purpose: Purpose, candidate: &Candidate, own: &str) -> String {
    let other = &app.analysis().plan.initiatives[candidate.initiative.at()].title;
    match (purpose, candidate.waits) {
        (Purpose::Wait, _) => format!("{own} waits for {other}"),
        (Purpose::Feed, _) => format!("{other} waits for {own}"),
        (Purpose::Cut, true) => format!("{other} no longer waits for {own}"),
        (Purpose::Cut, false) => format!("{own} no longer waits for {other}"),
    }
}
