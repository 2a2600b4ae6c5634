//! A list under a field: typing filters it, arrows choose, what is chosen is marked.
//!
//! ```text
//! ╭──────────────────────────────────────────────────────────╮
//! │ › port                                                   │
//! │ ▸ ✓ portal       Customer portal      Apr 2028 – Mar 2029│
//! │     portal-two   More of it           Apr 2029 – Mar 2030│
//! │   ⊘ reports      Reports              closes a loop      │
//! │ crm, portal                                              │
//! ╰──────────────────────────────────────────────────────────╯
//! ```

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::candidates::Candidate;
use super::chosen::{Many, chosen};
use crate::display::width;
use crate::theme::Role;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::layout;
use crate::tui::overlays::form::Form;
use crate::tui::overlays::{field, framed, lists};
use crate::tui::screens::{Caret, part};

/// A list under a field.
#[derive(Debug, Clone)]
pub struct Listed {
    /// What is typed.
    pub filter: Input,
    /// The marked entry, among those that match.
    pub at: usize,
    /// Everything that is offered.
    pub all: Vec<Candidate>,
    /// How many may be chosen.
    pub many: Many,
    /// Whether something was taken in or out.
    pub touched: bool,
}

/// As many entries as are shown at once.
const MOST: usize = 12;
/// Cells of what is written, at most.
const VALUE: usize = 26;

/// What matches what is typed.
pub fn matching(listed: &Listed) -> Vec<&Candidate> {
    let title = |it: &Candidate| format!("{} {}", it.value, it.title);
    let whole = |it: &Candidate| format!("{} {} {}", it.value, it.title, it.fact);
    lists::matching_by(&listed.all, listed.filter.value(), title, whole)
}

/// Columns and rows that the list takes.
pub fn size(listed: &Listed, view: u16) -> (u16, u16) {
    let widest = |of: &dyn Fn(&Candidate) -> usize| listed.all.iter().map(of).max().unwrap_or(0);
    let value = widest(&|it| width(&it.value)).min(VALUE);
    let wanted = value + widest(&|it| width(&it.title)) + widest(&|it| width(&it.fact)) + 14;
    let cells = (wanted as u16).clamp(36, 84);
    (cells.min(view), listed.all.len().min(MOST) as u16 + 4)
}

/// The first entry in sight.
fn top(listed: &Listed, place: Rect, count: usize) -> usize {
    let room = usize::from(place.height.saturating_sub(4));
    let at = listed.at.min(count.saturating_sub(1));
    layout::scrolled(at.saturating_sub(room / 2), at, room, count)
}

/// The entry at a cell of the screen.
pub fn entry_at(listed: &Listed, place: Rect, at: Position) -> Option<usize> {
    let count = matching(listed).len();
    let row = usize::from(at.y.checked_sub(place.y + 2)?);
    let entry = top(listed, place, count) + row;
    (row < usize::from(place.height.saturating_sub(4)) && entry < count).then_some(entry)
}

/// Draws the list; where the caret stands.
pub fn draw(canvas: &mut Canvas, form: &Form, listed: &Listed, place: Rect) -> Caret {
    let mut inner = framed(part(canvas, place), "");
    let all = inner.width();
    inner.symbol(0, 0, "›", Role::Accent);
    let found = matching(listed);
    let text = form.fields[form.at].input.value();
    let chosen = chosen(listed.many, text);
    let caret = field::draw(&mut inner, 2, 0, all.saturating_sub(2), &listed.filter, Role::Input);
    if listed.filter.value().is_empty() {
        inner.text(2, 0, all - 2, "type to filter", Role::Faint);
    }
    let at = listed.at.min(found.len().saturating_sub(1));
    let room = usize::from(inner.height().saturating_sub(2));
    let value =
        found.iter().map(|it| width(&it.value)).max().unwrap_or(0).min(VALUE).min(usize::from(all) * 2 / 5);
    let top = top(listed, place, found.len());
    for (y, (position, candidate)) in found.iter().enumerate().skip(top).take(room).enumerate() {
        let is_chosen = chosen.contains(&candidate.value.trim().to_owned());
        row(&mut inner, y as u16 + 1, candidate, value as u16, (position == at, is_chosen));
    }
    if found.is_empty() {
        inner.text(2, 1, all, "Nothing is called that; it can be typed into the field.", Role::Muted);
    }
    let foot = inner.height().saturating_sub(1);
    match found.get(at) {
        Some(Candidate { barred: Some(barred), .. }) => {
            inner.text(0, foot, all, &barred.why, Role::Over);
        }
        Some(_) if listed.many != Many::One => {
            let said = if text.trim().is_empty() { "nothing chosen" } else { text };
            inner.text(0, foot, all, &format!("= {said}"), Role::Muted);
        }
        Some(candidate) => {
            inner.text(0, foot, all, &candidate.title, Role::Muted);
        }
        None => {}
    }
    if found.len() > room {
        let more = format!(" {} of {} ", at + 1, found.len());
        inner.beside(0, foot, all, &more, Role::Faint, Side::Right);
    }
    caret
}

/// One entry.
fn row(canvas: &mut Canvas, y: u16, of: &Candidate, value: u16, (marked, chosen): (bool, bool)) {
    let all = canvas.width();
    if marked {
        canvas.part(0, y, all, 1).fill(Role::CursorRow);
        canvas.symbol(0, y, "▸", Role::Accent);
    }
    let (ink, beside) = match (&of.barred, marked) {
        (Some(_), _) => (Role::Faint, Role::Faint),
        (None, true) => (Role::Heading, Role::Muted),
        (None, false) => (Role::Panel, Role::Muted),
    };
    if of.barred.is_some() {
        canvas.symbol(2, y, "⊘", Role::Faint);
    } else if chosen {
        canvas.symbol(2, y, "✓", Role::Accent);
    }
    canvas.text(4, y, value, &of.value, ink);
    let fact = of.barred.as_ref().map_or(of.fact.as_str(), |barred| barred.short);
    let from = 4 + value + 2;
    let room = all.saturating_sub(from);
    let right = (width(fact) as u16).min(room * 3 / 5);
    canvas.text(from, y, room.saturating_sub(right + 2), &of.title, beside);
    canvas.beside(all.saturating_sub(right), y, right, fact, beside, Side::Right);
}
