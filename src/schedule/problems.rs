//! What is wrong with dates: given ones that something forbids, missed deadlines, dependencies that count for nothing.

use std::collections::HashSet;

use super::Extent;
use super::calendar::earliest_start;
use super::forward::Early;
use super::network::{Held, Network, Task};
use crate::diagnostic::{Code, Diagnostic, Path};
use crate::plan::{Actual, Initiative, Link, Plan, Status, Target};
use crate::units::{Day, Duration};

/// Every problem of the dates, in the order of the plan.
pub(super) fn find(network: &Network, early: &Early) -> Vec<Diagnostic> {
    let plan = network.plan;
    let mut problems = Vec::new();
    for (at, initiative) in plan.initiatives.iter().enumerate().filter(|(_, it)| !it.dropped) {
        let task = &network.tasks[at];
        lists(network, task.after, || path(initiative).child("after"), &mut problems);
        lists(network, task.finish_after, || path(initiative).child("finish-after"), &mut problems);
        status(initiative, task.held, &mut problems);
        if let Some(dates) = early.initiatives[at] {
            let broken = || broken(network, early, initiative, task, dates);
            match task.held {
                Held::No => {}
                Held::Given(_) => given(network, initiative, &broken(), dates, task.duration, &mut problems),
                Held::Actual(_) => actual(plan, initiative, &broken(), dates, &mut problems),
            }
            ends(plan, initiative, dates, &mut problems);
        }
    }
    for stage in &plan.stages {
        let path = || Path::new(["stage", &stage.id]);
        lists(network, &stage.after, || path().child("after"), &mut problems);
        if let Some(gate) = &stage.gate {
            lists(network, &gate.after, || path().child("gate").child("after"), &mut problems);
        }
    }
    problems
}

fn path(initiative: &Initiative) -> Path {
    Path::new(["initiative", &initiative.id])
}

/// Lists up to this length are compared item with item; longer ones through a set.
const SHORT: usize = 16;

/// Dependencies on what is dropped, and dependencies that stand twice.
fn lists(network: &Network, links: &[Link], path: impl Fn() -> Path, problems: &mut Vec<Diagnostic>) {
    let plan = network.plan;
    let mut seen = HashSet::new();
    for (at, link) in links.iter().enumerate() {
        let twice = if links.len() <= SHORT { links[..at].contains(link) } else { !seen.insert(link) };
        if dropped(network, link) {
            let words = plan.reference(link);
            let message = format!("`{words}` names a dropped initiative, so this dependency is ignored");
            let remedy = format!("take `{words}` out of this list, or bring the initiative back");
            problems.push(Diagnostic::new(Code::LinkToDropped, path().item(at), message).help(remedy));
        } else if twice {
            let message = format!("the dependency `{}` stands twice", plan.reference(link));
            let problem = Diagnostic::new(Code::DuplicateLink, path().item(at), message);
            problems.push(problem.help("take one of the two out"));
        }
    }
}

/// Whether a link names something dropped (a gate that does not exist is an unknown id, which the decoder reports).
fn dropped(network: &Network, link: &Link) -> bool {
    matches!(link.target, Target::Initiative(at) if network.tasks[at.at()].dropped)
}

/// A status that does not agree with the dates that there are.
fn status(initiative: &Initiative, held: Held, problems: &mut Vec<Diagnostic>) {
    let id = &initiative.id;
    let Actual { start, finish, .. } = &initiative.actual;
    match initiative.status {
        Status::Active | Status::Done if held == Held::No => {
            let word = initiative.status.word();
            let message =
                format!("`{id}` is {word}, but no date says since when; it is scheduled like a plan");
            let remedy = "write `actual.start = DATE`, or `start = DATE`";
            problems.push(
                Diagnostic::new(Code::ActualMissing, path(initiative).child("status"), message).help(remedy),
            );
        }
        Status::Active | Status::Done => {}
        Status::Idea | Status::Proposed | Status::Approved => {
            let key = start.map(|_| "start").or(finish.map(|_| "finish"));
            if let Some(key) = key {
                let message =
                    format!("`{id}` is {}, so its actual dates do not hold it", initiative.status.word());
                let remedy =
                    "write `status = \"active\"` or `status = \"done\"`, or take the actual dates out";
                let at = path(initiative).child("actual").child(key);
                problems.push(Diagnostic::new(Code::KeyHasNoEffect, at, message).help(remedy));
            }
        }
    }
}

/// A dependency that fixed dates do not satisfy.
struct Broken<'a> {
    link: &'a Link,
    waits: Waits<'a>,
    /// The earliest start that it allows, or finish (half-open).
    allows: Day,
}

/// What of an initiative waits.
#[derive(Clone, Copy)]
enum Waits<'a> {
    Start,
    Finish,
    /// All of the stage of that id.
    Stage(&'a str),
}

