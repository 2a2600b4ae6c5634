//! Slides for a room: large, quiet, nothing to edit. The whole plan, each stage, the money; one row for the back row.
//!
//! ```text
//!  Northmere: digital by 2032                                      OFFICIAL   12:04
//!  ‼ over   Affordable to 2027/28; 2028/29 borrowing is over by £18,500 (crm).
//!  Headroom in Prudential borrowing, £k
//!  2027/28        2028/29        2029/30
//!  ▄█ ▀▀█ █▀█         ▄█ █▀█
//!   █ ▄▀  █ █     ▀▀   █ █▀█
//!  ✓ within       ‼ over         ✓ within
//!  Make the most of existing technology
//!  ████████████████▍   ◆
//!                                                                             1/6
//! ```

mod bars;
mod enlarged;
mod money;
mod stage;
mod whole;
mod years;

use std::borrow::Cow;

use super::{Caret, part, toasts};
use crate::display::{harmless, width, wrap};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::overlays;
use crate::tui::presenting::{Presenting, Slide, marked, shown, slides};
use crate::views::figures::is_sign;
use crate::views::standing;
use crate::views::unpriced::unpriced;
use ratatui::layout::Rect;

/// Cells left free at both sides.
const MARGIN: u16 = 2;

/// Draws the slide; where the caret stands in what lies over it.
pub fn draw(app: &App, canvas: &mut Canvas, at: &Presenting) -> Caret {
    if at.blank && app.overlays.is_empty() {
        return None;
    }
    let (all, rows) = (canvas.width(), canvas.height());
    title(app, &mut canvas.part(0, 0, all, 1), at);
    let inner = Rect {
        x: canvas.area.x + MARGIN,
        y: canvas.area.y + 2,
        width: all.saturating_sub(2 * MARGIN),
        height: rows.saturating_sub(4),
    };
    {
        let mut view = part(canvas, inner);
        match (at.enlarged, marked(app, at), shown(app, at)) {
            (true, Some(row), _) => enlarged::draw(app, &mut view, row),
            (_, _, Slide::Whole) => whole::draw(app, &mut view, at),
            (_, _, Slide::Stage(stage)) => stage::draw(app, &mut view, stage, at),
            (_, _, Slide::Money) => money::draw(app, &mut view, at),
        }
    }
    foot(app, &mut canvas.part(0, rows.saturating_sub(1), all, 1), at);
    let over = Rect { y: canvas.area.y + 1, height: rows.saturating_sub(2), ..canvas.area };
    let caret = overlays::draw(app, &mut part(canvas, over));
    toasts::draw(app, canvas, Rect { height: rows.saturating_sub(1), ..canvas.area });
    if app.room.money_hidden {
        mask(canvas, app.figures().symbol.trim_end());
    }
    caret
}

/// Takes the figures of money out of whatever was drawn, messages and what is typed included.
fn mask(canvas: &mut Canvas, own: &str) {
    for y in 0..canvas.height() {
        let row: Vec<String> =
            (0..canvas.width()).map(|x| canvas.at(x, y).unwrap_or(" ").to_owned()).collect();
        for x in money_in(&row, own) {
            canvas.symbol(x as u16, y, "–", Role::Muted);
        }
    }
}

/// The cells of a row in which a sign of money stands before a figure, and those of the figure; and figures that say only how many
/// thousands.
fn money_in(row: &[String], own: &str) -> Vec<usize> {
    let is = |x: usize, what: fn(char) -> bool| {
        row.get(x).is_some_and(|cell| cell.chars().next().is_some_and(what))
    };
    let mut found = Vec::new();
    let mut x = 0;
    while x < row.len() {
        let code = own.chars().count() == 3
            && row[x..].iter().take(3).map(String::as_str).collect::<String>() == own;
        let sign = if code { 3 } else { usize::from(is(x, is_sign)) };
        let begin = x + sign + usize::from(code && is(x + sign, |c| c == ' '));
        let glued = sign == 0 && x > 0 && is(x - 1, char::is_alphanumeric);
        if glued || !is(begin, |c| c.is_ascii_digit()) {
            x += 1;
            continue;
        }
        let mut end = begin;
        while is(end, |c| c.is_ascii_digit() || matches!(c, ',' | '.' | '_')) {
            end += 1;
        }
        let thousands = is(end, |c| c == 'k') && !is(end + 1, char::is_alphanumeric);
        if sign > 0 {
            end += usize::from(is(end, |c| matches!(c, 'k' | 'm' | 'b')));
        }
        if sign > 0 || thousands {
            found.extend(x..end + usize::from(sign == 0));
        }
        x = end;
    }
    found
}

/// The plan, its marking, for how long slides have been shown.
fn title(app: &App, canvas: &mut Canvas, at: &Presenting) {
    canvas.fill(Role::Bar);
    let plan = &app.analysis().plan;
    let mut right = Vec::new();
    if let Some(marking) = &plan.marking {
        right.push((harmless(marking).into_owned(), Role::Marking));
    }
    if let Some(timer) = app.room.timer {
        right.push(timer.shown(app.now));
    }
    if app.room.clock {
        let minutes = app.now.saturating_sub(at.since) / 60_000;
        right.push((format!("{}:{:02}", minutes / 60, minutes % 60), Role::Bar));
    }
    let mut end = canvas.width().saturating_sub(MARGIN);
    for (text, role) in right.iter().rev() {
        let cells = width(text) as u16;
        end = end.saturating_sub(cells);
        canvas.text(end, 0, cells, text, *role);
        end = end.saturating_sub(3);
    }
    canvas.text(MARGIN, 0, end.saturating_sub(MARGIN), &said(app, &plan.title), Role::BarStrong);
}

/// Which of how many slides, or the number that is typed.
fn foot(app: &App, canvas: &mut Canvas, at: &Presenting) {
    let count = slides(app).len();
    let text = match at.typed.as_str() {
        "" => format!("{}/{count}", (at.slide + 1).min(count)),
        typed => format!("{typed}…/{count}"),
    };
    let cells = canvas.width().saturating_sub(MARGIN);
    canvas.beside(0, 0, cells, &text, Role::Faint, Side::Right);
    if let Some(organisation) = &app.analysis().plan.organisation {
        canvas.text(MARGIN, 0, cells / 2, &said(app, organisation), Role::Faint);
    }
}

/// A text of the plan for the room: harmless, and without figures while money is hidden.
fn said<'t>(app: &App, text: &'t str) -> Cow<'t, str> {
    if app.room.money_hidden {
        return Cow::Owned(unpriced(&harmless(text), &app.figures()));
    }
    harmless(text)
}

/// The state on its plate and the sentence, in at most two rows; how many rows it took.
fn sentence(app: &App, canvas: &mut Canvas) -> u16 {
    let analysis = app.analysis();
    let standing = standing::of_verdict(analysis.verdict);
    let at = canvas.plate(0, 0, &format!("{} {}", standing.glyph, standing.word), standing.role) + 2;
    let room = canvas.width().saturating_sub(at);
    let texts = std::iter::once(&analysis.sentence).chain(&analysis.shorter);
    let texts: Vec<Vec<String>> = texts.map(|text| wrap(&said(app, text), usize::from(room))).collect();
    let fitting = texts.iter().find(|lines| lines.len() <= 2).or(texts.last());
    let lines = fitting.map(Vec::as_slice).unwrap_or_default();
    for (y, line) in lines.iter().take(2).enumerate() {
        canvas.text(at, y as u16, room, line, Role::Heading);
    }
    lines.len().clamp(1, 2) as u16
}
