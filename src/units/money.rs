//! Money as whole pence, and the exact reading of an amount from its source text.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use rust_decimal::Decimal;

/// An exact sum of money.
///
/// *Units*: pence (hundredths of the major unit of the plan's currency), negative allowed. 128 bits hold the sum of
/// every amount that a file of 16 MiB can state, so plain addition cannot overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i128);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Money from whole pence.
    pub const fn from_pence(pence: i128) -> Self {
        Self(pence)
    }

    /// The whole pence.
    pub const fn pence(self) -> i128 {
        self.0
    }

    /// The magnitude.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether this is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether this is exactly nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Major units with two decimals and no separators, as JSON carries it: `-1234.50`.
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", magnitude / 100, magnitude % 100)
    }

    /// Major units with thousands separators; pence only when there are any: `1,234.50`, `18,500`.
    pub fn grouped(self) -> String {
        let sign = if self.0 < 0 { "\u{2212}" } else { "" };
        let magnitude = self.0.unsigned_abs();
        let mut text = group(magnitude / 100);
        if !magnitude.is_multiple_of(100) {
            text.push_str(&format!(".{:02}", magnitude % 100));
        }
        format!("{sign}{text}")
    }
}

/// Digits in groups of three: `1234567` becomes `1,234,567`.
fn group(whole: u128) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.grouped())
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}

/// Reads an amount in major units from its TOML source text, never through a float.
///
/// Accepts what TOML writes as a decimal integer or a plain decimal (`120_000`, `0.15`, `-3.5`, `+2`); `None` for
/// exponents, hexadecimal, `inf`, `nan` and more than 28 digits.
pub fn parse_amount(source: &str) -> Option<Decimal> {
    let unsigned = source.strip_prefix(['-', '+']).unwrap_or(source);
    let point = unsigned.bytes().position(|byte| byte == b'.');
    let (whole, fraction) = point.map_or((unsigned, None), |at| (&unsigned[..at], Some(&unsigned[at + 1..])));
    let sign = if source.starts_with('-') { -1 } else { 1 };
    if fraction.is_none() && whole.len() <= WORD {
        return word(whole).map(|number| Decimal::from(number * sign));
    }
    let mut mantissa = digits(0, whole)?;
    let mut scale = 0;
    if let Some(fraction) = fraction {
        mantissa = digits(mantissa, fraction)?;
        scale = fraction.bytes().filter(u8::is_ascii_digit).count();
    }
    Decimal::try_from_i128_with_scale(mantissa * i128::from(sign), u32::try_from(scale).ok()?).ok()
}

/// How many digits a machine word holds, whatever they are.
const WORD: usize = 18;

/// The digits of a short part of an amount; `None` when it is no such part.
fn word(part: &str) -> Option<i64> {
    let mut number = 0;
    let mut last = b'_';
    for byte in part.bytes() {
        match byte {
            b'0'..=b'9' => number = number * 10 + i64::from(byte - b'0'),
            b'_' if last != b'_' => {}
            _ => return None,
        }
        last = byte;
    }
    (last != b'_').then_some(number)
}

/// The digits of one part of an amount, behind those before it; `None` when it is no such part, or too long.
fn digits(before: i128, part: &str) -> Option<i128> {
    let mut number = before;
    let mut last = b'_';
    for byte in part.bytes() {
        match byte {
            b'0'..=b'9' => number = number.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?,
            b'_' if last != b'_' => {}
            _ => return None,
        }
        last = byte;
    }
    (last != b'_').then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        let cases = [
            ("120_000", Some("120000")),
            ("0.15", Some("0.15")),
            ("-3.50", Some("-3.50")),
            ("+2", Some("2")),
            ("1234567890123456.78", Some("1234567890123456.78")),
            ("1e3", None),
            ("0x10", None),
            ("inf", None),
            ("1__0", None),
            ("1_", None),
            ("_1", None),
            ("1.", None),
            (".5", None),
            ("1.0_5", Some("1.05")),
            ("-0.00", Some("0.00")),
            ("79228162514264337593543950335", Some("79228162514264337593543950335")),
            ("79228162514264337593543950336", None),
            ("99999999999999999999999999999999", None),
        ];
        for (source, expected) in cases {
            assert_eq!(parse_amount(source).map(|d| d.to_string()).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn money_is_shown_with_its_pence_and_its_sign() {
        assert_eq!(Money::from_pence(-5).plain(), "-0.05");
        assert_eq!(Money::from_pence(123_456_700).grouped(), "1,234,567");
        assert_eq!(Money::from_pence(-1_850_050).grouped(), "\u{2212}18,500.50");
    }
}
