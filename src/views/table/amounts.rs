//! The money of an initiative as written: before cases, inflation and what partners pay.

use crate::money::a_year;
use crate::plan::{Amount, BenefitKind, Initiative, Kind};
use crate::units::Money;
use crate::views::money::money_of;

/// How many columns of amounts there are.
const COUNT: usize = 6;

/// The amounts of one initiative, or the sums of several.
///
/// *Shape*: capital, one-off, recurrent a year, cashable a year, other benefits a year, net a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amounts {
    sums: [Money; COUNT],
    /// Whether there is a line at all.
    any: [bool; COUNT],
    /// Whether there is money that the figure cannot say: capital that recurs, amounts by year of what runs on, pay as you go.
    more: [bool; COUNT],
}

impl Amounts {
    /// The amounts of an initiative.
    pub fn of(initiative: &Initiative) -> Self {
        let mut amounts = Self::default();
        for line in &initiative.costs {
            let (nth, runs) = match line.kind {
                Kind::Capital => (0, false),
                Kind::OneOff => (1, false),
                Kind::Recurrent => (2, true),
            };
            let said = line.each.is_none() && says(&line.amount, line.per.is_some(), runs);
            amounts.add(nth, said.then(|| figure(&line.amount, line.per, runs)));
        }
        for line in &initiative.benefits {
            let nth = match line.kind {
                BenefitKind::Cashable => 3,
                BenefitKind::NonCashable => 4,
            };
            let said = says(&line.amount, line.per.is_some(), true);
            amounts.add(nth, said.then(|| figure(&line.amount, line.per, true)));
        }
        amounts.sums[5] = amounts.sums[3] - amounts.sums[2];
        amounts.any[5] = amounts.any[2] || amounts.any[3];
        amounts.more[5] = amounts.more[2] || amounts.more[3];
        amounts
    }

    fn add(&mut self, nth: usize, figure: Option<Money>) {
        self.any[nth] = true;
        match figure {
            Some(figure) => self.sums[nth] += figure,
            None => self.more[nth] = true,
        }
    }

    /// The sums of both.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        for nth in 0..COUNT {
            self.sums[nth] += other.sums[nth];
            self.any[nth] |= other.any[nth];
            self.more[nth] |= other.more[nth];
        }
        self
    }

    /// The figure of a column.
    pub const fn of_column(&self, nth: usize) -> Money {
        self.sums[nth]
    }

    /// The figure of a column for people; a plus after it says that there is more than a figure can say.
    pub fn words(&self, nth: usize, written: impl Fn(Money) -> String) -> String {
        match (self.any[nth], self.more[nth]) {
            (false, _) => String::new(),
            (true, false) => written(self.sums[nth]),
            (true, true) => format!("{}+", written(self.sums[nth])),
        }
    }
}

/// Whether the one figure of a column can say a line.
const fn says(amount: &Amount, per: bool, runs: bool) -> bool {
    match amount {
        Amount::Whole(_) => per == runs,
        Amount::ByYear(_) => !runs,
    }
}

fn figure(amount: &Amount, per: Option<crate::plan::Per>, runs: bool) -> Money {
    match amount {
        _ if runs => a_year(amount, per),
        Amount::Whole(amount) => money_of(*amount),
        Amount::ByYear(years) => years.values().map(|amount| money_of(*amount)).sum(),
    }
}
