//! Where a key goes that is not there yet, and where a new block goes.

use super::super::spell::{self, Style};
use super::super::{Form, Index, NodeId, StatementKind};
use super::block;
use super::sequence::Sequence;
use super::sheet::Sheet;
use super::{Refusal, Splice};
use crate::edit::Value;

/// Tables of a block whose keys are written one a line with dots (`cost.x = …`, `year.2027-28 = …`).
const SPREAD: [&str; 8] = ["cost", "benefit", "shift", "year", "add", "contacts", "decided", "accept"];

/// A key below a table, with its value.
pub(super) type Row = (Vec<String>, Value);

/// Gives a place that does not exist yet a value.
pub(super) fn add(sheet: Sheet<'_>, path: &[String], value: &Value) -> Result<Vec<Splice>, Refusal> {
    let (table, depth) = deepest(sheet, path);
    add_below(sheet, table, depth, path, value)
}

/// Adds a table in the words of a text; from its entries where it gets no block of its own.
pub(super) fn add_block(
    sheet: Sheet<'_>,
    path: &[String],
    entries: &[(String, Value)],
    text: &str,
) -> Result<Vec<Splice>, Refusal> {
    let mut empty = add(sheet, path, &Value::Table(Vec::new()))?;
    let header = |text: &str| text.starts_with('[') && text.ends_with(']') && !text.contains('\n');
    match empty.as_mut_slice() {
        [splice] if header(splice.text.trim()) => {
            let block = text.replace('\n', sheet.eol(splice.span.start));
            splice.text = splice.text.replacen(splice.text.trim(), &block, 1);
            Ok(empty)
        }
        _ => add(sheet, path, &Value::Table(entries.to_vec())),
    }
}

/// The same when the table that exists is known: the node at `path[..depth]`.
pub(super) fn add_below(
    sheet: Sheet<'_>,
    table: NodeId,
    depth: usize,
    path: &[String],
    value: &Value,
) -> Result<Vec<Splice>, Refusal> {
    let rest = &path[depth..];
    let is_table = matches!(value, Value::Table(_));
    // A value beside items (`unset` in an overlay) is a key of the table that holds them.
    let wanted = block::header_length(path, is_table).min(if is_table { path.len() } else { path.len() - 1 });
    match sheet.node(table).form {
        Form::Inline => Ok(into_inline(sheet, table, table, rest, value)),
        Form::Dotted => match sheet.container(table) {
            Some(container) => Ok(into_inline(sheet, container, table, rest, value)),
            None if wanted > depth && has_headers(sheet, table) => {
                Ok(vec![new_block(sheet, &path[..wanted], &path[wanted..], value)])
            }
            None => Ok(beside_dotted(sheet, table, &rows(rest, value, path.len() == wanted))),
        },
        Form::Root | Form::Header if wanted <= depth => {
            Ok(into_section(sheet, table, &rows(rest, value, false)))
        }
        Form::Root | Form::Header => Ok(vec![new_block(sheet, &path[..wanted], &path[wanted..], value)]),
        Form::Implied if depth == wanted || (depth > wanted && is_single(rest, value)) => {
            Ok(vec![open(sheet, table, &path[..depth], rest, value)])
        }
        Form::Implied => {
            let header = wanted.max(depth + 1);
            Ok(vec![new_block(sheet, &path[..header], &path[header..], value)])
        }
        Form::Array | Form::Tables | Form::Scalar(_) => {
            let at = path[..depth].join(".");
            Err(Refusal::NoPlace(format!("{at} is a value of its own, so it cannot hold {}", rest.join("."))))
        }
    }
}

fn is_single(rest: &[String], value: &Value) -> bool {
    rest.len() == 1 && !matches!(value, Value::Table(_))
}

/// The deepest table of a path that exists, and how many keys lead to it.
fn deepest(sheet: Sheet<'_>, path: &[String]) -> (NodeId, usize) {
    let mut at = Index::ROOT;
    for (depth, key) in path.iter().enumerate() {
        match sheet.index.child(sheet.text, at, key) {
            Some(child) => at = child,
            None => return (at, depth),
        }
    }
    (at, path.len())
}

