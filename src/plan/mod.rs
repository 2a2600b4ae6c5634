//! What a plan is: typed, resolved, and free of text, computed figures and layout.
//!
//! Everything is as meant by the file after layers and defaults; nothing is computed. Collections are in id order
//! unless they say otherwise; references are indices into them.

mod case;
mod decision;
mod envelope;
mod estate;
mod initiative;
mod line;
mod link;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::units::{Day, Duration, FinancialYear, Percent, YearStart};

pub use case::{Case, Factors, Scenario};
pub use decision::Decision;
pub use envelope::{Borrowing, Confirmed, Envelope, Reserve};
pub use estate::{Channel, Measure, Partner, Risk, Technology};
pub use initiative::{Actual, Initiative, Scope, Status};
pub use line::{
    Amount, BenefitKind, BenefitLine, Bound, Confidence, CostLine, Each, Kind, Per, Shares, Shift, Spread,
};
pub use link::{Dependencies, Link, LinkEnd, Target};

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as a `usize`.
            pub const fn at(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    /// An initiative, as an index into [`Plan::initiatives`].
    InitiativeIx;
    /// A stage (or its gate), as an index into [`Plan::stages`].
    StageIx;
    /// An envelope, as an index into [`Plan::envelopes`].
    EnvelopeIx;
    /// A partner, as an index into [`Plan::partners`].
    PartnerIx;
}

/// A whole plan as meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its title; the file's name when none is given.
    pub title: String,
    /// Whose plan it is.
    pub organisation: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The first day, given or by default.
    pub start: Day,
    /// The half-open end as given; without one `schedule` finds it.
    pub end: Option<Day>,
    /// ISO 4217 code.
    pub currency: String,
    /// When financial years begin.
    pub year_start: YearStart,
    /// Printed on every report.
    pub marking: Option<String>,
    /// The day the plan speaks of.
    pub as_of: Option<Day>,
    /// Unit of tables.
    pub reports_in: ReportUnit,
    /// What the computation assumes.
    pub assumptions: Assumptions,
    /// The stages, in the order of the file.
    pub stages: Vec<Stage>,
    /// The initiatives, in id order, dropped ones included; revisions of a plan share those that are the same.
    pub initiatives: Vec<Arc<Initiative>>,
    /// What each initiative waits for, in the same order.
    pub dependencies: Vec<Dependencies>,
    /// The envelopes, in id order, dropped ones included.
    pub envelopes: Vec<Envelope>,
    /// Technologies in use.
    pub technologies: Vec<Technology>,
    /// Channels that people use.
    pub channels: Vec<Channel>,
    /// Partners that share costs.
    pub partners: Vec<Partner>,
    /// Risks as events.
    pub risks: Vec<Risk>,
    /// Outcomes that are not money.
    pub measures: Vec<Measure>,
    /// Cases that can be computed.
    pub cases: Vec<Case>,
    /// Scenarios that can be shown (their overlays are layers of the document, not part of this plan).
    pub scenarios: Vec<Scenario>,
}

/// The unit in which tables print money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ReportUnit {
    /// Major units.
    Units,
    /// Thousands.
    #[default]
    Thousands,
    /// Millions.
    Millions,
}

/// A stage of the roadmap.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub aim: Option<String>,
    /// What its initiatives wait for.
    pub after: Vec<Link>,
    /// Its gate, if it has one.
    pub gate: Option<Gate>,
}

/// The gate of a stage: a point of decision, which moves nothing unless a reference names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    /// Its title; `Gate` and the stage's title when none is given.
    pub title: String,
    /// The half-open end of the day it is held on.
    pub on: Option<Day>,
    /// What it waits for.
    pub after: Vec<Link>,
    /// What is decided by.
    pub criteria: Option<String>,
}

/// A figure for each kind of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByKind<T> {
    /// For capital.
    pub capital: T,
    /// For one-off revenue.
    pub one_off: T,
    /// For recurrent revenue.
    pub recurrent: T,
}

