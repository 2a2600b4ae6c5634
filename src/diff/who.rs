//! Who makes a cell another one: what each initiative puts into it in both versions, with the changed items behind it.

use std::collections::BTreeMap;

use super::{CellChange, Change, Diff, EnvelopeChange, Side};
use crate::content::ItemName;
use crate::money::{Posting, Source};
use crate::plan::{EnvelopeIx, InitiativeIx};
use crate::units::Money;

/// Whose money it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// An initiative's, by its later id.
    Initiative(String),
    /// Interest of what was borrowed.
    Interest,
}

/// What one initiative puts into a cell, when that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whose.
    pub part: Part,
    /// How much: costs positive, savings negative.
    pub amount: Change<Money>,
    /// The changed items that it comes from, itself when it was changed.
    pub because: Vec<ItemName>,
}

impl Share {
    /// By how much more the cell is spent from.
    pub fn more(&self) -> Money {
        self.amount.after - self.amount.before
    }
}

/// What differs in a cell by initiative, the largest increase first.
pub fn shares(
    diff: &Diff,
    before: Side<'_>,
    after: Side<'_>,
    envelope: &EnvelopeChange,
    cell: &CellChange,
) -> Vec<Share> {
    let mut amounts: BTreeMap<(bool, Key), Change<Money>> = BTreeMap::new();
    let all = |side: Side<'_>, at: Option<EnvelopeIx>| -> Vec<Posting> {
        let year = side.analysis.money.years.iter().position(|it| *it == cell.year);
        let found = at.zip(year).map(|(at, year)| side.analysis.money.postings_in(at, Some(year)));
        found.unwrap_or_default()
    };
    let key =
        |posting: &Posting, later: fn(&Diff, InitiativeIx) -> Key| match (posting.initiative, posting.source)
        {
            (
                Some(at),
                Source::Cost(_) | Source::Benefit(_) | Source::Repayment(..) | Source::Interest(_),
            ) => (false, later(diff, at)),
            (None, _) => (true, Key::Later(0)),
        };
    for posting in all(before, envelope.at.before) {
        let later = |diff: &Diff, at: InitiativeIx| {
            diff.pairing.initiatives[at.at()].map_or(Key::Gone(at.0), |it| Key::Later(it.0))
        };
        amounts.entry(key(&posting, later)).or_default().before += posting.amount;
    }
    for posting in all(after, envelope.at.after) {
        amounts.entry(key(&posting, |_, at| Key::Later(at.0))).or_default().after += posting.amount;
    }
    let mut shares: Vec<Share> = amounts
        .into_iter()
        .filter(|(_, amount)| amount.is_change())
        .map(|((interest, key), amount)| {
            let id = match key {
                Key::Later(at) => &after.analysis.plan.initiatives.get(at as usize).map(|it| it.id.clone()),
                Key::Gone(at) => &before.analysis.plan.initiatives.get(at as usize).map(|it| it.id.clone()),
            };
            let part = match id {
                Some(id) if !interest => Part::Initiative(id.clone()),
                Some(_) | None => Part::Interest,
            };
            let because = because(diff, &part);
            Share { part, amount, because }
        })
        .collect();
    shares.sort_by(|a, b| (b.more(), &a.part).cmp(&(a.more(), &b.part)));
    shares
}

/// An initiative in either version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Later(u32),
    Gone(u32),
}

/// The changed items behind what an initiative costs: itself, or what it followed.
fn because(diff: &Diff, part: &Part) -> Vec<ItemName> {
    let Part::Initiative(id) = part else { return Vec::new() };
    let item = ItemName::new("initiative", id);
    let is = |name: &ItemName| *name == item;
    let changed = diff.edited.iter().any(|it| is(&it.item))
        || diff.added.iter().chain(&diff.removed).any(|it| is(&it.item));
    let mut found: Vec<ItemName> = if changed { vec![item.clone()] } else { Vec::new() };
    // Both lists are in id order.
    if let Ok(at) = diff.followed.binary_search_by(|it| it.item.cmp(&item)) {
        found.extend(diff.followed[at].because.iter().cloned());
    } else if let Ok(at) = diff.schedule.moved.binary_search_by(|it| it.item.cmp(&item)) {
        found.extend(diff.schedule.moved[at].because.iter().cloned());
    }
    found.dedup();
    found
}
