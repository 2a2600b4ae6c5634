//! Sums by month of many rows: of what repeats from month to month, one period is added, and the rest follows at the end.

use std::ops::Range;

use super::again::Turn;
use super::exact::{Exact, rounded};
use super::row::Row;
use crate::units::Month;

/// The longest period that is looked for: that of a year's money by month, twice (halves round to even).
const LONGEST: usize = 24;

/// Fewer months than these are added one by one.
const WORTH_IT: usize = 8;

/// Pence by month, of all rows that are added; what is before the first month or after the last is left out.
#[derive(Debug, Clone)]
pub(super) struct Monthly {
    first: Month,
    /// Each month's own.
    own: Vec<i128>,
    /// By period: what a month and every `period`-th month after it have; empty until there is any.
    repeating: Vec<Vec<i128>>,
}

/// A running sum, as a floor and a remainder, so that a month costs two additions and no division.
struct Sum<'r, T> {
    floor: T,
    rest: T,
    denominator: &'r T,
}

/// What a month adds to a running sum.
struct Step<T> {
    floor: T,
    rest: T,
}

impl<T: Exact> Sum<'_, T> {
    fn step(&mut self, step: &Step<T>) {
        self.floor = self.floor.clone() + step.floor.clone();
        self.rest = self.rest.clone() + step.rest.clone();
        if self.rest >= *self.denominator {
            self.rest = self.rest.clone() - self.denominator.clone();
            self.floor = self.floor.clone() + T::one();
        }
    }

    fn steps(&mut self, step: &Step<T>, times: usize) {
        let times = T::from_usize(times).expect("a row has fewer months than any width holds");
        let sum = self.rest.clone() + step.rest.clone() * times.clone();
        let (more, rest) = sum.div_mod_floor(self.denominator);
        self.floor = self.floor.clone() + step.floor.clone() * times + more;
        self.rest = rest;
    }

    /// Takes a step; the rounded pence that it adds to what was before.
    fn next(&mut self, step: &Step<T>, before: &mut T) -> i128 {
        self.step(step);
        let now = self.rounded();
        let pence = (now.clone() - before.clone()).to_i128().expect("a sensible row stays inside 128 bits");
        *before = now;
        pence
    }

    fn rounded(&self) -> T {
        rounded(&self.floor, &self.rest, self.denominator)
    }

    fn is_half(&self) -> bool {
        self.rest == self.denominator.clone() - self.rest.clone()
    }
}

impl PartialEq for Monthly {
    /// Whether every month has the same, however it came about.
    fn eq(&self, other: &Self) -> bool {
        self.first == other.first && self.clone().months() == other.clone().months()
    }
}

impl Monthly {
    /// Nothing yet, for so many months.
    pub(super) fn new(first: Month, months: usize) -> Self {
        Self { first, own: vec![0; months], repeating: vec![Vec::new(); LONGEST + 1] }
    }

    /// Adds pence to one month.
    pub(super) fn add(&mut self, month: Month, pence: i128) {
        let at = usize::try_from(month.number() - self.first.number()).ok();
        if let Some(sum) = at.and_then(|at| self.own.get_mut(at)) {
            *sum += pence;
        }
    }

    /// Adds the rounded pence of every month of a row.
    pub(super) fn add_row<T: Exact>(&mut self, row: &Row<T>) {
        let mut sum = Sum { floor: T::zero(), rest: T::zero(), denominator: &row.denominator };
        for it in &row.stretches {
            let (floor, rest) = it.step.div_mod_floor(&row.denominator);
            let step = Step { floor, rest };
            let start = it.first.number() - self.first.number();
            let skipped = (-start).clamp(0, it.months);
            if skipped > 0 {
                sum.steps(&step, skipped as usize);
            }
            if skipped == it.months {
                continue;
            }
            let from = (start + skipped) as usize;
            if from >= self.own.len() {
                return;
            }
            self.add_run(&mut sum, &step, from, from + (it.months - skipped) as usize);
        }
    }

    /// Adds months of one equal step.
    fn add_run<T: Exact>(&mut self, sum: &mut Sum<'_, T>, step: &Step<T>, from: usize, until: usize) {
        let end = until.min(self.own.len());
        if end - from > WORTH_IT {
            return self.add_long_run(sum, step, from..end, until);
        }
        let mut before = sum.rounded();
        for month in &mut self.own[from..end] {
            *month += sum.next(step, &mut before);
        }
    }

    /// Adds months of one equal step. Once the remainder is what it was before the first of them (and, where a half was
    /// rounded, the sum as even as it was), they repeat.
    fn add_long_run<T: Exact>(
        &mut self,
        sum: &mut Sum<'_, T>,
        step: &Step<T>,
        months: Range<usize>,
        until: usize,
    ) {
        let (floor, rest) = (sum.floor.clone(), sum.rest.clone());
        let mut pattern = [0; LONGEST];
        let mut halves = false;
        let mut before = sum.rounded();
        for (nth, at) in months.clone().enumerate() {
            let pence = sum.next(step, &mut before);
            self.own[at] += pence;
            let Some(place) = pattern.get_mut(nth) else { continue };
            *place = pence;
            halves |= sum.is_half();
            if sum.rest == rest && !(halves && (sum.floor.clone() - floor.clone()).is_odd()) {
                self.repeat(&pattern[..=nth], at + 1, months.end);
                sum.steps(step, until - at - 1);
                return;
            }
        }
    }

    /// Adds a pattern again and again to the months from `from` to `until`.
    fn repeat(&mut self, pattern: &[i128], from: usize, until: usize) {
        let (months, period) = (self.own.len(), pattern.len());
        let sums = &mut self.repeating[period];
        if sums.is_empty() {
            sums.resize(months, 0);
        }
        for (sum, pence) in sums[from..].iter_mut().zip(pattern) {
            *sum += pence;
        }
        let reached = (until - from) % period;
        let after = pattern[reached..].iter().chain(&pattern[..reached]);
        for (sum, pence) in sums[until..].iter_mut().zip(after) {
            *sum -= pence;
        }
    }

    /// Puts the sums of other rows, of the same months, in or takes them out.
    pub(super) fn turn(&mut self, of: &Self, turn: Turn) {
        turn.put_all(&mut self.own, &of.own);
        for (sums, parts) in self.repeating.iter_mut().zip(&of.repeating) {
            if sums.is_empty() {
                sums.resize(parts.len(), 0);
            }
            turn.put_all(sums, parts);
        }
    }

    /// The pence of each month.
    pub(super) fn months(self) -> Vec<i128> {
        let mut months = self.own;
        for (period, mut sums) in self.repeating.into_iter().enumerate().filter(|(_, it)| !it.is_empty()) {
            for at in 0..months.len() {
                if at >= period {
                    sums[at] += sums[at - period];
                }
                months[at] += sums[at];
            }
        }
        months
    }
}
