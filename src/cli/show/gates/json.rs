//! The gates as JSON. The shape is a contract: fields are added, never renamed.
//!
//! Money is a string with two decimals in major units, dates are the days that people see, absent figures are null.

use serde::Serialize;

use crate::analysis::Analysis;
use crate::check::{self, GateStanding};
use crate::cli::json;
use crate::cli::open::CENTRAL;
use crate::plan::InitiativeIx;
use crate::units::Money;

#[derive(Serialize)]
struct Report<'a> {
    milepost: u32,
    plan: &'a str,
    case: &'a str,
    scenario: Option<&'a str>,
    verdict: &'static str,
    gates: Vec<Gate<'a>>,
}

#[derive(Serialize)]
struct Gate<'a> {
    stage: &'a str,
    title: &'a str,
    on: Option<String>,
    waits_for: Vec<String>,
    criteria: Option<&'a str>,
    committed: Vec<Committed<'a>>,
    stoppable: Vec<Stoppable<'a>>,
    left_hanging: Vec<&'a str>,
    freed: String,
    savings_lost: String,
    verdict: &'static str,
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Committed<'a> {
    id: &'a str,
    start: Option<String>,
    by: &'static str,
}

#[derive(Serialize)]
struct Stoppable<'a> {
    id: &'a str,
    start: Option<String>,
}

#[derive(Serialize)]
struct Cell<'a> {
    envelope: &'a str,
    year: String,
    kept: String,
    freed: String,
    headroom: Option<String>,
    was: &'static str,
    state: &'static str,
}

/// The gates of a plan, by the name that it was opened under, with the scenario that is laid over it.
pub fn tell(analysis: &Analysis, (name, scenario): (&str, Option<&str>)) -> String {
    let gates = check::gates(&analysis.plan, &analysis.factors, &analysis.schedule, &analysis.money);
    json::line(&Report {
        milepost: 1,
        plan: name,
        case: analysis.case.as_deref().unwrap_or(CENTRAL),
        scenario,
        verdict: analysis.verdict.word(),
        gates: gates.iter().map(|gate| one(analysis, gate)).collect(),
    })
}

fn one<'a>(analysis: &'a Analysis, gate: &GateStanding) -> Gate<'a> {
    let plan = &analysis.plan;
    let stage = &plan.stages[gate.stage.at()];
    let of = stage.gate.as_ref().expect("a gate that stands belongs to its stage");
    let id = |at: InitiativeIx| plan.initiatives[at.at()].id.as_str();
    let start = |at: InitiativeIx| analysis.schedule.placed(at).map(|placed| placed.start.to_string());
    let committed = |it: &check::Committed| Committed {
        id: id(it.initiative),
        start: start(it.initiative),
        by: if it.by_status { "status" } else { "begun" },
    };
    let cell = |it: &check::Freed| Cell {
        envelope: plan.envelopes[it.envelope.at()].id.as_str(),
        year: analysis.money.years[it.year].key(),
        kept: it.kept.plain(),
        freed: it.freed.plain(),
        headroom: it.headroom.map(Money::plain),
        was: it.was.word(),
        state: it.is.word(),
    };
    Gate {
        stage: &stage.id,
        title: &of.title,
        on: gate.point.map(|point| point.previous().to_string()),
        waits_for: of.after.iter().map(|link| plan.reference(link)).collect(),
        criteria: of.criteria.as_deref(),
        committed: gate.committed.iter().map(committed).collect(),
        stoppable: gate.stoppable.iter().map(|at| Stoppable { id: id(*at), start: start(*at) }).collect(),
        left_hanging: gate.stranded.iter().map(|at| id(*at)).collect(),
        freed: gate.freed.plain(),
        savings_lost: gate.savings_lost.plain(),
        verdict: gate.verdict.word(),
        cells: gate.cells.iter().map(cell).collect(),
    }
}
