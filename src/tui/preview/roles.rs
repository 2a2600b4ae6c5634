//! Every role by its name: what it looks like, what its colours are, and how well it is read on its own ground.
//!
//! ```text
//!  stage-1       ███████  #5095f7 bold          6.2
//!  muted         Abc 12k  #6f7c8f             ▴ 4.3
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::theme::{Colour, Depth, Role, Theme};
use crate::tui::canvas::{Canvas, Side};
use crate::tui::widgets::bar::{Fill, bar};

/// Cells of a column: name, sample, colours, contrast.
const COLUMN: u16 = 50;

/// The roles in as many columns as there is room for, one below the other in each.
pub fn drawn(theme: &Theme, depth: Depth, columns: u16) -> Buffer {
    let across = (columns / COLUMN).max(1);
    let down = (Role::COUNT as u16).div_ceil(across);
    let area = Rect::new(0, 0, columns, down + 4);
    let worn = theme.clone().at(depth);
    // Without colours what the theme says is all there is to tell.
    let said = if depth == Depth::None { theme } else { &worn };
    let mut buffer = Buffer::empty(area);
    let mut canvas = Canvas::new(&mut buffer, &worn, area);
    canvas.fill(Role::Text);
    canvas.text(1, 0, columns, "Roles, with the contrast of each on its own ground", Role::Heading);
    for (at, role) in (0u16..).zip(Role::ALL) {
        let (column, row) = (at / down, at % down);
        one(&mut canvas.part(1 + column * COLUMN, 2 + row, COLUMN - 1, 1), said, role);
    }
    let hard = Role::ALL.into_iter().filter(|role| said.hard_to_read(*role)).count();
    let unknown = Role::ALL.into_iter().any(|role| said.contrast(role).is_none());
    let words = match (hard, unknown) {
        (0, false) => {
            "✓ all are read well (WCAG 2.2: 7 for text, 4.5 for what is quiet, 3 for marks)".to_owned()
        }
        (0, true) => "? the terminal's own colours decide, so nothing can be measured".to_owned(),
        (hard, _) => {
            format!("▴ {hard} hard to read (WCAG 2.2: 7 for text, 4.5 for what is quiet, 3 for marks)")
        }
    };
    let role = if hard > 0 { Role::Tight } else { Role::Muted };
    canvas.text(1, down + 3, columns.saturating_sub(2), &words, role);
    crate::tui::screens::translate(&mut buffer, theme.glyphs);
    buffer
}

/// A role in a line.
fn one(canvas: &mut Canvas, theme: &Theme, role: Role) {
    canvas.text(0, 0, 13, role.name(), Role::Muted);
    let mut sample = canvas.part(13, 0, 9, 1);
    if let Some(fill) = fill(role) {
        bar(&mut sample, 0, 8, 64, fill);
    } else {
        // A role without a ground of its own stands on that of the text.
        if theme.style(role).bg.is_some() || theme.style(role).reverse {
            sample.fill(role);
        }
        sample.text(1, 0, 8, words(role), role);
    }
    canvas.text(23, 0, 20, &looks(theme, role), Role::Muted);
    let (ratio, tone) = match (theme.contrast(role), theme.hard_to_read(role)) {
        (Some(ratio), true) => (format!("▴ {ratio:.1}"), Role::Tight),
        (Some(ratio), false) => (format!("{ratio:.1}"), Role::Text),
        (None, _) => ("?".to_owned(), Role::Faint),
    };
    canvas.beside(42, 0, 6, &ratio, tone, Side::Right);
}

/// How a role fills a bar, where it does.
fn fill(role: Role) -> Option<Fill> {
    let stage = (0..8).any(|at| Role::stage(at) == role);
    let patterns =
        [(stage, "▒"), (role == Role::Idea, "░"), (role == Role::Critical || role == Role::Spend, "█")];
    let (_, pattern) = patterns.into_iter().find(|(fills, _)| *fills)?;
    Some(Fill { role, pattern, shade: false })
}

/// What roles draw, or write beside their colour; the others are letters.
const DRAWN: [(Role, &str); 14] = [
    (Role::Unchecked, "∅ open"),
    (Role::Within, "✓ within"),
    (Role::Tight, "▴ tight"),
    (Role::Over, "‼ over"),
    (Role::Border, "──┼──"),
    (Role::YearLine, "╎"),
    (Role::Gate, "◆ G1"),
    (Role::Slack, "────○"),
    (Role::Link, "─╮╰──▸"),
    (Role::Today, "▼ ┃"),
    (Role::Ghost, "▐░░░▌"),
    (Role::Envelope, "╌╌╌╌╌"),
    (Role::Gain, "▴ +12k"),
    (Role::Loss, "▾ −12k"),
];

/// What a role writes or draws.
fn words(role: Role) -> &'static str {
    DRAWN.iter().find(|(drawn, _)| *drawn == role).map_or("Abc 12k", |(_, words)| words)
}

/// The colours and letters of a role, in words.
fn looks(theme: &Theme, role: Role) -> String {
    let style = theme.style(role);
    let ground = style.bg.filter(|_| role == Role::Text || style.bg != theme.style(Role::Text).bg);
    let mut said: Vec<String> = Vec::new();
    match (style.fg, ground) {
        (Some(fg), Some(bg)) => said.push(format!("{}/{}", colour(fg), colour(bg).trim_start_matches('#'))),
        (Some(fg), None) => said.push(colour(fg)),
        (None, Some(bg)) => said.push(format!("on {}", colour(bg))),
        (None, None) => {}
    }
    for (on, word) in [(style.bold, "bold"), (style.underline, "line"), (style.reverse, "reverse")] {
        if on {
            said.push(word.to_owned());
        }
    }
    said.join(" ")
}

/// A colour as a theme writes it.
fn colour(colour: Colour) -> String {
    match colour {
        Colour::Ansi(at) | Colour::Indexed(at) => at.to_string(),
        Colour::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
    }
}
