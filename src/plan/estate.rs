//! What surrounds the initiatives: technologies, channels, partners, risks, measures. Carried; counted by later work.

use rust_decimal::Decimal;

use super::{ByYear, Per};
use crate::units::{Day, Duration, Percent};

/// A technology in use.
#[derive(Debug, Clone, PartialEq)]
pub struct Technology {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who supplies it.
    pub supplier: Option<String>,
    /// What it costs, major units.
    pub cost: Option<Decimal>,
    /// For which period.
    pub per: Per,
    /// Half-open end of its contract.
    pub contract_ends: Option<Day>,
    /// How much of it is used.
    pub used: Option<Percent>,
    /// The id of the envelope it is charged to.
    pub charged_to: Option<String>,
    /// Remarks.
    pub notes: Option<String>,
}

/// A channel that people use to reach the organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The cost of one contact, major units, up to six decimals.
    pub unit_cost: Option<Decimal>,
    /// Contacts by year.
    pub contacts: ByYear,
    /// Where the figures are from.
    pub source: Option<String>,
}

/// A partner that shares costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Remarks.
    pub notes: Option<String>,
}

/// A risk as an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How likely.
    pub chance: Option<Percent>,
    /// The ids of the initiatives it hits.
    pub hits: Vec<String>,
    /// What it costs, major units.
    pub cost: Option<Decimal>,
    /// By how much it delays.
    pub delay: Option<Duration>,
    /// Who watches it.
    pub owner: Option<String>,
    /// What is done about it.
    pub response: Option<String>,
}

/// An outcome that is not money.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: Option<String>,
    /// Where it stands.
    pub baseline: Option<Decimal>,
    /// Where it should be.
    pub target: Option<Decimal>,
    /// By when, half-open.
    pub by: Option<Day>,
    /// Who answers for it.
    pub owner: Option<String>,
}
