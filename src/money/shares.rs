//! Shares of a line: our part beside that of the partners.

use super::exact;
use super::monthly::Monthly;
use super::row::Phased;
use crate::plan::Initiative;
use crate::units::Percent;

/// What part of an initiative's costs is ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OurPart {
    /// All of it.
    All,
    /// By weights: ours first, then the partners in id order.
    Shared(Vec<i128>),
    /// Nothing.
    None,
}

impl OurPart {
    pub(super) fn of(initiative: &Initiative) -> Self {
        if initiative.shared_with.is_empty() {
            return Self::All;
        }
        let mut partners = initiative.shared_with.clone();
        partners.sort_by_key(|(ix, _)| *ix);
        let mut percents = vec![Percent::HUNDRED];
        percents.extend(partners.iter().map(|(_, percent)| *percent));
        let Some(mut weights) = exact::weights(&percents) else { return Self::None };
        if weights.iter().any(|it| *it < 0) {
            return Self::All;
        }
        let theirs = weights[1..].iter().try_fold(0_i128, |all, it| all.checked_add(*it));
        match theirs.map(|theirs| weights[0] - theirs) {
            Some(ours) if ours > 0 => {
                weights[0] = ours;
                Self::Shared(weights)
            }
            Some(_) | None => Self::None,
        }
    }

    /// Our part of a running sum of pence: by largest remainder, ties to us, then to the smaller id.
    pub(super) fn take(&self, sum: i128) -> i128 {
        match self {
            Self::All => sum,
            Self::Shared(weights) => exact::split(sum, weights)[0],
            Self::None => 0,
        }
    }

    /// Adds our part of a row to sums by month.
    pub(super) fn add(&self, row: &Phased, sums: &mut Monthly) {
        match self {
            Self::All => row.add_to(sums),
            Self::Shared(_) => row.add_part_to(sums, |sum| self.take(sum)),
            Self::None => {}
        }
    }
}
