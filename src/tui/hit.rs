//! What lies under a cell of the roadmap: one answer, for what is drawn there and for the mouse.
//!
//! ```text
//!  ▸ S2-05 Telephony  Oct27 │   ████████████○┄┄┄      the bar by begin, middle and end; its handle
//! ── Borrowing ─────────────┼──────────────────      a line that can be dragged
//!                           │   ▂▄▆█  ▁▃▅▇█╌╌╌      years of the envelope in the strip
//! ```

use ratatui::layout::Position;

use super::app::App;
use super::grab::Grip;
use super::layout;
use super::screens;
use super::splits::Divider;
use super::update::roadmap_parts;
use crate::plan::InitiativeIx;
use crate::schedule::Placed;
use crate::views::roadmap::{Lane, Roadmap, Row, RowAt};
use crate::views::scale::TimeScale;

/// What lies under a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Nothing that answers to the mouse.
    Nothing,
    /// A row of the roadmap.
    Row {
        /// Its number.
        row: usize,
        /// What of it.
        on: On,
    },
    /// A year of the envelope in the money strip, as an index of all years.
    Year(usize),
    /// A line between two panes.
    Divider(Divider),
    /// The details of the selection.
    Detail,
}

/// What of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// The mark that folds a stage.
    Fold,
    /// Its words in the list.
    List,
    /// The bar of an initiative, or its diamond.
    Bar(InitiativeIx, Grip),
    /// The handle behind the bar of the selection.
    Handle(InitiativeIx),
    /// The line that says how long a stage lasts.
    Extent,
    /// The empty calendar.
    Calendar,
}

/// The cells of a bar on a time axis, wherever that begins: negative ones lie to the left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BarCells {
    /// The first.
    pub first: i64,
    /// The last; never before the first.
    pub last: i64,
    milestone: bool,
}

impl BarCells {
    /// Those of what is placed.
    pub fn of(scale: &TimeScale, placed: &Placed) -> Self {
        let (from, to) = (scale.eighths(placed.start), scale.eighths(placed.finish));
        let first = from.div_euclid(8);
        let last = if placed.milestone() { first } else { (to.max(from + 1) - 1).div_euclid(8) };
        Self { first, last, milestone: placed.milestone() }
    }

    /// The cell of the handle.
    pub const fn handle(self) -> i64 {
        self.last + 1
    }

    /// By which part a bar is taken at a cell: short bars have no begin of their own, the shortest are only moved.
    pub const fn grip(self, cell: i64) -> Option<Grip> {
        if cell < self.first || cell > self.last {
            None
        } else if self.milestone || self.last == self.first {
            Some(Grip::Whole)
        } else if cell == self.last {
            Some(Grip::End)
        } else if cell == self.first && self.last - self.first >= 2 {
            Some(Grip::Begin)
        } else {
            Some(Grip::Whole)
        }
    }
}

/// What lies under a cell of the roadmap.
pub fn roadmap(app: &App, at: Position) -> Spot {
    let parts = roadmap_parts(app);
    let Some(y) = at.y.checked_sub(parts.rows.y - parts.axis) else { return Spot::Nothing };
    if parts.beside && at.x >= parts.detail.x {
        return if at.x == parts.detail.x { Spot::Divider(Divider::Side) } else { Spot::Detail };
    }
    let between = parts.calendar > 0 && at.x == parts.rows.x + parts.list;
    let calendar = at.x.checked_sub(parts.rows.x + parts.list + 1).filter(|x| *x < parts.calendar);
    if y < parts.axis {
        return if between { Spot::Divider(Divider::List) } else { Spot::Nothing };
    }
    if parts.rows.contains(at) {
        if between {
            return Spot::Divider(Divider::List);
        }
        let rows = app.rows();
        let height = usize::from(parts.rows.height);
        let top = layout::scrolled(app.roadmap.top, app.cursor_row(&rows), height, rows.len());
        let row = top + usize::from(at.y - parts.rows.y);
        let Some(of) = rows.at(row) else { return Spot::Nothing };
        let on = match (of, calendar) {
            (RowAt::Lane(_), None) if at.x <= parts.rows.x + 1 => On::Fold,
            (RowAt::Lane(_) | RowAt::Bar(_), None) => On::List,
            (RowAt::Lane(_), Some(x)) => on_lane(app, &rows, row, &screens::scale(app, parts.calendar), x),
            (RowAt::Bar(of), Some(x)) => on_bar(app, of, &screens::scale(app, parts.calendar), i64::from(x)),
        };
        return Spot::Row { row, on };
    }
    if parts.strip.contains(at) {
        if at.y == parts.strip.y {
            return Spot::Divider(Divider::Strip);
        }
        return calendar
            .and_then(|x| year_at(app, &screens::scale(app, parts.calendar), x))
            .map_or(if between { Spot::Divider(Divider::List) } else { Spot::Nothing }, Spot::Year);
    }
    if parts.detail.contains(at) {
        return if at.y == parts.detail.y { Spot::Divider(Divider::Detail) } else { Spot::Detail };
    }
    Spot::Nothing
}

