//! Which single moves would mend a cell: each tried on the whole plan with the real engine, the cheapest first.
//!
//! *Method*: exhaustive over the initiatives in the cell and those that drive them, where the budget allows. Where it does
//! not, the largest of them by a quarter, half a year, a year and a month, then by the months between. Order and budget
//! are fixed, so that the answer is the same every time and its cost is bounded on any plan.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::diagnostic::Severity;
use crate::money::{self, Assessment, Computed, EnvelopeFigures, Outside, RecurrentYear, Revision, Verdict};
use crate::plan::{EnvelopeIx, Initiative, InitiativeIx, Plan, Status, Target};
use crate::schedule::{self, Driver, Schedule};
use crate::units::{Day, Money};

/// A single move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// It starts later: `not-before` becomes this day.
    Later {
        /// What moves.
        initiative: InitiativeIx,
        /// By how many months.
        months: u32,
        /// Its new first day.
        to: Day,
    },
    /// It starts earlier: `not-before` becomes this day.
    Earlier {
        /// What moves.
        initiative: InitiativeIx,
        /// By how many months.
        months: u32,
        /// Its new first day.
        to: Day,
    },
    /// It is left out, and what hangs on it with it.
    LeaveOut {
        /// What goes.
        initiative: InitiativeIx,
    },
}

impl Move {
    /// What it is about.
    pub const fn initiative(self) -> InitiativeIx {
        match self {
            Self::Later { initiative, .. }
            | Self::Earlier { initiative, .. }
            | Self::LeaveOut { initiative } => initiative,
        }
    }

    const fn months(self) -> u32 {
        match self {
            Self::Later { months, .. } | Self::Earlier { months, .. } => months,
            // Leaving something out is the last resort among equals.
            Self::LeaveOut { .. } => u32::MAX,
        }
    }
}

/// A move with what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The move.
    pub step: Move,
    /// Whether the cell holds afterwards.
    pub cures: bool,
    /// The cell's headroom afterwards; `None` without a yearly limit.
    pub headroom: Option<Money>,
    /// How the plan's money stands afterwards.
    pub verdict: Verdict,
    /// How many cells do not hold afterwards.
    pub breaches_left: usize,
    /// Problems that the move brings: deadlines missed, dates that no longer agree, money outside the plan.
    pub new_problems: usize,
    /// How many other initiatives change their dates, or go with it.
    pub moved: usize,
    /// By how many days the whole plan finishes later.
    pub slip_days: i32,
    /// By how much the cashable savings of the plan's years become less; negative: more.
    pub savings_lost: Money,
    /// The cell that is furthest over afterwards, as an envelope and a year's index.
    pub left: Option<(EnvelopeIx, usize)>,
}

/// How much may be computed to answer one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// How many plans at most.
    pub plans: usize,
    /// How many initiatives in all of them together, so that a large plan takes no longer than a small one.
    pub initiatives: usize,
}

impl Default for Effort {
    /// Enough for every month of a year of thirty initiatives, and about a tenth of a second on a thousand.
    fn default() -> Self {
        Self { plans: 360, initiatives: 36_000 }
    }
}

impl Effort {
    /// How many plans of this size may be computed: one a quarter of the largest contributors at least.
    fn plans_of(self, plan: &Plan) -> usize {
        (self.initiatives / plan.initiatives.len().max(1)).clamp(LEAST_PLANS.min(self.plans), self.plans)
    }
}

/// However large a plan is, so many are tried.
const LEAST_PLANS: usize = 8;
/// The steps in months that are tried when not all can be, the most telling first.
const COARSE: [u32; 12] = [3, 6, 12, 1, 9, 2, 4, 5, 7, 8, 10, 11];
/// How many of them each initiative is given before others are left out.
const ROUNDS: usize = 4;

