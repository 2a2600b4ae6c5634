//! From a name to where it is described, and to every place that names the same.

use gen_lsp_types as lsp;

use super::look::Look;
use super::references::{Named, named};
use crate::document::{Spot, cursor_cost, cursor_in};

/// As many bytes as are gone through to find the places that name one thing.
const MOST: usize = 4 * 1024 * 1024;

/// Where what a position names is described.
pub(super) fn definition(look: &Look<'_>, position: lsp::Position) -> Option<lsp::Location> {
    let cursor = look.cursor(position);
    let mut named = named(look, &cursor)?;
    if is_gate(look, &cursor.spot) {
        let gate: Vec<String> = named.path.iter().cloned().chain(["gate".to_owned()]).collect();
        if look.node(&gate).is_some() {
            named.path = gate;
        }
    }
    Some(look.location(&look.name_span(&named.path)?))
}

/// Whether a value names the gate of a stage.
fn is_gate(look: &Look<'_>, spot: &Spot) -> bool {
    match spot {
        Spot::Value { text, .. } => look.text()[text.clone()].trim_start().starts_with("gate:"),
        Spot::Header { .. } | Spot::Key { .. } | Spot::Nothing => false,
    }
}

/// Every place that names what a position names, in the order of the text; with the places that describe it, or without.
pub(super) fn references(look: &Look<'_>, position: lsp::Position, own: bool) -> Vec<lsp::Location> {
    let all = same(look, position).into_iter().filter(|it| own || !it.own);
    all.map(|it| look.location(&it.span)).collect()
}

/// The same, for an editor to mark.
pub(super) fn highlights(look: &Look<'_>, position: lsp::Position) -> Vec<lsp::DocumentHighlight> {
    let highlight = |it: Named| lsp::DocumentHighlight {
        range: look.range(&it.span),
        kind: Some(if it.own { lsp::DocumentHighlightKind::Write } else { lsp::DocumentHighlightKind::Read }),
    };
    same(look, position).into_iter().map(highlight).collect()
}

fn same(look: &Look<'_>, position: lsp::Position) -> Vec<Named> {
    named(look, &look.cursor(position)).map_or_else(Vec::new, |named| places(look, &named.path))
}

/// Every place that names an item, in the order of the text.
pub(super) fn places(look: &Look<'_>, path: &[String]) -> Vec<Named> {
    let (text, Some(id)) = (look.text(), path.last().filter(|id| !id.is_empty())) else { return Vec::new() };
    let bytes = text.as_bytes();
    let is_word = |at: usize| {
        let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(word);
        !before && !bytes.get(at + id.len()).is_some_and(word)
    };
    let mut left = MOST;
    let affordable = |at: &usize| {
        left = left.saturating_sub(cursor_cost(look.source(), *at) + 1);
        left > 0
    };
    let found = text.match_indices(id.as_str()).map(|(at, _)| at).filter(|at| is_word(*at));
    let found = found.take_while(affordable);
    let mut places: Vec<Named> = found
        .filter_map(|at| named(look, &cursor_in(look.source(), at)))
        .filter(|it| it.path == path)
        .collect();
    places.dedup_by(|a, b| a.span == b.span);
    places
}
