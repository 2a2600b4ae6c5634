//! One place of a plan as resolved from the layers: a leaf with its origin, or tables merged key by key.

use std::borrow::Cow;

use super::{Document, Layer};
use crate::diagnostic::Origin;
use crate::document::{Form, Node, NodeId, Source};

/// One place of a plan as resolved from the layers.
///
/// *Shape*: a leaf stands in one layer; a table stands in all layers that write to it.
#[derive(Debug, Clone)]
pub struct View<'d> {
    document: &'d Document,
    /// The text of the uppermost layer that writes to it.
    source: &'d Source,
    top: Part,
    /// Every part, lowest layer first, when several layers write to it.
    merged: Option<Box<[Part]>>,
    level: Level,
}

/// A node of the source of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    layer: u32,
    node: NodeId,
}

/// How far down a view is, as far as the rules of layers need it: a money line has one kind key, whoever writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Root,
    Initiatives,
    Initiative,
    Costs,
    Benefits,
    Cost,
    Benefit,
    Below,
}

impl Level {
    fn below(self, key: &str) -> Self {
        match (self, key) {
            (Self::Root, "initiative") => Self::Initiatives,
            (Self::Initiatives, _) => Self::Initiative,
            (Self::Initiative, "cost") => Self::Costs,
            (Self::Initiative, "benefit") => Self::Benefits,
            (Self::Costs, _) => Self::Cost,
            (Self::Benefits, _) => Self::Benefit,
            (Self::Root | Self::Initiative | Self::Cost | Self::Benefit | Self::Below, _) => Self::Below,
        }
    }

    /// The kind keys of a money line.
    const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Cost => &["capital", "one-off", "recurrent"],
            Self::Benefit => &["cashable", "non-cashable"],
            Self::Root
            | Self::Initiatives
            | Self::Initiative
            | Self::Costs
            | Self::Benefits
            | Self::Below => &[],
        }
    }
}

impl<'d> View<'d> {
    pub(super) fn root(document: &'d Document) -> Self {
        Self::roots(document, |_| true)
    }

    /// The plan without the overlays of scenarios.
    pub(in crate::document) fn plan(document: &'d Document) -> Self {
        Self::roots(document, |layer| layer.prefix.is_empty())
    }

    /// The whole plan from those layers; the document's first is one of them always.
    fn roots(document: &'d Document, counts: impl Fn(&Layer) -> bool) -> Self {
        let layers = document.layers().iter().enumerate().filter(|(_, layer)| counts(layer));
        let parts = layers.map(|(at, layer)| Part { layer: at as u32, node: layer.root });
        Self::of(document, parts.collect(), Level::Root).expect("a document has at least one layer")
    }

    /// What stands in these parts, lowest layer first; `None` without any.
    fn of(document: &'d Document, parts: Vec<Part>, level: Level) -> Option<Self> {
        let top = *parts.last()?;
        let merged = (parts.len() > 1).then(|| parts.into_boxed_slice());
        Some(Self { document, source: source_of(document, top), top, merged, level })
    }

    /// A node of the same source and layer, on some level.
    fn beside(&self, node: NodeId, level: Level) -> Self {
        let top = Part { layer: self.top.layer, node };
        Self { document: self.document, source: self.source, top, merged: None, level }
    }

    fn parts(&self) -> &[Part] {
        self.merged.as_deref().unwrap_or(std::slice::from_ref(&self.top))
    }

