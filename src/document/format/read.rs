//! A text as blocks: the canonical table that each statement belongs to, its rows, and the comments that go with them.

use std::collections::HashMap;

use super::super::splice::block::{TABLES, header_length, rank};
use super::super::splice::sheet::Sheet;
use super::super::{Form, Index, NodeId, StatementKind};
use super::comments::{Paragraph, Trailing, around, at_end};
use super::tree::Tree;

/// A whole text.
#[derive(Default)]
pub(super) struct Layout {
    /// Paragraphs before everything.
    pub top: Vec<Paragraph>,
    /// Paragraphs that stand above all blocks of a kind.
    pub banners: Vec<(String, Vec<Paragraph>)>,
    /// The blocks, in the order in which they first appear.
    pub blocks: Vec<Block>,
    /// Paragraphs behind everything.
    pub tail: Vec<Paragraph>,
}

/// One block.
#[derive(Default)]
pub(super) struct Block {
    /// The keys of its header; none for the top of the file.
    pub header: Vec<String>,
    /// The header as written, where the block is not one of the format's and keeps its own form.
    pub raw: Option<String>,
    /// Paragraphs of their own above it.
    pub free: Vec<Paragraph>,
    /// Comments directly above its header.
    pub above: Paragraph,
    /// The comment behind its header.
    pub trailing: Option<Trailing>,
    /// Its keys with their values.
    pub rows: Vec<Row>,
    /// Comments directly under its last line.
    pub under: Paragraph,
}

/// A key of a block with its value.
pub(super) struct Row {
    /// The keys below the block's header.
    pub keys: Vec<String>,
    /// Its value.
    pub value: Tree,
    /// Comments above it, and those inside it that have no place there.
    pub above: Paragraph,
    /// The comment behind it.
    pub trailing: Option<Trailing>,
}

/// Reads a text into blocks.
pub(super) fn read(sheet: Sheet<'_>) -> Layout {
    let mut reader = Reader {
        sheet,
        layout: Layout::default(),
        places: HashMap::new(),
        raw: None,
        last: None,
        carried: Vec::new(),
    };
    for at in 0..sheet.statements().len() {
        match sheet.statements()[at].kind {
            StatementKind::Header | StatementKind::ArrayHeader => reader.header(at),
            StatementKind::KeyValue => reader.key(at),
        }
    }
    let (under, tail) = at_end(sheet);
    reader.settle();
    reader.under(under);
    reader.layout.tail = tail;
    reader.layout
}

struct Reader<'d> {
    sheet: Sheet<'d>,
    layout: Layout,
    /// Where the block with a header stands.
    places: HashMap<Vec<String>, usize>,
    /// The block that keeps its own form and is being read.
    raw: Option<usize>,
    /// The block of the last statement.
    last: Option<usize>,
    /// Comments of a header that has no place of its own: they go above the next row.
    carried: Paragraph,
}

