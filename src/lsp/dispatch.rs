//! Which file answers which request.

use std::io::Write;

use gen_lsp_types as lsp;
use serde_json::Value;

use super::message::{Answer, Refusal};
use super::server::{Refused, Server};
use super::{actions, completion, folding, formatting, hover, inlay, lens, navigate, rename, symbols};

/// Answers a request of a client that has said hello.
pub(super) fn request<W: Write, R: FnMut(&str)>(
    server: &mut Server<W, R>,
    method: &str,
    params: Value,
) -> Result<Answer, Refused> {
    match method {
        "textDocument/completion" => server.about(params, of_completion, |look, it| {
            Ok(completion::complete(look, it.text_document_position_params.position))
        }),
        "textDocument/hover" => server.about(params, of_hover, |look, it| {
            Ok(hover::hover(look, it.text_document_position_params.position))
        }),
        "textDocument/definition" => server.about(params, of_definition, |look, it| {
            Ok(navigate::definition(look, it.text_document_position_params.position))
        }),
        "textDocument/references" => server.about(params, of_references, |look, it| {
            let position = it.text_document_position_params.position;
            Ok(navigate::references(look, position, it.context.include_declaration))
        }),
        "textDocument/documentHighlight" => server.about(params, of_highlight, |look, it| {
            Ok(navigate::highlights(look, it.text_document_position_params.position))
        }),
        "textDocument/prepareRename" => server.about(params, of_preparation, |look, it| {
            Ok(rename::prepare(look, it.text_document_position_params.position))
        }),
        "textDocument/rename" => server.about(params, of_rename, |look, it| {
            rename::rename(look, it.text_document_position_params.position, &it.new_name)
        }),
        "textDocument/formatting" => {
            server.about(params, of_formatting, |look, _| Ok(formatting::whole(look)))
        }
        "textDocument/rangeFormatting" => {
            server.about(params, of_range_formatting, |look, it| Ok(formatting::part(look, it.range)))
        }
        "textDocument/codeAction" => {
            server.about(params, of_actions, |look, it| Ok(actions::actions(look, it)))
        }
        "textDocument/codeLens" => server.about(params, of_lenses, |look, _| Ok(lens::lenses(look))),
        "codeLens/resolve" => server.about(params, lens::uri_of, |look, it| Ok(lens::resolved(look, it))),
        "textDocument/inlayHint" => {
            server.about(params, of_hints, |look, it| Ok(inlay::hints(look, it.range)))
        }
        "textDocument/foldingRange" => server.about(params, of_folding, |look, _| Ok(folding::ranges(look))),
        "textDocument/documentSymbol" => {
            server.about(params, of_symbols, |look, _| Ok(symbols::of_text(look)))
        }
        "workspace/symbol" => {
            server.about_all(params, |look, it: &lsp::WorkspaceSymbolParams| symbols::called(look, &it.query))
        }
        _ => {
            let method = crate::display::harmless(method);
            Err((Refusal::Unknown, format!("there is no method `{method}`")))
        }
    }
}

/// What a request is about: each kind of parameters has the address in its own place.
macro_rules! about {
    ($($name:ident: $params:ident, $($field:ident).+;)*) => {$(
        fn $name(params: &lsp::$params) -> String {
            params.$($field).+.uri.to_string()
        }
    )*};
}

about! {
    of_completion: CompletionParams, text_document_position_params.text_document;
    of_hover: HoverParams, text_document_position_params.text_document;
    of_definition: DefinitionParams, text_document_position_params.text_document;
    of_references: ReferenceParams, text_document_position_params.text_document;
    of_highlight: DocumentHighlightParams, text_document_position_params.text_document;
    of_preparation: PrepareRenameParams, text_document_position_params.text_document;
    of_rename: RenameParams, text_document_position_params.text_document;
    of_formatting: DocumentFormattingParams, text_document;
    of_range_formatting: DocumentRangeFormattingParams, text_document;
    of_actions: CodeActionParams, text_document;
    of_lenses: CodeLensParams, text_document;
    of_hints: InlayHintParams, text_document;
    of_folding: FoldingRangeParams, text_document;
    of_symbols: DocumentSymbolParams, text_document;
}
