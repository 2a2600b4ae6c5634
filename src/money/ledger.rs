//! The ledger: what flows into and out of each envelope in each year, for the whole plan or for a part of it.

use super::again::Turn;
use super::exact::raised;
use crate::plan::{ByKind, EnvelopeIx, Kind};
use crate::units::{Money, Percent};

/// The flows of one envelope in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flows {
    /// Cost by kind.
    pub(super) cost: [Money; 3],
    /// Cashable benefits inside the net effect.
    pub(super) savings: Money,
    /// Repayment and interest charged here.
    pub(super) financing: Money,
    /// Benefits returned.
    pub(super) returned: Money,
    /// Cost that this envelope may not pay.
    pub(super) ineligible: Money,
}

impl Flows {
    /// Costs, less savings, plus financing.
    pub(super) fn spend(&self) -> Money {
        self.cost.iter().copied().sum::<Money>() - self.savings + self.financing
    }

    /// The same with each kind's cost raised by its contingency, half-even.
    pub(super) fn spend_with(&self, contingency: &ByKind<Option<Percent>>) -> Money {
        let cost: Money = Kind::ALL
            .into_iter()
            .map(|kind| {
                let sum = self.cost[kind as usize];
                contingency.of(kind).map_or(sum, |more| raised(sum, more))
            })
            .sum();
        cost - self.savings + self.financing
    }
}

impl Flows {
    /// Puts other flows in, or takes them out.
    fn turn(&mut self, of: &Self, turn: Turn) {
        let Self { cost, savings, financing, returned, ineligible } = self;
        for (sum, part) in cost.iter_mut().zip(of.cost) {
            turn.put(sum, part);
        }
        turn.put(savings, of.savings);
        turn.put(financing, of.financing);
        turn.put(returned, of.returned);
        turn.put(ineligible, of.ineligible);
    }
}

/// The debt of one borrowing envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Debt {
    /// Capital drawn, by year of the plan.
    pub(super) borrowed: Vec<Money>,
    /// Repaid, by year of the plan.
    pub(super) repaid: Vec<Money>,
}

/// Flows and debts of all envelopes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ledger {
    years: usize,
    flows: Vec<Flows>,
    debts: Vec<Option<Debt>>,
}

impl Ledger {
    /// An empty ledger for so many envelopes, of which some borrow, and years.
    pub(super) fn new(borrows: impl Iterator<Item = bool>, years: usize) -> Self {
        let none = || Debt { borrowed: vec![Money::ZERO; years], repaid: vec![Money::ZERO; years] };
        let debts: Vec<_> = borrows.map(|borrows| borrows.then(none)).collect();
        Self { years, flows: vec![Flows::default(); debts.len() * (years + 1)], debts }
    }

    /// The flows of an envelope in a year; `None`: outside the plan's years.
    pub(super) fn at(&mut self, envelope: EnvelopeIx, year: Option<usize>) -> &mut Flows {
        &mut self.flows[envelope.at() * (self.years + 1) + year.unwrap_or(self.years)]
    }

    /// The flows of an envelope by year of the plan, and those outside.
    pub(super) fn of(&self, envelope: EnvelopeIx) -> (&[Flows], &Flows) {
        let from = envelope.at() * (self.years + 1);
        let all = &self.flows[from..=from + self.years];
        (&all[..self.years], &all[self.years])
    }

    /// Adds what is drawn from an envelope that borrows, and repaid, by year.
    pub(super) fn owe(&mut self, envelope: EnvelopeIx, drawn: &[Money], repaid: &[Money]) {
        let Some(debt) = self.debt(envelope) else { return };
        for (sums, more) in [(&mut debt.borrowed, drawn), (&mut debt.repaid, repaid)] {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += *more;
            }
        }
    }

    /// Puts all that another ledger of the same envelopes and years has in, or takes it out.
    pub(super) fn turn(&mut self, of: &Self, turn: Turn) {
        for (flows, part) in self.flows.iter_mut().zip(&of.flows) {
            flows.turn(part, turn);
        }
        for (debt, part) in self.debts.iter_mut().flatten().zip(of.debts.iter().flatten()) {
            turn.put_all(&mut debt.borrowed, &part.borrowed);
            turn.put_all(&mut debt.repaid, &part.repaid);
        }
    }

    /// The debt of an envelope that borrows.
    pub(super) fn debt(&mut self, envelope: EnvelopeIx) -> Option<&mut Debt> {
        self.debts[envelope.at()].as_mut()
    }
}
