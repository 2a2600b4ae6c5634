//! Streams: one money line made ready for phasing, with its window, pace, case factor and inflation resolved.

use super::window::{self, Window};
use crate::plan::{Amount, BenefitKind, BenefitLine, CostLine, Factors, Inflation, Kind, Per, Plan, Spread};
use crate::schedule::{Placed, Schedule};
use crate::units::{Day, FinancialYear, Percent};

/// How money runs through its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// One sum, spread over the window.
    Spread(Spread),
    /// A sum for each period, full from month `ramp` on (1: from the first).
    Every(Per, u32),
}

/// Yearly growth of prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Growth {
    /// By how much a year.
    pub(super) rate: Percent,
    /// The year in which prices are as written.
    pub(super) base: FinancialYear,
}

/// One money line made ready for phasing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream<'a> {
    /// How much, as written.
    pub(super) amount: &'a Amount,
    /// How one figure runs through the window; amounts by year spread evenly over their years.
    pub(super) pace: Pace,
    /// From when to when.
    pub(super) window: Window,
    /// Whether it goes on to the end of what is looked at.
    pub(super) endless: bool,
    /// Money from this day on is left out.
    pub(super) cut: Option<Day>,
    /// What the case adds.
    pub(super) more: Percent,
    /// What inflation adds; `None`: nothing.
    pub(super) growth: Option<Growth>,
}

/// What the lines are made ready for: affordability, to the plan's end and in the prices of each year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// What the case changes.
    pub(super) factors: &'a Factors,
    /// Where money with `per` ends when the line does not say, and recurrent money whatever the line says.
    pub(super) end: Day,
    /// Inflation, with the year in which prices are as written.
    pub(super) inflation: (Inflation, FinancialYear),
}

impl Stream<'_> {
    /// The same without inflation.
    pub(super) fn real(&self) -> Self {
        Self { growth: None, ..*self }
    }

    /// The same for the appraisal: up to its horizon, in the prices of the price base.
    pub(super) fn appraised(&self, horizon: Day) -> Self {
        let until = if self.endless { horizon } else { self.window.until };
        Self { window: Window::new(self.window.from, until), cut: None, growth: None, ..*self }
    }
}

impl<'a> Frame<'a> {
    pub(super) fn new(plan: &Plan, schedule: &Schedule, factors: &'a Factors) -> Self {
        let base = plan.assumptions.price_base.unwrap_or(schedule.years[0]);
        let inflation = factors.inflation.unwrap_or(plan.assumptions.inflation);
        Self { factors, end: schedule.end, inflation: (inflation, base) }
    }

    fn growth(&self, rate: impl Fn(&Inflation) -> Percent) -> Option<Growth> {
        let (inflation, base) = &self.inflation;
        let rate = rate(inflation);
        (!rate.is_zero()).then_some(Growth { rate, base: *base })
    }

    /// How prices grow, by kind of cost and for benefits; some may be the same.
    pub(super) fn growths(&self) -> impl Iterator<Item = Growth> {
        let costs = Kind::ALL.map(|kind| self.growth(|it| it.costs.of(kind)));
        costs.into_iter().chain([self.growth(|it| it.benefits)]).flatten()
    }

    /// What the case adds to a kind of cost.
    pub(super) fn more(&self, kind: Kind) -> Percent {
        match kind {
            Kind::Capital | Kind::OneOff => self.factors.cost,
            Kind::Recurrent => self.factors.recurrent,
        }
    }

    /// A cost line as a stream.
    pub(super) fn cost<'l>(&self, line: &'l CostLine, placed: &Placed) -> Stream<'l> {
        let running = recurs(line);
        Stream {
            amount: &line.amount,
            pace: match line.per {
                Some(per) if running => Pace::Every(per, 1),
                Some(_) | None => Pace::Spread(line.spread),
            },
            window: if running {
                window::of_running_cost(line, placed, self.end)
            } else {
                window::of_one_off_cost(line, placed)
            },
            endless: running && line.until.is_none(),
            cut: (line.kind == Kind::Recurrent).then_some(self.end),
            more: self.more(line.kind),
            growth: self.growth(|it| it.costs.of(line.kind)),
        }
    }

    /// A benefit line as a stream.
    pub(super) fn benefit<'l>(&self, line: &'l BenefitLine, placed: &Placed) -> Stream<'l> {
        let per = line.per.filter(|_| is_whole(&line.amount));
        let ramp = line.ramp.and_then(crate::units::Duration::in_months).unwrap_or(0).max(1);
        Stream {
            amount: &line.amount,
            pace: per.map_or(Pace::Spread(Spread::Even), |per| Pace::Every(per, ramp)),
            window: if per.is_some() {
                window::of_running_benefit(line, placed, self.end, self.factors)
            } else {
                window::of_one_off_benefit(line, placed)
            },
            endless: per.is_some() && line.until.is_none(),
            cut: per.map(|_| self.end),
            more: self.factors.benefits,
            growth: self.growth(|it| it.benefits),
        }
    }
}

fn is_whole(amount: &Amount) -> bool {
    matches!(amount, Amount::Whole(_))
}

/// Whether a cost recurs without end of its own: recurrent money, or capital with `per`.
pub(super) fn recurs(line: &CostLine) -> bool {
    line.kind == Kind::Recurrent || (line.per.is_some() && is_whole(&line.amount))
}

/// Whether a benefit recurs: it has a period, and no amounts by year.
pub(super) fn benefit_recurs(line: &BenefitLine) -> bool {
    line.per.is_some() && is_whole(&line.amount)
}

/// Whether a benefit is cashable.
pub(super) fn cashable(line: &BenefitLine) -> bool {
    line.kind == BenefitKind::Cashable
}
