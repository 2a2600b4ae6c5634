//! Borrowing: the loans of a line, their repayment, and the interest of an envelope.

use super::exact::{half_even, share_of};
use super::ledger::Debt;
use crate::units::{Money, Percent};

/// What a line repays by year of the plan.
///
/// `borrowed` is what it draws from one envelope by year of the plan; `finished` is the financial year of its
/// initiative's last day as an index into the plan's years, negative before them. What has one first repayment year
/// is one loan: everything drawn up to the year of the last day together, each later year alone.
pub(super) fn repayments(borrowed: &[Money], finished: i32, life: u32) -> Vec<Money> {
    let mut repaid = vec![Money::ZERO; borrowed.len()];
    let together = usize::try_from(finished + 1).unwrap_or(0).min(borrowed.len());
    let (first, later) = borrowed.split_at(together);
    repay(first.iter().copied().sum(), usize::try_from(finished + 1).unwrap_or(0), life, &mut repaid);
    for (at, drawn) in later.iter().enumerate() {
        repay(*drawn, together + at + 1, life, &mut repaid);
    }
    repaid
}

/// Adds the instalments of one loan from year `first` on: equal, their running sum rounded half-even.
fn repay(loan: Money, first: usize, life: u32, repaid: &mut [Money]) {
    if loan.is_zero() || first >= repaid.len() {
        return;
    }
    let mut before = 0;
    for (instalments, sum) in (1..=life).zip(&mut repaid[first..]) {
        let now = if instalments == life { loan.pence() } else { part(loan, instalments, life) };
        *sum += Money::from_pence(now - before);
        before = now;
    }
}

/// The pence of the first of `life` equal instalments, half-even.
fn part(loan: Money, instalments: u32, life: u32) -> i128 {
    let narrow = || {
        let product = i64::try_from(loan.pence()).ok()?.checked_mul(i64::from(instalments))?;
        half_even(&product, &i64::from(life))
    };
    let wide = || {
        let product =
            loan.pence().checked_mul(i128::from(instalments)).expect("a line is small beside 128 bits");
        half_even(&product, &i128::from(life)).expect("a quotient is no larger than its numerator")
    };
    narrow().unwrap_or_else(wide)
}

/// The interest of an envelope by year: rate x (opening + closing debt) / 2, half-even; its first opening is nothing.
pub(super) fn interest(debt: &Debt, rate: Percent) -> Vec<Money> {
    let mut opening = Money::ZERO;
    debt.borrowed
        .iter()
        .zip(&debt.repaid)
        .map(|(borrowed, repaid)| {
            let closing = opening + *borrowed - *repaid;
            let interest = share_of(opening + closing, rate, 2);
            opening = closing;
            interest
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pence(values: &[i128]) -> Vec<Money> {
        values.iter().copied().map(Money::from_pence).collect()
    }

    #[test]
    fn northmere_s2_05_by_hand() {
        // £210,000 in 2027/28 and in 2028/29, finished in 2028/29 (year 1), over 5 years: £84,000 from 2029/30 on.
        let borrowed = pence(&[21_000_000, 21_000_000, 0, 0, 0, 0, 0, 0]);
        let repaid = repayments(&borrowed, 1, 5);
        let instalment = 8_400_000;
        assert_eq!(repaid, pence(&[0, 0, instalment, instalment, instalment, instalment, instalment, 0]));
        // Interest at 4.9 %: 5,145.00, 15,435.00, 18,522.00, 14,406.00, 10,290.00, 6,174.00, 2,058.00.
        let rate = Percent::parse("4.9%").unwrap();
        assert_eq!(
            interest(&Debt { borrowed, repaid }, rate),
            pence(&[514_500, 1_543_500, 1_852_200, 1_440_600, 1_029_000, 617_400, 205_800, 0])
        );
    }

    #[test]
    fn late_spend_is_a_loan_of_its_own() {
        // 1.00 drawn in each of the years 0, 1, 2; finished in year 0; 3 years. Loans: 1.00 from year 1 (33, 34, 33: the
        // running sums are 33.3 -> 33, 66.7 -> 67, 100), 1.00 from year 2, 1.00 from year 3.
        assert_eq!(
            repayments(&pence(&[100, 100, 100, 0, 0]), 0, 3),
            pence(&[0, 33, 34 + 33, 33 + 34 + 33, 33 + 34])
        );
        // Finished before the plan: nothing waits.
        assert_eq!(repayments(&pence(&[100, 0, 0]), -4, 1), pence(&[0, 100, 0]));
        // Finished after the plan's years: nothing is repaid inside them.
        assert_eq!(repayments(&pence(&[100, 100]), 5, 3), pence(&[0, 0]));
    }
}
