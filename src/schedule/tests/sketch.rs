//! Plans for tests, one line an item.
//!
//! `a 3m after=b,c.start+2w deadline=2027-09-30` is an initiative; `stage x after=gate:y` and `gate x on=2027-09-30` are
//! a stage and its gate. Dates that mean the end of their day in a file do so here.

use crate::plan::{
    Actual, Assumptions, Dependencies, Factors, Gate, Initiative, InitiativeIx, Link, LinkEnd, Plan,
    ReportUnit, Stage, StageIx, Status, Target,
};
use crate::schedule::{Driver, Placed, Schedule, solve};
use crate::units::{Day, Duration, Offset, Percent, YearStart};

/// A day from its text.
pub(super) fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("no date: {text}"))
}

/// A plan and its schedule.
pub(super) struct Sketch {
    pub plan: Plan,
    pub schedule: Schedule,
}

/// The plan that begins on 1 April 2027 and has these items, scheduled in the central case.
pub(super) fn sketch(lines: &[&str]) -> Sketch {
    Sketch::of(plan(lines))
}

impl Sketch {
    pub(super) fn of(plan: Plan) -> Self {
        let schedule = solve(&plan, &Factors::default());
        Self { plan, schedule }
    }

    pub(super) fn placed(&self, id: &str) -> &Placed {
        self.schedule.placed(self.plan.initiative(id).unwrap()).unwrap_or_else(|| panic!("{id} has no dates"))
    }

    /// First day and half-open finish.
    pub(super) fn dates(&self, id: &str) -> (String, String) {
        let placed = self.placed(id);
        (placed.start.to_string(), placed.finish.to_string())
    }

    pub(super) fn slack(&self, id: &str) -> i32 {
        self.placed(id).slack_days
    }

    /// As JSON prints it.
    pub(super) fn driver(&self, id: &str) -> String {
        match self.placed(id).driven_by {
            Driver::Initiative(at) => format!("initiative.{}", self.plan.initiatives[at.at()].id),
            Driver::Stage(at) => format!("stage.{}", self.plan.stages[at.at()].id),
            Driver::Gate(at) => format!("gate.{}", self.plan.stages[at.at()].id),
            Driver::Start => "start".into(),
            Driver::NotBefore => "not-before".into(),
            Driver::PlanStart => "plan.start".into(),
            Driver::Actual => "actual".into(),
        }
    }

    /// Code and place of each problem.
    pub(super) fn problems(&self) -> Vec<String> {
        let place = |at: &crate::diagnostic::Path| match at.index {
            Some(index) => format!("{at}[{index}]"),
            None => at.to_string(),
        };
        self.schedule.diagnostics.iter().map(|it| format!("{} {}", it.code, place(&it.at))).collect()
    }
}

/// The plan that begins on 1 April 2027 and has these items.
pub(super) fn plan(lines: &[&str]) -> Plan {
    let mut plan = empty();
    let words: Vec<Vec<&str>> = lines.iter().map(|line| line.split_whitespace().collect()).collect();
    for line in words.iter().filter(|line| line[0] == "stage") {
        let stage = Stage { id: line[1].into(), title: line[1].into(), aim: None, after: vec![], gate: None };
        plan.stages.push(stage);
    }
    for line in words.iter().filter(|line| line[0] != "stage" && line[0] != "gate") {
        plan.initiatives.push(initiative(line[0], line[1]).into());
        plan.dependencies.push(Dependencies::default());
    }
    plan.initiatives.sort_by(|a, b| a.id.cmp(&b.id));
    for line in &words {
        match line[0] {
            "stage" => {
                let at = plan.stage(line[1]).unwrap();
                plan.stages[at.at()].after =
                    keys(&line[2..]).flat_map(|(_, value)| links(&plan, value)).collect();
            }
            "gate" => {
                let mut gate = Gate { title: line[1].into(), on: None, after: vec![], criteria: None };
                for (key, value) in keys(&line[2..]) {
                    match key {
                        "on" => gate.on = Some(day(value).next()),
                        _ => gate.after = links(&plan, value),
                    }
                }
                let at = plan.stage(line[1]).unwrap();
                plan.stages[at.at()].gate = Some(gate);
            }
            id => {
                let at = plan.initiative(id).unwrap().at();
                for (key, value) in keys(&line[2..]) {
                    give(&mut plan, at, key, value);
                }
            }
        }
    }
    plan
}

fn keys<'a>(words: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    words.iter().map(|word| word.split_once('=').unwrap_or((word, "")))
}

