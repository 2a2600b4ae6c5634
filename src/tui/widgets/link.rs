//! Dependencies as lines: out of the end of one bar, down or up a column, into the begin of another, or into its end. Where
//! lines meet or cross, their symbols join.
//!
//! ```text
//!  ████████╮            ████○
//!          │                ├─────▸█████
//!          ╰──┬──▸████      ╰─▸████
//!  █████──────╯
//! ```
//!
//! They are drawn before the bars and words that lie over them.

use super::joint::{DOWN, LEFT, RIGHT, UP, joint};
use crate::theme::Role;
use crate::tui::canvas::Canvas;

/// Where a line runs: cells and rows of the canvas, which may lie outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The cell right after the bar that it leaves.
    pub from: i64,
    /// The row that it leaves.
    pub from_row: i64,
    /// Where it ends.
    pub to: Enters,
    /// The row that it enters.
    pub to_row: i64,
    /// Whether the dependency does not hold.
    pub broken: bool,
}

/// Which end of a bar a line enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enters {
    /// Its begin, whose first cell this is: from the left.
    Begin(i64),
    /// Its end, behind which this is the first cell: from the right.
    End(i64),
}

/// What runs through a cell.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    sides: u8,
    broken: bool,
    head: Option<&'static str>,
}

/// The lines of a canvas, cell by cell.
struct Grid {
    cells: Vec<Cell>,
    width: i64,
    height: i64,
}

impl Grid {
    fn cell(&mut self, x: i64, y: i64) -> Option<&mut Cell> {
        let inside = (0..self.width).contains(&x) && (0..self.height).contains(&y);
        inside.then(|| &mut self.cells[(y * self.width + x) as usize])
    }

    fn touch(&mut self, x: i64, y: i64, sides: u8, broken: bool) {
        if let Some(cell) = self.cell(x, y) {
            cell.sides |= sides;
            cell.broken |= broken;
        }
    }

    /// A straight piece with both its ends, which touch only the sides within it.
    fn along(&mut self, y: i64, one: i64, other: i64, broken: bool) {
        let (from, to) = (one.min(other), one.max(other));
        for x in from.max(-1)..=to.min(self.width) {
            let sides = if x > from { LEFT } else { 0 } | if x < to { RIGHT } else { 0 };
            self.touch(x, y, sides, broken);
        }
    }

    fn across(&mut self, x: i64, one: i64, other: i64, broken: bool) {
        let (from, to) = (one.min(other), one.max(other));
        for y in from.max(-1)..=to.min(self.height) {
            let sides = if y > from { UP } else { 0 } | if y < to { DOWN } else { 0 };
            self.touch(x, y, sides, broken);
        }
    }

    fn head(&mut self, x: i64, y: i64, symbol: &'static str, broken: bool) {
        if let Some(cell) = self.cell(x, y) {
            cell.broken |= broken;
            cell.head = Some(if broken || cell.head == Some("‼") { "‼" } else { symbol });
        }
    }

    fn add(&mut self, line: Line) {
        let Line { from, from_row, to, to_row, broken } = line;
        if from_row == to_row {
            return;
        }
        match to {
            Enters::Begin(to) => {
                // Down the cell behind the bar that it leaves, or under its end when the other begins too soon for that.
                let column = if to - 2 >= from { from.max(0) } else { (from - 1).max(0).min(to - 2) };
                self.across(column, from_row, to_row, broken);
                if column >= from {
                    self.touch(column, from_row, LEFT, broken);
                }
                self.along(to_row, column, to - 1, broken);
                self.head(to - 1, to_row, "▸", broken);
            }
            Enters::End(to) => {
                let column = from.max(to + 1);
                self.across(column, from_row, to_row, broken);
                self.along(from_row, from - 1, column, broken);
                self.along(to_row, to, column, broken);
                self.head(to, to_row, "◂", broken);
            }
        }
    }
}

/// Paints lines.
pub fn lines(canvas: &mut Canvas, lines: impl Iterator<Item = Line>) {
    let (width, height) = (canvas.width(), canvas.height());
    let cells = vec![Cell::default(); usize::from(width) * usize::from(height)];
    let mut grid = Grid { cells, width: i64::from(width), height: i64::from(height) };
    lines.for_each(|line| grid.add(line));
    for (at, cell) in grid.cells.iter().enumerate().filter(|(_, cell)| cell.sides != 0 || cell.head.is_some())
    {
        let (x, y) = (at % usize::from(width), at / usize::from(width));
        let role = if cell.broken { Role::Over } else { Role::Link };
        canvas.symbol(x as u16, y as u16, cell.head.unwrap_or(joint(cell.sides, false)), role);
    }
}

/// Whether a symbol may be one of these lines, so that what is hardly seen does not lie over them.
pub fn is_line(symbol: &str) -> bool {
    "│─╭╮╯╰├┤┬┴┼▸◂‼".contains(symbol) && symbol != " "
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::theme::Theme;

    fn drawn(all: &[Line]) -> Vec<String> {
        let area = Rect::new(0, 0, 14, 5);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::built_in("harbour").unwrap();
        lines(&mut Canvas::new(&mut buffer, &theme, area), all.iter().copied());
        let row = |y| (0..14).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>();
        (0..5).map(|y| row(y).trim_end().to_owned()).collect()
    }

    const fn line(from: i64, from_row: i64, to: i64, to_row: i64) -> Line {
        Line { from, from_row, to: Enters::Begin(to), to_row, broken: false }
    }

    #[test]
    fn one_line_turns_twice() {
        assert_eq!(drawn(&[line(2, 0, 8, 3)]), ["  ╮", "  │", "  │", "  ╰────▸", ""]);
        // What begins right where the other ends is entered from under that.
        assert_eq!(drawn(&[line(4, 0, 4, 2)]), ["  │", "  │", "  ╰▸", "", ""]);
    }

    #[test]
    fn lines_that_part_meet_and_cross_are_joined() {
        // Out of one end into two bars.
        assert_eq!(
            drawn(&[line(2, 0, 8, 2), line(2, 0, 8, 4)]),
            ["  ╮", "  │", "  ├────▸", "  │", "  ╰────▸"]
        );
        // From above and from below into one.
        assert_eq!(
            drawn(&[line(2, 0, 9, 2), line(4, 4, 9, 2)]),
            ["  ╮", "  │", "  ╰─┬───▸", "    │", "    ╯"]
        );
        assert_eq!(drawn(&[line(4, 0, 9, 2), line(2, 4, 9, 2)])[2], "  ╭─┴───▸");
        // One goes through the other.
        assert_eq!(drawn(&[line(2, 0, 9, 2), line(4, 0, 9, 4)])[2], "  ╰─┼───▸");
    }

    #[test]
    fn a_link_into_an_end_comes_from_the_right() {
        let into = Line { from: 3, from_row: 0, to: Enters::End(8), to_row: 2, broken: false };
        assert_eq!(drawn(&[into]), ["  ───────╮", "         │", "        ◂╯", "", ""]);
        let broken = Line { broken: true, ..into };
        assert_eq!(drawn(&[broken])[2], "        ‼╯");
    }

    #[test]
    fn what_lies_outside_is_cut_and_costs_nothing() {
        let far = Line {
            from: -900_000_000,
            from_row: -7,
            to: Enters::Begin(900_000_000),
            to_row: 3,
            broken: false,
        };
        assert_eq!(drawn(&[far])[3].chars().count(), 14);
        drawn(&[Line {
            from: 5,
            from_row: -9_000_000,
            to: Enters::End(-9),
            to_row: 9_000_000,
            broken: true,
        }]);
    }
}
