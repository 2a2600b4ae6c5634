//! Reading a plan again after an edit: only the initiatives that the edit touched, where that comes to the same.
//!
//! Everything that depends on more than one initiative is computed again from the whole plan. Where more than initiatives
//! differs, or initiatives came or went, all the rest is read in full, and the initiatives are still taken over.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::amounts::decimals_of;
use super::ids::Ids;
use super::reader::{Reader, Trail};
use super::touched::{Shift, touched};
use super::{Decoded, close, faults, finish, gates};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Splice, View};
use crate::edit::LayerName;
use crate::keys::{self, Item};
use crate::plan::{Dependencies, Initiative, InitiativeIx, Link, Plan, Target};
use crate::units::Day;

/// What reading the next revision of a document needs of this one, besides the plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// The problems of single items, in the order in which they were found; not those of the text or the whole plan.
    found: Vec<Diagnostic>,
    /// Which of them are of initiatives.
    initiatives: Range<usize>,
    /// The plan's start, when it is given.
    start: Option<Day>,
    /// How many names were compared to find near ones.
    compared: usize,
    /// What was laid over what, where the next revision can be read from this one at all.
    laid: Option<Vec<LayerName>>,
}

/// The revision of a document before an edit, and what was read from it.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its plan.
    pub plan: &'a Plan,
    /// What its reading left for this.
    pub trace: &'a Trace,
}

impl Trace {
    /// What a reader leaves that found `faults` problems of the text first, and then those of initiatives in that range.
    pub(super) fn of(
        reader: &Reader<'_>,
        faults: usize,
        initiatives: Range<usize>,
        start: Option<Day>,
    ) -> Self {
        Self {
            found: reader.diagnostics[faults..].to_vec(),
            initiatives: initiatives.start - faults..initiatives.end - faults,
            start,
            compared: reader.compared(),
            laid: laid(reader.document),
        }
    }

    /// The same, usable only when that holds as well.
    pub(super) fn when(self, complete: bool) -> Self {
        Self { laid: self.laid.filter(|_| complete), ..self }
    }
}

/// The layers of a document of one text without faults: the plan, and a scenario if one is laid over it.
fn laid(document: &Document) -> Option<Vec<LayerName>> {
    let [source] = document.sources() else { return None };
    let names = || document.layers().iter().map(|layer| layer.name.clone()).collect();
    source.index.errors().is_empty().then(names)
}

/// Reads a document again of which an edit made `splices`, sharing the initiatives that the edit did not touch.
///
/// What it gives is what [`super::decode`] gives; `None` when only that can say: one of the texts has faults, or the layers are
/// others. `before.plan` and `before.trace` are of one [`Decoded`] of `before.document`; the splices, applied one after the
/// other to the text of that document, give the text of this one.
pub fn decode_again(
    before: Before<'_>,
    document: &Document,
    splices: &[Splice],
    today: Day,
) -> Option<Decoded> {
    let now = laid(document)?;
    if before.trace.laid.as_ref() != Some(&now) || laid(before.document)? != now {
        return None;
    }
    let shift = Shift::new(splices);
    let touched = touched(before.document, document, &shift);
    if touched.alone {
        return initiatives_again(before, document, touched.initiatives, &shift, today);
    }
    let shared = Shared::new(before, &touched.initiatives)?;
    Some(super::read(document, today, Some(&shared)))
}

/// The same where values inside initiatives differ, and their overlays in the scenario that is shown, and nothing else does.
fn initiatives_again(
    before: Before<'_>,
    document: &Document,
    touched: Vec<&str>,
    shift: &Shift<'_>,
    today: Day,
) -> Option<Decoded> {
    let number = |id| before.plan.initiative(id);
    let mut touched: Vec<InitiativeIx> = touched.into_iter().map(number).collect::<Option<_>>()?;
    touched.sort_unstable();
    touched.dedup();

    let mut reader = resumed(before, document);
    faults::report(&mut reader);
    let faults = reader.diagnostics.len();
    let mut plan = before.plan.clone();
    let (found, of) = (&before.trace.found, before.trace.initiatives.clone());
    keep(&mut reader, &found[..of.start], shift)?;
    let first = reader.diagnostics.len();
    read_initiatives(&mut reader, &mut plan, &found[of.clone()], &touched, shift)?;
    let initiatives = first..reader.diagnostics.len();
    keep(&mut reader, &found[of.end..], shift)?;

    let trace = Trace::of(&reader, faults, initiatives, before.trace.start);
    close(&mut reader, &mut plan, &tables(document, "scenario"), before.trace.start, today);
    if !reader.is_complete() {
        return None;
    }
    Some(Decoded { plan, diagnostics: finish(document, reader.diagnostics), trace })
}

/// The initiatives of another revision that can be taken over, where more than initiatives differs.
pub(super) struct Shared<'a> {
    before: Before<'a>,
    /// Of each initiative there: whether it is written in the same way here, and nothing is wrong with it.
    same: Vec<bool>,
}

/// The same, for a reader that knows the ids of its own revision.
pub(super) struct Taking<'a> {
    shared: &'a Shared<'a>,
    /// The number here of each initiative there.
    numbers: Vec<Option<u32>>,
}

