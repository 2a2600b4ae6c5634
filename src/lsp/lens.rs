//! The sentence that heads every view, above the first line, and that of each scenario above its own.

use gen_lsp_types as lsp;
use serde_json::json;

use super::look::Look;
use crate::analysis::{Analysis, analyse_beside};
use crate::display::harmless;
use crate::views::standing::of_verdict;

/// What stands above lines: sentences, which do nothing when they are clicked. That of a scenario is computed when it is
/// shown.
pub(super) fn lenses(look: &Look<'_>) -> Vec<lsp::CodeLens> {
    let own = lsp::CodeLens { command: Some(said(sentence(look))), ..lsp::CodeLens::default() };
    let of_scenario = |id: &str| {
        let span = look.name_span(&["scenario", id])?;
        let data = json!({ "uri": look.uri, "scenario": id });
        Some(lsp::CodeLens { range: look.range(&span), command: None, data: Some(data) })
    };
    let scenarios = look.names_in(&["scenario"]).into_iter().filter_map(of_scenario);
    std::iter::once(own).chain(scenarios).collect()
}

/// Of which text a sentence is that is to be computed.
pub(super) fn uri_of(lens: &lsp::CodeLens) -> String {
    field(lens, "uri").to_owned()
}

/// The same with its sentence.
pub(super) fn resolved(look: &Look<'_>, lens: &lsp::CodeLens) -> lsp::CodeLens {
    let id = field(lens, "scenario");
    let sentence = look.document.with_scenario(id).map(|laid| {
        let analysis = analyse_beside(look.analysis, &laid, look.options);
        format!("{}: {}", harmless(id), sentence_of(&analysis))
    });
    lsp::CodeLens { command: Some(said(sentence.unwrap_or_default())), ..lens.clone() }
}

fn field<'l>(lens: &'l lsp::CodeLens, name: &str) -> &'l str {
    lens.data.as_ref().and_then(|data| data.get(name)?.as_str()).unwrap_or_default()
}

fn said(title: String) -> lsp::Command {
    lsp::Command { title, ..lsp::Command::default() }
}

/// How the plan stands: its sign and its sentence.
pub(super) fn sentence(look: &Look<'_>) -> String {
    sentence_of(look.analysis)
}

fn sentence_of(analysis: &Analysis) -> String {
    format!("{} {}", of_verdict(analysis.verdict).glyph, harmless(&analysis.sentence))
}
