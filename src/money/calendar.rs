//! The plan's financial years as the engine counts them: by index, with the months at which sums are read.

use crate::schedule::Schedule;
use crate::units::{Day, FinancialYear, Money, Month, YearStart};

/// The financial years of a plan.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    first: FinancialYear,
    /// How many.
    pub(super) years: usize,
    /// The month before the first year, the last month of each year, and a month beyond all money.
    ends: Vec<Month>,
}

/// A line's pence by year of the plan, and outside: its running sums at [`Calendar::ends`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Yearly(pub(super) Vec<i128>);

impl Yearly {
    fn between(&self, from: usize, to: usize) -> Money {
        Money::from_pence(self.0[to] - self.0[from])
    }

    fn last(&self) -> usize {
        self.0.len() - 1
    }

    /// Before the first year.
    pub(super) fn before(&self) -> Money {
        Money::from_pence(self.0[0])
    }

    /// After the last year.
    pub(super) fn after(&self) -> Money {
        self.between(self.last() - 1, self.last())
    }

    /// By year.
    pub(super) fn years(&self) -> impl Iterator<Item = Money> + '_ {
        self.0[..self.last()].windows(2).map(|pair| Money::from_pence(pair[1] - pair[0]))
    }

    /// In the plan's years.
    pub(super) fn inside(&self) -> Money {
        self.between(0, self.last() - 1)
    }

    /// Before and after them.
    pub(super) fn outside(&self) -> Money {
        self.before() + self.after()
    }
}

impl Calendar {
    pub(super) fn new(schedule: &Schedule) -> Self {
        Self::of_years(schedule.years[0], schedule.years.len())
    }

    /// So many years from the first.
    pub(super) fn of_years(first: FinancialYear, years: usize) -> Self {
        let before = first.first_month().plus(-1);
        let far = Month::new(9999, 12).expect("December 9999 is a month").plus(12_000);
        let mut ends: Vec<Month> = (0..=years as i32).map(|year| before.plus(12 * year)).collect();
        ends.push(far);
        Self { first, years, ends }
    }

    pub(super) fn starts(&self) -> YearStart {
        self.first.starts()
    }

    /// The months at whose ends sums are read.
    pub(super) fn ends(&self) -> &[Month] {
        &self.ends
    }

    /// How many years after another one each year of the plan is.
    pub(super) fn since(&self, other: FinancialYear) -> impl Iterator<Item = i32> {
        let first = self.first.since(other);
        (0..self.years as i32).map(move |nth| first + nth)
    }

    /// Which year of the plan a month lies in; `None` outside.
    pub(super) fn index(&self, month: Month) -> Option<usize> {
        let index = (month.number() - self.ends[0].number() - 1).div_euclid(12);
        usize::try_from(index).ok().filter(|index| *index < self.years)
    }

    /// How many years a day lies after the first one, negative before.
    pub(super) fn years_from_first(&self, day: Day) -> i32 {
        FinancialYear::of(day, self.starts()).since(self.first)
    }
}
