//! What the views show beside their own figures: what each was in a baseline.

use super::Held;
use crate::analysis::Analysis;
use crate::check::GateStanding;
use crate::cli::open::Opened;
use crate::content::Renames;
use crate::diff::{Pairing, Side, renamed};
use crate::money::EnvelopeFigures;
use crate::plan::{EnvelopeIx, InitiativeIx};
use crate::schedule::Placed;
use crate::views::apart::{Apart, Aparts, apart};
use crate::views::changes::gates_both;

/// A baseline beside a plan.
pub struct Then<'a> {
    /// What it is called.
    pub name: String,
    /// What is known of it.
    pub analysis: &'a Analysis,
    /// What has another id now.
    pub ids: Renames,
    aparts: Aparts,
}

impl Held {
    /// What the views of a plan need of the baseline.
    pub fn then(&self, opened: &Opened, analysis: &Analysis) -> Then<'_> {
        let before = Side { document: &self.document, analysis: &self.analysis };
        let ids = renamed(before, Side { document: &opened.document, analysis });
        let aparts = apart(analysis, &self.analysis, &ids);
        Then { name: self.baseline.title(), analysis: &self.analysis, ids, aparts }
    }
}

impl Held {
    /// Every gate as it was, where it was there, and as it is.
    pub fn gates(&self, opened: &Opened, analysis: &Analysis) -> Vec<(Option<GateStanding>, GateStanding)> {
        let before = Side { document: &self.document, analysis: &self.analysis };
        let after = Side { document: &opened.document, analysis };
        let ids = renamed(before, after);
        let pairs = Pairing::new(&self.analysis.plan, &analysis.plan, &ids).stages;
        gates_both(before, after, &pairs).into_iter().map(|(_, then, now)| (then, now)).collect()
    }
}

impl Then<'_> {
    /// An initiative against itself in the baseline.
    pub fn apart(&self, at: InitiativeIx) -> &Apart {
        &self.aparts.of[at.at()]
    }

    /// The same initiative in the baseline.
    pub fn initiative(&self, id: &str) -> Option<InitiativeIx> {
        self.analysis.plan.initiative(self.ids.before("initiative", id).unwrap_or(id))
    }

    /// When it was there.
    pub fn placed(&self, id: &str) -> Option<&Placed> {
        self.analysis.schedule.placed(self.initiative(id)?)
    }

    /// The figures of the same envelope in the baseline.
    pub fn envelope(&self, id: &str) -> Option<&EnvelopeFigures> {
        let at: EnvelopeIx = self.analysis.plan.envelope(self.ids.before("envelope", id).unwrap_or(id))?;
        self.analysis.money.envelopes.iter().find(|figures| figures.envelope == at)
    }

    /// The ids of the initiatives that are gone.
    pub fn gone(&self, now: &Analysis) -> Vec<InitiativeIx> {
        let all = self.analysis.plan.initiatives.iter().zip(0_u32..);
        let is_gone =
            |id: &str| now.plan.initiative(self.ids.after("initiative", id).unwrap_or(id)).is_none();
        all.filter(|(it, _)| !it.dropped && is_gone(&it.id)).map(|(_, at)| InitiativeIx(at)).collect()
    }
}
