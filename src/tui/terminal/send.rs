//! What differs between two frames, as the bytes that lead a terminal from one to the other.
//!
//! Nearly all cells are one column wide; where a wider symbol stands, or stood, the frames are compared by ratatui, which
//! knows what terminals do with those. A look is written whole, in one sequence, when it is not that of the cell before.

use crossterm::style::Colored;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::display::width;

/// Adds what leads a terminal from what it shows to the next frame, of the same size; whether that is anything. At the end
/// the terminal writes in its own look again.
pub fn differences(shown: &Buffer, next: &Buffer, out: &mut Vec<u8>) -> bool {
    let begin = out.len();
    let mut pen = Pen::new(out);
    if plain(shown, next, &mut pen).is_none() {
        pen.out.truncate(begin);
        pen = Pen::new(out);
        for (x, y, cell) in shown.diff(next) {
            pen.cell(x, y, cell);
        }
    }
    pen.end();
    out.len() > begin
}

/// Writes what differs, of cells that are all one column wide; `None` at the first that is not.
fn plain(shown: &Buffer, next: &Buffer, pen: &mut Pen<'_>) -> Option<()> {
    let columns = usize::from(next.area.width).max(1);
    let rows = shown.content.chunks(columns).zip(next.content.chunks(columns));
    for (y, (before, after)) in (next.area.y..).zip(rows) {
        for (x, (old, new)) in (next.area.x..).zip(before.iter().zip(after)) {
            let symbol = new.symbol();
            if !is_narrow(symbol) {
                return None;
            }
            let same = old.fg == new.fg
                && old.bg == new.bg
                && old.modifier == new.modifier
                && old.symbol() == symbol;
            if !same {
                if !is_narrow(old.symbol()) {
                    return None;
                }
                pen.cell(x, y, new);
            }
        }
    }
    Some(())
}

/// Whether a symbol takes one column: letters, lines and blocks at once, others by their width.
fn is_narrow(symbol: &str) -> bool {
    match symbol.as_bytes() {
        // The last: U+2500 to U+25BF, which are lines, blocks, shapes.
        [_] | [0xe2, 0x94..=0x96, _] => true,
        _ => width(symbol) == 1,
    }
}

/// A pen on a terminal: where it stands, and in which look it writes.
struct Pen<'o> {
    out: &'o mut Vec<u8>,
    /// The cell that it would write next, once it is somewhere.
    at: Option<(u16, u16)>,
    look: Look,
    /// Whether the user wants no colours (`NO_COLOR`).
    colourless: bool,
}

/// Colours and modifiers.
type Look = (Color, Color, Modifier);

const BARE: Look = (Color::Reset, Color::Reset, Modifier::empty());

impl<'o> Pen<'o> {
    fn new(out: &'o mut Vec<u8>) -> Self {
        Self { out, at: None, look: BARE, colourless: Colored::ansi_color_disabled_memoized() }
    }

    fn cell(&mut self, x: u16, y: u16, cell: &Cell) {
        if self.at != Some((x, y)) {
            self.out.extend_from_slice(b"\x1b[");
            decimal(self.out, y + 1, b';');
            decimal(self.out, x + 1, b'H');
        }
        self.take((cell.fg, cell.bg, cell.modifier));
        self.out.extend_from_slice(cell.symbol().as_bytes());
        // After a wide symbol the next cell that is written is not the one beside it.
        self.at = Some((x + 1, y));
    }

    /// Writes in a look from now on.
    fn take(&mut self, look: Look) {
        let (fg, bg, modifier) = look;
        let (fg_before, bg_before, before) = self.look;
        if look == self.look {
            return;
        }
        self.out.extend_from_slice(b"\x1b[");
        // What is taken off is only taken off with everything else.
        let anew = !modifier.contains(before);
        if anew {
            self.out.extend_from_slice(b"0;");
        }
        let added = if anew { modifier } else { modifier.difference(before) };
        for (one, code) in MODIFIERS {
            if added.contains(one) {
                self.out.extend_from_slice(code);
            }
        }
        if !self.colourless {
            if fg != if anew { Color::Reset } else { fg_before } {
                colour(self.out, b'3', fg);
            }
            if bg != if anew { Color::Reset } else { bg_before } {
                colour(self.out, b'4', bg);
            }
        }
        // In the place of the last semicolon; where nothing is left to say, this takes everything off that is not there.
        match self.out.last_mut() {
            Some(last) if *last == b';' => *last = b'm',
            Some(_) | None => self.out.truncate(self.out.len() - 2),
        }
        self.look = look;
    }

    /// Gives the terminal its own look again, if it was asked for another.
    fn end(self) {
        if self.at.is_some() || self.look != BARE {
            self.out.extend_from_slice(b"\x1b[0m");
        }
    }
}

const MODIFIERS: [(Modifier, &[u8]); 9] = [
    (Modifier::BOLD, b"1;"),
    (Modifier::DIM, b"2;"),
    (Modifier::ITALIC, b"3;"),
    (Modifier::UNDERLINED, b"4;"),
    (Modifier::SLOW_BLINK, b"5;"),
    (Modifier::RAPID_BLINK, b"6;"),
    (Modifier::REVERSED, b"7;"),
    (Modifier::HIDDEN, b"8;"),
    (Modifier::CROSSED_OUT, b"9;"),
];

