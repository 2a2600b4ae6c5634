//! Reads again only the item that an edit touched; the rest of an index is taken over, moved by what the edit added.
//!
//! An item is a table by id with all its blocks: `[initiative.crm]`, `[initiative.crm.cost.licences]`. Its nodes and its
//! bytes stand together, so they can be cut out and those of the new text be put in their place.

use std::ops::Range;
use std::sync::OnceLock;

use super::{Form, Index, NONE, Node, NodeId};

/// The table of items, in an index of the text of one item.
const HOLDER: u32 = 1;
/// The item, in that index.
const ITEM: u32 = 2;

/// Where an item stands in an index.
struct Place {
    nodes: Range<u32>,
    bytes: Range<usize>,
    /// Whether the header of the item is also the first that names the table of items.
    opens_holder: bool,
}

impl Index {
    /// The index of `new`, from this index of `old`, in the time that the item takes in which they differ.
    ///
    /// With it the item, which has the same number in both; all other nodes are taken over. `None` when the texts differ in
    /// more than one item, or when something cannot be read: then only the whole text tells. So an item that is renamed or
    /// moved is found by reading the whole text; that is seldom, and right.
    pub(in crate::document) fn again(&self, old: &str, new: &str) -> Option<(Self, NodeId)> {
        if !self.errors.is_empty() {
            return None;
        }
        let (before, after) = changed(old, new)?;
        // What is put directly before a header belongs to the item above it.
        let place = self.item_at(before.start.checked_sub(usize::from(before.is_empty()))?)?;
        if before.start < place.bytes.start || before.end > place.bytes.end {
            return None;
        }
        let end = place.bytes.end - before.end + after.end;
        let text = new.get(place.bytes.start..end)?;
        let read = Self::new(text);
        let same = self.is_that_item(&place, old, &read, text);
        same.then(|| (self.with(&place, &read, new, end), NodeId(place.nodes.start)))
    }

    /// The item that a byte stands in, if its nodes and its bytes stand together.
    fn item_at(&self, byte: usize) -> Option<Place> {
        let by_header = |id: &NodeId| matches!(self.node(*id).form, Form::Header | Form::Implied);
        let holders = self.children(Self::ROOT).filter(by_header);
        let items = holders.flat_map(|holder| self.children(holder)).filter(by_header);
        let first =
            items.filter(|id| self.node(*id).entry() <= byte).max_by_key(|id| self.node(*id).entry)?.0;
        let (head, rest) = self.nodes.split_at(first as usize + 1);
        let inner = rest.iter().take_while(|node| node.parent != NONE && node.parent >= first).count();
        let nodes = first..first + 1 + inner as u32;
        let (own, behind) = rest.split_at(inner);
        let is_own = |node: &Node| nodes.contains(&node.parent);
        if !own.iter().all(is_own) || head.iter().chain(behind).any(is_own) {
            return None;
        }
        let own = &self.nodes[first as usize..][..=inner];
        let start = own.iter().map(Node::entry).min()?;
        let end = behind.iter().map(Node::entry).min().unwrap_or(self.nodes[0].end as usize);
        let holder = self.nodes[first as usize].parent;
        let opens_holder = holder + 1 == first && self.nodes[holder as usize].entry() == start;
        let before = if opens_holder { 1..holder } else { 1..first };
        let apart = |node: &Node| node.entry() < start || node.entry() >= end;
        let stands_together =
            start < end && self.nodes[before.start as usize..before.end as usize].iter().all(apart);
        stands_together.then_some(Place { nodes, bytes: start..end, opens_holder })
    }

    /// Whether what was read is the same item and nothing else, and ends where a header may follow.
    fn is_that_item(&self, place: &Place, old: &str, read: &Self, text: &str) -> bool {
        let last_line = &text[text.rfind('\n').map_or(0, |end| end + 1)..];
        let is_last = place.nodes.end as usize == self.nodes.len();
        let only = |table: u32, child: u32| {
            let child_of = |id: u32| read.nodes.get(id as usize);
            child_of(table).is_some_and(|table| table.first == child)
                && child_of(child).is_some_and(|child| child.next == NONE)
        };
        let item = place.nodes.start;
        let holder = self.nodes[item as usize].parent;
        let same_key = |one: u32, other: u32| self.key(old, NodeId(one)) == read.key(text, NodeId(other));
        read.errors.is_empty()
            && !text.starts_with('\u{feff}')
            && (is_last || last_line.bytes().all(|byte| byte == b' ' || byte == b'\t'))
            && only(0, HOLDER)
            && only(HOLDER, ITEM)
            && read.nodes[HOLDER as usize].form == Form::Implied
            && same_key(holder, HOLDER)
            && same_key(item, ITEM)
    }

