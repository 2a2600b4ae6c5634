//! Envelopes: the money that may be spent, by year or for life, and on what conditions.

use rust_decimal::Decimal;

use super::{ByYear, EnvelopeIx, Kind};
use crate::units::{Day, Percent};

/// An envelope of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The kinds it pays, each once, in the order capital, one-off, recurrent; never empty.
    pub pays: Vec<Kind>,
    /// Allocations (a reserve: drawdown limits) by year.
    pub years: ByYear,
    /// Whole-life cap.
    pub total: Option<Decimal>,
    /// Whether a surplus opens the next year.
    pub carries_surplus: bool,
    /// First day on which spend is eligible.
    pub from: Option<Day>,
    /// Half-open end of eligibility.
    pub until: Option<Day>,
    /// What makes it a reserve.
    pub reserve: Option<Reserve>,
    /// Contributions to the reserve by year.
    pub additions: ByYear,
    /// What makes it borrowing.
    pub borrowing: Option<Borrowing>,
    /// Where its repayment and interest are charged.
    pub charged_to: Option<EnvelopeIx>,
    /// Who confirmed it; `None`: not confirmed.
    pub confirmed: Option<Confirmed>,
    /// The partner it comes from.
    pub partner: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Left out.
    pub dropped: bool,
}

/// A stock of money: drawn down, never under its floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reserve {
    /// Balance at the plan's start, major units.
    pub opening: Decimal,
    /// The least it may hold at a year's end, major units.
    pub floor: Decimal,
}

/// What borrowing costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Borrowing {
    /// Yearly interest.
    pub interest: Percent,
    /// Whole years over which it is repaid, when the line says none.
    pub life: Option<u32>,
}

/// Who confirmed an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Confirmed {
    /// Who.
    pub by: Option<String>,
    /// When.
    pub on: Option<Day>,
    /// The minute that records it.
    pub minute: Option<String>,
}

impl Envelope {
    /// Whether it pays that kind.
    pub fn pays(&self, kind: Kind) -> bool {
        self.pays.contains(&kind)
    }

    /// Whether it pays recurrent money and nothing else, so that it holds the net effect on the revenue budget.
    pub fn recurrent_only(&self) -> bool {
        self.pays == [Kind::Recurrent]
    }
}
