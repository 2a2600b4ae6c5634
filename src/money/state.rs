//! How a cell and a plan stand, in words.

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
