//! Blocks in their canonical order, rows in that of the key table.

use super::super::Form;
use super::super::spell;
use super::super::splice::block::rank;
use super::super::splice::sheet::Sheet;
use super::comments::{Paragraph, Trailing};
use super::read::{Block, Layout, Row};
use super::tree::{self, Tree};
use crate::keys::{self, Type};

/// The text of a layout.
pub(super) fn write(layout: &Layout, sheet: Sheet<'_>) -> String {
    let eol = sheet.eol(sheet.first());
    let mut output = Output { text: sheet.text[..sheet.first()].to_owned(), eol, open: false };
    for paragraph in &layout.top {
        output.paragraph(paragraph);
    }
    let mut blocks: Vec<(usize, &Block)> = layout.blocks.iter().enumerate().collect();
    blocks.sort_by_cached_key(|(at, block)| place(*at, block));
    let mut kind: Option<&str> = None;
    for (_, block) in blocks {
        let this = block.header.first().map_or("", String::as_str);
        if kind != Some(this) {
            kind = Some(this);
            let banners = layout.banners.iter().filter(|(known, _)| known == this);
            for paragraph in banners.flat_map(|(_, paragraphs)| paragraphs) {
                output.paragraph(paragraph);
            }
        }
        block_lines(block, sheet, &mut output);
    }
    for paragraph in &layout.tail {
        output.paragraph(paragraph);
    }
    output.text
}

/// Where a block goes: by kind, then id (stages in the order of the file), in a scenario by the same again.
fn place(at: usize, block: &Block) -> (usize, usize, String, usize, String, usize) {
    let header = block.header.as_slice();
    let Some(kind) = header.first() else { return (0, 0, String::new(), 0, String::new(), at) };
    let id = |path: &[String]| match path {
        [kind, id, ..] if kind != "stage" && rank(kind) != usize::MAX => id.clone(),
        _ => String::new(),
    };
    let is_known = rank(kind) != rank("");
    let own_id = if is_known { id(header) } else { String::new() };
    let order = if kind == "stage" { at } else { 0 };
    if kind == "scenario" && header.len() > 2 {
        let below = &header[2..];
        let below_order = if below[0] == "stage" { at } else { 0 };
        return (rank(kind) + 1, 0, own_id, rank(&below[0]) + 1, id(below), below_order);
    }
    (rank(kind) + 1, order, own_id, 0, String::new(), at)
}

struct Output<'a> {
    text: String,
    eol: &'a str,
    /// Whether something stands above that needs a blank line behind it.
    open: bool,
}

impl Output<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(self.eol);
    }

    fn separate(&mut self) {
        if self.open {
            self.text.push_str(self.eol);
        }
        self.open = true;
    }

    fn paragraph(&mut self, lines: &[String]) {
        self.separate();
        for line in lines {
            self.line(line);
        }
    }
}

fn with_trailing(line: &str, trailing: Option<&Trailing>) -> String {
    trailing.map_or_else(|| line.to_owned(), |it| format!("{line}{}{}", it.space, it.comment))
}

fn block_lines(block: &Block, sheet: Sheet<'_>, output: &mut Output<'_>) {
    for paragraph in &block.free {
        output.paragraph(paragraph);
    }
    if block.header.is_empty() && block.rows.is_empty() && block.under.is_empty() {
        return;
    }
    output.separate();
    for line in &block.above {
        output.line(line);
    }
    let dotted = || format!("[{}]", spell::dotted(&block.header));
    if !block.header.is_empty() {
        let header = block.raw.clone().unwrap_or_else(dotted);
        output.line(&with_trailing(&header, block.trailing.as_ref()));
    }
    for line in lines(block) {
        for comment in &line.above {
            output.line(comment);
        }
        let mut inner = Vec::new();
        let value = match &line.value {
            Tree::Leaf(node) if sheet.node(*node).form == Form::Array => {
                tree::array(sheet, *node, output.eol)
            }
            value => value.one_line(sheet, line.table, &mut inner),
        };
        for comment in &inner {
            output.line(comment);
        }
        let text = format!("{} = {value}", spell::dotted(&line.keys));
        output.line(&with_trailing(&text, line.trailing.as_ref()));
    }
    for line in &block.under {
        output.line(line);
    }
}

