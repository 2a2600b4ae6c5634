//! Cells as lines of text, with the escape sequences that a terminal of some depth understands.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::display::width;
use crate::theme::Depth;

/// The lines of a buffer; without colours and without spaces at the end where there are no colours at all.
pub fn of(buffer: &Buffer, depth: Depth) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut worn = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            let look = if depth == Depth::None { String::new() } else { rendition(cell) };
            if look != worn {
                line.push_str(&format!("\u{1b}[0{look}m"));
                worn = look;
            }
            line.push_str(cell.symbol());
            x += (width(cell.symbol()) as u16).max(1);
        }
        if worn.is_empty() {
            text.push_str(line.trim_end());
        } else {
            text.push_str(&line);
            text.push_str("\u{1b}[0m");
        }
        text.push('\n');
    }
    text
}

/// What a cell looks like as parameters of Select Graphic Rendition (ECMA-48), each after a semicolon.
fn rendition(cell: &Cell) -> String {
    let mut said = String::new();
    for (modifier, code) in [(Modifier::BOLD, ";1"), (Modifier::UNDERLINED, ";4"), (Modifier::REVERSED, ";7")]
    {
        if cell.modifier.contains(modifier) {
            said.push_str(code);
        }
    }
    for (colour, ground) in [(cell.fg, 3), (cell.bg, 4)] {
        match colour {
            Color::Indexed(at @ 0..8) => said.push_str(&format!(";{ground}{at}")),
            Color::Indexed(at @ 8..16) => said.push_str(&format!(";{}{}", ground + 6, at - 8)),
            Color::Indexed(at) => said.push_str(&format!(";{ground}8;5;{at}")),
            Color::Rgb(r, g, b) => said.push_str(&format!(";{ground}8;2;{r};{g};{b}")),
            // The canvas asks for no others.
            _ => {}
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn a_look_is_said_once_and_ends_with_the_line() {
        let mut buffer = Buffer::with_lines(["ab 漢 ", "    "]);
        buffer.set_style(buffer.area, Style::new().fg(Color::Indexed(9)).bg(Color::Rgb(1, 2, 3)));
        buffer[(0, 0)].set_style(Style::new().fg(Color::Indexed(200)).add_modifier(Modifier::BOLD));
        assert_eq!(
            of(&buffer, Depth::True),
            "\u{1b}[0;1;38;5;200;48;2;1;2;3ma\u{1b}[0;91;48;2;1;2;3mb 漢 \u{1b}[0m\n\
             \u{1b}[0;91;48;2;1;2;3m      \u{1b}[0m\n"
        );
        assert_eq!(of(&buffer, Depth::None), "ab 漢\n\n");
    }
}
