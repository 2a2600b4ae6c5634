//! Indexes another version of a text: the items that both have alike are taken over, the rest is read.
//!
//! For two versions with any number of differences, items that came and went included; one edit of one item is done
//! faster by [`Index::again`].

use std::ops::Range;

use super::blocks::Reading;
use super::{Form, Index, NONE, NodeId};
use crate::document::differing::{Place, differing};

/// An item whose nodes and bytes stand together: a table by id with all its blocks.
pub(super) struct Item {
    pub(super) nodes: Range<u32>,
    pub(super) bytes: Range<usize>,
}

/// In what two texts are alike.
#[derive(Debug, Default)]
pub(in crate::document) struct Alike {
    /// Where they differ, in order.
    pub(in crate::document) places: Vec<Place>,
    /// The items that are the same in both, byte for byte, by their numbers in the earlier index.
    taken: Vec<Taken>,
}

/// An item that was taken over.
#[derive(Debug)]
struct Taken {
    /// Its nodes in the earlier index.
    nodes: Range<u32>,
    /// Its number in the later one.
    here: NodeId,
}

impl Alike {
    /// Whether an item of the earlier index is known to be the same as one of the later.
    pub(in crate::document) fn is_same(&self, old: NodeId, new: NodeId) -> bool {
        let found = self.taken.binary_search_by_key(&old.0, |taken| taken.nodes.start);
        found.is_ok_and(|at| self.taken[at].here == new)
    }

    /// Forgets the items that a header further down in the later text goes on with.
    fn forget_continued(&mut self, index: &Index) {
        let mut continued: Vec<u32> = Vec::new();
        let mut id = 0;
        let of = |taken: &Taken| taken.here.0..taken.here.0 + taken.nodes.len() as u32;
        let ends = [index.nodes.len() as u32];
        let gaps = self
            .taken
            .iter()
            .map(|taken| taken.here.0)
            .chain(ends)
            .zip(self.taken.iter().map(|taken| of(taken).end).chain(ends));
        for (gap, next) in gaps {
            for node in &index.nodes[id as usize..gap as usize] {
                let at = self.taken.partition_point(|taken| taken.here.0 <= node.parent);
                if at.checked_sub(1).is_some_and(|at| of(&self.taken[at]).contains(&node.parent)) {
                    continued.push(self.taken[at - 1].here.0);
                }
            }
            id = next;
        }
        continued.sort_unstable();
        self.taken.retain(|taken| continued.binary_search(&taken.here.0).is_err());
    }
}

/// A part of a text that both versions have.
struct Stretch {
    old: Range<usize>,
    new: Range<usize>,
}

impl Index {
    /// The index of `new`, from this index of `old`: the same that reading the whole text gives; with it what is alike.
    pub(in crate::document) fn beside(&self, old: &str, new: &str) -> (Self, Alike) {
        if old == new {
            return (self.clone(), Alike::default());
        }
        let mut alike = Alike { places: differing(old, new), taken: Vec::new() };
        let Some(items) = self.items(old.len()) else { return (Self::new(new), alike) };
        let stretches = unchanged((old.len(), new.len()), &alike.places);
        let mut stretches = stretches.iter().peekable();
        let mut items = items.iter().peekable();
        let mut reading = Reading::new(new);
        while reading.at() < new.len() {
            let at = reading.at();
            while stretches.next_if(|stretch| stretch.new.end <= at).is_some() {}
            let taken = stretches.peek().filter(|stretch| stretch.new.start <= at).and_then(|stretch| {
                let from = at - stretch.new.start + stretch.old.start;
                while items.next_if(|item| item.bytes.start < from).is_some() {}
                let item = items.next_if(|item| item.bytes.start == from)?;
                // The header behind it must be the same as well, or there must be none.
                let ends = |at: usize| {
                    at == old.len() && stretch.old.end == old.len() && stretch.new.end == new.len()
                };
                (item.bytes.end < stretch.old.end || ends(item.bytes.end)).then_some(item)
            });
            match taken.and_then(|item| Some((item, reading.take(self, old, item)?))) {
                Some((item, here)) => alike.taken.push(Taken { nodes: item.nodes.clone(), here }),
                None => reading.read_on(),
            }
        }
        let index = reading.finish();
        alike.forget_continued(&index);
        (index, alike)
    }

