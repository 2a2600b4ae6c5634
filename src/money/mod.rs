//! Every figure: phasing, envelopes, recurrent net effect, contingency, verdict, appraisal.
#![deny(clippy::float_arithmetic)]

use crate::diagnostic::Diagnostic;
use crate::plan::{EnvelopeIx, Factors, InitiativeIx, Plan};
use crate::schedule::Schedule;
use crate::units::{FinancialYear, Money, Month};

/// Every figure of a plan under one case.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The plan's financial years, the same as [`Schedule::years`].
    pub years: Vec<FinancialYear>,
    /// One entry per envelope that is not dropped, in id order.
    pub envelopes: Vec<EnvelopeFigures>,
    /// What each money line puts into each envelope and year; sorted by envelope, year, initiative, line.
    pub postings: Vec<Posting>,
    /// Money in no cell, by reason.
    pub outside: Outside,
    /// The recurrent figures by year of the plan, one per `years`.
    pub recurrent: Vec<RecurrentYear>,
    /// Whole sums.
    pub totals: Totals,
    /// Value for money.
    pub appraisal: Appraisal,
    /// The verdict of the whole plan (an error in file or schedule is added by `analysis`).
    pub verdict: Verdict,
    /// The verdict on confirmed envelopes only, when some are not confirmed.
    pub confirmed_verdict: Option<Verdict>,
    /// What is wrong with the money.
    pub diagnostics: Vec<Diagnostic>,
}

/// The figures of one envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct EnvelopeFigures {
    /// Which envelope.
    pub envelope: EnvelopeIx,
    /// One cell per year of the plan.
    pub years: Vec<Cell>,
    /// The sum of the years, or the whole-life check.
    pub total: TotalCell,
}

/// The reconciliation of one envelope in one year: opening + allocation + returned - spend = closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Brought in from the year before; nothing without a yearly limit.
    pub opening: Money,
    /// Allowed this year (a reserve: contributed); `None` without a yearly limit.
    pub allocation: Option<Money>,
    /// Benefits returned to this envelope.
    pub returned: Money,
    /// Spent from it, ineligible money included.
    pub spend: Money,
    /// What is left; `None` without a yearly limit.
    pub closing: Option<Money>,
    /// The surplus that is lost at the year's end; nothing without a yearly limit.
    pub lapsed: Money,
    /// How much more could be spent; `None` without a yearly limit.
    pub headroom: Option<Money>,
    /// Spend that this envelope may not pay, part of `spend`.
    pub ineligible: Money,
    /// A reserve's balance at the year's end.
    pub balance: Option<Money>,
    /// A reserve's drawdown limit of the year.
    pub limit: Option<Money>,
    /// How it stands.
    pub state: State,
    /// The second reconciliation, when a contingency is given.
    pub contingency: Option<ContingencyCell>,
}

/// What a cell would be with each kind's cost raised by its contingency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContingencyCell {
    /// Spend with contingency.
    pub spend: Money,
    /// Headroom with contingency; `None` without a yearly limit.
    pub headroom: Option<Money>,
    /// How it would stand.
    pub state: State,
}

/// An envelope over all years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotalCell {
    /// The whole-life cap, or the sum of the years (a reserve: its first opening and its contributions).
    pub allocation: Option<Money>,
    /// All spend; beyond the plan's years too where there is a whole-life cap.
    pub spend: Money,
    /// All that is returned.
    pub returned: Money,
    /// Allocation + returned - spend.
    pub headroom: Option<Money>,
    /// The worst state of the years and of the whole-life cap.
    pub state: State,
}

/// How a cell stands, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum State {
    /// Inside, with room.
    #[default]
    Within,
    /// Inside, with headroom under the tolerance.
    Tight,
    /// Headroom below nothing.
    Over,
    /// Holds spend that it may not pay.
    Ineligible,
    /// Over, and over with committed initiatives alone.
    Impossible,
}

impl State {
    /// As JSON and people say it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Tight => "tight",
            Self::Over => "over",
            Self::Ineligible => "ineligible",
            Self::Impossible => "impossible",
        }
    }

    /// Whether it is a breach.
    pub const fn breached(self) -> bool {
        matches!(self, Self::Over | Self::Ineligible | Self::Impossible)
    }
}

/// How a plan stands, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// There is no envelope to hold it against.
    Unchecked,
    /// Every cell is within.
    Within,
    /// The least headroom is under the tolerance.
    Tight,
    /// Some money has no envelope, or too many, or lies beyond the plan.
    Unfunded,
    /// A cell is over.
    Over,
    /// A cell holds spend that it may not pay.
    Ineligible,
    /// A cell is over with committed initiatives alone.
    Impossible,
    /// The file or the schedule has an error.
    Invalid,
}

impl Verdict {
    /// As JSON and people say it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Within => "within",
            Self::Tight => "tight",
            Self::Unfunded => "unfunded",
            Self::Over => "over",
            Self::Ineligible => "ineligible",
            Self::Impossible => "impossible",
            Self::Invalid => "invalid",
        }
    }

    /// Whether the exit status of `check` is 0.
    pub const fn affordable(self) -> bool {
        matches!(self, Self::Unchecked | Self::Within | Self::Tight)
    }
}

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

/// Money in no cell, each pound under the first reason that holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outside {
    /// Of initiatives that hang on a cycle.
    pub unscheduled: Money,
    /// Of ideas.
    pub ideas: Money,
    /// That no envelope pays.
    pub unfunded: Money,
    /// That more than one envelope could pay.
    pub ambiguous: Money,
    /// Before the plan's first or after its last financial year.
    pub beyond: Money,
    /// Which lines, with their reason and amount; by initiative and line.
    pub lines: Vec<OutsideLine>,
}

