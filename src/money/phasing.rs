//! Phasing: a stream as exact steps by month, whose running sum is rounded half-even at each month's end.
//!
//! Only the first and the last month of a window can be covered in part, so the whole row has one small common
//! denominator, and long runs of months have one equal step. No row of months is ever stored.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer;
use rust_decimal::Decimal;

use super::exact::{Exact, MOST_PENCE, exact_pence, half_even, power};
use super::row::{Phased, Row, Stretch};
use super::stream::{Growth, Pace, Stream};
use super::window::{Span, Spans, Window};
use crate::plan::{Amount, Per, Spread};
use crate::units::{FinancialYear, Month, Percent, YearStart};

/// Phases a stream; `None` when it comes to more than can be computed.
pub(super) fn phase(stream: &Stream<'_>, starts: YearStart) -> Option<Phased> {
    phase_in::<i64>(stream, starts)
        .map(Phased::Narrow)
        .or_else(|| phase_in::<i128>(stream, starts).map(Phased::Wide))
        .or_else(|| phase_in::<BigInt>(stream, starts).map(Phased::Unlimited))
        .filter(Phased::is_sensible)
}

/// Phases a stream in one width; `None` when it does not fit.
pub(super) fn phase_in<T: Exact>(stream: &Stream<'_>, starts: YearStart) -> Option<Row<T>> {
    let row = match (stream.amount, stream.pace) {
        (Amount::ByYear(amounts), _) => by_year(stream, amounts, starts),
        (Amount::Whole(amount), Pace::Every(per, ramp)) => every(stream, *amount, per, ramp, starts),
        (Amount::Whole(amount), Pace::Spread(Spread::Even)) => even(stream, *amount, starts),
        (Amount::Whole(amount), Pace::Spread(Spread::Start)) => at_once(stream, *amount, true, starts),
        (Amount::Whole(amount), Pace::Spread(Spread::Finish)) => at_once(stream, *amount, false, starts),
        (Amount::Whole(amount), Pace::Spread(spread @ (Spread::Front | Spread::Back | Spread::SCurve))) => {
            curved(stream, *amount, spread, starts)
        }
    }?;
    row.fits().then_some(row)
}

/// The growth of prices over the years of a row, as numerators over one denominator.
struct Prices<T> {
    rate: Option<(T, T)>,
    least: i32,
    most: i32,
    base: Option<FinancialYear>,
    denominator: T,
    starts: YearStart,
}

impl<T: Exact> Prices<T> {
    /// The prices of the years from the one of `first` to that of `last`.
    fn new(growth: Option<Growth>, first: Month, last: Month, starts: YearStart) -> Option<Self> {
        let Some(growth) = growth else {
            return Some(Self { rate: None, least: 0, most: 0, base: None, denominator: T::one(), starts });
        };
        let (part, whole) = growth.rate.fraction();
        let factor = whole.checked_add(part)?.max(0);
        let shared = factor.gcd(&whole);
        let (up, down) = (T::from_i128(factor / shared)?, T::from_i128(whole / shared)?);
        let least = FinancialYear::of_month(first, starts).since(growth.base).min(0);
        let most = FinancialYear::of_month(last, starts).since(growth.base).max(0);
        let denominator = if up.is_zero() {
            T::one()
        } else {
            power(&up, least.unsigned_abs())?.checked_mul(&power(&down, most.unsigned_abs())?)?
        };
        Some(Self { rate: Some((up, down)), least, most, base: Some(growth.base), denominator, starts })
    }

    /// The numerator of a month's prices.
    fn at(&self, month: Month) -> Option<T> {
        let (Some((up, down)), Some(base)) = (&self.rate, self.base) else { return Some(T::one()) };
        let years = FinancialYear::of_month(month, self.starts).since(base);
        if up.is_zero() {
            // Prices that fall by all of themselves: nothing is left but in the base year.
            return Some(if years == 0 { T::one() } else { T::zero() });
        }
        power(up, (years - self.least) as u32)?.checked_mul(&power(down, (self.most - years) as u32)?)
    }

    /// How many months from `month` on have the same prices.
    fn same_from(&self, month: Month) -> i32 {
        if self.rate.is_none() { i32::MAX } else { months_left(month, self.starts) }
    }
}