    /// The items whose nodes and bytes stand together, in order; `None` where parts of the text are not in the order of
    /// their nodes, or it has faults.
    fn items(&self, length: usize) -> Option<Vec<Item>> {
        /// What begins with a child of the root or of one of its tables, and goes on as long as all belongs to that.
        struct Segment {
            first: u32,
            /// Where the entries of its nodes begin: the first and the last.
            entries: (u32, u32),
            is_item: bool,
        }
        if !self.errors.is_empty() {
            return None;
        }
        let is_open = |form: Form| matches!(form, Form::Header | Form::Implied);
        let is_holder = |id: u32| {
            let node = &self.nodes[id as usize];
            node.parent == 0 && is_open(node.form)
        };
        let mut segments: Vec<Segment> = Vec::new();
        let mut of: Vec<u32> = vec![NONE; self.nodes.len()];
        for (id, node) in self.nodes.iter().enumerate().skip(1) {
            let parent = node.parent;
            let begins = parent == 0 || is_holder(parent);
            of[id] = if begins { segments.len() as u32 } else { *of.get(parent as usize)? };
            let current = (segments.len() as u32).wrapping_sub(1);
            match segments.last_mut() {
                Some(last) if !begins && of[id] == current => {
                    last.entries = (last.entries.0.min(node.entry), last.entries.1.max(node.entry));
                }
                Some(_) | None => {
                    if !begins {
                        // What belongs to an item above, with something else between.
                        segments.get_mut(of[id] as usize)?.is_item = false;
                    }
                    let is_item = begins && parent != 0 && is_open(node.form);
                    segments.push(Segment { first: id as u32, entries: (node.entry, node.entry), is_item });
                }
            }
        }
        let ends = segments.iter().skip(1).map(|next| (next.first, next.entries.0));
        let ends = ends.chain([(self.nodes.len() as u32, length as u32)]);
        let mut items = Vec::with_capacity(segments.len());
        for (segment, (next, end)) in segments.iter().zip(ends) {
            let (start, last) = segment.entries;
            if last > end || (segment.is_item && last == end) {
                return None;
            }
            if segment.is_item {
                items.push(Item { nodes: segment.first..next, bytes: start as usize..end as usize });
            }
        }
        Some(items)
    }
}

