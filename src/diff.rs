//! What two versions of a plan differ in, by meaning: what was edited, what followed and why, and what it does to the money.
//!
//! Pure: two documents with their analyses in, one [`Diff`] out. *Edited* is what says something else; *followed* is what
//! says the same and has other dates or other phased money, with the edited items that drive it. Ids are matched through
//! renames. Differences in comments, order (stages apart) and layout are listed, and count as none.

mod cells;
mod comments;
mod culprits;
mod drive;
mod edits;
mod follow;
mod layout;
mod pairing;
mod problems;
mod ratchet;
mod schedule;
mod who;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::content::{Content, ItemName, Renamed, Renames, renames};
use crate::document::Document;
use crate::money::{Appraisal, Totals, Verdict};

pub use cells::{CellChange, EnvelopeChange, OutsideChange};
pub use comments::CommentChange;
pub use edits::{Edited, KeyChange, Named};
pub use follow::Followed;
pub use layout::Layout;
pub use pairing::Pairing;
pub use problems::Problems;
pub use ratchet::{Worse, worse};
pub use schedule::{GateMoved, Moved, ScheduleChange};
pub use who::{Part, Share, shares};

/// One of the two versions.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its texts, as resolved with a scenario.
    pub document: &'a Document,
    /// What is known of it.
    pub analysis: &'a Analysis,
}

/// The items that have another id in the later version; quickly none where every
/// initiative, stage and envelope of the earlier one is in both.
pub fn renamed(before: Side<'_>, after: Side<'_>) -> Renames {
    let (was, is) = (&before.analysis.plan, &after.analysis.plan);
    let gone = was.initiatives.iter().any(|it| is.initiative(&it.id).is_none())
        || was.stages.iter().any(|it| is.stage(&it.id).is_none())
        || was.envelopes.iter().any(|it| is.envelope(&it.id).is_none());
    if !gone {
        return Renames::default();
    }
    let (old, new) = Content::of_differing(&before.document.root(), &after.document.root());
    Renames::of(&renames(&old, &new))
}

/// A value in both versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change<T> {
    /// In the earlier version.
    pub before: T,
    /// In the later version.
    pub after: T,
}

impl<T: PartialEq> Change<T> {
    /// A value in both.
    pub const fn new(before: T, after: T) -> Self {
        Self { before, after }
    }

    /// Whether it is another one.
    pub fn is_change(&self) -> bool {
        self.before != self.after
    }
}

/// What two versions of a plan differ in. Items have the ids of the later version, removed ones their own.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    /// What says something else, by item.
    pub edited: Vec<Edited>,
    /// What only the later version has.
    pub added: Vec<Named>,
    /// What only the earlier version has.
    pub removed: Vec<Named>,
    /// What has another id.
    pub renamed: Vec<Renamed>,
    /// What says the same, and has other dates or other money.
    pub followed: Vec<Followed>,
    /// The comments that differ.
    pub comments: Vec<CommentChange>,
    /// Order and layout.
    pub layout: Layout,
    /// Every envelope with its cells, in id order.
    pub envelopes: Vec<EnvelopeChange>,
    /// The problems of one version alone.
    pub problems: Problems,
    /// Money in no cell.
    pub outside: OutsideChange,
    /// When everything happens.
    pub schedule: ScheduleChange,
    /// Value for money.
    pub appraisal: Change<Appraisal>,
    /// Whole sums.
    pub totals: Change<Totals>,
    /// How the plan stands.
    pub verdict: Change<Verdict>,
    /// The sentence that heads every view.
    pub sentence: Change<String>,
    /// Which item of one version is which of the other.
    pub pairing: Pairing,
}

impl Diff {
    /// Whether the two mean something else, so that the exit status is 1: comments, order and layout do not count.
    pub fn is_different(&self) -> bool {
        !self.edited.is_empty()
            || !self.added.is_empty()
            || !self.removed.is_empty()
            || !self.renamed.is_empty()
            || !self.followed.is_empty()
            || !self.schedule.moved.is_empty()
            || self.verdict.is_change()
            || self.envelopes.iter().any(EnvelopeChange::is_change)
    }

    /// Whether nothing at all differs.
    pub fn is_nothing(&self) -> bool {
        !self.is_different() && self.comments.is_empty() && self.layout.is_nothing()
    }

    /// The cells that changed, with their envelopes.
    pub fn cells(&self) -> impl Iterator<Item = (&EnvelopeChange, &CellChange)> {
        self.envelopes.iter().flat_map(|envelope| {
            envelope.years.iter().filter(|cell| cell.is_change()).map(move |cell| (envelope, cell))
        })
    }
}

/// What two versions of a plan differ in.
pub fn diff(before: Side<'_>, after: Side<'_>) -> Diff {
    // An initiative that the readings of two revisions share is one of which not a byte differs.
    let is_shared = |table: &str, id: &str| {
        let (was, is) = (&before.analysis.plan, &after.analysis.plan);
        let pair = (table == "initiative").then(|| was.initiative(id)).flatten();
        let pair = pair.and_then(|old| Some((old, is.same_initiative(id, old)?)));
        pair.is_some_and(|(old, new)| Arc::ptr_eq(&was.initiatives[old.at()], &is.initiatives[new.at()]))
    };
    let (old, new) = Content::of_keys_that_differ(&before.document.root(), &after.document.root(), is_shared);
    let renamed = renames(&old, &new);
    let ids = Renames::of(&renamed);
    let pairing = Pairing::new(&before.analysis.plan, &after.analysis.plan, &ids);
    let edits = edits::find(before, after, &old, &new, &ids);
    let (moved, followed) = follow::find(before, after, &pairing, &edits);
    let comments = comments::find(before.document, after.document, &ids, &edits.whole());
    let layout = layout::find(before, after, (&old, &new), &ids, &edits, comments.is_empty());
    Diff {
        comments,
        layout,
        followed,
        schedule: schedule::find(before, after, &pairing, moved),
        envelopes: cells::find(before.analysis, after.analysis, &pairing),
        problems: problems::find(before, after, &ids),
        outside: cells::outside(before.analysis, after.analysis),
        appraisal: Change::new(
            before.analysis.money.appraisal.clone(),
            after.analysis.money.appraisal.clone(),
        ),
        totals: Change::new(before.analysis.money.totals, after.analysis.money.totals),
        verdict: Change::new(before.analysis.verdict, after.analysis.verdict),
        sentence: Change::new(before.analysis.sentence.clone(), after.analysis.sentence.clone()),
        edited: edits.edited,
        added: edits.added,
        removed: edits.removed,
        renamed,
        pairing,
    }
}

/// Names, each once and in order.
type Names = BTreeSet<ItemName>;

#[cfg(test)]
mod tests;
