//! The changes: what differs between the plan and what it is held against, the money first; under it the line of the cursor in
//! full.
//!
//! ```text
//!  Changes since v1.0 (1a2b3c4d5)   1 Apr 2027 Ada: Approved by cabinet          3 edited, 1 added
//!  was ✓ within  Affordable every year
//!  opens: 2028/29 borrowing £120,000 over: crm +£120,000
//!
//!  ▾ Edited 2
//!    item       key             before        after
//!  ▸ crm        cost.platform   240_000       360_000
//! ────────────────────────────────────────────────────────────
//!  crm  cost.platform  240_000 → 360_000
//!  Enter goes there   x takes it back
//! ```

use ratatui::layout::{Position, Rect};

use crate::display::{harmless, width};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::changes::{At, Told, fitted, side};
use crate::tui::command::Command;
use crate::tui::comparing::With;
use crate::tui::layout;
use crate::units::Day;
use crate::views::changes::page::{About, Line, Row, Span};
use crate::views::changes::words;
use crate::views::look::Look;

/// The role of a look.
const fn role(look: Option<Look>) -> Role {
    match look {
        Some(Look::Over) => Role::Over,
        Some(Look::Tight) => Role::Tight,
        Some(Look::Within) => Role::Within,
        Some(Look::Strong) => Role::Heading,
        Some(Look::Muted) => Role::Muted,
        None => Role::Text,
    }
}

/// Where the lines stand, and the foot under them.
fn parts(view: Rect, told: &Told) -> (Rect, Rect) {
    let head = 1 + u16::from(told.page.before.is_some());
    let foot = match view.height {
        0..10 => 0,
        10..16 => 2,
        16.. => 3,
    };
    let lines = Rect { y: view.y + head, height: view.height.saturating_sub(head + foot), ..view };
    (lines, Rect { y: lines.bottom(), height: foot, ..view })
}

/// Draws the changes.
pub fn draw(app: &App, canvas: &mut Canvas) {
    let with = app.against();
    let Some(told) = app.told_changes().filter(|_| with.is_some() || app.changes.step.is_some()) else {
        return nothing(app, canvas);
    };
    head(app, canvas, with.as_ref(), &told);
    let view = Rect { x: 0, y: 0, width: canvas.width(), height: canvas.height() };
    let (area, foot) = parts(view, &told);
    let lines = app.change_lines(&told);
    if told.diff.is_nothing() || lines.is_empty() {
        return same(app, &mut canvas.part(area.x, area.y, area.width, area.height), with.as_ref(), &told);
    }
    let cursor = app.change_cursor(&lines);
    let height = usize::from(area.height);
    let top = layout::scrolled(app.changes.top, cursor.unwrap_or(0), height, lines.len());
    for (y, (at, line)) in lines.iter().enumerate().skip(top).take(height).enumerate() {
        let mut row = canvas.part(0, area.y + y as u16, area.width, 1);
        draw_line(app, &mut row, &told, *line, cursor == Some(at));
    }
    if let Some(at) = cursor {
        let mut foot = canvas.part(foot.x, foot.y, foot.width, foot.height);
        in_full(app, &mut foot, &told, lines[at]);
    }
}

/// The first line in sight, so that the cursor is.
pub fn first_line(app: &App, view: Rect) -> usize {
    let Some(told) = app.told_changes() else { return 0 };
    let (area, _) = parts(view, &told);
    let lines = app.change_lines(&told);
    let cursor = app.change_cursor(&lines).unwrap_or(0);
    // What stands above the first line on which the cursor can stand is never out of sight with it.
    let top = if lines[..cursor].iter().any(|line| line.takes_cursor()) { app.changes.top } else { 0 };
    layout::scrolled(top, cursor, usize::from(area.height), lines.len())
}

/// The line at a place of the screen, as an index of those in sight.
pub fn line_at(app: &App, view: Rect, at: Position) -> Option<usize> {
    let told = app.told_changes()?;
    let (area, _) = parts(view, &told);
    let lines = app.change_lines(&told);
    let line = first_line(app, view) + usize::from(area.contains(at).then(|| at.y - area.y)?);
    lines.get(line).filter(|line| line.takes_cursor()).map(|_| line)
}

