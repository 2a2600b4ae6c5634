//! Letters and figures for the back row: each a small grid of pixels, drawn in whole cells or in half ones.
//!
//! ```text
//! Full: a pixel is two cells     Half: two pixels are one cell    Single: a pixel is one cell
//! ██████  ██████                 █▀▀ █ █                          ###  ###
//!     ██  ██  ██                 █▄█ ▄▀▄                            #  # #
//! ```

use crate::theme::{Glyphs, Role};
use crate::tui::canvas::Canvas;

/// How a pixel is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As two cells side by side: five rows high, for the back row.
    Full,
    /// As half a cell, one above another: three rows high.
    Half,
    /// As one cell: five rows high, for terminals that have no half cells.
    Single,
}

impl Form {
    /// Rows of a line of text.
    pub const fn rows(self) -> u16 {
        match self {
            Self::Full | Self::Single => HEIGHT as u16,
            Self::Half => (HEIGHT as u16).div_ceil(2),
        }
    }

    /// Cells of a pixel.
    const fn cells(self) -> u16 {
        match self {
            Self::Full => 2,
            Self::Half | Self::Single => 1,
        }
    }

    /// Cells between two figures, so that nobody reads them as one.
    pub const fn gap(self) -> u16 {
        3 * self.cells()
    }

    /// The forms that a set of symbols has, the largest first.
    pub const fn all(glyphs: Glyphs) -> &'static [Self] {
        match glyphs {
            Glyphs::Full => &[Self::Full, Self::Half],
            Glyphs::Cjk | Glyphs::Ascii => &[Self::Full, Self::Single],
        }
    }
}

/// Rows of pixels of a letter.
const HEIGHT: usize = 5;
/// Pixels of a blank.
const BLANK: u16 = 2;

/// The letters: `#` is a pixel that is drawn. Small letters are drawn as capitals.
const LETTERS: [(char, [&str; HEIGHT]); 53] = [
    ('A', ["###", "#.#", "###", "#.#", "#.#"]),
    ('B', ["##.", "#.#", "##.", "#.#", "##."]),
    ('C', ["###", "#..", "#..", "#..", "###"]),
    ('D', ["##.", "#.#", "#.#", "#.#", "##."]),
    ('E', ["###", "#..", "##.", "#..", "###"]),
    ('F', ["###", "#..", "##.", "#..", "#.."]),
    ('G', ["###", "#..", "#.#", "#.#", "###"]),
    ('H', ["#.#", "#.#", "###", "#.#", "#.#"]),
    ('I', ["#", "#", "#", "#", "#"]),
    ('J', ["..#", "..#", "..#", "#.#", "###"]),
    ('K', ["#.#", "#.#", "##.", "#.#", "#.#"]),
    ('L', ["#..", "#..", "#..", "#..", "###"]),
    ('M', ["#...#", "##.##", "#.#.#", "#...#", "#...#"]),
    ('N', ["#..#", "##.#", "#.##", "#..#", "#..#"]),
    ('O', ["###", "#.#", "#.#", "#.#", "###"]),
    ('P', ["###", "#.#", "###", "#..", "#.."]),
    ('Q', ["###", "#.#", "#.#", "###", "..#"]),
    ('R', ["##.", "#.#", "##.", "#.#", "#.#"]),
    ('S', [".##", "#..", ".#.", "..#", "##."]),
    ('T', ["###", ".#.", ".#.", ".#.", ".#."]),
    ('U', ["#.#", "#.#", "#.#", "#.#", "###"]),
    ('V', ["#.#", "#.#", "#.#", "#.#", ".#."]),
    ('W', ["#...#", "#...#", "#.#.#", "##.##", "#...#"]),
    ('X', ["#.#", "#.#", ".#.", "#.#", "#.#"]),
    ('Y', ["#.#", "#.#", ".#.", ".#.", ".#."]),
    ('Z', ["###", "..#", ".#.", "#..", "###"]),
    ('0', ["###", "#.#", "#.#", "#.#", "###"]),
    ('1', [".#.", "##.", ".#.", ".#.", "###"]),
    ('2', ["###", "..#", "###", "#..", "###"]),
    ('3', ["###", "..#", "###", "..#", "###"]),
    ('4', ["#.#", "#.#", "###", "..#", "..#"]),
    ('5', ["###", "#..", "###", "..#", "###"]),
    ('6', ["###", "#..", "###", "#.#", "###"]),
    ('7', ["###", "..#", "..#", "..#", "..#"]),
    ('8', ["###", "#.#", "###", "#.#", "###"]),
    ('9', ["###", "#.#", "###", "..#", "###"]),
    ('-', ["...", "...", "###", "...", "..."]),
    ('+', ["...", ".#.", "###", ".#.", "..."]),
    ('.', [".", ".", ".", ".", "#"]),
    (',', ["..", "..", "..", ".#", "#."]),
    (':', [".", "#", ".", "#", "."]),
    (';', ["..", ".#", "..", ".#", "#."]),
    ('/', ["..#", "..#", ".#.", "#..", "#.."]),
    ('\'', ["#", "#", ".", ".", "."]),
    ('(', [".#", "#.", "#.", "#.", ".#"]),
    (')', ["#.", ".#", ".#", ".#", "#."]),
    ('&', [".#.", "#.#", ".#.", "#.#", ".##"]),
    ('!', ["#", "#", "#", ".", "#"]),
    ('?', ["###", "..#", ".#.", "...", ".#."]),
    ('%', ["#.#", "..#", ".#.", "#..", "#.#"]),
    ('£', [".##", ".#.", "###", ".#.", "###"]),
    ('€', [".##", "#..", "###", "#..", ".##"]),
    ('$', [".##", "##.", ".#.", ".##", "##."]),
];

