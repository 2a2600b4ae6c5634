//! Initiatives: the work.

use rust_decimal::Decimal;

use super::{BenefitLine, ByYear, CostLine, PartnerIx, Shift, StageIx};
use crate::units::{Day, Duration, Percent};

/// How firm an initiative is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Status {
    /// Scheduled, its money apart.
    Idea,
    /// Counted, not committed.
    #[default]
    Proposed,
    /// Committed.
    Approved,
    /// Under way: committed.
    Active,
    /// Over: committed.
    Done,
}

impl Status {
    /// Whether the money is promised.
    pub const fn committed(self) -> bool {
        matches!(self, Self::Approved | Self::Active | Self::Done)
    }

    /// As the file writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Active => "active",
            Self::Done => "done",
        }
    }
}

/// Whether an initiative serves all, or varies the common core locally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Serves the common need.
    Common,
    /// A local variation.
    Local,
}

/// An initiative of the roadmap.
#[derive(Debug, Clone, PartialEq)]
pub struct Initiative {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The organisation's own reference.
    pub code: Option<String>,
    /// Its stage; `None`: the lane *Unstaged*, last.
    pub stage: Option<StageIx>,
    /// Who owns it.
    pub owner: Option<String>,
    /// Who sponsors it.
    pub sponsor: Option<String>,
    /// How firm it is.
    pub status: Status,
    /// The earliest day it may start.
    pub not_before: Option<Day>,
    /// Exactly when it starts.
    pub start: Option<Day>,
    /// How long it takes.
    pub duration: Duration,
    /// Shortest and longest, for simulation.
    pub duration_range: Option<(Duration, Duration)>,
    /// The half-open point by which it must be finished.
    pub deadline: Option<Day>,
    /// Whether *fit* may leave it out.
    pub optional: bool,
    /// What doing it is worth to *fit*, 0 to 100.
    pub value: Decimal,
    /// Common core, or local variation.
    pub scope: Option<Scope>,
    /// Partners and what each pays of the costs.
    pub shared_with: Vec<(PartnerIx, Percent)>,
    /// Tags.
    pub tags: Vec<String>,
    /// Remarks.
    pub notes: Option<String>,
    /// Ids of technologies used.
    pub uses: Vec<String>,
    /// Ids of technologies retired.
    pub retires: Vec<String>,
    /// Ids of measures moved.
    pub moves: Vec<String>,
    /// Order by hand.
    pub rank: Option<i64>,
    /// How far it is.
    pub progress: Option<Percent>,
    /// Left out.
    pub dropped: bool,
    /// Decisions by date: what and by whom.
    pub decided: Vec<(Day, String)>,
    /// Diagnostics accepted, by code, with the reason.
    pub accept: Vec<(String, String)>,
    /// Cost lines, in id order, dropped ones left out.
    pub costs: Vec<CostLine>,
    /// Benefit lines, in id order, dropped ones left out.
    pub benefits: Vec<BenefitLine>,
    /// Channel shifts, in id order; carried and not counted yet.
    pub shifts: Vec<Shift>,
    /// What really happened.
    pub actual: Actual,
}

impl Initiative {
    /// Its turn among those of its stage: what is left out last, then by rank (without one behind those that have one),
    /// then by start (without one last); what is equal goes by id.
    pub fn turn(&self, start: Option<Day>) -> (bool, i64, Day) {
        (self.dropped, self.rank.unwrap_or(i64::MAX), start.unwrap_or(Day::MAX))
    }
}

/// What really happened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Actual {
    /// When it really started.
    pub start: Option<Day>,
    /// The half-open point at which it really finished.
    pub finish: Option<Day>,
    /// What it really cost, by year; carried.
    pub spend: ByYear,
    /// What it really saved, by year; carried.
    pub saved: ByYear,
}
