//! Giving a key that exists another value, and the items of its list.

use super::super::spell::{self, Style};
use super::super::{Form, NodeId, ScalarKind};
use super::add::{add, add_below};
use super::remove::{parts, remove, remove_node, scattered};
use super::sequence::Sequence;
use super::sheet::Sheet;
use super::verify::means;
use super::{Refusal, Splice};
use crate::edit::Value;

/// Gives a key a value.
pub(super) fn set(sheet: Sheet<'_>, path: &[String], value: &Value) -> Result<Vec<Splice>, Refusal> {
    let Some(node) = sheet.find(path) else { return add(sheet, path, value) };
    if means(sheet, node, value) {
        return Ok(Vec::new());
    }
    match (sheet.node(node).form, value) {
        (Form::Array, Value::List(items)) => {
            if let Some(splices) = one_item(sheet, node, items) {
                return Ok(splices);
            }
            Ok(vec![replace(sheet, node, value)])
        }
        (Form::Scalar(_) | Form::Array | Form::Inline, _) => Ok(vec![replace(sheet, node, value)]),
        (Form::Dotted, _) if sheet.container(node).is_some() => collapse(sheet, node, path, value),
        (Form::Dotted | Form::Header | Form::Implied, Value::Table(entries)) => {
            merge(sheet, node, path, entries)
        }
        (Form::Dotted, _) => collapse(sheet, node, path, value),
        (Form::Header, _) => fold(sheet, node, path, value),
        (Form::Implied | Form::Tables | Form::Root, _) => Err(scattered(sheet, path, node)),
    }
}

