//! The ordered stack of layers that a plan is resolved from, key by key; later layers win.

use super::{NodeId, Source};
use crate::diagnostic::{Origin, Path};
use crate::edit::LayerName;

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
            .map(|source| Layer {
                name: LayerName::Plan,
                source,
                root: super::Index::ROOT,
                prefix: Vec::new(),
            })
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
    pub fn with_scenario(&self, id: &str) -> Option<Self> {
        let _ = id;
        unimplemented!("Document::with_scenario")
    }

    /// Where the value (or table) at a path stands: in the uppermost layer that has it; a list item if it has an index.
    pub fn origin(&self, path: &Path) -> Option<Origin> {
        let _ = path;
        unimplemented!("Document::origin")
    }
}
