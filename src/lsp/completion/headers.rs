//! Headers: the tables that the format has, and whole new blocks.

use std::ops::Range;

use gen_lsp_types::CompletionItemKind as Kind;

use super::{Choice, Offer};
use crate::keys::{Item, Place, Table, Type, collections, keys_of, place};
use crate::lsp::look::Look;
use crate::lsp::references::base;

/// What may be written in a header, from the part at the cursor to the end.
pub(super) fn offer(look: &Look<'_>, above: &[String], part: &Range<usize>, end: usize) -> Offer {
    // Parts behind the one at the cursor stay as they are.
    let rest = look.text()[part.end..end.max(part.end)].trim_start();
    if rest.starts_with('.') {
        let names = look.ids_in(above).into_iter().map(|name| Choice::new(name, Kind::Module, name));
        return (part.clone(), names.collect());
    }
    let choices = match place(above) {
        Some(Place::Table { table, overlay }) => tables(look, above, table, overlay),
        Some(Place::Ids { table, overlay }) => ids(look, above, table, overlay),
        Some(Place::Key { .. } | Place::Below { .. }) | None => Vec::new(),
    };
    (part.start..end.max(part.end), choices)
}

/// The tables that a table can have below it.
fn tables(look: &Look<'_>, above: &[String], table: &'static Table, overlay: bool) -> Vec<Choice> {
    let there = look.names_in(above);
    let mut choices = Vec::new();
    for key in keys_of(table, overlay) {
        match key.ty {
            Type::Table(_) if !there.contains(&key.name) || above.is_empty() => {
                choices.push(Choice::new(key.name, Kind::Module, format!("{}]", key.name)).detail(key.doc));
            }
            Type::Tables(name) => {
                let choice = Choice::new(format!("{}.", key.name), Kind::Module, format!("{}.", key.name));
                choices.push(choice.detail(key.doc));
                if above.is_empty()
                    && let Some(block) = body(look, name)
                {
                    let snippet = format!("{}.{block}", key.name);
                    let new =
                        Choice::new(format!("new {}", key.name), Kind::Snippet, format!("{}.", key.name));
                    choices.push(new.detail("a new block").snippet(snippet));
                }
            }
            _ => {}
        }
    }
    choices.retain(|choice| look.client.snippets || choice.snippet.is_none());
    choices
}

/// Ids: a new block, those of the plan for an overlay, and those that can have tables below them.
fn ids(look: &Look<'_>, above: &[String], table: &'static Table, overlay: bool) -> Vec<Choice> {
    let mut choices = Vec::new();
    if let Some(block) = body(look, table.name).filter(|_| !overlay && look.client.snippets) {
        choices.push(
            Choice::new(format!("new {}", table.name), Kind::Snippet, "")
                .detail("a new block")
                .snippet(block),
        );
    }
    let there = look.ids_in(above);
    if overlay {
        let free = look.ids_in(base(above)).into_iter().filter(|id| !there.contains(id));
        choices.extend(free.map(|id| Choice::new(id, Kind::Reference, format!("{id}]")).detail(table.doc)));
    }
    let has_tables = table.name == "scenario"
        || table.keys.iter().any(|key| matches!(key.ty, Type::Table(_) | Type::Tables(_)));
    if has_tables {
        choices.extend(
            there.iter().map(|id| Choice::new(*id, Kind::Reference, format!("{id}.")).detail(table.doc)),
        );
    }
    choices
}

/// Whole new blocks, for the begin of a line.
pub(super) fn blocks(look: &Look<'_>) -> Vec<Choice> {
    let block = |table: &'static Table| {
        let body = body(look, table.name)?;
        let label = format!("[{}.…]", table.name);
        let choice = Choice::new(label, Kind::Snippet, format!("[{}.", table.name));
        Some(choice.detail(table.doc).snippet(format!("[{}.{body}", table.name)))
    };
    collections().filter_map(block).filter(|_| look.client.snippets).collect()
}

/// A new block of a table, from its id on, with places to fill in.
fn body(look: &Look<'_>, table: &str) -> Option<String> {
    let stages = look.ids_in(&[Item::Stage.word()]);
    let stage = match stages.as_slice() {
        [] => String::new(),
        all => format!("stage = \"${{3|{}|}}\"\n", all.join(",")),
    };
    let years = look.analysis.money.years.iter().enumerate();
    let years: Vec<String> =
        years.map(|(nth, year)| format!("year.{} = ${{{}:0}}\n", year.key(), nth + 4)).collect();
    let years = years.concat();
    let lines = match table {
        "initiative" => format!(
            "{stage}duration = \"${{4:6 months}}\"\ncost.${{5:delivery}} = {{ ${{6|one-off,capital,recurrent|}} = ${{7:0}} }}\n"
        ),
        "envelope" => format!("pays = [\"${{3|capital,one-off,recurrent|}}\"]\n{years}"),
        "stage" => "aim = \"$3\"\n".to_owned(),
        "technology" => "supplier = \"$3\"\ncost = ${4:0}\n".to_owned(),
        "case" => "cost = \"${3:+10%}\"\n".to_owned(),
        "scenario" | "channel" | "partner" | "risk" | "measure" => String::new(),
        _ => return None,
    };
    Some(format!("${{1:id}}]\ntitle = \"${{2:Title}}\"\n{lines}$0"))
}
