//! The commit of the cursor in full, how the plan stood after it, and what it turned.

use super::day_words;
use crate::display::{harmless, wrap};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::past::{Row, Told};
use crate::units::Money;
use crate::views::apart::{Both, later};
use crate::views::history::{After, Before, Cell, Standing};
use crate::views::standing;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas, told: &Told, row: Row) {
    if canvas.height() == 0 {
        return;
    }
    canvas.rule(0, &[], "");
    let all = canvas.width().saturating_sub(3);
    let (head, standing) = match row {
        Row::Now => ("now  The plan as it is here, not committed".to_owned(), None),
        Row::Commit(at) => {
            let commit = &told.chronicle.commits[at];
            let merge = if commit.merge { "  merge" } else { "" };
            let head = format!(
                "{}{merge}  {}  {}: {}",
                commit.short(),
                day_words(&commit.date),
                commit.author,
                commit.subject
            );
            (head, Some(told.chronicle.after(at)))
        }
    };
    let now = app.past_now();
    let after = match (&row, standing) {
        (Row::Now, _) | (Row::Commit(_), None) => Some(&*now),
        (Row::Commit(_), Some(After::Stood(it) | After::Broken(it))) => Some(it),
        (Row::Commit(_), Some(After::Removed | After::Lacking(_) | After::Unread)) => None,
    };
    canvas.text(2, 1, all, &head, Role::Heading);
    let whole = canvas.height() >= 5;
    if let Some(after) = after {
        let stands = standing::of_verdict(after.verdict);
        let torn = after.torn.as_ref().map(|why| format!("Cannot be read: {why}"));
        let sentence = harmless(torn.as_ref().unwrap_or(&after.sentence)).into_owned();
        let end = canvas.text(2, 2, all, &format!("{} {}", stands.glyph, stands.word), stands.role) + 2;
        let room = all.saturating_sub(end - 2);
        let lines = wrap(&sentence, usize::from(room));
        canvas.text(end, 2, room, lines.first().map_or("", String::as_str), Role::Text);
        // The rest of it, where there is a line for it.
        if whole {
            canvas.text(end, 3, room, &lines.get(1..).unwrap_or_default().join(" "), Role::Text);
        }
    }
    if let (Row::Commit(at), true) = (row, whole) {
        let pieces = did(app, told, at);
        let pieces: Vec<(&str, Role)> = pieces.iter().map(|(text, role)| (text.as_str(), *role)).collect();
        canvas.pieces(2, 4, all, &pieces);
    }
}

/// What a commit did: to the cost, to the headroom, and to years.
fn did(app: &App, told: &Told, at: usize) -> Vec<(String, Role)> {
    let Some(now) = told.chronicle.standing(at) else { return Vec::new() };
    let figures = app.figures();
    let mut pieces = Vec::new();
    let change = |word: &str, then: Option<Money>, now: Money| match then {
        None => format!("{word} {}", figures.full(now)),
        Some(then) if then == now => format!("{word} as before"),
        Some(then) => format!("{word} {} to {}", figures.signed(now - then), figures.full(now)),
    };
    let before = match told.chronicle.before(at) {
        Before::Stood(before, _) => Some(before),
        Before::Nothing => None,
        Before::Unread => return Vec::new(),
    };
    let (opened, closed) = told.chronicle.turned(at);
    for (word, role, cells) in
        [("‼ puts over ", Role::Over, opened), ("✓ brings back ", Role::Within, closed)]
    {
        if !cells.is_empty() {
            pieces.push((format!("{word}{}   ", list(&cells)), role));
        }
    }
    let apart = against(app, now);
    let cost = change("cost", before.map(|it| it.cost), now.cost);
    let headroom = change("headroom of all", before.map(|it| it.headroom), now.headroom);
    pieces.extend(apart.map(|apart| (format!("{apart}   "), Role::Text)));
    pieces.push((format!("{cost}   {headroom}"), Role::Muted));
    pieces
}

/// How far the plan was from what it is compared with, after a commit: `vs v1.0: +3m, +£75,000`.
fn against(app: &App, now: &Standing) -> Option<String> {
    let (with, other) = (app.comparing.as_ref()?, app.other()?);
    let then = Standing::of(&other);
    let slip = later(Both { here: Some(now.finish), there: Some(then.finish) });
    let dearer = Some(now.cost - then.cost).filter(|more| !more.is_zero());
    let dearer = dearer.map(|more| app.figures().signed(more));
    let said: Vec<String> = Some(slip).filter(|slip| !slip.is_empty()).into_iter().chain(dearer).collect();
    let said = if said.is_empty() { "the same end and cost".to_owned() } else { said.join(", ") };
    Some(format!("vs {}: {said}", harmless(&app.other_name(with))))
}

fn list(cells: &[&Cell]) -> String {
    cells.iter().map(|(id, year)| format!("{year} {}", harmless(id))).collect::<Vec<_>>().join(", ")
}
