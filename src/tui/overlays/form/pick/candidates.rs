//! What could stand in a field: what it is called, a fact that helps to choose, and whether it may be chosen at all.

use std::collections::BTreeMap;

use super::{facts, payers};
use crate::analysis::Analysis;
use crate::keys::{self, Item, Type};
use crate::plan::{Link, LinkEnd, Plan, Target};
use crate::schedule::{Waiter, waiting_for};
use crate::tui::overlays::form::{Field, Kind, Subject};
use crate::units::{Duration, Offset};

/// Something that a field could be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// As it is written.
    pub value: String,
    /// What it is called, or what it means.
    pub title: String,
    /// What helps to choose.
    pub fact: String,
    /// Why it may not be chosen.
    pub barred: Option<Barred>,
}

/// Why something may not be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barred {
    /// In two or three words.
    pub short: &'static str,
    /// As a sentence without a full stop.
    pub why: String,
}

impl Candidate {
    fn new(value: impl Into<String>, title: impl Into<String>, fact: impl Into<String>) -> Self {
        Self { value: value.into(), title: title.into(), fact: fact.into(), barred: None }
    }
}

/// Everything that could stand in a field of a form, in the order in which it is offered.
pub fn candidates(analysis: &Analysis, of: &Subject, field: &Field) -> Vec<Candidate> {
    let plan = &analysis.plan;
    let key = field.kind.place().and_then(keys::lookup);
    let words = |words: &[&str]| {
        let meaning = |word: &&str| key.map_or("", |key| key.meaning(word));
        words.iter().map(|word| Candidate::new(*word, meaning(word), "")).collect()
    };
    match field.ty {
        Type::Choice(known) | Type::Choices(known) => words(known),
        Type::Bool => {
            let one = |said, word| Candidate::new(said, key.map_or("", |key| key.meaning(word)), "");
            vec![one("yes", "true"), one("no", "false")]
        }
        Type::Id(item) | Type::Ids(item) | Type::Shares(item) | Type::Parts(item) => {
            let own = own_id(of, item);
            let ids = items(analysis, item).into_iter().filter(|it| Some(it.value.as_str()) != own);
            let mut ids: Vec<Candidate> = ids.collect();
            if item == Item::Envelope {
                payers::bar(plan, field, &mut ids);
            }
            ids
        }
        Type::Links => links(analysis, of, field),
        Type::Year | Type::Amount => facts::years(analysis, field),
        Type::Currency => CURRENCIES.iter().map(|(code, name)| Candidate::new(*code, *name, "")).collect(),
        Type::YearStart => year_starts(),
        Type::Text | Type::Texts => key.map_or_else(Vec::new, |key| said_before(plan, key.name)),
        Type::Acceptances if matches!(field.kind, Kind::NewEntry(_)) => acceptable(analysis, of),
        _ => Vec::new(),
    }
}

/// Currencies that are offered; any other can be typed.
const CURRENCIES: [(&str, &str); 6] = [
    ("GBP", "pound sterling"),
    ("EUR", "euro"),
    ("USD", "US dollar"),
    ("AUD", "Australian dollar"),
    ("CAD", "Canadian dollar"),
    ("NZD", "New Zealand dollar"),
];

fn year_starts() -> Vec<Candidate> {
    let usual = [(4, "most of the UK's public sector"), (1, "calendar years"), (8, "academic years")];
    let others = (1..=12).filter(|month| usual.iter().all(|(known, _)| known != month)).map(|it| (it, ""));
    let starts = usual.into_iter().chain(others);
    let named = |(month, fact): (u32, &str)| {
        let first = crate::units::Month::new(2027, month)?.words();
        let name = first.split(' ').next().unwrap_or_default().to_owned();
        Some(Candidate::new(format!("{month:02}-01"), format!("1 {name}"), fact))
    };
    starts.filter_map(named).collect()
}

/// The id of what the form is about, when it is of that kind.
fn own_id(of: &Subject, item: Item) -> Option<&str> {
    match of {
        Subject::Item { table, at } if table.name == item.word() => at.keys.last().map(String::as_str),
        Subject::Item { .. } | Subject::Plan | Subject::Many(_) => None,
    }
}

/// The items of a kind.
fn items(analysis: &Analysis, item: Item) -> Vec<Candidate> {
    let plan = &analysis.plan;
    match item {
        Item::Stage => {
            let one = |(at, it): (usize, &crate::plan::Stage)| {
                Candidate::new(&it.id, &it.title, facts::stage(analysis, at))
            };
            plan.stages.iter().enumerate().map(one).collect()
        }
        Item::Initiative => initiatives(analysis),
        Item::Envelope => {
            let live = plan.envelopes.iter().enumerate().filter(|(_, it)| !it.dropped);
            live.map(|(at, it)| Candidate::new(&it.id, &it.title, facts::envelope(analysis, at))).collect()
        }
        Item::Technology => plan
            .technologies
            .iter()
            .map(|it| Candidate::new(&it.id, &it.title, facts::technology(it)))
            .collect(),
        Item::Channel => {
            plan.channels.iter().map(|it| Candidate::new(&it.id, &it.title, facts::channel(it))).collect()
        }
        Item::Partner => plan
            .partners
            .iter()
            .map(|it| Candidate::new(&it.id, &it.title, it.contact.clone().unwrap_or_default()))
            .collect(),
        Item::Measure => {
            plan.measures.iter().map(|it| Candidate::new(&it.id, &it.title, facts::measure(it))).collect()
        }
    }
}

