//! Cells: an envelope's flows reconciled four times (as planned, with contingency, and each for committed initiatives
//! alone), and how each year and the whole life stand.

use super::exact::to_money;
use super::ledger::{Flows, Ledger};
use super::reconcile::{Standing, Terms, is_tight};
use super::{Cell, ContingencyCell, EnvelopeFigures, State, TotalCell};
use crate::plan::{Assumptions, ByKind, Envelope, EnvelopeIx};
use crate::units::{FinancialYear, Money, Percent};

type Contingency = ByKind<Option<Percent>>;

/// The figures of one envelope.
pub(super) fn figures(
    ix: EnvelopeIx,
    envelope: &Envelope,
    years: &[FinancialYear],
    assumptions: &Assumptions,
    all: &Ledger,
    committed: &Ledger,
) -> EnvelopeFigures {
    let terms = Terms::of(envelope, years);
    let tolerance = assumptions.tolerance;
    let ((flows, beyond), (promised, promised_beyond)) = (all.of(ix), committed.of(ix));
    let plain =
        |flows: &[Flows]| terms.reconcile(flows.iter().map(|it| (it.spend(), it.returned)), tolerance);
    let raised = |flows: &[Flows], contingency: &Contingency| {
        terms.reconcile(flows.iter().map(|it| (it.spend_with(contingency), it.returned)), tolerance)
    };
    let (planned, alone) = (plain(flows), plain(promised));
    let second = assumptions.contingency.as_ref().map(|contingency| {
        let (planned, alone) = (raised(flows, contingency), raised(promised, contingency));
        let spend = flows.iter().map(|it| it.spend_with(contingency));
        spend
            .zip(planned)
            .zip(alone)
            .map(|((spend, standing), alone)| (spend, standing, alone))
            .collect::<Vec<_>>()
    });
    let cells: Vec<Cell> = (0..years.len())
        .map(|year| {
            let (flows, standing) = (&flows[year], &planned[year]);
            Cell {
                opening: standing.opening,
                allocation: standing.allocation,
                returned: flows.returned,
                spend: flows.spend(),
                closing: standing.closing,
                lapsed: standing.lapsed,
                headroom: standing.headroom,
                ineligible: flows.ineligible,
                balance: standing.balance,
                limit: standing.limit,
                state: state(standing, flows, alone[year].over()),
                contingency: second.as_ref().map(|second| {
                    let (spend, standing, alone) = &second[year];
                    let state = state(standing, flows, alone.over());
                    ContingencyCell { spend: *spend, headroom: standing.headroom, state }
                }),
            }
        })
        .collect();
    let cap = envelope.total.map(to_money);
    let whole = |flows: &[Flows], beyond: &Flows| {
        let inside = flows.iter().chain(cap.map(|_| beyond));
        inside.fold((Money::ZERO, Money::ZERO), |(spend, returned), it| {
            (spend + it.spend(), returned + it.returned)
        })
    };
    let total = total(cap, &terms, whole(flows, beyond), whole(promised, promised_beyond), tolerance, &cells);
    EnvelopeFigures { envelope: ix, years: cells, total }
}

/// How a cell stands; `committed_over`: it is over with committed initiatives alone.
fn state(standing: &Standing, flows: &Flows, committed_over: bool) -> State {
    if standing.over() && committed_over {
        State::Impossible
    } else if !flows.ineligible.is_zero() {
        State::Ineligible
    } else if standing.over() {
        State::Over
    } else if standing.tight {
        State::Tight
    } else {
        State::Within
    }
}

/// The whole life: against the cap where there is one; otherwise the sum of the years, which has no state of its own.
fn total(
    cap: Option<Money>,
    terms: &Terms,
    (spend, returned): (Money, Money),
    (promised, promised_returned): (Money, Money),
    tolerance: Percent,
    cells: &[Cell],
) -> TotalCell {
    let allocation = cap.or_else(|| terms.allocations());
    let allowed = cap.or_else(|| Some(terms.allocations()? + terms.first_opening()));
    let headroom = allowed.map(|allowed| allowed + returned - spend);
    let own = cap.map_or(State::Within, |cap| {
        let headroom = cap + returned - spend;
        let committed_over = (cap + promised_returned - promised).is_negative();
        match (headroom.is_negative(), committed_over) {
            (true, true) => State::Impossible,
            (true, false) => State::Over,
            (false, _) if is_tight(headroom, tolerance, cap + returned) => State::Tight,
            (false, _) => State::Within,
        }
    });
    let state = cells.iter().map(|cell| cell.state).fold(own, State::max);
    TotalCell { allocation, spend, returned, headroom, state }
}