/// A colour of the ink (`3`) or the page (`4`), with a semicolon behind it.
fn colour(out: &mut Vec<u8>, of: u8, colour: Color) {
    let mut indexed = |at: u8| {
        out.extend_from_slice(&[of, b'8', b';', b'5', b';']);
        decimal(out, u16::from(at), b';');
    };
    match colour {
        Color::Reset => out.extend_from_slice(&[of, b'9', b';']),
        Color::Rgb(r, g, b) => {
            out.extend_from_slice(&[of, b'8', b';', b'2', b';']);
            for part in [r, g, b] {
                decimal(out, u16::from(part), b';');
            }
        }
        Color::Indexed(at) => indexed(at),
        Color::Black => indexed(0),
        Color::Red => indexed(1),
        Color::Green => indexed(2),
        Color::Yellow => indexed(3),
        Color::Blue => indexed(4),
        Color::Magenta => indexed(5),
        Color::Cyan => indexed(6),
        Color::Gray => indexed(7),
        Color::DarkGray => indexed(8),
        Color::LightRed => indexed(9),
        Color::LightGreen => indexed(10),
        Color::LightYellow => indexed(11),
        Color::LightBlue => indexed(12),
        Color::LightMagenta => indexed(13),
        Color::LightCyan => indexed(14),
        Color::White => indexed(15),
    }
}

/// A number, and what stands behind it.
fn decimal(out: &mut Vec<u8>, number: u16, end: u8) {
    let mut from = 10_000;
    while from > 1 && number < from {
        from /= 10;
    }
    while from > 0 {
        out.push(b'0' + (number / from % 10) as u8);
        from /= 10;
    }
    out.push(end);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 12, 3);

    fn said(shown: &Buffer, next: &Buffer) -> String {
        let mut out = Vec::new();
        differences(shown, next, &mut out);
        String::from_utf8(out).expect("it is text").replace('\x1b', "E")
    }

    #[test]
    fn only_what_differs_is_written_and_a_look_once() {
        let shown = Buffer::empty(AREA);
        let mut next = shown.clone();
        assert_eq!(said(&shown, &next), "");
        next.set_string(2, 1, "ab", Style::new().fg(Color::Indexed(130)).bold());
        next.set_string(4, 1, "c", Style::new().fg(Color::Rgb(0, 16, 255)).bg(Color::Reset));
        next.set_string(0, 2, "│", Style::new().bg(Color::Black));
        assert_eq!(said(&shown, &next), "E[2;3HE[1;38;5;130mabE[0;38;2;0;16;255mcE[3;1HE[39;48;5;0m│E[0m");
    }

    #[test]
    fn back_to_the_bare_look_is_said_too() {
        let shown = Buffer::empty(AREA);
        let mut next = shown.clone();
        next.set_string(0, 0, "a", Style::new().bold());
        next.set_string(1, 0, "b", Style::new());
        assert_eq!(said(&shown, &next), "E[1;1HE[1maE[0mbE[0m");
    }

    fn word() -> impl Strategy<Value = (u16, u16, String, Style)> {
        let text = prop_oneof![
            4 => "[a-z]{1,5}",
            2 => "[─│█▌◆○]{1,4}",
            1 => "[字🌊é]{1,3}",
            1 => Just("⚠\u{fe0f}x".to_owned()),
        ];
        let colour =
            prop::option::of(prop_oneof![any::<u8>().prop_map(Color::Indexed), Just(Color::Rgb(9, 10, 100))]);
        let look =
            (colour.clone(), colour, any::<bool>(), any::<bool>()).prop_map(|(fg, bg, bold, reversed)| {
                let style = Style { fg, bg, ..Style::new() };
                let style = if bold { style.bold() } else { style };
                if reversed { style.reversed() } else { style }
            });
        (0..AREA.width, 0..AREA.height, text, look)
    }

    proptest! {
        #[test]
        fn a_terminal_is_led_from_frame_to_frame_as_ratatui_leads_it(
            frames in prop::collection::vec(prop::collection::vec(word(), 0..6), 1..6),
        ) {
            let terminal = || {
                // The emulator gives up where wide signs cross its last column; what is drawn ends before it.
                let size = [AREA.height, AREA.width + 4];
                let [rows, columns] = size.map(|it| it.try_into().expect("not nothing"));
                vt100::Parser::new(rows, columns, 0)
            };
            let (mut ours, mut theirs) = (terminal(), terminal());
            let mut shown = Buffer::empty(AREA);
            for words in frames {
                let mut next = Buffer::empty(AREA);
                for (x, y, text, style) in words {
                    next.set_string(x, y, text, style);
                }
                let mut out = Vec::new();
                differences(&shown, &next, &mut out);
                ours.process(&out);
                let mut out = Vec::new();
                CrosstermBackend::new(&mut out).draw(shown.diff(&next).into_iter()).expect("it is kept");
                theirs.process(&out);
                for (x, y) in (0..AREA.height).flat_map(|y| (0..AREA.width).map(move |x| (x, y))) {
                    let of = |it: &vt100::Parser| it.screen().cell(y, x).map(seen);
                    prop_assert_eq!(of(&ours), of(&theirs), "{} {}", x, y);
                }
                shown = next;
            }
        }
    }

    /// What a cell of a terminal shows.
    fn seen(cell: &vt100::Cell) -> (String, vt100::Color, vt100::Color, bool, bool) {
        (cell.contents().to_owned(), cell.fgcolor(), cell.bgcolor(), cell.bold(), cell.inverse())
    }
}
