//! Giving keys and tables other names, wherever the text spells them, and putting one string of a list in another's place.

use std::ops::Range;

use super::super::spell;
use super::super::{Form, NodeId, ScalarKind, StatementKind};
use super::sequence::Sequence;
use super::sheet::Sheet;
use super::{Refusal, Splice};

/// Gives a key or a table another name: of every header, dotted key and inline table that spells it, that one part.
pub(super) fn rename(sheet: Sheet<'_>, path: &[String], to: &str) -> Result<Vec<Splice>, Refusal> {
    let missing = || Refusal::NoPlace(format!("there is no {}", path.join(".")));
    let node = sheet.find(path).ok_or_else(missing)?;
    let above = sheet.index.parent(node).ok_or_else(missing)?;
    if in_list(sheet, node) {
        return Err(Refusal::NoPlace(format!("{} stands in a list", path.join("."))));
    }
    match sheet.index.child(sheet.text, above, to) {
        Some(same) if same == node => return Ok(Vec::new()),
        Some(_) => {
            let beside: Vec<&str> = path[..path.len() - 1].iter().map(String::as_str).chain([to]).collect();
            return Err(Refusal::NoPlace(format!("there is {} already", beside.join("."))));
        }
        None => {}
    }
    let renamed = |span: Range<usize>| {
        let text = spell::key_like(&sheet.text[span.clone()], to);
        Splice { source: sheet.source, span, text }
    };
    Ok(spellings(sheet, node).into_iter().map(renamed).collect())
}

/// Whether a node is in a list of tables, whose items have no names.
fn in_list(sheet: Sheet<'_>, node: NodeId) -> bool {
    let mut above = sheet.index.parent(node);
    while let Some(at) = above {
        if matches!(sheet.node(at).form, Form::Tables | Form::Array) {
            return true;
        }
        above = sheet.index.parent(at);
    }
    false
}

/// Every place where the text spells the last key of a node's path, quotes included.
fn spellings(sheet: Sheet<'_>, node: NodeId) -> Vec<Range<usize>> {
    let depth = depth(sheet, node);
    if let Some(container) = sheet.container(node) {
        let part = depth - self::depth(sheet, container) - 1;
        let sequence = Sequence::new(sheet, container, None);
        let own = sequence.items().iter().filter(|(item, _)| sheet.within(*item, node));
        return own.filter_map(|(_, span)| key_part(sheet.text, span.start, part)).collect();
    }
    let own = sheet.statements().iter().filter(|it| sheet.within(it.node, node));
    let spelling = |it: &super::super::Statement| match it.kind {
        StatementKind::Header => key_part(sheet.text, it.span.start + 1, depth - 1),
        StatementKind::ArrayHeader => key_part(sheet.text, it.span.start + 2, depth - 1),
        // Under a header of the node itself keys do not spell it.
        StatementKind::KeyValue if sheet.within(it.section, node) => None,
        StatementKind::KeyValue => {
            key_part(sheet.text, it.span.start, depth - self::depth(sheet, it.section) - 1)
        }
    };
    own.filter_map(spelling).collect()
}

/// How many keys lead to a node that is in no list.
fn depth(sheet: Sheet<'_>, node: NodeId) -> usize {
    std::iter::successors(sheet.index.parent(node), |above| sheet.index.parent(*above)).count()
}

/// One part of the dotted key that begins at a place of a text that is TOML.
pub(super) fn key_part(text: &str, mut at: usize, wanted: usize) -> Option<Range<usize>> {
    let blank = |at: usize| {
        let rest = &text[at..];
        at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    };
    for part in 0.. {
        let start = blank(at);
        let end = key_end(text, start)?;
        if part == wanted {
            return Some(start..end);
        }
        at = blank(end);
        if !text[at..].starts_with('.') {
            break;
        }
        at += 1;
    }
    None
}

/// Where one part of a key ends that begins at a place.
fn key_end(text: &str, start: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[start..];
    let length = match bytes.first()? {
        b'\'' => bytes[1..].iter().position(|byte| *byte == b'\'')? + 2,
        b'"' => {
            let mut at = 1;
            while *bytes.get(at)? != b'"' {
                at += if bytes[at] == b'\\' { 2 } else { 1 };
            }
            at + 1
        }
        _ => bytes.iter().position(|byte| b" \t.=]\r\n".contains(byte))?,
    };
    (length > 0).then_some(start + length)
}

/// Puts a string in the place of an item of a list, or of a single string.
pub(super) fn replace_item(
    sheet: Sheet<'_>,
    path: &[String],
    item: &str,
    with: &str,
) -> Result<Vec<Splice>, Refusal> {
    let missing = || Refusal::NoPlace(format!("{} does not have {item}", path.join(".")));
    let node = sheet.find(path).ok_or_else(missing)?;
    let is_item = |id: &NodeId| {
        sheet.node(*id).form == Form::Scalar(ScalarKind::String)
            && sheet.index.scalar(sheet.text, *id) == item
    };
    let found = if sheet.node(node).form == Form::Array {
        sheet.index.children(node).find(is_item)
    } else {
        Some(node).filter(is_item)
    };
    let span = sheet.node(found.ok_or_else(missing)?).span();
    if item == with {
        return Ok(Vec::new());
    }
    let text = spell::string_like(&sheet.text[span.clone()], with);
    Ok(vec![Splice { source: sheet.source, span, text }])
}