const ALL_MONTHS: [u32; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/// The moves that make the cell better, best first: those that cure it, then fewest breaches left, fewest new problems,
/// fewest others moved, least slip, shortest move, by id. `go_on` is asked before each trial; once it says no, what was
/// found so far is given.
pub fn ways_back(
    now: Computed<'_>,
    cell: (EnvelopeIx, usize),
    effort: Effort,
    go_on: &dyn Fn() -> bool,
) -> Vec<Way> {
    let (Revision { plan, schedule, factors }, assessment, _) = now;
    let Some(before) =
        Standing::new(schedule, &assessment.envelopes, &assessment.outside, &assessment.recurrent, cell)
    else {
        return Vec::new();
    };
    let mut trial = plan.clone();
    let mut ways = Vec::new();
    for step in moves(plan, schedule, assessment, cell, effort.plans_of(plan)) {
        if !go_on() {
            break;
        }
        let touched = make(plan, &mut trial, step);
        let then = schedule::solve(&trial, factors);
        let revision = Revision { plan: &trial, schedule: &then, factors };
        let figures = money::stand(Some(now), revision);
        ways.extend(way(step, &before, schedule, (&then, &figures), cell, touched.len() - 1));
        for at in touched {
            trial.initiatives[at.at()].clone_from(&plan.initiatives[at.at()]);
        }
    }
    ways.sort_by_key(|way| {
        let cost = (way.breaches_left, way.new_problems, way.moved, way.slip_days);
        (!way.cures, cost, way.step.months(), way.step)
    });
    // One way for each initiative: its best.
    let mut seen = Vec::new();
    ways.retain(|way| {
        let new = !seen.contains(&way.step.initiative());
        seen.push(way.step.initiative());
        new
    });
    ways
}

/// How a plan stands, as far as moves can change it.
struct Standing {
    headroom: Option<Money>,
    ineligible: Money,
    breaches: usize,
    problems: usize,
    outside: Money,
    savings: Money,
    worst: Option<(EnvelopeIx, usize)>,
}

impl Standing {
    fn new(
        schedule: &Schedule,
        envelopes: &[EnvelopeFigures],
        outside: &Outside,
        recurrent: &[RecurrentYear],
        (envelope, year): (EnvelopeIx, usize),
    ) -> Option<Self> {
        let figures = envelopes.iter().find(|figures| figures.envelope == envelope)?;
        let cell = figures.years.get(year)?;
        let yearly = |figures: &EnvelopeFigures| {
            figures.years.iter().filter(|cell| cell.state.breached()).count().max(usize::from(
                // A whole life that does not hold although every year does counts as one.
                figures.total.state.breached(),
            ))
        };
        Some(Self {
            headroom: cell.headroom,
            ineligible: cell.ineligible,
            breaches: envelopes.iter().map(yearly).sum(),
            problems: schedule
                .diagnostics
                .iter()
                .filter(|problem| problem.severity != Severity::Hint)
                .count(),
            outside: outside.beyond + outside.unfunded + outside.ambiguous,
            savings: savings(envelopes, recurrent),
            worst: furthest_over(envelopes),
        })
    }
}

/// The cashable savings of the plan's years, wherever they go.
fn savings(envelopes: &[EnvelopeFigures], recurrent: &[RecurrentYear]) -> Money {
    let returned = envelopes.iter().flat_map(|figures| &figures.years).map(|cell| cell.returned);
    recurrent.iter().map(|year| year.cashable).chain(returned).sum()
}

/// The breached cell with the least headroom; the first of equals.
fn furthest_over(envelopes: &[EnvelopeFigures]) -> Option<(EnvelopeIx, usize)> {
    let cells = envelopes
        .iter()
        .flat_map(|figures| figures.years.iter().enumerate().map(move |(year, cell)| (figures, year, cell)));
    let breached = cells.filter(|(_, _, cell)| cell.state.breached());
    let worst = breached.min_by_key(|(_, _, cell)| cell.headroom.unwrap_or(-cell.ineligible));
    worst.map(|(figures, year, _)| (figures.envelope, year))
}

fn way(
    step: Move,
    before: &Standing,
    now: &Schedule,
    then: (&Schedule, &money::Standing),
    cell: (EnvelopeIx, usize),
    with_it: usize,
) -> Option<Way> {
    let after = Standing::new(then.0, &then.1.envelopes, &then.1.outside, &then.1.recurrent, cell)?;
    let figures = then.1.envelopes.iter().find(|figures| figures.envelope == cell.0)?;
    let cures = !figures.years[cell.1].state.breached();
    let better = after.headroom > before.headroom || after.ineligible < before.ineligible;
    if !cures && !better {
        return None;
    }
    let dates =
        |schedule: &Schedule, at: usize| schedule.initiatives[at].map(|placed| (placed.start, placed.finish));
    let followed = (0..now.initiatives.len())
        .filter(|at| *at != step.initiative().at())
        .filter(|at| then.0.initiatives[*at].is_some() && dates(now, *at) != dates(then.0, *at))
        .count();
    Some(Way {
        step,
        cures,
        headroom: after.headroom,
        verdict: then.1.verdict,
        breaches_left: after.breaches,
        new_problems: after.problems.saturating_sub(before.problems)
            + usize::from(after.outside > before.outside),
        moved: followed + with_it,
        slip_days: then.0.finish.since(now.finish).max(0),
        savings_lost: before.savings - after.savings,
        left: after.worst,
    })
}

/// The moves worth trying, at most so many, the most promising initiatives first.
fn moves(
    plan: &Plan,
    schedule: &Schedule,
    assessment: &Assessment,
    cell: (EnvelopeIx, usize),
    most: usize,
) -> Vec<Move> {
    let candidates = candidates(plan, schedule, assessment, cell);
    let every = || candidates.iter().flat_map(|at| moves_of(plan, schedule, *at, &ALL_MONTHS));
    if every().nth(most).is_none() {
        return every().collect();
    }
    let few = &candidates[..candidates.len().min((most / ROUNDS).max(1))];
    let rounds = COARSE.iter().enumerate().flat_map(|(round, months)| {
        few.iter().flat_map(move |at| {
            moves_of(plan, schedule, *at, std::slice::from_ref(months))
                .filter(move |step| round == 0 || !matches!(step, Move::LeaveOut { .. }))
        })
    });
    rounds.take(most).collect()
}

/// The moves of one initiative by so many months: left out, later, earlier.
fn moves_of<'a>(
    plan: &'a Plan,
    schedule: &'a Schedule,
    at: InitiativeIx,
    months: &'a [u32],
) -> impl Iterator<Item = Move> + 'a {
    let initiative = &plan.initiatives[at.at()];
    let placed = schedule.placed(at).expect("a candidate is scheduled");
    let day = move |months: i64| placed.start.plus_months(months);
    let later =
        months.iter().map(move |by| Move::Later { initiative: at, months: *by, to: day((*by).into()) });
    let earlier = months
        .iter()
        .filter(move |_| placed.driven_by == Driver::NotBefore)
        .map(move |by| (*by, day(-i64::from(*by))))
        .filter(|(_, to)| *to >= schedule.start)
        .map(move |(months, to)| Move::Earlier { initiative: at, months, to });
    let out = initiative.optional.then_some(Move::LeaveOut { initiative: at });
    out.into_iter().filter(move |_| may_go_with(plan, at)).chain(later).chain(earlier)
}

