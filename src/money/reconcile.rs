//! The reconciliation of an envelope: opening + allocation + returned - spend = closing, year after year.

use super::exact::{to_money, under_share};
use crate::plan::{ByYear, Envelope};
use crate::units::{FinancialYear, Money, Percent};

/// What an envelope allows, by year of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Terms {
    /// No yearly limit: only a whole-life cap.
    Open,
    /// An allocation for each year; whether a surplus opens the next year.
    Yearly {
        /// By year.
        allocations: Vec<Money>,
        /// Whether a surplus opens the next year.
        carries: bool,
    },
    /// A stock.
    Reserve {
        /// At the plan's start.
        opening: Money,
        /// The least at a year's end.
        floor: Money,
        /// Contributions by year.
        additions: Vec<Money>,
        /// Drawdown limits by year; `None`: no limits.
        limits: Option<Vec<Money>>,
    },
}

/// One year of a reconciliation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) opening: Money,
    pub(super) allocation: Option<Money>,
    pub(super) closing: Option<Money>,
    pub(super) lapsed: Money,
    pub(super) headroom: Option<Money>,
    pub(super) balance: Option<Money>,
    pub(super) limit: Option<Money>,
    /// Headroom at or above nothing, and under the tolerance.
    pub(super) tight: bool,
}

impl Standing {
    /// Whether headroom is below nothing.
    pub(super) fn over(&self) -> bool {
        self.headroom.is_some_and(Money::is_negative)
    }
}

fn by_year(amounts: &ByYear, years: &[FinancialYear]) -> Vec<Money> {
    years.iter().map(|year| amounts.get(year).map_or(Money::ZERO, |amount| to_money(*amount))).collect()
}

impl Terms {
    /// The terms of an envelope: some years listed, the others have nothing; nothing at all listed, nothing allowed.
    pub(super) fn of(envelope: &Envelope, years: &[FinancialYear]) -> Self {
        let listed = !envelope.years.is_empty();
        match envelope.reserve {
            Some(reserve) => Self::Reserve {
                opening: to_money(reserve.opening),
                floor: to_money(reserve.floor),
                additions: by_year(&envelope.additions, years),
                limits: listed.then(|| by_year(&envelope.years, years)),
            },
            None if !listed && envelope.total.is_some() => Self::Open,
            None => Self::Yearly {
                allocations: by_year(&envelope.years, years),
                carries: envelope.carries_surplus,
            },
        }
    }

    /// The allocations of the years, summed; `None` without a yearly limit.
    pub(super) fn allocations(&self) -> Option<Money> {
        match self {
            Self::Open => None,
            Self::Yearly { allocations, .. } => Some(allocations.iter().copied().sum()),
            Self::Reserve { additions, .. } => Some(additions.iter().copied().sum()),
        }
    }

    /// What a reserve holds before the first year; nothing for anything else.
    pub(super) fn first_opening(&self) -> Money {
        match self {
            Self::Reserve { opening, .. } => *opening,
            Self::Open | Self::Yearly { .. } => Money::ZERO,
        }
    }

    /// Reconciles spend and returned money, by year.
    pub(super) fn reconcile(
        &self,
        flows: impl Iterator<Item = (Money, Money)>,
        tolerance: Percent,
    ) -> Vec<Standing> {
        match self {
            Self::Open => flows.map(|_| Standing::open()).collect(),
            Self::Yearly { allocations, carries } => {
                let mut opening = Money::ZERO;
                flows
                    .zip(allocations)
                    .map(|((spend, returned), allocation)| {
                        let standing = yearly(opening, *allocation, returned, spend, *carries, tolerance);
                        opening = match standing.closing {
                            Some(closing) if *carries => closing.max(Money::ZERO),
                            Some(_) | None => Money::ZERO,
                        };
                        standing
                    })
                    .collect()
            }
            Self::Reserve { opening, floor, additions, limits } => {
                let mut opening = *opening;
                flows
                    .zip(additions)
                    .enumerate()
                    .map(|(year, ((spend, returned), add))| {
                        let available = opening + *add + returned;
                        let limit = limits.as_ref().map(|limits| limits[year]);
                        let standing = reserve(opening, *add, available, spend, *floor, limit, tolerance);
                        opening = available - spend;
                        standing
                    })
                    .collect()
            }
        }
    }
}

