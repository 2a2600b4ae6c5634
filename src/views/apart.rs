//! What each initiative differs in between two plans that stand side by side: its days, and what it costs once.

use super::roadmap::costs_once;
use crate::analysis::Analysis;
use crate::plan::InitiativeIx;
use crate::units::{Day, Money};

/// The same thing in what is shown and in what it is compared with; `None`: it has none there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Both<T> {
    /// In what is shown.
    pub here: Option<T>,
    /// In what it is compared with.
    pub there: Option<T>,
}

impl<T: PartialEq> Both<T> {
    /// Whether the two differ.
    pub fn differ(&self) -> bool {
        self.here != self.there
    }
}

/// One initiative here against the same one there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apart {
    /// Whether it is there at all.
    pub known: bool,
    /// Its first days.
    pub start: Both<Day>,
    /// Its half-open ends.
    pub finish: Both<Day>,
    /// What it costs once; nothing when it is left out.
    pub cost: Both<Money>,
}

impl Apart {
    /// Whether anything differs that has a column.
    pub fn differs(&self) -> bool {
        !self.known || self.start.differ() || self.finish.differ() || self.cost.differ()
    }

    /// By how much it is dearer here.
    pub fn dearer(&self) -> Money {
        self.cost.here.unwrap_or(Money::ZERO) - self.cost.there.unwrap_or(Money::ZERO)
    }

    /// Its last day there.
    pub fn last_there(&self) -> Option<Day> {
        let (start, finish) = self.start.there.zip(self.finish.there)?;
        Some(if start == finish { finish } else { finish.previous() })
    }
}

/// All initiatives of a plan against another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aparts {
    /// One for each initiative of what is shown.
    pub of: Vec<Apart>,
    /// How many are only in what it is compared with.
    pub only_there: usize,
}

/// Sets two analyses side by side, matched by ids.
pub fn apart(here: &Analysis, there: &Analysis) -> Aparts {
    let costs = (costs_once(here), costs_once(there));
    let cost = |of: &Analysis, costs: &[Money], at: InitiativeIx| {
        Some(costs[at.at()]).filter(|_| !of.plan.initiatives[at.at()].dropped)
    };
    let of = here.plan.initiatives.iter().enumerate().map(|(at, of)| {
        let at = InitiativeIx(at as u32);
        let same = there.plan.same_initiative(&of.id, at);
        let placed = (here.schedule.placed(at), same.and_then(|same| there.schedule.placed(same)));
        Apart {
            known: same.is_some(),
            start: Both { here: placed.0.map(|it| it.start), there: placed.1.map(|it| it.start) },
            finish: Both { here: placed.0.map(|it| it.finish), there: placed.1.map(|it| it.finish) },
            cost: Both {
                here: cost(here, &costs.0, at),
                there: same.and_then(|same| cost(there, &costs.1, same)),
            },
        }
    });
    let only_there =
        there.plan.initiatives.iter().filter(|it| here.plan.initiative(&it.id).is_none()).count();
    Aparts { of: of.collect(), only_there }
}

/// How much later a day is here, in whole months where it is so many, else in days: `+12m`, `−9d`; empty for the same day.
pub fn later(days: Both<Day>) -> String {
    let Some((here, there)) = days.here.zip(days.there).filter(|(here, there)| here != there) else {
        return String::new();
    };
    let sign = if here > there { '+' } else { '−' };
    let months = here.month().number() - there.month().number();
    if months != 0 && there.plus_months(months.into()) == here {
        format!("{sign}{}m", months.unsigned_abs())
    } else {
        format!("{sign}{}d", here.since(there).unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_later_is_said_in_months_where_it_is_whole_ones() {
        let of = |here: &str, there: &str| later(Both { here: Day::parse(here), there: Day::parse(there) });
        assert_eq!(of("2028-10-01", "2027-10-01"), "+12m");
        assert_eq!(of("2027-10-01", "2028-01-01"), "−3m");
        assert_eq!(of("2027-10-10", "2027-10-01"), "+9d");
        // October has 31 days: 14 of them and the rest.
        assert_eq!(of("2027-10-15", "2027-11-01"), "−17d");
        assert_eq!(of("2027-10-01", "2027-10-01"), "");
        assert_eq!(later(Both { here: Day::parse("2027-10-01"), there: None }), "");
    }
}
