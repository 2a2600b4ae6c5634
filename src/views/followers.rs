//! Who waits for whom: the links of a plan from their other end.

use crate::plan::{InitiativeIx, Plan, Target};

/// For every initiative those that wait for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followers {
    /// Where those of each initiative begin in `all`; one more at the end.
    begins: Vec<u32>,
    all: Vec<InitiativeIx>,
}

impl Followers {
    /// Those of a plan; what is left out of it waits for nothing.
    pub fn of(plan: &Plan) -> Self {
        let mut pairs = Vec::new();
        for (at, _) in plan.initiatives.iter().enumerate().filter(|(_, it)| !it.dropped) {
            let at = InitiativeIx(at as u32);
            for link in plan.dependencies(at).all() {
                if let Target::Initiative(target) = link.target {
                    pairs.push((target, at));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut begins = Vec::with_capacity(plan.initiatives.len() + 1);
        let mut next = 0;
        for at in 0..=plan.initiatives.len() {
            while pairs.get(next).is_some_and(|(target, _)| target.at() < at) {
                next += 1;
            }
            begins.push(next as u32);
        }
        Self { begins, all: pairs.into_iter().map(|(_, follower)| follower).collect() }
    }

    /// Those that wait for one, each once, in the order of their indices.
    pub fn waiting_for(&self, initiative: InitiativeIx) -> &[InitiativeIx] {
        let at = initiative.at();
        &self.all[self.begins[at] as usize..self.begins[at + 1] as usize]
    }
}
