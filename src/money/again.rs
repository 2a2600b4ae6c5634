//! The tally of a plan from that of another revision: what the initiatives that changed came to is taken out, and what they
//! come to now is put in.
//!
//! Every figure of a tally is a sum over initiatives in whole pence, so that this is exact. What hangs on all of them
//! (interest, cells, the appraisal's quotients, the verdict) is computed from the sums each time. Where more than
//! initiatives and their dates changed, or too many of them did, there is no answer here, and everything is computed.

use std::ops::{AddAssign, SubAssign};
use std::sync::Arc;

use super::calendar::Calendar;
use super::ledger::Ledger;
use super::routing::Routes;
use super::tally::{Fault, Tally, lines};
use super::{Assessment, RecurrentYear, appraisal};
use crate::plan::{Factors, InitiativeIx, Plan};
use crate::schedule::{Placed, Schedule};
use crate::units::Day;

/// A scheduled revision of a plan, and the case under which it is.
#[derive(Debug, Clone, Copy)]
pub struct Revision<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// When everything happens.
    pub schedule: &'a Schedule,
    /// What the case changes.
    pub factors: &'a Factors,
}

/// What another revision can take over of the sums of a plan, beside its assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The flows without interest: of everything that counts, and of committed initiatives alone.
    all: Ledger,
    committed: Ledger,
    recurrent: Vec<RecurrentYear>,
    appraised: appraisal::Rows,
    faults: Vec<Fault>,
}

impl Kept {
    /// What is kept of a tally without interest.
    pub(super) fn of(tally: &Tally) -> Self {
        Self {
            all: tally.all.clone(),
            committed: tally.committed.clone(),
            recurrent: tally.recurrent.clone(),
            appraised: tally.appraised.clone(),
            faults: tally.faults.clone(),
        }
    }
}

/// Whether parts are put into sums or taken out of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    In,
    Out,
}

impl Turn {
    pub(super) fn put<T: AddAssign + SubAssign>(self, sum: &mut T, part: T) {
        match self {
            Self::In => *sum += part,
            Self::Out => *sum -= part,
        }
    }

    pub(super) fn put_all<T: AddAssign + SubAssign + Copy>(self, sums: &mut [T], parts: &[T]) {
        for (sum, part) in sums.iter_mut().zip(parts) {
            self.put(sum, *part);
        }
    }
}

/// The initiatives that are not the same in two revisions, or have other dates, in order; `None` where anything else
/// differs on which money hangs.
pub(super) fn changed(before: Revision<'_>, after: Revision<'_>) -> Option<Vec<InitiativeIx>> {
    let (old, new) = (before.plan, after.plan);
    let frame = |it: &Revision<'_>| (it.schedule.start, it.schedule.end, it.plan.year_start);
    let same = before.factors == after.factors
        && frame(&before) == frame(&after)
        && before.schedule.years == after.schedule.years
        && old.assumptions == new.assumptions
        && old.envelopes == new.envelopes
        && old.initiatives.len() == new.initiatives.len();
    if !same {
        return None;
    }
    let dates = |it: &Placed| -> (Day, Day) { (it.start, it.finish) };
    let mut changed = Vec::new();
    for (at, (one, other)) in old.initiatives.iter().zip(&new.initiatives).enumerate() {
        let ix = InitiativeIx(at as u32);
        if one.id != other.id {
            return None;
        }
        let moved = before.schedule.placed(ix).map(dates) != after.schedule.placed(ix).map(dates);
        if moved || !(Arc::ptr_eq(one, other) || one == other) {
            changed.push(ix);
        }
    }
    Some(changed)
}

/// The tally of a revision without interest, from that of another; `None` where it is to be computed in full.
pub(super) fn lines_again(
    (before, assessment, kept): (Revision<'_>, &Assessment, &Kept),
    after: Revision<'_>,
    calendar: &Calendar,
    routes: &Routes<'_>,
) -> Option<Tally> {
    let changed = changed(before, after)?;
    // Each is phased twice: as it was, and as it is.
    if changed.len() * 2 > after.plan.initiatives.len() {
        return None;
    }
    let of = |revision| lines(revision, calendar, routes, changed.iter().copied());
    let (old, new) = (of(before), of(after));
    let mut tally = Tally {
        all: kept.all.clone(),
        committed: kept.committed.clone(),
        postings: assessment.postings.with(&changed, &new.postings),
        outside: assessment.outside.clone(),
        recurrent: kept.recurrent.clone(),
        totals: assessment.totals,
        appraised: kept.appraised.clone(),
        faults: with(&kept.faults, &new.faults, &changed, Fault::initiative),
    };
    tally.outside.lines = with(&tally.outside.lines, &new.outside.lines, &changed, |it| it.initiative);
    for (of, turn) in [(&old, Turn::Out), (&new, Turn::In)] {
        tally.all.turn(&of.all, turn);
        tally.committed.turn(&of.committed, turn);
        tally.outside.turn(&of.outside, turn);
        tally.totals.turn(&of.totals, turn);
        tally.appraised.turn(&of.appraised, turn);
        for (year, part) in tally.recurrent.iter_mut().zip(&of.recurrent) {
            year.turn(part, turn);
        }
    }
    Some(tally)
}

/// What is of other initiatives than those that changed, and what is new of them, in the order of initiatives.
fn with<T: Copy>(
    kept: &[T],
    new: &[T],
    changed: &[InitiativeIx],
    initiative: impl Fn(&T) -> InitiativeIx,
) -> Vec<T> {
    let stays = kept.iter().filter(|it| changed.binary_search(&initiative(it)).is_err());
    let mut all: Vec<T> = stays.chain(new).copied().collect();
    all.sort_by_key(initiative);
    all
}
