//! Conflicts being solved: how the plan stands as far as they are, the list of them, the sides of the marked one, and what
//! each choice would give.
//!
//! ```text
//!  Conflicts in northmere.toml        ours main · theirs work                   1 of 3 solved
//!  ‼ over   Affordable to 2027/28; 2028/29 borrowing is over by £18,500 (crm).
//!  ▸ ○ crm  cost platform · capital            both changed it
//!    ✓ booking  duration                       theirs deleted it              → ours
//!  ── crm  cost platform · capital ── both changed it ─────────────────────────────
//!  o ours  main           b before            t theirs  work
//!  cost.platform = …      cost.platform = …   cost.platform = …
//!  ── What each gives ─────────────────────────────────────────────────────────────
//!                         ✓ within            ✓ within            ‼ over
//!  2028/29 borrowing      ✓ £10,000           ✓ £30,000           ‼ −£18,500
//!  j k go  n next  o ours  b base  t theirs  e edit  p result  w save  Esc leave
//! ```

mod gives;
mod list;
mod result;
mod sides;
mod words;

use ratatui::layout::{Position, Rect};

use super::{Caret, hints, part, toasts, which};
use crate::display::{harmless, width, wrap};
use crate::merge::Choice;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::Command;
use crate::tui::overlays;
use crate::tui::solving::{Showing, Solving};
use crate::views::standing;

/// From this width on, the sides stand beside each other.
const BESIDE: u16 = 100;
/// From this height on, the sentence has two rows.
const TALL: u16 = 30;

/// What lies under a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// Nothing that answers to the mouse.
    Nothing,
    /// A row of the list.
    Row(usize),
    /// The lines of a choice.
    Side(Choice),
    /// What can be pressed.
    Hint(Command),
    /// The rest of the lower part.
    Lower,
}

/// Where everything stands.
#[derive(Debug, Clone, Copy)]
struct Parts {
    title: Rect,
    sentence: Rect,
    list: Rect,
    /// The sides, what came in, or the result, with their rule.
    lower: Rect,
    /// What each choice would give, with its rule; empty where nothing is asked.
    gives: Rect,
    hints: Rect,
}

fn parts(app: &App, solving: &Solving, area: Rect) -> Parts {
    let row = |y: u16, height: u16| Rect { y: area.y + y, height, ..area }.intersection(area);
    let sentence = if area.height >= TALL { 2 } else { 1 };
    let top = 1 + sentence;
    let view = area.height.saturating_sub(top + 1);
    let wanted = list::rows(solving).len() as u16;
    let showing_result = solving.showing == Showing::Result;
    // Where there is little room, what came in by itself is scrolled to.
    let most = match (showing_result, area.height < TALL) {
        (true, _) => 3,
        (false, true) => (view / 5).max(3),
        (false, false) => view * 3 / 10,
    };
    let list = wanted.clamp(1, most.min(view));
    let rest = view - list;
    let gives = match solving.outcomes().filter(|_| !showing_result) {
        Some(outcomes) => gives::height(&outcomes).min((rest * 2 / 5).max(4)).min(rest.saturating_sub(3)),
        None => 0,
    };
    // What is short leaves the room to the figures, which stand right under it.
    let needed = sides::height(app, solving, area.width) + 1;
    let (lower, gives) = match solving.outcomes().filter(|_| gives > 0) {
        Some(outcomes) => {
            let lower = (rest - gives).min(needed);
            (lower, gives::height(&outcomes).min(rest - lower))
        }
        None => (rest, 0),
    };
    Parts {
        title: row(0, 1),
        sentence: row(1, sentence),
        list: row(top, list),
        lower: row(top + list, lower),
        gives: row(top + list + lower, gives),
        hints: row(area.height.saturating_sub(1), 1),
    }
}

