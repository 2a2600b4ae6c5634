//! At each gate: what is committed by then, what can still be stopped, and what stopping it would free.
//!
//! *Rule*: an initiative is committed by a gate when its status is committed (approved, active, done), or when it has begun:
//! its first day is the day of the gate or before. All others can still be stopped, ideas excepted, whose money counts
//! nowhere. Stopping is computed as *impossible* is: what stays keeps its dates, and the money of what is stopped is taken
//! out of every year with the real engine, so that carry-forward, reserves and borrowing follow.

use crate::money::{self, Assessment, EnvelopeFigures, State, Verdict};
use crate::plan::{EnvelopeIx, Factors, InitiativeIx, Plan, StageIx, Status, Target};
use crate::schedule::Schedule;
use crate::units::{Day, Money};

/// What a gate decides about.
#[derive(Debug, Clone, PartialEq)]
pub struct GateStanding {
    /// The stage that it belongs to.
    pub stage: StageIx,
    /// The half-open end of its day; `None` when it hangs on a cycle, and then nothing is known of it.
    pub point: Option<Day>,
    /// What is committed by then, by first day, then id.
    pub committed: Vec<Committed>,
    /// What can still be stopped, by first day, then id.
    pub stoppable: Vec<InitiativeIx>,
    /// What is committed although it waits for something that would be stopped.
    pub stranded: Vec<InitiativeIx>,
    /// The cells that stopping changes, by envelope, then year.
    pub cells: Vec<Freed>,
    /// All that is freed in the plan's years: less spend, with what would not be returned any more taken off.
    pub freed: Money,
    /// The cashable savings of the plan's years that would be lost, wherever they go.
    pub savings_lost: Money,
    /// How the plan's money stands when all of it is stopped.
    pub verdict: Verdict,
}

/// Something that is committed by a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// Which initiative.
    pub initiative: InitiativeIx,
    /// Whether its status says so; otherwise it has only begun by then.
    pub by_status: bool,
}

/// A cell before and after stopping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freed {
    /// Which envelope.
    pub envelope: EnvelopeIx,
    /// Which year, as an index.
    pub year: usize,
    /// What is spent of it when all is stopped, less what is returned.
    pub kept: Money,
    /// By how much that is less than before; negative where stopping costs more than it frees.
    pub freed: Money,
    /// Headroom afterwards; `None` without a yearly limit.
    pub headroom: Option<Money>,
    /// How it stood.
    pub was: State,
    /// How it stands afterwards.
    pub is: State,
}

/// Every gate of the plan by its date, those without one last.
pub fn gates(
    plan: &Plan,
    factors: &Factors,
    schedule: &Schedule,
    assessment: &Assessment,
) -> Vec<GateStanding> {
    let with_gate = (0..plan.stages.len()).filter(|at| plan.stages[*at].gate.is_some());
    let mut found: Vec<GateStanding> =
        with_gate.map(|at| gate(plan, factors, (schedule, assessment), StageIx(at as u32))).collect();
    found.sort_by_key(|it| (it.point.is_none(), it.point, it.stage));
    found
}

fn gate(
    plan: &Plan,
    factors: &Factors,
    (schedule, assessment): (&Schedule, &Assessment),
    stage: StageIx,
) -> GateStanding {
    let point = schedule.gates.get(stage.at()).copied().flatten();
    let mut standing = GateStanding {
        stage,
        point,
        committed: Vec::new(),
        stoppable: Vec::new(),
        stranded: Vec::new(),
        cells: Vec::new(),
        freed: Money::ZERO,
        savings_lost: Money::ZERO,
        verdict: assessment.verdict,
    };
    let Some(point) = point else { return standing };
    for (at, initiative) in plan.initiatives.iter().enumerate() {
        let initiative_at = InitiativeIx(at as u32);
        let Some(placed) = schedule.placed(initiative_at).filter(|_| !initiative.dropped) else { continue };
        let by_status = initiative.status.committed();
        if by_status || (placed.start < point && initiative.status != Status::Idea) {
            standing.committed.push(Committed { initiative: initiative_at, by_status });
        } else if initiative.status != Status::Idea {
            standing.stoppable.push(initiative_at);
        }
    }
    let first_day = |at: InitiativeIx| schedule.placed(at).map(|placed| placed.start);
    standing.committed.sort_by_key(|it| (first_day(it.initiative), it.initiative));
    standing.stoppable.sort_by_key(|at| (first_day(*at), *at));
    standing.stranded = stranded(plan, &standing);
    stop(plan, factors, (schedule, assessment), &mut standing);
    standing
}