impl Standing {
    fn open() -> Self {
        Self {
            opening: Money::ZERO,
            allocation: None,
            closing: None,
            lapsed: Money::ZERO,
            headroom: None,
            balance: None,
            limit: None,
            tight: false,
        }
    }
}

/// Whether headroom is at or above nothing and under the tolerance of what is available.
pub(super) fn is_tight(headroom: Money, tolerance: Percent, available: Money) -> bool {
    !headroom.is_negative() && under_share(headroom, tolerance, available)
}

fn yearly(
    opening: Money,
    allocation: Money,
    returned: Money,
    spend: Money,
    carries: bool,
    tolerance: Percent,
) -> Standing {
    let available = opening + allocation + returned;
    let closing = available - spend;
    Standing {
        opening,
        allocation: Some(allocation),
        closing: Some(closing),
        lapsed: if carries { Money::ZERO } else { closing.max(Money::ZERO) },
        headroom: Some(closing),
        balance: None,
        limit: None,
        tight: is_tight(closing, tolerance, available),
    }
}

fn reserve(
    opening: Money,
    add: Money,
    available: Money,
    spend: Money,
    floor: Money,
    limit: Option<Money>,
    tolerance: Percent,
) -> Standing {
    let balance = available - spend;
    let above_floor = balance - floor;
    let undrawn = limit.map(|limit| limit - spend);
    let headroom = undrawn.map_or(above_floor, |undrawn| above_floor.min(undrawn));
    let near_floor = is_tight(above_floor, tolerance, available);
    let near_limit = undrawn.zip(limit).is_some_and(|(undrawn, limit)| is_tight(undrawn, tolerance, limit));
    Standing {
        opening,
        allocation: Some(add),
        closing: Some(balance),
        lapsed: Money::ZERO,
        headroom: Some(headroom),
        balance: Some(balance),
        limit,
        tight: !headroom.is_negative() && (near_floor || near_limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pounds(value: i128) -> Money {
        Money::from_pence(value * 100)
    }

    fn run(terms: &Terms, spend: &[i128]) -> Vec<(i128, i128, i128, bool)> {
        let flows = spend.iter().map(|spend| (pounds(*spend), Money::ZERO));
        terms
            .reconcile(flows, Percent::parse("5%").unwrap())
            .into_iter()
            .map(|it| {
                let whole = |money: Money| money.pence() / 100;
                (whole(it.opening), whole(it.headroom.unwrap()), whole(it.lapsed), it.tight)
            })
            .collect()
    }

    #[test]
    fn a_surplus_is_carried_and_an_overspend_is_not() {
        // 100 a year; 40 leaves 60; 60 + 100 - 170 = -10 over; the next year opens with nothing.
        let terms = |carries| Terms::Yearly { allocations: vec![pounds(100); 3], carries };
        assert_eq!(
            run(&terms(true), &[40, 170, 97]),
            [(0, 60, 0, false), (60, -10, 0, false), (0, 3, 0, true)]
        );
        // Without carry-forward the 60 lapse, and the second year is over by 70.
        assert_eq!(
            run(&terms(false), &[40, 170, 97]),
            [(0, 60, 60, false), (0, -70, 0, false), (0, 3, 3, true)]
        );
    }

    #[test]
    fn a_reserve_holds_its_floor_and_its_limit() {
        // 500 + 100 - 200 = 400, floor 150: 250 above it; limit 210: 10 undrawn, which is under 5 % of 210 (10.50).
        // 400 + 0 - 260 = 140: 10 below the floor, though 40 of the limit of 300 are left.
        let terms = Terms::Reserve {
            opening: pounds(500),
            floor: pounds(150),
            additions: vec![pounds(100), pounds(0)],
            limits: Some(vec![pounds(210), pounds(300)]),
        };
        assert_eq!(run(&terms, &[200, 260]), [(500, 10, 0, true), (400, -10, 0, false)]);
    }
}
