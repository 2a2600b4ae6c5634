//! Painting: text by roles into a buffer, always inside its area.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style as Look};
use unicode_segmentation::UnicodeSegmentation;

use crate::display::{cut, harmless, width};
use crate::theme::{Colour, Role, Style, Theme};

/// A buffer, an area of it, and the looks of the roles.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    /// The part that is painted on, in the buffer's own columns and rows.
    pub area: Rect,
}

/// On which side of a space a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// From the left edge.
    Left,
    /// Up to the right edge.
    Right,
}

fn color(colour: Colour) -> Color {
    match colour {
        Colour::Ansi(at) | Colour::Indexed(at) => Color::Indexed(at),
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

/// A role's look for the terminal.
pub fn look(style: Style) -> Look {
    let mut look = Look::default();
    if let Some(fg) = style.fg {
        look = look.fg(color(fg));
    }
    if let Some(bg) = style.bg {
        look = look.bg(color(bg));
    }
    for (on, modifier) in [
        (style.bold, Modifier::BOLD),
        (style.underline, Modifier::UNDERLINED),
        (style.reverse, Modifier::REVERSED),
    ] {
        if on {
            look = look.add_modifier(modifier);
        }
    }
    look
}

impl<'a> Canvas<'a> {
    /// Paints on the part of `area` that the buffer has.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme, area: Rect) -> Self {
        let area = area.intersection(buffer.area);
        Self { buffer, theme, area }
    }

    /// Paints on a part of this one; `x` and `y` count from its own corner.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Canvas<'_> {
        let x = self.area.x.saturating_add(x);
        let y = self.area.y.saturating_add(y);
        let area = Rect { x, y, width, height }.intersection(self.area);
        Canvas { buffer: self.buffer, theme: self.theme, area }
    }

    /// What is left of it without so many columns and rows at each edge.
    #[must_use]
    pub fn inside(mut self, columns: u16, rows: u16) -> Self {
        let Rect { x, y, width, height } = self.area;
        let (columns, rows) = (columns.min(width / 2), rows.min(height / 2));
        self.area =
            Rect { x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows };
        self
    }

    /// The theme.
    pub const fn theme(&self) -> &Theme {
        self.theme
    }

    /// Columns.
    pub const fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows.
    pub const fn height(&self) -> u16 {
        self.area.height
    }

    /// Fills everything with spaces in a role.
    pub fn fill(&mut self, role: Role) {
        let mut blank = Cell::EMPTY;
        blank.set_style(look(self.theme.style(role)));
        let (left, all) = (self.area.left() - self.buffer.area.left(), usize::from(self.buffer.area.width));
        for y in self.area.top()..self.area.bottom() {
            let begin = usize::from(y - self.buffer.area.top()) * all + usize::from(left);
            self.buffer.content[begin..begin + usize::from(self.area.width)].fill(blank.clone());
        }
    }

    /// Writes a text made harmless, cut to `cells`; where it ends, from the left edge.
    pub fn text(&mut self, x: u16, y: u16, cells: u16, text: &str, role: Role) -> u16 {
        let text = harmless(text);
        let cells = cells.min(self.area.width.saturating_sub(x));
        let text = cut(&text, usize::from(cells));
        self.put(x, y, &text, self.ink(role))
    }

    /// Writes a text on one side of a space of `cells`.
    pub fn beside(&mut self, x: u16, y: u16, cells: u16, text: &str, role: Role, side: Side) {
        let text = harmless(text);
        let text = cut(&text, usize::from(cells));
        let free = cells.saturating_sub(width(&text) as u16);
        let lead = match side {
            Side::Left => 0,
            Side::Right => free,
        };
        self.put(x + lead, y, &text, self.ink(role));
    }

    /// Writes pieces one after another; where they end.
    pub fn pieces(&mut self, x: u16, y: u16, cells: u16, pieces: &[(&str, Role)]) -> u16 {
        let end = x.saturating_add(cells);
        let mut at = x;
        for (text, role) in pieces {
            if at >= end {
                break;
            }
            at = self.text(at, y, end - at, text, *role);
        }
        at
    }

    /// A word on the role's own colour, as a small plate: ` ‼ over `; where it ends.
    pub fn plate(&mut self, x: u16, y: u16, text: &str, role: Role) -> u16 {
        let style = self.theme.style(role);
        let page = self.theme.style(Role::Text).bg;
        let look = match (style.fg, page) {
            (Some(fg), Some(page)) => Look::default().bg(color(fg)).fg(color(page)),
            (Some(_), None) | (None, _) => look(style).add_modifier(Modifier::REVERSED),
        };
        let text = format!(" {} ", harmless(text));
        let cells = self.area.width.saturating_sub(x);
        self.put(x, y, &cut(&text, usize::from(cells)), look.add_modifier(Modifier::BOLD))
    }

    /// One symbol; its background stays what it is unless the role has one.
    pub fn symbol(&mut self, x: u16, y: u16, symbol: &str, role: Role) {
        self.put(x, y, symbol, self.ink(role));
    }

    /// A line under a whole row, in a role's colour where the terminal can; what stands there stays.
    pub fn underline(&mut self, y: u16, role: Role) {
        let Some(row) = self.row(y) else { return };
        let fg = look(self.theme.style(role)).fg;
        for x in self.area.left()..self.area.right() {
            let cell = &mut self.buffer[(x, row)];
            cell.modifier.insert(Modifier::UNDERLINED);
            if let (" ", Some(fg)) = (cell.symbol(), fg) {
                cell.fg = fg;
            }
        }
    }

    /// One symbol with the colours exchanged: for what grows from the right, or from above.
    pub fn reversed(&mut self, x: u16, y: u16, symbol: &str, role: Role) {
        let style = self.ink(role).add_modifier(Modifier::REVERSED);
        self.put(x, y, symbol, style);
    }

    /// One symbol of a bar: a shade nearer to the page, or with the colours exchanged.
    pub fn shaded(&mut self, x: u16, y: u16, symbol: &str, role: Role, shade: bool, reversed: bool) {
        let mut style = self.theme.style(role);
        if let (true, Some(fg), Some(page)) = (shade, style.fg, self.theme.style(Role::Text).bg) {
            style.fg = Some(fg.towards(page, 14));
        }
        let mut look = look(Style { bg: None, bold: false, reverse: false, ..style });
        if reversed {
            look = look.add_modifier(Modifier::REVERSED);
        }
        self.put(x, y, symbol, look);
    }

    /// Takes over what was drawn elsewhere, at a place that may lie outside; a wide symbol that is cut is left out.
    pub fn paste(&mut self, drawn: &Buffer, x: i32, y: i32) {
        for from in drawn.area.positions() {
            let (Ok(x), Ok(y)) = (u16::try_from(x + i32::from(from.x)), u16::try_from(y + i32::from(from.y)))
            else {
                continue;
            };
            let Some(row) = self.row(y).filter(|_| x < self.area.width) else { continue };
            let cell = &mut self.buffer[(self.area.x + x, row)];
            *cell = drawn[from].clone();
            let cells = width(cell.symbol()) as u16;
            if x.saturating_add(cells) > self.area.width {
                cell.set_symbol(" ");
            }
        }
    }

    /// The symbol that stands at a place.
    pub fn at(&self, x: u16, y: u16) -> Option<&str> {
        let y = self.row(y)?;
        let x = self.area.x.checked_add(x).filter(|x| *x < self.area.right())?;
        Some(self.buffer[(x, y)].symbol())
    }

    /// A thin line with a title in it.
    pub fn rule(&mut self, y: u16, title: &[(&str, Role)], right: &str) {
        for x in 0..self.area.width {
            self.symbol(x, y, "─", Role::Border);
        }
        let mut end = 1;
        if title.iter().any(|(text, _)| !text.is_empty()) {
            end = self.text(1, y, 1, " ", Role::Text);
            end = self.pieces(end, y, self.area.width.saturating_sub(end + 2), title);
            end = self.text(end, y, 1, " ", Role::Text);
        }
        let taken = width(right) as u16 + 2;
        if !right.is_empty() && end + taken + 2 < self.area.width {
            let at = self.area.width - taken - 1;
            self.text(at, y, taken, &format!(" {right} "), Role::Muted);
        }
    }

    /// A role's look for what is written: the background stays that of the row or pane, the ink of what stood there does not.
    fn ink(&self, role: Role) -> Look {
        let ink = look(Style { bg: None, ..self.theme.style(role) });
        let page = self.theme.style(Role::Text).fg.map_or(Color::Reset, color);
        ink.fg(ink.fg.unwrap_or(page))
    }

    fn row(&self, y: u16) -> Option<u16> {
        self.area.y.checked_add(y).filter(|y| *y < self.area.bottom())
    }

    fn put(&mut self, x: u16, y: u16, text: &str, style: Look) -> u16 {
        let Some(row) = self.row(y) else { return x };
        // Letters and single signs, which is nearly all that is written, need no look at what belongs together.
        if text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
            return self.letters(x, row, text, style);
        }
        if text.chars().nth(1).is_none() {
            return self.sign(x, row, text, style).unwrap_or(x);
        }
        let mut at = x;
        for grapheme in text.graphemes(true) {
            let Some(next) = self.sign(at, row, grapheme, style) else { break };
            at = next;
        }
        at
    }

    /// Writes one sign, of any width, in a row of the buffer; where it ends, `None` when it does not fit.
    fn sign(&mut self, at: u16, row: u16, grapheme: &str, style: Look) -> Option<u16> {
        let cells = width(grapheme) as u16;
        let end = at.saturating_add(cells);
        if cells == 0 {
            return Some(at);
        }
        if end > self.area.width {
            return None;
        }
        let column = self.area.x + at;
        write(&mut self.buffer[(column, row)], grapheme, style);
        for beside in 1..cells {
            let cell = &mut self.buffer[(column + beside, row)];
            cell.reset();
            cell.set_style(style);
        }
        Some(end)
    }

    /// Writes letters of one column each in a row of the buffer; where they end.
    fn letters(&mut self, x: u16, row: u16, text: &str, style: Look) -> u16 {
        let room = usize::from(self.area.width.saturating_sub(x));
        let count = text.len().min(room);
        if count == 0 {
            return x;
        }
        let begin = self.buffer.index_of(self.area.x + x, row);
        for (cell, at) in self.buffer.content[begin..begin + count].iter_mut().zip(0..) {
            write(cell, &text[at..=at], style);
        }
        x + count as u16
    }
}

/// Writes a symbol into a cell.
fn write(cell: &mut Cell, symbol: &str, style: Look) {
    // Where nothing is written yet, a row in reverse is the background, and that stays.
    let stays = if cell.symbol() == " " { Modifier::REVERSED } else { Modifier::empty() };
    cell.modifier = cell.modifier.intersection(Modifier::UNDERLINED.union(stays));
    cell.set_symbol(symbol).set_style(style);
}