/// A value as the lines that it is written in: the tables of a block are spread over dotted keys.
fn rows(rest: &[String], value: &Value, whole_block: bool) -> Vec<Row> {
    let spread = whole_block || rest.last().is_some_and(|key| SPREAD.contains(&key.as_str()));
    match value {
        Value::Table(entries) if spread && !entries.is_empty() => {
            let below = |(key, value): &(String, Value)| {
                let keys: Vec<String> = rest.iter().cloned().chain([key.clone()]).collect();
                let is_spread = whole_block && SPREAD.contains(&key.as_str());
                if is_spread { rows(&keys, value, false) } else { vec![(keys, value.clone())] }
            };
            entries.iter().flat_map(below).collect()
        }
        Value::Table(_) | Value::Text(_) | Value::Bare(_) | Value::List(_) => {
            vec![(rest.to_vec(), value.clone())]
        }
    }
}

/// An entry for an inline table; `table` is it, or a dotted table in it.
fn into_inline(
    sheet: Sheet<'_>,
    container: NodeId,
    table: NodeId,
    rest: &[String],
    value: &Value,
) -> Vec<Splice> {
    let sequence = Sequence::new(sheet, container, None);
    let place = sheet.node(container).span().start;
    let style = Style { eol: sheet.eol(place), indent: "", one_line: true };
    let prefix = if table == container { String::new() } else { sheet.written_keys(table, container) + "." };
    let entry = format!("{prefix}{} = {}", spell::dotted(rest), spell::value(value, style));
    let year = rest.first().filter(|key| rest.len() == 1 && is_year(key));
    let fits = |item: NodeId| match year {
        Some(year) => sheet.index.key(sheet.text, item) < year.as_str() || table != container,
        None => true,
    };
    let behind = sequence.items().iter().rposition(|(item, _)| sheet.within(*item, table) && fits(*item));
    sequence.add(&entry, behind)
}

/// Whether a key reads as a financial year.
fn is_year(key: &str) -> bool {
    key.len() >= 4 && key.as_bytes()[..4].iter().all(u8::is_ascii_digit)
}

/// Whether some of what a table holds has a header of its own.
fn has_headers(sheet: Sheet<'_>, table: NodeId) -> bool {
    sheet.index.children(table).any(|child| sheet.node(child).form == Form::Header)
}

/// Lines for a table that is written in dotted keys: behind the last of them, years in their order.
fn beside_dotted(sheet: Sheet<'_>, table: NodeId, rows: &[Row]) -> Vec<Splice> {
    let statements = sheet.statements();
    let own: Vec<usize> = (0..statements.len())
        .filter(|&at| statements[at].kind == StatementKind::KeyValue)
        .filter(|&at| {
            sheet.within(statements[at].node, table) && !sheet.within(statements[at].section, table)
        })
        .collect();
    let (Some(&first), Some(&last)) = (own.first(), own.last()) else { return Vec::new() };
    let prefix = sheet.written_keys(table, statements[first].section);
    let direct = |at: usize| {
        let node = statements[at].node;
        (sheet.index.parent(node) == Some(table)).then(|| sheet.index.key(sheet.text, node))
    };
    let sorted = own.windows(2).all(|pair| direct(pair[0]) < direct(pair[1]));
    let line = |row: &Row| {
        let anchor = match row.0.as_slice() {
            [year] if is_year(year) && sorted => {
                own.iter().rev().copied().find(|&at| direct(at) < Some(year.as_str()))
            }
            _ => Some(last),
        };
        let key = format!("{prefix}.{}", spell::dotted(&row.0));
        match anchor {
            Some(anchor) => line_behind(sheet, anchor, &key, &row.1),
            None => line_before(sheet, first, &key, &row.1),
        }
    };
    rows.iter().map(line).collect()
}

/// Lines for a table with a header (or the top of the file).
fn into_section(sheet: Sheet<'_>, table: NodeId, rows: &[Row]) -> Vec<Splice> {
    let statements = sheet.statements();
    let header = statements.iter().position(|it| it.node == table && it.kind != StatementKind::KeyValue);
    let section = sheet.section(header);
    let keys = || section.clone().rev().filter(|&at| statements[at].kind == StatementKind::KeyValue);
    let direct = || keys().find(|&at| sheet.index.parent(statements[at].node) == Some(table));
    let line = |row: &Row| {
        let money = row.0[0] == "cost" && row.0.len() > 1;
        let anchor = if row.0.len() == 1 || money { direct() } else { keys().next() };
        let key = spell::dotted(&row.0);
        match anchor.or(header).or(keys().next()) {
            Some(anchor) => line_behind(sheet, anchor, &key, &row.1),
            None => at_the_top(sheet, &key, &row.1),
        }
    };
    rows.iter().map(line).collect()
}

