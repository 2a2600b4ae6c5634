//! The children of large tables by name, so that a table of thousands is not searched key by key.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

use super::{Index, NodeId};

/// The children of large tables by name.
///
/// Names are kept as hashes that nobody outside can foresee; who looks one up compares the name itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    state: RandomState,
    tables: HashMap<u32, Children>,
}

/// The children of one table.
#[derive(Debug, Clone, Default)]
struct Children {
    /// By the hash of their name.
    first: HashMap<u64, u32, Hashed>,
    /// Those whose hash another has already.
    others: Vec<(u64, u32)>,
}

impl Names {
    /// Adds a child to a table.
    pub(super) fn add(&mut self, table: NodeId, key: &str, child: NodeId) {
        let hash = self.state.hash_one(key);
        let children = self.tables.entry(table.0).or_default();
        if *children.first.entry(hash).or_insert(child.0) != child.0 {
            children.others.push((hash, child.0));
        }
    }

    /// The child of a table that has the name, as `is` tells.
    pub(super) fn find(&self, table: NodeId, key: &str, is: impl Fn(NodeId) -> bool) -> Option<NodeId> {
        let hash = self.state.hash_one(key);
        let children = self.tables.get(&table.0)?;
        let first = NodeId(*children.first.get(&hash)?);
        if is(first) {
            return Some(first);
        }
        let others = children.others.iter().filter(|(other, _)| *other == hash);
        others.map(|(_, child)| NodeId(*child)).find(|child| is(*child))
    }

    /// The same names for nodes that have other numbers; tables that are not kept are left out.
    pub(super) fn renumbered(&self, kept: impl Fn(u32) -> bool, number: impl Fn(u32) -> u32) -> Self {
        let tables = self.tables.iter().filter(|(table, _)| kept(**table)).map(|(table, children)| {
            let first = children.first.iter().map(|(hash, child)| (*hash, number(*child))).collect();
            let others = children.others.iter().map(|(hash, child)| (*hash, number(*child))).collect();
            (number(*table), Children { first, others })
        });
        Self { tables: tables.collect(), state: self.state.clone() }
    }

    /// Names all children of a table of that index.
    pub(super) fn add_all(&mut self, index: &Index, text: &str, table: NodeId) {
        for child in index.children(table) {
            self.add(table, index.key(text, child), child);
        }
    }
}

/// Takes a hash as its own hash.
#[derive(Debug, Clone, Copy, Default)]
struct Hashed(u64);

impl BuildHasher for Hashed {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
