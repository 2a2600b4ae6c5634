//! One line that says of the marked year whether it is over, since when, and who did it.

use super::day_words;
use crate::display::harmless;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::past::Told;
use crate::units::Money;
use crate::views::history::Cell;
use crate::views::standing;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas, told: &Told) {
    let Some(cell) = app.past_cell() else { return };
    let (glyph, said, role) = words(app, told, &cell);
    canvas.symbol(2, 0, glyph, role);
    let all = canvas.width();
    // Without colours a whole sentence in reverse would shout; the glyph says it already.
    let words = if app.theme.patterned { Role::Heading } else { role };
    canvas.text(4, 0, all.saturating_sub(5), &said, words);
}

/// Glyph, sentence, and role.
fn words(app: &App, told: &Told, cell: &Cell) -> (&'static str, String, Role) {
    let plan = &app.session.analysis().plan;
    let title = plan.envelope(&cell.0).map_or(cell.0.as_str(), |at| plan.envelopes[at.at()].title.as_str());
    let name = format!("{} {}", cell.1, harmless(title));
    let now = app.past_now();
    let state = now.cells.get(cell).map(|(state, _)| standing::of_state(*state));
    let (glyph, role) = state.map_or(("·", Role::Muted), |it| (it.glyph, it.role));
    let chronicle = &told.chronicle;
    let by = |at: usize| {
        let commit = &chronicle.commits[at];
        format!("{}: {}, {}", day_words(&commit.date), harmless(&commit.author), harmless(&commit.subject))
    };
    let waits = if told.complete() { "" } else { "; still reading" };
    if now.breaks(cell) {
        let by_how_much = now.headroom_of(cell).filter(|it| it.is_negative()).map(Money::abs);
        let stands = match by_how_much {
            Some(much) => format!("{name} is over by {}", app.figures().spoken(much)),
            None => format!("{name} is {}", state.map_or("over", |it| it.word)),
        };
        let Some(opening) = chronicle.opening(cell) else {
            let tip = chronicle.tip.and_then(|tip| chronicle.standing(tip));
            let since = match tip {
                Some(tip) if !tip.breaks(cell) => {
                    ", and not at the last commit: what is not committed did it"
                }
                Some(_) | None => waits,
            };
            return (glyph, format!("{stands}{since}"), role);
        };
        let merged = opening.merged.map(|at| {
            let commit = &chronicle.commits[at];
            format!(" (merged {} by {})", day_words(&commit.date), harmless(&commit.author))
        });
        let said = format!("{stands} since {}{}", by(opening.entry), merged.unwrap_or_default());
        return (glyph, said, role);
    }
    let closed = (0..chronicle.commits.len()).rev().find(|at| chronicle.closes(*at, cell));
    let said = match closed {
        Some(at) => format!("{name} holds again since {}", by(at)),
        None if told.complete() => format!("{name} was never over"),
        None => format!("{name} holds{waits}"),
    };
    (glyph, said, role)
}