/// One line's money in no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideLine {
    /// Of which initiative.
    pub initiative: InitiativeIx,
    /// Its cost line, as an index into `costs`.
    pub cost: u32,
    /// Why.
    pub reason: OutsideReason,
    /// How much.
    pub amount: Money,
}

/// Why money is in no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutsideReason {
    /// It hangs on a cycle.
    Unscheduled,
    /// It is an idea's.
    Idea,
    /// No envelope pays it.
    Unfunded,
    /// More than one could.
    Ambiguous,
    /// It lies outside the plan's years.
    Beyond,
}

/// The recurrent figures of one year: net = running - cashable + repayment + interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecurrentYear {
    /// All recurrent cost but that of ideas.
    pub running: Money,
    /// Cashable benefits that are not in a `returned`, positive.
    pub cashable: Money,
    /// Repayment of borrowing.
    pub repayment: Money,
    /// Interest on borrowing.
    pub interest: Money,
    /// Non-cashable benefits, for the record.
    pub non_cashable: Money,
}

impl RecurrentYear {
    /// Running - cashable + repayment + interest.
    pub fn net(&self) -> Money {
        self.running - self.cashable + self.repayment + self.interest
    }
}

/// Whole sums: all phased pence, our part, unfunded and beyond included, ideas not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Capital.
    pub capital: Money,
    /// One-off revenue.
    pub one_off: Money,
    /// Full-year effect of recurrent cost.
    pub running_full_year: Money,
    /// Full-year effect of cashable benefits.
    pub cashable_full_year: Money,
}

/// Value for money, kept apart from affordability; in prices of the price base.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Appraisal {
    /// Net present value, cashable benefits only.
    pub npv_cashable: Money,
    /// Net present value, all benefits.
    pub npv_all: Money,
    /// Benefits over costs, cashable only, exact to three decimals half-even; `None` without costs.
    pub bcr_cashable: Option<rust_decimal::Decimal>,
    /// Benefits over costs, all benefits; `None` without costs.
    pub bcr_all: Option<rust_decimal::Decimal>,
    /// The month after which cumulative net cash stays at or above nothing; `None` if never.
    pub payback: Option<Month>,
    /// The deepest cumulative outlay, positive.
    pub peak_outlay: Money,
    /// The first month in which it is that deep; `None` if never negative.
    pub peak_month: Option<Month>,
    /// 1 - costs / benefits, cashable: the share of the benefits that may fail before the NPV is nothing.
    pub switching_benefits: Option<rust_decimal::Decimal>,
    /// benefits / costs - 1, cashable: the share by which costs may rise before the NPV is nothing.
    pub switching_costs: Option<rust_decimal::Decimal>,
    /// Undiscounted cost over the appraisal: capital, one-off, recurrent.
    pub whole_life_cost: Money,
    /// By financial year of the appraisal: year, discount factor (12 decimals), costs, cashable, non-cashable.
    pub years: Vec<AppraisalYear>,
}

/// One year of the appraisal.
#[derive(Debug, Clone, PartialEq)]
pub struct AppraisalYear {
    /// Which year.
    pub year: FinancialYear,
    /// Its discount factor, rounded to twelve decimals for show.
    pub factor: rust_decimal::Decimal,
    /// Capital, one-off and recurrent cost, our part.
    pub costs: Money,
    /// Cashable benefits.
    pub cashable: Money,
    /// Non-cashable benefits.
    pub non_cashable: Money,
}

/// Computes every figure of a scheduled plan under the factors of a case.
///
/// Never fails: what cannot be paid is in [`Outside`] and in the diagnostics.
pub fn assess(plan: &Plan, schedule: &Schedule, factors: &Factors) -> Assessment {
    let _ = (plan, schedule, factors);
    unimplemented!("money::assess")
}

/// Who is in a cell: contributors by initiative, uncommitted first, latest start first, then by id.
#[derive(Debug, Clone, PartialEq)]
pub struct Contributor {
    /// Which initiative.
    pub initiative: InitiativeIx,
    /// What it puts into the cell (costs positive; for the net effect, benefits negative).
    pub amount: Money,
    /// Whether removing it (after those before it) is needed to clear the breach.
    pub needed: bool,
}

/// Who is in a cell of an envelope and year, in the order in which they would be taken out; all of them.
pub fn who_is_in(
    plan: &Plan,
    schedule: &Schedule,
    assessment: &Assessment,
    envelope: EnvelopeIx,
    year: usize,
) -> Vec<Contributor> {
    let _ = (plan, schedule, assessment, envelope, year);
    unimplemented!("money::who_is_in")
}

/// The sentence that heads every view: `Affordable to 2027/28; 2028/29 borrowing is over by £18,500 (crm, portal).`
pub fn sentence(plan: &Plan, schedule: &Schedule, assessment: &Assessment) -> String {
    let _ = (plan, schedule, assessment);
    unimplemented!("money::sentence")
}

/// The pence by month of one cost line, our part and all envelopes together; what `why` shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The first month.
    pub first: Month,
    /// Pence by month from `first`.
    pub months: Vec<Money>,
}

/// The phased row of a cost line under a case, by month, our part; empty when unscheduled.
pub fn cost_row(
    plan: &Plan,
    schedule: &Schedule,
    factors: &Factors,
    initiative: InitiativeIx,
    line: usize,
) -> Row {
    let _ = (plan, schedule, factors, initiative, line);
    unimplemented!("money::cost_row")
}

/// Spend of one envelope by month from the plan's start: what the money strip draws.
pub fn monthly_spend(
    plan: &Plan,
    schedule: &Schedule,
    factors: &Factors,
    envelope: EnvelopeIx,
) -> Vec<(Month, Money)> {
    let _ = (plan, schedule, factors, envelope);
    unimplemented!("money::monthly_spend")
}
