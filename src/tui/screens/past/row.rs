//! One row of the history: a commit, or the plan as it is, and what each year was after it.

use super::{Columns, DAY, day_words};
use crate::display::width;
use crate::git::Lacking;
use crate::money::State;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::past::{Did, Row, Square, Told};
use crate::units::Money;
use crate::views::history::{After, Before};
use crate::views::standing::{self, Standing};

/// Draws it.
pub fn draw(app: &App, row: &mut Canvas, told: &Told, columns: &Columns, of: Row, selected: bool) {
    if selected {
        row.fill(Role::CursorRow);
        row.symbol(0, 0, "▸", Role::Accent);
    }
    let words = if selected { Role::Heading } else { Role::Text };
    let (stands, more) = match of {
        Row::Now => now(app, row, told, columns, words),
        Row::Commit(at) => commit(row, told, columns, at, words),
    };
    if let Some(stands) = stands {
        row.symbol(2, 0, stands.glyph, stands.role);
    }
    if let Some(more) = more.filter(|more| !more.is_zero()) {
        let sign = if more.is_negative() { "" } else { "+" };
        let said = format!("{sign}{}", app.figures().short(more));
        row.beside(columns.cost.0, 0, columns.cost.1, &said, words, Side::Right);
    }
    let Some(squares) = app.past_squares(told, of) else {
        return without(row, told, columns, of);
    };
    // The newest says all of its figures, the others what changed.
    let in_full = of == Row::Now || told.chronicle.tip.map(Row::Commit) == Some(of);
    let marked = app.past_year();
    for nth in 0..columns.count {
        let at = columns.first + nth;
        let mut place = row.part(columns.years + nth as u16 * columns.each, 0, columns.each, 1);
        if selected && at == marked {
            let cells = place.width().saturating_sub(2);
            place.part(1, 0, cells, 1).fill(Role::CursorCell);
        }
        if let Some(of) = squares[at] {
            square(app, &mut place, of, in_full, selected && at == marked);
        }
    }
}

/// The words of the plan as it is; how it stands, and by how much it is dearer than at the last commit.
fn now(
    app: &App,
    row: &mut Canvas,
    told: &Told,
    columns: &Columns,
    words: Role,
) -> (Option<Standing>, Option<Money>) {
    let (who, what) = (columns.who, columns.what);
    row.beside(DAY.0, 0, DAY.1, "now", words, Side::Right);
    row.text(who.0, 0, who.1 + 2 + what.1, "not committed", words);
    let now = app.past_now();
    let tip = told.chronicle.tip.and_then(|tip| told.chronicle.standing(tip));
    (Some(standing::of_verdict(now.verdict)), tip.map(|tip| now.cost - tip.cost))
}

/// The words of a commit; how the plan stood after it, and by how much it was dearer.
fn commit(
    row: &mut Canvas,
    told: &Told,
    columns: &Columns,
    at: usize,
    words: Role,
) -> (Option<Standing>, Option<Money>) {
    let (who, what) = (columns.who, columns.what);
    let commit = &told.chronicle.commits[at];
    row.beside(DAY.0, 0, DAY.1, &day_words(&commit.date), words, Side::Right);
    row.text(who.0, 0, who.1, &commit.author, words);
    let subject = if commit.merge && words == Role::Text { Role::Muted } else { words };
    row.text(what.0, 0, what.1, &commit.subject, subject);
    let now = told.chronicle.standing(at);
    let more = match told.chronicle.before(at) {
        Before::Stood(before, _) => now.map(|now| now.cost - before.cost),
        Before::Nothing => now.map(|now| now.cost),
        Before::Unread => None,
    };
    let stands = match told.chronicle.after(at) {
        After::Stood(it) | After::Broken(it) => Some(standing::of_verdict(it.verdict)),
        After::Removed | After::Lacking(_) | After::Unread => None,
    };
    (stands, more)
}

/// Why a commit has no figures.
fn without(row: &mut Canvas, told: &Told, columns: &Columns, of: Row) {
    let Row::Commit(at) = of else { return };
    let (said, role) = match told.chronicle.after(at) {
        After::Broken(_) => ("cannot be read", Role::Invalid),
        After::Removed => ("the plan was removed", Role::Muted),
        After::Lacking(Lacking::Missing) => ("not in this clone", Role::Muted),
        After::Lacking(Lacking::NoText) => ("no text of a plan", Role::Muted),
        After::Unread | After::Stood(_) => ("…", Role::Faint),
    };
    row.text(columns.years + 1, 0, row.width().saturating_sub(columns.years + 2), said, role);
}

/// One envelope in one year after one commit: a glyph, the figure where it changed, a plate where it turned.
fn square(app: &App, canvas: &mut Canvas, square: Square, in_full: bool, on: bool) {
    let all = canvas.width();
    let stands = standing::of_state(square.state);
    let role = if on { Role::CursorCell } else { stands.role };
    let figure = square.headroom.map_or_else(|| "–".to_owned(), |it| app.figures().short(it));
    match square.did {
        Did::Opened | Did::Closed => {
            let said = format!("{figure} {}", stands.glyph);
            canvas.plate(all.saturating_sub(width(&said) as u16 + 3), 0, &said, stands.role);
        }
        Did::Nothing if !in_full => {
            // Where all is well nothing is to catch the eye.
            let well = square.state == State::Within;
            let (glyph, quiet) = if well { ("·", Role::Faint) } else { (stands.glyph, role) };
            canvas.symbol(all.saturating_sub(3), 0, glyph, if on { role } else { quiet });
        }
        Did::Changed | Did::Nothing => {
            canvas.beside(0, 0, all.saturating_sub(4), &figure, role, Side::Right);
            canvas.symbol(all.saturating_sub(3), 0, stands.glyph, role);
        }
    }
}
