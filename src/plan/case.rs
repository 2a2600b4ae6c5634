//! Cases and scenarios: other figures, and other plans, from the same file.

use super::Inflation;
use crate::units::{Duration, Percent};

/// A case as written: the same plan with other amounts and durations.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it changes.
    pub factors: Factors,
}

/// What a case changes; the default changes nothing (the central case).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Factors {
    /// On capital and one-off cost.
    pub cost: Percent,
    /// On recurrent cost.
    pub recurrent: Percent,
    /// On benefits.
    pub benefits: Percent,
    /// On durations.
    pub duration: Percent,
    /// Added to the begin of benefits with `per`.
    pub savings_delay: Option<Duration>,
    /// Replaces the plan's inflation.
    pub inflation: Option<Inflation>,
}

/// A scenario of the file: an overlay that can be laid over the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}
