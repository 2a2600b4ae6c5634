//! From the resolved tree to a typed plan, with every diagnostic.
//!
//! Every value is read as the key table says; what cannot be read is reported and left out, and the rest goes on.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::{Document, View};
use crate::diagnostic::{Code, Diagnostic, Origin, Path};
use crate::keys::{self, Item};
use crate::plan::{Dependencies, Initiative, Partner, Plan, Scenario};
use crate::units::{Day, FinancialYear};

mod again;
mod amounts;
mod dates;
mod envelope;
mod estate;
mod faults;
mod fields;
mod ids;
mod initiative;
mod later;
mod line;
mod overlay;
mod plan;
mod reader;
mod references;
mod syntax;
mod touched;
mod value;

pub use again::{Before, Trace, decode_again};
use again::{Shared, Taking};
pub use faults::faults;
use fields::Fields;
use reader::{Reader, Trail};

/// What a document means, and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The plan, with whatever could be read.
    pub plan: Plan,
    /// Every problem of the text and its values, with its origin.
    pub diagnostics: Vec<Diagnostic>,
    /// What reading the next revision needs of this one, besides the plan: for [`decode_again`].
    pub trace: Trace,
}

/// Reads the typed plan out of a document, driven by the key table. Never fails.
///
/// `today` only stands in for a plan start that nothing gives (which is an error as well).
pub fn decode(document: &Document, today: Day) -> Decoded {
    read(document, today, None)
}

/// The same, taking over initiatives of another revision where there is one.
fn read(document: &Document, today: Day, shared: Option<&Shared<'_>>) -> Decoded {
    let mut reader = Reader::new(document);
    faults::report(&mut reader);
    let faults = reader.diagnostics.len();
    let root = document.root();
    let top = reader.open("", &root, &Trail::TOP).expect("the root is a table");
    let items = Items::collect(&mut reader, &top);
    let (mut plan, built) = build(&mut reader, &top, &items, shared, today);
    let trace = Trace::of(&reader, faults, built.initiatives, built.start);
    close(&mut reader, &mut plan, &items.scenarios, built.start, today);
    let trace = trace.when(reader.is_complete());
    Decoded { plan, diagnostics: finish(document, reader.diagnostics), trace }
}

/// What depends on the plan as a whole: its start, its end, what does not count yet, the overlays of scenarios.
fn close<'d>(
    reader: &mut Reader<'d>,
    plan: &mut Plan,
    scenarios: &[(&'d str, View<'d>)],
    start: Option<Day>,
    today: Day,
) {
    plan.start = start.unwrap_or_else(|| default_start(reader, plan, today));
    reader.check_end(plan);
    later::report(reader, plan);
    overlay::check(reader, scenarios);
}

/// The tables by id, each kind in the order in which the plan has them.
struct Items<'d> {
    stages: Vec<(&'d str, View<'d>)>,
    initiatives: Vec<(&'d str, View<'d>)>,
    envelopes: Vec<(&'d str, View<'d>)>,
    technologies: Vec<(&'d str, View<'d>)>,
    channels: Vec<(&'d str, View<'d>)>,
    partners: Vec<(&'d str, View<'d>)>,
    risks: Vec<(&'d str, View<'d>)>,
    measures: Vec<(&'d str, View<'d>)>,
    cases: Vec<(&'d str, View<'d>)>,
    scenarios: Vec<(&'d str, View<'d>)>,
}

impl<'d> Items<'d> {
    fn collect(reader: &mut Reader<'d>, top: &Fields<'_, 'd>) -> Self {
        let stages = reader.tables(top, "stage");
        let mut by_id = |name: &str| {
            let mut tables = reader.tables(top, name);
            tables.sort_by_key(|(id, _)| *id);
            tables
        };
        let items = Self {
            stages,
            initiatives: by_id("initiative"),
            envelopes: by_id("envelope"),
            technologies: by_id("technology"),
            channels: by_id("channel"),
            partners: by_id("partner"),
            risks: by_id("risk"),
            measures: by_id("measure"),
            cases: by_id("case"),
            scenarios: by_id("scenario"),
        };
        for item in Item::ALL {
            let tables = match item {
                Item::Stage => &items.stages,
                Item::Initiative => &items.initiatives,
                Item::Envelope => &items.envelopes,
                Item::Technology => &items.technologies,
                Item::Channel => &items.channels,
                Item::Partner => &items.partners,
                Item::Measure => &items.measures,
            };
            reader.ids.set(item, tables.iter().map(|(id, _)| *id).collect());
        }
        items.admit_partners(reader);
        reader.gates = gates(items.stages.iter().map(|(_, view)| view));
        items
    }
}

