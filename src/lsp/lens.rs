//! The sentence that heads every view, above the first line.

use gen_lsp_types as lsp;

use super::look::Look;
use crate::display::harmless;
use crate::views::standing::of_verdict;

/// What stands above lines: one line, which does nothing when it is clicked.
pub(super) fn lenses(look: &Look<'_>) -> Vec<lsp::CodeLens> {
    let command = lsp::Command { title: sentence(look), ..lsp::Command::default() };
    vec![lsp::CodeLens { command: Some(command), ..lsp::CodeLens::default() }]
}

/// How the plan stands: its sign and its sentence.
pub(super) fn sentence(look: &Look<'_>) -> String {
    format!("{} {}", of_verdict(look.analysis.verdict).glyph, harmless(&look.analysis.sentence))
}
