//! Money lines: costs, benefits, channel shifts.

use rust_decimal::Decimal;

use super::{ByYear, EnvelopeIx};
use crate::units::{Day, Duration, Offset, Percent};

/// The kind of a cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Creates or enhances an asset.
    Capital,
    /// Revenue that ends with delivery.
    OneOff,
    /// Revenue that goes on.
    Recurrent,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Capital, Self::OneOff, Self::Recurrent];

    /// As the file and JSON write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Capital => "capital",
            Self::OneOff => "one-off",
            Self::Recurrent => "recurrent",
        }
    }
}

/// The kind of a benefit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BenefitKind {
    /// A named budget line falls.
    Cashable,
    /// Time, quality.
    NonCashable,
}

/// A period that money recurs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Per {
    /// Each year.
    #[default]
    Year,
    /// Each quarter.
    Quarter,
    /// Each month.
    Month,
    /// Each week.
    Week,
}

/// How one-off money spreads over its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Spread {
    /// Evenly.
    #[default]
    Even,
    /// All in the first month.
    Start,
    /// All in the last month.
    Finish,
    /// 2u - u².
    Front,
    /// u².
    Back,
    /// 3u² - 2u³.
    SCurve,
}

/// An amount, exact as written, in major units.
#[derive(Debug, Clone, PartialEq)]
pub enum Amount {
    /// One figure.
    Whole(Decimal),
    /// A figure for each financial year.
    ByYear(ByYear),
}

/// A bound of a money line's window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A half-open point (an `until` date is already the end of that day).
    Date(Day),
    /// The initiative's start, with an offset.
    Start(Offset),
    /// The initiative's finish (half-open), with an offset.
    Finish(Offset),
}

/// Who pays a line, as written: envelopes with their percents, which add up to 100.
pub type Shares = Vec<(EnvelopeIx, Percent)>;

/// One cost of an initiative.
#[derive(Debug, Clone, PartialEq)]
pub struct CostLine {
    /// Its id within the initiative.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// How much.
    pub amount: Amount,
    /// For which period; `None` only for one-off money, capital, and amounts by year.
    pub per: Option<Per>,
    /// How it spreads.
    pub spread: Spread,
    /// Begin of its window.
    pub from: Option<Bound>,
    /// End of its window.
    pub until: Option<Bound>,
    /// Least, for simulation.
    pub low: Option<Decimal>,
    /// Most, for simulation.
    pub high: Option<Decimal>,
    /// Who pays; empty: whoever pays the kind.
    pub funded_by: Shares,
    /// Half-open end of the grant's condition.
    pub spend_by: Option<Day>,
    /// Whole years over which borrowing for it is repaid.
    pub life: Option<u32>,
    /// Pay as you go; carried, and such a line does not count yet.
    pub each: Option<Box<Each>>,
    /// A remark.
    pub note: Option<String>,
}

/// Pay as you go: the amount is the price of one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Each {
    /// Of what.
    pub unit: Option<String>,
    /// How many by year.
    pub volume: ByYear,
}

/// How sure a benefit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// Sure.
    High,
    /// Likely.
    Medium,
    /// Hoped for.
    Low,
}

/// One benefit of an initiative.
#[derive(Debug, Clone, PartialEq)]
pub struct BenefitLine {
    /// Its id within the initiative.
    pub id: String,
    /// Its kind.
    pub kind: BenefitKind,
    /// How much.
    pub amount: Amount,
    /// For which period; `None`: one-off.
    pub per: Option<Per>,
    /// Begin of its window.
    pub from: Option<Bound>,
    /// End of its window.
    pub until: Option<Bound>,
    /// Least, for simulation.
    pub low: Option<Decimal>,
    /// Most, for simulation.
    pub high: Option<Decimal>,
    /// From the initiative's finish to its begin, with the assumption already applied (only with `per`).
    pub lag: Option<Duration>,
    /// Length of its ramp, with the assumption already applied (only with `per`).
    pub ramp: Option<Duration>,
    /// Who loses the budget.
    pub owner: Option<String>,
    /// The budget line that falls.
    pub budget_line: Option<String>,
    /// The envelope it is returned to.
    pub returns_to: Option<EnvelopeIx>,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// A remark.
    pub note: Option<String>,
}

/// A shift of contacts between channels; carried and not counted yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Its id within the initiative.
    pub id: String,
    /// From which channel.
    pub from: Option<String>,
    /// To which channel.
    pub to: Option<String>,
    /// How many contacts.
    pub contacts: Option<Decimal>,
    /// In which period.
    pub per: Per,
    /// The share that shifts.
    pub take_up: Option<Percent>,
    /// Repeat contacts avoided.
    pub repeat: Percent,
    /// The share that is cashable.
    pub cashable: Percent,
    /// From the initiative's finish to its begin.
    pub lag: Option<Duration>,
    /// Length of its ramp.
    pub ramp: Option<Duration>,
    /// Who loses the budget.
    pub owner: Option<String>,
    /// The budget line that falls.
    pub budget_line: Option<String>,
}
