//! Exact arithmetic: integers of three widths behind one name, half-even rounding, shares by largest remainder.
//!
//! A computation is written once over [`Exact`] and tried in 64 bits, then 128, then without a limit. Each attempt is
//! checked: it gives the exact answer or says that it does not fit.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{CheckedAdd, CheckedMul, FromPrimitive, Signed, ToPrimitive};
use rust_decimal::Decimal;

use crate::units::{Money, Percent};

/// An integer in which figures are computed.
pub(super) trait Exact:
    Integer + Signed + CheckedAdd + CheckedMul + FromPrimitive + ToPrimitive + Clone
{
}

impl Exact for i64 {}
impl Exact for i128 {}
impl Exact for BigInt {}

/// The most pence that one line may come to: ten to the 30th, far beyond any budget, and so far inside 128 bits that
/// the sum of every line of a file cannot leave them.
pub(super) const MOST_PENCE: i128 = 10_i128.pow(30);

/// The most that a product of a sum and a percentage may come to; what is more stays here.
const MOST_PRODUCT: i128 = 10_i128.pow(36);

/// `numerator / denominator` (which is positive) rounded half to even; `None` when it does not fit 128 bits.
pub(super) fn half_even<T: Exact>(numerator: &T, denominator: &T) -> Option<i128> {
    let (floor, remainder) = numerator.div_mod_floor(denominator);
    rounded(&floor, &remainder, denominator).to_i128()
}

/// A floor and its remainder (`0 <= remainder < denominator`) as the nearest integer, half to even.
pub(super) fn rounded<T: Exact>(floor: &T, remainder: &T, denominator: &T) -> T {
    let missing = denominator.clone() - remainder.clone();
    let up = match remainder.cmp(&missing) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => floor.is_odd(),
        std::cmp::Ordering::Greater => true,
    };
    if up { floor.clone() + T::one() } else { floor.clone() }
}

/// `base` to the power of `exponent`; `None` when it does not fit.
pub(super) fn power<T: Exact>(base: &T, exponent: u32) -> Option<T> {
    num_traits::checked_pow(base.clone(), exponent as usize)
}

/// A fraction in major units as a fraction in pence: numerator and a denominator that is a power of ten.
fn pence_fraction(amount: Decimal) -> (i128, i128) {
    let amount = if amount.scale() > 2 { amount.normalize() } else { amount };
    match amount.scale() {
        scale @ 0..=2 => (amount.mantissa() * 10_i128.pow(2 - scale), 1),
        scale => (amount.mantissa(), 10_i128.pow(scale - 2)),
    }
}

/// An amount in major units, raised by a percentage, as an exact fraction of pence; `None` when it does not fit.
pub(super) fn exact_pence<T: Exact>(amount: Decimal, more: Percent) -> Option<(T, T)> {
    let (pence, parts) = pence_fraction(amount);
    let (pence, parts) = (T::from_i128(pence)?, T::from_i128(parts)?);
    if more.is_zero() {
        return Some((pence, parts));
    }
    let (part, whole) = more.fraction();
    let factor = T::from_i128(whole.checked_add(part)?)?;
    Some((pence.checked_mul(&factor)?, parts.checked_mul(&T::from_i128(whole)?)?))
}

/// An amount in major units as the nearest pence, half to even.
pub(super) fn to_money(amount: Decimal) -> Money {
    let (pence, parts) = pence_fraction(amount);
    Money::from_pence(half_even(&pence, &parts).expect("a quotient is no larger than its numerator"))
}

/// A sum of money times a percentage over `parts`, half-even; what is beyond all sense stays at its far end.
pub(super) fn share_of(sum: Money, percent: Percent, parts: i128) -> Money {
    let (numerator, denominator) = percent.fraction();
    let narrow = || half_even(&sum.pence().checked_mul(numerator)?, &denominator.checked_mul(parts)?);
    let wide = || {
        let product = BigInt::from(sum.pence()) * BigInt::from(numerator);
        half_even(&product, &(BigInt::from(denominator) * BigInt::from(parts)))
    };
    let far = if sum.is_negative() == (numerator < 0) { MOST_PRODUCT } else { -MOST_PRODUCT };
    Money::from_pence(narrow().or_else(wide).unwrap_or(far).clamp(-MOST_PRODUCT, MOST_PRODUCT))
}

/// A sum of money raised by a percentage, half-even.
pub(super) fn raised(sum: Money, more: Percent) -> Money {
    share_of(sum, Percent::new(Decimal::ONE_HUNDRED.saturating_add(more.number())), 1)
}

/// Whether `left` is less than `percent` of the magnitude of `of`.
pub(super) fn under_share(left: Money, percent: Percent, of: Money) -> bool {
    let (numerator, denominator) = percent.fraction();
    match (left.pence().checked_mul(denominator), of.abs().pence().checked_mul(numerator)) {
        (Some(left), Some(share)) => left < share,
        _ => {
            BigInt::from(left.pence()) * BigInt::from(denominator)
                < BigInt::from(of.abs().pence()) * BigInt::from(numerator)
        }
    }
}

/// Splits a sum of pence by weights, by largest remainder: ties go to the earlier weight, a negative sum is split by
/// its magnitude. The parts add up to the sum. Weights are not negative, and not all nothing.
pub(super) fn split(sum: i128, weights: &[i128]) -> Vec<i128> {
    split_in::<i128>(sum, weights)
        .or_else(|| split_in::<BigInt>(sum, weights))
        .expect("without a limit every split fits")
}

