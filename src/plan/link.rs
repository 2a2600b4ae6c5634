//! Dependencies: what waits for what, with lag or lead.

use super::{InitiativeIx, StageIx};
use crate::units::Offset;

/// What a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An initiative.
    Initiative(InitiativeIx),
    /// A stage.
    Stage(StageIx),
    /// The gate of a stage.
    Gate(StageIx),
}

/// Which end of the target (a gate is a point: both are the same).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LinkEnd {
    /// Its start.
    Start,
    /// Its finish.
    #[default]
    Finish,
}

/// One dependency: the own start (in `after`) or finish (in `finish-after`) waits for this point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Link {
    /// What it waits for.
    pub target: Target,
    /// Which end of it.
    pub end: LinkEnd,
    /// Lag or lead.
    pub offset: Offset,
}