impl<'a> Shared<'a> {
    fn new(before: Before<'a>, touched: &[&str]) -> Option<Self> {
        let (plan, trace) = (before.plan, before.trace);
        let mut same = vec![true; plan.initiatives.len()];
        // What is said of a problem hangs on which other ids there are.
        for found in &trace.found[trace.initiatives.clone()] {
            let owner = found.at.keys.get(1).and_then(|id| plan.initiative(id))?;
            same[owner.at()] = false;
        }
        for at in touched.iter().filter_map(|id| plan.initiative(id)) {
            same[at.at()] = false;
        }
        Some(Self { before, same })
    }

    /// What can be taken over by a reader that has read all that the reading of an initiative hangs on; `None`: nothing, since
    /// that is not the same.
    pub(super) fn with(&'a self, reader: &Reader<'_>) -> Option<Taking<'a>> {
        let (plan, ids) = (self.before.plan, Ids::of(self.before.plan));
        let mut kinds = Item::ALL.into_iter().filter(|item| *item != Item::Initiative);
        let is_same = reader.year_start == plan.year_start
            && reader.currency == plan.currency
            && (reader.savings_lag, reader.savings_ramp)
                == (plan.assumptions.savings_lag, plan.assumptions.savings_ramp)
            && kinds.all(|item| reader.ids.list(item) == ids.list(item))
            && reader.gates == gates_of(self.before.document);
        let number = |it: &Arc<Initiative>| reader.ids.find(Item::Initiative, &it.id);
        is_same.then(|| Taking { shared: self, numbers: plan.initiatives.iter().map(number).collect() })
    }
}

impl Taking<'_> {
    /// An initiative as it was read there, with what it waits for by the numbers that there are here.
    pub(super) fn take(&self, id: &str) -> Option<(Arc<Initiative>, Dependencies)> {
        let plan = self.shared.before.plan;
        let at = plan.initiative(id).filter(|at| self.shared.same[at.at()])?;
        let here = |link: &Link| {
            let target = match link.target {
                Target::Initiative(at) => Target::Initiative(InitiativeIx(self.numbers[at.at()]?)),
                Target::Stage(_) | Target::Gate(_) => link.target,
            };
            Some(Link { target, ..*link })
        };
        let all = |links: &[Link]| links.iter().map(here).collect::<Option<Vec<Link>>>();
        let links = plan.dependencies(at);
        let dependencies =
            Dependencies { after: all(&links.after)?, finish_after: all(&links.finish_after)? };
        Some((plan.initiatives[at.at()].clone(), dependencies))
    }
}

/// A reader that knows what one knows that has read everything but the initiatives.
fn resumed<'d>(before: Before<'d>, document: &'d Document) -> Reader<'d> {
    let plan = before.plan;
    let mut reader = Reader::resumed(document, before.trace.compared);
    reader.ids = Ids::of(plan);
    reader.gates = gates_of(document);
    reader.year_start = plan.year_start;
    reader.currency.clone_from(&plan.currency);
    reader.decimals = decimals_of(&plan.currency);
    (reader.savings_lag, reader.savings_ramp) = (plan.assumptions.savings_lag, plan.assumptions.savings_ramp);
    reader
}

/// The stages of a document that have a gate, by number.
fn gates_of(document: &Document) -> HashSet<u32> {
    let stages = document.root().child(Item::Stage.word());
    let stages: Vec<_> = stages.iter().flat_map(View::entries).filter(|(_, view)| view.is_table()).collect();
    gates(stages.iter().map(|(_, view)| view))
}

/// Keeps problems that were found before, at the places that they have now.
fn keep(reader: &mut Reader<'_>, found: &[Diagnostic], shift: &Shift<'_>) -> Option<()> {
    for diagnostic in found {
        reader.diagnostics.push(shift.diagnostic(diagnostic)?);
    }
    Some(())
}

/// Reads the touched initiatives; of the others what was found is kept, all in the order of the plan.
fn read_initiatives(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    found: &[Diagnostic],
    touched: &[InitiativeIx],
    shift: &Shift<'_>,
) -> Option<()> {
    let table = keys::named("initiative").expect("the key table has initiatives");
    let above = Trail::TOP.below("initiative");
    let all = reader.document.root().child("initiative")?;
    let owner = |it: &Diagnostic| it.at.keys.get(1).and_then(|id| plan.initiative(id));
    let owners: Vec<InitiativeIx> = found.iter().map(owner).collect::<Option<_>>()?;
    let mut next = 0;
    for at in touched {
        let first = next + owners[next..].partition_point(|owner| owner < at);
        keep(reader, &found[next..first], shift)?;
        next = first + owners[first..].partition_point(|owner| owner == at);
        let view = all.child(&plan.initiatives[at.at()].id)?;
        let id = view.key();
        let trail = above.below(id);
        let fields = reader.open_table(table, &view, &trail)?;
        let (initiative, dependencies) = reader.initiative(id, &fields);
        plan.initiatives[at.at()] = Arc::new(initiative);
        plan.dependencies[at.at()] = dependencies;
    }
    keep(reader, &found[next..], shift)
}

/// The tables by id of a kind, in id order.
fn tables<'d>(document: &'d Document, name: &str) -> Vec<(&'d str, View<'d>)> {
    let all = document.root().child(name);
    let mut tables: Vec<_> = all.iter().flat_map(View::entries).filter(|(_, view)| view.is_table()).collect();
    tables.sort_by_key(|(id, _)| *id);
    tables
}
