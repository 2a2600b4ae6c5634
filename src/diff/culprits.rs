//! The changed items that can be the cause of something, by number, and which changes of theirs can move a date.

use std::collections::HashMap;

use super::Side;
use super::edits::Edits;
use super::pairing::{Pairing, Which};
use crate::content::ItemName;
use crate::plan::{InitiativeIx, LinkEnd, Plan, StageIx};

/// The keys of an initiative that can move its start.
const START: &[&str] =
    &["start", "not-before", "after", "finish-after", "actual", "status", "dropped", "stage"];
/// The keys from which a plan's start follows when it is not given.
const DATES: &[&str] = &["start", "not-before", "actual", "year", "add", "dropped"];

/// Changed items by number.
pub(super) struct Culprits<'a> {
    pub(super) before: Side<'a>,
    pub(super) after: Side<'a>,
    pub(super) pairing: &'a Pairing,
    edits: &'a Edits,
    names: Vec<ItemName>,
    numbers: HashMap<ItemName, u32>,
}

impl<'a> Culprits<'a> {
    pub(super) fn new(before: Side<'a>, after: Side<'a>, pairing: &'a Pairing, edits: &'a Edits) -> Self {
        Self { before, after, pairing, edits, names: Vec::new(), numbers: HashMap::new() }
    }

    pub(super) fn side(&self, which: Which) -> Side<'a> {
        match which {
            Which::Before => self.before,
            Which::After => self.after,
        }
    }

    pub(super) fn plan(&self, which: Which) -> &'a Plan {
        &self.side(which).analysis.plan
    }

    /// The number of an item.
    pub(super) fn number(&mut self, name: ItemName) -> u32 {
        if let Some(known) = self.numbers.get(&name) {
            return *known;
        }
        let next = self.names.len() as u32;
        self.names.push(name.clone());
        self.numbers.insert(name, next);
        next
    }

    /// The names of numbers, in order.
    pub(super) fn names(&self, numbers: &[u32]) -> Vec<ItemName> {
        let mut names: Vec<ItemName> =
            numbers.iter().map(|number| self.names[*number as usize].clone()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What an initiative is called: by its later id, when it has one.
    pub(super) fn initiative(&self, which: Which, at: InitiativeIx) -> ItemName {
        let later = match which {
            Which::Before => self.pairing.initiatives[at.at()],
            Which::After => Some(at),
        };
        let id = later.map_or_else(
            || &self.plan(which).initiatives[at.at()].id,
            |later| &self.plan(Which::After).initiatives[later.at()].id,
        );
        ItemName::new("initiative", id)
    }

    fn stage(&self, which: Which, at: StageIx) -> ItemName {
        let later = match which {
            Which::Before => self.pairing.stages[at.at()],
            Which::After => Some(at),
        };
        let id = later.map_or_else(
            || &self.plan(which).stages[at.at()].id,
            |later| &self.plan(Which::After).stages[later.at()].id,
        );
        ItemName::new("stage", id)
    }

    /// Whether an initiative says something else.
    pub(super) fn is_edited(&self, which: Which, at: InitiativeIx) -> bool {
        self.edits.is_edited(&self.initiative(which, at))
    }

    /// An item, when one of its keys that begins with one of these words was changed.
    pub(super) fn touched(&mut self, name: ItemName, words: &[&str]) -> Option<u32> {
        self.edits.touches(&name, words).then(|| self.number(name))
    }

    /// An initiative that came or went, or whose own change can move that end of it.
    pub(super) fn moving(&mut self, which: Which, at: InitiativeIx, end: LinkEnd) -> Option<u32> {
        let name = self.initiative(which, at);
        if self.pairing.initiative(which, at).is_none() {
            return Some(self.number(name));
        }
        let by_duration =
            end == LinkEnd::Finish || !self.plan(which).dependencies(at).finish_after.is_empty();
        let touched =
            self.edits.touches(&name, START) || (by_duration && self.edits.touches(&name, &["duration"]));
        touched.then(|| self.number(name))
    }

    /// An initiative that is in another stage than it was, or came or went.
    pub(super) fn changed_stage(&mut self, which: Which, at: InitiativeIx) -> Option<u32> {
        let came = self.pairing.initiative(which, at).is_none();
        let name = self.initiative(which, at);
        (came || self.edits.touches(&name, &["stage", "dropped"])).then(|| self.number(name))
    }

    /// A stage, when one of these keys was changed.
    pub(super) fn of_stage(&mut self, which: Which, at: StageIx, words: &[&str]) -> Option<u32> {
        let name = self.stage(which, at);
        self.touched(name, words)
    }

    /// What makes the plan start on another day.
    pub(super) fn of_start(&mut self) -> Vec<u32> {
        let plan = self.touched(ItemName::new("plan", ""), &["start", "financial-year-starts"]);
        if let Some(plan) = plan {
            return vec![plan];
        }
        self.all(&["initiative", "envelope"], DATES)
    }

    /// The items of these tables that came, went, or were changed in one of these keys.
    pub(super) fn all(&mut self, tables: &[&str], words: &[&str]) -> Vec<u32> {
        let edits = self.edits;
        let edited = edits.edited.iter().map(|it| &it.item).filter(|item| edits.touches(item, words));
        let came = edits.added.iter().chain(&edits.removed).map(|it| &it.item);
        let names: Vec<ItemName> =
            edited.chain(came).filter(|item| tables.contains(&item.table.as_str())).cloned().collect();
        names.into_iter().map(|name| self.number(name)).collect()
    }

    /// The case that is computed, when the two sides compute different ones.
    pub(super) fn of_case(&mut self) -> Vec<u32> {
        let cases = [self.after, self.before].map(|side| side.analysis.case.as_deref());
        let named = cases.into_iter().flatten().next();
        named.map(|case| self.number(ItemName::new("case", case))).into_iter().collect()
    }
}