    /// This index with the item read again, which ends at `end` in the new text.
    fn with(&self, place: &Place, read: &Self, new: &str, end: usize) -> Self {
        let Place { nodes: item, bytes, opens_holder } = place;
        let (start, old_end) = (bytes.start as u32, bytes.end as u32);
        let added = read.nodes.len() as u32 - ITEM;
        let number = |id: u32| if id < item.end { id } else { id - item.end + item.start + added };
        let link = |id: u32| if id == NONE { NONE } else { number(id) };
        let position = |at: u32| if at < old_end { at } else { at - old_end + end as u32 };
        let taken_over = |node: &Node| node.moved(link, position);
        let own_link = |id: u32| if id == NONE || id < ITEM { NONE } else { id - ITEM + item.start };
        let read_again = |node: &Node| node.moved(own_link, |at| at + start);
        let mut nodes = Vec::with_capacity(self.nodes.len() + read.nodes.len());
        nodes.extend(self.nodes[..item.start as usize].iter().map(taken_over));
        nodes.extend(read.nodes[ITEM as usize..].iter().map(read_again));
        nodes.extend(self.nodes[item.end as usize..].iter().map(taken_over));
        nodes[0].end = new.len() as u32;
        let first = &self.nodes[item.start as usize];
        let table = &mut nodes[item.start as usize];
        (table.parent, table.next) = (first.parent, link(first.next));
        if *opens_holder {
            let holder = &mut nodes[first.parent as usize];
            let links = (holder.parent, holder.first, holder.next, holder.named);
            *holder = read.nodes[HOLDER as usize].placed(|at| at + start);
            (holder.parent, holder.first, holder.next, holder.named) = links;
        }
        let gone = |id: u32| item.contains(&id);
        let mut decoded = self.decoded.clone();
        if !decoded.is_empty() || !read.decoded.is_empty() {
            let kept =
                self.decoded.iter().filter(|(id, _)| !gone(**id)).map(|(id, key)| (number(*id), key.clone()));
            let own = read.decoded.iter().filter(|(id, _)| **id >= ITEM);
            decoded = kept.chain(own.map(|(id, key)| (own_link(*id), key.clone()))).collect();
        }
        let newer = self.newer.iter().filter(|range| range.end <= bytes.start).cloned();
        let newer =
            newer.chain(read.newer.iter().map(|range| range.start + bytes.start..range.end + bytes.start));
        let behind = self.newer.iter().filter(|range| range.start >= bytes.end);
        let moved = |at: usize| at - bytes.end + end;
        let newer = newer.chain(behind.map(|range| moved(range.start)..moved(range.end))).collect();
        let names = self.names.renumbered(|table| !gone(table), number);
        let mut index =
            Self { nodes, statements: OnceLock::new(), decoded, names, errors: Vec::new(), newer };
        let mut names = std::mem::take(&mut index.names);
        for id in item.start..item.start + added {
            if index.nodes[id as usize].named {
                names.add_all(&index, new, NodeId(id));
            }
        }
        index.names = names;
        index
    }
}

impl Node {
    /// The same node with another number, as have those that it is linked with, at other positions.
    pub(super) fn moved(&self, number: impl Fn(u32) -> u32, position: impl Fn(u32) -> u32) -> Self {
        let (parent, first, next) = (number(self.parent), number(self.first), number(self.next));
        Self { parent, first, next, ..self.placed(position) }
    }

    /// The same node with other positions.
    fn placed(&self, position: impl Fn(u32) -> u32) -> Self {
        Self {
            key_start: position(self.key_start),
            key_end: position(self.key_end),
            entry: position(self.entry),
            start: position(self.start),
            end: position(self.end),
            ..self.clone()
        }
    }
}

/// The bytes in which two texts differ, in each of them; `None` when they are the same.
pub fn changed(old: &str, new: &str) -> Option<(Range<usize>, Range<usize>)> {
    if old == new {
        return None;
    }
    let mut head = same_head(old.as_bytes(), new.as_bytes());
    while !(old.is_char_boundary(head) && new.is_char_boundary(head)) {
        head -= 1;
    }
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let mut tail = same_tail(old_rest.as_bytes(), new_rest.as_bytes());
    while !(old.is_char_boundary(old.len() - tail) && new.is_char_boundary(new.len() - tail)) {
        tail -= 1;
    }
    Some((head..old.len() - tail, head..new.len() - tail))
}

/// How many bytes are compared at once.
const BLOCK: usize = 256;

/// How many bytes are the same at the start.
fn same_head(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.chunks_exact(BLOCK).zip(other.chunks_exact(BLOCK)).take_while(|(a, b)| a == b).count();
    let rest = one[blocks * BLOCK..].iter().zip(&other[blocks * BLOCK..]);
    blocks * BLOCK + rest.take_while(|(a, b)| a == b).count()
}

