//! What each money line puts into each cell, to the penny.

use crate::plan::{EnvelopeIx, InitiativeIx};
use crate::units::Money;

/// Where the money of a posting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A cost line: an index into the initiative's `costs`.
    Cost(u32),
    /// A benefit line: an index into the initiative's `benefits`.
    Benefit(u32),
    /// Repayment of what the cost line with this index borrowed from an envelope.
    Repayment(u32, EnvelopeIx),
    /// Interest of a borrowing envelope charged here; belongs to no initiative.
    Interest(EnvelopeIx),
}

/// What one line puts into one envelope in one year.
///
/// *Units*: pence; costs, repayment and interest positive, benefits negative. The postings of a cell sum to its spend
/// minus its returned money, to the penny.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Into which envelope.
    pub envelope: EnvelopeIx,
    /// In which year, as an index into [`Assessment::years`]; `None`: outside the plan's years (counted against `total`).
    pub year: Option<u32>,
    /// Of which initiative; `None` for interest.
    pub initiative: Option<InitiativeIx>,
    /// From which line.
    pub source: Source,
    /// How much.
    pub amount: Money,
    /// How much of it is ineligible.
    pub ineligible: Money,
}
