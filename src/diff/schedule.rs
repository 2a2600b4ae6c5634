//! When everything happens, in both versions.

use super::{Change, Pairing, Side};
use crate::content::ItemName;
use crate::units::Day;

/// An initiative on other dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub item: ItemName,
    /// Its title.
    pub title: String,
    /// First day and half-open end; `None` where it has no dates.
    pub dates: Change<Option<(Day, Day)>>,
    /// Whether it says something else itself.
    pub edited: bool,
    /// The changed items that drive it, itself aside.
    pub because: Vec<ItemName>,
}

/// A gate on another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateMoved {
    /// The stage that it belongs to.
    pub stage: String,
    /// Its title.
    pub title: String,
    /// The half-open end of its day; `None` where it has none.
    pub day: Change<Option<Day>>,
}

/// When everything happens, in both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleChange {
    /// The plan's first day.
    pub start: Change<Day>,
    /// The plan's half-open end.
    pub end: Change<Day>,
    /// The last finish of the initiatives (half-open).
    pub finish: Change<Day>,
    /// What is on other dates, in id order; not what came or went.
    pub moved: Vec<Moved>,
    /// The gates of both versions that are on other days, in the order of the stages.
    pub gates: Vec<GateMoved>,
}

pub(super) fn find(
    before: Side<'_>,
    after: Side<'_>,
    pairing: &Pairing,
    moved: Vec<Moved>,
) -> ScheduleChange {
    let (was, is) = (&before.analysis.schedule, &after.analysis.schedule);
    let gate = |(old, new): (usize, &Option<crate::plan::StageIx>)| {
        let new = new.as_ref()?.at();
        let (earlier, later) = (&before.analysis.plan.stages[old], &after.analysis.plan.stages[new]);
        let (Some(_), Some(gate)) = (&earlier.gate, &later.gate) else { return None };
        let day = Change::new(was.gates[old], is.gates[new]);
        day.is_change().then(|| GateMoved { stage: later.id.clone(), title: gate.title.clone(), day })
    };
    ScheduleChange {
        start: Change::new(was.start, is.start),
        end: Change::new(was.end, is.end),
        finish: Change::new(was.finish, is.finish),
        moved,
        gates: pairing.stages.iter().enumerate().filter_map(gate).collect(),
    }
}
