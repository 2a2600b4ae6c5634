//! The ids of the plan's items, each with its number.

use std::collections::HashMap;

use crate::keys::Item;
use crate::plan::Plan;

/// The items of the plan by id.
#[derive(Default)]
pub(super) struct Ids<'d> {
    kinds: [Kind<'d>; Item::ALL.len()],
}

/// The ids of one kind of item.
#[derive(Default)]
struct Kind<'d> {
    /// In the order of their numbers.
    list: Vec<&'d str>,
    /// The numbers in the order of the ids; empty when the list itself is in that order.
    sorted: Vec<u32>,
    /// Those that an overlay adds.
    added: HashMap<&'d str, u32>,
}

impl Kind<'_> {
    fn find(&self, id: &str) -> Option<u32> {
        let found = if self.sorted.is_empty() {
            let known = &self.list[..self.list.len() - self.added.len()];
            known.binary_search(&id).ok().map(|at| at as u32)
        } else {
            let at = self.sorted.binary_search_by(|number| self.list[*number as usize].cmp(id));
            at.ok().map(|at| self.sorted[at])
        };
        found.or_else(|| if self.added.is_empty() { None } else { self.added.get(id).copied() })
    }
}

impl<'d> Ids<'d> {
    /// The ids of a plan.
    pub(super) fn of(plan: &'d Plan) -> Self {
        let mut ids = Self::default();
        for item in Item::ALL {
            let list: Vec<&'d str> = match item {
                Item::Stage => plan.stages.iter().map(|it| it.id.as_str()).collect(),
                Item::Initiative => plan.initiatives.iter().map(|it| it.id.as_str()).collect(),
                Item::Envelope => plan.envelopes.iter().map(|it| it.id.as_str()).collect(),
                Item::Technology => plan.technologies.iter().map(|it| it.id.as_str()).collect(),
                Item::Channel => plan.channels.iter().map(|it| it.id.as_str()).collect(),
                Item::Partner => plan.partners.iter().map(|it| it.id.as_str()).collect(),
                Item::Measure => plan.measures.iter().map(|it| it.id.as_str()).collect(),
            };
            ids.set(item, list);
        }
        ids
    }

    pub(super) fn set(&mut self, item: Item, ids: Vec<&'d str>) {
        let mut sorted = Vec::new();
        if !ids.is_sorted() {
            sorted = (0..ids.len() as u32).collect();
            sorted.sort_by_key(|number| ids[*number as usize]);
        }
        self.kinds[item as usize] = Kind { list: ids, sorted, added: HashMap::new() };
    }

    /// Adds one more behind those that there are.
    pub(super) fn add(&mut self, item: Item, id: &'d str) {
        let kind = &mut self.kinds[item as usize];
        kind.added.insert(id, kind.list.len() as u32);
        kind.list.push(id);
    }

    /// Takes those away that were added last, down to so many.
    pub(super) fn truncate(&mut self, item: Item, most: usize) {
        let kind = &mut self.kinds[item as usize];
        for id in kind.list.drain(most..) {
            kind.added.remove(id);
        }
    }

    pub(super) fn find(&self, item: Item, id: &str) -> Option<u32> {
        self.kinds[item as usize].find(id)
    }

    pub(super) fn list(&self, item: Item) -> &[&'d str] {
        &self.kinds[item as usize].list
    }
}
