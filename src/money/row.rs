//! Rows: the exact steps of a phased line, and the rounded sums read from them.

use num_bigint::BigInt;

use super::exact::{Exact, MOST_PENCE, half_even};
use super::monthly::Monthly;
use super::window::Window;
use crate::units::Month;

/// A run of months with one equal step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch<T> {
    /// The first month.
    pub(super) first: Month,
    /// How many months.
    pub(super) months: i32,
    /// What each month adds: pence times the row's denominator.
    pub(super) step: T,
    /// The days of one month that is covered in part; `None`: whole months.
    pub(super) part: Option<Window>,
}

impl<T> Stretch<T> {
    /// The days of a month that are covered.
    fn days_of(&self, month: Month) -> Window {
        self.part.unwrap_or_else(|| Window::new(month.first_day(), month.plus(1).first_day()))
    }

    fn last(&self) -> Month {
        self.first.plus(self.months - 1)
    }
}

/// A phased line: exact steps over one denominator, in the order of their months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row<T> {
    /// Of every step; positive.
    pub(super) denominator: T,
    /// The steps; no month twice.
    pub(super) stretches: Vec<Stretch<T>>,
}

/// A row in the least width that holds it.
#[derive(Debug, Clone)]
pub(super) enum Phased {
    /// 64 bits.
    Narrow(Row<i64>),
    /// 128 bits.
    Wide(Row<i128>),
    /// As many bits as it takes.
    Unlimited(Row<BigInt>),
}

macro_rules! each_width {
    ($phased:expr, $row:ident => $answer:expr) => {
        match $phased {
            Phased::Narrow($row) => $answer,
            Phased::Wide($row) => $answer,
            Phased::Unlimited($row) => $answer,
        }
    };
}

impl Phased {
    /// Whether no sum on the way is beyond what one line may come to.
    pub(super) fn is_sensible(&self) -> bool {
        match self {
            Self::Narrow(_) => true,
            Self::Wide(row) => row.is_sensible(),
            Self::Unlimited(row) => row.is_sensible(),
        }
    }

    /// The first and the last month that have a step; `None` when there is none.
    pub(super) fn reach(&self) -> Option<(Month, Month)> {
        each_width!(self, row => row.reach())
    }

    /// The first and last covered day as a window; `None` when there is none.
    pub(super) fn days(&self) -> Option<Window> {
        each_width!(self, row => row.days())
    }

    /// The pence up to the end of each of these months, which are in order.
    pub(super) fn up_to(&self, ends: &[Month]) -> Vec<i128> {
        each_width!(self, row => row.up_to(ends))
    }

    /// Calls with every month in order: its covered days, and the pence up to its end.
    pub(super) fn each_month(&self, call: impl FnMut(Month, Window, i128)) {
        each_width!(self, row => row.each_month(call));
    }

    /// Adds the pence of each month to sums by month.
    pub(super) fn add_to(&self, sums: &mut Monthly) {
        each_width!(self, row => sums.add_row(row));
    }

    /// Adds the pence of each month of a part of the row, whose running sum is found from the row's.
    pub(super) fn add_part_to(&self, sums: &mut Monthly, part: impl Fn(i128) -> i128) {
        let mut before = 0;
        self.each_month(|month, _, sum| {
            let sum = part(sum);
            sums.add(month, sum - before);
            before = sum;
        });
    }

    /// Leaves out what comes in a month and after it.
    pub(super) fn end_before(&mut self, month: Month) {
        each_width!(self, row => row.end_before(month));
    }
}

fn pence<T: Exact>(sum: &T, denominator: &T) -> i128 {
    half_even(sum, denominator).expect("a sensible row stays inside 128 bits")
}

impl<T: Exact> Row<T> {
    /// The sum of the magnitudes of all steps; `None` when it does not fit.
    fn magnitude(&self) -> Option<T> {
        self.stretches.iter().try_fold(T::zero(), |all, it| {
            all.checked_add(&it.step.abs().checked_mul(&T::from_i32(it.months)?)?)
        })
    }

    /// Whether every sum on the way fits this width, remainders of every month included.
    pub(super) fn fits(&self) -> bool {
        let months = self.stretches.iter().map(|it| i64::from(it.months)).sum::<i64>();
        let rests = T::from_i64(months + 2).and_then(|months| self.denominator.checked_mul(&months));
        self.magnitude().zip(rests).and_then(|(steps, rests)| steps.checked_add(&rests)).is_some()
    }

    fn is_sensible(&self) -> bool {
        self.magnitude().and_then(|it| half_even(&it, &self.denominator)).is_some_and(|it| it <= MOST_PENCE)
    }

    fn reach(&self) -> Option<(Month, Month)> {
        let last = self.stretches.last()?;
        Some((self.stretches.first()?.first, last.last()))
    }

    fn days(&self) -> Option<Window> {
        let (first, last) = (self.stretches.first()?, self.stretches.last()?);
        Some(Window::new(first.days_of(first.first).from, last.days_of(last.last()).until))
    }

    pub(super) fn up_to(&self, ends: &[Month]) -> Vec<i128> {
        let mut answers = Vec::with_capacity(ends.len());
        let mut known = (T::zero(), 0);
        self.sums(ends, |sum| {
            if sum != known.0 {
                known = (sum.clone(), pence(&sum, &self.denominator));
            }
            answers.push(known.1);
        });
        answers
    }

    /// Calls with the exact sum up to the end of each of these months, times the denominator.
    pub(super) fn sums(&self, ends: &[Month], mut call: impl FnMut(T)) {
        let mut stretches = self.stretches.iter().peekable();
        let mut sum = T::zero();
        for end in ends {
            while let Some(it) = stretches.next_if(|it| it.last() <= *end) {
                sum = sum + it.step.clone() * int(it.months);
            }
            call(match stretches.peek().filter(|it| it.first <= *end) {
                Some(it) => sum.clone() + it.step.clone() * int(end.number() - it.first.number() + 1),
                None => sum.clone(),
            });
        }
    }

    pub(super) fn each_month(&self, mut call: impl FnMut(Month, Window, i128)) {
        let mut sum = T::zero();
        for it in &self.stretches {
            for nth in 0..it.months {
                let month = it.first.plus(nth);
                sum = sum + it.step.clone();
                call(month, it.days_of(month), pence(&sum, &self.denominator));
            }
        }
    }

    fn end_before(&mut self, month: Month) {
        while let Some(last) = self.stretches.last_mut() {
            if last.first < month {
                last.months = last.months.min(month.number() - last.first.number());
                return;
            }
            self.stretches.pop();
        }
    }
}

fn int<T: Exact>(value: i32) -> T {
    T::from_i32(value).expect("every width holds 32 bits")
}
