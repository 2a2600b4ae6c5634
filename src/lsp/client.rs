//! What a client says that it can, and what it is told that this server can.

use gen_lsp_types as lsp;

use super::lines::Encoding;

/// What a client can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a capability of the protocol")]
pub(super) struct Client {
    /// What characters of a line are counted in.
    pub encoding: Encoding,
    /// Whether what is shown may be Markdown.
    pub markdown: bool,
    /// Whether completions may have places to fill in.
    pub snippets: bool,
    /// Whether problems may name other places.
    pub related: bool,
    /// Whether an outline may have levels.
    pub outline: bool,
    /// Whether lines may stand above others.
    pub lenses: bool,
    /// Whether changes may say of which version of a text they are.
    pub versioned: bool,
}

impl Client {
    /// What `initialize` says of it.
    pub(super) fn of(params: &lsp::InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let offered = capabilities.general.as_ref().and_then(|it| it.position_encodings.as_deref());
        let texts = capabilities.text_document.as_ref();
        let formats = texts.and_then(|it| it.hover.as_ref()).and_then(|it| it.content_format.as_ref());
        let completion =
            texts.and_then(|it| it.completion.as_ref()).and_then(|it| it.completion_item.as_ref());
        let problems = texts.and_then(|it| it.publish_diagnostics.as_ref());
        let outline = texts.and_then(|it| it.document_symbol.as_ref());
        let edits = capabilities.workspace.as_ref().and_then(|it| it.workspace_edit.as_ref());
        Self {
            encoding: Encoding::agreed(offered.unwrap_or(&[])),
            markdown: formats.is_some_and(|it| it.contains(&lsp::MarkupKind::Markdown)),
            snippets: completion.and_then(|it| it.snippet_support).unwrap_or(false),
            related: problems.and_then(|it| it.diagnostics_capabilities.related_information).unwrap_or(false),
            outline: outline.and_then(|it| it.hierarchical_document_symbol_support).unwrap_or(false),
            lenses: texts.is_some_and(|it| it.code_lens.is_some()),
            versioned: edits.and_then(|it| it.document_changes).unwrap_or(false),
        }
    }
}

/// What `initialize` is answered.
pub(super) fn greeting(client: Client) -> lsp::InitializeResult {
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        ..lsp::TextDocumentSyncOptions::default()
    };
    let completion = lsp::CompletionOptions {
        trigger_characters: Some(["[", ".", "\"", ":", "=", "{"].map(str::to_owned).to_vec()),
        ..lsp::CompletionOptions::default()
    };
    let actions = lsp::CodeActionOptions {
        code_action_kinds: Some(vec![lsp::CodeActionKind::QuickFix]),
        ..lsp::CodeActionOptions::default()
    };
    let lenses = lsp::CodeLensOptions { resolve_provider: Some(true), ..lsp::CodeLensOptions::default() };
    let rename = lsp::RenameOptions { prepare_provider: Some(true), ..lsp::RenameOptions::default() };
    let capabilities = lsp::ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(sync.into()),
        completion_provider: Some(completion),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        code_action_provider: Some(actions.into()),
        code_lens_provider: Some(lenses),
        document_formatting_provider: Some(true.into()),
        document_range_formatting_provider: Some(true.into()),
        rename_provider: Some(rename.into()),
        folding_range_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        ..lsp::ServerCapabilities::default()
    };
    let info =
        lsp::ServerInfo { name: "milepost".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
    lsp::InitializeResult { capabilities, server_info: Some(info) }
}
