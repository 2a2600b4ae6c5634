//! What a column can be.

use crate::plan::Plan;
use crate::units::{FinancialYear, TimeUnit};

/// A kind of amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sum {
    /// Capital.
    Capital,
    /// Revenue that ends with delivery.
    OneOff,
    /// Revenue that goes on, a year.
    Recurrent,
    /// Savings in cash, a year.
    Cashable,
    /// Other benefits, a year.
    NonCashable,
}

impl Sum {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Capital, Self::OneOff, Self::Recurrent, Self::Cashable, Self::NonCashable];

    /// As the file writes it, which is also the word for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Capital => "capital",
            Self::OneOff => "one-off",
            Self::Recurrent => "recurrent",
            Self::Cashable => "cashable",
            Self::NonCashable => "non-cashable",
        }
    }

    /// The table of the money line, and what the line is called.
    pub const fn line(self) -> (&'static str, &'static str) {
        match self {
            Self::Capital => ("cost", "delivery"),
            Self::OneOff => ("cost", "one-off"),
            Self::Recurrent => ("cost", "running"),
            Self::Cashable => ("benefit", "savings"),
            Self::NonCashable => ("benefit", "benefits"),
        }
    }

    /// Whether a whole amount is that of a year.
    pub const fn a_year(self) -> bool {
        matches!(self, Self::Recurrent | Self::Cashable | Self::NonCashable)
    }
}

/// What a column is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// Nothing: it is not read.
    Ignored,
    /// What the initiative is called.
    Title,
    /// Its id.
    Id,
    /// The organisation's own reference.
    Code,
    /// Its stage, by title or id.
    Stage,
    /// Who owns it.
    Owner,
    /// Who sponsors it.
    Sponsor,
    /// How firm it is.
    Status,
    /// The earliest day it starts.
    Start,
    /// Exactly when it starts.
    FixedStart,
    /// Its last day, which with its first says how long it takes.
    Finish,
    /// How long it takes.
    Duration,
    /// The last day on which it may finish.
    Deadline,
    /// What it waits for.
    After,
    /// Tags.
    Tags,
    /// Remarks.
    Notes,
    /// Who pays, by title or id of the envelope.
    FundedBy,
    /// What doing it is worth.
    Value,
    /// Whether it may be left out.
    Optional,
    /// An amount, whole or of a full year.
    Amount(Sum),
    /// An amount in a financial year.
    Year(Sum, FinancialYear),
}

/// What is simple to name.
const SIMPLE: [(Meaning, &str); 19] = [
    (Meaning::Title, "title"),
    (Meaning::Id, "id"),
    (Meaning::Code, "code"),
    (Meaning::Stage, "stage"),
    (Meaning::Owner, "owner"),
    (Meaning::Sponsor, "sponsor"),
    (Meaning::Status, "status"),
    (Meaning::Start, "start"),
    (Meaning::FixedStart, "fixed start"),
    (Meaning::Finish, "finish"),
    (Meaning::Duration, "duration"),
    (Meaning::Deadline, "deadline"),
    (Meaning::After, "after"),
    (Meaning::Tags, "tags"),
    (Meaning::Notes, "notes"),
    (Meaning::FundedBy, "funded by"),
    (Meaning::Value, "value"),
    (Meaning::Optional, "optional"),
    (Meaning::Ignored, "not read"),
];

impl Meaning {
    /// For people.
    pub fn name(self) -> String {
        match self {
            Self::Amount(sum) if sum.a_year() => format!("{} a year", sum.word()),
            Self::Amount(sum) => sum.word().to_owned(),
            Self::Year(sum, year) => format!("{} {year}", sum.word()),
            _ => {
                let known = SIMPLE.iter().find(|(meaning, _)| *meaning == self);
                known.map_or("", |(_, name)| *name).to_owned()
            }
        }
    }

    /// Whether its cells stand at the right.
    pub const fn of_figures(self) -> bool {
        matches!(self, Self::Amount(_) | Self::Year(..) | Self::Value)
    }
}

/// Everything that a column can be, for a plan of these years.
pub fn offered(plan: &Plan, years: &[FinancialYear]) -> Vec<Meaning> {
    let known = if years.is_empty() { vec![plan.year_of(plan.start)] } else { years.to_vec() };
    let simple = SIMPLE.iter().map(|(meaning, _)| *meaning);
    let amounts = Sum::ALL.into_iter().map(Meaning::Amount);
    let by_year =
        Sum::ALL.into_iter().flat_map(|sum| known.iter().map(move |year| Meaning::Year(sum, *year)));
    let (ignored, others): (Vec<_>, Vec<_>) = simple.partition(|it| *it == Meaning::Ignored);
    others.into_iter().chain(amounts).chain(by_year).chain(ignored).collect()
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands above it, where something does.
    pub heading: String,
    /// What it is taken for.
    pub meaning: Meaning,
    /// By how much its figures are smaller than meant: 1,000 under `£k`.
    pub factor: u32,
    /// The unit of a bare number of a length of time, where the heading says one.
    pub unit: Option<TimeUnit>,
}
