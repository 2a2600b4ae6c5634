//! The ramp of the money strip: columns of eighths over a zero line, hatched where they are above the line.

use crate::theme::Role;
use crate::tui::canvas::Canvas;

/// Lower parts of a cell, from one eighth to seven.
const LOWER: [&str; 8] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇"];

/// How figures become heights: the lowest and the highest figure of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heights {
    /// The figure at the lower edge.
    pub lowest: i128,
    /// The figure at the upper edge.
    pub highest: i128,
    /// Rows of the drawing.
    pub rows: u16,
}

impl Heights {
    /// The height of a figure in eighths of a row from the lower edge.
    pub fn eighths(&self, figure: i128) -> i64 {
        let span = (self.highest - self.lowest).max(1);
        let all = i128::from(self.rows) * 8;
        // Rounded, but what is not nothing is never drawn as nothing.
        let zero = (-self.lowest * all + span / 2) / span;
        let height = ((figure - self.lowest).clamp(0, span) * all + span / 2) / span;
        match figure.signum() {
            1 => height.max(zero + 1).min(all) as i64,
            -1 => height.min(zero - 1).max(0) as i64,
            _ => zero as i64,
        }
    }

    /// The row, from the top, in which a figure lies.
    pub fn row(&self, figure: i128) -> u16 {
        let eighths = self.eighths(figure);
        let from_below = ((eighths - 1).max(0) / 8) as u16;
        self.rows.saturating_sub(1).saturating_sub(from_below)
    }
}

/// Paints one column: `figure` spent, with `limit` as the line; what lies above it is hatched when it is `over`.
pub fn column(canvas: &mut Canvas, x: u16, heights: Heights, figure: i128, limit: Option<i128>, over: bool) {
    let (zero, top) = (heights.eighths(0), heights.eighths(figure));
    let line = limit.map(|limit| heights.eighths(limit));
    let line_row = limit.map(|limit| heights.row(limit));
    for row in 0..heights.rows {
        let below = i64::from(heights.rows - 1 - row) * 8;
        let filled = |to: i64| (to - below).clamp(0, 8) as usize;
        let (low, high) = (zero.min(top), zero.max(top));
        let (bottom, reach) = (filled(low), filled(high));
        if reach == 0 || bottom == 8 || low == high {
            if line_row == Some(row) {
                canvas.symbol(x, row, "╌", Role::Envelope);
            }
            continue;
        }
        let above_line = over && line.is_some_and(|line| below >= line - 4);
        match (bottom, reach) {
            _ if above_line && reach >= 4 => canvas.symbol(x, row, "▞", Role::Over),
            // Its height is a figure: a role in reverse would show the rest of it.
            (0, reach) if above_line => canvas.shaded(x, row, LOWER[reach], Role::Over, false, false),
            (0, 8) => canvas.symbol(x, row, "█", Role::Spend),
            (0, reach) => canvas.symbol(x, row, LOWER[reach], Role::Spend),
            // What hangs from the zero line: the lower part of the cell is empty.
            (bottom, _) => canvas.reversed(x, row, LOWER[bottom], Role::Spend),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_grow_from_the_zero_line() {
        let heights = Heights { lowest: 0, highest: 400, rows: 4 };
        assert_eq!(heights.eighths(400), 32);
        assert_eq!(heights.eighths(100), 8);
        assert_eq!(heights.eighths(1), 1);
        assert_eq!(heights.row(400), 0);
        assert_eq!(heights.row(1), 3);
        let both = Heights { lowest: -100, highest: 100, rows: 2 };
        assert_eq!(both.eighths(0), 8);
        assert_eq!(both.eighths(-100), 0);
        assert_eq!(both.eighths(-1), 7);
    }
}
