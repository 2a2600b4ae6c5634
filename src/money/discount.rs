//! Discounting: factors that chain by year, with the long-term rates of the Green Book.
//!
//! *Source*: HM Treasury, The Green Book (2026): 3.5 % to year 30, 3.0 % to year 75, 2.5 % after; an own rate that is
//! lower stays. Year 0 is not discounted.

use num_bigint::BigInt;
use num_traits::Pow;
use rust_decimal::Decimal;

use super::exact::half_even;
use crate::units::Percent;

/// The discount factors of a horizon.
#[derive(Debug, Clone)]
pub(super) struct Discount {
    /// For each year, 1 and the rate as numerator and denominator; nothing happens in year 0.
    steps: Vec<(BigInt, BigInt)>,
    whole: BigInt,
}

/// The rate of the step into a year.
fn rate(own: Percent, year: usize) -> Percent {
    match year {
        0..=30 => own,
        31..=75 => own.min(Percent::new(Decimal::from_parts(30, 0, 0, false, 1))),
        _ => own.min(Percent::new(Decimal::from_parts(25, 0, 0, false, 1))),
    }
}

impl Discount {
    /// The factors of years 0 to `years` - 1 at an own rate above -100 %.
    pub(super) fn new(own: Percent, years: usize) -> Self {
        let steps: Vec<_> = (0..years.max(1))
            .map(|year| match year {
                0 => (BigInt::from(1), BigInt::from(1)),
                year => {
                    let (part, whole) = rate(own, year).fraction();
                    (BigInt::from((whole + part).max(1)), BigInt::from(whole))
                }
            })
            .collect();
        let whole = steps.iter().fold(BigInt::from(1), |all, (up, _)| all * up);
        Self { steps, whole }
    }

    /// The denominator of every present value.
    pub(super) fn whole(&self) -> &BigInt {
        &self.whole
    }

    /// The present value of amounts by year, times [`Discount::whole`] (from the last year back, by Horner's rule).
    pub(super) fn present_value(
        &self,
        amounts: impl DoubleEndedIterator<Item = BigInt> + ExactSizeIterator,
    ) -> BigInt {
        let mut value = BigInt::from(0);
        let mut over = BigInt::from(1);
        for (amount, (up, down)) in amounts.zip(&self.steps).rev() {
            value = (value + amount * &over) * down;
            over *= up;
        }
        value
    }

    /// The factor of one year, to twelve decimals, half-even.
    pub(super) fn factor(&self, year: usize) -> Decimal {
        let (up, down) = self.steps[..=year]
            .iter()
            .fold((BigInt::from(1), BigInt::from(1)), |(up, down), step| (up * &step.0, down * &step.1));
        half_even(&(down * BigInt::from(10).pow(12_u32)), &up)
            .and_then(|it| Decimal::try_from_i128_with_scale(it, 12).ok())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(discount: &Discount, year: usize, decimals: u32) -> String {
        discount.factor(year).round_dp(decimals).to_string()
    }

    #[test]
    fn factors_are_those_of_the_green_book() {
        // Green Book 2018, annex A6: £1,000 in years 0 to 10.
        let discount = Discount::new(Percent::parse("3.5%").unwrap(), 80);
        let expected = [1000, 966, 934, 902, 871, 842, 814, 786, 759, 734, 709];
        for (year, worth) in expected.into_iter().enumerate() {
            let factor = discount.factor(year) * Decimal::ONE_THOUSAND;
            assert_eq!(factor.round(), Decimal::from(worth), "year {year}");
        }
        // Long horizons chain: research of the same source.
        assert_eq!(rounded(&discount, 30, 4), "0.3563");
        assert_eq!(rounded(&discount, 31, 4), "0.3459");
        assert_eq!(rounded(&discount, 75, 4), "0.0942");
        assert_eq!(rounded(&discount, 76, 4), "0.0919");
    }

    #[test]
    fn a_lower_own_rate_stays() {
        let discount = Discount::new(Percent::parse("1.5%").unwrap(), 80);
        assert_eq!(rate(Percent::parse("1.5%").unwrap(), 77).to_string(), "1.5%");
        assert_eq!(rounded(&discount, 1, 6), "0.985222");
    }

    #[test]
    fn present_value_is_the_sum_of_discounted_amounts() {
        // At 10 %: 100 + 110 / 1.1 + 121 / 1.21 = 300.
        let discount = Discount::new(Percent::parse("10%").unwrap(), 3);
        let value = discount.present_value([100, 110, 121].map(BigInt::from).into_iter());
        assert_eq!(half_even(&value, discount.whole()), Some(300));
    }
}
