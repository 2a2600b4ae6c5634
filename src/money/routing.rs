//! Routing: which envelope a money line goes to, and where savings and financing are charged.

use super::exact;
use crate::plan::{BenefitLine, CostLine, Envelope, EnvelopeIx, Kind, Plan};

/// Where a cost line goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// No envelope pays it.
    Unfunded,
    /// More than one could.
    Ambiguous,
    /// One envelope.
    One(EnvelopeIx),
    /// Several by weights, in id order; `None` in place of an envelope that is left out.
    Shared(Vec<Option<EnvelopeIx>>, Vec<i128>),
}

/// The envelope that holds the net effect on the revenue budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NetEffect {
    /// No envelope pays recurrent alone: savings and financing are shown, and count nowhere.
    Nowhere,
    /// The only one.
    In(EnvelopeIx),
    /// More than one: benefits and borrowing must name theirs.
    Several,
}

/// Where a cashable benefit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saving {
    /// In the net effect of an envelope that pays recurrent alone.
    Net(EnvelopeIx),
    /// Returned to an envelope.
    Returned(EnvelopeIx),
    /// Nowhere, as there is no net effect.
    Nowhere,
    /// Nowhere, as it should name one of several.
    Unnamed,
}

/// Where the financing of a borrowing envelope is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charge {
    /// To an envelope that pays recurrent alone.
    To(EnvelopeIx),
    /// Nowhere, as there is none.
    Nowhere,
    /// Nowhere, as it should name one of several.
    Unnamed,
    /// Nowhere, as what it names does not pay recurrent alone.
    Wrong(EnvelopeIx),
}

/// The envelopes of a plan that are not left out, with their indices.
pub(super) fn live(plan: &Plan) -> impl Iterator<Item = (EnvelopeIx, &Envelope)> {
    plan.envelopes
        .iter()
        .enumerate()
        .filter(|(_, it)| !it.dropped)
        .map(|(at, it)| (EnvelopeIx(at as u32), it))
}

/// Where lines go when they do not say, found once for a plan.
#[derive(Debug)]
pub(super) struct Routes<'p> {
    plan: &'p Plan,
    by_kind: [Route; 3],
    net_effect: NetEffect,
}

impl<'p> Routes<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        let by_kind = Kind::ALL.map(|kind| {
            let mut payers = live(plan).filter(|(_, it)| it.pays(kind)).map(|(ix, _)| ix);
            match (payers.next(), payers.next()) {
                (None, _) => Route::Unfunded,
                (Some(only), None) => Route::One(only),
                (Some(_), Some(_)) => Route::Ambiguous,
            }
        });
        let mut budgets = live(plan).filter(|(_, it)| it.recurrent_only()).map(|(ix, _)| ix);
        let net_effect = match (budgets.next(), budgets.next()) {
            (None, _) => NetEffect::Nowhere,
            (Some(only), None) => NetEffect::In(only),
            (Some(_), Some(_)) => NetEffect::Several,
        };
        Self { plan, by_kind, net_effect }
    }

    fn alive(&self, ix: EnvelopeIx) -> Option<&'p Envelope> {
        self.plan.envelopes.get(ix.at()).filter(|it| !it.dropped)
    }

    /// Whether benefits and borrowing must name one of several envelopes that pay recurrent alone.
    pub(super) fn names_are_needed(&self) -> bool {
        self.net_effect == NetEffect::Several
    }

    /// Where a cost line goes.
    pub(super) fn cost(&self, line: &CostLine) -> Route {
        match line.funded_by.as_slice() {
            [] => self.by_kind[line.kind as usize].clone(),
            [(only, _)] => self.alive(*only).map_or(Route::Unfunded, |_| Route::One(*only)),
            many => {
                let mut shares = many.to_vec();
                shares.sort_by_key(|(ix, _)| *ix);
                let percents: Vec<_> = shares.iter().map(|(_, percent)| *percent).collect();
                let payers = shares.iter().map(|(ix, _)| self.alive(*ix).map(|_| *ix)).collect();
                match exact::weights(&percents) {
                    Some(weights)
                        if weights.iter().all(|it| *it >= 0) && weights.iter().any(|it| *it > 0) =>
                    {
                        Route::Shared(payers, weights)
                    }
                    Some(_) | None => Route::Unfunded,
                }
            }
        }
    }

    /// Where a cashable benefit counts.
    pub(super) fn saving(&self, line: &BenefitLine) -> Saving {
        match line.returns_to.and_then(|ix| Some((ix, self.alive(ix)?))) {
            Some((ix, envelope)) if envelope.recurrent_only() => Saving::Net(ix),
            Some((ix, _)) => Saving::Returned(ix),
            None => match self.net_effect {
                NetEffect::Nowhere => Saving::Nowhere,
                NetEffect::In(only) => Saving::Net(only),
                NetEffect::Several => Saving::Unnamed,
            },
        }
    }

    /// Where the financing of a borrowing envelope is charged.
    pub(super) fn charge(&self, envelope: &Envelope) -> Charge {
        match envelope.charged_to.map(|ix| (ix, self.alive(ix))) {
            Some((ix, Some(budget))) if budget.recurrent_only() => Charge::To(ix),
            Some((ix, Some(_) | None)) => Charge::Wrong(ix),
            None => match self.net_effect {
                NetEffect::Nowhere => Charge::Nowhere,
                NetEffect::In(only) => Charge::To(only),
                NetEffect::Several => Charge::Unnamed,
            },
        }
    }
}
