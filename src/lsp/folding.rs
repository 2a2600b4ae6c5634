//! What can be folded: blocks, values of several lines, comments of several lines.

use gen_lsp_types::{self as lsp, FoldingRangeKind};

use super::formatting::blocks;
use super::look::Look;

/// What can be folded, in the order of the text.
pub(super) fn ranges(look: &Look<'_>) -> Vec<lsp::FoldingRange> {
    let source = look.source();
    let statements = source.index.statements();
    let blocks = blocks(source).into_iter().map(|span| (span, None));
    let values = statements.iter().map(|it| (it.span.clone(), None));
    let comments = comments(look.text()).into_iter().map(|span| (span, Some(FoldingRangeKind::Comment)));
    let fold = |(span, kind): (std::ops::Range<usize>, Option<FoldingRangeKind>)| {
        let range = look.range(&span);
        (range.end.line > range.start.line).then(|| lsp::FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            kind,
            ..lsp::FoldingRange::default()
        })
    };
    let mut all: Vec<lsp::FoldingRange> = blocks.chain(values).chain(comments).filter_map(fold).collect();
    all.sort_by_key(|it| (it.start_line, std::cmp::Reverse(it.end_line)));
    all.dedup_by_key(|it| (it.start_line, it.end_line));
    all
}

/// Runs of lines that are comments and nothing else.
fn comments(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    let mut before = false;
    for line in text.split_inclusive('\n') {
        let is_comment = line.trim_start().starts_with('#');
        let end = at + line.trim_end().len();
        match found.last_mut().filter(|_| before && is_comment) {
            Some(run) => run.end = end,
            None if is_comment => found.push(at..end),
            None => {}
        }
        before = is_comment;
        at += line.len();
    }
    found
}
