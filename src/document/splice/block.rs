//! Where blocks stand, and where a new one goes: in id order where the file is in id order, else behind its like.

use std::collections::HashMap;
use std::ops::Range;

use super::super::{NodeId, StatementKind};
use super::sheet::Sheet;

/// The tables of a file in their canonical order; others stand before the scenarios.
pub(in crate::document) const TABLES: [&str; 11] = [
    "plan",
    "assumptions",
    "stage",
    "envelope",
    "initiative",
    "technology",
    "channel",
    "partner",
    "risk",
    "measure",
    "case",
];

/// The place of a top-level table in the canonical order.
pub(in crate::document) fn rank(table: &str) -> usize {
    let last = if table == "scenario" { TABLES.len() + 1 } else { TABLES.len() };
    TABLES.iter().position(|known| *known == table).unwrap_or(last)
}

/// How many keys of a path its header has: `[initiative.crm]` two, `[scenario.lean.initiative.crm]` four, a key at the
/// top of the file none.
pub(in crate::document) fn header_length<S: AsRef<str>>(path: &[S], is_table: bool) -> usize {
    match path {
        [] => 0,
        [first, _] if first.as_ref() == "scenario" => 2,
        [first, _, rest @ ..] if first.as_ref() == "scenario" => 2 + header_length(rest, is_table),
        [_] => usize::from(is_table),
        [first, ..] if matches!(first.as_ref(), "plan" | "assumptions") => 1,
        [_, _, ..] => 2,
    }
}

/// Where a new block goes.
pub(super) struct Place {
    /// The byte.
    pub at: usize,
    /// Whether it goes before what stands there, or behind what ends there.
    pub before: bool,
    /// How many blank lines part it from its neighbour.
    pub gap: usize,
}

/// A table beside the new one, and its first run of statements.
struct Sibling<'d> {
    key: &'d str,
    run: Range<usize>,
}

/// Where the block with this header goes.
pub(super) fn place(sheet: Sheet<'_>, header: &[String]) -> Place {
    let (key, above) = header.split_last().expect("a header has keys");
    if header[0] == "scenario" && header.len() > 2 {
        let scenario = sheet.find(&header[..2]);
        let last = scenario.and_then(|scenario| last_within(sheet, scenario));
        return last.map_or_else(|| at_end(sheet), |last| behind(sheet, last, 1));
    }
    let parent = sheet.find(above).filter(|_| !above.is_empty());
    let siblings = parent.map(|parent| siblings(sheet, parent)).unwrap_or_default();
    let Some(last) = siblings.last() else { return among_others(sheet, &header[0]) };
    let gap = siblings.iter().filter_map(|sibling| gap_above(sheet, sibling.run.start)).min().unwrap_or(1);
    let ordered = header.len() == 2
        && header[0] != "stage"
        && siblings.windows(2).all(|pair| pair[0].key < pair[1].key)
        && siblings.iter().all(|it| sheet.statements()[it.run.start].kind != StatementKind::KeyValue);
    if !ordered {
        let end = siblings.iter().map(|sibling| sibling.run.end).max().unwrap_or(last.run.end);
        return behind(sheet, end - 1, gap);
    }
    match siblings.iter().rev().find(|sibling| sibling.key < key.as_str()) {
        Some(neighbour) => behind(sheet, neighbour.run.end - 1, gap),
        None => Place { at: sheet.lead(siblings[0].run.start), before: true, gap },
    }
}

/// Behind the block of a statement.
fn behind(sheet: Sheet<'_>, statement: usize, gap: usize) -> Place {
    let keys = sheet.statements()[statement + 1..].iter().take_while(|it| it.kind == StatementKind::KeyValue);
    Place { at: sheet.block_end(statement + keys.count()), before: false, gap }
}

/// Behind the last block of a kind that stands before this one in the canonical order.
fn among_others(sheet: Sheet<'_>, table: &str) -> Place {
    let statements = sheet.statements();
    let is_before = |at: &usize| match statements[*at].kind {
        StatementKind::KeyValue => statements[*at].section == super::super::Index::ROOT,
        StatementKind::Header | StatementKind::ArrayHeader => rank(top(sheet, *at)) <= rank(table),
    };
    match (0..statements.len()).rev().find(is_before) {
        Some(last) => behind(sheet, last, 1),
        None if statements.is_empty() => at_end(sheet),
        None => Place { at: sheet.lead(0), before: true, gap: 1 },
    }
}

/// Behind everything, in a text without any statement.
fn at_end(sheet: Sheet<'_>) -> Place {
    let gap = usize::from(!sheet.text[sheet.first()..].trim_end_matches([' ', '\t']).is_empty());
    let blank = sheet.text.ends_with("\n\n") || sheet.text.ends_with("\n\r\n");
    Place { at: sheet.text.len(), before: false, gap: if blank { 0 } else { gap } }
}

/// The top-level key that a statement stands under.
fn top(sheet: Sheet<'_>, statement: usize) -> &str {
    let mut at = sheet.statements()[statement].node;
    while let Some(parent) = sheet.index.parent(at).filter(|parent| sheet.index.parent(*parent).is_some()) {
        at = parent;
    }
    sheet.index.key(sheet.text, at)
}

/// The last statement of a table.
fn last_within(sheet: Sheet<'_>, table: NodeId) -> Option<usize> {
    sheet.statements().iter().rposition(|it| sheet.within(it.node, table))
}

/// The tables of a parent, each with its first run of statements, in the order of the text.
fn siblings<'d>(sheet: Sheet<'d>, parent: NodeId) -> Vec<Sibling<'d>> {
    let mut found: Vec<Sibling<'d>> = Vec::new();
    let mut places: HashMap<NodeId, usize> = HashMap::new();
    for (at, statement) in sheet.statements().iter().enumerate() {
        let mut node = statement.node;
        let child = loop {
            match sheet.index.parent(node) {
                Some(above) if above == parent => break Some(node),
                Some(above) => node = above,
                None => break None,
            }
        };
        let Some(child) = child else { continue };
        match places.get(&child) {
            Some(&place) if found[place].run.end == at => found[place].run.end = at + 1,
            Some(_) => {}
            None => {
                places.insert(child, found.len());
                found.push(Sibling { key: sheet.index.key(sheet.text, child), run: at..at + 1 });
            }
        }
    }
    found
}

/// The blank lines between a block and the block above it; `None` when something else stands between.
fn gap_above(sheet: Sheet<'_>, statement: usize) -> Option<usize> {
    let above = sheet.block_end(statement.checked_sub(1)?);
    let between = sheet.text.get(above..sheet.lead(statement))?;
    between.trim().is_empty().then(|| between.bytes().filter(|byte| *byte == b'\n').count())
}