impl<T: Copy> ByKind<T> {
    /// The figure of one kind.
    pub const fn of(&self, kind: Kind) -> T {
        match kind {
            Kind::Capital => self.capital,
            Kind::OneOff => self.one_off,
            Kind::Recurrent => self.recurrent,
        }
    }
}

/// Yearly inflation by kind; benefits follow their own, else recurrent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inflation {
    /// For costs.
    pub costs: ByKind<Percent>,
    /// For benefits.
    pub benefits: Percent,
}

/// What the computation assumes.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumptions {
    /// Yearly discount rate.
    pub discount_rate: Percent,
    /// Length of the appraisal in financial years, at least 1.
    pub appraisal_years: u32,
    /// Headroom under this share of what is available is *tight*.
    pub tolerance: Percent,
    /// What each kind's cost is raised by in the second reconciliation; `None` when none is given at all. Within it, a
    /// kind that is not given is left out of it (recurrent) or counts with 0 % (capital, one-off).
    pub contingency: Option<ByKind<Option<Percent>>>,
    /// Months or days from an initiative's finish to the begin of its recurring benefits, when the benefit says none.
    pub savings_lag: Option<Duration>,
    /// Length of the ramp of recurring benefits, when the benefit says none.
    pub savings_ramp: Option<Duration>,
    /// Yearly inflation.
    pub inflation: Inflation,
    /// The year in whose prices amounts are stated; `None`: the plan's first financial year.
    pub price_base: Option<FinancialYear>,
    /// Correlation between initiatives, for simulation.
    pub correlation: Percent,
    /// Optimism bias, carried and not counted yet.
    pub optimism_bias: Option<OptimismBias>,
}

/// Optimism bias with its evidence; carried and not counted yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OptimismBias {
    /// By kind of cost.
    pub costs: ByKind<Option<Percent>>,
    /// On durations.
    pub duration: Option<Percent>,
    /// On benefits.
    pub benefits: Option<Percent>,
    /// The class of projects it is drawn from.
    pub reference_class: Option<String>,
    /// Where it is from.
    pub source: Option<String>,
}

/// Amounts by financial year, exact as written, in major units.
pub type ByYear = BTreeMap<FinancialYear, rust_decimal::Decimal>;

impl Plan {
    /// The initiative with that id.
    pub fn initiative(&self, id: &str) -> Option<InitiativeIx> {
        self.initiatives.binary_search_by(|it| it.id.as_str().cmp(id)).ok().map(|at| InitiativeIx(at as u32))
    }

    /// The initiative with that id, which most likely still stands where it stood in an earlier plan.
    pub fn same_initiative(&self, id: &str, likely: InitiativeIx) -> Option<InitiativeIx> {
        let stands = self.initiatives.get(likely.at()).is_some_and(|it| it.id == id);
        if stands { Some(likely) } else { self.initiative(id) }
    }

    /// One initiative, to be changed in this plan alone, though other revisions may share it.
    pub fn initiative_mut(&mut self, at: InitiativeIx) -> &mut Initiative {
        Arc::make_mut(&mut self.initiatives[at.at()])
    }

    /// The envelope with that id.
    pub fn envelope(&self, id: &str) -> Option<EnvelopeIx> {
        self.envelopes.binary_search_by(|it| it.id.as_str().cmp(id)).ok().map(|at| EnvelopeIx(at as u32))
    }

    /// The stage with that id.
    pub fn stage(&self, id: &str) -> Option<StageIx> {
        self.stages.iter().position(|it| it.id == id).map(|at| StageIx(at as u32))
    }

    /// The case with that id.
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.cases.iter().find(|it| it.id == id)
    }

    /// The financial year of a day, by this plan's years.
    pub fn year_of(&self, day: Day) -> FinancialYear {
        FinancialYear::of(day, self.year_start)
    }
}
