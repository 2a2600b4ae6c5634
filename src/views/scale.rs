//! The time axis: the one place that turns days into positions.
//!
//! Time runs by months, so that every year is equally wide; within a month it runs by days. Nearest by it runs by days, so
//! that every day has its cell. Positions are eighths of a cell, which is how finely a bar's end can be drawn.

use crate::units::{Day, FinancialYear, Month, TimeUnit, YearStart};

/// How much time a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zoom {
    /// A cell a day.
    Day,
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
    pub const ALL: [Self; 5] = [Self::Day, Self::Month, Self::Quarter, Self::Year, Self::Fit];

    /// What it is called.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "days",
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
    first: Day,
    rate: Rate,
    width: u16,
}

/// How finely time is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rate {
    /// So many cells to so many months.
    Months(i64, i64),
    /// A cell a day.
    Days,
}

/// The days of a month, on average, are 487 sixteenths of a day.
const MONTH: i64 = 487;
const SIXTEENTHS: i64 = 16;

impl TimeScale {
    /// An axis from the beginning of `first`, with `cells` cells to so many `months`.
    pub fn new(first: Month, cells: u32, months: u32, width: u16) -> Self {
        let rate = Rate::Months(i64::from(cells.max(1)), i64::from(months.max(1)));
        Self { first: first.first_day(), rate, width }
    }

    /// The axis of a zoom, from the month of `first`, by days from that day; `Fit` shows the months from `begin` up to
    /// `end`, whatever `first` is.
    pub fn zoomed(zoom: Zoom, first: Day, begin: Month, end: Month, width: u16) -> Self {
        match zoom {
            Zoom::Day => Self { first, rate: Rate::Days, width },
            Zoom::Month => Self::new(first.month(), 4, 1, width),
            Zoom::Quarter => Self::new(first.month(), 5, 3, width),
            Zoom::Year => Self::new(first.month(), 10, 12, width),
            Zoom::Fit => {
                let months = (end.number() - begin.number()).max(1);
                Self::new(begin, u32::from(width.max(1)), months as u32, width)
            }
        }
    }

    /// Its first day; of an axis by months the first of a month.
    pub const fn first(&self) -> Day {
        self.first
    }

    /// Whether every day has a cell.
    pub const fn by_days(&self) -> bool {
        matches!(self.rate, Rate::Days)
    }

    /// Its width in cells.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Where a day lies, in eighths of a cell from the left edge; negative to the left of it.
    ///
    /// *Invariants*: never falls as days go on; moving the axis by whole months moves every position by the same.
    pub fn eighths(&self, day: Day) -> i64 {
        match self.rate {
            Rate::Days => i64::from(day.since(self.first)) * 8,
            Rate::Months(cells, months) => {
                let absolute = |day| absolute(day, cells, months);
                absolute(day) - absolute(self.first)
            }
        }
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
        let Rate::Months(cells, months) = self.rate else { return self.first.plus_days(cell) };
        // Its place on the axis that begins with month 0: so many whole months, and a part of the next.
        let place = (cell * 8 + absolute(self.first, cells, months)) * months;
        let (month, part) = (place.div_euclid(cells * 8), place.rem_euclid(cells * 8));
        let first = self.first.month();
        let month = first.plus(month as i32 - first.number());
        let into = part * i64::from(month.days()) + cells * 8 - 1;
        month.first_day().plus_days(into.div_euclid(cells * 8)).max(Day::MIN)
    }

    /// The first day of each cell, and that of the one after the last.
    pub fn edges(&self) -> Vec<Day> {
        (0..=i64::from(self.width)).map(|cell| self.day_at(cell)).collect()
    }

    /// About how many days it shows.
    pub fn days(&self) -> i64 {
        match self.rate {
            Rate::Days => i64::from(self.width),
            Rate::Months(cells, months) => i64::from(self.width) * months * MONTH / (cells * SIXTEENTHS),
        }
    }

