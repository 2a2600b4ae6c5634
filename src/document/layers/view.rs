//! One place of a plan as resolved from the layers: a leaf with its origin, or tables merged key by key.

use std::borrow::Cow;

use super::{Document, Layer};
use crate::diagnostic::Origin;
use crate::document::{Form, Node, NodeId, Source};

/// One place of a plan as resolved from the layers.
///
/// *Shape*: a leaf stands in one layer; a table stands in all layers that write to it, lowest first.
#[derive(Debug, Clone)]
pub struct View<'d> {
    document: &'d Document,
    parts: Parts,
    level: Level,
}

/// A node of the source of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    layer: u32,
    node: NodeId,
}

/// Never empty; lowest layer first.
#[derive(Debug, Clone)]
enum Parts {
    One(Part),
    Many(Box<[Part]>),
}

/// How far down a view is, as far as the rules of layers need it: a money line has one kind key, whoever writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Root,
    Initiatives,
    Initiative,
    Lines(&'static [&'static str]),
    Line(&'static [&'static str]),
    Below,
}

/// The kind keys of a cost.
const COST_KINDS: &[&str] = &["capital", "one-off", "recurrent"];
/// The kind keys of a benefit.
const BENEFIT_KINDS: &[&str] = &["cashable", "non-cashable"];

impl Level {
    fn below(self, key: &str) -> Self {
        match (self, key) {
            (Self::Root, "initiative") => Self::Initiatives,
            (Self::Initiatives, _) => Self::Initiative,
            (Self::Initiative, "cost") => Self::Lines(COST_KINDS),
            (Self::Initiative, "benefit") => Self::Lines(BENEFIT_KINDS),
            (Self::Lines(kinds), _) => Self::Line(kinds),
            (Self::Root | Self::Initiative | Self::Line(_) | Self::Below, _) => Self::Below,
        }
    }
}

impl<'d> View<'d> {
    pub(super) fn root(document: &'d Document) -> Self {
        let part = |(at, layer): (usize, &Layer)| Part { layer: at as u32, node: layer.root };
        let mut all: Vec<Part> = document.layers().iter().enumerate().map(part).collect();
        let parts = if all.len() == 1 { Parts::One(all.remove(0)) } else { Parts::Many(all.into()) };
        Self { document, parts, level: Level::Root }
    }

    /// The plan without the overlays of scenarios.
    pub(in crate::document) fn plan(document: &'d Document) -> Self {
        let view = Self::root(document);
        let own = |part: &&Part| document.layers()[part.layer as usize].prefix.is_empty();
        let mut own: Vec<Part> = view.parts().iter().filter(own).copied().collect();
        let parts = if own.len() == 1 { Parts::One(own.remove(0)) } else { Parts::Many(own.into()) };
        Self { document, parts, level: Level::Root }
    }

    fn parts(&self) -> &[Part] {
        match &self.parts {
            Parts::One(part) => std::slice::from_ref(part),
            Parts::Many(parts) => parts,
        }
    }

    /// The part of the uppermost layer; the document's first source has one always.
    fn top(&self) -> Part {
        *self.parts().last().expect("a view has at least one part")
    }

    fn source_of(&self, part: Part) -> &'d Source {
        &self.document.sources()[self.document.layers()[part.layer as usize].source]
    }

    /// The layer that it comes from; of a table, the uppermost that writes to it.
    pub fn layer(&self) -> &'d Layer {
        &self.document.layers()[self.top().layer as usize]
    }

    /// How many layers write to it.
    pub fn depth(&self) -> usize {
        self.parts().len()
    }

    /// Whether it comes from a layer that is laid over another.
    pub(in crate::document) fn is_laid_over(&self) -> bool {
        self.top().layer > 0
    }

    /// The text that it stands in.
    pub fn source(&self) -> &'d Source {
        self.source_of(self.top())
    }

    /// Its node in the index of [`Self::source`].
    pub fn node(&self) -> &'d Node {
        self.source().index.node(self.top().node)
    }

    /// The id of that node.
    pub fn node_id(&self) -> NodeId {
        self.top().node
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
        source.index.scalar(&source.text, self.top().node)
    }

    /// The source text of its value.
    pub fn raw(&self) -> &'d str {
        self.source().text.get(self.node().span()).unwrap_or_default()
    }

    /// Its key; empty for the whole plan and for list items.
    pub fn key(&self) -> &'d str {
        let source = self.source();
        source.index.key(&source.text, self.top().node)
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
        let top = self.top();
        let document = self.document;
        let source = self.source();
        let list = matches!(self.form(), Form::Array | Form::Tables);
        let single = (!list && !self.is_table()).then(|| self.clone());
        let items = list.then(|| source.index.children(top.node)).into_iter().flatten();
        single.into_iter().chain(items.map(move |node| Self {
            document,
            parts: Parts::One(Part { layer: top.layer, node }),
            level: Level::Below,
        }))
    }

    /// What stands under a key after all layers.
    pub fn child(&self, key: &str) -> Option<Self> {
        let parts = match &self.parts {
            Parts::One(part) => {
                let source = self.source_of(*part);
                let node = source.index.child(&source.text, part.node, key)?;
                Parts::One(Part { layer: part.layer, node })
            }
            Parts::Many(parts) => self.merged(parts, key)?,
        };
        Some(Self { document: self.document, parts, level: self.level.below(key) })
    }

    fn merged(&self, parts: &[Part], key: &str) -> Option<Parts> {
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
        match found.as_slice() {
            [] => None,
            [part] => Some(Parts::One(*part)),
            [_, _, ..] => Some(Parts::Many(found.into())),
        }
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
        let Level::Line(kinds) = self.level else { return unset() };
        let rekinded = kinds.contains(&key) && kinds.iter().any(|kind| *kind != key && child(kind).is_some());
        // A one-off amount cannot have a period, so the period of the kind it replaces goes with it.
        let unperiodic = key == "per" && child("one-off").is_some();
        rekinded || unperiodic || unset()
    }

    /// The keys of a table with what stands under them: those of the lowest layer first, in the order of its text.
    pub fn entries(&self) -> impl Iterator<Item = (&'d str, Self)> + use<'d> {
        let (one, many) = match &self.parts {
            Parts::One(part) => (Some(*part), Vec::new()),
            Parts::Many(parts) => (None, self.merged_entries(parts)),
        };
        let (document, level) = (self.document, self.level);
        let source = self.source();
        let table = self.is_table();
        let plain = one.into_iter().filter(move |_| table).flat_map(move |part| {
            source.index.children(part.node).map(move |node| {
                let key = source.index.key(&source.text, node);
                let parts = Parts::One(Part { layer: part.layer, node });
                (key, Self { document, parts, level: level.below(key) })
            })
        });
        plain.chain(many)
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