/// Against what, and how it stood there.
fn head(app: &App, canvas: &mut Canvas, with: Option<&With>, told: &Told) {
    let all = canvas.width();
    let mut row = canvas.part(0, 0, all, 1);
    row.fill(Role::Bar);
    let name = with.map(|with| app.other_name(with)).unwrap_or_default();
    let said = |day: &str, author: &str, subject: &str| format!("   {}  {author}: {subject}", day_words(day));
    let (words, commit, right) = match (&app.changes.step, with) {
        (Some(step), _) => {
            let it = &step.commit;
            let said = said(&it.date, &it.author, &it.subject);
            (format!("What {} changed", it.short()), Some(said), app.keys.after("", Command::Back, "history"))
        }
        (None, with) => {
            let words = match with {
                None | Some(With::Saved) => "Changes since the last save".to_owned(),
                Some(With::Baseline(_)) => format!("Changes since {name}"),
                Some(With::Case(_) | With::Scenario(_)) => format!("Changes from {name}"),
            };
            let said = match with {
                Some(With::Baseline(it)) => {
                    it.said.as_ref().map(|it| said(&it.date, &it.author, &it.subject))
                }
                None | Some(With::Saved | With::Case(_) | With::Scenario(_)) => None,
            };
            (words, said, app.keys.after("", Command::Against, "another"))
        }
    };
    let mut end = row.text(2, 0, all.saturating_sub(4), &words, Role::BarStrong);
    if let Some(said) = commit {
        let room = all.saturating_sub(end + width(&right) as u16 + 3);
        end = row.text(end, 0, room, &said, Role::Bar);
    }
    row.beside(end, 0, all.saturating_sub(end + 2), &right, Role::Bar, Side::Right);
    if let Some(before) = &told.page.before {
        let at = canvas.text(2, 1, 6, "was ", Role::Muted);
        canvas.text(at, 1, all.saturating_sub(at + 1), &before.text, role(before.look));
    }
}

/// There is nothing to hold the plan against.
fn nothing(app: &App, canvas: &mut Canvas) {
    let all = canvas.width().saturating_sub(3);
    canvas.text(2, 1, all, "There is nothing to hold this plan against yet.", Role::Heading);
    let choose = app.keys.after("", Command::Against, "chooses a revision, a scenario or a case");
    let save = app.keys.after("", Command::Save, "saves the plan, so that it has a file");
    for (y, line) in [choose, save].iter().enumerate() {
        canvas.text(2, 3 + y as u16, all, line, Role::Muted);
    }
}

/// Nothing differs, or nothing that the filter lets through.
fn same(app: &App, canvas: &mut Canvas, with: Option<&With>, told: &Told) {
    let all = canvas.width().saturating_sub(3);
    if !told.diff.is_nothing() {
        canvas.text(2, 1, all, "Nothing of what differs passes the filter.", Role::Muted);
        return;
    }
    if app.changes.step.is_some() {
        canvas.text(2, 1, all, "Nothing of the plan differs: the commit changed another thing.", Role::Muted);
        return;
    }
    let name = match with {
        None | Some(With::Saved) => "what is saved".to_owned(),
        Some(with @ (With::Baseline(_) | With::Case(_) | With::Scenario(_))) => app.other_name(with),
    };
    canvas.text(2, 1, all, &format!("✓ Nothing differs from {name}."), Role::Within);
    let against = app.keys.after(
        "",
        Command::Against,
        "holds the plan against another: a commit, tag, branch, scenario, case",
    );
    canvas.text(2, 3, all, &against, Role::Muted);
}

/// A day as people write it; what is none stays as it is.
pub fn day_words(date: &str) -> String {
    Day::parse(date).map_or_else(|| date.to_owned(), Day::words)
}

fn draw_line(app: &App, row: &mut Canvas, told: &Told, line: At, selected: bool) {
    let all = row.width();
    match line {
        At::Blank => {}
        At::Heading(section) => {
            let of = &told.page.sections[section];
            row.fill(if selected { Role::CursorRow } else { Role::Lane });
            let fold = if app.changes.folded.contains(of.title) { "▸" } else { "▾" };
            row.symbol(0, 0, fold, if selected { Role::Accent } else { Role::Muted });
            let end = row.text(2, 0, all, of.title, if selected { Role::Heading } else { Role::Lane });
            row.text(end + 1, 0, all, &of.count.to_string(), Role::Muted);
        }
        At::Columns(section, part) => {
            let Some(grid) = told.grid(section, part) else { return };
            let cells = fitted(told.widths(section, part), &grid.giving, all.saturating_sub(4));
            let mut x = 2;
            for ((title, align), cells) in grid.columns.iter().zip(&cells) {
                row.beside(x, 0, *cells, title, Role::Muted, side(*align));
                x += cells + 2;
            }
        }
        At::Fact(_) | At::Row(..) => {
            let Some(of) = told.row(line) else { return };
            if selected {
                row.fill(Role::CursorRow);
                row.symbol(0, 0, "▸", Role::Accent);
            }
            match line {
                At::Row(section, part, _) if told.grid(section, part).is_some() => {
                    grid_row(row, told, (section, part), of, selected);
                }
                At::Row(..) | At::Fact(_) | At::Blank | At::Heading(_) | At::Columns(..) => {
                    pieces(row, 2, all.saturating_sub(3), &of.cells[0], selected);
                }
            }
        }
    }
}