    /// Where it begins when it is moved by a part of what it shows: a month or a day at least.
    pub fn moved(&self, way: i32, part: i64) -> Day {
        match self.rate {
            Rate::Days => self.first.plus_days(i64::from(way) * (i64::from(self.width) / part).max(1)),
            Rate::Months(cells, months) => {
                let by = (i64::from(self.width) * months / cells / part).max(1) as i32;
                self.first.month().plus(way * by).first_day()
            }
        }
    }

    /// Where it begins so that a day stands in a cell, to a month where it goes by months.
    pub fn around(&self, day: Day, cell: i64) -> Day {
        match self.rate {
            Rate::Days => day.plus_days(-cell),
            Rate::Months(cells, months) => day.month().plus(-(cell * months / cells) as i32).first_day(),
        }
    }

    /// Cells to so many months, rounded down.
    pub fn cells_in(&self, months: u32) -> u16 {
        let cells = match self.rate {
            Rate::Days => i64::from(months) * 28,
            Rate::Months(cells, each) => i64::from(months) * cells / each,
        };
        cells.min(i64::from(u16::MAX)) as u16
    }

    /// The unit by which something is dragged: about as much time as a cell shows, or the next larger one.
    pub fn step(&self) -> TimeUnit {
        match self.rate {
            Rate::Days => TimeUnit::Day,
            Rate::Months(cells, months) if cells >= months * 28 => TimeUnit::Day,
            Rate::Months(cells, months) if cells >= months * 4 => TimeUnit::Week,
            Rate::Months(cells, months) if cells * 2 >= months => TimeUnit::Month,
            Rate::Months(..) => TimeUnit::Quarter,
        }
    }

    /// How many such units so many cells are, to the nearest; negative to the left.
    pub fn steps(&self, by: i64) -> i64 {
        let Rate::Months(cells, months) = self.rate else { return by };
        let (count, each) = match self.step() {
            TimeUnit::Day => (by * months * MONTH, cells * SIXTEENTHS),
            TimeUnit::Week => (by * months * MONTH, cells * SIXTEENTHS * 7),
            TimeUnit::Month => (by * months, cells),
            TimeUnit::Quarter => (by * months, cells * 3),
            TimeUnit::Year => (by * months, cells * 12),
        };
        (2 * count.abs() + each) / (2 * each) * count.signum()
    }

    /// The months in sight: month, first cell and the cell after its last, clamped to the width.
    pub fn month_spans(&self) -> Vec<(Month, u16, u16)> {
        let (mut spans, mut month) = (Vec::new(), self.first.month());
        let clamp = |cell: i64| cell.clamp(0, i64::from(self.width)) as u16;
        while self.cell(month.first_day()) < i64::from(self.width) {
            let next = month.plus(1);
            spans.push((month, clamp(self.cell(month.first_day())), clamp(self.cell(next.first_day()))));
            month = next;
        }
        spans
    }

