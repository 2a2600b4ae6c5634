//! The outline of a text, and items by their names in all texts.

use std::ops::Range;

use gen_lsp_types::{self as lsp, SymbolKind};

use super::hover::span;
use super::look::Look;
use crate::display::harmless;
use crate::document::{Form, Index, NodeId};
use crate::keys::{Place, Type, place};
use crate::views::standing::of_state;

/// As many items as a search gives.
const MOST: usize = 200;

/// One entry of the outline, and those below it.
#[derive(Debug)]
struct Entry {
    name: String,
    detail: String,
    kind: SymbolKind,
    /// Everything that belongs to it, as far as it stands together.
    range: Range<usize>,
    /// Its name.
    selection: Range<usize>,
    children: Vec<Entry>,
}

/// The outline of a text.
pub(super) fn of_text(look: &Look<'_>) -> lsp::DocumentSymbolResponse {
    let entries = entries(look);
    if look.client.outline {
        return entries.into_iter().map(|entry| nested(look, entry)).collect::<Vec<_>>().into();
    }
    let flat: Vec<lsp::SymbolInformation> = entries
        .into_iter()
        .map(|entry| lsp::SymbolInformation::new(None, look.location(&entry.range), named(entry)))
        .collect();
    flat.into()
}

/// The items of a text whose id, title or code has all these letters in their order.
pub(super) fn called(look: &Look<'_>, query: &str) -> Vec<lsp::SymbolInformation> {
    let query: Vec<char> = query.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let matches = |entry: &Entry| {
        let name = format!("{} {}", entry.name, entry.detail).to_lowercase();
        let mut letters = name.chars();
        query.iter().all(|wanted| letters.any(|c| c == *wanted))
    };
    let found = entries(look).into_iter().filter(matches).take(MOST);
    found
        .map(|entry| lsp::SymbolInformation::new(None, look.location(&entry.selection), named(entry)))
        .collect()
}

fn named(entry: Entry) -> lsp::BaseSymbolInformation {
    let detail = Some(entry.detail).filter(|detail| !detail.is_empty());
    lsp::BaseSymbolInformation::new(entry.name, entry.kind, None, detail)
}

fn nested(look: &Look<'_>, entry: Entry) -> lsp::DocumentSymbol {
    let children: Vec<_> = entry.children.into_iter().map(|child| nested(look, child)).collect();
    let detail = Some(entry.detail).filter(|detail| !detail.is_empty());
    let children = Some(children).filter(|children| !children.is_empty());
    let (range, name) = (look.range(&entry.range), look.range(&entry.selection));
    lsp::DocumentSymbol::new(entry.name, detail, entry.kind, None, None, range, name, children)
}

/// The items of a text in its order.
fn entries(look: &Look<'_>) -> Vec<Entry> {
    let source = look.source();
    let mut entries = Vec::new();
    for node in source.index.children(Index::ROOT) {
        let name = source.index.key(&source.text, node);
        match place(&[name]) {
            Some(Place::Ids { .. }) => {
                let items = source.index.children(node);
                entries.extend(items.filter_map(|item| entry(look, item, &[name])));
            }
            Some(Place::Table { .. }) => entries.extend(entry(look, node, &[])),
            Some(Place::Key { .. } | Place::Below { .. }) | None => {}
        }
    }
    entries.sort_by_key(|entry| entry.range.start);
    entries
}