fn split_in<T: Exact>(sum: i128, weights: &[i128]) -> Option<Vec<i128>> {
    let whole = weights.iter().try_fold(T::zero(), |all, weight| all.checked_add(&T::from_i128(*weight)?))?;
    let magnitude = T::from_i128(sum.checked_abs()?)?;
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for (at, weight) in weights.iter().enumerate() {
        let (part, rest) = magnitude.checked_mul(&T::from_i128(*weight)?)?.div_mod_floor(&whole);
        parts.push(part.to_i128()?);
        remainders.push((rest, at));
    }
    let missing = sum.abs() - parts.iter().sum::<i128>();
    remainders.sort_by(|(a, i), (b, j)| b.cmp(a).then(i.cmp(j)));
    for (_, at) in remainders.into_iter().take(missing as usize) {
        parts[at] += 1;
    }
    if sum < 0 {
        for part in &mut parts {
            *part = -*part;
        }
    }
    Some(parts)
}

/// Percentages as whole weights on one scale.
pub(super) fn weights(percents: &[Percent]) -> Option<Vec<i128>> {
    let scale = percents.iter().map(|it| it.number().scale()).max().unwrap_or(0);
    percents
        .iter()
        .map(|it| it.number().mantissa().checked_mul(10_i128.checked_pow(scale - it.number().scale())?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn percent(text: &str) -> Percent {
        Percent::parse(text).unwrap()
    }

    #[test]
    fn halves_go_to_the_even_neighbour() {
        for (numerator, denominator, expected) in [
            (5_i64, 2_i64, 2),
            (7, 2, 4),
            (-5, 2, -2),
            (-7, 2, -4),
            (-1, 2, 0),
            (1, 3, 0),
            (2, 3, 1),
            (-2, 3, -1),
        ] {
            assert_eq!(half_even(&numerator, &denominator), Some(expected), "{numerator}/{denominator}");
        }
    }

    #[test]
    fn the_largest_remainder_takes_the_odd_penny() {
        // 100 by thirds: 33.33 each, one penny left, all remainders equal: the first takes it.
        assert_eq!(split(100, &[1, 1, 1]), [34, 33, 33]);
        // 101 by 60:40 is 60.6 and 40.4: the penny goes to the .6.
        assert_eq!(split(101, &[60, 40]), [61, 40]);
        // Negative sums by magnitude.
        assert_eq!(split(-101, &[60, 40]), [-61, -40]);
        assert_eq!(split(-100, &[1, 1, 1]), [-34, -33, -33]);
    }

    #[test]
    fn weights_share_one_scale() {
        assert_eq!(weights(&[percent("33.3%"), percent("66.7%")]), Some(vec![333, 667]));
        assert_eq!(weights(&[percent("50%"), percent("12.25%")]), Some(vec![5000, 1225]));
    }

    #[test]
    fn half_a_penny_of_interest_is_even() {
        // 4.9 % of (1,000.00 + 0.00) / 2 is 24.50 exactly; 5 % of 0.10 / 2 is 0.25 pence, down; 5 % of 0.30 / 2 is 0.75, up.
        assert_eq!(share_of(Money::from_pence(100_000), percent("4.9%"), 2), Money::from_pence(2_450));
        assert_eq!(share_of(Money::from_pence(10), percent("5%"), 2), Money::from_pence(0));
        assert_eq!(share_of(Money::from_pence(30), percent("5%"), 2), Money::from_pence(1));
        // 10 % more than 0.05 is 5.5 pence: even is 6; than 0.15: 16.5, even is 16.
        assert_eq!(raised(Money::from_pence(5), percent("10%")), Money::from_pence(6));
        assert_eq!(raised(Money::from_pence(15), percent("10%")), Money::from_pence(16));
    }

    #[test]
    fn prices_of_six_decimals_stay_exact() {
        let amount = |text: &str| crate::units::parse_amount(text).unwrap();
        assert_eq!(exact_pence::<i64>(amount("0.150001"), Percent::ZERO), Some((150_001, 10_000)));
        assert_eq!(exact_pence::<i64>(amount("12.50"), percent("10%")), Some((1_250 * 110, 100)));
        assert_eq!(to_money(amount("0.125")), Money::from_pence(12));
    }

    proptest! {
        #[test]
        fn parts_add_up_and_both_widths_agree(sum in -10_i128.pow(20)..10_i128.pow(20),
                                              weights in prop::collection::vec(1_i128..10_000, 1..6)) {
            let parts = split(sum, &weights);
            prop_assert_eq!(parts.iter().sum::<i128>(), sum);
            prop_assert_eq!(split_in::<BigInt>(sum, &weights).unwrap(), parts);
        }

        #[test]
        fn rounding_is_the_same_in_every_width(numerator in any::<i64>(), denominator in 1..i64::MAX / 2) {
            let narrow = half_even(&numerator, &denominator);
            prop_assert_eq!(narrow, half_even(&i128::from(numerator), &i128::from(denominator)));
            prop_assert_eq!(narrow, half_even(&BigInt::from(numerator), &BigInt::from(denominator)));
        }
    }
}