/// What stays although something that it waits for is stopped.
fn stranded(plan: &Plan, standing: &GateStanding) -> Vec<InitiativeIx> {
    let waits = |at: InitiativeIx| {
        let mut links = plan.dependencies(at).all();
        links.any(|link| matches!(link.target, Target::Initiative(on) if standing.stoppable.contains(&on)))
    };
    standing.committed.iter().map(|it| it.initiative).filter(|at| waits(*at)).collect()
}

/// Computes the money without what can be stopped, all else on its dates.
fn stop(
    plan: &Plan,
    factors: &Factors,
    (schedule, assessment): (&Schedule, &Assessment),
    standing: &mut GateStanding,
) {
    if standing.stoppable.is_empty() {
        return;
    }
    let (mut trial, mut dates) = (plan.clone(), schedule.clone());
    for at in &standing.stoppable {
        trial.initiative_mut(*at).dropped = true;
        dates.initiatives[at.at()] = None;
    }
    let then = money::stand(None, money::Revision { plan: &trial, schedule: &dates, factors });
    for (before, after) in assessment.envelopes.iter().zip(&then.envelopes) {
        for (year, (was, is)) in before.years.iter().zip(&after.years).enumerate() {
            let kept = is.spend - is.returned;
            let freed = was.spend - was.returned - kept;
            standing.freed += freed;
            if !freed.is_zero() || was.headroom != is.headroom || was.state != is.state {
                standing.cells.push(Freed {
                    envelope: before.envelope,
                    year,
                    kept,
                    freed,
                    headroom: is.headroom,
                    was: was.state,
                    is: is.state,
                });
            }
        }
    }
    let returned = |envelopes: &[EnvelopeFigures]| -> Money {
        envelopes.iter().flat_map(|it| &it.years).map(|cell| cell.returned).sum()
    };
    let savings = |years: &[money::RecurrentYear]| -> Money { years.iter().map(|year| year.cashable).sum() };
    standing.savings_lost = savings(&assessment.recurrent) + returned(&assessment.envelopes)
        - savings(&then.recurrent)
        - returned(&then.envelopes);
    standing.verdict = then.verdict;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Options, analyse};
    use crate::document::{Document, Source};

    fn analysed(text: &str) -> Analysis {
        let options = Options { case: None, today: Day::parse("2026-11-22").unwrap() };
        analyse(&Document::new(Source::new("plan.toml", text)), &options)
    }

    fn of(analysis: &Analysis) -> Vec<GateStanding> {
        gates(&analysis.plan, &analysis.factors, &analysis.schedule, &analysis.money)
    }

    fn ids<'a>(analysis: &'a Analysis, all: impl IntoIterator<Item = &'a InitiativeIx>) -> Vec<&'a str> {
        all.into_iter().map(|at| analysis.plan.initiatives[at.at()].id.as_str()).collect()
    }

    /// The gate is on 31 March 2028. `early` begins on 1 April 2027, `on-the-day` on 31 March 2028, `late` on 1 April 2028;
    /// `signed` begins last and is approved, and waits for `late`. Only `late` can be stopped: 60,000 of capital in
    /// 2028/29, and 12,000 a year saved from its finish on 1 October 2028: 6,000 in that year and 12,000 in the next.
    const PLAN: &str = r#"
