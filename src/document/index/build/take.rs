//! Takes items over from the index of another text.

use super::{Builder, Tail};
use crate::document::index::beside::Item;
use crate::document::index::{Form, Index, NONE, NodeId};

impl Builder<'_> {
    /// Takes an item over from the index of another text, where the same bytes begin at `at`: its number here, if there is a
    /// table of such items and none of that name in it.
    pub(in crate::document::index) fn take(
        &mut self,
        index: &Index,
        text: &str,
        item: &Item,
        at: usize,
    ) -> Option<NodeId> {
        let first = item.nodes.start;
        let holder = self.holder_without(index, text, NodeId(first))?;
        self.begin(at + item.bytes.len());
        let base = self.index.nodes.len() as u32;
        let number = |id: u32| if id == NONE { NONE } else { id.wrapping_sub(first).wrapping_add(base) };
        let position = |place: u32| place - item.bytes.start as u32 + at as u32;
        for node in &index.nodes[first as usize..item.nodes.end as usize] {
            let id = self.push(node.moved(number, position)).0;
            if id > base {
                let above = self.index.nodes[id as usize].parent;
                let tail = &mut self.tails[above as usize];
                *tail = Tail { last: id, count: tail.count + 1 };
            }
        }
        let own = &mut self.index.nodes[base as usize];
        (own.parent, own.next) = (NONE, NONE);
        self.take_names(index, item, base);
        // What is newer than TOML 1.0 was found item by item.
        let start = index.newer.partition_point(|range| range.start < item.bytes.start);
        let newer = index.newer[start..].iter().take_while(|range| range.start < item.bytes.end);
        let position = |place: usize| place - item.bytes.start + at;
        self.index.newer.extend(newer.map(|range| position(range.start)..position(range.end)));
        self.attach(NodeId(base), holder);
        self.section = NodeId(base);
        Some(NodeId(base))
    }

    /// The table here that an item of another text would go into, if there is one, and the item is not in it.
    fn holder_without(&self, index: &Index, text: &str, item: NodeId) -> Option<NodeId> {
        let above = index.parent(item)?;
        let holder = self.index.child(self.text, Index::ROOT, index.key(text, above))?;
        let is_open = matches!(self.index.node(holder).form, Form::Header | Form::Implied);
        let is_there = self.index.child(self.text, holder, index.key(text, item)).is_some();
        (is_open && !is_there).then_some(holder)
    }

    /// Takes over what is kept of the names in an item, which begins with the node `base` here.
    fn take_names(&mut self, index: &Index, item: &Item, base: u32) {
        if !index.decoded.is_empty() {
            let number = |id: u32| id - item.nodes.start + base;
            let own = item.nodes.clone().filter_map(|id| Some((number(id), index.decoded.get(&id)?.clone())));
            self.index.decoded.extend(own);
        }
        let mut names = std::mem::take(&mut self.index.names);
        for id in base..self.index.nodes.len() as u32 {
            if self.index.nodes[id as usize].named {
                names.add_all(&self.index, self.text, NodeId(id));
            }
        }
        self.index.names = names;
    }
}
