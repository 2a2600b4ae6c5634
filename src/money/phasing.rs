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
use super::window::{Span, Window};
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
    /// The years from the price base to the first and to the last year, as far as they go below and above nothing.
    below: i32,
    above: i32,
    base: Option<FinancialYear>,
    denominator: T,
    starts: YearStart,
}

impl<T: Exact> Prices<T> {
    /// The prices of the years from the one of `first` to that of `end`.
    fn new(growth: Option<Growth>, first: Month, end: Month, starts: YearStart) -> Option<Self> {
        let Some(growth) = growth else {
            return Some(Self { rate: None, below: 0, above: 0, base: None, denominator: T::one(), starts });
        };
        let (part, whole) = growth.rate.fraction();
        let factor = whole.checked_add(part)?.max(0);
        let shared = factor.gcd(&whole);
        let (up, down) = (T::from_i128(factor / shared)?, T::from_i128(whole / shared)?);
        let below = FinancialYear::of_month(first, starts).since(growth.base).min(0);
        let above = FinancialYear::of_month(end, starts).since(growth.base).max(0);
        let denominator = if up.is_zero() {
            T::one()
        } else {
            power(&up, below.unsigned_abs())?.checked_mul(&power(&down, above.unsigned_abs())?)?
        };
        Some(Self { rate: Some((up, down)), below, above, base: Some(growth.base), denominator, starts })
    }

