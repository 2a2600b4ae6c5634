//! Another id for an item, with everything in the text that names it.

use gen_lsp_types as lsp;

use super::changes;
use super::look::Look;
use super::references::named;
use crate::diagnostic::Path;
use crate::display::harmless;
use crate::document::apply;
use crate::revise;

/// The name at a position, when it can be another; `None` where nothing has a name.
pub(super) fn prepare(look: &Look<'_>, position: lsp::Position) -> Option<lsp::PrepareRenameResult> {
    let named = named(look, &look.cursor(position))?;
    let is_there = look.node(&named.path).is_some() || named.path.first().is_some_and(|it| it == "partner");
    let placeholder = look.text()[named.span.clone()].to_owned();
    let range = look.range(&named.span);
    is_there.then(|| lsp::PrepareRenamePlaceholder { range, placeholder }.into())
}

/// The changes that give what a position names another name.
///
/// # Errors
/// Why it cannot be called that, as a sentence.
pub(super) fn rename(
    look: &Look<'_>,
    position: lsp::Position,
    to: &str,
) -> Result<lsp::WorkspaceEdit, String> {
    let named = named(look, &look.cursor(position)).ok_or("Nothing here has a name")?;
    let renaming = revise::rename(look.document, &Path::new(named.path), to)
        .map_err(|why| harmless(&why).into_owned())?;
    let (after, _) =
        apply(look.document, &renaming.change).map_err(|why| harmless(&why.to_string()).into_owned())?;
    Ok(look.edit(changes::edits(look, &after.sources()[0].text)))
}
