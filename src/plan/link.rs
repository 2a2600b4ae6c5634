//! Dependencies: what waits for what, with lag or lead.

use super::{InitiativeIx, Plan, StageIx};
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

/// What an initiative waits for.
///
/// It stands apart from what the initiative says of itself, because it names others by their numbers: where initiatives come
/// or go, two revisions of a plan still share all the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dependencies {
    /// What its start waits for, in the order of the file; links to dropped items included.
    pub after: Vec<Link>,
    /// What its finish waits for.
    pub finish_after: Vec<Link>,
}

impl Dependencies {
    /// Both lists: first what the start waits for.
    pub fn all(&self) -> impl Iterator<Item = &Link> {
        self.after.iter().chain(&self.finish_after)
    }
}

impl Plan {
    /// What an initiative waits for.
    pub fn dependencies(&self, at: InitiativeIx) -> &Dependencies {
        &self.dependencies[at.at()]
    }

    /// A link as a file writes it: `e-forms`, `e-forms.start + 2 months`, `stage:existing`, `gate:existing`.
    pub fn reference(&self, link: &Link) -> String {
        let end = match link.end {
            LinkEnd::Start => ".start",
            LinkEnd::Finish => "",
        };
        let name = match link.target {
            Target::Initiative(at) => format!("{}{end}", self.initiatives[at.at()].id),
            Target::Stage(at) => format!("stage:{}{end}", self.stages[at.at()].id),
            Target::Gate(at) => format!("gate:{}", self.stages[at.at()].id),
        };
        format!("{name}{}", link.offset)
    }
}