/// How many bytes are the same at the end.
fn same_tail(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.rchunks_exact(BLOCK).zip(other.rchunks_exact(BLOCK)).take_while(|(a, b)| a == b).count();
    let before = |bytes: &'_ [u8]| bytes.len() - blocks * BLOCK;
    let rest = one[..before(one)].iter().rev().zip(other[..before(other)].iter().rev());
    blocks * BLOCK + rest.take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests;
    use super::*;

    const ITEMS: &str = "# head\nmilepost = 1\n[plan]\ntitle = \"x\"\n\n# crm\n[initiative.crm]\ntitle = \"C\" # c\n\
        cost.a = { capital = 1, year = { 2027-28 = 2 } }\nafter = [\"a\",\n  \"b\"]\n[initiative.crm.cost.b]\ncapital = 5\n\n\
        # above\n[initiative.\"b\"]\n\"ti\\u0074le\" = \"B\"\n  [initiative.c]\nx.y = 1\n[envelope.e]\n2027-28 = 4\n\
        [initiative.d]\nnotes = \"\"\"\nlong [initiative.x]\n\"\"\"";

    /// Whether one item could be read again; then what that gives is what the whole text gives.
    fn same_as_whole(old: &str, new: &str) -> bool {
        let again = Index::new(old).again(old, new);
        again.is_some_and(|(again, _)| {
            tests::same_as_whole(&again, new);
            true
        })
    }

    #[test]
    fn an_edit_of_one_item_reads_that_item_again() {
        for (from, to) in [
            ("title = \"C\" # c", "title = \"Client records\" # c"),
            ("capital = 5\n", "capital = 5\nyear = 2027-28\n"),
            ("year = { 2027-28 = 2 }", ""),
            ("x.y = 1", "x.y = 1\nx.z = 2\n# end"),
            ("B\"\n", "Bee\"\nowner = 'O'\n"),
            ("2027-28 = 4", "2028-29 = 44"),
            ("long", "short"),
            ("# above\n", ""),
            ("[initiative.crm]", "[ initiative . crm ]"),
        ] {
            let new = ITEMS.replace(from, to);
            assert!(same_as_whole(ITEMS, &new), "{from} -> {to}");
        }
    }

    #[test]
    fn what_touches_more_than_one_item_is_read_whole() {
        for (from, to) in [
            ("milepost = 1", "milepost = 2"),
            ("[initiative.c]\n", "[initiative.z]\n"),
            ("x.y = 1\n", "x.y = 1\n[initiative.new]\n"),
            ("x.y = 1\n", "x.y = 1"),
            ("[initiative.c]\n", ""),
            ("title = \"C\"", "title = \"C"),
            ("[initiative.crm]", "\u{feff}[initiative.crm]"),
            ("[initiative.crm]", "a = 1\n[initiative.crm]"),
        ] {
            assert!(!same_as_whole(ITEMS, &ITEMS.replace(from, to)), "{from} -> {to}");
        }
        let apart = format!("{ITEMS}\n[initiative.crm.risk.r]\nlow = 1\n");
        assert!(!same_as_whole(&apart, &apart.replace("\"C\"", "\"D\"")));
    }

    #[test]
    fn only_what_differs_is_told() {
        for (old, new, expected) in [
            ("abc", "abc", None),
            ("abc", "axc", Some((1..2, 1..2))),
            ("aa", "aaa", Some((2..2, 2..3))),
            ("é", "è", Some((0..2, 0..2))),
            ("", "x", Some((0..0, 0..1))),
            (&"a".repeat(600), &"a".repeat(601), Some((600..600, 600..601))),
            (&format!("{}b{0}", "a".repeat(600)), &"a".repeat(1200), Some((600..601, 600..600))),
        ] {
            assert_eq!(changed(old, new), expected, "{old} {new}");
        }
    }

    #[test]
    fn large_items_keep_their_names() {
        let keys = (0..60).fold(String::new(), |keys, n| keys + &format!("key-{n} = {n}\n"));
        let items = (0..60).fold(String::new(), |items, n| items + &format!("[initiative.i{n}]\n{keys}"));
        assert!(same_as_whole(&items, &items.replacen("key-7 = 7\n", "", 1)));
        let third = items.replacen("[initiative.i2]\n", "[initiative.i2]\nmore = 1\n", 1);
        assert!(same_as_whole(&items, &third));
    }

    proptest! {
        #[test]
        fn whatever_is_edited_the_whole_text_gives_the_same(
            plan in prop::sample::select(vec![
                ITEMS,
                include_str!("../../../plans/northmere.toml"),
                include_str!("../../../plans/tendring-2018.toml"),
            ]),
            at in any::<prop::sample::Index>(),
            gone in 0usize..30,
            put in prop::sample::select(vec![
                "", "x", "\n", "\r\n", " ", "# c\n", "a = 1\n", "\n[initiative.n]\n", "[", "]]", "{", "}", "\"", "'''", ",",
                "= ", ".", "\u{feff}", "2027-28 = 5\n", "[[t]]\n", "[initiative]\n", "[initiative.crm.x]\n",
            ]),
        ) {
            let boundary = |at: usize| (at..=plan.len()).find(|at| plan.is_char_boundary(*at)).unwrap_or(plan.len());
            let start = boundary(at.index(plan.len() + 1));
            let end = boundary((start + gone).min(plan.len()));
            let new = format!("{}{put}{}", &plan[..start], &plan[end..]);
            same_as_whole(plan, &new);
        }
    }
}
