//! The time axis: the one place that turns days into positions.
//!
//! Time runs by months, so that every year is equally wide; within a month it runs by days. Positions are eighths of a
//! cell, which is how finely a bar's end can be drawn.

use crate::units::{Day, FinancialYear, Month, TimeUnit, YearStart};

/// How much time a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zoom {
    /// Four cells a month.
    Month,
    /// Five cells a quarter.
    Quarter,
    /// Ten cells a year.
    Year,
    /// The whole plan in the width there is.
    Fit,
}

impl Zoom {
    /// From near to far.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Year, Self::Fit];

    /// What it is called.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::Year => "years",
            Self::Fit => "whole plan",
        }
    }
}

/// A time axis: from where, how finely, how wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeScale {
    first: Month,
    /// Cells per month, as a fraction.
    cells: i64,
    months: i64,
    width: u16,
}

impl TimeScale {
    /// An axis from the beginning of `first`, with `cells` cells to so many `months`.
    pub fn new(first: Month, cells: u32, months: u32, width: u16) -> Self {
        Self { first, cells: i64::from(cells.max(1)), months: i64::from(months.max(1)), width }
    }

    /// The axis of a zoom; `Fit` shows the months from `begin` up to `end`, whatever `first` is.
    pub fn zoomed(zoom: Zoom, first: Month, begin: Month, end: Month, width: u16) -> Self {
        match zoom {
            Zoom::Month => Self::new(first, 4, 1, width),
            Zoom::Quarter => Self::new(first, 5, 3, width),
            Zoom::Year => Self::new(first, 10, 12, width),
            Zoom::Fit => {
                let months = (end.number() - begin.number()).max(1);
                Self::new(begin, u32::from(width.max(1)), months as u32, width)
            }
        }
    }

    /// Its first month.
    pub const fn first(&self) -> Month {
        self.first
    }

    /// Its width in cells.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Where a day lies, in eighths of a cell from the left edge; negative to the left of it.
    ///
    /// *Invariants*: never falls as days go on; moving the axis by whole months moves every position by the same.
    pub fn eighths(&self, day: Day) -> i64 {
        self.absolute(day) - self.absolute(self.first.first_day())
    }

    /// In which cell a day lies; negative to the left, from `width` on to the right.
    pub fn cell(&self, day: Day) -> i64 {
        self.eighths(day).div_euclid(8)
    }

    /// The cell of a day, when it is in sight.
    pub fn visible(&self, day: Day) -> Option<u16> {
        u16::try_from(self.cell(day)).ok().filter(|cell| *cell < self.width)
    }

    /// The first day whose position is at or after the left edge of a cell.
    pub fn day_at(&self, cell: i64) -> Day {
        let wanted = cell * 8;
        // The month by the inverse fraction, then the day by search; both are monotone.
        let month = (wanted * self.months).div_euclid(self.cells * 8) as i32;
        let mut day = self.first.plus(month - 1).first_day();
        while self.eighths(day) < wanted {
            let far = (wanted - self.eighths(day)) * self.months * 30 / (self.cells * 8);
            day = day.plus_days((far - 31).max(1));
        }
        while self.eighths(day.previous()) >= wanted && day > Day::MIN {
            day = day.previous();
        }
        day
    }

    /// How many whole months it shows, at least one.
    pub fn months(&self) -> i32 {
        (i64::from(self.width) * self.months / self.cells).max(1) as i32
    }

    /// Cells to so many months, rounded down.
    pub fn cells_in(&self, months: u32) -> u16 {
        (i64::from(months) * self.cells / self.months).min(i64::from(u16::MAX)) as u16
    }

    /// The unit by which something is dragged: about as much time as a cell shows, or the next larger one.
    pub fn step(&self) -> TimeUnit {
        match (self.cells, self.months) {
            (cells, months) if cells >= months * 28 => TimeUnit::Day,
            (cells, months) if cells >= months * 4 => TimeUnit::Week,
            (cells, months) if cells * 2 >= months => TimeUnit::Month,
            (_, _) => TimeUnit::Quarter,
        }
    }

    /// How many such units so many cells are, to the nearest; negative to the left.
    pub fn steps(&self, cells: i64) -> i64 {
        // A month has 30.4375 days, 487 sixteenths.
        let (count, each) = match self.step() {
            TimeUnit::Day => (cells * self.months * 487, self.cells * 16),
            TimeUnit::Week => (cells * self.months * 487, self.cells * 16 * 7),
            TimeUnit::Month => (cells * self.months, self.cells),
            TimeUnit::Quarter => (cells * self.months, self.cells * 3),
            TimeUnit::Year => (cells * self.months, self.cells * 12),
        };
        (2 * count.abs() + each) / (2 * each) * count.signum()
    }

