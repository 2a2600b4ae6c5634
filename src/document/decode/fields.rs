//! The keys of one table that the file gives, as the decoder asks for them.

use super::reader::Trail;
use crate::document::{NodeId, View};
use crate::keys::{Key, Table};

/// The most keys that a table of the format has.
const MOST: usize = 32;

/// How many marks there are: one for each bit of a word.
const MARKS: usize = 64;

/// The keys of one table that the file gives.
///
/// They are kept by number, in place: most tables are small, and there are many.
pub(super) struct Fields<'t, 'd> {
    pub(super) trail: &'t Trail<'t>,
    pub(super) view: &'t View<'d>,
    table: &'static Table,
    /// How many keys are found.
    count: usize,
    /// Which keys of the table they are.
    keys: [u8; MOST],
    /// By mark, the place of the first of them that has it.
    places: [u8; MARKS],
    /// What stands under each, in the uppermost layer that has it.
    nodes: [NodeId; MOST],
    /// One bit for each mark that is found, so that most keys that are not need no search.
    marked: u64,
}

impl<'t, 'd> Fields<'t, 'd> {
    /// A table of which no key is found yet.
    pub(super) fn new(table: &'static Table, view: &'t View<'d>, trail: &'t Trail<'t>) -> Self {
        debug_assert!(table.keys.len() <= MOST, "the table {} has room for its keys", table.name);
        let nodes = [view.node_id(); MOST];
        Self { trail, view, table, count: 0, keys: [0; MOST], places: [0; MARKS], nodes, marked: 0 }
    }

    /// Notes what stands under a key of the table, which is given by its number.
    pub(super) fn add(&mut self, key: usize, node: NodeId) {
        let mark = mark(self.table.keys[key].name);
        if self.count < MOST {
            self.keys[self.count] = key as u8;
            if self.marked & (1 << mark) == 0 {
                self.places[usize::from(mark)] = self.count as u8;
            }
            self.nodes[self.count] = node;
            self.count += 1;
            self.marked |= 1 << mark;
        }
    }

    /// Whether the file can give that key; for a name in the source one test of a bit.
    #[inline]
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.marked & (1 << mark(name)) != 0
    }

    /// Whether the file gives that key.
    #[inline]
    pub(super) fn has(&self, name: &str) -> bool {
        self.may_have(name) && self.place(name).is_some()
    }

    /// The key and what stands under it.
    #[inline]
    pub(super) fn get(&self, name: &str) -> Option<(&'static Key, View<'d>)> {
        if self.may_have(name) { self.find(name) } else { None }
    }

    fn find(&self, name: &str) -> Option<(&'static Key, View<'d>)> {
        let at = self.place(name)?;
        let key = &self.table.keys[usize::from(self.keys[at])];
        Some((key, self.view.known_child(name, self.nodes[at])))
    }

    /// Where among those that are found.
    #[inline(never)]
    fn place(&self, name: &str) -> Option<usize> {
        let named = |at: &usize| self.table.keys[usize::from(self.keys[*at])].name == name;
        let first = usize::from(self.places[usize::from(mark(name))]);
        (first..self.count).find(named)
    }
}

/// The mark of a name, below [`MARKS`]; others may share it. For a name in the source it is known when that is compiled.
#[inline]
fn mark(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
    ((usize::from(*first) * 5 + usize::from(*last) * 3 + bytes.len()) % MARKS) as u8
}
