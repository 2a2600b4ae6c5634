//! Which initiative, stage and envelope of one version is which of the other, through renames.

use crate::content::Renames;
use crate::plan::{EnvelopeIx, InitiativeIx, LinkEnd, Plan, StageIx, Target};

/// Which item of one version is which of the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairing {
    /// For each initiative of the earlier version that of the later one.
    pub initiatives: Vec<Option<InitiativeIx>>,
    /// For each initiative of the later version that of the earlier one.
    pub earlier: Vec<Option<InitiativeIx>>,
    /// For each envelope of the earlier version that of the later one.
    pub envelopes: Vec<Option<EnvelopeIx>>,
    /// For each stage of the earlier version that of the later one.
    pub stages: Vec<Option<StageIx>>,
}

/// One of two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The earlier one.
    Before,
    /// The later one.
    After,
}

impl Pairing {
    /// Finds the pairs of two plans.
    pub fn new(before: &Plan, after: &Plan, ids: &Renames) -> Self {
        let initiative = |(at, id): (usize, &str)| {
            let id = ids.after("initiative", id).unwrap_or(id);
            after.same_initiative(id, InitiativeIx(at as u32))
        };
        let all = before.initiatives.iter().map(|it| it.id.as_str()).enumerate();
        let initiatives: Vec<Option<InitiativeIx>> = all.map(initiative).collect();
        let mut earlier = vec![None; after.initiatives.len()];
        for (at, pair) in initiatives.iter().enumerate() {
            if let Some(pair) = pair {
                earlier[pair.at()] = Some(InitiativeIx(at as u32));
            }
        }
        let envelope = |id: &str| after.envelope(ids.after("envelope", id).unwrap_or(id));
        let stage = |id: &str| after.stage(ids.after("stage", id).unwrap_or(id));
        Self {
            initiatives,
            earlier,
            envelopes: before.envelopes.iter().map(|it| envelope(&it.id)).collect(),
            stages: before.stages.iter().map(|it| stage(&it.id)).collect(),
        }
    }

    /// The initiative of the other version.
    pub(super) fn initiative(&self, of: Which, at: InitiativeIx) -> Option<InitiativeIx> {
        match of {
            Which::Before => self.initiatives[at.at()],
            Which::After => self.earlier[at.at()],
        }
    }

    /// The stage of the other version.
    pub(super) fn stage(&self, of: Which, at: StageIx) -> Option<StageIx> {
        match of {
            Which::Before => self.stages[at.at()],
            Which::After => self.stages.iter().position(|it| *it == Some(at)).map(|at| StageIx(at as u32)),
        }
    }

    /// The same end of the same item in the other version.
    pub(super) fn point(&self, of: Which, (item, end): (Target, LinkEnd)) -> Option<(Target, LinkEnd)> {
        let item = match item {
            Target::Initiative(at) => Target::Initiative(self.initiative(of, at)?),
            Target::Stage(at) => Target::Stage(self.stage(of, at)?),
            Target::Gate(at) => Target::Gate(self.stage(of, at)?),
        };
        Some((item, end))
    }
}