fn entry(look: &Look<'_>, node: NodeId, above: &[&str]) -> Option<Entry> {
    let source = look.source();
    let selection = source.index.node(node).key_span();
    if selection.is_empty() || !source.index.node(node).form.is_table() {
        return None;
    }
    let id = source.index.key(&source.text, node);
    let path: Vec<&str> = above.iter().copied().chain([id]).collect();
    let title =
        source.index.child(&source.text, node, "title").map(|it| source.index.scalar(&source.text, it));
    let title = title.as_deref().filter(|title| !title.trim().is_empty());
    let name = harmless(title.unwrap_or(if id.trim().is_empty() { "?" } else { id })).into_owned();
    let mut children: Vec<Entry> = Vec::new();
    let lists = match place(&path) {
        Some(Place::Table { table, .. }) => Some(table),
        Some(Place::Ids { .. } | Place::Key { .. } | Place::Below { .. }) | None => None,
    };
    for child in source.index.children(node) {
        let key = source.index.key(&source.text, child);
        if lists.and_then(|table| table.key(key)).is_some_and(|it| matches!(it.ty, Type::Tables(_))) {
            let below: Vec<&str> = path.iter().copied().chain([key]).collect();
            children.extend(source.index.children(child).filter_map(|line| entry(look, line, &below)));
        }
    }
    children.sort_by_key(|child| child.range.start);
    let range = reach(look, node, &selection);
    // A client wants those below inside what is above them.
    children.retain(|child| range.start <= child.range.start && child.range.end <= range.end);
    let detail = detail(look, &path, title.is_some());
    Some(Entry { name, detail, kind: kind(&path), range, selection, children })
}

/// Everything that belongs to a table, as far as it stands together from where it begins.
fn reach(look: &Look<'_>, node: NodeId, selection: &Range<usize>) -> Range<usize> {
    let source = look.source();
    let it = source.index.node(node);
    match it.form {
        Form::Inline => it.entry()..it.span().end,
        Form::Root
        | Form::Header
        | Form::Implied
        | Form::Dotted
        | Form::Array
        | Form::Tables
        | Form::Scalar(_) => {
            let statements = source.index.statements();
            let first = statements.partition_point(|statement| statement.span.end < selection.end);
            let belongs = |at: NodeId| {
                let mut at = Some(at);
                while let Some(here) = at {
                    if here == node {
                        return true;
                    }
                    at = source.index.parent(here);
                }
                false
            };
            let run = statements[first.min(statements.len())..].iter().take_while(|it| belongs(it.node));
            let begin =
                statements.get(first).map_or(selection.start, |it| it.span.start.min(selection.start));
            begin..run.map(|it| it.span.end).max().unwrap_or(selection.end).max(selection.end)
        }
    }
}

fn kind(path: &[&str]) -> SymbolKind {
    match path.first().copied().unwrap_or_default() {
        _ if path.len() > 2 => SymbolKind::Field,
        "stage" => SymbolKind::Namespace,
        "initiative" => SymbolKind::Class,
        "envelope" => SymbolKind::Package,
        "scenario" | "case" => SymbolKind::Interface,
        "technology" | "channel" => SymbolKind::Object,
        "partner" => SymbolKind::Constant,
        "risk" => SymbolKind::Event,
        "measure" => SymbolKind::Number,
        _ => SymbolKind::Module,
    }
}

/// What is beside a name: of an initiative its id and dates, of an envelope its id and how it stands.
fn detail(look: &Look<'_>, path: &[&str], has_title: bool) -> String {
    let analysis = look.analysis;
    // An id that is the name need not be said twice.
    let id = path.last().filter(|_| has_title);
    let mut parts: Vec<String> = id.into_iter().map(|id| harmless(id).into_owned()).collect();
    match path {
        ["initiative", id] => {
            let at = analysis.plan.initiative(id);
            if let Some(code) = at.and_then(|at| analysis.plan.initiatives[at.at()].code.as_deref()) {
                parts.push(harmless(code).into_owned());
            }
            parts.extend(at.and_then(|at| analysis.schedule.placed(at)).map(span));
        }
        ["envelope", id] => {
            let figures = analysis.plan.envelope(id).and_then(|at| analysis.money.envelope(at));
            parts.extend(figures.map(|it| {
                let standing = of_state(it.total.state);
                format!("{} {}", standing.glyph, standing.word)
            }));
        }
        _ => {}
    }
    parts.join(" · ")
}