fn give(plan: &mut Plan, at: usize, key: &str, value: &str) {
    let (after, stage) = match key {
        "after" | "finish-after" => (links(plan, value), None),
        "stage" => (vec![], plan.stage(value)),
        _ => (vec![], None),
    };
    match key {
        "after" => return plan.dependencies[at].after = after,
        "finish-after" => return plan.dependencies[at].finish_after = after,
        _ => {}
    }
    let it = plan.initiative_mut(InitiativeIx(at as u32));
    match key {
        "stage" => it.stage = stage,
        "start" => it.start = Some(day(value)),
        "not-before" => it.not_before = Some(day(value)),
        "deadline" => it.deadline = Some(day(value).next()),
        "actual.start" => it.actual.start = Some(day(value)),
        "actual.finish" => it.actual.finish = Some(day(value).next()),
        "status" => {
            let all = [Status::Idea, Status::Proposed, Status::Approved, Status::Active, Status::Done];
            it.status = all.into_iter().find(|status| status.word() == value).unwrap();
        }
        "dropped" => it.dropped = true,
        _ => panic!("no key {key}"),
    }
}

fn links(plan: &Plan, text: &str) -> Vec<Link> {
    text.split(',').map(|reference| link(plan, reference)).collect()
}

/// Reads `b`, `c.start+2w`, `stage:x.finish-1m`, `gate:x`.
pub(super) fn link(plan: &Plan, text: &str) -> Link {
    // A lead is the last `-` before a digit and a unit: ids in tests have no hyphen.
    let (name, offset) = match text.find(['+', '-']) {
        Some(at) => {
            let length = Duration::parse(&text[at + 1..]).unwrap();
            (&text[..at], Offset { earlier: &text[at..=at] == "-", length })
        }
        None => (text, Offset::NONE),
    };
    let (name, end) = match name.split_once('.') {
        Some((name, "start")) => (name, LinkEnd::Start),
        Some((name, _)) => (name, LinkEnd::Finish),
        None => (name, LinkEnd::Finish),
    };
    let target = match name.split_once(':') {
        Some(("stage", id)) => Target::Stage(plan.stage(id).unwrap()),
        Some((_, id)) => Target::Gate(plan.stage(id).unwrap()),
        None => Target::Initiative(plan.initiative(name).unwrap_or_else(|| panic!("no {name}"))),
    };
    Link { target, end, offset }
}

/// An initiative with nothing but its duration.
pub(super) fn initiative(id: &str, duration: &str) -> Initiative {
    Initiative {
        id: id.into(),
        title: id.into(),
        code: None,
        stage: None,
        owner: None,
        sponsor: None,
        status: Status::Proposed,
        not_before: None,
        start: None,
        duration: Duration::parse(duration).unwrap(),
        duration_range: None,
        deadline: None,
        optional: false,
        value: rust_decimal::Decimal::ZERO,
        scope: None,
        shared_with: vec![],
        tags: vec![],
        notes: None,
        uses: vec![],
        retires: vec![],
        moves: vec![],
        rank: None,
        progress: None,
        dropped: false,
        decided: vec![],
        accept: vec![],
        costs: vec![],
        benefits: vec![],
        shifts: vec![],
        actual: Actual::default(),
    }
}

/// A plan with nothing in it.
pub(super) fn empty() -> Plan {
    let percent = |text| Percent::parse(text).unwrap();
    Plan {
        title: "Test".into(),
        organisation: None,
        description: None,
        owner: None,
        start: day("2027-04-01"),
        end: None,
        currency: "GBP".into(),
        year_start: YearStart::APRIL,
        marking: None,
        as_of: None,
        reports_in: ReportUnit::Thousands,
        assumptions: Assumptions {
            discount_rate: percent("3.5%"),
            appraisal_years: 10,
            tolerance: percent("5%"),
            contingency: None,
            savings_lag: None,
            savings_ramp: None,
            inflation: crate::plan::Inflation::default(),
            price_base: None,
            correlation: percent("25%"),
            optimism_bias: None,
        },
        stages: vec![],
        initiatives: vec![],
        dependencies: vec![],
        envelopes: vec![],
        technologies: vec![],
        channels: vec![],
        partners: vec![],
        risks: vec![],
        measures: vec![],
        cases: vec![],
        scenarios: vec![],
    }
}

/// The index of a stage, for looking at extents.
pub(super) fn stage(plan: &Plan, id: &str) -> StageIx {
    plan.stage(id).unwrap()
}

/// The index of an initiative.
pub(super) fn at(plan: &Plan, id: &str) -> InitiativeIx {
    plan.initiative(id).unwrap()
}
