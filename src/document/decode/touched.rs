//! Which initiatives an edit touched, and where everything else stands after it.
//!
//! Both indexes are walked side by side once (of an edit inside one item, that item alone). Where no splice lies, equal places hold equal bytes, and equal bytes of
//! the same form are equal values, so no value is compared.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Origin};
use crate::document::{Document, Form, Index, NodeId, Source, Splice};
use crate::edit::LayerName;

/// Where what stood in a text stands after splices.
pub(super) struct Shift<'s> {
    splices: &'s [Splice],
    /// For several splices that stand apart, the last first: what each replaces, in the order of the text, and by how much all that
    /// stands behind it moves.
    apart: Option<Vec<(Range<usize>, isize)>>,
}

impl<'s> Shift<'s> {
    /// For splices that are applied one after the other, all to one source.
    pub(super) fn new(splices: &'s [Splice]) -> Self {
        let is_apart =
            splices.len() > 1 && splices.windows(2).all(|pair| pair[1].span.end < pair[0].span.start);
        let apart = is_apart.then(|| {
            let mut moved = 0;
            let place = |splice: &Splice| {
                moved += splice.text.len() as isize - splice.span.len() as isize;
                (splice.span.clone(), moved)
            };
            splices.iter().rev().map(place).collect()
        });
        Self { splices, apart }
    }

    /// Where bytes stand that no splice touches; `None` for others.
    fn span(&self, span: Range<usize>) -> Option<Range<usize>> {
        if let Some(apart) = &self.apart {
            let next = apart.partition_point(|(splice, _)| splice.end <= span.start);
            let touches = apart.get(next).is_some_and(|(splice, _)| span.end > splice.start);
            let moved = next.checked_sub(1).map_or(0, |before| apart[before].1);
            let place = |at: usize| at.checked_add_signed(moved).expect("a place moves inside the text");
            return (!touches).then(|| place(span.start)..place(span.end));
        }
        self.splices.iter().try_fold(span, |at, splice| {
            if at.end <= splice.span.start {
                return Some(at);
            }
            let gone = splice.span.end - splice.span.start;
            let moved = |place: usize| place - gone + splice.text.len();
            (at.start >= splice.span.end).then(|| moved(at.start)..moved(at.end))
        })
    }

    /// The same problem at the place that it has now; `None` when a splice touches that.
    pub(super) fn diagnostic(&self, diagnostic: &Diagnostic) -> Option<Diagnostic> {
        let origin = match &diagnostic.origin {
            None => None,
            Some(Origin { source, span }) => Some(Origin { source: *source, span: self.span(span.clone())? }),
        };
        Some(Diagnostic { origin, ..diagnostic.clone() })
    }
}

/// In what two revisions of a plan's text differ.
pub(super) struct Touched<'d> {
    /// The ids of the initiatives that are not the same in both; those that came or went are among them.
    pub(super) initiatives: Vec<&'d str>,
    /// Whether nothing else differs: both have the same initiatives, shared with the same partners, and all else is the
    /// same.
    pub(super) alone: bool,
}

/// In what two revisions of a plan's text differ.
pub(super) fn touched<'d>(old: &'d Document, new: &'d Document, shift: &Shift<'_>) -> Touched<'d> {
    let shown = scenario(new);
    let [old, new] = [old, new].map(|document| &document.sources()[0]);
    // Without a title the name of the file is the plan's.
    let alone = old.name == new.name || [old, new].iter().all(|it| has_title(it));
    let mut pair = Pair { old, new, shift, touched: Touched { initiatives: Vec::new(), alone } };
    if let Some(initiative) = new.differs_only_in(old).filter(|item| is_initiative(old, *item)) {
        pair.initiative(initiative, initiative);
        return pair.touched;
    }
    for (a, b) in pair.children(Some(Index::ROOT), Some(Index::ROOT)) {
        match (pair.key(a, b), shown) {
            ("initiative", _) => pair.initiatives(a, b),
            ("scenario", Some(shown)) => pair.scenarios(a, b, shown),
            (_, _) => pair.other(a, b),
        }
    }
    pair.touched
}

/// The id of the scenario that is laid over.
fn scenario(document: &Document) -> Option<&str> {
    document.layers().iter().find_map(|layer| match &layer.name {
        LayerName::Scenario(id) => Some(id.as_str()),
        LayerName::Plan => None,
    })
}

fn has_title(source: &Source) -> bool {
    source.index.find(&source.text, Index::ROOT, &["plan", "title"]).is_some()
}

/// Whether a node is an initiative.
fn is_initiative(source: &Source, node: NodeId) -> bool {
    source.index.parent(node).is_some_and(|table| {
        source.index.parent(table) == Some(Index::ROOT)
            && source.index.key(&source.text, table) == "initiative"
    })
}

/// Two revisions of one text, and in what they differ as far as that is known.
struct Pair<'d, 's> {
    old: &'d Source,
    new: &'d Source,
    shift: &'s Shift<'s>,
    touched: Touched<'d>,
}

/// A node in one revision and what stands under the same key in the other, as far as they have it.
type Both = (Option<NodeId>, Option<NodeId>);