/// The dependencies of an initiative that its dates do not satisfy.
fn broken<'a>(
    network: &Network<'a>,
    early: &Early,
    initiative: &'a Initiative,
    task: &Task<'a>,
    dates: Extent,
) -> Vec<Broken<'a>> {
    let plan = network.plan;
    let stage = initiative.stage.map(|stage| &plan.stages[stage.at()]);
    let own = task.after.iter().map(|link| (link, Waits::Start));
    let shared =
        stage.into_iter().flat_map(|stage| stage.after.iter().map(|link| (link, Waits::Stage(&stage.id))));
    let finish = task.finish_after.iter().map(|link| (link, Waits::Finish));
    own.chain(shared)
        .chain(finish)
        .filter(|(link, _)| network.counts(link))
        .filter_map(|(link, waits)| early.point(link).map(|allows| Broken { link, waits, allows }))
        .filter(|broken| match broken.waits {
            Waits::Start | Waits::Stage(_) => broken.allows > dates.start,
            Waits::Finish => broken.allows > dates.finish,
        })
        .collect()
}

impl Broken<'_> {
    /// `waits for X, which allows DATE`, for people.
    fn clause(&self, plan: &Plan) -> String {
        let words = plan.reference(self.link);
        match self.waits {
            Waits::Start => format!("waits for `{words}`, which allows {}", self.allows),
            Waits::Stage(id) => format!("its stage `{id}` waits for `{words}`, which allows {}", self.allows),
            Waits::Finish => {
                format!("its finish waits for `{words}`, which allows {}", self.allows.previous())
            }
        }
    }

    /// The earliest start that it allows something of a duration.
    fn start(&self, length: Duration) -> Day {
        match self.waits {
            Waits::Start | Waits::Stage(_) => self.allows,
            Waits::Finish => earliest_start(length, self.allows),
        }
    }
}

/// A given start that something forbids.
fn given(
    network: &Network,
    initiative: &Initiative,
    broken: &[Broken],
    dates: Extent,
    length: Duration,
    problems: &mut Vec<Diagnostic>,
) {
    let (id, at, start) = (&initiative.id, path(initiative).child("start"), dates.start);
    for broken in broken {
        let clause = broken.clause(network.plan);
        let message = match broken.waits {
            Waits::Start | Waits::Stage(_) => format!("`{id}` is given the start {start}, but {clause}"),
            Waits::Finish => {
                let last = dates.finish.previous();
                format!("`{id}` is given the start {start} and ends on {last}, but {clause}")
            }
        };
        let who = match broken.waits {
            Waits::Start | Waits::Finish => format!("`{id}`"),
            Waits::Stage(stage) => format!("stage `{stage}`"),
        };
        let (earliest, words) = (broken.start(length), network.plan.reference(broken.link));
        let remedy =
            format!("write `start = {earliest}` or later, or let {who} no longer wait for `{words}`");
        problems.push(Diagnostic::new(Code::StartTooEarly, at.clone(), message).help(remedy));
    }
    if let Some(not_before) = initiative.not_before.filter(|day| *day > start) {
        let message = format!("`{id}` is given the start {start}, but `not-before` says {not_before}");
        let remedy = "take one of the two keys out, or change one of the dates";
        problems.push(Diagnostic::new(Code::StartTooEarly, at.clone(), message).help(remedy));
    }
    let begun = matches!(initiative.status, Status::Active | Status::Done);
    let plan_start = network.plan.start;
    if start < plan_start && !begun {
        let message = format!("`{id}` starts on {start}, before the plan does on {plan_start}");
        let remedy = "write `status = \"active\"` if it has begun, start it later, or start the plan earlier";
        problems.push(Diagnostic::new(Code::BeforePlanStart, at, message).help(remedy));
    }
}

/// Actual dates that a dependency does not allow.
fn actual(
    plan: &Plan,
    initiative: &Initiative,
    broken: &[Broken],
    dates: Extent,
    problems: &mut Vec<Diagnostic>,
) {
    let (id, start, last) = (&initiative.id, dates.start, dates.finish.previous());
    let key = if initiative.actual.start.is_some() { "start" } else { "finish" };
    for broken in broken {
        let clause = broken.clause(plan);
        let message = match broken.waits {
            Waits::Start | Waits::Stage(_) => format!("`{id}` really started on {start}, but {clause}"),
            Waits::Finish => format!("`{id}` ends on {last} by its actual dates, but {clause}"),
        };
        let at = path(initiative).child("actual").child(key);
        let remedy = "correct the actual dates, or what is said to be waited for";
        problems.push(Diagnostic::new(Code::ActualConflict, at, message).help(remedy));
    }
}

/// A missed deadline, and a finish beyond the plan.
fn ends(plan: &Plan, initiative: &Initiative, dates: Extent, problems: &mut Vec<Diagnostic>) {
    let (id, last) = (&initiative.id, dates.finish.previous());
    if let Some(deadline) = initiative.deadline.filter(|deadline| dates.finish > *deadline) {
        let late = dates.finish.since(deadline);
        let days = if late == 1 { "day" } else { "days" };
        let message =
            format!("`{id}` ends on {last}, {late} {days} after its deadline of {}", deadline.previous());
        let remedy = "start it or what it waits for earlier, make it shorter, or move the deadline";
        problems.push(
            Diagnostic::new(Code::DeadlineMissed, path(initiative).child("deadline"), message).help(remedy),
        );
    }
    if let Some(end) = plan.end.filter(|end| dates.finish > *end) {
        let message = format!("`{id}` ends on {last}, after the plan's end of {}", end.previous());
        let remedy = "its money after that counts in no year: move it, make it shorter, or move `plan.end`";
        problems.push(Diagnostic::new(Code::AfterPlanEnd, path(initiative), message).help(remedy));
    }
}
