//! The lines that sum to a cell, to the penny.

use crate::money::{Assessment, Source};
use crate::plan::{EnvelopeIx, InitiativeIx, Plan};
use crate::units::Money;

/// On which side of the reconciliation a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// It is part of `spend`.
    Spend,
    /// It is part of `returned`.
    Returned,
}

/// One line of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellLine {
    /// Of which initiative; `None` for interest.
    pub initiative: Option<InitiativeIx>,
    /// From which line.
    pub source: Source,
    /// On which side.
    pub side: Side,
    /// How much: the lines of each side sum to it.
    pub amount: Money,
    /// How much of it the envelope may not pay.
    pub ineligible: Money,
}

/// The lines of an envelope in one year (`None`: over its whole life, years outside the plan included only under a
/// whole-life cap): spend first, each side with the largest first.
pub fn cell_lines(
    plan: &Plan,
    assessment: &Assessment,
    envelope: EnvelopeIx,
    year: Option<usize>,
) -> Vec<CellLine> {
    let owner = &plan.envelopes[envelope.at()];
    let mut lines: Vec<CellLine> = Vec::new();
    for posting in assessment.postings.of_envelope(envelope) {
        let wanted = match (year, posting.year) {
            (Some(year), Some(at)) => at as usize == year,
            (Some(_), None) => false,
            (None, Some(_)) => true,
            (None, None) => owner.total.is_some(),
        };
        if !wanted || (posting.amount.is_zero() && posting.ineligible.is_zero()) {
            continue;
        }
        let (side, amount) = match posting.source {
            // The net effect takes savings into its spend; every other envelope gets them back.
            Source::Benefit(_) if !owner.recurrent_only() => (Side::Returned, -posting.amount),
            Source::Benefit(_) | Source::Cost(_) | Source::Repayment(..) | Source::Interest(_) => {
                (Side::Spend, posting.amount)
            }
        };
        let line = CellLine {
            initiative: posting.initiative,
            source: posting.source,
            side,
            amount,
            ineligible: posting.ineligible,
        };
        lines.push(line);
    }
    // Over the whole life a line has a posting in every year: they are added up.
    lines.sort_by_key(|line| (line.initiative, line.source));
    lines.dedup_by(|next, known| {
        let same = (known.initiative, known.source) == (next.initiative, next.source);
        if same {
            known.amount += next.amount;
            known.ineligible += next.ineligible;
        }
        same
    });
    lines.sort_by_key(|line| (line.side, -line.amount.pence().abs(), line.initiative, line.source));
    lines
}