/// One line of a block, of one or several rows.
struct Line<'l> {
    keys: Vec<String>,
    value: Tree,
    /// What the key table calls the table that the value is.
    table: &'l str,
    above: Paragraph,
    trailing: Option<Trailing>,
}

/// How many keys of a row its line has, by the key table: `cost.x = { … }` two, `gate = { … }` one.
fn line_length(table: &str, row: &Row) -> usize {
    let Some(key) = keys::named(table).and_then(|table| table.key(&row.keys[0])) else {
        return row.keys.len();
    };
    match key.ty {
        Type::Tables(_) | Type::Years(_) | Type::Decisions | Type::Acceptances => 2,
        Type::Table(_) | Type::Amount | Type::Percents(_) | Type::Shares(_) | Type::Parts(_) => 1,
        _ => row.keys.len(),
    }
}

/// The rows of a block as lines: merged and taken apart as the key table has it, in its order.
fn lines(block: &Block) -> Vec<Line<'_>> {
    let header = block.header.as_slice();
    let table = match header {
        _ if block.raw.is_some() => "",
        [scenario, _] if scenario == "scenario" => "scenario",
        [scenario, _, kind, ..] if scenario == "scenario" => kind,
        [first, second] if first == "assumptions" => second,
        [kind, ..] => kind,
        [] => "",
    };
    let mut lines: Vec<Line<'_>> = Vec::new();
    for row in &block.rows {
        add(
            &mut lines,
            table,
            row,
            row.keys.clone(),
            row.value.clone(),
            (row.above.clone(), row.trailing.clone()),
        );
    }
    if block.raw.is_none() {
        lines.sort_by(|a, b| {
            let order = |line: &Line<'_>| tree::order(table, &line.keys[0]);
            let year = |line: &Line<'_>| is_by_year(table, &line.keys[0]).then(|| line.keys.get(1).cloned());
            order(a).cmp(&order(b)).then_with(|| year(a).cmp(&year(b)))
        });
    }
    lines
}

fn is_by_year(table: &str, key: &str) -> bool {
    let key = keys::named(table).and_then(|table| table.key(key));
    key.is_some_and(|key| matches!(key.ty, Type::Years(_)))
}

fn add<'l>(
    lines: &mut Vec<Line<'l>>,
    table: &str,
    row: &'l Row,
    keys: Vec<String>,
    value: Tree,
    comments: (Paragraph, Option<Trailing>),
) {
    let (mut above, mut trailing) = comments;
    let length = if table.is_empty() { keys.len() } else { line_length(table, row) };
    match value {
        Tree::Table(entries) if keys.len() < length && !entries.is_empty() => {
            if entries.len() > 1 {
                above.extend(trailing.take().map(|trailing| trailing.comment));
            }
            for (key, value) in entries {
                let keys = keys.iter().cloned().chain([key]).collect();
                add(lines, table, row, keys, value, (std::mem::take(&mut above), trailing.take()));
            }
        }
        value if keys.len() <= length => {
            lines.push(Line { table: &row.keys[0], keys, value, above, trailing });
        }
        value => {
            let known = lines.iter_mut().find(|line| line.keys == keys[..length]);
            if let Some(line) = known {
                line.above.extend(line.trailing.take().map(|trailing| trailing.comment));
                line.above.extend(above);
                line.above.extend(trailing.map(|trailing| trailing.comment));
                line.value.insert(&keys[length..], value);
                return;
            }
            let mut merged = Tree::Table(Vec::new());
            merged.insert(&keys[length..], value);
            let keys = keys[..length].to_vec();
            lines.push(Line { table: &row.keys[0], keys, value: merged, above, trailing });
        }
    }
}
