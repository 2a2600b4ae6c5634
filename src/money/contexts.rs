//! Why the same lines on the same dates give other money in another plan: what stands outside them that phases and routes
//! them.

use super::phasing::phase;
use super::routing::{Route, Routes, Saving};
use super::row::Phased;
use super::stream::{Frame, Stream};
use crate::plan::{EnvelopeIx, Factors, Initiative, Kind, Plan};
use crate::schedule::{Placed, Schedule};
use crate::units::{Month, YearStart};

/// What outside a line its money depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// What lines say by default: lag and ramp of savings.
    Defaults,
    /// Where the plan ends, and with it what goes on.
    End,
    /// Inflation and the year of its prices.
    Prices,
    /// What a case adds.
    Case,
    /// When financial years begin.
    Years,
    /// Which envelope pays this kind of cost.
    Payer(Kind),
    /// Which envelope savings go to.
    Savings,
}

/// A plan as its money is phased and routed.
struct Side<'p> {
    plan: &'p Plan,
    frame: Frame<'p>,
    routes: Routes<'p>,
}

impl<'p> Side<'p> {
    fn new((plan, schedule, factors): (&'p Plan, &'p Schedule, &'p Factors)) -> Self {
        Self { plan, frame: Frame::new(plan, schedule, factors), routes: Routes::new(plan) }
    }
}

/// The contexts of two plans, ready to be held against each other.
pub struct Contexts<'p> {
    before: Side<'p>,
    after: Side<'p>,
    /// The later plan's envelope for each of the earlier one's.
    envelopes: Vec<Option<EnvelopeIx>>,
    same_frame: bool,
    same_routes: bool,
}

impl<'p> Contexts<'p> {
    /// Those of two plans under their cases; `envelopes` has the later plan's envelope for each of the earlier one's.
    pub fn new(
        before: (&'p Plan, &'p Schedule, &'p Factors),
        after: (&'p Plan, &'p Schedule, &'p Factors),
        envelopes: Vec<Option<EnvelopeIx>>,
    ) -> Self {
        let (before, after) = (Side::new(before), Side::new(after));
        let same_frame = before.frame.end == after.frame.end
            && before.frame.inflation == after.frame.inflation
            && before.frame.factors == after.frame.factors
            && before.plan.year_start == after.plan.year_start;
        let same_envelope = |(at, other): (usize, &Option<EnvelopeIx>)| {
            other.is_some_and(|other| {
                let (one, other) = (&before.plan.envelopes[at], &after.plan.envelopes[other.at()]);
                one.dropped == other.dropped
                    && Kind::ALL.iter().all(|kind| one.pays(*kind) == other.pays(*kind))
            })
        };
        let same_routes = before.plan.envelopes.len() == after.plan.envelopes.len()
            && envelopes.iter().enumerate().all(same_envelope);
        Self { before, after, envelopes, same_frame, same_routes }
    }

    /// What of the context gives other money, by month and envelope, to lines that say the same in both plans, at the
    /// dates `placed`; in order, each once.
    pub fn differing(&self, before: &Initiative, after: &Initiative, placed: &Placed) -> Vec<Context> {
        let mut found = Vec::new();
        for (old, new) in before.costs.iter().zip(&after.costs).filter(|(line, _)| line.each.is_none()) {
            if !self.same_routes
                && !self.is_same_route(&self.before.routes.cost(old), &self.after.routes.cost(new))
            {
                found.push(Context::Payer(new.kind));
            }
            self.compare(&mut found, |frame| frame.cost(new, placed));
        }
        for (old, new) in before.benefits.iter().zip(&after.benefits) {
            if !self.same_routes
                && !self.is_same_saving(self.before.routes.saving(old), self.after.routes.saving(new))
            {
                found.push(Context::Savings);
            }
            if (old.lag, old.ramp) != (new.lag, new.ramp) {
                found.push(Context::Defaults);
            }
            self.compare(&mut found, |frame| frame.benefit(new, placed));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Finds what of frames and years gives a line another row.
    fn compare<'l>(&self, found: &mut Vec<Context>, stream: impl Fn(&Frame<'p>) -> Stream<'l>) {
        if self.same_frame {
            return;
        }
        let (old, new) = (&self.before, &self.after);
        let row = |frame: &Frame<'p>, starts| phase(&stream(frame).real(), starts);
        let is = row(&new.frame, new.plan.year_start);
        let differs =
            |frame: Frame<'p>, starts: YearStart| !same_months(row(&frame, starts).as_ref(), is.as_ref());
        if old.frame.end != new.frame.end
            && differs(Frame { end: old.frame.end, ..new.frame }, new.plan.year_start)
        {
            found.push(Context::End);
        }
        if old.frame.factors != new.frame.factors
            && differs(Frame { factors: old.frame.factors, ..new.frame }, new.plan.year_start)
        {
            found.push(Context::Case);
        }
        if old.plan.year_start != new.plan.year_start && differs(new.frame, old.plan.year_start) {
            found.push(Context::Years);
        }
        let growth = |side: &Side<'p>| stream(&side.frame).growth;
        if growth(old) != growth(new) && is.as_ref().is_some_and(|row| row.reach().is_some()) {
            found.push(Context::Prices);
        }
    }

    fn after(&self, envelope: EnvelopeIx) -> Option<EnvelopeIx> {
        self.envelopes.get(envelope.at()).copied().flatten()
    }

    fn is_same_route(&self, before: &Route, after: &Route) -> bool {
        match (before, after) {
            (Route::One(one), Route::One(other)) => self.after(*one) == Some(*other),
            (Route::Shared(one, weights), Route::Shared(other, other_weights)) => {
                // Another order of ids is another order of shares, with the same weights.
                let mut mapped: Vec<_> =
                    one.iter().map(|it| it.and_then(|it| self.after(it))).zip(weights).collect();
                let mut other: Vec<_> = other.iter().copied().zip(other_weights).collect();
                mapped.sort_unstable();
                other.sort_unstable();
                mapped == other
            }
            (Route::Unfunded, Route::Unfunded) | (Route::Ambiguous, Route::Ambiguous) => true,
            (Route::One(_) | Route::Shared(..) | Route::Unfunded | Route::Ambiguous, _) => false,
        }
    }

    fn is_same_saving(&self, before: Saving, after: Saving) -> bool {
        match (before, after) {
            (Saving::Net(one), Saving::Net(other)) | (Saving::Returned(one), Saving::Returned(other)) => {
                self.after(one) == Some(other)
            }
            (Saving::Nowhere, Saving::Nowhere) | (Saving::Unnamed, Saving::Unnamed) => true,
            (Saving::Net(_) | Saving::Returned(_) | Saving::Nowhere | Saving::Unnamed, _) => false,
        }
    }
}

/// Whether two rows have the same pence in every month.
fn same_months(one: Option<&Phased>, other: Option<&Phased>) -> bool {
    match (one, other) {
        (Some(Phased::Narrow(one)), Some(Phased::Narrow(other))) if one == other => true,
        (Some(one), Some(other)) => months(one) == months(other),
        (None, None) => true,
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// The pence of every month that has some.
fn months(row: &Phased) -> Vec<(Month, i128)> {
    let (mut found, mut before) = (Vec::new(), 0);
    row.each_month(|month, _, sum| {
        if sum != before {
            found.push((month, sum - before));
            before = sum;
        }
    });
    found
}
