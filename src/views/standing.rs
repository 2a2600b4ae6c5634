//! How things stand, said three ways at once: a glyph, a word, and a role for the colour.

use std::collections::BTreeSet;

use crate::analysis::Analysis;
use crate::money::{State, Verdict, who_is_in};
use crate::plan::InitiativeIx;
use crate::theme::Role;

/// A glyph, a word and a role; each of them alone says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// One cell wide.
    pub glyph: &'static str,
    /// Lower case.
    pub word: &'static str,
    /// Its look.
    pub role: Role,
}

/// How a cell stands.
pub const fn of_state(state: State) -> Standing {
    let (glyph, role) = match state {
        State::Within => ("✓", Role::Within),
        State::Tight => ("▴", Role::Tight),
        State::Over => ("‼", Role::Over),
        State::Ineligible => ("⊘", Role::Ineligible),
        State::Impossible => ("✗", Role::Impossible),
    };
    Standing { glyph, word: state.word(), role }
}

/// How a plan stands.
pub const fn of_verdict(verdict: Verdict) -> Standing {
    let (glyph, role) = match verdict {
        Verdict::Unchecked => ("?", Role::Unchecked),
        Verdict::Within => ("✓", Role::Within),
        Verdict::Tight => ("▴", Role::Tight),
        Verdict::Unfunded => ("∅", Role::Unfunded),
        Verdict::Over => ("‼", Role::Over),
        Verdict::Ineligible => ("⊘", Role::Ineligible),
        Verdict::Impossible => ("✗", Role::Impossible),
        Verdict::Invalid => ("×", Role::Invalid),
    };
    Standing { glyph, word: verdict.word(), role }
}

/// Who would have to go so that no cell is breached: of each cell those without whom it is not.
pub fn causes(analysis: &Analysis) -> BTreeSet<InitiativeIx> {
    let (plan, schedule, money) = (&analysis.plan, &analysis.schedule, &analysis.money);
    let mut causes = BTreeSet::new();
    for figures in &money.envelopes {
        for year in 0..money.years.len() {
            if money.cell(figures.envelope, year).is_some_and(|cell| cell.state.breached()) {
                let who = who_is_in(plan, schedule, money, figures.envelope, year);
                causes.extend(who.into_iter().filter(|it| it.needed).map(|it| it.initiative));
            }
        }
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_states_share_a_glyph_or_a_word() {
        let states = [State::Within, State::Tight, State::Over, State::Ineligible, State::Impossible];
        for (at, one) in states.iter().enumerate() {
            for other in &states[at + 1..] {
                assert_ne!(of_state(*one).glyph, of_state(*other).glyph);
                assert_ne!(of_state(*one).word, of_state(*other).word);
            }
        }
    }
}