impl<'d> Items<'d> {
    /// A partner that only `shared-with` names is a partner all the same: its share counts, with a warning.
    fn admit_partners(&self, reader: &mut Reader<'d>) {
        let mut ids = reader.ids.list(Item::Partner).to_vec();
        let above = Trail::TOP.below("initiative");
        for (initiative, view) in &self.initiatives {
            let Some(shares) = view.child("shared-with").filter(View::is_table) else { continue };
            for (id, share) in shares.entries().filter(|(id, _)| keys::is_id(id)) {
                let Err(place) = ids.binary_search(&id) else { continue };
                let help = match reader.nearest_id(Item::Partner, id) {
                    Some(near) => format!("did you mean `{near}`? If not, add [partner.{id}]"),
                    None => format!("its share counts as written; to say who that is, add [partner.{id}]"),
                };
                let message = format!("partner `{id}` is not described in this plan");
                let trail = above.below(initiative);
                let trail = trail.below("shared-with");
                reader.report(Code::UndescribedPartner, &trail.below(id), share.key_origin(), message, help);
                ids.insert(place, id);
            }
        }
        reader.ids.set(Item::Partner, ids);
    }
}

/// The partners by id, with those that only `shared-with` names.
fn partners<'d>(reader: &mut Reader<'d>, items: &Items<'d>) -> Vec<Partner> {
    let mut partners = each(reader, "partner", &items.partners, Reader::partner);
    for id in reader.ids.list(Item::Partner) {
        if let Err(place) = partners.binary_search_by(|partner| partner.id.as_str().cmp(id)) {
            let (id, title) = ((*id).to_owned(), reader::title_from(id));
            partners.insert(place, Partner { id, title, contact: None, notes: None });
        }
    }
    partners
}

/// The stages that have a gate, by number.
fn gates<'v, 'd: 'v>(stages: impl Iterator<Item = &'v View<'d>>) -> HashSet<u32> {
    let gated = stages.enumerate().filter(|(_, view)| view.child("gate").is_some());
    gated.map(|(at, _)| at as u32).collect()
}

/// What closing and reading again need to know of how a plan was built.
struct Built {
    /// The plan's start, when it is given.
    start: Option<Day>,
    /// Which diagnostics are of initiatives.
    initiatives: Range<usize>,
}

fn build<'d>(
    reader: &mut Reader<'d>,
    top: &Fields<'_, 'd>,
    items: &Items<'d>,
    shared: Option<&Shared<'_>>,
    today: Day,
) -> (Plan, Built) {
    reader.read_format(top);
    let facts = reader.facts(top);
    let assumptions = reader.assumptions(top);
    let stages = each(reader, "stage", &items.stages, Reader::stage);
    let envelopes = each(reader, "envelope", &items.envelopes, Reader::envelope);
    let before = reader.diagnostics.len();
    let taking = shared.and_then(|shared| shared.with(reader));
    let (initiatives, dependencies) = initiatives(reader, &items.initiatives, taking.as_ref());
    let built = Built { start: facts.start, initiatives: before..reader.diagnostics.len() };
    let plan = Plan {
        title: facts.title,
        organisation: facts.organisation,
        description: facts.description,
        owner: facts.owner,
        start: today,
        end: facts.end,
        currency: reader.currency.clone(),
        year_start: reader.year_start,
        marking: facts.marking,
        as_of: facts.as_of,
        reports_in: facts.reports_in,
        assumptions,
        stages,
        envelopes,
        initiatives,
        dependencies,
        technologies: each(reader, "technology", &items.technologies, Reader::technology),
        channels: each(reader, "channel", &items.channels, Reader::channel),
        partners: partners(reader, items),
        risks: each(reader, "risk", &items.risks, Reader::risk),
        measures: each(reader, "measure", &items.measures, Reader::measure),
        cases: each(reader, "case", &items.cases, Reader::case),
        scenarios: items.scenarios.iter().map(|(id, view)| scenario(reader, id, view)).collect(),
    };
    (plan, built)
}