    /// The financial years in sight: year, first cell and the cell after its last, clamped to the width.
    pub fn years(&self, starts: YearStart) -> Vec<(FinancialYear, u16, u16)> {
        let mut spans = Vec::new();
        let mut year = FinancialYear::of_month(self.first, starts);
        loop {
            let begin = self.cell(year.first_day());
            if begin >= i64::from(self.width) {
                return spans;
            }
            let clamp = |cell: i64| cell.clamp(0, i64::from(self.width)) as u16;
            let (from, to) = (clamp(begin), clamp(self.cell(year.end())));
            if to > from {
                spans.push((year, from, to));
            }
            year = year.plus(1);
        }
    }

    /// Position on an axis that begins with month 0, in eighths.
    fn absolute(&self, day: Day) -> i64 {
        let month = day.month();
        let into = i64::from(day.since(month.first_day()));
        let days = i64::from(month.days());
        let scaled = (i64::from(month.number()) * days + into) * self.cells * 8;
        scaled.div_euclid(days * self.months)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scale(zoom: usize, first: i32, width: u16) -> TimeScale {
        let first = Month::new(2027, 4).unwrap().plus(first);
        TimeScale::zoomed(Zoom::ALL[zoom], first, first, first.plus(60), width)
    }

    #[test]
    fn a_quarter_is_five_cells_and_a_month_four() {
        let april = Month::new(2027, 4).unwrap();
        let quarters = TimeScale::zoomed(Zoom::Quarter, april, april, april, 80);
        assert_eq!(quarters.cell(Day::parse("2027-07-01").unwrap()), 5);
        assert_eq!(quarters.cell(Day::parse("2028-04-01").unwrap()), 20);
        let months = TimeScale::zoomed(Zoom::Month, april, april, april, 80);
        // Half of April is two cells.
        assert_eq!(months.eighths(Day::parse("2027-04-16").unwrap()), 16);
        assert_eq!(months.months(), 20);
    }

    #[test]
    fn fit_ends_exactly_at_its_width() {
        let scale = scale(3, 0, 73);
        assert_eq!(scale.cell(Day::parse("2032-04-01").unwrap()), 73);
        assert_eq!(scale.years(YearStart::APRIL).len(), 5);
        assert_eq!(scale.years(YearStart::APRIL)[4].2, 73);
    }

    #[test]
    fn a_drag_goes_by_what_a_cell_shows() {
        // Four cells a month: a cell is 7.6 days, a week. Five a quarter: three cells are 1.8 months, two.
        assert_eq!((scale(0, 0, 80).step(), scale(0, 0, 80).steps(4)), (TimeUnit::Week, 4));
        assert_eq!((scale(1, 0, 80).step(), scale(1, 0, 80).steps(3)), (TimeUnit::Month, 2));
        assert_eq!(scale(1, 0, 80).steps(-3), -2);
        // Ten cells a year: a cell is 1.2 months.
        assert_eq!((scale(2, 0, 80).step(), scale(2, 0, 80).steps(10)), (TimeUnit::Month, 12));
        // Sixty months in ten cells: a cell is half a year, two quarters.
        assert_eq!((scale(3, 0, 10).step(), scale(3, 0, 10).steps(1)), (TimeUnit::Quarter, 2));
        let days = TimeScale::new(Month::new(2027, 4).unwrap(), 31, 1, 80);
        assert_eq!((days.step(), days.steps(-31)), (TimeUnit::Day, -30));
    }

    proptest! {
        #[test]
        fn days_never_run_backwards(zoom in 0..4usize, width in 1..300u16, from in 0..20_000i64, step in 0..900i64) {
            let scale = scale(zoom, 0, width);
            let day = Day::from_number(from);
            prop_assert!(scale.eighths(day) <= scale.eighths(day.plus_days(step)));
        }

        #[test]
        fn moving_the_axis_moves_everything_alike(
            zoom in 0..3usize, by in -500..500i32, one in 15_000..30_000i64, other in 15_000..30_000i64,
        ) {
            let (here, there) = (scale(zoom, 0, 80), scale(zoom, by, 80));
            let moved = |day: i64| here.eighths(Day::from_number(day)) - there.eighths(Day::from_number(day));
            prop_assert_eq!(moved(one), moved(other));
        }

        #[test]
        fn the_day_of_a_cell_lies_in_it_or_after(zoom in 0..4usize, width in 1..300u16, cell in -50..350i64) {
            let scale = scale(zoom, 0, width);
            let day = scale.day_at(cell);
            prop_assert!(scale.eighths(day) >= cell * 8);
            prop_assert!(scale.eighths(day.previous()) < cell * 8);
        }

        #[test]
        fn years_touch_and_fill_the_width(zoom in 0..4usize, first in -30..30i32, width in 1..300u16) {
            let scale = scale(zoom, first, width);
            let years = scale.years(YearStart::APRIL);
            for pair in years.windows(2) {
                prop_assert_eq!(pair[0].2, pair[1].1);
            }
            prop_assert_eq!(years.first().map(|it| it.1), Some(0));
            prop_assert_eq!(years.last().map(|it| it.2), Some(width));
        }
    }
}