/// The pixels of a character; `None` when it has none here.
fn letter(c: char) -> Option<&'static [&'static str; HEIGHT]> {
    let same = match c {
        '−' | '–' | '—' => '-',
        '’' | '‘' => '\'',
        other => other.to_ascii_uppercase(),
    };
    LETTERS.iter().find(|(known, _)| *known == same).map(|(_, rows)| rows)
}

/// The cells that a text takes; `None` when a character of it cannot be drawn large.
pub fn width(text: &str, form: Form) -> Option<u16> {
    let mut pixels: u16 = 0;
    for c in text.chars() {
        let own = if c == ' ' { BLANK } else { letter(c)?[0].len() as u16 };
        pixels = pixels.checked_add(own + 1)?;
    }
    pixels.saturating_sub(1).checked_mul(form.cells())
}

/// The largest form in which a text fits in so many cells and rows.
pub fn fitting(text: &str, cells: u16, rows: u16, glyphs: Glyphs) -> Option<Form> {
    let fits = |form: &&Form| form.rows() <= rows && width(text, **form).is_some_and(|own| own <= cells);
    Form::all(glyphs).iter().find(fits).copied()
}

/// A text in lines that fit, parted between words; `None` when a word alone does not fit or cannot be drawn large.
pub fn wrapped(text: &str, cells: u16, form: Form) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        width(word, form).filter(|own| *own <= cells)?;
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|line| width(line, form).is_some_and(|own| own <= cells)) {
            Some(longer) => *lines.last_mut().expect("it was made longer") = longer,
            None => lines.push(word.to_owned()),
        }
    }
    Some(lines)
}

/// Draws a text; what has no letter here is left out. Where it ends.
pub fn draw(canvas: &mut Canvas, (x, y): (u16, u16), text: &str, role: Role, form: Form) -> u16 {
    let mut at = x;
    for c in text.chars() {
        let Some(rows) = letter(c) else {
            at += (BLANK + 1) * form.cells();
            continue;
        };
        for column in 0..rows[0].len() {
            let on = |row: usize| rows.get(row).is_some_and(|row| row.as_bytes()[column] == b'#');
            let left = at + column as u16 * form.cells();
            match form {
                Form::Full | Form::Single => {
                    for row in (0..HEIGHT).filter(|row| on(*row)) {
                        for cell in 0..form.cells() {
                            canvas.symbol(left + cell, y + row as u16, "█", role);
                        }
                    }
                }
                Form::Half => {
                    for row in 0..form.rows() {
                        let symbol = match (on(usize::from(row) * 2), on(usize::from(row) * 2 + 1)) {
                            (true, true) => "█",
                            (true, false) => "▀",
                            (false, true) => "▄",
                            (false, false) => continue,
                        };
                        canvas.symbol(left, y + row, symbol, role);
                    }
                }
            }
        }
        at += (rows[0].len() as u16 + 1) * form.cells();
    }
    at
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::theme::Theme;

    fn drawn(text: &str, form: Form) -> Vec<String> {
        let area = Rect::new(0, 0, width(text, form).unwrap(), form.rows());
        let mut buffer = Buffer::empty(area);
        let theme = Theme::built_in("harbour").unwrap();
        draw(&mut Canvas::new(&mut buffer, &theme, area), (0, 0), text, Role::Over, form);
        (0..area.height)
            .map(|y| {
                (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn figures_are_drawn_in_every_form() {
        assert_eq!(drawn("−1.7", Form::Half), ["    ▄█    ▀▀█", "▀▀▀  █      █", "    ▀▀▀ ▀   ▀"]);
        assert_eq!(drawn("1.", Form::Single), [" █", "██", " █", " █", "███ █"]);
        assert_eq!(drawn("1", Form::Full), ["  ██", "████", "  ██", "  ██", "██████"]);
    }

    #[test]
    fn every_letter_is_a_full_grid_and_each_is_there_once() {
        for (at, (c, rows)) in LETTERS.iter().enumerate() {
            assert!(
                rows.iter()
                    .all(|row| row.len() == rows[0].len() && row.bytes().all(|b| b == b'#' || b == b'.'))
            );
            assert!(
                LETTERS[..at]
                    .iter()
                    .all(|(other, same)| other != c && same != rows || *c == 'O' || *c == '0'),
                "{c}"
            );
        }
        assert!(('A'..='Z').chain('0'..='9').all(|c| letter(c).is_some()));
    }

    #[test]
    fn a_text_is_parted_between_words_and_what_cannot_be_drawn_is_said() {
        assert_eq!(width("漢", Form::Half), None);
        assert_eq!(
            wrapped("One and all", 20, Form::Half),
            Some(vec!["One".into(), "and".into(), "all".into()])
        );
        assert_eq!(wrapped("One", 5, Form::Half), None);
        assert_eq!(fitting("12", 14, 5, Glyphs::Full), Some(Form::Full));
        assert_eq!(fitting("12", 13, 5, Glyphs::Full), Some(Form::Half));
        assert_eq!(fitting("12", 13, 5, Glyphs::Ascii), Some(Form::Single));
        assert_eq!(fitting("12", 13, 2, Glyphs::Full), None);
    }
}