/// Reads the initiatives that cannot be taken over, with what each waits for.
fn initiatives<'d>(
    reader: &mut Reader<'d>,
    tables: &[(&'d str, View<'d>)],
    taking: Option<&Taking<'_>>,
) -> (Vec<Arc<Initiative>>, Vec<Dependencies>) {
    let above = Trail::TOP.below("initiative");
    let table = keys::named("initiative").expect("the key table has initiatives");
    let read_one = |(id, view): &(&'d str, View<'d>)| {
        taking.and_then(|taking| taking.take(id)).unwrap_or_else(|| {
            let trail = above.below(id);
            let fields = reader.open_table(table, view, &trail).expect("only tables are collected");
            let (initiative, dependencies) = reader.initiative(id, &fields);
            (Arc::new(initiative), dependencies)
        })
    };
    tables.iter().map(read_one).unzip()
}

/// Reads each table of a kind.
fn each<'d, T>(
    reader: &mut Reader<'d>,
    name: &'static str,
    tables: &[(&'d str, View<'d>)],
    read: impl Fn(&mut Reader<'d>, &'d str, &Fields<'_, 'd>) -> T,
) -> Vec<T> {
    let above = Trail::TOP.below(name);
    let table = keys::named(name).expect("an item's table exists");
    let read_one = |(id, view): &(&'d str, View<'d>)| {
        let trail = above.below(id);
        let fields = reader.open_table(table, view, &trail).expect("only tables are collected");
        read(reader, id, &fields)
    };
    tables.iter().map(read_one).collect()
}

/// A scenario's own keys; its overlay is checked by [`overlay`].
fn scenario<'d>(reader: &mut Reader<'d>, id: &'d str, view: &View<'d>) -> Scenario {
    let above = Trail::TOP.below("scenario");
    let trail = above.below(id);
    let title = view.child("title").filter(|title| !title.is_table());
    let title = title.and_then(|title| reader.read_text(&title, &trail.below("title")));
    Scenario { id: id.to_owned(), title: title.map_or_else(|| reader::title_from(id), Cow::into_owned) }
}

/// The first day of the financial year of the earliest date or envelope year; if there is none, an error.
fn default_start(reader: &mut Reader<'_>, plan: &Plan, today: Day) -> Day {
    let initiatives = plan.initiatives.iter().filter(|it| !it.dropped);
    let days = initiatives.flat_map(|it| [it.start, it.not_before, it.actual.start]).flatten();
    let envelopes = plan.envelopes.iter().filter(|it| !it.dropped);
    let years = envelopes.flat_map(|it| it.years.keys().chain(it.additions.keys())).copied();
    let first = days.map(|day| FinancialYear::of(day, plan.year_start)).chain(years).min();
    if let Some(year) = first {
        return year.first_day();
    }
    let start = FinancialYear::of(today, plan.year_start).first_day();
    let at = Path::new(["plan", "start"]);
    if reader.document.value(&at).is_some() {
        // It is written, and could not be read, which is reported.
        return start;
    }
    let message = format!("nothing says when the plan starts, so {start} is taken");
    let diagnostic = Diagnostic::new(Code::NoPlanStart, at.clone(), message)
        .help(format!("write start = {start}, or whatever is right, under [plan]"));
    let origin = reader.document.origin(&at);
    reader.diagnostics.push(match origin {
        Some(origin) => diagnostic.origin(origin),
        None => diagnostic,
    });
    start
}

/// All diagnostics once, in the order of the text; values in lines that are not TOML are not judged again.
fn finish(document: &Document, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let of_text = |code: Code| matches!(code, Code::Syntax | Code::UnfinishedMerge | Code::Duplicate);
    let line =
        |origin: &Origin| (origin.source, document.sources()[origin.source].line_start(origin.span.start));
    let broken: HashSet<_> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::Syntax)
        .filter_map(|diagnostic| diagnostic.origin.as_ref().map(line))
        .collect();
    if !broken.is_empty() {
        diagnostics.retain(|it| {
            of_text(it.code) || it.origin.as_ref().is_none_or(|origin| !broken.contains(&line(origin)))
        });
    }
    let place = |it: &Diagnostic| {
        it.origin.as_ref().map(|origin| (origin.source, origin.span.start, origin.span.end))
    };
    diagnostics.sort_by(|a, b| (place(a), a.code, &a.at).cmp(&(place(b), b.code, &b.at)));
    diagnostics.dedup_by(|later, earlier| {
        later.code == earlier.code && later.origin == earlier.origin && later.message == earlier.message
    });
    diagnostics
}

#[cfg(test)]
mod tests;