    /// The numerator of a month's prices.
    fn at(&self, month: Month) -> Option<T> {
        let (Some((up, down)), Some(base)) = (&self.rate, self.base) else { return Some(T::one()) };
        let years = FinancialYear::of_month(month, self.starts).since(base);
        if up.is_zero() {
            // Prices that fall by all of themselves: nothing is left but in the base year.
            return Some(if years == 0 { T::one() } else { T::zero() });
        }
        power(up, (years - self.below) as u32)?.checked_mul(&power(down, (self.above - years) as u32)?)
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

fn stretch<T>(span: &Span, step: T) -> Stretch<T> {
    Stretch { first: span.first, months: span.months, step, part: span.part }
}

/// One sum, the same for each covered day of a month's length.
fn even<T: Exact>(stream: &Stream<'_>, amount: Decimal, starts: YearStart) -> Option<Row<T>> {
    let cover = stream.window.cover();
    let (pence, parts) = exact_pence::<T>(amount, stream.more)?;
    let mut spans = cover.spans();
    let prices = Prices::<T>::new(stream.growth, cover.first, cover.last_covered(), starts)?;
    let scale = cover.scale();
    let denominator = product(&[&parts, &int(cover.weight(scale))?, &prices.denominator])?;
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
    let mut spans = stream.window.cover().spans();
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
    let cover = stream.window.cover();
    let (pence, parts) = exact_pence::<T>(amount, stream.more)?;
    let mut spans = cover.spans();
    let prices = Prices::<T>::new(stream.growth, cover.first, cover.last_covered(), starts)?;
    let scale = cover.scale();
    let whole: T = int(cover.weight(scale))?;
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
    let cover = window.cover();
    let mut spans = cover.spans();
    let prices = Prices::<T>::new(stream.growth, cover.first, cover.last_covered(), starts)?;
    let (scale, periods) = match per {
        Per::Year => (cover.scale(), 12),
        Per::Quarter => (cover.scale(), 3),
        Per::Month => (cover.scale(), 1),
        Per::Week => (1, 7),
    };
    let ramp = i64::from(ramp);
    let denominator = product(&[&parts, &int(scale * periods * ramp)?, &prices.denominator])?;
    let mut stretches = Vec::with_capacity(ramp.min(24) as usize + 2);
    let mut touched = 0_i64;
    loop {
        let single = touched + 1 < ramp || per == Per::Week;
        let limit = if single { 1 } else { prices.same_from(spans.month()) };
        let Some(span) = spans.next_of(limit) else { break };
        let weight = if per == Per::Week { span.days() } else { span.weight(scale) };
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
            let cover = days.cover();
            let scale =
                if kept.is_empty() { cover.scale() } else { cover.scale().lcm(&kept.cover().scale()) };
            YearPart { amount: *amount, days, scale, weight: cover.weight(scale) }
        })
        .collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return Some(Row { denominator: T::one(), stretches: Vec::new() });
    };
    let prices =
        Prices::<T>::new(stream.growth, first.days.from.month(), last.days.cover().last_covered(), starts)?;
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
        for span in cut(part.days).cover().spans() {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::monthly::Monthly;
    use crate::units::Day;

    const APRIL: YearStart = YearStart::APRIL;

    fn day(number: i32) -> Day {
        // From 1 January 2026 on.
        Day::parse("2026-01-01").unwrap().plus_days(i64::from(number))
    }

    fn spread() -> impl Strategy<Value = Pace> {
        prop::sample::select(vec![
            Pace::Spread(Spread::Even),
            Pace::Spread(Spread::Start),
            Pace::Spread(Spread::Finish),
            Pace::Spread(Spread::Front),
            Pace::Spread(Spread::Back),
            Pace::Spread(Spread::SCurve),
        ])
    }

    fn every() -> impl Strategy<Value = Pace> {
        (prop::sample::select(vec![Per::Year, Per::Quarter, Per::Month, Per::Week]), 1_u32..15)
            .prop_map(|(per, ramp)| Pace::Every(per, ramp))
    }

    fn amount() -> impl Strategy<Value = Decimal> {
        (-1_000_000_i64..100_000_000, 0_u32..4).prop_map(|(number, scale)| Decimal::new(number, scale))
    }

    prop_compose! {
        fn any_window()(from in 0..1_500, length in 1..1_200) -> Window {
            Window::new(day(from), day(from + length))
        }
    }

    prop_compose! {
        fn any_growth()(tenths in -50_i64..100, base in 2024..2030) -> Option<Growth> {
            let rate = Percent::new(Decimal::new(tenths, 1));
            (tenths % 3 != 0).then_some(Growth { rate, base: FinancialYear::new(base, APRIL) })
        }
    }

    prop_compose! {
        fn any_amounts()(amounts in prop::collection::btree_map(2025..2031, amount(), 1..4)) -> Amount {
            Amount::ByYear(amounts.into_iter().map(|(year, it)| (FinancialYear::new(year, APRIL), it)).collect())
        }
    }

    fn ends() -> Vec<Month> {
        (0..100).map(|nth| day(0).month().plus(nth)).collect()
    }

    proptest! {
        #[test]
        fn every_width_gives_the_same_row(
            amount in prop_oneof![amount().prop_map(Amount::Whole), any_amounts()],
            pace in prop_oneof![spread(), every()],
            window in any_window(),
            growth in any_growth(),
            cut in prop::option::of(0..3_000),
        ) {
            let more = Percent::new(Decimal::new(125, 1));
            let stream = Stream { amount: &amount, pace, window, endless: false, cut: cut.map(day), more, growth };
            let unlimited = phase_in::<BigInt>(&stream, APRIL).unwrap();
            let expected = unlimited.up_to(&ends());
            if let Some(wide) = phase_in::<i128>(&stream, APRIL) {
                prop_assert_eq!(&wide.up_to(&ends()), &expected);
            }
            if let Some(narrow) = phase_in::<i64>(&stream, APRIL) {
                prop_assert_eq!(&narrow.up_to(&ends()), &expected);
            }
            // Read month by month, at month ends, and from a later month on: all the same.
            let mut by_month = std::collections::BTreeMap::new();
            unlimited.each_month(|month, covered, sum| {
                assert!(!covered.is_empty());
                by_month.insert(month, sum);
            });
            let at = |month: Month| by_month.range(..=month).next_back().map_or(0, |(_, sum)| *sum);
            for (end, sum) in ends().into_iter().zip(&expected) {
                prop_assert_eq!(at(end), *sum, "{}", end);
            }
            let first = day(700).month();
            let mut months = Monthly::new(first, 60);
            months.add_row(&unlimited);
            for (nth, pence) in (0..).zip(months.months()) {
                prop_assert_eq!(pence, at(first.plus(nth)) - at(first.plus(nth - 1)));
            }
        }

        #[test]
        fn a_spread_sums_to_its_amount(amount in amount(), pace in spread(), window in any_window()) {
            let whole = Amount::Whole(amount);
            let stream =
                Stream { amount: &whole, pace, window, endless: false, cut: None, more: Percent::ZERO, growth: None };
            let far = day(9_000).month();
            let total = phase(&stream, APRIL).unwrap().up_to(&[far])[0];
            prop_assert_eq!(total, super::super::exact::to_money(amount).pence());
        }
    }

    #[test]
    fn what_does_not_fit_64_bits_is_computed_in_more() {
        let whole = Amount::Whole(Decimal::from(10_i64.pow(14)));
        let window = Window::new(Day::parse("2027-04-15").unwrap(), Day::parse("2030-07-20").unwrap());
        let growth =
            Some(Growth { rate: Percent::parse("2.37%").unwrap(), base: FinancialYear::new(2020, APRIL) });
        let stream = Stream {
            amount: &whole,
            pace: Pace::Spread(Spread::SCurve),
            window,
            endless: false,
            cut: None,
            more: Percent::ZERO,
            growth,
        };
        assert!(matches!(phase(&stream, APRIL), Some(Phased::Unlimited(_))));
        let even = Stream { pace: Pace::Spread(Spread::Even), growth: None, ..stream };
        assert!(matches!(phase(&even, APRIL), Some(Phased::Wide(_))));
        // Far beyond any budget: refused, not wrapped.
        let absurd = Amount::Whole(Decimal::MAX);
        let more = Percent::new(Decimal::MAX);
        assert!(phase(&Stream { amount: &absurd, more, ..even }, APRIL).is_none());
    }
}
