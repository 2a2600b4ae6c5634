//! Which cells do not hold, by how much, and who is in them.

use crate::money::{self, Assessment, Cell, Contributor, State};
use crate::plan::{EnvelopeIx, Plan};
use crate::schedule::Schedule;
use crate::units::Money;

/// A cell that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Breach {
    /// Of which envelope.
    pub envelope: EnvelopeIx,
    /// In which year, as an index into the plan's years; `None`: over its whole life.
    pub year: Option<usize>,
    /// How it stands.
    pub state: State,
    /// Opening + allocation + returned; a reserve's drawdown limit, where that is what fails.
    pub available: Option<Money>,
    /// What is spent from it.
    pub spend: Money,
    /// How much more could be spent: negative when it is over.
    pub headroom: Option<Money>,
    /// Spend that the envelope may not pay.
    pub ineligible: Money,
    /// Who is in it, in the order in which they would be taken out; empty over the whole life.
    pub who: Vec<Contributor>,
}

impl Breach {
    /// The initiatives that must go for the cell to hold; all that are in it when there is no such set.
    pub fn named(&self) -> impl Iterator<Item = &Contributor> {
        let some = self.who.iter().any(|contributor| contributor.needed);
        self.who.iter().filter(move |contributor| contributor.needed || !some)
    }
}

/// Every cell that does not hold, by year, then by envelope; whole lives last.
pub fn breaches(plan: &Plan, schedule: &Schedule, assessment: &Assessment) -> Vec<Breach> {
    let mut found = Vec::new();
    for year in 0..assessment.years.len() {
        for figures in &assessment.envelopes {
            let cell = &figures.years[year];
            if cell.state.breached() {
                let who = money::who_is_in(plan, schedule, assessment, figures.envelope, year);
                found.push(of_year(figures.envelope, year, cell, who));
            }
        }
    }
    for figures in &assessment.envelopes {
        let total = &figures.total;
        let year = figures.years.iter().any(|cell| cell.state.breached());
        if total.state.breached() && !year {
            found.push(Breach {
                envelope: figures.envelope,
                year: None,
                state: total.state,
                available: total.allocation.map(|allocation| allocation + total.returned),
                spend: total.spend,
                headroom: total.headroom,
                ineligible: Money::ZERO,
                who: Vec::new(),
            });
        }
    }
    found
}

fn of_year(envelope: EnvelopeIx, year: usize, cell: &Cell, who: Vec<Contributor>) -> Breach {
    let whole = cell.allocation.map(|allocation| cell.opening + allocation + cell.returned);
    // A reserve fails by its limit or by its floor; what the headroom was measured against is what was available.
    let available = match (cell.limit, cell.headroom) {
        (Some(limit), Some(headroom)) if limit - cell.spend == headroom => Some(limit),
        _ => whole,
    };
    Breach {
        envelope,
        year: Some(year),
        state: cell.state,
        available,
        spend: cell.spend,
        headroom: cell.headroom,
        ineligible: cell.ineligible,
        who,
    }
}
