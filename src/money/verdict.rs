//! The verdict: how a plan stands, from its cells and its money outside.

use super::{EnvelopeFigures, Outside, State, Verdict};
use crate::plan::Plan;

/// The worst of all envelopes, and of what is outside; unchecked without any envelope.
pub(super) fn verdict<'a>(
    envelopes: impl Iterator<Item = &'a EnvelopeFigures>,
    outside: &Outside,
) -> Verdict {
    let mut envelopes = envelopes.peekable();
    if envelopes.peek().is_none() {
        return Verdict::Unchecked;
    }
    let sums = [outside.unfunded, outside.ambiguous, outside.beyond];
    let unfunded = sums.iter().any(|sum| !sum.is_zero());
    let start = if unfunded { Verdict::Unfunded } else { Verdict::Within };
    envelopes.map(|it| of_state(it.total.state)).fold(start, Verdict::max)
}

/// The verdict on confirmed envelopes only; `None` when all are confirmed.
pub(super) fn confirmed(plan: &Plan, envelopes: &[EnvelopeFigures], outside: &Outside) -> Option<Verdict> {
    let confirmed = |it: &&EnvelopeFigures| plan.envelopes[it.envelope.at()].confirmed.is_some();
    let some_are_not = !envelopes.iter().all(|it| confirmed(&it));
    some_are_not.then(|| verdict(envelopes.iter().filter(confirmed), outside))
}

const fn of_state(state: State) -> Verdict {
    match state {
        State::Within => Verdict::Within,
        State::Tight => Verdict::Tight,
        State::Over => Verdict::Over,
        State::Ineligible => Verdict::Ineligible,
        State::Impossible => Verdict::Impossible,
    }
}
