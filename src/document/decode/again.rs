//! Reading a plan again after an edit: only the initiatives that the edit touched, where that comes to the same.
//!
//! Everything that depends on more than one initiative is computed again from the whole plan. Where something else
//! could have changed, the answer is `None`, and the plan is to be read in full.

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
use crate::plan::{InitiativeIx, Plan};
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
/// What it gives is what [`super::decode`] gives; `None` when only that can say: the edit touched more than values
/// inside initiatives and their overlays in the scenario that is shown, or the text has faults.
///
/// `before.plan` and `before.trace` are of one [`Decoded`] of `before.document`; the splices, applied one after the
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
    let ids = touched(before.document, document, &shift)?;
    let mut touched: Vec<InitiativeIx> =
        ids.into_iter().map(|id| before.plan.initiative(id)).collect::<Option<_>>()?;
    touched.sort_unstable();
    touched.dedup();

    let mut reader = resumed(before, document);
    faults::report(&mut reader);
    let faults = reader.diagnostics.len();
    let mut plan = before.plan.clone();
    let (found, of) = (&before.trace.found, before.trace.initiatives.clone());
    keep(&mut reader, &found[..of.start], &shift)?;
    let first = reader.diagnostics.len();
    read_initiatives(&mut reader, &mut plan, &found[of.clone()], &touched, &shift)?;
    let initiatives = first..reader.diagnostics.len();
    keep(&mut reader, &found[of.end..], &shift)?;

    let trace = Trace::of(&reader, faults, initiatives, before.trace.start);
    close(&mut reader, &mut plan, &tables(document, "scenario"), before.trace.start, today);
    if !reader.is_complete() {
        return None;
    }
    Some(Decoded { plan, diagnostics: finish(document, reader.diagnostics), trace })
}

/// A reader that knows what one knows that has read everything but the initiatives.
fn resumed<'d>(before: Before<'d>, document: &'d Document) -> Reader<'d> {
    let plan = before.plan;
    let mut reader = Reader::resumed(document, before.trace.compared);
    reader.ids = Ids::of(plan);
    let stages = document.root().child(Item::Stage.word());
    let stages: Vec<_> = stages.iter().flat_map(View::entries).filter(|(_, view)| view.is_table()).collect();
    reader.gates = gates(stages.iter().map(|(_, view)| view));
    reader.year_start = plan.year_start;
    reader.currency.clone_from(&plan.currency);
    reader.decimals = decimals_of(&plan.currency);
    (reader.savings_lag, reader.savings_ramp) = (plan.assumptions.savings_lag, plan.assumptions.savings_ramp);
    reader
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
        plan.initiatives[at.at()] = Arc::new(reader.initiative(id, &fields));
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
