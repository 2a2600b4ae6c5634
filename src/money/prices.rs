//! Prices that grow: the sums of a row by year under inflation, from the row without it.
//!
//! A growth of 2.5 % over twenty years has exact figures of hundreds of bits. The factor of each year is kept instead to
//! 56 binary places, rounded down, so that a sum is known to lie between two figures that differ by far less than a
//! penny. Rounding never turns back: where both round to the same penny, so does the exact sum; where they do not, there
//! is no answer here, and the caller computes exactly.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

use super::calendar::Calendar;
use super::row::{Phased, Row};
use super::stream::Growth;

/// Binary places of a factor.
const PLACES: u32 = 56;

/// The factors of the plan's years.
#[derive(Debug, Clone)]
pub(super) struct Prices {
    /// How they grow.
    pub(super) growth: Growth,
    factors: Vec<Factor>,
}

/// The factor of one year: `down` or less than one more, times two to the power of -[`PLACES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Factor {
    down: i64,
    exact: bool,
}

impl Prices {
    /// The prices of the plan's years; `None` when they are beyond what is kept.
    pub(super) fn new(growth: Growth, calendar: &Calendar) -> Option<Self> {
        let (part, whole) = growth.rate.fraction();
        let (up, down) = (BigInt::from(whole.checked_add(part)?), BigInt::from(whole));
        let factor = |year: i32| {
            let (over, under) = if year < 0 { (&down, &up) } else { (&up, &down) };
            if *under <= BigInt::from(0) || *over <= BigInt::from(0) {
                return None;
            }
            let numerator = over.pow(year.unsigned_abs()) << PLACES;
            let (factor, rest) = numerator.div_rem(&under.pow(year.unsigned_abs()));
            Some(Factor { down: factor.to_i64()?, exact: rest == BigInt::from(0) })
        };
        let factors = calendar.since(growth.base).map(factor).collect::<Option<_>>()?;
        Some(Self { growth, factors })
    }

    /// The pence up to the calendar's ends of a row, which is without inflation; `None` when they are not certain.
    pub(super) fn up_to(&self, row: &Phased, calendar: &Calendar) -> Option<Vec<i128>> {
        match row {
            Phased::Narrow(row) => self.sums(row, calendar),
            Phased::Wide(_) | Phased::Unlimited(_) => None,
        }
    }

    fn sums(&self, row: &Row<i64>, calendar: &Calendar) -> Option<Vec<i128>> {
        let mut real = Vec::with_capacity(calendar.ends().len());
        row.sums(calendar.ends(), |sum| real.push(sum));
        let (first, last) = (*real.first()?, real.len() - 1);
        if first != 0 || real[last] != real[last - 1] {
            // Money outside the plan's years has the prices of years that are not kept.
            return None;
        }
        let mut sums = vec![0; real.len()];
        let (mut down, mut doubt) = (0_i128, 0_i128);
        for (nth, factor) in self.factors.iter().enumerate() {
            // 63 bits times 63, and no more than a row's 63 in all: this stays far inside 128 bits.
            let amount = i128::from(real[nth + 1]) - i128::from(real[nth]);
            down += amount * i128::from(factor.down) + if factor.exact { 0 } else { amount.min(0) };
            doubt += if factor.exact { 0 } else { amount.abs() };
            sums[nth + 1] = if amount == 0 { sums[nth] } else { certain(down, doubt, row.denominator)? };
        }
        sums[last] = sums[last - 1];
        Some(sums)
    }
}

/// The nearest whole number to all that lies from `down` to `down` and `doubt`, each over the denominator and two to the
/// power of [`PLACES`]; `None` when it is not the same one, or they lie half way.
fn certain(down: i128, doubt: i128, denominator: i64) -> Option<i128> {
    let (floor, rest) = i64::try_from(down >> PLACES).ok()?.div_mod_floor(&denominator);
    let places = down & ((1 << PLACES) - 1);
    let rest = (i128::from(rest) << PLACES) | places;
    let half = i128::from(denominator) << (PLACES - 1);
    if rest + doubt < half {
        Some(i128::from(floor))
    } else if rest > half && rest + doubt < 3 * half {
        Some(i128::from(floor) + 1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::money::phasing::phase;
    use crate::money::stream::{Pace, Stream};
    use crate::money::window::Window;
    use crate::plan::{Amount, Per};
    use crate::units::{Day, FinancialYear, Percent, YearStart};

    #[test]
    fn only_what_is_certain_is_answered() {
        let whole = 1_i128 << PLACES;
        // 7/3 is 2; 8/3 is 3; -7/3 is -2; -8/3 is -3.
        for (numerator, nearest) in [(7, 2), (8, 3), (-7, -2), (-8, -3)] {
            assert_eq!(certain(numerator * whole, whole / 4, 3), Some(nearest), "{numerator}");
        }
        // 5/2 and what begins just below it lie half way, or may.
        assert_eq!(certain(5 * whole, 0, 2), None);
        assert_eq!(certain(5 * whole - 1, 1, 2), None);
        assert_eq!(certain(5 * whole - 2, 1, 2), Some(2));
        assert_eq!(certain(5 * whole + 1, 1, 2), Some(3));
        // From just below 3.5 upwards.
        assert_eq!(certain(7 * whole - 10, 20, 2), None);
    }

    proptest! {
        #[test]
        fn a_certain_answer_is_the_exact_one(
            pence in -1_000_000_i64..100_000_000,
            (per, ramp) in (prop::sample::select(vec![Per::Year, Per::Month, Per::Week]), 1_u32..15),
            (from, length) in (0..1_500_i64, 1..4_000_i64),
            (tenths, base) in (-60_i64..120, 2020..2036),
        ) {
            prop_assume!(tenths != 0);
            let starts = YearStart::APRIL;
            let first = Day::parse("2026-04-01").expect("a day").plus_days(from);
            let amount = Amount::Whole(Decimal::new(pence, 2));
            let base = FinancialYear::new(base, starts);
            let growth = Growth { rate: Percent::new(Decimal::new(tenths, 1)), base };
            let stream = Stream {
                amount: &amount,
                pace: Pace::Every(per, ramp),
                window: Window::new(first, first.plus_days(length)),
                endless: false,
                cut: None,
                more: Percent::ZERO,
                growth: Some(growth),
            };
            let calendar = Calendar::of_years(FinancialYear::new(2026, starts), 16);
            let prices = Prices::new(growth, &calendar).expect("these are kept");
            let real = phase(&stream.real(), starts).expect("it is sensible");
            let exact = phase(&stream, starts).expect("it is sensible").up_to(calendar.ends());
            if let Some(sums) = prices.up_to(&real, &calendar) {
                prop_assert_eq!(sums, exact);
            }
        }
    }
}
