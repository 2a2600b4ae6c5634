//! Every place of a plan's own text that names an item, found along the key table.

use std::ops::Range;

use crate::diagnostic::Path;
use crate::document::{Form, Index, NodeId, ScalarKind, Source};
use crate::keys::{self, Item, Key, Table, Type};

/// A place that names an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// The key.
    pub at: Path,
    /// How it names the item.
    pub how: How,
}

/// How a key names an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// In texts: these items of its list, or its single string, as they are written.
    Texts {
        /// Those that name it.
        items: Vec<String>,
        /// How many items the list has.
        of: usize,
    },
    /// As a key of the shares that it holds, alone or beside others.
    Share {
        /// Whether the key holds nothing else.
        alone: bool,
    },
}

/// The places that name the item of a kind, scenarios included, in the order of the format.
pub(super) fn references(source: &Source, kind: &str, id: &str) -> Vec<Reference> {
    let top = keys::named("").expect("the format has a top");
    let mut search = Search { source, kind, id, found: Vec::new() };
    search.tables(Index::ROOT, top, &Path::default());
    search.found
}

/// What stands at a place in the overlays of all scenarios, where something does.
pub(super) fn overlays(source: &Source, at: &Path) -> Vec<Path> {
    let (index, text) = (&source.index, &source.text);
    let table = index.child(text, Index::ROOT, "scenario").filter(|table| index.node(*table).form.is_table());
    let children = table.into_iter().flat_map(|table| index.children(table));
    let tables = children.filter(|child| index.node(*child).form.is_table());
    let place =
        |child| ["scenario", index.key(text, child)].into_iter().chain(at.keys.iter().map(String::as_str));
    let mut places: Vec<Path> = tables.map(|child| Path::new(place(child))).collect();
    places.retain(|place| index.find(text, Index::ROOT, &place.keys).is_some());
    places
}

struct Search<'d> {
    source: &'d Source,
    kind: &'d str,
    id: &'d str,
    found: Vec<Reference>,
}

impl Search<'_> {
    fn tables(&mut self, node: NodeId, table: &'static Table, at: &Path) {
        let (index, text) = (&self.source.index, &self.source.text);
        for key in table.keys {
            let Some(child) = index.child(text, node, key.name) else { continue };
            let place = at.child(key.name);
            match key.ty {
                Type::Table(name) => {
                    let below = keys::named(name).expect("every table that a key names exists");
                    self.tables(child, below, &place);
                }
                Type::Tables(name) => {
                    // What stands below a scenario is as what stands at the top.
                    let below = keys::named(if name == "scenario" { "" } else { name });
                    let below = below.expect("every table that a key names exists");
                    for item in index.children(child) {
                        self.tables(item, below, &place.child(index.key(text, item)));
                    }
                    self.unset(child, name == self.kind, &place);
                }
                _ if key.references().is_some() => self.key(child, key, place),
                _ => {}
            }
        }
    }

    /// What an overlay takes away from a table by id it names.
    fn unset(&mut self, table: NodeId, of_kind: bool, at: &Path) {
        let (index, text) = (&self.source.index, &self.source.text);
        let overlay = at.keys.first().is_some_and(|first| first == "scenario") && at.keys.len() > 2;
        let list = index.child(text, table, "unset").filter(|_| overlay && of_kind);
        if let Some(list) = list.filter(|list| index.node(*list).form == Form::Array) {
            let id = self.id;
            self.texts(list, at.child("unset"), |written| written == id);
        }
    }

    fn key(&mut self, node: NodeId, key: &'static Key, at: Path) {
        let (kind, id) = (self.kind, self.id);
        let named = key.references().map(Item::word) == Some(kind);
        let (index, text) = (&self.source.index, &self.source.text);
        let form = index.node(node).form;
        if form.is_table() {
            let shares = matches!(key.ty, Type::Shares(_) | Type::Parts(_));
            if named && shares && index.child(text, node, id).is_some() {
                let how = How::Share { alone: index.len(node) == 1 };
                self.found.push(Reference { at: at.clone(), how });
            }
            self.unset(node, named, &at);
        } else if key.ty == Type::Links {
            self.texts(node, at, |written| {
                let (item, span) = link_target(written);
                item.word() == kind && &written[span] == id
            });
        } else if named {
            self.texts(node, at, |written| written == id);
        }
    }

    /// A list of texts, or a single one.
    fn texts(&mut self, node: NodeId, at: Path, is_it: impl Fn(&str) -> bool) {
        let (index, text) = (&self.source.index, &self.source.text);
        let single = (index.node(node).form != Form::Array).then_some(node);
        let all: Vec<NodeId> = single.into_iter().chain(index.children(node)).collect();
        let is_text = |node: &&NodeId| index.node(**node).form == Form::Scalar(ScalarKind::String);
        let written = all.iter().filter(is_text).map(|node| index.scalar(text, *node).into_owned());
        let items: Vec<String> = written.filter(|written| is_it(written)).collect();
        if !items.is_empty() {
            self.found.push(Reference { at, how: How::Texts { items, of: all.len() } });
        }
    }
}

/// What kind of item a link as written names, and where in it the id stands: in `stage:existing.start + 2 months` a
/// stage, and `existing`.
pub fn link_target(written: &str) -> (Item, Range<usize>) {
    let minus = written.match_indices('-').map(|(at, _)| at).find(|at| written[..*at].ends_with([' ', '\t']));
    let end = written.find('+').into_iter().chain(minus).min().unwrap_or(written.len());
    let target = &written[..end];
    let (item, from) = match target.split_once(':') {
        Some((prefix, _)) if matches!(prefix.trim_start(), "stage" | "gate") => {
            (Item::Stage, prefix.len() + 1)
        }
        Some(_) | None => (Item::Initiative, 0),
    };
    let start = from + target[from..].len() - target[from..].trim_start().len();
    let id = &target[start..];
    let length = id.find(|c: char| c == '.' || c.is_whitespace()).unwrap_or(id.len());
    (item, start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_one_item() {
        for (written, item, id) in [
            ("crm", Item::Initiative, "crm"),
            (" a-b.start - 3 days", Item::Initiative, "a-b"),
            ("a-b+2m", Item::Initiative, "a-b"),
            ("stage: one.finish + 1 week", Item::Stage, "one"),
            ("gate:one", Item::Stage, "one"),
            ("other:one", Item::Initiative, "other:one"),
            ("", Item::Initiative, ""),
        ] {
            let (found, span) = link_target(written);
            assert_eq!((found, &written[span]), (item, id), "{written}");
        }
    }
}
