//! The ordered stack of layers that a plan is resolved from, key by key; later layers win.
//!
//! Nothing is copied: a resolved place is a [`View`] into the indices of the texts.

use super::differing::Place;
use super::{Form, Index, NodeId, Source, Splice};
use crate::diagnostic::{Origin, Path};
use crate::edit::LayerName;

mod view;

pub use view::View;

/// Texts and the layers that they give.
#[derive(Debug, Clone)]
pub struct Document {
    sources: Vec<Source>,
    layers: Vec<Layer>,
}

/// One layer: a table of one source, laid over those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// What edits call it.
    pub name: LayerName,
    /// Which source, as an index.
    pub source: usize,
    /// The table of that source whose keys are the layer's.
    pub root: NodeId,
    /// Where that table stands in its source: empty, or `scenario`, `lean`.
    pub prefix: Vec<String>,
}

impl Document {
    /// A document of one text: the plan's own file.
    pub fn new(source: Source) -> Self {
        Self::stack(vec![source])
    }

    /// A document of several texts, each laid over those before it; edits of [`LayerName::Plan`] go to the last.
    pub fn stack(sources: Vec<Source>) -> Self {
        let layers = (0..sources.len())
            .map(|source| Layer { name: LayerName::Plan, source, root: Index::ROOT, prefix: Vec::new() })
            .collect();
        Self { sources, layers }
    }

    /// The texts.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The layers, in the order in which they are laid.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The same document with the overlay of a scenario laid on top; `None` when there is no such scenario.
    ///
    /// *Shape*: one more layer for each source that has a table `scenario.ID`.
    pub fn with_scenario(&self, id: &str) -> Option<Self> {
        let mut layers = self.layers.clone();
        for layer in self.layers.iter().filter(|layer| layer.name == LayerName::Plan) {
            let source = &self.sources[layer.source];
            if let Some(root) = source.index.find(&source.text, layer.root, &["scenario", id])
                && source.index.node(root).form.is_table()
            {
                layers.push(Layer {
                    name: LayerName::Scenario(id.to_owned()),
                    source: layer.source,
                    root,
                    prefix: vec!["scenario".to_owned(), id.to_owned()],
                });
            }
        }
        (layers.len() > self.layers.len()).then(|| Self { sources: self.sources.clone(), layers })
    }

    /// What makes the texts of this document of those of another, the last of each text first; a long stretch in which they
    /// differ is cut at headers.
    pub fn differences(&self, before: &Self) -> Vec<Splice> {
        let pairs = before.sources.iter().zip(&self.sources).enumerate();
        let splices = |(source, (old, new)): (usize, (&Source, &Source))| -> Vec<Splice> {
            let splice = |(span, put): &Place| {
                let text = new.text[put.clone()].to_owned();
                Splice { source, span: span.clone(), text }
            };
            new.differing(old).iter().rev().map(splice).collect()
        };
        pairs.flat_map(splices).collect()
    }

    /// The whole plan as resolved from all layers.
    pub fn root(&self) -> View<'_> {
        View::root(self)
    }

    /// What stands at a path after all layers; the index of the path is not looked at.
    pub fn value(&self, path: &Path) -> Option<View<'_>> {
        path.keys.iter().try_fold(self.root(), |view, key| view.child(key))
    }

    /// Where the value (or table) at a path stands: in the uppermost layer that has it; a list item if it has an index.
    ///
    /// Where the path leads to nothing, the closest table above it that exists; `None` for a document without text.
    pub fn origin(&self, path: &Path) -> Option<Origin> {
        if self.layers.is_empty() {
            return None;
        }
        let mut view = self.root();
        for key in &path.keys {
            match view.child(key) {
                Some(child) => view = child,
                None => return Some(view.heading()),
            }
        }
        let item = path.index.and_then(|index| view.items().nth(index));
        match item {
            Some(item) => Some(item.origin()),
            None if view.is_table() => Some(view.heading()),
            None => Some(view.origin()),
        }
    }

    /// Where each item of the list at a path stands; nothing for what is no list.
    pub fn item_origins(&self, path: &Path) -> Vec<Origin> {
        let view = self.value(path).filter(|view| view.form() == Form::Array);
        view.iter().flat_map(View::items).map(|item| item.origin()).collect()
    }
}

#[cfg(test)]
mod tests;