/// What lies under a cell of the calendar in the row of a stage.
fn on_lane(app: &App, rows: &Roadmap, row: usize, scale: &TimeScale, cell: u16) -> On {
    let Some(Row::Lane(Lane { extent: Some(extent), .. })) = rows.row(app.analysis(), row) else {
        return On::Calendar;
    };
    let (from, to) = (scale.cell(extent.start), (scale.eighths(extent.finish) + 4).div_euclid(8));
    if (from..to.max(from + 1)).contains(&i64::from(cell)) { On::Extent } else { On::Calendar }
}

/// What lies under a cell of the calendar in the row of an initiative.
fn on_bar(app: &App, of: InitiativeIx, scale: &TimeScale, cell: i64) -> On {
    let analysis = app.analysis();
    let dropped = analysis.plan.initiatives[of.at()].dropped;
    let Some(placed) = analysis.schedule.placed(of).filter(|_| !dropped) else { return On::Calendar };
    let cells = BarCells::of(scale, placed);
    match cells.grip(cell) {
        Some(grip) => On::Bar(of, grip),
        None if cell == cells.handle() && app.selected() == Some(of) => On::Handle(of),
        None => On::Calendar,
    }
}

/// The year of a column of the money strip.
fn year_at(app: &App, scale: &TimeScale, column: u16) -> Option<usize> {
    let analysis = app.analysis();
    let years = scale.years(analysis.plan.year_start);
    let (year, ..) = years.into_iter().find(|(_, from, to)| (*from..*to).contains(&column))?;
    analysis.money.years.iter().position(|known| *known == year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{PLAN, app};

    /// The calendar of the small plan at 120x40 begins in column 51 and shows three years in 69 cells: 23 a year.
    const CALENDAR: u16 = 51;

    fn at(app: &App, x: u16, y: u16) -> Spot {
        roadmap(app, Position { x, y })
    }

    #[test]
    fn a_bar_has_a_begin_a_middle_an_end_and_the_selected_one_a_handle() {
        let app = app(PLAN, "harbour", (120, 40));
        // The frame takes four rows, the axis two, the lane one; April to September 2027 are eleven and a half cells.
        let row = |on| Spot::Row { row: 1, on };
        let of = app.analysis().plan.initiative("e-forms").unwrap();
        for (cell, expected) in [
            (0, On::Bar(of, Grip::Begin)),
            (1, On::Bar(of, Grip::Whole)),
            (10, On::Bar(of, Grip::Whole)),
            (11, On::Bar(of, Grip::End)),
            (12, On::Handle(of)),
            (13, On::Calendar),
        ] {
            assert_eq!(at(&app, CALENDAR + cell, 7), row(expected), "cell {cell}");
        }
        assert_eq!(at(&app, 5, 7), row(On::List));
        assert_eq!(at(&app, 0, 6), Spot::Row { row: 0, on: On::Fold });
        assert_eq!(at(&app, CALENDAR - 1, 7), Spot::Divider(Divider::List));
    }

    #[test]
    fn short_bars_are_moved_and_those_of_two_cells_are_stretched_at_their_end() {
        let of = |first, last| BarCells { first, last, milestone: false };
        assert_eq!(of(3, 3).grip(3), Some(Grip::Whole));
        assert_eq!((of(3, 4).grip(3), of(3, 4).grip(4)), (Some(Grip::Whole), Some(Grip::End)));
        assert_eq!((of(3, 5).grip(3), of(3, 5).grip(6)), (Some(Grip::Begin), None));
        assert_eq!(of(-9, 4).handle(), 5);
    }

    #[test]
    fn the_strip_and_the_lines_between_panes_answer() {
        let app = app(PLAN, "harbour", (120, 40));
        let parts = roadmap_parts(&app);
        assert_eq!(at(&app, CALENDAR + 30, parts.strip.y + 2), Spot::Year(1));
        assert_eq!(at(&app, 3, parts.strip.y + 2), Spot::Nothing);
        assert_eq!(at(&app, 3, parts.strip.y), Spot::Divider(Divider::Strip));
        assert_eq!(at(&app, 3, parts.detail.y), Spot::Divider(Divider::Detail));
        assert_eq!(at(&app, 3, parts.detail.y + 1), Spot::Detail);
        assert_eq!(at(&app, 200, 200), Spot::Nothing);
        assert_eq!(at(&app, 3, 1), Spot::Nothing);
    }

    #[test]
    fn nothing_panics_wherever_the_mouse_is_and_however_small_the_terminal() {
        for size in [(40, 10), (60, 20), (61, 11), (160, 30), (300, 80)] {
            let app = app(PLAN, "harbour", size);
            for x in 0..size.0 + 3 {
                for y in 0..size.1 + 3 {
                    at(&app, x, y);
                }
            }
        }
    }
}