/// How many months a financial year still has, `month` included.
fn months_left(month: Month, starts: YearStart) -> i32 {
    FinancialYear::of_month(month, starts).plus(1).first_month().number() - month.number()
}

fn int<T: Exact>(value: i64) -> Option<T> {
    T::from_i64(value)
}

fn product<T: Exact>(factors: &[&T]) -> Option<T> {
    factors.iter().try_fold(T::one(), |all, factor| all.checked_mul(factor))
}

fn last_month(window: Window) -> Month {
    window.until.previous().month()
}

fn stretch<T>(span: &Span, step: T) -> Stretch<T> {
    Stretch { days: span.days, first: span.first, months: span.months, step }
}

/// One sum, the same for each covered day of a month's length.
fn even<T: Exact>(stream: &Stream<'_>, amount: Decimal, starts: YearStart) -> Option<Row<T>> {
    let window = stream.window;
    let (pence, parts) = exact_pence::<T>(amount, stream.more)?;
    let mut spans = Spans::of(window);
    let prices = Prices::<T>::new(stream.growth, spans.month(), last_month(window), starts)?;
    let scale = window.scale();
    let denominator = product(&[&parts, &int(window.weight(scale))?, &prices.denominator])?;
    let mut stretches = Vec::with_capacity(3);
    while let Some(span) = spans.next_of(prices.same_from(spans.month())) {
        let step = product(&[&pence, &int(span.weight(scale))?, &prices.at(span.first)?])?;
        stretches.push(stretch(&span, step));
    }
    Some(Row { denominator, stretches })
}

/// One sum in the first or the last month.
fn at_once<T: Exact>(stream: &Stream<'_>, amount: Decimal, first: bool, starts: YearStart) -> Option<Row<T>> {
    let (pence, parts) = exact_pence::<T>(amount, stream.more)?;
    let mut spans = Spans::of(stream.window);
    let mut one = || spans.next_of(1);
    let span = if first { one() } else { std::iter::from_fn(one).last() }?;
    let prices = Prices::<T>::new(stream.growth, span.first, span.first, starts)?;
    let denominator = parts.checked_mul(&prices.denominator)?;
    let step = pence.checked_mul(&prices.at(span.first)?)?;
    Some(Row { denominator, stretches: vec![stretch(&span, step)] })
}

/// One sum whose cumulative share W(u) is a curve: front 2u - u², back u², s-curve 3u² - 2u³.
fn curved<T: Exact>(
    stream: &Stream<'_>,
    amount: Decimal,
    spread: Spread,
    starts: YearStart,
) -> Option<Row<T>> {
    let window = stream.window;
    let (pence, parts) = exact_pence::<T>(amount, stream.more)?;
    let mut spans = Spans::of(window);
    let prices = Prices::<T>::new(stream.growth, spans.month(), last_month(window), starts)?;
    let scale = window.scale();
    let whole: T = int(window.weight(scale))?;
    let square = whole.checked_mul(&whole)?;
    let (two, three) = (int::<T>(2)?, int::<T>(3)?);
    // The cumulative share, times a power of the whole.
    let share = |covered: &T| -> Option<T> {
        let covered_square = covered.checked_mul(covered)?;
        Some(match spread {
            Spread::Front => product(&[&two, covered, &whole])? - covered_square,
            Spread::SCurve => {
                product(&[&three, &covered_square, &whole])? - product(&[&two, &covered_square, covered])?
            }
            Spread::Back | Spread::Even | Spread::Start | Spread::Finish => covered_square,
        })
    };
    let full = if spread == Spread::SCurve { square.checked_mul(&whole)? } else { square };
    let denominator = product(&[&parts, &full, &prices.denominator])?;
    let (mut covered, mut before) = (0_i64, T::zero());
    let mut stretches = Vec::new();
    while let Some(span) = spans.next_of(1) {
        covered += span.weight(scale);
        let now = share(&int(covered)?)?;
        let step = product(&[&pence, &(now.clone() - before), &prices.at(span.first)?])?;
        before = now;
        stretches.push(stretch(&span, step));
    }
    Some(Row { denominator, stretches })
}

