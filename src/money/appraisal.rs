//! The appraisal: value for money over its own horizon, in real prices, kept apart from affordability.
//!
//! *Source*: HM Treasury, The Green Book (discounting, net present value, benefit-cost ratio). Discount factors are
//! exact fractions; only what is shown is rounded.

use num_bigint::BigInt;
use rust_decimal::Decimal;

use super::again::Turn;
use super::discount::Discount;
use super::exact::half_even;
use super::monthly::Monthly;
use super::row::Phased;
use super::shares::OurPart;
use crate::plan::Plan;
use crate::schedule::Schedule;
use crate::units::{Day, FinancialYear, Money, Month, Percent};

/// Value for money, kept apart from affordability; in prices of the price base.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Appraisal {
    /// Net present value, cashable benefits only.
    pub npv_cashable: Money,
    /// Net present value, all benefits.
    pub npv_all: Money,
    /// Benefits over costs, cashable only, exact to three decimals half-even; `None` without costs.
    pub bcr_cashable: Option<rust_decimal::Decimal>,
    /// Benefits over costs, all benefits; `None` without costs.
    pub bcr_all: Option<rust_decimal::Decimal>,
    /// The month after which cumulative net cash stays at or above nothing; `None` if never.
    pub payback: Option<Month>,
    /// The deepest cumulative outlay, positive.
    pub peak_outlay: Money,
    /// The first month in which it is that deep; `None` if never negative.
    pub peak_month: Option<Month>,
    /// 1 - costs / benefits, cashable: the share of the benefits that may fail before the NPV is nothing.
    pub switching_benefits: Option<rust_decimal::Decimal>,
    /// benefits / costs - 1, cashable: the share by which costs may rise before the NPV is nothing.
    pub switching_costs: Option<rust_decimal::Decimal>,
    /// Undiscounted cost over the appraisal: capital, one-off, recurrent.
    pub whole_life_cost: Money,
    /// By financial year of the appraisal: year, discount factor (12 decimals), costs, cashable, non-cashable.
    pub years: Vec<AppraisalYear>,
}

/// One year of the appraisal.
#[derive(Debug, Clone, PartialEq)]
pub struct AppraisalYear {
    /// Which year.
    pub year: FinancialYear,
    /// Its discount factor, rounded to twelve decimals for show.
    pub factor: rust_decimal::Decimal,
    /// Capital, one-off and recurrent cost, our part.
    pub costs: Money,
    /// Cashable benefits.
    pub cashable: Money,
    /// Non-cashable benefits.
    pub non_cashable: Money,
}

/// Costs and benefits by month up to the appraisal's horizon, of everything scheduled but ideas.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rows {
    /// The financial years of the appraisal: the first, and the one after the last.
    years: (FinancialYear, FinancialYear),
    first: Month,
    costs: Monthly,
    cashable: Monthly,
    non_cashable: Monthly,
}

impl Rows {
    /// Nothing yet.
    pub(super) fn new(plan: &Plan, schedule: &Schedule) -> Self {
        let year_0 = plan.year_of(schedule.start);
        let horizon = year_0.plus(plan.assumptions.appraisal_years.clamp(1, 1_000) as i32);
        let first = schedule.start.month();
        let months = (horizon.first_month().number() - first.number()).max(1) as usize;
        let none = || Monthly::new(first, months);
        Self { years: (year_0, horizon), first, costs: none(), cashable: none(), non_cashable: none() }
    }

    /// Where the appraisal ends.
    pub(super) fn horizon(&self) -> Day {
        self.years.1.first_day()
    }

    /// Adds our part of a cost.
    pub(super) fn add_cost(&mut self, row: &Phased, ours: &OurPart) {
        ours.add(row, &mut self.costs);
    }

    /// Adds a benefit.
    pub(super) fn add_benefit(&mut self, row: &Phased, cashable: bool) {
        row.add_to(if cashable { &mut self.cashable } else { &mut self.non_cashable });
    }

    /// Puts what others of the same years have in, or takes it out.
    pub(super) fn turn(&mut self, of: &Self, turn: Turn) {
        self.costs.turn(&of.costs, turn);
        self.cashable.turn(&of.cashable, turn);
        self.non_cashable.turn(&of.non_cashable, turn);
    }

    fn running(self) -> Running {
        let sums = |rows: Monthly| {
            let mut sum = 0;
            let up_to = |pence| {
                sum += pence;
                sum
            };
            rows.months().into_iter().map(up_to).collect()
        };
        Running {
            first: self.first,
            costs: sums(self.costs),
            cashable: sums(self.cashable),
            non_cashable: sums(self.non_cashable),
        }
    }
}

