//! A percentage as written: exact, signed.

use std::fmt;

use rust_decimal::Decimal;

/// A percentage, exact as written.
///
/// *Units*: hundredths: `Percent` of "4.9%" holds 4.9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(Decimal);

impl Percent {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// The whole.
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);

    /// A percentage from its number: `Percent::new(dec!(4.9))` is 4.9 %.
    pub const fn new(number: Decimal) -> Self {
        Self(number)
    }

    /// The number before the sign: 4.9 for 4.9 %.
    pub const fn number(self) -> Decimal {
        self.0
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Reads `"4.9%"`, `"-10 %"`; the sign `%` is required.
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.trim().strip_suffix('%')?.trim_end();
        super::parse_amount(number).map(Self)
    }

    /// The exact fraction as numerator and denominator (a power of ten): 4.9 % is 49 / 1000.
    pub fn fraction(self) -> (i128, i128) {
        let number = self.0.normalize();
        let scale = number.scale() + 2;
        (number.mantissa(), 10_i128.pow(scale))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0.normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_need_their_sign_and_stay_exact() {
        assert_eq!(Percent::parse("4.9%").map(Percent::fraction), Some((49, 1000)));
        assert_eq!(Percent::parse("-10 %").map(Percent::fraction), Some((-10, 100)));
        assert_eq!(Percent::parse("4.9"), None);
        assert_eq!(Percent::parse("%"), None);
    }
}