/// Draws the conflicts; where the caret stands in what lies over them.
pub fn draw(app: &App, canvas: &mut Canvas, solving: &Solving) -> Caret {
    let area = canvas.area;
    let parts = parts(app, solving, area);
    title(app, &mut part(canvas, parts.title), solving);
    sentence(&mut part(canvas, parts.sentence), solving);
    list::draw(&mut part(canvas, parts.list), solving);
    match solving.showing {
        Showing::Result => result::draw(&mut part(canvas, parts.lower), solving),
        Showing::Sides => {
            sides::draw(app, &mut part(canvas, parts.lower), solving);
            if parts.gives.height > 0 {
                gives::draw(app, &mut part(canvas, parts.gives), solving);
            }
        }
    }
    hints::draw(app, &mut part(canvas, parts.hints));
    let over = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let caret = overlays::draw(app, &mut part(canvas, over));
    which::draw(app, canvas, over);
    toasts::draw(app, canvas, over);
    caret
}

/// What lies under a cell.
pub fn spot(app: &App, at: Position) -> Spot {
    let Some(solving) = app.solving.as_deref() else { return Spot::Nothing };
    let parts = parts(app, solving, Rect::new(0, 0, app.size.0, app.size.1));
    if parts.list.contains(at) {
        return list::row_at(solving, parts.list, at).map_or(Spot::Nothing, Spot::Row);
    }
    if parts.hints.contains(at) {
        let placed = hints::placed(app, parts.hints.width);
        let hit = placed.iter().rev().find(|(x, _)| at.x >= *x);
        return hit.map_or(Spot::Nothing, |(_, hint)| Spot::Hint(hint.entry.command));
    }
    if parts.lower.contains(at) && solving.showing == Showing::Sides {
        return sides::choice_at(app, solving, parts.lower, at).map_or(Spot::Lower, Spot::Side);
    }
    if parts.gives.contains(at) {
        return gives::choice_at(app, solving, parts.gives, at).map_or(Spot::Lower, Spot::Side);
    }
    Spot::Lower
}

/// What is solved, what the sides are called, how far it is.
fn title(app: &App, canvas: &mut Canvas, solving: &Solving) {
    canvas.fill(Role::Bar);
    let all = canvas.width();
    let count = solving.choices.len();
    let far = match count {
        0 => "nothing is in dispute".to_owned(),
        count => format!("{} of {count} solved", solving.solved()),
    };
    let room = all.saturating_sub(width(&far) as u16 + 3);
    let name = format!("Conflicts in {}", harmless(solving.name()));
    let end = canvas.text(1, 0, room, &name, Role::BarStrong);
    let sides = [words::side(app, solving, &Choice::Ours), words::side(app, solving, &Choice::Theirs)];
    let sides = format!("  {} · {}", sides[0], sides[1]);
    canvas.text(end, 0, room.saturating_sub(end), &sides, Role::Bar);
    canvas.beside(0, 0, all.saturating_sub(1), &far, Role::BarStrong, Side::Right);
}

/// How the plan stands as far as it is solved.
fn sentence(canvas: &mut Canvas, solving: &Solving) {
    let result = solving.result();
    let analysis = &result.analysis;
    let all = canvas.width();
    let standing = standing::of_verdict(analysis.verdict);
    let at = canvas.plate(1, 0, &format!("{} {}", standing.glyph, standing.word), standing.role) + 1;
    let room = all.saturating_sub(at + 1);
    let (rows, room_cells) = (usize::from(canvas.height()), usize::from(room));
    let texts =
        std::iter::once(&analysis.sentence).chain(&analysis.shorter).map(|it| harmless(it).into_owned());
    let broken = result.broken().map(|why| format!("The text cannot be read yet: {why}"));
    let texts: Vec<String> = broken.into_iter().chain(texts).collect();
    let fits = |text: &&String| wrap(text, room_cells).len() <= rows;
    let Some(text) = texts.iter().find(fits).or_else(|| texts.last()) else { return };
    for (y, line) in wrap(text, room_cells).iter().take(rows).enumerate() {
        canvas.text(at, y as u16, room, line, Role::Heading);
    }
}
