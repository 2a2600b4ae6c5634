//! Sums over the whole plan: the recurrent figures by year, and the totals.

use super::again::Turn;
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
    /// Puts what others have in, or takes it out.
    pub(super) fn turn(&mut self, of: &Self, turn: Turn) {
        let Self { running, cashable, repayment, interest, non_cashable } = self;
        turn.put(running, of.running);
        turn.put(cashable, of.cashable);
        turn.put(repayment, of.repayment);
        turn.put(interest, of.interest);
        turn.put(non_cashable, of.non_cashable);
    }

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

impl Totals {
    /// Puts what others have in, or takes it out.
    pub(super) fn turn(&mut self, of: &Self, turn: Turn) {
        let Self { capital, one_off, running_full_year, cashable_full_year } = self;
        turn.put(capital, of.capital);
        turn.put(one_off, of.one_off);
        turn.put(running_full_year, of.running_full_year);
        turn.put(cashable_full_year, of.cashable_full_year);
    }
}
