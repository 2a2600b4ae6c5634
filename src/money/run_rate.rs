//! The run-rate: the full-year effect of money that recurs, without inflation, ramp or window.

use num_bigint::BigInt;

use super::exact::{MOST_PENCE, exact_pence, half_even};
use super::shares::OurPart;
use crate::plan::{Amount, Factors, Initiative, Kind, Per};
use crate::units::{Money, Percent};

/// What a line with `per` comes to in a full year (x 1, 4, 12 or 365/7), half-even; nothing for any other line.
pub(super) fn of(amount: &Amount, per: Option<Per>, more: Percent) -> Money {
    let (Amount::Whole(amount), Some(per)) = (amount, per) else { return Money::ZERO };
    let (times, over) = match per {
        Per::Year => (1, 1),
        Per::Quarter => (4, 1),
        Per::Month => (12, 1),
        Per::Week => (365, 7),
    };
    let narrow = || -> Option<i128> {
        let (pence, parts) = exact_pence::<i64>(*amount, more)?;
        half_even(&pence.checked_mul(times)?, &parts.checked_mul(over)?)
    };
    let wide = || -> Option<i128> {
        let (pence, parts) = exact_pence::<BigInt>(*amount, more)?;
        half_even(&(pence * BigInt::from(times)), &(parts * BigInt::from(over)))
    };
    let most = 12 * MOST_PENCE;
    Money::from_pence(narrow().or_else(wide).map_or(0, |pence| pence.clamp(-most, most)))
}

/// What a line with `per` comes to in a full year, as written.
pub fn a_year(amount: &Amount, per: Option<Per>) -> Money {
    of(amount, per, Percent::ZERO)
}

/// What an initiative costs to run in a full year: our part, under the case.
pub fn runs_a_year(initiative: &Initiative, factors: &Factors) -> Money {
    let ours = OurPart::of(initiative);
    let recurrent = initiative.costs.iter().filter(|line| line.kind == Kind::Recurrent);
    let rates = recurrent.map(|line| of(&line.amount, line.per, factors.recurrent));
    rates.map(|rate| Money::from_pence(ours.take(rate.pence()))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_makes_a_year() {
        let amount = |text: &str| Amount::Whole(crate::units::parse_amount(text).unwrap());
        let none = Percent::ZERO;
        assert_eq!(of(&amount("100"), Some(Per::Year), none), Money::from_pence(10_000));
        assert_eq!(of(&amount("100"), Some(Per::Quarter), none), Money::from_pence(40_000));
        assert_eq!(of(&amount("100"), Some(Per::Month), none), Money::from_pence(120_000));
        // 100 x 365 / 7 = 5,214.2857...
        assert_eq!(of(&amount("100"), Some(Per::Week), none), Money::from_pence(521_429));
        assert_eq!(of(&amount("100"), None, none), Money::ZERO);
        assert_eq!(
            of(&amount("100"), Some(Per::Year), Percent::parse("-50%").unwrap()),
            Money::from_pence(5_000)
        );
    }
}
