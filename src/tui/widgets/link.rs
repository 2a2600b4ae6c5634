//! A dependency as a line: out of the end of one bar, down or up a column, into the begin of another.
//!
//! Bars hide lines, so that only empty cells are painted on.

use crate::theme::Role;
use crate::tui::canvas::Canvas;

/// Where a line runs: cells and rows of the canvas, which may lie outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The cell right after the bar that it leaves.
    pub from: i64,
    /// The row that it leaves.
    pub from_row: i64,
    /// The first cell of the bar that it enters.
    pub to: i64,
    /// The row that it enters.
    pub to_row: i64,
    /// Whether the dependency does not hold.
    pub broken: bool,
}

/// Whether a line may be painted over what stands there.
fn free(symbol: &str) -> bool {
    matches!(symbol, " " | "╎" | "┄" | "┃" | "─" | "│" | "·")
}

/// Paints a line.
pub fn line(canvas: &mut Canvas, line: Line) {
    let (width, height) = (i64::from(canvas.width()), i64::from(canvas.height()));
    let role = if line.broken { Role::Over } else { Role::Link };
    let mut put = |x: i64, y: i64, symbol: &str| {
        let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else { return };
        let Some(there) = canvas.at(x, y) else { return };
        // Where two lines meet, both go on.
        let joined = match (there, symbol) {
            ("╰" | "╭", "│") | ("│", "╰" | "╭") | ("╰", "╭") | ("╭", "╰") => "├",
            (there, symbol) if free(there) => symbol,
            (_, _) => return,
        };
        canvas.symbol(x, y, joined, role);
    };
    if line.from_row == line.to_row {
        return;
    }
    // Down the column of the last cell of the bar it leaves, or further left when the other begins sooner.
    let column = (line.from - 1).max(0).min(line.to - 2);
    let column = if line.to - 2 >= line.from { line.from.max(0) } else { column };
    let down = line.to_row > line.from_row;
    if column >= line.from {
        put(column, line.from_row, if down { "╮" } else { "╯" });
    }
    let rows = if down { line.from_row + 1..line.to_row } else { line.to_row + 1..line.from_row };
    for y in rows.start.max(0)..rows.end.min(height) {
        put(column, y, "│");
    }
    put(column, line.to_row, if down { "╰" } else { "╭" });
    for x in (column + 1).max(0)..(line.to - 1).min(width) {
        put(x, line.to_row, "─");
    }
    put(line.to - 1, line.to_row, if line.broken { "‼" } else { "▸" });
}
