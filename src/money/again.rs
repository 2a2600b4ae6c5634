//! The tally of a plan from that of another revision: what the initiatives that changed came to is taken out, and what they
//! come to now is put in.
//!
//! Every figure of a tally is a sum over initiatives in whole pence, so that this is exact. What hangs on all of them
//! (interest, cells, the appraisal's quotients, the verdict) is computed from the sums each time. Where more than
//! initiatives and their dates changed, or too many of them did, there is no answer here, and everything is computed.

use std::cmp::Ordering;
use std::ops::{AddAssign, Range, SubAssign};
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

/// In which initiatives two revisions differ on which money hangs, those that came or went among them.
///
/// Initiatives stand in id order, so that those of both revisions keep their order, and only their numbers are others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Changed {
    /// In the order of initiatives.
    cuts: Vec<Cut>,
}

/// One initiative that is not the same in both revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cut {
    /// How many initiatives of the earlier revision stand before it.
    old: u32,
    /// How many of the later one.
    new: u32,
    /// Whether the earlier revision has it.
    was: bool,
    /// Whether the later one has it.
    is: bool,
}

impl Changed {
    /// Of pairs in order: the numbers of an initiative in both revisions, or where it would stand in the one that has it not,
    /// with whether each has it.
    pub(super) fn new(pairs: impl IntoIterator<Item = [(u32, bool); 2]>) -> Self {
        let cut = |[(old, was), (new, is)]: [(u32, bool); 2]| Cut { old, new, was, is };
        Self { cuts: pairs.into_iter().map(cut).collect() }
    }

    /// What is to be taken out, by the numbers of the earlier revision, in order.
    pub(super) fn gone(&self) -> impl Iterator<Item = InitiativeIx> + Clone + '_ {
        self.cuts.iter().filter(|cut| cut.was).map(|cut| InitiativeIx(cut.old))
    }

    /// What is to be put in, by the numbers of the later revision, in order.
    pub(super) fn come(&self) -> impl Iterator<Item = InitiativeIx> + Clone + '_ {
        self.cuts.iter().filter(|cut| cut.is).map(|cut| InitiativeIx(cut.new))
    }

    /// How many initiatives are to be phased: as they were, and as they are.
    pub(super) fn count(&self) -> usize {
        self.gone().count() + self.come().count()
    }

    /// The stretches of initiatives that are the same in both, in order and some of them empty: their numbers in the earlier
    /// revision, and the first of their numbers in the later one.
    pub(super) fn stretches(&self) -> impl Iterator<Item = (Range<u32>, u32)> + '_ {
        let begins = self.cuts.iter().map(|cut| (cut.old + u32::from(cut.was), cut.new + u32::from(cut.is)));
        let ends = self.cuts.iter().map(|cut| cut.old).chain([u32::MAX]);
        [(0, 0)].into_iter().chain(begins).zip(ends).map(|((old, new), end)| (old..end, new))
    }

    /// The number in the later revision of one of the earlier; `None` when it is to be taken out.
    fn number(&self, old: InitiativeIx) -> Option<InitiativeIx> {
        let next = self.cuts.partition_point(|cut| cut.old <= old.0);
        let Some(before) = next.checked_sub(1).map(|at| self.cuts[at]) else { return Some(old) };
        let (from, to) = (before.old + u32::from(before.was), before.new + u32::from(before.is));
        old.0.checked_sub(from).map(|behind| InitiativeIx(to + behind))
    }
}

/// In which initiatives two revisions differ on which money hangs; `None` where anything else differs on which it does.
pub(super) fn changed(before: Revision<'_>, after: Revision<'_>) -> Option<Changed> {
    let (old, new) = (before.plan, after.plan);
    let frame = |it: &Revision<'_>| (it.schedule.start, it.schedule.end, it.plan.year_start);
    let same = before.factors == after.factors
        && frame(&before) == frame(&after)
        && before.schedule.years == after.schedule.years
        && old.assumptions == new.assumptions
        && old.envelopes == new.envelopes;
    if !same {
        return None;
    }
    let dates = |it: &Placed| -> (Day, Day) { (it.start, it.finish) };
    let placed =
        |revision: &Revision<'_>, at: usize| revision.schedule.placed(InitiativeIx(at as u32)).map(dates);
    let mut pairs = Vec::new();
    let (mut was, mut is) = (0, 0);
    loop {
        let (one, other) = (old.initiatives.get(was), new.initiatives.get(is));
        let order = match (one, other) {
            (None, None) => break,
            (Some(one), Some(other)) if Arc::ptr_eq(one, other) => Ordering::Equal,
            (Some(one), Some(other)) => one.id.cmp(&other.id),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
        };
        let pair = [(was as u32, order.is_le()), (is as u32, order.is_ge())];
        let is_same = order.is_eq()
            && placed(&before, was) == placed(&after, is)
            && one.zip(other).is_some_and(|(one, other)| Arc::ptr_eq(one, other) || one == other);
        if !is_same {
            pairs.push(pair);
        }
        (was, is) = (was + usize::from(pair[0].1), is + usize::from(pair[1].1));
    }
    Some(Changed::new(pairs))
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
    if changed.count() > after.plan.initiatives.len() {
        return None;
    }
    let old = lines(before, calendar, routes, changed.gone());
    let new = lines(after, calendar, routes, changed.come());
    let mut tally = Tally {
        all: kept.all.clone(),
        committed: kept.committed.clone(),
        postings: assessment.postings.with(&changed, &new.postings),
        outside: assessment.outside.clone(),
        recurrent: kept.recurrent.clone(),
        totals: assessment.totals,
        appraised: kept.appraised.clone(),
        faults: with(&kept.faults, &new.faults, &changed, Fault::initiative_mut),
    };
    tally.outside.lines = with(&tally.outside.lines, &new.outside.lines, &changed, |it| &mut it.initiative);
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

/// What is of initiatives that did not change, with their numbers now, and what is new of the others, in the order of initiatives.
fn with<T: Copy>(
    kept: &[T],
    new: &[T],
    changed: &Changed,
    initiative: impl Fn(&mut T) -> &mut InitiativeIx,
) -> Vec<T> {
    let stays = kept.iter().filter_map(|it| {
        let mut it = *it;
        let number = initiative(&mut it);
        *number = changed.number(*number)?;
        Some(it)
    });
    let mut all: Vec<T> = stays.chain(new.iter().copied()).collect();
    all.sort_by_key(|it| {
        let mut it = *it;
        *initiative(&mut it)
    });
    all
}