/// Running sums at each month's end, in pence.
struct Running {
    first: Month,
    costs: Vec<i128>,
    cashable: Vec<i128>,
    non_cashable: Vec<i128>,
}

/// Appraises what was added.
pub(super) fn appraise(rows: Rows, discount_rate: Percent) -> Appraisal {
    let (year_0, horizon) = rows.years;
    let running = rows.running();
    let years = by_year(&running, year_0, horizon);
    let discount = Discount::new(discount_rate, years.len());
    let present = |of: &dyn Fn(&AppraisalYear) -> Money| {
        discount.present_value(years.iter().map(|year| BigInt::from(of(year).pence())))
    };
    let costs = present(&|year| year.costs);
    let cashable = present(&|year| year.cashable);
    let all = present(&|year| year.cashable + year.non_cashable);
    let net = |benefits: &BigInt| {
        Money::from_pence(half_even(&(benefits - &costs), discount.whole()).unwrap_or(i128::MAX))
    };
    let zero = BigInt::from(0);
    let (peak, peak_month) = peak(&running);
    let (npv_cashable, npv_all) = (net(&cashable), net(&all));
    let appraisal = Appraisal {
        npv_cashable,
        npv_all,
        bcr_cashable: ratio(&cashable, &costs),
        bcr_all: ratio(&all, &costs),
        payback: payback(&running),
        peak_outlay: peak,
        peak_month,
        switching_benefits: if cashable == zero { None } else { ratio(&(&cashable - &costs), &cashable) },
        switching_costs: ratio(&(&cashable - &costs), &costs),
        whole_life_cost: years.iter().map(|year| year.costs).sum(),
        years: Vec::new(),
    };
    let years = years
        .into_iter()
        .enumerate()
        .map(|(nth, year)| AppraisalYear { factor: discount.factor(nth), ..year })
        .collect();
    Appraisal { years, ..appraisal }
}

/// The running sums as amounts by year.
fn by_year(running: &Running, year_0: FinancialYear, horizon: FinancialYear) -> Vec<AppraisalYear> {
    let mut before = [0; 3];
    (0..horizon.since(year_0))
        .map(|nth| {
            let year = year_0.plus(nth);
            let end = year.plus(1).first_month().number() - running.first.number() - 1;
            let now = usize::try_from(end)
                .ok()
                .and_then(|end| {
                    Some([
                        running.costs.get(end)?,
                        running.cashable.get(end)?,
                        running.non_cashable.get(end)?,
                    ])
                })
                .map_or(before, |sums| sums.map(|sum| *sum));
            let [costs, cashable, non_cashable] =
                [0, 1, 2].map(|which| Money::from_pence(now[which] - before[which]));
            before = now;
            AppraisalYear { year, factor: Decimal::ZERO, costs, cashable, non_cashable }
        })
        .collect()
}

fn net_cash(running: &Running) -> impl DoubleEndedIterator<Item = i128> + ExactSizeIterator + '_ {
    running.cashable.iter().zip(&running.costs).map(|(benefits, costs)| benefits - costs)
}

/// The first month from which cumulative net cash stays at or above nothing.
fn payback(running: &Running) -> Option<Month> {
    let last_negative = net_cash(running).rposition(|net| net < 0);
    let at = last_negative.map_or(0, |at| at + 1);
    (at < running.costs.len()).then(|| running.first.plus(at as i32))
}

/// The deepest cumulative outlay, and the first month that has it.
fn peak(running: &Running) -> (Money, Option<Month>) {
    let deepest = net_cash(running).enumerate().min_by_key(|(at, net)| (*net, *at));
    match deepest {
        Some((at, net)) if net < 0 => (Money::from_pence(-net), Some(running.first.plus(at as i32))),
        Some(_) | None => (Money::ZERO, None),
    }
}

/// A quotient to three decimals, half-even; `None` when there is nothing to divide by, or it is beyond what can be held.
fn ratio(numerator: &BigInt, denominator: &BigInt) -> Option<Decimal> {
    let zero = BigInt::from(0);
    if *denominator == zero {
        return None;
    }
    let sign = if *denominator < zero { -1 } else { 1 };
    let thousandths =
        half_even(&(numerator * BigInt::from(1_000 * sign)), &(denominator * BigInt::from(sign)))?;
    Decimal::try_from_i128_with_scale(thousandths, 3).ok()
}