/// The initiatives that may move and touch the cell: the largest contributors first, each followed by what drives it.
fn candidates(
    plan: &Plan,
    schedule: &Schedule,
    assessment: &Assessment,
    (envelope, year): (EnvelopeIx, usize),
) -> Vec<InitiativeIx> {
    let mut who = money::who_is_in(plan, schedule, assessment, envelope, year);
    who.sort_by_key(|contributor| (Reverse(contributor.amount.abs()), contributor.initiative));
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    for contributor in who {
        let mut next = Some(contributor.initiative);
        while let Some(at) = next {
            let Some(placed) = schedule.placed(at).filter(|_| known.insert(at)) else { break };
            found.push(at);
            next = match placed.driven_by {
                Driver::Initiative(driver) => Some(driver),
                Driver::Stage(_)
                | Driver::Gate(_)
                | Driver::Start
                | Driver::NotBefore
                | Driver::PlanStart
                | Driver::Actual => None,
            };
        }
    }
    found.retain(|at| may_move(&plan.initiatives[at.at()]));
    found
}

/// Whether an initiative may be moved: not committed, and not held by a given start or by what happened.
fn may_move(initiative: &Initiative) -> bool {
    let held =
        initiative.start.is_some() || initiative.actual.start.is_some() || initiative.actual.finish.is_some();
    !held && !initiative.dropped && matches!(initiative.status, Status::Proposed | Status::Idea)
}