    fn source_of(&self, part: Part) -> &'d Source {
        source_of(self.document, part)
    }

    /// The layer that it comes from; of a table, the uppermost that writes to it.
    pub fn layer(&self) -> &'d Layer {
        &self.document.layers()[self.top.layer as usize]
    }

    /// How many layers write to it.
    pub fn depth(&self) -> usize {
        self.parts().len()
    }

    /// Whether it comes from a layer that is laid over another.
    pub(in crate::document) fn is_laid_over(&self) -> bool {
        self.top.layer > 0
    }

    /// The text that it stands in.
    pub fn source(&self) -> &'d Source {
        self.source
    }

    /// Its node in the index of [`Self::source`].
    pub fn node(&self) -> &'d Node {
        self.source().index.node(self.top.node)
    }

    /// The id of that node.
    pub fn node_id(&self) -> NodeId {
        self.top.node
    }

    /// How it is written.
    pub fn form(&self) -> Form {
        self.node().form
    }

    /// Whether it holds keys.
    pub fn is_table(&self) -> bool {
        self.form().is_table()
    }

    /// The text of a scalar: a string decoded, anything else as written.
    pub fn scalar(&self) -> Cow<'d, str> {
        let source = self.source();
        source.index.scalar(&source.text, self.top.node)
    }

    /// The source text of its value.
    pub fn raw(&self) -> &'d str {
        self.source().text.get(self.node().span()).unwrap_or_default()
    }

    /// Its key; empty for the whole plan and for list items.
    pub fn key(&self) -> &'d str {
        let source = self.source();
        source.index.key(&source.text, self.top.node)
    }

    /// The bytes of its key.
    pub fn key_origin(&self) -> Origin {
        Origin { source: self.source_index(), span: self.node().key_span() }
    }

    fn source_index(&self) -> usize {
        self.layer().source
    }

    /// The bytes of its value; of a table without brackets of its own, of its key.
    pub fn origin(&self) -> Origin {
        let node = self.node();
        match node.form {
            Form::Root => Origin { source: self.source_index(), span: 0..0 },
            Form::Implied | Form::Dotted | Form::Tables => self.key_origin(),
            Form::Header | Form::Inline | Form::Array | Form::Scalar(_) => {
                Origin { source: self.source_index(), span: node.span() }
            }
        }
    }

    /// The bytes that name it: of an inline table or a value its key, otherwise as [`Self::origin`].
    pub fn heading(&self) -> Origin {
        match self.form() {
            Form::Inline | Form::Array | Form::Scalar(_) if !self.node().key_span().is_empty() => {
                self.key_origin()
            }
            _ => self.origin(),
        }
    }

    /// The items of a list, in order; a single value is a list of itself.
    pub fn items(&self) -> impl Iterator<Item = Self> + use<'d> {
        let list = matches!(self.form(), Form::Array | Form::Tables);
        let single = (!list && !self.is_table()).then(|| self.clone());
        let (here, source) = (self.beside(self.top.node, Level::Below), self.source);
        let items = list.then(|| source.index.children(self.top.node)).into_iter().flatten();
        single.into_iter().chain(items.map(move |node| here.beside(node, Level::Below)))
    }

    /// What stands under a key after all layers.
    pub fn child(&self, key: &str) -> Option<Self> {
        let level = self.level.below(key);
        match &self.merged {
            None => {
                let node = self.source.index.child(&self.source.text, self.top.node, key)?;
                Some(self.beside(node, level))
            }
            Some(parts) => Self::of(self.document, self.merged_parts(parts, key), level),
        }
    }

    /// The same, when it is known at which node it stands in the uppermost layer that has it.
    pub(in crate::document) fn known_child(&self, key: &str, node: NodeId) -> Self {
        let plain = || self.beside(node, self.level.below(key));
        if self.merged.is_none() { plain() } else { self.child(key).unwrap_or_else(plain) }
    }

    /// The parts that give a key something, lowest layer first.
    fn merged_parts(&self, parts: &[Part], key: &str) -> Vec<Part> {
        let mut found: Vec<Part> = Vec::new();
        for part in parts.iter().rev() {
            let source = self.source_of(*part);
            let child = |key: &str| source.index.child(&source.text, part.node, key);
            if let Some(node) = child(key)
                && !self.hides(*part, key, node)
            {
                let table = source.index.node(node).form.is_table();
                if table || found.is_empty() {
                    found.push(Part { layer: part.layer, node });
                }
                if !table {
                    break;
                }
            }
            if self.removes(*part, key) {
                break;
            }
        }
        found.reverse();
        found
    }

    /// Whether a key of a layer speaks about the layer itself.
    fn hides(&self, part: Part, key: &str, node: NodeId) -> bool {
        let layer = &self.document.layers()[part.layer as usize];
        match key {
            "title" => self.level == Level::Root && !layer.prefix.is_empty(),
            "unset" => part.layer > 0 && self.source_of(part).index.node(node).form == Form::Array,
            _ => false,
        }
    }

    /// Whether a layer takes a key of the layers under it away: by `unset`, or by giving a money line another kind.
    fn removes(&self, part: Part, key: &str) -> bool {
        let source = self.source_of(part);
        let child = |key: &str| source.index.child(&source.text, part.node, key);
        let unset = || {
            let Some(list) = child("unset") else { return false };
            source.index.node(list).form == Form::Array
                && source.index.children(list).any(|item| source.index.scalar(&source.text, item) == key)
        };
        let kinds = self.level.kinds();
        let rekinded = kinds.contains(&key) && kinds.iter().any(|kind| *kind != key && child(kind).is_some());
        // A one-off amount cannot have a period, so the period of the kind it replaces goes with it.
        let unperiodic = !kinds.is_empty() && key == "per" && child("one-off").is_some();
        rekinded || unperiodic || unset()
    }

    /// The keys of a table with what stands under them: those of the lowest layer first, in the order of its text.
    pub fn entries(&self) -> impl Iterator<Item = (&'d str, Self)> + use<'d> {
        let mut merged = self.merged.as_deref().map(|parts| self.merged_entries(parts).into_iter());
        let (here, source) = (self.beside(self.top.node, self.level), self.source);
        let table = self.is_table();
        let mut nodes = source.index.children(self.top.node);
        std::iter::from_fn(move || match &mut merged {
            Some(merged) => merged.next(),
            None if table => nodes.next().map(|node| {
                let key = source.index.key(&source.text, node);
                (key, here.beside(node, here.level.below(key)))
            }),
            None => None,
        })
    }

    /// The keys of a table with the node of each in the uppermost layer that has it, in the order of [`Self::entries`].
    pub(in crate::document) fn nodes(&self) -> impl Iterator<Item = (&'d str, NodeId)> + use<'d> {
        let mut merged = self.merged.as_deref().map(|parts| self.merged_entries(parts).into_iter());
        let (table, source) = (self.is_table(), self.source);
        let mut nodes = source.index.children(self.top.node);
        std::iter::from_fn(move || match &mut merged {
            Some(merged) => merged.next().map(|(key, view)| (key, view.node_id())),
            None if table => nodes.next().map(|node| (source.index.key(&source.text, node), node)),
            None => None,
        })
    }

    fn merged_entries(&self, parts: &[Part]) -> Vec<(&'d str, Self)> {
        let mut entries = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let source = self.source_of(*part);
            for node in source.index.children(part.node) {
                let key = source.index.key(&source.text, node);
                let before = parts[..at].iter().any(|part| {
                    let source = self.source_of(*part);
                    source.index.child(&source.text, part.node, key).is_some()
                });
                if !before && let Some(view) = self.child(key) {
                    entries.push((key, view));
                }
            }
        }
        entries
    }
}

/// The text that a part stands in.
fn source_of(document: &Document, part: Part) -> &Source {
    &document.sources()[document.layers()[part.layer as usize].source]
}
