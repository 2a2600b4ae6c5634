//! The problems: one line each, under their severity; below them, or beside them where there is room, the selected one in
//! full with its line of the file and its remedy.
//!
//! ```text
//!  2 errors
//!  ▸ ✗ M201   12:9   initiative.crm      there is no stage `existng`                r
//! ── M201 unknown-id ── plan.toml:12:9 ─────────────────────────────────────────────
//!  there is no stage `existng`
//!  12 │ stage = "existng"
//!     │         ▔▔▔▔▔▔▔▔▔
//!  → did you mean `existing`?
//!  r applies it   Enter opens it
//! ```

use ratatui::layout::{Position, Rect};

use crate::diagnostic::{Diagnostic, Severity};
use crate::display::{harmless, width, wrap};
use crate::revise;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::Command;
use crate::tui::faults::{listed, place};
use crate::tui::layout;

/// From this width on, the selected problem stands beside the list.
const BESIDE: u16 = 150;

/// The look of a severity: its glyph, and its role.
const fn look(severity: Severity) -> (&'static str, Role) {
    match severity {
        Severity::Error => ("✗", Role::Over),
        Severity::Warning => ("▴", Role::Tight),
        Severity::Hint => ("·", Role::Muted),
    }
}

/// Draws the problems.
pub fn draw(app: &App, canvas: &mut Canvas) {
    let (all, height) = (canvas.width(), canvas.height());
    let found = listed(app);
    head(app, canvas, found.len());
    if found.is_empty() {
        let none = app.session.analysis().diagnostics.is_empty();
        let text = if none { "✓ Nothing is wrong with this plan." } else { "Nothing of that kind." };
        canvas.text(2, 2, all, text, if none { Role::Within } else { Role::Muted });
        return;
    }
    let at = app.faults.at.min(found.len() - 1);
    let room = height.saturating_sub(1);
    let (list_width, list_height) = list_size(all, height);
    list(app, &mut canvas.part(0, 1, list_width, list_height), &found, at);
    let problem = &app.session.analysis().diagnostics[found[at]];
    if all >= BESIDE {
        for y in 1..height {
            canvas.symbol(list_width, y, "│", Role::Border);
        }
        detail(app, &mut canvas.part(list_width + 2, 1, all - list_width - 2, room), problem, true);
    } else {
        let y = 1 + list_height;
        detail(app, &mut canvas.part(0, y, all, height.saturating_sub(y)), problem, false);
    }
}

/// Cells and rows of the list in a view of that size.
fn list_size(all: u16, height: u16) -> (u16, u16) {
    let room = height.saturating_sub(1);
    if all >= BESIDE {
        (all * 3 / 5, room)
    } else {
        (all, room.saturating_sub((room / 3).clamp(4, 12)).max(1))
    }
}

/// The problem that stands at a place of the screen, by its position among those that are listed.
pub fn problem_at(app: &App, view: Rect, at: Position) -> Option<usize> {
    let (width, height) = list_size(view.width, view.height);
    let area = Rect { y: view.y + 1, width, height, ..view };
    let found = listed(app);
    let cursor = app.faults.at.min(found.len().checked_sub(1)?);
    let (lines, marked) = lines(app, &found, cursor);
    let top = first_line(marked, usize::from(height), lines.len());
    if !area.contains(at) {
        return None;
    }
    match lines.get(top + usize::from(at.y - area.y))? {
        Line::Heading(..) => None,
        Line::Problem(position) => Some(*position),
    }
}

/// How many there are of each severity, and how many of them are listed.
fn head(app: &App, canvas: &mut Canvas, listed: usize) {
    let all = canvas.width();
    let mut row = canvas.part(0, 0, all, 1);
    row.fill(Role::Bar);
    let diagnostics = &app.session.analysis().diagnostics;
    let mut x = 2;
    for (severity, one, many) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Hint, "hint", "hints"),
    ] {
        let count = diagnostics.iter().filter(|it| it.severity == severity).count();
        let (glyph, role) = look(severity);
        let chosen = app.faults.only == Some(severity);
        let text = format!("{count} {}", if count == 1 { one } else { many });
        let role = if count == 0 { Role::Bar } else { role };
        x = row.pieces(x, 0, all, &[(glyph, role), (" ", Role::Bar)]);
        x = row.text(x, 0, all, &text, if chosen { Role::Accent } else { Role::Bar }) + 3;
    }
    if listed != diagnostics.len() {
        row.beside(
            x,
            0,
            all.saturating_sub(x + 1),
            &format!("{listed} of {} listed", diagnostics.len()),
            Role::Bar,
            Side::Right,
        );
    }
}

/// A line of the list: a heading, or a problem by its place among the listed.
enum Line {
    Heading(Severity, usize),
    Problem(usize),
}

/// The lines of the list, and which of them is that of the cursor.
fn lines(app: &App, found: &[usize], at: usize) -> (Vec<Line>, usize) {
    let diagnostics = &app.session.analysis().diagnostics;
    let mut lines = Vec::new();
    let mut cursor = 0;
    for (position, index) in found.iter().enumerate() {
        let severity = diagnostics[*index].severity;
        if position == 0 || diagnostics[found[position - 1]].severity != severity {
            let count = found.iter().filter(|it| diagnostics[**it].severity == severity).count();
            lines.push(Line::Heading(severity, count));
        }
        if position == at {
            cursor = lines.len();
        }
        lines.push(Line::Problem(position));
    }
    (lines, cursor)
}

/// The first line in sight.
fn first_line(cursor: usize, height: usize, count: usize) -> usize {
    layout::scrolled(cursor.saturating_sub(height / 2), cursor, height, count)
}

