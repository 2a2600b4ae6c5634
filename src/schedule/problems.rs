//! What is wrong with dates: given ones that something forbids, missed deadlines, dependencies that count for nothing.

use std::collections::HashSet;

use super::forward::Early;
use super::network::{Held, Network, live};
use super::{Extent, calendar};
use crate::diagnostic::{Code, Diagnostic, Path};
use crate::plan::{Actual, Initiative, Link, Plan, Status, Target};
use crate::units::{Day, Duration};

/// Every problem of the dates, in the order of the plan.
pub(super) fn find(network: &Network, early: &Early) -> Vec<Diagnostic> {
    let plan = network.plan;
    let mut problems = Vec::new();
    for (at, initiative) in plan.initiatives.iter().enumerate().filter(|(_, it)| !it.dropped) {
        lists(network, &initiative.after, || path(initiative).child("after"), &mut problems);
        lists(network, &initiative.finish_after, || path(initiative).child("finish-after"), &mut problems);
        status(initiative, network.tasks[at].held, &mut problems);
        if let Some(dates) = early.initiatives[at] {
            let waits = Waits { network, early, initiative };
            match network.tasks[at].held {
                Held::No => {}
                Held::Given(start) => given(&waits, start, dates, network.tasks[at].duration, &mut problems),
                Held::Actual(dates) => actual(&waits, dates, &mut problems),
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

/// One initiative and what it waits for.
struct Waits<'a> {
    network: &'a Network<'a>,
    early: &'a Early,
    initiative: &'a Initiative,
}

impl<'a> Waits<'a> {
    /// What the start waits for: each dependency with the earliest start that it allows.
    fn starts(&self) -> impl Iterator<Item = (&'a Link, Day)> {
        let plan = self.network.plan;
        let stage = self.initiative.stage.map_or(&[][..], |stage| &plan.stages[stage.at()].after);
        let early = self.early;
        live(plan, &self.initiative.after)
            .chain(live(plan, stage))
            .filter_map(|link| early.point(link).map(|day| (link, day)))
    }

    /// What the finish waits for: each dependency with the earliest finish that it allows.
    fn finishes(&self) -> impl Iterator<Item = (&'a Link, Day)> {
        let early = self.early;
        live(self.network.plan, &self.initiative.finish_after)
            .filter_map(|link| early.point(link).map(|day| (link, day)))
    }

    fn words(&self, link: &Link) -> String {
        self.network.plan.reference(link)
    }
}

/// A given start that something forbids.
fn given(waits: &Waits, start: Day, dates: Extent, length: Duration, problems: &mut Vec<Diagnostic>) {
    let (id, at) = (&waits.initiative.id, path(waits.initiative).child("start"));
    for (link, earliest) in waits.starts().filter(|(_, earliest)| *earliest > start) {
        let words = waits.words(link);
        let message =
            format!("`{id}` is given the start {start}, but waits for `{words}`, which allows {earliest}");
        let remedy =
            format!("write `start = {earliest}` or later, or let `{id}` no longer wait for `{words}`");
        problems.push(Diagnostic::new(Code::StartTooEarly, at.clone(), message).help(remedy));
    }
    for (link, earliest) in waits.finishes().filter(|(_, earliest)| *earliest > dates.finish) {
        let words = waits.words(link);
        let message = format!(
            "`{id}` is given the start {start} and so ends by {}, but its finish waits for `{words}`, to the end of {}",
            dates.finish.previous(),
            earliest.previous()
        );
        let start = calendar::earliest_start(length, earliest);
        let remedy = format!("write `start = {start}` or later, or let `{id}` no longer wait for `{words}`");
        problems.push(Diagnostic::new(Code::StartTooEarly, at.clone(), message).help(remedy));
    }
    if let Some(not_before) = waits.initiative.not_before.filter(|day| *day > start) {
        let message = format!("`{id}` is given the start {start}, but `not-before` says {not_before}");
        let remedy = "take one of the two keys out, or change one of the dates";
        problems.push(Diagnostic::new(Code::StartTooEarly, at.clone(), message).help(remedy));
    }
    let begun = matches!(waits.initiative.status, Status::Active | Status::Done);
    let plan_start = waits.network.plan.start;
    if start < plan_start && !begun {
        let message = format!("`{id}` starts on {start}, before the plan does on {plan_start}");
        let remedy = "write `status = \"active\"` if it has begun, start it later, or start the plan earlier";
        problems.push(Diagnostic::new(Code::BeforePlanStart, at, message).help(remedy));
    }
}

/// Actual dates that a dependency does not allow.
fn actual(waits: &Waits, dates: Extent, problems: &mut Vec<Diagnostic>) {
    let id = &waits.initiative.id;
    let started = waits.initiative.actual.start.is_some();
    let at = path(waits.initiative).child("actual").child(if started { "start" } else { "finish" });
    let remedy = "correct the actual dates, or what is said to be waited for";
    for (link, earliest) in waits.starts().filter(|(_, earliest)| *earliest > dates.start) {
        let (words, start) = (waits.words(link), dates.start);
        let message =
            format!("`{id}` really started on {start}, but waits for `{words}`, which allows {earliest}");
        problems.push(Diagnostic::new(Code::ActualConflict, at.clone(), message).help(remedy));
    }
    for (link, earliest) in waits.finishes().filter(|(_, earliest)| *earliest > dates.finish) {
        let (words, last, allowed) = (waits.words(link), dates.finish.previous(), earliest.previous());
        let message = format!(
            "`{id}` ends by {last} according to its actual dates, but its finish waits for `{words}`, to the end of {allowed}"
        );
        problems.push(Diagnostic::new(Code::ActualConflict, at.clone(), message).help(remedy));
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