/// The stretches between places in which two texts of these lengths differ.
fn unchanged(lengths: (usize, usize), places: &[Place]) -> Vec<Stretch> {
    let mut from = (0, 0);
    let end = (lengths.0..lengths.0, lengths.1..lengths.1);
    let stretch = |(was, is): &Place| {
        let stretch = Stretch { old: from.0..was.start, new: from.1..is.start };
        from = (was.end, is.end);
        stretch
    };
    places.iter().chain([&end]).map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests;
    use super::*;

    const PLANS: [&str; 4] = [
        "# head\nmilepost = 1\n[plan]\ntitle = \"x\"\n\n# crm\n[initiative.crm]\ntitle = \"C\" # c\n\
         cost.a = { capital = 1, year = { 2027-28 = 2 } }\nafter = [\"a\",\n  \"b\"]\n[initiative.crm.cost.b]\n\
         capital = 5\n\n# above\n[initiative.\"b\"]\n\"ti\\u0074le\" = \"B\"\n  [initiative.c]\nx.y = 1\n\
         [envelope.e]\n2027-28 = 4\n[initiative.d]\nnotes = \"\"\"\nlong [initiative.x]\n\"\"\"",
        "[initiative.a.cost.x]\ncapital = 1\n[initiative.b]\nt = { a = 1,\n b = 2, }\n[initiative.a]\n[initiative.c]\n\
         [[t]]\nx = 1\n[[t]]\n[initiative.b.cost.y]\nrunning = 1\n[stage]\ns = { title = \"S\" }\n[stage.t]\n",
        include_str!("../../../plans/northmere.toml"),
        include_str!("../../../plans/tendring-2018.toml"),
    ];

    fn same_as_whole(old: &str, new: &str) {
        let before = Index::new(old);
        let (index, alike) = before.beside(old, new);
        tests::same_as_whole(&index, new);
        for taken in &alike.taken {
            let was = before.nodes[taken.nodes.start as usize].clone();
            let keys = |index: &Index, text: &str, id: NodeId| -> Vec<String> {
                let all = index.children(id).map(|child| index.key(text, child).to_owned());
                all.collect()
            };
            let old_id = NodeId(taken.nodes.start);
            assert_eq!(keys(&before, old, old_id), keys(&index, new, taken.here), "{old}\n--\n{new}");
            assert!(alike.is_same(old_id, taken.here) && was.form == index.node(taken.here).form);
            // All that belongs to it stands in the nodes that were taken.
            let nodes = taken.here.0..taken.here.0 + taken.nodes.len() as u32;
            let inside = index.nodes.iter().enumerate().filter(|(_, node)| nodes.contains(&node.parent));
            assert!(inside.into_iter().all(|(id, _)| nodes.contains(&(id as u32))), "{old}\n--\n{new}");
        }
    }

    #[test]
    fn an_item_that_goes_on_further_down_is_another_one() {
        // The first is read, since the table of initiatives begins with it.
        let old = "[initiative.n]\n[initiative.a]\nx = 1\n[initiative.b]\ny = 1\n[initiative.c]\nz = 1\n";
        let taken = |new: &str| {
            let (index, alike) = Index::new(old).beside(old, new);
            alike.taken.iter().map(|it| index.key(new, it.here).to_owned()).collect::<String>()
        };
        assert_eq!(taken(&old.replace("z = 1", "z = 2")), "ab");
        assert_eq!(taken(&old.replace("z = 1", "z = 1\n[initiative.a.cost.x]\none-off = 1")), "b");
    }

    /// The lines of a plan, cut before its headers.
    fn blocks(plan: &str) -> Vec<&str> {
        let cuts = plan.match_indices("\n[").map(|(at, _)| at + 1);
        let ends = cuts.clone().chain([plan.len()]);
        [0].into_iter().chain(cuts).zip(ends).map(|(start, end)| &plan[start..end]).collect()
    }

    #[test]
    fn items_that_stand_together_are_found() {
        let plan = PLANS[2];
        let items = Index::new(plan).items(plan.len()).expect("it is in order");
        let headers = plan.match_indices("\n[").map(|(at, _)| &plan[at + 2..]);
        let by_id = headers.filter(|header| header.split(']').next().unwrap().matches('.').count() == 1);
        assert_eq!(items.len(), by_id.count());
        assert!(items.windows(2).all(|pair| pair[0].bytes.end <= pair[1].bytes.start));
    }

    #[test]
    fn parts_out_of_order_are_not_taken_over() {
        let plan = PLANS[1];
        assert!(Index::new(plan).items(plan.len()).is_none());
        let apart = "[initiative.a]\n[initiative.b]\n[initiative.a.cost.x]\nrunning = 1\n[initiative.c]\n";
        let items = Index::new(apart).items(apart.len()).expect("its headers are in order");
        let taken: Vec<&str> = items.iter().map(|item| apart[item.bytes.clone()].trim_end()).collect();
        assert_eq!(taken, ["[initiative.b]", "[initiative.c]"]);
        same_as_whole(apart, &apart.replace("running = 1\n", ""));
        same_as_whole(apart, &apart.replace("[initiative.b]\n", ""));
        same_as_whole("[a.b]\nx = 1\ny = 2", "[a.b]\nx = 1\ny");
    }

    #[test]
    fn large_items_and_many_of_them_keep_their_names() {
        let keys = (0..60).fold(String::new(), |keys, n| keys + &format!("key-{n} = {n}\n"));
        let items = (0..60).fold(String::new(), |items, n| items + &format!("[initiative.i{n}]\n{keys}"));
        same_as_whole(&items, &items.replace("key-7 = 7\n", ""));
        same_as_whole(&items, &items.replacen("[initiative.i2]\n", "", 1));
        same_as_whole(&items, &items.replacen("[initiative.i59]\n", "[initiative.i2]\n", 1));
        same_as_whole(&items, &items.replacen("[initiative.i2]\n", "[initiative.i2\n", 1));
    }

    proptest! {
        #[test]
        fn whatever_differs_the_whole_text_gives_the_same(
            plan in prop::sample::select(&PLANS[..]),
            edits in prop::collection::vec(
                (any::<prop::sample::Index>(), 0usize..30, prop::sample::select(vec![
                    "", "x", "\n", "\r\n", " ", "# c\n", "a = 1\n", "\n[initiative.n]\n", "[", "]]", "{", "}", "\"", "'''",
                    ",", "= ", ".", "\u{feff}", "[[t]]\n", "[initiative]\n", "[initiative.crm.x]\n", "\"\"\"\n",
                ])),
                0..6,
            ),
        ) {
            let mut new = plan.to_owned();
            for (at, gone, put) in edits {
                let boundary = |at: usize| (at..=new.len()).find(|at| new.is_char_boundary(*at)).unwrap_or(new.len());
                let start = boundary(at.index(new.len() + 1));
                let end = boundary((start + gone).min(new.len()));
                new.replace_range(start..end, put);
            }
            same_as_whole(plan, &new);
            same_as_whole(&new, plan);
        }

        #[test]
        fn so_it_does_where_blocks_came_went_and_moved(
            plan in prop::sample::select(&PLANS[..]),
            moves in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 1..8),
        ) {
            let mut all = blocks(plan);
            for (from, to, how) in moves {
                let block = all[from.index(all.len())];
                match how {
                    0 => { all.remove(from.index(all.len())); }
                    1 => all.insert(to.index(all.len() + 1), block),
                    _ => { let end = all.len(); all.swap(from.index(end), to.index(end)); }
                }
                if all.is_empty() {
                    all.push(block);
                }
            }
            let new = all.concat();
            same_as_whole(plan, &new);
            same_as_whole(&new, plan);
        }
    }
}