/// The initiatives, the first to start first.
fn initiatives(analysis: &Analysis) -> Vec<Candidate> {
    let plan = &analysis.plan;
    let mut live: Vec<usize> =
        (0..plan.initiatives.len()).filter(|at| !plan.initiatives[*at].dropped).collect();
    live.sort_by_key(|at| analysis.schedule.initiatives[*at].map(|placed| placed.start));
    let one = |at: usize| {
        let it = &plan.initiatives[at];
        Candidate::new(&it.id, &it.title, facts::initiative(analysis, at))
    };
    live.into_iter().map(one).collect()
}

/// What can be waited for: initiatives, then gates and stages; what would close a loop comes last, and says so.
fn links(analysis: &Analysis, of: &Subject, field: &Field) -> Vec<Candidate> {
    let plan = &analysis.plan;
    let mut all = initiatives(analysis);
    for (at, stage) in plan.stages.iter().enumerate() {
        if let Some(gate) = &stage.gate {
            all.push(Candidate::new(format!("gate:{}", stage.id), &gate.title, facts::gate(analysis, at)));
        }
    }
    for (at, stage) in plan.stages.iter().enumerate() {
        let title = format!("all of {}", stage.title);
        all.push(Candidate::new(format!("stage:{}", stage.id), title, facts::stage(analysis, at)));
    }
    let Some(waiter) = waiter(plan, of, field) else { return all };
    let waiting = waiting_for(plan, &analysis.factors, waiter);
    for candidate in &mut all {
        candidate.barred = barred(plan, waiter, &waiting, &candidate.value);
    }
    all.sort_by_key(|it| it.barred.is_some());
    all
}

/// What would wait for what stands in the field.
fn waiter(plan: &Plan, of: &Subject, field: &Field) -> Option<Waiter> {
    let keys: Vec<&str> = field.kind.place()?.keys.iter().map(String::as_str).collect();
    match (of, keys.as_slice()) {
        (_, ["initiative", id, ..]) => plan.initiative(id).map(Waiter::Initiative),
        (_, ["stage", id, "gate", ..]) => plan.stage(id).map(Waiter::Gate),
        (_, ["stage", id, ..]) => plan.stage(id).map(Waiter::Stage),
        _ => None,
    }
}

/// Why something may not be waited for.
fn barred(
    plan: &Plan,
    waiter: Waiter,
    waiting: &BTreeMap<Target, Option<Target>>,
    value: &str,
) -> Option<Barred> {
    const LOOP: &str = "closes a loop";
    let target = match value.split_once(':') {
        Some(("gate", id)) => Target::Gate(plan.stage(id)?),
        Some(("stage", id)) => Target::Stage(plan.stage(id)?),
        _ => Target::Initiative(plan.initiative(value)?),
    };
    let itself = match waiter {
        Waiter::Initiative(at) => target == Target::Initiative(at),
        Waiter::Gate(at) => target == Target::Gate(at),
        Waiter::Stage(_) => false,
    };
    if itself {
        return Some(Barred { short: LOOP, why: "it cannot wait for itself".to_owned() });
    }
    let through = waiting.get(&target)?;
    let name = |target| {
        let offset = Offset { earlier: false, length: Duration::months(0) };
        plan.reference(&Link { target, end: LinkEnd::Finish, offset })
    };
    let why = match through {
        None => format!("would close a loop: {value} waits for this already"),
        Some(through) => {
            let through = name(*through);
            let through = through.split(" +").next().unwrap_or_default();
            format!("would close a loop: {value} waits for this through {through}")
        }
    };
    Some(Barred { short: LOOP, why })
}

/// Texts that the plan says already for a key, the most used first: owners, tags, suppliers.
fn said_before(plan: &Plan, key: &str) -> Vec<Candidate> {
    let initiatives = || plan.initiatives.iter();
    let benefits = || initiatives().flat_map(|it| &it.benefits);
    let said: Vec<&String> = match key {
        "owner" => (initiatives().filter_map(|it| it.owner.as_ref()))
            .chain(benefits().filter_map(|line| line.owner.as_ref()))
            .chain(plan.risks.iter().filter_map(|it| it.owner.as_ref()))
            .chain(plan.measures.iter().filter_map(|it| it.owner.as_ref()))
            .collect(),
        "sponsor" => initiatives().filter_map(|it| it.sponsor.as_ref()).collect(),
        "tags" => initiatives().flat_map(|it| &it.tags).collect(),
        "budget-line" => benefits().filter_map(|line| line.budget_line.as_ref()).collect(),
        "supplier" => plan.technologies.iter().filter_map(|it| it.supplier.as_ref()).collect(),
        _ => Vec::new(),
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in said {
        *counts.entry(text).or_default() += 1;
    }
    let mut known: Vec<(&str, usize)> = counts.into_iter().collect();
    known.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let times = |count: usize| if count == 1 { "once".to_owned() } else { format!("{count} times") };
    known.into_iter().map(|(text, count)| Candidate::new(text, "", times(count))).collect()
}

/// Warnings of what the form is about, which can be accepted with a reason.
fn acceptable(analysis: &Analysis, of: &Subject) -> Vec<Candidate> {
    let Subject::Item { at, .. } = of else { return Vec::new() };
    let own = analysis.diagnostics.iter().filter(|it| it.at.keys.starts_with(&at.keys));
    let one = |it: &crate::diagnostic::Diagnostic| {
        Candidate::new(format!("{} ", it.code.info().code), it.message.clone(), "")
    };
    let mut found: Vec<Candidate> =
        own.filter(|it| it.severity == crate::diagnostic::Severity::Warning).map(one).collect();
    found.dedup_by(|one, other| one.value == other.value);
    found
}
