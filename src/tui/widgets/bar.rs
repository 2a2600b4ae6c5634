//! A bar along the time axis, exact to an eighth of a cell at both ends.

use crate::theme::{Glyphs, Role};
use crate::tui::canvas::Canvas;

/// Left parts of a cell, from one eighth to seven.
const LEFT: [&str; 8] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// What a bar is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fill {
    /// Its look.
    pub role: Role,
    /// What fills its cells where colours cannot be relied on; its ends are whole cells then.
    pub pattern: &'static str,
    /// Whether it is a shade nearer to the page, so that neighbours can be told apart.
    pub shade: bool,
}

/// Paints a bar from one position to another, both in eighths of a cell, on row `y`.
///
/// A bar never vanishes: what is shorter than an eighth is drawn as one.
pub fn bar(canvas: &mut Canvas, y: u16, from: i64, to: i64, fill: Fill) {
    let width = i64::from(canvas.width()) * 8;
    let to = to.max(from + 1);
    if to <= 0 || from >= width {
        return;
    }
    let (from, to) = (from.max(0), to.min(width));
    let (first, last) = (from / 8, (to - 1) / 8);
    for cell in first..=last {
        let x = cell as u16;
        let begins = (from - cell * 8).clamp(0, 8) as usize;
        let ends = (to - cell * 8).clamp(0, 8) as usize;
        if canvas.theme().patterned {
            canvas.symbol(x, y, fill.pattern, fill.role);
            continue;
        }
        // Without eighths a cell is full or empty; none of a bar's is empty.
        if canvas.theme().glyphs != Glyphs::Full {
            let symbol = if fill.role == Role::Idea { fill.pattern } else { "█" };
            canvas.shaded(x, y, symbol, fill.role, fill.shade, false);
            continue;
        }
        let (symbol, reversed) = match (begins, ends) {
            (0, 8) => ("█", false),
            (0, ends) => (LEFT[ends], false),
            (begins, 8) => (LEFT[begins], true),
            // Both ends in one cell: the nearer edge of the cell takes it.
            (begins, ends) if begins > 8 - ends => (LEFT[begins], true),
            (_, ends) => (LEFT[ends], false),
        };
        canvas.shaded(x, y, symbol, fill.role, fill.shade, reversed);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Modifier;

    use super::*;
    use crate::theme::Theme;

    fn painted(from: i64, to: i64) -> Vec<(String, bool)> {
        let area = Rect::new(0, 0, 6, 1);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::built_in("harbour").unwrap();
        bar(
            &mut Canvas::new(&mut buffer, &theme, area),
            0,
            from,
            to,
            Fill { role: Role::Stage1, pattern: "█", shade: false },
        );
        let cell = |x| &buffer[(x, 0)];
        (0..6).map(|x| (cell(x).symbol().to_owned(), cell(x).modifier.contains(Modifier::REVERSED))).collect()
    }

    #[test]
    fn ends_are_exact_to_an_eighth() {
        let text = |cells: Vec<(String, bool)>| cells.into_iter().map(|it| it.0).collect::<String>();
        assert_eq!(text(painted(8, 36)), " ███▌ ");
        let reversed = painted(11, 32);
        assert_eq!(reversed[1], ("▍".to_owned(), true));
        assert_eq!(text(painted(17, 17)), "  ▎   ");
        assert_eq!(text(painted(-100, 500)), "██████");
    }

    proptest! {
        #[test]
        fn nothing_is_painted_outside_and_nothing_vanishes(from in -60..60i64, length in 0..90i64) {
            let cells = painted(from, from + length);
            let seen = cells.iter().filter(|cell| cell.0 != " ").count();
            prop_assert_eq!(seen > 0, from + length.max(1) > 0 && from < 48);
        }
    }
}