fn grid_row(canvas: &mut Canvas, told: &Told, (section, part): (usize, usize), row: &Row, selected: bool) {
    let Some(grid) = told.grid(section, part) else { return };
    let room = canvas.width().saturating_sub(4);
    let cells = fitted(told.widths(section, part), &grid.giving, room);
    let mut x = 2;
    for ((line, (_, align)), cells) in row.cells.iter().zip(&grid.columns).zip(&cells) {
        let text: String = line.iter().map(|span| span.text.as_str()).collect();
        let lead = match side(*align) {
            Side::Left => 0,
            Side::Right => cells.saturating_sub(width(&harmless(&text)) as u16),
        };
        pieces(canvas, x + lead, cells - lead, line, selected);
        x += cells + 2;
    }
}

/// The pieces of a line; where they end.
fn pieces(canvas: &mut Canvas, x: u16, cells: u16, line: &Line, selected: bool) -> u16 {
    let look = |span: &Span| match span.look {
        None if selected || span.code => Role::Heading,
        look => role(look),
    };
    let pieces: Vec<(&str, Role)> = line.iter().map(|span| (span.text.as_str(), look(span))).collect();
    canvas.pieces(x, 0, cells, &pieces)
}

/// The line of the cursor with nothing cut off, and what can be done about it.
fn in_full(app: &App, canvas: &mut Canvas, told: &Told, line: At) {
    let all = canvas.width();
    if canvas.height() == 0 {
        return;
    }
    canvas.rule(0, &[], "");
    let text = match line {
        At::Heading(section) => told.page.sections[section].title.to_owned(),
        At::Fact(_) | At::Row(..) | At::Blank | At::Columns(..) => {
            told.row(line).map(said).unwrap_or_default()
        }
    };
    let lines = crate::display::wrap(&harmless(&text), usize::from(all.saturating_sub(3)));
    let rows = usize::from(canvas.height() - 1);
    for (y, line) in lines.iter().take(rows).enumerate() {
        canvas.text(2, 1 + y as u16, all.saturating_sub(3), line, Role::Text);
    }
    let free = canvas.height() - 1 - lines.len().min(rows) as u16;
    let hints = what_can_be_done(app, line);
    if free > 0 && !hints.is_empty() {
        canvas.text(2, canvas.height() - 1, all.saturating_sub(3), &hints, Role::Muted);
    }
}

/// All cells of a row, one after the other.
fn said(row: &Row) -> String {
    if let (Some(About::Key(item, key)), [_, _, before, after]) = (&row.about, row.cells.as_slice()) {
        let text = |line: &Line| line.iter().map(|span| span.text.as_str()).collect::<String>();
        return format!("{}   {}   {} → {}", words::item(item), key.join("."), text(before), text(after));
    }
    let cell = |line: &Line| line.iter().map(|span| span.text.as_str()).collect::<String>();
    let cells: Vec<String> = row.cells.iter().map(cell).filter(|cell| !cell.is_empty()).collect();
    cells.join("   ")
}

fn what_can_be_done(app: &App, line: At) -> String {
    let folds = || app.keys.after("", Command::ChangeGo, "folds or unfolds");
    match line {
        At::Heading(_) => folds(),
        At::Fact(_) | At::Row(..) | At::Blank | At::Columns(..) => match app.change_under_cursor() {
            Some(about) => {
                let goes = app.keys.after("", Command::ChangeGo, "goes there");
                match about {
                    About::Item(_) | About::Key(..) if app.changes.step.is_none() => {
                        goes + &app.keys.after("   ", Command::ChangeBackOut, "takes it back")
                    }
                    About::Item(_) | About::Key(..) | About::Cell(..) => goes,
                }
            }
            None => String::new(),
        },
    }
}
