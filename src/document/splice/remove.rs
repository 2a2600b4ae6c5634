//! Taking keys and tables away with the comments that they own.

use std::ops::Range;

use super::super::spell;
use super::super::{Form, NodeId, StatementKind};
use super::block;
use super::sequence::Sequence;
use super::sheet::Sheet;
use super::{Refusal, Splice};

/// Takes a key or a whole table away, wherever its parts stand.
pub(super) fn remove(sheet: Sheet<'_>, path: &[String]) -> Result<Vec<Splice>, Refusal> {
    let Some(node) = sheet.find(path) else {
        return Err(Refusal::NoPlace(format!("there is no {}", path.join("."))));
    };
    match vanishing(sheet, path, node) {
        Some(item) => empty(sheet, item, path),
        None => remove_node(sheet, path, node),
    }
}

/// The same for a node, whatever is left of the tables above it.
pub(super) fn remove_node(sheet: Sheet<'_>, path: &[String], node: NodeId) -> Result<Vec<Splice>, Refusal> {
    if let Some(container) = sheet.container(node) {
        let sequence = Sequence::new(sheet, container, Some(node));
        let own: Vec<usize> =
            (0..sequence.items().len()).filter(|&at| sheet.within(sequence.items()[at].0, node)).collect();
        return match own.as_slice() {
            [only] => Ok(sequence.remove(*only)),
            _ => Err(scattered(sheet, path, node)),
        };
    }
    let mut splices = Vec::new();
    let (keys, sections) = parts(sheet, node);
    for key in keys {
        splices.push(delete(sheet, sheet.lead(key)..sheet.tail(key)));
    }
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for section in sections {
        let block = sheet.lead(section.start)..sheet.block_end(section.end - 1);
        match blocks.last_mut() {
            Some(last) if sheet.text[last.end..block.start].trim().is_empty() => last.end = block.end,
            _ => blocks.push(block),
        }
    }
    splices.extend(blocks.into_iter().map(|block| delete(sheet, with_gap(sheet, block))));
    Ok(splices)
}

fn delete(sheet: Sheet<'_>, span: Range<usize>) -> Splice {
    Splice { source: sheet.source, span, text: String::new() }
}

/// The refusal for what stands in more than one place.
pub(super) fn scattered(sheet: Sheet<'_>, path: &[String], node: NodeId) -> Refusal {
    let places: Vec<usize> = sheet
        .statements()
        .iter()
        .filter(|it| sheet.within(it.node, node))
        .map(|it| sheet.line_number(it.span.start))
        .collect();
    let first = places.first().copied().unwrap_or(sheet.line_number(sheet.node(node).entry()));
    Refusal::Scattered { what: path.join("."), first, second: places.last().copied().unwrap_or(first) }
}

/// The statements that a table is written in: keys elsewhere, and whole sections of its own.
pub(super) fn parts(sheet: Sheet<'_>, node: NodeId) -> (Vec<usize>, Vec<Range<usize>>) {
    if !matches!(sheet.node(node).form, Form::Dotted | Form::Header | Form::Implied | Form::Tables) {
        return (vec![sheet.statement_at(sheet.node(node).entry())], Vec::new());
    }
    let (mut keys, mut sections) = (Vec::new(), Vec::new());
    let statements = sheet.statements();
    let mut at = 0;
    while at < statements.len() {
        let own = sheet.within(statements[at].node, node);
        match statements[at].kind {
            StatementKind::KeyValue if own => keys.push(at),
            StatementKind::Header | StatementKind::ArrayHeader if own => {
                let section = sheet.section(Some(at));
                at = section.end - 1;
                sections.push(section);
            }
            StatementKind::KeyValue | StatementKind::Header | StatementKind::ArrayHeader => {}
        }
        at += 1;
    }
    (keys, sections)
}

/// A block's bytes with the smaller of the gaps above and below it, so that the larger one stays.
fn with_gap(sheet: Sheet<'_>, block: Range<usize>) -> Range<usize> {
    let mut below = block.end;
    while below < sheet.text.len() && sheet.line(below).is_empty() {
        below = sheet.line_end(below);
    }
    let mut above = block.start;
    while above > sheet.first() && sheet.line(sheet.line_start(above - 1)).is_empty() {
        above = sheet.line_start(above - 1);
    }
    let lines = |span: Range<usize>| sheet.text[span].bytes().filter(|byte| *byte == b'\n').count();
    let is_first = above == sheet.first();
    let is_last = below == sheet.text.len();
    if is_first || (!is_last && lines(block.end..below) <= lines(above..block.start)) {
        block.start..below
    } else {
        above..block.end
    }
}

/// The initiative (or other item of the plan) that would be gone with the last thing written of it.
fn vanishing(sheet: Sheet<'_>, path: &[String], node: NodeId) -> Option<NodeId> {
    let header = block::header_length(path, false);
    if header < 2 || path.len() <= header {
        return None;
    }
    let mut at = node;
    for _ in header..path.len() {
        at = sheet.index.parent(at)?;
        let loose = matches!(sheet.node(at).form, Form::Dotted | Form::Implied);
        if !loose || sheet.index.len(at) != 1 {
            return None;
        }
    }
    Some(at)
}

/// Leaves an item of the plan without any key, but there.
fn empty(sheet: Sheet<'_>, item: NodeId, path: &[String]) -> Result<Vec<Splice>, Refusal> {
    if let Some(container) = sheet.container(item) {
        let sequence = Sequence::new(sheet, container, Some(item));
        let own: Vec<_> = sequence.items().iter().filter(|(node, _)| sheet.within(*node, item)).collect();
        let [(_, span)] = own.as_slice() else { return Err(scattered(sheet, path, item)) };
        let text = format!("{} = {{}}", sheet.written_keys(item, container));
        return Ok(vec![Splice { source: sheet.source, span: span.clone(), text }]);
    }
    let (keys, sections) = parts(sheet, item);
    let statements = sheet.statements();
    let mut splices = Vec::new();
    for (position, &key) in keys.iter().enumerate() {
        if position == 0 {
            let text = format!("{} = {{}}", sheet.written_keys(item, statements[key].section));
            splices.push(Splice { source: sheet.source, span: statements[key].span.clone(), text });
        } else {
            splices.push(delete(sheet, sheet.lead(key)..sheet.tail(key)));
        }
    }
    for (position, section) in sections.iter().enumerate() {
        if position == 0 && keys.is_empty() {
            let header = &path[..block::header_length(path, false)];
            let text = format!("[{}]", spell::dotted(header));
            splices.push(Splice { source: sheet.source, span: statements[section.start].span.clone(), text });
            let body = sheet.tail(section.start)..sheet.tail(section.end - 1);
            splices.push(delete(sheet, body));
        } else {
            let block = sheet.lead(section.start)..sheet.block_end(section.end - 1);
            splices.push(delete(sheet, with_gap(sheet, block)));
        }
    }
    Ok(splices)
}