    /// The financial years in sight: year, first cell and the cell after its last, clamped to the width.
    pub fn years(&self, starts: YearStart) -> Vec<(FinancialYear, u16, u16)> {
        let mut spans = Vec::new();
        let mut year = FinancialYear::of_month(self.first.month(), starts);
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
}

/// Position on an axis that begins with month 0, in eighths.
fn absolute(day: Day, cells: i64, months: i64) -> i64 {
    let month = day.month();
    let into = i64::from(day.since(month.first_day()));
    let days = i64::from(month.days());
    let scaled = (i64::from(month.number()) * days + into) * cells * 8;
    scaled.div_euclid(days * months)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scale(zoom: usize, first: i32, width: u16) -> TimeScale {
        let first = Month::new(2027, 4).unwrap().plus(first);
        TimeScale::zoomed(Zoom::ALL[zoom], first.first_day(), first, first.plus(60), width)
    }

    #[test]
    fn a_quarter_is_five_cells_and_a_month_four() {
        let april = Month::new(2027, 4).unwrap();
        let quarters = TimeScale::zoomed(Zoom::Quarter, april.first_day(), april, april, 80);
        assert_eq!(quarters.cell(Day::parse("2027-07-01").unwrap()), 5);
        assert_eq!(quarters.cell(Day::parse("2028-04-01").unwrap()), 20);
        let months = TimeScale::zoomed(Zoom::Month, april.first_day(), april, april, 80);
        // Half of April is two cells.
        assert_eq!(months.eighths(Day::parse("2027-04-16").unwrap()), 16);
        // Twenty months are 608.75 days.
        assert_eq!(months.days(), 608);
    }

    #[test]
    fn fit_ends_exactly_at_its_width() {
        let scale = scale(4, 0, 73);
        assert_eq!(scale.cell(Day::parse("2032-04-01").unwrap()), 73);
        assert_eq!(scale.years(YearStart::APRIL).len(), 5);
        assert_eq!(scale.years(YearStart::APRIL)[4].2, 73);
    }

    #[test]
    fn a_drag_goes_by_what_a_cell_shows() {
        // Four cells a month: a cell is 7.6 days, a week. Five a quarter: three cells are 1.8 months, two.
        assert_eq!((scale(1, 0, 80).step(), scale(1, 0, 80).steps(4)), (TimeUnit::Week, 4));
        assert_eq!((scale(2, 0, 80).step(), scale(2, 0, 80).steps(3)), (TimeUnit::Month, 2));
        assert_eq!(scale(2, 0, 80).steps(-3), -2);
        // Ten cells a year: a cell is 1.2 months.
        assert_eq!((scale(3, 0, 80).step(), scale(3, 0, 80).steps(10)), (TimeUnit::Month, 12));
        // Sixty months in ten cells: a cell is half a year, two quarters.
        assert_eq!((scale(4, 0, 10).step(), scale(4, 0, 10).steps(1)), (TimeUnit::Quarter, 2));
        assert_eq!((scale(0, 0, 80).step(), scale(0, 0, 80).steps(-31)), (TimeUnit::Day, -31));
        let days = TimeScale::new(Month::new(2027, 4).unwrap(), 31, 1, 80);
        assert_eq!((days.step(), days.steps(-31)), (TimeUnit::Day, -30));
    }

    #[test]
    fn nearest_by_every_day_has_its_cell_and_the_axis_begins_on_any_day() {
        let first = Day::parse("2027-04-20").unwrap();
        let scale = TimeScale::zoomed(Zoom::Day, first, first.month(), first.month(), 40);
        // April has 30 days: eleven of them from the 20th, then May.
        assert_eq!(scale.cell(Day::parse("2027-05-01").unwrap()), 11);
        assert_eq!(scale.day_at(11), Day::parse("2027-05-01").unwrap());
        let spans = scale.month_spans();
        let month = |month| Month::new(2027, month).unwrap();
        assert_eq!(spans, [(month(4), 0, 11), (month(5), 11, 40)]);
        assert_eq!(scale.moved(1, 4), Day::parse("2027-04-30").unwrap());
        assert_eq!(scale.around(Day::parse("2027-06-01").unwrap(), 10), Day::parse("2027-05-22").unwrap());
    }

    proptest! {
        #[test]
        fn days_never_run_backwards(zoom in 0..5usize, width in 1..300u16, from in 0..20_000i64, step in 0..900i64) {
            let scale = scale(zoom, 0, width);
            let day = Day::from_number(from);
            prop_assert!(scale.eighths(day) <= scale.eighths(day.plus_days(step)));
        }

        #[test]
        fn moving_the_axis_moves_everything_alike(
            zoom in 0..4usize, by in -500..500i32, one in 15_000..30_000i64, other in 15_000..30_000i64,
        ) {
            let (here, there) = (scale(zoom, 0, 80), scale(zoom, by, 80));
            let moved = |day: i64| here.eighths(Day::from_number(day)) - there.eighths(Day::from_number(day));
            prop_assert_eq!(moved(one), moved(other));
        }

        #[test]
        fn the_day_of_a_cell_lies_in_it_or_after(zoom in 0..5usize, width in 1..300u16, cell in -50..350i64) {
            let scale = scale(zoom, 0, width);
            let day = scale.day_at(cell);
            prop_assert!(scale.eighths(day) >= cell * 8);
            prop_assert!(scale.eighths(day.previous()) < cell * 8);
        }

        #[test]
        fn years_touch_and_fill_the_width(zoom in 0..5usize, first in -30..30i32, width in 1..300u16) {
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
