//! The filter: while it is typed, in the place of the hints, with what may come next below; afterwards as the first hint.
//!
//! ```text
//!  / stage:small owner:▏                                                            12 of 40
//!  owner:"Customer Services"   owner:Digital        Tab complete  Enter keep  Esc as it was
//! ```

use super::{Caret, hints};
use crate::display::{cut, harmless, width};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::Command;
use crate::tui::overlays::field;
use crate::views::filter::completions;

/// How many ways to go on are looked at.
const MOST: usize = 12;

/// The cells that the filter takes in the hint line while it is not typed, behind what is marked.
pub fn cells(app: &App, all: u16) -> u16 {
    chip(app, all).iter().map(|(text, _)| width(text) as u16).sum()
}

/// The filter that holds, how many pass, and how it goes away.
fn chip(app: &App, all: u16) -> Vec<(String, Role)> {
    let Some(passed) = app.passed().filter(|_| !app.filter.typing && app.overlays.is_empty()) else {
        return Vec::new();
    };
    let count = format!(" {} of {} ", passed.count, passed.which.len());
    let away = app.keys.after("", Command::Back, "all");
    let room = usize::from(all / 2).saturating_sub(width(&count) + width(&away) + 6);
    let text = harmless(&cut(app.filter.line.value().trim(), room.max(8))).into_owned();
    vec![
        (format!(" /{text} "), Role::Accent),
        (count, if passed.filter.faults.is_empty() { Role::HintKey } else { Role::Over }),
        (format!("{away}  "), Role::HintText),
    ]
}

/// Draws the filter that holds at the beginning of a hint line of `all` cells; the cell behind it.
pub fn draw_chip(app: &App, canvas: &mut Canvas, all: u16) -> u16 {
    let mut x = 0;
    for (text, role) in chip(app, all) {
        x = canvas.text(x, 0, all.saturating_sub(x), &text, role);
    }
    x
}

/// Draws the line that is typed in, in the place of the hints.
pub fn draw_line(app: &App, canvas: &mut Canvas, with_keys: bool) -> Caret {
    let all = canvas.width();
    canvas.fill(Role::Text);
    let said = said(app);
    let count = width(&said.0) as u16 + 1;
    let keys = if with_keys { hints::width_of(app).min(all / 2) } else { 0 };
    let at = canvas.text(1, 0, 2, "/", Role::Accent) + 1;
    let room = all.saturating_sub(at + count + keys + 1);
    let caret = field::draw(canvas, at, 0, room, &app.filter.line, Role::InputOn);
    canvas.beside(at + room, 0, count, &said.0, said.1, Side::Right);
    if with_keys {
        hints::draw(app, &mut canvas.part(all - keys, 0, keys, 1));
    }
    caret
}

/// How many pass, or what cannot be understood.
fn said(app: &App) -> (String, Role) {
    let Some(passed) = app.passed() else { return ("all".to_owned(), Role::Muted) };
    match passed.filter.faults.first() {
        Some(fault) => (fault.message.clone(), Role::Over),
        None if passed.count == 0 => ("none".to_owned(), Role::Tight),
        None => (format!("{} of {}", passed.count, passed.which.len()), Role::Muted),
    }
}

/// Draws what may come next, below the line, with the keys of the filter at the right.
pub fn draw_next(app: &App, canvas: &mut Canvas) {
    canvas.fill(Role::Bar);
    let all = canvas.width();
    let keys = hints::width_of(app).min(all / 2);
    let mut x = 1;
    let next = completions(app.filter.line.value(), app.analysis(), app.today);
    for (nth, way) in next.iter().take(MOST).enumerate() {
        let role = if nth == 0 { Role::BarStrong } else { Role::Bar };
        let wants = width(&way.word) as u16 + 3;
        if x + wants > all.saturating_sub(keys + 1) {
            break;
        }
        x = canvas.text(x, 0, wants, &way.word, role) + 3;
    }
    let one = next.first().map_or("", |way| way.doc);
    let free = all.saturating_sub(x + keys + 2);
    if next.len() <= 2 && width(one) <= usize::from(free) {
        canvas.text(x, 0, free, one, Role::Bar);
    }
    hints::draw(app, &mut canvas.part(all - keys, 0, keys, 1));
}