/// A sum for each period; in the k-th month touched at level min(1, k / ramp).
fn every<T: Exact>(
    stream: &Stream<'_>,
    amount: Decimal,
    per: Per,
    ramp: u32,
    starts: YearStart,
) -> Option<Row<T>> {
    let window =
        stream.cut.map_or(stream.window, |cut| Window::new(stream.window.from, stream.window.until.min(cut)));
    let (pence, parts) = exact_pence::<T>(amount, stream.more)?;
    if window.is_empty() {
        return Some(Row { denominator: T::one(), stretches: Vec::new() });
    }
    let mut spans = Spans::of(window);
    let prices = Prices::<T>::new(stream.growth, spans.month(), last_month(window), starts)?;
    let (scale, periods) = match per {
        Per::Year => (window.scale(), 12),
        Per::Quarter => (window.scale(), 3),
        Per::Month => (window.scale(), 1),
        Per::Week => (1, 7),
    };
    let ramp = i64::from(ramp);
    let denominator = product(&[&parts, &int(scale * periods * ramp)?, &prices.denominator])?;
    let mut stretches = Vec::with_capacity(4);
    let mut touched = 0_i64;
    loop {
        let single = touched + 1 < ramp || per == Per::Week;
        let limit = if single { 1 } else { prices.same_from(spans.month()) };
        let Some(span) = spans.next_of(limit) else { break };
        let weight = if per == Per::Week { span.days.days() } else { span.weight(scale) };
        let level = (touched + 1).min(ramp);
        touched += i64::from(span.months);
        let step = product(&[&pence, &int(weight * level)?, &prices.at(span.first)?])?;
        stretches.push(stretch(&span, step));
    }
    Some(Row { denominator, stretches })
}

/// One year's amount of a line by year: the days over which it spreads.
struct YearPart {
    amount: Decimal,
    days: Window,
    scale: i64,
    weight: i64,
}

/// Amounts by year: each over the window's part of its year, or over the whole year when there is none.
fn by_year<T: Exact>(
    stream: &Stream<'_>,
    amounts: &BTreeMap<FinancialYear, Decimal>,
    starts: YearStart,
) -> Option<Row<T>> {
    let cut = |days: Window| stream.cut.map_or(days, |cut| Window::new(days.from, days.until.min(cut)));
    let parts: Vec<YearPart> = amounts
        .iter()
        .map(|(year, amount)| {
            let whole = Window::of_year(*year);
            let part = whole.within(stream.window);
            let days = if part.is_empty() { whole } else { part };
            let kept = cut(days);
            let scale = if kept.is_empty() { days.scale() } else { days.scale().lcm(&kept.scale()) };
            YearPart { amount: *amount, days, scale, weight: days.weight(scale) }
        })
        .collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return Some(Row { denominator: T::one(), stretches: Vec::new() });
    };
    let prices = Prices::<T>::new(stream.growth, first.days.from.month(), last_month(last.days), starts)?;
    let mut shared = T::one();
    let mut pence = Vec::with_capacity(parts.len());
    for part in &parts {
        let (numerator, over) = exact_pence::<T>(part.amount, stream.more)?;
        let over = over.checked_mul(&int(part.weight)?)?;
        let common = shared.gcd(&over);
        shared = (shared / common).checked_mul(&over)?;
        pence.push((numerator, over));
    }
    let denominator = shared.checked_mul(&prices.denominator)?;
    let mut stretches = Vec::with_capacity(parts.len());
    for (part, (numerator, over)) in parts.iter().zip(&pence) {
        let unit = numerator.checked_mul(&(shared.clone() / over.clone()))?;
        for span in Spans::of(cut(part.days)) {
            let step = product(&[&unit, &int(span.weight(part.scale))?, &prices.at(span.first)?])?;
            stretches.push(stretch(&span, step));
        }
    }
    Some(Row { denominator, stretches })
}

/// What a line without dates comes to: its amounts alone under the case, without inflation, half-even.
pub(super) fn undated(amount: &Amount, more: Percent) -> Option<i128> {
    let amounts: Vec<Decimal> = match amount {
        Amount::Whole(amount) => vec![*amount],
        Amount::ByYear(amounts) => amounts.values().copied().collect(),
    };
    let (mut sum, mut over) = (BigInt::from(0), BigInt::from(1));
    for amount in amounts {
        let (pence, parts) = exact_pence::<BigInt>(amount, more)?;
        sum = sum * &parts + pence * &over;
        over *= parts;
    }
    half_even(&sum, &over).filter(|pence| pence.abs() <= MOST_PENCE)
}