/// A key on a line of its own behind a statement.
fn line_behind(sheet: Sheet<'_>, anchor: usize, key: &str, value: &Value) -> Splice {
    let place = sheet.statements()[anchor].span.end;
    let at = sheet.tail(anchor);
    let (eol, indent) = (sheet.eol(place), sheet.indent(sheet.statements()[anchor].span.start));
    let line = line(key, value, Style { eol, indent, one_line: false });
    let ends = sheet.text[..at].ends_with('\n');
    let text = if ends { format!("{line}{eol}") } else { format!("{eol}{line}") };
    Splice { source: sheet.source, span: at..at, text }
}

/// A key on a line of its own before a statement and its comments.
fn line_before(sheet: Sheet<'_>, anchor: usize, key: &str, value: &Value) -> Splice {
    let start = sheet.statements()[anchor].span.start;
    let at = sheet.lead(anchor);
    let (eol, indent) = (sheet.eol(start), sheet.indent(start));
    let text = line(key, value, Style { eol, indent, one_line: false }) + eol;
    Splice { source: sheet.source, span: at..at, text }
}

/// The first key of the top of the file.
fn at_the_top(sheet: Sheet<'_>, key: &str, value: &Value) -> Splice {
    let at = if sheet.statements().is_empty() { sheet.text.len() } else { sheet.lead(0) };
    let eol = sheet.eol(at);
    let before =
        if sheet.text[..at].is_empty() || sheet.text[..at].ends_with(['\n', '\u{feff}']) { "" } else { eol };
    let after = if sheet.statements().is_empty() { "" } else { eol };
    let line = line(key, value, Style { eol, indent: "", one_line: false });
    Splice { source: sheet.source, span: at..at, text: format!("{before}{line}{eol}{after}") }
}

fn line(key: &str, value: &Value, style: Style<'_>) -> String {
    format!("{}{key} = {}", style.indent, spell::value(value, style))
}

/// The lines of a block: its header and its rows.
fn block_lines(header: &[String], rest: &[String], value: &Value, eol: &str) -> String {
    let style = Style { eol, indent: "", one_line: false };
    let mut text = format!("[{}]{eol}", spell::dotted(header));
    let empty = matches!(value, Value::Table(entries) if entries.is_empty());
    if !(rest.is_empty() && empty) {
        for (keys, value) in rows(rest, value, rest.is_empty()) {
            text.push_str(&line(&spell::dotted(&keys), &value, style));
            text.push_str(eol);
        }
    }
    text
}

/// Gives a table that only its sub-tables imply a header of its own, above the first of them.
fn open(sheet: Sheet<'_>, table: NodeId, path: &[String], rest: &[String], value: &Value) -> Splice {
    let first = sheet.statements().iter().position(|it| sheet.within(it.node, table));
    let at = first.map_or(sheet.text.len(), |first| sheet.lead(first));
    let eol = sheet.eol(at);
    let text = block_lines(path, rest, value, eol) + eol;
    Splice { source: sheet.source, span: at..at, text }
}

/// A new block at its place, with blank lines around it as its neighbours have them.
fn new_block(sheet: Sheet<'_>, header: &[String], rest: &[String], value: &Value) -> Splice {
    let place = block::place(sheet, header);
    let eol = sheet.eol(place.at.min(sheet.text.len()).saturating_sub(1).max(sheet.first()));
    let gap = eol.repeat(place.gap);
    let mut text = block_lines(header, rest, value, eol);
    if place.before {
        text = format!("{text}{gap}");
    } else {
        let (head, tail) = sheet.text.split_at(place.at);
        let unfinished = !(head.is_empty() || head.ends_with(['\n', '\u{feff}']));
        if unfinished {
            text.truncate(text.len() - eol.len());
            text = format!("{eol}{gap}{text}");
        } else {
            text = format!("{gap}{text}");
            if !tail.is_empty() && !sheet.line(place.at).is_empty() {
                text.push_str(&gap);
            }
        }
    }
    Splice { source: sheet.source, span: place.at..place.at, text }
}