fn list(app: &App, canvas: &mut Canvas, found: &[usize], at: usize) {
    let diagnostics = &app.session.analysis().diagnostics;
    let (lines, cursor) = lines(app, found, at);
    let height = usize::from(canvas.height());
    let top = first_line(cursor, height, lines.len());
    let all = canvas.width();
    for (y, line) in lines.iter().skip(top).take(height).enumerate() {
        let mut row = canvas.part(0, y as u16, all, 1);
        match line {
            Line::Heading(severity, count) => {
                row.fill(Role::Lane);
                let plural = if *count == 1 { "" } else { "s" };
                row.text(2, 0, all, &format!("{count} {}{plural}", severity.word()), Role::Lane);
            }
            Line::Problem(position) => {
                problem(app, &mut row, &diagnostics[found[*position]], *position == at);
            }
        }
    }
}

/// One problem on one line.
fn problem(app: &App, row: &mut Canvas, it: &Diagnostic, selected: bool) {
    let all = row.width();
    let (glyph, role) = look(it.severity);
    if selected {
        row.fill(Role::CursorRow);
        row.symbol(0, 0, "▸", Role::Accent);
    }
    row.symbol(2, 0, glyph, role);
    row.text(4, 0, 5, &it.code.to_string(), Role::Muted);
    row.beside(9, 0, 8, &place(app, it, false), Role::Muted, Side::Right);
    let owner = if all >= 100 {
        26
    } else if all >= 76 {
        18
    } else {
        0
    };
    let mut x = 19;
    if owner > 0 {
        row.text(x, 0, owner, &it.at.owner(), Role::Muted);
        x += owner + 2;
    }
    let text = if selected { Role::Heading } else { Role::Text };
    row.text(x, 0, all.saturating_sub(x + 3), &harmless(&it.message), text);
    if revise::has_remedy(app.session.document(), it) {
        let key = app.keys.first(Command::Remedy);
        row.beside(0, 0, all.saturating_sub(1), &key, Role::HintKey, Side::Right);
    }
}

/// The selected problem in full.
fn detail(app: &App, canvas: &mut Canvas, it: &Diagnostic, beside: bool) {
    let all = canvas.width();
    let title = format!("{} {}", it.code, it.code.info().name);
    let (_, role) = look(it.severity);
    let place = place(app, it, true);
    if beside {
        let x = canvas.text(0, 0, all, &title, role);
        canvas.beside(x + 1, 0, all.saturating_sub(x + 2), &place, Role::Muted, Side::Right);
    } else {
        canvas.rule(0, &[(&title, role)], &place);
    }
    let (left, cells) = if beside { (0, all.saturating_sub(1)) } else { (2, all.saturating_sub(3)) };
    let mut y = 1;
    for line in wrap(&harmless(&it.message), usize::from(cells)) {
        canvas.text(left, y, cells, &line, Role::Heading);
        y += 1;
    }
    // The line of the file gives way to the remedy where there is no room for both.
    let help = it.help.as_deref().map(|help| wrap(&format!("→ {}", harmless(help)), usize::from(cells)));
    let wanted = help.as_ref().map_or(0, Vec::len) as u16;
    if y + 2 + wanted <= canvas.height() {
        y += excerpt(app, canvas, it, left, y);
    }
    for line in help.iter().flatten() {
        canvas.text(left, y, cells, line, Role::Text);
        y += 1;
    }
    let mut pieces: Vec<(String, Role)> = Vec::new();
    let mut hint = |command: Command, words: &str| {
        let key = app.keys.first(command);
        if !key.is_empty() {
            pieces.extend([(key, Role::HintKey), (format!(" {words}   "), Role::Muted)]);
        }
    };
    if revise::has_remedy(app.session.document(), it) {
        hint(Command::Remedy, "applies it");
    }
    hint(Command::ProblemGo, "opens it");
    if it.help.is_some() && !revise::has_remedy(app.session.document(), it) {
        pieces.insert(0, ("for you to decide   ".to_owned(), Role::Muted));
    }
    let pieces: Vec<(&str, Role)> = pieces.iter().map(|(text, role)| (text.as_str(), *role)).collect();
    canvas.pieces(left, y, cells, &pieces);
}

/// The line of the file that it is about, with a mark under it; how many rows that took.
fn excerpt(app: &App, canvas: &mut Canvas, it: &Diagnostic, left: u16, y: u16) -> u16 {
    let Some(origin) = &it.origin else { return 0 };
    let Some(source) = app.session.document().sources().get(origin.source) else { return 0 };
    let line = source.line_span(origin.span.start);
    let (Some(before), Some(marked), Some(text)) = (
        source.text.get(line.start..origin.span.start),
        source.text.get(origin.span.start..origin.span.end.min(line.end).max(origin.span.start)),
        source.text.get(line.clone()),
    ) else {
        return 0;
    };
    let all = canvas.width();
    let number = source.place(origin.span.start).line.to_string();
    let lead = left + width(&number) as u16;
    let indent = text.len() - text.trim_start().len();
    let (shown, before) = (text.trim_start(), before.get(indent.min(before.len())..).unwrap_or_default());
    canvas.pieces(left, y, all, &[(&number, Role::Muted), (" │ ", Role::Border)]);
    canvas.text(lead + 3, y, all.saturating_sub(lead + 4), &harmless(shown), Role::Text);
    canvas.text(lead, y + 1, 3, " │ ", Role::Border);
    let from = lead + 3 + width(&harmless(before)) as u16;
    let marks = "▔".repeat(width(&harmless(marked)).max(1));
    if from < all {
        canvas.text(from, y + 1, all - from - 1, &marks, look(it.severity).1);
    }
    2
}
