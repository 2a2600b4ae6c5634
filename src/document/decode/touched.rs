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

/// The ids of the initiatives in which two revisions of a plan's text differ, in the order of the text.
///
/// `None` when they differ in anything else: another table, which initiatives there are, whom one is shared with
/// (which can make a partner known).
pub(super) fn touched<'d>(old: &'d Document, new: &'d Document, shift: &Shift<'_>) -> Option<Vec<&'d str>> {
    let shown = scenario(new);
    let [old, new] = [old, new].map(|document| &document.sources()[0]);
    // Without a title the name of the file is the plan's.
    if old.name != new.name && ![old, new].iter().all(|it| has_title(it)) {
        return None;
    }
    let pair = Pair { old, new, shift };
    let mut touched = Vec::new();
    if let Some(initiative) = new.differs_only_in(old).filter(|item| is_initiative(old, *item)) {
        pair.note(initiative, initiative, &mut touched)?;
        return Some(touched);
    }
    for (a, b) in pair.children(Index::ROOT, Index::ROOT)? {
        match (old.index.key(&old.text, a), shown) {
            ("initiative", _) => pair.note_all(a, b, &mut touched)?,
            ("scenario", Some(shown)) => pair.note_scenario(a, b, shown, &mut touched)?,
            (_, _) => pair.is_same(a, b).then_some(())?,
        }
    }
    Some(touched)
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

/// Two revisions of one text.
struct Pair<'d, 's> {
    old: &'d Source,
    new: &'d Source,
    shift: &'s Shift<'s>,
}

impl<'d> Pair<'d, '_> {
    /// Notes an initiative if its two revisions differ; `None` when they differ in what does not concern it alone.
    fn note(&self, a: NodeId, b: NodeId, touched: &mut Vec<&'d str>) -> Option<()> {
        if !self.is_same(a, b) {
            (self.is_same_table(a, b) && self.is_shared_alike(a, b)).then_some(())?;
            touched.push(self.old.index.key(&self.old.text, a));
        }
        Some(())
    }

    /// Notes each of the initiatives in two tables that differ.
    fn note_all(&self, a: NodeId, b: NodeId, touched: &mut Vec<&'d str>) -> Option<()> {
        self.is_same_table(a, b).then_some(())?;
        self.children(a, b)?.into_iter().try_for_each(|(a, b)| self.note(a, b, touched))
    }

    /// Notes the initiatives whose overlays differ in the scenario that is shown; `None` when scenarios differ in anything else.
    fn note_scenario(&self, a: NodeId, b: NodeId, shown: &str, touched: &mut Vec<&'d str>) -> Option<()> {
        self.is_same_table(a, b).then_some(())?;
        for (a, b) in self.children(a, b)? {
            if self.old.index.key(&self.old.text, a) != shown {
                self.is_same(a, b).then_some(())?;
                continue;
            }
            self.is_same_table(a, b).then_some(())?;
            for (a, b) in self.children(a, b)? {
                if self.old.index.key(&self.old.text, a) == "initiative" {
                    self.note_all(a, b, touched)?;
                } else {
                    self.is_same(a, b).then_some(())?;
                }
            }
        }
        Some(())
    }

    /// The children of two nodes, one by one; `None` when they are not as many.
    fn children(&self, a: NodeId, b: NodeId) -> Option<Vec<(NodeId, NodeId)>> {
        let (ours, mut theirs) = (self.old.index.children(a), self.new.index.children(b));
        let pairs = ours.map(|a| Some((a, theirs.next()?))).collect::<Option<Vec<_>>>()?;
        theirs.next().is_none().then_some(pairs)
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
