//! A date: the chain from it to the constraint that it really hangs on, a step a line.

use super::Asked;
use crate::check::{Because, Item, Step, chain};
use crate::cli::names;
use crate::cli::paint::{Role, paint};
use crate::plan::{InitiativeIx, Link, LinkEnd, Plan, Target};
use crate::units::Offset;

/// The chain of a date for people.
pub fn tell(asked: &Asked<'_>, item: Item, end: LinkEnd) -> String {
    let plan = &asked.analysis.plan;
    let steps = chain(plan, &asked.analysis.schedule, item, end);
    if steps.is_empty() {
        return unscheduled(asked, item);
    }
    let mut out = String::new();
    if let (Item::Initiative(at), Some(step)) = (item, steps.first()) {
        out.push_str(&duration(asked, at, step, end));
    }
    for (depth, step) in steps.iter().enumerate() {
        let name = paint(&names::item(plan, step.item), Role::Strong, asked.door.colour);
        let indent = "  ".repeat(depth.min(8));
        out.push_str(&format!("{indent}{name}, {}\n", names::span(step.start, step.finish)));
        out.push_str(&format!("{indent}  {}\n", reason(plan, step)));
    }
    if let Item::Initiative(at) = item {
        out.push_str(&slack(asked, at));
    }
    out
}

fn unscheduled(asked: &Asked<'_>, item: Item) -> String {
    let plan = &asked.analysis.plan;
    let name = names::item(plan, item);
    let dropped = matches!(item, Item::Initiative(at) if plan.initiatives[at.at()].dropped);
    let no_gate = matches!(item, Item::Gate(at) if plan.stages[at.at()].gate.is_none());
    if dropped {
        format!("{name} is left out of the plan, so it has no dates.\n")
    } else if no_gate {
        format!("{name}: the stage has no gate.\n")
    } else {
        format!("{name} has no dates: it hangs on initiatives that wait for each other in a circle.\n")
    }
}

/// What turns a start into a finish.
fn duration(asked: &Asked<'_>, at: InitiativeIx, step: &Step, end: LinkEnd) -> String {
    if end == LinkEnd::Start {
        return String::new();
    }
    let initiative = &asked.analysis.plan.initiatives[at.at()];
    let name = names::initiative(&asked.analysis.plan, at);
    if initiative.actual.finish.is_some() {
        return format!("{name} really finished on {}.\n", step.finish.previous().words());
    }
    if step.start == step.finish {
        return format!("{name} is a milestone: it takes no time, and its finish is its start.\n");
    }
    let written = initiative.duration;
    let stretched = written.stretched(asked.analysis.factors.duration);
    let case = match &asked.analysis.case {
        Some(case) if stretched != written => {
            format!(" ({written} as planned, longer or shorter in case {case})")
        }
        _ => String::new(),
    };
    format!("{name} finishes on {}, {stretched}{case} after its start.\n", step.finish.previous().words())
}

fn reason(plan: &Plan, step: &Step) -> String {
    match step.because {
        Because::Waits { link, point, finish, stage } => {
            let what = if finish { "its finish waits" } else { "waits" };
            let where_from = match stage {
                Some(at) => format!(", which {} waits for", names::stage(plan, at)),
                None => String::new(),
            };
            let key = if finish { "finish-after" } else { "after" };
            format!(
                "{what} for {}{where_from}: not before {} ({key} = \"{}\")",
                event(plan, &link),
                point.words(),
                reference(plan, &link)
            )
        }
        Because::Holds(at) => format!("lasts as long as its initiatives: {}", names::initiative(plan, at)),
        Because::Start(day) => format!("starts on {}, as its start says (start = {day})", day.words()),
        Because::NotBefore(day) => format!("may not start before {} (not-before = {day})", day.words()),
        Because::On(day) => format!("is held on {} (on = {})", day.previous().words(), day.previous()),
        Because::PlanStart(day) => format!("starts with the plan, on {}", day.words()),
        Because::Actual(day) => format!("really started on {}", day.words()),
    }
}

/// What is waited for, in words: `the finish of Network (network) + 2 months`.
fn event(plan: &Plan, link: &Link) -> String {
    let end = match link.end {
        LinkEnd::Start => "the start of ",
        LinkEnd::Finish => "the finish of ",
    };
    let offset = match link.offset {
        offset if offset.is_zero() => String::new(),
        Offset { earlier: true, length } => format!(", less {length}"),
        Offset { earlier: false, length } => format!(", and then {length}"),
    };
    match link.target {
        Target::Initiative(at) => format!("{end}{}{offset}", names::initiative(plan, at)),
        Target::Stage(at) => format!("{end}{}{offset}", names::stage(plan, at)),
        Target::Gate(at) => format!("{}{offset}", names::gate(plan, at)),
    }
}

/// The same as the file writes it: `network.start + 2 months`.
fn reference(plan: &Plan, link: &Link) -> String {
    let end = match link.end {
        LinkEnd::Start => ".start",
        LinkEnd::Finish => "",
    };
    match link.target {
        Target::Initiative(at) => format!("{}{end}{}", names::id(plan, at), link.offset),
        Target::Stage(at) => format!("stage:{}{end}{}", plan.stages[at.at()].id, link.offset),
        Target::Gate(at) => format!("gate:{}{}", plan.stages[at.at()].id, link.offset),
    }
}

fn slack(asked: &Asked<'_>, at: InitiativeIx) -> String {
    let Some(placed) = asked.analysis.schedule.placed(at) else { return String::new() };
    let name = names::id(&asked.analysis.plan, at);
    match placed.slack_days {
        days if days > 0 => {
            format!(
                "{name} could start {} later without delaying anything.\n",
                names::count(days.unsigned_abs() as usize, "day")
            )
        }
        0 => format!("{name} is critical: it has no slack.\n"),
        days => format!(
            "{name} is {} too late for what waits for it.\n",
            names::count(days.unsigned_abs() as usize, "day")
        ),
    }
}
