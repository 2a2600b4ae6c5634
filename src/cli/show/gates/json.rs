//! The gates as JSON. The shape is a contract: fields are added, never renamed.
//!
//! Money is a string with two decimals in major units, dates are the days that people see, absent figures are null.

use serde::Serialize;
use serde_json::Value;

use crate::analysis::Analysis;
use crate::check::{self, GateStanding};
use crate::cli::baseline::Held;
use crate::cli::json;
use crate::cli::open::{CENTRAL, Opened};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Value>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Then>,
}

/// A gate in a baseline; absent figures: it was not there.
#[derive(Serialize)]
struct Then {
    on: Option<String>,
    slip_days: Option<i32>,
    freed: Option<String>,
    variance: Option<String>,
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

/// The gates of a plan, with the scenario that is laid over it, held against a baseline.
pub fn tell(opened: &Opened, analysis: &Analysis, scenario: Option<&str>, held: Option<&Held>) -> String {
    let gates: Vec<(GateStanding, Option<Then>)> = match held {
        None => {
            let gates = check::gates(&analysis.plan, &analysis.factors, &analysis.schedule, &analysis.money);
            gates.into_iter().map(|gate| (gate, None)).collect()
        }
        Some(held) => {
            let both = held.gates(opened, analysis);
            both.into_iter().map(|(then, now)| (now.clone(), Some(against(then.as_ref(), &now)))).collect()
        }
    };
    json::line(&Report {
        milepost: 1,
        plan: &opened.name,
        case: analysis.case.as_deref().unwrap_or(CENTRAL),
        scenario,
        verdict: analysis.verdict.word(),
        gates: gates
            .into_iter()
            .map(|(gate, then)| Gate { baseline: then, ..one(analysis, &gate) })
            .collect(),
        baseline: held.map(Held::named),
    })
}

/// How far a gate is from what it was.
fn against(then: Option<&GateStanding>, now: &GateStanding) -> Then {
    let points = then.and_then(|then| then.point).zip(now.point);
    Then {
        on: then.and_then(|then| then.point).map(|point| point.previous().to_string()),
        slip_days: points.map(|(then, now)| now.since(then)),
        freed: then.map(|then| then.freed.plain()),
        variance: then.map(|then| (now.freed - then.freed).plain()),
    }
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
        baseline: None,
    }
}