/// The style for a value where a node stands.
fn style(sheet: Sheet<'_>, node: NodeId) -> Style<'_> {
    let place = sheet.node(node).span().start;
    Style { eol: sheet.eol(place), indent: sheet.indent(place), one_line: sheet.container(node).is_some() }
}

fn replace(sheet: Sheet<'_>, node: NodeId, value: &Value) -> Splice {
    let text = spell::value(value, style(sheet, node));
    Splice { source: sheet.source, span: sheet.node(node).span(), text }
}

/// A list that only loses one item, or gains one at its end, keeps its layout.
fn one_item(sheet: Sheet<'_>, array: NodeId, wanted: &[String]) -> Option<Vec<Splice>> {
    let present = strings(sheet, array)?;
    let sequence = Sequence::new(sheet, array, None);
    if wanted.len() == present.len() + 1 && wanted.starts_with(&present) {
        return Some(sequence.add(&spell::string(wanted.last()?), None));
    }
    let gone = (0..present.len()).find(|&at| wanted.get(at) != present.get(at))?;
    let fits = present.len() == wanted.len() + 1 && present[gone + 1..] == wanted[gone..];
    (fits && !wanted.is_empty()).then(|| sequence.remove(gone))
}

/// The items of a list of strings; `None` if anything else is in it.
pub(super) fn strings(sheet: Sheet<'_>, array: NodeId) -> Option<Vec<String>> {
    let string = |item: NodeId| {
        let is_string = sheet.node(item).form == Form::Scalar(ScalarKind::String);
        is_string.then(|| sheet.index.scalar(sheet.text, item).into_owned())
    };
    sheet.index.children(array).map(string).collect()
}

/// The items of a list of strings, or a single string as a list of one; `None` for anything else.
pub(super) fn texts(sheet: Sheet<'_>, node: NodeId) -> Option<Vec<String>> {
    if sheet.node(node).form == Form::Scalar(ScalarKind::String) {
        return Some(vec![sheet.index.scalar(sheet.text, node).into_owned()]);
    }
    (sheet.node(node).form == Form::Array).then(|| strings(sheet, node))?
}

/// Makes a table that is written over several lines hold exactly these entries.
fn merge(
    sheet: Sheet<'_>,
    table: NodeId,
    path: &[String],
    entries: &[(String, Value)],
) -> Result<Vec<Splice>, Refusal> {
    let below = |key: &str| path.iter().cloned().chain([key.to_owned()]).collect::<Vec<_>>();
    let mut splices = Vec::new();
    for child in sheet.index.children(table) {
        let key = sheet.index.key(sheet.text, child);
        if !entries.iter().any(|(wanted, _)| wanted == key) {
            splices.extend(remove_node(sheet, &below(key), child)?);
        }
    }
    for (key, value) in entries {
        splices.extend(match sheet.index.child(sheet.text, table, key) {
            Some(_) => set(sheet, &below(key), value)?,
            None => add_below(sheet, table, path.len(), &below(key), value)?,
        });
    }
    Ok(splices)
}

/// Puts one value in the place of dotted keys: `capital.2027-28 = 1` becomes `capital = 2`.
fn collapse(sheet: Sheet<'_>, node: NodeId, path: &[String], value: &Value) -> Result<Vec<Splice>, Refusal> {
    if let Some(container) = sheet.container(node) {
        let sequence = Sequence::new(sheet, container, Some(node));
        let own: Vec<_> = sequence.items().iter().filter(|(item, _)| sheet.within(*item, node)).collect();
        let [(_, span)] = own.as_slice() else { return Err(scattered(sheet, path, node)) };
        let spelled = spell::value(value, Style { one_line: true, ..style(sheet, container) });
        let text = format!("{} = {spelled}", sheet.written_keys(node, container));
        return Ok(vec![Splice { source: sheet.source, span: span.clone(), text }]);
    }
    let (keys, sections) = parts(sheet, node);
    let (Some((&first, others)), []) = (keys.split_first(), sections.as_slice()) else {
        return Err(scattered(sheet, path, node));
    };
    let statement = &sheet.statements()[first];
    let place = statement.span.start;
    let style = Style { eol: sheet.eol(place), indent: sheet.indent(place), one_line: false };
    let text = format!("{} = {}", sheet.written_keys(node, statement.section), spell::value(value, style));
    let mut splices = vec![Splice { source: sheet.source, span: statement.span.clone(), text }];
    splices.extend(others.iter().map(|&key| Splice {
        source: sheet.source,
        span: sheet.lead(key)..sheet.tail(key),
        text: String::new(),
    }));
    Ok(splices)
}

/// Puts one value in the place of a table with a header of its own, into the table above it.
fn fold(sheet: Sheet<'_>, node: NodeId, path: &[String], value: &Value) -> Result<Vec<Splice>, Refusal> {
    let (_, sections) = parts(sheet, node);
    let above = sheet.index.parent(node).expect("a table with a header is in another");
    if sections.len() != 1 || sheet.node(above).form != Form::Header {
        return Err(scattered(sheet, path, node));
    }
    let mut splices = remove_node(sheet, path, node)?;
    splices.extend(add_below(sheet, above, path.len() - 1, path, value)?);
    Ok(splices)
}

/// Keys whose list may be a single string without brackets.
const SINGLE: [&str; 2] = ["after", "finish-after"];

/// Adds an item to a list.
pub(super) fn add_item(sheet: Sheet<'_>, path: &[String], item: &str) -> Result<Vec<Splice>, Refusal> {
    let Some(node) = sheet.find(path) else {
        let single = path.last().is_some_and(|key| SINGLE.contains(&key.as_str()));
        let text = item.to_owned();
        let value = if single { Value::Text(text) } else { Value::List(vec![text]) };
        return add(sheet, path, &value);
    };
    let Some(present) = texts(sheet, node) else {
        return Err(Refusal::NoPlace(format!("{} is not a list of texts", path.join("."))));
    };
    if present.iter().any(|it| it == item) {
        return Err(Refusal::NoPlace(format!("{} has {item} already", path.join("."))));
    }
    if sheet.node(node).form == Form::Array {
        return Ok(Sequence::new(sheet, node, None).add(&spell::string(item), None));
    }
    let span = sheet.node(node).span();
    let items = [sheet.text[span.clone()].to_owned(), spell::string(item)];
    let text = spell::list(&items, style(sheet, node));
    Ok(vec![Splice { source: sheet.source, span, text }])
}

/// Takes an item out of a list; the last one takes the key with it.
pub(super) fn remove_item(sheet: Sheet<'_>, path: &[String], item: &str) -> Result<Vec<Splice>, Refusal> {
    let missing = || Refusal::NoPlace(format!("{} does not have {item}", path.join(".")));
    let node = sheet.find(path).ok_or_else(missing)?;
    let is_item = |id: NodeId| {
        sheet.node(id).form == Form::Scalar(ScalarKind::String) && sheet.index.scalar(sheet.text, id) == item
    };
    if is_item(node) {
        return remove(sheet, path);
    }
    if sheet.node(node).form != Form::Array {
        return Err(missing());
    }
    let at = sheet.index.children(node).position(is_item).ok_or_else(missing)?;
    if sheet.index.len(node) == 1 {
        return remove(sheet, path);
    }
    Ok(Sequence::new(sheet, node, None).remove(at))
}
