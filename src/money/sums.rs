//! Sums over the whole plan: the recurrent figures by year, and the totals.

use crate::units::Money;

/// The recurrent figures of one year: net = running - cashable + repayment + interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecurrentYear {
    /// All recurrent cost but that of ideas.
    pub running: Money,
    /// Cashable benefits that are not in a `returned`, positive.
    pub cashable: Money,
    /// Repayment of borrowing.
    pub repayment: Money,
    /// Interest on borrowing.
    pub interest: Money,
    /// Non-cashable benefits, for the record.
    pub non_cashable: Money,
}

impl RecurrentYear {
    /// Running - cashable + repayment + interest.
    pub fn net(&self) -> Money {
        self.running - self.cashable + self.repayment + self.interest
    }
}

/// Whole sums: all phased pence, our part, unfunded and beyond included, ideas not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Capital.
    pub capital: Money,
    /// One-off revenue.
    pub one_off: Money,
    /// Full-year effect of recurrent cost.
    pub running_full_year: Money,
    /// Full-year effect of cashable benefits.
    pub cashable_full_year: Money,
}
