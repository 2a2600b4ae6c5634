//! The canonical layout, as `milepost fmt` has it; a text that is no TOML stays as it is.

use gen_lsp_types as lsp;

use super::changes;
use super::look::Look;
use crate::document::{Source, Statement, StatementKind, format};

/// The edits that lay the whole text out; `None` when it cannot be read.
pub(super) fn whole(look: &Look<'_>) -> Option<Vec<lsp::TextEdit>> {
    format(look.source()).map(|text| changes::edits(look, &text))
}

/// The edits that lay out the blocks that a range touches, each by itself and where it stands. Nothing moves from one
/// block to another, so what only the whole layout would put together stays apart.
pub(super) fn part(look: &Look<'_>, range: lsp::Range) -> Option<Vec<lsp::TextEdit>> {
    let source = look.source();
    let canonical = format(source)?;
    let wanted = look.lines.span(look.text(), range);
    let mut text = source.text.to_string();
    for block in blocks(source).into_iter().rev() {
        if block.end < wanted.start || block.start > wanted.end {
            continue;
        }
        let laid = format(&Source::new("", &source.text[block.clone()]));
        let Some(laid) = laid else { continue };
        let mut after = text.clone();
        after.replace_range(block, laid.trim_end_matches(['\n', '\r']));
        // A block may lean on others: it is laid out only if the whole then means what it meant.
        if format(&Source::new("", after.as_str())).as_deref() == Some(canonical.as_str()) {
            text = after;
        }
    }
    Some(changes::edits(look, &text))
}

/// The bytes of each block: from its header to the end of its last line, without the comments around it.
pub(super) fn blocks(source: &Source) -> Vec<std::ops::Range<usize>> {
    let mut blocks: Vec<std::ops::Range<usize>> = Vec::new();
    for Statement { kind, span, .. } in source.index.statements() {
        let end = source.line_span(span.end).end;
        match (kind, blocks.last_mut()) {
            (StatementKind::KeyValue, Some(block)) => block.end = end.max(block.end),
            (StatementKind::KeyValue | StatementKind::Header | StatementKind::ArrayHeader, _) => {
                blocks.push(source.line_span(span.start).start..end);
            }
        }
    }
    blocks
}