impl Reader<'_> {
    fn header(&mut self, at: usize) {
        self.settle();
        let sheet = self.sheet;
        let statement = &sheet.statements()[at];
        let mut comments = around(sheet, at);
        self.under(std::mem::take(&mut comments.under_previous));
        let path = self.path(statement.node);
        let own_form =
            statement.kind == StatementKind::ArrayHeader || !is_known(&path) || self.in_list(statement.node);
        if at == 0 {
            self.layout.top = std::mem::take(&mut comments.free);
        }
        if own_form {
            let raw = sheet.text[statement.span.clone()].to_owned();
            let header = path;
            let block = Block {
                header,
                raw: Some(raw),
                above: comments.above,
                trailing: comments.trailing,
                ..Block::default()
            };
            self.layout.blocks.push(block);
            let place = self.layout.blocks.len() - 1;
            self.banner(place, comments.free);
            (self.raw, self.last) = (Some(place), Some(place));
            return;
        }
        self.raw = None;
        let length = canonical(&path);
        if path.len() == length || sheet.index.is_empty(statement.node) && path.len() < length {
            let place = self.block(&path);
            let block = &mut self.layout.blocks[place];
            block.above.extend(comments.above);
            block.trailing = comments.trailing;
            self.banner(place, comments.free);
            self.last = Some(place);
            return;
        }
        self.last = (path.len() > length).then(|| self.block(&path[..length]));
        if let Some(place) = self.last.filter(|_| sheet.index.is_empty(statement.node)) {
            let row = Row {
                keys: path[length..].to_vec(),
                value: Tree::Table(Vec::new()),
                above: Vec::new(),
                trailing: None,
            };
            self.layout.blocks[place].rows.push(row);
        }
        self.carried.extend(comments.free.into_iter().flatten());
        self.carried.extend(comments.above);
        self.carried.extend(comments.trailing.map(|trailing| trailing.comment));
    }

    fn key(&mut self, at: usize) {
        let sheet = self.sheet;
        let statement = &sheet.statements()[at];
        let mut comments = around(sheet, at);
        if at == 0 {
            self.layout.top = std::mem::take(&mut comments.free);
        }
        let mut above = std::mem::take(&mut self.carried);
        above.extend(comments.above);
        let mut row =
            Row { keys: Vec::new(), value: Tree::Leaf(statement.node), above, trailing: comments.trailing };
        row.value = Tree::of(sheet, statement.node, &mut row.above);
        if let Some(raw) = self.raw {
            row.keys = self.path_from(statement.node, statement.section);
            self.layout.blocks[raw].rows.push(row);
            self.last = Some(raw);
            return;
        }
        let path = self.path(statement.node);
        self.place(&path, row);
    }

    /// Puts a row into its block; a table that spans blocks is taken apart.
    fn place(&mut self, path: &[String], row: Row) {
        let is_table = matches!(row.value, Tree::Table(_));
        let length = if is_known(path) { canonical_value(path, is_table) } else { 0 };
        // What should be a table and is not stays a key where it is.
        let length = if is_table { length } else { length.min(path.len() - 1) };
        match row.value {
            Tree::Table(entries) if path.len() <= length && !(entries.is_empty() && path.len() < length) => {
                self.take_apart(path, length, entries, row.above, row.trailing);
            }
            value if path.len() <= length => {
                let place = self.block(path);
                let block = &mut self.layout.blocks[place];
                block.above.extend(row.above);
                block.trailing = row.trailing;
                debug_assert!(matches!(value, Tree::Table(_)), "only a table is a block");
                self.last = Some(place);
            }
            value => {
                let place = self.block(&path[..length]);
                let keys = path[length..].to_vec();
                self.layout.blocks[place].rows.push(Row { keys, value, ..row });
                self.last = Some(place);
            }
        }
    }

    fn take_apart(
        &mut self,
        path: &[String],
        length: usize,
        entries: Vec<(String, Tree)>,
        mut above: Paragraph,
        trailing: Option<Trailing>,
    ) {
        if path.len() == length {
            let place = self.block(path);
            let block = &mut self.layout.blocks[place];
            block.above.append(&mut above);
            block.trailing = trailing;
            self.last = Some(place);
        } else {
            above.extend(trailing.map(|trailing| trailing.comment));
        }
        for (key, value) in entries {
            let path: Vec<String> = path.iter().cloned().chain([key]).collect();
            let above = std::mem::take(&mut above);
            self.place(&path, Row { keys: Vec::new(), value, above, trailing: None });
        }
    }

    /// The block with this header, made where it is not there yet.
    fn block(&mut self, header: &[String]) -> usize {
        if let Some(&place) = self.places.get(header) {
            return place;
        }
        self.layout.blocks.push(Block { header: header.to_vec(), ..Block::default() });
        self.places.insert(header.to_vec(), self.layout.blocks.len() - 1);
        self.layout.blocks.len() - 1
    }

    /// Paragraphs above the first block of a kind stand above the kind; others go with their block.
    fn banner(&mut self, place: usize, free: Vec<Paragraph>) {
        let kind = self.layout.blocks[place].header.first().cloned().unwrap_or_default();
        let others = self.layout.blocks[..place].iter().rev();
        let first = !others.into_iter().any(|block| block.header.first() == Some(&kind));
        if first && !self.layout.banners.iter().any(|(known, _)| *known == kind) {
            self.layout.banners.push((kind, free));
        } else {
            self.layout.blocks[place].free.extend(free);
        }
    }

    fn under(&mut self, comments: Paragraph) {
        match self.last {
            Some(last) => self.layout.blocks[last].under.extend(comments),
            None => self.carried.extend(comments),
        }
    }

    /// Comments that still wait for a row when the next header comes go under the block before, or to the end.
    fn settle(&mut self) {
        let carried = std::mem::take(&mut self.carried);
        if carried.is_empty() {
            return;
        }
        match self.last.or(self.layout.blocks.len().checked_sub(1)) {
            Some(last) => self.layout.blocks[last].under.extend(carried),
            None => self.layout.top.push(carried),
        }
    }

    fn path(&self, node: NodeId) -> Vec<String> {
        self.path_from(node, Index::ROOT)
    }

    fn path_from(&self, node: NodeId, from: NodeId) -> Vec<String> {
        let mut keys = Vec::new();
        let mut at = node;
        while at != from {
            let parent = self.sheet.index.parent(at).expect("every node is below the root");
            if self.sheet.node(parent).form != Form::Tables {
                keys.push(self.sheet.index.key(self.sheet.text, at).to_owned());
            }
            at = parent;
        }
        keys.reverse();
        keys
    }

    /// Whether a table stands in an array of tables.
    fn in_list(&self, node: NodeId) -> bool {
        let mut at = Some(node);
        while let Some(here) = at {
            if self.sheet.node(here).form == Form::Tables {
                return true;
            }
            at = self.sheet.index.parent(here);
        }
        false
    }
}

/// Whether the format has the top-level table of a path.
fn is_known(path: &[String]) -> bool {
    path.first().is_some_and(|first| first == "scenario" || TABLES.contains(&first.as_str()))
        && !(path[0] == "scenario" && path.len() > 2 && rank(&path[2]) >= TABLES.len() && path.len() > 3)
}

/// How many keys the header of a table's block has.
fn canonical(path: &[String]) -> usize {
    canonical_value(path, true)
}

fn canonical_value(path: &[String], is_table: bool) -> usize {
    match path {
        [first, second, ..] if first == "assumptions" && second == "optimism-bias" => 2,
        [first] if first == "scenario" || !matches!(first.as_str(), "plan" | "assumptions") => 2,
        [scenario, _, first] if scenario == "scenario" && TABLES.contains(&first.as_str()) && is_table => {
            2 + canonical_value(std::slice::from_ref(first), true)
        }
        _ => header_length(path, is_table),
    }
}
