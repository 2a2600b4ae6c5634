//! What each initiative differs in between two plans that stand side by side: its days, what it costs once, and to run.

use super::columns::Apart as Column;
use super::figures::Figures;
use super::roadmap::costs_once;
use crate::analysis::Analysis;
use crate::content::Renames;
use crate::money::runs_a_year;
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
    /// What it costs to run a full year; nothing when it is left out.
    pub running: Both<Money>,
}

impl Apart {
    /// Whether anything differs that has a column.
    pub fn differs(&self) -> bool {
        let money = self.cost.differ() || self.running.differ();
        !self.known || self.start.differ() || self.finish.differ() || money
    }

    /// By how much it is dearer here, once or a year; nothing of its days.
    pub fn dearer(&self, of: Column) -> Option<Money> {
        let of = match of {
            Column::Cost => self.cost,
            Column::Running => self.running,
            Column::StartThere
            | Column::Start
            | Column::FinishThere
            | Column::Finish
            | Column::CostThere
            | Column::RunningThere => return None,
        };
        Some(of.here.unwrap_or(Money::ZERO) - of.there.unwrap_or(Money::ZERO))
    }

    /// What a column says; empty where there is no difference.
    pub fn words(&self, of: Column, figures: &Figures) -> String {
        let day = |day: Option<Day>| day.map(Day::words);
        let sum = |of: Both<Money>| of.there.filter(|_| of.differ()).map(|sum| figures.table(sum));
        match of {
            Column::StartThere if !self.known => "not there".to_owned(),
            Column::StartThere if self.cost.there.is_none() && self.cost.differ() => "left out".to_owned(),
            Column::StartThere if self.start.differ() => {
                day(self.start.there).unwrap_or_else(|| "no date".to_owned())
            }
            Column::FinishThere if self.finish.differ() => day(self.last_there()).unwrap_or_default(),
            Column::StartThere | Column::FinishThere => String::new(),
            Column::Start => later(self.start),
            Column::Finish => later(self.finish),
            Column::CostThere => sum(self.cost).unwrap_or_default(),
            Column::RunningThere => sum(self.running).unwrap_or_default(),
            Column::Cost | Column::Running => {
                let dearer = self.dearer(of).filter(|dearer| !dearer.is_zero());
                dearer.map(|dearer| figures.table_signed(dearer)).unwrap_or_default()
            }
        }
    }

    /// What rows are sorted by in a column: days, days later, pence; `None` where it says nothing.
    pub fn key(&self, of: Column) -> Option<i128> {
        let there = |of: Both<Day>| of.there.filter(|_| of.differ()).map(|day| day.number().into());
        let later = |of: Both<Day>| {
            let (here, there) = of.here.zip(of.there).filter(|_| of.differ())?;
            Some(here.since(there).into())
        };
        let sum = |of: Both<Money>| of.there.filter(|_| of.differ()).map(Money::pence);
        match of {
            Column::StartThere => there(self.start),
            Column::Start => later(self.start),
            Column::FinishThere => there(self.finish),
            Column::Finish => later(self.finish),
            Column::CostThere => sum(self.cost),
            Column::RunningThere => sum(self.running),
            Column::Cost | Column::Running => {
                self.dearer(of).filter(|dearer| !dearer.is_zero()).map(Money::pence)
            }
        }
    }

    /// All that differs, for people: `starts 1 Oct 2028 there (−12m)`; empty when nothing does.
    pub fn sentence(&self, figures: &Figures) -> String {
        if !self.known {
            return "not there".to_owned();
        }
        if self.cost.differ() && self.cost.there.is_none() {
            return "left out there".to_owned();
        }
        let mut parts = Vec::new();
        let mut days = |word: &str, of: Both<Day>, there: Option<Day>| {
            if of.differ() {
                let there = there.map_or_else(|| "without a date".to_owned(), Day::words);
                let later = later(of);
                let later = if later.is_empty() { later } else { format!(", {later} here") };
                parts.push(format!("{word} {there}{later}"));
            }
        };
        days("starts", self.start, self.start.there);
        days("ends", self.finish, self.last_there());
        let mut money = |word: &str, of: Both<Money>| {
            if of.differ() {
                let (here, there) = (of.here.unwrap_or(Money::ZERO), of.there.unwrap_or(Money::ZERO));
                parts.push(format!(
                    "{word} {}, {} here",
                    figures.spoken(there),
                    figures.signed(here - there)
                ));
            }
        };
        money("costs", self.cost);
        money("runs at", self.running);
        parts.join("   ")
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

impl Aparts {
    /// Whether anything differs in a column.
    pub fn any(&self, of: Column) -> bool {
        self.of.iter().any(|it| it.key(of).is_some())
    }

    /// By how much several are dearer together, once or a year; nothing of their days, and nothing when that is none.
    pub fn dearer(&self, of: Column, members: &[InitiativeIx]) -> Option<Money> {
        let each = members.iter().filter_map(|at| self.of.get(at.at())?.dearer(of));
        Some(each.sum()).filter(|sum: &Money| !sum.is_zero())
    }

    /// What one differs in, if it does.
    pub fn of_one(&self, at: InitiativeIx) -> Option<&Apart> {
        self.of.get(at.at()).filter(|of| of.differs())
    }
}

/// Sets two analyses side by side, matched by ids through those that differ.
pub fn apart(here: &Analysis, there: &Analysis, ids: &Renames) -> Aparts {
    let costs = (costs_once(here), costs_once(there));
    let cost = |of: &Analysis, costs: &[Money], at: InitiativeIx| {
        Some(costs[at.at()]).filter(|_| !of.plan.initiatives[at.at()].dropped)
    };
    let runs = |of: &Analysis, at: InitiativeIx| {
        let it = &of.plan.initiatives[at.at()];
        (!it.dropped).then(|| runs_a_year(it, &of.factors))
    };
    let of = here.plan.initiatives.iter().enumerate().map(|(at, of)| {
        let at = InitiativeIx(at as u32);
        let same = there.plan.same_initiative(ids.before("initiative", &of.id).unwrap_or(&of.id), at);
        let placed = (here.schedule.placed(at), same.and_then(|same| there.schedule.placed(same)));
        Apart {
            known: same.is_some(),
            start: Both { here: placed.0.map(|it| it.start), there: placed.1.map(|it| it.start) },
            finish: Both { here: placed.0.map(|it| it.finish), there: placed.1.map(|it| it.finish) },
            cost: Both {
                here: cost(here, &costs.0, at),
                there: same.and_then(|same| cost(there, &costs.1, same)),
            },
            running: Both { here: runs(here, at), there: same.and_then(|same| runs(there, same)) },
        }
    });
    let is_here = |id: &str| here.plan.initiative(ids.after("initiative", id).unwrap_or(id)).is_some();
    let only_there = there.plan.initiatives.iter().filter(|it| !is_here(&it.id)).count();
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