impl<'d> Pair<'d, '_> {
    /// Notes an initiative, or what is laid over it, if its two revisions differ.
    fn initiative(&mut self, a: NodeId, b: NodeId) {
        if !self.new.has_same_item(self.old, (a, b)) && !self.is_same(a, b) {
            self.touched.alone &= self.is_same_table(a, b) && self.is_shared_alike(a, b);
            self.touched.initiatives.push(self.old.index.key(&self.old.text, a));
        }
    }

    /// Notes each initiative of two tables that differs.
    fn initiatives(&mut self, a: Option<NodeId>, b: Option<NodeId>) {
        self.table(a, b);
        for (a, b) in self.children(a, b) {
            if let (Some(a), Some(b)) = (a, b) {
                self.initiative(a, b);
            } else {
                self.touched.alone = false;
                let id = self.key(a, b);
                self.touched.initiatives.push(id);
            }
        }
    }

    /// Notes the initiatives whose overlays differ in the scenario that is shown.
    fn scenarios(&mut self, a: Option<NodeId>, b: Option<NodeId>, shown: &str) {
        self.table(a, b);
        for (a, b) in self.children(a, b) {
            if self.key(a, b) != shown {
                self.other(a, b);
                continue;
            }
            self.table(a, b);
            for (a, b) in self.children(a, b) {
                if self.key(a, b) == "initiative" {
                    self.initiatives(a, b);
                } else {
                    self.other(a, b);
                }
            }
        }
    }

    /// Notes whether something that is no initiative is the same.
    fn other(&mut self, a: Option<NodeId>, b: Option<NodeId>) {
        self.touched.alone = self.touched.alone && a.zip(b).is_some_and(|(a, b)| self.is_same(a, b));
    }

    /// Notes whether two tables are the same but for what they hold.
    fn table(&mut self, a: Option<NodeId>, b: Option<NodeId>) {
        self.touched.alone = self.touched.alone && a.zip(b).is_some_and(|(a, b)| self.is_same_table(a, b));
    }

    /// The key of what at least one revision has.
    fn key(&self, a: Option<NodeId>, b: Option<NodeId>) -> &'d str {
        match (a, b) {
            (Some(a), _) => self.old.index.key(&self.old.text, a),
            (None, Some(b)) => self.new.index.key(&self.new.text, b),
            (None, None) => "",
        }
    }

    /// What stands under the same keys of two tables: all that the earlier one has, and then what only the later one has.
    fn children(&self, a: Option<NodeId>, b: Option<NodeId>) -> Vec<Both> {
        let of = |source: &'d Source, node: Option<NodeId>| {
            node.into_iter().flat_map(|node| source.index.children(node))
        };
        let in_one = |source: &'d Source, node: Option<NodeId>, key: &str| {
            node.and_then(|node| source.index.child(&source.text, node, key))
        };
        let mut likely = of(self.new, b).next();
        let mut both: Vec<Both> = Vec::new();
        let mut found = 0;
        for ours in of(self.old, a) {
            let key = self.key(Some(ours), None);
            let next = likely.filter(|theirs| self.key(None, Some(*theirs)) == key);
            let theirs = next.or_else(|| in_one(self.new, b, key));
            if let Some(theirs) = theirs {
                likely = self.new.index.after(theirs);
                found += 1;
            }
            both.push((Some(ours), theirs));
        }
        let theirs = || of(self.new, b).map(|theirs| (None, Some(theirs)));
        if theirs().count() > found {
            both.extend(theirs().filter(|(_, it)| in_one(self.old, a, self.key(None, *it)).is_none()));
        }
        both
    }

    /// Whether two nodes have the same key, form and value, and stand where they stood.
    fn is_same(&self, a: NodeId, b: NodeId) -> bool {
        let (one, other) = (self.old.index.node(a), self.new.index.node(b));
        self.has_same_key(a, b)
            && self.shift.span(one.span()) == Some(other.span())
            && match one.form {
                Form::Inline | Form::Array | Form::Scalar(_) => true,
                Form::Root | Form::Header | Form::Implied | Form::Dotted | Form::Tables => {
                    let (mut ours, mut theirs) = (self.old.index.children(a), self.new.index.children(b));
                    loop {
                        match (ours.next(), theirs.next()) {
                            (None, None) => break true,
                            (Some(a), Some(b)) if self.is_same(a, b) => {}
                            _ => break false,
                        }
                    }
                }
            }
    }

    /// Whether two nodes are of the same form, under a key that stands where it stood.
    fn has_same_key(&self, a: NodeId, b: NodeId) -> bool {
        let (one, other) = (self.old.index.node(a), self.new.index.node(b));
        one.form == other.form && self.shift.span(one.key_span()) == Some(other.key_span())
    }

    /// Whether they are tables that may differ in what they hold only.
    fn is_same_table(&self, a: NodeId, b: NodeId) -> bool {
        self.has_same_key(a, b) && self.old.index.node(a).form.is_table()
    }

    /// Whether two revisions of an initiative are shared with the same partners, and an overlay takes the same away.
    fn is_shared_alike(&self, a: NodeId, b: NodeId) -> bool {
        ["shared-with", "unset"].into_iter().all(|key| {
            let child = |source: &Source, node| source.index.child(&source.text, node, key);
            match (child(self.old, a), child(self.new, b)) {
                (None, None) => true,
                (Some(a), Some(b)) => self.is_same(a, b),
                (Some(_), None) | (None, Some(_)) => false,
            }
        })
    }
}
