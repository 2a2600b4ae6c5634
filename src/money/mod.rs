//! Every figure: phasing, envelopes, recurrent net effect, contingency, verdict, appraisal.
//!
//! A line becomes a `Stream` (what, from when to when, in whose prices), the stream a `Row` of exact steps by month,
//! the row postings in a `Ledger`, the ledger cells. Nothing here knows a text, a clock or a screen, and no float
//! touches any figure.
#![deny(clippy::float_arithmetic)]

mod again;
mod appraisal;
mod both;
mod calendar;
mod cells;
mod contexts;
mod diagnose;
mod discount;
mod eligibility;
mod exact;
mod figures;
mod ledger;
mod loans;
mod monthly;
mod outside;
mod phasing;
mod posting;
mod prices;
mod reconcile;
mod routing;
mod row;
mod rows;
mod run_rate;
mod sentence;
mod shares;
mod spend;
mod state;
mod stream;
mod sums;
mod tally;
mod verdict;
mod who;
mod window;

pub use again::{Kept, Revision};
pub use appraisal::{Appraisal, AppraisalYear};
pub use contexts::{Context, Contexts};
pub use figures::{Assessment, Cell, ContingencyCell, EnvelopeFigures, TotalCell};
pub use outside::{Outside, OutsideLine, OutsideReason};
pub use posting::{Posting, Postings, Source};
pub use rows::{Row, cost_row};
pub use run_rate::{a_year, runs_a_year};
pub use sentence::{amount, invalid_sentences, sentences};
pub use spend::MonthlySpend;
pub use state::{State, Verdict};
pub use sums::{RecurrentYear, Totals};
pub use who::{Contributor, who_is_in};

use crate::plan::{Factors, Plan};
use crate::schedule::Schedule;

/// How the envelopes of a scheduled plan stand, and nothing else: for those who try many plans.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The figures of every envelope, in id order.
    pub envelopes: Vec<EnvelopeFigures>,
    /// Money in no cell.
    pub outside: Outside,
    /// The recurrent figures by year of the plan.
    pub recurrent: Vec<RecurrentYear>,
    /// The worst of them.
    pub verdict: Verdict,
}

/// A revision with what was computed of it, as far as another one can take it over.
pub type Computed<'a> = (Revision<'a>, &'a Assessment, &'a Kept);

/// Computes how the envelopes stand: the same figures as [`assess`], without appraisal and diagnostics. Of another
/// revision, where one is given, all is taken over that did not change.
pub fn stand(before: Option<Computed<'_>>, revision: Revision<'_>) -> Standing {
    let Revision { plan, schedule, .. } = revision;
    let calendar = calendar::Calendar::new(schedule);
    let routes = routing::Routes::new(plan);
    let again = before.and_then(|before| again::lines_again(before, revision, &calendar, &routes));
    let tally = again.unwrap_or_else(|| tally::lines_of_all(revision, &calendar, &routes));
    let tally = tally.with_interest(plan, &routes);
    let envelopes = figures_of_all(plan, schedule, &tally);
    let verdict = verdict::verdict(envelopes.iter(), &tally.outside);
    Standing { envelopes, outside: tally.outside, recurrent: tally.recurrent, verdict }
}

fn figures_of_all(plan: &Plan, schedule: &Schedule, tally: &tally::Tally) -> Vec<EnvelopeFigures> {
    routing::live(plan)
        .map(|(ix, envelope)| {
            cells::figures(ix, envelope, &schedule.years, &plan.assumptions, &tally.all, &tally.committed)
        })
        .collect()
}

/// Computes every figure of a scheduled plan under the factors of a case.
///
/// Never fails: what cannot be paid is in [`Outside`] and in the diagnostics.
pub fn assess(plan: &Plan, schedule: &Schedule, factors: &Factors) -> Assessment {
    assess_again(None, Revision { plan, schedule, factors }).0
}

/// The same, given what was computed of another revision, and what the next one may take over: of that other one all is
/// kept that did not change.
pub fn assess_again(before: Option<Computed<'_>>, revision: Revision<'_>) -> (Assessment, Kept) {
    let Revision { plan, schedule, .. } = revision;
    let calendar = calendar::Calendar::new(schedule);
    let routes = routing::Routes::new(plan);
    let again = before.and_then(|before| again::lines_again(before, revision, &calendar, &routes));
    let tally = again.unwrap_or_else(|| tally::lines_of_all(revision, &calendar, &routes));
    let kept = Kept::of(&tally);
    let tally = tally.with_interest(plan, &routes);
    let envelopes = figures_of_all(plan, schedule, &tally);
    let mut assessment = Assessment {
        years: schedule.years.clone(),
        verdict: verdict::verdict(envelopes.iter(), &tally.outside),
        confirmed_verdict: verdict::confirmed(plan, &envelopes, &tally.outside),
        envelopes,
        postings: tally.postings,
        outside: tally.outside,
        recurrent: tally.recurrent,
        totals: tally.totals,
        appraisal: appraisal::appraise(tally.appraised, plan.assumptions.discount_rate),
        diagnostics: Vec::new(),
    };
    assessment.diagnostics = diagnose::diagnose(plan, schedule, &assessment, &routes, &tally.faults);
    (assessment, kept)
}
