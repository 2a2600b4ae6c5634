//! What keeping the form would do: breaches opened and closed, headroom before and after, what moves.

use super::Form;
use crate::display::{harmless, width, wrap};
use crate::money::State;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::screens::{initiative_lines, tall_lines};
use crate::tui::widgets::bar::{Fill, bar};
use crate::units::Money;
use crate::views::delta::Delta;
use crate::views::scale::{TimeScale, Zoom};
use crate::views::standing;

/// Draws what keeping the form would do.
pub fn draw(app: &App, canvas: &mut Canvas, form: &Form, tall: bool) {
    let all = canvas.width();
    let mut y = 0;
    if tall {
        canvas.text(0, y, all, "If you keep this", Role::Accent);
        y += 2;
    }
    for wrong in &form.wrong {
        for line in wrap(&harmless(wrong), usize::from(all)) {
            canvas.text(0, y, all, &line, Role::Over);
            y += 1;
        }
    }
    let before = app.session.analysis();
    let Some(preview) = form.preview.as_deref() else {
        if tall && form.touched() == 0 && form.wrong.is_empty() {
            let initiative = form.of.initiative().filter(|_| !form.of.is_line());
            if let Some(at) = initiative.and_then(|id| before.plan.initiative(id)) {
                let (title, lines) = initiative_lines(app, at);
                let (width, height) = (canvas.width(), canvas.height());
                canvas.part(0, 0, width, 1).fill(Role::Panel);
                tall_lines(&mut canvas.part(0, 0, width, height), &title, &lines);
                return;
            }
            canvas.text(0, y, all, "Nothing is changed yet.", Role::Muted);
            return;
        }
        if form.wrong.is_empty() && !refused(canvas, &mut y, form) {
            let text = if form.touched() == 0 { "Nothing is changed yet." } else { "" };
            canvas.text(0, y, all, text, Role::Muted);
        }
        return;
    };
    let change = &preview.delta;
    refused(canvas, &mut y, form);
    let standing = standing::of_verdict(preview.after.verdict);
    let headline = headline(change);
    canvas.text(0, y, 2, standing.glyph, standing.role);
    let lines = wrap(&headline, usize::from(all.saturating_sub(2)));
    for line in lines.iter().take(if tall { 2 } else { 1 }) {
        canvas.text(2, y, all, line, Role::Heading);
        y += 1;
    }
    y += u16::from(tall);
    y = cells(app, canvas, y, change, if tall { 12 } else { canvas.height() });
    if tall {
        moves(app, canvas, y + 1, change);
    }
}

/// Which field cannot be taken, and why; whether there is one.
fn refused(canvas: &mut Canvas, y: &mut u16, form: &Form) -> bool {
    let Some((field, why)) = form.fields.iter().find_map(|it| Some((it, it.wrong.as_ref()?))) else {
        return false;
    };
    let all = canvas.width();
    let said = format!("× {} cannot be kept: {why}", field.label.trim().trim_start_matches("+ "));
    for line in wrap(&harmless(&said), usize::from(all)).into_iter().take(3) {
        canvas.text(0, *y, all, &line, Role::Over);
        *y += 1;
    }
    true
}

fn headline(change: &Delta) -> String {
    let count = |was: bool, is: bool| {
        change.cells.iter().filter(|it| it.was.breached() == was && it.is.breached() == is).count()
    };
    let plural = |many: usize, word: &str, words: &str| match many {
        1 => format!("1 {word}"),
        many => format!("{many} {words}"),
    };
    let mut parts = Vec::new();
    match count(true, false) {
        0 => {}
        many => parts.push(format!("{} closed", plural(many, "breach", "breaches"))),
    }
    match count(false, true) {
        0 => parts.push("no new breach".to_owned()),
        many => parts.push(plural(many, "new breach", "new breaches")),
    }
    match change.moved.len() {
        0 => parts.push("no date moves".to_owned()),
        many => parts.push(plural(many, "initiative moves", "initiatives move")),
    }
    parts.join(" · ")
}

fn cells(app: &App, canvas: &mut Canvas, from: u16, change: &Delta, most: u16) -> u16 {
    let figures = app.figures();
    let all = canvas.width();
    let mut y = from;
    if change.cells.is_empty() {
        canvas.text(0, y, all, "No headroom changes.", Role::Muted);
        return y + 1;
    }
    // The names get what figures and states leave.
    let texts = |money: Money| width(&figures.table_signed(money)) as u16;
    let shown = || change.cells.iter().take(usize::from(most));
    let number = shown().map(|it| texts(it.before).max(texts(it.after))).max().unwrap_or(0).max(6);
    let word = |state: State| {
        let state = standing::of_state(state);
        format!("{} {}", state.glyph, state.word)
    };
    let states = shown().map(|it| width(&word(it.is)) as u16).max().unwrap_or(0);
    let name = all.saturating_sub(2 * number + 4 + states + 9).min(40);
    let room = name;
    if most > 6 {
        let name = format!("headroom, {}", figures.unit_word());
        canvas.text(0, y, all, &name, Role::Faint);
        canvas.beside(8 + room, y, number + 1, "now", Role::Faint, Side::Right);
        canvas.beside(8 + room + number + 1, y, 3 + number, "then", Role::Faint, Side::Right);
        y += 1;
    }
    for cell in change.cells.iter().take(usize::from(most.saturating_sub(y.min(2)))) {
        let state = standing::of_state(cell.is);
        canvas.text(0, y, 8, &cell.year.to_string(), Role::Muted);
        canvas.text(8, y, name, &cell.title, Role::Panel);
        let mut x = 9 + name;
        canvas.beside(x, y, number, &figures.table_signed(cell.before), Role::Muted, Side::Right);
        x += number;
        canvas.text(x, y, 3, " → ", Role::Muted);
        x += 3;
        canvas.beside(x, y, number, &figures.table_signed(cell.after), state.role, Side::Right);
        x += number + 1;
        canvas.text(x, y, states, &word(cell.is), state.role);
        y += 1;
        if y >= canvas.height() {
            break;
        }
    }
    y
}

/// Old and new bars of what moves.
fn moves(app: &App, canvas: &mut Canvas, from: u16, change: &Delta) {
    if change.moved.is_empty() || from + 2 >= canvas.height() {
        return;
    }
    let all = canvas.width();
    canvas.text(0, from, all, "what moves   ░ now   █ then", Role::Faint);
    let name = (all / 3).min(24);
    let width = all.saturating_sub(name + 1);
    let (begin, end) = app.span();
    let scale = TimeScale::zoomed(Zoom::Fit, begin.first_day(), begin, end, width);
    let room = usize::from(canvas.height().saturating_sub(from + 2));
    for (row, moved) in change.moved.iter().take(room).enumerate() {
        let y = from + 1 + row as u16;
        canvas.text(0, y, name, &moved.title, Role::Muted);
        let mut line = canvas.part(name + 1, y, width, 1);
        let ghost = (scale.cell(moved.before.0), (scale.eighths(moved.before.1) + 7).div_euclid(8));
        for x in ghost.0.max(0)..ghost.1.max(ghost.0 + 1).min(i64::from(width)) {
            line.symbol(x as u16, 0, "░", Role::Ghost);
        }
        let fill = Fill { role: Role::Accent, pattern: "▒", shade: false };
        bar(&mut line, 0, scale.eighths(moved.after.0), scale.eighths(moved.after.1), fill);
    }
    let more = change.moved.len().saturating_sub(room);
    if more > 0 {
        let y = canvas.height() - 1;
        canvas.text(0, y, all, &format!("and {more} more"), Role::Muted);
    }
}