/// Whether everything that hangs on an initiative may be left out as well.
fn may_go_with(plan: &Plan, at: InitiativeIx) -> bool {
    hanging_on(plan, at).iter().all(|at| {
        let initiative = &plan.initiatives[at.at()];
        initiative.optional && may_move(initiative)
    })
}

/// An initiative and everything that waits for it, directly or not.
fn hanging_on(plan: &Plan, at: InitiativeIx) -> Vec<InitiativeIx> {
    let mut found = vec![at];
    let mut next = 0;
    while let Some(target) = found.get(next).copied() {
        next += 1;
        for (other, initiative) in plan.initiatives.iter().enumerate() {
            let other = InitiativeIx(other as u32);
            let mut links = plan.dependencies(other).all();
            let waits = links.any(|link| link.target == Target::Initiative(target));
            if waits && !initiative.dropped && !found.contains(&other) {
                found.push(other);
            }
        }
    }
    found
}

/// Makes a move in the trial plan; the initiatives it changed, the moved one first.
fn make(plan: &Plan, trial: &mut Plan, step: Move) -> Vec<InitiativeIx> {
    match step {
        Move::Later { initiative, to, .. } | Move::Earlier { initiative, to, .. } => {
            trial.initiative_mut(initiative).not_before = Some(to);
            vec![initiative]
        }
        Move::LeaveOut { initiative } => {
            let gone = hanging_on(plan, initiative);
            for at in &gone {
                trial.initiative_mut(*at).dropped = true;
            }
            gone
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Options, analyse};
    use crate::document::{Document, Source};

    #[test]
    fn a_trial_takes_over_what_did_not_change_and_comes_to_the_same() {
        let text = include_str!("../../plans/northmere.toml");
        let document = Document::new(Source::new("northmere.toml", text));
        let options = Options { case: None, today: Day::new(2027, 4, 1).unwrap() };
        let analysis = analyse(&document, &options);
        let mut trial = analysis.plan.clone();
        for (at, initiative) in analysis.plan.initiatives.iter().enumerate() {
            let at = InitiativeIx(at as u32);
            let placed = analysis.schedule.placed(at).unwrap();
            for step in [
                Move::Later { initiative: at, months: 3, to: placed.start.plus_months(3) },
                Move::LeaveOut { initiative: at },
            ] {
                let touched = make(&analysis.plan, &mut trial, step);
                let schedule = schedule::solve(&trial, &analysis.factors);
                let revision = Revision { plan: &trial, schedule: &schedule, factors: &analysis.factors };
                let taken_over = money::stand(Some(analysis.computed()), revision);
                assert_eq!(taken_over, money::stand(None, revision), "{}", initiative.id);
                for at in touched {
                    trial.initiatives[at.at()].clone_from(&analysis.plan.initiatives[at.at()]);
                }
            }
        }
    }
}