[plan]
start = 2027-04-01
end = 2030-03-31
[envelope.capital]
pays = ["capital"]
year.2027-28 = 100_000
year.2028-29 = 50_000
carry-forward = "surplus"
[envelope.revenue]
pays = ["recurrent"]
year.2027-28 = 0
[stage.s]
gate = { title = "G1", on = 2028-03-31 }
[stage.t]
gate = { title = "G2", on = 2030-03-31 }
[stage.u]
[initiative.early]
duration = "6 months"
cost.x = { capital = 40_000 }
[initiative.on-the-day]
start = 2028-03-31
duration = "1 month"
[initiative.late]
start = 2028-04-01
duration = "6 months"
cost.x = { capital = 60_000 }
benefit.b = { cashable = 12_000, per = "year" }
[initiative.signed]
after = "late"
duration = "3 months"
status = "approved"
cost.x = { capital = 55_000 }
[initiative.perhaps]
status = "idea"
start = 2029-04-01
cost.x = { capital = 1_000 }
[initiative.out]
dropped = true
"#;

    #[test]
    fn what_has_not_begun_by_the_day_of_the_gate_and_is_not_signed_can_be_stopped() {
        let analysis = analysed(PLAN);
        let all = of(&analysis);
        assert_eq!(all.len(), 2);
        let first = &all[0];
        let committed: Vec<_> = first.committed.iter().map(|it| it.initiative).collect();
        assert_eq!(ids(&analysis, &committed), ["early", "on-the-day", "signed"]);
        assert_eq!(first.committed.iter().map(|it| it.by_status).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(ids(&analysis, &first.stoppable), ["late"]);
        assert_eq!(ids(&analysis, &first.stranded), ["signed"]);
        // By the last gate everything has begun.
        assert!(all[1].stoppable.is_empty() && all[1].cells.is_empty());
        assert_eq!((all[1].freed, all[1].verdict), (Money::ZERO, analysis.money.verdict));
    }

    /// 2027/28: 100,000 less 40,000 leaves 60,000, which are carried. 2028/29 has 110,000; `late` and `signed` are 115,000,
    /// which is 5,000 over. Without `late`, `signed` alone leaves 55,000, carried into 2029/30.
    /// Revenue loses savings of 6,000 and 12,000.
    #[test]
    fn what_stopping_frees_is_counted_by_envelope_and_year() {
        let analysis = analysed(PLAN);
        let first = &of(&analysis)[0];
        let pounds = |amount: i128| Money::from_pence(amount * 100);
        let cells: Vec<_> =
            first.cells.iter().map(|it| (it.envelope.at(), it.year, it.freed, it.kept)).collect();
        assert_eq!(
            cells,
            [
                (0, 1, pounds(60_000), pounds(55_000)),
                (0, 2, Money::ZERO, Money::ZERO),
                (1, 1, pounds(-6_000), Money::ZERO),
                (1, 2, pounds(-12_000), Money::ZERO),
            ]
        );
        assert_eq!((first.cells[0].was, first.cells[0].is), (State::Over, State::Within));
        assert_eq!(first.cells[0].headroom, Some(pounds(55_000)));
        assert_eq!(first.cells[1].headroom, Some(pounds(55_000)));
        assert_eq!((first.freed, first.savings_lost), (pounds(42_000), pounds(18_000)));
        assert!(analysis.money.verdict == Verdict::Over && first.verdict.affordable());
    }

    /// A gate that waits for something is where that ends; one on a circle has no date and decides nothing.
    #[test]
    fn a_gate_is_where_what_it_waits_for_ends() {
        let text = "plan.start = 2027-04-01\n[stage.s]\ngate = { after = \"a\", on = 2027-05-31 }\n[stage.t]\ngate = { after = \"c\" }\n[initiative.a]\nduration = \"6 months\"\n[initiative.b]\nafter = \"a\"\n[initiative.c]\nafter = \"c\"\n";
        let analysis = analysed(text);
        let all = of(&analysis);
        assert_eq!(all[0].point, Some(Day::new(2027, 10, 1).unwrap()));
        assert_eq!(ids(&analysis, &all[0].stoppable), ["b"]);
        assert_eq!((all[1].point, all[1].stoppable.len()), (None, 0));
    }
}
